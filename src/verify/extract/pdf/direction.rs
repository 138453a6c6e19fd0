//! Which way the lines of a file run.
//!
//! The language says it, that of the nearest element (ISO 32000-1, 14.9.2): words of a language that runs the other
//! way are a line of their own within the line that they stand in.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, ObjectId};
use unicode_bidi::Level;

use super::kid::{Kid, kids, page_of};
use super::object::{get, name, text};
use super::shown::MarkId;
use super::tree::{DEEPEST, MOST};
use crate::document::{Direction, Lang};

/// The directions that a file tells.
#[derive(Debug, Default)]
pub(super) struct Directions {
    /// By sequence, for those in the tree.
    marks: BTreeMap<MarkId, Level>,
    /// Of the document; `None` where nothing tells it.
    document: Option<Level>,
}

impl Directions {
    /// Reads them from the tree and the catalog.
    pub(super) fn of(document: &Document, catalog: &Dictionary) -> Directions {
        let own = level(document, catalog);
        let root = get(document, catalog, b"StructTreeRoot").and_then(|it| it.as_dict().ok());
        // A file without tags says nothing of its paragraphs: only one from right to left is trusted in them all.
        let trusted = own.filter(|it| root.is_some() || it.is_rtl());
        let directions = Directions { marks: BTreeMap::new(), document: trusted };
        let mut walk = Walk { document, directions, met: BTreeSet::new(), left: MOST };
        if let Some(root) = root {
            walk.element(root, None, own, 0);
        }
        walk.directions
    }

    /// That of a sequence, or of what is in none; `None` where nothing tells it.
    pub(super) fn at(&self, mark: Option<MarkId>) -> Option<Level> {
        mark.and_then(|it| self.marks.get(&it).copied()).or(self.document)
    }
}

struct Walk<'a> {
    document: &'a Document,
    directions: Directions,
    met: BTreeSet<ObjectId>,
    left: usize,
}

impl<'a> Walk<'a> {
    fn element(
        &mut self,
        element: &'a Dictionary,
        page: Option<ObjectId>,
        around: Option<Level>,
        depth: usize,
    ) {
        // Code runs from left to right in a text of any language.
        let code = name(self.document, element, b"S").filter(|it| it == "Code").map(|_| Level::ltr());
        let level = level(self.document, element).or(code).or(around);
        let page = page_of(element).or(page);
        for kid in kids(self.document, element) {
            self.left = self.left.saturating_sub(1);
            let again = kid.as_reference().is_ok_and(|id| !self.met.insert(id));
            if self.left == 0 || depth > DEEPEST || again {
                continue;
            }
            match Kid::of(self.document, kid, page) {
                Some(Kid::Mark(mark, _)) => {
                    self.directions.marks.extend(level.map(|it| (mark, it)));
                }
                Some(Kid::Element(kid)) => self.element(kid, page, level, depth + 1),
                None => {}
            }
        }
    }
}

/// The direction of the language that something says it is in.
fn level(document: &Document, holder: &Dictionary) -> Option<Level> {
    let lang = text(document, holder, b"Lang").and_then(|it| Lang::new(&it))?;
    Some(match lang.direction() {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    })
}
