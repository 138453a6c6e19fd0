//! A file of XHTML: what is around its content.

use crate::document::{Direction, Lang};
use crate::locale::Words;
use crate::markup::{Element, Node, Syntax, serialize, spoken};

/// The style sheet.
pub(super) const STYLE: &str = "stylesheet.css";

/// The language that the files of a book are in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'a> {
    /// The language.
    pub(super) lang: &'a Lang,
}

impl Sheet<'_> {
    /// A file with a title for its window, a type for its body in EPUB's vocabulary (empty for none), and its content.
    pub(super) fn text(&self, title: &str, kind: &'static str, content: Vec<Node>) -> String {
        let head = Element::new("head")
            .child(Element::new("meta").with("charset", "utf-8"))
            .child(Element::new("title").text(title))
            .child(
                Element::new("link").with("rel", "stylesheet").with("type", "text/css").with("href", STYLE),
            );
        let body =
            Element::new("body").maybe("epub:type", Some(kind).filter(|it| !it.is_empty())).children(content);
        let html = Element::new("html")
            .with("xmlns", "http://www.w3.org/1999/xhtml")
            .with("xmlns:epub", "http://www.idpf.org/2007/ops")
            .with("lang", self.lang.as_str())
            .with("xml:lang", self.lang.as_str())
            .with("dir", direction(self.lang))
            .child(head)
            .child(body);
        let text = serialize(&[html.into()], Syntax::Xhtml);
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n{text}")
    }

    /// An element with words of the program alone.
    pub(super) fn spoken(&self, element: Element, words: &Words) -> Element {
        spoken(element, words, self.lang)
    }
}

/// The value of `dir` for a language.
pub(super) fn direction(lang: &Lang) -> &'static str {
    match lang.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}

/// Text as XML writes it.
pub(super) fn xml(text: &str) -> String {
    serialize(&[Node::Text(text.to_owned())], Syntax::Xhtml)
}
