//! XML as events, for the files of an EPUB and the metadata of a PDF; and the attributes of elements.

use quick_xml::events::{BytesRef, BytesStart, Event};

/// The attributes of an element.
#[derive(Debug, Clone, Default)]
pub(in crate::verify) struct Attributes(pub Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has a word in its list of words.
    pub(super) fn has(&self, name: &str, word: &str) -> bool {
        self.get(name).is_some_and(|it| it.split_ascii_whitespace().any(|it| it == word))
    }

    /// Whether the element has a kind, by its role (DPUB-ARIA 1.1) or its type (EPUB 3.3, D.1).
    pub(super) fn is(&self, kind: &str) -> bool {
        let role = self.get("role").and_then(|it| it.strip_prefix("doc-"));
        role == Some(kind) || self.has("epub:type", kind)
    }
}

/// Receives the events.
pub(in crate::verify) trait Sink {
    /// An element begins, on a line counted from 1.
    fn open(&mut self, name: &str, attributes: Attributes, line: u32);
    /// The element that was opened last ends.
    fn close(&mut self);
    /// Text.
    fn text(&mut self, text: &str, line: u32);
}

/// The file is not well formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::verify) struct Malformed {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// Sends the events of a text to a sink. Only the five entities of XML itself are known, and none is expanded.
pub(in crate::verify) fn parse(text: &str, sink: &mut dyn Sink) -> Result<(), Malformed> {
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut open = 0usize;
    let mut elements = 0usize;
    loop {
        let event = reader.read_event();
        let line = lines.at(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let malformed = |message: String| Malformed { line, message };
        match event.map_err(|error| malformed(error.to_string()))? {
            Event::Start(start) => {
                (open, elements) = (open + 1, elements + 1);
                sink.open(start.name().as_ref(), attributes(&start).map_err(malformed)?, line);
            }
            Event::Empty(start) => {
                elements += 1;
                sink.open(start.name().as_ref(), attributes(&start).map_err(malformed)?, line);
                sink.close();
            }
            Event::End(_) => {
                open = open.saturating_sub(1);
                sink.close();
            }
            Event::Text(text) => sink.text(&text.xml10_content(), line),
            Event::CData(text) => sink.text(&text.xml10_content(), line),
            Event::GeneralRef(name) => sink.text(&character(&name).map_err(malformed)?, line),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof if open > 0 => return Err(malformed(format!("{open} elements are not closed"))),
            Event::Eof if elements == 0 => return Err(malformed("there is no element".to_owned())),
            Event::Eof => return Ok(()),
        }
    }
}

fn attributes(start: &BytesStart) -> Result<Attributes, String> {
    let mut pairs = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        pairs.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Attributes(pairs))
}

fn character(name: &BytesRef) -> Result<String, String> {
    if let Some(character) = name.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(character.to_string());
    }
    let name = name.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map(str::to_owned).ok_or_else(|| format!("unknown entity `{name}`"))
}

/// The lines of byte offsets that only increase.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        if let Some(passed) = self.text.as_bytes().get(self.at..offset) {
            let ends = passed.iter().filter(|it| **it == b'\n').count();
            self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
            self.at = offset;
        }
        self.line
    }
}

/// An element with its own text, without that of elements in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    /// The prefix of its name; empty without one.
    pub prefix: String,
    /// Its name without prefix.
    pub name: String,
    /// Its attributes, names with their prefixes.
    pub attributes: Attributes,
    /// Its text.
    pub text: String,
    /// The line of its tag, from 1.
    pub line: u32,
}

/// All elements of a file, parents first.
pub(super) fn elements(text: &str) -> Result<Vec<Element>, Malformed> {
    let mut list = List::default();
    parse(text, &mut list)?;
    Ok(list.elements)
}

#[derive(Default)]
struct List {
    elements: Vec<Element>,
    open: Vec<usize>,
}

impl Sink for List {
    fn open(&mut self, name: &str, attributes: Attributes, line: u32) {
        let (prefix, name) = name.split_once(':').unwrap_or(("", name));
        let (prefix, name) = (prefix.to_owned(), name.to_owned());
        self.open.push(self.elements.len());
        self.elements.push(Element { prefix, name, attributes, text: String::new(), line });
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn text(&mut self, text: &str, _: u32) {
        if let Some(element) = self.open.last().and_then(|it| self.elements.get_mut(*it)) {
            element.text.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_elements_have_text_and_lines() {
        let list = elements("<a x='1 &amp; 2'>\n<p:b>c&#x20;&lt;d</p:b>\n</a>").expect("well formed");
        assert_eq!(list[0].attributes.get("x"), Some("1 & 2"));
        assert_eq!((list[1].name.as_str(), list[1].text.as_str(), list[1].line), ("b", "c <d", 2));
    }

    #[test]
    fn malformed_xml_is_refused() {
        for text in ["", "<a>", "<a></b>", "<a b></a>", "<a>&nbsp;</a>", "<a b='1' b='2'/>"] {
            assert!(elements(text).is_err(), "{text}");
        }
        let bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
        assert!(elements(bomb).is_err());
    }
}
