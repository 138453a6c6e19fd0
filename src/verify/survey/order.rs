//! The order in which notes are met.

use std::collections::{BTreeMap, BTreeSet};

use crate::verify::reading::Place;

use super::surveyor::{Draft, NoteDraft};
use super::{Feature, FeatureKind};

/// Notes in their order.
pub(super) struct Order {
    /// The notes by their old indices: those that marks lead to, then the others.
    pub(super) list: Vec<usize>,
    /// How many of them marks lead to.
    pub(super) marked: usize,
    /// Marks that lead to no note.
    pub(super) lost: Vec<Place>,
}

/// By their marks, nested ones where they are met.
pub(super) fn order(flow: &Draft, notes: &[NoteDraft]) -> Order {
    let by_name: BTreeMap<&str, usize> =
        notes.iter().enumerate().rev().map(|(at, note)| (note.name.as_str(), at)).collect();
    let marks = |draft: &Draft| {
        let mark = |it: &Feature| match &it.kind {
            FeatureKind::Mark(name) => Some((name.clone(), it.place)),
            FeatureKind::Heading(_)
            | FeatureKind::List { .. }
            | FeatureKind::Table(_)
            | FeatureKind::Term
            | FeatureKind::Description
            | FeatureKind::Task(_)
            | FeatureKind::Figure(_)
            | FeatureKind::Link(_) => None,
        };
        draft.features.iter().rev().filter_map(mark).collect::<Vec<_>>()
    };
    let mut order = Order { list: Vec::new(), marked: 0, lost: Vec::new() };
    let mut met = BTreeSet::new();
    let mut waiting = marks(flow);
    while let Some((name, place)) = waiting.pop() {
        match by_name.get(name.as_str()) {
            Some(at) if met.insert(*at) => {
                order.list.push(*at);
                waiting.extend(marks(&notes[*at].draft));
            }
            Some(_) => {}
            None => order.lost.push(place),
        }
    }
    order.marked = order.list.len();
    order.list.extend((0..notes.len()).filter(|it| !met.contains(it)));
    order
}
