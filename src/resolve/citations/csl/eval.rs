//! The elements of a layout, for one entry (CSL 1.0.2, rendering elements).

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::citations::case::Case;
use crate::resolve::citations::csl::locale::{Locale, Wanted};
use crate::resolve::citations::csl::output::{Output, Tag};
use crate::resolve::citations::csl::style::Style;
use crate::resolve::citations::csl::types::Form;
use crate::resolve::citations::csl::types::{
    Branch, Condition, Formatting, Label, Match, NameOptions, NamesFormat, Node, NodeKind, Position,
};
use crate::resolve::citations::item::{Item, Name, Value, When};
use crate::resolve::citations::rich::Rich;

/// How a name is told apart from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    Initials,
    Given,
    InitialsIfPrimary,
    GivenIfPrimary,
}

/// What is added to a work so that it is told apart from others.
#[derive(Debug, Clone, Default)]
pub(super) struct Distinction {
    pub(super) year_suffix: Option<usize>,
    pub(super) hints: BTreeMap<Name, Hint>,
    pub(super) et_al_names: Option<usize>,
    pub(super) is_asked: bool,
}

/// An entry, with what is known of it here.
#[derive(Debug)]
pub(super) struct Reference<'a> {
    pub(super) item: &'a Item,
    pub(super) number: usize,
    pub(super) first_note: Option<usize>,
    pub(super) distinction: Distinction,
}

/// Where an entry is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    pub(super) in_bibliography: bool,
    pub(super) in_sort_key: bool,
    pub(super) in_substitute: bool,
    pub(super) substitute_format: Option<NamesFormat>,
    pub(super) positions: Vec<Position>,
    pub(super) label: Option<String>,
    pub(super) locator: Option<String>,
    /// What is said for all names here.
    pub(super) options: NameOptions,
}

/// Writes one entry.
pub(super) struct Writer<'a> {
    pub(super) style: &'a Style,
    pub(super) locale: &'a Locale,
    pub(super) reference: &'a Reference<'a>,
    pub(super) scope: Scope,
    /// How many variables have been asked for, and how many of them said something.
    asked: usize,
    pub(super) found: usize,
    used_year_suffix: bool,
    pub(super) used_identifier: bool,
    pub(super) used_title: bool,
    /// Variables that stood for names, so that they are not written again.
    pub(super) gone: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        style: &'a Style,
        locale: &'a Locale,
        reference: &'a Reference<'a>,
        scope: Scope,
    ) -> Self {
        Writer {
            style,
            locale,
            reference,
            scope,
            asked: 0,
            found: 0,
            used_year_suffix: false,
            used_identifier: false,
            used_title: false,
            gone: BTreeSet::new(),
        }
    }

    pub(super) fn nodes(&mut self, nodes: &'a [Node]) -> Vec<Output> {
        nodes.iter().flat_map(|it| self.node(it)).collect()
    }

    pub(super) fn node(&mut self, node: &'a Node) -> Vec<Output> {
        let formatting = &node.formatting;
        let one = match &node.kind {
            NodeKind::Choose(branches) => return self.choose(branches),
            NodeKind::Group(nodes) => self.group(nodes, formatting, false),
            NodeKind::Macro(name) => {
                let style = self.style;
                match style.macros.get(name) {
                    Some(nodes) => self.group(nodes, formatting, true),
                    None => Output::Null,
                }
            }
            NodeKind::Variable { name, is_short } => {
                let inner = self.variable(name, *is_short);
                match self.reference.distinction.year_suffix.filter(|_| name == "year-suffix") {
                    // The letter keeps how it is set where it is all that is written of a work.
                    Some(number) => self.formatted(formatting, inner).tagged(Tag::YearSuffix(number)),
                    None => self.formatted(formatting, inner),
                }
            }
            NodeKind::Term { name, form, plural } => {
                let inner = self.term(name, *form, *plural);
                self.formatted(formatting, inner)
            }
            NodeKind::Text(text) => self.formatted(formatting, Output::text(text)),
            NodeKind::Number { name, form } => {
                let inner = self.number(name, *form);
                self.formatted(formatting, inner)
            }
            NodeKind::Label(label) => self.label(label),
            NodeKind::Date(date) => self.date(date),
            NodeKind::Names(names) => self.names(names, formatting),
        };
        vec![one]
    }

    /// Sets a part; titles get their capitals in English only.
    pub(super) fn formatted(&self, formatting: &Formatting, inner: Output) -> Output {
        let mut formatting = formatting.clone();
        if formatting.case == Some(Case::Title) && !self.is_english() {
            formatting.case = None;
        }
        Output::formatted(formatting, vec![inner])
    }

    fn is_english(&self) -> bool {
        let own = self.reference.item.text("language");
        let lang = own.as_deref().unwrap_or(self.locale.lang());
        lang.split(['-', '_']).next().is_some_and(|it| it.eq_ignore_ascii_case("en"))
    }

    /// A group is nothing where it asks for variables and none of them says anything.
    fn group(&mut self, nodes: &'a [Node], formatting: &Formatting, is_macro: bool) -> Output {
        let (asked, found) = (self.asked, self.found);
        let parts = self.nodes(nodes);
        let is_empty = self.asked != asked && self.found == found;
        if is_macro && parts.iter().any(|it| !it.is_null()) {
            self.count(true);
        }
        if is_empty { Output::Null } else { Output::formatted(formatting.clone(), parts) }
    }

    /// Counts a variable that is asked for.
    pub(super) fn count(&mut self, is_found: bool) {
        self.asked += 1;
        self.found += usize::from(is_found);
    }

    /// A variable of the entry that is not empty and has not stood for names.
    pub(super) fn peek(&self, name: &str) -> Option<&'a Value> {
        self.value(name).filter(|_| !self.gone.contains(name))
    }

    /// A variable of the entry that is not empty.
    fn value(&self, name: &str) -> Option<&'a Value> {
        let value = self.reference.item.values.get(name)?;
        let says = match value {
            Value::Text(rich) => !rich.0.is_empty(),
            Value::Names(names) => !names.is_empty(),
            Value::Date(When { parts, season, literal, .. }) => {
                !parts.is_empty() || season.is_some() || literal.is_some()
            }
        };
        says.then_some(value)
    }

    /// As [`Writer::peek`], and counts that it was asked for.
    pub(super) fn ask(&mut self, name: &str) -> Option<&'a Value> {
        let value = self.peek(name);
        self.count(value.is_some());
        value
    }

    /// The text of a variable; `None` where it is none.
    pub(super) fn text_of(&self, name: &str) -> Option<Rich> {
        match name {
            "citation-number" => return Some(Rich::text(&self.reference.number.to_string())),
            "first-reference-note-number" => {
                return self.reference.first_note.map(|it| Rich::text(&it.to_string()));
            }
            "page-first" if self.peek(name).is_none() => {
                let page = self.text_of("page")?.plain();
                return Some(Rich::text(page.split([',', ';', '-', '–', '&']).next().unwrap_or("").trim()));
            }
            _ => {}
        }
        match self.peek(name)? {
            Value::Text(rich) => Some(rich.clone()),
            Value::Names(_) | Value::Date(_) => None,
        }
    }

    fn ask_text(&mut self, name: &str) -> Option<Rich> {
        let text = self.text_of(name);
        self.count(text.is_some());
        text
    }

    fn variable(&mut self, name: &str, is_short: bool) -> Output {
        match name {
            "id" | "type" => {
                self.count(true);
                let item = self.reference.item;
                Output::text(if name == "id" { &item.key } else { &item.kind })
            }
            "locator" => self.locator(),
            "year-suffix" => {
                let suffix = self.reference.distinction.year_suffix;
                suffix.map_or(Output::Null, |it| Output::text(&letters(it)))
            }
            "citation-number" => {
                self.count(true);
                let number = self.reference.number;
                Output::text(&number.to_string()).tagged(Tag::CitationNumber(number))
            }
            "citation-label" => {
                self.count(true);
                let own = self.text_of(name).unwrap_or_else(|| Rich::text(&trigraph(self.reference.item)));
                let suffix = self.year_suffix();
                Output::grouped(vec![Output::Text(own), suffix])
            }
            "doi" | "pmcid" | "pmid" | "url" => self.identifier(name),
            _ => {
                let own = if is_short { self.ask_text(&short_of(name)) } else { None };
                let text = own.or_else(|| self.ask_text(name));
                let out = match text {
                    Some(text) if name == "page" => self.pages(&text.plain()),
                    Some(text) => Output::Text(text),
                    None => Output::Null,
                };
                self.substituted(name);
                if name == "title" && !out.is_null() {
                    self.used_title = true;
                    return out.tagged(Tag::Title);
                }
                out
            }
        }
    }

    /// What stands for names is not written again.
    fn substituted(&mut self, name: &str) {
        if self.scope.in_substitute {
            self.gone.insert(name.to_owned());
        }
    }

    fn identifier(&mut self, name: &str) -> Output {
        let text = self.ask_text(name);
        self.substituted(name);
        let Some(text) = text.map(|it| it.plain()) else { return Output::Null };
        self.used_identifier = true;
        let text = if name == "doi" { text.strip_prefix("10/").unwrap_or(&text) } else { &text };
        Output::Linked(address_of(name, text), vec![Output::text(text)])
    }

    fn locator(&mut self) -> Output {
        let locator = self.scope.locator.clone();
        self.count(locator.is_some());
        let Some(mut text) = locator else { return Output::Null };
        if let (true, Some(and)) =
            (text.contains('&'), self.locale.forms("and", Wanted::form(Form::Symbol)).next())
        {
            text = text.replace('&', &and.text);
        }
        let is_page = self.scope.label.as_deref().is_none_or(|it| it == "page");
        let out = if is_page { self.pages(&text) } else { self.range(&text) };
        out.tagged(Tag::Locator)
    }

    fn term(&mut self, name: &str, form: Form, plural: Option<bool>) -> Output {
        let text = self.locale.term(name, Wanted { form, plural, gender: None });
        let out = text.map_or(Output::Null, Output::text);
        let out = match name {
            "no date" if self.reference.distinction.year_suffix.is_some() => {
                let suffix = self.year_suffix();
                let space = if form == Form::Long { Output::text(" ") } else { Output::Null };
                let space = if suffix.is_null() { Output::Null } else { space };
                Output::grouped(vec![out, space, suffix])
            }
            _ => out,
        };
        if out.is_null() { out } else { out.tagged(Tag::Term(name.to_owned())) }
    }

    /// The letter after a year, at the first year of an entry.
    pub(super) fn year_suffix(&mut self) -> Output {
        let suffix = self.reference.distinction.year_suffix;
        match suffix.filter(|_| !self.style.has_year_suffix && !self.used_year_suffix) {
            Some(number) => {
                self.used_year_suffix = true;
                year_suffix(number)
            }
            None => Output::Null,
        }
    }

    pub(super) fn label(&mut self, label: &Label) -> Output {
        let term = self.label_term(label).map(str::to_owned);
        let mut formatting = label.formatting.clone();
        let ends = term.as_deref().is_some_and(|it| it.ends_with('.')) && !formatting.strips_periods;
        if let Some(rest) = formatting.suffix.as_deref().and_then(|it| it.strip_prefix('.'))
            && ends
        {
            // One full stop is enough.
            formatting.suffix = Some(rest.to_owned()).filter(|it| !it.is_empty());
        }
        Output::formatted(formatting, vec![term.map_or(Output::Null, |it| Output::text(&it))])
    }

    fn label_term(&self, label: &Label) -> Option<&str> {
        let variable = label.variable.as_str();
        let (name, many) = match (variable, &self.scope.locator) {
            ("locator", Some(locator)) => {
                let name = self.scope.label.as_deref().unwrap_or("page");
                (name, is_plural(variable, locator))
            }
            _ => {
                let asked = if variable == "editortranslator" { "editor" } else { variable };
                let many = match self.peek(asked) {
                    Some(Value::Names(names)) => names.len() > 1,
                    Some(Value::Date(_)) => false,
                    Some(Value::Text(_)) | None => is_plural(variable, &self.text_of(asked)?.plain()),
                };
                (variable, many)
            }
        };
        let plural = Some(label.plural.unwrap_or(many));
        self.locale.term(name, Wanted { form: label.form, plural, gender: None })
    }

    fn choose(&mut self, branches: &'a [Branch]) -> Vec<Output> {
        let holds = |branch: &&Branch| {
            let mut conditions = branch.conditions.iter();
            match branch.matching {
                Match::All => conditions.all(|it| self.holds(it)),
                Match::Any => conditions.any(|it| self.holds(it)),
                Match::None => !conditions.any(|it| self.holds(it)),
            }
        };
        match branches.iter().find(holds) {
            Some(branch) => self.nodes(&branch.nodes),
            None => Vec::new(),
        }
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Variable(name) if name == "locator" => self.scope.locator.is_some(),
            Condition::Variable(name) => self.value(name).is_some() || self.text_of(name).is_some(),
            Condition::Type(kinds) => kinds.contains(&self.reference.item.kind),
            Condition::Uncertain(name) => {
                matches!(self.value(name), Some(Value::Date(When { is_circa: true, .. })))
            }
            Condition::Numeric(name) if name == "locator" => {
                self.scope.locator.as_deref().is_some_and(is_numeric)
            }
            Condition::Numeric(name) => self.text_of(name).is_some_and(|it| is_numeric(&it.plain())),
            Condition::Locator(kind) => {
                let label = self.scope.label.as_deref().unwrap_or("page");
                self.scope.locator.is_some() && label.replace(' ', "-") == *kind
            }
            Condition::Position(position) => self.scope.positions.contains(position),
            Condition::Disambiguate => self.reference.distinction.is_asked,
        }
    }
}

fn short_of(name: &str) -> String {
    format!("{name}-short")
}

/// The letters of a work among those of a year: `a` to `z`, then `aa`.
fn letters(number: usize) -> String {
    let letter = |it: usize| char::from(b'a' + u8::try_from(it % 26).unwrap_or(0));
    let at = number.saturating_sub(1);
    match at / 26 {
        0 => letter(at).to_string(),
        high => [letter(high - 1), letter(at)].iter().collect(),
    }
}

fn year_suffix(number: usize) -> Output {
    Output::text(&letters(number)).tagged(Tag::YearSuffix(number))
}

/// The address of an identifier.
pub(super) fn address_of(name: &str, text: &str) -> String {
    if text.is_empty() || text.contains("://") {
        return text.to_owned();
    }
    let before = match name {
        "doi" => "https://doi.org/",
        "pmcid" => "https://www.ncbi.nlm.nih.gov/pmc/articles/",
        "pmid" => "https://www.ncbi.nlm.nih.gov/pubmed/",
        _ => "https://",
    };
    format!("{before}{text}")
}

/// Whether a number is of several: a range, or a list.
fn is_plural(variable: &str, text: &str) -> bool {
    if variable == "number-of-volumes" && text != "1" && text != "0" {
        return true;
    }
    let mut parts = text.trim().split(|it: char| matches!(it, ',' | ';' | '-' | '–') || it.is_whitespace());
    !text.contains("\\-") && parts.nth(1).is_some()
}

/// Whether a text is a number, or several: each of digits, with letters before or after them.
fn is_numeric(text: &str) -> bool {
    let is_number = |it: &str| {
        let digits = it.trim_start_matches(char::is_alphabetic).trim_end_matches(char::is_alphabetic);
        !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit())
    };
    text.split([',', '-', '&', '–']).map(str::trim).all(is_number)
}

/// A label from the authors' names and the year.
fn trigraph(item: &Item) -> String {
    let names =
        item.values.get("author").or_else(|| item.values.values().find(|it| matches!(it, Value::Names(_))));
    let mut label = match names {
        Some(Value::Names(names)) => {
            let letters = match names.len() {
                1 => 4,
                4.. => 1,
                _ => 2,
            };
            let short =
                |it: &Name| it.family.iter().flat_map(|it| it.chars().take(letters)).collect::<String>();
            names.iter().take(4).map(short).collect()
        }
        Some(Value::Text(_) | Value::Date(_)) | None => "Xyz".to_owned(),
    };
    if let Some(Value::Date(when)) = item.values.get("issued")
        && let Some(year) = when.parts.first().and_then(|it| it.first())
    {
        label.push_str(&format!("{:02}", year % 100));
    }
    label
}
