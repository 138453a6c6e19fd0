//! The entries of an index as blocks: a letter, and the list of the entries under it.

use std::collections::BTreeMap;

use crate::document::inline::generated;
use crate::document::{
    Attr, Block, BlockKind, Id, Inline, InlineKind, Lang, List, ListItem, ListKind, Target,
};
use crate::locale::apparatus::ApparatusWords;
use crate::locale::{self, apparatus_words};
use crate::resolve::index::collect::Section;
use crate::resolve::index::entries::{Entry, Way, find};
use crate::resolve::index::locators::{Locator, Locators, locators};
use crate::source::Span;

/// Writes the entries of an index.
pub(super) struct Writer<'a> {
    words: &'static ApparatusWords,
    /// The language of the words where it is not that of the text.
    lang: Option<Lang>,
    comma: String,
    sections: &'a [Section],
    how: Locators<'a>,
    all: &'a [Entry],
    /// The ids of the entries that others lead to, by their first places.
    named: BTreeMap<*const Entry, Id>,
    span: Span,
    /// The ids that were written.
    pub(super) ids: Vec<(Id, Span)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        lang: &Lang,
        sections: &'a [Section],
        how: Locators<'a>,
        all: &'a [Entry],
    ) -> Writer<'a> {
        let words = apparatus_words(lang);
        let own = Lang::new(words.lang).filter(|it| it.as_str() != lang.primary());
        let comma = locale::list(["", ""].into_iter(), lang);
        let mut named = BTreeMap::new();
        name_entries(all, all, &mut named);
        let (span, ids) = (Span::default(), Vec::new());
        Writer { words, lang: own, comma, sections, how, all, named, span, ids }
    }

    /// The letters, each with its entries.
    pub(super) fn blocks(&mut self, entries: &[Entry], span: Span) -> Vec<Block> {
        self.span = span;
        let mut blocks = Vec::new();
        for group in entries.chunk_by(|one, other| one.letter == other.letter) {
            let letter = group.first().map(|it| it.letter.clone()).filter(|it| !it.is_empty());
            if let Some(letter) = letter {
                let strong = InlineKind::Strong(vec![self.text(&letter)]);
                let content = vec![self.inline(strong)];
                blocks.push(self.block(BlockKind::Paragraph(content), generated::INDEX_LETTER));
            }
            blocks.push(self.list(group));
        }
        blocks
    }

    fn list(&mut self, entries: &[Entry]) -> Block {
        let items = entries.iter().map(|it| self.item(it)).collect();
        let list = List { kind: ListKind::Bullet, tight: true, items };
        self.block(BlockKind::List(list), generated::INDEX_ENTRIES)
    }

    fn item(&mut self, entry: &Entry) -> ListItem {
        let mut content = Vec::new();
        let words: Vec<Inline> = entry.content.iter().map(|it| self.placed(it)).collect();
        match self.named.get(&std::ptr::from_ref(entry)).cloned() {
            Some(id) => {
                self.ids.push((id.clone(), self.span));
                let attr = Attr { id: Some(id), ..Attr::default() };
                content.push(self.inline(InlineKind::Span { attr, content: words }));
            }
            None => content.extend(words),
        }
        for locator in locators(&entry.places, self.sections, self.how) {
            content.push(self.text(&self.comma));
            self.locator(locator, &mut content);
        }
        let more = !entry.places.is_empty();
        self.ways(self.words.see, &entry.see, more, &mut content);
        self.ways(self.words.see_also, &entry.see_also, more || !entry.see.is_empty(), &mut content);
        let span = self.span;
        let paragraph = Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span };
        let mut blocks = vec![paragraph];
        if !entry.below.is_empty() {
            blocks.push(self.list(&entry.below));
        }
        ListItem { task: None, blocks, span }
    }

    fn locator(&self, locator: Locator, into: &mut Vec<Inline>) {
        let is_page = locator.is_page;
        let link = |(name, id): (String, Id)| {
            let class = if is_page { generated::PAGE_NUMBER } else { generated::LOCATOR };
            let content = vec![Inline::generated(class, name, self.span)];
            self.inline(InlineKind::Link { target: Target::Anchor(id), content, title: None })
        };
        let is_number = |it: &str| !it.contains(char::is_whitespace);
        let dash = if is_number(&locator.from.0) { "–" } else { " – " };
        into.push(link(locator.from));
        if let Some(to) = locator.to {
            into.push(self.text(dash));
            into.push(link(to));
        }
    }

    /// The ways to other entries, after a word.
    fn ways(&self, word: &str, ways: &[Way], follows: bool, into: &mut Vec<Inline>) {
        if ways.is_empty() {
            return;
        }
        into.push(self.text(if follows { "; " } else { &self.comma }));
        let word = vec![self.text(word)];
        let word = match &self.lang {
            Some(lang) => {
                let attr = Attr { lang: Some(lang.clone()), ..Attr::default() };
                vec![self.inline(InlineKind::Span { attr, content: word })]
            }
            None => word,
        };
        into.push(self.inline(InlineKind::Emph(word)));
        for (at, way) in ways.iter().enumerate() {
            into.push(self.text(if at > 0 { "; " } else { " " }));
            let words = self.text(&way.path.join(&self.comma));
            let found = find(self.all, &way.path).and_then(|it| self.named.get(&std::ptr::from_ref(it)));
            into.push(match found {
                Some(id) => self.inline(InlineKind::Link {
                    target: Target::Anchor(id.clone()),
                    content: vec![words],
                    title: None,
                }),
                None => words,
            });
        }
    }

    fn inline(&self, kind: InlineKind) -> Inline {
        Inline { kind, span: self.span }
    }

    fn text(&self, text: &str) -> Inline {
        self.inline(InlineKind::Text(text.to_owned()))
    }

    /// The same inline in the place of the index.
    fn placed(&self, inline: &Inline) -> Inline {
        self.inline(inline.kind.map_children(|it| it.iter().map(|it| self.placed(it)).collect()))
    }

    fn block(&self, kind: BlockKind, class: &str) -> Block {
        let attr = Attr { classes: vec![class.to_owned()], ..Attr::default() };
        Block { kind, attr, span: self.span }
    }
}

/// Gives ids to the entries that others lead to.
fn name_entries(entries: &[Entry], all: &[Entry], named: &mut BTreeMap<*const Entry, Id>) {
    for entry in entries {
        for way in entry.see.iter().chain(&entry.see_also) {
            let Some(found) = find(all, &way.path).filter(|it| !std::ptr::eq(*it, entry)) else { continue };
            let next = named.len() + 1;
            if let (std::collections::btree_map::Entry::Vacant(free), Some(id)) =
                (named.entry(std::ptr::from_ref(found)), Id::new(format!("_entry-{next}")))
            {
                free.insert(id);
            }
        }
        name_entries(&entry.below, all, named);
    }
}
