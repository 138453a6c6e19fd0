//! Running content: running heads, folios, numbers and leaders of the contents, crop marks.
//!
//! The bones of pages, drawn over them: margins, the grid, the boxes and base lines of what is set.

use crate::document::Direction;
use crate::geometry::{Em, Length, Point, Size};
use crate::layout::frame::{
    Artifact, Destination, Glyph, Item, Mark, Page, PageLabel, Placed, Rectangle, TextRun,
};
use crate::layout::galley::part::Setting;
use crate::layout::page::vlist::{HeadingMark, PageSlot, RunningContent};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::line::Line;
use crate::layout::style::{Design, ParagraphStyle};
use crate::source::Span;
use crate::theme::{Align, Color, FolioPosition};
use std::collections::BTreeMap;

/// A page before anything is on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// The top left corner of its column.
    pub(super) corner: Point,
    /// Its number.
    pub(super) label: PageLabel,
    /// Its running content.
    pub(super) running: RunningContent,
    /// On which side it lies.
    pub(super) side: Side,
}

/// The side of an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The front of a leaf: the first page, the third.
    Recto,
    /// The back of a leaf.
    Verso,
    /// A page of a publication that is not printed on both sides.
    Single,
}

impl Sheet {
    /// The sheet of an index from 0.
    pub(super) fn new(design: &Design<'_>, index: usize, label: PageLabel, running: RunningContent) -> Sheet {
        let side = match (design.page.two_sided, index % 2) {
            (false, _) => Side::Single,
            (true, 0) => Side::Recto,
            (true, _) => Side::Verso,
        };
        // A right-to-left publication is bound on the right: its rectos have the inner margin there.
        let bound_left = (side != Side::Verso) == (design.direction() == Direction::LeftToRight);
        let margins = design.page.margins;
        let left = if bound_left { margins.left } else { margins.right };
        Sheet { corner: Point::new(left, margins.top), label, running, side }
    }
}

/// The headings that a running head may name.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageHeadings<'a> {
    /// On earlier pages.
    pub(super) before: &'a [(Destination, HeadingMark)],
    /// On the page.
    pub(super) here: &'a [(Destination, HeadingMark)],
}

impl PageHeadings<'_> {
    /// The section that the running head of the page names: the first that begins there, else the one that
    /// continues there.
    fn section(&self) -> String {
        let first = |it: &&(Destination, HeadingMark)| it.1.depth == 1;
        let found = self.here.iter().find(first).or_else(|| self.before.iter().rev().find(first));
        found.map_or_else(String::new, |(_, it)| it.title.to_string())
    }

    /// Whether a section of the first depth begins at the head of the page: then its name would be there
    /// twice.
    fn open(&self, sheet: &Sheet) -> bool {
        self.here.iter().any(|(to, it)| it.depth == 1 && to.at.y <= sheet.corner.y)
    }
}

/// What a folio at the head takes, with the space before it.
const FOLIO_ROOM: Em = Em::milli(2500);

/// A running head: its words, its edge, and what it may take.
struct Head<'a> {
    text: &'a str,
    align: Align,
    room: Length,
}

/// The least space between two heads of a page.
const BETWEEN_HEADS: Em = Em::milli(2000);

/// Puts running heads and folios on pages.
pub(super) struct RunningContentSetter<'a> {
    setting: Setting<'a>,
    title: &'a str,
    /// The heads set so far: few differ.
    set: BTreeMap<String, Option<Line>>,
}

impl<'a> RunningContentSetter<'a> {
    pub(super) fn new(setting: Setting<'a>, title: &'a str) -> RunningContentSetter<'a> {
        RunningContentSetter { setting, title, set: BTreeMap::new() }
    }

    /// Adds the running content of a page.
    pub(super) fn add(&mut self, page: &mut Page, sheet: &Sheet, heads: PageHeadings<'_>) {
        crop_marks(self.setting.design, page);
        let opens = heads.open(sheet);
        if sheet.running == RunningContent::Full && !opens {
            self.running_head(page, sheet, &heads.section());
        }
        if sheet.running != RunningContent::Bare {
            self.folio(page, sheet, opens || sheet.running == RunningContent::Folio);
        }
    }

    fn running_head(&mut self, page: &mut Page, sheet: &Sheet, section: &str) {
        let title = self.title.to_owned();
        let measure = self.setting.design.page.measure;
        let align = self.setting.design.theme.running.head.align;
        match sheet.side {
            Side::Recto => {
                self.head(page, sheet, &Head { text: section, align: outer(sheet, align), room: measure });
            }
            Side::Verso => {
                self.head(page, sheet, &Head { text: &title, align: outer(sheet, align), room: measure });
            }
            Side::Single => {
                // The title takes what the section leaves that is shortened to its half, and the section the rest.
                let half = measure.scale(12, 25);
                let title_room = half.max(self.room_beside(section, half));
                let section_room = half.max(self.room_beside(&title, title_room));
                self.head(page, sheet, &Head { text: &title, align: Align::Start, room: title_room });
                self.head(page, sheet, &Head { text: section, align: Align::End, room: section_room });
            }
        }
    }

    /// What another head of the page leaves that is shortened to its room.
    fn room_beside(&mut self, other: &str, room: Length) -> Length {
        let design = self.setting.design;
        let width = self.shortened(other, room).map_or(Length::ZERO, |it| it.width);
        design.page.measure - width - design.em(BETWEEN_HEADS)
    }

    /// A running head in its place, shortened to its room.
    fn head(&mut self, page: &mut Page, sheet: &Sheet, head: &Head<'_>) {
        let Head { text, align, room } = *head;
        let design = self.setting.design;
        let measure = design.page.measure;
        // The folio has the corner where it is at the head.
        let at_head = design.theme.running.folio_at == FolioPosition::HeadOuter;
        let corner = if at_head && align == outer(sheet, Align::End) { FOLIO_ROOM } else { Em::ZERO };
        let corner = design.em(corner);
        let room = room - corner;
        let style = design.paragraph(&design.theme.running.head, &design.lang);
        let Some(y) = design.head_base(&style) else { return };
        let Some(line) = self.shortened(text, room) else { return };
        let x = aligned(design.direction(), align, measure - line.width - corner);
        let mirrored = (align == Align::Start) == (design.direction() == Direction::LeftToRight);
        let x = if mirrored { x + corner } else { x };
        put(page, &line, sheet.corner + Point::new(x, y));
    }

    /// A head as it fits: whole, up to its colon, or with its last words left out.
    fn shortened(&mut self, text: &str, room: Length) -> Option<Line> {
        // More words than any line holds: without a bound, a heading as long as a book would be set once for each.
        const MOST: usize = 60;
        let fits = |it: &Line| it.width <= room;
        if text.split(' ').nth(MOST).is_none()
            && let Some(whole) = self.line(text).filter(fits)
        {
            return Some(whole);
        }
        if let Some((first, _)) = text.split_once(": ")
            && let Some(line) = self.line(first).filter(fits)
        {
            return Some(line);
        }
        let mut words: Vec<&str> = text.split(' ').take(MOST + 1).collect();
        while words.pop().is_some() && !words.is_empty() {
            let shorter = format!("{} …", words.join(" ").trim_end_matches([',', ':', ';']));
            if let Some(line) = self.line(&shorter).filter(fits) {
                return Some(line);
            }
        }
        None
    }

    fn line(&mut self, text: &str) -> Option<Line> {
        let setting = self.setting;
        let set = self.set.entry(text.to_owned());
        set.or_insert_with(|| {
            let design = setting.design;
            let style = design.paragraph(&design.theme.running.head, &design.lang);
            of_text(setting, text, &style, Mark::Artifact(Artifact::Header))
        })
        .clone()
    }

    fn folio(&mut self, page: &mut Page, sheet: &Sheet, opening: bool) {
        let design = self.setting.design;
        let running = &design.theme.running;
        let style = design.paragraph(&running.folio, &design.lang);
        let at_head = running.folio_at == FolioPosition::HeadOuter && !opening;
        let artifact = if at_head { Artifact::Header } else { Artifact::Footer };
        let Some(line) = of_text(self.setting, &page.label.text(), &style, Mark::Artifact(artifact)) else {
            return;
        };
        let align = match running.folio_at {
            FolioPosition::FootCenter => Align::Center,
            FolioPosition::HeadOuter if opening => Align::Center,
            FolioPosition::FootOuter | FolioPosition::HeadOuter => outer(sheet, Align::End),
        };
        let base = if at_head { design.head_base(&style) } else { design.foot_base(&style) };
        let Some(y) = base else { return };
        let x = aligned(design.direction(), align, design.page.measure - line.width);
        put(page, &line, sheet.corner + Point::new(x, y));
    }
}

/// The outer edge of a page; what is in the middle stays there.
fn outer(sheet: &Sheet, align: Align) -> Align {
    match (align, sheet.side) {
        (Align::Center, _) => Align::Center,
        (Align::Justify | Align::Start | Align::End, Side::Verso) => Align::Start,
        (Align::Justify | Align::Start | Align::End, Side::Recto | Side::Single) => Align::End,
    }
}

/// How far from the left something is that leaves `rest` of the measure.
fn aligned(direction: Direction, align: Align, rest: Length) -> Length {
    match (align, direction) {
        (Align::Center, _) => rest / 2,
        (Align::Justify | Align::Start, Direction::LeftToRight) | (Align::End, Direction::RightToLeft) => {
            Length::ZERO
        }
        (Align::Justify | Align::Start, Direction::RightToLeft) | (Align::End, Direction::LeftToRight) => {
            rest
        }
    }
}

fn put(page: &mut Page, line: &Line, at: Point) {
    page.items.extend(line.items.iter().map(|it| Placed { at: it.at + at, ..it.clone() }));
}

fn of_text(setting: Setting<'_>, text: &str, style: &ParagraphStyle, mark: Mark) -> Option<Line> {
    Builder::of_text(text, style, mark, Span::default()).single_line(setting.cx)
}

/// What the numbers of the contents take: all leaders end below each other, whatever their numbers.
pub(super) fn reserve<'s>(
    setting: Setting<'_>,
    numbers: impl Iterator<Item = (&'s PageSlot, &'s str)>,
) -> Length {
    let mark = Mark::Artifact(Artifact::Layout);
    let lines = numbers.filter_map(|(slot, label)| of_text(setting, label, &slot.style, mark));
    lines.map(|it| it.width).max().unwrap_or_default()
}

/// The number of a line of the contents and its leader, from the top left corner of the line's box.
/// Leaders end at least so far from the edge.
pub(super) fn number(setting: Setting<'_>, slot: &PageSlot, label: &str, reserve: Length) -> Vec<Placed> {
    let mirrored = setting.design.direction() == Direction::RightToLeft;
    let Some(line) = of_text(setting, label, &slot.style, Mark::Content(slot.content)) else {
        return Vec::new();
    };
    let x = if mirrored { slot.at.x } else { slot.at.x - line.width };
    let at = Point::new(x, slot.at.y);
    let mut items: Vec<Placed> =
        line.items.iter().map(|it| Placed { at: it.at + at, ..it.clone() }).collect();
    if let Some((text_end, step)) = slot.leader {
        let (from, to) = if mirrored {
            ((x + line.width).max(slot.at.x + reserve), text_end)
        } else {
            (text_end, x.min(slot.at.x - reserve))
        };
        items.extend(leader(setting, &slot.style, Point::new(from, slot.at.y), to, step));
    }
    items
}

/// Dots from a point to another on its base line, on a raster that all leaders share.
fn leader(
    setting: Setting<'_>,
    style: &ParagraphStyle,
    from: Point,
    to: Length,
    step: Length,
) -> Option<Placed> {
    let mark = Mark::Artifact(Artifact::Layout);
    let mut plain = style.clone();
    plain.text.weight = crate::theme::Weight::Regular;
    let dot = of_text(setting, ".", &plain, mark)?;
    let run = dot.items.into_iter().find_map(|it| match it.item {
        Item::Text(run) => Some(run),
        Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
    })?;
    let first = (from.x + step).round_up_to(step);
    let count = (to - step - first).to_sp() / step.to_sp().max(1);
    let glyph = *run.glyphs.first()?;
    let count = u32::try_from(count).ok().filter(|it| *it > 1)?;
    let advance = Em::of(step, run.size);
    let glyphs = (0..count).map(|at| Glyph { advance, start: at, end: at + 1, ..glyph }).collect();
    let text = ".".repeat(count as usize);
    Some(Placed { at: Point::new(first, from.y), item: Item::Text(TextRun { text, glyphs, ..run }), mark })
}

/// Marks at the corners of the trimmed page, beyond its bleed.
fn crop_marks(design: &Design<'_>, page: &mut Page) {
    let geometry = &design.page;
    if !geometry.crop_marks {
        return;
    }
    const LENGTH: Length = Length::mm(5);
    const THICKNESS: Length = Length::millipt(250);
    let away = geometry.bleed + Length::mm(2);
    let Size { width, height } = page.size;
    for (x, outward_x) in [(Length::ZERO, -away - LENGTH), (width, away)] {
        for (y, outward_y) in [(Length::ZERO, -away - LENGTH), (height, away)] {
            let level = (Point::new(x + outward_x, y), Size::new(LENGTH, THICKNESS));
            let upright = (Point::new(x, y + outward_y), Size::new(THICKNESS, LENGTH));
            for (at, size) in [level, upright] {
                let item = Item::Rectangle(Rectangle { size, color: Color::BLACK });
                page.items.push(Placed { at, item, mark: Mark::Artifact(Artifact::Page) });
            }
        }
    }
}

/// The column.
const MARGIN: Color = Color { red: 40, green: 140, blue: 60 };
/// The lines of the grid.
const GRID: Color = Color { red: 150, green: 200, blue: 240 };
/// Base lines of text.
const BASE: Color = Color { red: 220, green: 60, blue: 60 };
/// Boxes of text and images.
const BOX: Color = Color { red: 190, green: 150, blue: 220 };

/// The thickness of a line.
const HAIR: Length = Length::millipt(200);

/// Draws over a page whose column begins at `corner`, all as artifacts: what is read stays the same.
pub(super) fn draw(design: &Design<'_>, page: &mut Page, corner: Point) {
    let mut lines = Vec::new();
    let (measure, height) = (design.page.measure, design.page.height());
    let base = design.base(&design.paragraph(&design.theme.body.look, &design.lang));
    for line in 0..design.page.lines {
        let y = corner.y + design.page.leading * line + base;
        lines.push((Point::new(Length::ZERO, y), Size::new(page.size.width, HAIR), GRID));
    }
    for placed in &page.items {
        bones(placed, &mut lines);
    }
    frame(corner, Size::new(measure, height), MARGIN, &mut lines);
    page.items.extend(lines.into_iter().map(|(at, size, color)| Placed {
        at,
        item: Item::Rectangle(Rectangle { size, color }),
        mark: Mark::Artifact(Artifact::Page),
    }));
}

type Stroke = (Point, Size, Color);

/// The box of a thing and its base line.
fn bones(placed: &Placed, lines: &mut Vec<Stroke>) {
    match &placed.item {
        Item::Text(run) => {
            let width = run.width();
            let top = Point::new(placed.at.x, placed.at.y - run.size.scale(3, 4));
            frame(top, Size::new(width, run.size), BOX, lines);
            lines.push((placed.at, Size::new(width, HAIR), BASE));
        }
        Item::Image(image) => frame(placed.at, image.size, BOX, lines),
        Item::Rectangle(_) | Item::Path(_) => {}
    }
}

/// The four sides of a box.
fn frame(at: Point, size: Size, color: Color, lines: &mut Vec<Stroke>) {
    let (right, bottom) = (at.x + size.width, at.y + size.height);
    lines.push((at, Size::new(size.width, HAIR), color));
    lines.push((Point::new(at.x, bottom), Size::new(size.width, HAIR), color));
    lines.push((at, Size::new(HAIR, size.height), color));
    lines.push((Point::new(right, at.y), Size::new(HAIR, size.height), color));
}
