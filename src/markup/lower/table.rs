//! Tables.

use crate::document::attr::CHANGED;
use crate::document::{Alignment, Cell, Row, Table, text};
use crate::markup::lower::inline::has_change;
use crate::markup::{Element, Lowering, Node};

impl Lowering<'_> {
    /// A table, inside a region that scrolls alone and that a keyboard reaches.
    pub(super) fn table(&mut self, table: &Table) -> Element {
        self.tables += 1;
        let id = self.ids.numbered("table", self.tables);
        let caption = table.caption.as_deref().map(|it| self.inlines(it));
        let named = caption.is_some();
        let mut element = Element::new("table");
        if let Some(caption) = caption {
            element = element.child(Element::new("caption").with("id", id.clone()).children(caption));
        }
        if !table.head.is_empty() {
            let rows = self.rows(&table.head, table, true);
            element = element.child(Element::new("thead").children(rows));
        }
        let rows = self.rows(&table.body, table, false);
        if !rows.is_empty() {
            element = element.child(Element::new("tbody").children(rows));
        }
        let region = Element::new("div").with("class", "scroll").with("role", "group").with("tabindex", "0");
        let heads = columns(table);
        let region = if named {
            region.with("aria-labelledby", id)
        } else if heads.is_empty() {
            region.with("aria-label", self.words.table)
        } else {
            region.with("aria-label", heads)
        };
        region.child(element)
    }

    fn rows(&mut self, rows: &[Row], table: &Table, head: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        for row in rows {
            let cells = row.cells.iter().zip(&table.columns);
            let cells: Vec<Node> = cells.map(|(cell, align)| self.cell(cell, *align, head).into()).collect();
            let is_changed = row.cells.iter().any(|it| has_change(&it.content));
            let element = Element::new("tr").maybe("class", is_changed.then_some(CHANGED));
            nodes.push(element.children(cells).into());
        }
        nodes
    }

    /// A cell. An empty one of the head is no header: it would name nothing.
    fn cell(&mut self, cell: &Cell, align: Alignment, head: bool) -> Element {
        let element = if head && !cell.content.is_empty() {
            Element::new("th").with("scope", "col")
        } else {
            Element::new("td")
        };
        let class = match align {
            Alignment::Start => None,
            Alignment::Left => Some("left"),
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        };
        element.maybe("class", class).children(self.inlines(&cell.content))
    }
}

/// The heads of the columns, which name a table without caption.
fn columns(table: &Table) -> String {
    let cells = table.head.iter().chain(&table.body).take(1).flat_map(|row| &row.cells);
    let heads: Vec<String> =
        cells.map(|cell| text::plain(&cell.content)).filter(|it| !it.is_empty()).collect();
    heads.join(", ")
}
