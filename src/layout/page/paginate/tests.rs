//! Columns of made lines, broken into pages of ten lines.

use super::*;
use crate::document::{Note, NoteId, Notes};
use crate::layout::page::vlist::{Float, Gap, NoteBody};
use crate::source::Span;

const LINE: Length = Length::pt(12);

fn column() -> PageColumn {
    PageColumn { height: LINE * 10, leading: LINE, note_rule: Length::pt(6) }
}

fn line(cost: Cost) -> VBox {
    VBox { above: Gap::between_lines(cost), height: LINE, ..VBox::default() }
}

/// A paragraph of this many lines, with the costs of its widow and orphan.
fn paragraph(lines: usize) -> Vec<VBox> {
    let cost = |at: usize| if at == 1 || at + 1 == lines { cost::WIDOW } else { 0 };
    let mut boxes: Vec<VBox> = (0..lines).map(|at| line(if at == 0 { 0 } else { cost(at) })).collect();
    boxes[0].above.snap = Some(Length::ZERO);
    boxes
}

fn heading() -> VBox {
    VBox { above: Gap::of(LINE), height: LINE * 2, ..VBox::default() }
}

/// A list of paragraphs of these many lines each; 0 is a heading.
fn list(lines: &[usize]) -> VList {
    let mut boxes = Vec::new();
    let mut after_heading = false;
    for count in lines {
        let mut next = if *count == 0 { vec![heading()] } else { paragraph(*count) };
        if after_heading {
            next[0].above.cost = cost::STRANDED;
        }
        after_heading = *count == 0;
        boxes.append(&mut next);
    }
    VList { boxes, ..VList::default() }
}

fn ids(count: usize) -> Vec<NoteId> {
    let mut notes = Notes::default();
    let note =
        || Note { label: String::new(), blocks: Vec::new(), references: Vec::new(), span: Span::default() };
    (0..count).filter_map(|_| notes.add(note())).collect()
}

/// The ranges of boxes of the pages, which must be every box once and in order.
fn breaks(list: &VList, column: &PageColumn) -> Vec<usize> {
    let pages = paginate(list, column);
    let mut next = 0;
    for page in &pages {
        assert_eq!(page.boxes.start, next, "a box is lost or doubled");
        next = page.boxes.end;
    }
    assert_eq!(next, list.boxes.len());
    pages.iter().map(|it| it.boxes.end).collect()
}

#[test]
fn a_column_without_boxes_has_no_pages() {
    assert_eq!(paginate(&VList::default(), &column()), []);
}

#[test]
fn pages_are_filled() {
    assert_eq!(breaks(&list(&[30]), &column()), [10, 20, 30]);
}

#[test]
fn a_widow_is_avoided_by_a_short_page() {
    assert_eq!(breaks(&list(&[11, 14]), &column()), [9, 19, 25]);
}

#[test]
fn what_does_not_fit_leaves_one_hole() {
    let mut list = list(&[1; 13]);
    list.boxes[12].height = LINE * 9;
    assert_eq!(breaks(&list, &column()), [9, 12, 13], "and not two pages of six lines");
}

#[test]
fn an_orphan_is_avoided_by_a_short_page() {
    assert_eq!(breaks(&list(&[9, 16]), &column()), [9, 19, 25]);
}

#[test]
fn the_last_page_is_no_stub() {
    let mut pages = breaks(&list(&[42]), &column());
    pages.dedup();
    assert_eq!(pages[3..], [37, 42], "earlier pages give lines to a last page of two");
}

#[test]
fn a_heading_takes_two_lines_with_it() {
    let pages = breaks(&list(&[7, 0, 8, 8]), &column());
    assert_eq!(pages[0], 7, "the heading goes to the next page");
}

#[test]
fn space_vanishes_at_the_head_of_a_page() {
    let mut list = list(&[10, 10]);
    list.boxes[10].above.space = LINE * 3;
    assert_eq!(breaks(&list, &column()), [10, 20]);
}

#[test]
fn the_grid_is_restored() {
    let mut list = list(&[1, 1, 1]);
    list.boxes[1].above = Gap::of(LINE / 2);
    let (places, end) = list.places(0..3, Moved::default(), LINE);
    assert_eq!(places, [Length::ZERO, LINE + LINE / 2, LINE * 3]);
    assert_eq!(end, LINE * 4);
}

/// A list with notes of these many lines, the first marked in the box given.
fn with_notes(mut list: VList, at: usize, lines: &[usize]) -> VList {
    for (id, count) in ids(lines.len()).into_iter().zip(lines) {
        list.boxes[at].notes.push(id);
        list.notes.push(NoteBody { boxes: (0..*count).map(|_| line(0)).collect() });
    }
    list
}

fn note_lines(page: &PagePlan) -> Vec<(u32, Range<usize>)> {
    page.notes.iter().map(|it| (it.note.number(), it.lines.clone())).collect()
}

#[test]
fn notes_are_on_the_page_of_their_mark() {
    let list = with_notes(list(&[30]), 12, &[2, 1]);
    let pages = paginate(&list, &column());
    assert_eq!(note_lines(&pages[1]), [(1, 0..2), (2, 0..1)]);
    assert!(pages[1].boxes.contains(&12));
    assert!(pages[1].boxes.len() <= 6, "the notes take their room: {:?}", pages[1].boxes);
}

#[test]
fn a_note_longer_than_a_page_goes_on() {
    let list = with_notes(list(&[12]), 2, &[25]);
    let pages = paginate(&list, &column());
    let lines: Vec<usize> =
        pages.iter().flat_map(|it| it.notes.iter().flat_map(|it| it.lines.clone())).collect();
    assert_eq!(lines, (0..25).collect::<Vec<_>>(), "every line of the note once and in order");
    assert!(pages[0].boxes.contains(&2) && !pages[0].notes.is_empty(), "it begins where its mark is");
    assert!(breaks(&list, &column()).last() == Some(&12));
}

#[test]
fn twenty_notes_on_a_page_are_all_begun_there() {
    let mut list = list(&[40]);
    for at in 0..20 {
        let at = at / 4;
        list.boxes[at].notes.push(ids(20)[list.notes.len()]);
        list.notes.push(NoteBody { boxes: vec![line(0)] });
    }
    let pages = paginate(&list, &column());
    for page in &pages {
        let marked: Vec<NoteId> =
            list.boxes[page.boxes.clone()].iter().flat_map(|it| it.notes.clone()).collect();
        let shown: Vec<NoteId> = page.notes.iter().map(|it| it.note).collect();
        assert_eq!(marked, shown);
    }
}

#[test]
fn a_forced_start_ends_the_page() {
    let mut list = list(&[3, 3]);
    list.boxes[3].above.start = Some(PageStart { sink: LINE, ..PageStart::default() });
    let pages = paginate(&list, &column());
    assert_eq!(pages.len(), 2);
    assert_eq!(list.places(3..6, Moved::default(), LINE).0[0], LINE, "the sink is at the head");
}

#[test]
fn a_box_taller_than_the_page_is_alone_on_one() {
    let mut list = list(&[3, 1, 3]);
    list.boxes[3].height = LINE * 20;
    assert_eq!(breaks(&list, &column()), [3, 4, 7]);
}

#[test]
fn the_work_is_linear() {
    let list = list(&vec![7; 5000]);
    assert_eq!(breaks(&list, &column()).last(), Some(&35_000));
}

/// Sixteen boxes, eight of them a little too much for a page, with two gaps of a line among each eight.
fn tight() -> VList {
    let mut list = list(&[1; 16]);
    for (at, vbox) in list.boxes.iter_mut().enumerate() {
        let space = if at % 8 == 2 || at % 8 == 5 { LINE } else { Length::ZERO };
        (vbox.above, vbox.height) = (Gap::of(space), LINE + LINE / 24);
    }
    list
}

#[test]
fn gaps_are_narrowed_for_one_thing_more() {
    let list = tight();
    assert_eq!(breaks(&list, &column()), [8, 16]);
    let page = &paginate(&list, &column())[0];
    assert!(page.feathering < Length::ZERO, "{:?}", page.feathering);
    let (mut places, _) = list.places(page.boxes.clone(), page.moved, LINE);
    list.feather(page, LINE, &mut places);
    assert!(places[7] + list.boxes[7].height <= column().height, "nothing is below the foot");
}

#[test]
fn gaps_are_not_narrowed_so_that_things_touch() {
    let mut list = tight();
    list.boxes.iter_mut().for_each(|it| it.above.space = it.above.space / 4);
    list.boxes.iter_mut().for_each(|it| it.height = LINE + LINE / 4);
    let (_, end) = list.places(0..8, Moved::default(), LINE);
    assert!(end > column().height);
    assert!(breaks(&list, &column())[0] < 8);
}

#[test]
fn rows_give_a_little_each() {
    let mut list = list(&[1; 30]);
    for vbox in &mut list.boxes {
        (vbox.height, vbox.above) = (LINE * 3, Gap { stretch: LINE / 2, ..Gap::default() });
    }
    let page = &paginate(&list, &column())[0];
    assert_eq!((page.boxes.clone(), page.feathering), (0..3, LINE), "a line to two gaps");
}

/// Twelve lines, a figure of five with a caption after the first seven, and lines after them.
fn with_figure() -> VList {
    let mut list = list(&[1; 40]);
    list.boxes[7].height = LINE * 5;
    list.boxes[7].above.space = LINE;
    list.boxes[8].above.cost = cost::STRANDED;
    let below = Gap { space: LINE, snap: Some(Length::ZERO), ..Gap::default() };
    list.floats = vec![Float { boxes: 7..9, until: 30, without: Gap::default(), below }];
    list
}

#[test]
fn a_figure_that_does_not_fit_waits_for_the_next_page() {
    let list = with_figure();
    let pages = paginate(&list, &column());
    assert_eq!((pages[0].boxes.clone(), pages[0].moved.away), (0..12, Some(0)), "text fills the page");
    assert_eq!((pages[1].boxes.start, pages[1].moved.here), (12, Some(0)));
    let order: Vec<usize> = pages.iter().flat_map(|it| list.on_page(it.boxes.clone(), it.moved)).collect();
    assert_eq!(order[..15], [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 7, 8, 12, 13, 14]);
    assert_eq!(order.len(), list.boxes.len(), "each box once");
}

#[test]
fn a_figure_does_not_pass_more_than_it_may() {
    let mut list = with_figure();
    list.floats[0].until = 10;
    let pages = paginate(&list, &column());
    assert!(pages[0].boxes.end <= 10, "only one line may pass it: {:?}", pages[0].boxes);
}

#[test]
fn a_figure_that_fits_stays() {
    let mut list = with_figure();
    list.boxes[7].height = LINE;
    assert!(paginate(&list, &column()).iter().all(|it| it.moved == Moved::default()));
}
