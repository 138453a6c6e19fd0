//! The document tree: what every edition is made of.
//!
//! The tree owns its text and carries a [`Span`] on every node. Headings are
//! flat and the [`outline`] is derived. There is no raw markup in it, so
//! nothing can be lost in one edition alone. Notes are a table, and a
//! reference to one holds an id that is valid by construction. A link to a
//! place inside is a [`Target::Anchor`], resolved while parsing: no backend can
//! emit a dead one.
//!
//! A kind of node exists only with its rendering in all four backends, its
//! text in `verify`, a fixture, and its line in the manual's page on the dialect.

pub mod address;
pub mod attr;
pub mod block;
pub mod date;
pub mod dump;
pub mod inline;
pub mod json;
pub mod caption;
pub mod matter;
pub mod meta;
pub mod nest;
pub mod note;
pub mod outline;
pub mod table;
pub mod text;
pub mod walk;

pub use attr::{Attr, Direction, Id, Lang, References};
pub use block::{
    Admonition, Alignment, Block, BlockKind, Cell, CellContent, Definition, Figure, HeaderScope, List,
    ListItem, ListKind, Numbering, Row, Table, TableRowGroup, Term,
};
pub use caption::CaptionKind;
pub use date::{CalendarTime, Date};
pub use inline::{Dimension, Image, Inline, InlineKind, NoteId, NoteRef, Target};
pub use meta::{Contributor, Meta, Series};
pub use note::{Note, NotePlace, Notes};
pub use outline::{Outline, OutlineEntry};
pub use table::Places;

use crate::source::{Sources, Span};

/// A whole publication as a tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Title, authors, language and the rest.
    pub meta: Meta,
    /// The body, chapters one after the other.
    pub blocks: Vec<Block>,
    /// The notes, in the order of their first reference.
    pub notes: Notes,
    /// The ids that links may point to.
    pub references: References,
    /// Where each chapter's file begins: index into `blocks`, and the span of the file. One for a single file.
    pub chapters: Vec<Chapter>,
}

impl Document {
    /// Calls `visit` on every block and inline of the text, then of each note; parents first, in reading order.
    pub fn walk<'a>(&'a self, mut visit: impl FnMut(walk::Node<'a>)) {
        self.parts().for_each(|blocks| walk::walk(blocks, &mut visit));
    }

    /// The blocks of the text, then those of each note.
    pub fn parts(&self) -> impl Iterator<Item = &[Block]> {
        std::iter::once(self.blocks.as_slice())
            .chain(self.notes.iter().map(|(_, note)| note.blocks.as_slice()))
    }
}

/// Whether a form of the tree has the place of each node.
#[derive(Debug, Clone, Copy)]
pub enum Spans<'a> {
    /// No places.
    Hidden,
    /// Lines and columns in these sources.
    Shown(&'a Sources),
}

impl<'a> Spans<'a> {
    /// The sources; `None` where places are hidden.
    pub const fn sources(self) -> Option<&'a Sources> {
        match self {
            Spans::Hidden => None,
            Spans::Shown(sources) => Some(sources),
        }
    }
}

/// A source file of the publication, and the blocks that came from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The index in [`Document::blocks`] of its first block.
    pub first_block: usize,
    /// The whole of its text.
    pub span: Span,
}
