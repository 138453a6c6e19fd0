//! What people have becomes a source of ours that says the same, and hostile files are refused.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use pamphlet::import::{Imported, file, folder};
use pamphlet::markdown::compare::first_difference;
use pamphlet::resource::{Folder, ReadError};
use zip::write::SimpleFileOptions;

use crate::support;

/// A folder in memory.
struct Memory(BTreeMap<String, Vec<u8>>);

impl Memory {
    fn new(files: &[(&str, &str)]) -> Memory {
        Memory(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
    }
}

impl Folder for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.get(path).cloned().ok_or(ReadError::Missing)
    }
}

/// A file of an import, as text.
fn text(imported: &Imported, path: &str) -> String {
    let found = imported.files.iter().find(|it| it.path == path).expect("the file is there");
    String::from_utf8(found.bytes.clone()).expect("UTF-8")
}

fn remarks(imported: &Imported) -> String {
    imported.remarks.iter().map(|it| format!("{}: {}\n", it.place, it.message)).collect()
}

/// A Word file with this body and these other parts.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!("<w:document xmlns:w='w' xmlns:r='r'><w:body>{body}</w:body></w:document>");
    let all = parts.iter().copied().chain([("word/document.xml", document.as_str())]);
    for (name, text) in all {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

const STYLES: &str = "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='de-DE'/></w:rPr></w:rPrDefault></w:docDefaults>\
    <w:style w:styleId='H1'><w:name w:val='heading 1'/></w:style><w:style w:styleId='My'><w:name w:val='Mine'/><w:basedOn w:val='H1'/></w:style>\
    <w:style w:styleId='T'><w:name w:val='Title'/></w:style><w:style w:styleId='Q'><w:name w:val='Quote'/></w:style></w:styles>";

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='3'/><w:numFmt w:val='lowerLetter'/></w:lvl></w:abstractNum>\
    <w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>";

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>")
}

fn item(level: u8, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn a_word_file_keeps_its_structure() {
    let run = |properties: &str, words: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>")
    };
    let body = [
        paragraph("T", &run("", "The Quay")),
        paragraph("My", &run("<w:b/>", "Why")),
        paragraph(
            "",
            &[
                run("", "It is "),
                run("<w:b/>", "old "),
                run("<w:b/><w:i/>", "and"),
                run("<w:b w:val='0'/>", " good"),
                "<w:r><w:footnoteReference w:id='2'/></w:r>".to_owned(),
                "<w:hyperlink r:id='r1'><w:r><w:t>there</w:t></w:r></w:hyperlink>".to_owned(),
                "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>".to_owned(),
                run("<w:lang w:val='fr-FR'/>", " le quai"),
            ]
            .concat(),
        ),
        item(0, "one"),
        item(1, "inner"),
        item(1, "more"),
        item(0, "two"),
        paragraph("Q", &run("", "Said.")),
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B|C</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            .to_owned(),
    ]
    .concat();
    let parts = [
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t xml:space='preserve'> Since 1902.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "word/_rels/document.xml.rels",
            "<R><Relationship Id='r1' Target='https://quay.example' TargetMode='External'/></R>",
        ),
        ("docProps/core.xml", "<c><dc:creator>Ada; Bo</dc:creator></c>"),
    ];
    let imported = file("quay.docx", &docx(&body, &parts), &Memory::new(&[])).expect("imported");
    assert_eq!(
        text(&imported, "quay.md"),
        "# Why\n\nIt is **old _and_** good[^1][there](https://quay.example) [le quai]{lang=fr-FR}\n\n- one\n  c. inner\n  d. more\n- two\n\n\
         > Said.\n\n| A | B\\|C |\n| --- | --- |\n| 1 | 2 |\n\n[^1]: Since 1902.\n"
    );
    let manifest = text(&imported, "pamphlet.toml");
    for line in ["title = \"The Quay\"", "language = \"de-DE\"", "authors = [\"Ada\", \"Bo\"]", "\"quay.md\""]
    {
        assert!(manifest.contains(line), "{line} in {manifest}");
    }
    assert!(remarks(&imported).contains("marked as deleted"), "{}", remarks(&imported));
}

#[test]
fn tasks_and_the_date_of_a_word_file_are_read() {
    let numbering = "<w:numbering>\
        <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='☐'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='☒'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num></w:numbering>";
    let styles =
        "<w:styles><w:style w:type='paragraph' w:styleId='D'><w:name w:val='Date'/></w:style></w:styles>";
    let task = |id: u8, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{id}'/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let date = paragraph("D", "<w:r><w:t>2024-05-03</w:t></w:r>");
    let body = [date, task(1, "open"), task(2, "done"), task(1, "more")].concat();
    let core = "<c><dcterms:created>2026-01-01T00:00:00Z</dcterms:created></c>";
    let parts = [("word/styles.xml", styles), ("word/numbering.xml", numbering), ("docProps/core.xml", core)];
    let imported = file("a.docx", &docx(&body, &parts), &Memory::new(&[])).expect("imported");
    assert_eq!(text(&imported, "a.md"), "- [ ] open\n- [x] done\n- [ ] more\n");
    let manifest = text(&imported, "pamphlet.toml");
    assert!(manifest.contains("date = \"2024-05-03\""), "{manifest}");
}

#[test]
fn what_a_web_page_loses_is_listed() {
    let page = "<html><body><header>Home</header><main><p>See <iframe src='https://v.example'></iframe>\
        <a href='#gone'>it</a>.</p></main><footer>Foot &amp; more<script>x()</script></footer></body></html>";
    let imported = file("a.html", page.as_bytes(), &Memory::new(&[])).expect("imported");
    let remarks = remarks(&imported);
    for lost in ["`Home`", "`Foot & more`", "`<iframe>` becomes a link", "nothing has the id `gone`"] {
        assert!(remarks.contains(lost), "{lost} in {remarks}");
    }
}

#[test]
fn hostile_word_files_are_refused() {
    let refused = |bytes: &[u8]| file("x.docx", bytes, &Memory::new(&[])).expect_err("refused").message;
    assert!(refused(b"PK\x03\x04 and no more").contains("cannot be read"));
    assert!(refused(&docx("<w:p>", &[])).contains("not XML"));
    assert!(refused(&docx(&"<w:sdt>".repeat(5_000), &[])).contains("too deep"));
    // A part that unpacks to more than it may.
    let bomb = "x".repeat(70 << 20);
    assert!(refused(&docx("", &[("word/styles.xml", &bomb)])).contains("too large"));
    // A name that leads out of the archive is no part of it.
    let rels = "<R><Relationship Id='r1' Target='../../../etc/passwd'/></R>";
    let image = "<w:p><w:r><w:drawing><a:blip r:embed='r1'/></w:drawing></w:r></w:p>";
    let imported = file("x.docx", &docx(image, &[("word/_rels/document.xml.rels", rels)]), &Memory::new(&[]));
    assert!(imported.expect("imported").files.iter().all(|it| !it.path.contains("..")));
}

#[test]
fn an_mdbook_is_imported_with_its_order() {
    let book = Memory::new(&[
        (
            "src/SUMMARY.md",
            "# Summary\n\n[Before](before.md)\n\n# Part One\n\n- [A](a.md)\n  - [B](in/b.md)\n- [Draft]()\n- [Gone](gone.md)\n",
        ),
        ("src/before.md", "Words only.\n"),
        (
            "src/a.md",
            "# A\n\nSee [B](in/b.md).\n\n{{#include code.rs:2:3}}\n\n{{#include in/part.md}}\n{{#include gone.rs}}\n",
        ),
        ("src/code.rs", "fn a() {}\n"),
        ("src/in/part.md", "![y](../top.png)\n"),
        ("src/top.png", "png"),
        ("src/in/b.md", "# B\n\n![x](i.png)\n"),
        ("src/in/i.png", "png"),
    ]);
    let settings = "[book]\ntitle = \"The \\\"Book\\\"\"\nauthors = [\"Ada\"]\nlanguage = \"en\"\ndescription = \"Short.\"\n";
    let imported = folder("book.toml", settings.as_bytes(), &book).expect("imported");
    let paths: Vec<&str> = imported.files.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "pamphlet.toml",
            "before.md",
            "part-1.md",
            "code.rs",
            "top.png",
            "in/part.md",
            "a.md",
            "in/i.png",
            "in/b.md"
        ]
    );
    assert_eq!(text(&imported, "before.md"), "# Before\n\nWords only.\n");
    assert_eq!(text(&imported, "in/b.md"), "### B\n\n![x](i.png)\n");
    assert!(text(&imported, "a.md").contains("{{#include code.rs:2:3}}"));
    let manifest = text(&imported, "pamphlet.toml");
    assert!(manifest.starts_with(
        "[publication]\ntitle = \"The \\\"Book\\\"\"\nlanguage = \"en\"\ndescription = \"Short.\"\n"
    ));
    assert!(
        manifest
            .ends_with("chapters = [\n  \"before.md\",\n  \"part-1.md\",\n  \"a.md\",\n  \"in/b.md\",\n]\n"),
        "{manifest}"
    );
    for lost in ["draft “Draft”", "chapter “Gone” is missing", "included file `gone.rs` is missing"] {
        assert!(remarks(&imported).contains(lost), "{lost} in {}", remarks(&imported));
    }
}

#[test]
fn a_quarto_book_is_imported_with_its_titles() {
    let settings = "project:\n  type: book\nlang: en\nbook:\n  title: Quay\n  author:\n    - name: Ada\n  chapters:\n    - index.qmd\n    - part: Second\n      chapters:\n        - two.qmd\nformat: html\nbibliography: refs.bib\n";
    let book = Memory::new(&[
        ("index.qmd", "---\ntitle: \"Preface\"\nformat: pdf\n---\n\nSee [two](two.qmd).\n"),
        ("two.qmd", "# Two {#sec-two}\n\nText.\n\n{{< include _more.qmd >}}\n"),
        ("_more.qmd", "More.\n"),
        ("refs.bib", "@book{a, title = {A}}\n"),
    ]);
    let imported = folder("_quarto.yml", settings.as_bytes(), &book).expect("imported");
    assert_eq!(text(&imported, "index.md"), "# Preface\n\nSee [two](two.md).\n");
    assert_eq!(text(&imported, "part-1.md"), "# Second {.part}\n");
    assert_eq!(text(&imported, "two.md"), "## Two {#sec-two}\n\nText.\n\n{{< include _more.qmd >}}\n");
    let manifest = text(&imported, "pamphlet.toml");
    assert!(manifest.contains("authors = [\"Ada\"]") && manifest.contains("\"two.md\""), "{manifest}");
    assert!(manifest.contains("bibliography = [\"refs.bib\"]"), "{manifest}");
    assert_eq!(text(&imported, "_more.qmd"), "More.\n");
    assert!(remarks(&imported).contains("`format` is left out"));
}

#[test]
fn a_pandoc_project_is_imported_with_its_metadata() {
    let defaults = "from: markdown\ninput-files:\n- meta.yaml\n- one.md\n- in/two.md\n- gone.md\nmetadata:\n  lang: en\n\
                    metadata-files: [more.yaml]\nbibliography: refs.bib\ntoc: true\nfilters: [crossref]\n";
    let project = Memory::new(&[
        ("meta.yaml", "---\ntitle: Quay\nlang: fr\n...\n"),
        ("more.yaml", "rights: All free\nsubtitle: Over\n"),
        ("one.md", "---\nauthor:\n- Ada\n- Bo\nsubtitle: Boats\n---\n\n# One\n\n![A boat](boat.png)\n"),
        ("in/two.md", "# Two\n\nText [@a].\n"),
        ("refs.bib", "@book{a, title = {A}}\n"),
        ("boat.png", "x"),
    ]);
    let imported = folder("pandoc.yaml", defaults.as_bytes(), &project).expect("imported");
    assert_eq!(text(&imported, "one.md"), "# One\n\n![A boat](boat.png)\n");
    let manifest = text(&imported, "pamphlet.toml");
    for said in [
        "title = \"Quay\"",
        "subtitle = \"Boats\"",
        "language = \"en\"",
        "rights = \"All free\"",
        "authors = [\"Ada\", \"Bo\"]",
        "bibliography = [\"refs.bib\"]",
        "chapters = [\n  \"one.md\",\n  \"in/two.md\",\n]",
    ] {
        assert!(manifest.contains(said), "{said} in {manifest}");
    }
    for lost in ["`filters` is left out", "gone.md: the chapter is missing"] {
        assert!(remarks(&imported).contains(lost), "{lost} in {}", remarks(&imported));
    }
    let again = file("mine.yml", defaults.as_bytes(), &project).expect("imported");
    assert_eq!(text(&again, "pamphlet.toml"), manifest);
    let none = file("mine.yml", b"from: markdown\n", &project).expect_err("no chapters");
    assert!(none.message.contains("`mine.yml` names no chapters"), "{}", none.message);
}

#[test]
fn a_web_page_is_its_content() {
    let page = "<!DOCTYPE html><html lang=en><head><title>The Quay &amp; Co</title><meta name=\"author\" content=\"Ada\"></head>\n\
        <body><nav><a href='/'>Home</a></nav><main><h1 id=top>Quay</h1>\n\n<p>It's <b>old</b>,\n see <a href='#top'>above</a>.</p>\n\
        <pre>a\n\nb</pre><ul><li>one<li>two</ul><script>x()</script></main></body></html>";
    let imported = file("quay.html", page.as_bytes(), &Memory::new(&[])).expect("imported");
    assert_eq!(
        text(&imported, "quay.md"),
        "# Quay {#top}\n\nIt's **old**, see [above](#top).\n\n```\na\n\nb\n```\n\n- one\n- two\n"
    );
    let manifest = text(&imported, "pamphlet.toml");
    assert!(
        manifest.contains("title = \"The Quay & Co\"") && manifest.contains("language = \"en\""),
        "{manifest}"
    );
}

#[test]
fn what_is_no_known_format_is_refused_with_help() {
    let refused = |name: &str, bytes: &[u8]| file(name, bytes, &Memory::new(&[])).expect_err("refused");
    assert!(refused("a.bin", b"\xff\xfe\x00").help.contains(".docx"));
    assert!(refused("a.xyz", b"text").message.contains("not a format"));
    assert!(refused("a.json", b"{}").message.contains("not a document of Pandoc's"));
}

/// The one other place is the heading of the appendix: the PDF says `Background On Immigrant …`, the source that a person
/// made of it `Background on the Immigrant …`.
#[test]
fn the_text_of_a_pdf_becomes_the_tree_of_its_source() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let place = std::env::var_os("PAMPHLET_CORPUS").map_or_else(beside, PathBuf::from);
    let read = |name: &str| fs::read(place.join(name)).ok();
    let Some((extracted, source)) = read("statement-extracted.txt").zip(read("statement.md")) else { return };
    let imported = file("statement-extracted.txt", &extracted, &Memory::new(&[])).expect("imported");
    let chapter = text(&imported, "statement-extracted.md");
    let chapter = chapter.replace("Background On Immigrant", "Background on the Immigrant");
    let source = String::from_utf8(source).expect("UTF-8");
    assert_eq!(first_difference(&support::read(&chapter).document, &support::read(&source).document), None);
    assert!(text(&imported, "pamphlet.toml").contains("title = \"Vision & Values Statement\""));
}
