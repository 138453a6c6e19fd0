//! What reads other programs' forms: Word, HTML, Pandoc's JSON, our own JSON, bibliographies, themes.

use std::io::{Cursor, Write};

use pamphlet::diag::Diagnostics;
use pamphlet::document::Spans;
use pamphlet::document::dump::dump;
use pamphlet::document::json;
use pamphlet::import;
use pamphlet::markdown::{self, Typing};
use pamphlet::pandoc as ast;
use pamphlet::pipeline::{self, Input};
use pamphlet::publication::{self, Publication, SourceFormat};
use pamphlet::resource::{Folder, ReadError};
use pamphlet::source::Sources;
use pamphlet::theme::css;
use pamphlet::theme::file;
use zip::write::SimpleFileOptions;

use super::{Entry, differences, read};

/// The targets of this file.
pub(super) const TARGETS: &[(&str, Entry)] = &[
    ("import_docx", import_docx),
    ("import_html", import_html),
    ("import_text", import_text),
    ("import_book", import_book),
    ("pandoc", pandoc),
    ("json", json),
    ("bibtex", bibtex),
    ("csl_json", csl_json),
    ("bibliography_yaml", bibliography_yaml),
    ("theme", theme),
    ("foreign", foreign),
];

/// A folder in which every file has the same bytes.
struct Same(Vec<u8>);

impl Folder for Same {
    fn read(&self, _: &str) -> Result<Vec<u8>, ReadError> {
        Ok(self.0.clone())
    }
}

/// What is imported is a source that can be read.
fn imported(name: &str, bytes: &[u8]) {
    let Ok(made) = import::file(name, bytes, &Same(super::PNG.to_vec())) else { return };
    reread(&made);
}

fn reread(made: &import::Imported) {
    for file in made.files.iter().filter(|it| it.path.ends_with(".md")) {
        let album = super::Album(super::PNG.to_vec());
        assert!(read(&file.bytes, &album).is_some(), "`{}` is a text", file.path);
    }
    for file in made.files.iter().filter(|it| it.path.ends_with(".toml")) {
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let id = publication::decode("pamphlet.toml", &file.bytes, &mut sources, &mut diags);
        assert!(id.is_some_and(|id| publication::manifest(&sources, id, &mut diags).is_some()), "a manifest");
    }
}

/// A Word file: as it is where it is an archive, and else as the document in one.
fn import_docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return imported("a.docx", bytes);
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The parts stand one after the other, each after a NUL.
    let names = ["document", "styles", "numbering", "footnotes", "comments", "_rels/document.xml.rels"];
    for (name, part) in names.into_iter().zip(bytes.split(|it| *it == 0)) {
        let name = if name.contains('.') { format!("word/{name}") } else { format!("word/{name}.xml") };
        let added = archive.start_file(name, SimpleFileOptions::default());
        if added.is_err() || archive.write_all(part).is_err() {
            return;
        }
    }
    if let Ok(made) = archive.finish() {
        imported("a.docx", &made.into_inner());
    }
}

fn import_html(bytes: &[u8]) {
    imported("a.html", bytes);
}

fn import_text(bytes: &[u8]) {
    imported("a.txt", bytes);
}

/// The file of an mdBook or a Quarto project, in a folder in which all else is that text too.
fn import_book(bytes: &[u8]) {
    for (name, _) in import::FOLDERS {
        if let Ok(made) = import::folder(name, bytes, &Same(bytes.to_vec())) {
            reread(&made);
        }
    }
}

/// Pandoc's AST, imported, and read as a source; what is read is written and read again.
fn pandoc(bytes: &[u8]) {
    imported("a.json", bytes);
    let Some((document, _)) = from_pandoc(bytes) else { return };
    let _ = dump(&document, Spans::Hidden);
    let written = ast::to_json(&document).to_string();
    assert!(from_pandoc(written.as_bytes()).is_some(), "what we write is read");
}

fn from_pandoc(bytes: &[u8]) -> Option<(pamphlet::Document, Publication)> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = publication::decode("a.json", bytes, &mut sources, &mut diags)?;
    ast::from_json(&sources, id, &Publication::default(), &mut diags)
}

/// A document as JSON: what is read is written the same, and as Markdown.
fn json(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(document) = json::from_json(text, Spans::Hidden) else { return };
    let written = json::to_json(&document, Spans::Hidden);
    let again = json::from_json(&written.to_string(), Spans::Hidden).expect("what we write is read");
    assert_eq!(written, json::to_json(&again, Spans::Hidden));
    let album = super::Album(super::PNG.to_vec());
    assert!(read(markdown::write(&document, Typing::Typed).as_bytes(), &album).is_some());
}

/// A text that cites works of a bibliography.
fn bibliography(name: &str, bytes: &[u8]) {
    let text = format!(
        "---\ntitle: T\nlang: en\nbibliography: {name}\n---\n\nAs @a says [see @b, p. 3; -@c].[^1]\n\n[^1]: @d.\n"
    );
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = publication::decode("a.md", text.as_bytes(), &mut sources, &mut diags).expect("a text");
    let input = Input {
        publication: Publication::default(),
        format: SourceFormat::Markdown,
        sources,
        chapters: vec![id],
        folder: &Same(bytes.to_vec()),
        filters: &[],
    };
    let manuscript = pipeline::read(input, &mut diags);
    let _ = dump(&manuscript.document, Spans::Shown(&manuscript.sources));
}

fn bibtex(bytes: &[u8]) {
    bibliography("works.bib", bytes);
}

fn csl_json(bytes: &[u8]) {
    bibliography("works.json", bytes);
}

fn bibliography_yaml(bytes: &[u8]) {
    bibliography("works.yaml", bytes);
}

/// The file of a theme; its style sheet is made.
fn theme(bytes: &[u8]) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let Some(id) = publication::decode("t.toml", bytes, &mut sources, &mut diags) else { return };
    if let Some(theme) = file::theme(&sources, id, "t", &mut diags) {
        let _ = (css::screen(&theme, &[]), css::book(&theme, &[]), theme.to_toml());
    }
}

/// Grid tables, wiki marks and the other syntax of neighbours: nothing is lost, and the Markdown that is written of
/// it reads the same.
fn foreign(bytes: &[u8]) {
    let bytes = super::cut(bytes);
    let album = super::Album(super::PNG.to_vec());
    let Some((manuscript, _)) = read(bytes, &album) else { return };
    let _ = dump(&manuscript.document, Spans::Hidden);
    let _ = markdown::write(&manuscript.document, Typing::Typed);
    let _ = differences(bytes);
}
