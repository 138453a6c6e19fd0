//! The navigation document: contents, landmarks and page list (EPUB 3.3, 7).
//!
//! The contents for readers of EPUB 2: the NCX (ANSI/NISO Z39.86-2005, 8.4), made from the navigation document's.

use crate::backend::epub::sheet::Sheet;
use crate::locale::Words;
use crate::markup::{Element, Node, Syntax, serialize};

/// What leads to places in the book.
#[derive(Debug)]
pub(super) struct Navigation {
    /// The marks of pages that begin with the contents.
    pub(super) before: Vec<Node>,
    /// The headings as nested lists of links.
    pub(super) contents: Element,
    /// The chief places: type in EPUB's vocabulary, address, name.
    pub(super) landmarks: Vec<Landmark>,
    /// The pages of the PDF, in order.
    pub(super) pages: Vec<PageMark>,
}

/// A chief place of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Landmark {
    /// Its type (EPUB 3.3, D.1).
    pub(super) kind: &'static str,
    /// Its address.
    pub(super) to: String,
    /// Its name.
    pub(super) name: &'static str,
}

/// Where a page of the PDF begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageMark {
    /// Its number as readers call it.
    pub(super) label: String,
    /// Its address.
    pub(super) to: String,
}

impl Navigation {
    /// The navigation document. Only the contents are shown where it is leafed through.
    pub(super) fn document(&self, words: &'static Words, sheet: &Sheet) -> String {
        let contents = Element::new("nav")
            .with("epub:type", "toc")
            .with("role", "doc-toc")
            .with("id", "toc")
            .with("aria-labelledby", "toc-title")
            .child(sheet.spoken(Element::new("h1").with("id", "toc-title").text(words.contents), words))
            .child(self.contents.clone());
        let body = self
            .before
            .iter()
            .cloned()
            .chain([contents.into(), self.landmarks(words, sheet).into()])
            .chain(self.page_list(words));
        sheet.text(words.contents, "", body.collect())
    }

    /// Puts marks of pages before the words of the contents' links, which are asked for by their index.
    pub(super) fn mark_entries(&mut self, marks: impl Fn(usize) -> Vec<Node>) {
        mark_links(&mut self.contents, &marks, &mut 0);
    }

    fn landmarks(&self, words: &Words, sheet: &Sheet) -> Element {
        let item = |it: &Landmark| {
            let link = Element::new("a").with("epub:type", it.kind).with("href", it.to.clone()).text(it.name);
            Element::new("li").child(sheet.spoken(link, words)).into()
        };
        let list = Element::new("ol").children(self.landmarks.iter().map(item));
        Element::new("nav")
            .with("epub:type", "landmarks")
            .with("id", "landmarks")
            .with("hidden", "hidden")
            .child(list)
    }

    fn page_list(&self, words: &Words) -> Option<Node> {
        let item = |it: &PageMark| {
            let link = Element::new("a").with("href", it.to.clone()).text(it.label.clone());
            Element::new("li").child(link).into()
        };
        let list = Element::new("ol").children(self.pages.iter().map(item));
        let pages = Element::new("nav")
            .with("epub:type", "page-list")
            .with("role", "doc-pagelist")
            .with("id", "page-list")
            .with("aria-label", words.page)
            .with("hidden", "hidden")
            .child(list);
        (!self.pages.is_empty()).then(|| pages.into())
    }
}

impl Landmark {
    /// A chief place of this type, address and name.
    pub(super) fn new(kind: &'static str, to: &str, name: &'static str) -> Landmark {
        Landmark { kind, to: to.to_owned(), name }
    }
}

fn mark_links(element: &mut Element, marks: &impl Fn(usize) -> Vec<Node>, at: &mut usize) {
    if element.name == "a" {
        element.children.splice(..0, marks(*at));
        *at += 1;
        return;
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            mark_links(child, marks, at);
        }
    }
}

/// The NCX of a book with this identifier, title and language.
pub(super) fn ncx(identifier: &str, title: &str, lang: &str, navigation: &Navigation) -> String {
    let mut order = 0;
    let points = points(&navigation.contents, &mut order);
    let root = Element::new("ncx")
        .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .with("version", "2005-1")
        .with("xml:lang", lang)
        .child(head(identifier, navigation))
        .child(Element::new("docTitle").child(text(title)))
        .child(Element::new("navMap").children(points))
        .children(page_list(&navigation.pages, order));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", serialize(&[root.into()], Syntax::Xhtml))
}

fn head(identifier: &str, navigation: &Navigation) -> Element {
    let largest = navigation.pages.iter().filter_map(|it| it.label.parse::<u32>().ok()).max().unwrap_or(0);
    let said = [
        ("dtb:uid", identifier.to_owned()),
        ("dtb:depth", depth(&navigation.contents).to_string()),
        ("dtb:totalPageCount", navigation.pages.len().to_string()),
        ("dtb:maxPageNumber", largest.to_string()),
    ];
    let meta =
        |(name, value): (&str, String)| Element::new("meta").with("name", name).with("content", value).into();
    Element::new("head").children(said.map(meta))
}

/// How deep lists are nested, the list itself counted.
fn depth(list: &Element) -> usize {
    let lists = elements(list).flat_map(elements).filter(|it| it.name == "ol");
    1 + lists.map(depth).max().unwrap_or(0)
}

/// The items of a list: each a link, and perhaps a list below it.
fn points(list: &Element, order: &mut usize) -> Vec<Node> {
    let mut found = Vec::new();
    for item in elements(list) {
        let Some(link) = elements(item).find(|it| it.name == "a") else { continue };
        *order += 1;
        let label = Element::new("navLabel").child(text(&Node::Element(link.clone()).text()));
        let point = Element::new("navPoint")
            .with("id", format!("point-{order}"))
            .with("playOrder", order.to_string())
            .child(label)
            .child(content(link.attribute("href").unwrap_or_default()));
        let below = elements(item).filter(|it| it.name == "ol").flat_map(|it| points(it, order));
        found.push(point.children(below).into());
    }
    found
}

fn elements(parent: &Element) -> impl Iterator<Item = &Element> {
    parent.children.iter().filter_map(|it| if let Node::Element(it) = it { Some(it) } else { None })
}

fn text(words: &str) -> Element {
    Element::new("text").text(words)
}

fn content(to: &str) -> Element {
    Element::new("content").with("src", to)
}

fn page_list(pages: &[PageMark], after: usize) -> Option<Node> {
    let target = |(at, page): (usize, &PageMark)| {
        let kind = if page.label.bytes().all(|it| it.is_ascii_digit()) { "normal" } else { "front" };
        Element::new("pageTarget")
            .with("id", format!("page-{}", at + 1))
            .with("type", kind)
            .with("value", (at + 1).to_string())
            .with("playOrder", (after + at + 1).to_string())
            .child(Element::new("navLabel").child(text(&page.label)))
            .child(content(&page.to))
            .into()
    };
    let targets = pages.iter().enumerate().map(target);
    (!pages.is_empty()).then(|| Element::new("pageList").children(targets).into())
}
