//! Images that shrink: one that does not fit into the space left on its page, and would leave a hole there, is set a
//! little smaller, as a compositor would do it.

use crate::document::Direction;
use crate::geometry::{Length, Size};
use crate::layout::frame::Item;
use crate::layout::page::footnotes::Footnotes;
use crate::layout::page::vlist::{PageColumn, PagePlan, VBox, VList, cost};

/// Shrinks images that begin a page so that they fit the one before; whether there were any. The column must
/// then be broken again.
pub(super) fn shrink_images(
    list: &mut VList,
    plans: &[PagePlan],
    column: &PageColumn,
    direction: Direction,
) -> bool {
    let mut changed = false;
    for pair in plans.windows(2) {
        let [page, next] = pair else { continue };
        let Some(height) = fitting(list, page, next, column) else { continue };
        if let Some(vbox) = list.boxes.get_mut(next.boxes.start) {
            shrink(vbox, height, direction);
            changed = true;
        }
    }
    changed
}

/// The height at which the image that begins a page fits the one before; `None` where there is no such image
/// or no such height.
fn fitting(list: &VList, page: &PagePlan, next: &PagePlan, column: &PageColumn) -> Option<Length> {
    let first = list.boxes.get(next.boxes.start)?;
    let least = first.least?;
    if next.start.is_some() || next.moved.here.is_some() || !first.notes.is_empty() {
        return None;
    }
    let (_, end) = list.places(page.boxes.clone(), page.moved, column.leading);
    let area = Footnotes { list, column }.height(&page.notes);
    let top = first.above.end(end, column.leading);
    let room = column.height - area - top - bound(list.boxes.get(next.boxes.start + 1..)?);
    // Where an image fits unchanged, something else keeps it from that page.
    (room >= least && room < first.height).then_some(room)
}

/// The height of what must be below an image: its caption.
fn bound(below: &[VBox]) -> Length {
    let held = below.iter().take_while(|it| it.above.cost >= cost::STRANDED && it.heading.is_none());
    held.map(|it| it.above.space + it.height).sum()
}

/// Gives an image another height, and its width in proportion. It keeps the edge where lines begin.
fn shrink(vbox: &mut VBox, height: Length, direction: Direction) {
    for placed in &mut vbox.items {
        if let Item::Image(image) = &mut placed.item {
            let width = image.size.width.scale(height.to_sp(), image.size.height.to_sp());
            if direction == Direction::RightToLeft {
                placed.at.x += image.size.width - width;
            }
            image.size = Size::new(width, height);
        }
    }
    vbox.height = height;
    vbox.least = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::page::paginate::paginate;

    const COLUMN: PageColumn =
        PageColumn { height: Length::pt(400), leading: Length::pt(10), note_rule: Length::pt(10) };

    /// Lines of text, and after them an image of that height with a caption of one line.
    fn column(lines: usize, height: i64, least: i64) -> VList {
        let line = || VBox { height: Length::pt(10), ..VBox::default() };
        let image = VBox { height: Length::pt(height), least: Some(Length::pt(least)), ..VBox::default() };
        let mut caption = line();
        caption.above.cost = cost::STRANDED;
        let boxes = (0..lines).map(|_| line()).chain([image, caption]).chain((0..60).map(|_| line()));
        VList { boxes: boxes.collect(), ..VList::default() }
    }

    fn pages(mut list: VList) -> (bool, usize) {
        let plans = paginate(&list, &COLUMN);
        let changed = shrink_images(&mut list, &plans, &COLUMN, Direction::LeftToRight);
        (changed, paginate(&list, &COLUMN)[0].boxes.end)
    }

    #[test]
    fn an_image_shrinks_where_it_then_fits() {
        assert_eq!(
            pages(column(25, 180, 126)),
            (true, 27),
            "150 points are left, 10 of them for the caption"
        );
    }

    #[test]
    fn an_image_that_would_be_too_small_goes_to_the_next_page() {
        assert_eq!(pages(column(30, 180, 126)), (false, 30));
    }

    #[test]
    fn an_image_that_fits_keeps_its_size() {
        assert!(!pages(column(10, 180, 126)).0);
    }
}
