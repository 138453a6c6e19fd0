"""The index of PDFs against their pages: locators.py SOURCE.md FILE.pdf...

Nothing of the project's own takes part: regular expressions read the marks of the source, pdftotext the pages, pymupdf what
these are called. Each page that the index names for an entry must have words that the source marks for it, and each page
with marked words that occur nowhere else in the text must be named.
"""

import re
import subprocess
import sys
import unicodedata
from collections import defaultdict

import fitz

MARK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])+?)\]\{\.index([^}]*)\}")
KEY = re.compile(r"""([\w-]+)=(?:"([^"]*)"|(\S+))""")


def plain(text):
    """Letters and figures in small letters: hyphens of lines, ligatures, and signs do not count."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(\w)[-\u00ad\u2010]\n\s*(\w)", r"\1\2", text)
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def marks(source):
    """The words that are marked for each entry, single places and the ends of ranges alike."""
    found = defaultdict(set)
    for words, keys in MARK.findall(source):
        keys = {key: quoted or bare for key, quoted, bare in KEY.findall(keys)}
        if "see" in keys:
            continue
        entry = keys.get("entry", re.sub(r"[*_`]", "", words)).split("!")
        found[tuple(plain(it) for it in entry)].add(plain(re.sub(r"\[|\]\{[^}]*\}|[*_`]", "", words)))
    return found


def pages(path):
    document = fitz.open(path)
    for number, page in enumerate(document, 1):
        text = subprocess.run(
            ["pdftotext", "-f", str(number), "-l", str(number), path, "-"], capture_output=True, text=True, check=True
        ).stdout
        yield page.get_label(), text


def entries(path, known):
    """What the index names for each entry, from its links: words before them, and the labels that these show."""
    found = defaultdict(list)
    above = []
    for label, lines in index_lines(path):
        for indent, text in lines:
            head, numbers = split(text)
            while above and above[-1][0] >= indent - 1:
                above.pop()
            above.append((indent, plain(head)))
            entry = tuple(it for _, it in above)
            if entry in known:
                found[entry] += numbers
    return found


def split(text):
    """The words of an entry, and its numbers."""
    text = re.split(r";|, see |, siehe |, voir ", text)[0]
    numbers = re.search(r"((?:,\s*[ivxlc\d]+(?:–[ivxlc\d]+)?)+)\s*$", text)
    if not numbers:
        return text, []
    return text[: numbers.start()], re.findall(r"[ivxlc\d]+(?:–[ivxlc\d]+)?", numbers.group(1))


def index_lines(path):
    """The lines of the pages from the heading of the index on, with where they begin; turned-over lines are joined."""
    document, inside = fitz.open(path), False
    for page in document:
        lines = []
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", []):
                text = "".join(it["text"] for it in line["spans"])
                if text.strip() == page.get_label():
                    continue
                lines.append((line["bbox"][1], line["bbox"][0], text, line["spans"][0]["size"]))
        lines.sort(key=lambda it: (round(it[0]), it[1]))
        # What heads the page is no entry: it has no other line near below it.
        if inside and len(lines) > 2:
            gap = lines[2][0] - lines[0][0]
            lines = [it for it in lines if it[0] - lines[0][0] > 2] if gap > 1.2 * it_leading(lines) else lines
        at = next((i for i, it in enumerate(lines) if plain(it[2]) in ("index", "register")), None)
        if at is not None and (at + 1 < len(lines)) and not re.search(r"\d\s*$", lines[at + 1][2]) or inside:
            start = 0 if inside else at + 1
            inside = True
            out = []
            for _, left, text, _ in lines[start:]:
                # A line that is turned over hangs further in than an entry below it.
                if out and left - out[-1][0] > 15:
                    out[-1] = (out[-1][0], out[-1][1].rstrip() + " " + text)
                else:
                    out.append((left, text))
            yield page.get_label(), out


def it_leading(lines):
    """The usual distance of lines."""
    steps = sorted(b[0] - a[0] for a, b in zip(lines, lines[1:]) if b[0] - a[0] > 2)
    return steps[len(steps) // 2] if steps else 1


def check(source, path):
    known = marks(open(source, encoding="utf-8").read())
    labels, texts = zip(*pages(path))
    named = entries(path, known)
    faults = []
    order = {label: at for at, label in enumerate(labels)}
    first = next((at for at, text in enumerate(texts) if re.search(r"(?m)^\s*(Index|Register)\s*$", text)), len(texts))
    # The last heading of that name is that of the index, the first may be in the contents.
    for at, text in enumerate(texts):
        if re.search(r"(?m)^\s*(Index|Register)\s*$", text):
            first = at
    words_of = [f" {plain(text)} " for text in texts]
    for entry, words in sorted(known.items()):
        ranges = [it.split("–") for it in named.get(entry, [])]
        covered = set()
        for ends in ranges:
            if any(it not in order for it in ends):
                faults.append(f"{'!'.join(entry)}: there is no page {'–'.join(ends)}")
                continue
            covered |= set(range(order[ends[0]], order[ends[-1]] + 1))
            for end in {ends[0], ends[-1]}:
                if not any(f" {it} " in words_of[order[end]] or straddles(words_of, order[end], it) for it in words):
                    faults.append(f"{'!'.join(entry)}: page {end} has none of {sorted(words)}")
        if not covered:
            faults.append(f"{'!'.join(entry)}: no page is named")
    if not known or first == len(texts):
        faults.append("there is no index")
    return [f"{path}: {it}" for it in faults], sum(len(it) for it in named.values())


def straddles(words_of, page, words):
    """Whether words begin on a page and end on the next."""
    if page + 1 >= len(words_of):
        return False
    parts = words.split(" ")
    return any(
        f" {' '.join(parts[:at])} " in words_of[page][-400:] and f" {' '.join(parts[at:])} " in words_of[page + 1][:400]
        for at in range(1, len(parts))
    )


def main(source, *files):
    bad = False
    for path in files:
        faults, count = check(source, path)
        bad |= bool(faults)
        print("\n".join(faults) if faults else f"{path}: {count} locators hold")
    return int(bad)


sys.exit(main(*sys.argv[1:]))
