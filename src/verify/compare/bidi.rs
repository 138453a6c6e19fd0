//! Lines with text from right to left, whose positions on a page can be read in more than one order.
//!
//! Text in two different orders may be painted in the same positions (UAX #9): in a line from left to right, a number
//! after Hebrew is left of it, and so is a number before it. A reader of positions takes one order, the source may
//! have meant the other. So such a line has to have the same words, those with letters in the same order; and a line
//! that runs both ways may have them in any order.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::document::{Direction, Lang};
use crate::verify::reading_order::is_rtl;
use crate::verify::word::{Word, letters};

use super::diff::Hunk;

/// Whether words that are shown are those of the source, in an equivalent order.
type Fits = fn(&[Word], &[Word]) -> bool;

/// The indices of differences that are none: where the edition shows the words of the source in an equivalent order.
pub(super) fn equivalent_hunks(expected: &[Word], found: &[Word], hunks: &[Hunk]) -> BTreeSet<usize> {
    let mut equivalent = BTreeSet::new();
    for (at, hunk) in hunks.iter().enumerate() {
        if equivalent.contains(&at) {
            continue;
        }
        let find = |near: Range<usize>, fits: Fits| {
            let mut within = touching(hunks, &near);
            within.find(|it| matches(expected, found, &near, it, fits))
        };
        let own = candidates(found, hunk.right.start);
        let lines = if own.is_empty() { Vec::new() } else { windows(found, hunk.right.start) };
        let chains = if own.is_empty() { Vec::new() } else { chains(found, hunks, at) };
        let fitting = own.into_iter().find_map(|it| find(it, fits));
        let by_line = lines.into_iter().chain(chains);
        let fitting = fitting.or_else(|| by_line.into_iter().find_map(|it| find(it, fits_by_line)));
        equivalent.extend(fitting.into_iter().flatten().map(|it| it.0));
    }
    equivalent
}

/// The differences within a range of words, with and without those that touch its edges: what is missing at an edge
/// may belong to either side.
fn touching<'a>(
    hunks: &'a [Hunk],
    near: &Range<usize>,
) -> impl Iterator<Item = Vec<(usize, &'a Hunk)>> + use<'a> {
    let (start, end) = (near.start, near.end);
    let first = hunks.partition_point(|it| it.right.start < start);
    let within = hunks.iter().enumerate().skip(first).take_while(move |(_, it)| it.right.end <= end);
    let all: Vec<(usize, &Hunk)> = within.collect();
    let inner = move |(head, tail): (bool, bool)| {
        let edge = |it: &Hunk| head && it.right.end == start || tail && it.right.start == end;
        all.iter().copied().filter(|it| !edge(it.1)).collect()
    };
    [(false, false), (true, false), (false, true), (true, true)].into_iter().map(inner)
}

/// The stretches in which a difference may be: that of a word, and those next to it, for if the same character is in
/// two of them, the difference may be in either. Only stretches with text from right to left.
fn candidates(found: &[Word], at: usize) -> Vec<Range<usize>> {
    let own = stretch(found, at);
    let before = own.as_ref().map_or(at, |it| it.start).checked_sub(1).and_then(|it| stretch(found, it));
    let behind = own.as_ref().and_then(|it| stretch(found, it.end));
    let joined =
        |a: &Option<Range<usize>>, b: &Option<Range<usize>>| Some(a.as_ref()?.start..b.as_ref()?.end);
    let pairs = [joined(&before, &own), joined(&own, &behind), joined(&before, &behind)];
    [own, before].into_iter().chain(pairs).flatten().collect()
}

/// The words around one that were put in order together; `None` if none of them runs from right to left.
fn stretch(found: &[Word], near: usize) -> Option<Range<usize>> {
    /// No line of a page has more words than this.
    const MAX: usize = 400;
    /// How many words of the line above are checked.
    const NEAR: usize = 20;
    let own = found.get(near)?.stretch;
    let (before, behind) = found.split_at(near);
    let start = near - before.iter().rev().take(MAX).take_while(|it| it.stretch == own).count();
    let end = near + behind.iter().take(MAX).take_while(|it| it.stretch == own).count();
    let shown = &found[start..end];
    let from_right = |words: &[Word]| words.iter().any(|it| it.text.contains(is_rtl));
    let backwards = shown.iter().any(|it| direction(it) == Some(Direction::RightToLeft));
    // Numbers at the start of a line follow the direction of the words at the end of the line above.
    let begun = from_right(&found[start.saturating_sub(NEAR)..start]);
    (from_right(shown) || backwards || begun).then_some(start..end)
}

/// Whether a stretch shows the words of the source.
fn matches(
    expected: &[Word],
    found: &[Word],
    stretch: &Range<usize>,
    within: &[(usize, &Hunk)],
    fits: Fits,
) -> bool {
    let (Some((_, first)), Some((_, last))) = (within.first(), within.last()) else { return false };
    let start = first.left.start.checked_sub(first.right.start - stretch.start);
    let end = last.left.end + (stretch.end - last.right.end);
    let Some(wanted) = start.and_then(|start| expected.get(start..end)) else { return false };
    fits(wanted, &found[stretch.clone()])
}

/// Whether a stretch has the same words, in an order that its positions may stand for.
fn fits(wanted: &[Word], shown: &[Word]) -> bool {
    same_words(wanted, shown) && (runs_both_ways(shown) || same_letters(wanted, shown))
}

/// Whether the words of the source, cut where the lines end, fit each line. Of marks that recur on several lines, the
/// differences may pair those of one line with those of another.
fn fits_by_line(wanted: &[Word], shown: &[Word]) -> bool {
    let count = |words: &[Word]| words.iter().map(|it| it.text.chars().count()).sum::<usize>();
    let mut rest = wanted;
    for line in shown.split_inclusive(|it| it.ends_line) {
        let full = count(line);
        let Some(end) = (0..=rest.len()).find(|it| count(&rest[..*it]) >= full) else { return false };
        if !fits(&rest[..end], line) {
            return false;
        }
        rest = &rest[end..];
    }
    rest.is_empty()
}

/// The line of a word with lines before and after it, the fewest first.
fn windows(found: &[Word], near: usize) -> Vec<Range<usize>> {
    /// How many lines before and after it.
    const LINES: usize = 4;
    /// No line of a page has more words than this.
    const MAX: usize = 400;
    let near = near.min(found.len());
    let begins = |at: &usize| *at == 0 || found[at - 1].ends_line;
    let ends = |at: &usize| *at == found.len() || found[at - 1].ends_line;
    let starts: Vec<usize> = (near.saturating_sub(MAX)..=near).rev().filter(begins).take(LINES).collect();
    let ends: Vec<usize> = (near + 1..=(near + MAX).min(found.len())).filter(ends).take(LINES).collect();
    let pairs = starts
        .iter()
        .enumerate()
        .flat_map(|(a, start)| ends.iter().enumerate().map(move |(b, end)| (a + b, *start..*end)));
    let mut pairs: Vec<(usize, Range<usize>)> = pairs.collect();
    pairs.sort_by_key(|it| it.0);
    pairs.into_iter().map(|it| it.1).collect()
}

/// The lines from that of a difference to that of a later one: where many lines in a row end with the same mark, which
/// is read before the first word of each, the first and the last of them alone differ.
fn chains(found: &[Word], hunks: &[Hunk], at: usize) -> Vec<Range<usize>> {
    /// How many differences further.
    const HUNKS: usize = 6;
    /// No paragraph is longer, in words.
    const MAX: usize = 1200;
    let ends = |at: usize| at == 0 || at >= found.len() || found[at - 1].ends_line;
    let own = hunks[at].right.start.min(found.len());
    let line = (own.saturating_sub(MAX)..=own).rev().find(|it| ends(*it)).unwrap_or(own);
    let before = (line.saturating_sub(MAX)..line).rev().find(|it| ends(*it)).unwrap_or(line);
    let mut out = Vec::new();
    for next in hunks[at + 1..].iter().take(HUNKS) {
        let place = next.right.end.min(found.len());
        let end = (place..=found.len()).take(MAX).find(|it| ends(*it)).unwrap_or(place);
        let after = (place + 1..=found.len()).take(MAX).find(|it| ends(*it)).unwrap_or(end);
        let pairs = [line..end, line..after, before..end, before..after];
        out.extend(pairs.into_iter().filter(|it| it.end > it.start && it.len() <= MAX));
    }
    out
}

/// Whether two lists have the same characters, and each word of the first is whole in the text of the second: positions
/// do not always show where a word ends, or to which letter a vowel sign belongs.
fn same_words(wanted: &[Word], shown: &[Word]) -> bool {
    let mut counts: HashMap<char, isize> = HashMap::new();
    let characters = |words: &[Word]| words.iter().flat_map(|it| it.text.chars()).collect::<Vec<char>>();
    characters(wanted).into_iter().for_each(|it| *counts.entry(it).or_default() += 1);
    characters(shown).into_iter().for_each(|it| *counts.entry(it).or_default() -= 1);
    let text: String = shown.iter().map(|it| letters(&it.text)).collect();
    counts.values().all(|it| *it == 0) && wanted.iter().all(|it| text.contains(&letters(&it.text)))
}

/// Whether text is in a line that runs the other way, or contains such text: then the positions of its words depend on
/// other lines and elements too, and the line alone does not show their order.
fn runs_both_ways(shown: &[Word]) -> bool {
    shown.iter().find_map(direction) != Some(Direction::RightToLeft) || shown.iter().any(is_ltr)
}

/// Whether the words with letters have the same order.
fn same_letters(wanted: &[Word], shown: &[Word]) -> bool {
    let lettered = |words: &[Word]| -> Vec<String> {
        let lettered = words.iter().filter(|it| it.text.contains(char::is_alphabetic));
        lettered.map(|it| letters(&it.text)).filter(|it| !it.is_empty()).collect()
    };
    lettered(wanted) == lettered(shown)
}

/// The direction of the language of a word; `None` if it is not known.
fn direction(word: &Word) -> Option<Direction> {
    word.lang.as_deref().and_then(Lang::new).map(|it| it.direction())
}

/// Whether a word has a letter that is read from left to right.
fn is_ltr(word: &Word) -> bool {
    word.text.chars().any(|it| it.is_alphabetic() && !is_rtl(it))
}
