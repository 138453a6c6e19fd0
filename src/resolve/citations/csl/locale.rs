//! The words of a language for citations, and how it writes dates (CSL 1.0.2, locale files).

use std::collections::BTreeMap;

use crate::resolve::citations::csl::types::{DateForm, DateNode, Form};
use crate::resolve::citations::csl::xml::Element;
use crate::resolve::citations::rich::QuoteMarks;

/// Which numbers an ordinal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrdinalMatch {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}

/// A word, in one of its forms.
#[derive(Debug, Clone)]
pub(super) struct Term {
    form: Form,
    plural: Option<bool>,
    /// The gender of the word, or that for which an ordinal is.
    pub(super) gender: Option<String>,
    gender_form: Option<String>,
    pub(super) matching: Option<OrdinalMatch>,
    pub(super) text: String,
}

/// What is looked for among the forms of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) form: Form,
    pub(super) plural: Option<bool>,
    pub(super) gender: Option<&'a str>,
}

impl Wanted<'_> {
    pub(super) fn form(form: Form) -> Wanted<'static> {
        Wanted { form, plural: None, gender: None }
    }
}

/// A locale: of a language, or what a style changes of one.
#[derive(Debug, Default)]
pub(in crate::resolve::citations) struct Locale {
    /// Its language; `None` for what a style changes in all.
    lang: Option<String>,
    punctuation_in_quote: Option<bool>,
    limits_ordinals: Option<bool>,
    dates: BTreeMap<DateForm, DateNode>,
    terms: BTreeMap<String, Vec<Term>>,
}

impl Locale {
    /// Reads a file of a locale.
    pub(in crate::resolve::citations) fn parse(text: &str) -> Option<Locale> {
        Element::parse(text).ok().map(|it| Locale::of(&it))
    }

    pub(super) fn of(element: &Element) -> Locale {
        let option = |name: &str| {
            let found = element.all("style-options").find_map(|it| it.get(name))?;
            Some(found == "true")
        };
        let mut locale = Locale {
            lang: element.get("lang").map(str::to_owned),
            punctuation_in_quote: option("punctuation-in-quote"),
            limits_ordinals: option("limit-day-ordinals-to-day-1"),
            ..Locale::default()
        };
        for date in element.all("date").map(DateNode::of) {
            if let Some(form) = date.form {
                locale.dates.entry(form).or_insert(date);
            }
        }
        for term in element.all("terms").flat_map(|it| it.all("term")) {
            locale.add(term);
        }
        // What is said last counts.
        locale.terms.values_mut().for_each(|it| it.reverse());
        locale
    }

    fn add(&mut self, element: &Element) {
        let Some(name) = element.get("name") else { return };
        let gender = |name: &str| element.get(name).map(str::to_owned);
        let term = Term {
            form: Form::of(element),
            plural: None,
            gender: gender("gender"),
            gender_form: gender("gender-form"),
            matching: match element.get("match") {
                Some("last-digit") => Some(OrdinalMatch::LastDigit),
                Some("last-two-digits") => Some(OrdinalMatch::LastTwoDigits),
                Some("whole-number") => Some(OrdinalMatch::WholeNumber),
                _ => None,
            },
            text: element.text.clone(),
        };
        let of = |name: &str| element.child(name).map(|it| it.text.clone());
        let terms = self.terms.entry(name.to_owned()).or_default();
        match of("single").filter(|it| !it.is_empty()) {
            None => terms.push(term),
            Some(single) => {
                let plural = of("multiple").unwrap_or_default();
                terms.push(Term { plural: Some(true), text: plural, ..term.clone() });
                terms.push(Term { plural: Some(false), text: single, ..term });
            }
        }
    }

    /// The locale for a style: its own words before those of the language.
    pub(in crate::resolve::citations) fn merged(own: &[Locale], lang: &str, base: Locale) -> Locale {
        let primary = lang.split('-').next().unwrap_or(lang);
        let dialect = base.lang.clone().unwrap_or_default();
        let of = |wanted: &dyn Fn(&Option<String>) -> bool| {
            own.iter().filter(|it| wanted(&it.lang)).collect::<Vec<_>>()
        };
        let mut layers = of(&|it| it.as_deref() == Some(lang));
        if dialect != lang {
            layers.extend(of(&|it| it.as_deref() == Some(&dialect)));
        }
        if lang != primary {
            layers.extend(of(&|it| it.as_deref() == Some(primary)));
        }
        layers.extend(of(&Option::is_none));
        let mut merged = Locale { lang: Some(lang.to_owned()), ..Locale::default() };
        for layer in layers.into_iter().chain([&base]) {
            merged.punctuation_in_quote = merged.punctuation_in_quote.or(layer.punctuation_in_quote);
            merged.limits_ordinals = merged.limits_ordinals.or(layer.limits_ordinals);
            for (form, date) in &layer.dates {
                merged.dates.entry(*form).or_insert_with(|| date.clone());
            }
            for (name, terms) in &layer.terms {
                merged.terms.entry(name.clone()).or_default().extend(terms.iter().cloned());
            }
        }
        merged
    }

    /// Its language.
    pub(super) fn lang(&self) -> &str {
        self.lang.as_deref().unwrap_or("")
    }

    /// Whether full stops and commas are within quotation marks.
    pub(in crate::resolve::citations) fn puts_punctuation_in_quotes(&self) -> bool {
        self.punctuation_in_quote == Some(true)
    }

    /// Whether only the first day of a month is an ordinal.
    pub(super) fn limits_ordinals(&self) -> bool {
        self.limits_ordinals == Some(true)
    }

    pub(super) fn date(&self, form: DateForm) -> Option<&DateNode> {
        self.dates.get(&form)
    }

    /// The forms of a word that are what is wanted.
    pub(super) fn forms<'a>(&'a self, name: &str, wanted: Wanted<'a>) -> impl Iterator<Item = &'a Term> {
        self.terms.get(name).into_iter().flatten().filter(move |it| {
            let gender = it.gender_form.as_deref();
            it.form == wanted.form
                && (it.plural.is_none() || wanted.plural.is_none() || it.plural == wanted.plural)
                && (gender.is_none() || wanted.gender.is_none() || gender == wanted.gender)
        })
    }

    /// A word, in the form that is wanted or in the one that stands for it; `None` for an unknown or an empty one.
    pub(super) fn term(&self, name: &str, wanted: Wanted<'_>) -> Option<&str> {
        let mut wanted = wanted;
        loop {
            let found = self.terms.get(name).into_iter().flatten().find(|it| {
                it.form == wanted.form
                    && (it.plural.is_none() || wanted.plural.is_none() || it.plural == wanted.plural)
            });
            if let Some(found) = found {
                return Some(found.text.as_str()).filter(|it| !it.is_empty());
            }
            wanted.form = wanted.form.fallback()?;
        }
    }

    /// All forms of a word, in each of which it may be written before a number of a page or the like.
    pub(in crate::resolve::citations) fn spellings(&self, name: &str) -> impl Iterator<Item = &str> {
        self.terms.get(name).into_iter().flatten().map(|it| it.text.as_str())
    }

    /// Its quotation marks.
    pub(in crate::resolve::citations) fn quotes(&self) -> QuoteMarks {
        let of = |name: &str, or: &str| {
            let found = self.terms.get(name).and_then(|it| it.first()).map(|it| it.text.as_str());
            found.unwrap_or(or).to_owned()
        };
        QuoteMarks {
            outer: (of("open-quote", "“"), of("close-quote", "”")),
            inner: (of("open-inner-quote", "‘"), of("close-inner-quote", "’")),
        }
    }
}
