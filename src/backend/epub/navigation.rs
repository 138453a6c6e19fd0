//! The navigation document: contents, landmarks and page list (EPUB 3.3, 7).

use crate::backend::epub::sheet::Sheet;
use crate::locale::Words;
use crate::markup::{Element, Node};

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
