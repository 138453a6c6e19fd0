//! What the lines of other dialects are for the parser.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::{Alignment, Numbering};

/// The character that a bar of a line block is for the parser: no text may hold it.
pub(in crate::parse) const BAR: char = '\u{1}';

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
    /// The whole of it.
    pub(in crate::parse) range: Range<usize>,
}

/// A row: for each cell its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct ColumnRow {
    pub(in crate::parse) cells: Vec<Vec<Range<usize>>>,
    pub(in crate::parse) range: Range<usize>,
}
