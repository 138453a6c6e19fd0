//! Tables.

use crate::document::attr::CHANGED;
use crate::document::{Alignment, Cell, CellContent, HeaderScope, Places, Row, Table};
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
        let groups = [("thead", &table.head), ("tbody", &table.body), ("tfoot", &table.foot)];
        let mut places = Places::new(table.columns.len());
        for (name, rows) in groups {
            let rows = self.rows(rows, table, &mut places, name == "thead");
            if !rows.is_empty() {
                element = element.child(Element::new(name).children(rows));
            }
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

    fn rows(&mut self, rows: &[Row], table: &Table, places: &mut Places, head: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        for row in rows {
            let at = places.row(row);
            let last = at.len();
            let cells: Vec<Node> = (1..)
                .zip(row.cells.iter().zip(at))
                .map(|(number, (cell, column))| {
                    let scope = if head { Some(HeaderScope::Column) } else { row.scope(cell) };
                    let align = table.columns.get(column).copied().unwrap_or_default();
                    let element = self.cell(cell, (align, head && cell.columns > 1), scope);
                    // The last of a row is not at the edge where a cell from above is beside it.
                    let is_inner = column + usize::from(cell.columns) < table.columns.len();
                    element.maybe("class", (is_inner && number == last).then_some("inner")).into()
                })
                .collect();
            let is_changed = row.cells.iter().filter_map(Cell::inlines).any(has_change);
            let element = Element::new("tr").maybe("class", is_changed.then_some(CHANGED));
            nodes.push(element.children(cells).into());
        }
        nodes
    }

    /// A cell, which is aligned like its column, but for one of the head that spans several. An empty one is no header: it
    /// would name nothing.
    fn cell(
        &mut self,
        cell: &Cell,
        (align, spans): (Alignment, bool),
        scope: Option<HeaderScope>,
    ) -> Element {
        let element = match scope.filter(|_| !cell.is_empty()) {
            Some(HeaderScope::Column) => Element::new("th").with("scope", "col"),
            Some(HeaderScope::Row) => Element::new("th").with("scope", "row"),
            None => Element::new("td"),
        };
        let class = match align {
            _ if spans => Some("spanning"),
            Alignment::Start => None,
            Alignment::Left => Some("left"),
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        };
        let number = |it: u16| (it > 1).then(|| it.to_string());
        let element = element.maybe("class", class);
        let element = element.maybe("colspan", number(cell.columns)).maybe("rowspan", number(cell.rows));
        match &cell.content {
            CellContent::Text(content) => element.children(self.inlines(content)),
            CellContent::Blocks(blocks) => element.children(self.nested(blocks)),
        }
    }
}

/// The heads of the columns, which name a table without caption.
fn columns(table: &Table) -> String {
    let cells = table.head.iter().take(1).flat_map(|row| &row.cells);
    let heads: Vec<String> = cells.map(Cell::plain).filter(|it| !it.is_empty()).collect();
    heads.join(", ")
}
