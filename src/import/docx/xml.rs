//! The XML of a part as a tree, bounded in depth and size.

use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements nest no deeper than this.
const DEEPEST: usize = 200;
/// No part has more elements than this.
const MOST_ELEMENTS: usize = 2_000_000;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name without prefix.
    pub(super) name: String,
    /// Its attributes, names with their prefixes.
    pub(super) attributes: Vec<(String, String)>,
    /// What is in it.
    pub(super) children: Vec<Node>,
}

/// What is in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute by its name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let local = |it: &str| it.rsplit(':').next() == Some(name);
        self.attributes.iter().find(|(it, _)| local(it)).map(|(_, value)| value.as_str())
    }

    /// An attribute by its whole name.
    pub(super) fn exact(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|it| match it {
            Node::Element(it) => Some(it),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|it| it.name == name)
    }

    /// The first element of a name anywhere below it.
    pub(super) fn below(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|it| if it.name == name { Some(it) } else { it.below(name) })
    }

    /// The value of the element of a name in it: its attribute `val`.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Its text and that of the elements below.
    pub(super) fn text(&self) -> String {
        let one = |it: &Node| match it {
            Node::Element(it) => it.text(),
            Node::Text(text) => text.clone(),
        };
        self.children.iter().map(one).collect()
    }
}

/// The root element of a part; the error says what is wrong. No entity is expanded but those of XML itself.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                count += 1;
                if open.len() > DEEPEST || count > MOST_ELEMENTS {
                    return Err("it is nested too deep or too large".to_owned());
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST_ELEMENTS {
                    return Err("it is too large".to_owned());
                }
                let element = element(&start)?;
                push(&mut open, Node::Element(element));
            }
            Event::End(_) => {
                let Some(element) = open.pop() else { return Err("an end without a beginning".to_owned()) };
                push(&mut open, Node::Element(element));
            }
            Event::Text(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(name) => {
                let character = character(&name)?;
                push(&mut open, Node::Text(character));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    let root = open.pop().filter(|_| open.is_empty()).and_then(|it| it.elements().next().cloned());
    root.ok_or_else(|| "it is cut off".to_owned())
}

fn push(open: &mut [Element], node: Node) {
    if let Some(top) = open.last_mut() {
        top.children.push(node);
    }
}

fn element(start: &BytesStart) -> Result<Element, String> {
    let name = start.name().as_ref().to_owned();
    let name = name.rsplit(':').next().unwrap_or(&name).to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        let value = value.map_err(|error| error.to_string())?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

fn character(name: &BytesRef) -> Result<String, String> {
    if let Some(character) = name.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(character.to_string());
    }
    let name = name.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map(str::to_owned).ok_or_else(|| format!("unknown entity `{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_a_tree_and_hostile_xml_is_refused() {
        let root = parse("<w:a w:val='1'>x<b/>&amp;y</w:a>").expect("well formed");
        assert_eq!(
            (root.name.as_str(), root.attribute("val"), root.text()),
            ("a", Some("1"), "x&y".to_owned())
        );
        for text in ["", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&"<a>".repeat(100_000)).is_err());
    }
}
