//! The one grammar of attributes: `{#id .class key=value key="a value"}`.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::attr::{NOT, OF_SOURCE, ONLY};
use crate::document::{Attr, Dimension, Lang};
use crate::parse::cx::{Cx, clean, id};
use crate::parse::rules;
use crate::publication::rules::BAD_LANGUAGE;
use crate::source::beginning;

/// A longer text is not read as attributes, so that a failed attempt costs little on any input.
const LONGEST: usize = 1024;

/// What attributes are written on: it decides which keys they know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// A block or span.
    Any,
    /// An image.
    Image,
    /// A container.
    Container,
}

impl Holder {
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Holder::Any => &[
                "entry",
                "lang",
                "of",
                "paragraphs",
                "quotes",
                "range",
                "see",
                "see-also",
                "sentences",
                "sort",
            ],
            Holder::Image => &["alt", "lang", "width"],
            Holder::Container => &["entry", "lang", "of", "paragraphs", "quotes", "sentences", "title"],
        }
    }
}

/// Attributes as read and understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// Id, classes and language.
    pub(super) attr: Attr,
    /// The width of an image.
    pub(super) width: Option<Dimension>,
    /// The alternative text of an image, whose words are then a caption.
    pub(super) alt: Option<String>,
    /// Where the title of a container is.
    pub(super) title: Option<Range<usize>>,
    /// What makes a condition of them: keys with their values, and classes; until all are read.
    pub(super) conditions: Vec<(String, Option<String>, Range<usize>)>,
}

impl Attributes {
    /// Adds others: a later id or language wins, classes add up.
    pub(super) fn merge(&mut self, other: Attributes) {
        merge(&mut self.attr, other.attr);
        self.width = other.width.or(self.width);
        self.alt = other.alt.or(self.alt.take());
        self.title = other.title.or(self.title.take());
    }
}

/// Adds to the attributes: a later id or language wins, classes add up.
pub(crate) fn merge(attr: &mut Attr, other: Attr) {
    attr.id = other.id.or(attr.id.take());
    attr.lang = other.lang.or(attr.lang.take());
    attr.classes.extend(other.classes);
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Item<'a> {
    Id(&'a str),
    Class(&'a str),
    Pair(&'a str, &'a str),
}

/// An item and its range.
type RangedItem<'a> = (Item<'a>, Range<usize>);

/// Reads the attributes that begin at `at`, as far as `end`; gives them and where they end.
/// `None` where there are none that are well formed: the braces are text then.
pub(super) fn read(
    cx: &Cx,
    range: Range<usize>,
    holder: Holder,
    diags: &mut Diagnostics,
) -> Option<(Attributes, usize)> {
    let (items, length) = scan(cx.slice(range.clone()))?;
    let mut attributes = Attributes::default();
    for (item, place) in items {
        let place = range.start + place.start..range.start + place.end;
        attributes.enter(cx, (item, place), holder, diags);
    }
    attributes.settle_conditions(cx, diags);
    Some((attributes, range.start + length))
}

/// Reads attributes with a colon after the brace, which is the whole range.
pub(super) fn read_after_colon(
    cx: &Cx,
    range: Range<usize>,
    holder: Holder,
    diags: &mut Diagnostics,
) -> Option<Attributes> {
    let text = cx.slice(range.clone()).replacen("{:", "{ ", 1);
    let (items, _) = scan(&text)?;
    let mut attributes = Attributes::default();
    for (item, place) in items {
        attributes.enter(cx, (item, range.start + place.start..range.start + place.end), holder, diags);
    }
    attributes.settle_conditions(cx, diags);
    Some(attributes)
}

/// Where the attributes that begin the text end; `None` where it does not begin with attributes.
pub(super) fn length(text: &str) -> Option<usize> {
    scan(text).map(|(_, length)| length)
}

impl Attributes {
    fn enter(&mut self, cx: &Cx, item: RangedItem, holder: Holder, diags: &mut Diagnostics) {
        let (item, place) = item;
        match item {
            Item::Id(name) => self.attr.id = id(name),
            Item::Class(name) if CONDITION_CLASSES.contains(&name) => {
                self.conditions.push((name.to_owned(), None, place));
            }
            Item::Class(name) => self.attr.classes.push(clean(name)),
            Item::Pair(key, value) if EDITION_KEYS.contains(&key) => {
                self.conditions.push((key.to_owned(), Some(clean(value)), place));
            }
            // What it names is in it already.
            Item::Pair("include", _) if holder == Holder::Container => {}
            Item::Pair(key, value) if holder != Holder::Image && class_of_source(key).is_some() => {
                let prefix = class_of_source(key).unwrap_or_default();
                self.attr.classes.push(format!("{prefix}{}", clean(value)));
            }
            Item::Pair("collapse" | "icon" | "appearance", _) if holder == Holder::Container => {}
            Item::Pair(key, _) if CONDITION_KEYS.contains(&key) => diags.push(condition(cx, place)),
            Item::Pair("lang", tag) => match Lang::new(tag) {
                Some(lang) => self.attr.lang = Some(lang),
                None => diags.push(unknown_language(cx, place, tag)),
            },
            Item::Pair("width", value) if holder == Holder::Image => match dimension(value) {
                Some(width) => self.width = Some(width),
                None => diags.push(bad_width(cx, place, value)),
            },
            Item::Pair("alt" | "fig-alt", value) if holder == Holder::Image => self.alt = Some(clean(value)),
            Item::Pair("title", value) if holder == Holder::Container => {
                let end = place.end - usize::from(!cx.slice(place.clone()).ends_with(value));
                self.title = Some(end - value.len()..end);
            }
            Item::Pair(key, _) => diags.push(unknown_attribute(cx, place, key, holder)),
        }
    }
}

impl Attributes {
    /// Makes classes of a condition: what it shows, or hides, and in which editions.
    fn settle_conditions(&mut self, cx: &Cx, diags: &mut Diagnostics) {
        let all = std::mem::take(&mut self.conditions);
        let has = |class: &str| all.iter().any(|(name, value, _)| value.is_none() && name == class);
        let hides = has("not") || has("content-hidden");
        let shows = has("only") || has("content-visible");
        let keyed = all.iter().any(|it| it.1.is_some());
        for (name, value, place) in &all {
            match value {
                Some(_) if !hides && !shows => diags.push(condition(cx, place.clone())),
                Some(value) => {
                    let prefix = if hides ^ name.starts_with("unless") { NOT } else { ONLY };
                    let names = value.split([' ', ',', ';']).filter(|it| !it.is_empty());
                    self.attr.classes.extend(names.map(|it| format!("{prefix}{it}")));
                }
                None if keyed || name == "content-visible" => {}
                None if name == "content-hidden" => self.attr.classes.push(format!("{ONLY}none")),
                None => self.attr.classes.push(name.clone()),
            }
        }
    }
}

/// The beginning of the class that keeps an attribute about another source.
fn class_of_source(key: &str) -> Option<&'static str> {
    OF_SOURCE.into_iter().find(|it| it.strip_suffix(':') == Some(key))
}

/// The keys of attributes that make a condition of them, in Quarto and elsewhere, and are not read.
const CONDITION_KEYS: [&str; 5] = ["when-profile", "unless-profile", "when-meta", "unless-meta", "audience"];

/// The keys that name editions or formats in a condition.
const EDITION_KEYS: [&str; 4] = ["edition", "format", "when-format", "unless-format"];

/// The classes that make a condition of attributes.
const CONDITION_CLASSES: [&str; 4] = ["only", "not", "content-visible", "content-hidden"];

/// The diagnostic for attributes that are a condition.
fn condition(cx: &Cx, range: Range<usize>) -> Diagnostic {
    let message = format!("`{}` is a condition, and no edition honours it", cx.slice(range.clone()));
    let help = "write `.only edition=…` or `.not edition=…` with an edition or a format, or remove the text";
    Diagnostic::new(&rules::IGNORED_CONDITION, cx.span(range), message).help(help)
}

fn unknown_language(cx: &Cx, place: Range<usize>, tag: &str) -> Diagnostic {
    let message = format!("`{tag}` is not a language tag");
    Diagnostic::new(&BAD_LANGUAGE, cx.span(place), message)
        .help("write a tag of BCP 47, as `lang=fr` or `lang=pt-BR`")
}

fn bad_width(cx: &Cx, place: Range<usize>, value: &str) -> Diagnostic {
    let message = format!("`{value}` is not a width");
    Diagnostic::new(&rules::UNKNOWN_ATTRIBUTE, cx.span(place), message)
        .help("write a part of the measure, as `width=50%`, or a length in `pt`, `mm`, `cm`, `in` or `px`")
}

fn unknown_attribute(cx: &Cx, place: Range<usize>, key: &str, holder: Holder) -> Diagnostic {
    let known = holder.keys().join("`, `");
    let message = format!("unknown attribute `{key}`");
    Diagnostic::new(&rules::UNKNOWN_ATTRIBUTE, cx.span(place), message)
        .help(format!("remove it; known here are `#id`, `.class` and `{known}`"))
}

/// Reads a width: a percentage, or a length in `pt`, `mm`, `cm`, `in`, `px`; a bare number counts as `px`.
pub(crate) fn dimension(value: &str) -> Option<Dimension> {
    let unit_at = value.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(value.len());
    let (number, unit) = value.split_at(unit_at);
    let hundredths = hundredths(number)?;
    // A point is 1/72 inch, a CSS pixel 1/96 inch: all in thousandths of a point, rounded down.
    let millipoints = |numerator: i64, denominator: i64| {
        Some(Dimension::Millipoints(hundredths.checked_mul(numerator)? / denominator))
    };
    match unit {
        "%" => u32::try_from(hundredths).ok().filter(|it| (1..=10_000).contains(it)).map(Dimension::Percent),
        "pt" => millipoints(10, 1),
        "" | "px" => millipoints(15, 2),
        "in" => millipoints(720, 1),
        "cm" => millipoints(72_000, 254),
        "mm" => millipoints(7_200, 254),
        _ => None,
    }
}

/// A decimal number with at most two places, times a hundred; more than zero.
fn hundredths(number: &str) -> Option<i64> {
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() > 6 || places.len() > 2 || whole.is_empty() {
        return None;
    }
    format!("{whole}{places:0<2}").parse().ok().filter(|it| *it > 0)
}

/// The items and the length of the attributes that begin the text; `None` where it begins with none.
fn scan(text: &str) -> Option<(Vec<RangedItem<'_>>, usize)> {
    let text = beginning(text, LONGEST);
    let mut rest = text.strip_prefix('{')?;
    let mut items = Vec::new();
    loop {
        rest = trim_space(rest);
        if let Some(after) = rest.strip_prefix('}') {
            let length = text.len() - after.len();
            return (!items.is_empty()).then_some((items, length));
        }
        let start = text.len() - rest.len();
        let (item, after) = scan_item(rest)?;
        if !after.starts_with([' ', '\t', '\n', '}', '.', '#']) {
            return None;
        }
        items.push((item, start..text.len() - after.len()));
        rest = after;
    }
}

/// The text without white space at its start, of which one may be a line end.
fn trim_space(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', '\t']);
    rest.strip_prefix('\n').map_or(rest, |it| it.trim_start_matches([' ', '\t']))
}

fn scan_item(text: &str) -> Option<(Item<'_>, &str)> {
    if let Some(rest) = text.strip_prefix('#') {
        return name(rest, "-_:.").map(|(id, rest)| (Item::Id(id), rest));
    }
    if let Some(rest) = text.strip_prefix('.') {
        return name(rest, "-_:").map(|(class, rest)| (Item::Class(class), rest));
    }
    // Pandoc's short form of the class.
    if let Some(rest) = text.strip_prefix('-').filter(|it| it.starts_with([' ', '\t', '\n', '}'])) {
        return Some((Item::Class("unnumbered"), rest));
    }
    let (key, rest) = name(text, "-_:")?;
    let (value, rest) = scan_value(rest.strip_prefix('=')?)?;
    Some((Item::Pair(key, value), rest))
}

/// A name of letters, digits and the characters of `more`, and what follows it.
fn name<'a>(text: &'a str, more: &str) -> Option<(&'a str, &'a str)> {
    let end = text.find(|it: char| !it.is_alphanumeric() && !more.contains(it)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn scan_value(text: &str) -> Option<(&str, &str)> {
    if let Some(quote) = text.chars().next().filter(|it| matches!(it, '"' | '\'')) {
        return text[1..].split_once(quote).filter(|(value, _)| !value.contains('\n'));
    }
    let end = text.find([' ', '\t', '\n', '}', '{', '"', '\'']).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(usize, &str)>) {
        let found = scan(text).map(|(items, length)| {
            let items: Vec<String> = items.iter().map(|(item, _)| format!("{item:?}")).collect();
            (length, items.join(" "))
        });
        assert_eq!(found.as_ref().map(|(length, items)| (*length, items.as_str())), expected, "{text:?}");
    }

    #[test]
    fn one_grammar() {
        check("{#a .b lang=fr}x", Some((15, r#"Id("a") Class("b") Pair("lang", "fr")"#)));
        check("{.a.b}", Some((6, r#"Class("a") Class("b")"#)));
        check("{ title=\"A } b\" }", Some((17, r#"Pair("title", "A } b")"#)));
        check("{t='a\"b'}", Some((9, r#"Pair("t", "a\"b")"#)));
        check("{.a\n.b}", Some((7, r#"Class("a") Class("b")"#)));
        check("{- .a}", Some((6, r#"Class("unnumbered") Class("a")"#)));
        check("{#größe}", Some((10, r#"Id("größe")"#)));
    }

    #[test]
    fn what_is_not_attributes_is_text() {
        for text in
            ["", "{", "{}", "{ }", "{a}", "{.}", "{.a", "{.a\n\n.b}", "{a=}", "{a=\"b}", "{.a,b}", "x{.a}"]
        {
            check(text, None);
        }
        check(&format!("{{a=\"{}\"}}", "x".repeat(2000)), None);
    }

    #[test]
    fn a_width_has_a_unit() {
        assert_eq!(dimension("50%"), Some(Dimension::Percent(5000)));
        assert_eq!(dimension("33.3%"), Some(Dimension::Percent(3330)));
        assert_eq!(dimension("2.5cm"), Some(Dimension::Millipoints(70_866)));
        assert_eq!(dimension("96px"), Some(Dimension::Millipoints(72_000)));
        assert_eq!(dimension("1in"), Some(Dimension::Millipoints(72_000)));
        for bad in ["", "0", "-1", "101%", "5em", "1.2.3mm", "99999999999pt", "1e3"] {
            assert_eq!(dimension(bad), None, "{bad}");
        }
    }
}
