//! Editions and filters that are other programs: a `command` of an edition makes its files from the document as JSON,
//! and a filter reads the same JSON and writes it changed.

use std::path::Path;

use serde_json::json;

use crate::backend::{Backend, Context, OutputFile, Registry};
use crate::diag::Diagnostics;
use crate::document::{Document, Spans, json};
use crate::pipeline::Filter;
use crate::plan::rules::{command_message, failed_command};
use crate::project::files;
use crate::project::program::{Program, message};
use crate::publication::value::Entry;
use crate::publication::{EDITIONS, FORMATS, Located, OptionKey, Publication};
use crate::source::{Sources, Span};

/// The version of what a command gets on standard input.
const VERSION: u32 = 1;

/// The maker of an edition that another program makes.
#[derive(Debug, Clone)]
struct Outside {
    format: String,
    extension: String,
    media_type: String,
    program: Program,
}

/// The backends with those that the manifest of a publication declares by a `command`.
pub(super) fn registry(publication: &Publication, builtin: &Registry, folder: &Path) -> Registry {
    let mut registry = builtin.clone();
    let tables = publication.tables.iter().filter(|it| it.key == EDITIONS);
    let declared = tables.flat_map(|it| it.value.as_table().unwrap_or_default());
    for outside in declared.filter_map(|it| outside(it, folder)) {
        registry.add(outside);
    }
    registry
}

/// The backend of an edition that has a `command`.
fn outside(entry: &Entry, folder: &Path) -> Option<Outside> {
    let value = |name: &str| entry.value.as_table()?.iter().find(|it| it.key == name).map(|it| &it.value);
    let command = value("command")?;
    let program = match command.as_name() {
        Some(text) => Program::parse(&text, folder)?,
        None => {
            Program::new(command.members().iter().map(|it| it.as_name()).collect::<Option<_>>()?, folder)?
        }
    };
    let format = entry.key.clone();
    let text = |name: &str| value(name).and_then(|it| it.as_name());
    let extension = text("extension").unwrap_or_else(|| format.clone());
    let media_type = text("media-type").unwrap_or_else(|| media_type(&extension).to_owned());
    (!FORMATS.contains(&format.as_str())).then_some(Outside { format, extension, media_type, program })
}

/// The media type of common extensions (IANA, Media Types).
fn media_type(extension: &str) -> &'static str {
    match extension {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        "rtf" => "application/rtf",
        "md" => "text/markdown",
        "json" => "application/json",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

impl Backend for Outside {
    fn id(&self) -> &str {
        &self.format
    }

    fn extension(&self) -> &str {
        &self.extension
    }

    fn media_type(&self) -> &str {
        &self.media_type
    }

    fn options(&self) -> Option<&'static [OptionKey]> {
        None
    }

    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>> {
        let whole = document.meta.span;
        let output = tempfile::tempdir()?;
        let file = self.entry(cx.stem, cx.settings);
        let input = json!({
            "version": VERSION,
            "stem": cx.stem,
            "file": file,
            "output": output.path(),
            "options": cx.settings,
            "theme": cx.theme.name,
            "created": cx.created,
            "images": cx.resources.keys().collect::<Vec<_>>(),
            "document": json::to_json(document, Spans::Shown(cx.sources)),
        });
        let variables = [
            ("PAMPHLET_OUTPUT", output.path().to_string_lossy().into_owned()),
            ("SOURCE_DATE_EPOCH", cx.created.to_string()),
        ];
        let name = self.program.name();
        let made = self.program.run(&input.to_string(), &variables).and_then(|answer| {
            if let Some(said) = message(&answer.stderr) {
                diags.push(command_message(&name, &said, whole));
            }
            self.files(output.path(), &file, answer.stdout)
        });
        match made {
            Ok(files) => Ok(files),
            Err(why) => {
                diags.push(failed_command(&name, &why, whole));
                Ok(Vec::new())
            }
        }
    }
}

impl Outside {
    /// The files that the program has written, that of the edition first: from the folder, or from standard output
    /// where the folder is empty.
    fn files(&self, folder: &Path, entry: &str, stdout: Vec<u8>) -> Result<Vec<OutputFile>, String> {
        let found = files::files_below(folder).map_err(|error| format!("{error:#}"))?;
        if found.is_empty() {
            return match stdout.is_empty() {
                true => Err(format!("it wrote neither `{entry}` nor standard output")),
                false => Ok(vec![OutputFile { path: entry.to_owned(), bytes: stdout }]),
            };
        }
        let stem = entry.strip_suffix(&format!(".{}", self.extension)).unwrap_or(entry);
        let mut all = Vec::new();
        for path in found {
            let name = files::show(&path).replace('\\', "/");
            let own = name == entry
                || name.starts_with(&format!("{stem}/"))
                || name.starts_with(&format!("{stem}-{}/", self.extension));
            if !own {
                return Err(format!("it wrote `{name}`; its files are `{entry}` and those below `{stem}/`"));
            }
            let bytes = files::read_named(&folder.join(&path)).map_err(|error| format!("{error:#}"))?;
            all.push(OutputFile { path: name, bytes });
        }
        all.sort_by_key(|it| it.path != entry);
        match all.first() {
            Some(first) if first.path == entry => Ok(all),
            Some(_) | None => Err(format!("it did not write `{entry}`")),
        }
    }
}

/// A program that changes the document.
#[derive(Debug)]
pub(super) struct ProgramFilter {
    program: Program,
    span: Span,
}

impl ProgramFilter {
    /// The filter of a command; `None` where it is no command.
    pub(super) fn new(command: &Located, folder: &Path) -> Option<ProgramFilter> {
        let program = Program::parse(&command.text, folder)?;
        Some(ProgramFilter { program, span: command.span })
    }

    /// The words that may name files of the publication.
    pub(super) fn words(&self) -> &[String] {
        self.program.words()
    }
}

impl Filter for ProgramFilter {
    fn apply(&self, document: Document, sources: &Sources, diags: &mut Diagnostics) -> Document {
        let spans = Spans::Shown(sources);
        let name = self.program.name();
        let input = json::to_json(&document, spans).to_string();
        let changed = self.program.run(&input, &[]).and_then(|answer| {
            if let Some(said) = message(&answer.stderr) {
                diags.push(command_message(&name, &said, self.span));
            }
            let text = String::from_utf8(answer.stdout).map_err(|_| "it did not write UTF-8".to_owned())?;
            json::from_json(&text, spans).map_err(|error| format!("it did not write a document: {error}"))
        });
        changed.unwrap_or_else(|why| {
            diags.push(failed_command(&name, &why, self.span));
            document
        })
    }
}
