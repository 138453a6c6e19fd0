//! The pages of two files, paired and compared by what they paint.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Document, ObjectId};
use rayon::prelude::*;

use super::object::{MAX_STREAM, shown};
use crate::verify::compare::diff::Hunk;
use crate::verify::parts::difference::Sequence;
use crate::verify::parts::difference::{Difference, instead};

/// The pages of two files.
pub(super) struct Pages {
    /// The pages that are one in both, the new build's first.
    pub(super) pairs: Vec<(ObjectId, ObjectId)>,
    /// The numbers of the pages of the new build.
    pub(super) made: BTreeMap<ObjectId, u32>,
    /// The numbers of the pages of the file.
    pub(super) found: BTreeMap<ObjectId, u32>,
    pub(super) differences: Vec<Difference>,
}

/// What a page paints.
struct Page {
    id: ObjectId,
    bytes: Vec<u8>,
}

impl Pages {
    /// Pairs the pages; `None` where fewer than half of what they paint is the same.
    pub(super) fn of(made: &Document, found: &Document) -> Option<Pages> {
        let numbers = |it: &Document| it.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
        let mut all =
            Pages { pairs: Vec::new(), made: numbers(made), found: numbers(found), differences: Vec::new() };
        let (old, new) = (pages(made), pages(found));
        let least = old.len().max(new.len()) as f64 / 2.0;
        if old.len() == new.len() && all.side_by_side(&old, &new) >= least {
            return Some(all);
        }
        (all.by_content(&old, &new) >= least).then_some(all)
    }

    /// Pairs as many pages by their numbers, and returns how many are alike.
    fn side_by_side(&mut self, old: &[Page], new: &[Page]) -> f64 {
        let each =
            (1..).zip(
                old.par_iter()
                    .zip(new)
                    .map(|(old, new)| {
                        if old.bytes == new.bytes {
                            (1.0, Vec::new())
                        } else {
                            content(&old.bytes, &new.bytes)
                        }
                    })
                    .collect::<Vec<_>>(),
            );
        let mut alike = 0.0;
        for (number, (likeness, messages)) in each {
            alike += likeness;
            let place = |it: String| Difference::new(format!("page {number}"), it);
            self.differences.extend(messages.into_iter().map(place));
        }
        self.pairs.extend(old.iter().zip(new).map(|(old, new)| (old.id, new.id)));
        alike
    }

    /// Pairs pages by what they paint, where the files have not as many.
    fn by_content(&mut self, old: &[Page], new: &[Page]) -> f64 {
        let bytes = |it: &'_ [Page]| -> Vec<Vec<u8>> { it.iter().map(|it| it.bytes.clone()).collect() };
        let hunks = Sequence::of(&bytes(old), &bytes(new)).hunks;
        self.pairs.clear();
        self.differences.clear();
        let (mut left, mut right) = (0, 0);
        for hunk in &hunks {
            let same = old[left..hunk.left.start].iter().zip(&new[right..hunk.right.start]);
            self.pairs.extend(same.map(|(old, new)| (old.id, new.id)));
            for at in hunk.left.clone() {
                self.differences.push(Difference::new("", format!("page {} is missing", at + 1)));
            }
            for at in hunk.right.clone() {
                self.differences.push(Difference::new(format!("page {}", at + 1), "the page is added"));
            }
            (left, right) = (hunk.left.end, hunk.right.end);
        }
        self.pairs.extend(old[left..].iter().zip(&new[right..]).map(|(old, new)| (old.id, new.id)));
        self.pairs.len() as f64
    }
}

fn pages(document: &Document) -> Vec<Page> {
    let page =
        |id| Page { id, bytes: document.get_page_content_with_limit(id, MAX_STREAM).unwrap_or_default() };
    document.get_pages().into_values().map(page).collect()
}

/// How much two content streams have in common, and the differences of their operators.
pub(super) fn content(made: &[u8], found: &[u8]) -> (f64, Vec<String>) {
    let operators = |bytes: &[u8]| -> Option<Vec<String>> {
        let show = |it: &Operation| {
            let operands: String = it.operands.iter().map(|it| shown(it) + " ").collect();
            operands + &it.operator
        };
        Content::decode(bytes).ok().map(|it| it.operations.iter().map(show).collect())
    };
    let (Some(made), Some(found)) = (operators(made), operators(found)) else {
        return (0.0, vec!["what it paints cannot be read".to_owned()]);
    };
    let sequence = Sequence::of(&made, &found);
    let message = |it: &Hunk| {
        let (old, new) = (made[it.left.clone()].join(" "), found[it.right.clone()].join(" "));
        format!("what it paints differs: {}", instead(&new, &old))
    };
    (sequence.likeness, sequence.hunks.iter().map(message).collect())
}
