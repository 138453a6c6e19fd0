//! References to what has an id, as Quarto and pandoc-crossref write them: `@fig-roof`, `[-@tbl:prices]`,
//! `[Figs. @fig:a]`.
//!
//! Whether there is such an id is known only when all is read, so each becomes a link that keeps its own text.

use std::ops::Range;

/// The prefixes of ids that are referred to so.
const KINDS: [&str; 18] = [
    "fig", "tbl", "tab", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "alg",
    "tip", "nte", "wrn",
];

/// A reference at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::parse) struct Reference<'a> {
    /// How long it is.
    pub(in crate::parse) length: usize,
    /// The id.
    pub(in crate::parse) key: &'a str,
    /// The words that come before the number instead of the usual ones; empty for the number alone.
    pub(in crate::parse) prefix: Option<&'a str>,
}

/// The reference that a text begins with.
pub(in crate::parse) fn reference(text: &str) -> Option<Reference<'_>> {
    if let Some(rest) = text.strip_prefix('@') {
        return key(rest).map(|key| Reference { length: 1 + key.len(), key, prefix: None });
    }
    let inner = text.strip_prefix('[')?;
    let length = inner.bytes().take(200).position(|it| matches!(it, b'[' | b']' | b'\n'))?;
    let after = inner[length..].strip_prefix(']')?;
    if after.starts_with(['(', '[', ':', '{']) {
        return None;
    }
    let (before, rest) = inner[..length].split_once('@')?;
    let key = key(rest).filter(|it| it.len() == rest.len())?;
    let prefix = match before {
        "" => None,
        "-" => Some(""),
        words => Some(words.strip_suffix(' ').filter(|it| !it.trim().is_empty())?),
    };
    Some(Reference { length: length + 2, key, prefix })
}

/// References in brackets that are named together.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::parse) struct References {
    /// How long they are.
    pub(in crate::parse) length: usize,
    /// Where each is, without its sign.
    pub(in crate::parse) keys: Vec<Range<usize>>,
    /// Whether they are the first and the last of several.
    pub(in crate::parse) is_range: bool,
}

/// The references that a text begins with: `[@fig-a; @fig-b]`, or `[@fig-a–@fig-c]` for all from one to another.
pub(in crate::parse) fn references(text: &str) -> Option<References> {
    let inner = text.strip_prefix('[').filter(|it| it.starts_with('@'))?;
    let length = inner.bytes().take(LONGEST).position(|it| matches!(it, b'[' | b']' | b'\n'))?;
    if inner[length + 1..].starts_with(['(', '[', ':', '{']) || !inner[length..].starts_with(']') {
        return None;
    }
    let is_range = inner[..length].contains(['–', '—']) || inner[..length].contains("--");
    let separator = |it: char| if is_range { matches!(it, '–' | '—' | '-') } else { it == ';' };
    let (mut keys, mut at) = (Vec::new(), 0);
    while at < length {
        let rest = &inner[at..length];
        let start =
            at + rest.find('@').filter(|it| rest[..*it].chars().all(|it| separator(it) || it == ' '))? + 1;
        let end = inner[start..length].find(['@', ';', ' ', '–', '—']).map_or(length, |it| start + it);
        let name = inner[start..end].trim_end_matches('-');
        let key = key(name).filter(|it| it.len() == name.len())?;
        keys.push(1 + start..1 + start + key.len());
        at = start + key.len();
    }
    let good = if is_range { keys.len() == 2 } else { keys.len() > 1 };
    good.then_some(References { length: length + 2, keys, is_range })
}

/// The key at the beginning of a text: a kind, and a name.
fn key(text: &str) -> Option<&str> {
    let inside = |it: char| it.is_alphanumeric() || "_:.-".contains(it);
    let end = text.find(|it: char| !inside(it)).unwrap_or(text.len());
    let key = text[..end].trim_end_matches(|it: char| !it.is_alphanumeric());
    let (kind, name) = key.split_once(['-', ':'])?;
    (KINDS.iter().any(|it| it.eq_ignore_ascii_case(kind)) && !name.is_empty()).then_some(key)
}

/// How many bytes a citation in brackets may have.
const LONGEST: usize = 1000;

/// The length of the citation that a text begins with: `[see @key, p. 3; -@other]`, `@key`, `@key [p. 3]`.
pub(in crate::parse) fn citation(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('@') {
        let length = key_length(rest);
        let after = &rest[length..];
        let locator = after.strip_prefix(" [").and_then(bracketed).filter(|(inner, rest)| {
            let names_page = inner.starts_with(|it: char| it.is_ascii_digit()) || inner.contains(". ");
            names_page && !inner.contains(['[', '@', '\n']) && !rest.starts_with(['(', '[', ':', '{'])
        });
        return (length > 0).then(|| 1 + length + locator.map_or(0, |(inner, _)| inner.len() + 3));
    }
    let inner = text.strip_prefix('[')?;
    let length = inner.bytes().take(LONGEST).position(|it| matches!(it, b'[' | b']' | b'\n'))?;
    let after = inner[length..].strip_prefix(']')?;
    let is_cite = |part: &str| {
        let Some((before, key)) = part.split_once('@') else { return false };
        let before = before.strip_suffix('-').unwrap_or(before);
        (before.is_empty() || before.ends_with(' ')) && key_length(key) > 0
    };
    let good = inner[..length].split(';').all(is_cite) && !after.starts_with(['(', '[', ':', '{']);
    good.then_some(length + 2)
}

/// What is before a closing bracket that is near, and what is after it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take(LONGEST).position(|it| it == b']')?;
    Some((&text[..end], &text[end + 1..]))
}

/// The length of the key of a citation at the start of a text: letters and digits, with punctuation within.
pub(crate) fn key_length(text: &str) -> usize {
    let inside = |it: char| it.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(it);
    let end = text.find(|it: char| !inside(it)).unwrap_or(text.len());
    text[..end].trim_end_matches(|it: char| !it.is_alphanumeric()).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_have_keys_and_pages() {
        for (text, length) in [
            ("[@tide] x", Some(7)),
            ("[see @tide, p. 3; -@ebb] x", Some(24)),
            ("@tide. Then", Some(5)),
            ("@tide [p. 3] x", Some(12)),
            ("@tide [x](y)", Some(5)),
            ("[a@b.org]", None),
            ("[@tide](x)", None),
            ("[@tide; none]", None),
            ("@", None),
        ] {
            assert_eq!(citation(text), length, "{text}");
        }
    }

    #[test]
    fn references_are_named_together() {
        let found = |text: &str| {
            let found = references(text)?;
            let keys: Vec<&str> = found.keys.iter().map(|it| &text[it.clone()]).collect();
            Some(format!("{} {} {}", found.length, keys.join(","), found.is_range))
        };
        assert_eq!(found("[@fig-a; @fig-b] x").as_deref(), Some("16 fig-a,fig-b false"));
        assert_eq!(found("[@fig-a;@tbl:b;@sec-c]").as_deref(), Some("22 fig-a,tbl:b,sec-c false"));
        assert_eq!(found("[@fig-a–@fig-c]").as_deref(), Some("17 fig-a,fig-c true"));
        assert_eq!(found("[@fig-a--@fig-c]").as_deref(), Some("16 fig-a,fig-c true"));
        for other in
            ["[@fig-a]", "[@fig-a; x]", "[@smith; @fig-a]", "[@fig-a; @fig-b](x)", "[@fig-a–@fig-b–@fig-c]"]
        {
            assert_eq!(found(other), None, "{other}");
        }
    }

    #[test]
    fn references_have_a_kind_and_a_name() {
        let found = |text| reference(text).map(|it| (it.length, it.key, it.prefix));
        assert_eq!(found("@fig-roof, and"), Some((9, "fig-roof", None)));
        assert_eq!(found("@Fig:roof."), Some((9, "Fig:roof", None)));
        assert_eq!(found("[@sec-one]"), Some((10, "sec-one", None)));
        assert_eq!(found("[-@tbl:a] x"), Some((9, "tbl:a", Some(""))));
        assert_eq!(found("[see Figs. @fig:a]"), Some((18, "fig:a", Some("see Figs."))));
        for other in
            ["@smith2020", "@fig", "@fig-", "[@fig-a](x)", "[@fig-a; @fig-b]", "[x @ fig-a]", "[@fig-a"]
        {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
