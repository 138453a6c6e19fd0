//! Addresses: which of them an edition may carry, and how a fragment is written.

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

/// An address as an attribute may hold it: what is no code point of URLs becomes percent-encoded, what is
/// encoded already stays (URL living standard, 4.3).
pub fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let bytes = address.as_bytes();
    for (at, it) in address.char_indices() {
        let encoded =
            it == '%' && bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        if encoded || is_url_code_point(it) { out.push(it) } else { push_encoded(it, &mut out) }
    }
    out
}

/// A fragment with its `#` that leads to an id.
pub fn fragment(id: &str) -> String {
    let mut out = String::from("#");
    for it in id.chars() {
        if is_url_code_point(it) && it != '#' { out.push(it) } else { push_encoded(it, &mut out) }
    }
    out
}

fn push_encoded(it: char, out: &mut String) {
    for byte in it.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        for half in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(u32::from(half), 16).map(|it| it.to_ascii_uppercase()));
        }
    }
}

/// URL code points, and `#`, which begins a fragment (URL living standard, 4.3).
fn is_url_code_point(it: char) -> bool {
    match it {
        '!' | '#' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/' | ':' | ';' | '='
        | '?' | '@' | '_' | '~' => true,
        _ if it.is_ascii() => it.is_ascii_alphanumeric(),
        _ => !it.is_control() && u32::from(it) & 0xFFFE != 0xFFFE && !it.is_whitespace(),
    }
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

    #[test]
    fn addresses_hold_code_points_of_urls_alone() {
        assert_eq!(
            encode("https://example.org/a b?q=[1]&r=%20%zz|é"),
            "https://example.org/a%20b?q=%5B1%5D&r=%20%25zz%7Cé"
        );
        assert_eq!(fragment("наш-дом"), "#наш-дом");
        assert_eq!(fragment("50%\"#"), "#50%25%22%23");
    }
}
