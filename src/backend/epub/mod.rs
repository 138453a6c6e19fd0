//! The EPUB edition: EPUB 3.3 with EPUB Accessibility 1.1.
//!
//! ```text
//! Document ─► chapters ─► files of XHTML ┐
//!             places (addresses)         ├ container: epub-builder ─► finish ─► bytes
//!             navigation, ncx, metadata  ┘            (package amended, nav and NCX replaced)
//! ```

mod accessibility;
mod chapters;
mod container;
mod cover;
mod resources;
mod front;
mod leaves;
mod metadata;
mod navigation;
pub mod options;
mod package;
mod pages;
pub mod rules;
mod sheet;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::BTreeMap;

use epub_builder::ReferenceType;

use crate::backend::epub::accessibility::Accessibility;
use crate::backend::epub::chapters::Chapter;
use crate::backend::epub::chapters::Places;
use crate::backend::epub::container::{Book, File, NAVIGATION};
use crate::backend::epub::cover::Cover;
use crate::backend::epub::navigation::{Landmark, Navigation, PageMark};
use crate::backend::epub::options::EpubOptions;
use crate::backend::epub::package::Amendments;
use crate::backend::epub::pages::{PageStart, Pages, Place};
use crate::backend::epub::resources::Embedded;
use crate::backend::epub::resources::Pictures;
use crate::backend::epub::sheet::Sheet;
use crate::backend::{Backend, Context, Needs, OutputFile, PageNeeds};
use crate::diag::{Diagnostics, Rule};
use crate::document::attr::{DELETION, INSERTION};
use crate::document::matter::{MatterPlace, contents_place, matter_of, text_start};
use crate::document::{Block, Document, Outline};
use crate::locale::words;
use crate::markup::{Element, Ids, Lowering, Node, Profile, files, has_class, has_highlighted_code};
use crate::publication::OptionKey;
use crate::resource::Resources;
use crate::theme::css;

/// What a book of a document says of its accessibility, by the names of schema.org; `pages` is whether the pages of a PDF
/// are marked in it.
pub fn accessibility_claims(
    document: &Document,
    resources: &Resources,
    pages: bool,
) -> Vec<(String, String)> {
    let mut found = Accessibility::of(document, resources);
    found.pages = pages;
    let claim = |it: Element| {
        let name = it.attribute("property")?.strip_prefix("schema:")?.to_owned();
        Some((name, Node::from(it).text()))
    };
    found.elements(&document.meta.lang).into_iter().filter_map(claim).collect()
}

/// The path of the title page.
const TITLE_PAGE: &str = "title.xhtml";
/// The path of the page that shows the cover.
const COVER_PAGE: &str = "cover.xhtml";
/// The least number of headings for which the contents are a page to leaf through.
const CONTENTS: usize = 3;

/// The maker of the EPUB.
#[derive(Debug, Clone, Copy)]
pub struct Epub;

impl Backend for Epub {
    fn id(&self) -> &'static str {
        "epub"
    }

    fn media_type(&self) -> &'static str {
        "application/epub+zip"
    }

    fn needs(&self) -> Needs {
        Needs { pages: PageNeeds::Numbers, siblings: false }
    }

    fn options(&self) -> Option<&'static [OptionKey]> {
        Some(options::KEYS)
    }

    fn rules(&self) -> &'static [&'static Rule] {
        rules::ALL
    }

    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>> {
        let bytes = container::pack(book(cx, document, diags)?)?;
        Ok(vec![OutputFile { path: self.entry(cx.stem, cx.settings), bytes }])
    }
}

/// The book that a document makes.
fn book<'a>(cx: &Context, document: &'a Document, diags: &mut Diagnostics) -> anyhow::Result<Book<'a>> {
    let words = words(&document.meta.lang);
    let sheet = Sheet { lang: &document.meta.lang };
    let chapters = chapters::split(document);
    let pictures = Pictures::of(document, cx.resources);
    let pages = cx.layout.map(|it| Pages::of(document, it, &Ids::new(document))).unwrap_or_default();
    let parts = chapters.iter().map(|it| (it.path.as_str(), it.blocks.clone(), it.notes.as_slice()));
    let (within, url) = (files::Places::new(document, parts), document.meta.url.as_deref());
    let places = Places { within, pictures: &pictures, pages: &pages, asked: RefCell::default(), url };
    let cover = Cover::of(cx, &document.meta, diags)?;
    let mut lowering = Lowering::new(document, Profile::Epub, &places);
    let mark = |place| lowering.page_marks("div", pages.around(place));
    let (title, rights, contents, end) =
        (mark(Place::Title), mark(Place::Rights), mark(Place::Contents), mark(Place::End));
    let mut sections =
        front_matter(document, &cover, pictures.address(document.meta.logo.as_deref()), (title, rights));
    for (at, chapter) in chapters.iter().enumerate() {
        places.within.go_to(Some(at));
        sections.push(section(document, chapter, &mut lowering));
    }
    if let Some(last) = sections.last_mut() {
        last.content.extend(end);
    }
    places.within.go_to(None);
    let text = text_start(&document.blocks);
    let start = chapters.iter().find(|it| it.blocks.contains(&text)).or(chapters.first());
    let start = start.map_or(TITLE_PAGE, |it| it.path.as_str());
    let place = contents_place(&document.blocks);
    let before_contents = chapters.iter().rfind(|it| place > 0 && it.blocks.end <= place);
    let before_contents = before_contents.map_or(TITLE_PAGE, |it| it.path.as_str());
    let marks = page_marks(&pages, &chapters);
    let mut navigation = navigation(document, start, marks, &mut lowering);
    navigation.before = contents;
    navigation.mark_entries(|at| lowering.page_marks("span", pages.around(Place::Entry(at))));
    diags.append(lowering.finish());
    let faces = faces(cx, document, &sections, diags);
    let (named, fonts): (Vec<_>, Vec<_>) = faces.into_iter().map(|it| (it.face, it.resource)).unzip();
    let identifier = metadata::identifier(document);
    Ok(Book {
        meta: &document.meta,
        uuid: metadata::uuid(&document.meta),
        contents: words.contents,
        created: cx.created,
        style: sheet_of(cx, document, &named),
        navigation: navigation.document(words, &sheet),
        ncx: navigation::ncx(&identifier, &document.meta.title, document.meta.lang.as_str(), &navigation),
        amendments: amendments(cx, document, (identifier, before_contents.to_owned()), &navigation),
        resources: std::iter::once(cover.resource).chain(pictures.resources()).chain(fonts).collect(),
        files: sections.into_iter().map(|it| it.file(&sheet)).collect(),
    })
}

/// The style sheet, with rules for code where the document has some.
fn sheet_of(cx: &Context, document: &Document, faces: &[css::BookFace]) -> String {
    let mut sheet = css::book(cx.theme, faces);
    if has_highlighted_code(document) {
        sheet.push_str(&css::book_code(cx.theme));
    }
    if has_class(document, &[INSERTION, DELETION]) {
        sheet.push_str(&css::book_changes());
    }
    sheet
}

/// A file of the reading order before it is written.
struct Section {
    path: String,
    title: String,
    /// Its type in EPUB's vocabulary (EPUB 3.3, D.1).
    kind: &'static str,
    content: Vec<Node>,
    guide: Option<(ReferenceType, &'static str)>,
}

impl Section {
    fn file(self, sheet: &Sheet) -> File {
        let text = sheet.text(&self.title, self.kind, self.content);
        File { path: self.path, text, guide: self.guide }
    }
}

/// Cover and title page, with the logo at its path; the marks of pages stand before title and rights.
fn front_matter(
    document: &Document,
    cover: &Cover,
    logo: Option<&str>,
    marks: (Vec<Node>, Vec<Node>),
) -> Vec<Section> {
    let words = words(&document.meta.lang);
    let cover = Section {
        path: COVER_PAGE.to_owned(),
        title: words.cover.to_owned(),
        kind: "cover",
        content: front::cover_page(cover),
        guide: Some((ReferenceType::Cover, words.cover)),
    };
    let title_page = Section {
        path: TITLE_PAGE.to_owned(),
        title: document.meta.title.clone(),
        kind: "frontmatter",
        content: front::title_page(&document.meta, logo, marks),
        guide: Some((ReferenceType::TitlePage, words.title_page)),
    };
    vec![cover, title_page]
}

/// The faces that go with the book.
fn faces(cx: &Context, document: &Document, sections: &[Section], diags: &mut Diagnostics) -> Vec<Embedded> {
    let contents = sections.iter().map(|it| it.content.as_slice());
    resources::embedded(cx, &document.meta, contents, diags)
}

/// A chapter: its blocks, and the notes that are first marked in it.
fn section(document: &Document, chapter: &Chapter, lowering: &mut Lowering) -> Section {
    let blocks = &document.blocks[chapter.blocks.clone()];
    let section = match chapter.heading(document) {
        Some((id, _)) => {
            let matter = blocks.first().and_then(|it| matter_of(&it.attr));
            let (kind, role) = match matter {
                Some(matter) => (matter.kind, matter.role),
                None => ("chapter", Some("doc-chapter")),
            };
            let section = Element::new("section").with("epub:type", kind);
            // A role that may be once only names a region where it has a heading.
            section.maybe("role", role).with("aria-labelledby", id.as_str())
        }
        None => Element::new("section"),
    };
    let title = chapter.title(document);
    let section = section.children(lowering.blocks(blocks));
    let section = section.children(lowering.notes(&chapter.notes).map(Node::from));
    let text = text_start(&document.blocks);
    let first = chapter.blocks.contains(&text) || chapter.blocks.start == 0 && text == 0;
    let guide = first.then(|| (ReferenceType::Text, words(&document.meta.lang).start));
    let is_back = || is_back_matter(&document.blocks[chapter.blocks.start..]);
    let kind = match () {
        () if chapter.blocks.end <= text => "frontmatter",
        () if is_back() => "backmatter",
        () => "bodymatter",
    };
    Section { path: chapter.path.clone(), title, kind, content: vec![section.into()], guide }
}

/// Whether all that is left of a book is after its text: its headings of the highest level say so, and so does what has
/// none.
fn is_back_matter(rest: &[Block]) -> bool {
    let is_back = |it: &Block| matter_of(&it.attr).is_some_and(|it| it.place != MatterPlace::Text);
    let top = rest.iter().filter_map(Block::level).min();
    let mut heads = rest.iter().filter(|it| it.level().is_some() && it.level() == top);
    rest.first().is_some_and(is_back) && heads.all(is_back)
}

/// The pages of the PDF, with the address of each.
fn page_marks(pages: &Pages, chapters: &[Chapter]) -> Vec<PageMark> {
    let address = |start: &PageStart| {
        let path = match start.place {
            Place::Title | Place::Rights => TITLE_PAGE,
            Place::Contents | Place::Entry(_) => NAVIGATION,
            Place::Block(block) => chapters.iter().find(|it| it.blocks.contains(&block))?.path.as_str(),
            Place::End => chapters.last()?.path.as_str(),
        };
        Some(PageMark { label: start.label.clone(), to: format!("{path}#{}", start.id) })
    };
    pages.list.iter().filter_map(address).collect()
}

fn navigation(document: &Document, start: &str, pages: Vec<PageMark>, lowering: &mut Lowering) -> Navigation {
    let words = words(&document.meta.lang);
    let outline = Outline::of(&document.blocks);
    let alone = || {
        let link = Element::new("a").with("href", start).text(&document.meta.title);
        Element::new("ol").child(Element::new("li").child(link))
    };
    let contents = lowering.contents(&outline.entries, u8::MAX).unwrap_or_else(alone);
    let landmarks = vec![
        Landmark::new("cover", COVER_PAGE, words.cover),
        Landmark::new("titlepage", TITLE_PAGE, words.title_page),
        Landmark::new("toc", &format!("{NAVIGATION}#toc"), words.contents),
        Landmark::new("bodymatter", start, words.start),
    ];
    Navigation { before: Vec::new(), contents, landmarks, pages }
}

fn amendments(
    cx: &Context,
    document: &Document,
    (identifier, before_navigation): (String, String),
    navigation: &Navigation,
) -> Amendments {
    let mut accessibility = Accessibility::of(document, cx.resources);
    accessibility.pages = !navigation.pages.is_empty();
    let source = format!("{} (PDF)", document.meta.title);
    let mut metadata = metadata::elements(document, accessibility.pages.then_some(source.as_str()));
    metadata.extend(accessibility.elements(&document.meta.lang));
    if accessibility.may_conform() {
        metadata.extend(metadata::conformance(&EpubOptions::of(cx.settings)));
    }
    Amendments {
        identifier,
        lang: document.meta.lang.to_string(),
        direction: sheet::direction(&document.meta.lang),
        metadata,
        properties: BTreeMap::new(),
        before_navigation: Some(before_navigation),
        linear_navigation: Outline::of(&document.blocks).iter().count() >= CONTENTS,
    }
}
