//! Tables: of bars where each cell is one line, else of the elements of HTML with Markdown in them.

use crate::document::{Alignment, Attr, Cell, CellContent, Inline, InlineKind, Places, Row, Table};
use crate::markdown::attributes;
use crate::markdown::blocks::Joint;
use crate::markdown::inlines::{self, Room};
use crate::markdown::writer::Writer;

impl Writer<'_> {
    /// A table and its caption, without its attributes.
    pub(super) fn pipe_table(&mut self, table: &Table) -> Option<String> {
        let named = table.cells().any(|it| it.is_header);
        let fits = table.head.len() <= 1
            && !table.columns.is_empty()
            && table.foot.is_empty()
            && table.cells().all(is_pipe_cell)
            && (!named || table.has_named_rows());
        if !fits {
            return None;
        }
        let mut lines = Vec::new();
        let empty = || format!("|{}", "  |".repeat(table.columns.len()));
        lines.push(table.head.first().map_or_else(empty, |it| self.pipe_row(it)));
        let rule = |it: &Alignment| match it {
            Alignment::Start => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        };
        let rules: Vec<&str> = table.columns.iter().map(rule).collect();
        lines.push(format!("| {} |", rules.join(" | ")));
        for row in &table.body {
            lines.push(self.pipe_row(row));
        }
        let mut text = lines.join("\n");
        if let Some(caption) = table.caption.as_ref().filter(|it| !it.is_empty()) {
            let caption = inlines::write(self, caption, Room::Lines);
            text.push_str(&format!("\n\n: {caption}"));
        }
        Some(text)
    }

    fn pipe_row(&self, row: &Row) -> String {
        let mut text = String::from("|");
        for cell in &row.cells {
            let content = inlines::write(self, cell.inlines().unwrap_or_default(), Room::Row);
            // Bars next to each other, after a space, are those of a cell over several columns.
            text.push_str(&format!(" {content} {}", "|".repeat(usize::from(cell.columns))));
        }
        text
    }

    /// A table as elements, what is in each cell as Markdown.
    pub(super) fn html_table(&mut self, table: &Table, attr: &Attr) -> String {
        let mut text = attributes::tag_text("table", attr);
        if let Some(caption) = table.caption.as_ref().filter(|it| !it.is_empty()) {
            text.push_str("\n<caption>");
            self.html_text(caption, &mut text);
            text.push_str("</caption>");
        }
        // A head without rows says that the first row of the body is none.
        let is_headless = table.head.is_empty();
        let mut places = Places::new(table.columns.len());
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body), ("tfoot", &table.foot)] {
            if rows.is_empty() && !(name == "thead" && is_headless) {
                continue;
            }
            text.push_str(&format!("\n<{name}>"));
            for row in rows {
                let at = places.row(row);
                text.push_str("\n<tr>");
                for (cell, column) in row.cells.iter().zip(at) {
                    let column = table.columns.get(column).copied().unwrap_or_default();
                    self.html_cell(cell, column, name == "thead", &mut text);
                }
                text.push_str("\n</tr>");
            }
            text.push_str(&format!("\n</{name}>"));
        }
        text.push_str("\n</table>");
        text
    }

    /// A cell, with what is in it apart from the tags by blank lines so that it is read as Markdown.
    fn html_cell(&mut self, cell: &Cell, alignment: Alignment, is_head: bool, text: &mut String) {
        let name = if is_head || cell.is_header { "th" } else { "td" };
        text.push_str(&format!("\n<{name}"));
        for (key, size) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if size > 1 {
                text.push_str(&format!(" {key}=\"{size}\""));
            }
        }
        text.push_str(match alignment {
            Alignment::Start => "",
            Alignment::Left => " align=\"left\"",
            Alignment::Center => " align=\"center\"",
            Alignment::Right => " align=\"right\"",
        });
        text.push('>');
        match &cell.content {
            CellContent::Text(content) => self.html_text(content, text),
            CellContent::Blocks(blocks) => {
                let blocks = self.blocks(blocks, Joint::Loose);
                text.push_str(&format!("\n\n{}\n\n", blocks.trim_end()));
            }
        }
        text.push_str(&format!("</{name}>"));
    }

    fn html_text(&self, content: &[Inline], text: &mut String) {
        match content {
            [] => {}
            [Inline { kind: InlineKind::Text(words), .. }] if are_plain(words) => text.push_str(words),
            _ => text.push_str(&format!("\n\n{}\n\n", inlines::write(self, content, Room::Lines))),
        }
    }
}

/// Whether words are read the same between tags as they are in Markdown, since nothing in them marks anything.
fn are_plain(words: &str) -> bool {
    let plain =
        |it: char| it.is_alphanumeric() || matches!(it, ' ' | ',' | '.' | ';' | '(' | ')' | '/' | '%' | '-');
    let edges = |it: &str| it.trim() == it && it.starts_with(char::is_alphanumeric);
    edges(words)
        && words.chars().all(plain)
        && !["--", "..", "//", "  ", "www."].iter().any(|it| words.contains(it))
}

/// Whether a cell can be between bars.
fn is_pipe_cell(cell: &Cell) -> bool {
    let fits = |content: &[Inline]| is_line(content) && !(cell.columns > 1 && content.is_empty());
    cell.rows == 1 && cell.inlines().is_some_and(fits)
}

/// Whether inlines fit a line: they have no line end but such as an element can be.
fn is_line(inlines: &[Inline]) -> bool {
    inlines.iter().all(|it| it.kind != InlineKind::SoftBreak && is_line(it.kind.children()))
}
