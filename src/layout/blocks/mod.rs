//! Blocks to parts: where each block stands in the column, and what it is in the structure.

use crate::document::{Block, BlockKind, Document, Inline, Outline, text};
use crate::geometry::Length;
use crate::layout::blocks::builder::{Blocks, Kind, Place, SectionNumbers};
use crate::layout::galley::part::{Galley, PartKind};
use crate::layout::page::vlist::cost;
use crate::layout::paragraph::collect::collect;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::structure::{Role, Structure};
use crate::layout::style::Design;
use crate::theme::Lines;

pub(super) mod builder;
mod aside;
mod heading;
mod list;
mod object;

/// The galley and the structure of a document.
pub(super) fn blocks(
    cx: &Typesetter<'_>,
    design: &Design<'_>,
    document: &Document,
    kind: Kind,
) -> (Galley, Structure) {
    let outline = Outline::of(&document.blocks);
    let mut builder = Blocks::new(cx, design, document, kind, &outline);
    if kind.numbers == SectionNumbers::Numbered {
        builder.numbers = heading::numbers(&document.blocks, &outline);
    }
    builder.publication()
}

impl<'a> Blocks<'a> {
    /// The whole publication.
    fn publication(mut self) -> (Galley, Structure) {
        let place = self.body();
        self.opening(&place);
        self.blocks(&self.document.blocks, &place);
        self.closing(&place);
        self.galley.parts = std::mem::take(&mut self.parts);
        (self.galley, self.structure)
    }

    fn blocks(&mut self, blocks: &[Block], place: &Place) {
        for block in blocks {
            self.block(block, place);
        }
    }

    fn block(&mut self, block: &Block, place: &Place) {
        let foreign = block.attr.lang.as_ref().filter(|it| **it != place.lang);
        let foreign = foreign.map(|it| Place { lang: it.clone(), ..place.clone() });
        let place = foreign.as_ref().unwrap_or(place);
        let theme = self.design.theme;
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(block, content, place),
            BlockKind::Heading { content, .. } => self.heading(block, content, place),
            BlockKind::List(list) => self.list(block, list, place),
            BlockKind::DefinitionList(definitions) => self.definitions(block, definitions, place),
            BlockKind::Quote(inner) => self.set_off(block, (&theme.quote, Role::BlockQuote), inner, place),
            BlockKind::CodeBlock { language, text } => self.code(block, (language.as_deref(), text), place),
            BlockKind::Table(table) => self.table(block, table, place),
            BlockKind::Figure(figure) => self.figure(block, figure, place),
            BlockKind::Admonition { kind, title, blocks } => {
                let word = self.words.remark(*kind);
                self.remark(block, (word, title.as_deref()), blocks, place);
            }
            BlockKind::Container(inner) => self.container(block, inner, place),
            BlockKind::ThematicBreak => self.ornament(block.span, place),
        }
    }

    fn paragraph(&mut self, block: &Block, content: &[Inline], place: &Place) {
        let element = self.element(block, Role::Paragraph, place);
        let mut style = self.style(&place.look, place);
        let body = &self.design.theme.body;
        if self.follows {
            // One of them: where paragraphs are set apart they are not indented.
            if place.between == Lines::ZERO {
                style.indent = body.indent.at(style.text.size);
            }
            self.space(place.between);
        }
        // Where paragraphs are set apart by a part of a line, only the first of a run is brought to the grid.
        if place.on_grid && (!self.follows || body.gap == Lines::ZERO) {
            self.gap.snap = Some(Length::ZERO);
        }
        let paragraph = collect(self.cx, content, &style, element, &mut self.structure);
        self.push(PartKind::Text(paragraph), place);
        self.follows = true;
        if text::plain(content).trim_end().ends_with(':') {
            self.gap.cost = self.gap.cost.max(cost::LEAD_IN);
        }
        self.notes_of(content, place);
    }
}
