//! The state of a language server, and its answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::lsp::place::{path_of, range, touch};
use crate::diag::{Diagnostic, Severity};
use crate::document::text;
use crate::document::{Outline, OutlineEntry};
use crate::pipeline::lints::Strictness;
use crate::pipeline::{self, LintLevels};
use crate::project::{Drafts, Failure, Reading, draft_of};
use crate::source::{Source, SourceId, Span};

/// A text that is open in the editor.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) path: PathBuf,
    version: Value,
    /// What was found in it.
    found: Vec<Found>,
}

/// A diagnostic, with what `--fix` would do about it.
#[derive(Debug)]
struct Found {
    shown: Value,
    /// The range and the text of the change.
    fix: Option<(Value, String)>,
}

/// The server.
#[derive(Debug, Default)]
pub(super) struct Server {
    pub(super) drafts: Drafts,
    pub(super) open: BTreeMap<String, Open>,
    /// The texts that changed since they were checked.
    stale: BTreeSet<String>,
    is_shut_down: bool,
    /// Whether the editor has ended the run.
    pub(super) has_exited: bool,
}

/// The codes of errors (JSON-RPC 2.0, 5.1; LSP 3.17).
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const REQUEST_FAILED: i64 = -32803;

impl Server {
    /// Whether the editor said that it would end the run.
    pub(super) fn ended_well(&self) -> bool {
        self.has_exited && self.is_shut_down
    }

    /// Takes a message, and gives the answers. Texts are checked later, by [`Server::check`].
    pub(super) fn take(&mut self, message: &Value) -> Vec<Value> {
        let method = message["method"].as_str().unwrap_or_default();
        let parameters = &message["params"];
        let Some(id) = message.get("id") else {
            return self.notified(method, parameters);
        };
        if method.is_empty() {
            return Vec::new();
        }
        if self.is_shut_down {
            return vec![error(id, INVALID_REQUEST, "the server is shut down")];
        }
        let (mut before, result) = match method {
            "textDocument/rename" => match self.renamed(parameters) {
                Ok(edit) => (Vec::new(), edit),
                Err(why) => return vec![error(id, REQUEST_FAILED, &why)],
            },
            "initialize" => (Vec::new(), capabilities()),
            "shutdown" => {
                self.is_shut_down = true;
                (Vec::new(), Value::Null)
            }
            "textDocument/codeAction" => (self.check(), self.fixes(parameters)),
            "textDocument/documentSymbol" => (Vec::new(), self.symbols(parameters)),
            "textDocument/completion" => (Vec::new(), self.choices(parameters)),
            "textDocument/hover" => (Vec::new(), self.hover(parameters)),
            "textDocument/definition" => (Vec::new(), self.definition(parameters)),
            "textDocument/references" => (Vec::new(), self.references(parameters)),
            "textDocument/prepareRename" => (Vec::new(), self.renamable(parameters)),
            _ => return vec![error(id, METHOD_NOT_FOUND, &format!("`{method}` is not known"))],
        };
        before.push(json!({"jsonrpc": "2.0", "id": id, "result": result}));
        before
    }

    fn notified(&mut self, method: &str, parameters: &Value) -> Vec<Value> {
        let document = &parameters["textDocument"];
        let uri = document["uri"].as_str().unwrap_or_default().to_owned();
        match method {
            "exit" => self.has_exited = true,
            "textDocument/didOpen" => {
                // A manifest counts as it is on disk.
                let path = path_of(&uri).filter(|it| it.extension().is_none_or(|it| it != "toml"));
                let Some(path) = path else { return Vec::new() };
                self.drafts.set(&path, document["text"].as_str().unwrap_or_default());
                let open = Open { path, version: document["version"].clone(), found: Vec::new() };
                self.open.insert(uri.clone(), open);
                self.stale.insert(uri);
            }
            "textDocument/didChange" => {
                let Some(open) = self.open.get_mut(&uri) else { return Vec::new() };
                // Each change is the whole text, as the capabilities ask.
                let changes = parameters["contentChanges"].as_array();
                let last = changes.and_then(|it| it.last()).and_then(|it| it["text"].as_str());
                let Some(text) = last else { return Vec::new() };
                self.drafts.set(&open.path, text);
                open.version = document["version"].clone();
                self.stale.insert(uri);
            }
            // What is saved may be a chapter, a manifest or an image of what is open.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                self.stale.extend(self.open.keys().cloned());
            }
            "textDocument/didClose" => {
                let Some(open) = self.open.remove(&uri) else { return Vec::new() };
                self.drafts.remove(&open.path);
                self.stale.remove(&uri);
                return vec![published(&uri, &Value::Null, &[])];
            }
            _ => {}
        }
        Vec::new()
    }

    /// Checks the texts that changed, each within its publication, and gives what was found in all that are open.
    pub(super) fn check(&mut self) -> Vec<Value> {
        let mut messages = Vec::new();
        while let Some(uri) = self.stale.pop_first() {
            let Some(path) = self.open.get(&uri).map(|it| it.path.clone()) else { continue };
            match self.read(&path) {
                Ok(reading) => messages.extend(self.publish(&uri, &path, reading)),
                Err(failure) => {
                    let found = vec![Found { shown: failed(&failure), fix: None }];
                    messages.extend(self.show(&uri, found));
                }
            }
        }
        messages
    }

    fn read(&self, path: &Path) -> anyhow::Result<Reading> {
        let mut reading = draft_of(path, &self.drafts)?;
        let levels = LintLevels::new(Strictness::Lenient);
        let mut found = std::mem::take(&mut reading.diags);
        pipeline::apply_levels(&reading.manuscript, &levels, &mut found);
        reading.diags = found;
        Ok(reading)
    }

    /// What was found in a publication, for each of its texts that is open.
    fn publish(&mut self, uri: &str, path: &Path, reading: Reading) -> Vec<Value> {
        let sources = &reading.manuscript.sources;
        let mut texts: Vec<(String, SourceId)> = Vec::new();
        for (open_uri, open) in &self.open {
            if let Some(id) = source_of(&reading, &open.path) {
                texts.push((open_uri.clone(), id));
            }
        }
        if texts.iter().all(|it| it.0 != uri) {
            texts.extend(source_of(&reading, path).map(|id| (uri.to_owned(), id)));
        }
        let mut messages = Vec::new();
        for (uri, id) in texts {
            self.stale.remove(&uri);
            let Some(source) = sources.get(id) else { continue };
            let own = reading.diags.iter().filter(|it| it.primary.span.source == id);
            let found = own.map(|it| found(it, source)).collect();
            messages.extend(self.show(&uri, found));
        }
        messages
    }

    fn show(&mut self, uri: &str, found: Vec<Found>) -> Option<Value> {
        let open = self.open.get_mut(uri)?;
        let shown: Vec<Value> = found.iter().map(|it| it.shown.clone()).collect();
        open.found = found;
        Some(published(uri, &open.version, &shown))
    }

    /// The fixes for what was found in a range.
    fn fixes(&self, parameters: &Value) -> Value {
        let uri = parameters["textDocument"]["uri"].as_str().unwrap_or_default();
        let Some(open) = self.open.get(uri) else { return json!([]) };
        let here = open.found.iter().filter(|it| touch(&it.shown["range"], &parameters["range"]));
        let action = |found: &Found| {
            let (range, text) = found.fix.as_ref()?;
            Some(json!({
                "title": format!("Fix: {}", found.shown["message"].as_str()?.lines().next()?),
                "kind": "quickfix", "isPreferred": true, "diagnostics": [found.shown],
                "edit": {"changes": {uri: [{"range": range, "newText": text}]}},
            }))
        };
        here.filter_map(action).collect()
    }

    /// The headings of a text, each with those below it.
    fn symbols(&self, parameters: &Value) -> Value {
        let uri = parameters["textDocument"]["uri"].as_str().unwrap_or_default();
        let Some(open) = self.open.get(uri) else { return json!([]) };
        let Ok(reading) = draft_of(&open.path, &self.drafts) else { return json!([]) };
        let Some(id) = source_of(&reading, &open.path) else { return json!([]) };
        let Some(source) = reading.manuscript.sources.get(id) else { return json!([]) };
        let outline = Outline::of(&reading.manuscript.document.blocks);
        let own: Vec<&OutlineEntry> = outline.iter().filter(|it| it.span.source == id).collect();
        symbols(source, &own)
    }
}

/// The text of a path among those of a publication.
pub(super) fn source_of(reading: &Reading, path: &Path) -> Option<SourceId> {
    let is_it = |source: &Source| crate::project::files::is_same(source.path().as_ref(), path);
    reading.manuscript.sources.iter().find(|(_, source)| is_it(source)).map(|(id, _)| id)
}

/// The symbols of headings in order: a heading goes to the next one that is no deeper.
fn symbols(source: &Source, entries: &[&OutlineEntry]) -> Value {
    let mut rest = entries;
    let mut made = Vec::new();
    while let Some((first, others)) = rest.split_first() {
        let count = others.iter().take_while(|it| it.depth > first.depth).count();
        let (below, after) = others.split_at(count);
        let end = after.first().map_or(source.text().len(), |it| it.span.range().start);
        let whole = Span::new(first.span.source, first.span.range().start..end);
        let name = text::name(&first.content);
        made.push(json!({
            "name": if name.is_empty() { "—".to_owned() } else { name },
            // LSP 3.17, `SymbolKind.String`: there is no kind for a heading, and other servers take this one.
            "kind": 15,
            "range": range(source, whole), "selectionRange": range(source, first.span),
            "children": symbols(source, below),
        }));
        rest = after;
    }
    made.into()
}

fn found(diagnostic: &Diagnostic, source: &Source) -> Found {
    let severity = if diagnostic.severity == Severity::Error { 1 } else { 2 };
    let help = diagnostic.help.as_ref().map(|it| format!("\nhelp: {it}")).unwrap_or_default();
    let fix = diagnostic.repair.as_ref().filter(|it| it.span.source == diagnostic.primary.span.source);
    Found {
        shown: json!({
            "range": range(source, diagnostic.primary.span), "severity": severity, "code": diagnostic.rule.id,
            "source": "pamphlet", "message": format!("{}{help}", diagnostic.message),
        }),
        fix: fix.map(|it| (range(source, it.span), it.text.clone())),
    }
}

/// What failed before there was a document, at the beginning of the text.
fn failed(error: &anyhow::Error) -> Value {
    let failure = error.chain().find_map(|it| it.downcast_ref::<Failure>());
    let help = failure.map(|it| it.help.as_str()).filter(|it| !it.is_empty());
    let help = help.map(|it| format!("\nhelp: {it}")).unwrap_or_default();
    let start = json!({"line": 0, "character": 0});
    json!({
        "range": {"start": start, "end": start}, "severity": 1, "source": "pamphlet",
        "message": format!("{error:#}{help}"),
    })
}

fn published(uri: &str, version: &Value, found: &[Value]) -> Value {
    let mut parameters = json!({"uri": uri, "diagnostics": found});
    if version.is_number() {
        parameters["version"] = version.clone();
    }
    json!({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": parameters})
}

fn error(id: &Value, code: i64, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}

fn capabilities() -> Value {
    json!({
        "capabilities": {
            "positionEncoding": "utf-16",
            "textDocumentSync": {"openClose": true, "change": 1, "save": true},
            "codeActionProvider": {"codeActionKinds": ["quickfix"]},
            "documentSymbolProvider": true,
            "completionProvider": {"triggerCharacters": ["#", "(", "^", ".", "/", ":", "=", "!"]},
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "renameProvider": {"prepareProvider": true},
        },
        "serverInfo": {"name": "pamphlet", "version": env!("CARGO_PKG_VERSION")},
    })
}
