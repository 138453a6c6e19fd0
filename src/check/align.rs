//! Where a piece of text stands in its source, which may spell it otherwise.

use std::ops::Range;

/// The bytes of `source` that stand for a range of bytes of `text`; `None` where the two cannot be laid side by side.
pub(super) fn align(text: &str, source: &str, range: Range<usize>) -> Option<Range<usize>> {
    if text == source {
        return Some(range);
    }
    let (mut at, mut start) = (0, None);
    for (offset, it) in text.char_indices() {
        if offset == range.start {
            start = Some(at);
        }
        if offset >= range.end {
            return Some(start?..at);
        }
        at += spelling(it, source.get(at..)?)?;
    }
    Some(start?..at)
}

/// The bytes at the head of `source` that spell a character; none for a space that punctuation asked for.
fn spelling(it: char, source: &str) -> Option<usize> {
    let head = source.chars().next();
    if head == Some(it) {
        return Some(if source.starts_with("&amp;") { "&amp;".len() } else { it.len_utf8() });
    }
    let escaped = source.strip_prefix('\\').is_some_and(|rest| rest.starts_with(it));
    match (it, head) {
        _ if escaped => Some(1 + it.len_utf8()),
        (_, Some('&')) => source.find(';').map(|end| end + 1),
        ('–', Some('-')) => Some(2),
        ('—', Some('-')) | ('…', Some('.')) => Some(3),
        ('\u{a0}' | '\u{202f}', Some(' ')) => Some(1),
        ('\u{a0}' | '\u{202f}', _) => Some(0),
        (_, Some('"' | '\'')) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::align;

    #[test]
    fn a_range_is_found_through_every_spelling() {
        let find = |text: &str, source: &str, needle: &str| {
            let at = text.find(needle).expect("the needle");
            align(text, source, at..at + needle.len()).map(|it| source[it].to_owned())
        };
        assert_eq!(find("a bc d", "a bc d", "bc").as_deref(), Some("bc"));
        assert_eq!(find("“it’s” the the", "\"it's\" the the", "the the").as_deref(), Some("the the"));
        assert_eq!(find("a – b — c… dd", "a -- b --- c... dd", "dd").as_deref(), Some("dd"));
        assert_eq!(find("* & end", "\\* &amp; end", "end").as_deref(), Some("end"));
        assert_eq!(find("« oui\u{202f}» fin", "« oui» fin", "fin").as_deref(), Some("fin"));
        assert_eq!(find("other text", "something", "text"), None);
    }
}
