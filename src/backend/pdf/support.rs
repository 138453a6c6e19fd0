//! Layouts for tests, without the layout engine.

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size as FontSize};

use crate::backend::pdf::options::{Archive, PdfStandard};
use crate::backend::{Backend, Context};
use crate::diag::Diagnostics;
use crate::document::{Document, HeaderScope, Id, Lang, Target};
use crate::font::{FaceId, FontBook};
use crate::geometry::{Em, Length, Point, Size};
use crate::layout::Layout;
use crate::layout::frame::{
    Artifact, Bookmark, Destination, Glyph, ImageBox, Item, LinkArea, LinkTarget, Mark, Page, Placed,
    Rectangle, TextRun,
};
use crate::layout::structure::{ElementId, ListNumbering, Role, Structure};
use crate::publication::Settings;
use crate::resource::{Format, ImageFile, Resources};
use crate::source::{Source, Sources, Span};
use crate::theme::{Color, Family, Slant, Theme, Weight};

/// A run of invented glyphs, each with its id and the bytes of its cluster.
pub(super) fn run(text: &str, glyphs: &[(u16, u32, u32)]) -> TextRun {
    let glyphs = glyphs.iter().map(|(id, start, end)| Glyph {
        id: *id,
        advance: Em::milli(500),
        x_offset: Em::ZERO,
        y_offset: Em::ZERO,
        start: *start,
        end: *end,
    });
    TextRun {
        expansion: 0,
        face: FaceId(0),
        size: Length::pt(10),
        color: Color::BLACK,
        text: text.to_owned(),
        glyphs: glyphs.collect(),
        lang: None,
        start: 0,
        span: Span::default(),
    }
}

/// A run of the serif face, a glyph for each character; a hyphen of line breaking is drawn as U+2010.
pub(super) fn set(text: &str) -> TextRun {
    let book = FontBook::default();
    let face = book.select(Family::Serif, Weight::Regular, Slant::Upright);
    let font = book.face(face).expect("a face");
    let widths = font.font().expect("a font").glyph_metrics(FontSize::unscaled(), LocationRef::default());
    let glyphs = text.char_indices().map(|(start, letter)| {
        let drawn = if letter == '\u{ad}' { '\u{2010}' } else { letter };
        let id = font.glyph(drawn).expect("a glyph");
        let end = (start + letter.len_utf8()) as u32;
        let units = widths.advance_width(id.into()).expect("a width") as i32;
        let advance = Em::from_units(units, font.units_per_em());
        Glyph { id, advance, x_offset: Em::ZERO, y_offset: Em::ZERO, start: start as u32, end }
    });
    TextRun { face, glyphs: glyphs.collect(), ..run(text, &[]) }
}

/// A page of A5.
pub(super) fn blank() -> Page {
    let mut page = Page { size: Size::new(Length::mm(148), Length::mm(210)), ..Page::default() };
    page.label.number = 1;
    page
}

/// A layout of one page with a paragraph for each run.
pub(super) fn layout_of(runs: Vec<TextRun>) -> Layout {
    let mut structure = Structure::new();
    let mut page = blank();
    for (line, run) in (0..).zip(runs) {
        let paragraph = structure.element(Structure::ROOT, Role::Paragraph, Span::default());
        let mark = Mark::Content(structure.content(paragraph));
        let at = Point::new(Length::pt(40), Length::pt(50 + 14 * line));
        page.items.push(Placed { at, item: Item::Text(run), mark });
    }
    Layout { pages: vec![page], structure, ..Layout::default() }
}

/// A layout of two pages with nearly every kind of element.
pub(super) fn sampler() -> Layout {
    let mut sampler = Sampler::default();
    sampler.first_page();
    sampler.second_page();
    sampler.layout
}

#[derive(Default)]
struct Sampler {
    layout: Layout,
    line: i64,
}

impl Sampler {
    fn structure(&mut self) -> &mut Structure {
        &mut self.layout.structure
    }

    fn element(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.structure().element(parent, role, Span::default())
    }

    /// The position of the next line.
    fn next(&mut self) -> Point {
        self.line += 1;
        Point::new(Length::pt(40), Length::pt(40 + 16 * self.line))
    }

    fn place(&mut self, at: Point, item: Item, mark: Mark) {
        self.layout.pages.last_mut().expect("a page").items.push(Placed { at, item, mark });
    }

    fn text(&mut self, parent: ElementId, run: TextRun) -> Point {
        let (mark, at) = (Mark::Content(self.structure().content(parent)), self.next());
        self.place(at, Item::Text(run), mark);
        at
    }

    fn block(&mut self, role: Role, text: &str) -> ElementId {
        let element = self.element(Structure::ROOT, role);
        self.text(element, set(text));
        element
    }

    fn page(&mut self) {
        let mut page = blank();
        page.label.number = self.layout.pages.len() as u32 + 1;
        self.layout.pages.push(page);
        self.line = 0;
        let head = Point::new(Length::pt(40), Length::pt(30));
        self.place(head, Item::Text(set("Running head")), Mark::Artifact(Artifact::Header));
    }

    fn link(&mut self, parent: ElementId, text: &str, to: LinkTarget) {
        let element = self.element(parent, Role::Link);
        let at = self.text(element, set(text)) + Point::new(Length::ZERO, -Length::pt(8));
        let size = Size::new(Length::pt(100), Length::pt(10));
        let description = format!("To {text}");
        let area = LinkArea { at, size, to, element, description };
        self.layout.pages.last_mut().expect("a page").links.push(area);
    }

    fn first_page(&mut self) {
        self.page();
        let heading = self.block(Role::Heading(1), "The Title");
        let to = Destination { page: 0, at: Point::default(), element: Some(heading) };
        self.layout.anchors.insert(Id::new("title").expect("an id"), to);
        self.layout.bookmarks.push(Bookmark { depth: 1, title: "The Title".to_owned(), to });
        let paragraph = self.element(Structure::ROOT, Role::Paragraph);
        let content = Mark::Content(self.structure().content(paragraph));
        for (start, line) in [(0, "A word is di\u{ad}"), (12, "vided - here ")] {
            let at = self.next();
            self.place(at, Item::Text(TextRun { start, ..set(line) }), content);
        }
        let french = TextRun { lang: Lang::new("fr"), ..set("mot") };
        self.text(paragraph, french);
        self.link(paragraph, "the site", LinkTarget::Document(Target::Url("https://ex.org/ä".to_owned())));
        let id = Id::new("title").expect("an id");
        self.link(paragraph, "the title", LinkTarget::Document(Target::Anchor(id)));
        let list = self.element(Structure::ROOT, Role::List(ListNumbering::Decimal));
        for number in ["1.", "2."] {
            let item = self.element(list, Role::ListItem);
            let label = self.element(item, Role::Label);
            self.text(label, set(number));
            let body = self.element(item, Role::ListBody);
            self.text(body, set("An item"));
        }
    }

    fn second_page(&mut self) {
        self.page();
        let background = Rectangle { size: Size::new(Length::pt(60), Length::pt(40)), color: Color::WHITE };
        self.place(Point::default(), Item::Rectangle(background), Mark::Artifact(Artifact::Background));
        let table = self.element(Structure::ROOT, Role::Table);
        for (group, cell) in
            [(Role::TableHead, Role::TableHeader(HeaderScope::Column)), (Role::TableBody, Role::TableData)]
        {
            let group = self.element(table, group);
            let row = self.element(group, Role::TableRow);
            let cell = self.element(row, cell);
            self.text(cell, set("Cell"));
        }
        let figure = self.element(Structure::ROOT, Role::Figure);
        self.structure().get_mut(figure).alt = Some("A dot".to_owned());
        let (mark, at) = (Mark::Content(self.structure().content(figure)), self.next());
        let size = Size::new(Length::pt(20), Length::pt(10));
        let image = ImageBox { path: "dot.png".to_owned(), size, span: Span::default() };
        self.place(at, Item::Image(image), mark);
        let note = self.element(Structure::ROOT, Role::Note);
        let label = self.element(note, Role::Label);
        let back = Destination { page: 0, at: Point::default(), element: None };
        self.link(label, "1", LinkTarget::Place(back));
        self.text(note, set("The text of the note"));
    }
}

/// An image of two pixels by one, red and half transparent blue.
pub(super) fn images() -> Resources {
    let pixels = vec![255, 0, 0, 255, 0, 0, 255, 128];
    let image = image::RgbaImage::from_raw(2, 1, pixels).expect("two pixels");
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).expect("PNG");
    let image = ImageFile {
        bytes: bytes.into_inner().into(),
        format: Format::Png,
        width: 2,
        height: 1,
        density: None,
    };
    Resources::from([("dot.png".to_owned(), image)])
}

/// The document of the sampler: only its metadata.
pub(super) fn document() -> Document {
    let mut document = Document::default();
    document.meta.title = "A Sampler & More".to_owned();
    document.meta.slug = "sampler".to_owned();
    document.meta.lang = Lang::new("en").expect("a language");
    document
}

/// The file of a layout.
pub(super) fn render(layout: &Layout, document: &Document, standard: PdfStandard) -> (Vec<u8>, Diagnostics) {
    let mut settings = Settings::default();
    let archive = standard.archive.map(|it| if it == Archive::A2a { "a-2a" } else { "a-3a" });
    let names: Vec<&str> = standard.accessible.then_some("ua-1").into_iter().chain(archive).collect();
    settings.set("standard", if names.is_empty() { vec!["none"] } else { names });
    let mut sources = Sources::new();
    sources.add(Source::new("sampler.md", "# The Title\n")).expect("room");
    let cx = Context {
        stem: "sampler",
        settings: &settings,
        siblings: &[],
        theme: &Theme::classic(),
        fonts: &FontBook::default(),
        resources: &images(),
        sources: &sources,
        layout: Some(layout),
        created: 1_575_115_199,
    };
    let mut diags = Diagnostics::new();
    let mut files = super::Pdf.render(&cx, document, &mut diags).expect("a file");
    (files.remove(0).bytes, diags)
}
