//! Editions of fixtures, and their reports.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use pamphlet::backend::epub::Epub;
use pamphlet::backend::html::Html;
use pamphlet::backend::pdf::Pdf;
use pamphlet::backend::text::Text;
use pamphlet::backend::{Backend, Context};
use pamphlet::diag::Diagnostics;
use pamphlet::document::walk::{Node, walk};
use pamphlet::document::{BlockKind, Document, Image, InlineKind, Lang};
use pamphlet::font::FontBook;
use pamphlet::layout;
use pamphlet::pipeline::settle;
use pamphlet::publication::Settings;
use pamphlet::resource::{Format as PictureFormat, ImageFile, Resources};
use pamphlet::source::Sources;
use pamphlet::theme::Theme;
use pamphlet::verify::{Format, Report, verify};

use super::{Read, read};

/// The fixtures with their names.
pub(crate) fn fixtures() -> Vec<(String, Read)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut names: Vec<String> = fs::read_dir(root)
        .expect("the folder of fixtures")
        .map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let text = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).join("source.md");
        fs::read_to_string(path).ok()
    };
    names.into_iter().filter_map(|name| text(&name).map(|text| (name, titled(&text)))).collect()
}

/// A parsed text with a title and a language: editions without them have findings.
pub(crate) fn titled(text: &str) -> Read {
    let mut read = read(text);
    if read.document.meta.title.is_empty() {
        "A title of its own".clone_into(&mut read.document.meta.title);
    }
    // With an address, links to other files can be completed.
    read.document.meta.url = Some("https://example.net/".to_owned());
    if read.document.meta.lang.as_str() == "und" {
        read.document.meta.lang = Lang::new("en").expect("a language");
    }
    read
}

/// A small image for every path in the document.
fn images(document: &Document) -> Resources {
    const PNG: &[u8] = &[
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
        58, 126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 104, 0, 0, 0, 130, 0, 129, 119, 205,
        114, 182, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ];
    let mut resources = Resources::new();
    let mut add = |image: &Image| {
        let (bytes, format) = (PNG.into(), PictureFormat::Png);
        let image_data = ImageFile { bytes, format, width: 1, height: 1, density: None };
        resources.insert(image.path.clone(), image_data);
    };
    walk(&document.blocks, &mut |node| match node {
        Node::Block(block) => {
            if let BlockKind::Figure(figure) = &block.kind {
                add(&figure.image);
            }
        }
        Node::Inline(inline) => {
            if let InlineKind::Image(image) = &inline.kind {
                add(image);
            }
        }
    });
    resources
}

/// The layout of the document in the default theme.
pub(crate) fn pages(read: &Read) -> layout::Layout {
    settled(read).0
}

/// The layout of the document in the default theme, and the document as it is printed.
pub(crate) fn settled(read: &Read) -> (layout::Layout, Cow<'_, Document>) {
    let (theme, resources) = (Theme::classic(), images(&read.document));
    let fonts = FontBook::bundled(theme.families.clone());
    let choice = layout::LayoutOptions::default();
    let setting = layout::Context { theme: &theme, fonts: &fonts, resources: &resources, options: choice };
    settle(&read.document, &read.numbers, &mut Diagnostics::new(), |document, drafts, diags| {
        layout::layout_with(&setting, document, drafts, diags)
    })
}

/// The bytes of an edition.
pub(crate) fn render(backend: &dyn Backend, read: &Read) -> Vec<u8> {
    render_with(backend, read, &Settings::default())
}

/// The bytes of an edition with options.
pub(crate) fn render_with(backend: &dyn Backend, read: &Read, settings: &Settings) -> Vec<u8> {
    let pages = (backend.id() == "pdf").then(|| settled(read));
    let document = pages.as_ref().map_or(&read.document, |it| &it.1);
    render_pages(backend, (read, document), settings, pages.as_ref().map(|it| &it.0))
}

/// The bytes of an edition of the tree as it is, whatever it says of its pages.
pub(crate) fn render_as_it_is(backend: &dyn Backend, read: &Read) -> Vec<u8> {
    let (theme, resources) = (Theme::classic(), images(&read.document));
    let fonts = FontBook::bundled(theme.families.clone());
    let options = layout::LayoutOptions::default();
    let setting = layout::Context { theme: &theme, fonts: &fonts, resources: &resources, options };
    let pages = layout::layout(&setting, &read.document, &mut Diagnostics::new());
    render_pages(backend, (read, &read.document), &Settings::default(), Some(&pages))
}

fn render_pages(
    backend: &dyn Backend,
    (read, document): (&Read, &Document),
    settings: &Settings,
    pages: Option<&layout::Layout>,
) -> Vec<u8> {
    let (theme, resources) = (Theme::classic(), images(&read.document));
    let fonts = FontBook::bundled(theme.families.clone());
    let mut diags = Diagnostics::new();
    let cx = Context {
        stem: "edition",
        settings,
        siblings: &[],
        theme: &theme,
        fonts: &fonts,
        resources: &resources,
        sources: &read.sources,
        layout: pages,
        created: 0,
    };
    let files = backend.render(&cx, document, &mut diags).expect("an edition");
    files.into_iter().next().expect("a file").bytes
}

/// The backend of a format.
pub(crate) fn backend(format: Format) -> &'static dyn Backend {
    match format {
        Format::Text => &Text,
        Format::Html => &Html,
        Format::Epub => &Epub,
        Format::Pdf => &Pdf,
    }
}

/// The report of an edition as it is built.
pub(crate) fn built(read: &Read, format: Format) -> Report {
    let bytes = render(backend(format), read);
    let settled = (format == Format::Pdf).then(|| settled(read).1);
    verify(settled.as_deref().unwrap_or(&read.document), "source", format, &bytes)
}

/// The findings as lines: aspect, source line, location, message.
pub(crate) fn show(report: &Report, sources: &Sources) -> String {
    let mut lines = String::new();
    for finding in &report.findings {
        let line = finding
            .source
            .and_then(|span| sources.get(span.source).map(|it| it.position(span.range().start).line));
        let line = line.map_or("-".to_owned(), |it| it.to_string());
        lines.push_str(&format!(
            "  {} {line} [{}] {}\n",
            finding.aspect.word(),
            finding.location,
            finding.message
        ));
    }
    lines
}
