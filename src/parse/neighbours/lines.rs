//! The lines of a source.
//!
//! What the lines of other dialects are for the parser.

use crate::document::{Alignment, Numbering};
use std::collections::BTreeMap;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// A line, without the marks of quotations and the white space before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Where its content begins.
    pub(super) start: usize,
    /// What it holds, without white space at its end.
    pub(super) content: &'a str,
    /// The white space before it, after the marks of quotations.
    pub(super) indent: usize,
    /// How many quotations it is in.
    pub(super) quotes: usize,
    /// Whether it is fenced code.
    pub(super) in_code: bool,
}

impl Line<'_> {
    /// Whether anything of another dialect may begin here.
    pub(super) fn may_begin(&self) -> bool {
        match self.content.as_bytes().first() {
            Some(b'|' | b'!' | b'?' | b'*' | b'{' | b'%' | b'(') => true,
            Some(b'+') => ["+-", "+=", "+:"].iter().any(|it| self.content.starts_with(it)),
            Some(b'-') => self.content.starts_with("--") && self.content.contains(" --"),
            Some(b'#') => self.content.starts_with("#.") || self.content.contains(" {"),
            Some(b':') => self.begins_word(),
            Some(first) if first.is_ascii_alphabetic() => {
                let label = self.content.bytes().take(8).position(|it| it == b'.' || it == b')');
                label.is_some_and(|it| {
                    self.content.as_bytes().get(it + 1).is_some_and(|it| *it == b' ' || *it == b'\t')
                })
            }
            Some(_) | None => false,
        }
    }

    /// Whether it begins with a colon that belongs to the word after it, as `:octocat:` does.
    pub(super) fn begins_word(&self) -> bool {
        let rest = self.content.strip_prefix(':');
        rest.is_some_and(|it| it.starts_with(|it: char| !it.is_whitespace() && !":-|".contains(it)))
    }
}

/// The lines from a byte of the source on.
pub(super) fn lines(text: &str, body: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = body;
    for whole in text.get(body..).unwrap_or("").split_inclusive('\n') {
        let mut rest = whole;
        let (mut quotes, mut indent) = (0, 0);
        loop {
            let inner = rest.trim_start_matches([' ', '\t']);
            indent = indent.max(rest.len() - inner.len());
            let Some(quoted) = inner.strip_prefix('>') else {
                rest = inner;
                break;
            };
            (quotes, indent) = (quotes + 1, 0);
            rest = quoted.strip_prefix(' ').unwrap_or(quoted);
        }
        let content = rest.trim_end();
        let start = at + whole.len() - rest.len();
        let marks = ["```", "~~~"].into_iter().find(|it| content.starts_with(it));
        let in_code = fence.is_some();
        match (fence, marks) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark && content.trim_start_matches(&mark[..1]).is_empty() => {
                fence = None;
            }
            _ => {}
        }
        lines.push(Line { start, content, indent, quotes, in_code: in_code || marks.is_some() });
        at += whole.len();
    }
    lines
}

/// The character that a bar of a line block is for the parser: no text may hold it.
pub(in crate::parse) const BAR: char = '\u{1}';

/// The character that a colon of a word is for the parser, which would take it for the mark of a definition.
pub(super) const COLON: char = '\u{2}';

/// What was written where the parser sees something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Patch {
    /// The first label of a list, with its number.
    List(Numbering, u64),
    /// The first line of an admonition.
    Remark(Range<usize>),
    /// The bar of a line in a line block.
    Bar,
    /// A line of attributes for the block before it.
    Attributes(Range<usize>),
    /// A table whose cells are told by their columns.
    Table(Box<ColumnTable>),
    /// Nothing that the tree needs to know.
    Blank,
}

/// What the lines of a source hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::parse) struct Neighbours {
    /// What was written at a byte.
    pub(in crate::parse) patches: BTreeMap<usize, Patch>,
    /// What the parser is to see, in order, as long as what it replaces.
    pub(in crate::parse) edits: Vec<(Range<usize>, String)>,
    /// Abbreviations with their long forms.
    pub(in crate::parse) abbreviations: Vec<(String, String)>,
    /// The numbers of examples, by label.
    pub(in crate::parse) examples: BTreeMap<String, u64>,
    /// Remarks of Obsidian's, which no edition shows.
    pub(in crate::parse) comments: Vec<Range<usize>>,
}

impl Neighbours {
    /// Shows the parser something else in a range.
    pub(super) fn replace(&mut self, range: Range<usize>, with: String, patch: Patch) {
        self.patches.insert(range.start, patch);
        self.edits.push((range, with));
    }

    /// Shows the parser spaces in a range.
    pub(super) fn blank(&mut self, range: Range<usize>, patch: Patch) {
        let with = " ".repeat(range.len());
        self.replace(range, with, patch);
    }
}

/// A table, by the places of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct ColumnTable {
    /// How each column is aligned.
    pub(in crate::parse) columns: Vec<Alignment>,
    /// The rows of its head.
    pub(in crate::parse) head: Vec<ColumnRow>,
    /// The rows of its body.
    pub(in crate::parse) body: Vec<ColumnRow>,
    /// The rows of its foot.
    pub(in crate::parse) foot: Vec<ColumnRow>,
    /// The whole of it.
    pub(in crate::parse) range: Range<usize>,
}

/// A row: the cells that begin in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct ColumnRow {
    pub(in crate::parse) cells: Vec<ColumnCell>,
    pub(in crate::parse) range: Range<usize>,
}

/// A cell: its lines, without the space around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct ColumnCell {
    pub(in crate::parse) lines: Vec<Range<usize>>,
    /// How many columns it takes.
    pub(in crate::parse) columns: u16,
    /// How many rows it takes.
    pub(in crate::parse) rows: u16,
    /// Whether there may be blocks in it: a blank line ends a paragraph, and a mark begins an item.
    pub(in crate::parse) is_block: bool,
}

/// A table has no more columns.
pub(super) const MOST_COLUMNS: usize = 100;

/// How many columns a character takes.
pub(super) type Measure = fn(char) -> usize;

/// Editors count a wide character as two columns, programs often as one.
pub(super) const MEASURES: [Measure; 2] = [|it| it.width().unwrap_or(0), |_| 1];

/// A table, and what the parser sees in its place.
pub(super) struct Found {
    pub(super) table: ColumnTable,
    /// How many lines it takes.
    pub(super) count: usize,
    /// The indent of what begins it for the parser.
    pub(super) indent: usize,
    /// Whether a blank line may be in it.
    pub(super) has_blanks: bool,
}
