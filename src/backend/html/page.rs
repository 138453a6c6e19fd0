//! The body of the page: title, contents, text, notes, colophon.
//!
//! The links to the other editions of a publication.

use crate::backend::html::head::link;
use crate::backend::html::options::HtmlOptions;
use crate::backend::{Context, Sibling};
use crate::document::matter::imprint_has;
use crate::document::{Document, Lang, Meta, NoteId, Outline};
use crate::locale::{self, SiteWords, date, site_words, words};
use crate::markup::{Element, Lowering, Node, address, direction, spoken};

/// Pages with fewer headings have no contents unless they are asked for.
const HEADINGS: usize = 3;

/// Contents with more entries may be higher than a window.
const SCREENFUL: usize = 12;

/// How deep contents go: more than two levels are no overview.
pub(super) const DEPTH: u8 = 2;

/// The root, with the language of the publication and its direction.
pub(super) fn root(meta: &Meta) -> Element {
    Element::new("html").with("lang", meta.lang.as_str()).with("dir", direction(meta.lang.direction()))
}

/// The body.
pub(super) fn body(
    cx: &Context,
    document: &Document,
    emblems: Vec<Node>,
    lowering: &mut Lowering,
) -> Element {
    let start = lowering.ids().place("text");
    let contents = contents(cx, document, lowering);
    let text = lowering.blocks(&document.blocks);
    let notes: Vec<NoteId> = document.notes.iter().map(|(id, _)| id).collect();
    let notes = lowering.notes(&notes).map(Node::from);
    // The target of a skip link takes the keyboard's place where it can be focused by address alone.
    let main =
        Element::new("main").with("id", start.clone()).with("tabindex", "-1").children(text).children(notes);
    Element::new("body")
        .child(skip(&start, &document.meta.lang))
        .children(title(&document.meta, emblems, ways(&document.meta, cx.siblings, "")).map(Node::from))
        .children(contents.map(Node::from))
        .child(main)
        .children(colophon(document).map(Node::from))
}

/// What leads a keyboard past all that is before the text.
pub(super) fn skip(text: &str, lang: &Lang) -> Element {
    let words = words(lang);
    let skip = Element::new("a").with("class", "skip").with("href", format!("#{text}"));
    spoken(skip.text(words.skip_to_text), words, lang)
}

/// The title with logo and cover above it and all that is below it, the ways to other editions last; `None` where nothing of it is known.
pub(super) fn title(meta: &Meta, emblems: Vec<Node>, editions: Option<Element>) -> Option<Element> {
    let line = |class, text: String| Node::from(Element::new("p").with("class", class).text(text));
    let authors = locale::list(meta.authors(), &meta.lang);
    let mut header = Element::new("header").with("class", "title").children(emblems);
    if !meta.title.is_empty() {
        header = header.child(Element::new("h1").text(meta.title.clone()));
    }
    header = header.children(meta.subtitle.clone().map(|it| line("subtitle", it)));
    if !authors.is_empty() {
        header = header.child(line("authors", authors));
    }
    if let Some(published) = meta.date {
        let time = Element::new("time").with("datetime", published.to_iso());
        let time = time.text(date::long(published, &meta.lang));
        header = header.child(Element::new("p").with("class", "date").child(time));
    }
    header = header.children(editions.map(Node::from));
    if header.children.is_empty() { None } else { Some(header) }
}

/// The contents: folded on narrow screens, at the side of the text on wide ones.
fn contents(cx: &Context, document: &Document, lowering: &mut Lowering) -> Option<Element> {
    let outline = Outline::of(&document.blocks);
    let wanted = HtmlOptions::of(cx.settings).contents.unwrap_or(outline.iter().count() >= HEADINGS);
    let list = if wanted { lowering.contents(&outline.entries, DEPTH)? } else { return None };
    Some(folded(list, outline.iter().filter(|it| it.depth <= DEPTH).count(), &document.meta.lang))
}

/// Contents of so many entries.
pub(super) fn folded(list: Element, entries: usize, lang: &Lang) -> Element {
    let words = words(lang);
    let summary = spoken(Element::new("summary").text(words.contents), words, lang);
    let nav = Element::new("nav").with("class", "contents").with("role", "doc-toc");
    let nav = nav.with("aria-label", words.contents);
    // At the side of a wide window long contents scroll alone, which a keyboard must be able to do.
    let nav = nav.maybe("tabindex", (entries > SCREENFUL).then_some("0"));
    nav.child(Element::new("details").child(summary).child(list))
}

/// What is at the end: rights, unless an imprint has them, and publisher.
pub(super) fn colophon(document: &Document) -> Option<Element> {
    let meta = &document.meta;
    let rights = meta.rights.as_ref().filter(|it| !imprint_has(&document.blocks, it));
    let lines: Vec<&String> = rights.into_iter().chain(&meta.publisher).collect();
    let lines = lines.into_iter().map(|it| Element::new("p").with("class", "rights").text(it).into());
    let footer = Element::new("footer").children(lines);
    if footer.children.is_empty() { None } else { Some(footer) }
}

/// What an edition is called, the same in every language: its format, and its own name where it has one.
pub(super) fn label(edition: &Sibling) -> String {
    let format = edition.format.to_uppercase();
    if edition.name == edition.format { format } else { format!("{format} ({})", edition.name) }
}

/// The address of a sibling as seen through `up`.
fn href(edition: &Sibling, up: &str) -> String {
    address::encode(&format!("{up}{}", edition.file))
}

/// The links of a head to the siblings.
pub(super) fn alternates(siblings: &[Sibling], up: &str) -> Vec<Element> {
    let alternate = |it: &Sibling| {
        link("alternate", &href(it, up)).with("type", it.media_type.as_str()).with("title", label(it))
    };
    siblings.iter().map(alternate).collect()
}

/// The links to the siblings for readers; `None` where there are none.
pub(super) fn ways(meta: &Meta, siblings: &[Sibling], up: &str) -> Option<Element> {
    if siblings.is_empty() {
        return None;
    }
    let words = site_words(&meta.lang);
    let way = |it: &Sibling| {
        Element::new("a").with("href", href(it, up)).with("type", it.media_type.as_str()).text(label(it))
    };
    let items = siblings.iter().map(|it| Element::new("li").child(way(it)).into());
    let nav = Element::new("nav").with("class", "editions").with("aria-label", words.editions);
    Some(said(nav, words, &meta.lang).child(Element::new("ul").children(items)))
}

/// An element with words of sites alone, marked as theirs where they are in another language than the text
/// (WCAG 2.2, 3.1.2).
pub(super) fn said(element: Element, words: &SiteWords, lang: &Lang) -> Element {
    if words.lang == lang.primary() { element } else { element.with("lang", words.lang).with("dir", "ltr") }
}
