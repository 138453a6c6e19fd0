//! Comparing an edition part by part with what a build writes.
//!
//! An edition of ours has only what our writers write: the white list is the edition itself, as a build makes it. The
//! files may differ in what no reader notices: compression, the order of objects, the numbers of objects, white space.
//! What else differs is a finding with its place. A file that has little in common with the edition was made by another
//! program or with other options, and is not compared in this way.
//!
//! In reading order:
//!
//! - `difference`: a difference with its place;
//! - `sequence`: differences between lists of words, lines or tokens;
//! - `markup`: HTML and XML, node by node; `lines`: plain text;
//! - `book`: the files of an EPUB;
//! - `pdf`: pages by their operators, everything else by the graph of its objects.

mod difference;
mod lines;
mod markup;
mod book;
mod pdf;

use super::content::Format;
use super::report::{Aspect, Finding};
use difference::Difference;

/// The differences of a file from the edition that a build makes; `None` where they have too little in common.
pub fn compare_parts(format: Format, made: &[u8], found: &[u8]) -> Option<Vec<Finding>> {
    if made == found {
        return Some(Vec::new());
    }
    let differences = match format {
        Format::Text => lines::compare(made, found),
        Format::Html => markup::compare(made, found, markup::Syntax::Html),
        Format::Epub => book::compare(made, found),
        Format::Pdf => pdf::compare(made, found),
    }?;
    let finding = |it: Difference| Finding::new(Aspect::Parts, it.location, it.message);
    Some(differences.into_iter().map(finding).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_that_has_little_in_common_is_not_compared() {
        let made = b"one\ntwo\nthree\nfour\n";
        assert_eq!(compare_parts(Format::Text, made, b"five\nsix\nseven\neight\n"), None);
        assert_eq!(compare_parts(Format::Text, made, made), Some(Vec::new()));
        let found = compare_parts(Format::Text, made, b"one\ntwo\nthree\nfive\n").expect("much in common");
        assert_eq!(
            (found[0].location.as_str(), found[0].message.as_str()),
            ("line 4", "`five` instead of `four`")
        );
        assert_eq!(compare_parts(Format::Pdf, b"%PDF", b"%PDF-"), None);
        assert_eq!(compare_parts(Format::Epub, b"PK12", b"PK13"), None);
    }
}
