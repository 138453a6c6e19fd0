//! What the pages of a file show, by its marked-content sequences.

use std::collections::BTreeMap;

use lopdf::ObjectId;
use unicode_bidi::{BidiClass, Level, bidi_class};

use super::direction::Directions;
use super::font::Font;
use crate::verify::bidi::turned;

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
    /// Which way the lines run.
    pub directions: Directions,
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
    /// Nothing yet, of a document whose lines run in these directions.
    pub(super) fn new(directions: Directions) -> Shown {
        Shown {
            directions,
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
        for (mark, (_, pieces)) in &mut self.marks {
            let base = self.directions.at(Some(*mark));
            pieces.iter_mut().for_each(|it| put_in_order(it, base));
        }
        let base = self.directions.at(None);
        let beside = self.artifacts.iter_mut().flat_map(|it| &mut it.1);
        beside.chain(self.painted.iter_mut().map(|it| &mut it.1)).for_each(|it| put_in_order(it, base));
    }
}

/// Where one piece is read after another.
#[derive(Debug, Default)]
pub(super) struct Seam {
    /// Whether the last text ends with a letter or digit that is read from left to right.
    letter: bool,
    /// Whether the pen went back after it.
    back: bool,
}

impl Seam {
    /// Whether a word ends before a piece: the pen never goes back within one that is read from left to right.
    pub(super) fn parts(&mut self, piece: &Piece) -> bool {
        let from_right = |it: char| matches!(bidi_class(it), BidiClass::R | BidiClass::AL);
        let is_letter = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() && !from_right(it));
        match piece {
            Piece::Text(text) => {
                let parts = self.back && self.letter && is_letter(text.chars().next());
                *self = Seam { letter: is_letter(text.chars().next_back()), back: false };
                parts
            }
            Piece::LineEnd => {
                *self = Seam::default();
                false
            }
            Piece::Back => {
                self.back = true;
                false
            }
        }
    }
}

/// Puts a line into the order of reading.
fn put_in_order(piece: &mut Piece, base: Option<Level>) {
    if let Piece::Text(line) = piece
        && let Some(read) = turned(line.trim(), base)
    {
        // What was painted next to a space may be read before the line or after it.
        let edge = if read.len() < line.len() { " " } else { "" };
        *line = format!("{edge}{read}{edge}");
    }
}

/// Text is added to text.
pub(super) fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
        (_, piece) => pieces.push(piece),
    }
}
