//! A reader of books, apart from all that writes them.
#![allow(clippy::wildcard_enum_match_arm, reason = "a reader of XML passes over what it does not know")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A book as read: its files by path below the package's folder.
pub(super) struct Book {
    entries: Vec<String>,
    files: BTreeMap<String, String>,
    binaries: BTreeMap<String, Vec<u8>>,
}

/// A file of XML.
pub(super) struct Xml<'a>(&'a str);

impl Book {
    /// Reads the bytes of a book.
    pub(super) fn read(bytes: &[u8]) -> Book {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
        let entries = archive.file_names().map(str::to_owned).collect();
        let (mut files, mut binaries) = (BTreeMap::new(), BTreeMap::new());
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry");
            let Some(path) = entry.name().strip_prefix("OEBPS/").map(str::to_owned) else { continue };
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("whole");
            match String::from_utf8(bytes) {
                Ok(text) => drop(files.insert(path, text)),
                Err(it) => drop(binaries.insert(path, it.into_bytes())),
            }
        }
        Book { entries, files, binaries }
    }

    /// Whether the container has an entry of that name.
    pub(super) fn has(&self, entry: &str) -> bool {
        self.entries.iter().any(|it| it == entry)
    }

    /// A file by its path.
    pub(super) fn file(&self, path: &str) -> Xml<'_> {
        Xml(self.files.get(path).unwrap_or_else(|| panic!("no file {path}")))
    }

    /// A file that is no text by its path.
    pub(super) fn binary(&self, path: &str) -> &[u8] {
        self.binaries.get(path).unwrap_or_else(|| panic!("no file {path}"))
    }

    /// The style sheet.
    pub(super) fn style(&self) -> &str {
        self.file("stylesheet.css").0
    }

    /// The package document.
    pub(super) fn package(&self) -> Xml<'_> {
        self.file("content.opf")
    }

    /// The files of the reading order, with their paths.
    pub(super) fn spine(&self) -> impl Iterator<Item = (String, Xml<'_>)> {
        let package = self.package();
        let items: BTreeMap<String, String> = package
            .elements("item")
            .into_iter()
            .map(|mut it| (it.remove("id").expect("an id"), it.remove("href").expect("a path")))
            .collect();
        let references = package.elements("itemref").into_iter().filter_map(|mut it| it.remove("idref"));
        let paths: Vec<String> = references.filter_map(|it| items.get(&it).cloned()).collect();
        paths.into_iter().map(|path| {
            let file = self.file(&path);
            (path, file)
        })
    }

    /// All files; those that are not text are empty ones.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, Xml<'_>)> {
        let texts = self
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), Xml(if path.ends_with("ml") { text } else { "" })));
        texts.chain(self.binaries.keys().map(|path| (path.as_str(), Xml(""))))
    }
}

impl Xml<'_> {
    fn events(&self) -> impl Iterator<Item = Event<'_>> {
        let mut reader = Reader::from_str(self.0);
        std::iter::from_fn(move || match reader.read_event().expect("well-formed XML") {
            Event::Eof => None,
            event => Some(event),
        })
    }

    /// The attributes of each element of a name.
    pub(super) fn elements(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let starts = self.events().filter_map(|it| match it {
            Event::Start(start) | Event::Empty(start) if start.name().as_ref() == name => {
                Some(attributes(&start))
            }
            _ => None,
        });
        starts.collect()
    }

    /// The values of every attribute of a name, in order.
    pub(super) fn attributes(&self, name: &str) -> Vec<String> {
        let starts = self.events().filter_map(|it| match it {
            Event::Start(start) | Event::Empty(start) => attributes(&start).remove(name),
            _ => None,
        });
        starts.collect()
    }

    /// The text of each element of a name.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        self.texts(|start| start.name().as_ref() == name)
    }

    /// The values of a property of the package.
    pub(super) fn property(&self, name: &str) -> Vec<String> {
        self.texts(|start| attributes(start).get("property").is_some_and(|it| it == name))
    }

    /// The text of the body, without what is hidden.
    pub(super) fn text(&self) -> String {
        self.texts(|start| start.name().as_ref() == "body").join(" ")
    }

    /// The ids of the elements of a role, in order.
    pub(super) fn ids_of(&self, role: &str) -> Vec<String> {
        let starts = self.events().filter_map(|it| match it {
            Event::Start(start) | Event::Empty(start) => {
                let mut attributes = attributes(&start);
                attributes.get("role").is_some_and(|it| it == role).then(|| attributes.remove("id"))?
            }
            _ => None,
        });
        starts.collect()
    }

    /// The first text that is not space after each element of a role, up to the next mark.
    pub(super) fn after(&self, role: &str) -> Vec<String> {
        let (mut found, mut open) = (Vec::new(), false);
        for event in self.events() {
            match event {
                Event::Start(start) if attributes(&start).get("role").is_some_and(|it| it == role) => {
                    open = true
                }
                Event::Text(text) if open && !text.xml10_content().trim().is_empty() => {
                    found.push(text.xml10_content().into_owned());
                    open = false;
                }
                _ => {}
            }
        }
        found
    }

    fn texts(&self, wanted: impl Fn(&BytesStart) -> bool) -> Vec<String> {
        let (mut found, mut depth) = (Vec::new(), 0);
        for event in self.events() {
            match event {
                Event::Start(start) if depth > 0 || wanted(&start) => {
                    if depth == 0 {
                        found.push(String::new());
                    }
                    depth += 1;
                }
                Event::End(_) if depth > 0 => depth -= 1,
                Event::Text(text) if depth > 0 => {
                    found.last_mut().expect("begun").push_str(&text.xml10_content())
                }
                Event::GeneralRef(it) if depth > 0 => {
                    let known = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\"")];
                    let name = it.xml10_content();
                    let text = known.iter().find(|(known, _)| *known == name).expect("a known reference").1;
                    found.last_mut().expect("begun").push_str(text);
                }
                _ => {}
            }
        }
        found
    }
}

fn attributes(start: &BytesStart) -> BTreeMap<String, String> {
    let pairs = start.attributes().map(|it| it.expect("an attribute"));
    let text = |it: &quick_xml::events::attributes::Attribute| {
        it.normalized_value(XmlVersion::Explicit1_0).expect("a value").into_owned()
    };
    pairs.map(|it| (it.key.as_ref().to_owned(), text(&it))).collect()
}
