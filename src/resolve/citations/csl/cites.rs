//! Citations and entries of the list, laid out.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::citations::case::Case;
use crate::resolve::citations::csl::eval::{Reference, Scope, Writer};
use crate::resolve::citations::csl::locale::Locale;
use crate::resolve::citations::csl::output::{CiteKind, Output, Tag};
use crate::resolve::citations::csl::style::{Layout, Style};
use crate::resolve::citations::csl::types::{Display, Formatting, Position};
use crate::resolve::citations::rich::Rich;

/// A work in a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resolve::citations) struct Cite {
    pub(in crate::resolve::citations) key: String,
    pub(in crate::resolve::citations) kind: CiteKind,
    /// What the locator counts, as `chapter`.
    pub(in crate::resolve::citations) label: Option<String>,
    /// The pages, or the like.
    pub(in crate::resolve::citations) locator: Option<String>,
    pub(in crate::resolve::citations) prefix: Option<Rich>,
    pub(in crate::resolve::citations) suffix: Option<Rich>,
}

impl Cite {
    /// A work by itself.
    pub(in crate::resolve::citations) fn of(key: &str) -> Cite {
        Cite {
            key: key.to_owned(),
            kind: CiteKind::Normal,
            label: None,
            locator: None,
            prefix: None,
            suffix: None,
        }
    }
}

/// A citation of one or more works.
#[derive(Debug, Clone, Default)]
pub(in crate::resolve::citations) struct Citation {
    /// The number of the note that it is in.
    pub(in crate::resolve::citations) note: Option<usize>,
    pub(in crate::resolve::citations) cites: Vec<Cite>,
}

/// Where a work was cited last.
#[derive(Debug, Clone)]
struct Last {
    group: usize,
    note: Option<usize>,
    place: usize,
    is_alone: bool,
    label: Option<String>,
    locator: Option<String>,
}

/// Lays out citations, one after another.
pub(super) struct Citing<'a> {
    pub(super) style: &'a Style,
    pub(super) locale: &'a Locale,
    pub(super) references: &'a mut BTreeMap<String, Reference<'a>>,
    last: BTreeMap<String, Last>,
    /// The works that are cited in each note.
    notes: BTreeMap<usize, BTreeSet<String>>,
}

impl<'a> Citing<'a> {
    pub(super) fn new(
        style: &'a Style,
        locale: &'a Locale,
        references: &'a mut BTreeMap<String, Reference<'a>>,
    ) -> Citing<'a> {
        Citing { style, locale, references, last: BTreeMap::new(), notes: BTreeMap::new() }
    }

    /// All citations, from the first on.
    pub(super) fn all(&mut self, citations: &[Citation]) -> Vec<Output> {
        self.last.clear();
        self.notes.clear();
        (1..).zip(citations).map(|(number, it)| self.citation(number, it)).collect()
    }

    fn citation(&mut self, number: usize, citation: &Citation) -> Output {
        // An author who is named in the sentence does not count for what follows.
        let first = usize::from(citation.cites.first().is_none_or(|it| it.kind != CiteKind::AuthorOnly));
        let style = self.style;
        let mut cites = Vec::new();
        for (place, cite) in (first..).zip(&citation.cites) {
            let positions = self.positions(number, citation.note, cite, place);
            let scope = Scope {
                positions,
                label: cite.label.clone(),
                locator: cite.locator.clone(),
                options: style.citation.options.clone().or(&style.options),
                ..Scope::default()
            };
            let parts = self.entry(&style.citation, &cite.key, scope);
            self.remember(number, place, citation, cite);
            cites.push(self.affixed(cite, parts));
        }
        laid_out(&style.citation.formatting, cites)
    }

    /// An entry of the list.
    pub(super) fn listed(&self, key: &str) -> Output {
        let Some(layout) = &self.style.bibliography else { return Output::Null };
        let options = layout.options.clone().or(&self.style.options);
        let scope = Scope { in_bibliography: true, options, ..Scope::default() };
        let mut parts = self.entry(layout, key, scope);
        if self.style.aligns_second && !parts.is_empty() {
            let display = |display| Formatting { display: Some(display), ..Formatting::default() };
            let rest = parts.split_off(1);
            let rest = Output::formatted(display(Display::RightInline), rest);
            parts = vec![Output::formatted(display(Display::LeftMargin), parts), rest];
        }
        let inner = Output::grouped(parts);
        let cites = if inner.is_null() { inner } else { inner.tagged(item_tag(CiteKind::Normal, key)) };
        laid_out(&layout.formatting, vec![cites])
    }

    fn entry(&self, layout: &'a Layout, key: &str, scope: Scope) -> Vec<Output> {
        match self.references.get(key) {
            Some(reference) => {
                Writer::new(self.style, self.locale, reference, scope).nodes(&layout.nodes).clone()
            }
            None => Vec::new(),
        }
    }

    /// A work with the words before and after it.
    fn affixed(&self, cite: &Cite, parts: Vec<Output>) -> Output {
        let mut parts = parts;
        let before = cite.prefix.as_ref().map(Rich::plain).unwrap_or_default();
        if self.style.is_note && before.ends_with(". ") && before.matches(' ').count() > 1 {
            capitalize_first_term(&mut parts);
        }
        if cite.kind == CiteKind::AuthorOnly {
            let whole = Output::grouped(parts);
            parts = whole.authors().cloned().into_iter().collect();
        }
        let inner = Output::grouped(parts);
        let mut out = if inner.is_null() { inner } else { inner.tagged(item_tag(cite.kind, &cite.key)) };
        if let Some(suffix) = &cite.suffix {
            out = Output::grouped(vec![out, Output::Text(suffix.clone())]).tagged(Tag::Suffix);
        }
        if let Some(prefix) = &cite.prefix {
            out = Output::grouped(vec![Output::Text(prefix.clone()), out]).tagged(Tag::Prefix);
        }
        out
    }

    fn positions(&self, group: usize, note: Option<usize>, cite: &Cite, place: usize) -> Vec<Position> {
        let Some(last) = self.last.get(&cite.key) else { return vec![Position::First] };
        let mut positions = vec![Position::Subsequent];
        let (number, last_number) = (note.unwrap_or(group), last.note.unwrap_or(last.group));
        if self.style.is_note && number.saturating_sub(last_number) < self.style.near_note {
            positions.push(Position::NearNote);
        }
        let is_alone = last.is_alone && self.notes.get(&last_number).is_none_or(|it| it.len() <= 1);
        let is_near = match (note, last.note) {
            (Some(note), Some(last)) => note <= last + 1,
            _ => true,
        };
        let follows = (group == last.group && place == last.place + 1)
            || (group == last.group + 1 && is_near && place == 1 && is_alone);
        if follows {
            match (&last.locator, &cite.locator) {
                (Some(_), None) => {}
                (None, None) => positions.push(Position::Ibid),
                (Some(one), Some(other)) if one == other && last.label == cite.label => {
                    positions.push(Position::Ibid);
                }
                (_, Some(_)) => positions.extend([Position::Ibid, Position::IbidWithLocator]),
            }
        }
        positions
    }

    fn remember(&mut self, group: usize, place: usize, citation: &Citation, cite: &Cite) {
        if let Some(note) = citation.note {
            self.notes.entry(note).or_default().insert(cite.key.clone());
        }
        if self.style.is_note
            && !self.last.contains_key(&cite.key)
            && let Some(reference) = self.references.get_mut(&cite.key)
        {
            reference.first_note = Some(citation.note.unwrap_or(group));
        }
        if cite.kind == CiteKind::AuthorOnly {
            return;
        }
        let is_alone = match &citation.cites[..] {
            [_] => true,
            [one, other] => {
                one.key == other.key
                    && one.kind == CiteKind::AuthorOnly
                    && other.kind == CiteKind::SuppressAuthor
            }
            _ => false,
        };
        let last = Last {
            group,
            note: citation.note,
            place,
            is_alone,
            label: cite.label.clone(),
            locator: cite.locator.clone(),
        };
        self.last.insert(cite.key.clone(), last);
    }
}

fn item_tag(kind: CiteKind, key: &str) -> Tag {
    Tag::Item(kind, key.to_owned())
}

/// Works in a layout. Its suffix belongs to the last part where that is a line of its own.
fn laid_out(formatting: &Formatting, cites: Vec<Output>) -> Output {
    let mut cites = cites;
    if let Some(suffix) = &formatting.suffix
        && suffix_to_display(&mut cites, suffix)
    {
        return Output::formatted(Formatting { suffix: None, ..formatting.clone() }, cites);
    }
    Output::formatted(formatting.clone(), cites)
}

fn suffix_to_display(parts: &mut [Output], suffix: &str) -> bool {
    match parts.last_mut() {
        Some(Output::Tagged(Tag::Item(..), inner)) => match &mut **inner {
            Output::Formatted(_, parts) => suffix_to_display(parts, suffix),
            Output::Null | Output::Text(_) | Output::Linked(..) | Output::Tagged(..) | Output::InNote(_) => {
                false
            }
        },
        Some(Output::Formatted(formatting, _)) if formatting.display.is_some() => {
            formatting.suffix.get_or_insert_default().push_str(suffix);
            true
        }
        Some(Output::Formatted(_, parts)) => suffix_to_display(parts, suffix),
        _ => false,
    }
}

/// A word of the language at the start begins a sentence.
fn capitalize_first_term(parts: &mut [Output]) {
    let Some(first) = parts.first_mut() else { return };
    match first {
        Output::Tagged(Tag::Term(_), inner) => {
            let formatting = Formatting { case: Some(Case::CapitalizeFirst), ..Formatting::default() };
            let own = std::mem::replace(&mut **inner, Output::Null);
            **inner = Output::formatted(formatting, vec![own]);
        }
        Output::Formatted(_, parts) => capitalize_first_term(parts),
        Output::Tagged(_, inner) => capitalize_first_term(std::slice::from_mut(&mut **inner)),
        Output::Null | Output::Text(_) | Output::Linked(..) | Output::InNote(_) => {}
    }
}
