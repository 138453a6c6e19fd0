//! Works of one author within a citation, drawn together: `(Smith 2019, 2020a, b)`, `[1–3]`.

use crate::resolve::citations::csl::output::{CiteKind, Output, Tag};
use crate::resolve::citations::csl::style::{Collapse, Style};
use crate::resolve::citations::csl::types::Formatting;

/// Groups and collapses the works of a citation, if the style wants that.
pub(super) fn collapse(style: &Style, citation: Output) -> Output {
    let group_delimiter = match (&style.cite_group_delimiter, style.collapse) {
        (Some(delimiter), _) => delimiter.clone(),
        (None, Some(_)) => ", ".to_owned(),
        (None, None) => return citation,
    };
    let Output::Formatted(formatting, cites) = citation else { return citation };
    let bare = Formatting { delimiter: None, ..formatting.clone() };
    let between = formatting.delimiter.clone();
    let cx = Group { style, between, group_delimiter };
    match style.collapse {
        Some(Collapse::CitationNumber) => {
            let mut out = Vec::new();
            let runs = runs(cites, &follows_by_number);
            let count = runs.len();
            for (at, run) in runs.into_iter().enumerate() {
                cx.number_range(run, at + 1 == count, &mut out);
            }
            Output::Formatted(bare, out)
        }
        Some(kind) => {
            let groups = by_names(cites);
            let count = groups.len();
            let group = |(at, group): (usize, Vec<Output>)| cx.collapsed(kind, group, at + 1 == count);
            Output::Formatted(bare, groups.into_iter().enumerate().map(group).collect())
        }
        None => {
            let inner = Formatting::delimited(Some(cx.group_delimiter.clone()));
            let group = |it| Output::Formatted(inner.clone(), it);
            Output::Formatted(formatting, by_names(cites).into_iter().map(group).collect())
        }
    }
}

struct Group<'a> {
    style: &'a Style,
    /// What is between works.
    between: Option<String>,
    /// What is between works of one group.
    group_delimiter: String,
}

impl Group<'_> {
    fn number_range(&self, run: Vec<Output>, is_last: bool, out: &mut Vec<Output>) {
        let delimiter = if run.len() >= 3 {
            out.push(ends(run));
            &self.style.after_collapse_delimiter
        } else {
            out.push(Output::Formatted(Formatting::delimited(self.between.clone()), run));
            &self.between
        };
        if !is_last {
            out.push(delimiter.as_deref().map_or(Output::Null, Output::text));
        }
    }

    fn collapsed(&self, kind: Collapse, cites: Vec<Output>, is_last: bool) -> Output {
        let original = cites.clone();
        let mut cites = cites;
        for cite in cites.iter_mut().skip(1) {
            *cite = std::mem::replace(cite, Output::Null).transform(&without_names);
        }
        let collapsed = self.year_suffixes(kind, cites.clone());
        let none = collapsed == original;
        let no_suffixes = collapsed == cites;
        let is_year = kind == Collapse::Year;
        let has_locator = collapsed.iter().any(|it| has(it, &|it| matches!(it, Tag::Locator)));
        let after = || self.style.after_collapse_delimiter.clone().or_else(|| self.between.clone());
        let within = if none || no_suffixes && !(is_year && has_locator) {
            Some(self.group_delimiter.clone())
        } else {
            after()
        };
        let count = collapsed.len();
        let parts = collapsed.into_iter().enumerate().map(|(at, it)| {
            if at + 1 == count {
                it
            } else {
                let formatting = Formatting { suffix: within.clone(), ..Formatting::default() };
                Output::Formatted(formatting, vec![it])
            }
        });
        let suffix = if is_last {
            None
        } else if none && !is_year {
            self.between.clone()
        } else {
            after()
        };
        Output::Formatted(Formatting { suffix, ..Formatting::default() }, parts.collect())
    }

    /// Works of one year as the letters after it.
    fn year_suffixes(&self, kind: Collapse, cites: Vec<Output>) -> Vec<Output> {
        let is_ranged = match kind {
            Collapse::YearSuffix => false,
            Collapse::YearSuffixRanged => true,
            Collapse::Year | Collapse::CitationNumber => return cites,
        };
        let mut groups: Vec<Vec<Output>> = Vec::new();
        for cite in cites {
            match groups.last_mut() {
                Some(group) if group.first().is_some_and(|it| years(it) == years(&cite)) => {
                    cite.visit(&mut |it| {
                        if matches!(it, Output::Tagged(Tag::YearSuffix(_), _)) {
                            group.push(it.clone());
                        }
                    });
                }
                _ => groups.push(vec![cite]),
            }
        }
        groups.into_iter().map(|it| self.suffix_group(is_ranged, it)).collect()
    }

    fn suffix_group(&self, is_ranged: bool, mut group: Vec<Output>) -> Output {
        if group.len() == 1 {
            return group.remove(0);
        }
        let delimiter = Formatting::delimited(self.style.year_suffix_delimiter.clone());
        if !is_ranged {
            return Output::Formatted(delimiter, group);
        }
        let run = |mut run: Vec<Output>| match run.len() {
            1 => run.remove(0),
            2 => Output::Formatted(delimiter.clone(), run),
            _ => ends(run),
        };
        let parts = runs(group, &follows_by_suffix).into_iter().map(run).collect();
        Output::Formatted(delimiter.clone(), parts)
    }
}

/// The first and the last of a run, with a dash between them.
fn ends(mut run: Vec<Output>) -> Output {
    let last = run.pop();
    let parts = run.into_iter().take(1).chain(last).collect();
    Output::Formatted(Formatting::delimited(Some("–".to_owned())), parts)
}

/// Parts, those together of which each follows the one before it.
fn runs(parts: Vec<Output>, follows: &impl Fn(&Output, &Output) -> bool) -> Vec<Vec<Output>> {
    let mut runs: Vec<Vec<Output>> = Vec::new();
    for part in parts {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|it| follows(it, &part)) => run.push(part),
            _ => runs.push(vec![part]),
        }
    }
    runs
}

/// The number of a work that has nothing but its number.
fn number_of(cite: &Output) -> Option<usize> {
    let Output::Tagged(Tag::Item(..), inner) = cite else { return None };
    let number = |it: &Output| match it {
        Output::Tagged(Tag::CitationNumber(number), _) => Some(*number),
        Output::Tagged(..)
        | Output::Null
        | Output::Text(_)
        | Output::Formatted(..)
        | Output::Linked(..)
        | Output::InNote(_) => None,
    };
    if let Output::Formatted(_, parts) = &**inner {
        return if let [one] = parts.as_slice() { number(one) } else { None };
    }
    number(inner)
}

fn follows_by_number(one: &Output, other: &Output) -> bool {
    matches!((number_of(one), number_of(other)), (Some(one), Some(other)) if other == one + 1)
}

fn follows_by_suffix(one: &Output, other: &Output) -> bool {
    let suffixes = |it: &Output| {
        let mut found = Vec::new();
        it.visit(&mut |it| {
            if let Output::Tagged(Tag::YearSuffix(number), _) = it {
                found.push(*number);
            }
        });
        found
    };
    matches!((&suffixes(one)[..], &suffixes(other)[..]), ([one], [other]) if *other == one + 1)
}

/// The years of the dates of a work.
fn years(cite: &Output) -> Vec<Vec<Option<i64>>> {
    let mut found = Vec::new();
    cite.visit(&mut |it| {
        if let Output::Tagged(Tag::Date(when), _) = it
            && when.literal.is_none()
        {
            found.push(when.parts.iter().map(|it| it.first().copied()).collect());
        }
    });
    found
}

/// Works together that have the same names; nothing moves past words before or after a work.
fn by_names(cites: Vec<Output>) -> Vec<Vec<Output>> {
    let has_suffix = |it: &Output| has(it, &|it| matches!(it, Tag::Suffix));
    let has_affix = |it: &Output| has(it, &|it| matches!(it, Tag::Prefix | Tag::Suffix));
    let mut groups = Vec::new();
    let mut rest = cites;
    while !rest.is_empty() {
        let first = rest.remove(0);
        let mut group = vec![first];
        if !has_suffix(&group[0]) {
            let free = rest.iter().take_while(|it| !has_affix(it)).count();
            let mut others = Vec::new();
            for (at, cite) in rest.into_iter().enumerate() {
                if at < free && has_same_names(&group[0], &cite) {
                    group.push(cite);
                } else {
                    others.push(cite);
                }
            }
            rest = others;
        }
        groups.push(group);
    }
    groups
}

fn has(output: &Output, is: &impl Fn(&Tag) -> bool) -> bool {
    output.find(&|it| matches!(it, Output::Tagged(tag, _) if is(tag))).is_some()
}

fn has_same_names(one: &Output, other: &Output) -> bool {
    match (named(one), named(other)) {
        (
            Some(Output::Tagged(Tag::Names(variable, names), inner)),
            Some(Output::Tagged(Tag::Names(other_variable, other_names), other_inner)),
        ) => {
            variable == other_variable
                && (inner == other_inner || (names == other_names && !names.is_empty()))
        }
        // Dates alone: `(1955a, b)`.
        (Some(Output::Tagged(Tag::Date(_), _)), Some(Output::Tagged(Tag::Date(_), _))) => true,
        _ => false,
    }
}

/// The names of a work, or its date where it has none.
fn named(cite: &Output) -> Option<&Output> {
    let item = cite
        .find(&|it| matches!(it, Output::Tagged(Tag::Item(kind, _), _) if *kind != CiteKind::AuthorOnly))?;
    let names = item.authors();
    names.or_else(|| item.find(&|it| matches!(it, Output::Tagged(Tag::Date(_), _))))
}

fn without_names(output: Output) -> Output {
    if matches!(output, Output::Tagged(Tag::Names(..), _)) { Output::Null } else { output }
}
