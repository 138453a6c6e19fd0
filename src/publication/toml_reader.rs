//! TOML into [`Value`]s.

use ::toml::Spanned;
use ::toml::de::{DeArray, DeTable, DeValue};

use crate::diag::{Diagnostic, Diagnostics};
use crate::publication::rules;
use crate::publication::value::{Entry, Value, ValueKind};
use crate::source::{Source, SourceId, Span};

/// The table that a whole TOML text is; `None` where it is no TOML, with a report of every place.
pub(super) fn read(id: SourceId, source: &Source, diags: &mut Diagnostics) -> Option<Value> {
    let text = source.text();
    let (table, errors) = DeTable::parse_recoverable(text);
    let whole = errors.is_empty();
    for error in errors {
        let span = Span::new(id, error.span().unwrap_or(0..0));
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let help = "write `key = \"value\"` below a `[section]`";
        diags.push(Diagnostic::new(&rules::BAD_SYNTAX, span, message).help(help));
    }
    whole.then(|| Value { kind: entries(id, table.get_ref()), span: Span::new(id, 0..text.len()) })
}

fn entries(id: SourceId, table: &DeTable<'_>) -> ValueKind {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Entry {
        key: AsRef::<str>::as_ref(key.get_ref()).to_owned(),
        key_span: Span::new(id, key.span()),
        value: convert(id, value),
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.key_span);
    ValueKind::Table(entries)
}

/// The depth is bounded: the reader of TOML refuses deep nesting.
fn convert(id: SourceId, value: &Spanned<DeValue<'_>>) -> Value {
    let kind = match value.get_ref() {
        DeValue::String(text) => ValueKind::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => ValueKind::Integer(number),
            Err(_) => ValueKind::Float(number.as_str().to_owned()),
        },
        DeValue::Float(number) => ValueKind::Float(number.as_str().to_owned()),
        DeValue::Boolean(flag) => ValueKind::Boolean(*flag),
        DeValue::Datetime(date) => ValueKind::Date(date.to_string()),
        DeValue::Array(array) => list(id, array),
        DeValue::Table(table) => entries(id, table),
    };
    Value { kind, span: Span::new(id, value.span()) }
}

fn list(id: SourceId, array: &DeArray<'_>) -> ValueKind {
    ValueKind::List(array.iter().map(|value| convert(id, value)).collect())
}
