//! An entry of a bibliography, whatever file it is from.

use crate::source::Span;

/// A person or a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name {
    /// The family name, or all of the name of a body.
    pub(super) family: String,
    /// The given names; empty where there are none.
    pub(super) given: String,
}

impl Name {
    /// A name in one text: `Family, Given`, or `Given Family`.
    pub(super) fn parse(text: &str) -> Name {
        let text = text.trim();
        if let Some((family, given)) = text.split_once(',') {
            return Name { family: family.trim().to_owned(), given: given.trim().to_owned() };
        }
        // Particles belong to the family: Ludwig van Beethoven.
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_particle = |it: &&str| it.starts_with(char::is_lowercase);
        let family =
            words.iter().position(is_particle).filter(|at| *at > 0).unwrap_or(words.len().saturating_sub(1));
        let (given, family) = words.split_at(family);
        Name { family: family.join(" "), given: given.join(" ") }
    }

    /// The name of a body.
    pub(super) fn body(text: &str) -> Name {
        Name { family: text.trim().to_owned(), given: String::new() }
    }
}

/// A date: a year, and a month and a day where they are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct When {
    /// The year, or what is said instead.
    pub(super) year: String,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl When {
    /// A date of ISO 8601, or any words.
    pub(super) fn parse(text: &str) -> Option<When> {
        let text = text.trim().split('/').next().unwrap_or("");
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.trim().to_owned();
        let mut number = || parts.next().and_then(|it| it.get(..2).unwrap_or(it).parse::<u32>().ok());
        let (month, day) = (number(), number());
        let is_month = |it: &u32| (1..=12).contains(it);
        Some(When { year, month: month.filter(is_month), day }).filter(|it| !it.year.is_empty())
    }
}

/// An entry of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// By which it is cited.
    pub(super) key: String,
    /// Where it is in its file.
    pub(super) span: Span,
    /// Whether it is published by itself, as a book is; else its title is that of a part.
    pub(super) is_whole: bool,
    pub(super) authors: Vec<Name>,
    /// Whether there are more authors than are named.
    pub(super) has_others: bool,
    pub(super) editors: Vec<Name>,
    pub(super) title: String,
    /// What it is a part of: a journal, a book, a site.
    pub(super) container: String,
    pub(super) volume: String,
    pub(super) issue: String,
    pub(super) pages: String,
    pub(super) edition: String,
    pub(super) publisher: String,
    pub(super) place: String,
    pub(super) date: Option<When>,
    pub(super) accessed: Option<When>,
    pub(super) doi: String,
    pub(super) url: String,
    pub(super) note: String,
}

/// Whether works of a type are published by themselves.
pub(super) fn is_whole(kind: &str) -> bool {
    const WHOLE: [&str; 22] = [
        "anthology",
        "blog",
        "book",
        "booklet",
        "collection",
        "dataset",
        "film",
        "manual",
        "map",
        "mvbook",
        "mvcollection",
        "mvreference",
        "performance",
        "periodical",
        "proceedings",
        "reference",
        "repository",
        "report",
        "software",
        "techreport",
        "thesis",
        "video",
    ];
    let kind = kind.to_ascii_lowercase();
    WHOLE.contains(&kind.as_str()) || kind.ends_with("thesis") || kind == "motion_picture"
}

#[cfg(test)]
mod tests {
    use super::{Name, When};

    #[test]
    fn names_have_a_family() {
        let of = |text| {
            let Name { family, given } = Name::parse(text);
            (family, given)
        };
        let pair = |family: &str, given: &str| (family.to_owned(), given.to_owned());
        assert_eq!(of("Hopper, Grace"), pair("Hopper", "Grace"));
        assert_eq!(of("Grace Murray Hopper"), pair("Hopper", "Grace Murray"));
        assert_eq!(of("Ludwig van Beethoven"), pair("van Beethoven", "Ludwig"));
        assert_eq!(of("Plato"), pair("Plato", ""));
    }

    #[test]
    fn dates_may_lack_parts() {
        let of = |text| When::parse(text).map(|it| (it.year, it.month, it.day));
        assert_eq!(of("2020-01-02"), Some(("2020".to_owned(), Some(1), Some(2))));
        assert_eq!(of("2020-05"), Some(("2020".to_owned(), Some(5), None)));
        assert_eq!(of("forthcoming"), Some(("forthcoming".to_owned(), None, None)));
        assert_eq!(of(""), None);
    }
}
