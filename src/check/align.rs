//! Where a piece of text is in its source, which may spell it otherwise.

use std::ops::Range;

/// Where the characters of a text stand in its source.
#[derive(Debug)]
pub(super) enum Alignment {
    /// The text is spelled as it is read.
    Same,
    /// The bytes of the text at which characters begin, in order, each with its byte of the source; the last is the end
    /// of what can be laid side by side.
    Spelled(Vec<(usize, usize)>),
}

impl Alignment {
    /// Lays a text and its source side by side, as far as that can be done.
    pub(super) fn new(text: &str, source: &str) -> Alignment {
        if text == source {
            return Alignment::Same;
        }
        let (mut at, mut found) = (0, Vec::new());
        for (offset, it) in text.char_indices() {
            found.push((offset, at));
            let Some(length) = source.get(at..).and_then(|rest| spelling(it, rest)) else {
                return Alignment::Spelled(found);
            };
            at += length;
        }
        found.push((text.len(), at));
        Alignment::Spelled(found)
    }

    /// The bytes of the source that stand for a range of bytes of the text; `None` where that cannot be said.
    pub(super) fn place(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Alignment::Spelled(known) = self else { return Some(range) };
        let start = known.binary_search_by_key(&range.start, |it| it.0).ok()?;
        let end = known.partition_point(|it| it.0 < range.end);
        Some(known[start].1..known.get(end)?.1)
    }
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
    use super::Alignment;

    #[test]
    fn a_range_is_found_through_every_spelling() {
        let find = |text: &str, source: &str, needle: &str| {
            let at = text.find(needle).expect("the needle");
            Alignment::new(text, source).place(at..at + needle.len()).map(|it| source[it].to_owned())
        };
        assert_eq!(find("a bc d", "a bc d", "bc").as_deref(), Some("bc"));
        assert_eq!(find("“it’s” the the", "\"it's\" the the", "the the").as_deref(), Some("the the"));
        assert_eq!(find("a – b — c… dd", "a -- b --- c... dd", "dd").as_deref(), Some("dd"));
        assert_eq!(find("* & end", "\\* &amp; end", "end").as_deref(), Some("end"));
        assert_eq!(find("« oui\u{202f}» fin", "« oui» fin", "fin").as_deref(), Some("fin"));
        assert_eq!(find("other text", "something", "text"), None);
    }
}
