//! Tables to parts: the elements of their groups, rows and cells, and what is in the cells.

use crate::document::{Block, Cell, CellContent, HeaderScope, Places, Row, Table};
use crate::geometry::{Em, Length};
use crate::layout::blocks::builder::{BlockContext, GalleyBuilder};
use crate::layout::galley::part::{CellBlocks, CellBody, CellPart, PartKind, RowPart, TablePart};
use crate::layout::page::vlist::{Gap, PanelId};
use crate::layout::paragraph::collect::collect;
use crate::layout::structure::{CellTags, ElementId, Role};
use crate::layout::table::column_align;
use crate::source::Span;
use crate::theme::{Align, Lines, TextDesign};

/// The space between the paragraphs of a cell.
const BETWEEN: Lines = Lines::milli(350);

/// The header cells of a table, as far as they have been made.
#[derive(Default)]
struct Headers {
    /// For each column its headers, from the top.
    columns: Vec<Vec<ElementId>>,
    /// The headers of rows that reach into the next row, each with how many more rows it names.
    rows: Vec<(ElementId, u16)>,
}

/// A group of rows that is being made.
struct Group<'t> {
    element: ElementId,
    is_head: bool,
    table: &'t Table,
    /// Whether the cells name their headers: where there are headers of several rows or columns.
    has_headers: bool,
    context: &'t BlockContext,
}

/// A row with what is known of each of its cells.
struct TaggedRow<'r> {
    row: &'r Row,
    /// The column in which each begins.
    places: &'r [usize],
    /// The element of each, and what it names.
    named: Vec<(ElementId, Option<HeaderScope>)>,
}

impl GalleyBuilder<'_> {
    /// The part of a table with its element, which has no caption yet or has it already.
    pub(super) fn table_part(
        &mut self,
        table: &Table,
        element: ElementId,
        span: Span,
        context: &BlockContext,
    ) -> TablePart {
        let direction = context.lang.direction();
        let aligns: Vec<Align> = table.columns.iter().map(|it| column_align(*it, direction)).collect();
        let cell = self.style(&self.design.theme.table.cell, context);
        let mut places = Places::new(table.columns.len());
        let mut headers = Headers { columns: vec![Vec::new(); table.columns.len()], rows: Vec::new() };
        let has_headers = needs_headers(table);
        // A head without a body is none (ISO 14289-1, 7.5; ISO 32000-1, table 337).
        let bodiless = table.body.is_empty() && table.foot.is_empty();
        let mut group = |blocks: &mut Self, role: Role, rows: &[Row]| {
            let span = rows.iter().map(|it| it.span).reduce(Span::join);
            let is_head = role == Role::TableHead;
            let parent = match span {
                Some(span) if !(is_head && bodiless) => blocks.structure.element(element, role, span),
                Some(_) | None => element,
            };
            let group = Group { element: parent, is_head, table, has_headers, context };
            headers.rows.clear();
            let rows = rows.iter().map(|row| {
                let at = places.row(row);
                blocks.row(&group, row, &at, &mut headers)
            });
            rows.collect::<Vec<RowPart>>()
        };
        let head = group(self, Role::TableHead, &table.head);
        let body = group(self, Role::TableBody, &table.body);
        let foot = group(self, Role::TableFoot, &table.foot);
        let (size, leading) = (cell.text.size, cell.leading);
        TablePart { aligns, head, body, foot, size, leading, reach: self.reach(context), span }
    }

    fn row(&mut self, group: &Group<'_>, row: &Row, places: &[usize], headers: &mut Headers) -> RowPart {
        let element = self.structure.element(group.element, Role::TableRow, row.span);
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut named = Vec::new();
        for (cell, column) in row.cells.iter().zip(places) {
            let scope = if group.is_head { Some(HeaderScope::Column) } else { row.scope(cell) };
            let role = scope.map_or(Role::TableData, Role::TableHeader);
            let tags = self.structure.element(element, role, cell.span);
            named.push((tags, scope));
            let column = *column;
            let body = self.cell(group, cell, column, (tags, scope));
            let (columns, rows) = (usize::from(cell.columns), usize::from(cell.rows));
            cells.push(CellPart { body, column, columns, rows });
        }
        self.tag(group, &TaggedRow { row, places, named }, headers);
        RowPart { cells }
    }

    /// Gives the cells of a row what tags say of their places.
    fn tag(&mut self, group: &Group<'_>, tagged: &TaggedRow<'_>, headers: &mut Headers) {
        let TaggedRow { row, places, named } = tagged;
        let filled = || row.cells.iter().zip(named).filter(|it| !it.0.is_empty());
        let of_row = filled().filter(|it| it.1.1 == Some(HeaderScope::Row));
        headers.rows.extend(of_row.map(|(cell, (element, _))| (*element, cell.rows)));
        for ((cell, (element, scope)), column) in row.cells.iter().zip(named).zip(*places) {
            let columns = *column..*column + usize::from(cell.columns);
            let mut names = Vec::new();
            if group.has_headers && scope.is_none() {
                let above = headers.columns.get(columns.clone()).unwrap_or_default().iter().flatten();
                names = above.copied().chain(headers.rows.iter().map(|it| it.0)).collect();
                let mut seen = std::collections::BTreeSet::new();
                names.retain(|it| seen.insert(*it));
            }
            if !cell.is_single() || !names.is_empty() {
                let tags = CellTags { columns: cell.columns, rows: cell.rows, headers: names };
                self.structure.get_mut(*element).cell = Some(Box::new(tags));
            }
        }
        for ((cell, (element, scope)), column) in row.cells.iter().zip(named).zip(*places) {
            if *scope != Some(HeaderScope::Column) || cell.is_empty() {
                continue;
            }
            let columns = *column..*column + usize::from(cell.columns);
            for names in headers.columns.get_mut(columns).unwrap_or_default() {
                // A row of headers within the body takes the place of the one before it.
                let is_head = |it: &ElementId| self.is_in_head(*it);
                if !group.is_head {
                    names.retain(is_head);
                }
                names.push(*element);
            }
        }
        headers.rows.iter_mut().for_each(|it| it.1 -= 1);
        headers.rows.retain(|it| it.1 > 0);
    }

    /// Whether a cell is in the head of its table.
    fn is_in_head(&self, cell: ElementId) -> bool {
        let row = self.structure.get(cell).parent;
        let group = row.and_then(|it| self.structure.get(it).parent);
        group.is_some_and(|it| self.structure.get(it).role == Role::TableHead)
    }

    fn cell(
        &mut self,
        group: &Group<'_>,
        cell: &Cell,
        column: usize,
        (element, scope): (ElementId, Option<HeaderScope>),
    ) -> CellBody {
        let context = group.context;
        let design = &self.design.theme.table;
        let look = if scope.is_some() { &design.head } else { &design.cell };
        let spans = group.is_head && cell.columns > 1;
        let alignment = group.table.columns.get(column).copied().unwrap_or_default();
        let align = if spans { Align::Center } else { column_align(alignment, context.lang.direction()) };
        match &cell.content {
            CellContent::Text(content) => {
                let mut style = self.style(look, context);
                style.align = align;
                self.await_notes(content);
                CellBody::Text(collect(self.cx, content, &style, element, &mut self.structure))
            }
            CellContent::Blocks(blocks) => {
                let look = TextDesign { align, ..*look };
                self.cell_blocks(blocks, &BlockContext { element, look, ..context.clone() })
            }
        }
    }

    /// The blocks of a cell, as if they had the measure of the page.
    fn cell_blocks(&mut self, blocks: &[Block], context: &BlockContext) -> CellBody {
        let first_panel = self.galley.panels.len();
        // The notes are made below the table.
        let within_note = std::mem::replace(&mut self.within_note, true);
        let inside = BlockContext {
            start: Length::ZERO,
            end: Length::ZERO,
            between: BETWEEN,
            hang: Em::ZERO,
            on_grid: false,
            lists: 0,
            panel: None,
            ..context.clone()
        };
        let mut parts = self.apart(|it| {
            it.nested(blocks, &inside);
            if !it.names.is_empty() {
                it.push(PartKind::Empty, &inside);
            }
        });
        self.within_note = within_note;
        let mut panels = self.galley.panels.split_off(first_panel);
        let first = u32::try_from(first_panel).unwrap_or(u32::MAX);
        let own = |it: PanelId| PanelId(it.0.saturating_sub(first));
        panels.iter_mut().for_each(|it| it.parent = it.parent.map(own));
        for part in &mut parts {
            part.panel = part.panel.map(own);
            part.balanced = false;
            part.below = None;
            part.above = Gap { snap: None, start: None, ..part.above };
        }
        CellBody::Blocks(CellBlocks { parts, panels })
    }
}

/// Whether the scopes of its headers alone do not tell a reader what each cell belongs to.
fn needs_headers(table: &Table) -> bool {
    let spans = |row: &Row| row.cells.iter().any(|it| it.columns > 1);
    let within = |row: &Row| !row.cells.is_empty() && row.cells.iter().all(|it| it.is_header);
    let reaches = |row: &Row| row.cells.iter().any(|it| it.is_header && it.rows > 1);
    table.head.len() > 1 && table.head.iter().any(spans)
        || table.body.iter().chain(&table.foot).any(|row| within(row) || reaches(row))
}
