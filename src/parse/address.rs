//! Addresses: the schemes and paths of links and images.

use std::ops::Range;

use crate::diag::rules::outside_image;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::{self, join};
use crate::parse::cx::{Cx, clean};
use crate::parse::rules;

/// Where an image is that a source names.
pub(crate) enum ImagePlace {
    /// At a path below the publication's folder.
    Inside(String),
    /// At an address of the web.
    Remote,
    /// Nowhere that can be told to a reader.
    Nowhere,
}

/// Where an image is. What cannot be shown is reported.
pub(crate) fn resolve(cx: &Cx, url: &str, range: Range<usize>, diags: &mut Diagnostics) -> ImagePlace {
    let diagnostic =
        |rule, message: String, help: &str| Diagnostic::new(rule, cx.span(range.clone()), message).help(help);
    let help = "put a copy into the publication's folder and give its path from this file";
    if let Some(kind) = url.strip_prefix("data:") {
        let readable = ["image/png", "image/jpeg", "image/jpg", "image/webp", "image/gif", "image/svg+xml"];
        if readable.iter().any(|it| kind.starts_with(it)) {
            return ImagePlace::Inside(url.split_whitespace().collect());
        }
        // The address is the whole image: only its beginning says anything to a reader.
        let kind = kind.split([';', ',']).next().unwrap_or_default();
        let message = format!(
            "an image inside its address (`data:{kind}…`) cannot be shown; its alternative text stands for it"
        );
        diags.push(diagnostic(
            &rules::REMOTE_IMAGE,
            message,
            "save it as a file in the publication's folder",
        ));
        return ImagePlace::Nowhere;
    }
    if url.starts_with(['/', '\\']) || scheme(url).is_some() {
        let message =
            format!("the image `{url}` is not in the publication; its alternative text stands for it");
        let several = "images that are not in the publication; their alternative texts stand for them";
        diags.push(diagnostic(&rules::REMOTE_IMAGE, message, help).folds(several));
        return if scheme(url).is_some() { ImagePlace::Remote } else { ImagePlace::Nowhere };
    }
    // A query is for the server of a web site, as in `a.png?raw=true`; a file has none.
    let file = url.split(['?', '#']).next().unwrap_or(url);
    let Some(path) = join(cx.folder, &decoded(file)) else {
        diags.push(outside_image(url, cx.span(range)));
        return ImagePlace::Nowhere;
    };
    if url.is_empty() || path.is_empty() {
        let help = "give the path of the file from this one, as in `![…](images/crowd.jpg)`";
        diags.push(diagnostic(&rules::EMPTY_IMAGE, "the image names no file".to_owned(), help));
        return ImagePlace::Nowhere;
    }
    ImagePlace::Inside(path)
}

/// The scheme of an address; a drive letter counts as one.
pub(super) fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let good = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.');
    (scheme.starts_with(|it: char| it.is_ascii_alphabetic()) && scheme.chars().all(good)).then_some(scheme)
}

/// The text with its `%` escapes decoded; as it is where they are not UTF-8.
pub(crate) fn decoded(url: &str) -> String {
    address::decoded(url).map_or_else(|| clean(url), |it| clean(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

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
