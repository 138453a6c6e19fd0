//! PDF: pages by their operators, and everything else by the graph of its objects.
//!
//! Numbers and the order of objects, compression, and the form of the cross-reference table are no differences. In
//! reading order: `object`, `pages`, `graph`.

mod object;
mod pages;
mod graph;

use lopdf::{Document, LoadOptions};

use super::difference::Difference;
use graph::Graph;
use object::MAX_STREAM;
use pages::Pages;

/// The differences of a file; `None` where it has too little in common, or cannot be read.
pub(super) fn compare(made: &[u8], found: &[u8]) -> Option<Vec<Difference>> {
    let (made, found) = (load(made)?, load(found)?);
    let pages = Pages::of(&made, &found)?;
    let mut graph = Graph::new(&made, &found, &pages);
    graph.compare();
    let differences = graph.differences;
    Some(pages.differences.into_iter().chain(differences).collect())
}

fn load(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options).ok()
}
