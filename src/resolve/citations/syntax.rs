//! Citations as they are written: `[see @key, p. 3; -@other]`, and `@key` in the text.

use crate::document::inline::generated;
use crate::document::{Inline, InlineKind};

/// One work of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cite {
    /// By which the work is cited.
    pub(super) key: String,
    /// The words before it.
    pub(super) before: String,
    /// The words after it, as they are written: pages, and what else is said.
    pub(super) after: String,
    /// Whether its author is named in the text already.
    pub(super) is_without_author: bool,
}

/// A citation as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    pub(super) cites: Vec<Cite>,
    /// Whether it is part of the sentence: `@key`.
    pub(super) is_in_text: bool,
}

/// Reads what parsing has kept of a citation.
pub(super) fn read(text: &str) -> Option<Citation> {
    if let Some(rest) = text.strip_prefix('@') {
        let (key, after) = rest.split_once(" [").unwrap_or((rest, ""));
        let after = after.strip_suffix(']').unwrap_or(after).trim().to_owned();
        let cite = Cite { key: key.to_owned(), before: String::new(), after, is_without_author: false };
        return Some(Citation { cites: vec![cite], is_in_text: true });
    }
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let cites = inner.split(';').map(cite).collect::<Option<Vec<Cite>>>()?;
    Some(Citation { cites, is_in_text: false })
}

fn cite(text: &str) -> Option<Cite> {
    let (before, rest) = text.split_once('@')?;
    let length = crate::parse::key_length(rest);
    let (key, after) = rest.split_at(length);
    let is_without_author = before.ends_with('-');
    let before = before.strip_suffix('-').unwrap_or(before).trim().to_owned();
    let after = after.trim_end().to_owned();
    (!key.is_empty()).then(|| Cite { key: key.to_owned(), before, after, is_without_author })
}

/// What was written of a citation.
pub(super) fn written(inline: &Inline) -> Option<&str> {
    let InlineKind::Span { attr, content } = &inline.kind else { return None };
    match content.as_slice() {
        [Inline { kind: InlineKind::Text(text), .. }] if attr.has_class(generated::CITATION) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_words_before_and_after() {
        let found = read("[see @tide, pp. 3–5; -@ebb:2; @flow2020]").expect("a citation");
        let all: Vec<_> = found
            .cites
            .iter()
            .map(|it| (it.before.as_str(), it.key.as_str(), it.after.as_str(), it.is_without_author))
            .collect();
        assert_eq!(
            all,
            [("see", "tide", ", pp. 3–5", false), ("", "ebb:2", "", true), ("", "flow2020", "", false)]
        );
        let found = read("@tide [p. 3]").expect("a citation");
        assert_eq!(
            (found.is_in_text, found.cites[0].key.as_str(), found.cites[0].after.as_str()),
            (true, "tide", "p. 3")
        );
        assert_eq!(read("[see; @tide]"), None);
    }
}
