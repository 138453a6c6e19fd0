//! The editions that a publication declares: the built-in formats, and those that it names.
//!
//! The families that a publication names for all its editions.

use crate::backend::{Backend, Registry};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::plan::rules::unknown_edition;
use crate::publication::messages::wrong_format;
use crate::publication::rules::{FaintColor, WRONG_VALUE, bad_color, faint_color, unknown_theme};
use crate::publication::value::{Entry, Value, ValueKind};
use crate::publication::{EDITIONS, FORMATS, OptionKey, Publication, Settings, Takes, is_file_name};
use crate::source::Span;
use crate::theme::{Color, Family, FamilyChoice, LEAST_CONTRAST, Theme, Themes};
use std::collections::BTreeMap;

/// The keys of every edition.
pub(super) const THEME: &str = "theme";
pub(super) const ACCENT: &str = "accent";
pub(super) const SECTION_NUMBERS: &str = "section-numbers";
pub(super) const FIGURE_NUMBERS: &str = "figure-numbers";
pub(super) const TABLE_NUMBERS: &str = "table-numbers";
pub(super) const LISTING_NUMBERS: &str = "listing-numbers";
pub(super) const COMMON: [OptionKey; 6] = [
    OptionKey { name: THEME, takes: Takes::Text, summary: "The theme of this edition." },
    OptionKey { name: ACCENT, takes: Takes::Text, summary: "The brand colour of this edition." },
    OptionKey { name: SECTION_NUMBERS, takes: Takes::Flag, summary: "Whether sections are numbered." },
    OptionKey { name: FIGURE_NUMBERS, takes: Takes::Flag, summary: "Whether figures are numbered." },
    OptionKey { name: TABLE_NUMBERS, takes: Takes::Flag, summary: "Whether tables are numbered." },
    OptionKey { name: LISTING_NUMBERS, takes: Takes::Flag, summary: "Whether listings are numbered." },
];

/// The key that gives the format of a named edition.
pub(super) const FORMAT: &str = "format";

/// An edition as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) format: String,
    /// The options of its format, theme and accent, each over those of the publication.
    pub(super) settings: Settings,
}

/// The editions of a publication, in order: the built-in formats, then the named ones.
pub(super) fn declared(
    publication: &Publication,
    registry: &Registry,
    themes: &Themes,
    diags: &mut Diagnostics,
) -> Vec<Declared> {
    let mut reader =
        Reader { publication, registry, themes, diags, by_format: BTreeMap::new(), editions: Vec::new() };
    for table in publication.tables.iter().filter(|it| it.key != EDITIONS) {
        reader.read_format(table);
    }
    for format in registry.iter().map(Backend::id).filter(|it| FORMATS.contains(it)) {
        reader.add(format, format);
    }
    for table in publication.tables.iter().filter(|it| it.key == EDITIONS) {
        for entry in table.value.as_table().unwrap_or_default() {
            reader.read_edition(entry);
        }
    }
    reader.restrict();
    reader.check();
    reader.editions
}

struct Reader<'a> {
    publication: &'a Publication,
    registry: &'a Registry,
    themes: &'a Themes,
    diags: &'a mut Diagnostics,
    /// The options of `[pdf]` and the like.
    by_format: BTreeMap<String, Settings>,
    editions: Vec<Declared>,
}

impl Reader<'_> {
    /// Reads the options that all editions of a format have.
    fn read_format(&mut self, table: &Entry) {
        let Some(backend) = self.registry.get(&table.key) else { return };
        let entries: Vec<&Entry> = table.value.as_table().unwrap_or_default().iter().collect();
        let settings = self.by_format.entry(table.key.clone()).or_default();
        read(backend, settings, &table.key, &entries, self.diags);
    }

    /// Adds an edition with the options of its publication and its format.
    fn add(&mut self, name: &str, format: &str) {
        let mut settings = Settings::default();
        for (key, value) in [(THEME, &self.publication.theme), (ACCENT, &self.publication.accent)] {
            if let Some(text) = value {
                settings.set_at(key, text, self.publication.place_of(key));
            }
        }
        settings.lay_over(self.by_format.get(format).unwrap_or(&Settings::default()));
        self.editions.push(Declared { name: name.to_owned(), format: format.to_owned(), settings });
    }

    /// Reads `NAME = false` and `[editions.NAME]`.
    fn read_edition(&mut self, entry: &Entry) {
        let name = entry.key.as_str();
        if let Some(flag) = entry.value.as_flag() {
            if !flag {
                self.editions.retain(|it| it.name != name);
            } else if !self.editions.iter().any(|it| it.name == name) {
                self.diags.push(unknown_edition(name, entry.key_span, &self.names()));
            }
            return;
        }
        let Some(entries) = entry.value.as_table() else {
            let message = format!("an edition is a table of options or `false`, not {}", entry.value.noun());
            self.diags.push(Diagnostic::new(&WRONG_VALUE, entry.value.span, message));
            return;
        };
        if !is_file_name(name) {
            let message = format!("`{name}` cannot be the name of an edition");
            let help = "use letters, digits, `-`, `_` and `.`: the name is part of the file's name";
            self.diags.push(Diagnostic::new(&WRONG_VALUE, entry.key_span, message).help(help));
            return;
        }
        let known = self.editions.iter().position(|it| it.name == name);
        let Some(format) = self.format(entry, known) else { return };
        let at = known.unwrap_or_else(|| {
            self.add(name, &format);
            self.editions.len() - 1
        });
        let options: Vec<&Entry> = entries.iter().filter(|it| it.key != FORMAT).collect();
        if let Some(backend) = self.registry.get(&format) {
            let section = format!("{EDITIONS}.{name}");
            read(backend, &mut self.editions[at].settings, &section, &options, self.diags);
        }
    }

    /// The format of a named edition; `None` where that is not known, which is reported.
    fn format(&mut self, entry: &Entry, known: Option<usize>) -> Option<String> {
        let own = known.map(|at| self.editions[at].format.clone());
        let given = entry.value.as_table()?.iter().find(|it| it.key == FORMAT).map(|it| &it.value);
        let fits = |format: &String| {
            self.registry.get(format).is_some() && own.as_ref().is_none_or(|own| own == format)
        };
        let format = match given {
            Some(value) => value.as_name().filter(fits),
            None => own.clone().or_else(|| Some(entry.key.clone()).filter(fits)),
        };
        if format.is_none() {
            let nothing = Value { kind: ValueKind::Null, span: entry.key_span };
            let formats: Vec<&str> = match &own {
                Some(own) => vec![own.as_str()],
                None => self.registry.iter().map(Backend::id).collect(),
            };
            self.diags.push(wrong_format(given.unwrap_or(&nothing), &formats));
        }
        format
    }

    /// Keeps the editions that the publication lists, where it lists any.
    fn restrict(&mut self) {
        let listed = &self.publication.editions;
        for name in listed.iter().filter(|it| !self.editions.iter().any(|own| own.name == it.text)) {
            self.diags.push(unknown_edition(&name.text, name.span, &self.names()));
        }
        self.editions.retain(|it| listed.is_empty() || listed.iter().any(|name| name.text == it.name));
    }

    fn names(&self) -> Vec<&str> {
        self.editions.iter().map(|it| it.name.as_str()).collect()
    }

    /// Reports values that are of the right type and name nothing that there is. Each is reported once: editions share
    /// those of their publication.
    fn check(&mut self) {
        let whole = self.publication.meta.span;
        // Without a manifest it is front matter that names the theme, and it may mean one of another tool.
        let severity = if self.publication.chapters.is_empty() { Severity::Warning } else { Severity::Error };
        let mut found = Diagnostics::new();
        for Declared { format, settings, .. } in &mut self.editions {
            let mut own = Diagnostics::new();
            check_design(settings, self.themes, (whole, severity), &mut own);
            if let Some(backend) = self.registry.get(format) {
                backend.check(settings, whole, &mut own);
            }
            found.append_new(own);
        }
        self.diags.append(found);
    }
}

/// Reads the options of a backend, and those that all have.
fn read(
    backend: &dyn Backend,
    settings: &mut Settings,
    section: &str,
    entries: &[&Entry],
    diags: &mut Diagnostics,
) {
    match backend.options() {
        Some(own) => {
            let keys: Vec<OptionKey> = own.iter().chain(&COMMON).copied().collect();
            settings.read(&keys, section, entries, diags);
        }
        None => settings.read_any(entries),
    }
}

/// Reports a theme that does not exist, a colour that is none or is hard to read. What cannot be used is taken out.
fn check_design(
    settings: &mut Settings,
    themes: &Themes,
    (whole, severity): (Span, Severity),
    diags: &mut Diagnostics,
) {
    let span = |settings: &Settings, name: &str| settings.span(name).unwrap_or(whole);
    if let Some(name) = settings.text(THEME).filter(|it| themes.get(it).is_none()) {
        // Why a file could not be read has been said.
        if !Themes::is_file(name) {
            let found = unknown_theme(name, span(settings, THEME), &Theme::NAMES);
            diags.push(Diagnostic { severity, ..found });
        }
        settings.remove(THEME);
    }
    let theme = settings.text(THEME).map_or_else(Theme::classic, |it| themes.get_or_default(it));
    let Some(text) = settings.text(ACCENT) else { return };
    let Some(color) = Color::from_hex(text) else {
        diags.push(bad_color(text, span(settings, ACCENT)));
        settings.remove(ACCENT);
        return;
    };
    let contrast = theme.light.contrast(color);
    if contrast < LEAST_CONTRAST {
        let used = theme.light.with_accent(color).accent.to_string();
        diags.push(faint_color(&FaintColor { given: text, contrast, used: &used }, span(settings, ACCENT)));
    }
}

/// The families of a publication: those of `[fonts]`, else those that `[pdf]` names.
pub(super) fn families(publication: &Publication) -> FamilyChoice {
    let fonts = &publication.fonts;
    let name = |own: &Option<String>, family| {
        own.clone().or_else(|| of_pdf(publication, family).and_then(Value::as_name))
    };
    FamilyChoice {
        serif: name(&fonts.serif, Family::Serif),
        sans: name(&fonts.sans, Family::Sans),
        mono: name(&fonts.mono, Family::Mono),
    }
}

/// Where a publication names a family; that of its theme where it names none.
pub fn family_place(publication: &Publication, family: Family) -> Span {
    let own = match family {
        Family::Serif => "serif",
        Family::Sans => "sans",
        Family::Mono => "mono",
    };
    let place = publication.places.get(own).copied();
    let place = place.or_else(|| of_pdf(publication, family).map(|it| it.span));
    place.unwrap_or_else(|| publication.place_of("theme"))
}

/// The value of a key of `[pdf]`, the last where there are several.
fn of_pdf(publication: &Publication, family: Family) -> Option<&Value> {
    let key = match family {
        Family::Serif => "serif-font",
        Family::Sans => "sans-font",
        Family::Mono => "mono-font",
    };
    let tables = publication.tables.iter().filter(|it| it.key == "pdf");
    let mut entries = tables.flat_map(|it| it.value.as_table().unwrap_or_default());
    entries.rfind(|it| it.key == key).map(|it| &it.value)
}
