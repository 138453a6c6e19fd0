"""The page list of EPUBs against the pages of their PDFs, which stand beside them under the same name.

Nothing of the project's own takes part: Python's parsers read the EPUB, pdftotext the pages. For each page that the list
names, the words after its mark must be the first words of that page of the PDF, running head and folio apart. A page may
begin with the end of a divided word, which the EPUB has whole, or that end may be said on the page before, where the word
begins; one without words of the text is marked where they go on. A note that goes on from the page before is painted first.
Only letters are compared: marks of notes, numbers of items and of the contents' lines differ, and so does the space that
pdftotext sees between words.
"""

import html
import json
import os
import posixpath
import re
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
from html.parser import HTMLParser

# The elements that do not separate words.
RUNNING = {"a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
# How many letters must agree.
LETTERS = 24
# How many before a note.
LINE = 8


def letters(text):
    return "".join(it for it in unicodedata.normalize("NFKC", text).lower() if it.isalpha())


class Marked(HTMLParser):
    """The text of a file, and for each mark of a page how much of it stands before."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.marks, self.noted, self.notes = [], {}, [], []
        # How deep in the name of a section, which stands in an index where print has the number of a page.
        self.locator = 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("role") == "doc-pagebreak":
            self.marks[attrs["id"]] = len(self.out)
        if tag == "span" and (self.locator or "locator" in (attrs.get("class") or "").split()):
            self.locator += 1
        if attrs.get("role") == "doc-footnote":
            self.notes.append("")
        if tag == "head" or "hidden" in attrs or attrs.get("role") in ("doc-noteref", "doc-endnotes"):
            self.noted.append(tag)
        elif self.noted and tag == self.noted[-1]:
            self.noted.append(tag)
        self.separate(tag)

    def handle_endtag(self, tag):
        if tag == "span" and self.locator:
            self.locator -= 1
        if self.noted and tag == self.noted[-1]:
            self.noted.pop()
        self.separate(tag)

    def separate(self, tag):
        if tag not in RUNNING:
            self.out.append(" ")

    def handle_data(self, data):
        if self.locator:
            return
        if not self.noted:
            self.out.append(data)
        elif self.notes:
            self.notes[-1] += data


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else ""


class Book:
    """An EPUB: its files in reading order, and its page list."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        package_path = attribute(self.zip.read("META-INF/container.xml").decode(), "full-path")
        self.folder = posixpath.dirname(package_path)
        package = self.zip.read(package_path).decode()
        items = {attribute(it, "id"): it for it in re.findall(r"<item\b[^>]*>", package)}
        spine = [items[attribute(it, "idref")] for it in re.findall(r"<itemref\b[^>]*>", package)]
        navigation = next(it for it in items.values() if "nav" in attribute(it, "properties").split())
        self.spine = [attribute(it, "href") for it in spine]
        self.navigation = attribute(navigation, "href")
        markup = self.read(self.navigation)
        listed = re.search(r'<nav\b[^>]*epub:type="page-list".*?</nav>', markup, re.S)
        links = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', listed.group(0), re.S) if listed else []
        self.pages = [(html.unescape(to), html.unescape(label)) for to, label in links]

    def read(self, path):
        return self.zip.read(posixpath.join(self.folder, path)).decode()

    def title(self, path, mark):
        """The title alone where a mark stands before it: its page may go on otherwise than the title block."""
        found = re.search(rf'id="{mark}"[^>]*></div>\s*<h1\b[^>]*>(.*?)</h1>', self.read(path), re.S)
        return [html.unescape(re.sub("<[^>]*>", "", found.group(1)))] if found else []

    def texts(self):
        """The text from each mark of a page on, by address: without the contents that may come next, and with them."""
        parsed = []
        for path in self.spine:
            parser = Marked()
            parser.feed(re.sub(r"<(script|style|title)\b([^>]*)/>", r"<\1\2></\1>", self.read(path)))
            parsed.append((path, parser))
        whole = [letters(it) for _, parser in parsed for it in parser.notes]
        self.notes = {it[:LINE] for it in whole if it}
        self.long_notes = [it for it in whole if len(it) > LETTERS]
        texts = {}
        for at, (path, parser) in enumerate(parsed):
            rest = [(name, "".join(it.out)) for name, it in parsed[at + 1:at + 4]]
            bare = " ".join(it for name, it in rest if name != self.navigation)
            full = " ".join(it for _, it in rest)
            for id, start in parser.marks.items():
                own = "".join(parser.out[start:])
                texts[f"{path}#{id}"] = [f"{own} {bare}", f"{own} {full}", *self.title(path, id)]
        return texts


def pdf_pages(path):
    """The letters of each page, in the order of painting: the running head comes last. Also without Roman numbers at the
    ends of lines, as the contents have them."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
    pages = text.split("\f")[:-1][unnumbered(path):]
    return [{letters(it), letters(re.sub(r"(?m)\s[ivxl]+$", "", it))} for it in pages]


def unnumbered(path):
    """How many pages come before the first that has a number: a cover, and its back."""
    command = ["qpdf", "--json", "--json-key=pagelabels", path]
    read = subprocess.run(command, capture_output=True, text=True).stdout
    labels = json.loads(read or "{}").get("pagelabels", [])
    return next((it["index"] for it in labels if "/S" in it["label"]), 0)


def begins(page, text, notes):
    """Whether a page begins with a text, or with the end of its first word; a note may come between after a line."""
    first = len(letters((text.split() or [""])[0]))
    wanted = letters(text)
    for at in range(first + 1):
        same = len(os.path.commonprefix([page, wanted[at:]]))
        if same >= min(LETTERS, len(page), len(wanted) - at):
            return True
        if same >= LINE and any(page.startswith(it, same - back) for it in notes for back in range(3)):
            return True
    # pdftotext sets the words of a line from right to left in an order of its own.
    line = [letters(it) for it in text.split()[:3]]
    from_right = unicodedata.bidirectional(wanted[:1] or "a") in ("R", "AL")
    return from_right and all(it in page[:4 * LETTERS] for it in line)


def is_print_alone(page, text, book):
    """Whether a page begins with words that the book does not have, which has the wanted ones below: a condition."""
    return page[:2 * LETTERS] not in book and letters(text)[:LETTERS] in page


def goes_on(page, text, notes):
    """Whether a page begins with the rest of a note, and has the words that are wanted below."""
    return letters(text)[:LETTERS] in page and any(page[:LETTERS] in it[1:] for it in notes)


def skips(page, text):
    """Whether a page of the contents begins with words that the navigation has in this order, which goes deeper."""
    wanted, at = letters(text), 0
    if len(os.path.commonprefix([page, wanted])) < LINE:
        return False
    for letter in page[:4 * LETTERS]:
        at = wanted.find(letter, at) + 1
        if not at:
            return False
    return at < 12 * LETTERS


def faults(epub, pdf):
    book, pages = Book(epub), pdf_pages(pdf)
    if len(book.pages) != len(pages):
        yield f"the list has {len(book.pages)} pages, the PDF {len(pages)}"
    texts = book.texts()
    whole = letters(html.unescape(re.sub("<[^>]*>", "", " ".join(book.read(it) for it in book.spine))))
    for (to, label), page in zip(book.pages, pages):
        text = texts.get(urllib.parse.unquote(to))
        fits = lambda own, it: begins(own, it, book.notes) or goes_on(own, it, book.long_notes) or is_print_alone(own, it, whole)
        if text is None:
            yield f"page {label}: no mark at {to}"
        elif to.startswith(f"{book.navigation}#") and any(skips(own, it) for own in page for it in text):
            continue
        elif "" not in page and not any(fits(own, it) for own in page for it in text):
            yield f"page {label}: after the mark `{letters(text[0])[:60]}`, on the page `{min(page)[:60]}`"


def main():
    clean = True
    for epub in sys.argv[1:]:
        pdf = os.path.splitext(epub)[0] + ".pdf"
        if os.path.exists(pdf):
            for fault in faults(epub, pdf):
                print(f"{epub}: {fault}")
                clean = False
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()
