//! Which blocks, items and rows of two versions are the same.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::verify::compare::diff::diff;

/// What the two versions have in their order: an index of the old one, of the new one, or both.
pub(super) type Step = (Option<usize>, Option<usize>);

/// What has less in common is not the same that was changed, but something else.
const LEAST: f64 = 0.4;

/// How many pairs are compared at most between two that are the same; beyond, only neighbours are.
const MOST: usize = 20_000;

/// A block, an item or a row as it is compared.
#[derive(Debug)]
pub(super) struct Unit {
    /// What it is: only what is of one kind can be the same.
    pub(super) kind: String,
    /// Its text.
    pub(super) text: String,
}

/// The parts of both in one order, where those that are the same come together; what is deleted comes before what is
/// inserted.
pub(super) fn align(old: &[Unit], new: &[Unit]) -> Vec<Step> {
    let keys = |parts: &[Unit]| -> Vec<String> {
        parts.iter().map(|it| format!("{}\u{1}{}", it.kind, it.text)).collect()
    };
    let mut steps: Vec<Step> = Vec::new();
    let (mut at, mut other) = (0, 0);
    for hunk in diff(&keys(old), &keys(new)) {
        steps.extend((at..hunk.left.start).zip(other..hunk.right.start).map(both));
        let (left, right) = (hunk.left.start, hunk.right.start);
        for (one, two) in between(&old[hunk.left.clone()], &new[hunk.right.clone()]) {
            steps.push((one.map(|it| left + it), two.map(|it| right + it)));
        }
        (at, other) = (hunk.left.end, hunk.right.end);
    }
    steps.extend((at..old.len()).zip(other..new.len()).map(both));
    steps
}

fn both((one, two): (usize, usize)) -> Step {
    (Some(one), Some(two))
}

/// The parts between two that are the same: the pairs in order that have the most in common.
fn between(old: &[Unit], new: &[Unit]) -> Vec<Step> {
    let is_large = old.len().saturating_mul(new.len()) > MOST;
    let (one, two): (Vec<_>, Vec<_>) = (old.iter().map(words).collect(), new.iter().map(words).collect());
    let likeness = |at: usize, other: usize| -> f64 {
        if old[at].kind != new[other].kind || is_large && at.abs_diff(other) > 2 {
            return 0.0;
        }
        let likeness = common(&one[at], &two[other]);
        // What is alone between its neighbours is more likely the same.
        if likeness < if old.len() == 1 && new.len() == 1 { LEAST / 2.0 } else { LEAST } {
            0.0
        } else {
            likeness
        }
    };
    if is_large { in_step(old.len(), new.len(), &likeness) } else { best(old.len(), new.len(), &likeness) }
}

/// The pairs of the largest sum (Needleman and Wunsch 1970).
fn best(old: usize, new: usize, likeness: &dyn Fn(usize, usize) -> f64) -> Vec<Step> {
    let width = new + 1;
    let mut sums = vec![0.0_f64; (old + 1) * width];
    let mut paired = vec![false; (old + 1) * width];
    for at in (0..old).rev() {
        for other in (0..new).rev() {
            let without = sums[(at + 1) * width + other].max(sums[at * width + other + 1]);
            let value = likeness(at, other);
            let with = sums[(at + 1) * width + other + 1] + value;
            let place = at * width + other;
            paired[place] = value > 0.0 && with >= without;
            sums[place] = if paired[place] { with } else { without };
        }
    }
    let (mut at, mut other, mut steps) = (0, 0, Vec::new());
    while at < old && other < new {
        if paired[at * width + other] {
            steps.push((Some(at), Some(other)));
            (at, other) = (at + 1, other + 1);
        } else if sums[(at + 1) * width + other] >= sums[at * width + other + 1] {
            steps.push((Some(at), None));
            at += 1;
        } else {
            steps.push((None, Some(other)));
            other += 1;
        }
    }
    steps.extend((at..old).map(|it| (Some(it), None)));
    steps.extend((other..new).map(|it| (None, Some(it))));
    steps
}

/// Pairs of neighbours, where there are too many for all.
fn in_step(old: usize, new: usize, likeness: &dyn Fn(usize, usize) -> f64) -> Vec<Step> {
    let mut steps = Vec::new();
    for at in 0..old.max(new) {
        if at < old && at < new && likeness(at, at) > 0.0 {
            steps.push((Some(at), Some(at)));
        } else {
            steps.extend((at < old).then_some((Some(at), None)));
            steps.extend((at < new).then_some((None, Some(at))));
        }
    }
    steps
}

/// How often each word occurs.
fn words(part: &Unit) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in part.text.unicode_words() {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// The share of the words that two have in common.
fn common(one: &BTreeMap<&str, usize>, two: &BTreeMap<&str, usize>) -> f64 {
    let shared: usize = one.iter().map(|(word, count)| two.get(word).copied().unwrap_or(0).min(*count)).sum();
    let all: usize = one.values().chain(two.values()).sum();
    // Counts of words are small.
    if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
}
