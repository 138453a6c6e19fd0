//! What holds of the page of any document.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::backend::html::tests::{rendered, titled};
use crate::document::{
    Admonition, Alignment, Attr, Block, BlockKind, Cell, Definition, Id, Inline, InlineKind, List, ListItem,
    ListKind, Note, NoteId, NoteRef, Row, Table, Target, Term,
};
use crate::resource::Resources;
use crate::source::Span;

/// Grows a document from bytes, each of which is a choice. Its words are `w0`, `w1`, … in reading order.
struct Grower<'a> {
    choices: std::slice::Iter<'a, u8>,
    words: usize,
    document: Document,
    /// How many marks each note will have had.
    marks: Vec<u32>,
}

impl Grower<'_> {
    fn choice(&mut self, of: u8) -> u8 {
        self.choices.next().map_or(0, |it| it % of)
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{} ", self.words - 1)
    }

    fn id(&mut self, name: &str) -> Id {
        let id = Id::new(format!("{name}-{}", self.document.references.iter().count())).expect("an id");
        self.document.references.insert(id.clone(), Span::default()).expect("a new id");
        id
    }

    fn inlines(&mut self, depth: u8) -> Vec<Inline> {
        (0..=self.choice(3)).map(|_| Inline { kind: self.inline(depth), span: Span::default() }).collect()
    }

    fn inline(&mut self, depth: u8) -> InlineKind {
        let choice = if depth == 0 { 0 } else { self.choice(9) };
        match choice {
            1 => InlineKind::Emph(self.inlines(depth - 1)),
            2 => InlineKind::Strong(self.inlines(depth - 1)),
            3 => InlineKind::Code(self.word()),
            4 => {
                let target = Target::Url("https://example.org/".to_owned());
                InlineKind::Link { target, content: self.inlines(depth - 1), title: None }
            }
            5 => {
                InlineKind::Abbreviation { content: self.inlines(depth - 1), expansion: Some("x".to_owned()) }
            }
            6 => self.mark(),
            7 => {
                let attr = Attr { id: Some(self.id("_mark")), ..Attr::default() };
                InlineKind::Span { attr, content: self.inlines(depth - 1) }
            }
            8 => InlineKind::SoftBreak,
            _ => InlineKind::Text(self.word()),
        }
    }

    /// A mark of a note, old or new; its blocks come when the text is done.
    fn mark(&mut self) -> InlineKind {
        let at = usize::from(self.choice(4)).min(self.marks.len());
        if at == self.marks.len() {
            let note = Note {
                label: String::new(),
                blocks: Vec::new(),
                references: Vec::new(),
                span: Span::default(),
            };
            self.document.notes.add(note).expect("room");
            self.marks.push(0);
        }
        let note = self.note(at).expect("a note");
        let occurrence = self.marks[at];
        self.marks[at] += 1;
        self.document.notes.get_mut(note).expect("a note").references.push(Span::default());
        InlineKind::NoteRef(NoteRef { note, occurrence })
    }

    fn note(&self, at: usize) -> Option<NoteId> {
        self.document.notes.iter().map(|(id, _)| id).nth(at)
    }

    fn blocks(&mut self, depth: u8) -> Vec<Block> {
        (0..=self.choice(3)).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: u8) -> Block {
        let choice = if depth == 0 { 0 } else { self.choice(9) };
        let mut attr = Attr::default();
        let kind = match choice {
            1 => {
                attr.id = Some(self.id("head"));
                BlockKind::Heading { level: 1 + self.choice(6), content: self.inlines(1) }
            }
            2 => BlockKind::Quote(self.blocks(depth - 1)),
            3 => BlockKind::List(self.list(depth - 1)),
            4 => {
                let terms = vec![Term { content: self.inlines(1), span: Span::default() }];
                BlockKind::DefinitionList(vec![Definition { terms, bodies: vec![self.blocks(depth - 1)] }])
            }
            5 => BlockKind::CodeBlock { language: None, text: self.word() },
            6 => BlockKind::Table(self.table()),
            7 => {
                let title = if self.choice(2) == 0 { None } else { Some(self.inlines(1)) };
                BlockKind::Admonition { kind: Admonition::Tip, title, blocks: self.blocks(depth - 1) }
            }
            8 => BlockKind::Container(self.blocks(depth - 1)),
            _ => BlockKind::Paragraph(self.inlines(2)),
        };
        Block { kind, attr, span: Span::default() }
    }

    fn list(&mut self, depth: u8) -> List {
        let tight = self.choice(2) == 0;
        let item = |grower: &mut Self| {
            let task = [None, Some(true), Some(false)][usize::from(grower.choice(3))];
            ListItem { task, blocks: grower.blocks(depth), span: Span::default() }
        };
        List { kind: ListKind::Bullet, tight, items: (0..2).map(|_| item(self)).collect() }
    }

    fn table(&mut self) -> Table {
        let caption = if self.choice(2) == 0 { None } else { Some(self.inlines(1)) };
        let mut row = || {
            let cells = (0..2).map(|_| Cell::text(self.inlines(1), Span::default())).collect();
            Row { cells, span: Span::default() }
        };
        let (head, body) = (vec![row()], vec![row(), row()]);
        Table { caption, columns: vec![Alignment::Start, Alignment::Right], head, body, foot: Vec::new() }
    }

    fn grow(mut self) -> (Document, usize) {
        self.document.blocks = self.blocks(3);
        let mut at = 0;
        while let Some(id) = self.note(at) {
            let blocks = self.blocks(1);
            self.document.notes.get_mut(id).expect("a note").blocks = blocks;
            at += 1;
        }
        (self.document, self.words)
    }
}

/// The words of the document as the text of `main` holds them.
fn words(html: &str) -> Vec<String> {
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).expect("a main").0;
    let text: Vec<&str> = main.split('<').filter_map(|it| it.split_once('>').map(|(_, text)| text)).collect();
    let text = text.join(" ");
    let own =
        |it: &&str| it.strip_prefix('w').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    text.split_whitespace().filter(own).map(str::to_owned).collect()
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(attribute).skip(1).filter_map(|it| it.split('"').next()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn every_word_stands_in_the_text_once_and_in_order(choices in proptest::collection::vec(any::<u8>(), 0..200)) {
        let grower = Grower { choices: choices.iter(), words: 0, document: titled("A"), marks: Vec::new() };
        let (document, count) = grower.grow();
        let html = rendered(&document, &Resources::new());
        let expected: Vec<String> = (0..count).map(|it| format!("w{it}")).collect();
        prop_assert_eq!(words(&html), expected);
    }

    #[test]
    fn every_id_is_the_only_one_and_every_link_has_its_end(choices in proptest::collection::vec(any::<u8>(), 0..200)) {
        let grower = Grower { choices: choices.iter(), words: 0, document: titled("A"), marks: Vec::new() };
        let (document, _) = grower.grow();
        let marks: usize = document.notes.iter().map(|(_, note)| note.references.len()).sum();
        let html = rendered(&document, &Resources::new());
        let ids = values(&html, " id=\"");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(known.len(), ids.len());
        for end in values(&html, "href=\"#").into_iter().chain(values(&html, "aria-labelledby=\"")) {
            prop_assert!(known.contains(end), "{} in {}", end, html);
        }
        prop_assert_eq!(html.matches("role=\"doc-noteref\"").count(), marks);
        prop_assert_eq!(html.matches("role=\"doc-backlink\"").count(), marks);
    }
}
