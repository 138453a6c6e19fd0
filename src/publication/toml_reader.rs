//! TOML into [`Value`]s.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeArray, DeTable, DeValue};

use crate::diag::{Diagnostic, Diagnostics};
use crate::publication::rules;
use crate::publication::value::{Entry, Value, ValueKind};
use crate::source::{Sources, Span};

/// The table that the TOML text under `span` is; `None` where it is no TOML, with a report of every place.
pub(super) fn read(sources: &Sources, span: Span, diags: &mut Diagnostics) -> Option<Value> {
    let text = sources.slice(span);
    let reader = Reader { within: span };
    let (table, errors) = DeTable::parse_recoverable(text);
    let whole = errors.is_empty();
    for error in errors {
        let place = reader.span(error.span().unwrap_or(0..0));
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let help = "write `key = \"value\"` below a `[section]`";
        diags.push(Diagnostic::new(&rules::BAD_SYNTAX, place, message).help(help));
    }
    whole.then(|| Value { kind: reader.entries(table.get_ref()), span })
}

/// From the values of the parser to ours, with their places in the source.
struct Reader {
    within: Span,
}

impl Reader {
    fn span(&self, range: Range<usize>) -> Span {
        let start = self.within.range().start;
        Span::new(self.within.source, start + range.start..start + range.end)
    }

    fn entries(&self, table: &DeTable<'_>) -> ValueKind {
        let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Entry {
            key: AsRef::<str>::as_ref(key.get_ref()).to_owned(),
            key_span: self.span(key.span()),
            value: self.convert(value),
        };
        let mut entries: Vec<Entry> = table.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.key_span);
        ValueKind::Table(entries)
    }

    /// The depth is bounded: the reader of TOML refuses deep nesting.
    fn convert(&self, value: &Spanned<DeValue<'_>>) -> Value {
        let kind = match value.get_ref() {
            DeValue::String(text) => ValueKind::Text(text.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => ValueKind::Integer(number),
                Err(_) => ValueKind::Float(number.as_str().to_owned()),
            },
            DeValue::Float(number) => ValueKind::Float(number.as_str().to_owned()),
            DeValue::Boolean(flag) => ValueKind::Boolean(*flag),
            DeValue::Datetime(date) => ValueKind::Date(date.to_string()),
            DeValue::Array(array) => self.list(array),
            DeValue::Table(table) => self.entries(table),
        };
        Value { kind, span: self.span(value.span()) }
    }

    fn list(&self, array: &DeArray<'_>) -> ValueKind {
        ValueKind::List(array.iter().map(|value| self.convert(value)).collect())
    }
}
