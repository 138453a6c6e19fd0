//! A diagnostic as an object of JSON on one line.
//!
//! | field | is |
//! |---|---|
//! | `rule` | the name of the rule |
//! | `severity` | `error` or `warning` |
//! | `message` | what is wrong |
//! | `help` | what to do, or `null` |
//! | `place` | where, or `null` for what has no place |
//! | `also` | other places that explain it |
//!
//! A place has `path`; `line` and `column`, from 1, of its first character; `end_line` and `end_column`
//! of the character after its last; `start` and `end` in bytes of the text (line ends counted as one byte,
//! without a byte order mark); and `label`, a word about it, empty where the message says it all. Columns
//! count characters. Fields may be added; none is renamed or removed without a new major version.

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Label};
use crate::source::Sources;

/// One line, its line end included.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let also: Vec<Value> = diagnostic.secondary.iter().map(|label| place(label, sources)).collect();
    let object = json!({
        "rule": diagnostic.rule.id,
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "place": place(&diagnostic.primary, sources),
        "also": also,
    });
    format!("{object}\n")
}

fn place(label: &Label, sources: &Sources) -> Value {
    let Some(source) = sources.get(label.span.source) else { return Value::Null };
    let range = label.span.range();
    let (start, end) = (source.position(range.start), source.position(range.end));
    json!({
        "path": source.path(),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "start": range.start,
        "end": range.end,
        "label": label.text,
    })
}
