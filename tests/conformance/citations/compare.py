#!/usr/bin/env python3
"""compare.py PAMPHLET [STYLE[:LANGUAGE] ...]: citations and lists of references against Pandoc's citeproc, word for word.

A document with citations of every kind and the works of `works.json` and `works.bib` is read by `pamphlet dump --stage
pandoc` and by `pandoc --citeproc`, in the bundled styles or in those that are named (a name, or a file of CSL). Each
citation and each entry must have the same words; what is argued for in `argued.txt` may differ. Exit 1 where anything
else does. Emphasis is compared too; links are not, which Pandoc does not make.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STYLES = os.path.normpath(os.path.join(HERE, "..", "..", "..", "styles"))
# The styles that a run compares by default, the languages varied.
DEFAULT = """apa chicago-author-date chicago-notes-bibliography modern-language-association ieee nature
nlm-citation-sequence harvard-cite-them-right din-1505-2:de-DE american-medical-association elsevier-harvard
iso690-author-date-fr:fr-FR mhra-notes:en-GB apa:es-ES chicago-author-date:de-DE springer-basic-author-date
chicago-shortened-notes-bibliography cse-name-year association-for-computing-machinery science""".split()

# What comes after the key is said in English; other languages have their own words.
PLACES = {"de": ("S.", "Kap.", "Bd."), "fr": ("p.", "chap.", "vol."), "es": ("p.", "cap.", "vol.")}


def citations(lang):
    page, chapter, volume = PLACES.get(lang[:2], ("p.", "chap.", "vol."))
    return [
        "[@article]",
        f"[@article, {page} 103]",
        f"[@article, {page} 103]",
        f"[@article, {page} 105-106]",
        "[@article-many]",
        f"[see @book; @article-fr, {page} 33; @article-de]",
        "[-@book]",
        "@book-editors",
        f"@book-edition [{chapter} 3]",
        "[@book; @book-second; @book-third; @article-twenty]",
        "[@smith-a; @smith-b]",
        "[@grp-1; @grp-2; @article-many]",
        "[@article, and elsewhere]",
        "[@article, 12, 15]",
        f"[@book-volume, {volume} 2]",
        "[@newspaper-anon]",
        "[@newspaper-anon]",
        "[@webpage-nodate; @webpage]",
        "[@book-nodate]",
        f"[@article-quote, {page} 89, on dragons]",
        "[@case]",
        "[see, for this, @phd; and @master]",
        "[@book-particle; @book-particle-2; @article-ru; @article-zh]",
    ]


def said(node):
    """The words of inlines, with the marks that a style sets."""
    if isinstance(node, list):
        return "".join(said(it) for it in node)
    kind, content = node["t"], node.get("c")
    marks = {"Emph": "i", "Strong": "b", "SmallCaps": "sc", "Superscript": "sup", "Subscript": "sub", "Underline": "u"}
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        return "“" + said(content[1]) + "”"
    if kind in marks:
        return f"<{marks[kind]}>{said(content)}</{marks[kind]}>"
    if kind == "Span":
        return "" if "reference-back" in content[0][1] else said(content[1])
    if kind in ("Link", "Cite"):
        return said(content[1])
    if kind == "Note":
        return "<note>" + said([it for block in content for it in block["c"]]) + "</note>"
    return content[1] if kind in ("Code", "Math") else ""


def normal(text):
    # Italic within italic is upright, which Pandoc leaves to whoever shows it.
    depth, out = 0, []
    for part in re.split(r"(</?i>)", text):
        if part == "<i>":
            depth += 1
        elif part == "</i>":
            depth -= 1
        else:
            out.append(f"<i>{part}</i>" if depth % 2 and part.strip() else part)
    text = "".join(out).replace("</i><i>", "")
    return re.sub(r"\s+", " ", re.sub(r"</i>( ?)<i>", r"\1", text).replace("\u00a0", " ")).strip()


def read(document):
    cites, entries = [], {}

    def blocks(found):
        for block in found:
            kind, content = block["t"], block.get("c")
            if kind == "Para" and said(content).startswith("Zq"):
                cites.append(normal(re.sub(r"^Zq ?| ?zq$", "", said(content))))
            elif kind == "Div" and content[0][0].startswith("ref-"):
                entries[content[0][0][4:]] = normal(said([it for inner in content[1] for it in inner["c"]]))
            elif kind == "Div":
                blocks(content[1])
            elif kind == "BulletList":
                for item in content:
                    words = item[0]["c"]
                    ids = [it["c"][0][0] for it in words if it["t"] == "Span" and it["c"][0][0].startswith("ref-")]
                    if ids:
                        entries[ids[0][4:]] = normal(said(words))
    blocks(document["blocks"])
    return cites, entries


def run(command, folder, given=None):
    result = subprocess.run(command, cwd=folder, input=given, capture_output=True)
    if not result.stdout:
        sys.exit(f"{' '.join(command)}: {result.stderr.decode()}")
    return json.loads(result.stdout)


def compare(pamphlet, pandoc, name, works, argued):
    style, _, lang = name.partition(":")
    lang = lang or "en-US"
    file = style if style.endswith(".csl") else os.path.join(STYLES, f"{style}.csl")
    keys = works_keys(works)
    written = citations(lang) if works.endswith(".json") else []
    # Each work is cited once more, so that all are listed.
    written = written + [f"[@{key}]" for key in keys]
    text = "\n\n".join(f"Zq {it} zq" for it in written) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(HERE, works), folder)
        shutil.copy(file, os.path.join(folder, "style.csl"))
        front = f"---\ntitle: T\nlang: {lang}\nbibliography: {works}\ncsl: style.csl\n---\n\n"
        with open(os.path.join(folder, "text.md"), "w", encoding="utf-8") as out:
            out.write(front + text)
        ours = read(run([pamphlet, "dump", "--stage", "pandoc", "text.md"], folder))
        theirs = read(run([pandoc, "-f", "markdown", "-t", "json", "--citeproc", "text.md"], folder))
    wrong = []
    for at, (one, other) in enumerate(zip(theirs[0], ours[0])):
        if one != other:
            wrong.append((f"citation {written[at]}", one, other))
    for key, one in theirs[1].items():
        if one != ours[1].get(key):
            wrong.append((f"entry {key}", one, ours[1].get(key, "(not there)")))
    if list(theirs[1]) != list(ours[1]):
        wrong.append(("order", " ".join(theirs[1]), " ".join(ours[1])))
    open_, known = [], 0
    for where, one, other in wrong:
        if any(re.search(it, f"{style} {lang} {works} {where}") for it in argued):
            known += 1
        else:
            open_.append((where, one, other))
    count = len(theirs[0]) + len(theirs[1])
    print(f"{style} {lang} {works}: {count - len(wrong)} of {count} the same, {known} argued, {len(open_)} not")
    for where, one, other in open_:
        print(f"  {where}\n    citeproc: {one}\n    pamphlet: {other}")
    return not open_ and len(theirs[0]) == len(ours[0])


def works_keys(works):
    with open(os.path.join(HERE, works), encoding="utf-8") as file:
        text = file.read()
    if works.endswith(".json"):
        return [it["id"] for it in json.loads(text)]
    return re.findall(r"^@(?!string)\w+\{([^,]+),", text, re.M)


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        try:
            import pypandoc

            pandoc = pypandoc.get_pandoc_path()
        except (ImportError, OSError):
            print("citations: skipped, there is no pandoc (`pip install pypandoc_binary`)")
            return
    with open(os.path.join(HERE, "argued.txt"), encoding="utf-8") as file:
        lines = [it.strip() for it in file]
    argued = [it for it in lines if it and not it.startswith("#")]
    names = sys.argv[2:] or DEFAULT
    pamphlet = os.path.abspath(sys.argv[1])
    good = True
    for name in names:
        for works in ("works.json", "works.bib"):
            good &= compare(pamphlet, pandoc, name, works, argued)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
