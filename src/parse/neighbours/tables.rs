//! Tables whose cells are told by their columns: Pandoc's simple and multiline tables, and the grids of [`grid`].
//!
//! The parser sees a block of HTML in their place.

use std::ops::Range;

use crate::document::Alignment;
use crate::parse::neighbours::grid::grid;
use crate::parse::neighbours::lines::{
    ColumnCell, ColumnRow, ColumnTable, Found, Line, MEASURES, MOST_COLUMNS, Measure, Neighbours, Patch,
};

/// A table of more lines is not read, which bounds the work on hostile input.
const MOST_LINES: usize = 5000;

/// What the lines of a table are, and how its parts are told.
struct Layout<'l, 'a> {
    lines: &'l [Line<'a>],
    /// Where each column begins and ends.
    columns: Vec<(usize, usize)>,
    /// The numbers of the lines of each row of the head.
    head: Vec<Range<usize>>,
    /// Those of the body.
    body: Vec<Range<usize>>,
}

impl Neighbours {
    /// Reads a table that begins at the first of some lines, and gives how many it takes.
    pub(super) fn table(&mut self, lines: &[Line]) -> Option<usize> {
        let first = lines.first()?;
        let lines = &lines[..lines.len().min(MOST_LINES)];
        let Found { table, count, indent, has_blanks } = match first.content.as_bytes().first()? {
            b'+' => grid(lines)?,
            b'-' => spaced(lines)?,
            _ => {
                let next = lines.get(1).filter(|it| it.content.starts_with("--"))?;
                dashes(next.content)?;
                spaced(lines)?
            }
        };
        let at = first.start - first.indent.saturating_sub(indent);
        let (open, close) = if has_blanks { ("<?", "?>") } else { ("<p", "x") };
        self.replace_line(at, first, open, Patch::Table(Box::new(table)));
        for (index, line) in lines[..count].iter().enumerate().skip(1) {
            let begins = if index + 1 == count { close } else { "x" };
            if !line.content.is_empty() {
                self.replace_line(line.start, line, begins, Patch::Blank);
            }
        }
        Some(count)
    }

    /// Shows the parser a line that begins with `begins`.
    fn replace_line(&mut self, at: usize, line: &Line, begins: &str, patch: Patch) {
        let range = at..line.start + line.content.len();
        let fill = if begins.starts_with(['<', '?']) { ' ' } else { 'x' };
        let rest = range.len().saturating_sub(begins.len());
        self.replace(range, format!("{begins}{}", fill.to_string().repeat(rest)), patch);
    }
}

/// A simple or multiline table, whose columns are those of a line of dashes.
fn spaced(lines: &[Line]) -> Option<Found> {
    let first = lines.first()?;
    let is_ruled = is_rule(first.content);
    let begins = usize::from(is_ruled && dashes(first.content).is_none());
    let rule = lines.iter().take(begins + 9).position(|it| dashes(it.content).is_some())?;
    let head = begins..rule;
    let is_whole = lines[..rule].iter().all(|it| !it.content.is_empty());
    if !is_whole || (!is_ruled && rule != 1) || (begins == 1 && rule < 2) || lines[rule].indent > 3 {
        return None;
    }
    let closing = || {
        let ends =
            |at: usize| lines.get(at + 1).is_none_or(|it| it.content.is_empty() || it.quotes < first.quotes);
        (rule + 1..lines.len()).find(|at| is_rule(lines[*at].content) && ends(*at))
    };
    let in_paragraph = |it: &&Line| !it.content.is_empty() && it.quotes == first.quotes;
    let count = match is_ruled {
        true => closing()? + 1,
        false => rule + 1 + lines[rule + 1..].iter().take_while(in_paragraph).count(),
    };
    let lines = &lines[..count];
    let body_end = count - usize::from(is_rule(lines[count - 1].content));
    let body = rule + 1..body_end;
    let has_blanks = lines.iter().any(|it| it.content.is_empty());
    let groups = dashes(lines[rule].content)?;
    let indent = lines[rule].indent;
    let columns: Vec<(usize, usize)> = groups.iter().map(|it| (indent + it.0, indent + it.1)).collect();
    let same = lines.iter().all(|it| it.quotes == first.quotes && !it.content.contains('\t') && !it.in_code);
    if body.is_empty() || !same || columns.len() > MOST_COLUMNS {
        return None;
    }
    let joined = has_blanks || begins == 1;
    let body = if joined { paragraphs(lines, body) } else { body.map(|it| it..it + 1).collect() };
    let mut layout = Layout { lines, columns, head: Vec::new(), body };
    layout.head.extend((!head.is_empty()).then_some(head));
    let measure = MEASURES.into_iter().find(|it| layout.is_parted(*it))?;
    let columns = layout.alignments(measure);
    let mut table = layout.table(columns, measure)?;
    // The first column begins where the line does, and the last ends with it.
    table.range.end = lines.last().map_or(table.range.end, |it| it.start + it.content.len());
    Some(Found { table, count, indent: indent.min(3), has_blanks: is_ruled })
}

/// The runs of lines between blank lines.
fn paragraphs(lines: &[Line], among: Range<usize>) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    for at in among {
        if lines[at].content.is_empty() {
            continue;
        }
        match rows.last_mut().filter(|it| it.end == at) {
            Some(row) => row.end = at + 1,
            None => rows.push(at..at + 1),
        }
    }
    rows
}

/// Whether a line is of dashes, of which some may be parted by spaces.
fn is_rule(line: &str) -> bool {
    line.starts_with("--") && line.len() > 2 && line.bytes().all(|it| it == b'-' || it == b' ')
}

/// The groups of dashes of a line that has several.
fn dashes(line: &str) -> Option<Vec<(usize, usize)>> {
    if !is_rule(line) || !line.contains(' ') {
        return None;
    }
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (at, _) in line.match_indices('-') {
        match groups.last_mut().filter(|it| it.1 == at) {
            Some(group) => group.1 = at + 1,
            None => groups.push((at, at + 1)),
        }
    }
    groups.iter().all(|it| it.1 - it.0 > 1).then_some(groups)
}

impl Layout<'_, '_> {
    /// Whether in each line a space, or nothing, is before each column but the first.
    fn is_parted(&self, measure: Measure) -> bool {
        let rows = self.head.iter().chain(&self.body).cloned().flatten();
        let is_gap = |line: &Line, column: usize| {
            column <= line.indent
                || byte_at(line, column - 1, measure).is_none_or(|at| line.content[at..].starts_with(' '))
        };
        rows.map(|it| &self.lines[it]).all(|line| self.columns.iter().skip(1).all(|it| is_gap(line, it.0)))
    }

    /// How the columns are aligned, by where the first row has its words over or under the dashes.
    fn alignments(&self, measure: Measure) -> Vec<Alignment> {
        let first = self.head.iter().chain(&self.body).next().map(|it| &self.lines[it.start]);
        let Some(line) = first else { return vec![Alignment::Start; self.columns.len()] };
        let at = |byte: usize| line.indent + line.content[..byte].chars().map(measure).sum::<usize>();
        let aligned = self.columns.iter().enumerate().map(|(index, (start, end))| {
            let range = self.cut(line, index, measure);
            let (left, right) = (at(range.start - line.start), at(range.end - line.start));
            match (left <= *start || range.is_empty(), right >= *end) {
                (true, _) => Alignment::Start,
                (false, true) => Alignment::Right,
                (false, false) => Alignment::Center,
            }
        });
        aligned.collect()
    }

    /// The part of a line that is in a column.
    fn cut(&self, line: &Line, column: usize, measure: Measure) -> Range<usize> {
        let start = if column == 0 { 0 } else { self.columns[column].0 };
        let end = self.columns.get(column + 1).map(|it| it.0);
        let length = line.content.len();
        let from = byte_at(line, start, measure).unwrap_or(length);
        let to = end.and_then(|it| byte_at(line, it, measure)).unwrap_or(length).max(from);
        let text = &line.content[from..to];
        let from = to - text.trim_start().len();
        let from = line.start + from;
        from..from + text.trim().len()
    }

    fn table(&self, columns: Vec<Alignment>, measure: Measure) -> Option<ColumnTable> {
        let row = |numbers: &Range<usize>| {
            let lines = &self.lines[numbers.clone()];
            let cell = |column| {
                let lines = lines.iter().map(|line| self.cut(line, column, measure)).collect();
                ColumnCell { lines, columns: 1, rows: 1, is_block: false }
            };
            let cells = (0..self.columns.len()).map(cell).collect();
            let end = lines.last().map_or(0, |it| it.start + it.content.len());
            ColumnRow { cells, range: lines.first().map_or(0, |it| it.start)..end }
        };
        let last = self.lines.last()?;
        Some(ColumnTable {
            columns,
            head: self.head.iter().map(row).collect(),
            body: self.body.iter().map(row).collect(),
            foot: Vec::new(),
            range: self.lines.first()?.start..last.start + last.content.len(),
        })
    }
}

/// The byte of a line's content at a column; `None` where the line ends before.
pub(super) fn byte_at(line: &Line, column: usize, measure: Measure) -> Option<usize> {
    let mut at = line.indent;
    for (byte, it) in line.content.char_indices() {
        if at >= column {
            return Some(byte);
        }
        at += measure(it);
    }
    None
}
