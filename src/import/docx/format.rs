//! Runs of text with their format, and the inlines that they become.

use crate::document::{Attr, Inline, InlineKind, Lang, Target};
use crate::source::Span;

/// How a run is formatted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) link: Option<Target>,
    pub(super) lang: Option<Lang>,
    pub(super) marks: Marks,
}

/// The marks of a run, in the order in which they nest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

/// One of the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Strong = 1,
    Emph = 2,
    Strike = 4,
    Underline = 8,
    Highlight = 16,
    SmallCaps = 32,
    Sup = 64,
    Sub = 128,
    Code = 256,
}

const MARKS: [Mark; 8] = [
    Mark::Strong,
    Mark::Emph,
    Mark::Strike,
    Mark::Underline,
    Mark::Highlight,
    Mark::SmallCaps,
    Mark::Sup,
    Mark::Sub,
];

impl Marks {
    pub(super) const fn has(self, mark: Mark) -> bool {
        self.0 & mark as u16 != 0
    }

    pub(super) fn set(&mut self, mark: Mark, on: bool) {
        if on {
            self.0 |= mark as u16;
        } else {
            self.0 &= !(mark as u16);
        }
    }
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) format: Format,
    pub(super) piece: InlineKind,
}

/// An inline of a file, which has no place in a source.
pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

/// The inlines of runs: what is formatted alike is in one node.
pub(super) fn inlines(runs: Vec<Run>) -> Vec<Inline> {
    let runs = joined(runs);
    linked(&runs)
}

/// Runs with texts of one format made one.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        if let InlineKind::Text(text) = &run.piece
            && let Some(Run { format, piece: InlineKind::Text(before) }) = out.last_mut()
            && *format == run.format
        {
            before.push_str(text);
            continue;
        }
        out.push(run);
    }
    out
}

/// Adds a node around content, with the white space at its edges outside: what is bold of a space is not seen.
fn push_around(
    mut content: Vec<Inline>,
    wrap: impl FnOnce(Vec<Inline>) -> InlineKind,
    out: &mut Vec<Inline>,
) {
    let mut before = String::new();
    let mut after = String::new();
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
        let start = text.len() - text.trim_start_matches(' ').len();
        before = text.drain(..start).collect();
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut() {
        after = text.split_off(text.trim_end_matches(' ').len());
    }
    content.retain(|it| !matches!(&it.kind, InlineKind::Text(text) if text.is_empty()));
    let text = |text: String| (!text.is_empty()).then(|| inline(InlineKind::Text(text)));
    out.extend(text(before));
    out.extend((!content.is_empty()).then(|| inline(wrap(content))));
    out.extend(text(after));
}

fn linked(runs: &[Run]) -> Vec<Inline> {
    let mut out = Vec::new();
    for group in runs.chunk_by(|a, b| a.format.link == b.format.link) {
        let content = spoken(group);
        match group.first().and_then(|it| it.format.link.clone()) {
            Some(target) if !content.is_empty() => {
                push_around(content, |content| InlineKind::Link { target, content, title: None }, &mut out);
            }
            Some(_) | None => out.extend(content),
        }
    }
    out
}

fn spoken(runs: &[Run]) -> Vec<Inline> {
    let mut out = Vec::new();
    for group in runs.chunk_by(|a, b| a.format.lang == b.format.lang) {
        let content = marked(group, &MARKS);
        match group.first().and_then(|it| it.format.lang.clone()) {
            Some(lang) => {
                let attr = Attr { lang: Some(lang), ..Attr::default() };
                push_around(content, |content| InlineKind::Span { attr, content }, &mut out);
            }
            None => out.extend(content),
        }
    }
    out
}

/// The inlines of runs with these marks, the first outermost.
fn marked(runs: &[Run], marks: &[Mark]) -> Vec<Inline> {
    let Some((mark, rest)) = marks.split_first() else {
        return runs.iter().map(leaf).collect();
    };
    let mut out = Vec::new();
    for group in runs.chunk_by(|a, b| a.format.marks.has(*mark) == b.format.marks.has(*mark)) {
        let content = marked(group, rest);
        if !group.first().is_some_and(|it| it.format.marks.has(*mark)) {
            out.extend(content);
            continue;
        }
        let wrap = |content| match mark {
            Mark::Strong => InlineKind::Strong(content),
            Mark::Emph => InlineKind::Emph(content),
            Mark::Strike => InlineKind::Strike(content),
            Mark::Underline => InlineKind::Underline(content),
            Mark::Highlight => InlineKind::Highlight(content),
            Mark::SmallCaps => InlineKind::SmallCaps(content),
            Mark::Sup => InlineKind::Sup(content),
            Mark::Sub | Mark::Code => InlineKind::Sub(content),
        };
        push_around(content, wrap, &mut out);
    }
    out
}

fn leaf(run: &Run) -> Inline {
    if let InlineKind::Text(text) = &run.piece
        && run.format.marks.has(Mark::Code)
    {
        return inline(InlineKind::Code(text.clone()));
    }
    inline(run.piece.clone())
}
