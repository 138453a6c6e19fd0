//! What a style writes, as a tree that still knows what is a name, a date, or a title; and that tree as text.

use crate::resolve::citations::case;
use crate::resolve::citations::csl::types::{Display, Formatting, Vertical};
use crate::resolve::citations::item::{Name, When};
use crate::resolve::citations::rich::{Mark, Rich, join};

/// How much of a work a citation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::resolve::citations) enum CiteKind {
    Normal,
    /// The author, as part of the sentence.
    AuthorOnly,
    /// All but the author, who is named in the sentence.
    SuppressAuthor,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    Term(String),
    CitationNumber(usize),
    Title,
    Item(CiteKind, String),
    Name(Name),
    Names(String, Vec<Name>),
    Date(When),
    YearSuffix(usize),
    Locator,
    Prefix,
    Suffix,
}

/// A part of what a style writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Output {
    Null,
    Text(Rich),
    Formatted(Formatting, Vec<Output>),
    Linked(String, Vec<Output>),
    Tagged(Tag, Box<Output>),
    InNote(Box<Output>),
}

impl Output {
    pub(super) fn text(text: &str) -> Output {
        Output::Text(Rich::text(text))
    }

    pub(super) fn tagged(self, tag: Tag) -> Output {
        Output::Tagged(tag, Box::new(self))
    }

    pub(super) fn is_null(&self) -> bool {
        *self == Output::Null
    }

    /// Parts as one, without those that are nothing.
    pub(super) fn formatted(formatting: Formatting, parts: Vec<Output>) -> Output {
        let mut parts: Vec<Output> = parts.into_iter().filter(|it| !it.is_null()).collect();
        match parts.len() {
            0 => Output::Null,
            1 if formatting == Formatting::default() => parts.remove(0),
            _ => Output::Formatted(formatting, parts),
        }
    }

    pub(super) fn grouped(parts: Vec<Output>) -> Output {
        Output::formatted(Formatting::default(), parts)
    }

    /// Visits this and all within, from the outside to the inside.
    pub(super) fn visit<'a>(&'a self, visit: &mut impl FnMut(&'a Output)) {
        visit(self);
        match self {
            Output::Null | Output::Text(_) => {}
            Output::Formatted(_, parts) | Output::Linked(_, parts) => {
                parts.iter().for_each(|it| it.visit(visit));
            }
            Output::Tagged(_, inner) | Output::InNote(inner) => inner.visit(visit),
        }
    }

    /// The first part, from the outside to the inside, of which something holds.
    pub(super) fn find<'a>(&'a self, holds: &impl Fn(&Output) -> bool) -> Option<&'a Output> {
        if holds(self) {
            return Some(self);
        }
        match self {
            Output::Null | Output::Text(_) => None,
            Output::Formatted(_, parts) | Output::Linked(_, parts) => {
                parts.iter().find_map(|it| it.find(holds))
            }
            Output::Tagged(_, inner) | Output::InNote(inner) => inner.find(holds),
        }
    }

    /// Changes all within and this, from the inside to the outside.
    pub(super) fn transform(self, change: &impl Fn(Output) -> Output) -> Output {
        let all = |parts: Vec<Output>| parts.into_iter().map(|it| it.transform(change)).collect();
        let inner = match self {
            Output::Null | Output::Text(_) => self,
            Output::Formatted(formatting, parts) => Output::Formatted(formatting, all(parts)),
            Output::Linked(address, parts) => Output::Linked(address, all(parts)),
            Output::Tagged(tag, inner) => inner.transform(change).tagged(tag),
            Output::InNote(inner) => Output::InNote(Box::new(inner.transform(change))),
        };
        change(inner)
    }

    /// The first names: those of the authors, or who stands for them.
    pub(super) fn authors(&self) -> Option<&Output> {
        self.find(&|it| matches!(it, Output::Tagged(Tag::Names(..), _)))
    }

    /// What it says, parts with a space between them: by this, works are told apart.
    pub(super) fn plain(&self) -> String {
        match self {
            Output::Null => String::new(),
            Output::Text(rich) => rich.plain(),
            Output::Formatted(_, parts) | Output::Linked(_, parts) => {
                parts.iter().map(Output::plain).collect::<Vec<_>>().join(" ")
            }
            Output::Tagged(_, inner) | Output::InNote(inner) => inner.plain(),
        }
    }

    /// It as text. Works are linked to their entries where `links` is set.
    pub(super) fn render(&self, links: bool) -> Rich {
        match self {
            Output::Null => Rich::default(),
            Output::Text(rich) => rich.clone(),
            Output::Tagged(Tag::Item(kind, key), inner) if links && *kind != CiteKind::AuthorOnly => {
                inner.render(links).marked(Mark::Entry(key.clone()))
            }
            Output::Tagged(_, inner) => inner.render(links),
            Output::Formatted(formatting, parts) => {
                if let [Output::Linked(address, inner)] = parts.as_slice()
                    && is_address(address, formatting, inner)
                {
                    // The beginning of the address is part of the link.
                    let whole = Output::Formatted(formatting.clone(), inner.clone());
                    return whole.render(links).marked(Mark::Link(address.clone()));
                }
                let rendered = parts.iter().map(|it| it.render(links)).filter(|it| !it.0.is_empty());
                let parts = match &formatting.delimiter {
                    Some(delimiter) => delimited(rendered, delimiter),
                    None => rendered.collect(),
                };
                format(formatting, join(parts))
            }
            Output::Linked(address, parts) => {
                let parts = parts.iter().map(|it| it.render(links)).collect();
                join(parts).marked(Mark::Link(address.clone()))
            }
            Output::InNote(inner) => {
                let mut rich = inner.render(links);
                rich.trim_start(&|it| [',', ';', '.', ':'].contains(&it));
                rich.trim_start(&char::is_whitespace);
                case::change(&mut rich, case::Case::CapitalizeFirst);
                rich.marked(Mark::Note)
            }
        }
    }
}

fn is_address(address: &str, formatting: &Formatting, inner: &[Output]) -> bool {
    let shown: String = inner.iter().map(Output::plain).collect();
    let prefix = formatting.prefix.as_deref().unwrap_or("");
    address.strip_prefix(prefix) == Some(&shown)
}

fn delimited(parts: impl Iterator<Item = Rich>, delimiter: &str) -> Vec<Rich> {
    let mut out: Vec<Rich> = Vec::new();
    for part in parts {
        if !out.is_empty() && !part.first().is_some_and(|it| [',', ';', '.'].contains(&it)) {
            out.push(Rich::spaced(delimiter));
        }
        out.push(part);
    }
    out
}

/// Sets text as a style says. Nothing stays nothing.
fn format(formatting: &Formatting, rich: Rich) -> Rich {
    if rich.is_blank() {
        return Rich::default();
    }
    let mut rich = rich;
    if formatting.strips_periods {
        rich.map_text(&mut |it| it.retain(|it| it != '.'));
    }
    if formatting.affixes_inside {
        rich = affixed(formatting, rich);
    }
    let mark =
        |rich: Rich, is: Option<bool>, mark: Mark| if is == Some(true) { rich.marked(mark) } else { rich };
    rich = mark(rich, formatting.italic, Mark::Emph);
    if let Some(case) = formatting.case {
        case::change(&mut rich, case);
    }
    rich = mark(rich, formatting.small_caps, Mark::SmallCaps);
    rich = mark(rich, formatting.bold, Mark::Strong);
    rich = mark(rich, formatting.underline, Mark::Underline);
    rich = match formatting.vertical {
        Some(Vertical::Sup) => rich.marked(Mark::Sup),
        Some(Vertical::Sub) => rich.marked(Mark::Sub),
        Some(Vertical::Baseline) | None => rich,
    };
    if formatting.quotes {
        rich = rich.marked(Mark::Quoted);
    }
    if !formatting.affixes_inside {
        rich = affixed(formatting, rich);
    }
    match formatting.display {
        None => rich,
        Some(Display::LeftMargin) => rich.marked(Mark::LeftMargin),
        Some(Display::Block | Display::RightInline | Display::Indent) => rich.marked(Mark::Display),
    }
}

fn affixed(formatting: &Formatting, rich: Rich) -> Rich {
    let rich = match &formatting.suffix {
        Some(suffix) => join(vec![rich, Rich::text(suffix)]),
        None => rich,
    };
    match &formatting.prefix {
        Some(prefix) => join(vec![Rich::text(prefix), rich]),
        None => rich,
    }
}
