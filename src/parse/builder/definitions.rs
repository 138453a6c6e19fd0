//! What is defined anywhere in the source: links and notes.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, RefDefs};

/// What fragments refer to that is defined elsewhere in the source.
#[derive(Debug, Default, Clone)]
pub(in crate::parse) struct Definitions {
    /// The address and the title of each link label.
    links: BTreeMap<String, (String, String)>,
    /// The labels of notes, once they are needed.
    notes: Option<BTreeSet<String>>,
}

impl Definitions {
    /// The definitions of links that the parser has found.
    pub(in crate::parse) fn of(found: &RefDefs) -> Definitions {
        let text = |it: &CowStr| it.clone().into_string();
        let links = found.iter().map(|(label, it)| {
            (folded(label), (text(&it.dest), it.title.as_ref().map(text).unwrap_or_default()))
        });
        Definitions { links: links.collect(), notes: None }
    }

    /// The address and the title of a link label.
    pub(super) fn link(&self, label: &str) -> Option<&(String, String)> {
        self.links.get(&folded(label))
    }

    /// Whether a note of the label is defined in the source.
    pub(super) fn has_note(&mut self, source: &str, label: &str) -> bool {
        let notes = self.notes.get_or_insert_with(|| {
            let labels = source.lines().filter_map(|line| {
                let line = line.trim_start_matches([' ', '\t', '>']).strip_prefix("[^")?;
                line.split_once("]:").map(|(label, _)| label.to_owned())
            });
            labels.collect()
        });
        notes.contains(label)
    }
}

/// Labels match without regard to case and to how much white space is in them.
fn folded(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
