//! Pictures that give way: one that does not fit the rest of its page, and would leave a hole there, is set a
//! little smaller, as a compositor would do it.

use crate::document::Direction;
use crate::geometry::{Length, Size};
use crate::layout::frame::Item;
use crate::layout::page::footnotes::Footnotes;
use crate::layout::page::vlist::{PageColumn, PagePlan, VBox, VList, cost};

/// Makes pictures smaller that begin a page and would fit the one before; whether there were any. The column is
/// then to be broken anew.
pub(super) fn give_way(
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

/// The height at which the picture that begins a page fits the one before; `None` where there is no such picture
/// or no such height.
fn fitting(list: &VList, page: &PagePlan, next: &PagePlan, column: &PageColumn) -> Option<Length> {
    let first = list.boxes.get(next.boxes.start)?;
    let least = first.least?;
    if next.start.is_some() || !first.notes.is_empty() {
        return None;
    }
    let (_, end) = list.places(page.boxes.clone(), column.leading);
    let foot = Footnotes { list, column }.height(&page.notes);
    let top = first.above.end(end, column.leading);
    let room = column.height - foot - top - bound(list.boxes.get(next.boxes.start + 1..)?);
    // Where a picture fits as it is, something else keeps it from standing there.
    (room >= least && room < first.height).then_some(room)
}

/// The height of what must stand below a picture: its caption.
fn bound(below: &[VBox]) -> Length {
    let held = below.iter().take_while(|it| it.above.cost >= cost::STRANDED && it.heading.is_none());
    held.map(|it| it.above.space + it.height).sum()
}

/// Gives a picture another height, and its width in proportion. It keeps the edge where lines begin.
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

    /// Lines of text, and after them a picture of that height with a caption of one line.
    fn column(lines: usize, height: i64, least: i64) -> VList {
        let line = || VBox { height: Length::pt(10), ..VBox::default() };
        let picture = VBox { height: Length::pt(height), least: Some(Length::pt(least)), ..VBox::default() };
        let mut caption = line();
        caption.above.cost = cost::STRANDED;
        let boxes = (0..lines).map(|_| line()).chain([picture, caption]).chain((0..60).map(|_| line()));
        VList { boxes: boxes.collect(), ..VList::default() }
    }

    fn pages(mut list: VList) -> (bool, usize) {
        let plans = paginate(&list, &COLUMN);
        let changed = give_way(&mut list, &plans, &COLUMN, Direction::LeftToRight);
        (changed, paginate(&list, &COLUMN)[0].boxes.end)
    }

    #[test]
    fn a_picture_gives_way_where_it_then_fits() {
        assert_eq!(
            pages(column(25, 180, 126)),
            (true, 27),
            "150 points are left, 10 of them for the caption"
        );
    }

    #[test]
    fn a_picture_that_would_be_too_small_goes_to_the_next_page() {
        assert_eq!(pages(column(30, 180, 126)), (false, 30));
    }

    #[test]
    fn a_picture_that_fits_stays_as_it_is() {
        assert!(!pages(column(10, 180, 126)).0);
    }
}
