//! Reading editions as a stranger does: from their bytes, by the standards of their formats.

pub mod text;
pub mod html;
pub mod epub;
pub mod pdf;
mod elements;
mod style;
mod xml;

pub(super) use epub::differing_part;

use super::Format;
use super::reading::Reading;
use super::report::{Aspect, Finding};

/// What an edition says, and where it breaks the rules of its format.
pub fn read(format: Format, bytes: &[u8]) -> (Reading, Vec<Finding>) {
    match format {
        Format::Text => match std::str::from_utf8(bytes) {
            Ok(text) => (text::read(text), Vec::new()),
            Err(error) => {
                let message = format!("byte {} is not UTF-8", error.valid_up_to());
                let finding = Finding::new(Aspect::Standard, "", message);
                (text::read(&String::from_utf8_lossy(bytes)), vec![finding])
            }
        },
        Format::Html => html::read(bytes),
        Format::Epub => epub::read(bytes),
        Format::Pdf => pdf::read(bytes),
    }
}
