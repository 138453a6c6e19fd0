//! The words of a text, each with its place, and the comparison of a quotation with them.

use std::ops::Range;

use crate::document::walk::{Node, walk};
use crate::document::{Block, BlockKind};
use crate::source::{Sources, Span};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is printed.
    pub(super) text: String,
    /// As it is compared: without quotation marks.
    form: String,
    /// Whether one of its letters is in brackets, as in `[T]he`.
    is_altered: bool,
    /// Whether it stands for words that are left out.
    is_gap: bool,
    /// Where it is in its source.
    pub(super) span: Span,
}

/// What is printed of blocks, and where each piece of it is from.
#[derive(Default)]
struct Printed {
    text: String,
    /// The first byte of each piece, and its place.
    pieces: Vec<(usize, Span)>,
}

impl Printed {
    fn push(&mut self, text: &str, span: Span) {
        self.pieces.push((self.text.len(), span));
        self.text.push_str(text);
    }

    /// The place of a range of the text, which is part of a word.
    fn place(&self, range: &Range<usize>, sources: &Sources) -> Span {
        let at = self.pieces.partition_point(|it| it.0 <= range.start).saturating_sub(1);
        let Some((start, span)) = self.pieces.get(at).copied() else { return Span::default() };
        let end = self.pieces.get(at + 1).map_or(self.text.len(), |it| it.0);
        let within = range.start.saturating_sub(start)..range.end.min(end).saturating_sub(start);
        let source = sources.slice(span);
        let found = if source.len() == end - start {
            Some(within)
        } else {
            // Marks of punctuation are printed otherwise than they are written: the word is looked for.
            let word = &self.text[range.start..range.end.min(end)];
            let before = self.text[start..range.start].matches(word).count();
            source.match_indices(word).nth(before).map(|it| it.0..it.0 + word.len())
        };
        found.map_or(span, |it| {
            Span::new(span.source, span.range().start + it.start..span.range().start + it.end)
        })
    }
}

/// The words of blocks.
pub(super) fn words(blocks: &[Block], sources: &Sources) -> Vec<Word> {
    let mut printed = Printed::default();
    walk(blocks, &mut |node| match node {
        Node::Block(block) => {
            printed.push("\n", block.span);
            if let BlockKind::CodeBlock { text, .. } = &block.kind {
                printed.push(text, block.span);
            }
        }
        Node::Inline(inline) => {
            if let Some(text) = inline.kind.own_text() {
                printed.push(text, inline.span);
            }
        }
    });
    let ranges = tokens(&printed.text);
    let mut found = Vec::with_capacity(ranges.len());
    let mut in_brackets = false;
    for range in ranges {
        let text = &printed.text[range.clone()];
        let (mut word, opens, closes) = word(text);
        word.is_gap |= opens || in_brackets;
        in_brackets = (in_brackets || opens) && !closes;
        if word.is_gap || !word.form.trim_matches(is_closing).is_empty() {
            word.span = printed.place(&range, sources);
            found.push(word);
        }
    }
    found
}

/// The words of a text between white space; the mark of an ellipsis is one of its own.
fn tokens(text: &str) -> Vec<Range<usize>> {
    const MARKS: [&str; 6] = ["[…]", "[...]", "[. . .]", "…", "...", ". . ."];
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let mark = MARKS.iter().find(|it| rest.starts_with(**it)).map(|it| it.len());
        let letter = rest.chars().next().map_or(1, char::len_utf8);
        let is_space = rest.starts_with(char::is_whitespace);
        if mark.is_some() || is_space {
            found.extend(start.take().map(|start| start..at));
            found.extend(mark.map(|length| at..at + length));
            at += mark.unwrap_or(letter);
        } else {
            start.get_or_insert(at);
            at += letter;
        }
    }
    found.extend(start.map(|start| start..at));
    found
}

/// A word, whether it opens a bracket with words that are put in, and whether it closes one.
fn word(text: &str) -> (Word, bool, bool) {
    let is_gap = text.contains('…') || text.contains("...") || text.contains(". . .");
    let mut form: String = text.chars().filter_map(compared).collect();
    form = form.trim_matches('\'').to_owned();
    let bare = form.trim_end_matches(is_closing);
    let (open, close) = (form.starts_with('['), bare.ends_with(']') || form.ends_with(']'));
    let inner = form.find(']').filter(|_| open).map(|at| &form[at + 1..]);
    let is_altered = inner.is_some_and(|it| it.starts_with(char::is_alphanumeric));
    if is_altered {
        form = form.replace(['[', ']'], "");
    }
    let word = Word { text: text.to_owned(), form, is_altered, is_gap, span: Span::default() };
    (word, open && !is_altered && !is_gap, close && !is_gap)
}

/// A character as it is compared; `None` where it does not count.
fn compared(it: char) -> Option<char> {
    match it {
        '“' | '”' | '„' | '‟' | '"' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' => {
            None
        }
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' => None,
        '‘' | '’' | '‚' | '‛' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        _ => Some(it),
    }
}

/// Whether a character may be added to, or taken from, the end of a quotation.
fn is_closing(it: char) -> bool {
    matches!(it, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '。' | '，' | '、' | '；' | '：' | '！' | '？')
}

/// Where a quotation is different from its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    /// The word of the quotation.
    pub(super) quoted: usize,
    /// The word of the source in its place; `None` where there is none.
    pub(super) said: Option<usize>,
    /// Whether the words before are those of the source, so that the place is known.
    pub(super) is_placed: bool,
}

/// The first difference between a quotation and a text; `None` where all its words are there, in order.
pub(super) fn difference(quotation: &[Word], text: &[Word]) -> Option<Difference> {
    let mut from = 0;
    let mut at = 0;
    while at < quotation.len() {
        if quotation[at].is_gap {
            at += 1;
            continue;
        }
        let length = quotation[at..].iter().position(|it| it.is_gap).unwrap_or(quotation.len() - at);
        let part = &quotation[at..at + length];
        let fits = |start: &usize| agreement(part, &text[*start..]) == part.len();
        match (from..text.len()).find(fits) {
            Some(start) => from = start + length,
            None => {
                let found = nearest(part, text, from);
                return Some(Difference { quoted: at + found.quoted, ..found });
            }
        }
        at += length;
    }
    None
}

/// How many words of a part of a quotation are the first words of a text.
fn agreement(part: &[Word], text: &[Word]) -> usize {
    let last = part.len() - 1;
    part.iter()
        .zip(text)
        .enumerate()
        .take_while(|(at, (one, other))| is_same(one, other, *at == 0, *at == last))
        .count()
}

fn is_same(quoted: &Word, said: &Word, is_first: bool, is_last: bool) -> bool {
    if quoted.form == said.form {
        return true;
    }
    let bare = |it: &Word| {
        it.form.trim_end_matches(|it: char| is_last && is_closing(it)).trim_end_matches('\'').to_owned()
    };
    let (one, other) = (bare(quoted), bare(said));
    let begins_alike = || {
        let (mut one, mut other) = (one.chars(), other.chars());
        let (a, b) = (one.next(), other.next());
        a.zip(b).is_some_and(|(a, b)| a.to_lowercase().eq(b.to_lowercase())) && one.eq(other)
    };
    one == other || ((is_first || quoted.is_altered) && begins_alike())
}

/// The place in a text that a part of a quotation is most like, by the words before the first difference and those
/// in the same places after it.
fn nearest(part: &[Word], text: &[Word], from: usize) -> Difference {
    const WINDOW: usize = 24;
    let window = &part[..part.len().min(WINDOW)];
    let mut best = (0, 0, 0);
    for start in from..text.len() {
        let here = &text[start..];
        let same = window.iter().zip(here).filter(|(one, other)| one.form == other.form).count();
        if same > 0 {
            let agreed = agreement(part, here);
            best = best.max((3 * agreed + same, agreed, usize::MAX - start));
        }
    }
    let (score, agreed, start) = best;
    let start = usize::MAX - start;
    let is_placed = score > 0 && (agreed > 1 || score * 2 >= window.len());
    let said = Some(start.saturating_add(agreed)).filter(|it| is_placed && *it < text.len());
    Difference { quoted: if is_placed { agreed } else { 0 }, said, is_placed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<Word> {
        let mut in_brackets = false;
        let mut all = Vec::new();
        for range in tokens(text) {
            let (mut word, opens, closes) = word(&text[range]);
            word.is_gap |= opens || in_brackets;
            in_brackets = (in_brackets || opens) && !closes;
            if word.is_gap || !word.form.trim_matches(is_closing).is_empty() {
                all.push(word);
            }
        }
        all
    }

    fn first(quotation: &str, text: &str) -> Option<(String, String)> {
        let (quotation, text) = (said(quotation), said(text));
        let found = difference(&quotation, &text)?;
        let said = found.said.map(|it| text[it].text.clone()).unwrap_or_default();
        Some((quotation[found.quoted].text.clone(), said))
    }

    const TEXT: &str =
        "We hold that “people are free” to go, to stay and – if they like – to return. The sea’s theirs.";

    #[test]
    fn words_are_the_same_where_only_marks_differ() {
        for good in [
            "people are free to go",
            "that ‘people are free’ to go,",
            "We hold … to return.",
            "we hold that",
            "people are free […] to return",
            "[T]he sea's theirs",
            "We [the many] to go, to stay",
            "to stay and – if they like – to return",
            "The sea’s theirs!",
        ] {
            assert_eq!(first(good, TEXT), None, "{good}");
        }
    }

    #[test]
    fn the_first_difference_is_shown() {
        let pair = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
        assert_eq!(first("people are glad to go", TEXT), pair("glad", "free”"));
        assert_eq!(first("to go, to stay if they like", TEXT), pair("if", "and"));
        assert_eq!(first("folk are free to go, to stay", TEXT), pair("folk", "“people"));
        assert_eq!(first("The sea’s theirs. Always", TEXT), pair("Always", ""));
        assert_eq!(
            first("to return … we hold", TEXT).map(|it| it.0).as_deref(),
            Some("we"),
            "in their order"
        );
        assert_eq!(first("nothing of this", TEXT), pair("nothing", ""));
        assert_eq!(first("x", ""), pair("x", ""));
    }
}
