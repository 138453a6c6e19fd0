//! The body of the page: title, contents, text, notes, colophon.

use crate::backend::Context;
use crate::document::{Document, Meta, NoteId, Outline};
use crate::locale::{Words, date, words};
use crate::markup::{Element, Lowering, Node, direction, spoken};

/// Pages with fewer headings have no contents unless they are asked for.
const HEADINGS: usize = 3;

/// Contents with more entries may be higher than a window.
const SCREENFUL: usize = 12;

/// How deep contents go: more than two levels are no overview.
const DEPTH: u8 = 2;

/// The root, with the language of the publication and its direction.
pub(super) fn root(meta: &Meta) -> Element {
    Element::new("html").with("lang", meta.lang.as_str()).with("dir", direction(meta.lang.direction()))
}

/// The body.
pub(super) fn body(cx: &Context, document: &Document, lowering: &mut Lowering) -> Element {
    let words = words(&document.meta.lang);
    let start = lowering.ids().place("text");
    let skip =
        Element::new("a").with("class", "skip").with("href", format!("#{start}")).text(words.skip_to_text);
    let contents = contents(cx, document, lowering, words);
    let text = lowering.blocks(&document.blocks);
    let notes: Vec<NoteId> = document.notes.iter().map(|(id, _)| id).collect();
    let notes = lowering.notes(&notes).map(Node::from);
    // The target of a skip link takes the keyboard's place where it can be focused by address alone.
    let main = Element::new("main").with("id", start).with("tabindex", "-1").children(text).children(notes);
    Element::new("body")
        .child(spoken(skip, words, &document.meta.lang))
        .children(title(&document.meta).map(Node::from))
        .children(contents.map(Node::from))
        .child(main)
        .children(colophon(&document.meta).map(Node::from))
}

/// The title with all that stands below it; `None` where nothing of it is known.
fn title(meta: &Meta) -> Option<Element> {
    let line = |class, text: String| Node::from(Element::new("p").with("class", class).text(text));
    let authors: Vec<&str> = meta.authors().collect();
    let mut header = Element::new("header").with("class", "title");
    if !meta.title.is_empty() {
        header = header.child(Element::new("h1").text(meta.title.clone()));
    }
    header = header.children(meta.subtitle.clone().map(|it| line("subtitle", it)));
    if !authors.is_empty() {
        header = header.child(line("authors", authors.join(", ")));
    }
    if let Some(published) = meta.date {
        let time = Element::new("time").with("datetime", published.to_iso());
        let time = time.text(date::long(published, &meta.lang));
        header = header.child(Element::new("p").with("class", "date").child(time));
    }
    if header.children.is_empty() { None } else { Some(header) }
}

/// The contents: folded on narrow screens, at the side of the text on wide ones.
fn contents(cx: &Context, document: &Document, lowering: &mut Lowering, words: &Words) -> Option<Element> {
    let outline = Outline::of(&document.blocks);
    let wanted = cx.options.html.contents.unwrap_or(outline.iter().count() >= HEADINGS);
    let list = if wanted { lowering.contents(&outline.entries, DEPTH)? } else { return None };
    let summary = spoken(Element::new("summary").text(words.contents), words, &document.meta.lang);
    let nav = Element::new("nav").with("class", "contents").with("role", "doc-toc");
    let nav = nav.with("aria-label", words.contents);
    // At the side of a wide window long contents scroll alone, which a keyboard must be able to do.
    let shown = outline.iter().filter(|it| it.depth <= DEPTH).count();
    let nav = nav.maybe("tabindex", (shown > SCREENFUL).then_some("0"));
    Some(nav.child(Element::new("details").child(summary).child(list)))
}

/// What stands at the end: rights and publisher.
fn colophon(meta: &Meta) -> Option<Element> {
    let lines: Vec<&String> = meta.rights.iter().chain(&meta.publisher).collect();
    let lines = lines.into_iter().map(|it| Element::new("p").with("class", "rights").text(it).into());
    let footer = Element::new("footer").children(lines);
    if footer.children.is_empty() { None } else { Some(footer) }
}
