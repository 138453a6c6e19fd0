//! The schemes of addresses, and which of them an edition may carry: one policy for all.

/// The schemes that a reader can be sent to. All else (`javascript:`, `data:`, `file:`, …) either runs code
/// or leads to the reader's own machine.
const SCHEMES: [&str; 14] = [
    "http", "https", "mailto", "tel", "sms", "geo", "urn", "doi", "ftp", "ftps", "xmpp", "matrix", "irc",
    "ircs",
];

/// The scheme of an address in lower case; `None` for a relative one (RFC 3986, 3.1).
///
/// Browsers skip white space and controls in front of and inside a scheme (URL living standard, 4.4),
/// so they are skipped here too.
pub fn scheme(address: &str) -> Option<String> {
    let plain: String = address.chars().filter(|it| !it.is_whitespace() && !it.is_control()).collect();
    let (name, _) = plain.split_once(':')?;
    let letter = name.starts_with(|it: char| it.is_ascii_alphabetic());
    let rest = name.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'));
    (letter && rest).then(|| name.to_ascii_lowercase())
}

/// Whether an edition may carry a link to an address: a relative one, or one of a scheme that is safe to follow.
pub fn is_safe(address: &str) -> bool {
    scheme(address).is_none_or(|it| SCHEMES.contains(&it.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_local_files_are_refused_however_they_are_dressed() {
        for bad in [
            "javascript:alert(1)",
            "JavaScript:x",
            " java\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
        for good in [
            "https://example.org/?a:b",
            "mailto:a@example.org",
            "../a:b",
            "a/b.html",
            "?q=javascript:x",
            "#x",
            "//example.org",
            "tel:+1",
            "",
        ] {
            assert!(is_safe(good), "{good}");
        }
    }
}
