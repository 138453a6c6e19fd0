//! Lowering: blocks, inlines and notes become nodes.

mod block;
mod code;
mod contents;
mod inline;
mod list;
mod note;
mod pages;
mod table;
#[cfg(test)]
mod tests;

pub use code::has_highlighted_code;
pub use inline::{has_class, percent_class};

use crate::diag::Diagnostics;
use crate::document::{Attr, Direction, Document, Id, Image, Lang, NoteId, NoteRef, attr};
use crate::locale::{Words, words};
use crate::markup::{Element, Ids, Node, address};
use crate::source::Span;

/// Which of the two kinds of edition is made; they differ in little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// A page for browsers: the title is its first heading, headings carry links to themselves, tasks are
    /// checkboxes, tables scroll alone.
    Html,
    /// A chapter of an EPUB: `epub:type` beside each role, notes as asides that reading systems open.
    Epub,
}

/// Where things are: the addresses of places and images as seen from what is being lowered.
pub trait Resolver {
    /// The address of a place in the document.
    fn anchor(&self, id: &Id) -> String {
        address::fragment(id.as_str())
    }

    /// The address of a note; `id` is what its element has.
    fn note(&self, _note: NoteId, id: &str) -> String {
        address::fragment(id)
    }

    /// The address of a note's mark; `id` is what its element has.
    fn mark(&self, _mark: NoteRef, id: &str) -> String {
        address::fragment(id)
    }

    /// The address of something outside, as it can be followed from here; `None` where it cannot.
    fn outside(&self, url: &str) -> Option<String> {
        Some(address::encode(url))
    }

    /// Where an image is found; `None` where it is not, and its alternative text is in for it.
    fn image(&self, image: &Image) -> Option<ImageSource>;

    /// The pages of the paginated edition that begin in the text of an inline or at a block, in order, by its span.
    fn pages(&self, _span: Span) -> &[PageBreak] {
        &[]
    }
}

/// Where a page of a paginated edition begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageBreak {
    /// How many bytes of the text stand before it: of the inline or code that it is in; nothing for a place before one.
    pub offset: usize,
    /// The id of its mark.
    pub id: String,
    /// The number of the page as readers call it.
    pub label: String,
}

/// Where an image is found, and how large it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageSource {
    /// Its address.
    pub address: String,
    /// Its width in CSS pixels.
    pub width: u32,
    /// Its height in CSS pixels.
    pub height: u32,
}

/// A resolver for one file without images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SinglePage;

impl Resolver for SinglePage {
    fn image(&self, _image: &Image) -> Option<ImageSource> {
        None
    }
}

/// Turns the parts of one document into nodes. Parts are lowered in reading order: headings know those before.
pub struct Lowering<'a> {
    document: &'a Document,
    profile: Profile,
    resolver: &'a dyn Resolver,
    words: &'static Words,
    ids: Ids,
    /// The levels as written of the headings that the next one may stand below.
    levels: Vec<u8>,
    /// How many levels of headings stand above those of the text.
    above: usize,
    /// Whether any text of the document runs from right to left, so that code and addresses have to say that they do not.
    rtl: bool,
    /// Whether what is lowered is inside a link, where no other link may.
    in_link: bool,
    /// Whether what is lowered is verse.
    in_verse: bool,
    /// Marks of notes that wait for the end of the link that they stand in.
    waiting: Vec<Node>,
    /// How many remarks there were.
    remarks: u32,
    /// How many tables there were.
    tables: u32,
    diags: Diagnostics,
}

impl<'a> Lowering<'a> {
    /// Begins with a document.
    pub fn new(document: &'a Document, profile: Profile, resolver: &'a dyn Resolver) -> Lowering<'a> {
        Lowering {
            document,
            profile,
            resolver,
            words: words(&document.meta.lang),
            ids: Ids::new(document),
            levels: Vec::new(),
            above: usize::from(profile == Profile::Html && !document.meta.title.is_empty()),
            rtl: runs_from_right(document),
            in_link: false,
            in_verse: false,
            waiting: Vec::new(),
            remarks: 0,
            tables: 0,
            diags: Diagnostics::new(),
        }
    }

    /// The makers of ids for this document.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// Begins a file: its headings know none of those before, and stand below so many levels.
    pub fn begin(&mut self, above: usize) {
        self.levels.clear();
        self.above = above;
    }

    /// Ends, with the faults that were met.
    pub fn finish(self) -> Diagnostics {
        self.diags
    }

    /// The type of an element in EPUB's vocabulary, where an EPUB is made, and its role in both
    /// (EPUB 3.3, D.1; DPUB-ARIA 1.1).
    fn typed(&self, element: Element, kind: &'static str, role: &'static str) -> Element {
        match self.profile {
            Profile::Html => element.with("role", role),
            Profile::Epub => element.with("epub:type", kind).with("role", role),
        }
    }

    /// An element with words of the program alone.
    fn spoken(&self, element: Element) -> Element {
        spoken(element, self.words, &self.document.meta.lang)
    }
}

/// An element with what a block or span is said to be.
fn attributed(element: Element, attr: &Attr) -> Element {
    let element = element.maybe("id", attr.id.as_ref().map(Id::as_str));
    let element = if attr.classes.is_empty() { element } else { classified(element, attr) };
    match &attr.lang {
        // The direction is said with every language: the surroundings may have the other one.
        Some(lang) => element.with("lang", lang.as_str()).with("dir", direction(lang.direction())),
        None => element,
    }
}

/// An element with the classes that are for its reader too.
fn classified(element: Element, attr: &Attr) -> Element {
    let is_shown = |it: &&str| *it != attr::PAGE && !attr::is_of_index(it);
    let classes: Vec<&str> = attr.classes.iter().map(String::as_str).filter(is_shown).collect();
    if classes.is_empty() { element } else { element.with("class", classes.join(" ")) }
}

/// An element with words of the program alone, marked as theirs where they are in another language than the text
/// (WCAG 2.2, 3.1.2).
pub fn spoken(element: Element, words: &Words, lang: &Lang) -> Element {
    if words.lang == lang.primary() { element } else { element.with("lang", words.lang).with("dir", "ltr") }
}

/// Whether a document, or anything in it, is in a language that runs from right to left.
fn runs_from_right(document: &Document) -> bool {
    let rtl = |lang: &Lang| lang.direction() == Direction::RightToLeft;
    let mut found = rtl(&document.meta.lang);
    document.walk(|node| found |= node.attributes().any(|it| it.lang.as_ref().is_some_and(rtl)));
    found
}

/// The value of `dir` for a direction.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}
