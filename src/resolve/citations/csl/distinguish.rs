//! Telling works apart that would be cited alike: by more names, by given names, by letters after the year (CSL 1.0.2,
//! disambiguation).

use std::collections::{BTreeMap, BTreeSet};

use crate::locale::Collation;
use crate::resolve::citations::csl::cites::{Citation, Cite, Citing};
use crate::resolve::citations::csl::eval::{Distinction, Hint};
use crate::resolve::citations::csl::initials::initials;
use crate::resolve::citations::csl::output::{CiteKind, Output, Tag};
use crate::resolve::citations::csl::sort::{self, SortValue};
use crate::resolve::citations::csl::style::GivenNameRule;
use crate::resolve::citations::item::Name;

/// A work as it is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cited {
    key: String,
    names: Vec<Name>,
    shown: String,
}

/// Adds to works what tells them apart, as the style wants it.
pub(super) fn distinguish(
    citing: &mut Citing<'_>,
    citations: &[Citation],
    sorted: &BTreeMap<String, SortValue>,
    collation: &Collation,
) {
    let style = citing.style;
    if !style.adds_names && style.adds_given.is_none() && !style.adds_year_suffix && !style.asks {
        return;
    }
    let bare = bare(citations, citing);
    let mut alike = match style.adds_given {
        None | Some(GivenNameRule::ByCite) => alike(&citing.all(&bare)),
        Some(rule) => {
            let cites = citing.all(&bare);
            hint_names(citing, rule, &cites);
            self::alike(&citing.all(&bare))
        }
    };
    if !alike.is_empty() && style.adds_names {
        alike.into_iter().for_each(|it| add_names(citing, it));
        alike = self::alike(&citing.all(&bare));
    }
    if !alike.is_empty() && style.adds_given == Some(GivenNameRule::ByCite) {
        alike.iter().for_each(|it| add_given_names(citing, it));
        alike = self::alike(&citing.all(&bare));
    }
    if !alike.is_empty() && style.adds_year_suffix {
        add_year_suffixes(citing, &alike, sorted, collation);
        alike = self::alike(&citing.all(&bare));
    }
    for cited in alike.into_iter().flatten() {
        change(citing, &cited.key, |it| it.is_asked = true);
    }
}

fn change(citing: &mut Citing<'_>, key: &str, change: impl FnOnce(&mut Distinction)) {
    if let Some(reference) = citing.references.get_mut(key) {
        change(&mut reference.distinction);
    }
}

/// The citations without pages and other words, and one of all works that are not cited.
fn bare(citations: &[Citation], citing: &Citing<'_>) -> Vec<Citation> {
    let plain = |cites: &[Cite]| -> Vec<Cite> {
        cites.iter().map(|it| Cite { kind: it.kind, ..Cite::of(&it.key) }).collect()
    };
    let clean = |citation: &Citation| {
        let cites = match &citation.cites[..] {
            [one, other, ..]
                if one.kind == CiteKind::AuthorOnly && other.kind == CiteKind::SuppressAuthor =>
            {
                let mut cites = plain(&citation.cites[1..]);
                cites[0].kind = CiteKind::Normal;
                cites
            }
            all => plain(all),
        };
        Citation { note: citation.note, cites }
    };
    let cited: BTreeSet<&str> = citations.iter().flat_map(|it| &it.cites).map(|it| it.key.as_str()).collect();
    let others = citing.references.keys().filter(|it| !cited.contains(it.as_str())).map(|it| Cite::of(it));
    let others = Citation { note: None, cites: others.collect() };
    citations.iter().map(clean).chain([others]).collect()
}

/// The works that are cited alike, in groups.
fn alike(citations: &[Output]) -> Vec<Vec<Cited>> {
    let mut groups: BTreeMap<String, Vec<Cited>> = BTreeMap::new();
    for citation in citations {
        citation.visit(&mut |it| {
            let Output::Tagged(Tag::Item(CiteKind::Normal, key), inner) = it else { return };
            let is_ibid = |it: &Output| matches!(it, Output::Tagged(Tag::Term(name), _) if name == "ibid");
            if inner.find(&is_ibid).is_some() {
                return;
            }
            let shown = inner.plain();
            let group = groups.entry(shown.clone()).or_default();
            if !shown.is_empty() && group.iter().all(|it| it.key != *key) {
                group.push(Cited { key: key.clone(), names: names_in(inner), shown });
            }
        });
    }
    groups.into_values().filter(|it| it.len() > 1).collect()
}

fn names_in(output: &Output) -> Vec<Name> {
    let mut found = Vec::new();
    output.visit(&mut |it| {
        if let Output::Tagged(Tag::Names(_, names), _) = it {
            found.extend(names.iter().cloned());
        }
    });
    found
}

fn short(name: &Name) -> Option<String> {
    name.given.as_ref().map(|it| initials(it, true, false, ""))
}

fn have_same_initials(one: &Name, other: &Name) -> bool {
    matches!((short(one), short(other)), (Some(one), Some(other)) if one == other)
}

/// Tells all names apart, in whatever works they are.
fn hint_names(citing: &mut Citing<'_>, rule: GivenNameRule, citations: &[Output]) {
    let is_primary = matches!(rule, GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials);
    let mut families: BTreeMap<String, BTreeSet<Name>> = BTreeMap::new();
    for citation in citations {
        citation.visit(&mut |it| {
            let Output::Tagged(Tag::Names(_, names), _) = it else { return };
            let count = if is_primary { 1 } else { names.len() };
            for name in names.iter().take(count) {
                if let Some(family) = &name.family {
                    families.entry(family.clone()).or_default().insert(name.clone());
                }
            }
        });
    }
    let mut hints: BTreeMap<Name, Hint> = BTreeMap::new();
    for names in families.values().filter(|it| it.len() > 1) {
        for name in names {
            let has_twin = names.iter().any(|it| it != name && have_same_initials(name, it));
            let hint = match (rule, has_twin) {
                (GivenNameRule::AllNamesWithInitials | GivenNameRule::PrimaryNameWithInitials, true) => None,
                (GivenNameRule::PrimaryName, true) => Some(Hint::GivenIfPrimary),
                (GivenNameRule::AllNames | GivenNameRule::ByCite, true) => Some(Hint::Given),
                (GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials, false) => {
                    Some(Hint::InitialsIfPrimary)
                }
                (_, false) => Some(Hint::Initials),
            };
            hints.extend(hint.map(|it| (name.clone(), it)));
        }
    }
    citing.references.values_mut().for_each(|it| it.distinction.hints.clone_from(&hints));
}

/// Names more authors, as many as tell the works apart.
fn add_names(citing: &mut Citing<'_>, group: Vec<Cited>) {
    let rule = citing.style.adds_given;
    if rule == Some(GivenNameRule::ByCite) {
        add_given_names(citing, &group);
    }
    let mut rest = group;
    let mut count = 1;
    while count <= rest.iter().map(|it| it.names.len()).max().unwrap_or(0) {
        let seen = |it: &Cited| -> Vec<Name> {
            let names = it.names.iter().take(count).enumerate();
            names.map(|(at, it)| as_seen(it, rule, at == 0)).collect()
        };
        let is_apart = |it: &Cited| rest.iter().all(|other| other == it || seen(other) != seen(it));
        let apart: Vec<Cited> = rest.iter().filter(|it| is_apart(it)).cloned().collect();
        if !apart.is_empty() {
            for cited in &rest {
                change(citing, &cited.key, |it| it.et_al_names = Some(count));
            }
            rest.retain(|it| !apart.contains(it));
        }
        count += 1;
    }
}

/// A name as far as it is shown.
fn as_seen(name: &Name, rule: Option<GivenNameRule>, is_primary: bool) -> Name {
    let given = match rule {
        Some(GivenNameRule::AllNames | GivenNameRule::ByCite) => name.given.clone(),
        Some(GivenNameRule::AllNamesWithInitials) => short(name),
        Some(GivenNameRule::PrimaryName) if is_primary => name.given.clone(),
        Some(GivenNameRule::PrimaryNameWithInitials) if is_primary => short(name),
        Some(GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials) | None => None,
    };
    Name { given, ..name.clone() }
}

/// Adds given names where names of works that are cited alike differ in them.
fn add_given_names(citing: &mut Citing<'_>, group: &[Cited]) {
    let mut rest: Vec<&Cited> = group.iter().collect();
    let longest = group.iter().map(|it| it.names.len()).max().unwrap_or(0);
    for at in 0..longest {
        if rest.is_empty() {
            return;
        }
        // The works of all the group count, those that are apart already as well.
        let column: Vec<(&str, &Name)> =
            group.iter().filter_map(|it| Some((it.key.as_str(), it.names.get(at)?))).collect();
        let mut hinted = BTreeSet::new();
        for (key, name) in &column {
            let twins: Vec<&Name> =
                column.iter().map(|it| it.1).filter(|it| it != name && it.family == name.family).collect();
            if twins.is_empty() {
                continue;
            }
            let has_twin = twins.iter().any(|it| have_same_initials(name, it));
            let hint = if has_twin { Hint::Given } else { Hint::Initials };
            change(citing, key, |it| {
                it.hints.insert((*name).clone(), hint);
            });
            hinted.insert(*key);
        }
        rest.retain(|it| !hinted.contains(it.key.as_str()));
    }
}

/// Adds letters after the years, in the order of the list.
fn add_year_suffixes(
    citing: &mut Citing<'_>,
    groups: &[Vec<Cited>],
    sorted: &BTreeMap<String, SortValue>,
    collation: &Collation,
) {
    let none = SortValue::new();
    for group in groups {
        let mut keys: Vec<&str> = group.iter().map(|it| it.key.as_str()).collect();
        keys.sort_by(|one, other| {
            let of = |it: &str| sorted.get(it).unwrap_or(&none);
            sort::compare(of(one), of(other), collation)
        });
        for (number, key) in (1..).zip(keys) {
            change(citing, key, |it| it.year_suffix = Some(number));
        }
    }
}
