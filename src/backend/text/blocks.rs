//! Blocks as lines.

use crate::document::inline::generated;
use crate::document::{Block, BlockKind, Definition, Figure, Inline, List, ListItem, ListKind, Numbering};
use crate::locale::numeral;

use super::{Gap, ROOM, Writer, apart, wrap};

impl Writer<'_> {
    /// The lines of blocks within a measure.
    pub(super) fn blocks(&mut self, blocks: &[Block], measure: usize, gap: Gap) -> Vec<String> {
        let mut lines = Vec::new();
        for block in blocks {
            let space = match (&block.kind, gap) {
                (BlockKind::Heading { level: 1, .. }, Gap::Open) => 2,
                (_, Gap::Open) => 1,
                (_, Gap::Close) => 0,
            };
            let more = self.block(block, measure);
            apart(&mut lines, space, more);
        }
        lines
    }

    fn block(&mut self, block: &Block, measure: usize) -> Vec<String> {
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(content, measure),
            BlockKind::Heading { level, content } => self.heading(*level, content, measure),
            BlockKind::List(list) if block.attr.has_class(generated::INDEX_ENTRIES) => {
                self.index_entries(list, measure)
            }
            BlockKind::List(list) if block.attr.has_class(generated::REFERENCES) => {
                self.references(list, measure)
            }
            BlockKind::List(list) => self.list(list, measure),
            BlockKind::DefinitionList(definitions) => self.definitions(definitions, measure),
            BlockKind::Quote(blocks) => self.indented(blocks, measure),
            BlockKind::CodeBlock { text, .. } => Writer::code(text, measure),
            BlockKind::Table(table) => self.table(table, measure),
            BlockKind::Figure(figure) => self.figure(figure, measure),
            BlockKind::Admonition { kind, title, blocks } => {
                let title =
                    title.as_ref().map_or_else(|| self.words.remark(*kind).to_owned(), |it| self.inlines(it));
                let mut lines = wrap::fill(&format!("{title}:"), measure);
                lines.extend(self.indented(blocks, measure));
                lines
            }
            BlockKind::Container(blocks) if block.attr.has_class("verse") => {
                let outer = std::mem::replace(&mut self.in_verse, true);
                let lines = self.indented(blocks, measure);
                self.in_verse = outer;
                lines
            }
            BlockKind::Container(_) if block.attr.has_class(generated::END_NOTES) => self.end_notes(),
            BlockKind::Container(blocks) => self.blocks(blocks, measure, Gap::Open),
            BlockKind::ThematicBreak => vec![format!("{}* * *", " ".repeat(measure.saturating_sub(5) / 2))],
        }
    }

    fn paragraph(&mut self, content: &[Inline], measure: usize) -> Vec<String> {
        let text = self.inlines(content);
        if !self.in_verse {
            return wrap::fill(&text, measure);
        }
        // What a line is turned over to does not read as a line of its own.
        let indent = indent_within(4, measure);
        text.split('\n').flat_map(|it| wrap::fill_hanging(it, measure, indent)).collect()
    }

    fn heading(&mut self, level: u8, content: &[Inline], measure: usize) -> Vec<String> {
        let text = self.inlines(content);
        let mut lines = wrap::fill(&text, measure);
        let width = lines.iter().map(|it| wrap::cells(it)).max().unwrap_or(0);
        let under = match level {
            1 => "=",
            2 => "-",
            3 => "~",
            // Dots below a short word would be an ellipsis.
            _ => "_",
        };
        lines.push(under.repeat(width));
        lines
    }

    fn indented(&mut self, blocks: &[Block], measure: usize) -> Vec<String> {
        let indent = indent_within(4, measure);
        let lines = self.blocks(blocks, measure - indent, Gap::Open);
        let indent = " ".repeat(indent);
        wrap::hang(lines, &indent, &indent)
    }

    fn list(&mut self, list: &List, measure: usize) -> Vec<String> {
        let gap = if list.tight { Gap::Close } else { Gap::Open };
        let markers: Vec<String> =
            list.items.iter().zip(0..).map(|(item, at)| self.marker(list, item, at)).collect();
        let width = markers.iter().map(|it| wrap::cells(it)).max().unwrap_or(0);
        let mut lines = Vec::new();
        self.list_depth += 1;
        for (item, marker) in list.items.iter().zip(markers) {
            // Numbers align on their dots.
            let marker = format!("{}{marker}", " ".repeat(width - wrap::cells(&marker)));
            let item = self.item(&marker, &item.blocks, measure, gap);
            apart(&mut lines, usize::from(gap == Gap::Open), item);
        }
        self.list_depth -= 1;
        lines
    }

    /// The entries of an index, each a line that hangs; those below others are indented.
    fn index_entries(&mut self, list: &List, measure: usize) -> Vec<String> {
        let (hang, indent) = (indent_within(4, measure), indent_within(2, measure));
        let mut lines = Vec::new();
        for block in list.items.iter().flat_map(|it| &it.blocks) {
            if let BlockKind::Paragraph(content) = &block.kind {
                let text = self.inlines(content);
                lines.extend(wrap::fill_hanging(&text, measure, hang));
            } else {
                let below = self.block(block, measure - indent);
                lines.extend(wrap::hang(below, &" ".repeat(indent), &" ".repeat(indent)));
            }
        }
        lines
    }

    /// Entries of a list of references, which hang from their first words.
    fn references(&mut self, list: &List, measure: usize) -> Vec<String> {
        let indent = indent_within(2, measure);
        let mut lines = Vec::new();
        for item in &list.items {
            let entry = self.blocks(&item.blocks, measure - indent, Gap::Open);
            apart(&mut lines, 1, wrap::hang(entry, "", &" ".repeat(indent)));
        }
        lines
    }

    fn marker(&self, list: &List, item: &ListItem, at: u64) -> String {
        if let Some(done) = item.task {
            return if done { "[x] ".to_owned() } else { "[ ] ".to_owned() };
        }
        match list.kind {
            ListKind::Bullet if self.ascii => ["* ", "- ", "+ "][self.list_depth % 3].to_owned(),
            ListKind::Bullet => ["• ", "◦ ", "▪ "][self.list_depth % 3].to_owned(),
            ListKind::Ordered { start, numbering } => self.number(start.saturating_add(at), numbering),
        }
    }

    fn number(&self, value: u64, numbering: Numbering) -> String {
        format!("{}. ", numeral::number(value, numbering))
    }

    /// Blocks that hang from a marker. Where there is no room to hang, the marker is above them; also above a table, whose
    /// lines belong together.
    pub(super) fn item(&mut self, marker: &str, blocks: &[Block], measure: usize, gap: Gap) -> Vec<String> {
        let width = wrap::cells(marker);
        if indent_within(width, measure) == 0 {
            let mut lines = vec![marker.trim().to_owned()];
            lines.extend(self.blocks(blocks, measure, gap));
            return lines;
        }
        let mut lines = self.blocks(blocks, measure - width, gap);
        if lines.is_empty() || blocks.first().is_some_and(|it| matches!(it.kind, BlockKind::Table(_))) {
            lines.insert(0, String::new());
        }
        wrap::hang(lines, marker, &" ".repeat(width))
    }

    fn definitions(&mut self, definitions: &[Definition], measure: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for definition in definitions {
            let mut entry = Vec::new();
            for term in &definition.terms {
                let text = self.inlines(&term.content);
                entry.extend(wrap::fill(&text, measure));
            }
            for (at, body) in definition.bodies.iter().enumerate() {
                let body = self.indented(body, measure);
                apart(&mut entry, usize::from(at > 0), body);
            }
            apart(&mut lines, 1, entry);
        }
        lines
    }

    /// Code as it is, line by line: a line that is too long runs over the measure, so that it can be copied.
    fn code(text: &str, measure: usize) -> Vec<String> {
        let lines = text.trim_end_matches('\n').split('\n').map(|it| it.replace('\t', "    ")).collect();
        let indent = " ".repeat(indent_within(4, measure));
        wrap::hang(lines, &indent, &indent)
    }

    fn figure(&mut self, figure: &Figure, measure: usize) -> Vec<String> {
        let image = self.image(&figure.image);
        let mut lines = self.fill(&image, measure);
        lines.extend(self.paragraph(&figure.caption, measure));
        lines
    }
}

/// The indent, or nothing where it would leave less than [`ROOM`].
fn indent_within(indent: usize, measure: usize) -> usize {
    if measure >= indent + ROOM { indent } else { 0 }
}
