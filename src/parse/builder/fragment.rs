//! Inlines where the parser sees none: titles of images and of remarks, and cells of tables that it does not know.
//!
//! Each is parsed apart. Its text is as long as the source there, so that every place in it is a place in the source.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Parser, TagEnd};

use crate::diag::Diagnostic;
use crate::document::{BlockKind, Cell, Row, Table};
use crate::parse::builder::{Builder, inline_opening};
use crate::parse::inline::Collector;
use crate::parse::inline::expand;
use crate::parse::inline::node::{Node, NodeKind, text_of};
use crate::parse::neighbours::{ColumnRow, ColumnTable, cjk};
use crate::parse::{extensions, foreign, rules};

/// What a fragment begins with for the parser, so that no block begins in it.
const GUARD: &str = "x ";

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
            let cells = vec![Cell { content: Vec::new(), span }; found.columns.len()];
            head.push(Row { cells, span });
        }
        let body = found.body.iter().map(|it| self.table_row(it)).collect();
        let table = Table { caption: None, columns: found.columns.clone(), head, body };
        self.push(BlockKind::Table(table), found.range.clone());
    }

    fn table_row(&mut self, found: &ColumnRow) -> Row {
        let span = self.cx.span(found.range.clone());
        let cells = found.cells.iter().map(|lines| self.table_cell(lines, found.range.start)).collect();
        Row { cells, span }
    }

    /// A cell of some lines. A blank line in it, and the mark of an item of a list, begin a line.
    fn table_cell(&mut self, lines: &[Range<usize>], near: usize) -> Cell {
        let filled = || lines.iter().filter(|it| !it.is_empty());
        let range =
            filled().next().map_or(near, |it| it.start)..filled().next_back().map_or(near, |it| it.end);
        let mut nodes: Vec<Node> = Vec::new();
        let mut item = None;
        for part in parts(self.cx.text, lines) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let place = first.start..first.start;
            if !nodes.is_empty() {
                nodes.push(Node::leaf(NodeKind::LineBreak, place.clone()));
            }
            let text = self.cx.slice(first.start..last.end);
            let mark = mark_length(text);
            let mut shown = laid_apart(self.cx.text, part);
            if mark > 0 {
                item = item.or(Some(place.start));
                let sign =
                    if text.starts_with(|it: char| it.is_ascii_digit()) { &text[..mark] } else { "• " };
                let place = place.start..place.start + mark;
                nodes.push(Node::leaf(NodeKind::Literal(sign.to_owned()), place));
                shown.drain(..mark);
            }
            nodes.extend(self.fragment(&shown, first.start + mark));
        }
        if let Some(at) = item {
            let message = "the items of a list in a cell become lines of text";
            let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, self.cx.span(at..range.end), message);
            let help = "a cell holds text alone: set the list below the table where it is to be one";
            self.diags.push(diagnostic.help(help).folds("lists in cells that become lines of text"));
        }
        foreign::report(self.cx, &mut nodes, false, self.diags);
        let content = self.lower(&nodes, None);
        Cell { content, span: self.cx.span(range) }
    }

    /// A fragment as the parser sees it, with the notes that it refers to.
    fn shown(&mut self, text: &str) -> String {
        let mut shown = format!("{GUARD}{text}");
        for (range, with) in cjk::edits(text, GUARD.len()) {
            shown.replace_range(range, &with);
        }
        for (at, _) in text.match_indices("[^") {
            let ends = text.as_bytes()[at + 2..].iter().take(200).position(|it| matches!(it, b']' | b'['));
            let Some(label) = ends.and_then(|it| text.get(at + 2..at + 2 + it)) else { continue };
            if self.definitions.has_note(self.cx.text, label) {
                shown.push_str(&format!("\n\n[^{label}]: x"));
            }
        }
        shown
    }
}

/// The lines of a cell, parted at blank lines and before items of a list.
fn parts<'l>(source: &str, lines: &'l [Range<usize>]) -> Vec<&'l [Range<usize>]> {
    let mut parts = Vec::new();
    for part in lines.split(|it| it.is_empty()) {
        let mut from = 0;
        for (index, line) in part.iter().enumerate().skip(1) {
            if mark_length(source.get(line.clone()).unwrap_or("")) > 0 {
                parts.push(&part[from..index]);
                from = index;
            }
        }
        parts.push(&part[from..]);
    }
    parts.retain(|it| !it.is_empty());
    parts
}

/// The length of the mark of an item at the beginning of a text, with the space after it; zero without one.
fn mark_length(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => text.strip_prefix(['-', '*', '+']),
        1..=3 => text[digits..].strip_prefix(['.', ')']),
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
