#!/usr/bin/env python3
"""multiply.py SOURCE COUNT: prints a Markdown file with its body COUNT times, and its front matter once.

Notes and anchors get names of their own in each copy, so that nothing is defined twice and every link leads
somewhere in its own copy.
"""

import re
import sys


def multiply(text: str, count: int) -> str:
    """The text with its body `count` times."""
    front, body = "", text
    if text.startswith("---\n"):
        end = text.index("\n---\n", 3) + len("\n---\n")
        front, body = text[:end], text[end:]
    if count == 1:
        return text
    return front + "\n".join(renamed(body, copy) for copy in range(1, count + 1))


def renamed(body: str, copy: int) -> str:
    """The body with the number of its copy in the names of notes (`[^1]`) and anchors (`{#a}`, `](#a)`)."""
    body = re.sub(r"\[\^([^\]]+)\]", rf"[^\1-{copy}]", body)
    body = re.sub(r"\{#([\w-]+)", rf"{{#\1-{copy}", body)
    return re.sub(r"\]\(#([\w-]+)\)", rf"](#\1-{copy})", body)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        sys.stdout.write(multiply(file.read(), int(sys.argv[2])))
