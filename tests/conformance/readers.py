"""The words of a PDF as poppler, MuPDF and pdf.js read them, against the words of its Markdown sources, in order.

Stricter than `words.py`: a hyphen counts, a line end divides words, and what a reader would mend by guessing is a fault.
Folios, running heads, contents, labels and marks of notes may be added; a word of the source may not be lost, and none
may come out in parts. Notes and the title stand elsewhere than in the source, so their words are compared as a bag.
"""

import argparse
import difflib
import os
import subprocess
import sys
import unicodedata
from collections import Counter

import pymupdf
import words as sources

# Signs that are no letters and that no reader shows: joiners, soft hyphens, marks of direction.
IGNORABLE = {ord(it): None for it in "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"} | {
    code: None for code in [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]}


# How many words are compared at a time where they differ.
WINDOW = 2000


def tokens(text):
    """What stands between white space, without the signs around it; compatibility forms are made plain."""
    text = unicodedata.normalize("NFKC", text).translate(IGNORABLE)
    for part in text.split():
        word = part.strip("".join({it for it in part if not (it.isalnum() or unicodedata.category(it)[0] == "M")}))
        if word:
            yield word


def poppler(path, _):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout


def mupdf(path, _):
    with pymupdf.open(path) as file:
        return "\n".join(page.get_text() for page in file)


def pdfjs(path, validators):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdfjs.mjs")
    return subprocess.run(["node", script, validators, path], capture_output=True, check=True, text=True).stdout


READERS = {"pdftotext": poppler, "MuPDF": mupdf, "pdf.js": pdfjs}


def source_tokens(paths):
    """The words of the body in order, and those of the title and the notes."""
    body, apart = sources.source_text(paths)
    return list(tokens(body)), list(tokens(apart))


def without_mark(word, known):
    """The word without the mark of a note or folio that stands at it."""
    bare = word.strip("0123456789")
    for candidate in (word, bare, bare.rstrip(".,;:!?”’)")):
        if candidate in known:
            return candidate
    return word


def follow(body, found):
    """Whether all words of the body are found, in order; others may stand between them."""
    words = iter(found)
    return all(word in words for word in body)


def differences(body, found):
    """The stretches of the body that are not found, each with what stands instead, a window after the other."""
    at, seen = 0, 0
    while at < len(body):
        here, there = body[at:at + WINDOW], found[seen:seen + WINDOW * 3 // 2]
        matcher = difflib.SequenceMatcher(None, here, there, autojunk=False)
        last = at + WINDOW >= len(body)
        same = [it for it in matcher.get_matching_blocks() if it.size][-1:]
        # What follows the last words in common belongs to the next window.
        end, stop = (len(here), len(there)) if last or not same else (same[0].a + same[0].size, same[0].b + same[0].size)
        for operation, start, to, low, high in matcher.get_opcodes():
            if operation in ("delete", "replace") and start < end:
                yield at + start, at + to, seen + low, seen + high
        at, seen = at + end, seen + stop


def faults(text, body, apart):
    """What the text lacks, one line a run of words."""
    known = set(body) | set(apart)
    found = [without_mark(it, known) for it in tokens(text)]
    if not follow(body, found):
        for start, end, low, high in differences(body, found):
            before, instead = " ".join(body[max(0, start - 4):start]), " ".join(found[low:high])
            yield f"after `{before}`: `{' '.join(body[start:end])[:80]}` is read as `{instead[:80]}`"
    missing = Counter(body) + Counter(apart) - Counter(found)
    missing = sorted(it for it in missing if it in set(apart))
    if missing:
        yield f"of the title or a note: `{' '.join(missing)[:120]}` is lost"


def main():
    arguments = argparse.ArgumentParser(prog="readers", description=__doc__.splitlines()[0])
    arguments.add_argument("-s", "--source", action="append", required=True, metavar="SOURCE.md")
    arguments.add_argument("--validators", required=True, metavar="FOLDER")
    arguments.add_argument("editions", nargs="+", metavar="FILE.pdf")
    arguments = arguments.parse_args()
    body, apart = source_tokens(arguments.source)
    clean = True
    for path in arguments.editions:
        for name, read in READERS.items():
            for fault in faults(read(path, arguments.validators), body, apart):
                print(f"{path}, {name}: {fault}")
                clean = False
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()
