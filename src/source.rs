//! Source texts, and places in them.
//!
//! A [`Span`] is a range of bytes in one source. Every node of the document
//! tree carries one, so that an error found at any stage, down to the layout of
//! a line, can be shown at its line and column in the Markdown.

mod span;
mod composed;

pub use composed::Composed;
pub use span::{SourceId, Span};

use std::collections::BTreeMap;
use std::ops::Range;

/// A line and a column, both counted from one. The column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// One source text, its path as the author wrote it, and where its lines begin.
///
/// The text has `\n` for every line end and no byte order mark, see [`Source::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    path: String,
    text: String,
    lines: Vec<usize>,
    /// How many characters begin before each block of the text, and before its end, so that a column far out in a line is soon counted.
    counts: Vec<usize>,
}

/// The bytes of a block.
const BLOCK: usize = 1024;

impl Source {
    /// Takes a text as read: a byte order mark is dropped and `\r\n` and lone `\r` become `\n`
    /// (CommonMark 0.31.2, section 2.1, counts all three as line endings).
    pub fn new(path: impl Into<String>, text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        };
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let counts = counts(&text);
        Source { path: path.into(), text, lines, counts }
    }

    /// The path as shown in messages.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte; the end of the text for a byte past it.
    pub fn position(&self, byte: usize) -> Position {
        let byte = beginning(&self.text, byte).len();
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = self.lines.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        Position { line, column: self.characters_before(byte) - self.characters_before(start) + 1 }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..byte).unwrap_or_default();
        self.counts.get(block).copied().unwrap_or(0) + beginnings(rest)
    }

    /// The byte at a line and column; `None` for one that the text does not have.
    pub fn offset(&self, position: Position) -> Option<usize> {
        let range = self.line_range(position.line);
        if position.line == 0 || position.line > self.lines.len() {
            return None;
        }
        // The character is looked for from the last block that begins no later.
        let wanted = self.characters_before(range.start) + position.column.checked_sub(1)?;
        let block = self.counts.partition_point(|count| *count <= wanted).saturating_sub(1);
        let from = (block * BLOCK).clamp(range.start, range.end);
        let from = (from..=range.end).find(|at| self.text.is_char_boundary(*at))?;
        let ahead = wanted.checked_sub(self.characters_before(from))?;
        let line = self.text.get(from..range.end)?;
        let ends = std::iter::once(line.len());
        line.char_indices().map(|(at, _)| at).chain(ends).nth(ahead).map(|at| from + at)
    }

    /// The text of a line counted from one, without its line end; empty past the last.
    pub fn line(&self, line: usize) -> &str {
        &self.text[self.line_range(line)]
    }

    /// The bytes of a line counted from one, without its line end; those of the end of the text past the last.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let Some(start) = line.checked_sub(1).and_then(|index| self.lines.get(index)) else {
            return self.text.len()..self.text.len();
        };
        *start..self.lines.get(line).map_or(self.text.len(), |next| next - 1)
    }

    /// The number of lines; a text that ends in a line end has an empty last one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }
}

/// The beginning of a text: its whole characters within so many bytes. What a search may cost is bounded with it.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How many characters begin before each block of a text, and before its end.
fn counts(text: &str) -> Vec<usize> {
    let mut counts = vec![0];
    for block in text.as_bytes().chunks(BLOCK) {
        counts.push(counts.last().copied().unwrap_or(0) + beginnings(block));
    }
    counts
}

/// How many characters begin in bytes of UTF-8: all bytes but those that go on (Unicode 3.9, table 3-6).
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|it| **it & 0xc0 != 0x80).count()
}

/// All the sources of one publication, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    list: Vec<Source>,
    /// What sources are read as that others are put into.
    composed: BTreeMap<SourceId, Composed>,
}

impl Sources {
    /// No source yet.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a source and gives its id; `None` past 65,536 sources.
    pub fn add(&mut self, source: Source) -> Option<SourceId> {
        let id = SourceId(u16::try_from(self.list.len()).ok()?);
        self.list.push(source);
        Some(id)
    }

    /// Adds the sources of another publication, and gives how many are before them; `None` past 65,536 sources.
    pub fn append(&mut self, others: Sources) -> Option<usize> {
        let count = self.list.len();
        u16::try_from(count + others.list.len()).ok()?;
        self.list.extend(others.list);
        Some(count)
    }

    /// Has a source read as a text that others are put into.
    pub fn compose(&mut self, id: SourceId, text: Composed) {
        self.composed.insert(id, text);
    }

    /// What a source is read as; `None` where that is its own text.
    pub fn composed(&self, id: SourceId) -> Option<&Composed> {
        self.composed.get(&id)
    }

    /// The source of an id; `None` for an id of another set.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(usize::from(id.0))
    }

    /// The sources with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.list)
    }

    /// The source text under a span; empty where it does not exist.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).and_then(|source| source.text().get(span.range())).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_one_kind() {
        let source = Source::new("a.md", "\u{feff}one\r\ntwo\rthree\n");
        assert_eq!(source.text(), "one\ntwo\nthree\n");
        assert_eq!(source.line(3), "three");
        assert_eq!(source.line_count(), 4);
        assert_eq!(source.line(9), "");
    }

    #[test]
    fn a_column_counts_characters() {
        let source = Source::new("a.md", "x\nnghĩa vụ\n");
        assert_eq!(source.position(2), Position { line: 2, column: 1 });
        assert_eq!(source.position(2 + "nghĩa ".len()), Position { line: 2, column: 7 });
        assert_eq!(
            source.position(6),
            Position { line: 2, column: 4 },
            "inside a character counts as its start"
        );
        assert_eq!(source.position(999), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_column_is_counted_over_blocks() {
        let text = "nghĩa vụ ".repeat(500);
        let source = Source::new("a.md", &format!("x\n{text}"));
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(source.position(2 + at), Position { line: 2, column: count + 1 });
            assert_eq!(source.offset(Position { line: 2, column: count + 1 }), Some(2 + at));
        }
        let whole = Source::new("a.md", &"x".repeat(2 * BLOCK));
        assert_eq!(whole.position(2 * BLOCK), Position { line: 1, column: 2 * BLOCK + 1 });
    }

    #[test]
    fn spans_join_within_one_source_only() {
        let mut sources = Sources::new();
        let first = sources.add(Source::new("a", "")).expect("room");
        let second = sources.add(Source::new("b", "")).expect("room");
        let span = Span::new(first, 3..5);
        assert_eq!(span.join(Span::new(first, 8..9)), Span::new(first, 3..9));
        assert_eq!(span.join(Span::new(second, 0..1)), span);
    }
}
