//! Inlines where the parser sees none: titles of images and of remarks, and cells of tables that it does not know.
//!
//! Each is parsed apart. Its text is as long as the source there, so that every place in it is a place in the source.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Parser, TagEnd};

use crate::document::{Block, BlockKind, Cell, Lang, Row, Table};
use crate::parse::builder::{Builder, inline_opening};
use crate::parse::cx::Cx;
use crate::parse::inline::Collector;
use crate::parse::inline::expand;
use crate::parse::inline::node::{Node, NodeKind, text_of};
use crate::parse::mask::Masked;
use crate::parse::neighbours::{ColumnRow, ColumnTable, cjk};
use crate::parse::{extensions, foreign};
use crate::source::Composed;

/// What a fragment begins with for the parser, so that no block begins in it.
const GUARD: &str = "x ";

/// Cells of grids are in cells of grids no deeper than this; what is deeper is text.
const DEEPEST_CELL: usize = 8;

impl Builder<'_, '_> {
    /// The nodes of a part of the source that is text alone.
    pub(super) fn fragment_at(&mut self, range: Range<usize>) -> Vec<Node> {
        let text = self.cx.slice(range.clone());
        let start = range.end - text.trim_start().len();
        self.fragment(text.trim_start(), start)
    }

    /// The nodes of a text at a byte of the source; what of the source is no part of it is white space.
    pub(super) fn fragment(&mut self, text: &str, start: usize) -> Vec<Node> {
        let cx = self.cx;
        let end = GUARD.len() + text.len();
        let shown = self.shown(text);
        let definitions = &self.definitions;
        let mut find = |link: BrokenLink| {
            let (url, title) = definitions.link(&link.reference)?;
            Some((CowStr::from(url.clone()), CowStr::from(title.clone())))
        };
        let mut collector = Collector::new();
        let mut has_text = false;
        for (event, range) in
            Parser::new_with_broken_link_callback(&shown, extensions(), Some(&mut find)).into_offset_iter()
        {
            if range.start >= end {
                break;
            }
            let inner = range.start.max(GUARD.len())..range.end.clamp(GUARD.len(), end);
            let place = start + inner.start - GUARD.len()..start + inner.end - GUARD.len();
            match event {
                Event::Text(found) if shown.get(range.clone()) == Some(&*found) => {
                    collector.text(cx, cx.slice(place.clone()), place);
                    has_text = true;
                }
                Event::Text(found) | Event::InlineMath(found) | Event::DisplayMath(found) => {
                    collector.text(cx, &found, place);
                }
                Event::Code(found) => {
                    let code = restored(&shown, &range, &found, cx.slice(place.clone()));
                    collector.leaf(NodeKind::Code(code), place);
                }
                Event::InlineHtml(html) => collector.html(cx, &html, place, self.diags),
                Event::Html(html) => collector.leaf(NodeKind::Literal(text_of(&html)), place),
                Event::FootnoteReference(label) => {
                    collector.leaf(NodeKind::NoteRef(label.into_string()), place);
                }
                Event::SoftBreak => collector.leaf(NodeKind::SoftBreak, place),
                Event::HardBreak => collector.leaf(NodeKind::LineBreak, place),
                Event::Rule => {
                    collector.leaf(NodeKind::Literal(cx.slice(place.clone()).trim().to_owned()), place);
                }
                Event::TaskListMarker(_) => {}
                Event::Start(tag) => match inline_opening(cx, tag) {
                    Some(opening) => collector.open(cx, opening, place, self.diags),
                    None if has_text => collector.leaf(NodeKind::LineBreak, place.start..place.start),
                    None => {}
                },
                Event::End(
                    TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Superscript
                    | TagEnd::Subscript
                    | TagEnd::Link
                    | TagEnd::Image,
                ) => collector.close(cx, self.diags),
                Event::End(_) => {}
            }
        }
        let mut nodes = collector.finish(cx, self.diags);
        expand::expand(cx, &self.masked.neighbours, &mut nodes);
        nodes
    }

    /// A table of another dialect.
    pub(super) fn push_table(&mut self, found: &ColumnTable) {
        let mut head: Vec<Row> = found.head.iter().map(|it| self.table_row(it)).collect();
        if head.is_empty() {
            // As a table of bars has it.
            let span = self.cx.span(found.range.start..found.range.start);
            let cells = vec![Cell::text(Vec::new(), span); found.columns.len()];
            head.push(Row { cells, span });
        }
        let body = found.body.iter().map(|it| self.table_row(it)).collect();
        let foot = found.foot.iter().map(|it| self.table_row(it)).collect();
        let mut table = Table { caption: None, columns: found.columns.clone(), head, body, foot };
        table.settle();
        self.push(BlockKind::Table(table), found.range.clone());
    }

    fn table_row(&mut self, found: &ColumnRow) -> Row {
        let span = self.cx.span(found.range.clone());
        let near = found.range.start;
        let cells = found.cells.iter().map(|it| {
            let cell = match it.is_block && self.holds_blocks(&it.lines) {
                true => self.block_cell(&it.lines),
                false => self.text_cell(&it.lines, near),
            };
            Cell { columns: it.columns, rows: it.rows, ..cell }
        });
        Row { cells: cells.collect(), span }
    }

    /// A cell of some lines of text.
    fn text_cell(&mut self, lines: &[Range<usize>], near: usize) -> Cell {
        let mut nodes = self.lines_as_text(lines);
        foreign::report(self.cx, &mut nodes, false, self.diags);
        let lines = self.filled(lines);
        let range = lines.first().map_or(near, |it| it.start)..lines.last().map_or(near, |it| it.end);
        Cell::text(self.lower(&nodes, None), self.cx.span(range))
    }

    /// The nodes of some lines of the source, which are text alone.
    pub(super) fn lines_as_text(&mut self, lines: &[Range<usize>]) -> Vec<Node> {
        let lines = self.filled(lines);
        let shown = laid_apart(self.cx.text, &lines);
        lines.first().map(|it| self.fragment(&shown, it.start)).unwrap_or_default()
    }

    /// Lines of the source without their indents and ends; blank ones are left out.
    fn filled(&self, lines: &[Range<usize>]) -> Vec<Range<usize>> {
        let text = |it: &Range<usize>| {
            let line = self.cx.slice(it.clone());
            let end = it.start + line.trim_end_matches(['\n', '\r']).len();
            it.end - line.trim_start().len()..end
        };
        lines.iter().map(text).filter(|it| !it.is_empty()).collect()
    }

    /// Whether some lines of the source are more than a paragraph, and may be read as such here.
    pub(super) fn holds_blocks(&self, lines: &[Range<usize>]) -> bool {
        self.nesting < DEEPEST_CELL && has_blocks(self.cx.text, lines)
    }

    /// A cell of blocks.
    fn block_cell(&mut self, lines: &[Range<usize>]) -> Cell {
        let span = self.cx.span(lines.first().map_or(0, |it| it.start)..lines.last().map_or(0, |it| it.end));
        let lang = self.frames.last().map(|it| it.lang.clone()).unwrap_or_default();
        Cell::of(self.lines_as_blocks(lines, &lang), span)
    }

    /// The blocks of some lines of the source: a text of their own, which knows where it is from.
    pub(super) fn lines_as_blocks(&mut self, lines: &[Range<usize>], lang: &Lang) -> Vec<Block> {
        let shown = |it: &Range<usize>| self.cx.slice(it.clone()).trim_end_matches('\n');
        let indent = |it: &Range<usize>| shown(it).len() - shown(it).trim_start_matches(' ').len();
        let common = lines.iter().filter(|it| !shown(it).is_empty()).map(indent).min().unwrap_or(0);
        let mut text = Composed::default();
        for line in lines {
            let line = line.start..line.start + shown(line).len();
            let line = line.start + common.min(line.len())..line.end;
            text.push(self.cx.slice(line.clone()), self.cx.span(line.clone()));
            text.push("\n", self.cx.span(line.end..line.end));
        }
        self.nested(&text, lang)
    }

    /// The blocks of a text that is a part of the source.
    fn nested(&mut self, text: &Composed, lang: &Lang) -> Vec<Block> {
        let cx = Cx { text: text.text(), composed: Some(text), ..*self.cx };
        let mut masked = Masked::new(cx.text, 0);
        let end = masked.text.len();
        masked.text.push_str(&self.notes_in(cx.text));
        let definitions = &self.definitions;
        let mut find = |link: BrokenLink| {
            let (url, title) = definitions.link(&link.reference)?;
            Some((CowStr::from(url.clone()), CowStr::from(title.clone())))
        };
        let parser = Parser::new_with_broken_link_callback(&masked.text, extensions(), Some(&mut find));
        let around = (lang, definitions.clone());
        let mut builder = Builder::new(&cx, &masked, around, self.notes, self.diags);
        builder.nesting = self.nesting + 1;
        for (event, range) in parser.into_offset_iter().take_while(|it| it.1.start < end) {
            builder.event(event, range.start..range.end.min(end));
        }
        builder.finish()
    }

    /// Definitions of the notes that a part of the source refers to, so that the parser knows them.
    fn notes_in(&mut self, text: &str) -> String {
        let mut found = String::new();
        for (at, _) in text.match_indices("[^") {
            let ends = text.as_bytes()[at + 2..].iter().take(200).position(|it| matches!(it, b']' | b'['));
            let Some(label) = ends.and_then(|it| text.get(at + 2..at + 2 + it)) else { continue };
            if self.definitions.has_note(self.cx.text, label) {
                found.push_str(&format!("\n\n[^{label}]: x"));
            }
        }
        found
    }

    /// A fragment as the parser sees it, with the notes that it refers to.
    fn shown(&mut self, text: &str) -> String {
        let mut shown = format!("{GUARD}{text}");
        for (range, with) in cjk::edits(text, GUARD.len()) {
            shown.replace_range(range, &with);
        }
        shown.push_str(&self.notes_in(text));
        shown
    }
}

/// Whether the lines of a cell are more than one paragraph: a blank line is among them, or a line begins another block.
fn has_blocks(source: &str, lines: &[Range<usize>]) -> bool {
    let lines = || lines.iter().map(|it| source.get(it.clone()).unwrap_or(""));
    let indent = |it: &str| it.len() - it.trim_start_matches(' ').len();
    let common = lines().filter(|it| !it.is_empty()).map(indent).min().unwrap_or(0);
    let filled: Vec<&str> = lines().map(|it| it.get(common..).unwrap_or("")).collect();
    let first = filled.iter().position(|it| !it.is_empty()).unwrap_or(0);
    let last = filled.iter().rposition(|it| !it.is_empty()).map_or(0, |it| it + 1);
    let inner = filled.get(first..last).unwrap_or_default();
    inner.iter().any(|it| it.is_empty() || begins_block(it))
}

/// Whether a block may begin with a line: an item, a quotation, a heading, code, a container, a table.
fn begins_block(line: &str) -> bool {
    let rest = line.trim_start_matches(' ');
    let signs = ["```", "~~~", "> ", ">", ":::", "+--", "|", "    ", "#. ", "(@"];
    let heading = rest.trim_start_matches('#');
    let level = rest.len() - heading.len();
    mark_length(rest) > 0
        || signs.iter().any(|it| rest.starts_with(it))
        || line.starts_with("    ")
        || (1..=6).contains(&level) && heading.starts_with(' ')
}

/// The length of the mark of an item at the beginning of a text, with the space after it; zero without one.
fn mark_length(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => text.strip_prefix(['-', '*', '+']),
        1..=9 => text[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    let filled = rest.is_some_and(|it| it.starts_with(' ') && !it.trim().is_empty());
    if filled { digits + 2 } else { 0 }
}

/// The text of some lines of a cell, as long as the source there: what is between them is white space.
fn laid_apart(source: &str, lines: &[Range<usize>]) -> String {
    let mut text = String::new();
    let mut end = None;
    for line in lines {
        let between = end.map_or(0..0, |it| it..line.start);
        // The line end comes first: spaces before it would ask for a break.
        text.extend((0..between.len()).map(|it| if it == 0 { '\n' } else { ' ' }));
        text.push_str(source.get(line.clone()).unwrap_or(""));
        end = Some(line.end);
    }
    text
}

/// Code as the source has it, where the parser sees other characters.
fn restored(shown: &str, range: &Range<usize>, code: &str, source: &str) -> String {
    let at = shown.get(range.clone()).and_then(|it| it.find(code));
    at.and_then(|at| source.get(at..at + code.len())).unwrap_or(code).to_owned()
}
