//! Names, and lists of them (CSL 1.0.2, names).

use crate::resolve::citations::csl::eval::{Hint, Writer};
use crate::resolve::citations::csl::initials::initials;
use crate::resolve::citations::csl::locale::Wanted;
use crate::resolve::citations::csl::output::{Output, Tag};
use crate::resolve::citations::csl::style::Demote;
use crate::resolve::citations::csl::types::Form;
use crate::resolve::citations::csl::types::{
    Formatting, Label, NameNode, NameOptions, NamesFormat, NamesNode, Node, Position,
};
use crate::resolve::citations::item::{Name, Value};

impl<'a> Writer<'a> {
    pub(super) fn names(&mut self, node: &'a NamesNode, formatting: &Formatting) -> Output {
        let format = self.names_format(&node.format);
        let mut formatting = formatting.clone();
        if formatting.delimiter.is_none() {
            let options = &self.scope.options;
            formatting.delimiter = options.names_delimiter.clone().or_else(|| options.delimiter.clone());
        }
        let variables = self.contributors(node, &format);
        let values: Vec<(&str, Option<&'a [Name]>)> = variables
            .iter()
            .map(|it| {
                let asked = if it == "editortranslator" { "editor" } else { it };
                let names = match self.ask(asked) {
                    Some(Value::Names(names)) => Some(names.as_slice()),
                    Some(Value::Text(_) | Value::Date(_)) | None => None,
                };
                (it.as_str(), names)
            })
            .collect();
        if values.iter().all(|it| it.1.is_none()) {
            return self.substitute(&node.substitutes, format, formatting);
        }
        let name = format.name.clone().unwrap_or_default();
        let options = name.options.clone().or(&self.scope.options);
        let mut list = NameList {
            format: &format,
            formatting: name.formatting.clone().or(&formatting.inner()),
            name,
            options,
        };
        let is_count = list.options.form.as_deref() == Some("count");
        let mut parts = Vec::new();
        let mut count = 0;
        for (variable, names) in &values {
            let Some(names) = names else { continue };
            let part = self.name_list(&mut list, variable, names);
            part.visit(&mut |it| count += usize::from(matches!(it, Output::Tagged(Tag::Name(_), _))));
            parts.push(part);
        }
        if self.scope.in_substitute {
            self.gone.extend(values.iter().filter(|it| it.1.is_some()).map(|it| it.0.to_owned()));
        }
        if is_count {
            return Output::text(&count.to_string());
        }
        let outer = Formatting { delimiter: formatting.delimiter.clone(), ..formatting.affixes() };
        Output::formatted(outer, parts)
    }

    /// The format of names here; within what stands for others, theirs where it says nothing itself.
    fn names_format(&self, own: &NamesFormat) -> NamesFormat {
        let Some(outer) = &self.scope.substitute_format else { return own.clone() };
        let label = own.label.clone().or_else(|| outer.label.clone());
        let has_both = own.name.is_some() && own.label.is_some();
        NamesFormat {
            label: label.filter(|_| !self.scope.in_sort_key),
            is_label_first: if has_both { own.is_label_first } else { outer.is_label_first },
            et_al: own.et_al.clone().or_else(|| outer.et_al.clone()),
            name: own.name.clone().or_else(|| outer.name.clone()),
        }
    }

    /// The variables to write: editors who are the translators as well are named once.
    fn contributors(&mut self, node: &NamesNode, format: &NamesFormat) -> Vec<String> {
        let has = |name: &str| node.variables.iter().any(|it| it == name);
        if has("editor") && has("translator") {
            let form = format.label.as_ref().map_or(Form::Long, |it| it.form);
            let (editor, translator) = (self.ask("editor"), self.ask("translator"));
            let term = self.locale.term("editortranslator", Wanted::form(form));
            if editor == translator && term.is_some() {
                let others =
                    node.variables.iter().filter(|it| *it != "editor" && *it != "translator").cloned();
                return ["editortranslator".to_owned()].into_iter().chain(others).collect();
            }
        }
        node.variables.clone()
    }

    /// What stands for names that are not there.
    fn substitute(&mut self, nodes: &'a [Node], format: NamesFormat, formatting: Formatting) -> Output {
        if nodes.is_empty() || self.scope.in_substitute {
            return Output::Null;
        }
        let outer = self.scope.clone();
        self.scope.in_substitute = true;
        self.scope.substitute_format = Some(format);
        let mut found = Vec::new();
        for node in nodes {
            found = self.node(node);
            found.retain(|it| !it.is_null());
            if !found.is_empty() {
                break;
            }
        }
        self.scope.in_substitute = outer.in_substitute;
        self.scope.substitute_format = outer.substitute_format;
        match found.first() {
            Some(Output::Tagged(Tag::Names(..), _)) => Output::formatted(formatting, found),
            // A title that stands for names is what works are told apart by.
            Some(_) => {
                let names = Output::grouped(found).tagged(Tag::Names(String::new(), Vec::new()));
                Output::formatted(formatting, vec![names])
            }
            None => Output::Null,
        }
    }

    fn name_list(&mut self, list: &mut NameList<'_>, variable: &str, names: &[Name]) -> Output {
        let written: Vec<Output> = names.iter().enumerate().map(|(at, it)| self.name(list, at, it)).collect();
        let label = match &list.format.label {
            Some(label) if !self.scope.in_sort_key => {
                let label = Label { variable: variable.to_owned(), ..label.clone() };
                self.label(&label)
            }
            _ => Output::Null,
        };
        let cut = self.et_al_from(list, names);
        let is_others = names.last().is_some_and(|it| it.literal.as_deref() == Some("others"));
        let delimiters = self.delimiters(list, names.len(), cut);
        let mut parts = delimiters.join(self, list, written, is_others);
        if list.format.is_label_first {
            parts.insert(0, label);
        } else {
            parts.push(label);
        }
        Output::grouped(parts).tagged(Tag::Names(variable.to_owned(), names.to_vec()))
    }

    /// How many names are written before the others are left out; `None` where all are.
    fn et_al_from(&self, list: &NameList<'_>, names: &[Name]) -> Option<usize> {
        let options = &list.options;
        let is_subsequent =
            !self.scope.in_bibliography && self.scope.positions.contains(&Position::Subsequent);
        let later = |it: Option<usize>| it.filter(|_| is_subsequent);
        let min = later(options.subsequent_min).or(options.et_al_min)?;
        let first = later(options.subsequent_use_first).or(options.et_al_use_first);
        let is_others = names.last().is_some_and(|it| it.literal.as_deref() == Some("others"));
        if names.len() >= min {
            match (self.reference.distinction.et_al_names, first) {
                (Some(added), Some(first)) => Some(first.max(added)),
                (_, first) => first,
            }
        } else {
            is_others.then(|| names.len() - 1)
        }
    }

    fn delimiters(&self, list: &NameList<'_>, count: usize, cut: Option<usize>) -> Delimiters {
        let options = &list.options;
        let formatting = &list.formatting;
        let starts = |it: &Option<String>| it.as_ref().is_some_and(|it| it.starts_with(' '));
        let ends = |it: &Option<String>| it.as_ref().is_some_and(|it| it.ends_with(' '));
        let mut delimiter = options.delimiter.clone().unwrap_or_else(|| ", ".to_owned());
        if starts(&formatting.suffix) {
            delimiter = delimiter.trim_start().to_owned();
        }
        if ends(&formatting.prefix) {
            delimiter = delimiter.trim_end().to_owned();
        }
        let and = match options.and.as_deref() {
            Some("symbol") => {
                let symbol = self.locale.forms("and", Wanted::form(Form::Symbol)).next();
                Some(symbol.map_or_else(|| "&".to_owned(), |it| it.text.clone()))
            }
            Some("text") => {
                self.locale.forms("and", Wanted::form(Form::Long)).next().map(|it| it.text.clone())
            }
            _ => None,
        };
        let inverted = |few: bool| match options.sort_order.as_deref() {
            Some("all") => true,
            Some("first") => few,
            _ => false,
        };
        let before_last = match options.precedes_last.as_deref() {
            _ if and.is_none() => true,
            Some("always") => true,
            Some("never") => false,
            Some("after-inverted-name") => inverted(count < 3),
            _ => count > 2,
        };
        let before_others = match options.precedes_et_al.as_deref() {
            Some("always") => true,
            Some("never") => false,
            Some("after-inverted-name") => inverted(cut < Some(2)),
            _ => count > 2 && cut > Some(1),
        };
        let before_last = if before_last { delimiter.clone() } else { String::new() };
        let space_before = match before_last.as_str() {
            "" if ends(&formatting.suffix) => "",
            it if it.ends_with(' ') => "",
            _ => " ",
        };
        let space_after = if starts(&formatting.prefix) { "" } else { " " };
        let before_et_al = if before_others {
            delimiter.clone()
        } else if ends(&formatting.suffix) {
            String::new()
        } else {
            " ".to_owned()
        };
        let last = match and {
            Some(and) => format!("{before_last}{space_before}{and}{space_after}"),
            None => before_last,
        };
        Delimiters { delimiter, last, before_et_al, cut, uses_last: options.uses_last == Some(true) }
    }

    /// One name.
    fn name(&self, list: &NameList<'_>, at: usize, name: &Name) -> Output {
        let mut options = list.options.clone();
        let is_primary = at == 0;
        match self.reference.distinction.hints.get(name) {
            Some(Hint::Initials) => options.form = None,
            Some(Hint::InitialsIfPrimary) if is_primary => options.form = None,
            Some(Hint::Given) => (options.form, options.initialize) = (None, Some(false)),
            Some(Hint::GivenIfPrimary) if is_primary => {
                (options.form, options.initialize) = (None, Some(false));
            }
            Some(Hint::InitialsIfPrimary | Hint::GivenIfPrimary) | None => {}
        }
        let out = match &name.literal {
            Some(literal) => {
                let own = Output::text(literal);
                let inner = match &list.name.family {
                    Some(formatting) => Output::Formatted(formatting.clone(), vec![own]),
                    None => own,
                };
                Output::formatted(list.formatting.clone(), vec![inner])
            }
            None => {
                let parts = NameParts::new(self, list, &options, name);
                Output::formatted(list.formatting.clone(), vec![parts.arranged(self, &options, is_primary)])
            }
        };
        out.tagged(Tag::Name(name.clone()))
    }
}

/// How the names of a variable are set.
struct NameList<'f> {
    format: &'f NamesFormat,
    name: NameNode,
    options: NameOptions,
    formatting: Formatting,
}

/// What goes between names.
struct Delimiters {
    delimiter: String,
    last: String,
    before_et_al: String,
    cut: Option<usize>,
    uses_last: bool,
}

impl Delimiters {
    fn join(
        &self,
        writer: &Writer<'_>,
        list: &NameList<'_>,
        names: Vec<Output>,
        is_others: bool,
    ) -> Vec<Output> {
        let count = names.len();
        // `and others` of BibTeX always stands for others.
        let cut = self.cut.or_else(|| (is_others && count > 1).then(|| count - 1));
        if cut == Some(0) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            let is_last = at + 1 == count;
            let is_sorted = writer.scope.in_sort_key;
            out.push(match cut {
                _ if at == 0 => name,
                Some(cut) if is_last && self.uses_last && at >= cut && !is_others => {
                    if at > cut {
                        name
                    } else {
                        Output::grouped(vec![self.et_al(writer, list, false), name])
                    }
                }
                Some(cut) if at > cut => Output::Null,
                Some(cut) if at == cut => {
                    if is_sorted {
                        Output::Null
                    } else {
                        self.et_al(writer, list, is_others)
                    }
                }
                _ if is_sorted => name,
                _ if is_last => Output::formatted(Formatting::prefixed(self.last.as_str()), vec![name]),
                _ => Output::formatted(Formatting::prefixed(self.delimiter.as_str()), vec![name]),
            });
        }
        out
    }

    /// What stands for the names that are left out.
    fn et_al(&self, writer: &Writer<'_>, list: &NameList<'_>, is_others: bool) -> Output {
        let term = |name: &str| {
            writer.locale.term(name, Wanted::form(Form::Long)).map_or(Output::Null, Output::text)
        };
        match &list.format.et_al {
            Some((name, formatting)) => {
                let own = formatting.prefix.as_deref().unwrap_or("");
                let prefix = format!("{}{own}", self.before_et_al).replace("  ", " ");
                writer.formatted(&Formatting { prefix: Some(prefix), ..formatting.clone() }, term(name))
            }
            None => {
                let formatting = Formatting::prefixed(self.before_et_al.as_str());
                let has_last = self.uses_last && !is_others;
                let inner = if has_last { Output::text("… ") } else { term("et-al") };
                Output::formatted(formatting, vec![inner])
            }
        }
    }
}

/// The parts of a name, each set as it is to be.
struct NameParts {
    family: Output,
    given: Output,
    dropping: Output,
    non_dropping: Output,
    suffix: Output,
    family_affixes: Formatting,
    given_affixes: Formatting,
    is_spaced: bool,
    has_comma: bool,
}

impl NameParts {
    fn new(writer: &Writer<'_>, list: &NameList<'_>, options: &NameOptions, name: &Name) -> NameParts {
        let style = writer.style;
        let set = |formatting: &Option<Formatting>, text: Option<&str>| {
            let inner = formatting.as_ref().map(Formatting::part).unwrap_or_default();
            text.map_or(Output::Null, |it| Output::formatted(inner, vec![Output::text(it)]))
        };
        let given = name.given.as_deref().map(|it| match (&options.initialize_with, &name.family) {
            (Some(with), Some(_)) => {
                initials(it, options.initialize != Some(false), style.initializes_with_hyphen, with)
            }
            _ => it.to_owned(),
        });
        let (family_format, given_format) = (&list.name.family, &list.name.given);
        let affixes = |it: &Option<Formatting>| it.as_ref().map(Formatting::affixes).unwrap_or_default();
        NameParts {
            family: set(family_format, name.family.as_deref()),
            given: set(given_format, given.as_deref()),
            dropping: set(given_format, name.dropping.as_deref()),
            non_dropping: set(family_format, name.non_dropping.as_deref()),
            suffix: name.suffix.as_deref().map_or(Output::Null, Output::text),
            family_affixes: affixes(family_format),
            given_affixes: affixes(given_format),
            is_spaced: name.is_spaced(),
            has_comma: name.has_comma,
        }
    }

    /// The parts in the order in which they are written.
    fn arranged(self, writer: &Writer<'_>, options: &NameOptions, is_primary: bool) -> Output {
        let is_short = options.form.as_deref() == Some("short");
        if options.form.as_deref() == Some("count") {
            return Output::Null;
        }
        let spaced = |one, other| beside(one, other, self.is_spaced);
        let family = |parts| Output::formatted(self.family_affixes.clone(), vec![parts]);
        let given = |parts| Output::formatted(self.given_affixes.clone(), vec![parts]);
        if !self.is_spaced {
            let own = family(self.family.clone());
            return if is_short { own } else { Output::grouped(vec![own, given(self.given.clone())]) };
        }
        if is_short {
            return family(spaced(self.non_dropping.clone(), self.family.clone()));
        }
        let is_inverted = writer.scope.in_sort_key
            || match options.sort_order.as_deref() {
                Some("all") => true,
                Some("first") => is_primary,
                _ => false,
            };
        let separator = options.sort_separator.as_deref().unwrap_or(", ");
        let apart = |one, other| separated(one, other, separator);
        let (non_dropping, dropping) = (self.non_dropping.clone(), self.dropping.clone());
        let (own_family, own_given) = (self.family.clone(), self.given.clone());
        if !is_inverted {
            let particles = spaced(dropping, spaced(non_dropping, own_family));
            let whole = if self.has_comma {
                apart(particles, self.suffix.clone())
            } else {
                spaced(particles, self.suffix.clone())
            };
            return spaced(given(own_given), family(whole));
        }
        let demotes = match writer.style.demote {
            Demote::Never => false,
            Demote::SortOnly => writer.scope.in_sort_key,
            Demote::DisplayAndSort => true,
        };
        let (first, second) = if demotes {
            (own_family, spaced(own_given, spaced(dropping, non_dropping)))
        } else {
            (spaced(non_dropping, own_family), spaced(own_given, dropping))
        };
        apart(family(first), apart(given(second), self.suffix.clone()))
    }
}

impl Formatting {
    /// The formatting of a part of a name, without prefix and suffix.
    fn part(&self) -> Formatting {
        Formatting { prefix: None, suffix: None, ..self.clone() }
    }
}

/// Two parts with a space between them, but after an apostrophe or a hyphen.
fn beside(one: Output, other: Output, is_spaced: bool) -> Output {
    if one.is_null() || other.is_null() {
        return if one.is_null() { other } else { one };
    }
    let space = Some(" ".to_owned());
    let delimiter = match &one {
        Output::Text(rich)
            if rich.last().is_some_and(|it| matches!(it, '’' | '\'' | '-' | '–' | '\u{a0}')) =>
        {
            None
        }
        Output::Text(_) if !is_spaced => None,
        Output::Formatted(formatting, _)
            if formatting.suffix.as_ref().is_some_and(|it| it.ends_with(' ')) =>
        {
            None
        }
        Output::Text(_)
        | Output::Formatted(..)
        | Output::Null
        | Output::Linked(..)
        | Output::Tagged(..)
        | Output::InNote(_) => space,
    };
    Output::formatted(Formatting::delimited(delimiter), vec![one, other])
}

fn separated(one: Output, other: Output, separator: &str) -> Output {
    if one.is_null() || other.is_null() {
        return if one.is_null() { other } else { one };
    }
    Output::formatted(Formatting::delimited(Some(separator.to_owned())), vec![one, other])
}
