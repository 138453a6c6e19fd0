//! The ids of a document, and what carries each.

use std::collections::BTreeMap;

use crate::document::Id;
use crate::source::Span;

/// The ids of a document, each with the place of what carries it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    anchors: BTreeMap<Id, Span>,
}

impl References {
    /// Enters an id. Where it exists already, nothing changes and its place is given.
    pub fn insert(&mut self, id: Id, span: Span) -> Result<(), Span> {
        match self.anchors.get(&id) {
            Some(first) => Err(*first),
            None => {
                self.anchors.insert(id, span);
                Ok(())
            }
        }
    }

    /// The place of what carries an id.
    pub fn get(&self, id: &Id) -> Option<Span> {
        self.anchors.get(id).copied()
    }

    /// The ids in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, Span)> {
        self.anchors.iter().map(|(id, span)| (id, *span))
    }
}
