//! The same bytes: where a file differs from what a new build makes.

use super::Format;
use super::extract::differing_part;
use super::report::{Aspect, Finding};

/// The first difference of a file from the bytes that a new build gives; `None` where they are the same.
pub fn same(format: Format, rebuilt: &[u8], found: &[u8]) -> Option<Finding> {
    if rebuilt == found {
        return None;
    }
    let at = rebuilt.iter().zip(found).take_while(|(a, b)| a == b).count();
    let place = match format {
        Format::Pdf => format!("byte {}", at + 1),
        Format::Epub => differing_part(rebuilt, found).unwrap_or_else(|| format!("byte {}", at + 1)),
        Format::Html | Format::Text => {
            let before = found.get(..at).unwrap_or(found);
            format!("line {}", before.iter().filter(|it| **it == b'\n').count() + 1)
        }
    };
    let sizes = if rebuilt.len() == found.len() {
        format!("all {} bytes long", found.len())
    } else {
        format!("{} bytes, not {}", found.len(), rebuilt.len())
    };
    Some(Finding::new(Aspect::Bytes, place, format!("not the file that a new build makes ({sizes})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_has_its_place() {
        let place = |rebuilt: &[u8], found: &[u8]| same(Format::Text, rebuilt, found).map(|it| it.place);
        assert_eq!(place(b"a\nb\n", b"a\nb\n"), None);
        assert_eq!(place(b"a\nb\n", b"a\nc\n").as_deref(), Some("line 2"));
        assert_eq!(place(b"a\nb\n", b"a\n").as_deref(), Some("line 2"), "what was cut off");
        let pdf = same(Format::Pdf, b"%PDF", b"%PdF").expect("a difference");
        assert_eq!((pdf.place.as_str(), pdf.aspect), ("byte 3", Aspect::Bytes));
        let broken = same(Format::Epub, b"PK12", b"PK13").expect("a difference");
        assert_eq!(broken.place, "byte 4", "what is no archive has no parts");
    }
}
