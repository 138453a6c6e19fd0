//! Words of other texts: excerpts, which are taken from them, and quotations, which are compared with them.
//!
//! What is taken comes from the text as its own publication reads it, so that it cannot differ; its spans are those of
//! the other source. A quotation is typed, and each of its words has to be there.

mod adopt;
mod original;
mod part;
mod words;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::attr::{OF, PARAGRAPHS, QUOTES, SENTENCES};
use crate::document::note::NoteOrder;
use crate::document::walk::{walk_blocks_mut, walk_inlines_mut};
use crate::document::{Attr, Block, BlockKind, Document, Inline, InlineKind, Notes, References, text};
use crate::publication::Publication;
use crate::resolve::excerpt::adopt::{EXCERPT, Home};
use crate::resolve::excerpt::original::{Original, Originals, original};
use crate::resolve::excerpt::part::Numbers;
use crate::resolve::excerpt::words::{Word, difference, words};
use crate::resolve::paths::{Origin, Paths, divided, of_chapters, path_of, way};
use crate::resolve::rules::{CHANGED_QUOTATION, MISSING_EXCERPT};
use crate::resource::Folder;
use crate::source::{Source, SourceId, Sources, Span};

/// Texts take from each other to this depth.
const DEEPEST: usize = 8;

/// What a document has of another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Where it is named.
    pub span: Span,
    /// How it is there.
    pub form: TakenForm,
    /// The other text as messages show it, with the id of the part.
    pub from: String,
    /// How many words it has.
    pub words: usize,
}

/// How a document has the words of another text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenForm {
    /// They are taken from it.
    Excerpt,
    /// They are typed, and compared with it.
    Quotation,
}

/// What a document has of other texts.
#[derive(Debug, Default)]
pub struct Borrowed {
    /// Each excerpt and each quotation, in order.
    pub list: Vec<Taken>,
    /// The sources that they are from, which are published elsewhere.
    pub sources: Vec<SourceId>,
    /// The paths of chapters and of these sources from the folder of the publication.
    pub paths: BTreeMap<SourceId, String>,
}

/// Puts the excerpts of a document in their places, and compares its quotations with their sources.
pub fn excerpt(
    document: &mut Document,
    sources: &mut Sources,
    chapters: &[SourceId],
    &Origin { publication, folder }: &Origin<'_>,
    diags: &mut Diagnostics,
) -> Borrowed {
    let may_hold = |it: &Source| ["of=", "quotes=", EXCERPT].iter().any(|word| it.text().contains(word));
    let paths = of_chapters(sources, chapters, publication);
    if !sources.iter().any(|it| may_hold(it.1)) {
        return Borrowed { paths, ..Borrowed::default() };
    }
    let mut reader =
        Reader { sources, publication, folder, paths, originals: Originals::new(), trail: Vec::new() };
    let mut borrowed = reader.document(document, diags);
    borrowed.paths = std::mem::take(&mut reader.paths);
    borrowed.sources = reader.originals.values().filter_map(|it| it.as_ref().ok()?.source).collect();
    borrowed
}

/// Reads the texts that others take from.
struct Reader<'a> {
    sources: &'a mut Sources,
    publication: &'a Publication,
    folder: &'a dyn Folder,
    paths: Paths,
    originals: Originals,
    /// The texts that are being read, the outermost first.
    trail: Vec<String>,
}

impl Reader<'_> {
    /// Settles all excerpts and quotations of a document.
    fn document(&mut self, document: &mut Document, diags: &mut Diagnostics) -> Borrowed {
        let own = Rc::new(Original { document: document.clone(), source: None, shown: String::new() });
        let (mut notes, references) =
            (std::mem::take(&mut document.notes), std::mem::take(&mut document.references));
        let count = notes.len();
        let ids: Vec<_> = notes.iter().map(|(id, _)| id).collect();
        let mut inner: Vec<Vec<Block>> = Vec::new();
        for id in &ids {
            inner.extend(notes.get_mut(*id).map(|it| std::mem::take(&mut it.blocks)));
        }
        let mut taker = Taker { reader: self, own, notes, references, list: Vec::new(), diags };
        taker.blocks(&mut document.blocks);
        inner.iter_mut().for_each(|it| taker.blocks(it));
        let Taker { list, references, .. } = taker;
        notes = taker.notes;
        for (id, blocks) in ids.into_iter().zip(inner) {
            if let Some(note) = notes.get_mut(id) {
                note.blocks = blocks;
            }
        }
        document.references = references;
        document.notes = if notes.len() == count {
            notes
        } else {
            NoteOrder::of(&document.blocks, &notes).apply(&mut document.blocks, notes)
        };
        let mut list = list;
        list.sort_by_key(|it| it.span);
        Borrowed { list, ..Borrowed::default() }
    }

    /// The path of a source from the publication's folder.
    fn path_of(&self, source: SourceId) -> String {
        path_of(&self.paths, source, self.sources, self.folder)
    }

    /// The text at a path, with its own excerpts in their places.
    fn original(&mut self, path: &str) -> Result<Rc<Original>, String> {
        if self.trail.iter().any(|it| it == path) {
            return Err("it takes from itself".to_owned());
        }
        if self.trail.len() > DEEPEST {
            return Err(format!("texts take from each other more than {DEEPEST} deep"));
        }
        if let Some(known) = self.originals.get(path) {
            return known.clone();
        }
        let read = original(path, self.publication, self.folder, self.sources);
        let read = read.and_then(|mut it| {
            self.paths.extend(it.source.map(|id| (id, path.to_owned())));
            self.trail.push(path.to_owned());
            let mut found = Diagnostics::new();
            self.document(&mut it.document, &mut found);
            self.trail.pop();
            match found.iter().find(|it| it.rule.id == MISSING_EXCERPT.id) {
                Some(missing) => Err(format!("in it, {}", missing.message)),
                None => Ok(Rc::new(it)),
            }
        });
        self.originals.insert(path.to_owned(), read.clone());
        read
    }
}

/// Settles the excerpts and quotations of one document.
struct Taker<'a, 'r, 'd> {
    reader: &'a mut Reader<'r>,
    /// The document itself, before.
    own: Rc<Original>,
    notes: Notes,
    references: References,
    list: Vec<Taken>,
    diags: &'d mut Diagnostics,
}

impl Taker<'_, '_, '_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        walk_blocks_mut(blocks, &mut |block| self.block(block));
        walk_inlines_mut(blocks, &mut |inlines| {
            for inline in inlines {
                let span = inline.span;
                if let InlineKind::Span { attr, content } = &mut inline.kind {
                    self.words(attr, content, span);
                }
            }
        });
    }

    fn block(&mut self, block: &mut Block) {
        let span = block.span;
        if let Some((name, mut inner)) = self.excerpt(&mut block.attr, span) {
            if let BlockKind::Container(blocks) = &mut block.kind {
                let words = words(&inner, self.reader.sources).len();
                self.list.push(Taken { span, form: TakenForm::Excerpt, from: name, words });
                inner.append(blocks);
                *blocks = inner;
            } else {
                self.missing(
                    span,
                    "",
                    "an excerpt is a container",
                    "write `::: {.excerpt of=\"…\"}` and `:::`",
                );
            }
        }
        if let Some(name) = block.attr.take(QUOTES) {
            let mut quoted = vec![block.clone()];
            if let BlockKind::Quote(inner) | BlockKind::Container(inner) = &block.kind {
                quoted.clone_from(inner);
            }
            if quoted.len() > 1 {
                quoted.pop_if(|it| is_credit(it));
            }
            self.quotation(&quoted, &name, span);
        }
    }

    /// An excerpt or a quotation in a line.
    fn words(&mut self, attr: &mut Attr, content: &mut Vec<Inline>, span: Span) {
        let written = attr.classes.iter().find_map(|it| it.strip_prefix(OF)).unwrap_or_default().to_owned();
        if let Some((name, blocks)) = self.excerpt(attr, span) {
            let count = words(&blocks, self.reader.sources).len();
            match <[Block; 1]>::try_from(blocks) {
                Ok([Block { kind: BlockKind::Paragraph(mut inner), .. }]) => {
                    self.list.push(Taken { span, form: TakenForm::Excerpt, from: name, words: count });
                    inner.append(content);
                    *content = inner;
                }
                Ok(_) | Err(_) => {
                    let help = "choose one paragraph, or sentences of one: `sentences=1`";
                    self.missing(span, &written, "an excerpt in a line is no more than a paragraph", help);
                }
            }
        }
        if let Some(name) = attr.take(QUOTES) {
            let quoted = Block { kind: BlockKind::Paragraph(content.clone()), attr: Attr::default(), span };
            self.quotation(&[quoted], &name, span);
        }
    }

    /// The blocks that an excerpt takes, with the name of their source; `None` where there are none.
    fn excerpt(&mut self, attr: &mut Attr, span: Span) -> Option<(String, Vec<Block>)> {
        let (of, paragraphs, sentences) = (attr.take(OF), attr.take(PARAGRAPHS), attr.take(SENTENCES));
        let Some(name) = of else {
            if attr.has_class(EXCERPT) || paragraphs.is_some() || sentences.is_some() {
                self.missing(span, EXCERPT, "the excerpt names no text", "add `of=\"statement.md#id\"`");
            }
            return None;
        };
        let (original, id) = self.original(&name, span)?;
        let chosen = part::named(&original.document, id).and_then(|blocks| match paragraphs {
            Some(numbers) => part::paragraphs(&blocks, read_numbers(&numbers)?),
            None => Ok(blocks),
        });
        let chosen = chosen.and_then(|blocks| match sentences {
            Some(numbers) => part::sentences(&blocks, read_numbers(&numbers)?),
            None => Ok(blocks),
        });
        let mut blocks = match chosen {
            Ok(blocks) => blocks,
            Err(why) => {
                self.missing(
                    span,
                    &name,
                    &format!("`{name}` cannot be taken: {why}"),
                    "correct the id or the number",
                );
                return None;
            }
        };
        let has_images = original.source.is_none_or(|it| !self.reader.path_of(it).starts_with("../"));
        let file = original.source.map(|it| self.reader.path_of(it));
        let file = file.as_deref().map(|it| divided(it).1);
        let (notes, references) = (&mut self.notes, &mut self.references);
        let mut home = Home { notes, references, has_images, file };
        home.adopt(&mut blocks, &original.document);
        let lang = &original.document.meta.lang;
        if attr.lang.is_none() && *lang != self.reader.publication.meta.lang && original.source.is_some() {
            attr.lang = Some(lang.clone());
        }
        Some((named(&original, &name), blocks))
    }

    /// The text that a name is of, with the id in it.
    fn original<'n>(&mut self, name: &'n str, span: Span) -> Option<(Rc<Original>, Option<&'n str>)> {
        let (path, id) = name.split_once('#').map_or((name, None), |(path, id)| (path, Some(id)));
        if name.is_empty() {
            self.missing(span, name, "no text is named", "write its path, and the id of a part after `#`");
            return None;
        }
        if path.is_empty() {
            return Some((Rc::clone(&self.own), id));
        }
        let here = self.reader.path_of(span.source);
        match self.reader.original(&way(divided(&here).0, path)) {
            Ok(original) => Some((original, id)),
            Err(why) => {
                let help = "correct the path, which is relative to this file";
                self.missing(span, name, &format!("`{name}` cannot be read: {why}"), help);
                None
            }
        }
    }

    /// Compares a quotation with its source.
    fn quotation(&mut self, quoted: &[Block], name: &str, span: Span) {
        let Some((original, id)) = self.original(name, span) else { return };
        let part = match part::named(&original.document, id) {
            Ok(part) => part,
            Err(why) => {
                let message = format!("`{name}` cannot be compared: {why}");
                self.missing(
                    span,
                    name,
                    &message,
                    "correct the id, or leave it out to compare with the whole text",
                );
                return;
            }
        };
        let sources = &*self.reader.sources;
        let (quotation, said) = (words(quoted, sources), words(&part, sources));
        if quotation.is_empty() {
            return;
        }
        let from = named(&original, name);
        match difference(&quotation, &said) {
            None => {
                let words = quotation.len();
                self.list.push(Taken { span, form: TakenForm::Quotation, from, words });
            }
            Some(found) => {
                let whole = words(&original.document.blocks, sources);
                let elsewhere = id.is_some() && difference(&quotation, &whole).is_none();
                self.diags.push(changed(&quotation, &said, found, (&from, elsewhere)));
            }
        }
    }

    fn missing(&mut self, span: Span, name: &str, message: &str, help: &str) {
        let place = place(self.reader.sources, span, name);
        self.diags.push(Diagnostic::new(&MISSING_EXCERPT, place, message).help(help));
    }
}

/// The name of a part of a text for messages.
fn named(original: &Original, name: &str) -> String {
    let id = name.find('#').map_or("", |at| &name[at..]);
    format!("{}{id}", original.shown)
}

fn read_numbers(text: &str) -> Result<Numbers, String> {
    Numbers::parse(text).ok_or_else(|| format!("`{text}` is no number: write `1`, `2-3` or `2-`"))
}

/// Whether a block is the credit line of a quotation.
fn is_credit(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let words = text::plain(content);
    words.starts_with(['—', '–', '―']) || words.starts_with("-- ")
}

/// Where a name is written in a source of a node; its first line where it is not.
fn place(sources: &Sources, span: Span, name: &str) -> Span {
    let text = sources.slice(span);
    let named = text.find(name).filter(|_| !name.is_empty()).map(|at| at..at + name.len());
    let range = named.unwrap_or_else(|| 0..text.lines().next().unwrap_or("").len());
    let start = span.range().start;
    Span::new(span.source, start + range.start..start + range.end)
}

/// The diagnostic for a quotation that does not have the words of its source.
fn changed(
    quotation: &[Word],
    said: &[Word],
    found: words::Difference,
    (from, elsewhere): (&str, bool),
) -> Diagnostic {
    let quoted = &quotation[found.quoted];
    let other = found.said.and_then(|at| said.get(at));
    let message = match other {
        Some(other) => format!("the quotation says `{}` where `{from}` says `{}`", quoted.text, other.text),
        None if found.is_placed => {
            format!("the quotation goes on with `{}` where `{from}` ends", quoted.text)
        }
        None => format!("the words of the quotation are not in `{from}`"),
    };
    let help = match other {
        _ if elsewhere => {
            "the words are in another part of that text: correct the id, or leave it out".to_owned()
        }
        Some(other) => format!("write `{}`, or `[…]` for words that are left out", other.text),
        None => "quote the words as they are there, with `[…]` for what is left out".to_owned(),
    };
    let diagnostic = Diagnostic::new(&CHANGED_QUOTATION, quoted.span, message).help(help);
    match other {
        Some(other) => diagnostic.also(other.span, "the source says this"),
        None => diagnostic,
    }
}
