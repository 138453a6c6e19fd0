//! The messages for keys and values that cannot be read.

use crate::diag::Diagnostic;
use crate::publication::value::{Entry, Value};
use crate::publication::{nearest, rules};

/// A key that is none of those of its section; `names` has their other names too.
pub(crate) fn unknown_key(entry: &Entry, section: &str, own: &[&str], names: &[&str]) -> Diagnostic {
    let help = match nearest(&entry.key, names) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("the keys of `{section}` are {}", list(own)),
    };
    Diagnostic::new(&rules::UNKNOWN_KEY, entry.key_span, format!("unknown key `{}`", entry.key)).help(help)
}

/// A key that is there twice.
pub(super) fn duplicate_key(entry: &Entry, first: &Entry) -> Diagnostic {
    let message = format!("duplicate key `{}`", entry.key);
    Diagnostic::new(&rules::DUPLICATE_KEY, entry.key_span, message)
        .also(first.key_span, "first here")
        .help("remove one of them")
}

/// A value that its key does not take.
pub(crate) fn wrong_value(name: &str, value: &Value, takes: &str) -> Diagnostic {
    let message = format!("`{name}` cannot be {}", describe(value));
    Diagnostic::new(&rules::WRONG_VALUE, value.span, message).help(format!("use {takes}"))
}

/// The value for a message: what was written where that is short, its kind otherwise.
fn describe(value: &Value) -> String {
    match (value.as_text(), value.as_integer()) {
        (Some(text), _) if text.trim().is_empty() => "empty".to_owned(),
        (Some(text), _) if text.chars().count() <= 40 => format!("`{text}`"),
        (None, Some(number)) => format!("`{number}`"),
        _ => value.noun().to_owned(),
    }
}

/// Names in a row.
pub(super) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The diagnostic of a format that there is not, with those that there are.
pub(crate) fn wrong_format(value: &Value, formats: &[&str]) -> Diagnostic {
    wrong_value("format", value, &list(formats))
}
