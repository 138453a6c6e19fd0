//! Inlines: what runs in a line.

use crate::document::{Attr, Id, NoteRef};
use crate::source::Span;

/// An inline with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it stands in the source.
    pub span: Span,
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
        /// What it stands for; `None` where it is not said.
        expansion: Option<String>,
    },
    /// Code, kept to the character.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        target: Target,
        /// What it says; never empty.
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
    /// Whether the author says that it is decoration (`{.decorative}`), so that an empty `alt` is no fault.
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
