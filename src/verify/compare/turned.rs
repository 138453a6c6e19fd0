//! Lines with text from right to left, whose places on a page can be read in more than one way.
//!
//! What is written in two orders may be shown in the same places (UAX #9): in a line from left to right a number
//! after Hebrew stands left of it, and so does a number before. A reader of places takes the one, and the source may
//! have meant the other. So such a line has to have the same words, those with letters in the same order; and where
//! it runs both ways, in whichever order.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::document::{Direction, Lang};
use crate::verify::bidi;
use crate::verify::word::Word;

use super::diff::Hunk;

/// What an edition tells of the order in a line with text from right to left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Where its signs stand.
    Places,
    /// Nothing that can be relied upon: not even which words are of a language of their own.
    Any,
}

/// The differences that are none: where the edition shows what the source says, read in another order.
pub(super) fn turned(expected: &[Word], found: &[Word], hunks: &[Hunk], order: Order) -> BTreeSet<usize> {
    let mut settled = BTreeSet::new();
    for (at, hunk) in hunks.iter().enumerate() {
        if settled.contains(&at) {
            continue;
        }
        let fitting = around(found, hunk.right.start).into_iter().find_map(|near| {
            let mut within = touching(hunks, &near);
            within.find(|it| says(expected, found, &near, it, order))
        });
        settled.extend(fitting.into_iter().flatten().map(|it| it.0));
    }
    settled
}

/// The differences that lie between two words, with and without those at the edges where nothing stands in the stead
/// of something: what is lost there may be of either side.
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

/// The stretches in which a difference may lie: that of a word, and with those beside it, for where the same sign
/// stands in two of them, the difference may be seen in either. Only such as run from right to left.
fn around(found: &[Word], at: usize) -> Vec<Range<usize>> {
    let own = stretch(found, at);
    let before = own.as_ref().map_or(at, |it| it.start).checked_sub(1).and_then(|it| stretch(found, it));
    let behind = own.as_ref().and_then(|it| stretch(found, it.end));
    let joined =
        |a: &Option<Range<usize>>, b: &Option<Range<usize>>| Some(a.as_ref()?.start..b.as_ref()?.end);
    let pairs = [joined(&before, &own), joined(&own, &behind), joined(&before, &behind)];
    [own, before].into_iter().chain(pairs).flatten().collect()
}

/// The words around one that were put in order together; `None` where nothing in them runs from right to left.
fn stretch(found: &[Word], near: usize) -> Option<Range<usize>> {
    /// No line of a page has more words.
    const MOST: usize = 400;
    /// So many words of the line above are looked at.
    const NEAR: usize = 20;
    let own = found.get(near)?.stretch;
    let (before, behind) = found.split_at(near);
    let start = near - before.iter().rev().take(MOST).take_while(|it| it.stretch == own).count();
    let end = near + behind.iter().take(MOST).take_while(|it| it.stretch == own).count();
    let said = &found[start..end];
    let from_right = |words: &[Word]| words.iter().any(|it| it.text.contains(bidi::is_from_right));
    let backwards = said.iter().any(|it| direction(it) == Some(Direction::RightToLeft));
    // Numbers at the start of a line go the way of the words at the end of the line above.
    let begun = from_right(&found[start.saturating_sub(NEAR)..start]);
    (from_right(said) || backwards || begun).then_some(start..end)
}

/// Whether a stretch shows what the source says there.
fn says(
    expected: &[Word],
    found: &[Word],
    stretch: &Range<usize>,
    within: &[(usize, &Hunk)],
    order: Order,
) -> bool {
    let (Some((_, first)), Some((_, last))) = (within.first(), within.last()) else { return false };
    let start = first.left.start.checked_sub(first.right.start - stretch.start);
    let end = last.left.end + (stretch.end - last.right.end);
    let Some(wanted) = start.and_then(|start| expected.get(start..end)) else { return false };
    let said = &found[stretch.clone()];
    same_words(wanted, said) && (order == Order::Any || runs_both_ways(said) || same_letters(wanted, said))
}

fn same_words(wanted: &[Word], said: &[Word]) -> bool {
    let mut counts: HashMap<&str, isize> = HashMap::new();
    wanted.iter().for_each(|it| *counts.entry(&it.text).or_default() += 1);
    said.iter().for_each(|it| *counts.entry(&it.text).or_default() -= 1);
    counts.values().all(|it| *it == 0)
}

/// Whether text stands in a line that runs the other way, or holds such text: then where its words and signs stand
/// follows from what is on other lines and in other elements, too, and the line alone does not tell their order.
fn runs_both_ways(said: &[Word]) -> bool {
    said.iter().find_map(direction) != Some(Direction::RightToLeft) || said.iter().any(is_from_left)
}

/// Whether the words with letters follow each other in the same order.
fn same_letters(wanted: &[Word], said: &[Word]) -> bool {
    let lettered = |words: &[Word]| -> Vec<String> {
        words.iter().filter(|it| it.text.contains(char::is_alphabetic)).map(|it| it.text.clone()).collect()
    };
    lettered(wanted) == lettered(said)
}

/// The direction of the language of a word; `None` where nothing tells it.
fn direction(word: &Word) -> Option<Direction> {
    word.lang.as_deref().and_then(Lang::new).map(|it| it.direction())
}

/// Whether a word has a letter that is read from left to right.
fn is_from_left(word: &Word) -> bool {
    word.text.chars().any(|it| it.is_alphabetic() && !bidi::is_from_right(it))
}
