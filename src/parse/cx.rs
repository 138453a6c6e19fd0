//! The source that is being read.

use std::ops::Range;

use crate::document::Id;
use crate::document::text::is_forbidden;
use crate::parse::variables::Variables;
use crate::source::{Composed, SourceId, Span};

/// The source that is being read, for code that needs its text or a span in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cx<'a> {
    /// Its id.
    pub(crate) source: SourceId,
    /// Its whole text; every range of the parser counts in it.
    pub(crate) text: &'a str,
    /// Its folder below the publication's, with `/`; empty for the publication's own.
    pub(crate) folder: &'a str,
    /// Where the text is from, where it is put together from several sources.
    pub(crate) composed: Option<&'a Composed>,
    /// The variables that it may name.
    pub(crate) variables: &'a Variables,
    /// Whether the publication has a bibliography, so that it may cite.
    pub(crate) cites: bool,
}

impl<'a> Cx<'a> {
    /// The span of a range.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match self.composed {
            Some(composed) => composed.span(range),
            None => Span::new(self.source, range),
        }
    }

    /// The range of a span, the inverse of [`Cx::span`]: where the same file is included twice, the first that does not
    /// begin before `near`.
    pub(crate) fn range(&self, span: Span, near: usize) -> Range<usize> {
        match self.composed {
            Some(composed) => composed.range(span, near).unwrap_or_default(),
            None => span.range(),
        }
    }

    /// The text under a span.
    pub(crate) fn under(&self, span: Span) -> &'a str {
        self.slice(self.range(span, 0))
    }

    /// The text of a range; empty for one that does not lie in the text.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    /// The text from a byte on.
    pub(crate) fn after(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The range without the white space at its end.
    pub(crate) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.slice(range.clone());
        range.start..range.start + text.trim_end().len()
    }
}

/// The text with U+FFFD for what no edition can carry (XML 1.0, production 2), and without byte order marks.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter(|it| *it != '\u{feff}')
        .map(|it| if is_forbidden(it) { '\u{fffd}' } else { it })
        .collect()
}

/// The id of a name that a grammar has already found good.
pub(crate) fn id(name: &str) -> Option<Id> {
    Id::new(clean(name))
}
