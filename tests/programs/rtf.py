#!/usr/bin/env python3
"""A backend: writes an edition in Rich Text Format from the document as JSON."""
import json
import sys

STYLES = {"emph": "\\i ", "strong": "\\b ", "note-ref": "\\super "}

def text(plain):
    """Text as RTF has it: UTF-16 code units as signed numbers."""
    units = memoryview(plain.encode("utf-16-le")).cast("h")
    return "".join(chr(it) if 31 < it < 127 and chr(it) not in "\\{}" else f"\\u{it}?" for it in units)

def inline(node):
    own = " " if node["type"] == "soft-break" else node.get("text", str(node.get("note", "")))
    return "{" + STYLES.get(node["type"], "") + text(own) + "".join(map(inline, node.get("content", []))) + "}"

def block(node):
    """A paragraph for each block that has words, whatever holds it."""
    if "content" in node or "text" in node:
        size = f"\\b\\fs{44 - 4 * node['level']} " if node["type"] == "heading" else ""
        yield "{\\pard\\sa120" + size + inline(node) + "\\par}"
    for part in ("blocks", "items", "definitions", "terms", "bodies", "head", "body", "cells"):
        for child in node.get(part, []):
            yield from block(child)

document = json.load(sys.stdin)["document"]
title = {"type": "heading", "level": 1, "content": [{"type": "text", "text": document["meta"]["title"]}]}
print("{\\rtf1\\ansi\n" + "\n".join(block(title)))
for part in document["chapters"] + document.get("notes", []):
    print("\n".join(block(part)))
print("}")
