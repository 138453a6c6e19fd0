//! Themes as files: a built-in one, and one of the publication that extends it.
//!
//! In reading order:
//!
//! - [`keys`]: the registry of keys
//! - `read`: values of a file by that registry
//! - `contrast`: colours that can be read
//! - [`mod@schema`]: the registry as JSON Schema

mod contrast;
pub mod keys;
mod read;
pub mod schema;

use std::collections::BTreeMap;

use toml::{Table, Value as Toml};

use crate::diag::Diagnostics;
use crate::publication::rules::unknown_theme;
use crate::publication::toml_value;
use crate::publication::value::{Entry, Value};
use crate::source::{SourceId, Sources, Span};
use crate::theme::file::keys::{EXTENDS, KEYS};
use crate::theme::overlay::{lay_over, whole};
use crate::theme::{Palette, Theme};

/// The themes of a build: the built-in ones, and the files that were read, by their paths.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    files: BTreeMap<String, Theme>,
}

impl Themes {
    /// Whether a theme of this name would be a file.
    pub fn is_file(name: &str) -> bool {
        name.ends_with(".toml")
    }

    /// Adds the theme of a file.
    pub fn add(&mut self, path: &str, theme: Theme) {
        self.files.insert(path.to_owned(), theme);
    }

    /// Whether the file at a path was read.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The theme of a name or path; `None` for an unknown name.
    pub fn get(&self, name: &str) -> Option<Theme> {
        self.files.get(name).cloned().or_else(|| Theme::named(name))
    }

    /// The theme of a name or path; the default for an unknown name.
    pub fn get_or_default(&self, name: &str) -> Theme {
        self.get(name).unwrap_or_else(Theme::classic)
    }
}

/// The theme of a file that is among the sources. What is wrong is reported, and then not taken; `name` is that of the
/// theme where the file gives none.
pub fn theme(sources: &Sources, id: SourceId, name: &str, diags: &mut Diagnostics) -> Option<Theme> {
    let span = Span::new(id, 0..sources.get(id)?.text().len());
    let value = toml_value(sources, span, diags)?;
    let entries = value.as_table().unwrap_or_default();
    let mut own = read::table(entries, KEYS, "the theme", diags);
    own.entry("name").or_insert_with(|| Toml::from(name));
    let base = own.remove(EXTENDS);
    let base = base.as_ref().and_then(Toml::as_str).unwrap_or(Theme::NAMES[0]);
    let mut values = built_in(base).unwrap_or_else(|| {
        diags.push(unknown_theme(base, place(entries, &[EXTENDS]).unwrap_or(span), &Theme::NAMES));
        built_in(Theme::NAMES[0]).unwrap_or_default()
    });
    lay_over(&mut values, own);
    let mut theme: Theme = values.try_into().ok()?;
    let has = |path: &[&str]| place(entries, path).is_some();
    follow_accent(&mut theme, &has);
    if (has(&["page", "sizes"]) || has(&["page", "character"])) && !has(&["page", "face"]) {
        theme.page.face.clone_from(&theme.families.serif);
    }
    let mut at = |path: &[&str]| place(entries, path).unwrap_or(span.start_point());
    contrast::ensure(&mut theme, &mut at, diags);
    Some(theme)
}

/// The values of a built-in theme.
fn built_in(name: &str) -> Option<Table> {
    whole(name, &Theme::file)
}

/// The place of the value at a path of keys.
fn place(entries: &[Entry], path: &[&str]) -> Option<Span> {
    let (first, rest) = path.split_first()?;
    let value: &Value = &entries.iter().find(|it| it.key == *first)?.value;
    if rest.is_empty() { Some(value.span) } else { place(value.as_table()?, rest) }
}

/// A brand colour alone is that of links as well, and of dark mode in a lighter shade, as with the key `accent`.
fn follow_accent(theme: &mut Theme, has: &dyn Fn(&[&str]) -> bool) {
    let accent = theme.light.accent;
    if has(&["light", "accent"]) {
        if !has(&["light", "link"]) {
            theme.light.link = accent;
        }
        if !has(&["dark", "accent"]) {
            let Palette { accent, .. } = theme.dark.with_accent(accent);
            theme.dark.accent = accent;
            if !has(&["dark", "link"]) {
                theme.dark.link = accent;
            }
        }
    }
    if has(&["dark", "accent"]) && !has(&["dark", "link"]) {
        theme.dark.link = theme.dark.accent;
    }
}

#[cfg(test)]
mod tests;
