//! A line of a paragraph, set: the result of a paragraph, and what pages consist of.

use crate::document::{Id, NoteRef};
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{Item, LinkArea, Placed};
use crate::layout::structure::ElementId;
use crate::source::Span;

/// A set line. All its places count from the start of its base line.
#[derive(Debug, Clone)]
pub struct Line {
    /// How far it reaches above the base line.
    pub height: Length,
    /// How far it reaches below the base line.
    pub depth: Length,
    /// The width of what is in it, hung punctuation not counted.
    pub width: Length,
    /// What is in it.
    pub items: Vec<Placed>,
    /// The areas in it that lead somewhere.
    pub links: Vec<LinkArea>,
    /// The note marks in it, first occurrences and others.
    pub notes: Vec<NoteMark>,
    /// The ids in it.
    pub anchors: Vec<Id>,
    /// How well it is filled.
    pub fit: LineFit,
    /// The characters in it that no face has, each with its place in the source; nearly always none.
    pub missing: Vec<(char, Span)>,
    /// The source that it shows.
    pub span: Span,
}

impl Line {
    /// Whether images are in it.
    pub(crate) fn has_images(&self) -> bool {
        self.items.iter().any(|it| matches!(it.item, Item::Image(_)))
    }
}

/// The mark of a note in a line. Where it leads is known when the notes have their pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteMark {
    /// Which note, and which of its marks.
    pub note: NoteRef,
    /// The Reference element of the mark.
    pub reference: ElementId,
    /// The Link element in it.
    pub link: ElementId,
    /// The top left corner of the mark.
    pub at: Point,
    /// Its size.
    pub size: Size,
}

/// How well a line is filled: what measurements and reports of overfull lines are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineFit {
    /// The width of its word spaces in thousandths of their natural width; 1000 where it has none.
    pub space: u32,
    /// How far it reaches over the measure; nothing for nearly all lines.
    pub overfull: Length,
    /// Whether it ends with a hyphen, one of line breaking or of the author.
    pub hyphenated: bool,
}
