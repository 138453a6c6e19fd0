//! Rows that a cell joins together, and cells of blocks.
//!
//! Rows of which a cell takes several are one box where they take less than half a column: no page ends within. Taller
//! ones are divided between their rows, or within a row that is itself so tall; the cell that takes them all flows down
//! beside them, and where a page begins with one of its rows it is said again.

use crate::diag::Diagnostics;
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{Artifact, Item, LinkArea, Mark, Placed, Rectangle};
use crate::layout::galley::part::{CellBlocks, CellBody, CellPart, Part, PartKind, RowPart};
use crate::layout::page::vlist::{Anchor, Cost, Gap, Jump, PanelId, VBox, cost};
use crate::layout::rules;
use crate::layout::table::setter::{RowAlign, TableSetter};

/// The scales of code, in thousandths, of which the first is taken that lets its lines be whole.
const CODE_SCALES: [i64; 3] = [1000, 920, 840];

/// What a page break within a row costs.
pub(super) const WITHIN_ROW: Cost = cost::WITHIN_CODE;

/// How many lines of blocks at least are next to each other on either side of a page break within a row.
const LINES_TOGETHER: i64 = 6;

/// Rows as boxes.
pub(super) struct SetGroup {
    pub(super) boxes: Vec<VBox>,
    /// What is said again where a page begins with a box.
    pub(super) continued: Vec<(usize, VBox)>,
}

/// A cell whose content is set.
struct SetCell {
    /// The row in which it begins, and how many it takes.
    row: usize,
    rows: usize,
    x: Length,
    /// What is in it, from the top.
    boxes: Vec<VBox>,
}

/// The end of the rows that are joined to one by cells.
pub(super) fn end(rows: &[RowPart], start: usize) -> usize {
    let mut end = start + 1;
    let mut at = start;
    while at < end {
        let reach = rows.get(at).into_iter().flat_map(|it| &it.cells).map(|it| at + it.rows).max();
        end = end.max(reach.unwrap_or(0)).min(rows.len().max(start + 1));
        at += 1;
    }
    end
}

impl SetCell {
    fn height(&self) -> Length {
        height(&self.boxes)
    }
}

/// The height of boxes one below the other; the space above the first vanishes.
fn height(boxes: &[VBox]) -> Length {
    let spaces: Length = boxes.iter().skip(1).map(|it| it.above.space).sum();
    boxes.iter().map(|it| it.height).sum::<Length>() + spaces
}

impl TableSetter<'_> {
    /// Rows that belong together.
    pub(super) fn group(&self, rows: &[RowPart], align: RowAlign, diags: &mut Diagnostics) -> SetGroup {
        let cells: Vec<SetCell> = rows
            .iter()
            .enumerate()
            .flat_map(|(row, part)| part.cells.iter().map(move |it| (row, it)))
            .map(|(row, it)| self.set_cell(it, row, align, diags))
            .collect();
        let gap = self.row_gap();
        let mut heights = vec![self.leading; rows.len()];
        for cell in cells.iter().filter(|it| it.rows == 1) {
            heights[cell.row] = heights[cell.row].max(cell.height());
        }
        // Blocks have space between them, so rows of blocks have more.
        for (height, row) in heights.iter_mut().zip(rows) {
            if row.cells.iter().any(|it| matches!(it.body, CellBody::Blocks(_))) {
                *height += self.leading.scale(2, 5);
            }
        }
        let mut spanning: Vec<&SetCell> = cells.iter().filter(|it| it.rows > 1).collect();
        spanning.sort_by_key(|it| it.rows);
        let most = self.design.page.height() / 2;
        let tall = heights.iter().map(|it| *it + gap).sum::<Length>() > most;
        for cell in spanning {
            let end = (cell.row + cell.rows).min(rows.len());
            let own = &mut heights[cell.row..end];
            let have = own.iter().copied().sum::<Length>() + gap * (own.len() as i64 - 1);
            if let (Some(last), true) = (own.last_mut(), cell.height() > have && !tall) {
                *last += cell.height() - have;
            }
        }
        let total = heights.iter().map(|it| *it + gap).sum::<Length>();
        if total <= most {
            return SetGroup { boxes: vec![self.whole(rows, cells, &heights, align)], continued: Vec::new() };
        }
        self.divided(cells, &heights)
    }

    fn row_gap(&self) -> Length {
        self.design.lines(self.design.theme.table.row_gap).scale(self.fit.scale, 1000)
    }

    /// All rows as one box.
    fn whole(&self, rows: &[RowPart], cells: Vec<SetCell>, heights: &[Length], align: RowAlign) -> VBox {
        let gap = self.row_gap();
        let mut tops = vec![Length::ZERO];
        for height in heights {
            tops.push(tops.last().copied().unwrap_or_default() + *height + gap);
        }
        let mut vbox = VBox { height: tops.last().copied().unwrap_or_default(), ..VBox::default() };
        self.inner_rules(rows, &tops, align, &mut vbox);
        for cell in cells {
            let end = (cell.row + cell.rows).min(heights.len());
            let room = tops[end] - tops[cell.row] - gap;
            let below = if align.is_head() { room - cell.height() } else { Length::ZERO };
            stack(&mut vbox, cell.boxes, Point::new(cell.x, tops[cell.row] + gap / 2 + below));
        }
        vbox
    }

    /// The rules between the rows of a group, which no cell crosses.
    fn inner_rules(&self, rows: &[RowPart], tops: &[Length], align: RowAlign, vbox: &mut VBox) {
        let theme = &self.design.theme.table;
        for (index, row) in rows.iter().enumerate() {
            for cell in &row.cells {
                let end = index + cell.rows;
                let thickness = match align {
                    _ if end >= rows.len() => continue,
                    RowAlign::Bottom if cell.columns > 1 => theme.light,
                    RowAlign::Bottom => continue,
                    RowAlign::Top => theme.row_rule,
                };
                if thickness == Length::ZERO {
                    continue;
                }
                let (x, width) = self.place(cell);
                let last = cell.column + cell.columns == self.columns.len();
                let beyond = if align.is_head() || last { Length::ZERO } else { self.fit.gap };
                let color = if align.is_head() { self.color } else { self.design.theme.light.rule };
                let item = Item::Rectangle(Rectangle { size: Size::new(width + beyond, thickness), color });
                let at = Point::new(x, tops[end] - thickness);
                vbox.items.push(Placed { at, item, mark: Mark::Artifact(Artifact::Layout) });
            }
        }
    }

    /// The rows one by one, tall ones in pieces, so that pages may end between them.
    fn divided(&self, cells: Vec<SetCell>, heights: &[Length]) -> SetGroup {
        let gap = self.row_gap();
        let mut boxes: Vec<VBox> = Vec::new();
        // The first box of each row.
        let mut firsts = Vec::new();
        let (single, spanning): (Vec<SetCell>, Vec<SetCell>) = cells.into_iter().partition(|it| it.rows == 1);
        let mut single = single.into_iter().peekable();
        for (row, height) in heights.iter().enumerate() {
            firsts.push(boxes.len());
            let mut own = Vec::new();
            while let Some(cell) = single.next_if(|it| it.row == row) {
                own.push((cell.x, cell.boxes));
            }
            boxes.extend(self.pieces(own, *height));
        }
        let mut continued: Vec<(usize, VBox)> = Vec::new();
        for cell in spanning {
            let end = firsts.get(cell.row + cell.rows).copied().unwrap_or(boxes.len());
            let start = firsts[cell.row];
            let again: Vec<Placed> = cell.boxes.iter().flat_map(|it| &it.items).cloned().collect();
            let height = cell.height();
            let used = flow(&mut boxes[start..end], (cell.x, cell.boxes), gap);
            for index in start + used..end {
                let rest: Length = boxes[index..end].iter().map(|it| it.height).sum();
                if !again.is_empty() && firsts.contains(&index) && rest >= height + gap {
                    continued.push((index, self.said_again(&again, cell.x)));
                }
            }
        }
        SetGroup { boxes, continued }
    }

    /// What a cell says, once more beside its rows on another page. It takes no room of its own.
    fn said_again(&self, items: &[Placed], x: Length) -> VBox {
        let top = items.iter().map(|it| it.at.y).min().unwrap_or_default();
        let base = self.leading.scale(3, 4);
        let at = Point::new(x, self.row_gap() / 2 + base - top);
        let items = items.iter().map(|it| Placed { at: it.at + at, ..it.clone() }).collect();
        VBox { items, ..VBox::default() }
    }

    /// A row of that height as one box, or where it is taller than half a column as several, in each of which its cells
    /// begin at the top.
    fn pieces(&self, cells: Vec<(Length, Vec<VBox>)>, height: Length) -> Vec<VBox> {
        let gap = self.row_gap();
        let mut pieces = Vec::new();
        let is_whole = height + gap <= self.design.page.height() / 2;
        let room = if is_whole { height } else { self.leading * LINES_TOGETHER };
        let mut rest: Vec<(Length, std::collections::VecDeque<VBox>)> =
            cells.into_iter().map(|(x, boxes)| (x, boxes.into())).collect();
        loop {
            let is_first = pieces.is_empty();
            let above = if is_first { gap / 2 } else { Length::ZERO };
            let mut piece = VBox { above: Gap::between_lines(0), ..VBox::default() };
            let mut deepest = if is_whole { height } else { Length::ZERO };
            for (x, boxes) in &mut rest {
                let count = if is_whole { boxes.len() } else { fitting(boxes, room) };
                let mut y = Length::ZERO;
                for (at, next) in boxes.drain(..count).enumerate() {
                    y += if at == 0 && is_first { Length::ZERO } else { next.above.space };
                    let height = next.height;
                    embed(&mut piece, next, Point::new(*x, above + y));
                    y += height;
                }
                deepest = deepest.max(y);
            }
            piece.height = above + deepest;
            piece.above.cost = if is_first { 0 } else { WITHIN_ROW };
            pieces.push(piece);
            if rest.iter().all(|it| it.1.is_empty()) {
                break;
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.height += gap - gap / 2;
        }
        pieces
    }

    fn set_cell(&self, part: &CellPart, row: usize, align: RowAlign, diags: &mut Diagnostics) -> SetCell {
        let (x, width) = self.place(part);
        let boxes = match &part.body {
            CellBody::Text(text) => {
                let lines = self.lines(part, align);
                rules::report(&lines, diags);
                let base = self.design.base(text.style()).scale(self.fit.scale, 1000);
                lines.into_iter().map(|it| VBox::of_line(it, Length::ZERO, self.leading, base)).collect()
            }
            CellBody::Blocks(blocks) => self.blocks(blocks, width, diags),
        };
        SetCell { row, rows: part.rows, x, boxes }
    }

    /// The blocks of a cell in its width.
    fn blocks(&self, blocks: &CellBlocks, width: Length, diags: &mut Diagnostics) -> Vec<VBox> {
        let lacks = self.design.page.measure - width;
        let mut boxes: Vec<VBox> = Vec::new();
        for part in &blocks.parts {
            let part = self.fitted(part, lacks, width);
            boxes.extend((self.nested)(part, diags));
        }
        self.panels(blocks, lacks, &mut boxes);
        boxes
    }

    /// A part of a cell in the width of the cell, which is so much less than that of the page.
    fn fitted(&self, part: &Part, lacks: Length, room: Length) -> Part {
        let scale = self.fit.scale;
        let mut part = part.clone();
        part.width = (part.width - lacks).max(room / 2);
        part.x = part.x.min(room - part.width);
        part.above.space = part.above.space.scale(scale, 1000);
        if let Some(label) = part.label.as_mut().filter(|_| scale != 1000) {
            label.text = label.text.scaled(scale);
        }
        match &mut part.kind {
            PartKind::Text(text) if scale != 1000 => *text = text.scaled(scale),
            PartKind::Code(code) => {
                let columns = code.text.lines().map(|it| it.chars().count()).max().unwrap_or(0) as i64 + 1;
                let natural = code.style.text.size.scale(6, 10) * columns;
                let fits = |it: &i64| natural.scale(*it, 1000) <= part.width;
                let own = CODE_SCALES.into_iter().find(fits).unwrap_or(CODE_SCALES[2]) * scale / 1000;
                code.style.text.size = code.style.text.size.scale(own, 1000);
                code.style.leading = code.style.leading.scale(own, 1000);
            }
            PartKind::Image(image) => {
                let (most, own) = (part.width.to_sp(), image.size.width.to_sp());
                if own > most {
                    image.size = Size::new(part.width, image.size.height.scale(most, own));
                }
                image.least = image.size.height;
            }
            PartKind::Rule { size, .. } => size.width = size.width.min(part.width),
            PartKind::Text(_) | PartKind::ContentsLine(_) | PartKind::Table(_) | PartKind::Empty => {}
        }
        part
    }

    /// Paints the backgrounds of parts below them, each piece with its box, so that they may be divided.
    fn panels(&self, blocks: &CellBlocks, lacks: Length, boxes: &mut [VBox]) {
        let mirrored = self.design.direction() == crate::document::Direction::RightToLeft;
        let on = |vbox: Option<&VBox>, id: PanelId| vbox.is_some_and(|it| is_on(blocks, it.panel, id));
        for index in (0..boxes.len()).rev() {
            let mut found = Vec::new();
            let mut next = boxes[index].panel;
            while let Some((id, panel)) = next.and_then(|id| Some((id, blocks.panels.get(id.0 as usize)?))) {
                let first = !on(index.checked_sub(1).and_then(|it| boxes.get(it)), id);
                let last = !on(boxes.get(index + 1), id);
                found.push((*panel, first, last));
                next = panel.parent;
            }
            let (space, height) = (boxes[index].above.space, boxes[index].height);
            let mut items = Vec::new();
            for (panel, first, last) in found.into_iter().rev() {
                // A bar stays as wide as it is.
                let is_bar = panel.width < self.leading;
                let width = if is_bar { panel.width } else { panel.width - lacks };
                let x = if is_bar && mirrored { panel.x - lacks } else { panel.x };
                let top = if first { -panel.pad } else { -space };
                let bottom = height + if last { panel.pad } else { Length::ZERO };
                let size = Size::new(width.max(Length::ZERO), bottom - top);
                let item = Item::Rectangle(Rectangle { size, color: panel.color });
                let mark = Mark::Artifact(Artifact::Background);
                items.push(Placed { at: Point::new(x, top), item, mark });
            }
            if !items.is_empty() {
                items.append(&mut boxes[index].items);
                boxes[index].items = items;
            }
        }
    }
}

/// Whether a panel is another or on it.
fn is_on(blocks: &CellBlocks, panel: Option<PanelId>, other: PanelId) -> bool {
    let mut next = panel;
    while let Some(id) = next {
        if id == other {
            return true;
        }
        next = blocks.panels.get(id.0 as usize).and_then(|it| it.parent);
    }
    false
}

/// Puts boxes one below the other into another box.
fn stack(target: &mut VBox, boxes: Vec<VBox>, at: Point) {
    let mut y = at.y;
    for (index, vbox) in boxes.into_iter().enumerate() {
        y += if index > 0 { vbox.above.space } else { Length::ZERO };
        let height = vbox.height;
        embed(target, vbox, Point::new(at.x, y));
        y += height;
    }
}

/// How many boxes fit a height; at least one, and as many as must not be apart.
fn fitting(boxes: &std::collections::VecDeque<VBox>, room: Length) -> usize {
    let mut y = Length::ZERO;
    let fits = |it: &&VBox| {
        y += it.above.space + it.height;
        y <= room
    };
    let most = boxes.iter().take_while(fits).count().max(1).min(boxes.len());
    let is_end = |at: &usize| boxes.get(*at).is_none_or(|it| it.above.cost < cost::WIDOW);
    // Two lines of a paragraph stay together, if anything may be apart at all.
    let better = (1..=most).rev().find(is_end).or_else(|| (most..=boxes.len()).find(is_end));
    better.unwrap_or(most)
}

/// Lets the content of a cell flow down rows; what the last has no room for makes it higher. How many of them it takes.
fn flow(rows: &mut [VBox], (x, boxes): (Length, Vec<VBox>), gap: Length) -> usize {
    let mut index = 0;
    let mut y = gap / 2;
    for (at, vbox) in boxes.into_iter().enumerate() {
        let space = if at > 0 { vbox.above.space } else { Length::ZERO };
        let last = index + 1 == rows.len();
        let Some(mut row) = rows.get_mut(index) else { break };
        let mut top = y + space;
        if !last && top + vbox.height > row.height + gap / 2 {
            index += 1;
            top = gap / 2;
            let Some(next) = rows.get_mut(index) else { break };
            row = next;
        }
        y = top + vbox.height;
        row.height = row.height.max(y + gap / 2);
        embed(row, vbox, Point::new(x, top));
    }
    index + 1
}

/// Puts a box into another.
fn embed(target: &mut VBox, vbox: VBox, at: Point) {
    target.items.extend(vbox.items.into_iter().map(|it| Placed { at: it.at + at, ..it }));
    target.links.extend(vbox.links.into_iter().map(|it| LinkArea { at: it.at + at, ..it }));
    target.jumps.extend(vbox.jumps.into_iter().map(|it| Jump { at: it.at + at, ..it }));
    target.anchors.extend(vbox.anchors.into_iter().map(|it| Anchor { at: it.at + at, ..it }));
    target.notes.extend(vbox.notes);
    target.heading = target.heading.take().or(vbox.heading);
}
