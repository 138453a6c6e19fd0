#!/usr/bin/env python3
"""A filter: numbers the headings of a document, as 1, 1.1, 1.2, 2."""

import json
import sys

document = json.load(sys.stdin)
counts = []
for chapter in document["chapters"]:
    for block in chapter["blocks"]:
        if block["type"] == "heading":
            level = block["level"]
            counts = counts[:level] + [0] * (level - len(counts))
            counts[level - 1] += 1
            number = ".".join(str(it) for it in counts if it)
            block["content"].insert(0, {"type": "text", "text": f"{number} "})
json.dump(document, sys.stdout)
