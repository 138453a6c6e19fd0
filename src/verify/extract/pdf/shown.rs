//! What the pages of a file show, by its marked-content sequences.

use std::collections::BTreeMap;

use lopdf::ObjectId;
use unicode_bidi::Level;

use super::font::Font;
use super::order::reordered;

/// A stretch of what a sequence shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Text(String),
    /// A line ends.
    LineEnd,
    /// The pen goes back on its line: what follows is in an order of its own.
    Back,
}

/// A marked-content sequence: the page or form that it is in, and its number there.
pub(super) type MarkId = (ObjectId, i64);

/// What all pages show.
#[derive(Debug)]
pub(super) struct Shown {
    /// The direction of the document.
    pub base: Level,
    /// By sequence, with the page.
    pub marks: BTreeMap<MarkId, (u32, Vec<Piece>)>,
    /// Artifacts with text, by page.
    pub artifacts: Vec<(u32, Vec<Piece>)>,
    /// All text in the order of painting, for files without tags.
    pub painted: Vec<(u32, Piece)>,
    /// Pages where something is neither tagged nor an artifact, and what it says.
    pub loose: Vec<(u32, String)>,
    /// The fonts that were used.
    pub fonts: BTreeMap<ObjectId, Font>,
    /// The languages of sequences that say one.
    pub langs: BTreeMap<MarkId, String>,
    /// Text that nobody sees, by page: why, and what it says.
    pub hidden: Vec<(u32, &'static str, String)>,
    /// Sequences whose text is not that of their glyphs, by page: what is seen, and what is said.
    pub lies: Vec<(u32, String, String)>,
    /// Pages whose content cannot be read.
    pub broken: Vec<u32>,
}

impl Shown {
    /// Nothing yet, of a document of a direction.
    pub(super) fn new(base: Level) -> Shown {
        Shown {
            base,
            marks: BTreeMap::new(),
            artifacts: Vec::new(),
            painted: Vec::new(),
            loose: Vec::new(),
            fonts: BTreeMap::new(),
            langs: BTreeMap::new(),
            hidden: Vec::new(),
            lies: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// Puts each line into the order of reading.
    pub(super) fn put_in_order(&mut self) {
        let base = self.base;
        let sequences = self.marks.values_mut().map(|it| &mut it.1);
        let sequences = sequences.chain(self.artifacts.iter_mut().map(|it| &mut it.1));
        let pieces = sequences.flatten().chain(self.painted.iter_mut().map(|it| &mut it.1));
        for piece in pieces {
            if let Piece::Text(line) = piece
                && let Some(read) = reordered(line, base)
            {
                *line = read;
            }
        }
    }
}

/// Text is added to text.
pub(super) fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
        (_, piece) => pieces.push(piece),
    }
}
