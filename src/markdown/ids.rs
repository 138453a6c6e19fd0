//! The headings whose id must be written: reading the text without it would give them another.

use std::collections::BTreeSet;

use crate::document::walk::{Node, walk};
use crate::document::{Block, BlockKind, Document, Id, text};
use crate::parse::heading_name;

/// No more rounds are tried; then all ids are written.
const ROUNDS: usize = 8;

/// The ids of the headings that must be written.
pub(super) fn named(document: &Document) -> BTreeSet<Id> {
    let mut headings = Vec::new();
    let mut given = BTreeSet::new();
    document.parts().for_each(|blocks| collect(blocks, &mut headings, &mut given));
    let mut named: BTreeSet<Id> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let wrong = wrong(&headings, &given, &named);
        if wrong.is_empty() {
            return named;
        }
        named.extend(wrong);
    }
    headings.into_iter().map(|(id, _)| id).collect()
}

fn collect(blocks: &[Block], headings: &mut Vec<(Id, String)>, given: &mut BTreeSet<Id>) {
    walk(blocks, &mut |node| {
        if let Node::Block(Block { kind: BlockKind::Heading { content, .. }, attr, .. }) = node {
            headings.extend(attr.id.clone().map(|id| (id, heading_name(&text::plain(content)))));
        } else {
            given.extend(node.attributes().filter_map(|attr| attr.id.clone()));
        }
    });
}

/// The headings that would get another id, with these ids given.
fn wrong(headings: &[(Id, String)], given: &BTreeSet<Id>, named: &BTreeSet<Id>) -> Vec<Id> {
    let mut taken: BTreeSet<String> = given.iter().chain(named).map(|it| it.as_str().to_owned()).collect();
    let mut next: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut wrong = Vec::new();
    for (id, base) in headings.iter().filter(|(id, _)| !named.contains(id)) {
        let base = if base.is_empty() { "section" } else { base.as_str() };
        let number = next.entry(base).or_insert(0);
        loop {
            let name = if *number == 0 { base.to_owned() } else { format!("{base}-{number}") };
            *number += 1;
            if taken.insert(name.clone()) {
                if name != id.as_str() {
                    wrong.push(id.clone());
                }
                break;
            }
        }
    }
    wrong
}
