//! What an import gives.
//!
//! The manifest of an imported source.
//!
//! Headings of a Markdown text one or more levels deeper, where a chapter is below another.

use crate::diag::Diagnostics;
use crate::document::{BlockKind, Date, Document, Lang, Meta};
use crate::markdown::{self, Typing};
use crate::parse::parse;
use crate::publication::{Located, Publication};
use crate::source::{Source, Sources};

/// A source of ours, and what is to be known of how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Its files; the first is the manifest.
    pub files: Vec<NewFile>,
    /// What was lost or guessed.
    pub remarks: Vec<Remark>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the folder of the source, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl NewFile {
    /// The manifest.
    pub(super) fn manifest(manifest: &Manifest) -> NewFile {
        NewFile { path: "pamphlet.toml".to_owned(), bytes: manifest.text().into_bytes() }
    }
}

/// Something that was lost or guessed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Where: a file, or the words at the place.
    pub place: String,
    /// What.
    pub message: String,
}

/// Why something cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    /// A refusal with its help.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), help: help.into() }
    }
}

/// The remarks of an import as they come.
#[derive(Debug, Default)]
pub(super) struct Remarks(pub(super) Vec<Remark>);

impl Remarks {
    /// Adds one, if it is not there already.
    pub(super) fn add(&mut self, place: &str, message: impl Into<String>) {
        let place: String = place.chars().take(60).collect();
        let remark = Remark { place: place.trim().to_owned(), message: message.into() };
        if !self.0.contains(&remark) {
            self.0.push(remark);
        }
    }
}

impl Imported {
    /// The source of a document that is one chapter, named after a file.
    pub(super) fn of_document(
        name: &str,
        document: &Document,
        mut manifest: Manifest,
        images: Vec<NewFile>,
        remarks: Remarks,
    ) -> Imported {
        let text = markdown::write(document, Typing::Typed);
        let stem = stem(name);
        if manifest.title.is_empty() {
            manifest.title = stem.replace(['-', '_'], " ");
        }
        Imported::of_text(&stem, text, manifest, images, remarks)
    }

    /// The source of a text that is one chapter.
    pub(super) fn of_text(
        stem: &str,
        text: String,
        mut manifest: Manifest,
        images: Vec<NewFile>,
        mut remarks: Remarks,
    ) -> Imported {
        let path = format!("{stem}.md");
        if manifest.language.as_deref().and_then(Lang::new).is_none() {
            manifest.language = None;
            remarks.add("pamphlet.toml", "no language is given; it is detected from the text");
        }
        manifest.chapters = vec![path.clone()];
        let mut files = vec![NewFile::manifest(&manifest), NewFile { path, bytes: text.into_bytes() }];
        files.extend(images);
        Imported { files, remarks: remarks.0 }
    }
}

/// The name of a file without its ending, as the name of a chapter.
pub(super) fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |it| it.0);
    crate::publication::slug(stem).unwrap_or_else(|| "text".to_owned())
}

/// What a manifest says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) date: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) description: Option<String>,
    pub(super) subjects: Vec<String>,
    pub(super) bibliography: Vec<String>,
    pub(super) chapters: Vec<String>,
}

impl Manifest {
    /// What metadata says.
    pub(super) fn of(meta: &Meta) -> Manifest {
        Manifest {
            title: meta.title.clone(),
            subtitle: meta.subtitle.clone(),
            authors: meta.authors().map(str::to_owned).collect(),
            language: Some(meta.lang.to_string()).filter(|it| it != "und"),
            date: meta.date.map(Date::to_iso),
            rights: meta.rights.clone(),
            description: meta.description.clone(),
            subjects: meta.subjects.clone(),
            ..Manifest::default()
        }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("[publication]\n");
        let mut line = |key: &str, value: Option<&str>| {
            if let Some(value) = value.map(str::trim).filter(|it| !it.is_empty()) {
                text.push_str(&format!("{key} = {}\n", string(value)));
            }
        };
        line("title", Some(&self.title));
        line("subtitle", self.subtitle.as_deref());
        line("language", self.language.as_deref());
        line("date", self.date.as_deref());
        line("rights", self.rights.as_deref());
        line("description", self.description.as_deref());
        let lists =
            [("authors", &self.authors), ("subjects", &self.subjects), ("bibliography", &self.bibliography)];
        for (key, list) in lists {
            if !list.is_empty() {
                let list: Vec<String> = list.iter().map(|it| string(it)).collect();
                text.push_str(&format!("{key} = [{}]\n", list.join(", ")));
            }
        }
        let chapters: String = self.chapters.iter().map(|it| format!("  {},\n", string(it))).collect();
        text.push_str(&format!("chapters = [\n{chapters}]\n"));
        text
    }
}

/// A basic string of TOML (TOML 1.0, String), on one line.
fn string(text: &str) -> String {
    let mut quoted = String::from('"');
    for it in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match it {
            '"' | '\\' => quoted.extend(['\\', it]),
            _ if it.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(it))),
            _ => quoted.push(it),
        }
    }
    quoted + "\""
}

/// The tree of a text.
pub(super) fn tree(text: &str) -> Document {
    tree_at("", text)
}

/// The tree of a chapter with this path, from which its images are found.
pub(super) fn tree_at(path: &str, text: &str) -> Document {
    let mut sources = Sources::new();
    let ids: Vec<_> = sources.add(Source::new(path, text)).into_iter().collect();
    let mut publication = Publication::default();
    if !path.is_empty() {
        publication.chapters.push(Located { text: path.to_owned(), span: publication.meta.span });
    }
    parse(&sources, &ids, &publication, &mut Diagnostics::new()).0
}

/// The tree of a text, with what is lost of it as remarks.
pub(super) fn tree_with_remarks(name: &str, text: &str, remarks: &mut Remarks) -> Document {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let ids: Vec<_> = sources.add(Source::new("", text)).into_iter().collect();
    let document = parse(&sources, &ids, &Publication::default(), &mut diags).0;
    let losses = ["raw-html", "unbalanced-html", "dead-anchor", "unsafe-link", "foreign-syntax"];
    for it in diags.iter().filter(|it| losses.contains(&it.rule.id)) {
        remarks.add(name, it.message.clone());
    }
    document
}

/// The text with its headings so many levels deeper, not below the sixth; and whether some would have been.
pub(super) fn deeper(text: &str, by: usize) -> (String, bool) {
    if by == 0 {
        return (text.to_owned(), false);
    }
    let tree = tree(text);
    let mut out = text.to_owned();
    let mut too_deep = false;
    for block in tree.blocks.iter().rev() {
        let BlockKind::Heading { level, .. } = block.kind else { continue };
        let range = block.span.range();
        let wanted = usize::from(level) + by;
        too_deep |= wanted > 6;
        let marks = "#".repeat(wanted.min(6));
        let Some(source) = text.get(range.clone()) else { continue };
        if let Some(rest) = source.strip_prefix('#') {
            let rest = rest.trim_start_matches('#');
            out.replace_range(range, &format!("{marks}{rest}"));
        } else if let Some((words, line)) = source.rsplit_once('\n')
            && line.trim().trim_matches(['=', '-']).is_empty()
        {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            out.replace_range(range, &format!("{marks} {words}"));
        }
    }
    (out, too_deep)
}

#[cfg(test)]
mod tests {
    use super::deeper;

    #[test]
    fn headings_go_down_and_nothing_else() {
        let text = "# A\n\n```\n# code\n```\n\nB\n===\n\n##### C\n\n###### D\n";
        let expected = "## A\n\n```\n# code\n```\n\n## B\n\n###### C\n\n###### D\n";
        assert_eq!(deeper(text, 1), (expected.to_owned(), true));
        assert_eq!(deeper("# A\n", 0), ("# A\n".to_owned(), false));
    }
}
