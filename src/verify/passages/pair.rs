//! Which passages of two texts are the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::verify::compare::diff::diff;

use super::passage::Passage;

/// What became of a passage.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// The same words at the same place.
    Same,
    /// The same words at another place.
    Moved,
    /// Nearly the same words.
    Drifted {
        /// The share of the words that both have, from 0 to 1.
        similarity: f64,
        /// What changed.
        changes: Vec<Change>,
    },
}

/// Words that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words before them, at most three.
    pub after: String,
    /// The words of the old passage; empty where the new one only adds some.
    pub old: String,
    /// The words of the new passage; empty where the old one only has more.
    pub new: String,
}

/// What two texts have in common. Passages are given by their index.
#[derive(Debug, Clone, Default)]
pub struct Pairing {
    /// A passage of the old text, one of the new text, and what became of it, in the order of the old text.
    pub pairs: Vec<(usize, usize, Fate)>,
    /// The passages that the new text has no longer.
    pub lost: Vec<usize>,
    /// The passages that the old text does not have.
    pub new: Vec<usize>,
}

impl Pairing {
    /// Whether both have the same passages in the same order.
    pub fn is_same(&self) -> bool {
        self.lost.is_empty() && self.new.is_empty() && self.pairs.iter().all(|it| it.2 == Fate::Same)
    }
}

/// Passages with a smaller share of common words are two passages.
const LEAST: f64 = 0.5;

/// Pairs the passages of two texts. A label that only one of them has is joined to the passage that it is of: that text
/// says more there, and neither a page that lost `Love:` nor one that calls it otherwise says the same.
pub fn compare(old: &mut Vec<Passage>, new: &mut Vec<Passage>) -> Pairing {
    let pairing = pair(old, new);
    let joined = [join_labels(old, &pairing.lost), join_labels(new, &pairing.new)];
    if joined.contains(&true) { pair(old, new) } else { pairing }
}

/// Joins the labels among passages that have no partner to what follows them; whether there are any. What has fewer
/// words than its label stays apart: with it, it would no longer be similar to what it was paired with.
fn join_labels(passages: &mut Vec<Passage>, alone: &[usize]) -> bool {
    let mut is_changed = false;
    for at in alone.iter().rev() {
        if let [label, passage, ..] = &passages[*at..]
            && label.is_label
            && label.words.len() <= passage.words.len()
        {
            passages[*at] = passage.labelled(label);
            passages.remove(at + 1);
            is_changed = true;
        }
    }
    is_changed
}

/// Pairs the passages of two texts as they are.
fn pair(old: &[Passage], new: &[Passage]) -> Pairing {
    let mut pairing = Pairing::default();
    let (mut left, mut right) = in_order(old, new, &mut pairing);
    moved(old, new, (&mut left, &mut right), &mut pairing);
    drifted(old, new, (&mut left, &mut right), &mut pairing);
    pairing.pairs.sort_by_key(|it| it.0);
    pairing.lost = left.into_iter().collect();
    pairing.new = right.into_iter().collect();
    pairing
}

/// Pairs what is in both in the same order, and returns the rest.
fn in_order(old: &[Passage], new: &[Passage], pairing: &mut Pairing) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let words = |it: &'_ [Passage]| -> Vec<Vec<String>> { it.iter().map(|it| it.words.clone()).collect() };
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let (mut at, mut other) = (0, 0);
    for hunk in diff(&words(old), &words(new)) {
        let same = (at..hunk.left.start).zip(other..hunk.right.start);
        pairing.pairs.extend(same.map(|(old, new)| (old, new, Fate::Same)));
        (at, other) = (hunk.left.end, hunk.right.end);
        left.extend(hunk.left);
        right.extend(hunk.right);
    }
    pairing.pairs.extend((at..old.len()).zip(other..new.len()).map(|(old, new)| (old, new, Fate::Same)));
    (left, right)
}

/// The passages that have no partner yet.
type Rest<'a> = (&'a mut BTreeSet<usize>, &'a mut BTreeSet<usize>);

/// Pairs the same words at other places.
fn moved(old: &[Passage], new: &[Passage], (left, right): Rest<'_>, pairing: &mut Pairing) {
    let mut places: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    right.iter().rev().for_each(|it| places.entry(&new[*it].words).or_default().push(*it));
    left.retain(|at| {
        let Some(other) = places.get_mut(old[*at].words.as_slice()).and_then(Vec::pop) else { return true };
        right.remove(&other);
        pairing.pairs.push((*at, other, Fate::Moved));
        false
    });
}

/// Pairs passages that have most of their words in common, the most similar first.
fn drifted(old: &[Passage], new: &[Passage], (left, right): Rest<'_>, pairing: &mut Pairing) {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    let places = places(new, right);
    for at in left.iter() {
        for other in similar(&old[*at], &places) {
            let similarity = similarity(&old[*at].words, &new[other].words);
            if similarity >= LEAST {
                candidates.push((similarity, *at, other));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (similarity, at, other) in candidates {
        if left.contains(&at) && right.contains(&other) {
            left.remove(&at);
            right.remove(&other);
            let changes = changes(&old[at].words, &new[other].words);
            pairing.pairs.push((at, other, Fate::Drifted { similarity, changes }));
        }
    }
}

/// The passages of a text that a word is in.
fn places<'a>(new: &'a [Passage], right: &BTreeSet<usize>) -> BTreeMap<&'a str, Vec<usize>> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in right {
        for word in new[*at].words.iter().map(String::as_str).collect::<BTreeSet<_>>() {
            places.entry(word).or_default().push(*at);
        }
    }
    places
}

/// The passages that share the most words with one; words that are nearly everywhere do not count.
fn similar(passage: &Passage, places: &BTreeMap<&str, Vec<usize>>) -> Vec<usize> {
    /// How many are tried.
    const TRIED: usize = 12;
    /// A word in more passages says nothing.
    const COMMON: usize = 200;
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for word in passage.words.iter().map(String::as_str).collect::<BTreeSet<_>>() {
        let found = places.get(word).filter(|it| it.len() <= COMMON);
        found.into_iter().flatten().for_each(|it| *counts.entry(*it).or_default() += 1);
    }
    let mut list: Vec<(usize, usize)> = counts.into_iter().map(|(at, count)| (count, at)).collect();
    list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    list.into_iter().take(TRIED).map(|it| it.1).collect()
}

/// The share of the words that two passages have in common.
fn similarity(old: &[String], new: &[String]) -> f64 {
    let lost: usize = diff(old, new).iter().map(|it| it.left.len()).sum();
    2.0 * (old.len() - lost) as f64 / (old.len() + new.len()).max(1) as f64
}

fn changes(old: &[String], new: &[String]) -> Vec<Change> {
    let change = |hunk: crate::verify::compare::diff::Hunk| Change {
        after: old[hunk.left.start.saturating_sub(3)..hunk.left.start].join(" "),
        old: old[hunk.left].join(" "),
        new: new[hunk.right].join(" "),
    };
    diff(old, new).into_iter().map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::content::Location;

    fn passages(text: &str) -> Vec<Passage> {
        Passage::split(text, Location::Whole)
    }

    #[test]
    fn passages_are_the_same_moved_drifted_lost_and_new() {
        let old =
            passages("One is here now. Two follows it soon. Three is the last of them. Four goes away.");
        let new =
            passages("Two follows it soon. Five arrives today. One is here now. Three is the first of them.");
        let found = pair(&old, &new);
        assert_eq!(found.lost, [3]);
        assert_eq!(found.new, [1]);
        let fates: Vec<&Fate> = found.pairs.iter().map(|it| &it.2).collect();
        assert!(fates.contains(&&Fate::Moved) && fates.contains(&&Fate::Same), "{fates:?}");
        let Fate::Drifted { similarity, changes } = fates[2] else { panic!("{fates:?}") };
        assert!(*similarity > 0.8);
        let (old, new, after) = ("last".to_owned(), "first".to_owned(), "Three is the".to_owned());
        assert_eq!(*changes, [Change { after, old, new }]);
        assert!(pair(&passages("A b. C d."), &passages("A b. C d.")).is_same());
    }

    #[test]
    fn label_of_one_text_alone_is_part_of_what_it_names() {
        let found = |old: &str, new: &str| {
            let (mut old, mut new) = (passages(old), passages(new));
            let found = compare(&mut old, &mut new);
            let drifted = found.pairs.iter().filter(|it| it.2 != Fate::Same);
            let drifted: Vec<String> =
                drifted.map(|it| format!("{} → {}", old[it.0].text, new[it.1].text)).collect();
            (found.pairs.len(), drifted, found.lost.len() + found.new.len())
        };
        let (old, new) =
            ("We walk to the mill. We rest there.", "Patience: We walk to the mill. We rest there.");
        let drifted = "We walk to the mill. → Patience: We walk to the mill.".to_owned();
        assert_eq!(found(old, new), (2, vec![drifted], 0));
        let drifted = "Calm: We walk to the mill. → Patience: We walk to the mill.".to_owned();
        assert_eq!(found(&format!("Calm: {old}"), new), (2, vec![drifted], 0));
        assert_eq!(found(new, new), (3, vec![], 0));
        assert_eq!(found("It rains.", "A long name of many words: It rains."), (1, vec![], 1));
    }
}
