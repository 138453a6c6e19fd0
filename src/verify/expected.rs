//! The content that an edition has to have, from its document.

use std::collections::BTreeSet;

use crate::document::address::{is_safe, scheme};
use crate::document::inline::{generated, is_known_abbreviation};
use crate::document::table::covering;
use crate::document::{
    Attr, Block, BlockKind, Cell, CellContent, Definition, Document, Figure, HeaderScope, Image, Inline,
    InlineKind, List, ListKind, Row, Table, Target, text,
};
use crate::locale::{Words, numeral, words};
use crate::source::Span;

use super::content::{Content, Event, Format, LinkTarget, Location, Role};

/// The content that an edition in a format has to have. The tables with these indices are written as records.
pub(super) fn expected(document: &Document, format: Format, records: &BTreeSet<usize>) -> Content {
    let words = words(&document.meta.lang);
    let lang = Some(document.meta.lang.to_string());
    let content = Content { structured: true, lang, ..Content::default() };
    let has_url = document.meta.url.is_some();
    let mut expected =
        ExpectedContent { format, records, words, has_url, content, tables: 0, is_known: false };
    expected.blocks(&document.blocks);
    for (id, note) in document.notes.iter() {
        expected.open(Role::Note(id.number().to_string()), note.span);
        expected.blocks(&note.blocks);
        expected.close(note.span);
    }
    expected.content
}

struct ExpectedContent<'a> {
    format: Format,
    records: &'a BTreeSet<usize>,
    words: &'static Words,
    /// Whether relative links can be completed.
    has_url: bool,
    content: Content,
    tables: usize,
    /// Whether abbreviations here are written out, or were before.
    is_known: bool,
}

impl ExpectedContent<'_> {
    fn open(&mut self, role: Role, span: Span) {
        self.content.push(Location::Source(span), Event::Open(role));
    }

    fn close(&mut self, span: Span) {
        self.content.push(Location::Source(span), Event::Close);
    }

    fn text(&mut self, text: &str, span: Span) {
        self.content.text(Location::Source(span), text);
    }

    /// Adds words that the edition may lack.
    fn optional(&mut self, text: &str, span: Span) {
        self.content.leaf(Location::Source(span), Role::Optional, text);
    }

    fn anchor(&mut self, attr: &Attr, span: Span) {
        if let Some(id) = &attr.id {
            self.content.push(Location::Source(span), Event::Anchor(id.to_string()));
        }
    }

    fn is_text(&self) -> bool {
        self.format == Format::Text
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|it| self.block(it));
    }

    fn block(&mut self, block: &Block) {
        let span = block.span;
        let role = match &block.kind {
            BlockKind::Heading { level, .. } => Role::Heading(*level),
            // In a PDF, a list whose items have no label has no kind.
            BlockKind::List(_)
                if self.format == Format::Pdf && block.attr.has_class(generated::INDEX_ENTRIES) =>
            {
                Role::List { ordered: None }
            }
            BlockKind::List(list) => {
                Role::List { ordered: Some(matches!(list.kind, ListKind::Ordered { .. })) }
            }
            BlockKind::Table(_) => Role::Table,
            BlockKind::Paragraph(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Figure(_)
            | BlockKind::Admonition { .. }
            | BlockKind::Container(_)
            | BlockKind::ThematicBreak => Role::Block,
        };
        self.open(role, span);
        let has_lang = self.open_lang(&block.attr, span);
        self.anchor(&block.attr, span);
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading { content, .. } => {
                self.inlines(content);
                self.underline(span);
            }
            BlockKind::List(list) => self.items(list),
            BlockKind::DefinitionList(definitions) => {
                definitions.iter().for_each(|it| self.definition(it, span))
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => self.blocks(inner),
            BlockKind::CodeBlock { text, .. } => self.code(text, span),
            BlockKind::Table(table) => self.table(table, span),
            BlockKind::Figure(figure) => self.figure(figure, span),
            BlockKind::Admonition { kind, title, blocks } => {
                self.open(Role::Block, span);
                match title {
                    Some(title) => self.inlines(title),
                    None => self.optional(self.words.remark(*kind), span),
                }
                if self.is_text() {
                    self.optional(":", span);
                }
                self.close(span);
                self.blocks(blocks);
            }
            BlockKind::ThematicBreak => self.rule(span),
        }
        self.close_lang(has_lang, span);
        self.close(span);
    }

    /// Adds a line of its own that may be missing.
    fn optional_block(&mut self, text: &str, span: Span) {
        self.open(Role::Block, span);
        self.optional(text, span);
        self.close(span);
    }

    /// Adds what plain text may have below a heading. The signs that are not compared draw other underlines.
    fn underline(&mut self, span: Span) {
        if self.is_text() {
            self.optional_block("===", span);
            self.rule(span);
        }
    }

    /// Adds the rule that plain text may draw.
    fn rule(&mut self, span: Span) {
        if self.is_text() {
            self.optional_block("-", span);
        }
    }

    /// Opens a span in the language of the attributes; returns whether they have one.
    fn open_lang(&mut self, attr: &Attr, span: Span) -> bool {
        if let Some(lang) = &attr.lang {
            self.open(Role::Lang(lang.to_string()), span);
        }
        attr.lang.is_some()
    }

    fn close_lang(&mut self, has_lang: bool, span: Span) {
        if has_lang {
            self.close(span);
        }
    }

    /// Adds code with the location of each of its lines.
    fn code(&mut self, text: &str, span: Span) {
        let height = span.end.saturating_sub(span.start);
        for line in text.split_inclusive('\n') {
            self.text(line, Span { end: span.start + height, ..span });
        }
    }

    fn items(&mut self, list: &List) {
        for (item, at) in list.items.iter().zip(0..) {
            self.open(Role::Item, item.span);
            if self.is_text() {
                self.marker(item.task, list.kind, at, item.span);
            } else if let Some(done) = item.task {
                self.open(Role::Task(done), item.span);
                self.close(item.span);
            }
            self.blocks(&item.blocks);
            self.close(item.span);
        }
    }

    /// Adds what is before an item in plain text. Only the marker of a task shows whether it is done.
    fn marker(&mut self, task: Option<bool>, kind: ListKind, at: u64, span: Span) {
        let marker = match (task, kind) {
            (Some(done), _) => {
                // Other programs put a bullet before the box.
                self.optional_block("*+-", span);
                if done {
                    self.text("[x] ", span);
                }
                return;
            }
            (None, ListKind::Bullet) => "*+-".to_owned(),
            (None, ListKind::Ordered { start, numbering }) => {
                format!("{}.", numeral::number(start.saturating_add(at), numbering))
            }
        };
        self.optional_block(&marker, span);
    }

    fn definition(&mut self, definition: &Definition, span: Span) {
        for term in &definition.terms {
            self.open(Role::Term, term.span);
            self.inlines(&term.content);
            self.close(term.span);
        }
        for body in &definition.bodies {
            let first = body.first().map_or(span, |it| it.span);
            self.open(Role::Description, first);
            self.blocks(body);
            self.close(span);
        }
    }

    fn table(&mut self, table: &Table, span: Span) {
        if let Some(caption) = &table.caption {
            self.open(Role::Block, span);
            self.inlines(caption);
            self.close(span);
        }
        let is_record = self.is_text() && self.records.contains(&self.tables);
        self.tables += 1;
        let is_plain = table.is_simple();
        let has_rows = !table.body.is_empty() || !table.foot.is_empty();
        match table.head.last() {
            Some(head) if is_record && has_rows && is_plain => {
                table.body.iter().chain(&table.foot).for_each(|row| self.record(row, head));
            }
            _ if is_record && has_rows && !is_plain => self.records(table),
            _ => {
                table.head.iter().for_each(|row| self.row(row, Some(HeaderScope::Column)));
                // Below the head, other programs draw a line of hyphens for each column.
                table.columns.iter().for_each(|_| self.rule(span));
                table.body.iter().chain(&table.foot).for_each(|row| self.row(row, None));
            }
        }
    }

    /// Adds a row. What its cells name is told for a row of the head, and is in the row for others.
    fn row(&mut self, row: &Row, scope: Option<HeaderScope>) {
        self.open(Role::Row, row.span);
        for cell in &row.cells {
            let scope = scope.or_else(|| row.scope(cell));
            self.open(Role::Cell { scope, columns: cell.columns, rows: cell.rows }, cell.span);
            self.content(cell);
            self.close(cell.span);
        }
        self.close(row.span);
    }

    fn content(&mut self, cell: &Cell) {
        match &cell.content {
            CellContent::Text(content) => self.inlines(content),
            CellContent::Blocks(blocks) => self.blocks(blocks),
        }
    }

    /// Adds the rows of a table as records: each cell that takes a place in a row after the heads of its columns.
    fn records(&mut self, table: &Table) {
        let columns = table.columns.len();
        for head in table.heads_of_none() {
            self.open(Role::Block, head.span);
            self.content(head);
            self.close(head.span);
        }
        for row in covering(&table.body, columns).into_iter().chain(covering(&table.foot, columns)) {
            for (column, cell) in row {
                self.open(Role::Block, cell.span);
                let heads = table.heads_of(cell, column);
                for (index, head) in heads.iter().enumerate() {
                    self.text(if index > 0 { ", " } else { "" }, head.span);
                    let mut between = "";
                    head.content.parts(&mut |part| {
                        self.text(std::mem::replace(&mut between, " "), head.span);
                        self.inlines(part);
                    });
                }
                if !heads.is_empty() {
                    self.text(": ", cell.span);
                }
                self.content(cell);
                self.close(cell.span);
            }
        }
    }

    /// Adds a row as a record, as plain text has it if the table cannot be drawn: each cell after the header of its column.
    fn record(&mut self, row: &Row, head: &Row) {
        self.open(Role::Row, row.span);
        for (cell, head) in row.cells.iter().zip(&head.cells) {
            self.open(Role::Cell { scope: None, columns: 1, rows: 1 }, cell.span);
            if !head.plain().is_empty() {
                self.content(head);
                self.text(": ", head.span);
            }
            self.content(cell);
            self.close(cell.span);
        }
        self.close(row.span);
    }

    fn figure(&mut self, figure: &Figure, span: Span) {
        self.open(Role::Block, span);
        self.image(&figure.image, span);
        self.close(span);
        self.open(Role::Block, span);
        self.inlines(&figure.caption);
        self.close(span);
    }

    fn image(&mut self, image: &Image, span: Span) {
        if self.is_text() {
            if !image.alt.is_empty() {
                self.optional(&format!("[{}:", self.words.image), span);
                self.text(&format!(" {}", image.alt), span);
                self.optional("]", span);
            }
            return;
        }
        self.anchor(&image.attr, span);
        self.open(Role::Figure(Some(image.alt.clone())), span);
        self.close(span);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for (at, inline) in inlines.iter().enumerate() {
            if inline.kind != InlineKind::SoftBreak || !text::joins(inlines, at) {
                self.inline(inline);
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let span = inline.span;
        match &inline.kind {
            InlineKind::Text(it) | InlineKind::Code(it) => self.text(it, span),
            InlineKind::SoftBreak | InlineKind::LineBreak => self.text(" ", span),
            InlineKind::Emph(it)
            | InlineKind::Strong(it)
            | InlineKind::Strike(it)
            | InlineKind::Sub(it)
            | InlineKind::Sup(it)
            | InlineKind::SmallCaps(it)
            | InlineKind::Underline(it)
            | InlineKind::Highlight(it)
            | InlineKind::Small(it)
            | InlineKind::Keyboard(it) => self.inlines(it),
            InlineKind::Span { attr, content } => {
                let has_lang = self.open_lang(attr, span);
                self.anchor(attr, span);
                let outer = self.is_known;
                self.is_known |= is_known_abbreviation(inline);
                self.inlines(content);
                self.is_known = outer;
                self.close_lang(has_lang, span);
            }
            InlineKind::Abbreviation { content, expansion } => {
                self.inlines(content);
                if let (true, Some(expansion)) = (self.is_text() && !self.is_known, expansion) {
                    self.text(&format!(" ({expansion})"), span);
                }
            }
            InlineKind::Link { target, content, .. } if !self.has_link(target) => self.inlines(content),
            InlineKind::Link { target, content, .. } => {
                let target = match target {
                    Target::Anchor(id) => LinkTarget::Anchor(id.to_string()),
                    Target::Url(url) => LinkTarget::Url(url.clone()),
                };
                self.open(Role::Link(target), span);
                self.inlines(content);
                self.close(span);
            }
            InlineKind::Image(image) => self.image(image, span),
            InlineKind::NoteRef(mark) => self.mark(mark.note.number(), span),
        }
    }

    /// Whether an edition has the link. No page leads to an unsafe address (`unsafe-link`), and an EPUB cannot lead to the files next to it: without the address of the
    /// publication, the build leaves the link out with a warning (`unreachable-link`).
    fn has_link(&self, target: &Target) -> bool {
        match target {
            Target::Url(url) => match self.format {
                Format::Epub => is_safe(url) && (self.has_url || scheme(url).is_some()),
                Format::Html => is_safe(url),
                Format::Pdf | Format::Text => true,
            },
            Target::Anchor(_) => true,
        }
    }

    /// Adds the mark of a note. In plain text it is a word of the line.
    fn mark(&mut self, number: u32, span: Span) {
        if self.is_text() {
            self.text(&format!("[{number}]"), span);
        } else {
            self.content.leaf(Location::Source(span), Role::NoteMark(number.to_string()), number.to_string());
        }
    }
}
