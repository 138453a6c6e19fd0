//! The build record beside the editions: the plan of a build and the files that it wrote.
//!
//! It describes one state of the source: editions of an earlier build stay in it only if they were built from the same
//! sources and fonts by the same program.

use serde::{Deserialize, Serialize};

use crate::plan::{EditionPlan, Plan};
use crate::record::{Content, Font};

/// The version of the record's format.
pub const FORMAT: u32 = 3;

/// The plan of a build with its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The version of the format.
    pub format: u32,
    /// The name of the files without extension.
    pub publication: String,
    /// The way from the folder of the record to the manifest or text that was built, so that no other publication by the
    /// same name is written over this one; `None` for standard input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What all editions follow from.
    #[serde(flatten)]
    pub inputs: Inputs,
    /// The editions, in order.
    pub editions: Vec<Recorded>,
}

/// What all editions of a build follow from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The program with its version, which includes the built-in fonts.
    pub program: String,
    /// The manifest, the texts and the images, by name.
    pub sources: Vec<Content>,
    /// The external font files, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<Font>,
}

/// The plan of an edition with its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The plan.
    #[serde(flatten)]
    pub plan: EditionPlan,
    /// How many pages it has; `None` for an edition without pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The PostScript names of the faces that its pages are set in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faces: Vec<String>,
    /// Its files by their paths from the folder of the record, the first first.
    pub files: Vec<Content>,
}

impl Record {
    /// The name of the record of a publication.
    pub fn name(slug: &str) -> String {
        format!("{slug}.record.json")
    }

    /// A record of a build.
    pub fn new(plan: &Plan, editions: Vec<Recorded>) -> Record {
        let (publication, inputs) = (plan.publication.clone(), Inputs::of(plan));
        Record { format: FORMAT, publication, source: None, inputs, editions }
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = &Content> {
        self.editions.iter().flat_map(|it| &it.files)
    }

    /// The edition of a name.
    pub fn edition(&self, name: &str) -> Option<&Recorded> {
        self.editions.iter().find(|it| it.plan.name == name)
    }

    /// The plans of its editions.
    pub fn plans(&self) -> Vec<EditionPlan> {
        self.editions.iter().map(|it| it.plan.clone()).collect()
    }

    /// The files of an earlier build that belong to editions of this one, but that this one no longer writes.
    /// If names differ only in case, many file systems have one file for both, so such a name is still in use.
    pub fn outdated<'a>(&'a self, earlier: &'a Record) -> impl Iterator<Item = &'a Content> {
        let is_rebuilt = |it: &&Recorded| self.edition(&it.plan.name).is_some();
        let again = |it: &&Content| self.files().any(|own| own.file.to_lowercase() == it.file.to_lowercase());
        earlier.editions.iter().filter(is_rebuilt).flat_map(|it| &it.files).filter(move |it| !again(it))
    }

    /// The record, with the editions of an earlier one that had the same inputs and were not built again, in the order
    /// in which the publication declares them.
    #[must_use]
    pub fn over(mut self, earlier: &Record, order: &[String]) -> Record {
        if self.inputs == earlier.inputs && self.publication == earlier.publication {
            let kept = earlier.editions.iter().filter(|it| self.edition(&it.plan.name).is_none());
            let kept: Vec<Recorded> = kept.filter(|it| order.contains(&it.plan.name)).cloned().collect();
            self.editions.extend(kept);
            self.editions.sort_by_key(|it| order.iter().position(|name| *name == it.plan.name));
        }
        self
    }

    /// Reads a record; `None` for other content, and for another version of the format.
    pub fn read(bytes: &[u8]) -> Option<Record> {
        serde_json::from_slice::<Record>(bytes).ok().filter(|it| it.format == FORMAT)
    }

    /// The text of the record.
    ///
    /// # Errors
    ///
    /// When JSON cannot be written.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|it| it + "\n")
    }
}

impl Inputs {
    /// Those of a plan.
    pub fn of(plan: &Plan) -> Inputs {
        let Plan { program, sources, fonts, .. } = plan.clone();
        Inputs { program, sources, fonts }
    }
}

impl Recorded {
    /// The size of all its files, in bytes.
    pub fn size(&self) -> usize {
        self.files.iter().filter_map(|it| usize::try_from(it.bytes).ok()).sum()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::plan) fn file(name: &str, sha256: &str) -> Content {
        Content { file: name.to_owned(), bytes: 3, sha256: sha256.to_owned() }
    }

    pub(in crate::plan) fn edition(name: &str) -> EditionPlan {
        EditionPlan {
            name: name.to_owned(),
            format: name.to_owned(),
            theme: "classic".to_owned(),
            accent: None,
            families: crate::theme::FamilyChoice::default(),
            created: 315_532_800,
            numbers: crate::publication::Numbers::default(),
            options: crate::publication::Settings::default(),
            siblings: Vec::new(),
            page_numbers: None,
        }
    }

    /// A record of editions, each with a file of its name.
    pub(in crate::plan) fn record(source: &str, editions: &[&str]) -> Record {
        let inputs = Inputs {
            program: "pamphlet 1".to_owned(),
            sources: vec![file("a.md", source)],
            fonts: Vec::new(),
        };
        let recorded = |name: &&str| Recorded {
            plan: edition(name),
            pages: None,
            faces: Vec::new(),
            files: vec![file(&format!("a.{name}"), name)],
        };
        let editions = editions.iter().map(recorded).collect();
        Record { format: FORMAT, publication: "a".to_owned(), source: None, inputs, editions }
    }

    #[test]
    fn record_is_read_as_it_was_written() {
        let mut record = record("s", &["txt", "pdf"]);
        record.editions[0].plan.options.set("width", 40);
        record.editions[1].plan.page_numbers = Some(Box::new(edition("pdf")));
        let written = record.write().expect("JSON");
        assert_eq!(Record::read(written.as_bytes()), Some(record));
        let other = written.replace("\"format\": 3", "\"format\": 2");
        assert_eq!(Record::read(other.as_bytes()), None);
        assert_eq!(Record::read(b"{}"), None);
    }

    #[test]
    fn outdated_files_belong_to_editions_that_are_built_again() {
        let mut earlier = record("one", &["epub", "html", "txt"]);
        earlier.editions[1].files.extend(["a/old.html", "A.html", "b.html"].map(|it| file(it, "p")));
        let new = record("two", &["html", "txt"]);
        let outdated: Vec<&str> = new.outdated(&earlier).map(|it| it.file.as_str()).collect();
        assert_eq!(outdated, ["a/old.html", "b.html"], "one file may have the names `a.html` and `A.html`");
    }

    #[test]
    fn edition_of_the_same_source_is_kept() {
        let names = |record: &Record| -> Vec<String> {
            record.editions.iter().map(|it| it.plan.name.clone()).collect()
        };
        let order = ["pdf", "epub", "html", "txt"].map(str::to_owned);
        let earlier = record("one", &["pdf", "epub", "html", "print"]);
        let kept = record("one", &["html", "txt"]).over(&earlier, &order);
        assert_eq!(names(&kept), ["pdf", "epub", "html", "txt"], "`print` is declared no longer");
        let alone = record("two", &["html"]).over(&earlier, &order);
        assert_eq!(names(&alone), ["html"], "what was built from another text is of another record");
    }
}
