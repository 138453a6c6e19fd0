//! Tables: of bars where each cell is one line, else of the elements of HTML with Markdown in them.

use crate::document::{Alignment, Attr, Inline, InlineKind, Row, Table};
use crate::markdown::attributes;
use crate::markdown::inlines::{self, Room};
use crate::markdown::writer::Writer;

impl Writer<'_> {
    /// A table and its caption, without its attributes.
    pub(super) fn pipe_table(&mut self, table: &Table) -> Option<String> {
        let fits = table.head.len() == 1
            && !table.columns.is_empty()
            && table.head.iter().chain(&table.body).all(|row| {
                row.cells.len() == table.columns.len() && row.cells.iter().all(|cell| is_line(&cell.content))
            });
        if !fits {
            return None;
        }
        let mut lines = Vec::new();
        let head = table.head.first()?;
        lines.push(self.pipe_row(head));
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
        let cells: Vec<String> =
            row.cells.iter().map(|it| inlines::write(self, &it.content, Room::Row)).collect();
        format!("| {} |", cells.join(" | "))
    }

    /// A table as elements, each cell a paragraph of Markdown.
    pub(super) fn html_table(&mut self, table: &Table, attr: &Attr) -> String {
        let mut text = attributes::tag_text("table", attr);
        if let Some(caption) = table.caption.as_ref().filter(|it| !it.is_empty()) {
            text.push_str("\n<caption>");
            self.html_cell(caption, &mut text);
            text.push_str("</caption>");
        }
        for (name, cell, rows) in [("thead", "th", &table.head), ("tbody", "td", &table.body)] {
            if rows.is_empty() {
                continue;
            }
            text.push_str(&format!("\n<{name}>"));
            for row in rows {
                text.push_str("\n<tr>");
                for (content, column) in row.cells.iter().zip(&table.columns) {
                    let align = match column {
                        Alignment::Start => "",
                        Alignment::Left => " align=\"left\"",
                        Alignment::Center => " align=\"center\"",
                        Alignment::Right => " align=\"right\"",
                    };
                    text.push_str(&format!("\n<{cell}{align}>"));
                    self.html_cell(&content.content, &mut text);
                    text.push_str(&format!("</{cell}>"));
                }
                text.push_str("\n</tr>");
            }
            text.push_str(&format!("\n</{name}>"));
        }
        text.push_str("\n</table>");
        text
    }

    /// What is in a cell, apart from the tags by blank lines so that it is read as Markdown.
    fn html_cell(&self, content: &[Inline], text: &mut String) {
        if !content.is_empty() {
            text.push_str(&format!("\n\n{}\n\n", inlines::write(self, content, Room::Lines)));
        }
    }
}

/// Whether inlines fit a line: they have no line end but such as an element can be.
fn is_line(inlines: &[Inline]) -> bool {
    inlines.iter().all(|it| it.kind != InlineKind::SoftBreak && is_line(it.kind.children()))
}
