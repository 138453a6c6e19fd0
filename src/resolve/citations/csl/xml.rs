//! The XML of styles and locales, as a tree without namespaces.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};

/// How deep elements may be within each other; styles have a dozen.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// The text that is directly in it.
    pub(super) text: String,
}

impl Element {
    /// The root of a document; why it is none, with the byte where that is seen.
    pub(super) fn parse(text: &str) -> Result<Element, (usize, String)> {
        let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut open = vec![Element::default()];
        loop {
            let event = reader.read_event();
            let at = usize::try_from(reader.buffer_position()).unwrap_or(0).min(text.len());
            match event.map_err(|it| (at, it.to_string()))? {
                Event::Start(start) if open.len() < DEEPEST => open.push(Element::start(&start)),
                Event::Start(_) => return Err((at, "elements are too deep within each other".to_owned())),
                Event::Empty(start) => add(&mut open, Element::start(&start)),
                Event::End(_) => {
                    if let Some(element) = open.pop() {
                        add(&mut open, element);
                    }
                }
                Event::Text(it) => text_to(&mut open, &it),
                Event::CData(it) => text_to(&mut open, &it),
                Event::GeneralRef(it) => text_to(&mut open, &resolve(&it)),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        let root = open.into_iter().next().and_then(|it| it.children.into_iter().next());
        root.ok_or((0, "there is no element".to_owned()))
    }

    fn start(start: &BytesStart<'_>) -> Element {
        let mut list = start.attributes();
        let attributes = list.with_checks(false).flatten().map(|it| {
            let value = it.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let name = it.key.local_name().as_ref().to_owned();
            (name, value.map(Cow::into_owned).unwrap_or_default())
        });
        let name = start.local_name().as_ref().to_owned();
        Element { name, attributes: attributes.collect(), ..Element::default() }
    }

    /// An attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// The words of an attribute that has several.
    pub(super) fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).unwrap_or("").split_whitespace()
    }

    /// The children of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |it| it.name == name)
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|it| it.name == name)
    }
}

fn add(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(element);
    }
}

fn text_to(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn resolve(reference: &BytesRef<'_>) -> String {
    let character = reference.resolve_char_ref().ok().flatten();
    let known = || quick_xml::escape::resolve_predefined_entity(reference).unwrap_or("").to_owned();
    character.map_or_else(known, String::from)
}
