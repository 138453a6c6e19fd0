//! Pandoc's AST as a second form of the document tree, written and read.
//!
//! ```sh
//! pandoc report.docx --extract-media=. -t json | pamphlet build --from pandoc -
//! pamphlet dump --stage pandoc | pandoc -f json -o report.docx
//! ```
//!
//! The reader takes what `pandoc -t json` writes, of version 1.22 of `pandoc-types` or later. It reads every kind of
//! block and inline. What the tree cannot hold keeps its words and is reported; raw markup is left out and reported.
//! Ids, links, notes, images and metadata obey the same rules as in Markdown, by the same code, see
//! [`crate::parse`].
//!
//! | Pandoc | tree |
//! |---|---|
//! | `Plain`, `Para` | a paragraph; a figure where there is an image and nothing else |
//! | `LineBlock` | a container of class `line-block` with a paragraph of lines |
//! | `Div` of class `note`, `tip`, `important`, `warning`, `caution` | an admonition; a `Div` of class `title` at its start is its title |
//! | `Div` with `wrapper="1"` around one block | the block with these attributes |
//! | any other `Div` | a container |
//! | `Table` | a table; what spans cells is in the first of them, and the foot is part of the body |
//! | `Figure` of one image | a figure; any other is a container of class `figure` |
//! | an item that begins with `☐` or `☒` | a task |
//! | a term with line breaks | several terms |
//! | `Quoted` | the quotation marks of the language |
//! | `Span` of class `mark`, `small`, `kbd`, `smallcaps`, `underline`; of class `abbr`, with `title` | the inline of that name |
//! | `Span` of class `note-ref`, with `note` | another reference to the note of that number |
//! | `Math` | code in a span of the classes `math` and `inline` or `display` |
//! | `Cite` | its text |
//!
//! The rest has the same name, or nearly so. The writer is the inverse. What a tree loses on the way there and back:
//! spans, the labels of notes, the bounds of chapters, where a text is divided in two, whether a list without paragraphs is tight, a code block's only
//! line where that is empty, and a title of an admonition that is the usual one. Notes in notes more than four deep come at the end of the text.

pub mod rules;
mod json;
mod reader;
mod inlines;
mod blocks;
mod tables;
mod write;

pub use write::to_json;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Chapter, Document, Lang, nest};
use crate::pandoc::json::{Malformed, Read, path_of};
use crate::pandoc::reader::Reader;
use crate::parse::{ChapterFile, Cx, Variables, resolve_anchors, settle_language};
use crate::publication::value::Value;
use crate::publication::{self, Publication};
use crate::source::{SourceId, Sources, Span};

/// The version of `pandoc-types` whose form is written.
const API_VERSION: [u32; 3] = [1, 23, 1];
/// The attribute of a `Div` that only gives its attributes to the block in it.
const WRAPPER: &str = "wrapper";
/// The class of a later reference to a note.
const NOTE_REFERENCE: &str = "note-ref";
/// The boxes of tasks, to do and done.
const TASK_BOXES: [&str; 2] = ["☐", "☒"];

/// Reads a source that is a document of Pandoc's as JSON. Its metadata is laid over the publication, which is given
/// back as it is then. `None`, which is reported, where the source is no such document.
pub fn from_json(
    sources: &Sources,
    id: SourceId,
    publication: &Publication,
    diags: &mut Diagnostics,
) -> Option<(Document, Publication)> {
    let text = sources.get(id)?.text();
    let variables = &Variables::default();
    let cx = Cx { source: id, text, folder: "", composed: None, variables, cites: false };
    let root = json::parse(id, text);
    let read =
        root.as_ref().map_err(Malformed::clone).and_then(|root| document(root, cx, publication, diags));
    match read {
        Ok(read) => Some(read),
        Err(Malformed { span, message }) => {
            let path = root.map(|root| path_of(&root, span)).unwrap_or_default();
            let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
            diags.push(Diagnostic::new(&rules::INVALID_JSON, span, format!("{place}{message}")));
            None
        }
    }
}

fn document(
    root: &Value,
    cx: Cx<'_>,
    publication: &Publication,
    diags: &mut Diagnostics,
) -> Read<(Document, Publication)> {
    check_version(json::member(root, "pandoc-api-version")?)?;
    let mut publication = publication.clone();
    let mut reader = Reader::new(cx, Lang::default(), diags);
    let metadata = reader.metadata(json::member(root, "meta")?)?;
    publication::metadata(&mut publication, &metadata, reader.diags);
    let mut texts = Vec::new();
    strings(root, &mut texts);
    settle_language(&mut publication, [texts.join(" ").as_str()].into_iter(), reader.diags);
    reader.state.lang = publication.meta.lang.clone();
    let mut document =
        Document { blocks: reader.blocks(json::member(root, "blocks")?)?, ..Document::default() };
    let Reader { notes, diags, .. } = reader;
    document.notes = notes.finish(&mut document.blocks, diags);
    nest::widen(&mut document.blocks);
    let file = ChapterFile {
        sources: [cx.source].into(),
        folder: String::new(),
        path: String::new(),
        blocks: 0..document.blocks.len(),
    };
    document.references = resolve_anchors(&mut document.blocks, &mut document.notes, &[file], diags);
    document.chapters = vec![Chapter { first_block: 0, span: Span::new(cx.source, 0..cx.text.len()) }];
    document.meta = publication.meta.clone();
    Ok((document, publication))
}

/// As many strings of a text say which language it is in.
const MOST_STRINGS: usize = 4000;

/// The strings of the text below a node, which are words.
fn strings<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
    if into.len() >= MOST_STRINGS {
        return;
    }
    if let Ok("Str") = json::tag(value) {
        into.extend(json::content(value).and_then(json::text));
    } else if let Some(entries) = value.as_table() {
        entries.iter().for_each(|it| strings(&it.value, into));
    } else if let Ok(members) = json::list(value) {
        members.iter().for_each(|it| strings(it, into));
    }
}

fn check_version(value: &Value) -> Read<()> {
    let mut numbers = Vec::new();
    for number in json::list(value)? {
        numbers.push(json::integer(number)?);
    }
    match numbers.as_slice() {
        [1, minor, ..] if *minor >= 22 => Ok(()),
        _ => Err(Malformed::new(value.span, "this program reads version 1.22 and later: use a newer Pandoc")),
    }
}
