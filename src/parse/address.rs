//! Addresses: the schemes and paths of links and images.

use std::ops::Range;

use crate::diag::rules::outside_image;
use crate::diag::{Diagnostic, Diagnostics};
use crate::parse::cx::{Cx, clean};
use crate::parse::rules;

/// The path below the publication's folder of an image that a source names; `None` with a diagnostic
/// where it is absolute, remote, outside, or missing.
pub(super) fn resolve(cx: &Cx, url: &str, range: Range<usize>, diags: &mut Diagnostics) -> Option<String> {
    let diagnostic =
        |rule, message: String, help: &str| Diagnostic::new(rule, cx.span(range.clone()), message).help(help);
    let help = "put a copy into the publication's folder and give its path from this file";
    if url.starts_with(['/', '\\']) || scheme(url).is_some() {
        diags.push(diagnostic(
            &rules::REMOTE_IMAGE,
            format!("the image `{url}` is not in the publication"),
            help,
        ));
        return None;
    }
    let Some(path) = join(cx.folder, &decoded(url)) else {
        diags.push(outside_image(url, cx.span(range)));
        return None;
    };
    if url.is_empty() || path.is_empty() {
        let help = "give the path of the file from this one, as in `![…](images/crowd.jpg)`";
        diags.push(diagnostic(&rules::EMPTY_IMAGE, "the image names no file".to_owned(), help));
        return None;
    }
    Some(path)
}

/// The scheme of an address; a drive letter counts as one.
pub(super) fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let good = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.');
    (scheme.starts_with(|it: char| it.is_ascii_alphabetic()) && scheme.chars().all(good)).then_some(scheme)
}

/// A path from a folder, without `.` and `..`; `None` where it climbs out.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The text with its `%` escapes decoded; as it is where they are not UTF-8.
pub(super) fn decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = escape.and_then(|it| Some(hex(it[0])? * 16 + hex(it[1])?));
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or_else(|_| clean(url), |it| clean(&it))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|it| u8::try_from(it).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_the_folder() {
        assert_eq!(join("", "a/./b.png").as_deref(), Some("a/b.png"));
        assert_eq!(join("text", "../img/b.png").as_deref(), Some("img/b.png"));
        assert_eq!(join("", "../b.png"), None);
        assert_eq!(join("a", "../../b.png"), None);
        assert_eq!(join("", "a\\..\\..\\b.png"), None);
    }

    #[test]
    fn escapes_are_decoded_once() {
        assert_eq!(decoded("a%20b%C3%A9%2525"), "a bé%25");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%ff"), "%ff");
        assert_eq!(decoded("%+f"), "%+f");
    }

    #[test]
    fn a_scheme_is_known() {
        assert_eq!(scheme("https://a"), Some("https"));
        assert_eq!(scheme("C:\\a"), Some("C"));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("é:c"), None);
    }
}
