//! Lines filled to a measure in display cells.
//!
//! The direction of lines: each is shown by itself, as a paragraph of its own.

use crate::document::{Alignment, Direction};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::sync::OnceLock;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The narrowest column of a table that lines are broken for.
pub(super) const NARROWEST_COLUMN: usize = 6;

/// The width of a text in cells of a terminal (UAX #11).
pub(super) fn cells(text: &str) -> usize {
    // Most words of most texts: known to take a cell a letter without a look into the tables.
    let plain = text.bytes().all(|it| matches!(it, b' '..=b'~'));
    if plain { text.len() } else { text.width() }
}

/// The lines of a text; a `\n` in it ends a line. No line is wider than `measure`, which is at least 2, but for an
/// address: in pieces it could be neither followed nor copied.
///
/// Lines break where UAX #14 allows it, and as the last resort between any two characters.
pub(super) fn fill(text: &str, measure: usize) -> Vec<String> {
    let measure = measure.max(2);
    text.split('\n').flat_map(|paragraph| fill_paragraph(paragraph.trim(), measure, measure)).collect()
}

/// The lines of a line of verse: those after the first hang by so many cells.
pub(super) fn fill_hanging(text: &str, measure: usize, indent: usize) -> Vec<String> {
    let measure = measure.max(2);
    let lines = fill_paragraph(text.trim(), measure, measure.saturating_sub(indent).max(2));
    hang(lines, "", &" ".repeat(indent))
}

/// The lines of a paragraph whose first line has another measure than the rest.
fn fill_paragraph(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let measure_of = |lines: &[String]| if lines.is_empty() { first } else { rest };
    let mut line = Line::default();
    for chunk in chunks(text) {
        let word = chunk.trim_end();
        // A soft hyphen takes room where a line ends in it.
        let width = cells(word) + usize::from(word.ends_with(SOFT_HYPHEN));
        if !line.text.is_empty() && line.width + width > measure_of(&lines) {
            lines.push(line.end());
        }
        let measure = measure_of(&lines);
        if width <= measure || is_address(word) {
            line.push(word, width);
            line.push(&chunk[word.len()..], cells(&chunk[word.len()..]));
            continue;
        }
        for piece in pieces(chunk, rest.min(measure)) {
            if line.width + cells(piece.trim_end()) > measure_of(&lines) {
                lines.push(line.end());
            }
            line.push(piece, cells(piece));
        }
    }
    if !line.text.trim_end().is_empty() {
        lines.push(line.end());
    }
    lines
}

const SOFT_HYPHEN: char = '\u{ad}';
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// A line that is being filled, with its width, which is not measured again for each word.
#[derive(Default)]
struct Line {
    text: String,
    width: usize,
}

impl Line {
    fn push(&mut self, text: &str, width: usize) {
        self.text.push_str(text);
        self.width += width;
    }

    /// The line without the spaces at its end; the next begins. Of the characters that steer lines only a soft hyphen at
    /// its end is seen.
    fn end(&mut self) -> String {
        let text = std::mem::take(self).text;
        let text = text.trim_end_matches([' ', '\t', ZERO_WIDTH_SPACE]);
        if !text.contains([SOFT_HYPHEN, ZERO_WIDTH_SPACE]) {
            return text.to_owned();
        }
        let hyphen = if text.ends_with(SOFT_HYPHEN) { "-" } else { "" };
        let seen: String = text.chars().filter(|it| !matches!(*it, SOFT_HYPHEN | ZERO_WIDTH_SPACE)).collect();
        seen + hyphen
    }
}

/// The text between two places where a line may break, spaces at the end of each. An address is one.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    addresses(text).flat_map(|part| {
        let whole = is_address(part).then_some(part);
        let parts = if whole.is_some() { None } else { Some(words(part)) };
        whole.into_iter().chain(parts.into_iter().flatten())
    })
}

/// Whether a text is an address with what is around it.
fn is_address(text: &str) -> bool {
    text.contains("://")
}

/// The text before an address, the address with the marks around it and the spaces behind it, and so on.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let found = rest.find("://").map(|at| {
            let start = rest[..at].trim_end_matches(|it: char| it.is_ascii_graphic() || is_mark(it)).len();
            let end = rest[at..].find(|it| !belongs(it)).map_or(rest.len(), |it| at + it);
            let spaces = rest[end..].len() - rest[end..].trim_start_matches(' ').len();
            (start, end + spaces)
        });
        let cut = match found {
            Some((0, end)) => end,
            Some((start, _)) => start,
            None => rest.len(),
        };
        let (head, tail) = rest.split_at(cut);
        rest = tail;
        (!head.is_empty()).then_some(head)
    })
}

/// Whether a character goes on with an address: Chinese goes on with the sentence.
fn belongs(it: char) -> bool {
    it.is_ascii_graphic() || is_mark(it) || it.is_alphanumeric() && it.width() != Some(2)
}

/// A sign that is no letter, no figure and no space.
fn is_mark(it: char) -> bool {
    !it.is_alphanumeric() && !it.is_whitespace()
}

/// The text between two places where a line may break, where it has no addresses.
fn words(text: &str) -> impl Iterator<Item = &str> {
    stretches(text).flat_map(|stretch| {
        let whole = is_word(stretch).then_some(stretch);
        let parts = if whole.is_some() { None } else { Some(segments(stretch)) };
        whole.into_iter().chain(parts.into_iter().flatten())
    })
}

/// The text between two places where a line may break, by the rules of UAX #14 in full.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER.get_or_init(|| LineSegmenter::new_auto(LineBreakOptions::default()));
    let mut start = 0;
    segmenter.segment_str(text).skip(1).map(move |end| {
        let chunk = &text[start..end];
        start = end;
        chunk
    })
}

/// The text cut where a line may break whatever is around: between a space that follows a letter or a stop, and
/// a letter (UAX #14, LB18). Nothing before such a place bears on what comes after it.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.as_bytes().windows(3).position(|it| {
            let [before, space, after] = it else { return false };
            *space == b' ' && is_calm(*before) && after.is_ascii_alphabetic()
        });
        let (head, tail) = rest.split_at(end.map_or(rest.len(), |it| it + 2));
        rest = tail;
        (!head.is_empty()).then_some(head)
    })
}

/// Whether a stretch is a word of Latin letters, a stop perhaps, and a space perhaps: no line breaks within it.
fn is_word(stretch: &str) -> bool {
    let bytes = stretch.as_bytes();
    let bytes = bytes.strip_suffix(b" ").unwrap_or(bytes);
    let letters = bytes.split_last().map_or(bytes, |(last, rest)| if is_calm(*last) { rest } else { bytes });
    letters.iter().all(u8::is_ascii_alphabetic)
}

/// A letter, or a stop that ends a word.
fn is_calm(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'.' | b',' | b';' | b':')
}

/// A chunk that is wider than the measure in pieces that are not.
fn pieces(chunk: &str, measure: usize) -> impl Iterator<Item = &str> {
    let mut rest = chunk;
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_at(prefix(rest, measure));
        rest = tail;
        (!head.is_empty()).then_some(head)
    })
}

/// The bytes of the longest run of grapheme clusters that is not wider than the measure; one cluster at least.
fn prefix(text: &str, measure: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation as _;
    let (mut end, mut width) = (0, 0);
    for (at, cluster) in text.grapheme_indices(true) {
        width += cells(cluster);
        if end > 0 && width > measure {
            break;
        }
        end = at + cluster.len();
    }
    end
}

/// Puts `first` before the first line and `rest` before all others.
pub(super) fn hang(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let prefixed = |(at, line): (usize, String)| match (at, line.is_empty()) {
        (0, _) => format!("{first}{line}"),
        (_, true) => line,
        (_, false) => format!("{rest}{line}"),
    };
    lines.into_iter().enumerate().map(prefixed).collect()
}

/// A line of a cell as wide as its column.
pub(super) fn aligned(text: &str, width: usize, alignment: Alignment) -> String {
    let room = width.saturating_sub(cells(text));
    let before = match alignment {
        Alignment::Start | Alignment::Left => 0,
        Alignment::Center => room / 2,
        Alignment::Right => room,
    };
    format!("{}{text}{}", " ".repeat(before), " ".repeat(room - before))
}

/// The mark that a line needs before it: where it holds letters of both directions and begins with one of the
/// other, all of it would be turned around (UAX #9, P2 and P3). `None` where it needs none.
pub(super) fn mark(line: &str, direction: Direction) -> Option<char> {
    let mut strong = line.chars().filter_map(of);
    let first = strong.next()?;
    (first != direction && strong.any(|it| it == direction)).then_some(match direction {
        Direction::LeftToRight => '\u{200e}',
        Direction::RightToLeft => '\u{200f}',
    })
}

/// The direction of a letter; `None` for what has none of its own, or only that of numbers.
fn of(sign: char) -> Option<Direction> {
    let class = bidi_class(sign);
    if class == BidiClass::L {
        Some(Direction::LeftToRight)
    } else {
        matches!(class, BidiClass::R | BidiClass::AL).then_some(Direction::RightToLeft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_never_run_over() {
        assert_eq!(fill("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(fill("one\ntwo", 9), ["one", "two"]);
        assert!(fill("", 9).is_empty());
        assert_eq!(fill("a\u{a0}b c", 3), ["a\u{a0}b", "c"]);
    }

    #[test]
    fn an_address_is_whole_however_long_it_is() {
        assert_eq!(
            fill("see (https://a.example/b-c/d) now", 12),
            ["see", "(https://a.example/b-c/d)", "now"]
        );
        assert_eq!(fill("https://a.example/long-way/x", 9), ["https://a.example/long-way/x"]);
        assert_eq!(
            fill("请看https://a.example/b-c。然后再看", 12),
            ["请看", "https://a.example/b-c。", "然后再看"]
        );
        assert_eq!(fill("a https://b.example/Straße, c", 40), ["a https://b.example/Straße, c"]);
        assert_eq!(fill("un abcdefghijkl", 5), ["un", "abcde", "fghij", "kl"]);
    }

    #[test]
    fn verse_hangs_where_it_is_turned_over() {
        assert_eq!(
            fill_hanging("a line that is turned over twice", 14, 4),
            ["a line that is", "    turned", "    over twice"]
        );
        assert_eq!(fill_hanging("a short line", 14, 4), ["a short line"]);
    }

    #[test]
    fn soft_hyphen_is_seen_where_a_line_ends_in_it() {
        assert_eq!(fill("Donau\u{ad}dampf\u{ad}schiff", 12), ["Donaudampf-", "schiff"]);
        assert_eq!(fill("Kraft\u{ad}fahrt a\u{200b}b", 20), ["Kraftfahrt ab"]);
    }

    #[test]
    fn chinese_counts_two_cells_and_keeps_its_punctuation() {
        assert_eq!(fill("我们相信自由。", 8), ["我们相信", "自由。"]);
        assert_eq!(fill("我们相信。自由", 8), ["我们相", "信。自由"]);
    }

    #[test]
    fn words_are_cut_as_the_annex_cuts_them() {
        let signs =
            ["a", "Word", " ", " ", " ", ".", ",", ":", "-", "(", ")", "“", "”", "’", "é", "1", "/", "—"];
        let more = [
            "\u{a0}",
            "\u{301}",
            "\u{200b}",
            "\u{2060}",
            "自",
            "ไทย",
            "😀",
            "«",
            "»",
            "%",
            "\t",
            "!",
            "\u{200d}",
        ];
        let all: Vec<&str> = signs.into_iter().chain(more).collect();
        let text = proptest::collection::vec(proptest::sample::select(all), 0..40);
        proptest::proptest!(|(parts in text)| {
            let text = parts.concat();
            let text = text.trim();
            // The annex knows no addresses, which are kept whole.
            proptest::prop_assume!(!text.contains("://"));
            proptest::prop_assert_eq!(chunks(text).collect::<Vec<_>>(), segments(text).collect::<Vec<_>>());
        });
    }

    #[test]
    fn a_word_without_any_place_is_cut_between_characters() {
        let lines = fill(&"x".repeat(25), 10);
        assert_eq!(lines.iter().map(|it| it.len()).collect::<Vec<_>>(), [10, 10, 5]);
    }

    #[test]
    fn a_line_that_begins_the_other_way_is_marked() {
        let (ltr, rtl) = (Direction::LeftToRight, Direction::RightToLeft);
        assert_eq!(mark("עברית and more", ltr), Some('\u{200e}'));
        assert_eq!(mark("[1] PDF نسخة", rtl), Some('\u{200f}'));
        assert_eq!(mark("a word of עברית", ltr), None);
        assert_eq!(mark("עברית בלבד", ltr), None, "a line of one direction is shown in it");
        assert_eq!(mark("fn main() {}", rtl), None);
        assert_eq!(mark("2026 — 1", ltr), None);
    }
}
