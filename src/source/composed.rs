//! Texts put together from the texts of several sources.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::source::span::{SourceId, Span};

/// A text put together from others, which knows where each of its parts is from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composed {
    text: String,
    parts: Vec<Part>,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Its first byte in the text.
    start: usize,
    /// Where it is from.
    place: Span,
    /// Whether it is what is at that place, byte for byte; else all of it is from the whole place.
    exact: bool,
}

impl Composed {
    /// Adds a text that is at a place, or that comes from what is there.
    pub fn push(&mut self, text: &str, place: Span) {
        if text.is_empty() {
            return;
        }
        let exact = place.range().len() == text.len();
        self.parts.push(Part { start: self.text.len(), place, exact });
        self.text.push_str(text);
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The sources that it has parts of.
    pub fn sources(&self) -> BTreeSet<SourceId> {
        self.parts.iter().map(|it| it.place.source).collect()
    }

    /// Where a range of the text is from. A range that ends in another source than it begins in ends with its first part.
    pub fn span(&self, range: Range<usize>) -> Span {
        let Some(first) = self.part_at(range.start) else { return Span::default() };
        let start = self.place_in(first, range.start);
        if range.is_empty() {
            return start.start_point();
        }
        let last = self.part_at(range.end - 1).unwrap_or(first);
        let end = self.place_in(last, range.end);
        if end.source == start.source && end.end >= start.start {
            return Span { end: end.end, ..start };
        }
        Span { end: first.place.end.max(start.start), ..start }
    }

    /// The range of the text that is from a span, the first that does not begin before `near`; of a source that is in the
    /// text once, there is one.
    pub fn range(&self, span: Span, near: usize) -> Option<Range<usize>> {
        let start = self.byte(span.source, span.start, near)?;
        let end = self.byte(span.source, span.end, start).filter(|it| *it >= start);
        Some(start..end.unwrap_or(start))
    }

    /// The byte of the text that is from a byte of a source: the first that is not before `near`, or else the last.
    fn byte(&self, source: SourceId, at: u32, near: usize) -> Option<usize> {
        let of = self
            .parts
            .iter()
            .filter(|it| it.place.source == source && it.place.start <= at && at <= it.place.end);
        let bytes = of.map(|it| it.start + if it.exact { (at - it.place.start) as usize } else { 0 });
        let mut last = None;
        for byte in bytes {
            if byte >= near {
                return Some(byte);
            }
            last = Some(byte);
        }
        last
    }

    /// The part that a byte is in; the last for the end of the text.
    fn part_at(&self, at: usize) -> Option<Part> {
        let index = self.parts.partition_point(|it| it.start <= at);
        self.parts.get(index.checked_sub(1)?).copied()
    }

    /// The place of a byte of a part, as an empty span; the whole place where that is all that is known.
    fn place_in(&self, part: Part, at: usize) -> Span {
        if !part.exact {
            return part.place;
        }
        let offset = u32::try_from(at - part.start).unwrap_or(u32::MAX);
        let byte = part.place.start.saturating_add(offset).min(part.place.end);
        Span { source: part.place.source, start: byte, end: byte }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    #[test]
    fn a_range_has_the_place_that_it_is_from() {
        let mut sources = Sources::new();
        let outer = sources.add(Source::new("a.md", "one {x} two")).expect("room");
        let inner = sources.add(Source::new("b.md", "-inner-")).expect("room");
        let mut composed = Composed::default();
        composed.push("one ", Span::new(outer, 0..4));
        composed.push("inner", Span::new(inner, 1..6));
        composed.push("> ", Span::new(outer, 4..7));
        composed.push(" two", Span::new(outer, 7..11));
        assert_eq!(composed.text(), "one inner>  two");
        assert_eq!(composed.span(0..3), Span::new(outer, 0..3));
        assert_eq!(composed.span(4..9), Span::new(inner, 1..6));
        assert_eq!(composed.span(5..7), Span::new(inner, 2..4));
        assert_eq!(composed.span(0..15), Span::new(outer, 0..11));
        assert_eq!(composed.span(5..15), Span::new(inner, 2..6), "it ends with its first part");
        assert_eq!(composed.span(9..11), Span::new(outer, 4..7), "it is made of what is there");
        assert_eq!(composed.span(15..15), Span::new(outer, 11..11));
        assert_eq!(Composed::default().span(0..1), Span::default());
        assert_eq!(composed.range(Span::new(inner, 2..4), 0), Some(5..7));
        assert_eq!(composed.range(Span::new(outer, 8..11), 0), Some(12..15));
        assert_eq!(composed.range(Span::new(inner, 0..1), 0), None, "it is not in the text");
        composed.push("inner", Span::new(inner, 1..6));
        assert_eq!(composed.range(Span::new(inner, 2..4), 6), Some(16..18), "the second time");
        assert_eq!(composed.sources().len(), 2);
    }
}
