//! The files of a bibliography, and how they are cited.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::join;
use crate::publication::{Located, decode, nearest};
use crate::resolve::citations::entry::Entry;
use crate::resolve::citations::format::Style;
use crate::resolve::citations::{bibtex, csl_json, yaml};
use crate::resolve::paths::Origin;
use crate::resolve::rules::{BAD_BIBLIOGRAPHY, UNDEFINED_CITATION};
use crate::source::{Position, Source, SourceId, Sources, Span};

/// The entries of a publication's bibliography.
#[derive(Debug, Default)]
pub(super) struct Library {
    entries: Vec<Entry>,
    /// The index of each entry by its key.
    index: BTreeMap<String, usize>,
    pub(super) style: Style,
    /// Whether all its files could be read.
    pub(super) is_whole: bool,
}

impl Library {
    /// Reads the files that a publication names. What cannot be read is reported.
    pub(super) fn read(sources: &mut Sources, origin: &Origin<'_>, diags: &mut Diagnostics) -> Library {
        let mut library = Library { is_whole: true, ..Library::default() };
        for file in &origin.publication.bibliography {
            let entries = match library_file(file, sources, origin, diags) {
                Ok(entries) => entries,
                Err(why) => {
                    let message = format!("the bibliography `{}` cannot be read: {why}", file.text);
                    let help = "name a file of BibLaTeX (`.bib`), CSL-JSON (`.json`) or Hayagriva (`.yml`)";
                    diags.push(Diagnostic::new(&BAD_BIBLIOGRAPHY, file.span, message).help(help));
                    library.is_whole = false;
                    continue;
                }
            };
            for entry in entries {
                library.enter(entry, diags);
            }
        }
        if let Some(name) = &origin.publication.citation_style {
            let name = Located { text: name.clone(), span: origin.publication.place_of("citation-style") };
            library.style = style(&name, origin, diags);
        }
        library
    }

    fn enter(&mut self, entry: Entry, diags: &mut Diagnostics) {
        if let Some(first) = self.index.get(&entry.key).and_then(|it| self.entries.get(*it)) {
            let message = format!("the entry `{}` is there twice", entry.key);
            let diagnostic =
                Diagnostic::new(&BAD_BIBLIOGRAPHY, entry.span, message).also(first.span, "first here");
            diags.push(diagnostic.help("give it another key, or remove it"));
            return;
        }
        self.index.insert(entry.key.clone(), self.entries.len());
        self.entries.push(entry);
    }

    /// The entry of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.index.get(key).and_then(|it| self.entries.get(*it))
    }

    /// All entries, in their order.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The diagnostic for a key that no entry has, with one that is like it if that is wanted.
    pub(super) fn undefined(&self, key: &str, span: Span, suggests: bool) -> Diagnostic {
        let known: Vec<&str> = self.index.keys().filter(|_| suggests).map(String::as_str).collect();
        let help = match nearest(key, &known) {
            Some(nearest) => format!("did you mean `@{nearest}`?"),
            None => format!("add an entry `{key}` to the bibliography"),
        };
        Diagnostic::new(&UNDEFINED_CITATION, span, format!("the bibliography has no entry `{key}`"))
            .help(help)
    }
}

fn library_file(
    file: &Located,
    sources: &mut Sources,
    origin: &Origin<'_>,
    diags: &mut Diagnostics,
) -> Result<Vec<Entry>, String> {
    let path = join("", &file.text).ok_or("it is outside the publication's folder")?;
    let bytes = origin.folder.read(&path).map_err(|it| it.to_string())?;
    let id = decode(&origin.folder.shown(&path), &bytes, sources, diags).ok_or("too many sources")?;
    let Some(source) = sources.get(id) else { return Ok(Vec::new()) };
    match path.rsplit('.').next().unwrap_or("") {
        "bib" | "bibtex" => {
            let (entries, wrong) = bibtex::read(id, source.text());
            wrong.into_iter().for_each(|(at, why)| diags.push(broken(id, at..at + 1, why)));
            Ok(entries)
        }
        "json" => match csl_json::read(id, source.text()) {
            Ok(entries) => Ok(entries),
            Err((line, column, why)) => {
                diags.push(broken(id, offset(source, line, column), why));
                Ok(Vec::new())
            }
        },
        "yml" | "yaml" => yaml::read(id, source.text())
            .ok_or_else(|| "it is not YAML with an entry for each key".to_owned()),
        other => Err(format!("files of the kind `{other}` are not known")),
    }
}

fn offset(source: &Source, line: usize, column: usize) -> std::ops::Range<usize> {
    let at = source.offset(Position { line, column: column.max(1) }).unwrap_or(source.text().len());
    let next = source.text()[at..].chars().next().map_or(0, char::len_utf8);
    at..at + next
}

fn broken(id: SourceId, range: std::ops::Range<usize>, why: String) -> Diagnostic {
    Diagnostic::new(&BAD_BIBLIOGRAPHY, Span::new(id, range), why)
        .help("correct the entry here; it is left out")
}

/// The style of a name: one of ours, of a style of CSL, or a file of one.
fn style(name: &Located, origin: &Origin<'_>, diags: &mut Diagnostics) -> Style {
    const NUMERIC: [&str; 13] = [
        "acm",
        "ama",
        "american-medical-association",
        "association-for-computing-machinery",
        "bmj",
        "cell",
        "elsevier-vancouver",
        "ieee",
        "nature",
        "numeric",
        "plos",
        "springer-vancouver",
        "vancouver",
    ];
    const AUTHOR_DATE: [&str; 8] = [
        "apa",
        "author-date",
        "chicago-author-date",
        "cse-name-year",
        "elsevier-harvard",
        "harvard",
        "harvard-cite-them-right",
        "mla",
    ];
    const NOTES: [&str; 7] = [
        "chicago-fullnote-bibliography",
        "chicago-note-bibliography",
        "chicago-notes",
        "chicago-notes-bibliography",
        "mhra-notes",
        "notes",
        "turabian-fullnote-bibliography",
    ];
    let text = name.text.trim_end_matches(".csl");
    let of_file = || {
        let bytes = join("", &name.text).and_then(|path| origin.folder.read(&path).ok())?;
        let text = String::from_utf8(bytes).ok()?;
        [
            ("numeric", Style::Numeric),
            ("author-date", Style::AuthorDate),
            ("author", Style::AuthorDate),
            ("note", Style::Notes),
        ]
        .into_iter()
        .find(|(format, _)| text.contains(&format!("citation-format=\"{format}\"")))
        .map(|it| it.1)
    };
    if let Some(style) = of_file().filter(|_| name.text.ends_with(".csl")) {
        return style;
    }
    let all =
        [(&NUMERIC[..], Style::Numeric), (&AUTHOR_DATE[..], Style::AuthorDate), (&NOTES[..], Style::Notes)];
    if let Some((_, style)) = all.iter().find(|it| it.0.contains(&text)) {
        return *style;
    }
    let message = format!("the citation style `{}` is not known", name.text);
    let help = "use `numeric`, `author-date` or `notes`, or a file of CSL";
    diags.push(Diagnostic::new(&BAD_BIBLIOGRAPHY, name.span, message).help(help));
    Style::Numeric
}
