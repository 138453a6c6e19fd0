//! Citations in the text, and in its notes.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::document::inline::generated;
use crate::document::note::NoteOrder;
use crate::document::walk::walk_inlines_mut;
use crate::document::{Attr, Block, BlockKind, Document, Inline, InlineKind, Note, NoteId, NoteRef, Notes};
use crate::resolve::citations::csl::{Locale, Style};
use crate::resolve::citations::library::Library;
use crate::resolve::citations::locator::is_punctuation;
use crate::resolve::citations::lower::{Lower, id_of_mark};
use crate::resolve::citations::rich::{Mark, Piece, Rich};
use crate::resolve::citations::syntax::{self, written};
use crate::source::Span;

/// How many times a key is suggested for one that is not known.
const MOST_SUGGESTIONS: usize = 50;

/// The class of a citation that is within a link.
const IN_LINK: &str = "in-link";

/// Where a citation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Site {
    Text,
    /// In a note of the text.
    Note,
}

/// Puts the words of citations into a document.
pub(super) struct Writer<'a, 'd> {
    library: &'a Library,
    style: &'a Style,
    locale: &'a Locale,
    /// The words of the citations at a place, the first of them last.
    words: BTreeMap<Span, Vec<Rich>>,
    notes: Notes,
    /// The numbers of the citations of each work.
    marks: BTreeMap<String, Vec<usize>>,
    count: usize,
    /// The notes of the text whose citations are written.
    written_notes: BTreeSet<NoteId>,
    /// The citation that a note begins with, which is not in parentheses.
    begins: Option<Span>,
    /// How many works have not been found.
    undefined: usize,
    diags: &'d mut Diagnostics,
}

impl<'a, 'd> Writer<'a, 'd> {
    pub(super) fn new(
        library: &'a Library,
        style: &'a Style,
        locale: &'a Locale,
        words: BTreeMap<Span, Vec<Rich>>,
        diags: &'d mut Diagnostics,
    ) -> Writer<'a, 'd> {
        Writer {
            library,
            style,
            locale,
            words,
            notes: Notes::default(),
            marks: BTreeMap::new(),
            count: 0,
            written_notes: BTreeSet::new(),
            begins: None,
            undefined: 0,
            diags,
        }
    }

    /// Writes all citations; gives the numbers of those of each work.
    pub(super) fn document(mut self, document: &mut Document) -> BTreeMap<String, Vec<usize>> {
        self.notes = std::mem::take(&mut document.notes);
        let ids: Vec<NoteId> = self.notes.iter().map(|(id, _)| id).collect();
        walk_inlines_mut(&mut document.blocks, &mut mark_in_links);
        walk_inlines_mut(&mut document.blocks, &mut |inlines| self.sequence(inlines, Site::Text));
        ids.into_iter().for_each(|it| self.own_note(it));
        let notes = std::mem::take(&mut self.notes);
        document.notes = NoteOrder::of(&document.blocks, &notes).apply(&mut document.blocks, notes);
        self.marks
    }

    /// Writes the citations of a note of the text, once.
    fn own_note(&mut self, id: NoteId) {
        if !self.written_notes.insert(id) {
            return;
        }
        let Some(note) = self.notes.get_mut(id) else { return };
        let mut blocks = std::mem::take(&mut note.blocks);
        walk_inlines_mut(&mut blocks, &mut mark_in_links);
        self.begins = match blocks.as_slice() {
            [Block { kind: BlockKind::Paragraph(inlines), .. }] => inlines
                .first()
                .filter(|it| written(it).is_some_and(|it| it.starts_with('[')))
                .map(|it| it.span),
            _ => None,
        };
        walk_inlines_mut(&mut blocks, &mut |inlines| self.sequence(inlines, Site::Note));
        if let Some(note) = self.notes.get_mut(id) {
            note.blocks = blocks;
        }
    }

    fn sequence(&mut self, inlines: &mut Vec<Inline>, site: Site) {
        let is_note = |it: &Inline| matches!(it.kind, InlineKind::NoteRef(_)) && site == Site::Text;
        if !inlines.iter().any(|it| written(it).is_some() || is_note(it)) {
            return;
        }
        let mut follows = None;
        for inline in std::mem::take(inlines) {
            if let (InlineKind::NoteRef(mark), Site::Text) = (&inline.kind, site) {
                // It is read here.
                self.own_note(mark.note);
            }
            let mut inline = inline;
            if let Some(text) = written(&inline).map(str::to_owned) {
                follows = self.citation(&text, &inline, site, inlines);
                continue;
            }
            if let (Some(what), InlineKind::Text(text)) = (follows.take(), &mut inline.kind) {
                self.after(what, text, inlines);
                if text.is_empty() {
                    continue;
                }
            }
            inlines.push(inline);
        }
    }

    /// Text after a citation: punctuation comes before the mark of a note; a full stop that is there already is enough.
    fn after(&self, what: Follows, text: &mut String, inlines: &mut Vec<Inline>) {
        match what {
            Follows::Stop if text.starts_with('.') => {
                text.remove(0);
            }
            Follows::Stop => {}
            Follows::Mark => {
                let end = text.find(|it| !is_moved(it)).unwrap_or(text.len());
                let moved: String = text.drain(..end).collect();
                let Some(mark) = inlines.pop().filter(|_| !moved.is_empty() || !inlines.is_empty()) else {
                    return;
                };
                if !moved.is_empty() {
                    self.put_before(&moved, mark.span, inlines);
                }
                inlines.push(mark);
            }
        }
    }

    fn put_before(&self, moved: &str, span: Span, inlines: &mut Vec<Inline>) {
        let goes_in = self.locale.puts_punctuation_in_quotes() && (moved == "." || moved == ",");
        match inlines.last_mut() {
            Some(Inline { kind: InlineKind::Text(last), .. }) => {
                let at = last.trim_end_matches(['”', '’']).len();
                let at = if goes_in { at } else { last.len() };
                last.insert_str(at, moved);
            }
            _ => inlines.push(Inline { kind: InlineKind::Text(moved.to_owned()), span }),
        }
    }

    /// Puts a citation in; what was written where one of its works is not known. Gives what it does to the text after it.
    fn citation(
        &mut self,
        written: &str,
        inline: &Inline,
        site: Site,
        into: &mut Vec<Inline>,
    ) -> Option<Follows> {
        let span = inline.span;
        let rich = self.known(written, span);
        let (citation, rich) = match (syntax::read(written), rich) {
            (Some(citation), Some(rich)) => (citation, rich),
            _ => {
                into.push(Inline { kind: InlineKind::Text(written.to_owned()), span });
                return None;
            }
        };
        self.count += 1;
        for cite in &citation.cites {
            self.marks.entry(cite.key.clone()).or_default().push(self.count);
        }
        let lower = Lower::new(span, is_in_link(inline));
        let attr =
            Attr { id: id_of_mark(self.count), classes: vec![generated::CITATION.to_owned()], lang: None };
        let cited = |content: Vec<Inline>| Inline { kind: InlineKind::Span { attr, content }, span };
        if self.style.is_note && !lower.is_in_link {
            return match site {
                Site::Text => self.noted(&rich, lower, cited, into),
                Site::Note => {
                    let rich = self.within_note(rich, span, citation.is_in_text);
                    let ends = rich.last() == Some('.');
                    into.push(cited(lower.rich(&rich)));
                    ends.then_some(Follows::Stop)
                }
            };
        }
        if matches!(rich.0.first(), Some(Piece::Marked(Mark::Sup, _))) {
            trim_space(into);
        }
        let ends = rich.last() == Some('.');
        into.push(cited(lower.rich(&rich)));
        ends.then_some(Follows::Stop)
    }

    /// The words of a citation; `None` where a work is not known, which is reported.
    fn known(&mut self, written: &str, span: Span) -> Option<Rich> {
        let citation = syntax::read(written)?;
        let Some(unknown) = citation.cites.iter().find(|it| self.library.get(&it.key).is_none()) else {
            return self.words.get_mut(&span).and_then(Vec::pop);
        };
        // `@name` in the text may be somebody.
        let is_work = !citation.is_in_text || unknown.key.contains(|it: char| it.is_ascii_digit());
        if is_work && self.library.is_whole {
            self.undefined += 1;
            let suggests = self.undefined <= MOST_SUGGESTIONS;
            self.diags.push(self.library.undefined(&unknown.key, span, suggests));
        }
        None
    }

    /// A citation as a note: what is part of the sentence, and the mark.
    fn noted(
        &mut self,
        rich: &Rich,
        lower: Lower,
        cited: impl FnOnce(Vec<Inline>) -> Inline,
        into: &mut Vec<Inline>,
    ) -> Option<Follows> {
        let (own, in_sentence): (Vec<Piece>, Vec<Piece>) =
            rich.0.iter().cloned().partition(|it| matches!(it, Piece::Marked(Mark::Note, _)));
        let said = lower.rich(&Rich(in_sentence));
        if said.is_empty() {
            // The mark of a note is next to the word.
            trim_space(into);
        }
        into.extend(said);
        let content = vec![cited(lower.rich(&Rich(own)))];
        let block = Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span: lower.span };
        let label = format!("^cite-{}", self.count);
        let note = Note { label, blocks: vec![block], references: Vec::new(), span: lower.span };
        let note = self.notes.add(note)?;
        into.push(Inline { kind: InlineKind::NoteRef(NoteRef { note, occurrence: 0 }), span: lower.span });
        Some(Follows::Mark)
    }

    /// A citation of a style with notes within a note: in parentheses, but at its beginning.
    fn within_note(&self, rich: Rich, span: Span, is_in_text: bool) -> Rich {
        if self.begins == Some(span) && !is_in_text {
            return rich;
        }
        let mut out = Rich::default();
        for piece in rich.0 {
            let Piece::Marked(Mark::Note, inner) = piece else {
                out.push(piece);
                continue;
            };
            let mut inner = Rich(inner);
            inner.trim_end(&|it| it == '.');
            let (open, close) = if is_in_text { (", ", "") } else { ("(", ")") };
            out.push(Piece::Text(open.to_owned()));
            out.append(inner);
            out.push(Piece::Text(close.to_owned()));
        }
        out
    }
}

/// What a citation does to the text after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// It ends with a full stop.
    Stop,
    /// It is the mark of a note.
    Mark,
}

/// Whether a mark of a note comes after a character.
fn is_moved(it: char) -> bool {
    is_punctuation(it) && !matches!(it, '—' | '–' | '(' | '[' | '{' | '“' | '‘' | '„' | '«')
}

/// Removes the space at the end of what is written.
fn trim_space(into: &mut Vec<Inline>) {
    match into.last_mut() {
        Some(Inline { kind: InlineKind::Text(last), .. }) => last.truncate(last.trim_end().len()),
        Some(Inline { kind: InlineKind::SoftBreak, .. }) => drop(into.pop()),
        _ => {}
    }
}

/// Marks the citations in the links among inlines.
fn mark_in_links(inlines: &mut Vec<Inline>) {
    fn mark(inlines: &mut [Inline]) {
        for inline in inlines {
            if written(inline).is_some()
                && let InlineKind::Span { attr, .. } = &mut inline.kind
            {
                attr.classes.push(IN_LINK.to_owned());
            } else if let Some(children) = inline.kind.children_mut() {
                mark(children);
            }
        }
    }
    for inline in inlines {
        if let InlineKind::Link { content, .. } = &mut inline.kind {
            mark(content);
        }
    }
}

fn is_in_link(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Span { attr, .. } if attr.has_class(IN_LINK))
}
