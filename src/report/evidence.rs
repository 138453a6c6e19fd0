//! What is known of the files of a publication.

use std::collections::BTreeMap;

use crate::report::questions::Answers;

/// The parts of a product that a report speaks of, as the catalogue of OpenACR has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The HTML edition.
    Web,
    /// The PDF and the EPUB.
    Documents,
}

impl Part {
    /// Its id in the catalogue.
    pub const fn id(self) -> &'static str {
        match self {
            Part::Web => "web",
            Part::Documents => "electronic-docs",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Part::Web => "HTML",
            Part::Documents => "PDF and EPUB",
        }
    }
}

/// The first file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Its name below the folder of the editions.
    pub file: String,
    /// The name of the edition.
    pub edition: String,
    /// The format.
    pub format: String,
    /// Its SHA-256 in hexadecimal digits; `None` where it is missing.
    pub sha256: Option<String>,
    /// How many differences from the source, its standards, or a new build `verify` found.
    pub differences: usize,
    /// The standards that it claims.
    pub claims: Vec<String>,
    /// Whether its structure is marked.
    pub is_tagged: bool,
    /// Whether it is the first page of a site, which has a program for its search.
    pub is_site: bool,
    /// Whether its theme is one of the program's own, on which the tests of the program have been run.
    pub has_own_theme: bool,
    /// How many words of the text and its notes were compared.
    pub words: usize,
}

impl EvidenceFile {
    /// The part of the product that it belongs to; `None` for plain text and other programs' formats.
    pub fn part(&self) -> Option<Part> {
        match self.format.as_str() {
            "html" => Some(Part::Web),
            "pdf" | "epub" => Some(Part::Documents),
            _ => None,
        }
    }

    /// Whether `verify` proved that it says what the source says, in the form that a build gives it.
    pub fn is_proved(&self) -> bool {
        self.sha256.is_some() && self.differences == 0
    }

    /// Whether it claims PDF/UA.
    pub fn is_universal(&self) -> bool {
        self.claims.iter().any(|it| it.starts_with("PDF/UA"))
    }
}

/// A place where a rule found something, as messages show it.
pub type Found = BTreeMap<&'static str, Vec<String>>;

/// All that a report rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The name of the publication's files.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its main language.
    pub language: String,
    /// Its identifier.
    pub identifier: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// Its date, `2026-11-22`.
    pub date: Option<String>,
    /// The program with its version.
    pub program: String,
    /// The source files with their SHA-256.
    pub sources: Vec<(String, String)>,
    /// The SHA-256 of all of the sources together, which answers may name.
    pub text: String,
    /// The files of the editions.
    pub files: Vec<EvidenceFile>,
    /// What each rule found in the source.
    pub found: Found,
    /// What the publication says of its accessibility, by the names of schema.org.
    pub claims: Vec<(String, String)>,
    /// What people answered.
    pub answers: Answers,
    /// The name of the file with their answers.
    pub questions: String,
}

impl Evidence {
    /// The values of a claim.
    pub fn claimed<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.claims.iter().filter(move |it| it.0 == name).map(|it| it.1.as_str())
    }

    /// Whether there are images that say something.
    pub fn has_images(&self) -> bool {
        self.claimed("accessMode").any(|it| it == "visual")
    }

    /// Whether an image may move or flash.
    pub fn may_move(&self) -> bool {
        self.claimed("accessibilityHazard").any(|it| it != "none")
    }

    /// The files of a part.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &EvidenceFile> {
        self.files.iter().filter(move |it| it.part() == Some(part))
    }

    /// Whether a part is a site.
    pub fn is_site(&self, part: Part) -> bool {
        self.of(part).any(|it| it.is_site)
    }
}
