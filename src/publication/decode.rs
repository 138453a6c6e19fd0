//! From the bytes of a file to a source.

use crate::diag::Diagnostics;
use crate::publication::rules::invalid_utf8;
use crate::source::{Source, SourceId, Sources, Span};

/// Adds a file to the sources. Bytes that are no UTF-8 become U+FFFD, and the first of them is reported.
/// `None` where the sources are full.
pub fn decode(path: &str, bytes: &[u8], sources: &mut Sources, diags: &mut Diagnostics) -> Option<SourceId> {
    let Err(error) = std::str::from_utf8(bytes) else {
        return sources.add(Source::new(path, &String::from_utf8_lossy(bytes)));
    };
    let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    // Line ends are made one kind on the way, so the place is counted in the text as it is kept.
    let at = Source::new("", &good).text().len();
    let id = sources.add(Source::new(path, &String::from_utf8_lossy(bytes)))?;
    diags.push(invalid_utf8(Span::new(id, at..at + '\u{fffd}'.len_utf8()), bytes));
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bad_byte_is_found_past_line_ends_and_marks() {
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let id = decode("a.md", b"\xef\xbb\xbfone\r\ncaf\xe9 \xe9", &mut sources, &mut diags).expect("room");
        let spans: Vec<Span> = diags.iter().map(|it| it.primary.span).collect();
        assert_eq!(spans, [Span::new(id, 7..10)], "one message, not one for each byte");
        assert_eq!(sources.slice(spans[0]), "\u{fffd}");
    }

    #[test]
    fn utf16_is_known_by_its_mark() {
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        decode("a.md", b"\xff\xfea\0", &mut sources, &mut diags);
        assert!(diags.iter().any(|it| it.message.contains("UTF-16")));
    }
}
