//! The blocks of a Word file.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{
    Alignment, Attr, Block, BlockKind, Cell, CellContent, Date, Definition, Figure, Id, Inline, InlineKind,
    Note, NoteId, NoteRef, Row, Table, Target, Term, text, walk,
};
use crate::import::docx::format::{inline, inlines};
use crate::import::docx::lists::{ListPart, block, lists};
use crate::import::docx::package::bookmark_id;
use crate::import::docx::reader::Reader;
use crate::import::docx::runs::{Collected, words};
use crate::import::docx::styles::numbering_of;
use crate::import::docx::xml::Element;
use crate::source::Span;

/// Tables in tables, text boxes and notes nest no deeper than this.
const DEEPEST: usize = 12;

/// A row of a table: whether it is of the head, and its cells with their alignment.
type TableRow = (bool, Vec<(Cell, Alignment)>);

/// What a paragraph, or a table, is for the blocks around it.
enum Piece {
    Block(Block),
    List(ListPart),
    Code(String),
    Quoted(Block),
    Caption(Vec<Inline>),
    Term(Vec<Inline>),
    Meaning(Block),
}

/// The level, from 0, of Word's own styles for lists, which have a numbering for each: `List Bullet 2`.
fn level_of_name(style: &str) -> usize {
    let number = ["list bullet ", "list number ", "list "].iter().find_map(|it| style.strip_prefix(it));
    number.and_then(|it| it.parse::<usize>().ok()).filter(|it| (2..=9).contains(it)).map_or(0, |it| it - 1)
}

impl Reader<'_> {
    /// The blocks of the whole text; links to nothing lose the link.
    pub(super) fn body(&mut self, document: &Element) -> Vec<Block> {
        let Some(body) = document.child("body") else { return Vec::new() };
        let mut blocks = self.blocks(body);
        let mut ids: BTreeSet<Id> = BTreeSet::new();
        walk::walk(&blocks, &mut |node| ids.extend(node.attributes().filter_map(|it| it.id.clone())));
        walk::walk_inlines_mut(&mut blocks, &mut |inlines| unlink(inlines, &ids));
        let notes: Vec<NoteId> = self.notes.iter().map(|(id, _)| id).collect();
        for id in notes {
            if let Some(note) = self.notes.get_mut(id) {
                walk::walk_inlines_mut(&mut note.blocks, &mut |inlines| unlink(inlines, &ids));
            }
        }
        blocks
    }

    /// The mark of a note, which is read when it is first met.
    pub(super) fn note(&mut self, kind: usize, id: &str) -> Option<InlineKind> {
        let key = (kind, id.to_owned());
        if !self.known.contains_key(&key) {
            let element = self.parts.notes.get(kind)?.get(id)?;
            let label = (self.notes.len() + 1).to_string();
            let note =
                Note { label, blocks: Vec::new(), references: vec![Span::default()], span: Span::default() };
            let number = self.notes.add(note)?;
            self.known.insert(key.clone(), number);
            let within = self.within.replace(kind);
            let mut blocks = if self.depth < DEEPEST { self.blocks(element) } else { Vec::new() };
            self.within = within;
            trim_start(&mut blocks);
            if let Some(note) = self.notes.get_mut(number) {
                note.blocks = blocks;
            }
        }
        let note = *self.known.get(&key)?;
        Some(InlineKind::NoteRef(NoteRef { note, occurrence: 0 }))
    }

    /// The blocks of an element that holds paragraphs and tables.
    pub(super) fn blocks(&mut self, element: &Element) -> Vec<Block> {
        self.depth += 1;
        let mut pieces = Vec::new();
        if self.depth < DEEPEST {
            self.pieces(element, &mut pieces);
        }
        self.depth -= 1;
        assemble(pieces)
    }

    fn pieces(&mut self, element: &Element, into: &mut Vec<Piece>) {
        for child in element.elements() {
            match child.name.as_str() {
                "p" => {
                    self.paragraph(child, into);
                    for text in std::mem::take(&mut self.boxes) {
                        let blocks = self.blocks(&text);
                        into.extend(blocks.into_iter().map(Piece::Block));
                    }
                }
                "tbl" => into.extend(self.table(child).into_iter().map(Piece::Block)),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml" => {
                    if child.below("docPartGallery").and_then(|it| it.attribute("val"))
                        == Some("Table of Contents")
                    {
                        self.remarks.add(
                            "the contents",
                            "the table of contents is left out; each edition has its own",
                        );
                    } else {
                        self.pieces(child, into);
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element, into: &mut Vec<Piece>) {
        let near = words(paragraph);
        if !near.trim().is_empty() {
            self.place = near;
        }
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|it| it.value("pStyle")).unwrap_or("").to_owned();
        let styles = &self.parts.styles;
        let name = styles.name(&style);
        if name.starts_with("toc") || name == "table of figures" {
            self.remarks.add("the contents", "the table of contents is left out; each edition has its own");
            return;
        }
        let outline = properties.and_then(|it| it.value("outlineLvl")?.parse::<u8>().ok());
        let level = styles.heading(&style).or(outline.filter(|it| *it < 9).map(|it| (it + 1).min(6)));
        let mut collected = Collected::new(level.is_some() || name == "title");
        self.runs(paragraph, None, &mut collected);
        let bookmarks = std::mem::take(&mut collected.bookmarks);
        let is_code = styles.is_one_of(&style, &["source code", "html preformatted", "code", "macro text"]);
        if is_code {
            let content = inlines(collected.runs);
            return into.push(Piece::Code(code_text(&content)));
        }
        let mut content = inlines(collected.runs);
        trim(&mut content);
        let id = bookmarks.iter().filter(|it| self.wanted.contains(*it)).find_map(|it| bookmark_id(it));
        if content.is_empty() {
            if paragraph.below("rect").is_some() || properties.is_some_and(|it| it.child("pBdr").is_some()) {
                into.push(Piece::Block(block(BlockKind::ThematicBreak)));
            }
            return;
        }
        if self.takes_front(&name, &content, into.is_empty()) {
            return;
        }
        let mut made = match level {
            Some(level) => block(BlockKind::Heading { level, content: content.clone() }),
            None => block(figure_or_paragraph(content.clone())),
        };
        made.attr.id = id;
        into.push(match level {
            Some(_) => Piece::Block(made),
            None => self.piece(made, content, (&style, &name), properties),
        });
    }

    /// What a paragraph is by its style and numbering.
    fn piece(
        &self,
        made: Block,
        content: Vec<Inline>,
        (style, name): (&str, &str),
        properties: Option<&Element>,
    ) -> Piece {
        let styles = &self.parts.styles;
        let of_style = styles.numbering(style);
        let level = of_style.as_ref().map_or(0, |it| it.1);
        let numbering = properties.and_then(|it| numbering_of(it, level)).or(of_style);
        if let Some((numbering, level)) = numbering.filter(|it| it.0 != "0") {
            let of = self.parts.numberings.level(&numbering, level);
            let level = level.max(level_of_name(name));
            let (kind, continues, task) = (of.kind, of.is_blank, of.task);
            // Open and done tasks have numberings of their own, and are one list.
            let numbering = if task.is_some() { "tasks".to_owned() } else { numbering };
            return Piece::List(ListPart { numbering, level, kind, continues, task, blocks: vec![made] });
        }
        match name {
            "caption" | "image caption" | "table caption" | "captioned figure caption" => {
                Piece::Caption(content)
            }
            "definition term" => Piece::Term(content),
            "definition" => Piece::Meaning(made),
            _ if styles.is_one_of(style, &["quote", "intense quote", "block text", "block quotation"]) => {
                Piece::Quoted(made)
            }
            _ => Piece::Block(made),
        }
    }

    /// Takes a paragraph that names the text; whether it is one.
    fn takes_front(&mut self, style: &str, content: &[Inline], is_first: bool) -> bool {
        if self.within.is_some() || self.depth > 1 {
            return false;
        }
        let words = text::name(content);
        match style {
            "title" if self.front.title.is_none() => self.front.title = Some(words),
            "subtitle" if self.front.subtitle.is_none() => self.front.subtitle = Some(words),
            "author" => self.front.authors.push(words),
            "date" if is_first => self.front.date = Date::parse(words.trim()),
            _ => return false,
        }
        true
    }

    fn table(&mut self, table: &Element) -> Vec<Block> {
        let mut rows: Vec<TableRow> = Vec::new();
        // The cell that goes on below, by its column: its row, and its place in it.
        let mut merged: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for row in table.elements().filter(|it| it.name == "tr") {
            let is_head = row.child("trPr").is_some_and(|it| it.child("tblHeader").is_some());
            let number = |of: Option<&Element>, name: &str| {
                let number = of.and_then(|it| it.value(name)?.parse::<u16>().ok());
                number.unwrap_or(0).min(MOST_COLUMNS)
            };
            let before = number(row.child("trPr"), "gridBefore");
            let mut found = Vec::new();
            let empty = || Cell::text(Vec::new(), Span::default());
            found.extend((0..before).map(|_| (empty(), Alignment::Start)));
            let mut column = usize::from(before);
            for cell in row.elements().filter(|it| it.name == "tc") {
                let properties = cell.child("tcPr");
                let columns = number(properties, "gridSpan").max(1);
                let merge = properties.and_then(|it| it.child("vMerge"));
                let continues = merge.is_some_and(|it| it.attribute("val") != Some("restart"));
                let blocks = self.blocks(cell);
                let owner = merged.get(&column).copied().filter(|_| continues);
                if let Some(above) = owner.and_then(|(row, at)| rows.get_mut(row)?.1.get_mut(at)) {
                    above.0.rows = above.0.rows.saturating_add(1);
                    if !blocks.is_empty() {
                        let content = std::mem::replace(&mut above.0.content, CellContent::Text(Vec::new()));
                        let mut all = content.into_blocks(Span::default());
                        all.extend(blocks);
                        above.0.content = CellContent::of(all);
                    }
                } else {
                    let align = match cell.below("jc").and_then(|it| it.attribute("val")) {
                        Some("center") => Alignment::Center,
                        Some("right" | "end") => Alignment::Right,
                        Some(_) | None => Alignment::Start,
                    };
                    merged.remove(&column);
                    if merge.is_some() {
                        merged.insert(column, (rows.len(), found.len()));
                    }
                    let content = cell_content(blocks);
                    found.push((Cell { content, columns, ..empty() }, align));
                }
                column += usize::from(columns);
            }
            rows.push((is_head, found));
        }
        let first_row = table.below("tblLook").is_some_and(|it| {
            let bits = it.attribute("val").and_then(|it| u32::from_str_radix(it, 16).ok()).unwrap_or(0);
            it.attribute("firstRow") == Some("1") || bits & 0x20 != 0
        });
        if let Some(first) = rows.first_mut() {
            first.0 |= first_row;
        }
        self.table_of(rows)
    }

    fn table_of(&mut self, rows: Vec<TableRow>) -> Vec<Block> {
        let count: usize = rows.iter().map(|it| it.1.len()).sum();
        if count < 2 {
            let cells = rows.into_iter().flat_map(|it| it.1);
            return cells.flat_map(|it| it.0.content.into_blocks(it.0.span)).collect();
        }
        let (mut head, mut body, mut columns) = (Vec::new(), Vec::new(), Vec::new());
        for (is_head, cells) in rows {
            let aligned = cells.iter().flat_map(|it| std::iter::repeat_n(it.1, usize::from(it.0.columns)));
            // The last row says how the columns are aligned, if it has them all.
            let aligned: Vec<Alignment> = aligned.collect();
            columns = if aligned.len() >= columns.len() { aligned } else { columns };
            let cells = cells.into_iter().map(|it| it.0).collect();
            let group = if is_head && body.is_empty() { &mut head } else { &mut body };
            group.push(Row { cells, span: Span::default() });
        }
        if body.is_empty() {
            body = head.split_off(1);
        }
        clip(&mut head);
        let mut table = Table { caption: None, columns, head, body, foot: Vec::new() };
        table.settle();
        if table.head.is_empty() {
            self.remark("a table has no row for its head; an empty one is added");
            let cell = Cell::text(Vec::new(), Span::default());
            table.head.push(Row { cells: vec![cell; table.columns.len()], span: Span::default() });
        }
        vec![block(BlockKind::Table(table))]
    }
}

/// No cell of Word's takes more columns (its tables have no more than 63).
const MOST_COLUMNS: u16 = 63;

/// Lets no cell of the head reach into the body.
fn clip(head: &mut [Row]) {
    let count = head.len();
    for (index, row) in head.iter_mut().enumerate() {
        let left = u16::try_from(count - index).unwrap_or(u16::MAX);
        row.cells.iter_mut().for_each(|it| it.rows = it.rows.min(left));
    }
}

/// What is in a cell: an image alone is in a line.
fn cell_content(blocks: Vec<Block>) -> CellContent {
    let is_image = |it: &Block| matches!(&it.kind, BlockKind::Figure(it) if it.caption.is_empty());
    match blocks.iter().all(is_image) {
        true => CellContent::Text(lines(blocks)),
        false => CellContent::of(blocks),
    }
}

/// Takes away links to what is not there.
fn unlink(inlines: &mut Vec<Inline>, ids: &BTreeSet<Id>) {
    for found in std::mem::take(inlines) {
        if let InlineKind::Link { target: Target::Anchor(id), content, .. } = &found.kind
            && !ids.contains(id)
        {
            inlines.extend(content.iter().cloned());
        } else {
            inlines.push(found);
        }
    }
}

fn figure_or_paragraph(mut content: Vec<Inline>) -> BlockKind {
    match content.as_slice() {
        [Inline { kind: InlineKind::Image(_), .. }] => match content.pop().map(|it| it.kind) {
            Some(InlineKind::Image(image)) => BlockKind::Figure(Figure { image, caption: Vec::new() }),
            Some(_) | None => BlockKind::Paragraph(Vec::new()),
        },
        _ => BlockKind::Paragraph(content),
    }
}

/// The text of code: a line end is one.
fn code_text(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        if inline.kind == InlineKind::LineBreak {
            out.push('\n');
            continue;
        }
        out.push_str(inline.kind.own_text().unwrap_or(""));
        out.push_str(&code_text(inline.kind.children()));
    }
    out
}

/// Takes white space and line ends off both ends of a paragraph.
fn trim(content: &mut Vec<Inline>) {
    let is_blank = |it: Option<&Inline>| {
        it.is_some_and(|it| {
            let blank = matches!(&it.kind, InlineKind::Text(text) if text.trim().is_empty());
            blank || it.kind == InlineKind::LineBreak
        })
    };
    while is_blank(content.last()) {
        content.pop();
    }
    while is_blank(content.first()) {
        content.remove(0);
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut() {
        *text = text.trim_end().to_owned();
    }
}

fn trim_start(blocks: &mut [Block]) {
    if let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.first_mut() {
        trim(content);
    }
}

/// The text of blocks as lines of one text.
fn lines(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for block in blocks {
        let content = match block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => content,
            BlockKind::Figure(figure) => vec![inline(InlineKind::Image(figure.image))],
            BlockKind::List(list) => lines(list.items.into_iter().flat_map(|it| it.blocks).collect()),
            BlockKind::Quote(inner) | BlockKind::Container(inner) => lines(inner),
            BlockKind::Admonition { blocks, .. } => lines(blocks),
            BlockKind::CodeBlock { text, .. } => {
                vec![inline(InlineKind::Code(text.trim_end().replace('\n', " ")))]
            }
            BlockKind::Table(table) => {
                let paragraphs = table.into_cells().flat_map(|it| it.content.into_blocks(it.span));
                lines(paragraphs.collect())
            }
            BlockKind::DefinitionList(list) => {
                lines(list.into_iter().flat_map(|it| it.bodies).flatten().collect())
            }
            BlockKind::ThematicBreak => Vec::new(),
        };
        if !content.is_empty() {
            if !out.is_empty() {
                out.push(inline(InlineKind::LineBreak));
            }
            out.extend(content);
        }
    }
    out
}

/// The blocks of pieces: those of a kind that follow one another are one block.
fn assemble(pieces: Vec<Piece>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    let mut caption: Option<Vec<Inline>> = None;
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Block(mut it) => {
                if let (Some(text), BlockKind::Table(table)) = (caption.take(), &mut it.kind) {
                    table.caption = Some(text);
                }
                out.push(it);
            }
            Piece::List(part) => {
                let mut parts = vec![part];
                while let Some(Piece::List(_)) = pieces.peek() {
                    if let Some(Piece::List(part)) = pieces.next() {
                        parts.push(part);
                    }
                }
                out.extend(lists(parts));
            }
            Piece::Code(first) => {
                let mut text = format!("{first}\n");
                while let Some(Piece::Code(_)) = pieces.peek() {
                    if let Some(Piece::Code(line)) = pieces.next() {
                        text.push_str(&format!("{line}\n"));
                    }
                }
                out.push(block(BlockKind::CodeBlock { language: None, text }));
            }
            Piece::Quoted(first) => {
                let mut inner = vec![first];
                while let Some(Piece::Quoted(_)) = pieces.peek() {
                    if let Some(Piece::Quoted(block)) = pieces.next() {
                        inner.push(block);
                    }
                }
                out.push(block(BlockKind::Quote(inner)));
            }
            Piece::Caption(content) => match out.last_mut().map(|it| &mut it.kind) {
                Some(BlockKind::Figure(figure)) if figure.caption.is_empty() => figure.caption = content,
                Some(BlockKind::Table(table)) if table.caption.is_none() => table.caption = Some(content),
                Some(_) | None
                    if matches!(
                        pieces.peek(),
                        Some(Piece::Block(Block { kind: BlockKind::Table(_), .. }))
                    ) =>
                {
                    caption = Some(content);
                }
                Some(_) | None => out.push(block(BlockKind::Paragraph(content))),
            },
            Piece::Term(content) => {
                let term = Term { content, span: Span::default() };
                let mut bodies = Vec::new();
                while let Some(Piece::Meaning(_)) = pieces.peek() {
                    if let Some(Piece::Meaning(block)) = pieces.next() {
                        bodies.push(block);
                    }
                }
                let definition = Definition { terms: vec![term], bodies: vec![bodies] };
                match out.last_mut().map(|it| &mut it.kind) {
                    Some(BlockKind::DefinitionList(list)) => list.push(definition),
                    Some(_) | None => out.push(block(BlockKind::DefinitionList(vec![definition]))),
                }
            }
            Piece::Meaning(it) => out.push(it),
        }
    }
    out
}

/// Puts the alternative text in place of images that are not there.
pub(super) fn replace_images(blocks: &mut Vec<Block>, is_there: &dyn Fn(&str) -> bool) {
    walk::walk_blocks_mut(blocks, &mut |block| {
        if let BlockKind::Figure(figure) = &mut block.kind
            && !is_there(&figure.image.path)
        {
            let mut content = vec![inline(InlineKind::Text(figure.image.alt.clone()))];
            content.append(&mut figure.caption);
            block.kind = BlockKind::Paragraph(content);
        }
    });
    walk::walk_inlines_mut(blocks, &mut |inlines| {
        for inline in inlines {
            if let InlineKind::Image(image) = &inline.kind
                && !is_there(&image.path)
            {
                inline.kind = InlineKind::Text(image.alt.clone());
            }
        }
    });
    blocks.retain(|it| {
        !matches!(&it.kind, BlockKind::Paragraph(content) if text::plain(content).trim().is_empty() && it.attr == Attr::default() && content.iter().all(|it| matches!(it.kind, InlineKind::Text(_))))
    });
}

#[cfg(test)]
mod tests {
    use super::level_of_name;

    #[test]
    fn lists_of_words_own_styles_nest_by_the_number_of_the_style() {
        let levels = ["list bullet", "list bullet 2", "list number 3", "list 4", "list paragraph", "quote 2"];
        assert_eq!(levels.map(level_of_name), [0, 1, 2, 3, 0, 0]);
    }
}
