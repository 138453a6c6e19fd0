//! The record next to the editions: the inputs and the outputs of a build.
//!
//! The record has neither time nor absolute paths, so the same build writes the same
//! record. It describes one state of the source: outputs of an earlier build stay in it
//! only if they had the same inputs.

mod choices;
mod hold;
mod sums;

pub use choices::Choices;
pub use hold::{Found, differences};
pub use sums::Sums;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The version of the record's format. The first had no [`Choices`]; it can still be read.
pub const FORMAT: u32 = 2;

/// The inputs and the outputs of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The version of the format.
    pub format: u32,
    /// The file name of the editions without extension.
    pub publication: String,
    /// The inputs.
    #[serde(flatten)]
    pub inputs: Inputs,
    /// The options of the command line.
    #[serde(default, rename = "options", skip_serializing_if = "Choices::is_empty")]
    pub choices: Choices,
    /// The files that were written, by name.
    pub outputs: Vec<Output>,
}

/// Everything that determines the bytes of the editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The program with its version, which includes the built-in fonts.
    pub program: String,
    /// The theme.
    pub theme: String,
    /// The creation date of the editions, in seconds since 1970 UTC.
    pub created: u64,
    /// The manifest, the texts and the images, by name.
    pub sources: Vec<Content>,
    /// The external font files, in order.
    pub fonts: Vec<Font>,
}

/// A file, by its content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Content {
    /// Its path from the folder of the publication, or `-` for standard input.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its hash (FIPS 180-4) in hexadecimal digits.
    pub sha256: String,
}

impl Content {
    /// A file with a name and bytes.
    pub fn of(name: &str, bytes: &[u8]) -> Content {
        Content { file: name.replace('\\', "/"), bytes: bytes.len() as u64, sha256: hash(bytes) }
    }
}

/// The SHA-256 of bytes in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A font file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Font {
    /// The PostScript names of its faces.
    pub faces: Vec<String>,
    /// Its hash in hexadecimal digits.
    pub sha256: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// The edition that it belongs to, such as `pdf`.
    pub edition: String,
    /// The file, by its path from the folder of the record.
    #[serde(flatten)]
    pub file: Content,
    /// The number of its pages; `None` for a file without pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The PostScript names of the faces that its pages are set in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faces: Vec<String>,
}

impl Record {
    /// The name of the record of a publication.
    pub fn name(slug: &str) -> String {
        format!("{slug}.record.json")
    }

    /// A record of a build.
    pub fn new(slug: &str, inputs: Inputs, choices: Choices, mut outputs: Vec<Output>) -> Record {
        outputs.sort_by(|a, b| a.file.cmp(&b.file));
        Record { format: FORMAT, publication: slug.to_owned(), inputs, choices, outputs }
    }

    /// The files of an earlier build that belong to editions of this one, but that this one no longer writes.
    /// If names differ only in case, many file systems have one file for both, so such a name is still in use.
    pub fn outdated<'a>(&'a self, earlier: &'a Record) -> impl Iterator<Item = &'a Content> {
        let anew = |it: &&Output| self.outputs.iter().any(|own| own.edition == it.edition);
        let folded = |it: &Output| it.file.file.to_lowercase();
        let again = move |it: &&Output| self.outputs.iter().any(|own| folded(own) == folded(it));
        earlier.outputs.iter().filter(anew).filter(move |it| !again(it)).map(|it| &it.file)
    }

    /// The size of all files of an edition, in bytes; `None` if there is none.
    pub fn size(&self, edition: &str) -> Option<usize> {
        let of = self.outputs.iter().filter(|it| it.edition == edition);
        let sizes: Vec<usize> = of.map(|it| usize::try_from(it.file.bytes).ok()).collect::<Option<_>>()?;
        sizes.into_iter().try_fold(0_usize, usize::checked_add).filter(|it| *it > 0)
    }

    /// The record, with the editions of an earlier one that had the same inputs and were not built again.
    #[must_use]
    pub fn over(mut self, earlier: &Record) -> Record {
        if self.inputs == earlier.inputs && self.publication == earlier.publication {
            let anew = |it: &&Output| self.outputs.iter().any(|own| own.edition == it.edition);
            let kept: Vec<Output> = earlier.outputs.iter().filter(|it| !anew(it)).cloned().collect();
            self.choices.keep(&earlier.choices, &kept);
            self.outputs.extend(kept);
            self.outputs.sort_by(|a, b| a.file.cmp(&b.file));
        }
        self
    }

    /// Reads a record; `None` for other content, and for an unknown version of the format.
    pub fn read(bytes: &[u8]) -> Option<Record> {
        serde_json::from_slice::<Record>(bytes).ok().filter(|it| (1..=FORMAT).contains(&it.format))
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

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn file(name: &str, sha256: &str) -> Content {
        Content { file: name.to_owned(), bytes: 3, sha256: sha256.to_owned() }
    }

    pub(super) fn record(source: &str, editions: &[&str]) -> Record {
        let inputs = Inputs {
            program: "pamphlet 1".to_owned(),
            theme: "classic".to_owned(),
            created: 315_532_800,
            sources: vec![file("a.md", source)],
            fonts: Vec::new(),
        };
        let output = |it: &&str| {
            let (edition, file) = ((*it).to_owned(), file(&format!("a.{it}"), it));
            Output { edition, file, pages: None, faces: Vec::new() }
        };
        Record::new("a", inputs, Choices::default(), editions.iter().map(output).collect())
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let record = record("s", &["txt", "pdf"]);
        let written = record.write().expect("JSON");
        assert_eq!(Record::read(written.as_bytes()), Some(record.clone()));
        let of_form = |form: &str| written.replace("\"format\": 2", &format!("\"format\": {form}"));
        assert_eq!(Record::read(of_form("1").as_bytes()), Some(Record { format: 1, ..record }));
        assert_eq!(Record::read(of_form("3").as_bytes()), None);
        assert_eq!(Record::read(b"{}"), None);
    }

    #[test]
    fn what_is_made_no_more_is_of_editions_made_anew() {
        let mut earlier = record("one", &["epub", "html", "txt"]);
        let page = |name: &str| Output { file: file(name, "p"), ..earlier.outputs[1].clone() };
        let pages = [page("a/old.html"), page("A.html"), page("b.html")];
        earlier.outputs.extend(pages);
        let new = record("two", &["html", "txt"]);
        let outdated: Vec<&str> = new.outdated(&earlier).map(|it| it.file.as_str()).collect();
        assert_eq!(outdated, ["a/old.html", "b.html"], "one file may have the names `a.html` and `A.html`");
    }

    #[test]
    fn an_edition_of_the_same_source_is_kept() {
        let files =
            |record: &Record| record.outputs.iter().map(|it| it.file.file.clone()).collect::<Vec<_>>();
        let earlier = record("one", &["epub", "html", "pdf"]);
        let kept = record("one", &["html", "txt"]).over(&earlier);
        assert_eq!(files(&kept), ["a.epub", "a.html", "a.pdf", "a.txt"]);
        let mut narrow = earlier.clone();
        narrow.choices = Choices { width: Some(40), assets: true, ..Choices::default() };
        let choices = record("one", &["html"]).over(&narrow).choices;
        assert_eq!(choices, Choices::default(), "no text is kept, and the page is made anew");
        let choices = record("one", &["txt"]).over(&narrow).choices;
        assert_eq!(choices, Choices { assets: true, ..Choices::default() });
        let alone = record("two", &["html"]).over(&earlier);
        assert_eq!(files(&alone), ["a.html"], "what was made of another text is of another record");
    }
}
