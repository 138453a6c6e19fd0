//! The files of a bibliography, and how they are cited.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::join;
use crate::publication::{Located, decode, nearest};
use crate::resolve::citations::csl::{Parsed, Style};
use crate::resolve::citations::item::Item;
use crate::resolve::citations::{biblatex, bundled, csl_json, yaml};
use crate::resolve::paths::Origin;
use crate::resolve::rules::{BAD_BIBLIOGRAPHY, UNDEFINED_CITATION};
use crate::source::{Position, Source, SourceId, Sources, Span};

/// The entries of a publication's bibliography.
#[derive(Debug, Default)]
pub(super) struct Library {
    entries: Vec<Item>,
    /// The index of each entry by its key.
    index: BTreeMap<String, usize>,
    /// How they are cited; `None` where there is no style at all.
    pub(super) style: Option<Style>,
    /// Whether all its files could be read.
    pub(super) is_whole: bool,
}

impl Library {
    /// Reads the files that a publication names. What cannot be read is reported.
    pub(super) fn read(
        sources: &mut Sources,
        origin: &Origin<'_>,
        lang: &str,
        diags: &mut Diagnostics,
    ) -> Library {
        let mut library = Library { is_whole: true, ..Library::default() };
        for file in &origin.publication.bibliography {
            let entries = match library_file(file, (sources, origin, lang), diags) {
                Ok(entries) => entries,
                Err(why) => {
                    let message = format!("the bibliography `{}` cannot be read: {why}", file.text);
                    let help = "name a file of BibLaTeX (`.bib`), CSL-JSON (`.json`), or YAML (`.yml`)";
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
        if library.style.is_none() {
            let own = bundled::style("numeric").map(|it| Style::parse(&it));
            if let Some(Ok(Parsed::Style(style))) = own {
                library.style = Some(*style);
            }
        }
        library
    }

    fn enter(&mut self, entry: Item, diags: &mut Diagnostics) {
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
    pub(super) fn get(&self, key: &str) -> Option<&Item> {
        self.index.get(key).and_then(|it| self.entries.get(*it))
    }

    /// All entries, in their order.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Item> {
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
    (sources, origin, lang): (&mut Sources, &Origin<'_>, &str),
    diags: &mut Diagnostics,
) -> Result<Vec<Item>, String> {
    let path = join("", &file.text).ok_or("it is outside the publication's folder")?;
    let bytes = origin.folder.read(&path).map_err(|it| it.to_string())?;
    let id = decode(&origin.folder.shown(&path), &bytes, sources, diags).ok_or("too many sources")?;
    let Some(source) = sources.get(id) else { return Ok(Vec::new()) };
    match path.rsplit('.').next().unwrap_or("") {
        "bib" | "bibtex" | "biblatex" => {
            let (entries, wrong) = biblatex::read(id, source.text(), lang);
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

/// The language that a text is in, and the style of its citations.
fn style(name: &Located, origin: &Origin<'_>, diags: &mut Diagnostics) -> Option<Style> {
    let mut text = style_text(&name.text, origin);
    let mut locale = None;
    // A style may be another one by a new name.
    for _ in 0..MOST_PARENTS {
        let Some(source) = &text else { break };
        match Style::parse(source) {
            Ok(Parsed::Style(style)) => return Some(style.with_locale(locale)),
            Ok(Parsed::DependsOn { parent, locale: own }) => {
                locale = locale.or(own);
                text = style_text(&parent, origin);
                if text.is_none() {
                    let message = format!(
                        "the citation style `{}` is the style `{parent}`, which is not there",
                        name.text
                    );
                    let help = format!("put `{parent}.csl` into the folder of the publication");
                    diags.push(Diagnostic::new(&BAD_BIBLIOGRAPHY, name.span, message).help(help));
                    return None;
                }
            }
            Err((at, why)) => {
                let line = source[..at].lines().count().max(1);
                let message =
                    format!("the citation style `{}` cannot be read: {why} (line {line})", name.text);
                let help = "take the file of the style again, or use another style";
                diags.push(Diagnostic::new(&BAD_BIBLIOGRAPHY, name.span, message).help(help));
                return None;
            }
        }
    }
    let message = format!("the citation style `{}` is not known", name.text);
    let known: Vec<&str> = bundled::style_names().collect();
    let help = match nearest(&name.text, &known) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "use `numeric`, `author-date` or `notes`, the name of a style, as `apa`, or a file of CSL"
            .to_owned(),
    };
    diags.push(Diagnostic::new(&BAD_BIBLIOGRAPHY, name.span, message).help(help));
    None
}

/// How often a style may be another one.
const MOST_PARENTS: usize = 4;

/// The file of a style: one of the publication's folder, else one that is bundled.
fn style_text(name: &str, origin: &Origin<'_>) -> Option<String> {
    let short = name.rsplit('/').next().unwrap_or(name);
    let short = short.strip_suffix(".csl").unwrap_or(short);
    let of_file = |path: &str| {
        let bytes = join("", path).and_then(|path| origin.folder.read(&path).ok())?;
        String::from_utf8(bytes).ok()
    };
    let own = if name.ends_with(".csl") { of_file(name) } else { of_file(&format!("{name}.csl")) };
    own.or_else(|| bundled::style(short))
}
