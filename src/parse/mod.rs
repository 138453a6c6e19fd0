//! From Markdown to the document tree; never fails.
//!
//! ```text
//! text ── front_matter ── mask ── pulldown-cmark ── builder ─┬ frame, fence, blocks ─► blocks
//!                                                            └ inline, attributes, smart ─► inlines
//! chapters ── notes (numbered) ── anchors (resolved) ── title ─► Document
//! ```
//!
//! What the tree cannot hold becomes a diagnostic with a span; nothing is dropped
//! in silence. Every span lies in its source, and a child's in its parent's.

mod cx;
mod mask;
mod neighbours;
mod attributes;
mod html;
mod builder;
mod blocks;
mod inline;
mod foreign;
mod smart;
mod address;
mod language;
mod links;
mod notes;
mod anchors;
mod tag_attributes;
mod title;
mod variables;
pub mod rules;

use pulldown_cmark::{BrokenLink, LinkType, Options as Extensions, Parser};

use crate::diag::rules::MISSING_LANGUAGE;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::join;
use crate::document::matter::{matter_named, matter_of};
use crate::document::text::{self, is_forbidden};
use crate::document::{Attr, Block, BlockKind, Chapter, Document, Lang, Meta, nest};
use crate::locale::quotes_of;
use crate::parse::builder::Builder;
use crate::parse::builder::definitions::Definitions;
use crate::parse::mask::{Masked, front_matter};
use crate::publication::{self, Publication};
use crate::source::{Composed, SourceId, Sources, Span};

pub use crate::parse::links::settle_links;
pub use crate::parse::title::complete_title;
// Other forms of a document obey the same rules of notes, ids, links and images.
pub(crate) use crate::parse::address::{ImagePlace, decoded, resolve as resolve_image};
pub(crate) use crate::parse::anchors::{ChapterFile, resolve as resolve_anchors, words as heading_name};
pub(crate) use crate::parse::attributes::{dimension, merge};
pub(crate) use crate::parse::cx::{Cx, clean};
pub(crate) use crate::parse::inline::lower::instead_of_image;
pub(crate) use crate::parse::inline::reference::key_length;
pub(crate) use crate::parse::inline::with_emoji;
pub(crate) use crate::parse::notes::Register;
pub(crate) use crate::parse::variables::Variables;

/// Reads the chapters, which are some of the sources, as one document; the front matter of the first is laid
/// over the publication, which is given back as it is then.
///
/// The `n`th chapter is the file that the `n`th of [`Publication::chapters`] names; where these are not
/// given, it is in the publication's own folder.
pub fn parse(
    sources: &Sources,
    chapters: &[SourceId],
    publication: &Publication,
    diags: &mut Diagnostics,
) -> (Document, Publication) {
    let mut publication = publication.clone();
    let mut document = Document::default();
    let mut files = Vec::new();
    let mut contents = None;
    let mut notes = Register::default();
    read_metadata(sources, chapters, &mut publication, diags);
    let variables = Variables::of(&publication.variables);
    for (index, id) in chapters.iter().enumerate() {
        let Some(source) = sources.get(*id) else { continue };
        let front = front_matter(source.text());
        let path = chapter_path(&publication, index, source.path());
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let composed = sources.composed(*id);
        let text = composed.map_or(source.text(), Composed::text);
        let cites = !publication.bibliography.is_empty();
        let cx = Cx { source: *id, text, folder: &folder, composed, variables: &variables, cites };
        let first_block = document.blocks.len();
        let body = front.map_or(0, |it| it.end);
        let (mut blocks, mark) = read(&cx, body, &publication, &mut notes, diags);
        if chapters.len() > 1 {
            name_part(&mut blocks, &path);
        }
        document.blocks.extend(blocks);
        contents = contents.or(mark);
        document.chapters.push(Chapter { first_block, span: Span::new(*id, 0..source.text().len()) });
        let parts = composed.map_or_else(|| [*id].into(), Composed::sources);
        files.push(ChapterFile { sources: parts, folder, path, blocks: first_block..document.blocks.len() });
        notes.next_chapter();
    }
    variables.report_unused(diags);
    if let Some(place) = contents {
        publication::show_contents(&mut publication, place);
    }
    document.notes = notes.finish(&mut document.blocks, diags);
    document.references = anchors::resolve(&mut document.blocks, &mut document.notes, &files, diags);
    document.meta = publication.meta.clone();
    punctuate_metadata(&mut document.meta);
    (document, publication)
}

/// Makes the blocks of a file a part of a book that its name means, such as `dedication.md`: its first heading is of that
/// class, and without headings all of it is.
fn name_part(blocks: &mut Vec<Block>, path: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('.').map_or(name, |it| it.0);
    let Some(matter) = matter_named(name).filter(|it| !matches!(it.class, "appendix" | "glossary")) else {
        return;
    };
    let is_named = blocks.iter().any(|it| matter_of(&it.attr).is_some());
    let has_headings = blocks.iter().any(|it| it.level().is_some());
    match blocks.first_mut() {
        None => {}
        Some(_) if is_named => {}
        Some(first) if first.level().is_some() => first.attr.classes.push(matter.class.to_owned()),
        Some(first) if !has_headings => {
            let span = first.span;
            let attr = Attr { classes: vec![matter.class.to_owned()], ..Attr::default() };
            let inner = std::mem::take(blocks);
            blocks.push(Block { kind: BlockKind::Container(inner), attr, span });
            nest::widen(blocks);
        }
        Some(_) => {}
    }
}

/// Gives what is printed of the metadata the punctuation of its language, as the text has it.
fn punctuate_metadata(meta: &mut Meta) {
    let quotes = quotes_of(&meta.lang);
    let optional = [&mut meta.subtitle, &mut meta.rights, &mut meta.description, &mut meta.publisher];
    let names = meta.contributors.iter_mut().map(|it| &mut it.name);
    let series = meta.series.iter_mut().map(|it| &mut it.name);
    let texts = std::iter::once(&mut meta.title).chain(optional.into_iter().flatten());
    for text in texts.chain(names).chain(series).chain(&mut meta.subjects) {
        *text = text::without_steering(&smart::punctuate(&[smart::Atom::Text(text, quotes)]).concat());
    }
}

/// Where the body of a text begins, after its front matter.
pub(crate) fn body_start(text: &str) -> usize {
    front_matter(text).map_or(0, |it| it.end)
}

/// Whether a line is attributes for a block, as `{#id .class}`.
pub(crate) fn is_attribute_line(line: &str) -> bool {
    let line = line.trim().replacen("{:", "{", 1);
    attributes::length(&line) == Some(line.len())
}

/// The path of a chapter below the publication's folder.
pub(crate) fn chapter_path(publication: &Publication, index: usize, shown: &str) -> String {
    let named = publication.chapters.get(index).and_then(|it| join("", &it.text));
    named.unwrap_or_else(|| shown.rsplit(['/', '\\']).next().unwrap_or(shown).to_owned())
}

/// Lays the front matter of the first chapter over the publication, and finds the language where none is given.
fn read_metadata(
    sources: &Sources,
    chapters: &[SourceId],
    publication: &mut Publication,
    diags: &mut Diagnostics,
) {
    let texts = chapters.iter().filter_map(|id| Some((*id, sources.get(*id)?.text())));
    for (index, (id, text)) in texts.clone().enumerate() {
        let Some(front) = front_matter(text) else { continue };
        let span = Span::new(id, front.inner);
        if index == 0 {
            publication::front_matter(publication, sources, (front.notation, span), diags);
        } else {
            let diagnostic =
                Diagnostic::new(&rules::STRAY_FRONT_MATTER, span, "this front matter is not used");
            diags.push(diagnostic.help("move it to the manifest or to the first chapter"));
        }
    }
    settle_language(publication, texts.map(|(_, text)| text), diags);
}

/// Finds the language of the texts of a publication, where none is given.
pub(crate) fn settle_language<'t>(
    publication: &mut Publication,
    texts: impl Iterator<Item = &'t str>,
    diags: &mut Diagnostics,
) {
    if publication.meta.lang != Lang::default() {
        return;
    }
    let Some(lang) = language::detect(texts) else { return };
    let message = format!("no language set; the text is taken to be in `{lang}`");
    let help =
        format!("add `lang: {lang}` to the front matter, between two lines of `---`, or the right tag");
    let place = publication.meta.span.start_point();
    diags.push(Diagnostic::new(&MISSING_LANGUAGE, place, message).help(help));
    publication.meta.lang = lang;
}

/// The blocks of one source, whose first `body` bytes are front matter, and where it asks for contents.
fn read(
    cx: &Cx,
    body: usize,
    publication: &Publication,
    notes: &mut Register,
    diags: &mut Diagnostics,
) -> (Vec<Block>, Option<Span>) {
    report_forbidden(cx, diags);
    let masked = Masked::new(cx.text, body);
    for range in &masked.neighbours.comments {
        diags.push(inline::left_out(cx, range.clone()));
    }
    let mut undefined = Vec::new();
    let mut broken = |link: BrokenLink| {
        if matches!(link.link_type, LinkType::Reference | LinkType::ReferenceUnknown) {
            undefined.push(undefined_link(cx, &link));
        }
        None
    };
    let events = Parser::new_with_broken_link_callback(&masked.text, extensions(), Some(&mut broken));
    let definitions = Definitions::of(events.reference_definitions());
    let mut builder = Builder::new(cx, &masked, (&publication.meta.lang, definitions), notes, diags);
    for (event, range) in events.into_offset_iter() {
        builder.event(event, range);
    }
    let contents = builder.contents;
    let mut blocks = builder.finish();
    links::attach(&mut blocks);
    nest::widen(&mut blocks);
    undefined.into_iter().for_each(|it| diags.push(it));
    (blocks, contents)
}

/// The extensions of pulldown-cmark that are used. The rest of the dialect is ours, because its own heading attributes,
/// metadata, superscripts and punctuation do not hold what this dialect promises.
fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_GFM
}

fn undefined_link(cx: &Cx, link: &BrokenLink) -> Diagnostic {
    let message = format!("link label `{}` is not defined", link.reference);
    Diagnostic::new(&rules::UNDEFINED_LINK, cx.span(link.span.clone()), message).help(format!(
        "define it in this file with a line `[{}]: https://…`, or write `\\[` for a bracket that is meant as such",
        link.reference
    ))
}

/// Reports the first of the characters that no edition can carry, and the byte order marks of files that were joined,
/// which no edition has.
fn report_forbidden(cx: &Cx, diags: &mut Diagnostics) {
    for (at, mark) in cx.text.match_indices('\u{feff}') {
        let span = cx.span(at..at + mark.len());
        let message = "the byte order mark of a joined file (U+FEFF) is in the text";
        let diagnostic = Diagnostic::new(&rules::CONTROL_CHARACTER, span, message);
        diags.push(diagnostic.help("remove it; it is invisible").repair(span, ""));
    }
    if let Some((at, it)) = cx.text.char_indices().find(|(_, it)| is_forbidden(*it)) {
        let message = format!("the control character U+{:04X} stands here", u32::from(it));
        let span = cx.span(at..at + it.len_utf8());
        diags.push(Diagnostic::new(&rules::CONTROL_CHARACTER, span, message).help("remove it"));
    }
}
