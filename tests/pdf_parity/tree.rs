//! What a document holds, by its tree.

use pamphlet::document::{
    Block, BlockKind, Document, Image, Inline, InlineKind, List, ListKind, Outline, Table, text,
};
use pamphlet::source::Span;

use crate::{Parity, squeeze};

/// What the PDF of a document must hold.
pub(super) fn expected(document: &Document) -> Parity {
    let depths = Outline::of(&document.blocks).iter().map(|it| (it.span, it.depth)).collect();
    let mut main = Expected {
        depths,
        lines: vec![format!("H1 {}", squeeze(&document.meta.title))],
        ..Expected::default()
    };
    main.blocks(&document.blocks);
    let mut alternatives = main.alternatives;
    let notes = document.notes.iter().map(|(id, note)| {
        let lines = vec![format!("Note {}", id.number())];
        let mut inside = Expected { lines, ..Expected::default() };
        inside.blocks(&note.blocks);
        alternatives.append(&mut inside.alternatives);
        inside.lines
    });
    let notes = notes.collect();
    alternatives.sort();
    Parity { main: main.lines, notes, alternatives }
}

#[derive(Default)]
struct Expected {
    depths: Vec<(Span, u8)>,
    lines: Vec<String>,
    alternatives: Vec<String>,
}

impl Expected {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|it| self.block(it));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading { content, .. } => {
                let depth = self.depths.iter().find(|it| it.0 == block.span).map_or(5, |it| it.1);
                let says = squeeze(&text::plain(content));
                self.lines.push(format!("H{} {says}", (depth + 1).min(6)));
                self.inlines(content);
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => {
                self.lines.push(format!("L None {}", definitions.len()));
                for definition in definitions {
                    definition.terms.iter().for_each(|it| self.inlines(&it.content));
                    definition.bodies.iter().for_each(|it| self.blocks(it));
                }
            }
            BlockKind::Quote(inner) => {
                self.lines.push("BlockQuote".to_owned());
                self.blocks(inner);
            }
            BlockKind::CodeBlock { text, .. } => self.lines.push(format!("Code {}", squeeze(text))),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                self.picture(&figure.image);
                self.inlines(&figure.caption);
            }
            BlockKind::Admonition { title, blocks, .. } => {
                title.iter().for_each(|it| self.inlines(it));
                self.blocks(blocks);
            }
            BlockKind::Container(inner) => {
                let quotes = ["epigraph", "pull-quote", "pullquote"];
                if quotes.iter().any(|class| block.attr.has_class(class)) {
                    self.lines.push("BlockQuote".to_owned());
                }
                self.blocks(inner);
            }
            BlockKind::ThematicBreak => {}
        }
    }

    fn list(&mut self, list: &List) {
        let kind = match list.kind {
            ListKind::Bullet => "bullets",
            ListKind::Ordered { .. } => "numbers",
        };
        self.lines.push(format!("L {kind} {}", list.items.len()));
        list.items.iter().for_each(|it| self.blocks(&it.blocks));
    }

    fn table(&mut self, table: &Table) {
        let heads = table.head.iter().map(|it| format!("{}TH", it.cells.len()));
        let rows = table.body.iter().map(|it| format!("{}TD", it.cells.len()));
        let rows: Vec<String> = heads.chain(rows).collect();
        self.lines.push(format!("Table {}", rows.join(" ")));
        table.caption.iter().for_each(|it| self.inlines(it));
        let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
        cells.for_each(|it| self.inlines(&it.content));
    }

    fn picture(&mut self, image: &Image) {
        if !image.decorative {
            self.lines.push("Figure".to_owned());
            self.alternatives.push(image.alt.clone());
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Link { content, .. } => {
                    self.lines.push(format!("Link {}", squeeze(&text::plain(content))));
                }
                InlineKind::NoteRef(it) => self.lines.push(format!("Link {}", it.note.number())),
                InlineKind::Image(image) => self.picture(image),
                InlineKind::Keyboard(inner) => {
                    self.lines.push(format!("Code {}", squeeze(&text::plain(inner))));
                }
                InlineKind::Code(it) => self.lines.push(format!("Code {}", squeeze(it))),
                InlineKind::Text(_)
                | InlineKind::Emph(_)
                | InlineKind::Strong(_)
                | InlineKind::Strike(_)
                | InlineKind::Sub(_)
                | InlineKind::Sup(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Underline(_)
                | InlineKind::Highlight(_)
                | InlineKind::Small(_)
                | InlineKind::Abbreviation { .. }
                | InlineKind::Span { .. }
                | InlineKind::SoftBreak
                | InlineKind::LineBreak => {}
            }
            self.inlines(inline.kind.children());
        }
    }
}
