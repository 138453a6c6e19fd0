//! Blocks to parts of the galley: the place of each block in the column, and its element in the structure.
//!
//! [`builder`] has the galley while it is filled, and the context of a block: indents, style, language. Here each block is
//! given to the file of its kind: headings, title and contents in [`heading`]; lists and notes in [`list`]; quotations and
//! remarks in [`aside`]; code and figures in [`object`]; tables in [`table`].

use std::collections::BTreeSet;

use crate::document::attr::PAGE_BREAK;
use crate::document::inline::generated;
use crate::document::matter::{contents_place, text_start};
use crate::document::{Block, BlockKind, Document, Inline, Outline, text};
use crate::geometry::Length;
use crate::layout::blocks::builder::{BlockContext, GalleyBuilder, PublicationKind};
use crate::layout::blocks::opening::openings;
use crate::layout::galley::part::{Galley, PartKind};
use crate::layout::page::vlist::{Matter, PageStart, cost};
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
mod opening;
mod table;

/// The galley and the structure of a document.
pub(super) fn blocks(
    cx: &Typesetter<'_>,
    design: &Design<'_>,
    document: &Document,
    kind: PublicationKind,
) -> (Galley, Structure) {
    let outline = Outline::of(&document.blocks);
    GalleyBuilder::new(cx, design, document, kind, &outline).publication()
}

impl<'a> GalleyBuilder<'a> {
    /// The whole publication.
    fn publication(mut self) -> (Galley, Structure) {
        let context = self.body();
        let contents = if self.kind.book { contents_place(&self.document.blocks) } else { 0 };
        self.opening(&context, contents == 0);
        let openings = if self.kind.book { openings(self.document, &self.depths) } else { BTreeSet::new() };
        let text = if self.kind.book { text_start(&self.document.blocks) } else { 0 };
        for (index, block) in self.document.blocks.iter().enumerate() {
            if index == contents && index > 0 {
                self.contents(&context);
            }
            let opens = openings.contains(&index);
            self.matter = if index < text { Matter::Front } else { Matter::Body };
            self.opens = opens && block.level().is_some();
            if opens && !self.opens {
                self.gap.start = Some(self.page_start(block, &context));
            }
            let page = opens.then(|| self.page_look(block, &context)).flatten();
            self.block(block, page.as_ref().unwrap_or(&context));
        }
        // Those whose marks come after the last place for them.
        self.end_notes(&context);
        self.closing(&context);
        self.galley.floats = self.floated();
        self.galley.parts = std::mem::take(&mut self.parts);
        (self.galley, self.structure)
    }

    fn blocks(&mut self, blocks: &[Block], context: &BlockContext) {
        for block in blocks {
            self.block(block, context);
        }
    }

    /// Blocks inside another one, whose headings are above none after it.
    fn nested(&mut self, blocks: &[Block], context: &BlockContext) {
        let levels = self.levels.clone();
        self.blocks(blocks, context);
        self.levels = levels;
    }

    fn block(&mut self, block: &Block, context: &BlockContext) {
        if !block.attr.classes.is_empty() && block.attr.has_class(PAGE_BREAK) {
            self.gap.start.get_or_insert(PageStart { matter: Matter::Body, ..PageStart::default() });
        }
        let foreign = block.attr.lang.as_ref().filter(|it| **it != context.lang);
        let foreign = foreign.map(|it| BlockContext { lang: it.clone(), ..context.clone() });
        let context = foreign.as_ref().unwrap_or(context);
        let theme = self.design.theme;
        match &block.kind {
            BlockKind::Paragraph(content) if is_of(block, generated::INDEX_LETTER) => {
                self.index_letter(block, content, context);
            }
            BlockKind::Paragraph(content) => self.paragraph(block, content, context),
            BlockKind::Heading { content, .. } => self.heading(block, content, context),
            BlockKind::List(list) if is_of(block, generated::INDEX_ENTRIES) => {
                self.index_entries(block, list, context);
            }
            BlockKind::List(list) => self.list(block, list, context),
            BlockKind::DefinitionList(definitions) => self.definitions(block, definitions, context),
            BlockKind::Quote(inner) => {
                let element = self.element(block, Role::BlockQuote, context);
                let levels = self.levels.clone();
                self.set_off(element, &theme.quote, inner, context);
                self.levels = levels;
            }
            BlockKind::CodeBlock { language, text } => self.code(block, language.as_deref(), text, context),
            BlockKind::Table(table) => self.table(block, table, context),
            BlockKind::Figure(figure) => self.figure(block, figure, context),
            BlockKind::Admonition { .. } => self.remark(block, context),
            BlockKind::Container(inner) => self.container(block, inner, context),
            BlockKind::ThematicBreak => self.ornament(block.span, context),
        }
    }

    fn paragraph(&mut self, block: &Block, content: &[Inline], context: &BlockContext) {
        let element = self.element(block, Role::Paragraph, context);
        let mut style = self.style(&context.look, context);
        style.hang = context.hang.at(style.text.size);
        let body = &self.design.theme.body;
        // One of them: where paragraphs are set apart they are not indented.
        if (self.follows || self.resumes) && context.between == Lines::ZERO {
            style.indent = body.indent.at(style.text.size);
        }
        if self.follows {
            self.space(context.between);
        }
        // Where paragraphs are set apart by a part of a line, only the first of a run is brought to the grid.
        if context.on_grid && (!self.follows || body.gap == Lines::ZERO) {
            self.gap.snap = Some(Length::ZERO);
        }
        let paragraph = collect(self.cx, content, &style, element, &mut self.structure);
        self.push(PartKind::Text(paragraph), context);
        self.follows = true;
        if text::plain(content).trim_end().ends_with(':') {
            self.gap.cost = self.gap.cost.max(cost::LEAD_IN);
        }
        self.notes_of(content, context);
    }
}

/// Whether a block is of a class.
fn is_of(block: &Block, class: &str) -> bool {
    !block.attr.classes.is_empty() && block.attr.has_class(class)
}
