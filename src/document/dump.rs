//! The tree as text, for people and for snapshots: `pamphlet dump --stage tree`.
//!
//! One line for a node, two spaces for a level. Text is quoted, and in it white
//! space that is not a plain space is shown by its code point.

use std::fmt::Write as _;

use crate::document::{
    Alignment, Attr, Block, BlockKind, Cell, CellContent, Dimension, Document, Image, Inline, InlineKind,
    List, ListKind, Meta, Numbering, Row, Spans, Table, Target,
};
use crate::source::Span;

/// The document as text.
pub fn dump(document: &Document, spans: Spans<'_>) -> String {
    let mut out = Dump { spans, depth: 0, text: String::new() };
    out.meta(&document.meta);
    out.blocks(&document.blocks);
    for (id, note) in document.notes.iter() {
        let count = match note.references.len() {
            1 => String::new(),
            count => format!(" ({count} references)"),
        };
        out.line(&format!("note {} [^{}]{count}", id.number(), note.label), note.span);
        out.inner(|out| out.blocks(&note.blocks));
    }
    out.text
}

struct Dump<'a> {
    spans: Spans<'a>,
    depth: usize,
    text: String,
}

impl Dump<'_> {
    fn line(&mut self, words: &str, span: Span) {
        let _ = write!(self.text, "{:width$}{words}", "", width = self.depth * 2);
        if let Some(sources) = self.spans.sources()
            && let Some(source) = sources.get(span.source)
        {
            let (from, to) = (source.position(span.range().start), source.position(span.range().end));
            let _ = write!(self.text, " @{}:{}-{}:{}", from.line, from.column, to.line, to.column);
        }
        self.text.push('\n');
    }

    fn inner(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn meta(&mut self, meta: &Meta) {
        let mut entry = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|it| !it.is_empty()) {
                self.line(&format!("{name} {}", quoted(value)), meta.span);
            }
        };
        entry("title", Some(&meta.title));
        entry("subtitle", meta.subtitle.as_deref());
        for contributor in &meta.contributors {
            entry(&contributor.role, Some(&contributor.name));
        }
        entry("lang", Some(meta.lang.as_str()).filter(|it| *it != "und"));
        entry("date", meta.date.map(crate::document::Date::to_iso).as_deref());
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let words = format!("{}{}", name_of(&block.kind), attributes(&block.attr));
        self.line(&words, block.span);
        self.inner(|out| out.content(&block.kind));
    }

    fn content(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => self.inlines(content),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    for term in &definition.terms {
                        self.line("term", term.span);
                        self.inner(|out| out.inlines(&term.content));
                    }
                    for body in &definition.bodies {
                        let span = body.first().map_or(Span::default(), |it| it.span);
                        self.line("meaning", span);
                        self.inner(|out| out.blocks(body));
                    }
                }
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => self.blocks(inner),
            BlockKind::Admonition { title, blocks, .. } => {
                self.titled("title", title.as_deref());
                self.blocks(blocks);
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                self.titled("caption", Some(&figure.caption).filter(|it| !it.is_empty()).map(Vec::as_slice));
            }
            BlockKind::CodeBlock { text, .. } => {
                for line in text.lines() {
                    let _ = writeln!(self.text, "{:width$}| {}", "", escaped(line), width = self.depth * 2);
                }
            }
            BlockKind::ThematicBreak => {}
        }
    }

    fn titled(&mut self, name: &str, content: Option<&[Inline]>) {
        let Some(content) = content else { return };
        let span = content.iter().map(|it| it.span).reduce(Span::join).unwrap_or_default();
        self.line(name, span);
        self.inner(|out| out.inlines(content));
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let words = match item.task {
                None => "item",
                Some(false) => "item, to do",
                Some(true) => "item, done",
            };
            self.line(words, item.span);
            self.inner(|out| out.blocks(&item.blocks));
        }
    }

    fn table(&mut self, table: &Table) {
        self.titled("caption", table.caption.as_deref());
        let rows = |out: &mut Self, name: &str, rows: &[Row]| {
            for row in rows {
                out.line(name, row.span);
                out.inner(|out| {
                    for cell in &row.cells {
                        out.line(&cell_words(cell), cell.span);
                        out.inner(|out| match &cell.content {
                            CellContent::Text(content) => out.inlines(content),
                            CellContent::Blocks(blocks) => out.blocks(blocks),
                        });
                    }
                });
            }
        };
        rows(self, "head", &table.head);
        rows(self, "row", &table.body);
        rows(self, "foot", &table.foot);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.line(&inline_words(&inline.kind), inline.span);
            self.inner(|out| out.inlines(inline.kind.children()));
        }
    }
}

/// What is written of a cell: the columns and rows that it takes, and whether it is a header.
fn cell_words(cell: &Cell) -> String {
    let mut words = String::from(if cell.is_header { "header cell" } else { "cell" });
    if cell.columns > 1 {
        words.push_str(&format!(", {} columns", cell.columns));
    }
    if cell.rows > 1 {
        words.push_str(&format!(", {} rows", cell.rows));
    }
    words
}

fn name_of(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Paragraph(_) => "paragraph".to_owned(),
        BlockKind::Heading { level, .. } => format!("heading {level}"),
        BlockKind::List(list) => {
            let tight = if list.tight { "tight" } else { "loose" };
            match list.kind {
                ListKind::Bullet => format!("list, bulleted, {tight}"),
                ListKind::Ordered { start, numbering } => {
                    format!("list, {} from {start}, {tight}", numbering_words(numbering))
                }
            }
        }
        BlockKind::DefinitionList(_) => "definitions".to_owned(),
        BlockKind::Quote(_) => "quote".to_owned(),
        BlockKind::CodeBlock { language: Some(language), .. } => format!("code {}", quoted(language)),
        BlockKind::CodeBlock { language: None, .. } => "code".to_owned(),
        BlockKind::Table(table) => {
            let columns: Vec<&str> = table.columns.iter().map(|it| alignment_word(*it)).collect();
            format!("table, {}", columns.join(" "))
        }
        BlockKind::Figure(figure) => format!("figure{}", image_words(&figure.image)),
        BlockKind::Admonition { kind, .. } => format!("admonition, {}", kind.class()),
        BlockKind::Container(_) => "container".to_owned(),
        BlockKind::ThematicBreak => "break".to_owned(),
    }
}

fn numbering_words(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Decimal => "decimal",
        Numbering::LowerAlpha => "lower alpha",
        Numbering::UpperAlpha => "upper alpha",
        Numbering::LowerRoman => "lower roman",
        Numbering::UpperRoman => "upper roman",
    }
}

fn alignment_word(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn inline_words(kind: &InlineKind) -> String {
    match kind {
        InlineKind::Text(text) => quoted(text),
        InlineKind::Emph(_) => "emphasis".to_owned(),
        InlineKind::Strong(_) => "strong".to_owned(),
        InlineKind::Strike(_) => "strike".to_owned(),
        InlineKind::Sub(_) => "sub".to_owned(),
        InlineKind::Sup(_) => "sup".to_owned(),
        InlineKind::SmallCaps(_) => "small capitals".to_owned(),
        InlineKind::Underline(_) => "underline".to_owned(),
        InlineKind::Highlight(_) => "highlight".to_owned(),
        InlineKind::Small(_) => "small".to_owned(),
        InlineKind::Keyboard(_) => "keyboard".to_owned(),
        InlineKind::Abbreviation { expansion: Some(it), .. } => format!("abbreviation of {}", quoted(it)),
        InlineKind::Abbreviation { expansion: None, .. } => "abbreviation".to_owned(),
        InlineKind::Code(text) => format!("code {}", quoted(text)),
        InlineKind::Link { target, title, .. } => {
            let title = title.as_ref().map(|it| format!(", title {}", quoted(it))).unwrap_or_default();
            match target {
                Target::Anchor(id) => format!("link to #{id}{title}"),
                Target::Url(url) => format!("link to <{url}>{title}"),
            }
        }
        InlineKind::Image(image) => format!("image{}{}", image_words(image), attributes(&image.attr)),
        InlineKind::NoteRef(it) => match it.occurrence {
            0 => format!("mark of note {}", it.note.number()),
            again => format!("mark of note {}, again {again}", it.note.number()),
        },
        InlineKind::Span { attr, .. } => format!("span{}", attributes(attr)),
        InlineKind::SoftBreak => "soft break".to_owned(),
        InlineKind::LineBreak => "line break".to_owned(),
    }
}

fn image_words(image: &Image) -> String {
    let decorative = if image.decorative { ", decorative" } else { "" };
    let width = match image.width {
        None => String::new(),
        Some(Dimension::Percent(hundredths)) => {
            format!(", width {}.{:02}%", hundredths / 100, hundredths % 100)
        }
        Some(Dimension::Millipoints(it)) => format!(", width {}.{:03}pt", it / 1000, it % 1000),
    };
    format!(" <{}>, alt {}{decorative}{width}", image.path, quoted(&image.alt))
}

fn attributes(attr: &Attr) -> String {
    let id = attr.id.iter().map(|it| format!(" #{it}"));
    let classes = attr.classes.iter().map(|it| format!(" .{it}"));
    let lang = attr.lang.iter().map(|it| format!(" lang={it}"));
    id.chain(classes).chain(lang).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The text with invisible characters shown by their code points.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for it in text.chars() {
        let invisible = it.is_control()
            || (it.is_whitespace() && it != ' ')
            || matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}');
        if invisible {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(it));
        } else {
            shown.push(it);
        }
    }
    shown
}
