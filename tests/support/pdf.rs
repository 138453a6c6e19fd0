//! Defects planted in the objects and the content of a good PDF.

#![allow(clippy::expect_used, reason = "a test may panic")]

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use pamphlet::verify::{Format, verify};

use super::Read;
use super::defects::has_finding;
use super::editions::{backend, render, show};

/// How a defect is planted in a PDF, a part of the message, a part of the location in the file, and the line of the
/// source.
pub(crate) type PdfDefect = (fn(&mut Document), &'static str, &'static str, usize);

/// Every defect is found in the PDF of a text.
#[track_caller]
pub(crate) fn all_found_in_pdf(read: &Read, defects: &[PdfDefect]) {
    let good = render(backend(Format::Pdf), read);
    let mut missed = Vec::new();
    for (plant, message, location, line) in defects {
        let report = verify(&read.document, "sample", Format::Pdf, &in_pages(&good, *plant));
        if !has_finding(read, &report, message, location, *line) {
            missed.push(format!("`{message}` [{location}] {line}\n{}", show(&report, &read.sources)));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The file with the defect.
pub(crate) fn in_pages(bytes: &[u8], plant: fn(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).expect("a PDF");
    plant(&mut document);
    let mut changed = Vec::new();
    document.save_to(&mut changed).expect("written");
    changed
}

/// Changes the operations of the page that shows a text: `change` gets them and the index of the one that shows it.
pub(crate) fn painted(document: &mut Document, text: &str, change: impl FnOnce(&mut Vec<Operation>, usize)) {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for page in pages {
        let content = Content::decode(&document.get_page_content(page)).expect("operations");
        let mut operations = content.operations;
        if let Some(at) = shows(document, page, &operations, text) {
            change(&mut operations, at);
            let content = Content { operations }.encode().expect("bytes");
            return document.change_page_content(page, content).expect("changed");
        }
    }
    panic!("no page shows `{text}`");
}

/// The index of the operation that shows a text.
fn shows(document: &Document, page: ObjectId, operations: &[Operation], text: &str) -> Option<usize> {
    let fonts = document.get_page_fonts(page).expect("fonts");
    let mut encoding = None;
    for (at, operation) in operations.iter().enumerate() {
        if operation.operator == "Tf" {
            let font = fonts.get(operation.operands[0].as_name().expect("a name")).expect("a font");
            encoding = Some(font.get_font_encoding(document).expect("an encoding"));
        }
        let strings: Vec<&[u8]> = match operation.operands.first() {
            Some(Object::Array(list)) => list.iter().filter_map(|it| it.as_str().ok()).collect(),
            Some(Object::String(bytes, _)) => vec![bytes],
            Some(_) | None => continue,
        };
        if let (Some(encoding), "Tj" | "TJ") = (&encoding, operation.operator.as_str()) {
            let said: String =
                strings.iter().map(|it| Document::decode_text(encoding, it).expect("text")).collect();
            if said.contains(text) {
                return Some(at);
            }
        }
    }
    None
}

/// The structure elements of a type, in the order of their object numbers.
pub(crate) fn elements(document: &Document, role: &str) -> Vec<ObjectId> {
    let is = |object: &Object| {
        object.as_dict().is_ok_and(|it| {
            it.has(b"P") && it.get(b"S").and_then(Object::as_name).is_ok_and(|it| it == role.as_bytes())
        })
    };
    document.objects.iter().filter(|(_, it)| is(it)).map(|(id, _)| *id).collect()
}

/// Removes the first element of a type from its parent.
pub(crate) fn without(document: &mut Document, role: &str) {
    let id = *elements(document, role).first().expect("an element");
    let parent = element(document, id).get(b"P").and_then(Object::as_reference).expect("a parent");
    let kids = element(document, parent).get_mut(b"K").expect("kids");
    if let Ok(list) = kids.as_array_mut() {
        list.retain(|it| it.as_reference().ok() != Some(id));
    } else {
        *kids = Object::Array(Vec::new());
    }
}

/// The dictionary of an object.
pub(crate) fn element(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    document.get_dictionary_mut(id).expect("a dictionary")
}

/// Changes every dictionary that has a key, also those of streams.
pub(crate) fn each(document: &mut Document, key: &[u8], change: fn(&mut Dictionary)) {
    let mut met = false;
    for object in document.objects.values_mut() {
        let dictionary = if object.as_stream().is_ok() {
            object.as_stream_mut().map(|it| &mut it.dict)
        } else {
            object.as_dict_mut()
        };
        if let Some(dictionary) = dictionary.ok().filter(|it| it.has(key)) {
            change(dictionary);
            met = true;
        }
    }
    assert!(met, "`{}` is in the file", String::from_utf8_lossy(key));
}

/// Replaces text in the metadata stream.
pub(crate) fn metadata(document: &mut Document, from: &str, to: &str) {
    let id = document.catalog().expect("a catalog").get(b"Metadata").and_then(Object::as_reference);
    let stream = document.get_object_mut(id.expect("metadata")).and_then(Object::as_stream_mut).expect("it");
    let text = String::from_utf8(stream.get_plain_content().expect("content")).expect("UTF-8");
    assert!(text.contains(from), "{text}");
    stream.set_plain_content(text.replace(from, to).into_bytes());
}
