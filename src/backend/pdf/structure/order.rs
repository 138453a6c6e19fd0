//! The reading order of a page, in which it is painted.
//!
//! Tags give the reading order to readers of tags. Others take a page as it is
//! painted: reflowing readers, and extractors such as MuPDF's. The layout adds a
//! bullet when it has its line, and notes when the page is full; here the
//! content of each page is put into the order of the structure.

use unicode_bidi::{BidiClass, bidi_class};

use crate::layout::frame::{Item, Mark, Page, Placed, TextRun};
use crate::layout::structure::{ContentId, Kid, Structure};

/// An item of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ItemPosition {
    /// The index of the page.
    pub(crate) page: usize,
    /// The index of the item on the page.
    pub(crate) item: usize,
}

/// The rank in the reading order of each piece of content.
#[derive(Debug)]
pub(crate) struct ReadingOrder {
    ranks: Vec<usize>,
}

impl ReadingOrder {
    /// The order of a structure: that of its tree.
    pub(crate) fn of(structure: &Structure) -> ReadingOrder {
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

    /// The items of a page with their indices: backgrounds and rules, content as it is read, running heads and folios.
    pub(crate) fn items<'a>(&self, page: &'a Page) -> Vec<(usize, &'a Placed)> {
        let mut items: Vec<(usize, &Placed)> = page.items.iter().enumerate().collect();
        // The sort is stable: the items of one piece keep their order.
        items.sort_by_key(|(_, placed)| self.key(placed));
        order_lines(&mut items);
        items
    }

    /// The rank in the reading order of a piece of content.
    pub(crate) fn rank(&self, content: ContentId) -> usize {
        self.ranks.get(content.index()).copied().unwrap_or(usize::MAX)
    }

    fn key(&self, placed: &Placed) -> (u8, usize) {
        match (placed.mark, &placed.item) {
            (Mark::Content(id), _) => (1, self.rank(id)),
            (Mark::Artifact(_), Item::Text(_)) => (2, 0),
            // A background is painted before what is on it.
            (Mark::Artifact(_), Item::Rectangle(_) | Item::Path(_) | Item::Image(_)) => (0, 0),
        }
    }
}

/// Puts the items of one line and one piece into reading order, where some of them run from right to left.
///
/// The layout gives runs from left to right. Readers reverse the letters of neighbouring runs in one font, and those of
/// each sequence separately; so neighbours in one font keep their order, and the groups of them are put into reading
/// order.
fn order_lines(items: &mut [(usize, &Placed)]) {
    for line in items.chunk_by_mut(|(_, one), (_, other)| one.mark == other.mark && one.at.y == other.at.y) {
        if line.iter().any(|(_, it)| text(it).is_some_and(is_reversed)) {
            let groups = line.chunk_by(|(_, one), (_, other)| have_one_font(one, other));
            let groups = groups.flat_map(|group| {
                let is_reversed_by_readers =
                    group.iter().any(|(_, it)| text(it).is_some_and(|it| it.text.contains(is_right_to_left)));
                group.chunks(if is_reversed_by_readers { group.len() } else { 1 })
            });
            let mut groups: Vec<Vec<(usize, &Placed)>> = groups.map(<[_]>::to_vec).collect();
            groups.sort_by_key(|group| group.iter().filter_map(|(_, it)| Some(text(it)?.start)).min());
            for (slot, item) in line.iter_mut().zip(groups.into_iter().flatten()) {
                *slot = item;
            }
        }
    }
}

fn text(placed: &Placed) -> Option<&TextRun> {
    match &placed.item {
        Item::Text(run) => Some(run),
        Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
    }
}

/// Whether the glyphs of a run are in the opposite order of its text.
fn is_reversed(run: &TextRun) -> bool {
    let starts = || run.glyphs.iter().map(|it| it.start);
    starts().zip(starts().skip(1)).any(|(left, right)| left > right) || run.text.starts_with(is_right_to_left)
}

fn have_one_font(one: &Placed, other: &Placed) -> bool {
    let of = |it: &Placed| text(it).map(|run| (run.face, run.size));
    of(one) == of(other)
}

/// Whether a letter is read from right to left.
pub(crate) fn is_right_to_left(letter: char) -> bool {
    // Hebrew is the first such script, and the tables are not needed for what comes before.
    letter >= '\u{590}' && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::pdf::support::{blank, run, set};
    use crate::geometry::Point;
    use crate::layout::frame::Artifact;
    use crate::layout::structure::Role;
    use crate::source::Span;

    #[test]
    fn right_to_left_runs_are_in_reading_order() {
        let mut structure = Structure::new();
        let paragraph = structure.element(Structure::ROOT, Role::Paragraph, Span::default());
        let mark = Mark::Content(structure.content(paragraph));
        let mut page = blank();
        let mut place = |text: &str, start, size| {
            let size = crate::geometry::Length::pt(size);
            let run = TextRun { start, size, ..run(text, &[(1, 0, 2)]) };
            page.items.push(Placed { at: Point::default(), item: Item::Text(run), mark });
        };
        // From left to right: the end, a number in another font, the start in two runs of one font.
        for (text, start, size) in [("ג", 30, 10), ("2", 20, 9), ("ב", 10, 10), ("א", 0, 10)] {
            place(text, start, size);
        }
        let order = ReadingOrder::of(&structure);
        let indices: Vec<usize> = order.items(&page).iter().map(|(index, _)| *index).collect();
        assert_eq!(indices, [2, 3, 1, 0], "readers reverse neighbours in one font themselves");
    }

    #[test]
    fn bullet_is_painted_before_its_text() {
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
