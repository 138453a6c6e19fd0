//! The finishing pass over the package document: what epub-builder wrote is kept, and what it
//! lacks is put in its place.

use std::collections::BTreeMap;

use anyhow::Context as _;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use crate::backend::epub::metadata::TITLE;
use crate::backend::epub::sheet::xml;
use crate::markup::Element;

/// What the package document is to say beside what epub-builder wrote.
#[derive(Debug, Default)]
pub(super) struct Amendments {
    /// The identifier, in place of epub-builder's UUID.
    pub(super) identifier: String,
    /// The main language.
    pub(super) lang: String,
    /// `rtl` or `ltr`: the direction of the package's own text.
    pub(super) direction: &'static str,
    /// More metadata.
    pub(super) metadata: Vec<Element>,
    /// The properties of files, by their path.
    pub(super) properties: BTreeMap<String, &'static str>,
    /// The path of the file that the navigation document follows in the reading order.
    pub(super) before_navigation: Option<String>,
    /// Whether the navigation document is leafed through, or only called up.
    pub(super) linear_navigation: bool,
}

/// The package document, amended.
pub(super) fn amend(package: &str, amendments: &Amendments) -> anyhow::Result<String> {
    let mut pass =
        Pass { amendments, writer: Writer::new(Vec::new()), ids: BTreeMap::new(), skip_text: false };
    let mut reader = Reader::from_str(package);
    let mut event = reader.read_event().context("cannot read the package document")?;
    while event != Event::Eof {
        pass.take(event).context("cannot write the package document")?;
        event = reader.read_event().context("cannot read the package document")?;
    }
    String::from_utf8(pass.writer.into_inner()).context("the package document is not UTF-8")
}

/// The state of the pass.
struct Pass<'a> {
    amendments: &'a Amendments,
    writer: Writer<Vec<u8>>,
    /// The paths of the manifest by id, for the spine.
    ids: BTreeMap<String, String>,
    /// Whether the text that follows is replaced.
    skip_text: bool,
}

impl Pass<'_> {
    fn take(&mut self, event: Event) -> anyhow::Result<()> {
        match event {
            Event::Start(start) => self.start(start)?,
            Event::Empty(empty) => self.empty(empty)?,
            Event::End(end) => {
                if end.name().as_ref() == "metadata" {
                    self.more_metadata()?;
                }
                self.skip_text = false;
                self.writer.write_event(Event::End(end))?;
            }
            Event::Text(_) if self.skip_text => {}
            other @ (Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_)
            | Event::Eof) => self.writer.write_event(other)?,
        }
        Ok(())
    }

    fn start(&mut self, mut start: BytesStart) -> anyhow::Result<()> {
        let mut text = None;
        match start.name().as_ref() {
            "package" => {
                start.push_attribute(("xml:lang", self.amendments.lang.as_str()));
                start.push_attribute(("dir", self.amendments.direction));
            }
            "dc:title" => start.push_attribute(("id", TITLE)),
            "dc:identifier" => text = Some(&self.amendments.identifier),
            _ => {}
        }
        self.writer.write_event(Event::Start(start))?;
        if let Some(text) = text {
            self.skip_text = true;
            self.writer.write_event(Event::Text(BytesText::from_escaped(xml(text))))?;
        }
        Ok(())
    }

    fn empty(&mut self, mut empty: BytesStart) -> anyhow::Result<()> {
        match empty.name().as_ref() {
            "item" => self.item(&mut empty)?,
            "itemref" => {
                let path = attribute(&empty, "idref")?.and_then(|id| self.ids.get(&id));
                if path.is_some() && path == self.amendments.before_navigation.as_ref() {
                    self.writer.write_event(Event::Empty(empty))?;
                    return self.navigation();
                }
            }
            _ => {}
        }
        self.writer.write_event(Event::Empty(empty))?;
        Ok(())
    }

    /// A file of the manifest: its properties (EPUB 3.3, 5.6.2.1).
    fn item(&mut self, item: &mut BytesStart) -> anyhow::Result<()> {
        let (Some(id), Some(path)) = (attribute(item, "id")?, attribute(item, "href")?) else {
            return Ok(());
        };
        if let Some(properties) = self.amendments.properties.get(&path) {
            item.push_attribute(("properties", *properties));
        }
        self.ids.insert(id, path);
        Ok(())
    }

    /// A landmark may point to the contents only where these are in the spine (EPUB 3.3, 7.4).
    fn navigation(&mut self) -> anyhow::Result<()> {
        let mut reference = BytesStart::new("itemref");
        reference.push_attribute(("idref", "nav"));
        if !self.amendments.linear_navigation {
            reference.push_attribute(("linear", "no"));
        }
        self.writer.write_event(Event::Text(BytesText::from_escaped("\n    ")))?;
        self.writer.write_event(Event::Empty(reference))?;
        Ok(())
    }

    fn more_metadata(&mut self) -> anyhow::Result<()> {
        for element in &self.amendments.metadata {
            let text: String = element.children.iter().map(|it| xml(&it.text())).collect();
            let mut start = BytesStart::new(element.name);
            for (name, value) in &element.attributes {
                start.push_attribute((*name, value.as_str()));
            }
            self.writer.write_event(Event::Text(BytesText::from_escaped("  ")))?;
            self.writer.write_event(Event::Start(start.borrow()))?;
            self.writer.write_event(Event::Text(BytesText::from_escaped(text)))?;
            self.writer.write_event(Event::End(start.to_end()))?;
            self.writer.write_event(Event::Text(BytesText::from_escaped("\n  ")))?;
        }
        Ok(())
    }
}

/// The value of an attribute; `None` where it has none of that name.
fn attribute(start: &BytesStart, name: &str) -> anyhow::Result<Option<String>> {
    let found = start.try_get_attribute(name)?;
    found.map(|it| Ok(it.normalized_value(XmlVersion::Implicit1_0)?.into_owned())).transpose()
}
