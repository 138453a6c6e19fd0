//! An mdBook: `book.toml` and `SUMMARY.md`.

use std::collections::BTreeSet;

use crate::document::walk::Node;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Target, address, text};
use crate::import::imported::{Imported, Manifest, NewFile, Refusal, Remarks, deeper, tree, tree_at};
use crate::publication::read_toml;
use crate::publication::value::Value;
use crate::resource::Folder;

/// A line of the summary.
enum Entry {
    /// A part, by its title.
    Part(String),
    /// The end of the part before, if there is one.
    EndOfPart,
    /// A chapter: its title, its path, and how deep it is.
    Chapter(String, String, usize),
    /// A chapter that is not written yet.
    Draft(String),
}

/// Imports a book by its `book.toml`.
pub(super) fn import(settings: &str, folder: &dyn Folder) -> Result<Imported, Refusal> {
    let settings = read_toml(settings);
    let source = value(settings.as_ref(), &["book", "src"]).unwrap_or_else(|| "src".to_owned());
    let source = address::join("", &source).unwrap_or_default();
    let path = |it: &str| address::join(&source, it);
    let summary = path("SUMMARY.md").and_then(|it| folder.read(&it).ok());
    let Some(summary) = summary else {
        return Err(Refusal::new(
            format!("there is no `{source}/SUMMARY.md`"),
            "an mdBook has its chapters in this file",
        ));
    };
    let mut book = Book { folder, source, ..Book::new(folder) };
    let entries = entries(&tree(&String::from_utf8_lossy(&summary)).blocks);
    book.write(entries);
    let authors = settings.as_ref().and_then(|it| member(it, &["book", "authors"]));
    let authors =
        authors.map(|it| it.members().iter().filter_map(|it| it.as_text().map(str::to_owned)).collect());
    let get = |name: &str| value(settings.as_ref(), &["book", name]);
    let mut manifest = Manifest {
        title: get("title").unwrap_or_default(),
        language: get("language"),
        description: get("description"),
        authors: authors.unwrap_or_default(),
        chapters: book.chapters,
        ..Manifest::default()
    };
    if manifest.title.is_empty() {
        manifest.title = "Untitled".to_owned();
        book.remarks.add("book.toml", "the book has no title; set `title` in `pamphlet.toml`");
    }
    let mut files = vec![NewFile::manifest(&manifest)];
    files.extend(book.files);
    Ok(Imported { files, remarks: book.remarks.0 })
}

/// The entries of a summary, in order.
fn entries(blocks: &[Block]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { content, .. } => {
                let title = text::name(content);
                if !entries.is_empty() || !title.eq_ignore_ascii_case("summary") {
                    entries.push(Entry::Part(title));
                }
            }
            // What is before the list and after it is in no part.
            BlockKind::Paragraph(content) => {
                entries.push(Entry::EndOfPart);
                push_links(content, 0, &mut entries);
            }
            BlockKind::List(_) => push_list(block, 0, &mut entries),
            BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Admonition { .. }
            | BlockKind::Container(_)
            | BlockKind::ThematicBreak => {}
        }
    }
    entries
}

fn push_list(block: &Block, depth: usize, entries: &mut Vec<Entry>) {
    let BlockKind::List(list) = &block.kind else { return };
    for block in list.items.iter().flat_map(|it| &it.blocks) {
        if let BlockKind::Paragraph(content) = &block.kind {
            push_links(content, depth, entries);
        }
        push_list(block, depth + 1, entries);
    }
}

/// A link is a chapter; words in brackets without an address are a draft.
fn push_links(content: &[Inline], depth: usize, entries: &mut Vec<Entry>) {
    for inline in content {
        if let InlineKind::Link { target: Target::Url(url), content, .. } = &inline.kind {
            entries.push(Entry::Chapter(text::name(content), url.clone(), depth));
        } else if let InlineKind::Text(words) = &inline.kind
            && !words.trim().is_empty()
        {
            entries.push(Entry::Draft(words.trim().to_owned()));
        }
    }
}

/// A book while its chapters are copied.
pub(super) struct Book<'f> {
    pub(super) folder: &'f dyn Folder,
    pub(super) source: String,
    pub(super) files: Vec<NewFile>,
    pub(super) chapters: Vec<String>,
    pub(super) remarks: Remarks,
    /// Whether chapters are in a part, below its heading.
    pub(super) in_part: bool,
    taken: BTreeSet<String>,
}

impl<'f> Book<'f> {
    pub(super) fn new(folder: &'f dyn Folder) -> Book<'f> {
        Book {
            folder,
            source: String::new(),
            files: Vec::new(),
            chapters: Vec::new(),
            remarks: Remarks::default(),
            in_part: false,
            taken: BTreeSet::new(),
        }
    }

    fn write(&mut self, entries: Vec<Entry>) {
        let mut parts = 0;
        for entry in entries {
            match entry {
                Entry::EndOfPart => self.in_part = false,
                Entry::Part(title) => {
                    parts += 1;
                    self.part(&title, parts);
                }
                Entry::Draft(title) => {
                    self.remarks.add("SUMMARY.md", format!("the draft “{title}” is left out"))
                }
                Entry::Chapter(title, path, depth) => {
                    let path = address::join("", &path).unwrap_or(path);
                    let bytes = address::join(&self.source, &path).and_then(|it| self.folder.read(&it).ok());
                    match bytes {
                        Some(bytes) => self.chapter(&title, &path, &String::from_utf8_lossy(&bytes), depth),
                        None => self.remarks.add(&path, format!("the chapter “{title}” is missing")),
                    }
                }
            }
        }
    }

    /// A file with the title of a part.
    pub(super) fn part(&mut self, title: &str, number: usize) {
        let path = format!("part-{number}.md");
        self.push(&path, format!("# {title} {{.part}}\n").into_bytes());
        self.chapters.push(path);
        self.in_part = true;
    }

    /// A chapter, with the images that it shows.
    pub(super) fn chapter(&mut self, title: &str, path: &str, body: &str, depth: usize) {
        let depth = depth + usize::from(self.in_part);
        let body = body.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (mut body, too_deep) = deeper(&body, depth);
        if too_deep {
            self.remarks.add(path, "headings below the sixth level are of the sixth");
        }
        let tree = tree_at(path, &body);
        if !tree.blocks.iter().any(|it| it.level().is_some()) && !title.is_empty() {
            body = format!("{} {title}\n\n{body}", "#".repeat((depth + 1).min(6)));
            self.remarks.add(path, "the chapter has no heading; its title in the contents is one now");
        }
        self.images(&tree, path);
        self.includes(&body, path, 0);
        self.push(path, body.into_bytes());
        self.chapters.push(path.to_owned());
    }

    /// Copies the images that a chapter shows.
    fn images(&mut self, tree: &Document, chapter: &str) {
        let mut images = Vec::new();
        tree.walk(|node: Node| images.extend(node.image().map(|it| it.path.clone())));
        for image in images.into_iter().filter(|it| !it.starts_with("data:")) {
            if let Some(path) = address::join("", &image) {
                self.copy(&path, chapter);
            }
        }
    }

    /// Copies a file that another one names; whether it is there.
    pub(super) fn copy(&mut self, path: &str, by: &str) -> bool {
        if self.taken.contains(path) {
            return true;
        }
        match address::join(&self.source, path).and_then(|it| self.folder.read(&it).ok()) {
            Some(bytes) => {
                self.push(path, bytes);
                true
            }
            None => {
                self.remarks.add(by, format!("the file `{path}` is missing"));
                false
            }
        }
    }

    /// Copies the files that a text includes, with what they show and include themselves.
    fn includes(&mut self, text: &str, file: &str, depth: usize) {
        /// An included file includes others no deeper, or itself.
        const DEEPEST: usize = 8;
        let parent = file.rsplit_once('/').map_or("", |it| it.0);
        for named in included(text) {
            let path = address::join(parent, named);
            let read = |path: &String| {
                let below = address::join(&self.source, path)?;
                self.folder.read(&below).ok()
            };
            let Some((path, bytes)) = path.and_then(|it| read(&it).map(|bytes| (it, bytes))) else {
                let message = format!("the included file `{named}` is missing, or not below the chapters");
                self.remarks.add(file, message);
                continue;
            };
            if self.taken.contains(&path) || depth == DEEPEST {
                continue;
            }
            if path.ends_with(".md") || path.ends_with(".qmd") {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.images(&tree_at(&path, &text), &path);
                self.includes(&text, &path, depth + 1);
            }
            self.push(&path, bytes);
        }
    }

    fn push(&mut self, path: &str, bytes: Vec<u8>) {
        if self.taken.insert(path.to_owned()) {
            self.files.push(NewFile { path: path.to_owned(), bytes });
        }
    }
}

/// The paths of the files that a text includes, as mdBook and Quarto name them, without lines and anchors.
fn included(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("{{").map(|(at, _)| &text[at + 2..]);
    starts.filter_map(|rest| {
        let inner = rest.lines().next()?.split("}}").next()?.trim();
        let names = ["#include ", "#rustdoc_include ", "#playground ", "#playpen ", "< include "];
        let argument = names.iter().find_map(|it| inner.strip_prefix(it))?;
        let path = argument.split_whitespace().next()?;
        Some(path.split(':').next().unwrap_or(path)).filter(|it| !it.is_empty())
    })
}

/// The value at a way of keys.
pub(super) fn member<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter()
        .try_fold(value, |value, key| value.as_table()?.iter().find(|it| it.key == *key).map(|it| &it.value))
}

/// The text at a way of keys.
pub(super) fn value(value: Option<&Value>, keys: &[&str]) -> Option<String> {
    member(value?, keys)?.as_text().map(str::to_owned)
}
