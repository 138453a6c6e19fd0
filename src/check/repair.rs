//! Changes of the source that fix errors, made in its own bytes.
//!
//! Edits speak of the text as it was parsed, with `\n` for every line end and no
//! byte order mark. They are made in the text as it is in the file, which
//! keeps its mark and its line ends.

use std::collections::BTreeMap;

use crate::diag::{Diagnostics, Edit};
use crate::source::SourceId;

/// A change that fixes an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The rule whose finding it fixes.
    pub rule: &'static str,
    /// The change.
    pub edit: Edit,
}

/// The changes that fix what can be fixed, by source, in the order of their places. One that would touch what
/// another has changed is left for the next time.
pub fn repairs(diags: &Diagnostics) -> BTreeMap<SourceId, Vec<Repair>> {
    let mut all: BTreeMap<SourceId, Vec<Repair>> = BTreeMap::new();
    for (rule, edit) in diags.iter().filter_map(|it| Some((it.rule.id, it.repair.clone()?))) {
        all.entry(edit.span.source).or_default().push(Repair { rule, edit });
    }
    for list in all.values_mut() {
        list.sort_by_key(|it| (it.edit.span.start, it.edit.span.end));
        let mut end = 0;
        list.retain(|Repair { edit: it, .. }| {
            let free = it.span.start >= end;
            end = if free { it.span.end.max(it.span.start + 1) } else { end };
            free
        });
    }
    all
}

/// A text as it is in its file, with the changes made. They are in order and apart from each other.
pub fn repaired<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let line_end = if text.contains("\r\n") {
        "\r\n"
    } else if text.contains('\r') && !text.contains('\n') {
        "\r"
    } else {
        "\n"
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = Rest::new(text);
    for edit in edits {
        let range = edit.span.range();
        out.push_str(rest.up_to(range.start));
        rest.up_to(range.end);
        out.push_str(&edit.text.replace('\n', line_end));
    }
    out.push_str(rest.text);
    out
}

/// What is left of a text, and where it begins in the text as it was parsed.
struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn new(text: &'a str) -> Rest<'a> {
        // The mark is no part of the parsed text, and stays before all.
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Rest { text, at: 0usize.wrapping_sub(mark) }
    }

    /// Takes the text up to a byte of the parsed one.
    fn up_to(&mut self, byte: usize) -> &'a str {
        let mut taken = 0;
        let mut signs = self.text.chars().peekable();
        while self.at != byte {
            let Some(sign) = signs.next() else { break };
            taken += sign.len_utf8();
            self.at = self.at.wrapping_add(sign.len_utf8());
            if sign == '\r' && signs.next_if_eq(&'\n').is_some() {
                taken += 1;
            }
        }
        let (before, after) = self.text.split_at(taken);
        self.text = after;
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources, Span};

    /// Changes every `x` of a text into `to`.
    fn changed(text: &str, to: &str) -> String {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a.md", text)).expect("room");
        let parsed = sources.get(id).expect("a source").text().to_owned();
        let edit = |(at, _)| Edit { span: Span::new(id, at..at + 1), text: to.to_owned() };
        repaired(text, &parsed.match_indices('x').map(edit).collect::<Vec<_>>())
    }

    #[test]
    fn marks_and_line_ends_are_kept() {
        assert_eq!(changed("axb\ncx", "y"), "ayb\ncy");
        assert_eq!(changed("\u{feff}x\r\né\r\nx\r\n", "1\n2"), "\u{feff}1\r\n2\r\né\r\n1\r\n2\r\n");
        assert_eq!(changed("a\rx\rb", "\n"), "a\r\r\rb");
        assert_eq!(changed("nothing", "y"), "nothing");
        assert_eq!(changed("", "y"), "");
    }
}
