//! Extracting: the content of editions from their bytes, by the standards of their formats.
//!
//! In reading order: [`text`], with [`grid`]; `xml`, `css` and `markup`, which [`html`] and [`epub`] share; [`pdf`].

pub mod text;
mod grid;
pub(super) mod xml;
mod css;
mod markup;
pub mod html;
pub mod epub;
pub mod pdf;

pub(super) use epub::differing_part;

use super::content::{Content, Format};
use super::report::{Aspect, Finding};

/// The content of an edition, and where it breaks the rules of its format.
pub fn extract(format: Format, bytes: &[u8]) -> (Content, Vec<Finding>) {
    match format {
        Format::Text => match std::str::from_utf8(bytes) {
            Ok(text) => (text::extract(text), Vec::new()),
            Err(error) => {
                let message = format!("byte {} is not UTF-8", error.valid_up_to());
                let finding = Finding::new(Aspect::Standard, "", message);
                (text::extract(&String::from_utf8_lossy(bytes)), vec![finding])
            }
        },
        Format::Html => html::extract(bytes),
        Format::Epub => epub::extract(bytes),
        Format::Pdf => pdf::extract(bytes),
    }
}
