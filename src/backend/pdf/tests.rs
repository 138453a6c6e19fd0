//! Complete files, read back.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document as Objects, Object, ObjectId};

use crate::backend::pdf::options::{Archive, PdfStandard};
use crate::backend::pdf::support::{document, layout_of, render, run, sampler, set};

fn sampler_file() -> Objects {
    let (bytes, diags) = render(&sampler(), &document(), PdfStandard::default());
    assert!(diags.is_empty(), "{diags:?}");
    Objects::load_mem(&bytes).expect("a PDF")
}

fn reference(dictionary: &Dictionary, key: &str) -> ObjectId {
    dictionary.get(key.as_bytes()).and_then(Object::as_reference).expect(key)
}

fn follow<'a>(objects: &'a Objects, dictionary: &'a Dictionary, key: &str) -> &'a Dictionary {
    objects.get_dictionary(reference(dictionary, key)).expect(key)
}

fn catalog(objects: &Objects) -> &Dictionary {
    objects.catalog().expect("a catalogue")
}

/// The structure tree as text: types by depth, each with its marks and annotations.
fn tag_tree(objects: &Objects) -> String {
    let root = follow(objects, catalog(objects), "StructTreeRoot");
    let mut text = String::new();
    describe(objects, reference(root, "K"), 0, &mut text);
    text
}

fn describe(objects: &Objects, id: ObjectId, depth: usize, text: &mut String) {
    let element = objects.get_dictionary(id).expect("an element");
    let name = |key: &[u8]| element.get(key).and_then(Object::as_name).ok();
    text.push_str(&"  ".repeat(depth));
    text.push_str(&String::from_utf8_lossy(name(b"S").expect("a type")));
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(one) => vec![one.clone()],
        Err(_) => Vec::new(),
    };
    let leaves = kids.iter().filter_map(|kid| {
        let number = kid.as_i64().ok().map(|it| it.to_string());
        let kind = |it: &Dictionary| it.get(b"Type").and_then(Object::as_name).ok().map(<[u8]>::to_vec);
        let kind = || kid.as_dict().ok().and_then(kind).and_then(|it| String::from_utf8(it).ok());
        number.or_else(kind)
    });
    let leaves: Vec<String> = leaves.collect();
    if !leaves.is_empty() {
        text.push_str(&format!(" [{}]", leaves.join(" ")));
    }
    if let Ok(alt) = element.get(b"Alt").and_then(Object::as_str) {
        text.push_str(&format!(" {:?}", String::from_utf8_lossy(alt)));
    }
    text.push('\n');
    for kid in &kids {
        if let Ok(kid) = kid.as_reference() {
            describe(objects, kid, depth + 1, text);
        }
    }
}

#[test]
fn tags_match_the_structure_of_the_layout() {
    let expected = "\
Document
  H1 [0]
  P [1 2 3 4]
    Link [5 OBJR]
    Link [6 OBJR]
  L
    LI
      Lbl [7]
      LBody [8]
    LI
      Lbl [9]
      LBody [10]
  Table
    THead
      TR
        TH [0]
    TBody
      TR
        TD [1]
  Figure [2] \"A dot\"
  Note [4]
    Lbl
      Link [3 OBJR]
";
    assert_eq!(tag_tree(&sampler_file()), expected);
}

#[test]
fn parent_tree_leads_from_each_mark_to_its_element() {
    let objects = sampler_file();
    let root = follow(&objects, catalog(&objects), "StructTreeRoot");
    let tree = follow(&objects, root, "ParentTree").get(b"Nums").and_then(Object::as_array).expect("Nums");
    let mut keys = BTreeSet::new();
    for entry in tree.chunks(2) {
        let key = entry[0].as_i64().expect("a key");
        keys.insert(key);
        let Ok(owners) =
            entry[1].as_reference().and_then(|id| objects.get_object(id)).and_then(Object::as_array)
        else {
            continue;
        };
        for (number, owner) in owners.iter().enumerate() {
            let element = objects.get_dictionary(owner.as_reference().expect("an element")).expect("one");
            let own = |kid: &Object| kid.as_i64().is_ok_and(|it| it == number as i64);
            let kids = element.get(b"K").expect("kids");
            assert!(
                own(kids) || kids.as_array().is_ok_and(|it| it.iter().any(own)),
                "page {key}, mark {number}"
            );
        }
    }
    assert_eq!(keys, (0..5).collect(), "two pages and three links");
    for id in objects.page_iter() {
        let page = objects.get_dictionary(id).expect("a page");
        assert!(page.has(b"StructParents") && page.has(b"Tabs"));
    }
}

#[test]
fn text_is_extracted_in_reading_order() {
    let objects = sampler_file();
    let text = objects.extract_text(&[1]).expect("text");
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    for words in ["The Title", "A word is divided - here mot", "the site", "the title", "1.An item"] {
        assert!(text.contains(words), "{words:?} is not in {text:?}");
    }
}

#[test]
fn same_layout_gives_same_bytes() {
    let file = || render(&sampler(), &document(), PdfStandard::default()).0;
    assert!(file() == file());
}

#[test]
fn links_have_destinations_and_descriptions() {
    let objects = sampler_file();
    let page = objects.page_iter().next().and_then(|id| objects.get_dictionary(id).ok()).expect("a page");
    let annotations = page.get(b"Annots").and_then(Object::as_array).expect("links");
    let link = |index: usize| {
        annotations[index].as_reference().and_then(|id| objects.get_dictionary(id)).expect("a link")
    };
    let action = link(0).get(b"A").and_then(Object::as_dict).expect("an action");
    assert_eq!(action.get(b"URI").and_then(Object::as_str).ok(), Some(b"https://ex.org/%C3%A4".as_slice()));
    assert_eq!(link(1).get(b"Dest").and_then(Object::as_str).ok(), Some(b"title".as_slice()));
    assert_eq!(link(0).get(b"Contents").and_then(Object::as_str).ok(), Some(b"To the site".as_slice()));
    assert_eq!(link(0).get(b"F").and_then(Object::as_i64).ok(), Some(4));
}

#[test]
fn inaccessible_document_is_refused_and_claims_nothing() {
    let layout = layout_of(vec![run("x\u{e000}", &[(0, 0, 1), (3, 1, 4)])]);
    let mut document = document();
    document.meta.title.clear();
    let (bytes, diags) = render(&layout, &document, PdfStandard::default());
    let rules: Vec<&str> = diags.iter().map(|it| it.rule.id).collect();
    assert_eq!(rules, ["missing-title", "missing-glyph", "meaningless-text"]);
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("pdfuaid") && !text.contains("pdfaid"));
}

#[test]
fn string_longer_than_the_limit_is_refused() {
    let mut layout = sampler();
    let link = layout.pages.iter_mut().flat_map(|it| &mut it.links).next().expect("a link");
    link.description = "x".repeat(40_000);
    let (bytes, diags) = render(&layout, &document(), PdfStandard::default());
    let rules: Vec<&str> = diags.iter().map(|it| it.rule.id).collect();
    assert_eq!(rules, ["overlong-text"]);
    assert!(!String::from_utf8_lossy(&bytes).contains("pdfaid"));
}

#[test]
fn file_without_standard_has_no_tags() {
    let (bytes, diags) = render(&layout_of(vec![set("Plain")]), &document(), PdfStandard::NONE);
    assert!(diags.is_empty());
    let objects = Objects::load_mem(&bytes).expect("a PDF");
    assert!(!catalog(&objects).has(b"StructTreeRoot") && !catalog(&objects).has(b"OutputIntents"));
    assert_eq!(objects.extract_text(&[1]).expect("text").trim(), "Plain");
}

#[test]
fn sources_can_be_attached() {
    let standard = PdfStandard { archive: Some(Archive::A3a), ..PdfStandard::default() };
    let (bytes, diags) = render(&sampler(), &document(), standard);
    assert!(diags.is_empty());
    let objects = Objects::load_mem(&bytes).expect("a PDF");
    let files = catalog(&objects).get(b"AF").and_then(Object::as_array).expect("files");
    let file = files[0].as_reference().and_then(|id| objects.get_dictionary(id)).expect("a file");
    assert_eq!(file.get(b"UF").and_then(Object::as_str).ok(), Some(b"sampler.md".as_slice()));
    let stream = reference(file.get(b"EF").and_then(Object::as_dict).expect("EF"), "F");
    let stream = objects.get_object(stream).and_then(Object::as_stream).expect("a stream");
    assert_eq!(stream.decompressed_content().expect("bytes"), b"# The Title\n");
    assert!(String::from_utf8_lossy(&bytes).contains("<pdfaid:part>3</pdfaid:part>"));
}

#[test]
fn missing_glyph_has_its_width() {
    let layout = layout_of(vec![run("ab", &[(0, 0, 1), (5, 1, 2)])]);
    let (bytes, _) = render(&layout, &document(), PdfStandard::NONE);
    let objects = Objects::load_mem(&bytes).expect("a PDF");
    let fonts = objects.objects.values().filter_map(|it| it.as_dict().ok());
    let font = fonts.filter_map(|it| it.get(b"DescendantFonts").and_then(Object::as_array).ok()).next();
    let font = font.and_then(|it| it[0].as_dict().ok()).expect("a font");
    let widths = font.get(b"W").and_then(Object::as_array).expect("widths");
    assert_eq!(widths[0], Object::Integer(0), "{widths:?}");
    assert_eq!(widths[1].as_array().map(Vec::len).ok(), Some(3), "{widths:?}");
}
