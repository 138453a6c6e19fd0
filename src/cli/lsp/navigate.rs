//! Answers about names: what may come at a position, what is there, where it leads, and its new name.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::lsp::complete::complete;
use crate::cli::lsp::names::{Name, Place, in_address, in_attributes, name_at, places, words_of};
use crate::cli::lsp::place::{byte, range, uri_of};
use crate::cli::lsp::rename::rename;
use crate::cli::lsp::server::{Server, source_of};
use crate::project::{Reading, draft_of, files};
use crate::source::{Source, SourceId, Span};

/// A position in a text of a publication.
struct Here<'a> {
    path: &'a Path,
    reading: Reading,
    source: SourceId,
    byte: usize,
}

impl Here<'_> {
    fn name(&self) -> Option<Name> {
        name_at(&self.reading, self.source, self.byte)
    }
}

impl Server {
    /// What the position of a request is in, and the text there.
    fn here(&self, parameters: &Value) -> Option<Here<'_>> {
        let open = self.open.get(parameters["textDocument"]["uri"].as_str()?)?;
        let reading = draft_of(&open.path, &self.drafts).ok()?;
        let source = source_of(&reading, &open.path)?;
        let byte = byte(reading.manuscript.sources.get(source)?, &parameters["position"])?;
        Some(Here { path: &open.path, reading, source, byte })
    }

    /// What may come at a position.
    pub(super) fn choices(&self, parameters: &Value) -> Value {
        let here = self.here(parameters);
        here.map_or_else(|| json!([]), |here| complete(&here.reading, here.source, here.byte))
    }

    /// What is written where a name leads.
    pub(super) fn hover(&self, parameters: &Value) -> Value {
        let words = self.here(parameters).and_then(|here| {
            let words = words_of(&here.reading.manuscript.document, &here.name()?);
            (!words.is_empty()).then_some(words)
        });
        words.map_or(Value::Null, |it| json!({"contents": {"kind": "plaintext", "value": it}}))
    }

    /// Where a name leads.
    pub(super) fn definition(&self, parameters: &Value) -> Value {
        let Some(here) = self.here(parameters) else { return Value::Null };
        let Some(name) = here.name() else { return Value::Null };
        if let Name::Image(path) = &name {
            let start = json!({"line": 0, "character": 0});
            let file = files::canonical(&here.reading.folder.path().join(path));
            return file.map_or(
                Value::Null,
                |it| json!({"uri": uri_of(&it), "range": {"start": start, "end": start}}),
            );
        }
        let found = self.located(&here, |it| it.is_definition && it.name == name);
        found.into_iter().next().unwrap_or(Value::Null)
    }

    /// The places that name what a position names.
    pub(super) fn references(&self, parameters: &Value) -> Value {
        let Some(here) = self.here(parameters) else { return json!([]) };
        let Some(name) = here.name() else { return json!([]) };
        let all = parameters["context"]["includeDeclaration"].as_bool().unwrap_or(true);
        self.located(&here, |it| it.name == name && (all || !it.is_definition)).into()
    }

    fn located(&self, here: &Here<'_>, is_wanted: impl Fn(&Place) -> bool) -> Vec<Value> {
        let sources = &here.reading.manuscript.sources;
        let all = places(&here.reading.manuscript.document).into_iter().filter(is_wanted);
        let location = |place: Place| {
            let source = sources.get(place.span.source)?;
            Some(json!({"uri": self.uri(source)?, "range": range(source, place.span)}))
        };
        all.filter_map(location).collect()
    }

    /// The address of a text, as the editor calls it where it is open.
    fn uri(&self, source: &Source) -> Option<String> {
        let path: &Path = source.path().as_ref();
        let open = self.open.iter().find(|(_, it)| files::is_same(&it.path, path));
        let uri = open.map(|(uri, _)| uri.clone());
        uri.or_else(|| files::canonical(path).map(|it| uri_of(&it)))
    }

    /// The range of the id at a position; nothing where there is none that could be renamed.
    pub(super) fn renamable(&self, parameters: &Value) -> Value {
        let Some(here) = self.here(parameters) else { return Value::Null };
        let Some(Name::Anchor(id)) = here.name() else { return Value::Null };
        let Some(source) = here.reading.manuscript.sources.get(here.source) else { return Value::Null };
        let line = source.line_range(source.position(here.byte).line);
        let text = &source.text()[line.clone()];
        let found = in_address(text, id.as_str()).or_else(|| in_attributes(text, id.as_str()));
        let span = match found {
            Some(found) => Span::new(here.source, line.start + found.start..line.start + found.end),
            None => Span::new(here.source, here.byte..here.byte),
        };
        json!({"range": range(source, span), "placeholder": id.as_str()})
    }

    /// The change of an id in all texts of the publication.
    pub(super) fn renamed(&self, parameters: &Value) -> Result<Value, String> {
        let none = || "there is no id here".to_owned();
        let here = self.here(parameters).ok_or_else(none)?;
        let Some(Name::Anchor(id)) = here.name() else { return Err(none()) };
        let new = parameters["newName"].as_str().unwrap_or_default();
        let changes = rename(&here.reading, here.path, &self.drafts, &id, new)?;
        let mut by_uri = serde_json::Map::new();
        for (id, list) in &changes {
            let source = here.reading.manuscript.sources.get(*id).ok_or_else(none)?;
            let edit =
                |(span, text): &(Span, String)| json!({"range": range(source, *span), "newText": text});
            by_uri.insert(self.uri(source).ok_or_else(none)?, list.iter().map(edit).collect());
        }
        Ok(json!({"changes": by_uri}))
    }
}
