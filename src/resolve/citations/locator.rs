//! Pages and the like after a key: `p. 3`, `chap. 2, §4`, as Pandoc finds them.

use std::collections::BTreeMap;

use crate::resolve::citations::csl::Locale;

/// What pages and the like are called in a language, in small letters, and what CSL calls them.
pub(super) struct Labels(BTreeMap<String, &'static str>);

/// What CSL calls them; what comes first counts where two are called the same.
const TERMS: [&str; 27] = [
    "book",
    "chapter",
    "column",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "number-of-pages",
    "paragraph",
    "part",
    "section",
    "sub-verbo",
    "sub verbo",
    "verse",
    "volume",
    "act",
    "appendix",
    "article-locator",
    "canon",
    "equation",
    "rule",
    "scene",
    "table",
    "timestamp",
];

impl Labels {
    pub(super) fn new(locale: &Locale) -> Labels {
        let mut labels = BTreeMap::new();
        for term in TERMS {
            for spelling in locale.spellings(term).filter(|it| !it.trim().is_empty()) {
                labels.entry(spelling.trim().to_lowercase()).or_insert(term);
            }
        }
        Labels(labels)
    }

    /// What comes after a key: what it counts, the locator, and the rest. `None` where there is no locator.
    pub(super) fn read<'t>(&self, after: &'t str) -> Option<(&'static str, String, &'t str)> {
        let tokens = tokens(after);
        let mut at = usize::from(tokens.first() == Some(&","));
        at += usize::from(tokens.get(at).is_some_and(|it| is_space(it)));
        let reader = Reader { tokens: &tokens };
        let (label, locator, end) =
            self.braced(&reader, at, after).or_else(|| self.integrated(&reader, at))?;
        let rest = tokens[end..].iter().map(|it| it.len()).sum::<usize>();
        Some((label, locator.trim().to_owned(), &after[after.len() - rest..]))
    }

    /// `{p. iv and more}`, which may hold anything.
    fn braced(&self, reader: &Reader<'_>, at: usize, _after: &str) -> Option<(&'static str, String, usize)> {
        let tokens = reader.tokens;
        if tokens.get(at) != Some(&"{") {
            return None;
        }
        let mut depth = 0_usize;
        let close = (at..tokens.len()).find(|it| {
            depth += usize::from(tokens[*it] == "{");
            depth -= usize::from(tokens[*it] == "}");
            depth == 0
        })?;
        let inner = &tokens[at + 1..close];
        let of = |end: usize| self.0.get(inner[..end].concat().trim().to_lowercase().as_str());
        let labelled = (1..=inner.len()).rev().find_map(|end| Some((of(end)?, end)));
        let (label, from) = labelled.map_or(("page", 0), |(label, end)| (*label, end));
        Some((label, inner[from..].concat(), close + 1))
    }

    fn integrated(&self, reader: &Reader<'_>, at: usize) -> Option<(&'static str, String, usize)> {
        let tokens = reader.tokens;
        let most = (at + MOST_WORDS).min(tokens.len());
        let mut found = None;
        for end in at + 1..=most {
            let text = tokens[at..end].concat().trim().to_lowercase();
            if let Some(label) = self.0.get(&text)
                && reader.word(end, true).is_some_and(|it| it.is_number)
            {
                found = Some((*label, end));
            }
        }
        let (label, from, is_said) = match found {
            Some((label, end)) => (label, end, true),
            None => ("page", at, false),
        };
        let fits = |word: &Word| if is_said { word.is_number } else { word.has_digit };
        let mut word = reader.word(from, is_said).filter(fits)?;
        let mut locator = String::new();
        loop {
            locator.push_str(&word.text);
            match reader.word(word.end, false).filter(fits) {
                Some(next) => word = next,
                None => return Some((label, locator, word.end)),
            }
        }
    }
}

/// How many words and marks the name of a unit may have.
const MOST_WORDS: usize = 12;

/// A text as words, single marks of punctuation, and spaces.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_whitespace() {
            rest.find(|it: char| !it.is_whitespace()).unwrap_or(rest.len())
        } else if is_break(first) {
            first.len_utf8()
        } else {
            rest.find(|it: char| it.is_whitespace() || is_break(it)).unwrap_or(rest.len())
        };
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn is_space(token: &str) -> bool {
    token.starts_with(char::is_whitespace)
}

fn is_break(it: char) -> bool {
    is_punctuation(it) && it != ':'
}

/// Punctuation, among which symbols such as `+` are not.
pub(super) fn is_punctuation(it: char) -> bool {
    (it.is_ascii_punctuation() && !"$+<=>^`|~".contains(it))
        || matches!(it, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '§' | '¶' | '«' | '»' | '¡' | '¿')
        || matches!(it, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '，' | '．' | '：' | '；' | '！' | '？')
}

/// A part of a locator.
struct Word {
    text: String,
    end: usize,
    has_digit: bool,
    /// Whether it has a digit or is a Roman number.
    is_number: bool,
}

struct Reader<'t> {
    tokens: &'t [&'t str],
}

impl Reader<'_> {
    /// A part of a locator from a token on, with what is before it.
    fn word(&self, at: usize, is_first: bool) -> Option<Word> {
        let mut at = at;
        let mut text = String::new();
        if !is_first && matches!(self.tokens.get(at), Some(&("," | ";"))) {
            text.push_str(self.tokens[at]);
            at += 1;
        }
        if self.tokens.get(at).is_some_and(|it| is_space(it)) {
            text.push(' ');
            at += 1;
        }
        let mut is_number = false;
        let start = at;
        while let Some((part, end, number)) = self.bracketed(at).or_else(|| self.sequence(at)) {
            text.push_str(&part);
            is_number |= number;
            at = end;
        }
        let has_digit = text.contains(|it: char| it.is_ascii_digit());
        (at > start).then_some(Word { text, end: at, has_digit, is_number })
    }

    /// `(a)`, `[17]`.
    fn bracketed(&self, at: usize) -> Option<(String, usize, bool)> {
        let close = match *self.tokens.get(at)? {
            "(" => ")",
            "[" => "]",
            "{" => "}",
            _ => return None,
        };
        let (inner, end, number) = self.sequence(at + 1).unwrap_or_default();
        let end = end.max(at + 1);
        let is_closed = self.tokens.get(end) == Some(&close);
        is_closed.then(|| (format!("{}{inner}{close}", self.tokens[at]), end + 1, number))
    }

    /// `3`, `1.2`, `.2`; a full stop at the end is not part of it.
    fn sequence(&self, at: usize) -> Option<(String, usize, bool)> {
        let (mut text, mut end, mut number) = match self.unit(at) {
            Some(unit) => unit,
            None => self.with_stop(at)?,
        };
        while let Some((more, next, is_number)) = self.with_stop(end) {
            text.push_str(&more);
            (end, number) = (next, number | is_number);
        }
        Some((text, end, number))
    }

    fn with_stop(&self, at: usize) -> Option<(String, usize, bool)> {
        let (text, end, number) = self.unit(at + 1).filter(|_| self.tokens.get(at) == Some(&"."))?;
        Some((format!(".{text}"), end, number))
    }

    fn unit(&self, at: usize) -> Option<(String, usize, bool)> {
        let first = *self.tokens.get(at)?;
        if is_roman(first) {
            return Some((first.to_owned(), at + 1, true));
        }
        let ends = |it: &&&str| {
            let mark = it.chars().next().unwrap_or(' ');
            mark.is_whitespace()
                || (it.chars().nth(1).is_none() && is_punctuation(mark) && !"-–:".contains(mark))
        };
        let count = self.tokens[at..].iter().take_while(|it| !ends(it)).count();
        let text = self.tokens[at..at + count].concat();
        let number = text.contains(|it: char| it.is_ascii_digit());
        (count > 0).then_some((text, at + count, number))
    }
}

/// Whether a word is a Roman number, in capitals or small letters.
fn is_roman(word: &str) -> bool {
    const PLACES: [[&str; 9]; 3] = [
        ["cm", "dccc", "dcc", "dc", "cd", "ccc", "cc", "d", "c"],
        ["xc", "lxxx", "lxx", "lx", "xl", "xxx", "xx", "l", "x"],
        ["ix", "viii", "vii", "vi", "iv", "iii", "ii", "v", "i"],
    ];
    if word.is_empty() || !word.bytes().all(|it| b"ivxlcdmIVXLCDM".contains(&it)) {
        return false;
    }
    let lower = word.to_lowercase();
    let mut rest = lower.trim_start_matches('m');
    for place in PLACES {
        let longest = place.iter().filter(|it| rest.starts_with(**it)).max_by_key(|it| it.len());
        rest = longest.map_or(rest, |it| &rest[it.len()..]);
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::citations::bundled;

    #[test]
    fn locators_are_found_where_pandoc_finds_them() {
        let labels = Labels::new(&Locale::parse(&bundled::locale("en-US")).expect("a locale"));
        let of = |text: &'static str| {
            labels.read(text).map(|(label, locator, rest)| format!("{label}|{locator}|{rest}"))
        };
        for (text, found) in [
            (", p. 3", "page|3|"),
            (", pp. 3-5, 8", "page|3-5, 8|"),
            (" p. 3 and more", "page|3| and more"),
            (", chap. 3", "chapter|3|"),
            (", 33", "page|33|"),
            (", pp. xii–xiv", "page|xii–xiv|"),
            (", {pp. iv, vi-xi, (xv)-(xvii)} with suffix", "page|iv, vi-xi, (xv)-(xvii)| with suffix"),
            (", §3(1)(i)", "section|3(1)(i)|"),
            (", vol. 2, see also", "volume|2|, see also"),
        ] {
            assert_eq!(of(text).as_deref(), Some(found), "{text}");
        }
        for text in [", and elsewhere", ", passim", "", ", p. none"] {
            assert_eq!(of(text), None, "{text}");
        }
        assert!(is_roman("XIV") && is_roman("mcmxc") && !is_roman("iix") && !is_roman("mild"));
    }
}
