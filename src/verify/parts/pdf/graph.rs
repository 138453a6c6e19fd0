//! The objects of two files, compared from the trailer on: each object of one is one object of the other.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::object::{MAX_STREAM, is_same, shown};
use super::pages::{Pages, content};
use crate::verify::parts::difference::{Difference, instead, visible};
use crate::verify::parts::markup;

/// How many differences are looked for: the first ones show what is wrong.
const MAX: usize = 400;

/// Where an object is.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    /// The page, from 1; `None` where it is on none.
    page: Option<u32>,
    /// The part of the file.
    section: &'a str,
    /// What the dictionary around it is: its role, subtype or type.
    owner: &'a [u8],
    /// The key of the dictionary.
    key: &'a [u8],
}

impl<'a> Place<'a> {
    fn show(&self) -> String {
        match self.page {
            Some(page) => format!("page {page}"),
            None => self.section.to_owned(),
        }
    }

    fn name(&self) -> String {
        let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
        match (text(self.key), text(self.owner)) {
            (key, owner) if owner.is_empty() => format!("`{key}`"),
            (key, owner) => format!("`{key}` of `{owner}`"),
        }
    }

    fn under(self, key: &'a [u8]) -> Place<'a> {
        Place { key, ..self }
    }
}

/// Two objects that have to be the same.
struct Pair<'a> {
    made: &'a Object,
    found: &'a Object,
    place: Place<'a>,
}

/// Two files while they are compared.
pub(super) struct Graph<'a> {
    made: &'a Document,
    found: &'a Document,
    pages: &'a Pages,
    /// The object of the file for each of the new build.
    partners: BTreeMap<ObjectId, ObjectId>,
    /// The objects of the file that are one of the new build.
    taken: BTreeSet<ObjectId>,
    todo: Vec<Pair<'a>>,
    pub(super) differences: Vec<Difference>,
}

/// Keys that say how a stream is packed, not what it is (ISO 32000-1, 7.3.8.2).
const PACKING: [&[u8]; 3] = [b"Length", b"Filter", b"DecodeParms"];

impl<'a> Graph<'a> {
    pub(super) fn new(made: &'a Document, found: &'a Document, pages: &'a Pages) -> Graph<'a> {
        let partners: BTreeMap<ObjectId, ObjectId> = pages.pairs.iter().copied().collect();
        let taken = partners.values().copied().collect();
        let (todo, differences) = (Vec::new(), Vec::new());
        Graph { made, found, pages, partners, taken, todo, differences }
    }

    /// Compares the files: pages, tags, and then whatever else the catalogue and the trailer name.
    pub(super) fn compare(&mut self) {
        for (old, new) in &self.pages.pairs {
            let (Ok(made), Ok(found)) = (self.made.get_object(*old), self.found.get_object(*new)) else {
                continue;
            };
            let page = self.pages.found.get(new).copied();
            self.todo.push(Pair {
                made,
                found,
                place: Place { page, section: "", owner: b"Page", key: b"" },
            });
            self.run();
        }
        let (Ok(made), Ok(found)) = (self.made.catalog(), self.found.catalog()) else { return };
        let tags: &[u8] = b"StructTreeRoot";
        let keys = [made, found].into_iter().flat_map(|it| it.iter().map(|it| it.0.as_slice()));
        let mut keys: Vec<&[u8]> =
            keys.collect::<BTreeSet<_>>().into_iter().filter(|it| *it != tags).collect();
        keys.insert(0, tags);
        for key in keys {
            let place = Place { page: None, section: section(key), owner: b"Catalog", key };
            self.value(made, found, place);
            self.run();
        }
        let trailer = |key: &'a [u8]| Place { page: None, section: "trailer", owner: b"", key };
        let (made, found) = (&self.made.trailer, &self.found.trailer);
        for key in [b"Info".as_slice(), b"Encrypt"] {
            self.value(made, found, trailer(key));
            self.run();
        }
        let id = |it: &Dictionary| {
            it.get(b"ID").and_then(Object::as_array).ok().and_then(|it| it.first().map(shown))
        };
        if id(made) != id(found) {
            self.report(trailer(b"ID"), "the identifier of the file is another");
        }
    }

    fn run(&mut self) {
        while let Some(pair) = self.todo.pop() {
            if self.differences.len() >= MAX {
                return self.todo.clear();
            }
            self.pair(pair);
        }
    }

    fn report(&mut self, place: Place<'_>, message: impl Into<String>) {
        self.differences.push(Difference::new(place.show(), message));
    }

    /// Compares what two dictionaries have under a key.
    fn value(&mut self, made: &'a Dictionary, found: &'a Dictionary, place: Place<'a>) {
        match (made.get(place.key).ok(), found.get(place.key).ok()) {
            (Some(made), Some(found)) => self.todo.push(Pair { made, found, place }),
            (Some(_), None) => self.report(place, format!("{} is missing", place.name())),
            (None, Some(added)) => {
                self.report(place, format!("{} is added: `{}`", place.name(), visible(&shown(added))));
            }
            (None, None) => {}
        }
    }

    fn pair(&mut self, Pair { made, found, place }: Pair<'a>) {
        if let (Ok(old), Ok(new)) = (made.as_reference(), found.as_reference()) {
            match self.partners.get(&old) {
                Some(partner) if *partner == new => return,
                None if self.taken.insert(new) => drop(self.partners.insert(old, new)),
                Some(_) | None => return self.report(place, self.elsewhere(place, old, new)),
            }
        }
        let resolve =
            |document: &'a Document, object: &'a Object| document.dereference(object).ok().map(|it| it.1);
        let (Some(made), Some(found)) = (resolve(self.made, made), resolve(self.found, found)) else {
            return self.report(place, format!("{} is a broken reference", place.name()));
        };
        match (made, found) {
            (Object::Dictionary(made), Object::Dictionary(found)) => {
                self.dictionaries(made, found, place, &[])
            }
            (Object::Array(made), Object::Array(found)) => self.arrays(made, found, place),
            (Object::Stream(made), Object::Stream(found)) => self.streams(made, found, place),
            (made, found) if is_same(made, found) => {}
            (made, found) => {
                let message = format!("{}: {}", place.name(), instead(&shown(found), &shown(made)));
                self.report(place, message);
            }
        }
    }

    /// Where a reference leads instead.
    fn elsewhere(&self, place: Place<'_>, old: ObjectId, new: ObjectId) -> String {
        match (self.pages.made.get(&old), self.pages.found.get(&new)) {
            (Some(old), Some(new)) => format!("{} leads to page {new}, not page {old}", place.name()),
            _ => {
                let label = |document: &Document, id: ObjectId| {
                    let object = document.get_object(id).ok();
                    object
                        .and_then(|it| it.as_dict().ok())
                        .map(|it| label(it, b"").to_vec())
                        .unwrap_or_default()
                };
                let text = |it: Vec<u8>| String::from_utf8_lossy(&it).into_owned();
                let (old, new) = (text(label(self.made, old)), text(label(self.found, new)));
                format!("{} is another object: {}", place.name(), instead(&new, &old))
            }
        }
    }

    fn dictionaries(
        &mut self,
        made: &'a Dictionary,
        found: &'a Dictionary,
        place: Place<'a>,
        except: &[&[u8]],
    ) {
        let page = page_of(found).and_then(|it| self.pages.found.get(&it).copied());
        let is_page = place.owner == b"Page" && place.key.is_empty();
        let place = Place { page: page.or(place.page), owner: label(made, place.key), ..place };
        let keys: BTreeSet<&'a [u8]> = made.iter().chain(found.iter()).map(|it| it.0.as_slice()).collect();
        // The last that is put there is compared first.
        for key in keys.into_iter().rev() {
            // Pages paint what has been compared by their operators, and lists of pages are the pages.
            if is_page && matches!(key, b"Contents" | b"Parent") || except.contains(&key) {
                continue;
            }
            self.value(made, found, place.under(key));
        }
    }

    fn arrays(&mut self, made: &'a [Object], found: &'a [Object], place: Place<'a>) {
        if made.len() != found.len() {
            let message = format!("{} has {} members, not {}", place.name(), found.len(), made.len());
            return self.report(place, message);
        }
        self.todo.extend(made.iter().zip(found).rev().map(|(made, found)| Pair { made, found, place }));
    }

    fn streams(&mut self, made: &'a Stream, found: &'a Stream, place: Place<'a>) {
        if made.content != found.content || made.dict.get(b"Filter").ok() != found.dict.get(b"Filter").ok() {
            self.packed(made, found, place);
        }
        self.dictionaries(&made.dict, &found.dict, place, &PACKING);
    }

    /// Compares the content of streams that are packed differently.
    fn packed(&mut self, made: &'a Stream, found: &'a Stream, place: Place<'a>) {
        let plain =
            |it: &Stream| it.get_plain_content_with_limit(MAX_STREAM).unwrap_or_else(|_| it.content.clone());
        let (old, new) = (plain(made), plain(found));
        if old == new {
            return;
        }
        let kind = label(&made.dict, place.key);
        let messages = match kind {
            b"Form" => content(&old, &new).1,
            b"XML" => {
                let list = markup::compare(&old, &new, markup::Syntax::Xml);
                let list = list.unwrap_or_else(|| vec![Difference::new("", "it has little in common")]);
                list.into_iter().map(|it| it.message).collect()
            }
            _ => {
                let at = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
                vec![format!("the stream differs at byte {}", at + 1)]
            }
        };
        for message in messages {
            self.report(place, format!("{}: {message}", place.name()));
        }
    }
}

/// The part of a file that a key of the catalogue names.
fn section(key: &[u8]) -> &'static str {
    match key {
        b"StructTreeRoot" => "tags",
        b"Outlines" => "outline",
        b"Metadata" => "metadata",
        b"Names" => "names",
        b"PageLabels" => "page labels",
        b"OutputIntents" => "output intent",
        _ => "catalogue",
    }
}

/// What a dictionary is: its role, subtype or type, or the key that names it.
fn label<'a>(dictionary: &'a Dictionary, key: &'a [u8]) -> &'a [u8] {
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).ok();
    name(b"Subtype").or_else(|| name(b"S")).or_else(|| name(b"Type")).unwrap_or(key)
}

/// The page of an element, an annotation or a reference to content.
fn page_of(dictionary: &Dictionary) -> Option<ObjectId> {
    [b"Pg".as_slice(), b"P"].iter().find_map(|it| dictionary.get(it).and_then(Object::as_reference).ok())
}
