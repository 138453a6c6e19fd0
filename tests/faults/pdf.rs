//! Faults in PDFs: in what pages paint, in tags, fonts, images, annotations, metadata and the outline.

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::Fault;
use crate::support::pdf::{element, elements, metadata, painted, without};

type Plant = (&'static str, fn(&mut Document));

pub(super) fn faults(good: &[u8]) -> Vec<Fault> {
    let planted = |plant: &dyn Fn(&mut Document)| {
        let mut document = Document::load_mem(good).expect("a PDF");
        plant(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("written");
        bytes
    };
    let mut faults = Vec::new();
    for text in TEXTS {
        for (name, paint) in PAINT {
            let plant = |document: &mut Document| painted(document, text, paint);
            faults.push(Fault { name: format!("{text}: {name}"), bytes: planted(&plant) });
        }
    }
    for (name, plant) in OBJECTS.iter().chain(TAGS).chain(FILE) {
        faults.push(Fault { name: (*name).to_owned(), bytes: planted(plant) });
    }
    faults
}

/// Texts of both pages: a paragraph, an item, a cell, a note.
const TEXTS: [&str; 4] = ["bread", "Chapel", "last", "carved"];

type Paint = (&'static str, fn(&mut Vec<Operation>, usize));

fn op(operator: &str, operands: Vec<Object>) -> Operation {
    Operation::new(operator, operands)
}

fn numbers(list: &[f32]) -> Vec<Object> {
    list.iter().map(|it| Object::Real(*it)).collect()
}

/// A filled area over the whole page.
fn cover(all: &mut Vec<Operation>, grey: f32) {
    all.push(op("q", vec![]));
    all.push(op("rg", numbers(&[grey, grey, grey])));
    all.push(op("re", numbers(&[0.0, 0.0, 900.0, 900.0])));
    all.push(op("f", vec![]));
    all.push(op("Q", vec![]));
}

/// Changes to what a page paints, at the operator that shows a text.
const PAINT: &[Paint] = &[
    ("removed", |all, at| drop(all.remove(at))),
    ("painted twice", |all, at| all.insert(at, all[at].clone())),
    ("invisible", |all, at| all.insert(at, op("Tr", vec![3.into()]))),
    ("only clipped", |all, at| all.insert(at, op("Tr", vec![7.into()]))),
    ("white", |all, at| all.insert(at, op("rg", numbers(&[1.0, 1.0, 1.0])))),
    ("white in grey", |all, at| all.insert(at, op("g", numbers(&[1.0])))),
    ("of no width", |all, at| all.insert(at, op("Tz", numbers(&[0.0])))),
    ("raised away", |all, at| all.insert(at, op("Ts", numbers(&[2000.0])))),
    ("moved off the page", |all, at| all.insert(at, op("Td", numbers(&[2000.0, 0.0])))),
    ("moved up", |all, at| all.insert(at, op("Td", numbers(&[0.0, 40.0])))),
    ("wide", |all, at| all.insert(at, op("Tc", numbers(&[5.0])))),
    ("in an artifact", |all, at| {
        all.insert(at + 1, op("EMC", vec![]));
        all.insert(at, op("BMC", vec!["Artifact".into()]));
    }),
    ("with another text for readers", |all, at| {
        let replaced =
            dictionary! { "ActualText" => Object::String(b"never".to_vec(), StringFormat::Literal) };
        all.insert(at + 1, op("EMC", vec![]));
        all.insert(at, op("BDC", vec!["Span".into(), Object::Dictionary(replaced)]));
    }),
    ("in a layer that is off", |all, at| {
        all.insert(at + 1, op("EMC", vec![]));
        all.insert(at, op("BDC", vec!["OC".into(), "Off".into()]));
    }),
    ("covered in white", |all, _| cover(all, 1.0)),
    ("covered in black", |all, _| cover(all, 0.0)),
    ("clipped away", |all, _| {
        all.insert(0, op("n", vec![]));
        all.insert(0, op("W", vec![]));
        all.insert(0, op("re", numbers(&[0.0, 0.0, 1.0, 1.0])));
    }),
    ("other glyphs", |all, at| {
        fn turn(object: &mut Object) {
            if let Object::String(bytes, _) = object {
                bytes.reverse();
            } else if let Object::Array(list) = object {
                list.iter_mut().for_each(turn);
            }
        }
        all[at].operands.iter_mut().for_each(turn);
    }),
];

/// The first object of which something holds.
fn first(document: &Document, holds: impl Fn(&Dictionary) -> bool) -> ObjectId {
    let dictionary = |object: &Object| {
        object.as_dict().ok().cloned().or_else(|| object.as_stream().ok().map(|it| it.dict.clone()))
    };
    let found = document.objects.iter().find(|it| dictionary(it.1).is_some_and(|it| holds(&it)));
    *found.expect("an object").0
}

fn is(dictionary: &Dictionary, key: &str, name: &str) -> bool {
    dictionary.get(key.as_bytes()).and_then(Object::as_name).is_ok_and(|it| it == name.as_bytes())
}

/// The dictionary of an object, also of a stream.
fn of(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    let object = document.get_object_mut(id).expect("an object");
    if let Object::Stream(stream) = object {
        return &mut stream.dict;
    }
    object.as_dict_mut().expect("a dictionary")
}

fn text(it: &str) -> Object {
    Object::string_literal(it)
}

fn link(document: &mut Document, change: impl FnOnce(&mut Dictionary)) {
    let id = first(document, |it| is(it, "Subtype", "Link") && it.has(b"A"));
    change(of(document, id));
}

fn page(document: &mut Document, change: impl FnOnce(&mut Dictionary)) {
    let id = *document.get_pages().get(&1).expect("a page");
    change(of(document, id));
}

fn catalog(document: &mut Document, change: impl FnOnce(&mut Dictionary)) {
    change(document.catalog_mut().expect("a catalog"));
}

/// Adds an annotation to the first page.
fn annotate(document: &mut Document, mut annotation: Dictionary) {
    annotation.set("Type", "Annot");
    annotation.set("Rect", numbers(&[50.0, 50.0, 200.0, 200.0]));
    let id = document.add_object(annotation);
    page(document, |it| {
        let list = it.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations");
        list.push(Object::Reference(id));
    });
}

fn stream(
    document: &mut Document,
    holds: impl Fn(&Dictionary) -> bool,
    change: impl FnOnce(Vec<u8>) -> Vec<u8>,
) {
    let id = first(document, holds);
    let stream: &mut Stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
    let plain = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
    stream.set_plain_content(change(plain));
}

fn flipped(mut bytes: Vec<u8>) -> Vec<u8> {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x15;
    bytes
}

fn info(document: &mut Document, key: &str, value: &str) {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).expect("information");
    of(document, id).set(key, text(value));
}

fn action(kind: &str) -> Dictionary {
    dictionary! { "S" => kind, "URI" => text("https://evil.example/"), "JS" => text("app.alert(1)") }
}

/// Fonts, images, annotations and actions.
const OBJECTS: &[Plant] = &[
    ("a link is redirected", |it| {
        link(it, |it| {
            let action = it.get_mut(b"A").and_then(Object::as_dict_mut).expect("an action");
            action.set("URI", text("https://example.org/other"));
        });
    }),
    ("a link runs a script", |it| link(it, |it| it.set("A", action("JavaScript")))),
    ("a link launches", |it| link(it, |it| it.set("A", action("Launch")))),
    ("a link submits", |it| link(it, |it| it.set("A", action("SubmitForm")))),
    ("a link says another thing", |it| link(it, |it| it.set("Contents", text("elsewhere")))),
    ("a link says nothing", |it| link(it, |it| drop(it.remove(b"Contents")))),
    ("a link is hidden", |it| link(it, |it| it.set("F", 2))),
    ("a link is elsewhere", |it| link(it, |it| it.set("Rect", numbers(&[0.0, 0.0, 5.0, 5.0])))),
    ("a link has a second action", |it| link(it, |it| it.set("AA", dictionary! { "E" => action("URI") }))),
    ("a link loses its tag", |it| link(it, |it| drop(it.remove(b"StructParent")))),
    ("a link is removed", |it| {
        page(it, |it| drop(it.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations").pop()));
    }),
    ("a comment", |it| annotate(it, dictionary! { "Subtype" => "Text", "Contents" => text("not so") })),
    ("a box over the text", |it| {
        annotate(it, dictionary! { "Subtype" => "Square", "IC" => numbers(&[1.0, 1.0, 1.0]) })
    }),
    ("words over the text", |it| {
        annotate(
            it,
            dictionary! { "Subtype" => "FreeText", "Contents" => text("not so"), "DA" => text("/F0 12 Tf") },
        );
    }),
    ("a stamp", |it| annotate(it, dictionary! { "Subtype" => "Stamp", "Name" => "Draft" })),
    ("a field", |it| annotate(it, dictionary! { "Subtype" => "Widget", "FT" => "Tx", "T" => text("name") })),
    ("text struck out", |it| {
        annotate(it, dictionary! { "Subtype" => "StrikeOut", "QuadPoints" => numbers(&[0.0; 8]) })
    }),
    ("a link without words", |it| annotate(it, dictionary! { "Subtype" => "Link", "A" => action("URI") })),
    ("a file attached to a page", |it| {
        annotate(it, dictionary! { "Subtype" => "FileAttachment", "FS" => text("x.exe") })
    }),
    ("a font program is another", |it| {
        let descriptor = first(it, |it| it.has(b"FontFile3"));
        let program = of(it, descriptor).get(b"FontFile3").and_then(Object::as_reference).expect("a program");
        let stream = it.get_object_mut(program).and_then(Object::as_stream_mut).expect("a stream");
        let plain = stream.get_plain_content().expect("plain");
        stream.set_plain_content(flipped(plain));
    }),
    ("a font is swapped", |it| {
        let fonts: Vec<ObjectId> = it
            .objects
            .iter()
            .filter(|it| it.1.as_dict().is_ok_and(|it| is(it, "Subtype", "Type0")))
            .map(|it| *it.0)
            .collect();
        let other = of(it, fonts[1]).get(b"DescendantFonts").expect("a font").clone();
        of(it, fonts[0]).set("DescendantFonts", other);
    }),
    ("a map to Unicode is another", |it| {
        let font = first(it, |it| is(it, "Subtype", "Type0"));
        let map = of(it, font).get(b"ToUnicode").and_then(Object::as_reference).expect("a map");
        let stream = it.get_object_mut(map).and_then(Object::as_stream_mut).expect("a stream");
        let plain = String::from_utf8(stream.get_plain_content().expect("plain")).expect("text");
        let (from, to) = ("<0065>", "<0061>");
        assert!(plain.contains(from), "{plain}");
        stream.set_plain_content(plain.replacen(from, to, 1).into_bytes());
    }),
    ("a map to Unicode is missing", |it| {
        let font = first(it, |it| is(it, "Subtype", "Type0"));
        of(it, font).remove(b"ToUnicode");
    }),
    ("widths are other", |it| {
        let font = first(it, |it| is(it, "Subtype", "Type0"));
        let list = of(it, font).get_mut(b"DescendantFonts").and_then(Object::as_array_mut).expect("a font");
        let font = list[0].as_dict_mut().expect("a dictionary");
        font.set("DW", 250);
        font.remove(b"W");
    }),
    ("a font has another name", |it| {
        let font = first(it, |it| is(it, "Subtype", "Type0"));
        of(it, font).set("BaseFont", "Helvetica");
    }),
    ("an image is another", |it| stream(it, |it| is(it, "Subtype", "Image"), flipped)),
    ("an image is empty", |it| stream(it, |it| is(it, "Subtype", "Image"), |it| vec![0; it.len()])),
    ("an image has other colours", |it| {
        let id = first(it, |it| is(it, "Subtype", "Image"));
        of(it, id).set("Decode", numbers(&[1.0, 0.0]));
    }),
    ("an image has a mask", |it| {
        let id = first(it, |it| is(it, "Subtype", "Image"));
        of(it, id).set("Mask", vec![0.into(), 255.into()]);
    }),
    ("a crop box hides the text", |it| page(it, |it| it.set("CropBox", numbers(&[0.0, 0.0, 100.0, 100.0])))),
    ("a media box is smaller", |it| page(it, |it| it.set("MediaBox", numbers(&[0.0, 0.0, 300.0, 400.0])))),
    ("a page is turned", |it| page(it, |it| it.set("Rotate", 180))),
    ("a page has an action", |it| page(it, |it| it.set("AA", dictionary! { "O" => action("JavaScript") }))),
    ("a page is larger by a unit", |it| page(it, |it| it.set("UserUnit", 10))),
    ("a page has no order of tabs", |it| page(it, |it| drop(it.remove(b"Tabs")))),
    ("a page turns by itself", |it| page(it, |it| it.set("Dur", 1))),
    ("a page loses its tags", |it| page(it, |it| drop(it.remove(b"StructParents")))),
    ("a page has data of a program", |it| {
        page(it, |it| it.set("PieceInfo", dictionary! { "X" => dictionary! {} }))
    }),
];

fn role(document: &mut Document, role: &str, change: impl FnOnce(&mut Dictionary)) {
    let id = *elements(document, role).first().expect("an element");
    change(element(document, id));
}

/// Turns the kids of the first element of a role round.
fn turned(document: &mut Document, name: &str) {
    role(document, name, |it| it.get_mut(b"K").and_then(Object::as_array_mut).expect("kids").reverse());
}

/// Tags.
const TAGS: &[Plant] = &[
    ("a paragraph has no tag", |it| without(it, "P")),
    ("a heading has no tag", |it| without(it, "H2")),
    ("a list has no tag", |it| without(it, "L")),
    ("an item has no tag", |it| without(it, "LI")),
    ("a row has no tag", |it| without(it, "TR")),
    ("a cell has no tag", |it| without(it, "TD")),
    ("a figure has no tag", |it| without(it, "Figure")),
    ("a note has no tag", |it| without(it, "Note")),
    ("a caption has no tag", |it| without(it, "Caption")),
    ("a heading is a paragraph", |it| role(it, "H2", |it| it.set("S", "P"))),
    ("a heading is of another level", |it| role(it, "H3", |it| it.set("S", "H4"))),
    ("a paragraph is a heading", |it| role(it, "P", |it| it.set("S", "H2"))),
    ("a paragraph is a quotation", |it| role(it, "P", |it| it.set("S", "BlockQuote"))),
    ("a head cell is a cell", |it| role(it, "TH", |it| it.set("S", "TD"))),
    ("a list is a division", |it| role(it, "L", |it| it.set("S", "Div"))),
    ("a label is a body", |it| role(it, "Lbl", |it| it.set("S", "LBody"))),
    ("code is a span", |it| role(it, "Code", |it| it.set("S", "Span"))),
    ("a figure is decoration", |it| role(it, "Figure", |it| it.set("S", "Artifact"))),
    ("a figure is described otherwise", |it| role(it, "Figure", |it| it.set("Alt", text("An iron bridge")))),
    ("a figure is not described", |it| role(it, "Figure", |it| drop(it.remove(b"Alt")))),
    ("a paragraph has a description", |it| role(it, "P", |it| it.set("Alt", text("something else")))),
    ("a paragraph has another text", |it| role(it, "P", |it| it.set("ActualText", text("something else")))),
    ("a paragraph has an expansion", |it| role(it, "P", |it| it.set("E", text("something else")))),
    ("a paragraph has a title", |it| role(it, "P", |it| it.set("T", text("something else")))),
    ("a paragraph is in German", |it| role(it, "P", |it| it.set("Lang", text("de")))),
    ("a figure has no box", |it| role(it, "Figure", |it| drop(it.remove(b"A")))),
    ("a head cell has no scope", |it| role(it, "TH", |it| drop(it.remove(b"A")))),
    ("a list has no numbering", |it| role(it, "L", |it| drop(it.remove(b"A")))),
    ("a note has another id", |it| role(it, "Note", |it| it.set("ID", text("other")))),
    ("a note has no id", |it| role(it, "Note", |it| drop(it.remove(b"ID")))),
    ("the rows of a table are turned round", |it| turned(it, "Table")),
    ("the items of a list are turned round", |it| turned(it, "L")),
    ("the whole is turned round", |it| turned(it, "Document")),
    ("a tag is used twice", |it| {
        let id = *elements(it, "P").first().expect("a paragraph");
        role(it, "Document", |it| {
            it.get_mut(b"K").and_then(Object::as_array_mut).expect("kids").push(Object::Reference(id));
        });
    }),
    ("tags mean other things", |it| {
        let root = first(it, |it| is(it, "Type", "StructTreeRoot"));
        of(it, root).set("RoleMap", dictionary! { "Em" => "Artifact", "Strong" => "Span" });
    }),
    ("attributes by class", |it| {
        let root = first(it, |it| is(it, "Type", "StructTreeRoot"));
        of(it, root).set("ClassMap", dictionary! { "x" => dictionary! { "O" => "Layout" } });
    }),
    ("the tree of parents is missing", |it| {
        let root = first(it, |it| is(it, "Type", "StructTreeRoot"));
        of(it, root).remove(b"ParentTree");
    }),
    ("the tree of ids is missing", |it| {
        let root = first(it, |it| is(it, "Type", "StructTreeRoot"));
        of(it, root).remove(b"IDTree");
    }),
    ("all tags are gone", |it| catalog(it, |it| drop(it.remove(b"StructTreeRoot")))),
];

/// Metadata, outline, and what the file does.
const FILE: &[Plant] = &[
    ("another title", |it| info(it, "Title", "A run along the shore")),
    ("another author", |it| info(it, "Author", "Eve Example")),
    ("another program", |it| info(it, "Producer", "another")),
    ("keywords", |it| info(it, "Keywords", "added")),
    ("another date", |it| info(it, "CreationDate", "D:20250101000000Z")),
    ("another title in XMP", |it| metadata(it, "A walk along", "A run along")),
    ("another author in XMP", |it| metadata(it, "Ada Example", "Eve Example")),
    ("another part of PDF/A", |it| metadata(it, "<pdfaid:part>2", "<pdfaid:part>3")),
    ("another level of PDF/A", |it| metadata(it, "conformance>A", "conformance>B")),
    ("no claim of PDF/UA", |it| metadata(it, "<pdfuaid:part>1</pdfuaid:part>", "")),
    ("another language in XMP", |it| metadata(it, "<rdf:li>en</rdf:li>", "<rdf:li>de</rdf:li>")),
    ("no XMP", |it| catalog(it, |it| drop(it.remove(b"Metadata")))),
    ("another language", |it| catalog(it, |it| it.set("Lang", text("de")))),
    ("no language", |it| catalog(it, |it| drop(it.remove(b"Lang")))),
    ("suspect tags", |it| {
        catalog(it, |it| it.set("MarkInfo", dictionary! { "Marked" => true, "Suspects" => true }))
    }),
    ("no mark of tags", |it| catalog(it, |it| drop(it.remove(b"MarkInfo")))),
    ("the title is not shown", |it| catalog(it, |it| drop(it.remove(b"ViewerPreferences")))),
    ("an action at the start", |it| catalog(it, |it| it.set("OpenAction", action("JavaScript")))),
    ("an action at the end", |it| {
        catalog(it, |it| it.set("AA", dictionary! { "WC" => action("JavaScript") }))
    }),
    ("a form", |it| catalog(it, |it| it.set("AcroForm", dictionary! { "Fields" => Object::Array(vec![]) }))),
    ("layers", |it| {
        catalog(it, |it| it.set("OCProperties", dictionary! { "OCGs" => Object::Array(vec![]) }))
    }),
    ("an attachment", |it| catalog(it, |it| it.set("AF", Object::Array(vec![])))),
    ("a script by name", |it| {
        let names = dictionary! { "Names" => vec![text("x"), Object::Dictionary(action("JavaScript"))] };
        catalog(it, |it| it.set("Names", dictionary! { "JavaScript" => names }));
    }),
    ("a base for addresses", |it| {
        catalog(it, |it| it.set("URI", dictionary! { "Base" => text("https://evil.example/") }))
    }),
    ("no outline", |it| catalog(it, |it| drop(it.remove(b"Outlines")))),
    ("an outline with another title", |it| {
        let id = first(it, |it| it.has(b"Title") && it.has(b"Dest"));
        of(it, id).set("Title", text("Setting off"));
    }),
    ("an outline that leads elsewhere", |it| {
        let other = *it.get_pages().get(&2).expect("a page");
        let id = first(it, |it| it.has(b"Title") && it.has(b"Dest"));
        of(it, id).get_mut(b"Dest").and_then(Object::as_array_mut).expect("a place")[0] =
            Object::Reference(other);
    }),
    ("an outline without an entry", |it| {
        let id = first(it, |it| it.has(b"Title") && it.has(b"Next"));
        of(it, id).remove(b"Next");
    }),
    ("other labels of pages", |it| {
        catalog(it, |it| {
            it.set("PageLabels", dictionary! { "Nums" => vec![0.into(), dictionary! { "S" => "r" }.into()] });
        });
    }),
    ("no labels of pages", |it| catalog(it, |it| drop(it.remove(b"PageLabels")))),
    ("no output intent", |it| catalog(it, |it| drop(it.remove(b"OutputIntents")))),
    ("another profile of colours", |it| stream(it, |it| it.has(b"N") && !it.has(b"First"), flipped)),
    ("a page is removed", |it| it.delete_pages(&[2])),
    ("pages are turned round", |it| {
        let root = first(it, |it| is(it, "Type", "Pages"));
        of(it, root).get_mut(b"Kids").and_then(Object::as_array_mut).expect("pages").reverse();
    }),
    ("another identifier", |it| {
        it.trailer.set("ID", vec![text("0123456789abcdef"), text("0123456789abcdef")]);
    }),
];
