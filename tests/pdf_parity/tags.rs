//! The constructs in a PDF, by its tags as poppler shows them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use unicode_bidi::{BidiClass, bidi_class};

use super::objects::Objects;
use super::{Parity, normalized};

/// What is extracted from a PDF.
pub(super) struct Extracted {
    /// The constructs of the document.
    pub(super) parity: Parity,
    /// The lines of the contents, each with the id that it leads to.
    pub(super) contents: Vec<String>,
    /// The pages of named destinations.
    pub(super) destinations: BTreeMap<String, u32>,
}

/// What poppler shows of a PDF, with the targets and texts in the file's objects.
pub(super) fn extracted(pdf: &Path) -> Extracted {
    let output = Command::new("pdfinfo").arg("-struct-text").arg(pdf).output().expect("poppler runs");
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    let objects = Objects::read(pdf);
    let mut walk = Walk::new(&objects);
    Tag::read(&shown).kids.iter().for_each(|it| walk.describe(it));
    walk.check_note_links();
    let mut notes = walk.notes;
    notes.sort_by_key(|lines: &Vec<String>| {
        lines.first().and_then(|it| it.strip_prefix("Note ")?.parse::<u32>().ok())
    });
    let [alternatives, expansions, mut languages] =
        [&b"Alt"[..], b"E", b"Lang"].map(|key| objects.texts(key));
    languages.dedup();
    let parity = Parity { main: walk.lines, notes, alternatives, expansions, languages };
    Extracted { parity, contents: walk.contents, destinations: objects.destinations.clone() }
}

/// An element as poppler shows it.
#[derive(Debug, Default)]
struct Tag {
    name: String,
    attributes: Vec<String>,
    /// The annotations that belong to it.
    objects: Vec<u32>,
    kids: Vec<Tag>,
    text: String,
}

impl Tag {
    /// The tree in the lines that poppler writes: an element or its text on each, deeper by two spaces.
    fn read(shown: &str) -> Tag {
        let mut path = vec![(-1, Tag::default())];
        for line in shown.lines() {
            let depth = (line.len() - line.trim_start().len()) as i32 / 2;
            let line = line.trim();
            let close = |path: &mut Vec<(i32, Tag)>, depth: i32| {
                while path.len() > 1 && path[path.len() - 1].0 >= depth {
                    let (_, done) = path.pop().expect("one");
                    path.last_mut().expect("its parent").1.kids.push(done);
                }
            };
            if let Some(text) = line.strip_prefix('"') {
                close(&mut path, depth);
                let text = text.strip_suffix('"').unwrap_or(text).to_owned();
                path.last_mut().expect("an element").1.kids.push(Tag { text, ..Tag::default() });
            } else if let Some(attribute) = line.strip_prefix('/') {
                path.last_mut().expect("an element").1.attributes.push(attribute.to_owned());
            } else if let Some(object) = line.strip_prefix("Object ") {
                close(&mut path, depth);
                let number = object.split(' ').next().and_then(|it| it.parse().ok()).expect("a number");
                path.last_mut().expect("an element").1.objects.push(number);
            } else if !line.is_empty() {
                close(&mut path, depth);
                let name = line.split([' ', ':']).next().unwrap_or("").to_owned();
                path.push((depth, Tag { name, ..Tag::default() }));
            }
        }
        while path.len() > 1 {
            let (_, done) = path.pop().expect("one");
            path.last_mut().expect("its parent").1.kids.push(done);
        }
        path.pop().expect("the root").1
    }

    fn text(&self) -> String {
        let inner: String = self.kids.iter().filter(|it| it.name != "Reference").map(Tag::text).collect();
        format!("{}{inner}", self.text)
    }

    fn all(&self, name: &str) -> Vec<&Tag> {
        let own = self.kids.iter().filter(|it| it.name == name);
        own.chain(
            self.kids
                .iter()
                .filter(|it| ["THead", "TBody", "TFoot"].contains(&it.name.as_str()))
                .flat_map(|it| it.all(name)),
        )
        .collect()
    }

    fn numbering(&self) -> &'static str {
        match self.attributes.iter().find_map(|it| it.strip_prefix("ListNumbering /")) {
            Some("None") => "None",
            Some("Disc" | "Circle" | "Square") => "bullets",
            _ => "numbers",
        }
    }

    fn rows(&self) -> String {
        let rows = self.all("TR").into_iter().map(|row| {
            let cells: Vec<&str> = row.kids.iter().map(|it| it.name.as_str()).collect();
            let scoped = |it: &Tag| it.attributes.iter().any(|it| it.starts_with("Scope /"));
            assert!(row.kids.iter().all(|it| it.name != "TH" || scoped(it)), "a header cell has a scope");
            runs(&cells)
        });
        rows.collect::<Vec<String>>().join(" ")
    }

    /// How many terms and definitions the items of a list have.
    fn definitions(&self) -> String {
        let items = self.all("LI");
        let count = |name: &str| items.iter().map(|it| it.all(name).len()).sum::<usize>();
        format!("{} terms {} bodies", count("Lbl"), count("LBody"))
    }
}

/// The names of the cells of a row, as `1TH2TD`.
pub(super) fn runs(cells: &[&str]) -> String {
    let runs = cells.chunk_by(|a, b| a == b);
    runs.filter_map(|it| Some(format!("{}{}", it.len(), it.first()?))).collect()
}

/// A text in reading order, where poppler's view of the structure shows it as it is painted: from left to right.
fn in_reading_order(text: &str) -> String {
    let is_from_right = |it: char| matches!(bidi_class(it), BidiClass::R | BidiClass::AL);
    if text.contains(is_from_right) { text.chars().rev().collect() } else { text.to_owned() }
}

/// The constructs found in a walk through the tree.
struct Walk<'a> {
    objects: &'a Objects,
    lines: Vec<String>,
    notes: Vec<Vec<String>>,
    contents: Vec<String>,
    /// By the number of a note, the links from its marks.
    marks: BTreeMap<String, Vec<u32>>,
    /// By the number of a note, the link back.
    backs: BTreeMap<String, u32>,
}

impl<'a> Walk<'a> {
    fn new(objects: &'a Objects) -> Walk<'a> {
        let (lines, notes, contents) = (Vec::new(), Vec::new(), Vec::new());
        Walk { objects, lines, notes, contents, marks: BTreeMap::new(), backs: BTreeMap::new() }
    }

    fn describe(&mut self, tag: &Tag) {
        let text = || in_reading_order(&normalized(&tag.text()));
        match tag.name.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => self.lines.push(format!("{} {}", tag.name, text())),
            "Code" => self.lines.push(format!("Code {}", text())),
            "Link" => self.lines.push(format!("Link {} -> {}", text(), self.objects.target(&tag.objects))),
            "BlockQuote" | "Figure" => self.lines.push(tag.name.clone()),
            "L" if tag.numbering() == "None" => {
                self.lines.push(format!("L None {} {}", tag.all("LI").len(), tag.definitions()));
            }
            "L" => self.lines.push(format!("L {} {}", tag.numbering(), tag.all("LI").len())),
            "Table" => self.lines.push(format!("Table {}", tag.rows())),
            "Note" => return self.note(tag),
            "Reference" => return self.mark(tag),
            "TOC" => return self.list_contents(tag),
            _ => {}
        }
        tag.kids.iter().for_each(|it| self.describe(it));
    }

    /// The mark of a note is a reference with a link in it.
    fn mark(&mut self, tag: &Tag) {
        let [link] = tag.kids.as_slice() else { panic!("a reference holds one link: {tag:?}") };
        let number = normalized(&link.text());
        self.lines.push(format!("Mark {number}"));
        self.marks.entry(number).or_default().extend(&link.objects);
    }

    /// A note begins with its label, a link back.
    fn note(&mut self, tag: &Tag) {
        let (label, rest) = tag.kids.split_first().expect("a label");
        assert_eq!(label.name, "Lbl", "a note begins with its label");
        let [link] = label.kids.as_slice() else { panic!("a label holds one link: {label:?}") };
        let number = normalized(&label.text());
        assert_eq!((link.name.as_str(), link.objects.len()), ("Link", 1), "note {number} has a link back");
        self.backs.insert(number.clone(), link.objects[0]);
        let outside = std::mem::replace(&mut self.lines, vec![format!("Note {number}")]);
        rest.iter().for_each(|it| self.describe(it));
        self.notes.push(std::mem::replace(&mut self.lines, outside));
    }

    /// The contents are not part of the document's tree, nor is their heading.
    fn list_contents(&mut self, tag: &Tag) {
        let heading = self.lines.pop().expect("a heading of the contents");
        assert!(heading.starts_with('H'), "{heading}");
        for item in tag.all("TOCI") {
            let [reference] = item.kids.as_slice() else { panic!("an entry holds a reference: {item:?}") };
            let [link] = reference.kids.as_slice() else { panic!("a reference holds one link: {item:?}") };
            let (number, words) = link.kids.split_last().expect("a number");
            let target = self.objects.target(&link.objects);
            let page = self.objects.destinations[target.trim_start_matches('#')];
            assert_eq!(number.text.trim(), page.to_string(), "the page of {target}");
            let words: String = words.iter().map(Tag::text).collect();
            self.contents.push(format!("{} -> {target}", normalized(&words)));
        }
    }

    /// Each mark leads to the page of its note, and the note back to that of its first mark.
    fn check_note_links(&self) {
        let page = |object: &u32| self.objects.pages[object];
        let target = |object: &u32| self.objects.targets[object];
        for (number, back) in &self.backs {
            let marks = &self.marks[number];
            assert!(marks.iter().all(|it| target(it) == page(back)), "the marks of note {number} lead to it");
            assert_eq!(target(back), page(&marks[0]), "note {number} leads back to its mark");
        }
        assert_eq!(self.marks.len(), self.backs.len(), "each mark has its note");
    }
}
