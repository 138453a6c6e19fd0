//! Headings to parts, with the numbers of their sections where they are asked for.

use std::collections::BTreeMap;

use crate::document::{Block, Inline, Outline, text, walk};
use crate::layout::blocks::{Blocks, Place};
use crate::layout::collect::{collect, collect_after};
use crate::layout::frame::Mark;
use crate::layout::galley::PartKind;
use crate::layout::paragraph::Paragraph;
use crate::layout::structure::{ElementId, Role};
use crate::layout::style::ParagraphStyle;
use crate::layout::vlist::{Dress, Gap, HeadMark, Matter, PageStart, cost};
use crate::source::Span;
use crate::theme::Lines;

impl Blocks<'_> {
    pub(super) fn heading(&mut self, block: &Block, content: &[Inline], place: &Place) {
        let outlined = self.depths.get(&block.span).copied();
        let title = u8::from(!self.document.meta.title.is_empty());
        let level = outlined.map_or(self.level + 1, |it| it + title).min(self.level + 1).clamp(1, 6);
        self.level = level;
        let depth = outlined.unwrap_or(level.saturating_sub(title)).max(1);
        let opens = self.kind.book && outlined == Some(1) && self.opens_chapter(block);
        let design = if opens { self.design.theme.chapter } else { self.design.theme.head(depth) };
        if opens {
            self.gap.start = Some(self.chapter_start(design.sink));
        }
        self.space(if self.below_heading() {
            Lines::milli(design.above.to_milli() / 3)
        } else {
            design.above
        });
        self.gap.snap = None;
        let element = self.element(block, Role::Heading(level), place);
        let style = self.style(&design.look, place);
        let paragraph = self.numbered(block.span, content, &style, element);
        let below = self.design.lines(design.below);
        let title = text::plain(content).into();
        let mark = HeadMark { depth: outlined.unwrap_or(0), title, element };
        let part = self.push(PartKind::Text(paragraph), place);
        part.heading = Some(mark);
        part.below = Some(below);
        part.inner_cost = cost::STRANDED;
        self.gap = Gap { space: below, cost: cost::STRANDED, ..Gap::default() };
        self.follows = false;
        self.notes_of(content, place);
    }

    /// Whether the part above is a heading: two of them share their space.
    fn below_heading(&self) -> bool {
        self.gap.start.is_none() && self.parts.last().is_some_and(|it| it.heading.is_some())
    }

    /// The text of a heading, after the number of its section where it has one: a label, generated as those of
    /// lists are.
    pub(super) fn numbered(
        &mut self,
        heading: Span,
        content: &[Inline],
        style: &ParagraphStyle,
        element: ElementId,
    ) -> Paragraph {
        let Some(number) = self.numbers.get(&heading) else {
            return collect(self.cx, content, style, element, &mut self.structure);
        };
        let label = self.structure.element(element, Role::Label, heading.start_point());
        let label = Mark::Content(self.structure.content(label));
        // An em of space that no line ends in.
        let number = format!("{number}\u{2003}");
        collect_after(self.cx, (&number, label), content, style, (element, &mut self.structure))
    }

    /// Whether a heading is the first block of a chapter's file.
    fn opens_chapter(&self, block: &Block) -> bool {
        let first = |it: usize| self.document.blocks.get(it).is_some_and(|first| first.span == block.span);
        self.document.chapters.is_empty() || self.document.chapters.iter().any(|it| first(it.first_block))
    }

    pub(super) fn chapter_start(&self, sink: Lines) -> PageStart {
        let recto = self.design.page.two_sided;
        PageStart { recto, sink: self.design.lines(sink), dress: Dress::Folio, matter: Matter::Body }
    }
}

/// The deepest heading that has a number; below, a number is longer than what it counts.
const DEEPEST: u8 = 3;

/// The numbers of sections, as in `2.1`: each heading of the outline counts within the one above it, but for those
/// of the class `unnumbered`.
pub(super) fn numbers(blocks: &[Block], outline: &Outline) -> BTreeMap<Span, String> {
    let mut without = Vec::new();
    walk::walk(blocks, &mut |node| {
        if let walk::Node::Block(block) = node
            && block.attr.has_class("unnumbered")
        {
            without.push(block.span);
        }
    });
    let mut counts: Vec<u32> = Vec::new();
    let mut numbers = BTreeMap::new();
    for entry in outline.iter().filter(|it| it.depth <= DEEPEST && !without.contains(&it.span)) {
        counts.resize(usize::from(entry.depth), 0);
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
        let number: Vec<String> = counts.iter().map(u32::to_string).collect();
        numbers.insert(entry.span, number.join("."));
    }
    numbers
}
