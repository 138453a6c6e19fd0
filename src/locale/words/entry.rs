//! What has to be said in each language.

use crate::document::Admonition;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The language that they are in.
    pub lang: &'static str,
    /// The heading of the table of contents.
    pub contents: &'static str,
    /// The heading of the notes.
    pub notes: &'static str,
    /// What a note is called, before its number.
    pub note: &'static str,
    /// The link from a note back to its mark.
    pub back_to_text: &'static str,
    /// The link by which a keyboard skips the contents.
    pub skip_to_text: &'static str,
    /// The name of the permalink of a heading, before the heading.
    pub link_to: &'static str,
    /// What a link is called, before its number.
    pub link: &'static str,
    /// The title of a remark of each kind, in the order of [`Admonition::ALL`].
    pub remarks: [&'static str; 5],
    /// What a done and an open task are called.
    pub tasks: [&'static str; 2],
    /// The head of a note or table that continues from the page before.
    pub continued: &'static str,
    /// What the cover is called.
    pub cover: &'static str,
    /// What the title page is called.
    pub title_page: &'static str,
    /// Where the text itself begins.
    pub start: &'static str,
    /// What a page is called, before its number.
    pub page: &'static str,
    /// What an image is called, before its description.
    pub image: &'static str,
    /// What a table is called that has neither caption nor heads.
    pub table: &'static str,
    /// What a figure, a table, a section, an appendix and a listing are called within a sentence, with `#` for the
    /// number, in the order of [`Numbered`].
    pub numbered: [&'static str; 5],
    /// What is between a number and its caption.
    pub caption: &'static str,
}

/// What has a number that its name goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Numbered {
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// A section.
    Section,
    /// An appendix.
    Appendix,
    /// Code with a caption.
    Listing,
}

impl Words {
    /// The title of a remark.
    pub fn remark(&self, kind: Admonition) -> &'static str {
        let at = Admonition::ALL.iter().position(|it| *it == kind).unwrap_or(0);
        self.remarks[at]
    }

    /// The name of something with its number, as it is written within a sentence: `Figure 3`, `section 2.1`.
    pub fn numbered(&self, kind: Numbered, number: &str) -> String {
        self.numbered[kind as usize].replace('#', number)
    }

    /// The same at the beginning of a sentence or of a caption.
    pub fn numbered_first(&self, kind: Numbered, number: &str) -> String {
        let name = self.numbered(kind, number);
        let mut letters = name.chars();
        let first = letters.next().map(|it| it.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }

    /// What a task is called.
    pub fn task(&self, done: bool) -> &'static str {
        self.tasks[usize::from(!done)]
    }
}
