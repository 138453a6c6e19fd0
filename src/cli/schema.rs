//! `pamphlet schema`: the JSON Schema of what people and programs write for pamphlet.

use crate::backend::Registry;
use crate::cli::Outcome;
use crate::cli::args::{Schema, SchemaName};
use crate::cli::console::deliver;
use crate::document::json::SCHEMA;
use crate::plan::schema::schema;
use crate::publication::schema::SchemaOf;
use crate::theme;

/// Writes a schema to standard output.
pub(super) fn run(wanted: &Schema) -> anyhow::Result<Outcome> {
    let of = |it| format!("{:#}\n", schema(it, &Registry::builtin()));
    let text = match wanted.name {
        SchemaName::Manifest => of(SchemaOf::Manifest),
        SchemaName::FrontMatter => of(SchemaOf::FrontMatter),
        SchemaName::Theme => format!("{:#}\n", theme::file::schema::schema()),
        SchemaName::Tree => SCHEMA.to_owned(),
    };
    deliver(text.as_bytes())?;
    Ok(Outcome::Good)
}
