//! Plain text, read by its lines.
//!
//! Nothing tells the underline of a heading from the same line in code, or a bullet from a hyphen: both are read as text,
//! and the expected content says where an edition may have them. Notes at the end of a section and addresses below it
//! are taken out of the text, tables are read by their columns, and the references to addresses may be there or not.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;

use crate::verify::content::{Content, Event, LinkTarget, Location, Role};
use crate::verify::extract::grid::{Grid, grid};

/// The content of a text file.
pub fn extract(text: &str) -> Content {
    extract_with(text, &BTreeSet::new())
}

/// The content of a text file in which the rules on these lines, counted from 0, are not those of tables.
pub(in crate::verify) fn extract_with(text: &str, not_tables: &BTreeSet<usize>) -> Content {
    // Direction marks at the start of a line are for the program that displays it.
    let bare = text.lines().map(|it| it.trim_end().trim_start_matches(['\u{200e}', '\u{200f}']));
    let lines: Vec<&str> = bare.collect();
    let labels = address_labels(&lines);
    let content = Content::default();
    let mut reader = TextReader { lines, labels, not_tables, at: 0, first: 0, skipped: 0, content };
    while reader.at < reader.lines.len() {
        reader.next();
    }
    reader.content
}

struct TextReader<'a> {
    lines: Vec<&'a str>,
    /// The labels of all addresses, as in `link 2`, without white space.
    labels: BTreeSet<String>,
    /// The lines of rules that are not those of tables.
    not_tables: &'a BTreeSet<usize>,
    at: usize,
    /// Where the lines begin in the file: those of a cell are read as a text of their own.
    first: usize,
    /// How many bytes at the start of the next line belong to a reference that began on the line before it.
    skipped: usize,
    content: Content,
}

/// The labels of the addresses at the ends of sections, without white space. Below a rule each line is a label with its
/// address or note, or goes on further in.
fn address_labels(lines: &[&str]) -> BTreeSet<String> {
    let mut labels = BTreeSet::new();
    let mut is_below = false;
    for line in lines.iter().filter(|it| !it.is_empty()) {
        let label = label(line);
        is_below = is_end_rule(line) || is_below && (label.is_some() || line.starts_with(' '));
        if let Some((name, address)) = label.filter(|_| is_below)
            && !is_number(name)
            && !address.is_empty()
            && !address.contains(char::is_whitespace)
        {
            labels.insert(without_space(name));
        }
    }
    labels
}

/// A reference to an address.
struct Reference {
    /// Where it begins on its line.
    start: usize,
    /// Where it ends on its line.
    end: usize,
    /// Where it ends on the next line; `None` if it is on one line.
    skipped: Option<usize>,
}

/// The columns of a drawn table: where each begins and ends, in display cells.
type Columns = Vec<(usize, usize)>;

/// A drawn table.
struct DrawnTable {
    columns: Columns,
    /// The line of the upper rule.
    top: usize,
    /// The line of the lower rule.
    bottom: usize,
    /// The line of the rule above the foot; that of the lower rule where there is no foot.
    foot: usize,
}

impl TextReader<'_> {
    fn next(&mut self) {
        let line = self.lines[self.at];
        if is_end_rule(line) && self.ends_section(self.at + 1) {
            self.at += 1;
            return self.end_of_section();
        }
        if let Some(table) = self.table() {
            return self.rows(&table);
        }
        if !self.not_tables.contains(&(self.first + self.at))
            && let Some(drawn) = grid(&self.lines[self.at..])
        {
            return self.grid(drawn);
        }
        let next = self.lines.get(self.at + 1).copied();
        self.line(line, next);
        self.at += 1;
    }

    fn location(&self) -> Location {
        Location::Line(u32::try_from(self.first + self.at + 1).unwrap_or(u32::MAX))
    }

    /// A line of text, and the line that continues it.
    fn line(&mut self, line: &str, next: Option<&str>) {
        let location = self.location();
        let mut rest = line.get(std::mem::take(&mut self.skipped)..).unwrap_or_default();
        while let Some(found) = rest.match_indices('[').find_map(|(at, _)| self.reference(rest, at, next)) {
            let Reference { start, end, skipped } = found;
            self.content.text(location, &rest[..start]);
            self.content.leaf(location, Role::Optional, &rest[start..end]);
            if let Some((next, skipped)) = next.zip(skipped) {
                self.content.leaf(location, Role::Optional, &next[..skipped]);
                self.skipped = skipped;
            }
            rest = &rest[end..];
        }
        self.content.text(location, rest);
        self.content.push(location, Event::LineEnd);
    }

    /// The reference to an address that begins with the bracket at a byte of a line; `None` if none does. Nothing else
    /// is in an edition and not in its source, so its words may be there or not.
    fn reference(&self, line: &str, start: usize, next: Option<&str>) -> Option<Reference> {
        /// No label is longer.
        const LONGEST: usize = 80;
        let inner = &line[start + 1..];
        if let Some(length) = inner.find(']').filter(|it| *it <= LONGEST) {
            let end = start + 1 + length + 1;
            let is_label = self.labels.contains(&without_space(&inner[..length]));
            return is_label.then_some(Reference { start, end, skipped: None });
        }
        let length = next?.find(']').filter(|it| *it <= LONGEST)?;
        let name = without_space(&format!("{inner}{}", &next?[..length]));
        let reference = Reference { start, end: line.len(), skipped: Some(length + 1) };
        self.labels.contains(&name).then_some(reference)
    }

    /// Whether notes or addresses come next.
    fn ends_section(&self, at: usize) -> bool {
        self.lines.iter().skip(at).find(|it| !it.is_empty()).is_some_and(|it| label(it).is_some())
    }

    /// Notes and addresses, each indented below its label.
    fn end_of_section(&mut self) {
        while self.at < self.lines.len() {
            let line = self.lines[self.at];
            if line.is_empty() {
                self.at += 1;
                continue;
            }
            let Some((name, rest)) = label(line) else { return };
            let (name, rest, indent) = (name.to_owned(), rest.to_owned(), line.width() - rest.width());
            self.labelled(&name, &rest, indent);
        }
    }

    fn labelled(&mut self, name: &str, first: &str, indent: usize) {
        let location = self.location();
        if is_number(name) {
            self.content.push(location, Event::Open(Role::Note(name.to_owned())));
            let next = self.lines.get(self.at + 1).copied();
            self.line(first, next);
            self.at += 1;
            self.indented_lines(indent);
            return self.content.push(location, Event::Close);
        }
        let mut address = first.to_owned();
        self.at += 1;
        while let Some(more) =
            self.lines.get(self.at).and_then(|it| unindented(it, indent)).filter(|it| !it.is_empty())
        {
            address.push_str(more.trim_start());
            self.at += 1;
        }
        self.content.push(location, Event::Open(Role::Generated));
        self.content.leaf(location, Role::Link(LinkTarget::Url(address)), name);
        self.content.push(location, Event::Close);
    }

    /// The lines that are indented below a label.
    fn indented_lines(&mut self, indent: usize) {
        while let Some(line) = self.lines.get(self.at).copied() {
            let next = self.lines.iter().skip(self.at).find(|it| !it.is_empty());
            if unindented(line, indent).is_none()
                && !(line.is_empty() && next.is_some_and(|it| unindented(it, indent).is_some()))
            {
                return;
            }
            let next = self.lines.get(self.at + 1).copied();
            self.line(line, next);
            self.at += 1;
        }
    }

    /// The drawn table that begins here.
    fn table(&self) -> Option<DrawnTable> {
        // The head ends at the first rule, without an empty line before it.
        let head =
            self.lines[self.at..].iter().take_while(|it| !it.is_empty() && columns(it).is_none()).count();
        let top = self.at + head;
        let found = self.lines.get(top).and_then(|it| columns(it))?;
        let rule = self.lines[top];
        // Hyphens in all cells of a row are no rule of a table that is drawn with others.
        let drawn = |it: &str| columns(it).is_some() && (it.contains('─') || !rule.contains('─'));
        let bottom = self.lines.iter().enumerate().skip(top + 1).find(|(_, it)| drawn(it))?.0;
        // Without lines in its body, or with different rules, it is not a table; single rules of hyphens are code.
        let is_table = self.lines[bottom] == rule && (found.len() > 1 || head > 0 && rule.contains('─'));
        let named = self.first + top;
        (is_table && !self.not_tables.contains(&named)).then(|| {
            let foot = bottom;
            // What follows a table stands apart from it; only a foot does not.
            let follows = self.lines.get(bottom + 1).is_some_and(|it| !it.is_empty());
            let after = self.lines[bottom + 1..].iter().position(|it| *it == rule);
            let bottom = after.filter(|_| follows).map_or(bottom, |it| bottom + 1 + it);
            DrawnTable { columns: found, top, bottom, foot }
        })
    }

    /// The cells of a grid, each as a text of its own.
    fn grid(&mut self, drawn: Grid<'_>) {
        let start = self.at;
        self.content.tables.push(self.first + start);
        for cell in drawn.cells {
            let content = std::mem::take(&mut self.content);
            let mut reader = TextReader {
                lines: cell.lines,
                labels: std::mem::take(&mut self.labels),
                not_tables: self.not_tables,
                at: 0,
                first: self.first + start + cell.top,
                skipped: 0,
                content,
            };
            while reader.at < reader.lines.len() {
                reader.next();
            }
            (self.labels, self.content) = (reader.labels, reader.content);
        }
        self.at = start + drawn.height;
    }

    fn rows(&mut self, table: &DrawnTable) {
        let DrawnTable { columns, top, bottom, foot } = table;
        let (top, bottom, foot) = (*top, *bottom, *foot);
        self.content.tables.push(self.first + top);
        self.row(columns, self.at..top);
        self.group(columns, top + 1, foot);
        if foot < bottom {
            self.group(columns, foot + 1, bottom);
        }
        self.at = bottom + 1;
    }

    /// The rows of a group, whose lines begin with one and end before another.
    fn group(&mut self, columns: &Columns, first: usize, end: usize) {
        let spaced = self.lines[first..end].iter().any(|it| it.is_empty())
            || (first + 1..end).all(|it| self.continues(columns, first, it));
        let mut start = first;
        for at in first..=end {
            let ends = if spaced { at == end || self.lines[at].is_empty() } else { at > start || at == end };
            if ends && at > start {
                self.row(columns, start..at);
                start = if spaced { at + 1 } else { at };
            }
        }
    }

    /// Whether a line continues a row that starts on the line `first`: it is empty in some column, and none of its words
    /// would have fitted on the line before it.
    fn continues(&self, columns: &Columns, first: usize, at: usize) -> bool {
        let cell = |line: usize, (start, end): &(usize, usize)| cut(self.lines[line], *start, *end).trim();
        let ends = |column: &(usize, usize)| cell(at, column).is_empty() && !cell(first, column).is_empty();
        let full = |column: &(usize, usize)| {
            let next = cell(at, column).split_whitespace().next().unwrap_or_default();
            next.is_empty() || cell(at - 1, column).width() + 1 + next.width() > column.1 - column.0
        };
        columns.iter().any(ends) && columns.iter().all(full)
    }

    /// A row: the words of each cell one after the other, however many lines it takes.
    fn row(&mut self, columns: &Columns, lines: std::ops::Range<usize>) {
        for (start, end) in columns {
            let cells: Vec<String> =
                lines.clone().map(|at| cut(self.lines[at], *start, *end).trim().to_owned()).collect();
            for (index, at) in lines.clone().enumerate() {
                self.at = at;
                self.line(&cells[index], cells.get(index + 1).map(String::as_str));
            }
        }
    }
}

/// The part of a line between two columns in display cells. Characters that are joined may take less together than each
/// for itself, so the width is that of the line up to there.
fn cut(line: &str, start: usize, end: usize) -> &str {
    if line.is_ascii() {
        return line.get(start.min(line.len())..end.min(line.len())).unwrap_or("");
    }
    let mut cells = 0;
    let (mut from, mut to) = (line.len(), line.len());
    for (at, character) in line.char_indices() {
        let reached = line[..at + character.len_utf8()].width();
        if cells >= start && from == line.len() && reached > cells {
            from = at;
        }
        if cells >= end && reached > cells {
            to = at;
            break;
        }
        cells = reached;
    }
    line.get(from..to).unwrap_or("")
}

/// The columns that a line of rules draws; `None` for any other line.
fn columns(line: &str) -> Option<Columns> {
    let characters = ['─', '-'];
    if !line.trim_start().starts_with(characters)
        || line.chars().any(|it| it != ' ' && !characters.contains(&it))
    {
        return None;
    }
    let mut columns: Columns = Vec::new();
    let mut before = ' ';
    for (at, character) in line.chars().enumerate() {
        match (before, character) {
            (' ', ' ') | ('─' | '-', ' ') => {}
            (' ', _) => columns.push((at, at + 1)),
            _ => columns.last_mut()?.1 = at + 1,
        }
        before = character;
    }
    // The last column may be wider than its rule in the tables of other programs.
    Some(columns)
}

/// Whether a line is the rule above the notes of a section; what is indented is code.
fn is_end_rule(line: &str) -> bool {
    line.chars().count() >= 10 && line.chars().all(|it| it == '─')
        || line.len() >= 10 && line.bytes().all(|it| it == b'-')
}

/// Whether the name of a label is that of a note.
fn is_number(name: &str) -> bool {
    name.bytes().all(|it| it.is_ascii_digit())
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The label at the start of a line, as in `[1] …` or `[link 2] …`, and the rest.
fn label(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix('[')?.split_once(']')?;
    let number = name.rsplit([' ', '\u{a0}']).next()?;
    let numbered = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    (numbered && name.chars().count() < 40).then_some((name, rest.strip_prefix(' ').unwrap_or(rest)))
}

/// The line without its indent; `None` if it is indented less.
fn unindented(line: &str, indent: usize) -> Option<&str> {
    let spaces = line.bytes().take_while(|it| *it == b' ').count();
    (spaces >= indent && !line.is_empty()).then(|| &line[indent..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::content::Format;
    use crate::verify::normalize::normalize;
    use crate::verify::word::joined;

    fn flow(text: &str) -> String {
        let normalized = normalize(&extract(text), Format::Text.ignored());
        normalized.flow.words.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn underlines_and_bullets_are_read_as_text() {
        assert_eq!(flow("Head\n====\n\nText\n\n   * * *\n\nmore\n"), "Head = = = Text more");
        assert_eq!(flow("- a\n    - b\n"), "- a - b");
        assert_eq!(flow("    Name\n    ----\n    foo\n"), "Name - foo");
    }

    #[test]
    fn drawn_table_is_read_by_cells() {
        let table = "a    b\n───  ─────\none  two\n     lines\n\nx    y\n───  ─────\n\nend\n";
        assert_eq!(flow(table), "a b one two lines x y end");
    }

    #[test]
    fn table_row_on_several_lines_is_read_by_cells() {
        let lines = "a      b\n─────  ───\none    two\nlines\n─────  ───\n";
        assert_eq!(flow(lines), "a b one lines two");
        let rows = "a      b\n─────  ───\none    two\nlines  and\n─────  ───\n";
        assert_eq!(flow(rows), "a b one two lines and");
    }

    #[test]
    fn front_matter_in_code_is_not_a_table() {
        let code =
            "So:\n\n    ---\n    title: A\n    ---\n\n    - b\n\nand\n\n    ---\n    c d e f\n    ---\n";
        assert_eq!(flow(code), "So : - title : A - - b and - c d e f -", "hyphens of code stay");
    }

    #[test]
    fn references_to_addresses_are_optional() {
        let end = "\n\n────────────────────\n\n[link 12] https://a.org\n";
        for line in [
            "One\u{a0}[link\u{a0}12] two.",
            "One [link\n12] two.",
            "One [li\nnk 12] two.",
            "One [link 1\n2] two.",
        ] {
            let normalized = normalize(&extract(&format!("{line}{end}")), Format::Text.ignored());
            let required = normalized.flow.words.iter().filter(|it| !it.optional);
            assert_eq!(
                required.map(|it| it.text.as_str()).collect::<Vec<_>>(),
                ["One", "two", "."],
                "{line}"
            );
        }
        assert_eq!(flow(&format!("One [link 13] and [not\none].{end}")), "One link 13 and not one .");
    }

    #[test]
    fn rule_of_code_does_not_end_a_section() {
        assert_eq!(flow("So:\n\n    ----------\n    [1] a\n"), "So : - 1 a");
    }

    #[test]
    fn notes_and_addresses_are_separate_from_the_text() {
        let text = "Text.[1]\n\n────────────────────\n\n[1] A note\n    of two lines.\n\n[link 1] https://a.org/\n         b\n\n\nNext\n";
        let normalized = normalize(&extract(text), Format::Text.ignored());
        assert_eq!(joined(&normalized.flow.words), "Text.1Next");
        assert_eq!(joined(&normalized.notes[0].text.words), "Anoteoftwolines.");
        let targets: Vec<_> = normalized.asides.iter().flat_map(|it| it.links.iter().cloned()).collect();
        assert_eq!(targets, [LinkTarget::Url("https://a.org/b".to_owned())]);
    }
}
