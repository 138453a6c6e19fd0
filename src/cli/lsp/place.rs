//! Places as the protocol has them: lines and columns from zero, columns in units of UTF-16.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::document::address::decoded;
use crate::source::{Source, Span};

/// The range of a span.
pub(super) fn range(source: &Source, span: Span) -> Value {
    let bytes = span.range();
    json!({"start": position(source, bytes.start), "end": position(source, bytes.end)})
}

fn position(source: &Source, byte: usize) -> Value {
    let at = source.position(byte);
    let before: usize = source.line(at.line).chars().take(at.column - 1).map(char::len_utf16).sum();
    json!({"line": at.line - 1, "character": before})
}

/// Whether two ranges have a place in common; their ends count.
pub(super) fn touch(one: &Value, other: &Value) -> bool {
    let at = |range: &Value, end: &str| {
        let number = |name: &str| range[end][name].as_u64().unwrap_or_default();
        (number("line"), number("character"))
    };
    at(one, "start") <= at(other, "end") && at(other, "start") <= at(one, "end")
}

/// The byte at a position; past the end of a line, its end.
pub(super) fn byte(source: &Source, position: &Value) -> Option<usize> {
    let number = |name: &str| position[name].as_u64().and_then(|it| usize::try_from(it).ok());
    let (line, wanted) = (number("line")? + 1, number("character")?);
    let range = source.line_range(line);
    let mut units = 0;
    for (at, letter) in source.line(line).char_indices() {
        if units >= wanted {
            return Some(range.start + at);
        }
        units += letter.len_utf16();
    }
    Some(range.start + source.line(line).len())
}

/// The path of a `file:` address; `None` for another one.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let text = decoded(rest).filter(|it| it.starts_with('/'))?;
    // `/C:/Users` is `C:/Users`.
    let is_drive = text.as_bytes().get(2) == Some(&b':') && cfg!(windows);
    Some(PathBuf::from(if is_drive { &text[1..] } else { &text[..] }))
}

/// The `file:` address of a path (RFC 8089, RFC 3986, 2.3).
pub(super) fn uri_of(path: &Path) -> String {
    let mut uri = "file://".to_owned();
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn columns_count_units_of_utf_16() {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a.md", "ab\r\n😀é x\n")).expect("room");
        let source = sources.get(id).expect("the source");
        let found = range(source, Span::new(id, 7..9));
        assert_eq!(found, json!({"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 3}}));
        let end = range(source, Span::new(id, 11..12));
        assert_eq!(end["end"], json!({"line": 2, "character": 0}));
    }

    #[test]
    fn addresses_of_files_are_paths() {
        assert_eq!(path_of("file:///a%20b/c%C3%A9.md"), Some(PathBuf::from("/a b/cé.md")));
        assert_eq!(path_of("file:///a%2"), Some(PathBuf::from("/a%2")));
        assert_eq!(path_of("untitled:Untitled-1"), None);
        assert_eq!(path_of("file://server/share"), None);
    }

    #[test]
    fn ranges_touch_at_their_ends() {
        let at = |from: u64, to: u64| json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}});
        assert!(touch(&at(2, 5), &at(5, 5)) && touch(&at(2, 5), &at(0, 9)));
        assert!(!touch(&at(2, 5), &at(6, 7)));
    }
}
