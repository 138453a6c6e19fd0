//! The galley: the publication as a column of parts, each set independently, all at the same time.
//!
//! [`part`] has the kinds of parts. Here paragraphs, lines of the contents, images and rules become boxes, code in [`code`],
//! and tables in [`super::table`]. Then the boxes of all parts are joined to one vertical list.

mod code;
pub(super) mod part;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::shown;
use crate::document::{Direction, NoteId, Target};
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{Artifact, ImageBox, Item, LinkArea, LinkTarget, Mark, Placed, Rectangle};
use crate::layout::galley::part::{
    ContentsLine, FloatParts, Galley, ImagePart, Label, Part, PartKind, Setting,
};
use crate::layout::page::vlist::{
    Anchor, AnchorName, Float, Gap, Jump, NoteBody, PageSlot, RepeatId, VBox, VList, cost,
};
use crate::layout::paragraph::text::Paragraph;
use crate::layout::style::Align;
use crate::layout::{rules, table};

/// A part as boxes.
#[derive(Debug, Clone, Default)]
struct SetPart {
    boxes: Vec<VBox>,
    /// How many of them are repeated where a page begins within the part.
    head: usize,
    /// The space below them there.
    pad: Length,
    /// What is said again of cells where a page begins with a box.
    continued: Vec<(usize, VBox)>,
    diags: Diagnostics,
}

/// The parts of a galley as they were set, for one that is nearly the same.
#[derive(Debug, Default)]
pub struct Drafts {
    text: Vec<(Part, SetPart)>,
    notes: Vec<Vec<(Part, SetPart)>>,
}

/// Sets a galley. With drafts, a part that is as it was at its place before is not set again.
pub(super) fn set(
    setting: Setting<'_>,
    galley: Galley,
    drafts: Option<&mut Drafts>,
    diags: &mut Diagnostics,
) -> VList {
    let mut list = VList { panels: galley.panels, ..VList::default() };
    let (text, notes) = match drafts {
        Some(drafts) => {
            let text = setting.again(galley.parts, &mut drafts.text);
            drafts.notes.resize_with(galley.notes.len(), Vec::new);
            let notes = galley.notes.into_iter().zip(&mut drafts.notes);
            (text, notes.map(|(parts, drafts)| setting.again(parts, drafts)).collect())
        }
        None => {
            let text: Vec<SetPart> = galley.parts.into_par_iter().map(|it| setting.part(it)).collect();
            let notes: Vec<Vec<SetPart>> = galley
                .notes
                .into_par_iter()
                .map(|parts| parts.into_iter().map(|it| setting.part(it)).collect())
                .collect();
            (text, notes)
        }
    };
    let starts = if galley.floats.is_empty() { Vec::new() } else { starts(&text) };
    list.boxes = join(text, &mut list.repeats, diags);
    let floats =
        galley.floats.iter().filter_map(|it| float(it, &starts, &list.boxes, setting.design.page.height()));
    list.floats = floats.collect();
    for note in notes {
        let boxes = join(note, &mut list.repeats, diags);
        list.notes.push(NoteBody { boxes });
    }
    if galley.has_end_notes {
        list.boxes.iter_mut().for_each(|it| it.notes.clear());
    } else {
        follow_notes(&mut list);
    }
    list
}

/// The box that each part begins with, and their number.
fn starts(parts: &[SetPart]) -> Vec<usize> {
    let mut next = 0;
    let mut starts = vec![0];
    starts.extend(parts.iter().map(|it| {
        next += it.boxes.len();
        next
    }));
    starts
}

/// What may move, as boxes; `None` where it must stay: with notes, which are numbered in order, announced by a colon, or so
/// high that hardly any text has room below it.
fn float(float: &FloatParts, starts: &[usize], boxes: &[VBox], column: Length) -> Option<Float> {
    let at = |part: usize| starts.get(part).copied();
    let range = at(float.parts.start)?..at(float.parts.end)?;
    let (first, after) = (boxes.get(range.start)?, boxes.get(range.end)?);
    let inside = boxes.get(range.clone())?;
    let height: Length = inside.iter().map(|it| it.above.space + it.height).sum();
    let announced = first.above.cost == cost::LEAD_IN;
    if announced || height > column * 3 / 5 || inside.iter().any(|it| !it.notes.is_empty()) {
        return None;
    }
    let below_heading = first.above.cost >= cost::STRANDED;
    let space = if below_heading { first.above.space } else { float.without.space };
    let cost = first.above.cost.max(after.above.cost);
    let below = Gap { space: after.above.space, snap: float.without.snap, ..Gap::default() };
    let without = Gap { space, cost, ..float.without };
    Some(Float { boxes: range, until: at(float.until)?, without, below })
}

/// The boxes of parts in a row.
fn join(parts: Vec<SetPart>, repeats: &mut Vec<Vec<VBox>>, diags: &mut Diagnostics) -> Vec<VBox> {
    let mut boxes: Vec<VBox> = Vec::new();
    let mut after_heading = false;
    for mut part in parts {
        diags.append(std::mem::take(&mut part.diags));
        repeat_head(&mut part, repeats);
        let heading = part.boxes.first().is_some_and(|it| it.heading.is_some());
        let lone = part.boxes.len() == 1;
        if let (true, Some(first)) = (after_heading, part.boxes.first_mut()) {
            // A heading keeps with two lines, also where the first is a paragraph of its own.
            first.above.cost = first.above.cost.max(cost::WIDOW);
        }
        after_heading = !heading && lone && boxes.last().is_some_and(|it| it.heading.is_some());
        boxes.append(&mut part.boxes);
    }
    boxes
}

/// Enters the head of a table, as an artifact, for the pages that begin within the table
/// (ISO 14289-1, 7.5: a head is tagged once).
fn repeat_head(part: &mut SetPart, repeats: &mut Vec<Vec<VBox>>) {
    let continued = std::mem::take(&mut part.continued);
    if part.head == part.boxes.len() || (part.head == 0 && continued.is_empty()) {
        return;
    }
    let mut head: Vec<VBox> = part.boxes[..part.head].iter().map(as_artifact).collect();
    if let Some(last) = head.last_mut() {
        last.height += part.pad;
    }
    let id = RepeatId(u32::try_from(repeats.len()).unwrap_or(u32::MAX));
    for vbox in &mut part.boxes[part.head..] {
        vbox.repeat = Some(id);
    }
    let mut next: Option<(usize, RepeatId)> = None;
    let mut others: Vec<Vec<VBox>> = Vec::new();
    for (index, said) in continued {
        let said = as_artifact(&said);
        match next {
            Some((last, id)) if last == index => {
                let at = id.0 as usize - repeats.len() - 1;
                others[at].push(said);
            }
            _ => {
                let own = RepeatId(u32::try_from(repeats.len() + 1 + others.len()).unwrap_or(u32::MAX));
                others.push(head.iter().cloned().chain([said]).collect());
                if let Some(vbox) = part.boxes.get_mut(index) {
                    vbox.repeat = Some(own);
                }
                next = Some((index, own));
            }
        }
    }
    repeats.push(head);
    repeats.append(&mut others);
}

fn as_artifact(vbox: &VBox) -> VBox {
    let mark = Mark::Artifact(Artifact::Header);
    let items = vbox.items.iter().map(|it| Placed { mark, ..it.clone() }).collect();
    VBox { height: vbox.height, items, ..VBox::default() }
}

/// Adds to each box the notes whose first mark is in one of its notes.
fn follow_notes(list: &mut VList) {
    let notes: Vec<Vec<NoteId>> = list
        .notes
        .iter()
        .map(|it| it.boxes.iter().flat_map(|it| it.notes.iter().copied()).collect())
        .collect();
    for vbox in &mut list.boxes {
        let mut at = 0;
        while let Some(note) = vbox.notes.get(at).copied() {
            vbox.notes.extend(notes.get(note.number() as usize - 1).into_iter().flatten());
            at += 1;
        }
        // They are at the foot in the order of their numbers.
        vbox.notes.sort();
    }
}

impl Setting<'_> {
    /// Sets parts, but for those that are as in the drafts, which become these.
    fn again(&self, parts: Vec<Part>, drafts: &mut Vec<(Part, SetPart)>) -> Vec<SetPart> {
        let before = std::mem::take(drafts);
        *drafts = parts
            .into_par_iter()
            .enumerate()
            .map(|(at, part)| match before.get(at).filter(|it| it.0 == part) {
                Some((_, set)) => (part, set.clone()),
                None => (part.clone(), self.part(part)),
            })
            .collect();
        drafts.iter().map(|it| it.1.clone()).collect()
    }

    fn part(&self, part: Part) -> SetPart {
        let mut set = SetPart::default();
        match &part.kind {
            PartKind::Text(paragraph) => set.boxes = self.text(paragraph, &part, &mut set.diags),
            PartKind::ContentsLine(entry) => set.boxes = self.entry(entry, &part, &mut set.diags),
            PartKind::Code(code) => set.boxes = self.code(code, &part),
            PartKind::Table(table) => {
                let nested = |part: Part, diags: &mut Diagnostics| {
                    let mut set = self.part(part);
                    diags.append(std::mem::take(&mut set.diags));
                    set.boxes
                };
                let set_table = table::set(*self, table, &part, &nested, &mut set.diags);
                (set.boxes, set.head, set.pad) = (set_table.boxes, set_table.head, set_table.pad);
                set.continued = set_table.continued;
            }
            PartKind::Image(image) => set.boxes = self.image(image, &part, &mut set.diags),
            PartKind::Rule { size, color } => {
                let x = self.aligned(&part, size.width, Align::Start);
                let item = Item::Rectangle(Rectangle { size: *size, color: *color });
                let at = Point::new(x, Length::ZERO);
                let items = vec![Placed { at, item, mark: Mark::Artifact(Artifact::Layout) }];
                set.boxes = vec![VBox { height: size.height, items, ..VBox::default() }];
            }
            PartKind::Empty => set.boxes = vec![VBox::default()],
        }
        self.finish(part, &mut set);
        set.boxes.iter_mut().for_each(|it| self.describe(it));
        set
    }

    /// Gives a part what hangs on its first box.
    fn finish(&self, part: Part, set: &mut SetPart) {
        if set.boxes.is_empty() {
            set.boxes.push(VBox::default());
        }
        let total: Length = set.boxes.iter().map(|it| it.above.space + it.height).sum();
        set.boxes.iter_mut().for_each(|it| it.panel = part.panel);
        let inner = part.inner_cost;
        set.boxes.iter_mut().for_each(|it| it.above.cost = it.above.cost.max(inner));
        let first = &mut set.boxes[0];
        first.above = part.above;
        first.above.snap = part.below.map(|it| total + it).or(part.above.snap);
        if part.balanced {
            let whole = total + part.above.space * 2;
            first.above.space += (whole.round_up_to(self.design.page.leading) - whole) / 2;
        }
        first.heading.clone_from(&part.heading);
        let corner = Point::new(part.x, Length::ZERO);
        first.anchors.extend(part.anchors.iter().map(|(name, element)| Anchor {
            name: name.clone(),
            at: corner,
            element: *element,
        }));
        if let Some(label) = &part.label {
            self.label(label, &part, first);
        }
    }

    fn text(&self, paragraph: &Paragraph, part: &Part, diags: &mut Diagnostics) -> Vec<VBox> {
        let style = paragraph.style();
        let lines = paragraph.lines(self.cx, part.width);
        rules::report(&lines, diags);
        let count = lines.len();
        let base = self.design.base(style);
        let mut boxes = Vec::with_capacity(count);
        for (at, line) in lines.into_iter().enumerate() {
            let edge = at == 1 || at + 1 == count;
            let above = Gap::between_lines(if at > 0 && edge { cost::WIDOW } else { 0 });
            let hyphenated = line.fit.hyphenated;
            boxes.push(VBox { above, hyphenated, ..VBox::of_line(line, part.x, style.leading, base) });
        }
        boxes
    }

    fn entry(&self, entry: &ContentsLine, part: &Part, diags: &mut Diagnostics) -> Vec<VBox> {
        let room = entry.room.min(part.width / 3);
        let mirrored = self.design.direction() == Direction::RightToLeft;
        let shift = if mirrored { room } else { Length::ZERO };
        let base = self.design.base(&entry.style);
        let lines = entry.text.lines(self.cx, part.width - room);
        rules::report(&lines, diags);
        let count = lines.len();
        let mut boxes = Vec::with_capacity(count);
        for (at, line) in lines.into_iter().enumerate() {
            let cost = if at > 0 { cost::STRANDED } else { 0 };
            let mut vbox =
                VBox { above: Gap::between_lines(cost), height: entry.style.leading, ..VBox::default() };
            let width = line.width;
            vbox.place_line(line, Point::new(part.x + shift, base));
            vbox.links.push(LinkArea {
                at: Point::new(part.x, Length::ZERO),
                size: Size::new(part.width, entry.style.leading),
                to: LinkTarget::Document(Target::Anchor(entry.to.clone())),
                element: entry.link,
                description: entry.description.clone(),
            });
            if at + 1 == count {
                vbox.slot = Some(Box::new(slot(entry, part, mirrored, width, base)));
            }
            boxes.push(vbox);
        }
        boxes
    }

    fn image(&self, image: &ImagePart, part: &Part, diags: &mut Diagnostics) -> Vec<VBox> {
        if let Some(file) = self.cx.resources.get(&image.path) {
            let vector = file.format == crate::resource::Format::Svg;
            let inches = image.size.width.to_sp().max(1);
            let dpi = i64::from(file.width).saturating_mul(Length::pt(72).to_sp()) / inches;
            if !vector && dpi < 149 {
                let message =
                    format!("`{}` has {dpi} pixels to the inch at its printed size", shown(&image.path));
                let help = "use a larger image, or ask for a smaller width";
                diags.push(Diagnostic::new(&rules::LOW_RESOLUTION, image.span, message).help(help));
            }
        }
        let x = self.aligned(part, image.size.width, image.align);
        let placed = ImageBox { path: image.path.clone(), size: image.size, span: image.span };
        let at = Point::new(x, Length::ZERO);
        let items = vec![Placed { at, item: Item::Image(placed), mark: image.mark }];
        let (height, least) = (image.size.height, image.least);
        vec![VBox { height, least: (least < height).then_some(least), items, ..VBox::default() }]
    }

    /// The left edge of something of that width in a part.
    fn aligned(&self, part: &Part, width: Length, align: Align) -> Length {
        let rest = part.width - width;
        let mirrored = self.design.direction() == Direction::RightToLeft;
        match (align, mirrored) {
            (Align::Justify | Align::Start, false) | (Align::End, true) => part.x,
            (Align::Justify | Align::Start, true) | (Align::End, false) => part.x + rest,
            (Align::Center, _) => part.x + rest / 2,
        }
    }

    /// Puts a label next to a box, its end on the edge before the text.
    fn label(&self, label: &Label, part: &Part, vbox: &mut VBox) {
        let Some(line) = label.text.single_line(self.cx) else { return };
        let style = label.text.style();
        vbox.height = vbox.height.max(if vbox.items.is_empty() { style.leading } else { Length::ZERO });
        let x = match self.design.direction() {
            Direction::LeftToRight => part.x - label.gap - line.width,
            Direction::RightToLeft => part.x + part.width + label.gap,
        };
        let at = Point::new(x, self.design.base(style));
        if let Some((note, element, description)) = &label.back {
            vbox.jumps.push(Jump {
                at: Point::new(x, Length::ZERO),
                size: Size::new(line.width, style.leading),
                to: AnchorName::NoteMark(*note),
                element: *element,
                description: description.clone(),
            });
        }
        vbox.place_line(line, at);
    }

    /// Completes the descriptions of note marks.
    fn describe(&self, vbox: &mut VBox) {
        for jump in &mut vbox.jumps {
            if let (AnchorName::Note(note), true) = (&jump.to, jump.description.is_empty()) {
                jump.description = format!("{} {}", self.words.note, note.number());
            }
        }
    }
}

/// The place for the number of a line of the contents.
fn slot(entry: &ContentsLine, part: &Part, mirrored: bool, width: Length, base: Length) -> PageSlot {
    let x = if mirrored { part.x } else { part.x + part.width };
    let text_end = if mirrored { part.x + part.width - width } else { part.x + width };
    let leader = (entry.leader > Length::ZERO).then_some((text_end, entry.leader));
    let (of, style, content) = (entry.to.clone(), entry.style.clone(), entry.number);
    PageSlot { of, at: Point::new(x, base), leader, style, content }
}
