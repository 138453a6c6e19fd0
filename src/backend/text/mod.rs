//! The plain text edition: what is mailed, read in a terminal, or read aloud.
//!
//! Lines are filled to the measure in display cells (UAX #11), broken by UAX #14,
//! and never longer. Headings show by their underlines, lists hang, tables are
//! drawn or told as records, notes and links stand at the end of their section.
//! There are no page numbers, so nothing refers to one. Emphasis is not marked
//! unless it is asked for: read aloud, line by line, signs around words are
//! noise. What is struck out keeps its signs, for it says the contrary.

mod blocks;
mod fold;
mod grid;
mod inlines;
pub mod options;
mod table;
mod wrap;

use std::collections::BTreeMap;

use crate::backend::text::options::TextOptions;
use crate::backend::{Backend, Context, OutputFile};
use crate::diag::Diagnostics;
use crate::document::inline::generated;
use crate::document::matter::imprint_has;
use crate::document::{Block, BlockKind, Document, Lang, NoteId, Outline, text};
use crate::locale::{self, Words, words};
use crate::publication::OptionKey;

/// The measure where the options do not say, in display cells.
const MEASURE: usize = 72;

/// The narrowest measure that can be asked for: below it long words could not stand whole.
const NARROWEST: usize = 24;

/// What an indent must leave: where there is less, what is in it is without it.
const ROOM: usize = 12;

/// The backend.
#[derive(Debug, Clone, Copy, Default)]
pub struct Text;

impl Backend for Text {
    fn id(&self) -> &'static str {
        "txt"
    }

    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn options(&self) -> Option<&'static [OptionKey]> {
        Some(options::KEYS)
    }

    fn render(
        &self,
        cx: &Context,
        document: &Document,
        _: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>> {
        let options = TextOptions::of(cx.settings);
        let lines = Writer::new(&options, document).edition();
        let mut text = String::new();
        let direction = document.meta.lang.direction();
        for line in lines {
            if !options.ascii {
                text.extend(wrap::mark(&line, direction));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        let path = self.entry(cx.stem, cx.settings);
        Ok(vec![OutputFile { path, bytes: text.into_bytes() }])
    }
}

/// What is known while the edition is written.
struct Writer<'a> {
    document: &'a Document,
    words: &'static Words,
    measure: usize,
    ascii: bool,
    emphasis: bool,
    /// Notes whose first mark is in the section at hand.
    notes: Vec<NoteId>,
    /// Addresses of the section at hand, with their numbers.
    links: Vec<(usize, String)>,
    /// How many addresses have been numbered in all.
    link_count: usize,
    /// The reference to an address that comes when the word at hand ends.
    reference: Option<String>,
    /// How many lists the block at hand is in.
    list_depth: usize,
    /// Whether the block at hand is verse.
    in_verse: bool,
    /// Whether abbreviations here are written out, or were before.
    is_known: bool,
    /// Whether notes wait for a container of theirs.
    notes_wait: bool,
    /// How many drawn tables the block at hand is in.
    grids: usize,
}

impl<'a> Writer<'a> {
    fn new(options: &TextOptions, document: &'a Document) -> Writer<'a> {
        let measure = options.width.map_or(MEASURE, |it| usize::from(it).max(NARROWEST));
        let words = words(&document.meta.lang);
        let TextOptions { ascii, emphasis, .. } = *options;
        let (notes, links) = (Vec::new(), Vec::new());
        let (link_count, reference, list_depth, in_verse) = (0, None, 0, false);
        Writer {
            document,
            words,
            measure,
            ascii,
            emphasis,
            notes,
            links,
            link_count,
            reference,
            list_depth,
            in_verse,
            is_known: false,
            notes_wait: document.blocks.iter().any(|it| it.attr.has_class(generated::END_NOTES)),
            grids: 0,
        }
    }

    fn edition(mut self) -> Vec<String> {
        let mut lines = self.title_block();
        let contents = self.contents();
        apart(&mut lines, 1, contents);
        for section in sections(&self.document.blocks) {
            let body = self.blocks(section, self.measure, Gap::Open);
            let opens = matches!(section.first().map(|it| &it.kind), Some(BlockKind::Heading { .. }));
            apart(&mut lines, if opens { 2 } else { 1 }, body);
            let end = self.end_of_section();
            apart(&mut lines, 1, end);
        }
        // Those whose marks come after the last place for them.
        let rest = self.end_notes();
        apart(&mut lines, 1, rest);
        let rights = self.rights();
        apart(&mut lines, 2, rights);
        lines
    }

    /// Title, subtitle, authors and date.
    fn title_block(&self) -> Vec<String> {
        let meta = &self.document.meta;
        let mut lines = self.underlined(&meta.title, '=');
        let authors = locale::list(meta.authors(), &meta.lang);
        let date = meta.date.map(|it| locale::date::long(it, &meta.lang));
        for part in [meta.subtitle.clone(), Some(authors).filter(|it| !it.is_empty()), date] {
            let Some(part) = part else { continue };
            apart(&mut lines, 1, self.fill(&part, self.measure));
        }
        lines
    }

    /// The headings of the two highest levels, where there are three or more.
    fn contents(&mut self) -> Vec<String> {
        let outline = Outline::of(&self.document.blocks);
        let entries: Vec<_> = outline.iter().filter(|it| it.depth <= 2).collect();
        if entries.len() < 3 {
            return Vec::new();
        }
        let mut lines = self.underlined(self.words.contents, '-');
        lines.push(String::new());
        for entry in entries {
            let indent = usize::from(entry.depth - 1) * 3;
            let text = self.fold(&text::plain(&entry.content));
            let filled = wrap::fill(&text, self.measure - indent - 3);
            lines.extend(wrap::hang(filled, &" ".repeat(indent), &" ".repeat(indent + 3)));
        }
        lines
    }

    /// The notes and addresses that the section at hand has called for.
    fn end_of_section(&mut self) -> Vec<String> {
        let mut lines = if self.notes_wait { Vec::new() } else { self.lines_of_notes() };
        let addresses = std::mem::take(&mut self.links).into_iter();
        let addresses =
            addresses.map(|(number, it)| format!("[{} {number}] {it}", self.words.link)).collect();
        apart(&mut lines, 1, addresses);
        self.ruled(lines)
    }

    /// The notes that have been called for, at a place of their own.
    fn end_notes(&mut self) -> Vec<String> {
        let lines = self.lines_of_notes();
        self.ruled(lines)
    }

    fn lines_of_notes(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        for (_, body) in self.called_notes() {
            apart(&mut lines, 1, body);
        }
        lines
    }

    /// Lines below a rule; none where there are none.
    fn ruled(&self, mut lines: Vec<String>) -> Vec<String> {
        if !lines.is_empty() {
            let rule = if self.ascii { "-" } else { "─" };
            lines.splice(0..0, [rule.repeat(20), String::new()]);
        }
        lines
    }

    /// The notes of the section at hand by their numbers, with those that they call for themselves.
    fn called_notes(&mut self) -> BTreeMap<NoteId, Vec<String>> {
        let mut bodies = BTreeMap::new();
        let mut at = 0;
        while let Some(id) = self.notes.get(at).copied() {
            at += 1;
            let Some(note) = self.document.notes.get(id) else { continue };
            let mark = format!("[{}] ", id.number());
            bodies.insert(id, self.item(&mark, &note.blocks, self.measure, Gap::Open));
        }
        self.notes.clear();
        bodies
    }

    fn rights(&self) -> Vec<String> {
        let Document { meta, blocks, .. } = self.document;
        let rights = meta.rights.as_ref().filter(|it| !imprint_has(blocks, it));
        rights.map_or_else(Vec::new, |it| self.fill(it, self.measure))
    }

    /// A heading with a line of `under` below it, as wide as its widest line.
    fn underlined(&self, heading: &str, under: char) -> Vec<String> {
        let mut lines = self.fill(heading, self.measure);
        let width = lines.iter().map(|it| wrap::cells(it)).max().unwrap_or(0);
        if width > 0 {
            lines.push(std::iter::repeat_n(under, width).collect());
        }
        lines
    }

    fn fill(&self, text: &str, measure: usize) -> Vec<String> {
        wrap::fill(&self.fold(text), measure)
    }

    fn fold(&self, text: &str) -> String {
        if self.ascii { fold::to_ascii(text) } else { text.to_owned() }
    }

    fn right_to_left(&self) -> bool {
        Lang::direction(&self.document.meta.lang) == crate::document::Direction::RightToLeft
    }
}

/// Whether blocks stand apart by an empty line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// By one.
    Open,
    /// By none, in tight lists.
    Close,
}

/// Adds lines after `gap` empty ones; nothing where there are none, no gap at the start.
fn apart(lines: &mut Vec<String>, gap: usize, more: Vec<String>) {
    if more.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.extend(std::iter::repeat_n(String::new(), gap));
    }
    lines.extend(more);
}

/// The blocks from each heading of the highest level to the next.
fn sections(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    let top = blocks.iter().filter_map(Block::level).min();
    let mut rest = blocks;
    std::iter::from_fn(move || {
        let (_, tail) = rest.split_first()?;
        let next =
            tail.iter().position(|it| top.is_some() && it.level() == top).map_or(rest.len(), |at| at + 1);
        let (section, after) = rest.split_at(next);
        rest = after;
        Some(section)
    })
}

#[cfg(test)]
mod tests;
