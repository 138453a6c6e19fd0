//! References whose words the program finds: the name and number of what they lead to, else its words.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::attr::PAGE;
use crate::document::caption::caption_of;
use crate::document::inline::generated;
use crate::document::walk::{Node, NodeMut, walk_inlines_mut, walk_mut};
use crate::document::{
    Attr, Block, BlockKind, CaptionKind, Document, Id, Inline, InlineKind, Lang, Target, text,
};
use crate::locale::{Words, apparatus_words, words};
use crate::parse::rules::EMPTY_LINK;
use crate::publication::Numbers;
use crate::resolve::abbreviations;
use crate::resolve::glossary::is_of_glossary;
use crate::resolve::index::{Places, is_of_index};
use crate::resolve::numbers::Names;
use crate::source::Span;

/// What is to be found for a document.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// The ids that references lead to whose words are to be found.
    pub(super) targets: BTreeSet<Id>,
    /// Whether there are marks for an index, or a place for it.
    pub(super) has_index: bool,
    /// Whether references say on which page something is.
    pub(super) has_pages: bool,
    /// Whether there is a list of abbreviations.
    pub(super) has_abbreviations: bool,
    /// Whether there is a glossary, or words that are marked for it.
    pub(super) has_glossary: bool,
    /// Of what there are lists.
    pub(super) lists: BTreeSet<CaptionKind>,
}

/// What is to be found for a document.
pub(super) fn wanted(document: &Document) -> Wanted {
    let mut found = Wanted::default();
    document.walk(|node| {
        if let Node::Inline(Inline { kind: InlineKind::Link { target, content, .. }, .. }) = node
            && is_reference(content)
        {
            found.targets.insert(match target {
                Target::Anchor(id) => id.clone(),
                Target::Url(_) => return,
            });
        }
        found.has_index = found.has_index || is_of_index(node);
        found.has_glossary = found.has_glossary || is_of_glossary(node);
        found.has_abbreviations = found.has_abbreviations || abbreviations::is_list(node);
        if let Node::Block(block) = node {
            found.lists.extend(CaptionKind::of_place(block));
        }
        if let Node::Inline(inline) = node {
            found.has_pages = found.has_pages || target_with_page(inline).is_some();
        }
    });
    found
}

/// What a reference leads to that says on which page that is; `None` for other inlines.
fn target_with_page(inline: &Inline) -> Option<&Id> {
    let InlineKind::Span { attr, content } = &inline.kind else { return None };
    let first = content.first().filter(|_| !attr.classes.is_empty() && attr.has_class(PAGE))?;
    target(first)
}

/// Says after references of that class on which pages they lead to something; nothing where pages are not known.
pub(super) fn add_pages(document: &mut Document, places: Option<&Places>) {
    let words = apparatus_words(&document.meta.lang);
    let lang = Lang::new(words.lang).filter(|it| it.as_str() != document.meta.lang.primary());
    let mut visit = |inlines: &mut Vec<Inline>| {
        for inline in inlines {
            let Some(id) = target_with_page(inline).cloned() else { continue };
            let (label, span) = (places.and_then(|it| it.get(&id)).map(|it| it.label.clone()), inline.span);
            if let InlineKind::Span { content, .. } = &mut inline.kind {
                content.retain(|it| !it.is_generated(generated::PAGE_REFERENCE));
                content.extend(label.map(|label| page(words.on_page, label, (id, &lang), span)));
            }
        }
    };
    walk_inlines_mut(&mut document.blocks, &mut visit);
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_inlines_mut(&mut note.blocks, &mut visit);
        }
    }
}

/// `on page 12`, with a link, after a space.
fn page(words: &str, label: String, (id, lang): (Id, &Option<Lang>), span: Span) -> Inline {
    let span = span.start_point();
    let text = |it: &str| Inline { kind: InlineKind::Text(it.to_owned()), span };
    let (before, after) = words.split_once('#').unwrap_or((words, ""));
    let number = Inline::generated(generated::PAGE_NUMBER, label, span);
    let parts =
        [(!before.is_empty()).then(|| text(before)), Some(number), (!after.is_empty()).then(|| text(after))];
    let content = parts.into_iter().flatten().collect();
    let link = Inline { kind: InlineKind::Link { target: Target::Anchor(id), content, title: None }, span };
    let attr = Attr { classes: vec![generated::PAGE_REFERENCE.to_owned()], lang: lang.clone(), id: None };
    Inline { kind: InlineKind::Span { attr, content: vec![text(" "), link] }, span }
}

fn is_reference(content: &[Inline]) -> bool {
    content.last().is_some_and(|it| it.is_generated(generated::REFERENCE))
}

/// What is numbered where references need the number of a figure, a table or a listing, or where there is a list of them.
pub(super) fn needed(document: &Document, numbers: &Numbers, wanted: &Wanted) -> Numbers {
    let Wanted { targets, lists, .. } = wanted;
    let mut found: [bool; 3] = CaptionKind::ALL.map(|it| lists.contains(&it));
    if !targets.is_empty() {
        document.walk(|node| {
            let is_wanted =
                || node.attributes().any(|it| it.id.as_ref().is_some_and(|it| targets.contains(it)));
            if let Node::Block(block) = node
                && let Some(kind) = CaptionKind::of(block)
                && !found[kind as usize]
            {
                found[kind as usize] = is_wanted();
            }
        });
    }
    let [figures, tables, listings] = found.map(|it| it.then_some(true));
    Numbers {
        figures: numbers.figures.or(figures),
        tables: numbers.tables.or(tables),
        listings: numbers.listings.or(listings),
        ..*numbers
    }
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
    let document_lang = document.meta.lang.clone();
    let mut writer = Writer { document_lang, words, lang, names, texts, diags };
    walk_mut(&mut document.blocks, &mut |node| writer.node(node));
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_mut(&mut note.blocks, &mut |node| writer.node(node));
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
        BlockKind::Container(_) => own(caption_of(block)),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::ThematicBreak => String::new(),
    }
}

/// The id that a link leads to.
fn target(inline: &Inline) -> Option<&Id> {
    if let InlineKind::Link { target: Target::Anchor(id), .. } = &inline.kind { Some(id) } else { None }
}

/// With a capital at its beginning.
fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

struct Writer<'a> {
    document_lang: Lang,
    words: &'static Words,
    /// The language of the words where it is not that of the text.
    lang: Option<Lang>,
    names: &'a Names,
    texts: BTreeMap<Id, String>,
    diags: &'a mut Diagnostics,
}

impl Writer<'_> {
    /// References that are named together: their name before the numbers where they are of one kind, else each has its own.
    fn group(&mut self, inline: &mut Inline, is_first: bool) {
        let Inline { kind: InlineKind::Span { attr, content }, span } = inline else { return };
        if attr.classes.is_empty() || !attr.has_class(generated::REFERENCE_GROUP) {
            return;
        }
        content.retain(|it| !it.is_generated(generated::REFERENCE_KIND));
        let kinds: Vec<_> = content.iter().filter_map(target).map(|it| self.names.get(it)).collect();
        let first = kinds.first().and_then(|it| it.map(|it| it.0));
        match first.filter(|kind| kinds.iter().all(|it| it.is_some_and(|it| it.0 == *kind))) {
            Some(kind) => {
                let words = apparatus_words(&self.document_lang).several[kind as usize];
                let (name, after) = words.split_once('#').unwrap_or((words, ""));
                let name = if is_first { capitalized(name) } else { name.to_owned() };
                let generated = |words: String, span| {
                    let mut inline = Inline::generated(generated::REFERENCE_KIND, words, span);
                    if let InlineKind::Span { attr, .. } = &mut inline.kind {
                        attr.lang.clone_from(&self.lang);
                    }
                    inline
                };
                let end = Span { start: span.end, ..*span };
                content.extend((!after.is_empty()).then(|| generated(after.to_owned(), end)));
                if !name.is_empty() {
                    content.insert(0, generated(name, span.start_point()));
                }
            }
            None => content.iter_mut().for_each(|it| self.whole(it)),
        }
    }

    /// Gives a reference its whole name where it had the number alone.
    fn whole(&self, inline: &mut Inline) {
        let Some((words, lang)) = target(inline).and_then(|id| self.name(id, false, false)) else { return };
        let InlineKind::Link { content, .. } = &mut inline.kind else { return };
        if let Some(Inline { kind: InlineKind::Span { attr, content }, span }) = content.last_mut() {
            attr.lang = lang;
            *content = vec![Inline { kind: InlineKind::Text(words), span: *span }];
        }
    }

    fn node(&mut self, node: NodeMut<'_>) {
        match node {
            NodeMut::Block(_) => {}
            NodeMut::Inlines(inlines) => self.sequence(inlines, true),
        }
    }

    /// The references among inlines and inside them. `opens` is whether a sentence begins where these do.
    fn sequence(&mut self, inlines: &mut [Inline], opens: bool) {
        for at in 0..inlines.len() {
            let (before, rest) = inlines.split_at_mut(at);
            let Some(inline) = rest.first_mut() else { continue };
            if inline.kind.children().is_empty() {
                continue;
            }
            let is_first = begins_sentence(before).unwrap_or(opens);
            if let Some(children) = inline.kind.children_mut() {
                self.sequence(children, is_first);
            }
            self.reference(inline, is_first);
            self.group(inline, is_first);
        }
    }

    fn reference(&mut self, inline: &mut Inline, is_first: bool) {
        let Inline { kind: InlineKind::Link { target, content, .. }, span } = inline else { return };
        if !is_reference(content) {
            return;
        }
        let is_first = content.len() == 1 && is_first;
        let Some(reference) = content.last_mut() else { return };
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

/// Whether a sentence begins after inlines; `None` where these say nothing. After a full stop that ends a short word there
/// may be none: `cf.`
fn begins_sentence(before: &[Inline]) -> Option<bool> {
    let texts = before.iter().rev().map(|it| text::plain(std::slice::from_ref(it)));
    let text = texts.map(|it| it.trim_end().to_owned()).find(|it| !it.is_empty())?;
    let word = text.split_whitespace().next_back().unwrap_or("");
    Some(match word.chars().next_back() {
        Some('.') => word.chars().filter(|it| it.is_alphanumeric()).count() > 3,
        Some(last) => matches!(last, '!' | '?' | '。' | '！' | '？'),
        None => false,
    })
}
