//! A source line as it is shown, and the rows of marks below it.
//!
//! Columns here are display cells: a wide character takes two, a combining one
//! none, a tab runs to the next multiple of four. Of a long line, and in
//! Markdown a paragraph is one, only the surroundings of the marks are shown.

use std::ops::Range;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diag::Label;
use crate::source::{Source, beginning};

/// The most cells of a line that are shown.
const WIDTH: usize = 96;
/// The cells before the first mark in a line that is cut.
const LEAD: usize = 32;
/// The distance of tab stops.
const TAB: usize = 4;

/// A part of a row: blank space, underline or words.
pub(super) struct Piece {
    /// What it says.
    pub(super) text: String,
    /// How it looks.
    pub(super) style: Style,
}

/// A label, and how its mark looks.
pub(super) struct Pointer<'a> {
    /// The label.
    pub(super) label: &'a Label,
    /// The character that underlines it.
    pub(super) sign: char,
    /// Its colour.
    pub(super) style: Style,
}

/// A line with its marks.
pub(super) struct Excerpt {
    /// The line as it is shown.
    pub(super) text: String,
    marks: Vec<Mark>,
}

/// A mark below a line.
struct Mark {
    cells: Range<usize>,
    sign: char,
    text: String,
    style: Style,
}

impl Excerpt {
    /// Of a line of `source`, with those of `pointers` that begin on it.
    pub(super) fn new(source: &Source, line: usize, pointers: &[Pointer<'_>]) -> Excerpt {
        let text = source.line(line);
        let start = source.line_range(line).start;
        let clamp = |byte: usize| beginning(text, byte.saturating_sub(start)).len();
        let here = |it: &&Pointer<'_>| source.position(it.label.span.range().start).line == line;
        let found: Vec<(Range<usize>, &Pointer<'_>)> = pointers
            .iter()
            .filter(here)
            .map(|it| (it.label.span.range(), it))
            .map(|(range, it)| (clamp(range.start)..clamp(range.end), it))
            .collect();
        let first = found.iter().map(|(bytes, _)| bytes.start).min().unwrap_or(0);
        let shown = Shown::new(text, window(text, first));
        let mark = |(bytes, it): (Range<usize>, &Pointer<'_>)| Mark {
            cells: shown.cells(bytes),
            sign: it.sign,
            text: it.label.text.clone(),
            style: it.style,
        };
        let mut marks: Vec<Mark> = found.into_iter().map(mark).collect();
        marks.sort_by_key(|mark| (mark.cells.start, mark.cells.end));
        Excerpt { text: shown.text, marks }
    }

    /// The rows below the line: all underlines with the words of the last mark, then the words of the
    /// others from right to left, each hung from its mark.
    pub(super) fn rows(&self) -> Vec<Vec<Piece>> {
        let Some((last, before)) = self.marks.split_last() else { return Vec::new() };
        let mut row = Row::default();
        for mark in &self.marks {
            let from = mark.cells.start.max(row.width);
            let length = mark.cells.end.saturating_sub(from);
            row.push(from, &mark.sign.to_string().repeat(length), mark.style);
        }
        // Marks that overlap leave no room for words at the last; they are hung like the others.
        let room = before.iter().all(|mark| mark.cells.end <= last.cells.start);
        let hung: &[Mark] = if room { before } else { &self.marks };
        if room && !last.text.is_empty() {
            row.push(row.width + 1, &last.text, last.style);
        }
        let mut rows = vec![row.pieces];
        for (at, mark) in hung.iter().enumerate().rev().filter(|(_, mark)| !mark.text.is_empty()) {
            let mut row = Row::default();
            for left in
                hung[..at].iter().filter(|it| !it.text.is_empty() && it.cells.start < mark.cells.start)
            {
                row.push(left.cells.start.max(row.width), "|", left.style);
            }
            row.push(mark.cells.start.max(row.width), &mark.text, mark.style);
            rows.push(row.pieces);
        }
        rows
    }
}

#[derive(Default)]
struct Row {
    pieces: Vec<Piece>,
    width: usize,
}

impl Row {
    fn push(&mut self, column: usize, text: &str, style: Style) {
        let space = " ".repeat(column.saturating_sub(self.width));
        self.width += space.len() + text.width();
        self.pieces.push(Piece { text: space, style: Style::new() });
        self.pieces.push(Piece { text: text.to_owned(), style });
    }
}

/// A line as shown: cut to its window, tabs and control characters made visible.
struct Shown {
    text: String,
    /// The bytes of the line that are shown.
    window: Range<usize>,
    /// The first cell of each byte of the window, and of the one after it.
    cells: Vec<usize>,
}

impl Shown {
    fn new(line: &str, window: Range<usize>) -> Shown {
        let mut text = String::from(if window.start > 0 { "…" } else { "" });
        let mut cell = text.width();
        let mut cells = Vec::with_capacity(window.len() + 1);
        for character in line[window.clone()].chars() {
            cells.resize(cells.len() + character.len_utf8(), cell);
            let from = text.len();
            push_visible(&mut text, character, cell);
            cell += text[from..].width();
        }
        cells.push(cell);
        if window.end < line.len() {
            text.push('…');
        }
        Shown { text, window, cells }
    }

    /// The cells of a range of bytes of the line: one at least, so that an empty place has its mark too.
    fn cells(&self, bytes: Range<usize>) -> Range<usize> {
        let cell = |byte: usize| {
            let byte = byte.clamp(self.window.start, self.window.end) - self.window.start;
            self.cells.get(byte).copied().unwrap_or(0)
        };
        let start = cell(bytes.start);
        start..cell(bytes.end).max(start + 1)
    }
}

fn push_visible(text: &mut String, character: char, cell: usize) {
    match character {
        '\t' => text.extend(std::iter::repeat_n(' ', TAB - cell % TAB)),
        // The images of control characters (Unicode, 2400 to 2421), so that no source commands the terminal.
        '\0'..='\x1f' => text.push(char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}')),
        '\x7f' => text.push('\u{2421}'),
        // Characters that turn the order of a line would make the excerpt lie.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => text.push('\u{fffd}'),
        _ => text.push(character),
    }
}

fn width_of(character: char) -> usize {
    if character == '\t' { TAB } else { character.width().unwrap_or(1) }
}

/// The bytes of a line that are shown: all of a short line; of a long one, what surrounds the byte `first`.
fn window(line: &str, first: usize) -> Range<usize> {
    if after(line, WIDTH) == line.len() {
        return 0..line.len();
    }
    let start = before(&line[..first], LEAD);
    let end = start + after(&line[start..], WIDTH);
    // Towards the end of the line there is more room before the mark.
    let start = if end == line.len() { before(line, WIDTH) } else { start };
    start..end
}

/// The byte from which `text` has at most `cells` cells to its end.
fn before(text: &str, cells: usize) -> usize {
    let mut rest = cells;
    let fits = |(_, character): &(usize, char)| {
        let width = width_of(*character);
        let fits = width <= rest;
        rest = rest.saturating_sub(width);
        fits
    };
    text.char_indices().rev().take_while(fits).last().map_or(text.len(), |(at, _)| at)
}

/// The byte up to which `text` has at most `cells` cells.
fn after(text: &str, cells: usize) -> usize {
    let mut used = 0;
    let over = |(_, character): &(usize, char)| {
        used += width_of(*character);
        used > cells
    };
    text.char_indices().find(over).map_or(text.len(), |(at, _)| at)
}
