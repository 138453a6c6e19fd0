//! Citations: works of a bibliography, cited in the text and listed at its end.
//!
//! Parsing keeps a citation as a span of the words that were written. Here these become the words of the style, linked to
//! the list of references, from which links lead back.

mod bibtex;
mod csl_json;
mod entry;
mod format;
mod library;
mod syntax;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::inline::generated;
use crate::document::note::NoteOrder;
use crate::document::walk::{Node, walk, walk_inlines_mut, walk_sequences_mut};
use crate::document::{
    Attr, Block, BlockKind, Document, Id, Inline, InlineKind, List, ListItem, ListKind, Note, NoteId,
    NoteRef, Numbering, Target,
};
use crate::locale::citation::citation_words;
use crate::resolve::citations::entry::Entry;
use crate::resolve::citations::format::{Formatter, Style};
use crate::resolve::citations::library::Library;
use crate::resolve::citations::syntax::{Citation, Cite};
use crate::resolve::paths::Origin;
use crate::resolve::rules::UNUSED_REFERENCE;
use crate::source::{Sources, Span};

/// The id, or the class, of the container that the list of references goes into.
const REFERENCES: [&str; 3] = ["refs", "references", "bibliography"];

/// How many times a key is suggested for one that is not known.
const MOST_SUGGESTIONS: usize = 50;

/// Gives the citations of a document their words, and adds the list of references.
pub fn cite(document: &mut Document, sources: &mut Sources, origin: &Origin<'_>, diags: &mut Diagnostics) {
    if origin.publication.bibliography.is_empty() {
        return;
    }
    let library = Library::read(sources, origin, diags);
    let cited = cited(document, &library);
    let (style, lang) = (library.style, document.meta.lang.clone());
    let formatter =
        Formatter { words: citation_words(&document.meta.lang), lang: &lang, style, span: Span::default() };
    let listed = listed(&cited, &library, style);
    let mut writer = Writer {
        library: &library,
        letters: letters(&listed, &formatter),
        numbers: listed.iter().enumerate().map(|(at, it)| (it.key.as_str(), at + 1)).collect(),
        formatter,
        notes: std::mem::take(&mut document.notes),
        marks: BTreeMap::new(),
        count: 0,
        is_in_link: false,
        met: BTreeSet::new(),
        written_notes: BTreeSet::new(),
        undefined: 0,
        diags,
    };
    writer.document(document);
    let Writer { formatter, letters, marks, diags, .. } = writer;
    report_unused(&library, &cited, diags);
    if !listed.is_empty() {
        let list = References { formatter: &formatter, letters: &letters, marks: &marks, entries: &listed };
        list.add(document);
    }
    enter_ids(document);
}

/// The keys that are cited, in the order in which a reader meets them.
fn cited(document: &Document, library: &Library) -> Vec<String> {
    let (mut keys, mut known, mut seen) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    gather(&document.blocks, document, &mut seen, &mut |citation| {
        for cite in citation.cites {
            if library.get(&cite.key).is_some() && known.insert(cite.key.clone()) {
                keys.push(cite.key);
            }
        }
    });
    keys
}

fn gather(
    blocks: &[Block],
    document: &Document,
    seen: &mut BTreeSet<NoteId>,
    visit: &mut impl FnMut(Citation),
) {
    let mut order = Vec::new();
    walk(blocks, &mut |node| {
        if let Node::Inline(inline) = node {
            if let InlineKind::NoteRef(mark) = &inline.kind {
                order.push(Err(mark.note));
            }
            order.extend(written(inline).and_then(syntax::read).map(Ok));
        }
    });
    for item in order {
        match item {
            Ok(citation) => visit(citation),
            Err(note) if seen.insert(note) => {
                if let Some(note) = document.notes.get(note) {
                    gather_note(&note.blocks, visit);
                }
            }
            Err(_) => {}
        }
    }
}

/// The citations of a note; those of notes within it are met later.
fn gather_note(blocks: &[Block], visit: &mut impl FnMut(Citation)) {
    walk(blocks, &mut |node| {
        if let Node::Inline(inline) = node
            && let Some(citation) = written(inline).and_then(syntax::read)
        {
            visit(citation);
        }
    });
}

/// What was written of a citation.
fn written(inline: &Inline) -> Option<&str> {
    let InlineKind::Span { attr, content } = &inline.kind else { return None };
    match content.as_slice() {
        [Inline { kind: InlineKind::Text(text), .. }] if attr.has_class(generated::CITATION) => Some(text),
        _ => None,
    }
}

/// The class of a citation that is within a link.
const IN_LINK: &str = "in-link";

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

/// The entries of the list, in its order: of numbers that in which they are cited, else by author, year and title.
fn listed<'l>(cited: &[String], library: &'l Library, style: Style) -> Vec<&'l Entry> {
    let mut entries: Vec<&Entry> = cited.iter().filter_map(|it| library.get(it)).collect();
    if style != Style::Numeric {
        let key = |it: &&Entry| {
            let names = if it.authors.is_empty() { &it.editors } else { &it.authors };
            let names: Vec<String> =
                names.iter().map(|it| format!("{} {}", it.family, it.given).to_lowercase()).collect();
            let first = if names.is_empty() { it.title.to_lowercase() } else { names.join("; ") };
            (first, it.date.as_ref().map(|it| it.year.clone()), it.title.to_lowercase())
        };
        entries.sort_by_cached_key(key);
    }
    entries
}

/// Letters after the year, for works of the same authors and year.
fn letters<'l>(listed: &[&'l Entry], formatter: &Formatter<'_>) -> BTreeMap<&'l str, String> {
    let mut alike: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for entry in listed {
        alike.entry((formatter.short_names(entry), formatter.year(entry))).or_default().push(&entry.key);
    }
    let several = alike.into_values().filter(|it| it.len() > 1);
    let letter = |(at, key)| (key, crate::locale::numeral::number(at, Numbering::LowerAlpha));
    several.flat_map(|keys| (1..).zip(keys).map(letter).collect::<Vec<_>>()).collect()
}

fn report_unused(library: &Library, cited: &[String], diags: &mut Diagnostics) {
    let cited: BTreeSet<&str> = cited.iter().map(String::as_str).collect();
    for entry in library.entries().filter(|it| !cited.contains(it.key.as_str())) {
        let message = format!("`{}` is not cited, and not in the list of references", entry.key);
        let several = "entries of the bibliography that are not cited, and not in the list of references";
        let help = format!("cite it, as `[@{}]`, or remove it", entry.key);
        diags.push(Diagnostic::new(&UNUSED_REFERENCE, entry.span, message).help(help).folds(several));
    }
}

/// The id of an entry of the list.
fn id_of(key: &str) -> Option<Id> {
    Id::new(format!("ref-{key}"))
}

/// The id of a citation.
fn id_of_mark(number: usize) -> Option<Id> {
    Id::new(format!("cite-{number}"))
}

/// Enters the ids of citations and references among those of the document.
fn enter_ids(document: &mut Document) {
    let mut found = Vec::new();
    document.walk(|node| {
        if let Node::Inline(Inline { kind: InlineKind::Span { attr, .. }, span }) = node
            && [generated::CITATION, generated::REFERENCE_ENTRY].iter().any(|it| attr.has_class(it))
        {
            found.extend(attr.id.clone().map(|id| (id, *span)));
        }
    });
    for (id, span) in found {
        // One that is there already names something else; links lead there.
        let _known = document.references.insert(id, span);
    }
}

/// Writes the citations of a document.
struct Writer<'a, 'd> {
    library: &'a Library,
    formatter: Formatter<'a>,
    letters: BTreeMap<&'a str, String>,
    numbers: BTreeMap<&'a str, usize>,
    notes: crate::document::Notes,
    /// The numbers of the citations of each work.
    marks: BTreeMap<String, Vec<usize>>,
    count: usize,
    /// Whether the citation is within a link, which can hold no other.
    is_in_link: bool,
    /// The works that have been cited in a note.
    met: BTreeSet<String>,
    /// The notes of the text whose citations are written.
    written_notes: BTreeSet<NoteId>,
    /// How many works have not been found.
    undefined: usize,
    diags: &'d mut Diagnostics,
}

impl Writer<'_, '_> {
    fn document(&mut self, document: &mut Document) {
        let ids: Vec<NoteId> = self.notes.iter().map(|(id, _)| id).collect();
        walk_inlines_mut(&mut document.blocks, &mut mark_in_links);
        walk_inlines_mut(&mut document.blocks, &mut |inlines| self.sequence(inlines, false));
        ids.into_iter().for_each(|it| self.own_note(it));
        let notes = std::mem::take(&mut self.notes);
        document.notes = NoteOrder::of(&document.blocks, &notes).apply(&mut document.blocks, notes);
    }

    /// Writes the citations of a note of the text, once.
    fn own_note(&mut self, id: NoteId) {
        if !self.written_notes.insert(id) {
            return;
        }
        let Some(note) = self.notes.get_mut(id) else { return };
        let mut blocks = std::mem::take(&mut note.blocks);
        walk_inlines_mut(&mut blocks, &mut mark_in_links);
        walk_inlines_mut(&mut blocks, &mut |inlines| self.sequence(inlines, true));
        if let Some(note) = self.notes.get_mut(id) {
            note.blocks = blocks;
        }
    }

    fn sequence(&mut self, inlines: &mut Vec<Inline>, is_in_note: bool) {
        let is_note = |it: &Inline| matches!(it.kind, InlineKind::NoteRef(_)) && !is_in_note;
        if !inlines.iter().any(|it| written(it).is_some() || is_note(it)) {
            return;
        }
        let adds_notes = self.formatter.style == Style::Notes && !is_in_note;
        for inline in std::mem::take(inlines) {
            self.is_in_link = is_in_link(&inline);
            if let (InlineKind::NoteRef(mark), false) = (&inline.kind, is_in_note) {
                // It is read here.
                self.own_note(mark.note);
            }
            match written(&inline).map(str::to_owned) {
                Some(text) => self.citation(&text, inline.span, adds_notes, inlines),
                None => inlines.push(inline),
            }
        }
    }

    /// Puts a citation in; what was written where one of its works is not known.
    fn citation(&mut self, written: &str, span: Span, adds_notes: bool, into: &mut Vec<Inline>) {
        self.formatter.span = span;
        let as_written =
            |into: &mut Vec<Inline>| into.push(Inline { kind: InlineKind::Text(written.to_owned()), span });
        let Some(citation) = syntax::read(written) else { return as_written(into) };
        let unknown = citation.cites.iter().find(|it| self.library.get(&it.key).is_none());
        if let Some(unknown) = unknown {
            // `@name` in the text may be somebody.
            let is_work = !citation.is_in_text || unknown.key.contains(|it: char| it.is_ascii_digit());
            if is_work && self.library.is_whole {
                self.undefined += 1;
                self.diags.push(self.library.undefined(
                    &unknown.key,
                    span,
                    self.undefined <= MOST_SUGGESTIONS,
                ));
            }
            return as_written(into);
        }
        self.count += 1;
        for cite in &citation.cites {
            self.marks.entry(cite.key.clone()).or_default().push(self.count);
        }
        let attr =
            Attr { id: id_of_mark(self.count), classes: vec![generated::CITATION.to_owned()], lang: None };
        let content = match self.formatter.style {
            Style::Numeric => self.numeric(&citation),
            Style::AuthorDate => self.author_date(&citation),
            // A note has a mark, which is a link too.
            Style::Notes if self.is_in_link => self.author_date(&citation),
            Style::Notes => {
                if citation.is_in_text {
                    let names =
                        self.library.get(&citation.cites[0].key).map(|it| self.formatter.short_names(it));
                    into.extend(names.map(|it| self.text(&it)));
                }
                let mut content = self.in_note(&citation);
                if adds_notes {
                    if let (false, Some(Inline { kind: InlineKind::Text(last), .. })) =
                        (citation.is_in_text, into.last_mut())
                    {
                        // The mark of a note is next to the word.
                        last.truncate(last.trim_end().len());
                    }
                    content.push(self.text("."));
                    let content = vec![Inline { kind: InlineKind::Span { attr, content }, span }];
                    into.extend(self.note(content, span));
                    return;
                }
                content
            }
        };
        into.push(Inline { kind: InlineKind::Span { attr, content }, span });
    }

    fn note(&mut self, content: Vec<Inline>, span: Span) -> Option<Inline> {
        let block = Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span };
        let label = format!("^cite-{}", self.count);
        let note = self.notes.add(Note { label, blocks: vec![block], references: Vec::new(), span })?;
        Some(Inline { kind: InlineKind::NoteRef(NoteRef { note, occurrence: 0 }), span })
    }

    fn text(&self, text: &str) -> Inline {
        Inline { kind: InlineKind::Text(text.to_owned()), span: self.formatter.span }
    }

    /// Words that lead to an entry of the list; words alone within a link.
    fn link(&self, key: &str, text: &str) -> Inline {
        let content = vec![self.text(text)];
        match id_of(key).filter(|_| !self.is_in_link) {
            Some(id) => Inline {
                kind: InlineKind::Link { target: Target::Anchor(id), content, title: None },
                span: self.formatter.span,
            },
            None => self.text(text),
        }
    }

    /// `[1, 3–5]`, `[see 2, p. 3]`.
    fn numeric(&self, citation: &Citation) -> Vec<Inline> {
        let mut out = Vec::new();
        let number = |it: &Cite| self.numbers.get(it.key.as_str()).copied().unwrap_or(0);
        if let (true, Some(entry)) = (citation.is_in_text, self.library.get(&citation.cites[0].key)) {
            out.push(self.text(&format!("{} ", self.formatter.short_names(entry))));
        }
        out.push(self.text("["));
        let bare = |it: &Cite| it.before.is_empty() && it.after.is_empty();
        let mut cites: Vec<&Cite> = citation.cites.iter().collect();
        if cites.iter().all(|it| bare(it)) {
            cites.sort_by_key(|it| number(it));
            cites.dedup_by_key(|it| number(it));
        }
        let mut at = 0;
        while let Some(cite) = cites.get(at) {
            if at > 0 {
                out.push(self.text(if bare(cite) && bare(cites[at - 1]) { ", " } else { "; " }));
            }
            let follows =
                |index: &usize| bare(cites[*index]) && number(cites[*index]) == number(cite) + (*index - at);
            let run = if bare(cite) { (at + 1..cites.len()).take_while(follows).count() } else { 0 };
            self.around(cite, self.link(&cite.key, &number(cite).to_string()), &mut out);
            if run > 1 {
                let last = cites[at + run];
                out.push(self.text("–"));
                out.push(self.link(&last.key, &number(last).to_string()));
                at += run;
            }
            at += 1;
        }
        out.push(self.text("]"));
        out
    }

    /// A work with the words before and after it.
    fn around(&self, cite: &Cite, link: Inline, out: &mut Vec<Inline>) {
        if !cite.before.is_empty() {
            out.push(self.text(&format!("{} ", cite.before)));
        }
        out.push(link);
        if !cite.after.is_empty() {
            out.push(self.text(&format!(", {}", cite.after)));
        }
    }

    /// `(see Smith 2020, p. 3; Jones 2019a)`, `Smith (2020)`.
    fn author_date(&self, citation: &Citation) -> Vec<Inline> {
        let mut out = Vec::new();
        for (at, cite) in citation.cites.iter().enumerate() {
            let Some(entry) = self.library.get(&cite.key) else { continue };
            let letter = self.letters.get(cite.key.as_str()).map_or("", String::as_str);
            let year = format!("{}{letter}", self.formatter.year(entry));
            if citation.is_in_text {
                out.push(self.text(&format!("{} (", self.formatter.short_names(entry))));
                self.around(cite, self.link(&cite.key, &year), &mut out);
                continue;
            }
            out.push(self.text(if at == 0 { "(" } else { "; " }));
            let words = if cite.is_without_author {
                year
            } else {
                format!("{} {year}", self.formatter.short_names(entry))
            };
            self.around(cite, self.link(&cite.key, &words), &mut out);
        }
        out.push(self.text(")"));
        out
    }

    /// The works of a note, each whole the first time.
    fn in_note(&mut self, citation: &Citation) -> Vec<Inline> {
        let mut out = Vec::new();
        for (at, cite) in citation.cites.iter().enumerate() {
            let Some(entry) = self.library.get(&cite.key) else { continue };
            if at > 0 {
                out.push(self.text("; "));
            }
            if !cite.before.is_empty() {
                out.push(self.text(&format!("{} ", cite.before)));
            }
            let is_first = self.met.insert(cite.key.clone());
            out.extend(self.formatter.note(entry, is_first));
            if !cite.after.is_empty() {
                out.push(self.text(&format!(", {}", cite.after)));
            }
        }
        out
    }
}

/// The list of references.
struct References<'a> {
    formatter: &'a Formatter<'a>,
    letters: &'a BTreeMap<&'a str, String>,
    marks: &'a BTreeMap<String, Vec<usize>>,
    entries: &'a [&'a Entry],
}

impl References<'_> {
    /// Puts the list into the container that asks for it, else at the end: below the heading that the text ends with, or
    /// one of its own.
    fn add(&self, document: &mut Document) {
        let mut is_placed = false;
        walk_sequences_mut(&mut document.blocks, &mut |blocks| {
            for block in blocks {
                if let BlockKind::Container(inner) = &mut block.kind
                    && !is_placed
                    && REFERENCES.iter().any(|it| {
                        block.attr.has_class(it)
                            || block.attr.id.as_ref().is_some_and(|id| id.as_str() == *it)
                    })
                {
                    is_placed = true;
                    inner.push(self.list(block.span));
                }
            }
        });
        if is_placed {
            return;
        }
        let end = document.blocks.last().map_or(document.meta.span, |it| it.span);
        let end = Span { start: end.end, ..end };
        if document.blocks.last().is_none_or(|it| it.level().is_none()) {
            let level = document.blocks.iter().filter_map(Block::level).min().unwrap_or(1);
            let content = vec![Inline {
                kind: InlineKind::Text(self.formatter.words.references.to_owned()),
                span: end,
            }];
            let known = |it: &Id| document.references.get(it).is_some();
            let id = Id::new("references").filter(|it| !known(it)).or_else(|| Id::new("references-1"));
            let attr = Attr { id: id.clone(), classes: vec!["unnumbered".to_owned()], lang: self.lang() };
            document.blocks.push(Block { kind: BlockKind::Heading { level, content }, attr, span: end });
            if let Some(id) = id {
                let _known = document.references.insert(id, end);
            }
        }
        document.blocks.push(self.list(end));
    }

    /// The language of the words where it is not that of the text.
    fn lang(&self) -> Option<crate::document::Lang> {
        crate::document::Lang::new(self.formatter.words.lang)
            .filter(|it| it.as_str() != self.formatter.lang.primary())
    }

    fn list(&self, span: Span) -> Block {
        let kind = match self.formatter.style {
            Style::Numeric => ListKind::Ordered { start: 1, numbering: Numbering::Decimal },
            Style::AuthorDate | Style::Notes => ListKind::Bullet,
        };
        let item = |entry: &&Entry| ListItem { task: None, blocks: vec![self.entry(entry, span)], span };
        let items = self.entries.iter().map(item).collect();
        let attr = Attr { classes: vec!["references".to_owned()], ..Attr::default() };
        Block { kind: BlockKind::List(List { kind, tight: false, items }), attr, span }
    }

    /// An entry, with a link back to each of its citations.
    fn entry(&self, entry: &Entry, span: Span) -> Block {
        let formatter = Formatter { span, lang: self.formatter.lang, ..*self.formatter };
        let letter = self.letters.get(entry.key.as_str()).filter(|_| formatter.style == Style::AuthorDate);
        let content = formatter.reference(entry, letter.map_or("", String::as_str));
        let attr =
            Attr { id: id_of(&entry.key), classes: vec![generated::REFERENCE_ENTRY.to_owned()], lang: None };
        let mut inlines = vec![Inline { kind: InlineKind::Span { attr, content }, span }];
        for id in self.marks.get(&entry.key).into_iter().flatten().filter_map(|it| id_of_mark(*it)) {
            let text = |it: &str| Inline { kind: InlineKind::Text(it.to_owned()), span };
            let title = Some(formatter.words.back.to_owned()).filter(|_| self.lang().is_none());
            let kind = InlineKind::Link { target: Target::Anchor(id), content: vec![text("↑")], title };
            let attr = Attr { classes: vec![generated::REFERENCE_BACK.to_owned()], ..Attr::default() };
            let content = vec![text(" "), Inline { kind, span }];
            inlines.push(Inline { kind: InlineKind::Span { attr, content }, span });
        }
        Block { kind: BlockKind::Paragraph(inlines), attr: Attr::default(), span }
    }
}
