//! The widths of columns, from what is in them.
//!
//! As in the automatic layout of CSS (CSS 2.2, 17.5.2.2) each column has a least and a natural width. Where the
//! least widths do not fit, the table is tightened in steps: first the space between columns, then the size of type;
//! and a single word that is much wider than its share is divided rather than that all else goes small.

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Direction;
use crate::geometry::{Em, Length};
use crate::layout::galley::part::{CellBlocks, CellBody, CellPart, PartKind, TablePart};
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::Widths;
use crate::layout::rules;
use crate::layout::table::decimals::DecimalAlign;

/// What is in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct TableColumn {
    /// How wide it would be and must be.
    widths: Widths,
    /// The text in it that no line of its least width can hold, as if in one line.
    text: Length,
    /// Its widest cell of a few words: to turn it over would save little and cost a line.
    short: Length,
}

/// How a table is fitted into its measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableFit {
    /// The scale of its type in thousandths.
    pub(super) scale: i64,
    /// The space between columns.
    pub(super) gap: Length,
    /// The width of each column.
    pub(super) widths: Vec<Length>,
    /// Which columns are narrower than their widest word.
    pub(super) squeezed: Vec<bool>,
}

/// What a table is fitted into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The measure.
    pub(super) width: Length,
    /// What a table may take beyond it if necessary, both sides together.
    pub(super) reach: Length,
    /// The space between columns where there is enough.
    pub(super) gap: Length,
    /// The size of type in cells.
    pub(super) size: Length,
    /// The smallest legible size of type.
    pub(super) smallest: Length,
    /// The measure in which the blocks of cells have been made.
    pub(super) measure: Length,
}

/// A step: in thousandths the scale of type and of the space between columns, and how far the table goes
/// beyond the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    scale: i64,
    gap: i64,
    reach: Reach,
}

/// How far a table goes beyond the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Not at all.
    Measure,
    /// Into the margins on both sides, as an image may.
    Margins,
}

/// How a table is tightened, step by step.
const STEPS: [Step; 11] = [
    Step { scale: 1000, gap: 1000, reach: Reach::Measure },
    Step { scale: 1000, gap: 750, reach: Reach::Measure },
    Step { scale: 1000, gap: 600, reach: Reach::Measure },
    Step { scale: 950, gap: 600, reach: Reach::Measure },
    Step { scale: 900, gap: 600, reach: Reach::Measure },
    Step { scale: 850, gap: 550, reach: Reach::Measure },
    Step { scale: 900, gap: 600, reach: Reach::Margins },
    Step { scale: 850, gap: 550, reach: Reach::Margins },
    Step { scale: 800, gap: 500, reach: Reach::Margins },
    Step { scale: 750, gap: 500, reach: Reach::Margins },
    Step { scale: 700, gap: 450, reach: Reach::Margins },
];

/// In a column of this width a word that has to be divided still reads as a word.
const READABLE: Em = Em::milli(6000);

/// A column of this width is wide enough for text of several lines.
const COMFORTABLE: Em = Em::milli(11_000);

/// Fits a table.
pub(super) fn fit(
    cx: &Typesetter<'_>,
    table: &TablePart,
    decimals: &[DecimalAlign],
    room: Room,
    diags: &mut Diagnostics,
) -> TableFit {
    let columns = measure(cx, table, decimals, room);
    let smallest = room.smallest.scale(1000, room.size.to_sp()).to_sp().min(1000);
    let whole = STEPS.iter().filter(|it| it.scale >= smallest.max(WHOLE));
    if let Some(fit) =
        whole.filter(|it| it.reach == Reach::Measure).find_map(|it| attempt_whole(&columns, room, *it))
    {
        report(cx, table, &fit, diags);
        return fit;
    }
    let mut steps = STEPS.iter().filter(|it| it.scale >= smallest);
    if let Some(fit) = steps.find_map(|step| attempt(&columns, room, *step)) {
        report(cx, table, &fit, diags);
        return fit;
    }
    let message = "the words of a table are wider than the page";
    let help = "make it narrower: fewer columns, shorter words, or one table for each group of columns";
    diags.push(Diagnostic::new(&rules::WIDE_TABLE, table.span, message).help(help));
    let last = STEPS.iter().rfind(|it| it.scale >= smallest).copied();
    force(&columns, room, last.unwrap_or(STEPS[0]))
}

/// Reports the words that have to be divided.
fn report(cx: &Typesetter<'_>, table: &TablePart, fit: &TableFit, diags: &mut Diagnostics) {
    for row in table.rows() {
        for part in &row.cells {
            let CellBody::Text(cell) = &part.body else { continue };
            let (width, squeezed) = match (fit.widths.get(part.column), fit.squeezed.get(part.column)) {
                (Some(width), Some(squeezed)) if part.columns == 1 => (width, *squeezed),
                _ => continue,
            };
            let widest = || cell.widths(cx).unbreakable.scale(fit.scale, 1000);
            if squeezed
                && widest() > *width
                && cell.divided().hyphenated_width(cx).scale(fit.scale, 1000) > *width
            {
                let message = "a word is wider than its column, and is divided where it must be";
                let help = "add soft hyphens (`&shy;`) where it may be divided, or use a shorter word";
                diags.push(Diagnostic::new(&rules::WIDE_TABLE, cell.span(), message).help(help));
            }
        }
    }
}

/// The smallest scale that keeps cells of a few words in one line.
const WHOLE: i64 = 850;

/// As many words make a cell that should be one line.
const FEW_WORDS: usize = 3;

/// A step: whether the table fits so with every cell of a few words in one line, and the text of others in lines of a
/// comfortable length.
fn attempt_whole(columns: &[TableColumn], room: Room, step: Step) -> Option<TableFit> {
    let comfortable = COMFORTABLE.at(room.size);
    let wanted = |it: &TableColumn| {
        let least = it.short.max(it.widths.natural.min(comfortable)).max(it.widths.unbreakable);
        TableColumn {
            widths: Widths { unbreakable: least, word: it.widths.word.max(least), ..it.widths },
            ..*it
        }
    };
    let columns: Vec<TableColumn> = columns.iter().map(wanted).collect();
    let gaps = room.gap.scale(step.gap, 1000) * (columns.len() as i64 - 1).max(0);
    let least: Length = columns.iter().map(|it| it.widths.unbreakable.scale(step.scale, 1000)).sum();
    (least + gaps <= room.width)
        .then(|| force(&columns, room, step))
        .filter(|it| !it.squeezed.contains(&true))
}

/// A step: whether the table fits so, with no column squeezed beyond what can be read.
fn attempt(columns: &[TableColumn], room: Room, step: Step) -> Option<TableFit> {
    let squeezed = force(columns, room, step);
    let readable = READABLE.at(room.size).scale(step.scale, 1000);
    let is_tolerated = |(width, squeezed): (&Length, &bool)| !squeezed || *width >= readable;
    squeezed.widths.iter().zip(&squeezed.squeezed).all(is_tolerated).then_some(squeezed)
}

/// The table at a step, its widest columns squeezed where nothing else helps.
fn force(columns: &[TableColumn], room: Room, step: Step) -> TableFit {
    let gap = room.gap.scale(step.gap, 1000);
    let gaps = gap * (columns.len() as i64 - 1).max(0);
    let width = match step.reach {
        Reach::Measure => room.width,
        Reach::Margins => room.width + room.reach,
    };
    let rest = (width - gaps).max(width / 4);
    let mut scaled: Vec<TableColumn> = columns.iter().map(|it| scaled(it, step.scale)).collect();
    let widths: Vec<Widths> = scaled.iter().map(|it| it.widths).collect();
    let level = level(&widths, rest, room.size.scale(step.scale, 1000));
    let squeezed = widths.iter().map(|it| it.unbreakable > level).collect();
    scaled.iter_mut().for_each(|it| it.widths.unbreakable = it.widths.unbreakable.min(level));
    // Words with hyphens and addresses stay whole where the text of no other column suffers for it.
    let comfortable = COMFORTABLE.at(room.size.scale(step.scale, 1000));
    if scaled.iter().map(|it| it.whole(comfortable)).sum::<Length>() <= rest {
        scaled.iter_mut().for_each(|it| it.widths.unbreakable = it.widths.unbreakable.max(it.widths.word));
    }
    let widths = share(&scaled, rest);
    TableFit { scale: step.scale, gap, widths, squeezed }
}

/// The width that no word may be wider than, so that all fit into `room`; and so that one long word does not leave
/// the text of other columns less than is comfortable, if it is still read itself.
fn level(columns: &[Widths], room: Length, em: Length) -> Length {
    let is_long = |it: &Widths| it.unbreakable > room / 3;
    let wanted = |it: &Widths| match is_long(it) {
        true => room,
        false => it.unbreakable.max(it.natural.min(COMFORTABLE.at(em))),
    };
    let fair = fill(columns.iter().map(wanted).collect(), room);
    if columns.iter().any(is_long) && fair >= READABLE.at(em) {
        return fair;
    }
    fill(columns.iter().map(|it| it.unbreakable).collect(), room)
}

/// The level up to which all can be filled who want at least that much, when `room` is shared.
fn fill(mut least: Vec<Length>, room: Length) -> Length {
    least.sort();
    let mut rest = room;
    for (done, wanted) in least.iter().enumerate() {
        let left = (least.len() - done) as i64;
        if *wanted > rest / left {
            return rest / left;
        }
        rest -= *wanted;
    }
    Length::MAX
}

fn scaled(column: &TableColumn, scale: i64) -> TableColumn {
    let TableColumn { widths: Widths { natural, word, unbreakable }, text, short } = *column;
    let [natural, word, unbreakable] = [natural, word, unbreakable].map(|it| it.scale(scale, 1000));
    let [text, short] = [text, short].map(|it| it.scale(scale, 1000));
    TableColumn { widths: Widths { natural, word, unbreakable }, text, short }
}

/// What is in each column.
fn measure(
    cx: &Typesetter<'_>,
    table: &TablePart,
    decimals: &[DecimalAlign],
    room: Room,
) -> Vec<TableColumn> {
    let mut cells: Vec<Vec<(Widths, bool)>> = vec![Vec::new(); table.aligns.len()];
    let mut spanning: Vec<(&CellPart, Widths)> = Vec::new();
    for part in table.rows().flat_map(|it| &it.cells) {
        let (widths, is_short) = match &part.body {
            CellBody::Text(cell) => {
                let pad = decimals.get(part.column).map_or(Length::ZERO, |it| it.pad(cx, cell));
                let Widths { natural, word, unbreakable } = cell.widths(cx);
                let is_short = cell.text().split_whitespace().count() <= FEW_WORDS;
                let padded =
                    Widths { natural: natural + pad, word: word + pad, unbreakable: unbreakable + pad };
                (padded, is_short)
            }
            CellBody::Blocks(blocks) => (block_widths(cx, blocks, room), false),
        };
        match cells.get_mut(part.column) {
            Some(column) if part.columns == 1 => column.push((widths, is_short)),
            Some(_) | None => spanning.push((part, widths)),
        }
    }
    let mut columns: Vec<TableColumn> = cells.iter().map(|it| TableColumn::of(it)).collect();
    spanning.sort_by_key(|it| it.0.columns);
    for (part, widths) in spanning {
        let gaps = room.gap.scale(LEAST_GAP, 1000) * (part.columns as i64 - 1);
        if let Some(columns) = columns.get_mut(part.column..part.column + part.columns) {
            spread(columns, widths, gaps);
        }
    }
    columns
}

/// What is left of the space between columns, in thousandths, where a table is tightened.
const LEAST_GAP: i64 = 500;

/// Gives columns what they lack for a cell over all of them: in equal parts what it must have, and by what they would
/// take already what it would have.
fn spread(columns: &mut [TableColumn], cell: Widths, gaps: Length) {
    let count = columns.len() as i64;
    let lack = |columns: &[TableColumn], of: fn(&Widths) -> Length| {
        let have = columns.iter().map(|it| of(&it.widths)).sum::<Length>() + gaps;
        (of(&cell) - have).max(Length::ZERO)
    };
    let lacks =
        [lack(columns, |it| it.unbreakable), lack(columns, |it| it.word), lack(columns, |it| it.natural)];
    let all = columns.iter().map(|it| it.widths.natural).sum::<Length>();
    for column in columns {
        let part = match all > Length::ZERO {
            true => lacks[2].scale(column.widths.natural.to_sp(), all.to_sp()),
            false => lacks[2] / count,
        };
        let widths = &mut column.widths;
        widths.unbreakable += lacks[0] / count;
        widths.word = (widths.word + lacks[1] / count).max(widths.unbreakable);
        widths.natural = (widths.natural + part).max(widths.word);
        column.text += part;
    }
}

/// How wide blocks in a cell would be and must be.
fn block_widths(cx: &Typesetter<'_>, blocks: &CellBlocks, room: Room) -> Widths {
    let em = room.size;
    let mut all = Widths::default();
    for part in &blocks.parts {
        let Widths { natural, word, unbreakable } = match &part.kind {
            PartKind::Text(text) => text.widths(cx),
            PartKind::Code(code) => {
                // A character of a monospaced face takes some six tenths of its size.
                let columns = code.text.lines().map(|it| it.chars().count()).max().unwrap_or(0) as i64;
                let natural = code.style.text.size.scale(6, 10) * (columns + 1);
                let least = natural.min(em * 10);
                Widths { natural, word: least, unbreakable: least }
            }
            PartKind::Image(image) => {
                let least = image.size.width.min(em * 5);
                Widths { natural: image.size.width, word: least, unbreakable: least }
            }
            PartKind::Table(table) => {
                let columns = measure(cx, table, &[], room);
                let gaps = room.gap * (columns.len() as i64 - 1).max(0);
                let sum = |of: fn(&Widths) -> Length| {
                    columns.iter().map(|it| of(&it.widths)).sum::<Length>() + gaps
                };
                let (natural, word) = (sum(|it| it.natural), sum(|it| it.word));
                Widths { natural, word, unbreakable: sum(|it| it.unbreakable) }
            }
            PartKind::ContentsLine(_) | PartKind::Rule { .. } | PartKind::Empty => Widths::default(),
        };
        let inset = (room.measure - part.width).max(Length::ZERO);
        all.natural = all.natural.max(natural + inset);
        all.word = all.word.max(word + inset);
        all.unbreakable = all.unbreakable.max(unbreakable + inset);
    }
    all
}

impl TableColumn {
    /// A column of cells of these widths, each with whether it has few words.
    fn of(cells: &[(Widths, bool)]) -> TableColumn {
        let short = cells.iter().filter(|it| it.1).map(|it| it.0.natural).max().unwrap_or_default();
        let cells: Vec<Widths> = cells.iter().map(|it| it.0).collect();
        let natural = cells.iter().map(|it| it.natural).max().unwrap_or_default();
        let word = cells.iter().map(|it| it.word).max().unwrap_or_default();
        let unbreakable = cells.iter().map(|it| it.unbreakable).max().unwrap_or_default();
        let text = cells.iter().map(|it| it.natural).filter(|it| *it > unbreakable).sum();
        TableColumn { widths: Widths { natural, word, unbreakable }, text, short }
    }

    /// What it wants at least so that no word of it is divided, and its text has lines of a comfortable length.
    fn whole(&self, comfortable: Length) -> Length {
        self.widths.word.max(self.widths.natural.min(comfortable))
    }
}

/// Shares `room` among columns: each gets what it would like where that fits; else as the root of the text in it, which
/// makes the sum of their lines the least, but no less than it needs and no more than it would like.
fn share(columns: &[TableColumn], room: Length) -> Vec<Length> {
    let mut widths: Vec<Option<Length>> = vec![None; columns.len()];
    loop {
        let open = || columns.iter().zip(&widths).filter(|it| it.1.is_none()).map(|it| it.0);
        let taken: Length = widths.iter().flatten().copied().sum();
        let all: i64 = open().map(TableColumn::weight).sum();
        let rest = (room - taken).max(Length::ZERO);
        let fair = |it: &TableColumn| rest.scale(it.weight(), all.max(1));
        // What is bound from below is taken out first, since it leaves less for the others.
        let lacks = |it: &TableColumn| fair(it) < it.widths.unbreakable;
        let lacking = open().any(lacks);
        let bound = |it: &TableColumn| match lacking {
            true => lacks(it).then_some(it.widths.unbreakable),
            false => (fair(it) >= it.widths.natural).then_some(it.widths.natural),
        };
        let next: Vec<Option<Length>> =
            columns.iter().zip(&widths).map(|(it, width)| width.or_else(|| bound(it))).collect();
        if next == widths {
            return columns
                .iter()
                .zip(&widths)
                .map(|(it, width)| width.unwrap_or_else(|| fair(it)))
                .collect();
        }
        widths = next;
    }
}

impl TableColumn {
    /// The root of its text, in thousandths of a point; never nothing.
    fn weight(&self) -> i64 {
        self.text.to_millipt().max(1).isqrt()
    }
}

/// The left edge and the width of each column.
pub(super) fn places(
    widths: &[Length],
    gap: Length,
    left: Length,
    direction: Direction,
) -> Vec<(Length, Length)> {
    let mut places = Vec::with_capacity(widths.len());
    let mut x = left;
    let ordered: Vec<Length> = match direction {
        Direction::LeftToRight => widths.to_vec(),
        Direction::RightToLeft => widths.iter().rev().copied().collect(),
    };
    for width in ordered {
        places.push((x, width));
        x += width + gap;
    }
    if direction == Direction::RightToLeft {
        places.reverse();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(natural: i64, unbreakable: i64) -> TableColumn {
        let [natural, unbreakable] = [natural, unbreakable].map(Length::pt);
        TableColumn::of(&[(Widths { natural, word: unbreakable, unbreakable }, false)])
    }

    fn room(width: i64) -> Room {
        let (reach, gap, size, smallest) = (Length::pt(40), Length::pt(10), Length::pt(10), Length::pt(7));
        let measure = Length::pt(width);
        Room { width: Length::pt(width), reach, gap, size, smallest, measure }
    }

    /// The first step at which columns fit.
    fn first(columns: &[TableColumn], width: i64) -> Option<TableFit> {
        STEPS.iter().find_map(|it| attempt(columns, room(width), *it))
    }

    #[test]
    fn a_table_that_fits_has_its_natural_widths() {
        let fit = first(&[column(40, 10), column(60, 20)], 200).expect("fits");
        assert_eq!((fit.scale, fit.gap), (1000, Length::pt(10)));
        assert_eq!(fit.widths, [Length::pt(40), Length::pt(60)]);
    }

    #[test]
    fn the_long_text_is_broken_and_the_short_is_not() {
        let fit = first(&[column(40, 10), column(900, 50)], 310).expect("fits");
        assert_eq!(fit.widths, [Length::pt(40), Length::pt(260)]);
        assert_eq!(fit.squeezed, [false, false]);
    }

    #[test]
    fn words_with_hyphens_are_divided_only_where_text_would_suffer() {
        let [natural, word, unbreakable] = [95, 90, 50].map(Length::pt);
        let key = TableColumn::of(&[(Widths { natural, word, unbreakable }, false)]);
        let roomy = first(&[key, column(2000, 50)], 310).expect("fits");
        assert!(roomy.widths[0] >= word, "{roomy:?}");
        let narrow = first(&[key, column(2000, 50)], 200).expect("fits");
        assert!(narrow.widths[0] < word && narrow.widths[0] >= unbreakable, "{narrow:?}");
    }

    #[test]
    fn a_cell_of_a_few_words_is_not_turned_over_to_save_a_gap() {
        let [natural, word] = [Length::pt(70), Length::pt(40)];
        let name = TableColumn::of(&[(Widths { natural, word, unbreakable: word }, true)]);
        let columns = [name, column(50, 50), column(50, 50), column(50, 50)];
        let fit = attempt_whole(&columns, room(245), STEPS[1]).expect("fits with closer columns");
        assert_eq!((fit.widths[0], fit.scale), (Length::pt(70), 1000));
        assert_eq!(attempt_whole(&columns, room(245), STEPS[0]), None);
        // Where it needs the room of longer text, it is turned over.
        let columns = [name, column(900, 40)];
        assert_eq!(attempt_whole(&columns, room(150), STEPS[5]), None);
    }

    #[test]
    fn one_long_word_does_not_take_the_table() {
        let fit = first(&[column(400, 400), column(30, 30), column(300, 60)], 320).expect("fits");
        assert_eq!(fit.scale, 1000);
        assert_eq!(fit.squeezed, [true, false, false]);
        assert_eq!(fit.widths.iter().copied().sum::<Length>(), Length::pt(300));
        assert!(fit.widths[2] >= Length::pt(60));
    }

    #[test]
    fn a_table_that_is_too_wide_goes_into_the_margins_before_it_is_illegible() {
        let fit = first(&[column(36, 36); 11], 360).expect("fits");
        let total: Length = fit.widths.iter().copied().sum::<Length>() + fit.gap * 10;
        assert!(total > Length::pt(360) && total <= Length::pt(400) && fit.scale >= 800, "{fit:?}");
    }

    #[test]
    fn figures_are_set_smaller_and_never_divided() {
        let twelve = [column(30, 30); 12];
        let fit = first(&twelve, 360).expect("fits");
        assert!(fit.scale < 1000 && fit.squeezed.iter().all(|it| !it), "{fit:?}");
        let total: Length = fit.widths.iter().copied().sum::<Length>() + fit.gap * 11;
        assert!(total <= Length::pt(400));
        assert_eq!(first(&[column(30, 30); 30], 360), None);
    }

    #[test]
    fn what_fits_at_no_step_still_stays_within_the_measure() {
        let fit = force(&[column(60, 60); 30], room(360), STEPS[10]);
        let total: Length = fit.widths.iter().copied().sum::<Length>() + fit.gap * 29;
        assert!(total <= Length::pt(400), "{total:?}");
    }

    #[test]
    fn columns_mirror_for_a_right_to_left_publication() {
        let widths = [Length::pt(10), Length::pt(20)];
        let places = places(&widths, Length::pt(5), Length::ZERO, Direction::RightToLeft);
        assert_eq!(places, [(Length::pt(25), Length::pt(10)), (Length::ZERO, Length::pt(20))]);
    }
}
