//! Marks of notes in tagged PDFs of other programs: they are recognized in every form in which programs tag them.

#![allow(clippy::expect_used, reason = "a test may panic")]

use crate::support::editions::titled;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use pamphlet::verify::{Format, verify};

const SOURCE: &str = "---\ntitle: A title\n---\n\nThe word[^1] goes on.\n\n[^1]: It explains.\n";

/// The form in which a program tags the mark of a note.
#[derive(Debug, Clone, Copy)]
enum Mark {
    /// A label with a link in it, the number raised.
    Label,
    /// A link to a destination that is named after the note.
    Named,
    /// A link in a span that is raised.
    Raised,
    /// A link whose number is raised.
    RaisedWithin,
    /// A reference.
    Reference,
    /// A link on the line, with no sign of a note.
    Level,
}

/// A hand-written file of one page with five sequences, the second of them the mark of a note.
struct Page {
    document: Document,
    page: ObjectId,
    link: ObjectId,
}

impl Page {
    fn new(name: &str) -> Page {
        let mut document = Document::with_version("1.7");
        let page = document.new_object_id();
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        });
        let lines = ["A title", "The word", "1", " goes on.", "1 ", "It explains."];
        let operations: Vec<Operation> = lines.iter().enumerate().flat_map(shows).collect();
        let content = Content { operations };
        let content = document.add_object(Stream::new(Dictionary::new(), content.encode().expect("bytes")));
        let to = Object::string_literal(name);
        let link = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Dest" => to.clone(), "StructParent" => 1,
        });
        let pages =
            document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
        document.set_object(page, dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "StructParents" => 0, "Tabs" => "S",
            "MediaBox" => vec![0.into(), 0.into(), 400.into(), 600.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F" => font } }, "Annots" => vec![link.into()],
        });
        let goal = Object::Array(vec![page.into(), Object::Name(b"Fit".to_vec())]);
        let names = dictionary! { "Dests" => dictionary! { "Names" => vec![to, goal] } };
        let catalog =
            document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Names" => names });
        document.trailer.set("Root", catalog);
        Page { document, page, link }
    }

    fn element(&mut self, role: &str, kids: Vec<Object>) -> Object {
        let element = dictionary! {
            "Type" => "StructElem", "S" => role, "P" => self.page, "Pg" => self.page, "K" => kids,
        };
        self.document.add_object(element).into()
    }

    fn raised(&mut self, kids: Vec<Object>) -> Object {
        let span = self.element("Span", kids);
        let id = span.as_reference().expect("an element");
        let shift = dictionary! { "O" => "Layout", "BaselineShift" => 4 };
        self.document.get_dictionary_mut(id).expect("an element").set("A", shift);
        span
    }

    fn linked(&mut self, kid: Object) -> Object {
        let object = dictionary! { "Type" => "OBJR", "Obj" => self.link };
        self.element("Link", vec![kid, object.into()])
    }

    fn marked(&mut self, mark: Mark) -> Object {
        match mark {
            Mark::Label => {
                let number = self.raised(vec![2.into()]);
                let link = self.linked(number);
                self.element("Lbl", vec![link])
            }
            Mark::Named | Mark::Level => self.linked(2.into()),
            Mark::Raised => {
                let link = self.linked(2.into());
                self.raised(vec![link])
            }
            Mark::RaisedWithin => {
                let number = self.raised(vec![2.into()]);
                self.linked(number)
            }
            Mark::Reference => {
                let link = self.linked(2.into());
                self.element("Reference", vec![link])
            }
        }
    }

    fn write(mut self, mark: Mark) -> Vec<u8> {
        let title = self.element("P", vec![0.into()]);
        let mark = self.marked(mark);
        let back = self.linked(4.into());
        let label = self.element("Lbl", vec![back]);
        let note = self.element("Note", vec![label, 5.into()]);
        let text = self.element("P", vec![1.into(), mark, note, 3.into()]);
        let root =
            self.document.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => vec![title, text] });
        let catalog = self.document.catalog_mut().expect("a catalog");
        catalog.set("StructTreeRoot", root);
        catalog.set("Lang", Object::string_literal("en"));
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("written");
        bytes
    }
}

/// One sequence; a mark and what follows it are on the line of the word.
fn shows((at, text): (usize, &&str)) -> Vec<Operation> {
    let (x, y) = [(50, 500), (50, 400), (98, 404), (104, 400), (50, 100), (60, 100)][at];
    let number = i64::try_from(at).expect("a small number");
    let operation = |operator: &str, operands: Vec<Object>| Operation::new(operator, operands);
    vec![
        operation("BDC", vec!["P".into(), dictionary! { "MCID" => number }.into()]),
        operation("BT", vec![]),
        operation("Tf", vec!["F".into(), 12.into()]),
        operation("Td", vec![x.into(), y.into()]),
        operation("Tj", vec![Object::string_literal(*text)]),
        operation("ET", vec![]),
        operation("EMC", vec![]),
    ]
}

/// The findings about words and structure, without those about the standards.
fn messages(mark: Mark, name: &str) -> Vec<String> {
    let read = titled(SOURCE);
    let report = verify(&read.document, "a", Format::Pdf, &Page::new(name).write(mark));
    let of_text = |it: &&pamphlet::verify::Finding| it.aspect != pamphlet::verify::Aspect::Standard;
    report.findings.iter().filter(of_text).map(|it| it.message.clone()).collect()
}

#[test]
fn note_mark_is_recognized_in_every_form() {
    for mark in [Mark::Label, Mark::Raised, Mark::RaisedWithin, Mark::Reference] {
        assert_eq!(messages(mark, "loc-1"), [""; 0], "{mark:?}");
    }
    assert_eq!(messages(Mark::Named, "footnote-1"), [""; 0]);
}

#[test]
fn link_with_number_is_not_a_note_mark() {
    let found = messages(Mark::Level, "loc-1");
    assert!(found.iter().any(|it| it.contains("mark of note 1 is missing")), "{found:?}");
}

#[test]
fn title_block_with_different_word_is_compared_to_its_end() {
    let read = titled("---\ntitle: A title\nauthor: Ada Small\ndate: 2020-05-01\n---\n\nThe words go on.\n");
    let report =
        verify(&read.document, "a", Format::Text, b"A title\n\nAda sMaLL\n1 May 2020\n\nThe words go on.\n");
    let said = |text: &str| report.findings.iter().any(|it| it.message.contains(text));
    assert!(
        said("the author `Ada Small` is missing") && said("is added") && !said("the date"),
        "{:?}",
        report.findings
    );
}
