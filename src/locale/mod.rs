//! The words and habits of languages: generated words, dates, numerals.
//!
//! What a program adds to a text should speak the text's language. Where a
//! language is not known here, English stands in, and [`Words::lang`] says so,
//! so that the words can be marked as English.

pub mod date;
pub mod numeral;
pub mod quotes;
pub mod site;
pub mod summary;
pub mod words;

pub use quotes::{Quotes, quotes_of};
pub use site::{SiteWords, site_words};
pub use summary::{Summary, summary};
pub use words::{Words, words};
