//! What a PDF holds, by its tags as poppler shows them.

use std::path::Path;
use std::process::Command;

use crate::{Parity, squeeze};

/// What poppler finds in a PDF.
pub(super) fn found(pdf: &Path) -> Parity {
    let output = Command::new("pdfinfo").arg("-struct-text").arg(pdf).output().expect("poppler runs");
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    let tree = Tag::read(&shown);
    let (mut main, mut notes) = (Vec::new(), Vec::new());
    tree.kids.iter().for_each(|it| it.describe(&mut main, &mut notes));
    notes.sort_by_key(|lines: &Vec<String>| {
        lines.first().and_then(|it| it.strip_prefix("Note ")?.parse::<u32>().ok())
    });
    Parity { main, notes, alternatives: alternatives(pdf) }
}

/// An element as poppler shows it.
#[derive(Debug, Default)]
struct Tag {
    name: String,
    attributes: Vec<String>,
    kids: Vec<Tag>,
    says: String,
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
                path.last_mut().expect("an element").1.kids.push(Tag { says: text, ..Tag::default() });
            } else if let Some(attribute) = line.strip_prefix('/') {
                path.last_mut().expect("an element").1.attributes.push(attribute.to_owned());
            } else if !line.starts_with("Object ") && !line.is_empty() {
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
        format!("{}{inner}", self.says)
    }

    fn all(&self, name: &str) -> Vec<&Tag> {
        let own = self.kids.iter().filter(|it| it.name == name);
        own.chain(
            self.kids
                .iter()
                .filter(|it| ["THead", "TBody"].contains(&it.name.as_str()))
                .flat_map(|it| it.all(name)),
        )
        .collect()
    }

    fn describe(&self, lines: &mut Vec<String>, notes: &mut Vec<Vec<String>>) {
        let says = || squeeze(&self.text());
        match self.name.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => lines.push(format!("{} {}", self.name, says())),
            "Link" | "Code" => lines.push(format!("{} {}", self.name, says())),
            "BlockQuote" | "Figure" => lines.push(self.name.clone()),
            "L" => lines.push(format!("L {} {}", self.numbering(), self.all("LI").len())),
            "Table" => lines.push(format!("Table {}", self.rows())),
            "Note" => return self.note(notes),
            _ => {}
        }
        self.kids.iter().for_each(|it| it.describe(lines, notes));
    }

    /// A note begins with its label, a link back.
    fn note(&self, notes: &mut Vec<Vec<String>>) {
        let (label, rest) = self.kids.split_first().expect("a label");
        assert_eq!(label.name, "Lbl", "a note begins with its label");
        let mut lines = vec![format!("Note {}", squeeze(&label.text()))];
        rest.iter().for_each(|it| it.describe(&mut lines, notes));
        notes.push(lines);
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
            let name = cells.first().copied().unwrap_or("");
            assert!(cells.iter().all(|it| *it == name), "a row of one kind of cells");
            format!("{}{name}", cells.len())
        });
        rows.collect::<Vec<String>>().join(" ")
    }
}

/// The `Alt` of each figure.
fn alternatives(pdf: &Path) -> Vec<String> {
    let objects = lopdf::Document::load(pdf).expect("a PDF");
    let figures = objects.objects.values().filter_map(|it| it.as_dict().ok());
    let figures = figures.filter(|it| it.get(b"S").and_then(lopdf::Object::as_name).ok() == Some(b"Figure"));
    let mut texts: Vec<String> = figures
        .map(|it| lopdf::decode_text_string(it.get(b"Alt").expect("an alternative")).expect("text"))
        .collect();
    texts.sort();
    texts
}
