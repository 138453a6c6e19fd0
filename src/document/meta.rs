//! The metadata of the publication: title, authors, language and the rest.

use crate::document::{Date, Lang};
use crate::source::Span;

/// The metadata of a publication, as the manifest and the front matter give it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The title; empty where none is given, which is an error for editions that need one.
    pub title: String,
    /// The text below the title.
    pub subtitle: Option<String>,
    /// Authors, editors, translators and other contributors.
    pub contributors: Vec<Contributor>,
    /// The main language.
    pub lang: Lang,
    /// When it was published.
    pub date: Option<Date>,
    /// A stable name for the publication: a URN, DOI or ISBN.
    pub identifier: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The statement of rights.
    pub rights: Option<String>,
    /// What it is about, in a sentence or two.
    pub description: Option<String>,
    /// Keywords.
    pub subjects: Vec<String>,
    /// The series that it belongs to.
    pub series: Option<Series>,
    /// The path of the cover image below the publication's folder; `None` for one drawn from the theme.
    pub cover: Option<String>,
    /// The path of an image that a drawn cover shows; `None` for none.
    pub cover_image: Option<String>,
    /// What the cover shows, for those who do not see it; `None` for title and authors.
    pub cover_alt: Option<String>,
    /// The path of the logo; `None` for none.
    pub logo: Option<String>,
    /// What the logo says; `None` for the name of the publisher.
    pub logo_alt: Option<String>,
    /// The address at which it is published; `None` where it has none.
    pub url: Option<String>,
    /// The name of the editions' files, without ending.
    pub slug: String,
    /// Where the metadata is in the source; the start of the first source where it has none.
    pub span: Span,
}

impl Meta {
    /// The names of the authors, in order.
    pub fn authors(&self) -> impl Iterator<Item = &str> {
        self.contributors.iter().filter(|it| it.role == "aut").map(|it| it.name.as_str())
    }

    /// The alternative text of the logo; empty where it says nothing that is not in the text.
    pub fn logo_text(&self) -> &str {
        self.logo_alt.as_deref().or(self.publisher.as_deref()).unwrap_or_default()
    }

    /// The paths of the images that the metadata names, each with its key.
    pub fn images(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let named = [("cover", &self.cover), ("cover-image", &self.cover_image), ("logo", &self.logo)];
        named.into_iter().filter_map(|(key, path)| Some((key, path.as_deref()?)))
    }
}

/// A series of publications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The number of the publication in it; `None` where it has none.
    pub number: Option<String>,
}

/// A contributor to the publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// The name as printed.
    pub name: String,
    /// The MARC relator code: `aut`, `edt`, `trl`, `ill`, …
    pub role: String,
    /// The name as sorted; `None` for the name itself.
    pub file_as: Option<String>,
}
