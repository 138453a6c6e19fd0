"""The words of editions (.pdf .epub .html .txt) against the words of their Markdown sources, in order.

Nothing of the project's own takes part: pandoc reads the sources, pdftotext the PDF, and Python's parsers the EPUB and
the HTML. What an edition adds (contents, folios, running heads, labels) is no fault; a word of the source that it lacks
is. Notes and the title stand elsewhere in an edition than in the source, so their words are compared as a bag.
"""

import argparse
import difflib
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
from collections import Counter
from html.parser import HTMLParser

import pypandoc

DIALECT = "commonmark_x+autolink_bare_uris+alerts-tex_math_dollars-raw_attribute"
PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u00ad": None, "\u2060": None, "-": None})
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def words(text):
    """The words of a text in lower case, without the hyphens that are in them or that line breaking put in.

    Compatibility forms are made plain (Unicode Standard Annex 15): ligatures, raised and lowered figures.
    """
    text = re.sub(r"(\w)[-\u00ad\u2010]\n\s*(\w)", r"\1\2", text)
    return WORD.findall(unicodedata.normalize("NFKC", text).translate(PLAIN).lower())


class Text(HTMLParser):
    """The text of HTML or XHTML, navigation left out; a tag that does not run in the line separates words."""

    HIDDEN = {"script", "style", "head", "nav", "template"}
    RUNNING = {
        "a", "abbr", "b", "bdi", "code", "del", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup",
        "u", "wbr",
    }

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in self.HIDDEN
        self.separate(tag)

    def handle_endtag(self, tag):
        self.hidden -= tag in self.HIDDEN and self.hidden > 0
        self.separate(tag)

    def separate(self, tag):
        if tag not in self.RUNNING:
            self.out.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(data)


def markup_text(markup):
    parser = Text()
    # An XHTML element may close itself; the HTML parser would read on for its end.
    parser.feed(re.sub(r"<(script|style|title)\b([^>]*)/>", r"<\1\2></\1>", markup))
    return "".join(parser.out)


def epub_text(path):
    """The text of the spine's documents in their order, without the navigation document."""
    book = zipfile.ZipFile(path)
    package_path = re.search(r'full-path="([^"]+)"', book.read("META-INF/container.xml").decode()).group(1)
    package, folder = book.read(package_path).decode(), posixpath.dirname(package_path)
    items = {}
    for item in re.findall(r"<item\b[^>]*>", package):
        properties = re.search(r'\bproperties="([^"]*)"', item)
        if not properties or "nav" not in properties.group(1).split():
            href = html.unescape(re.search(r'\bhref="([^"]+)"', item).group(1))
            items[re.search(r'\bid="([^"]+)"', item).group(1)] = posixpath.normpath(
                posixpath.join(folder, urllib.parse.unquote(href)))
    spine = re.findall(r'<itemref\b[^>]*\bidref="([^"]+)"', package)
    return "\n".join(markup_text(book.read(items[it]).decode()) for it in spine if it in items)


def edition_text(path):
    kind = os.path.splitext(path)[1]
    if kind == ".pdf":
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
    if kind == ".epub":
        return epub_text(path)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return markup_text(text) if kind == ".html" else text


def without_box(item):
    """The item without the box of a task, which pandoc's CommonMark reader leaves as text (`[x]`)."""
    if item and item[0]["t"] in ("Plain", "Para") and item[0]["c"][0].get("c") in ("[x]", "[X]"):
        first = {"t": item[0]["t"], "c": item[0]["c"][1:]}
        return [first, *item[1:]]
    return item


def collect(node, notes, into):
    """Adds the text of a pandoc tree to `into`, and the text of its notes to `notes`."""
    if isinstance(node, list):
        for it in node:
            collect(it, notes, into)
    elif isinstance(node, dict) and "t" in node:
        kind, content = node["t"], node.get("c")
        if kind == "Note":
            collect(content, notes, notes)
            notes.append(" ")
        elif kind == "Str":
            into.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            into.append(" ")
        elif kind in ("Code", "CodeBlock", "Math"):
            into.append(content[1])
        elif kind in ("Link", "Image", "Span", "Quoted", "Cite", "Div"):
            collect(content[1], notes, into)
        elif kind == "Header":
            collect(content[2], notes, into)
        elif kind == "DefinitionList":
            for term, meanings in content:
                collect(term, notes, into)
                into.append("\n")
                collect(meanings, notes, into)
        elif kind == "BulletList":
            collect([without_box(item) for item in content], notes, into)
        elif kind not in ("RawInline", "RawBlock"):
            collect(content, notes, into)
        if kind in ("Para", "Plain", "Header", "CodeBlock", "LineBlock"):
            into.append("\n")


def source_text(paths):
    """The text of the body in order, and that of the title and the notes."""
    body, apart = [], []
    for path in paths:
        tree = json.loads(pypandoc.convert_file(path, "json", format=DIALECT))
        for key in ("title", "subtitle"):
            collect(tree["meta"].get(key, []), apart, apart)
            apart.append(" ")
        collect(tree["blocks"], apart, body)
    return "".join(body), "".join(apart)


def source_words(paths):
    """The words of the body in order, and those of the title and the notes."""
    body, apart = source_text(paths)
    return words(body), words(apart)


def without_mark(word, known):
    """The word without the mark of a note that a reader without layout glues to it (`process1`, `1for`)."""
    bare = re.sub(r"^\d+|\d+$", "", word)
    return bare if word not in known and bare in known else word


def faults(path, body, apart):
    """What the edition at the path lacks, one line a run of words."""
    known = set(body) | set(apart)
    found = [without_mark(it, known) for it in words(edition_text(path))]
    matcher = difflib.SequenceMatcher(None, body, found, autojunk=False)
    for operation, start, end, at, _ in matcher.get_opcodes():
        if operation in ("delete", "replace"):
            before = " ".join(body[max(0, start - 4):start])
            yield f"after `{before}`: `{' '.join(body[start:end])[:120]}` is lost (near its word {at})"
    missing = Counter(body) + Counter(apart) - Counter(found)
    missing = sorted(it for it in missing if it in set(apart))
    if missing:
        yield f"of the title or a note: `{' '.join(missing)[:120]}` is lost"


def main():
    arguments = argparse.ArgumentParser(prog="words", description=__doc__.splitlines()[0])
    arguments.add_argument("-s", "--source", action="append", required=True, metavar="SOURCE.md")
    arguments.add_argument("editions", nargs="+", metavar="FILE")
    arguments = arguments.parse_args()
    body, apart = source_words(arguments.source)
    clean = True
    for path in arguments.editions:
        for fault in faults(path, body, apart):
            print(f"{path}: {fault}")
            clean = False
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()
