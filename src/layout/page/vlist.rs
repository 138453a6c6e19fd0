//! The column before it is broken into pages: boxes, and the gap above each.
//!
//! A vertical list of boxes, glue and penalties (Knuth and Plass 1981) in its
//! normal form: all glue and penalties between two boxes are
//! gathered in one [`Gap`], and a page may end only there. What a gap is worth
//! depends on its place: at the head of a page it vanishes, and
//! elsewhere it may have to restore the baseline grid.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Id, NoteId};
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{LinkArea, Placed};
use crate::layout::paragraph::line::Line;
use crate::layout::structure::{ContentId, ElementId};
use crate::layout::style::ParagraphStyle;
use crate::theme::Color;

/// A column of boxes with all that hangs on it.
#[derive(Debug, Clone, Default)]
pub(crate) struct VList {
    /// The boxes, from the head of the first page to the foot of the last.
    pub boxes: Vec<VBox>,
    /// The notes, in the order of their numbers.
    pub notes: Vec<NoteBody>,
    /// The backgrounds and bars of boxes.
    pub panels: Vec<Panel>,
    /// What is repeated at the head of a page that begins within a table.
    pub repeats: Vec<Vec<VBox>>,
    /// What may move to the next page, in order.
    pub floats: Vec<Float>,
}

/// Boxes that may move to the head of the next page, while text that follows them fills their own: a figure or a table with
/// its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Float {
    /// Its boxes.
    pub boxes: Range<usize>,
    /// The last box that may begin the next page: so far does it pass the text after it.
    pub until: usize,
    /// The gap between the text before it and the text after it, where it is elsewhere.
    pub without: Gap,
    /// The gap below it at the head of a page.
    pub below: Gap,
}

/// The floats of a page that are not at their place, by their index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Moved {
    /// The one at its head, from the page before.
    pub here: Option<usize>,
    /// The one that goes to the next page.
    pub away: Option<usize>,
}

/// A box: a line, a row of a table, an image. A page never breaks one.
#[derive(Debug, Clone, Default)]
pub(crate) struct VBox {
    /// The gap between it and the box before.
    pub above: Gap,
    /// Its height.
    pub height: Length,
    /// What is in it; places count from its top left corner, that of the column.
    pub items: Vec<Placed>,
    /// The areas in it that lead somewhere.
    pub links: Vec<LinkArea>,
    /// The areas in it that lead to a note or back.
    pub jumps: Vec<Jump>,
    /// The page number that is still to be set in it.
    pub slot: Option<Box<PageSlot>>,
    /// The notes whose first mark is in it, and the notes whose first mark is in one of those.
    pub notes: Vec<NoteId>,
    /// The ids in it, each with its place and element.
    pub anchors: Vec<Anchor>,
    /// Its background.
    pub panel: Option<PanelId>,
    /// What is repeated above it where it begins a page.
    pub repeat: Option<RepeatId>,
    /// For an image, how high it may be at least; `None` for what has the height it has.
    pub least: Option<Length>,
    /// The heading that it begins.
    pub heading: Option<HeadingMark>,
    /// Whether its text ends with a hyphen.
    pub hyphenated: bool,
}

/// The gap between two boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Gap {
    /// The space, which vanishes at the head of a page.
    pub space: Length,
    /// By how much it may be wider, so that the foot of its page is straight, beyond what its space gives.
    pub stretch: Length,
    /// Where the grid is restored: so far below the top of the box below. `None` where it need not be.
    pub snap: Option<Length>,
    /// What a page break here costs.
    pub cost: Cost,
    /// The new page that must begin here.
    pub start: Option<PageStart>,
}

/// The most lines by which the gaps of a page are widened.
pub(crate) const MOST_FEATHERING: i64 = 5;

/// The most lines by which the gaps of a page are narrowed.
const MOST_SHRINKING: i64 = 1;

/// How much wider and narrower the gaps of a page may be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flexibility {
    /// How much wider.
    pub stretch: Length,
    /// How much narrower.
    pub shrink: Length,
}

impl Flexibility {
    /// Adds that of a gap.
    pub(crate) fn add(&mut self, gap: &Gap, leading: Length) {
        self.stretch += gap.give(leading);
        self.shrink += gap.shrink(leading);
    }

    /// So much of it as a page may use.
    #[must_use]
    pub(crate) fn within(self, leading: Length) -> Flexibility {
        Flexibility {
            stretch: self.stretch.min(leading * MOST_FEATHERING),
            shrink: self.shrink.min(leading * MOST_SHRINKING),
        }
    }
}

/// How bad something is. Costs are sums; [`cost`] has the measure of each fault.
pub(crate) type Cost = u64;

/// A page that must begin at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PageStart {
    /// Whether it is a right-hand page, so that a blank one may be needed before it.
    pub recto: bool,
    /// Space at its head.
    pub sink: Length,
    /// What the pages from here are.
    pub matter: Matter,
    /// The running content of its first page.
    pub running: RunningContent,
}

/// The running content of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum RunningContent {
    /// Running head and folio.
    #[default]
    Full,
    /// A folio at the foot: pages that open a chapter.
    Folio,
    /// Nothing: title pages, blank pages.
    Bare,
}

/// The parts of a book that are numbered apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Matter {
    /// Title page, contents: roman folios.
    Front,
    /// The text: arabic folios from 1.
    #[default]
    Body,
}

/// A panel in [`VList::panels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PanelId(pub u32);

/// A repeated head in [`VList::repeats`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RepeatId(pub u32);

/// A background, or a bar next to the boxes on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panel {
    /// The panel that it is on.
    pub parent: Option<PanelId>,
    /// Its left edge, from that of the column.
    pub x: Length,
    /// Its width.
    pub width: Length,
    /// How far it reaches above its first and below its last box.
    pub pad: Length,
    /// Its colour.
    pub color: Color,
}

/// A note as it is set at the foot of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct NoteBody {
    /// Its lines; the gap above the first is the gap between notes.
    pub boxes: Vec<VBox>,
}

/// The measures of a page's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageColumn {
    /// Its height, a multiple of the grid.
    pub height: Length,
    /// The step of the grid.
    pub leading: Length,
    /// What the rule above notes takes, with its spaces.
    pub note_rule: Length,
}

/// What a page holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PagePlan {
    /// Its boxes, but for floats that move.
    pub boxes: Range<usize>,
    /// The floats that move.
    pub moved: Moved,
    /// Its notes.
    pub notes: Vec<NoteLines>,
    /// The start that its first box asks for.
    pub start: Option<PageStart>,
    /// By how much its gaps are wider together, so that its last line is at the foot, or narrower, so that it fits.
    pub feathering: Length,
}

/// Lines of a note on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteLines {
    /// The note.
    pub note: NoteId,
    /// Which of its lines.
    pub lines: Range<usize>,
}

/// A place in a box that links lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// What leads there.
    pub name: AnchorName,
    /// Where in the box.
    pub at: Point,
    /// The element there.
    pub element: Option<ElementId>,
}

/// An area that leads to an anchor whose page is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Jump {
    /// Its top left corner.
    pub at: Point,
    /// Its size.
    pub size: Size,
    /// Where it leads.
    pub to: AnchorName,
    /// The Link element that it belongs to.
    pub element: ElementId,
    /// Its description for readers.
    pub description: String,
}

/// A place in a line of the contents for the number of a page.
#[derive(Debug, Clone)]
pub(crate) struct PageSlot {
    /// Whose page.
    pub of: Id,
    /// Where the number ends (begins, in a right-to-left publication), on the base line.
    pub at: Point,
    /// Where the leader begins, at the end of the text; `None` without leader.
    pub leader: Option<(Length, Length)>,
    /// Its look.
    pub style: ParagraphStyle,
    /// What it belongs to.
    pub content: ContentId,
}

/// What leads to an anchor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AnchorName {
    /// A link to an id.
    Id(Id),
    /// The marks of a note lead to its text.
    Note(NoteId),
    /// A note leads back to its first mark.
    NoteMark(NoteId),
}

/// A heading as the running heads and the outline know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadingMark {
    /// Its depth in the outline, from 1; 0 for one that is not part of it.
    pub depth: u8,
    /// Its text.
    pub title: Arc<str>,
    /// Its element.
    pub element: ElementId,
}

/// What faults cost. A widow or an orphan outweighs any unevenness of pages that avoids it; a stranded
/// heading outweighs both (after Plass 1981, and Mittelbach's classes of badness).
pub(crate) mod cost {
    use super::Cost;

    /// A line missing at the foot of a page costs this times the square of how many are missing.
    const SHORT: Cost = 60;
    /// From this many missing lines on, a page is short to any eye.
    const SHORT_LINES: Cost = 4;
    /// What it costs then, times the square of how many more than that are missing.
    const SEEN: Cost = 400;
    /// What a further missing line costs where no page could have it.
    const SHORTER: Cost = 150;

    /// What a page costs that lacks `missing` lines at its foot, when no page that begins like it can lack less than `least`.
    /// White that is chosen is best shared out between pages, as the square has it. What must be white, because
    /// the next thing does not fit, is one hole, and no better in five pages than in one.
    pub(crate) fn short(missing: Cost, least: Cost) -> Cost {
        let forced = least.saturating_sub(SHORT_LINES);
        let lines = missing.saturating_sub(forced);
        let seen = (lines + 1).saturating_sub(SHORT_LINES);
        SHORT * lines * lines + SEEN * seen * seen + SHORTER * forced
    }

    /// What a page costs whose gaps are widened by so many lines: less than to lack them, and more than to be full.
    pub(crate) fn feathered(lines: Cost) -> Cost {
        SHORT / 4 * lines * lines
    }

    /// What a page costs whose gaps are narrowed.
    pub(crate) const TIGHT: Cost = SHORT / 2;

    /// A page that ends within lines of code that belong together.
    pub(crate) const WITHIN_CODE: Cost = 500;
    /// A page that ends with a hyphen.
    pub(crate) const HYPHEN: Cost = 300;
    /// The first item of a list at the foot of a page, or the last at the head, apart from the others.
    pub(crate) const LONE_ITEM: Cost = 400;
    /// A figure or table that moves to the next page.
    pub(crate) const FLOAT: Cost = 200;
    /// Between a paragraph that announces a list or table and what it announces.
    pub(crate) const LEAD_IN: Cost = 2_500;
    /// A note that continues on the next page.
    pub(crate) const SPLIT_NOTE: Cost = 6_000;
    /// A last page with less than [`LAST_PAGE_LINES`].
    pub(crate) const STUB: Cost = 6_000;
    /// The last line of a paragraph at the head of a page, or the first at the foot.
    pub(crate) const WIDOW: Cost = 1_000_000;
    /// A heading at the foot of a page, a caption apart from what it is of.
    pub(crate) const STRANDED: Cost = 50_000_000;
    /// A page that is too full, or a note that does not begin on the page of its mark.
    pub(crate) const OVERFULL: Cost = 2_000_000_000;
    /// The lines that the last page of a chapter should have.
    pub(crate) const LAST_PAGE_LINES: i64 = 5;
}

impl Gap {
    /// The gap above a line of the same paragraph.
    pub(crate) fn between_lines(cost: Cost) -> Gap {
        Gap { cost, ..Gap::default() }
    }

    /// A space of that height.
    pub(crate) fn of(space: Length) -> Gap {
        Gap { space, ..Gap::default() }
    }

    /// Two gaps in one: the wider space, the rule of the later, the higher cost.
    #[must_use]
    pub(crate) fn and(self, other: Gap) -> Gap {
        Gap {
            space: self.space.max(other.space),
            stretch: self.stretch.max(other.stretch),
            snap: other.snap.or(self.snap),
            cost: self.cost.max(other.cost),
            start: other.start.or(self.start),
        }
    }

    /// How much wider it may be, so that the foot of its page is straight: by half a line, and where it is a line or
    /// more, as above headings, by one. What belongs together stays so.
    pub(crate) fn give(&self, leading: Length) -> Length {
        if self.cost >= cost::STRANDED {
            return Length::ZERO;
        }
        if self.space <= Length::ZERO {
            return self.stretch;
        }
        if self.space >= leading { leading } else { leading / 2 }
    }

    /// How much narrower it may be, so that one thing more fits on its page: by a quarter, unless it is small.
    pub(crate) fn shrink(&self, leading: Length) -> Length {
        let is_small = self.space < leading / 2 || self.cost >= cost::STRANDED;
        if is_small { Length::ZERO } else { self.space / 4 }
    }

    /// Where the box below it begins, when the box above it ends at `y` of a column with the grid `leading`.
    pub(crate) fn end(&self, y: Length, leading: Length) -> Length {
        let end = y + self.space;
        self.snap.map_or(end, |ahead| (end + ahead).round_up_to(leading) - ahead)
    }
}

impl VBox {
    /// A line of that leading with its base line, at `x`. An image may make it higher: the base line then goes down.
    pub(crate) fn of_line(line: Line, x: Length, leading: Length, base: Length) -> VBox {
        let natural = if line.has_images() { line.height + line.depth } else { Length::ZERO };
        let height = leading.max(natural);
        let base = if line.height > leading { base.max(line.height.min(height)) } else { base };
        let mut vbox = VBox { height, ..VBox::default() };
        vbox.place_line(line, Point::new(x, base));
        vbox
    }

    /// Adds a line, its base line beginning at `at`.
    pub(crate) fn place_line(&mut self, line: Line, at: Point) {
        self.items.extend(line.items.into_iter().map(|it| Placed { at: it.at + at, ..it }));
        self.links.extend(line.links.into_iter().map(|it| LinkArea { at: it.at + at, ..it }));
        for mark in line.notes {
            let name = AnchorName::NoteMark(mark.note.note);
            if mark.note.occurrence == 0 {
                self.notes.push(mark.note.note);
                self.anchors.push(Anchor { name, at: mark.at + at, element: Some(mark.reference) });
            }
            let to = AnchorName::Note(mark.note.note);
            let (size, element) = (mark.size, mark.link);
            self.jumps.push(Jump { at: mark.at + at, size, to, element, description: String::new() });
        }
        let anchors =
            line.anchors.into_iter().map(|id| Anchor { name: AnchorName::Id(id), at, element: None });
        self.anchors.extend(anchors);
    }
}

impl VList {
    /// The height of what is repeated above a box where it begins a page.
    pub(crate) fn repeat_height(&self, index: usize) -> Length {
        self.repeat(index).iter().map(|it| it.height).sum()
    }

    /// What is repeated above a box where it begins a page.
    pub(crate) fn repeat(&self, index: usize) -> &[VBox] {
        let id = self.boxes.get(index).and_then(|it| it.repeat);
        id.and_then(|it| self.repeats.get(it.0 as usize)).map_or(&[], Vec::as_slice)
    }

    fn float(&self, index: Option<usize>) -> Option<&Float> {
        index.and_then(|it| self.floats.get(it))
    }

    /// The boxes of a page, from its head to its foot.
    pub(crate) fn on_page(&self, range: Range<usize>, moved: Moved) -> impl Iterator<Item = usize> {
        let boxes = |it: Option<usize>| self.float(it).map_or(0..0, |it| it.boxes.clone());
        let away = boxes(moved.away);
        boxes(moved.here).chain(range.filter(move |it| !away.contains(it)))
    }

    /// The gap above a box that is not the first of a page whose boxes begin at `start`.
    pub(crate) fn gap(&self, index: usize, start: usize, moved: Moved) -> Gap {
        match (self.float(moved.here), self.float(moved.away)) {
            (Some(float), _) if index == start => float.below,
            (_, Some(float)) if index == float.boxes.end => float.without,
            _ => self.boxes.get(index).map_or(Gap::default(), |it| it.above),
        }
    }

    /// Where the boxes of a page begin, from the head of its column, and where the last ends.
    pub(crate) fn places(&self, range: Range<usize>, moved: Moved, leading: Length) -> (Vec<Length>, Length) {
        let mut places = Vec::with_capacity(range.len());
        let mut y = Length::ZERO;
        for index in self.on_page(range.clone(), moved) {
            let Some(vbox) = self.boxes.get(index) else { break };
            let is_first = places.is_empty();
            let top =
                if is_first { self.head(index) } else { self.gap(index, range.start, moved).end(y, leading) };
            places.push(top);
            y = top + vbox.height;
        }
        (places, y)
    }

    /// The gaps of a page.
    fn gaps(&self, range: Range<usize>, moved: Moved) -> impl Iterator<Item = Gap> {
        let start = range.start;
        self.on_page(range, moved).skip(1).map(move |it| self.gap(it, start, moved))
    }

    /// How much wider and narrower the gaps of a page may be together: by no more than some lines.
    pub(crate) fn flexibility(&self, range: Range<usize>, moved: Moved, leading: Length) -> Flexibility {
        let mut all = Flexibility::default();
        self.gaps(range, moved).for_each(|it| all.add(&it, leading));
        all.within(leading)
    }

    /// Moves the places of the boxes of a page, so that its gaps are wider by its feathering together, or narrower.
    pub(crate) fn feather(&self, page: &PagePlan, leading: Length, places: &mut [Length]) {
        let narrower = page.feathering < Length::ZERO;
        let part = |it: Gap| if narrower { it.shrink(leading) } else { it.give(leading) };
        let all: Length = self.gaps(page.boxes.clone(), page.moved).map(part).sum();
        let mut given = Length::ZERO;
        for (gap, place) in self.gaps(page.boxes.clone(), page.moved).zip(places.iter_mut().skip(1)) {
            given += part(gap);
            *place += page.feathering.scale(given.to_sp(), all.to_sp());
        }
    }

    /// What is above a box that begins a page: the sink of a chapter or a repeated head.
    pub(crate) fn head(&self, index: usize) -> Length {
        let start = self.boxes.get(index).and_then(|it| it.above.start);
        start.map_or(Length::ZERO, |it| it.sink) + self.repeat_height(index)
    }
}
