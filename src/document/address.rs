//! Addresses: their schemes, which of them an edition may carry, and how a relative one is completed.

use std::borrow::Cow;

/// The path of an image as messages show it: of one that is inside its own address only the beginning.
pub fn shown(path: &str) -> Cow<'_, str> {
    match path.strip_prefix("data:") {
        Some(rest) => Cow::Owned(format!("data:{}…", rest.split([';', ',']).next().unwrap_or(""))),
        None => Cow::Borrowed(path),
    }
}

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

/// A text with its `%` escapes decoded (RFC 3986, 2.1), other `%` signs as they are; `None` where that is not UTF-8.
pub fn decoded(text: &str) -> Option<String> {
    let digit = |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = escape.and_then(|it| Some(digit(it[0])? * 16 + digit(it[1])?));
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

/// A path from a folder, without `.` and `..`; `None` where it climbs out.
pub fn join(folder: &str, path: &str) -> Option<String> {
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

/// The address of a relative one, from that of a publication (RFC 3986, 5.2). Without a scheme but with a host it is
/// absolute already. `None` where the publication has no address.
pub fn absolute(base: Option<&str>, relative: &str) -> Option<String> {
    if let Some(rest) = relative.strip_prefix("//").filter(|it| !it.is_empty()) {
        return Some(format!("https://{rest}"));
    }
    let base = base.filter(|it| it.starts_with("https://") || it.starts_with("http://"))?;
    let base = base.split(['?', '#']).next().unwrap_or(base);
    let host_at = base.find("://")? + 3;
    let path_at = base[host_at..].find('/').map_or(base.len(), |it| host_at + it);
    let (origin, path) = base.split_at(path_at);
    let end = relative.find(['?', '#']).unwrap_or(relative.len());
    let (relative, rest) = relative.split_at(end);
    let folder = match path.rsplit_once('/') {
        _ if relative.starts_with('/') => "",
        None => "",
        Some((folder, _)) => folder,
    };
    let joined = join(folder, relative).unwrap_or_default();
    let slash = if relative.ends_with('/') && !joined.is_empty() { "/" } else { "" };
    Some(format!("{origin}/{joined}{slash}{rest}"))
}

/// The last part of the path of an address, else the address.
pub fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    if name.is_empty() { url } else { name }
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
    fn a_path_stays_below_the_folder() {
        assert_eq!(join("", "a/./b.png").as_deref(), Some("a/b.png"));
        assert_eq!(join("text", "../img/b.png").as_deref(), Some("img/b.png"));
        assert_eq!(join("", "../b.png"), None);
        assert_eq!(join("a", "../../b.png"), None);
        assert_eq!(join("", "a\\..\\..\\b.png"), None);
    }

    #[test]
    fn a_relative_address_is_made_whole() {
        let from = |base, relative| absolute(Some(base), relative).unwrap_or_default();
        assert_eq!(from("https://harbour.example/faq.html", "en.html"), "https://harbour.example/en.html");
        assert_eq!(from("https://harbour.example/a/b/", "../c.md#d"), "https://harbour.example/a/c.md#d");
        assert_eq!(from("https://harbour.example", "/x/"), "https://harbour.example/x/");
        assert_eq!(from("https://harbour.example/a/b", "../../../c?q"), "https://harbour.example/?q");
        assert_eq!(absolute(None, "//cdn.example/x").as_deref(), Some("https://cdn.example/x"));
        assert_eq!(absolute(None, "en.html"), None);
        assert_eq!(absolute(Some("harbour.example"), "en.html"), None);
    }
}
