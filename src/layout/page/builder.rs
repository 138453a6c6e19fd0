//! The page builder: the boxes of each page put in their places, with notes and backgrounds.

use std::collections::BTreeMap;

use crate::document::{Id, Target};
use crate::geometry::{Insets, Length, Point, Size};
use crate::layout::frame::{
    Artifact, Destination, Item, LinkArea, LinkTarget, Mark, Page, Placed, Rectangle,
};
use crate::layout::galley::part::Setting;
use crate::layout::page::footnotes::Footnotes;
use crate::layout::page::running::{PageHeadings, Sheet, number, reserve};
use crate::layout::page::vlist::{
    AnchorName, HeadingMark, Jump, NoteLines, PageColumn, PagePlan, PageSlot, Panel, PanelId, VBox, VList,
};
use crate::layout::style::Design;

/// The height between the text and the first note: space, rule, space.
pub(super) fn note_rule(design: &Design<'_>) -> Length {
    let note = &design.theme.note;
    design.lines(note.above) + note.rule + design.lines(note.below)
}

/// Where a thing is that waits for all pages to be known: the page, and its place there.
type Waiting<T> = Vec<(usize, Point, T)>;

pub(super) struct PageBuilder<'a> {
    setting: Setting<'a>,
    list: VList,
    column: PageColumn,
    pub(super) pages: Vec<Page>,
    pub(super) anchors: BTreeMap<AnchorName, Destination>,
    pub(super) heads: Vec<(Destination, HeadingMark)>,
    jumps: Waiting<Jump>,
    slots: Waiting<Box<PageSlot>>,
}

impl<'a> PageBuilder<'a> {
    pub(super) fn new(setting: Setting<'a>, list: VList) -> PageBuilder<'a> {
        PageBuilder {
            setting,
            list,
            column: column(setting.design),
            pages: Vec::new(),
            anchors: BTreeMap::new(),
            heads: Vec::new(),
            jumps: Vec::new(),
            slots: Vec::new(),
        }
    }

    pub(super) fn page(&mut self, sheet: &Sheet, plan: Option<&PagePlan>) {
        let geometry = &self.setting.design.page;
        let slug = geometry.slug;
        let slug = Insets { top: slug, right: slug, bottom: slug, left: slug };
        let page =
            Page { size: geometry.paper, slug, bleed: geometry.bleed, label: sheet.label, ..Page::default() };
        self.pages.push(page);
        if let Some(plan) = plan {
            self.text(plan, sheet.corner);
            self.notes(plan, sheet.corner);
        }
    }

    /// Places the text of a page in the column whose top left corner is `corner`.
    fn text(&mut self, plan: &PagePlan, corner: Point) {
        let (mut places, _) = self.list.places(plan.boxes.clone(), plan.moved, self.column.leading);
        self.list.feather(plan, self.column.leading, &mut places);
        let places: Vec<(usize, Length)> =
            self.list.on_page(plan.boxes.clone(), plan.moved).zip(places).collect();
        self.panels(&places, corner);
        if let Some(first) = places.first() {
            let mut y = first.1 - self.list.repeat_height(first.0);
            for vbox in self.list.repeat(first.0).to_vec() {
                let height = vbox.height;
                self.place(vbox, corner + Point::new(Length::ZERO, y));
                y += height;
            }
        }
        for (index, y) in places {
            let vbox = std::mem::take(&mut self.list.boxes[index]);
            self.place(vbox, corner + Point::new(Length::ZERO, y));
        }
    }

    /// Paints the backgrounds of a page, each from its first to its last box there, the outer first.
    fn panels(&mut self, places: &[(usize, Length)], corner: Point) {
        let mut extents: BTreeMap<PanelId, (Length, Length)> = BTreeMap::new();
        for (index, top) in places {
            let vbox = &self.list.boxes[*index];
            let bottom = *top + vbox.height;
            let mut next = vbox.panel;
            while let Some((id, panel)) = next.and_then(|id| Some((id, self.panel(id)?))) {
                let extent = extents.entry(id).or_insert((*top, bottom));
                extent.1 = extent.1.max(bottom);
                next = panel.parent;
            }
        }
        for (id, (top, bottom)) in extents {
            let Some(panel) = self.panel(id) else { continue };
            let size = Size::new(panel.width, bottom - top + panel.pad * 2);
            let item = Item::Rectangle(Rectangle { size, color: panel.color });
            let at = corner + Point::new(panel.x, top - panel.pad);
            self.put(Placed { at, item, mark: Mark::Artifact(Artifact::Background) });
        }
    }

    fn panel(&self, id: PanelId) -> Option<Panel> {
        self.list.panels.get(id.0 as usize).copied()
    }

    /// Places the notes of a page at its foot.
    fn notes(&mut self, plan: &PagePlan, corner: Point) {
        if plan.notes.is_empty() {
            return;
        }
        let design = self.setting.design;
        let area = Footnotes { list: &self.list, column: &self.column };
        let mut y = self.column.height - area.height(&plan.notes);
        self.separator(corner + Point::new(Length::ZERO, y + design.lines(design.theme.note.above)));
        y += self.column.note_rule;
        let mut first = true;
        for NoteLines { note, lines } in &plan.notes {
            for line in lines.clone() {
                let body = &mut self.list.notes[note.number() as usize - 1];
                let vbox = std::mem::take(&mut body.boxes[line]);
                let gap = if first { Length::ZERO } else { vbox.above.space };
                first = false;
                y += gap;
                let height = vbox.height;
                self.place(vbox, corner + Point::new(Length::ZERO, y));
                y += height;
            }
        }
    }

    /// The short rule above notes, where lines begin.
    fn separator(&mut self, at: Point) {
        let design = self.setting.design;
        let note = &design.theme.note;
        let width = design.em(note.rule_width).min(design.page.measure);
        let x = match design.direction() {
            crate::document::Direction::LeftToRight => Length::ZERO,
            crate::document::Direction::RightToLeft => design.page.measure - width,
        };
        let rectangle = Rectangle { size: Size::new(width, note.rule), color: design.theme.light.rule };
        let at = at + Point::new(x, Length::ZERO);
        self.put(Placed { at, item: Item::Rectangle(rectangle), mark: Mark::Artifact(Artifact::Layout) });
    }

    fn put(&mut self, placed: Placed) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(placed);
        }
    }

    /// Places a box with its top left corner at `at` of the last page.
    fn place(&mut self, vbox: VBox, at: Point) {
        let index = self.pages.len() - 1;
        let page = &mut self.pages[index];
        page.items.extend(vbox.items.into_iter().map(|it| Placed { at: it.at + at, ..it }));
        page.links.extend(vbox.links.into_iter().map(|it| LinkArea { at: it.at + at, ..it }));
        for anchor in vbox.anchors {
            let to = Destination { page: index, at: anchor.at + at, element: anchor.element };
            self.anchors.entry(anchor.name).or_insert(to);
        }
        if let Some(head) = vbox.heading {
            let to = Destination { page: index, at, element: Some(head.element) };
            self.heads.push((to, head));
        }
        self.jumps.extend(vbox.jumps.into_iter().map(|it| (index, at, it)));
        self.slots.extend(vbox.slot.into_iter().map(|it| (index, at, it)));
    }

    /// Completes what had to wait for the places of all: links to notes and back, numbers of the contents.
    pub(super) fn resolve(&mut self) {
        for (index, at, jump) in std::mem::take(&mut self.jumps) {
            let Some(to) = self.anchors.get(&jump.to).copied() else { continue };
            let area = LinkArea {
                at: jump.at + at,
                size: jump.size,
                to: LinkTarget::Place(to),
                element: jump.element,
                description: jump.description,
            };
            self.pages[index].links.push(area);
        }
        self.number();
        for page in &mut self.pages {
            page.links.retain(|it| is_reachable(&it.to, &self.anchors));
        }
    }

    /// Sets the numbers of the contents.
    fn number(&mut self) {
        let slots = std::mem::take(&mut self.slots);
        let labels: Vec<Option<String>> = slots.iter().map(|it| self.label_of(&it.2.of)).collect();
        let labelled = || slots.iter().zip(&labels).filter_map(|(it, label)| Some((it, label.as_deref()?)));
        let reserve = reserve(self.setting, labelled().map(|((_, _, slot), label)| (&**slot, label)));
        for ((index, at, slot), label) in labelled() {
            let items = number(self.setting, slot, label, reserve);
            self.pages[*index].items.extend(items.into_iter().map(|it| Placed { at: it.at + *at, ..it }));
        }
    }

    fn label_of(&self, id: &Id) -> Option<String> {
        let to = self.anchors.get(&AnchorName::Id(id.clone()))?;
        self.pages.get(to.page).map(|it| it.label.text())
    }

    /// The headings before a page, and those on it.
    pub(super) fn heads(&self, page: usize) -> PageHeadings<'_> {
        let upto = |page: usize| self.heads.partition_point(|(to, _)| to.page < page);
        let (first, end) = (upto(page), upto(page + 1));
        PageHeadings { before: &self.heads[..first], here: &self.heads[first..end] }
    }
}

/// The column of a page.
pub(super) fn column(design: &Design<'_>) -> PageColumn {
    PageColumn { height: design.page.height(), leading: design.page.leading, note_rule: note_rule(design) }
}

/// Whether a link leads to a place that is set.
fn is_reachable(to: &LinkTarget, anchors: &BTreeMap<AnchorName, Destination>) -> bool {
    match to {
        LinkTarget::Document(Target::Anchor(id)) => anchors.contains_key(&AnchorName::Id(id.clone())),
        LinkTarget::Document(Target::Url(_)) | LinkTarget::Place(_) => true,
    }
}
