//! Citations: works of a bibliography, cited in the text and listed at its end.
//!
//! Parsing keeps a citation as a span of the words that were written. Here these become the words of the style, linked to
//! the list of references, from which links lead back.

mod biblatex;
mod bibnames;
mod bibtex;
mod bibwords;
mod bundled;
mod case;
mod csl;
mod csl_json;
mod item;
mod library;
mod list;
mod locator;
mod lower;
mod markup;
mod rich;
mod syntax;
mod tex;
mod write;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::inline::generated;
use crate::document::walk::{Node, walk};
use crate::document::{Block, Document, Inline, InlineKind, NoteId};
use crate::locale::citation::citation_words;
use crate::resolve::citations::csl::{CiteKind, Locale};
use crate::resolve::citations::item::Item;
use crate::resolve::citations::library::Library;
use crate::resolve::citations::list::References;
use crate::resolve::citations::locator::{Labels, is_punctuation};
use crate::resolve::citations::rich::Rich;
use crate::resolve::citations::syntax::{Citation, Cite, written};
use crate::resolve::citations::write::Writer;
use crate::resolve::paths::Origin;
use crate::resolve::rules::UNUSED_REFERENCE;
use crate::source::{Sources, Span};

/// Gives the citations of a document their words, and adds the list of references.
pub fn cite(document: &mut Document, sources: &mut Sources, origin: &Origin<'_>, diags: &mut Diagnostics) {
    if origin.publication.bibliography.is_empty() {
        return;
    }
    let lang = document.meta.lang.clone();
    let library = Library::read(sources, origin, lang.as_str(), diags);
    let Some(style) = &library.style else { return };
    let Some(base) = Locale::parse(&bundled::locale(lang.as_str())) else { return };
    let locale = Locale::merged(style.locales(), lang.as_str(), base);
    let found = cited(document, &library);
    let mut keys: BTreeSet<&str> =
        found.iter().flat_map(|it| &it.citation.cites).map(|it| it.key.as_str()).collect();
    list_uncited(origin, &library, &mut keys, diags);
    let items: Vec<&Item> = library.entries().filter(|it| keys.contains(it.key.as_str())).collect();
    let labels = Labels::new(&locale);
    let citations: Vec<csl::Citation> = found.iter().map(|it| asked(it, &labels)).collect();
    let processed = csl::process(style, &locale, &items, &citations);
    let mut words: BTreeMap<Span, Vec<Rich>> = BTreeMap::new();
    for (found, rich) in found.iter().zip(processed.citations).rev() {
        words.entry(found.span).or_default().push(rich);
    }
    report_unused(&library, &keys, diags);
    let writer = Writer::new(&library, style, &locale, words, diags);
    let marks = writer.document(document);
    if !processed.entries.is_empty() {
        let words = citation_words(&lang);
        References { words, lang: &lang, marks: &marks, entries: &processed.entries }.add(document);
    }
    enter_ids(document);
}

/// Adds the keys of the works that are listed without being cited.
fn list_uncited<'l>(
    origin: &Origin<'_>,
    library: &'l Library,
    keys: &mut BTreeSet<&'l str>,
    diags: &mut Diagnostics,
) {
    for wanted in &origin.publication.nocite {
        for key in wanted.text.split([',', ';', ' ', '\n']).map(|it| it.trim().trim_start_matches('@')) {
            match library.get(key) {
                Some(entry) => drop(keys.insert(&entry.key)),
                None if key == "*" => keys.extend(library.entries().map(|it| it.key.as_str())),
                None if key.is_empty() || !library.is_whole => {}
                None => diags.push(library.undefined(key, wanted.span, true)),
            }
        }
    }
}

/// A citation in the text.
struct Found {
    span: Span,
    /// The number of the note that it is in, or is.
    note: usize,
    citation: Citation,
}

/// The citations whose works are all known, in the order in which a reader meets them.
fn cited(document: &Document, library: &Library) -> Vec<Found> {
    let (mut found, mut seen, mut note) = (Vec::new(), BTreeSet::new(), 0);
    let mut add = |(span, citation): (Span, Citation), note: usize| {
        if citation.cites.iter().all(|it| library.get(&it.key).is_some()) {
            found.push(Found { span, note, citation });
        }
    };
    for met in met(&document.blocks) {
        match met {
            Met::Citation(span, citation) => {
                note += 1;
                add((span, citation), note);
            }
            Met::Note(id) if seen.insert(id) => {
                note += 1;
                for met in document.notes.get(id).map(|it| met_in(&it.blocks)).unwrap_or_default() {
                    add(met, note);
                }
            }
            Met::Note(_) => {}
        }
    }
    found
}

enum Met {
    Citation(Span, Citation),
    Note(NoteId),
}

fn met(blocks: &[Block]) -> Vec<Met> {
    let mut order = Vec::new();
    walk(blocks, &mut |node| {
        if let Node::Inline(inline) = node {
            if let InlineKind::NoteRef(mark) = &inline.kind {
                order.push(Met::Note(mark.note));
            }
            order.extend(written(inline).and_then(syntax::read).map(|it| Met::Citation(inline.span, it)));
        }
    });
    order
}

/// The citations of a note; those of notes within it are met later.
fn met_in(blocks: &[Block]) -> Vec<(Span, Citation)> {
    let citation = |it: Met| match it {
        Met::Citation(span, citation) => Some((span, citation)),
        Met::Note(_) => None,
    };
    met(blocks).into_iter().filter_map(citation).collect()
}

/// A citation as styles know it.
fn asked(found: &Found, labels: &Labels) -> csl::Citation {
    let citation = &found.citation;
    let mut cites = Vec::new();
    for cite in &citation.cites {
        let own = asked_cite(cite, labels);
        if citation.is_in_text {
            let author = csl::Cite { kind: CiteKind::AuthorOnly, suffix: None, ..own.clone() };
            cites.push(author);
            cites.push(csl::Cite { kind: CiteKind::SuppressAuthor, prefix: None, ..own });
        } else {
            cites.push(own);
        }
    }
    csl::Citation { note: Some(found.note), cites }
}

fn asked_cite(cite: &Cite, labels: &Labels) -> csl::Cite {
    let typed = |it: &str| it.replace("---", "—").replace("--", "–").replace('\'', "’");
    let after = typed(&cite.after);
    let located = labels.read(&after);
    let suffix = match &located {
        Some((_, _, rest)) => (*rest).to_owned(),
        None if after.starts_with(|it: char| is_punctuation(it) || it.is_whitespace()) => after.clone(),
        None if after.is_empty() => String::new(),
        None => format!(", {after}"),
    };
    let some = |it: String| Some(Rich::spaced(&it)).filter(|it| !it.is_blank());
    csl::Cite {
        kind: if cite.is_without_author { CiteKind::SuppressAuthor } else { CiteKind::Normal },
        label: located.as_ref().map(|it| it.0.to_owned()),
        locator: located.map(|it| it.1),
        prefix: some(if cite.before.is_empty() {
            String::new()
        } else {
            format!("{} ", typed(&cite.before))
        }),
        suffix: some(suffix),
        ..csl::Cite::of(&cite.key)
    }
}

fn report_unused(library: &Library, cited: &BTreeSet<&str>, diags: &mut Diagnostics) {
    for entry in library.entries().filter(|it| !cited.contains(it.key.as_str())) {
        let message = format!("`{}` is not cited, and not in the list of references", entry.key);
        let several = "entries of the bibliography that are not cited, and not in the list of references";
        let help = format!("cite it, as `[@{}]`, or remove it", entry.key);
        diags.push(Diagnostic::new(&UNUSED_REFERENCE, entry.span, message).help(help).folds(several));
    }
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
