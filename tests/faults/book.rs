//! Faults in EPUBs.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Change, Fault, changed};
use crate::support::defects::{Defect, in_book, repacked};

use super::page::MARKUP;

pub(super) fn faults(good: &[u8]) -> Vec<Fault> {
    let in_any = |(from, to): &Change| {
        let defect = Defect { from, to, message: "", location: "", line: 0 };
        Fault { name: format!("{from:?} -> {to:?}"), bytes: in_book(good, &defect) }
    };
    let mut faults: Vec<Fault> = MARKUP.iter().map(in_any).collect();
    for (file, from, to) in FILES {
        let change = |name: &str, content: Vec<u8>| {
            if name != *file {
                return Some(content);
            }
            let text = String::from_utf8(content).expect("text");
            Some(changed(&text, &(from, to)).into_bytes())
        };
        faults.push(Fault { name: format!("{file}: {from:?} -> {to:?}"), bytes: repacked(good, change) });
    }
    faults.extend(archives(good));
    faults
}

/// Changes to the files as a whole.
fn archives(good: &[u8]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| faults.push(Fault { name: name.to_owned(), bytes });
    let gone = [
        "OEBPS/toc.ncx",
        "OEBPS/stylesheet.css",
        "OEBPS/images/image-001.png",
        "OEBPS/chapter-002.xhtml",
        "META-INF/container.xml",
    ];
    for file in gone {
        add(&format!("{file} is removed"), repacked(good, |name, content| (name != file).then_some(content)));
    }
    for file in ["OEBPS/images/image-001.png", "OEBPS/images/cover.png"] {
        let other =
            |name: &str, content: Vec<u8>| Some(if name == file { swapped(content) } else { content });
        add(&format!("{file} is another"), repacked(good, other));
    }
    for (file, content) in [
        ("OEBPS/chapter-003.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
        ("OEBPS/script.js", "alert(1)"),
        ("META-INF/encryption.xml", "<encryption/>"),
        ("META-INF/com.apple.ibooks.display-options.xml", "<display_options/>"),
        ("note.txt", "a note"),
    ] {
        add(&format!("{file} is added"), with(good, file, content));
    }
    faults
}

/// Bytes with a change in their middle.
fn swapped(mut content: Vec<u8>) -> Vec<u8> {
    let middle = content.len() / 2;
    content[middle] ^= 0xff;
    content
}

/// The book with one more file.
fn with(good: &[u8], file: &str, content: &str) -> Vec<u8> {
    let copy = repacked(good, |_, content| Some(content));
    let mut writer = ZipWriter::new_append(Cursor::new(copy)).expect("an archive");
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file(file, options).expect("an entry");
    writer.write_all(content.as_bytes()).expect("content");
    writer.finish().expect("an archive").into_inner()
}

const OPF: &str = "OEBPS/content.opf";
const NAV: &str = "OEBPS/nav.xhtml";
const TITLE: &str = "OEBPS/title.xhtml";
const CSS: &str = "OEBPS/stylesheet.css";
const ONE: &str = "OEBPS/chapter-001.xhtml";

const FILES: &[(&str, &str, &str)] = &[
    ("mimetype", "epub+zip", "epub"),
    ("META-INF/container.xml", "content.opf", "other.opf"),
    (
        "META-INF/container.xml",
        "</rootfiles>",
        "<rootfile full-path=\"OEBPS/b.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>",
    ),
    (OPF, "version=\"3.0\"", "version=\"2.0\""),
    (OPF, "xml:lang=\"en\"", "xml:lang=\"de\""),
    (
        OPF,
        "<dc:title id=\"title\">A walk along the shore</dc:title>",
        "<dc:title id=\"title\">A run</dc:title>",
    ),
    (OPF, "<dc:language>en</dc:language>", "<dc:language>de</dc:language>"),
    (OPF, "urn:uuid:", "urn:uuid:0"),
    (
        OPF,
        "<dc:creator id=\"contributor-1\">Ada Example</dc:creator>",
        "<dc:creator id=\"contributor-1\">Eve</dc:creator>",
    ),
    (OPF, ">aut<", ">edt<"),
    (OPF, "<dc:date>2026-11-22</dc:date>", "<dc:date>2025-11-22</dc:date>"),
    (OPF, "accessMode\">visual<", "accessMode\">auditory<"),
    (OPF, "accessibilityFeature\">alternativeText<", "accessibilityFeature\">longDescription<"),
    (OPF, "accessibilityHazard\">none<", "accessibilityHazard\">flashing<"),
    (OPF, "Every image that carries", "No image that carries"),
    (OPF, "properties=\"nav\"", "properties=\"nav scripted\""),
    (OPF, "properties=\"cover-image\"", ""),
    (OPF, "media-type=\"text/css\"", "media-type=\"text/plain\""),
    (OPF, "<itemref idref=\"id_title.xhtml\"/>", ""),
    (OPF, "<itemref idref=\"id_title.xhtml\"/>", "<itemref idref=\"id_title.xhtml\" linear=\"no\"/>"),
    (OPF, "<itemref idref=\"id_chapter-001.xhtml\"/>", ""),
    (OPF, "page-progression-direction=\"ltr\"", "page-progression-direction=\"rtl\""),
    (OPF, "<reference type=\"toc\"", "<reference type=\"notes\""),
    (
        OPF,
        "</metadata>",
        "<meta property=\"dcterms:conformsTo\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>",
    ),
    (OPF, "</metadata>", "<dc:publisher>A rival</dc:publisher></metadata>"),
    (NAV, "<a href=\"chapter-002.xhtml#on-the-way\">", "<a href=\"chapter-001.xhtml#setting-out\">"),
    (NAV, ">On the way<", ">Off the way<"),
    (NAV, "epub:type=\"landmarks\"", "epub:type=\"lot\""),
    (
        NAV,
        "<li><a epub:type=\"bodymatter\" href=\"chapter-001.xhtml\">",
        "<li><a epub:type=\"bodymatter\" href=\"chapter-002.xhtml\">",
    ),
    (NAV, " id=\"landmarks\" hidden=\"hidden\"", " id=\"landmarks\""),
    (NAV, "<nav epub:type=\"toc\"", "<nav hidden=\"hidden\" epub:type=\"toc\""),
    ("OEBPS/toc.ncx", "On the way", "Off the way"),
    ("OEBPS/toc.ncx", "chapter-002.xhtml", "chapter-001.xhtml"),
    (TITLE, "Ada Example", "Eve Example"),
    (TITLE, "<h1 epub:type=\"title\">A walk", "<h1 epub:type=\"title\">A run"),
    ("OEBPS/cover.xhtml", "alt=\"Cover: A walk", "alt=\"A walk"),
    (ONE, "<title>Setting out</title>", "<title>Setting off</title>"),
    (ONE, "<h1 id=\"setting-out\">", "<h2 id=\"setting-out\">"),
    (
        ONE,
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\"",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"de\"",
    ),
    (ONE, "<link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/>", ""),
    (ONE, "</head>", "<script src=\"script.js\"></script></head>"),
    (ONE, "epub:type=\"bodymatter\"", "epub:type=\"backmatter\""),
    (ONE, "role=\"doc-chapter\"", "role=\"doc-appendix\""),
    (ONE, "images/image-001.png", "images/cover.png"),
    (ONE, "aria-label=\"done\"", "aria-label=\"to do\""),
    (ONE, "☑", "☐"),
    (ONE, "</section>", "</section><?evil run?>"),
    (CSS, "em em", "em strong"),
    (CSS, "}\n", "}\np{display:none}\n"),
    (CSS, "}\n", "}\nstrong{opacity:0}\n"),
    (CSS, "}\n", "}\n.notes{position:absolute;left:-9999px}\n"),
    (CSS, "}\n", "}\nem::after{content:'not'}\n"),
];
