//! References whose words the program finds: the name and number of what they lead to, else its words.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::inline::generated;
use crate::document::walk::{Node, walk_inlines_mut};
use crate::document::{Block, BlockKind, Document, Id, Inline, InlineKind, Lang, Target, text};
use crate::locale::{Words, words};
use crate::parse::rules::EMPTY_LINK;
use crate::publication::Numbers;
use crate::resolve::numbers::Names;

/// The ids that references lead to whose words are to be found.
pub(super) fn targets(document: &Document) -> BTreeSet<Id> {
    let mut found = BTreeSet::new();
    document.walk(|node| {
        if let Node::Inline(Inline { kind: InlineKind::Link { target, content, .. }, .. }) = node
            && is_reference(content)
        {
            found.insert(match target {
                Target::Anchor(id) => id.clone(),
                Target::Url(_) => return,
            });
        }
    });
    found
}

fn is_reference(content: &[Inline]) -> bool {
    content.last().is_some_and(|it| it.is_generated(generated::REFERENCE))
}

/// What is numbered where references need the number of a figure or a table.
pub(super) fn needed(document: &Document, numbers: &Numbers, wanted: &BTreeSet<Id>) -> Numbers {
    let mut numbers = *numbers;
    if wanted.is_empty() || numbers.figures.is_some() && numbers.tables.is_some() {
        return numbers;
    }
    document.walk(|node| {
        let is_wanted = || node.attributes().any(|it| it.id.as_ref().is_some_and(|it| wanted.contains(it)));
        let Node::Block(block) = node else { return };
        if matches!(block.kind, BlockKind::Figure(_)) && numbers.figures.is_none() && is_wanted() {
            numbers.figures = Some(true);
        } else if matches!(block.kind, BlockKind::Table(_)) && numbers.tables.is_none() && is_wanted() {
            numbers.tables = Some(true);
        }
    });
    numbers
}

/// Gives the references their words.
pub(super) fn complete(
    document: &mut Document,
    wanted: &BTreeSet<Id>,
    names: &Names,
    diags: &mut Diagnostics,
) {
    let texts = texts(document, wanted);
    let words = words(&document.meta.lang);
    let lang = Lang::new(words.lang).filter(|it| it.as_str() != document.meta.lang.primary());
    let mut writer = Writer { words, lang, names, texts, diags };
    walk_inlines_mut(&mut document.blocks, &mut |inlines| writer.sequence(inlines));
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_inlines_mut(&mut note.blocks, &mut |inlines| writer.sequence(inlines));
        }
    }
}

/// What things say that references lead to: of a heading its text, of a figure or table its caption.
fn texts(document: &Document, wanted: &BTreeSet<Id>) -> BTreeMap<Id, String> {
    let mut texts = BTreeMap::new();
    document.walk(|node| {
        for id in node.attributes().filter_map(|it| it.id.as_ref()).filter(|it| wanted.contains(it)) {
            let text = match node {
                Node::Block(block) => text_of(block),
                Node::Inline(inline) => text::name(std::slice::from_ref(inline)),
            };
            texts.insert(id.clone(), text.trim().to_owned());
        }
    });
    texts
}

fn text_of(block: &Block) -> String {
    let own = |content: &[Inline]| {
        let is_number = |it: &&Inline| {
            it.is_generated(generated::SECTION_NUMBER) || it.is_generated(generated::CAPTION_NUMBER)
        };
        content.iter().filter(|it| !is_number(it)).map(|it| text::name(std::slice::from_ref(it))).collect()
    };
    match &block.kind {
        BlockKind::Heading { content, .. } => own(content),
        BlockKind::Figure(figure) if figure.caption.is_empty() => figure.image.alt.clone(),
        BlockKind::Figure(figure) => own(&figure.caption),
        BlockKind::Table(table) => own(table.caption.as_deref().unwrap_or_default()),
        BlockKind::Admonition { title, .. } => own(title.as_deref().unwrap_or_default()),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::Container(_)
        | BlockKind::ThematicBreak => String::new(),
    }
}

struct Writer<'a> {
    words: &'static Words,
    /// The language of the words where it is not that of the text.
    lang: Option<Lang>,
    names: &'a Names,
    texts: BTreeMap<Id, String>,
    diags: &'a mut Diagnostics,
}

impl Writer<'_> {
    fn sequence(&mut self, inlines: &mut [Inline]) {
        for at in 0..inlines.len() {
            let (before, rest) = inlines.split_at_mut(at);
            let Some(Inline { kind: InlineKind::Link { target, content, .. }, span }) = rest.first_mut()
            else {
                continue;
            };
            if !is_reference(content) {
                continue;
            }
            let is_first = content.len() == 1 && begins_sentence(before);
            let Some(reference) = content.last_mut() else { continue };
            let is_number = reference.is_generated(generated::NUMBER);
            let named = match target {
                Target::Anchor(id) => self.name(id, is_number, is_first),
                Target::Url(_) => None,
            };
            let (words, lang) = named.unwrap_or_else(|| {
                let (name, address) = match target {
                    Target::Anchor(id) => (id.as_str(), format!("#{id}")),
                    Target::Url(url) => (url.as_str(), url.clone()),
                };
                let message = format!("the link to `{address}` has no text, and what it leads to has none");
                let help = "write the text of the link between its brackets";
                self.diags.push(Diagnostic::new(&EMPTY_LINK, *span, message).help(help));
                (name.to_owned(), None)
            });
            let place = reference.span;
            if let InlineKind::Span { attr, content } = &mut reference.kind {
                attr.lang = lang;
                *content = vec![Inline { kind: InlineKind::Text(words), span: place }];
            }
        }
    }

    /// The words for what has an id, with their language where it is another one; `None` where it says nothing.
    fn name(&self, id: &Id, is_number: bool, is_first: bool) -> Option<(String, Option<Lang>)> {
        match self.names.get(id) {
            Some((_, number)) if is_number => Some((number.clone(), None)),
            Some((kind, number)) if is_first => {
                Some((self.words.numbered_first(*kind, number), self.lang.clone()))
            }
            Some((kind, number)) => Some((self.words.numbered(*kind, number), self.lang.clone())),
            None => self.texts.get(id).filter(|it| !it.is_empty()).map(|it| (it.clone(), None)),
        }
    }
}

/// Whether a sentence begins after inlines. After a full stop that ends a short word there may be none: `cf.`
fn begins_sentence(before: &[Inline]) -> bool {
    let texts = before.iter().rev().map(|it| text::plain(std::slice::from_ref(it)));
    let Some(text) = texts.map(|it| it.trim_end().to_owned()).find(|it| !it.is_empty()) else { return true };
    let word = text.split_whitespace().next_back().unwrap_or("");
    match word.chars().next_back() {
        Some('.') => word.chars().filter(|it| it.is_alphanumeric()).count() > 3,
        Some(last) => matches!(last, '!' | '?' | '。' | '！' | '？'),
        None => false,
    }
}
