//! What a manifest and front matter describe.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::{CaptionKind, Lang, Meta, NotePlace};
use crate::publication::value::Entry;
use crate::source::Span;

/// A publication as its manifest describes it, with its front matter once that is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publication {
    /// What is said about it.
    pub meta: Meta,
    /// The name of the theme of its editions; `None` for the default, `classic`.
    pub theme: Option<String>,
    /// Its brand colour, as `#0b5a7d`; `None` for the theme's.
    pub accent: Option<String>,
    /// Its fonts.
    pub fonts: FontTable,
    /// The tables `[pdf]`, `[epub]`, `[html]`, `[txt]` and `[editions]` as they were read, a later one over an earlier
    /// one. The backends know their keys.
    pub tables: Vec<Entry>,
    /// Whether paragraphs have ids by their words.
    pub passage_ids: bool,
    /// Ids that passages had before, each with that of today.
    pub former_passages: Vec<String>,
    /// What is numbered in all editions.
    pub numbers: Numbers,
    /// Where its notes are printed.
    pub notes: NotePlace,
    /// Whether abbreviations are written out where they are first used.
    pub expand_abbreviations: bool,
    /// The lists of what has a caption, in their order, before the text.
    pub lists: Vec<CaptionKind>,
    /// The values of variables, by name.
    pub variables: BTreeMap<String, Located>,
    /// The names of the editions that are built; none for all that are declared.
    pub editions: Vec<Located>,
    /// The programs that change the document before it is checked.
    pub filters: Vec<Located>,
    /// The files of the works that are cited.
    pub bibliography: Vec<Located>,
    /// How works are cited; `None` for by numbers.
    pub citation_style: Option<String>,
    /// The keys of works that are listed without being cited, as `@smith2020`; `@*` for all.
    pub nocite: Vec<Located>,
    /// The paths of its Markdown files below the manifest's folder; none for a single file.
    pub chapters: Vec<Located>,
    /// Chapters that are left out for now, by their paths or patterns.
    pub drafts: Vec<Located>,
    /// The levels of rules.
    pub lints: LintTable,
    /// Where the value of each key is that is given, by the name of the key, so that a fault that is found later is
    /// shown there.
    pub places: BTreeMap<&'static str, Span>,
}

impl Publication {
    /// The place of the value of a key; that of the metadata where it is not given.
    pub fn place_of(&self, key: &str) -> Span {
        self.places.get(key).copied().unwrap_or(self.meta.span)
    }
}

/// What is numbered; `None` leaves it to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// Whether sections are, to the third depth; by default not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<bool>,
    /// Whether figures are; by default where a reference needs the number of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<bool>,
    /// Whether tables are; by default where a reference needs the number of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<bool>,
    /// Whether listings are; by default where a reference needs the number of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listings: Option<bool>,
}

impl Numbers {
    /// Whether all is left to the text.
    pub fn are_unset(&self) -> bool {
        *self == Numbers::default()
    }

    /// These with others over them.
    #[must_use]
    pub fn with(self, over: Numbers) -> Numbers {
        Numbers {
            sections: over.sections.or(self.sections),
            figures: over.figures.or(self.figures),
            tables: over.tables.or(self.tables),
            listings: over.listings.or(self.listings),
        }
    }
}

/// The fonts of a publication, as `[fonts]` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontTable {
    /// The paths of font files and of folders of them, below the publication's folder.
    pub path: Vec<Located>,
    /// The family of text; `None` for the theme's.
    pub serif: Option<String>,
    /// The family of what the theme sets apart; `None` for the theme's.
    pub sans: Option<String>,
    /// The family of code; `None` for the theme's.
    pub mono: Option<String>,
}

/// What the sources are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceFormat {
    /// Markdown.
    #[default]
    Markdown,
    /// Pandoc's AST, as JSON.
    Pandoc,
    /// The document tree, as JSON.
    Json,
}

/// A name with its place, so that a fault that is found later can point at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The levels of rules in this publication, as `[check]` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LintTable {
    /// Whether warnings fail the build.
    pub strict: bool,
    /// The rules that are not reported.
    pub allow: Vec<Located>,
    /// The rules that are reported as warnings.
    pub warn: Vec<Located>,
    /// The rules that are reported as errors.
    pub deny: Vec<Located>,
}

/// What a manifest describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manifest {
    /// One publication.
    Publication(Box<Publication>),
    /// Several that are built together.
    Collection(Collection),
}

/// Publications that are built together, and what is said about them as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collection {
    /// The paths of its members below the manifest's folder.
    pub members: Vec<Located>,
    /// Its title; `None` where none is given.
    pub title: Option<String>,
    /// What it is about; `None` where nothing is said.
    pub description: Option<String>,
    /// The language of title and description; `und` where none is given.
    pub lang: Lang,
    /// What its tables give to each member: the options of the formats, the editions, the levels of rules.
    pub shared: Box<Publication>,
}

/// The names of the built-in formats: the tables with their options, and the editions by default.
pub const FORMATS: [&str; 4] = ["pdf", "epub", "html", "txt"];

/// The table of variables.
pub const VARIABLES: &str = "variables";

/// The table of named editions.
pub const EDITIONS: &str = "editions";
