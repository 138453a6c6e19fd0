//! Places in sources.

use std::ops::Range;

/// Which of the [`Sources`](crate::source::Sources) a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub(super) u16);

/// A range of bytes in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The source of the range.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `source`; bytes past 4 GiB are clamped.
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { source, start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; `self` where they lie in different sources.
    pub fn join(self, other: Span) -> Span {
        if self.source != other.source {
            return self;
        }
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` is wholly in this span.
    pub fn contains(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// The span in sources that stand behind so many others.
    pub fn behind(self, count: usize) -> Span {
        let first = u16::try_from(count).unwrap_or(u16::MAX);
        Span { source: SourceId(self.source.0.saturating_add(first)), ..self }
    }

    /// The empty span at this span's first byte.
    pub fn start_point(self) -> Span {
        Span { end: self.start, ..self }
    }
}
