//! The manifest of an imported source.

use crate::document::{Date, Meta};

/// What a manifest says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) date: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) description: Option<String>,
    pub(super) subjects: Vec<String>,
    pub(super) chapters: Vec<String>,
}

impl Manifest {
    /// What metadata says.
    pub(super) fn of(meta: &Meta) -> Manifest {
        Manifest {
            title: meta.title.clone(),
            subtitle: meta.subtitle.clone(),
            authors: meta.authors().map(str::to_owned).collect(),
            language: Some(meta.lang.to_string()).filter(|it| it != "und"),
            date: meta.date.map(Date::to_iso),
            rights: meta.rights.clone(),
            description: meta.description.clone(),
            subjects: meta.subjects.clone(),
            chapters: Vec::new(),
        }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("[publication]\n");
        let mut line = |key: &str, value: Option<&str>| {
            if let Some(value) = value.map(str::trim).filter(|it| !it.is_empty()) {
                text.push_str(&format!("{key} = {}\n", string(value)));
            }
        };
        line("title", Some(&self.title));
        line("subtitle", self.subtitle.as_deref());
        line("language", self.language.as_deref());
        line("date", self.date.as_deref());
        line("rights", self.rights.as_deref());
        line("description", self.description.as_deref());
        for (key, list) in [("authors", &self.authors), ("subjects", &self.subjects)] {
            if !list.is_empty() {
                let list: Vec<String> = list.iter().map(|it| string(it)).collect();
                text.push_str(&format!("{key} = [{}]\n", list.join(", ")));
            }
        }
        let chapters: String = self.chapters.iter().map(|it| format!("  {},\n", string(it))).collect();
        text.push_str(&format!("chapters = [\n{chapters}]\n"));
        text
    }
}

/// A basic string of TOML (TOML 1.0, String), on one line.
fn string(text: &str) -> String {
    let mut quoted = String::from('"');
    for it in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match it {
            '"' | '\\' => quoted.extend(['\\', it]),
            _ if it.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(it))),
            _ => quoted.push(it),
        }
    }
    quoted + "\""
}
