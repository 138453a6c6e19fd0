//! Inlines: what runs in a line.

use crate::document::{Attr, Id};
use crate::source::Span;

/// An inline with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it is in the source.
    pub span: Span,
}

/// The classes of the spans whose words the program generates.
pub mod generated {
    /// The number of a section, at the beginning of its heading.
    pub const SECTION_NUMBER: &str = "section-number";
    /// The name and the number of a figure or table, at the beginning of its caption.
    pub const CAPTION_NUMBER: &str = "caption-number";
    /// The words of a reference, in its link. They are generated when all numbers are known.
    pub const REFERENCE: &str = "reference";
    /// References that are named together, as *Figures 3–5*.
    pub const REFERENCE_GROUP: &str = "reference-group";
    /// What such references are called together.
    pub const REFERENCE_KIND: &str = "reference-kind";
    /// A citation: as it is written until its words are known.
    pub const CITATION: &str = "citation";
    /// The list of references, whose entries have no bullets.
    pub const REFERENCES: &str = "references";
    /// An entry of the list of references.
    pub const REFERENCE_ENTRY: &str = "reference-entry";
    /// A link from such an entry back to a citation.
    pub const REFERENCE_BACK: &str = "reference-back";
    /// The container that notes are printed in which are not at the foot of their page.
    pub const END_NOTES: &str = "end-notes";
    /// The letter above entries of an index.
    pub const INDEX_LETTER: &str = "index-letter";
    /// A list of entries of an index.
    pub const INDEX_ENTRIES: &str = "index-entries";
    /// An abbreviation that is written out, with the long form before it.
    pub const EXPANSION: &str = "expansion";
    /// An abbreviation that was written out before.
    pub const KNOWN_ABBREVIATION: &str = "known-abbreviation";
    /// A list of abbreviations.
    pub const ABBREVIATIONS: &str = "abbreviations";
    /// A list of figures, of tables, or of listings, which is also one of entries of an index.
    pub const LIST_OF_CAPTIONS: &str = "list-of-captions";
    /// The heading of such a list that the publication asks for.
    pub const OWN_LIST: &str = "own-list";
    /// What a link of an index says of the section that it leads to.
    pub const LOCATOR: &str = "locator";
    /// The page that a reference leads to, after its words: in print alone.
    pub const PAGE_REFERENCE: &str = "page-reference";
    /// The number of the page that a link leads to.
    pub const PAGE_NUMBER: &str = "page-number";
    /// A reference that is the number alone.
    pub const NUMBER: &str = "number";
}

impl Inline {
    /// A span of generated words.
    pub fn generated(class: &str, words: String, span: Span) -> Inline {
        let attr = Attr { classes: vec![class.to_owned()], ..Attr::default() };
        let content =
            if words.is_empty() { Vec::new() } else { vec![Inline { kind: InlineKind::Text(words), span }] };
        Inline { kind: InlineKind::Span { attr, content }, span }
    }

    /// Whether it is a span of generated words of a class.
    pub fn is_generated(&self, class: &str) -> bool {
        matches!(&self.kind, InlineKind::Span { attr, .. } if attr.has_class(class))
    }
}

/// Whether an inline holds an abbreviation that is written out there, or was before.
pub fn is_known_abbreviation(inline: &Inline) -> bool {
    let InlineKind::Span { attr, .. } = &inline.kind else { return false };
    !attr.classes.is_empty()
        && (attr.has_class(generated::EXPANSION) || attr.has_class(generated::KNOWN_ABBREVIATION))
}

/// The kinds of inline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// Text of one source line, quotes and dashes already those of the language.
    Text(String),
    /// Stress, usually italic.
    Emph(Vec<Inline>),
    /// Weight, usually bold.
    Strong(Vec<Inline>),
    /// No longer true.
    Strike(Vec<Inline>),
    /// Below the line.
    Sub(Vec<Inline>),
    /// Above the line.
    Sup(Vec<Inline>),
    /// Small capitals.
    SmallCaps(Vec<Inline>),
    /// Underlined, from `<u>`.
    Underline(Vec<Inline>),
    /// Marked for reference, from `<mark>`.
    Highlight(Vec<Inline>),
    /// A side comment in small print, from `<small>`.
    Small(Vec<Inline>),
    /// A key or other input, from `<kbd>`.
    Keyboard(Vec<Inline>),
    /// An abbreviation, from `<abbr>`.
    Abbreviation {
        /// The short form.
        content: Vec<Inline>,
        /// The long form; `None` where it is not given.
        expansion: Option<String>,
    },
    /// Code, kept to the character.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        target: Target,
        /// Its content; never empty.
        content: Vec<Inline>,
        /// The advisory title; `None` without one.
        title: Option<String>,
    },
    /// An image that runs in the line.
    Image(Image),
    /// The mark of a note.
    NoteRef(NoteRef),
    /// Content with attributes of its own.
    Span {
        /// Its id, classes, language.
        attr: Attr,
        /// The content.
        content: Vec<Inline>,
    },
    /// A line end in the source: a space, but for scripts that have none.
    SoftBreak,
    /// A line end that the author asks for.
    LineBreak,
}

impl InlineKind {
    /// The inlines inside; none for a leaf.
    pub fn children(&self) -> &[Inline] {
        match self {
            InlineKind::Emph(it)
            | InlineKind::Strong(it)
            | InlineKind::Strike(it)
            | InlineKind::Sub(it)
            | InlineKind::Sup(it)
            | InlineKind::SmallCaps(it)
            | InlineKind::Underline(it)
            | InlineKind::Highlight(it)
            | InlineKind::Small(it)
            | InlineKind::Keyboard(it)
            | InlineKind::Abbreviation { content: it, .. }
            | InlineKind::Link { content: it, .. }
            | InlineKind::Span { content: it, .. } => it,
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::SoftBreak
            | InlineKind::LineBreak => &[],
        }
    }

    /// The inlines inside, to be changed; `None` for a leaf.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            InlineKind::Emph(it)
            | InlineKind::Strong(it)
            | InlineKind::Strike(it)
            | InlineKind::Sub(it)
            | InlineKind::Sup(it)
            | InlineKind::SmallCaps(it)
            | InlineKind::Underline(it)
            | InlineKind::Highlight(it)
            | InlineKind::Small(it)
            | InlineKind::Keyboard(it)
            | InlineKind::Abbreviation { content: it, .. }
            | InlineKind::Link { content: it, .. }
            | InlineKind::Span { content: it, .. } => Some(it),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::SoftBreak
            | InlineKind::LineBreak => None,
        }
    }

    /// The same kind of inline around what `map` makes of its children; a leaf stays as it is.
    pub fn map_children(&self, map: impl FnOnce(&[Inline]) -> Vec<Inline>) -> InlineKind {
        match self {
            InlineKind::Emph(content) => InlineKind::Emph(map(content)),
            InlineKind::Strong(content) => InlineKind::Strong(map(content)),
            InlineKind::Strike(content) => InlineKind::Strike(map(content)),
            InlineKind::Sub(content) => InlineKind::Sub(map(content)),
            InlineKind::Sup(content) => InlineKind::Sup(map(content)),
            InlineKind::SmallCaps(content) => InlineKind::SmallCaps(map(content)),
            InlineKind::Underline(content) => InlineKind::Underline(map(content)),
            InlineKind::Highlight(content) => InlineKind::Highlight(map(content)),
            InlineKind::Small(content) => InlineKind::Small(map(content)),
            InlineKind::Keyboard(content) => InlineKind::Keyboard(map(content)),
            InlineKind::Abbreviation { content, expansion } => {
                InlineKind::Abbreviation { content: map(content), expansion: expansion.clone() }
            }
            InlineKind::Link { target, content, title } => {
                InlineKind::Link { target: target.clone(), content: map(content), title: title.clone() }
            }
            InlineKind::Span { attr, content } => {
                InlineKind::Span { attr: attr.clone(), content: map(content) }
            }
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::SoftBreak
            | InlineKind::LineBreak => self.clone(),
        }
    }

    /// The text of a leaf, where a break is a space. `None` for an inline that holds others, an image, or the mark
    /// of a note.
    pub fn own_text(&self) -> Option<&str> {
        match self {
            InlineKind::Text(it) | InlineKind::Code(it) => Some(it),
            InlineKind::SoftBreak | InlineKind::LineBreak => Some(" "),
            InlineKind::Emph(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Sub(_)
            | InlineKind::Sup(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Underline(_)
            | InlineKind::Highlight(_)
            | InlineKind::Small(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Abbreviation { .. }
            | InlineKind::Link { .. }
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::Span { .. } => None,
        }
    }
}

/// A note of this document; only [`crate::document::Notes::add`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub(super) u32);

impl NoteId {
    /// The number that readers see, from 1, in the order of first references.
    pub const fn number(self) -> u32 {
        self.0 + 1
    }
}

/// The mark of a note in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteRef {
    /// The note.
    pub note: NoteId,
    /// Which of the references to this note it is, from 0 in reading order.
    pub occurrence: u32,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// To a place in this document; the id exists.
    Anchor(Id),
    /// To anywhere else: an absolute address, or one relative to the publication.
    Url(String),
}

/// An image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The path as resolved from the source that names it, with `/`, below the publication's folder;
    /// the key into the resources.
    pub path: String,
    /// What it shows, for those who do not see it; empty where it is decoration.
    pub alt: String,
    /// Whether the author says that it is decoration (`{.decorative}`), so that an empty `alt` is not an error.
    pub decorative: bool,
    /// The width asked for; `None` for its own.
    pub width: Option<Dimension>,
    /// The id, classes and language.
    pub attr: Attr,
}

/// A width that the author asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Hundredths of a per cent of the measure: 5000 is half.
    Percent(u32),
    /// Thousandths of a point, from `pt`, `mm`, `cm`, `in`, or `px` at 96 to the inch.
    Millipoints(i64),
}
