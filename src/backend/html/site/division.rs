//! Which blocks go onto which page, and what each page is called.
//!
//! Where everything is, as the pages of a site address it.

use crate::backend::html::images::Beside;
use crate::document::address::scheme;
use crate::document::{Block, Document, Id, Image, Inline, NoteId, NoteRef, Outline, text};
use crate::markup::files::{notes_of, starts};
use crate::markup::{ImageSource, Resolver, address, files};
use crate::publication::slug;
use crate::source::Sources;
use std::collections::BTreeSet;
use std::ops::Range;

/// A page of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The name of its file, which stays the same while its source keeps its name or its heading its id.
    pub(super) file: String,
    /// Its blocks, by their index in the document.
    pub(super) blocks: Range<usize>,
    /// The notes whose first mark is on it, in order.
    pub(super) notes: Vec<NoteId>,
    /// What it is called.
    pub(super) title: Title,
}

/// What a page is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Title {
    /// As its own first heading, the only one of the highest level.
    Heading(Vec<Inline>),
    /// As the file that it was written in: it has no such heading, so that one is above its text.
    Name(String),
}

impl Title {
    /// The title as text alone.
    pub(super) fn plain(&self) -> String {
        match self {
            Title::Heading(content) => text::name(content),
            Title::Name(name) => name.clone(),
        }
    }
}

/// The pages of a document; the first leads to the others, and holds what is before the first heading of a
/// text that is one file.
///
/// Pages begin where a source file begins, and at the headings of the highest level where several stand in one file.
pub(super) fn divide(document: &Document, sources: &Sources) -> Vec<Leaf> {
    let mut names = Names::default();
    let mut leaves = Vec::new();
    let first = names.unique("index");
    let title = Title::Name(document.meta.title.clone());
    let whole = document.chapters.len() <= 1;
    let mut ranges = ranges(document);
    let opening = ranges.first().filter(|it| whole && ranges.len() > 1 && !opens(document, it));
    let opening = if opening.is_some() { ranges.remove(0) } else { 0..0 };
    let notes = notes_of(document, &document.blocks[opening.clone()]);
    leaves.push(Leaf { file: first, blocks: opening, notes, title });
    for blocks in ranges {
        let stem = stem(document, sources, &blocks);
        let title = title_of(&document.blocks[blocks.clone()], &stem);
        let notes = notes_of(document, &document.blocks[blocks.clone()]);
        leaves.push(Leaf { file: names.unique(&name_of(document, &blocks, stem)), blocks, notes, title });
    }
    leaves
}

/// The names that are taken. Some file systems do not tell capitals from small letters.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn unique(&mut self, wanted: &str) -> String {
        let base = slug(wanted).unwrap_or_else(|| "page".to_owned());
        let numbered = (2..).map(|it| format!("{base}-{it}"));
        let mut free =
            std::iter::once(base.clone()).chain(numbered).filter(|it| self.0.insert(it.to_lowercase()));
        format!("{}.html", free.next().unwrap_or(base.clone()))
    }
}

/// The blocks of each page; none of a document that has no text.
fn ranges(document: &Document) -> Vec<Range<usize>> {
    let count = document.blocks.len();
    let starts = starts(document, dividing(document));
    let ends = starts.iter().skip(1).copied().chain([count]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).filter(|it| !it.is_empty()).collect()
}

/// The level of headings at which pages begin: the highest that has several, in several files only the first; 0 for
/// none.
fn dividing(document: &Document) -> u8 {
    let count = |wanted: u8| document.blocks.iter().filter(|it| it.level() == Some(wanted)).count();
    let lowest = if document.chapters.len() > 1 { 1 } else { 6 };
    (1..=lowest).find(|it| count(*it) > 1).unwrap_or(0)
}

fn opens(document: &Document, blocks: &Range<usize>) -> bool {
    document.blocks.get(blocks.start).and_then(Block::level).is_some()
}

/// The name of the source file without its ending.
fn stem(document: &Document, sources: &Sources, blocks: &Range<usize>) -> String {
    let chapter = document.chapters.iter().rev().find(|it| it.first_block <= blocks.start);
    let path = chapter.and_then(|it| sources.get(it.span.source)).map_or("", |it| it.path());
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |it| it.0).to_owned()
}

/// What a page's file is named after: its source where it is the first of it among several, else its heading.
fn name_of(document: &Document, blocks: &Range<usize>, stem: String) -> String {
    let is_file =
        document.chapters.len() > 1 && document.chapters.iter().any(|it| it.first_block == blocks.start);
    let heading = document.blocks.get(blocks.start).filter(|it| !is_file && it.level().is_some());
    heading.and_then(|it| it.attr.id.as_ref()).map_or(stem, |it| it.as_str().to_owned())
}

fn title_of(blocks: &[Block], stem: &str) -> Title {
    let mut heads = Outline::of(blocks).entries;
    match heads.len() {
        1 if !text::plain(&heads[0].content).trim().is_empty() => Title::Heading(heads.remove(0).content),
        _ => Title::Name(stem.replace(['-', '_'], " ")),
    }
}

/// The addresses of places and images, as seen from one page at a time.
#[derive(Debug)]
pub(super) struct Places<'a> {
    /// Across the pages.
    pub(super) within: files::Places<'a>,
    pub(super) images: &'a Beside<'a>,
}

impl Resolver for Places<'_> {
    fn anchor(&self, id: &Id) -> String {
        self.within.anchor(id)
    }

    fn note(&self, note: NoteId, id: &str) -> String {
        self.within.note(note, id)
    }

    fn mark(&self, mark: NoteRef, id: &str) -> String {
        self.within.mark(mark, id)
    }

    fn image(&self, image: &Image) -> Option<ImageSource> {
        self.images.image(image)
    }

    /// A relative address is one beside the editions, which the site is one folder below.
    fn outside(&self, url: &str) -> Option<String> {
        let relative = scheme(url).is_none() && !url.starts_with(['/', '#', '?']);
        let up = if relative { "../" } else { "" };
        Some(format!("{up}{}", address::encode(url)))
    }
}
