//! The order of painting: that of reading.
//!
//! Tags give the reading order to those that read tags. Others take a page as
//! it is painted: reflowing readers, and extractors such as MuPDF's. A layout
//! paints a bullet when it has its line, and notes when the page is full; here
//! the content of each page is put into the order of the structure.

use crate::layout::frame::{Item, Mark, Page, Placed};
use crate::layout::structure::{Kid, Structure};

/// The rank in reading of each piece of content.
#[derive(Debug)]
pub(super) struct ReadingOrder {
    ranks: Vec<usize>,
}

impl ReadingOrder {
    /// The order of a structure: each piece where a walk through the tree comes upon it.
    pub(super) fn of(structure: &Structure) -> ReadingOrder {
        let mut ranks = vec![usize::MAX; structure.content_count()];
        let mut next = 0;
        let mut stack = vec![Kid::Element(Structure::ROOT)];
        while let Some(kid) = stack.pop() {
            match kid {
                Kid::Element(id) => stack.extend(structure.get(id).kids.iter().rev()),
                Kid::Content(id) => {
                    ranks[id.index()] = next;
                    next += 1;
                }
            }
        }
        ReadingOrder { ranks }
    }

    /// The items of a page with their indices: grounds and rules, content as it is read, heads and folios.
    pub(super) fn items<'a>(&self, page: &'a Page) -> Vec<(usize, &'a Placed)> {
        let mut items: Vec<(usize, &Placed)> = page.items.iter().enumerate().collect();
        // The sort is stable: what is of one piece stays as it was.
        items.sort_by_key(|(_, placed)| self.key(placed));
        items
    }

    fn key(&self, placed: &Placed) -> (u8, usize) {
        match (placed.mark, &placed.item) {
            (Mark::Content(id), _) => (1, self.ranks.get(id.index()).copied().unwrap_or(usize::MAX)),
            (Mark::Artifact(_), Item::Text(_)) => (2, 0),
            // A ground lies under what stands on it.
            (Mark::Artifact(_), Item::Rectangle(_) | Item::Path(_) | Item::Image(_)) => (0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::pdf::support::{blank, set};
    use crate::geometry::Point;
    use crate::layout::frame::Artifact;
    use crate::layout::structure::Role;
    use crate::source::Span;

    #[test]
    fn a_bullet_is_painted_before_its_text() {
        let mut structure = Structure::new();
        let label = structure.element(Structure::ROOT, Role::Label, Span::default());
        let body = structure.element(Structure::ROOT, Role::ListBody, Span::default());
        let (text, bullet) = (structure.content(body), structure.content(label));
        let mut page = blank();
        let marks = [Mark::Artifact(Artifact::Header), Mark::Content(text), Mark::Content(bullet)];
        for mark in marks {
            page.items.push(Placed { at: Point::default(), item: Item::Text(set("x")), mark });
        }
        let order: Vec<usize> =
            ReadingOrder::of(&structure).items(&page).iter().map(|(index, _)| *index).collect();
        assert_eq!(order, [2, 1, 0]);
    }
}
