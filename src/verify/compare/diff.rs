//! Differences between two sequences.
//!
//! Equal ends are skipped; runs of five that occur once in each sequence are anchors (patience
//! diff, Cohen 2009); between them runs the greedy algorithm of Myers (1986), in bounded steps, so that the time for
//! two texts that have nothing in common is proportional to their length.

use std::collections::HashMap;
use std::ops::Range;

/// A difference: a range of one sequence, and the range of the other that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// In the first; empty where the second has more.
    pub left: Range<usize>,
    /// In the second; empty where the first has more.
    pub right: Range<usize>,
}

/// How many differences one run of Myers' algorithm looks for.
const STEP: usize = 400;

/// How many words make an anchor.
const GRAM: usize = 5;

/// The differences in their order.
pub fn diff<T: Eq + std::hash::Hash>(left: &[T], right: &[T]) -> Vec<Hunk> {
    let mut hunks = Hunks(Vec::new());
    let head = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let tail = left[head..].iter().rev().zip(right[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (left_end, right_end) = (left.len() - tail, right.len() - tail);
    let (mut a, mut b) = (head, head);
    for (next_a, next_b) in anchors(&left[head..left_end], &right[head..right_end]) {
        between(left, right, a..head + next_a, b..head + next_b, &mut hunks);
        (a, b) = (head + next_a, head + next_b);
    }
    between(left, right, a..left_end, b..right_end, &mut hunks);
    settle(left, right, &mut hunks.0);
    hunks.0
}

/// Moves each difference that only lacks or adds to the last place where it is the same difference, up to the next one.
fn settle<T: Eq>(left: &[T], right: &[T], hunks: &mut [Hunk]) {
    for at in 0..hunks.len() {
        let next = hunks.get(at + 1).map_or(left.len(), |it| it.left.start);
        let hunk = &mut hunks[at];
        let same = |one: &[T], run: &Range<usize>| one.get(run.end).is_some_and(|it| *it == one[run.start]);
        while hunk.left.end + 1 < next
            && (hunk.right.is_empty() && !hunk.left.is_empty() && same(left, &hunk.left)
                || hunk.left.is_empty() && !hunk.right.is_empty() && same(right, &hunk.right))
        {
            hunk.left = hunk.left.start + 1..hunk.left.end + 1;
            hunk.right = hunk.right.start + 1..hunk.right.end + 1;
        }
    }
}

struct Hunks(Vec<Hunk>);

impl Hunks {
    fn add(&mut self, left: Range<usize>, right: Range<usize>) {
        if left.is_empty() && right.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.left.end == left.start && last.right.end == right.start => {
                last.left.end = left.end;
                last.right.end = right.end;
            }
            _ => self.0.push(Hunk { left, right }),
        }
    }
}

/// The positions of runs that occur once in each, in an order that both share.
fn anchors<T: Eq + std::hash::Hash>(left: &[T], right: &[T]) -> Vec<(usize, usize)> {
    if left.len() < GRAM || right.len() < GRAM {
        return Vec::new();
    }
    let here = once(left);
    let there = once(right);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for at in 0..=left.len() - GRAM {
        let gram = &left[at..at + GRAM];
        if let (Some(Some(_)), Some(Some(other))) = (here.get(gram), there.get(gram)) {
            pairs.push((at, *other));
        }
    }
    rising(&pairs)
}

/// The position of each run, `None` if it occurs again.
fn once<T: Eq + std::hash::Hash>(list: &[T]) -> HashMap<&[T], Option<usize>> {
    let mut positions = HashMap::with_capacity(list.len());
    for (at, gram) in list.windows(GRAM).enumerate() {
        positions.entry(gram).and_modify(|it| *it = None).or_insert(Some(at));
    }
    positions
}

/// The longest part of the pairs whose second members rise (patience sorting).
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < pair.1);
        below.push(pile.checked_sub(1).map(|it| tops[it]));
        if pile == tops.len() {
            tops.push(at);
        } else {
            tops[pile] = at;
        }
    }
    let mut chain = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(at) = next {
        chain.push(pairs[at]);
        next = below[at];
    }
    chain.reverse();
    chain
}

/// The differences within two ranges.
fn between<T: Eq>(left: &[T], right: &[T], a: Range<usize>, b: Range<usize>, hunks: &mut Hunks) {
    let (mut a, mut b) = (a, b);
    while a.start < a.end && b.start < b.end {
        if left[a.start] == right[b.start] {
            (a.start, b.start) = (a.start + 1, b.start + 1);
            continue;
        }
        (a.start, b.start) = step(left, right, &a, &b, hunks);
    }
    hunks.add(a, b);
}

/// The parts of two sequences that one run of Myers' algorithm compares.
struct Window<'a, T> {
    left: &'a [T],
    right: &'a [T],
    /// The furthest x on the diagonal k = x - y, at index k + most + 1; `usize::MAX` is not reached.
    furthest: Vec<usize>,
    /// The largest number of differences.
    most: usize,
}

impl<T: Eq> Window<'_, T> {
    /// The furthest point on a diagonal with `d` differences; `None` outside the table.
    fn advance(&self, index: usize, d: usize) -> Option<(usize, usize)> {
        let mut x = self.entry_point(index, d)?;
        let mut y = (x + self.most + 1).checked_sub(index)?;
        if x > self.left.len() || y > self.right.len() {
            return None;
        }
        while x < self.left.len() && y < self.right.len() && self.left[x] == self.right[y] {
            x += 1;
            y += 1;
        }
        Some((x, y))
    }

    /// Where a diagonal is entered: down from the one above, or right from the one below.
    fn entry_point(&self, index: usize, d: usize) -> Option<usize> {
        if d == 0 {
            return Some(0);
        }
        let (low, high) = (self.most + 1 - d, self.most + 1 + d);
        let reached = |index: usize| self.furthest.get(index).copied().filter(|it| *it != usize::MAX);
        let right = if index > low { reached(index - 1) } else { None };
        let down = if index < high { reached(index + 1) } else { None };
        match (right, down) {
            (Some(right), Some(down)) if right < down => Some(down),
            (Some(right), _) => Some(right + 1),
            (None, down) => down,
        }
    }
}

/// One bounded run of Myers' algorithm; returns how far it got, which is always further.
fn step<T: Eq>(
    left: &[T],
    right: &[T],
    a: &Range<usize>,
    b: &Range<usize>,
    hunks: &mut Hunks,
) -> (usize, usize) {
    let most = (a.len() + b.len()).min(STEP);
    let mut furthest = vec![usize::MAX; 2 * most + 3];
    furthest[most + 2] = 0;
    let mut window = Window { left: &left[a.clone()], right: &right[b.clone()], furthest, most };
    let mut trace: Vec<Vec<usize>> = Vec::new();
    let mut reached = (0, 0);
    for d in 0..=most {
        trace.push(window.furthest[most + 1 - d..=most + 1 + d].to_vec());
        reached = (0, 0);
        for index in (most + 1 - d..=most + 1 + d).step_by(2) {
            let Some((x, y)) = window.advance(index, d) else { continue };
            window.furthest[index] = x;
            if x + y > reached.0 + reached.1 {
                reached = (x, y);
            }
            if (x, y) == (a.len(), b.len()) {
                walk_back((x, y), &trace, (a.start, b.start), hunks);
                return (a.end, b.end);
            }
        }
    }
    // Too many differences: keep the path that got furthest.
    if reached == (0, 0) {
        hunks.add(a.clone(), b.clone());
        return (a.end, b.end);
    }
    walk_back(reached, &trace, (a.start, b.start), hunks);
    (a.start + reached.0, b.start + reached.1)
}

/// Follows the path back to its start and adds its differences.
fn walk_back(end: (usize, usize), trace: &[Vec<usize>], base: (usize, usize), hunks: &mut Hunks) {
    let (mut x, mut y) = end;
    let mut edits: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (d, row) in trace.iter().enumerate().skip(1).rev() {
        // The row of step d holds the diagonals from -d to d, at k + d.
        let k = x as isize - y as isize;
        let at = |k: isize| {
            let index = usize::try_from(k + d as isize).ok()?;
            row.get(index).copied().filter(|it| *it != usize::MAX)
        };
        let right = if k > -(d as isize) { at(k - 1) } else { None };
        let down = if k < d as isize { at(k + 1) } else { None };
        let (from_x, from_k) = match (right, down) {
            (Some(right), Some(down)) if right < down => (down, k + 1),
            (Some(right), _) => (right, k - 1),
            (None, Some(down)) => (down, k + 1),
            (None, None) => break,
        };
        let Ok(from_y) = usize::try_from(from_x as isize - from_k) else { break };
        let here = if from_k < k { (from_x + 1, from_y) } else { (from_x, from_y + 1) };
        edits.push((base.0 + from_x..base.0 + here.0, base.1 + from_y..base.1 + here.1));
        (x, y) = (from_x, from_y);
    }
    edits.into_iter().rev().for_each(|(left, right)| hunks.add(left, right));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(left: &str, right: &str) -> Vec<(String, String)> {
        let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
        let hunks = diff(&left, &right);
        let mut rebuilt = Vec::new();
        let mut at = 0;
        for hunk in &hunks {
            rebuilt.extend_from_slice(&left[at..hunk.left.start]);
            assert_eq!(rebuilt.len(), hunk.right.start, "what is between differences is equal");
            rebuilt.extend_from_slice(&right[hunk.right.clone()]);
            at = hunk.left.end;
        }
        rebuilt.extend_from_slice(&left[at..]);
        assert_eq!(rebuilt, right, "the differences turn one into the other");
        let text = |list: &[char], range: &Range<usize>| list[range.clone()].iter().collect();
        hunks.iter().map(|it| (text(&left, &it.left), text(&right, &it.right))).collect()
    }

    fn pair(left: &str, right: &str) -> (String, String) {
        (left.to_owned(), right.to_owned())
    }

    #[test]
    fn differences_are_minimal() {
        assert_eq!(changed("the same", "the same"), []);
        assert_eq!(changed("abcdef", "abdef"), [pair("c", "")]);
        assert_eq!(changed("abcdef", "abcXdef"), [pair("", "X")]);
        assert_eq!(changed("abcdefghij", "abXdefgYij"), [pair("c", "X"), pair("h", "Y")]);
        assert_eq!(changed("", "x"), [pair("", "x")]);
        // Myers' own example: five letters lost or added, and no fewer.
        let found = changed("abcabba", "cbabac");
        assert_eq!(found.iter().map(|(a, b)| a.len() + b.len()).sum::<usize>(), 5);
    }

    #[test]
    fn missing_part_is_one_difference() {
        let whole: String = (0..3000u32).filter_map(|it| char::from_u32(0x4e00 + it)).collect();
        let part: String = whole.chars().take(500).chain(whole.chars().skip(2500)).collect();
        let found = changed(&format!("x{whole}y"), &format!("a{part}b"));
        assert_eq!(found.len(), 3);
        assert_eq!(found[1].0.chars().count(), 2000);
    }

    #[test]
    fn unrelated_texts_take_linear_time() {
        let one: String = (0..40_000).map(|it| if it % 3 == 0 { 'a' } else { 'b' }).collect();
        let other: String = (0..40_000).map(|it| if it % 7 == 0 { 'a' } else { 'c' }).collect();
        assert!(!changed(&one, &other).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn hunks_turn_one_text_into_the_other(left in "[abc]{0,80}", right in "[abc]{0,80}") {
            changed(&left, &right);
        }
    }
}
