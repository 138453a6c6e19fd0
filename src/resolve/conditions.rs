//! Text for some editions only: the tree of each edition.
//!
//! A condition is a class of a block or span: `only:print` or `not:epub`, with the name of an edition or of a format.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::document::attr::{NOT, ONLY};
use crate::document::inline::generated;
use crate::document::note::NoteOrder;
use crate::document::walk::walk_inlines_mut;
use crate::document::{
    Attr, Block, BlockKind, CellContent, Document, Id, Image, Inline, InlineKind, Notes, References, Target,
};
use crate::parse::rules::{DEAD_ANCHOR, IGNORED_CONDITION};
use crate::publication::{EDITIONS, FORMATS, Publication, nearest};

/// An edition as conditions name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditionName<'a> {
    /// Its own name.
    pub name: &'a str,
    /// The name of its format.
    pub format: &'a str,
}

/// Names of other tools for formats of ours.
const SYNONYMS: [(&str, &str); 8] = [
    ("print", "pdf"),
    ("latex", "pdf"),
    ("typst", "pdf"),
    ("web", "html"),
    ("html:js", "html"),
    ("text", "txt"),
    ("plain", "txt"),
    ("epub3", "epub"),
];

/// Formats of Quarto and Pandoc that pamphlet does not make. What is for them alone, no edition shows.
const OF_OTHERS: [&str; 12] = [
    "docx", "odt", "pptx", "beamer", "revealjs", "markdown", "gfm", "ipynb", "context", "jats", "hugo",
    "none",
];

/// What conditions of a publication may name.
#[derive(Debug)]
pub struct Conditions {
    declared: Vec<String>,
}

impl Conditions {
    /// Those of a publication.
    pub fn of(publication: &Publication) -> Conditions {
        let tables = publication.tables.iter().filter(|it| it.key == EDITIONS);
        let entries = tables.filter_map(|it| it.value.as_table()).flatten();
        Conditions { declared: entries.map(|it| it.key.clone()).collect() }
    }

    /// Whether a name is that of an edition or of its format.
    fn is(&self, name: &str, edition: EditionName<'_>) -> bool {
        if name == edition.name || name == edition.format {
            return true;
        }
        let synonym = SYNONYMS.iter().find(|(other, _)| *other == name);
        synonym.is_some_and(|it| it.1 == edition.format) && !self.declared.iter().any(|it| it == name)
    }

    /// Whether an edition shows what has the attributes.
    fn is_shown(&self, attr: &Attr, edition: EditionName<'_>) -> bool {
        let names = |prefix| attr.classes.iter().filter_map(move |it| it.strip_prefix(prefix));
        let only = names(ONLY).next().is_none() || names(ONLY).any(|it| self.is(it, edition));
        only && !names(NOT).any(|it| self.is(it, edition))
    }

    /// Whether a document has conditions. A name that no edition can have is reported.
    pub fn check(&self, document: &Document, diags: &mut Diagnostics) -> bool {
        let mut any = false;
        document.walk(|node| {
            for class in node.attributes().flat_map(|it| &it.classes) {
                let name = class.strip_prefix(ONLY).or_else(|| class.strip_prefix(NOT));
                let Some(name) = name else { continue };
                any = true;
                let mut known: Vec<&str> = self.declared.iter().map(String::as_str).collect();
                known.extend(FORMATS);
                known.extend(SYNONYMS.map(|it| it.0));
                if known.contains(&name) || OF_OTHERS.contains(&name) {
                    continue;
                }
                let message = format!("a condition names `{name}`, which is neither an edition nor a format");
                let help = nearest(name, &known).map_or_else(
                    || "name an edition, or `pdf`, `epub`, `html` or `txt`".to_owned(),
                    |it| format!("did you mean `{it}`?"),
                );
                diags.push(Diagnostic::new(&IGNORED_CONDITION, node.span(), message).help(help));
            }
        });
        any
    }

    /// Reports what none of the editions shows; what is hidden from all on purpose is not.
    pub fn report_unseen(&self, document: &Document, editions: &[EditionName<'_>], diags: &mut Diagnostics) {
        document.walk(|node| {
            let unseen = |attr: &Attr| {
                let on_purpose = attr.classes.iter().any(|it| it.strip_prefix(ONLY) == Some("none"));
                !on_purpose && !editions.iter().any(|it| self.is_shown(attr, *it))
            };
            if node.attributes().any(unseen) {
                let message = "no edition shows this";
                let help = "correct the condition, or make it a comment: `<!-- … -->`";
                let found = Diagnostic::new(&IGNORED_CONDITION, node.span(), message).help(help);
                diags.push(Diagnostic { severity: Severity::Warning, ..found });
            }
        });
    }

    /// The tree of an edition. A link to what it does not show keeps its words, and is reported.
    pub fn tree(&self, document: &Document, edition: EditionName<'_>, diags: &mut Diagnostics) -> Document {
        let filter = Filter { conditions: self, edition };
        let mut tree = Document { meta: document.meta.clone(), ..Document::default() };
        let mut firsts = Vec::with_capacity(document.blocks.len() + 1);
        for block in &document.blocks {
            firsts.push(tree.blocks.len());
            tree.blocks.extend(filter.block(block.clone()));
        }
        firsts.push(tree.blocks.len());
        tree.chapters.clone_from(&document.chapters);
        for chapter in &mut tree.chapters {
            chapter.first_block = firsts.get(chapter.first_block).copied().unwrap_or(tree.blocks.len());
        }
        let mut notes = document.notes.clone();
        each_note(&mut notes, |blocks| *blocks = filter.blocks(std::mem::take(blocks)));
        tree.notes = NoteOrder::of(&tree.blocks, &notes).apply(&mut tree.blocks, notes);
        tree.references = references(&tree, &document.references);
        let references = &tree.references;
        walk_inlines_mut(&mut tree.blocks, &mut |inlines| drop_back_links(inlines, references));
        let mut unlink = |inlines: &mut Vec<Inline>| unlink(inlines, references, edition.name, diags);
        walk_inlines_mut(&mut tree.blocks, &mut unlink);
        each_note(&mut tree.notes, |blocks| walk_inlines_mut(blocks, &mut unlink));
        tree
    }
}

fn each_note(notes: &mut Notes, mut change: impl FnMut(&mut Vec<Block>)) {
    let ids: Vec<_> = notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = notes.get_mut(id) {
            change(&mut note.blocks);
        }
    }
}

/// The ids that a tree still has.
fn references(tree: &Document, all: &References) -> References {
    let mut there: BTreeSet<&Id> = BTreeSet::new();
    tree.walk(|node| there.extend(node.attributes().filter_map(|it| it.id.as_ref())));
    let mut kept = References::default();
    for (id, span) in all.iter().filter(|(id, _)| there.contains(id)) {
        let entered = kept.insert(id.clone(), span);
        debug_assert!(entered.is_ok(), "ids are unique");
    }
    kept
}

/// Whether an inline is a link to what an edition does not show.
fn is_dead(inline: &Inline, references: &References) -> bool {
    matches!(&inline.kind, InlineKind::Link { target: Target::Anchor(id), .. } if references.get(id).is_none())
}

/// Takes away links from the list of references to citations that an edition does not show.
fn drop_back_links(inlines: &mut Vec<Inline>, references: &References) {
    inlines.retain(|inline| {
        let InlineKind::Span { attr, content } = &inline.kind else { return true };
        !attr.has_class(generated::REFERENCE_BACK) || !content.iter().any(|it| is_dead(it, references))
    });
}

/// Takes away links to what an edition does not show.
fn unlink(inlines: &mut Vec<Inline>, references: &References, edition: &str, diags: &mut Diagnostics) {
    if !inlines.iter().any(|it| is_dead(it, references)) {
        return;
    }
    for inline in std::mem::take(inlines) {
        if !is_dead(&inline, references) {
            inlines.push(inline);
        } else if let InlineKind::Link { target: Target::Anchor(id), content, .. } = inline.kind {
            let message =
                format!("the edition `{edition}` does not show `#{id}`; the words stay without a link");
            let help = "make the link a part of the condition, or remove it";
            diags.push(Diagnostic::new(&DEAD_ANCHOR, inline.span, message).help(help));
            inlines.extend(content);
        }
    }
}

/// What an edition shows.
#[derive(Clone, Copy)]
struct Filter<'a> {
    conditions: &'a Conditions,
    edition: EditionName<'a>,
}

impl Filter<'_> {
    /// Whether the edition shows what has the attributes, which lose their conditions; and whether they had any.
    fn settle(self, attr: &mut Attr) -> (bool, bool) {
        let shown = self.conditions.is_shown(attr, self.edition);
        let before = attr.classes.len();
        attr.classes.retain(|it| !it.starts_with(ONLY) && !it.starts_with(NOT));
        (shown, attr.classes.len() < before)
    }

    fn blocks(self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().flat_map(|it| self.block(it)).collect()
    }

    /// What is shown of a block; a container that was there for its condition alone is no longer there.
    fn block(self, mut block: Block) -> Vec<Block> {
        let (shown, had_condition) = self.settle(&mut block.attr);
        if !shown {
            return Vec::new();
        }
        let was_empty = is_empty(&block.kind);
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => self.inlines(content),
            BlockKind::List(list) => {
                list.items.retain_mut(|item| {
                    let was_empty = item.blocks.is_empty();
                    item.blocks = self.blocks(std::mem::take(&mut item.blocks));
                    was_empty || !item.blocks.is_empty()
                });
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|it| self.inlines(&mut it.content));
                    definition.bodies.iter_mut().for_each(|it| *it = self.blocks(std::mem::take(it)));
                }
            }
            BlockKind::Quote(inner) => *inner = self.blocks(std::mem::take(inner)),
            BlockKind::Container(inner) => {
                *inner = self.blocks(std::mem::take(inner));
                if had_condition && block.attr.is_empty() {
                    return std::mem::take(inner);
                }
            }
            BlockKind::Admonition { title, blocks, .. } => {
                title.iter_mut().for_each(|it| self.inlines(it));
                *blocks = self.blocks(std::mem::take(blocks));
            }
            BlockKind::Table(table) => {
                table.caption.iter_mut().for_each(|it| self.inlines(it));
                table.caption.take_if(|it| it.is_empty());
                table.cells_mut().for_each(|it| match &mut it.content {
                    CellContent::Text(content) => self.inlines(content),
                    CellContent::Blocks(blocks) => {
                        it.content = CellContent::of(self.blocks(std::mem::take(blocks)))
                    }
                });
            }
            BlockKind::Figure(figure) => {
                if !self.settle(&mut figure.image.attr).0 {
                    return Vec::new();
                }
                self.inlines(&mut figure.caption);
            }
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
        }
        if is_empty(&block.kind) && !was_empty { Vec::new() } else { vec![block] }
    }

    fn inlines(self, inlines: &mut Vec<Inline>) {
        let mut kept: Vec<Inline> = Vec::with_capacity(inlines.len());
        let mut gap = false;
        for mut inline in std::mem::take(inlines) {
            let own = if let InlineKind::Span { attr, .. } | InlineKind::Image(Image { attr, .. }) =
                &mut inline.kind
            {
                Some(attr)
            } else {
                None
            };
            let (shown, had_condition) = own.map_or((true, false), |it| self.settle(it));
            if !shown {
                gap = true;
                continue;
            }
            if let Some(children) = inline.kind.children_mut() {
                self.inlines(children);
            }
            // One of the spaces around what is gone.
            let before = kept.last().and_then(|it| it.kind.own_text());
            if let InlineKind::Text(text) = &mut inline.kind
                && std::mem::take(&mut gap)
                && before.is_none_or(|it| it.ends_with(' '))
            {
                *text = text.trim_start_matches(' ').to_owned();
            }
            if let InlineKind::Span { attr, content } = &mut inline.kind
                && had_condition
                && attr.is_empty()
            {
                kept.append(content);
            } else {
                kept.push(inline);
            }
        }
        *inlines = kept;
    }
}

/// Whether nothing is in a block that may have something in it.
fn is_empty(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => content.is_empty(),
        BlockKind::List(list) => list.items.is_empty(),
        BlockKind::Quote(inner) | BlockKind::Container(inner) => inner.is_empty(),
        BlockKind::Admonition { blocks, .. } => blocks.is_empty(),
        BlockKind::DefinitionList(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::ThematicBreak => false,
    }
}
