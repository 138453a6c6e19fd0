//! What depends on the language: generated words, quotation marks, dates, numerals.
//!
//! What the program adds to a text is in the language of the text. If a
//! language is not known here, English is used, and [`Words::lang`] tells that,
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
pub use words::{Numbered, Words, words};
