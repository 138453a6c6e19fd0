//! Differences between two lists, and how much they have in common.

use std::hash::Hash;

use crate::verify::compare::diff::{Hunk, diff};

/// The differences of two lists, and whether at least half of the longer one is in both.
pub(super) struct Sequence {
    /// The differences in their order.
    pub(super) hunks: Vec<Hunk>,
    /// The share that both have, from 0 to 1.
    pub(super) likeness: f64,
}

impl Sequence {
    pub(super) fn of<T: Eq + Hash>(made: &[T], found: &[T]) -> Sequence {
        let hunks = diff(made, found);
        let changed: usize = hunks.iter().map(|it| it.left.len()).sum();
        let longer = made.len().max(found.len()).max(1);
        Sequence { likeness: (made.len() - changed) as f64 / longer as f64, hunks }
    }

    /// Whether two files have so much in common that one was made from the other.
    pub(super) fn is_alike(&self) -> bool {
        self.likeness >= 0.5
    }
}
