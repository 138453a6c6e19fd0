//! Remarks as other dialects name them, by their kind and title.

use std::ops::Range;

use crate::document::{Admonition, Inline, InlineKind};
use crate::parse::cx::{Cx, clean};
use crate::parse::inline::node::{Node, NodeKind};
use crate::source::Span;

/// The first line of a remark: `[!INFO]- Title`.
pub(super) struct RemarkLine {
    /// Where the name of its kind is.
    pub(super) name: Range<usize>,
    /// The text of the title that is in the same node; empty without one.
    pub(super) title: Node,
}

/// Reads the first line of a quotation; `None` where it names no kind.
pub(super) fn read_line(cx: &Cx, node: &Node) -> Option<RemarkLine> {
    let text = node.raw()?;
    let inner = text.strip_prefix("[!")?;
    let (name, rest) = inner.split_once(']')?;
    let name = name.split('|').next().unwrap_or(name);
    let good = name.starts_with(|it: char| it.is_alphabetic())
        && name.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_');
    if !good || rest.starts_with(['(', '[', ':']) {
        return None;
    }
    let title = rest.strip_prefix(['+', '-']).unwrap_or(rest).trim_start();
    let start = node.range.end - title.len();
    let name = node.range.start + 2..node.range.start + 2 + name.len();
    let title = Node::leaf(NodeKind::Raw(cx.slice(start..node.range.end).to_owned()), start..node.range.end);
    Some(RemarkLine { name, title })
}

/// Whether what follows the name of a remark on its line is the text itself: a title is short, and has no full stop.
pub(super) fn is_sentence(text: &str) -> bool {
    /// No title has more words.
    const MOST: usize = 12;
    text.trim_end().ends_with(['.', '。', '।', '۔']) || text.split_whitespace().count() > MOST
}

/// Where the name of an admonition of MkDocs is, and where its title: `note inline "Title"`.
pub(super) fn read_header(cx: &Cx, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let text = cx.slice(range.clone());
    let length = text.find(|it: char| it.is_whitespace() || it == '"').unwrap_or(text.len());
    let name = range.start..range.start + length;
    let quoted = text.find('"').zip(text.rfind('"')).filter(|(open, close)| open < close);
    (name, quoted.map(|(open, close)| range.start + open + 1..range.start + close))
}

/// The kind of a remark of a name, and its title: the one it has, else, where the kind has another name, that.
pub(super) fn kind(
    cx: &Cx,
    name: Range<usize>,
    title: Option<Vec<Inline>>,
) -> (Admonition, Option<Vec<Inline>>) {
    named(&cx.slice(name.clone()).to_lowercase(), cx.span(name), title)
}

/// The kind of a remark of a name at a place, and its title.
pub(super) fn named(word: &str, span: Span, title: Option<Vec<Inline>>) -> (Admonition, Option<Vec<Inline>>) {
    if let Some(kind) = Admonition::ALL.into_iter().find(|it| it.class() == word) {
        return (kind, title);
    }
    let name = || {
        let mut letters = word.chars();
        let first = letters.next().map(|it| it.to_uppercase().collect::<String>()).unwrap_or_default();
        let text = clean(&format!("{first}{}", letters.as_str().replace(['-', '_'], " ")));
        vec![Inline { kind: InlineKind::Text(text), span }]
    };
    (synonym(word), Some(title.unwrap_or_else(name)))
}

/// The kind that another name stands for.
fn synonym(name: &str) -> Admonition {
    match name {
        "hint" | "success" | "check" | "done" => Admonition::Tip,
        "attention" | "bug" => Admonition::Warning,
        "danger" | "error" | "failure" | "fail" | "missing" => Admonition::Caution,
        _ => Admonition::Note,
    }
}
