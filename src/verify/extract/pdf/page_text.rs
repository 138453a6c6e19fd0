//! The text of the pages by marked-content sequences, with each line in reading order.
//!
//! A line runs in the direction of its language, that of the nearest element (ISO 32000-1, 14.9.2): words of a language
//! that runs the other way are a line of their own within the line that they are in.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, ObjectId};
use unicode_bidi::{BidiClass, Level, bidi_class};

use super::font::Font;
use super::object::{Kid, MAX_DEPTH, MAX_ELEMENTS, MarkId, get, kids, name, page_of, text};
use crate::document::{Direction, Lang};
use crate::verify::content::{Content, Event, Location};
use crate::verify::reading_order::to_reading_order;

/// A piece of what a sequence shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Text(String),
    /// A line ends.
    LineEnd,
    /// The pen moves back on its line: what follows is a placed run of its own.
    Back,
    /// What follows is an `ActualText`: neither joined to the text before it nor reordered with it, though a word may go on.
    Apart,
}

impl Piece {
    /// The piece as an event; `None` for one that is only about positions.
    pub(super) fn event(&self) -> Option<Event> {
        match self {
            Piece::Text(text) => Some(Event::Text(text.clone())),
            Piece::LineEnd => Some(Event::LineEnd),
            Piece::Back | Piece::Apart => None,
        }
    }

    /// Its text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Piece::Text(text) => Some(text),
            Piece::LineEnd | Piece::Back | Piece::Apart => None,
        }
    }

    /// Adds a piece to others; text is joined to text.
    pub(super) fn push(self, pieces: &mut Vec<Piece>) {
        match (pieces.last_mut(), self) {
            (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
            (_, piece) => pieces.push(piece),
        }
    }
}

/// A marked-content sequence.
#[derive(Debug)]
pub(super) struct Sequence {
    /// Its page, from 1.
    pub page: u32,
    /// What it shows.
    pub pieces: Vec<Piece>,
}

impl Sequence {
    /// A sequence of a page, with nothing in it yet.
    pub(super) fn new(page: u32) -> Sequence {
        Sequence { page, pieces: Vec::new() }
    }
}

/// Text that is read and not visible.
#[derive(Debug)]
pub(super) struct HiddenText {
    /// Its page, from 1.
    pub page: u32,
    /// Why it is not visible, as the end of a sentence.
    pub reason: &'static str,
    /// The text.
    pub text: String,
}

/// A sequence whose `ActualText` differs from its glyphs.
#[derive(Debug)]
pub(super) struct Mismatch {
    /// Its page, from 1.
    pub page: u32,
    /// The text of the glyphs.
    pub visible: String,
    /// The `ActualText`.
    pub actual: String,
}

/// The text of all pages.
#[derive(Debug)]
pub(super) struct PageText {
    /// The directions of the lines.
    pub directions: Directions,
    /// The marked-content sequences.
    pub marks: BTreeMap<MarkId, Sequence>,
    /// Artifacts with text, by page.
    pub artifacts: Vec<(u32, Vec<Piece>)>,
    /// The text outside sequences and artifacts in the order of painting, for files without tags.
    pub painted: Vec<(u32, Piece)>,
    /// What is neither tagged nor an artifact, by page: its text, empty for a drawing.
    pub untagged: Vec<(u32, String)>,
    /// The fonts that were used.
    pub fonts: BTreeMap<ObjectId, Font>,
    /// The languages of sequences that have one of their own.
    pub langs: BTreeMap<MarkId, String>,
    /// Text that is not visible.
    pub hidden: Vec<HiddenText>,
    /// Sequences whose `ActualText` is not the text of their glyphs.
    pub mismatches: Vec<Mismatch>,
    /// Pages whose content cannot be read.
    pub unreadable: Vec<u32>,
}

impl PageText {
    /// No text yet, of a document whose lines run in these directions.
    pub(super) fn new(directions: Directions) -> PageText {
        PageText {
            directions,
            marks: BTreeMap::new(),
            artifacts: Vec::new(),
            painted: Vec::new(),
            untagged: Vec::new(),
            fonts: BTreeMap::new(),
            langs: BTreeMap::new(),
            hidden: Vec::new(),
            mismatches: Vec::new(),
            unreadable: Vec::new(),
        }
    }

    /// Puts each line into reading order.
    pub(super) fn put_in_order(&mut self) {
        for (mark, sequence) in &mut self.marks {
            let base = self.directions.at(Some(*mark));
            sequence.pieces.iter_mut().for_each(|it| put_in_order(it, base));
        }
        let base = self.directions.at(None);
        let artifacts = self.artifacts.iter_mut().flat_map(|it| &mut it.1);
        artifacts.chain(self.painted.iter_mut().map(|it| &mut it.1)).for_each(|it| put_in_order(it, base));
    }
}

/// Whether a word ends between two pieces.
#[derive(Debug, Default)]
pub(super) struct WordBoundary {
    /// Whether the last text ends with a letter or digit that runs from left to right.
    letter: bool,
    /// Whether the pen moved back after it.
    back: bool,
}

impl WordBoundary {
    /// Adds a piece to the content, after a space where a word ends before it.
    pub(super) fn add(&mut self, piece: &Piece, location: Location, content: &mut Content) {
        if self.is_before(piece) {
            content.text(location, " ");
        }
        piece.event().into_iter().for_each(|it| content.push(location, it));
    }

    /// Whether a word ends before a piece: the pen never moves back within a word that runs from left to right.
    fn is_before(&mut self, piece: &Piece) -> bool {
        let from_right = |it: char| matches!(bidi_class(it), BidiClass::R | BidiClass::AL);
        let is_letter = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() && !from_right(it));
        match piece {
            Piece::Text(text) => {
                let ends = self.back && self.letter && is_letter(text.chars().next());
                *self = WordBoundary { letter: is_letter(text.chars().next_back()), back: false };
                ends
            }
            Piece::LineEnd => {
                *self = WordBoundary::default();
                false
            }
            Piece::Back => {
                self.back = true;
                false
            }
            Piece::Apart => false,
        }
    }
}

/// Puts a line into reading order.
fn put_in_order(piece: &mut Piece, base: Option<Level>) {
    if let Piece::Text(line) = piece
        && let Some(read) = to_reading_order(line.trim(), base)
    {
        // What was painted next to a space may come before the line or after it in reading order.
        let edge = if read.len() < line.len() { " " } else { "" };
        *line = format!("{edge}{read}{edge}");
    }
}

/// The directions of the lines in a file.
#[derive(Debug, Default)]
pub(super) struct Directions {
    /// By sequence, for those in the structure tree.
    marks: BTreeMap<MarkId, Level>,
    /// Of the document; `None` if it is not known.
    document: Option<Level>,
}

impl Directions {
    /// Reads them from the tree and the catalog.
    pub(super) fn of(document: &Document, catalog: &Dictionary) -> Directions {
        let own = level(document, catalog);
        let root = get(document, catalog, b"StructTreeRoot").and_then(|it| it.as_dict().ok());
        // A file without tags has no language for its paragraphs: only a direction from right to left is assumed for all.
        let trusted = own.filter(|it| root.is_some() || it.is_rtl());
        let directions = Directions { marks: BTreeMap::new(), document: trusted };
        let mut reader = DirectionReader { document, directions, seen: BTreeSet::new(), left: MAX_ELEMENTS };
        if let Some(root) = root {
            reader.element(root, None, own, 0);
        }
        reader.directions
    }

    /// The direction of a sequence, or of what is in none; `None` if it is not known.
    pub(super) fn at(&self, mark: Option<MarkId>) -> Option<Level> {
        mark.and_then(|it| self.marks.get(&it).copied()).or(self.document)
    }
}

struct DirectionReader<'a> {
    document: &'a Document,
    directions: Directions,
    seen: BTreeSet<ObjectId>,
    left: usize,
}

impl<'a> DirectionReader<'a> {
    fn element(
        &mut self,
        element: &'a Dictionary,
        page: Option<ObjectId>,
        inherited: Option<Level>,
        depth: usize,
    ) {
        // Code runs from left to right in a text of any language.
        let code = name(self.document, element, b"S").filter(|it| it == "Code").map(|_| Level::ltr());
        let level = level(self.document, element).or(code).or(inherited);
        let page = page_of(element).or(page);
        for kid in kids(self.document, element) {
            self.left = self.left.saturating_sub(1);
            let again = kid.as_reference().is_ok_and(|id| !self.seen.insert(id));
            if self.left == 0 || depth > MAX_DEPTH || again {
                continue;
            }
            match Kid::of(self.document, kid, page) {
                Some(Kid::Mark(mark, _)) => {
                    self.directions.marks.extend(level.map(|it| (mark, it)));
                }
                Some(Kid::Element(kid)) => self.element(kid, page, level, depth + 1),
                None => {}
            }
        }
    }
}

/// The direction of the language of an element or of the catalog.
fn level(document: &Document, holder: &Dictionary) -> Option<Level> {
    let lang = text(document, holder, b"Lang").and_then(|it| Lang::new(&it))?;
    Some(match lang.direction() {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    })
}
