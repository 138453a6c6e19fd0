//! Two sequences of blocks as one.

use std::mem::discriminant;

use crate::document::note::NoteOrder;
use crate::document::walk::{Part, walk_blocks_mut, walk_inlines_mut, walk_leaves_mut};
use crate::document::{
    Block, BlockKind, Cell, CellContent, Definition, Document, Figure, Id, InlineKind, List, ListItem, Note,
    NoteId, Notes, Row, Table, Term, text,
};
use crate::locale::{RedlineWords, redline_words};
use crate::redline::align::{Step, Unit, align};
use crate::redline::inlines::merge;
use crate::redline::marks::Marker;
use crate::redline::tokens::Side;

/// Makes one document of two.
#[derive(Debug)]
pub(super) struct Merger {
    words: &'static RedlineWords,
    /// The notes of the new version, then those of the old one.
    notes: Notes,
    /// For each note of the old version its id in the table: that of the note of the new version that it became.
    old_notes: Vec<NoteId>,
    /// The notes of both versions: that of the old one, that of the new one.
    pairs: Vec<(NoteId, NoteId)>,
    /// How many notes the new version has.
    new_count: usize,
}

impl Merger {
    /// Begins with the notes of both: which of them are the same is known by their words.
    pub(super) fn new(old: &Document, new: &Document) -> Merger {
        let mut notes = Notes::default();
        let own: Vec<NoteId> = new.notes.iter().filter_map(|(_, it)| notes.add(it.clone())).collect();
        let added: Vec<NoteId> = old.notes.iter().filter_map(|(_, it)| notes.add(it.clone())).collect();
        let part = |(_, note): (NoteId, &Note)| Unit { kind: String::new(), text: texts(&note.blocks) };
        let (one, two): (Vec<Unit>, Vec<Unit>) =
            (old.notes.iter().map(part).collect(), new.notes.iter().map(part).collect());
        let mut merger = Merger {
            words: redline_words(&new.meta.lang),
            notes,
            old_notes: added.clone(),
            pairs: Vec::new(),
            new_count: own.len(),
        };
        for (at, other) in align(&one, &two).into_iter().filter_map(|it| it.0.zip(it.1)) {
            merger.old_notes[at] = own[other];
            merger.pairs.push((added[at], own[other]));
        }
        for id in added {
            let mut note = merger.notes.get(id).cloned();
            note.iter_mut().for_each(|it| merger.prepare(&mut it.blocks));
            if let (Some(there), Some(note)) = (merger.notes.get_mut(id), note) {
                *there = note;
            }
        }
        merger
    }

    /// The text of both, and for each block of the new version, and the end, where it is in it.
    pub(super) fn document(&mut self, old: &[Block], new: &[Block]) -> (Vec<Block>, Vec<usize>) {
        let mut old = old.to_vec();
        self.prepare(&mut old);
        let (mut blocks, mut places) = (Vec::new(), vec![0; new.len() + 1]);
        for step in align(&parts(&old), &parts(new)) {
            if let Some(at) = step.1 {
                places[at] = blocks.len();
            }
            self.step((step.0.map(|it| &old[it]), step.1.map(|it| &new[it])), &mut blocks);
        }
        places[new.len()] = blocks.len();
        (blocks, places)
    }

    /// The text with the notes of both in the order of their first marks.
    pub(super) fn finish(mut self, mut blocks: Vec<Block>) -> (Vec<Block>, Notes) {
        for (id, note) in self.notes.clone().iter() {
            let is_new = (id.number() as usize) <= self.new_count;
            let of = |find: &dyn Fn(&(NoteId, NoteId)) -> bool| self.pairs.iter().find(|it| find(it));
            let pair = of(&|it| it.1 == id);
            let before = pair.and_then(|it| self.notes.get(it.0)).map(|it| it.blocks.clone());
            let merged = match before {
                Some(before) => self.sequence(&before, &note.blocks),
                None => self.marker(if is_new { Side::New } else { Side::Old }).blocks(&note.blocks),
            };
            if let Some(there) = self.notes.get_mut(id).filter(|_| is_new || of(&|it| it.0 == id).is_none()) {
                there.blocks = merged;
            }
        }
        let notes = NoteOrder::of(&blocks, &self.notes).apply(&mut blocks, self.notes);
        (blocks, notes)
    }

    /// Makes the text of the old version one of the table of notes, and without ids: places are those of the new one.
    fn prepare(&self, blocks: &mut [Block]) {
        walk_blocks_mut(blocks, &mut |block| {
            block.attr.id = None;
            if let BlockKind::Figure(figure) = &mut block.kind {
                figure.image.attr.id = None;
            }
        });
        walk_inlines_mut(blocks, &mut |inlines| {
            for inline in inlines {
                if let InlineKind::Span { attr, .. } = &mut inline.kind {
                    attr.id = None;
                }
            }
        });
        walk_leaves_mut(blocks, &mut |kind| {
            if let InlineKind::NoteRef(mark) = kind {
                let at = mark.note.number().saturating_sub(1) as usize;
                mark.note = self.old_notes.get(at).copied().unwrap_or(mark.note);
            } else if let InlineKind::Image(image) = kind {
                image.attr.id = None;
            }
        });
    }

    fn marker(&self, side: Side) -> Marker {
        Marker { words: self.words, side }
    }

    fn sequence(&self, old: &[Block], new: &[Block]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (one, two) in align(&parts(old), &parts(new)) {
            self.step((one.map(|it| &old[it]), two.map(|it| &new[it])), &mut blocks);
        }
        blocks
    }

    fn step(&self, step: (Option<&Block>, Option<&Block>), blocks: &mut Vec<Block>) {
        match step {
            (Some(old), Some(new)) => match self.block(old, new) {
                Some(kind) => blocks.push(Block { kind, attr: new.attr.clone(), span: new.span }),
                None => {
                    blocks.push(self.marker(Side::Old).block(old));
                    blocks.push(self.marker(Side::New).block(new));
                }
            },
            (Some(old), None) => blocks.push(self.marker(Side::Old).block(old)),
            (None, Some(new)) => blocks.push(self.marker(Side::New).block(new)),
            (None, None) => {}
        }
    }

    /// Two blocks as one; `None` where their form has no place for both.
    fn block(&self, old: &Block, new: &Block) -> Option<BlockKind> {
        Some(match (&old.kind, &new.kind) {
            (BlockKind::Paragraph(one), BlockKind::Paragraph(two)) => BlockKind::Paragraph(merge(one, two)),
            (BlockKind::Heading { content: one, .. }, BlockKind::Heading { level, content: two }) => {
                BlockKind::Heading { level: *level, content: merge(one, two) }
            }
            (BlockKind::List(one), BlockKind::List(two)) => {
                BlockKind::List(List { items: self.items(&one.items, &two.items), ..two.clone() })
            }
            (BlockKind::DefinitionList(one), BlockKind::DefinitionList(two)) => {
                BlockKind::DefinitionList(self.definitions(one, two))
            }
            (BlockKind::Quote(one), BlockKind::Quote(two)) => BlockKind::Quote(self.sequence(one, two)),
            (BlockKind::Container(one), BlockKind::Container(two)) => {
                BlockKind::Container(self.sequence(one, two))
            }
            (
                BlockKind::Admonition { title: one, blocks: before, .. },
                BlockKind::Admonition { kind, title: two, blocks },
            ) => {
                let title = match (one, two) {
                    (Some(one), Some(two)) => Some(merge(one, two)),
                    (None, None) => None,
                    (Some(_), None) | (None, Some(_)) => return None,
                };
                BlockKind::Admonition { kind: *kind, title, blocks: self.sequence(before, blocks) }
            }
            (BlockKind::Table(one), BlockKind::Table(two)) => BlockKind::Table(self.table(one, two)?),
            (BlockKind::Figure(one), BlockKind::Figure(two))
                if (&one.image.path, &one.image.alt) == (&two.image.path, &two.image.alt) =>
            {
                let caption = merge(&one.caption, &two.caption);
                BlockKind::Figure(Figure { image: two.image.clone(), caption })
            }
            (BlockKind::CodeBlock { text: one, .. }, BlockKind::CodeBlock { text: two, .. })
                if one == two =>
            {
                new.kind.clone()
            }
            (BlockKind::ThematicBreak, BlockKind::ThematicBreak) => BlockKind::ThematicBreak,
            _ => return None,
        })
    }

    fn items(&self, old: &[ListItem], new: &[ListItem]) -> Vec<ListItem> {
        let part = |it: &ListItem| Unit { kind: String::new(), text: texts(&it.blocks) };
        let (one, two): (Vec<Unit>, Vec<Unit>) =
            (old.iter().map(part).collect(), new.iter().map(part).collect());
        let item = |step: Step| match step {
            (Some(at), Some(other)) => {
                let blocks = self.sequence(&old[at].blocks, &new[other].blocks);
                Some(ListItem { blocks, ..new[other].clone() })
            }
            (Some(at), None) => Some(self.marker(Side::Old).item(&old[at])),
            (None, Some(other)) => Some(self.marker(Side::New).item(&new[other])),
            (None, None) => None,
        };
        align(&one, &two).into_iter().filter_map(item).collect()
    }

    fn definitions(&self, old: &[Definition], new: &[Definition]) -> Vec<Definition> {
        let part = |it: &Definition| {
            let terms: Vec<String> = it.terms.iter().map(|it| text::plain(&it.content)).collect();
            let bodies: Vec<String> = it.bodies.iter().map(|it| texts(it)).collect();
            // Terms and meanings go together one by one.
            let kind = format!("{} {}", terms.len(), bodies.len());
            Unit { kind, text: format!("{} {}", terms.join(" "), bodies.join(" ")) }
        };
        let (one, two): (Vec<Unit>, Vec<Unit>) =
            (old.iter().map(part).collect(), new.iter().map(part).collect());
        let both = |one: &Definition, two: &Definition| {
            let term = |(one, two): (&Term, &Term)| Term {
                content: merge(&one.content, &two.content),
                span: two.span,
            };
            let bodies =
                one.bodies.iter().zip(&two.bodies).map(|(one, two)| self.sequence(one, two)).collect();
            Definition { terms: one.terms.iter().zip(&two.terms).map(term).collect(), bodies }
        };
        let definition = |step: Step| match step {
            (Some(at), Some(other)) => Some(both(&old[at], &new[other])),
            (Some(at), None) => Some(self.marker(Side::Old).definition(&old[at])),
            (None, Some(other)) => Some(self.marker(Side::New).definition(&new[other])),
            (None, None) => None,
        };
        align(&one, &two).into_iter().filter_map(definition).collect()
    }

    /// A table of both; `None` where they do not have as many columns, their heads differ in form, or only one has a
    /// caption.
    fn table(&self, old: &Table, new: &Table) -> Option<Table> {
        let caption = match (&old.caption, &new.caption) {
            (Some(one), Some(two)) => Some(merge(one, two)),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return None,
        };
        if old.columns.len() != new.columns.len() || !are_alike(&old.head, &new.head) {
            return None;
        }
        let head = self.both_rows(&old.head, &new.head);
        let (body, foot) = (self.rows(&old.body, &new.body), self.rows(&old.foot, &new.foot));
        Some(Table { caption, columns: new.columns.clone(), head, body, foot })
    }

    fn rows(&self, old: &[Row], new: &[Row]) -> Vec<Row> {
        let part = |rows: &&[Row]| {
            let cells: Vec<String> = rows.iter().flat_map(|it| &it.cells).map(Cell::plain).collect();
            Unit { kind: String::new(), text: cells.join(" ") }
        };
        let (old, new) = (joined_rows(old), joined_rows(new));
        let (one, two): (Vec<Unit>, Vec<Unit>) =
            (old.iter().map(part).collect(), new.iter().map(part).collect());
        let marked = |side: Side, rows: &[Row]| rows.iter().map(|it| self.marker(side).row(it)).collect();
        let rows = |step: Step| -> Vec<Row> {
            let (before, after) =
                (step.0.map_or(&[][..], |it| old[it]), step.1.map_or(&[][..], |it| new[it]));
            if are_alike(before, after) {
                return self.both_rows(before, after);
            }
            let mut rows: Vec<Row> = marked(Side::Old, before);
            rows.extend::<Vec<Row>>(marked(Side::New, after));
            rows
        };
        align(&one, &two).into_iter().flat_map(rows).collect()
    }

    /// Rows of both, of which each has the same cells.
    fn both_rows(&self, old: &[Row], new: &[Row]) -> Vec<Row> {
        let content = |one: &Cell, two: &Cell| match (&one.content, &two.content) {
            (CellContent::Text(one), CellContent::Text(two)) => CellContent::Text(merge(one, two)),
            (CellContent::Blocks(_), _) | (_, CellContent::Blocks(_)) => {
                let blocks = |it: &Cell| it.content.clone().into_blocks(it.span);
                CellContent::of(self.sequence(&blocks(one), &blocks(two)))
            }
        };
        let cell = |(one, two): (&Cell, &Cell)| Cell { content: content(one, two), ..two.clone() };
        let row = |(one, two): (&Row, &Row)| Row {
            cells: one.cells.iter().zip(&two.cells).map(cell).collect(),
            span: two.span,
        };
        old.iter().zip(new).map(row).collect()
    }
}

/// Whether each cell of some rows takes the same places as that of others.
fn are_alike(old: &[Row], new: &[Row]) -> bool {
    let spans = |row: &Row| -> Vec<(u16, u16)> { row.cells.iter().map(|it| (it.columns, it.rows)).collect() };
    old.len() == new.len() && old.iter().zip(new).all(|(one, two)| spans(one) == spans(two))
}

/// Rows by what can be taken out without cutting a cell: one, or as many as cells join.
fn joined_rows(rows: &[Row]) -> Vec<&[Row]> {
    let mut joined = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        let below = row.cells.iter().map(|it| at + usize::from(it.rows)).max();
        end = end.max(below.unwrap_or(at + 1)).min(rows.len());
        if at + 1 >= end {
            joined.push(&rows[start..=at]);
            start = at + 1;
        }
    }
    joined
}

/// Blocks as they are compared.
fn parts(blocks: &[Block]) -> Vec<Unit> {
    let kind = |it: &Block| {
        let name = match &it.kind {
            BlockKind::Container(_) => it.attr.classes.join(" "),
            BlockKind::Admonition { kind, .. } => kind.class().to_owned(),
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::ThematicBreak => String::new(),
        };
        format!("{:?} {name}", discriminant(&it.kind))
    };
    blocks.iter().map(|it| Unit { kind: kind(it), text: texts(std::slice::from_ref(it)) }).collect()
}

/// The text of blocks, where each cell, term and paragraph is words of its own.
fn texts(blocks: &[Block]) -> String {
    let mut words = String::new();
    blocks.iter().for_each(|it| push(it, &mut words));
    words.trim().to_owned()
}

fn push(block: &Block, words: &mut String) {
    if let BlockKind::CodeBlock { text, .. } = &block.kind {
        words.push_str(text);
    }
    if let BlockKind::Figure(figure) = &block.kind {
        words.push_str(&format!(" {} {}", figure.image.path, figure.image.alt));
    }
    block.kind.parts(&mut |part| {
        words.push(' ');
        match part {
            Part::Inlines(content) => words.push_str(&text::plain(content)),
            Part::Blocks(inner) => inner.iter().for_each(|it| push(it, words)),
        }
    });
}

/// Whether an id is one of a document, for links of the old version.
pub(super) fn is_known(document: &Document, id: &Id) -> bool {
    document.references.get(id).is_some()
}
