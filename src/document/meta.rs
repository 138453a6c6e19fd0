//! What is said about the publication: title, authors, language and the rest.

use crate::document::Lang;
use crate::source::Span;

/// The metadata of a publication, as the manifest and the front matter give it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The title; empty where none is given, which is a fault for editions that need one.
    pub title: String,
    /// What stands below the title.
    pub subtitle: Option<String>,
    /// Who wrote it, and who else had a part.
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
    /// The series that it belongs to, with its place in it.
    pub series: Option<(String, Option<String>)>,
    /// The path of the cover image below the publication's folder; `None` for one drawn from the theme.
    pub cover: Option<String>,
    /// The address at which it is published; `None` where it has none.
    pub url: Option<String>,
    /// The name of the editions' files, without ending.
    pub slug: String,
    /// Where in the source the metadata stands; the start of the first source where it has none.
    pub span: Span,
}

impl Meta {
    /// The names of the authors, in order.
    pub fn authors(&self) -> impl Iterator<Item = &str> {
        self.contributors.iter().filter(|it| it.role == "aut").map(|it| it.name.as_str())
    }
}

/// Somebody who had a part in the publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// The name as printed.
    pub name: String,
    /// The MARC relator code: `aut`, `edt`, `trl`, `ill`, …
    pub role: String,
    /// The name as sorted; `None` for the name itself.
    pub file_as: Option<String>,
}

/// A date of ISO 8601, as exact as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2019`, `2019-11` or `2019-11-30`; `None` for anything else or a day that does not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.trim().split('-');
        let year = Date::number(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(None), |it| Date::number(it, 2).map(Some))?;
        let day = parts.next().map_or(Some(None), |it| Date::number(it, 2).map(Some))?;
        let month = month.map_or(Some(None), |it| u8::try_from(it).ok().map(Some))?;
        let day = day.map_or(Some(None), |it| u8::try_from(it).ok().map(Some))?;
        let date = Date { year, month, day };
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    fn number(text: &str, digits: usize) -> Option<u16> {
        let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain { text.parse().ok() } else { None }
    }

    fn exists(self) -> bool {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            None => return self.year > 0 && self.day.is_none(),
            Some(2) if leap => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            Some(1..=12) => 31,
            Some(_) => return false,
        };
        self.year > 0 && self.day.is_none_or(|day| (1..=days).contains(&day))
    }

    /// The date as it was given: `2019`, `2019-11` or `2019-11-30`.
    pub fn to_iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_exactly_as_it_is_given() {
        for text in ["2019", "2019-11", "2024-02-29"] {
            assert_eq!(Date::parse(text).map(Date::to_iso).as_deref(), Some(text));
        }
        for text in [
            "",
            "19",
            "2019-13",
            "2023-02-29",
            "2019-11-31",
            "2019-1-1",
            "November 2019",
            "2019-11-30-1",
            "0000",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
