//! The constructs of a document, by its tree.

use pamphlet::document::{
    Block, BlockKind, Cell, CellContent, Definition, Document, Image, Inline, InlineKind, List, ListKind,
    Outline, Table, Target, text,
};
use pamphlet::source::Span;

use super::tags::runs;
use super::{Parity, normalized};

/// The constructs that the PDF of a document must have.
pub(super) fn expected(document: &Document) -> Parity {
    let depths = Outline::of(&document.blocks).iter().map(|it| (it.span, it.depth)).collect();
    let mut main = Expected {
        depths,
        lines: vec![format!("H1 {}", normalized(&document.meta.title))],
        ..Expected::default()
    };
    main.blocks(&document.blocks);
    let text = std::mem::take(&mut main.lines);
    let mut notes = Vec::new();
    for (id, note) in document.notes.iter() {
        main.lines.push(format!("Note {}", id.number()));
        main.blocks(&note.blocks);
        notes.push(std::mem::take(&mut main.lines));
    }
    let mut lists = [main.alternatives, main.expansions, main.languages];
    lists.iter_mut().for_each(|it| it.sort());
    let [alternatives, expansions, mut languages] = lists;
    languages.dedup();
    // That of the document is repeated where a note belongs to a passage in another.
    languages.retain(|it| *it != document.meta.lang.to_string());
    Parity { main: text, notes, alternatives, expansions, languages }
}

/// The lines of contents that show headings up to a depth.
pub(super) fn contents(document: &Document, depth: u8) -> Vec<String> {
    let outline = Outline::of(&document.blocks);
    let entries = outline.iter().filter(|it| it.depth <= depth);
    entries
        .map(|it| {
            let id = it.id.as_ref().expect("a heading has an id");
            format!("{} -> #{id}", normalized(&text::plain(&it.content)))
        })
        .collect()
}

/// The ids of headings and their texts.
pub(super) fn heading_texts(document: &Document) -> Vec<(String, String)> {
    let outline = Outline::of(&document.blocks);
    let entries =
        outline.iter().filter_map(|it| Some((it.id.as_ref()?.to_string(), text::plain(&it.content))));
    entries.collect()
}

/// A target as in a PDF: an address in ASCII, or the name of a destination.
fn target(target: &Target) -> String {
    match target {
        Target::Anchor(id) => format!("#{id}"),
        Target::Url(address) => {
            let letters = address.bytes().map(|byte| match byte {
                b'!'..=b'~' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            });
            letters.collect()
        }
    }
}

#[derive(Default)]
struct Expected {
    depths: Vec<(Span, u8)>,
    lines: Vec<String>,
    alternatives: Vec<String>,
    expansions: Vec<String>,
    languages: Vec<String>,
}

impl Expected {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|it| self.block(it));
    }

    fn block(&mut self, block: &Block) {
        self.languages.extend(block.attr.lang.as_ref().map(ToString::to_string));
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading { content, .. } => {
                let depth = self.depths.iter().find(|it| it.0 == block.span).map_or(5, |it| it.1);
                let heading = normalized(&text::plain(content));
                self.lines.push(format!("H{} {heading}", (depth + 1).min(6)));
                self.inlines(content);
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => {
                let count = |of: fn(&Definition) -> usize| definitions.iter().map(of).sum::<usize>();
                let (terms, bodies) = (count(|it| it.terms.len()), count(|it| it.bodies.len()));
                self.lines.push(format!("L None {} {terms} terms {bodies} bodies", definitions.len()));
                for definition in definitions {
                    definition.terms.iter().for_each(|it| self.inlines(&it.content));
                    definition.bodies.iter().for_each(|it| self.blocks(it));
                }
            }
            BlockKind::Quote(inner) => {
                self.lines.push("BlockQuote".to_owned());
                self.blocks(inner);
            }
            BlockKind::CodeBlock { text, .. } => self.lines.push(format!("Code {}", normalized(text))),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                self.image(&figure.image);
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
        let name = |it: &Cell| if it.is_header { "TH" } else { "TD" };
        let rows = table.body.iter().chain(&table.foot);
        let rows = rows.map(|row| runs(&row.cells.iter().map(name).collect::<Vec<_>>()));
        let rows: Vec<String> = heads.chain(rows).collect();
        self.lines.push(format!("Table {}", rows.join(" ")));
        table.caption.iter().for_each(|it| self.inlines(it));
        table.cells().for_each(|it| match &it.content {
            CellContent::Text(content) => self.inlines(content),
            CellContent::Blocks(blocks) => self.blocks(blocks),
        });
    }

    fn image(&mut self, image: &Image) {
        if !image.decorative {
            self.lines.push("Figure".to_owned());
            self.alternatives.push(image.alt.clone());
            self.languages.extend(image.attr.lang.as_ref().map(ToString::to_string));
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Link { content, target: to, .. } => {
                    self.lines.push(format!("Link {} -> {}", normalized(&text::plain(content)), target(to)));
                }
                InlineKind::NoteRef(it) => self.lines.push(format!("Mark {}", it.note.number())),
                InlineKind::Abbreviation { expansion, .. } => self.expansions.extend(expansion.clone()),
                InlineKind::Span { attr, .. } => {
                    self.languages.extend(attr.lang.as_ref().map(ToString::to_string));
                }
                InlineKind::Image(image) => self.image(image),
                InlineKind::Keyboard(inner) => {
                    self.lines.push(format!("Code {}", normalized(&text::plain(inner))));
                }
                InlineKind::Code(it) => self.lines.push(format!("Code {}", normalized(it))),
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
                | InlineKind::SoftBreak
                | InlineKind::LineBreak => {}
            }
            self.inlines(inline.kind.children());
        }
    }
}
