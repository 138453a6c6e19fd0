//! The order of painting: that of reading.
//!
//! Tags give the reading order to those that read tags. Others take a page as
//! it is painted: reflowing readers, and extractors such as MuPDF's. A layout
//! paints a bullet when it has its line, and notes when the page is full; here
//! the content of each page is put into the order of the structure.

use crate::backend::pdf::plan::is_right_to_left;
use crate::layout::frame::{Item, Mark, Page, Placed, TextRun};
use crate::layout::structure::{ContentId, Kid, Structure};

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
        read_lines(&mut items);
        items
    }

    /// The rank in reading of a piece of content.
    pub(super) fn rank(&self, content: ContentId) -> usize {
        self.ranks.get(content.index()).copied().unwrap_or(usize::MAX)
    }

    fn key(&self, placed: &Placed) -> (u8, usize) {
        match (placed.mark, &placed.item) {
            (Mark::Content(id), _) => (1, self.rank(id)),
            (Mark::Artifact(_), Item::Text(_)) => (2, 0),
            // A ground lies under what stands on it.
            (Mark::Artifact(_), Item::Rectangle(_) | Item::Path(_) | Item::Image(_)) => (0, 0),
        }
    }
}

/// Puts what is on one line and of one piece into the order of reading, where some of it runs from right to left.
///
/// A layout gives runs from left to right. Readers turn the letters of neighbours in one type, and those of each
/// sequence by itself; so neighbours in one type stay as they are, and the groups of them follow each other as they
/// are read.
fn read_lines(items: &mut [(usize, &Placed)]) {
    for line in items.chunk_by_mut(|(_, one), (_, other)| one.mark == other.mark && one.at.y == other.at.y) {
        if line.iter().any(|(_, it)| text(it).is_some_and(is_backwards)) {
            let groups = line.chunk_by(|(_, one), (_, other)| is_one_type(one, other));
            let groups = groups.flat_map(|group| {
                let turns =
                    group.iter().any(|(_, it)| text(it).is_some_and(|it| it.text.contains(is_right_to_left)));
                group.chunks(if turns { group.len() } else { 1 })
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

/// Whether the glyphs of a run stand in the order opposite to that of its text.
fn is_backwards(run: &TextRun) -> bool {
    let starts = || run.glyphs.iter().map(|it| it.start);
    starts().zip(starts().skip(1)).any(|(left, right)| left > right) || run.text.starts_with(is_right_to_left)
}

fn is_one_type(one: &Placed, other: &Placed) -> bool {
    let of = |it: &Placed| text(it).map(|run| (run.face, run.size));
    of(one) == of(other)
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
    fn runs_from_right_to_left_follow_each_other_as_they_are_read() {
        let mut structure = Structure::new();
        let paragraph = structure.element(Structure::ROOT, Role::Paragraph, Span::default());
        let mark = Mark::Content(structure.content(paragraph));
        let mut page = blank();
        let mut stand = |text: &str, start, size| {
            let size = crate::geometry::Length::pt(size);
            let run = TextRun { start, size, ..run(text, &[(1, 0, 2)]) };
            page.items.push(Placed { at: Point::default(), item: Item::Text(run), mark });
        };
        // From left to right: the end, a number in another type, the start in two runs of one type.
        for (text, start, size) in [("ג", 30, 10), ("2", 20, 9), ("ב", 10, 10), ("א", 0, 10)] {
            stand(text, start, size);
        }
        let order = ReadingOrder::of(&structure);
        let indices: Vec<usize> = order.items(&page).iter().map(|(index, _)| *index).collect();
        assert_eq!(indices, [2, 3, 1, 0], "readers turn neighbours of one type themselves");
    }

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
