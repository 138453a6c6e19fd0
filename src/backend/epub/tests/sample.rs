//! A small document with something of everything that concerns the book as a whole.

use std::sync::Arc;

use crate::backend::epub::options::KEYS;
use crate::backend::epub::tests::reader::Book;
use crate::backend::{Backend, Context, epub::Epub};
use crate::diag::Diagnostics;
use crate::document::{
    Attr, Block, BlockKind, Contributor, Date, Document, Figure, Id, Image, Inline, InlineKind, Lang, Meta,
    Note, NoteId, NoteRef, Series, Target,
};
use crate::font::FontBook;
use crate::layout::Layout;
use crate::publication::value::Entry;
use crate::publication::{Publication, Settings};
use crate::resource::{Format, ImageFile, Resources};
use crate::source::{Source, Sources, Span};
use crate::theme::Theme;

/// A document with its images.
pub(super) struct Sample {
    pub(super) document: Document,
    pub(super) resources: Resources,
    pub(super) settings: Settings,
}

impl Sample {
    /// Two chapters, a note with two marks, a link across, an image, two languages.
    pub(super) fn new() -> Sample {
        let mut document = Document::default();
        let note = note(&mut document);
        let blocks = vec![
            heading(1, "First", "first"),
            paragraph(vec![text("One note"), mark(note, 0), text(". "), foreign()]),
            heading(1, "Second", "second"),
            paragraph(vec![text("Again"), mark(note, 1), text(" "), link("first", "back")]),
            heading(2, "Below", "below"),
            image("A map."),
        ];
        let ids = ["first", "second", "below"].into_iter().filter_map(Id::new);
        ids.for_each(|id| document.references.insert(id, Span::default()).expect("a new id"));
        document.blocks = blocks;
        describe(&mut document);
        let resources = Resources::from([("map.png".to_owned(), picture())]);
        Sample { document, resources, settings: Settings::default() }
    }

    /// What a source says, with front matter of its own.
    pub(super) fn of(markdown: &str) -> Sample {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a.md", markdown)).expect("room");
        let (document, publication) =
            crate::parse::parse(&sources, &[id], &Publication::default(), &mut Diagnostics::new());
        let mut sample = Sample::new();
        let cover = sample.document.meta.cover.take();
        sample.document = Document { meta: Meta { cover, ..document.meta }, ..document };
        let entries = publication.tables.iter().filter(|it| it.key == "epub");
        let entries: Vec<&Entry> = entries.flat_map(|it| it.value.as_table().unwrap_or_default()).collect();
        sample.settings.read(KEYS, "epub", &entries, &mut Diagnostics::new());
        sample
    }

    /// The finished book with the pages of a layout, read back.
    pub(super) fn paged(&self, layout: &Layout) -> Book {
        Book::read(&self.render(Some(layout), &mut Diagnostics::new()))
    }

    /// The finished book, read back.
    pub(super) fn book(&self) -> Book {
        Book::read(&self.bytes())
    }

    /// The finished book.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.render(None, &mut Diagnostics::new())
    }

    /// The finished book, with what was found wrong while it was made.
    pub(super) fn render(&self, layout: Option<&Layout>, diags: &mut Diagnostics) -> Vec<u8> {
        let (theme, fonts, sources) = (Theme::classic(), FontBook::default(), Sources::new());
        let cx = Context {
            stem: "sample",
            settings: &self.settings,
            siblings: &[],
            theme: &theme,
            fonts: &fonts,
            resources: &self.resources,
            sources: &sources,
            layout,
            created: 1_575_072_000,
        };
        let mut files = Epub.render(&cx, &self.document, diags).expect("a book");
        files.remove(0).bytes
    }
}

fn describe(document: &mut Document) {
    let person =
        |name: &str, role: &str| Contributor { name: name.to_owned(), role: role.to_owned(), file_as: None };
    document.meta.title = "A sample".to_owned();
    document.meta.slug = "sample".to_owned();
    document.meta.lang = Lang::new("en").expect("a language");
    document.meta.contributors = vec![person("Ann Author", "aut"), person("Ed Itor", "edt")];
    document.meta.date = Date::parse("2019-11");
    // A drawn cover takes most of the time of a book that is not optimised.
    document.meta.cover = Some("map.png".to_owned());
    document.meta.series = Some(Series { name: "Papers".to_owned(), number: Some("2".to_owned()) });
}

fn note(document: &mut Document) -> NoteId {
    let blocks = vec![paragraph(vec![text("A note.")])];
    let references = vec![Span::default(); 2];
    let note = Note { label: "1".to_owned(), blocks, references, span: Span::default() };
    document.notes.add(note).expect("room")
}

fn picture() -> ImageFile {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(2, 2).write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
    let bytes: Arc<[u8]> = bytes.into_inner().into();
    ImageFile { bytes, format: Format::Png, width: 2, height: 2, density: None }
}

fn block(kind: BlockKind, id: Option<&str>) -> Block {
    let attr = Attr { id: id.and_then(Id::new), ..Attr::default() };
    Block { kind, attr, span: Span::default() }
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

/// Text.
pub(super) fn text(words: &str) -> Inline {
    inline(InlineKind::Text(words.to_owned()))
}

/// Text of weight.
pub(super) fn strong(words: &str) -> Inline {
    inline(InlineKind::Strong(vec![text(words)]))
}

/// Code in a line.
pub(super) fn code(words: &str) -> Inline {
    inline(InlineKind::Code(words.to_owned()))
}

/// A heading.
pub(super) fn heading(level: u8, words: &str, id: &str) -> Block {
    block(BlockKind::Heading { level, content: vec![text(words)] }, Some(id))
}

/// A paragraph.
pub(super) fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content), None)
}

/// A mark of a note.
pub(super) fn mark(note: NoteId, occurrence: u32) -> Inline {
    inline(InlineKind::NoteRef(NoteRef { note, occurrence }))
}

/// A link to a place in the document.
pub(super) fn link(to: &str, words: &str) -> Inline {
    let target = Target::Anchor(Id::new(to).expect("an id"));
    inline(InlineKind::Link { target, content: vec![text(words)], title: None })
}

/// A link to anywhere else.
pub(super) fn outside(to: &str, words: &str) -> Inline {
    inline(InlineKind::Link { target: Target::Url(to.to_owned()), content: vec![text(words)], title: None })
}

fn foreign() -> Inline {
    let attr = Attr { lang: Lang::new("ar"), ..Attr::default() };
    inline(InlineKind::Span { attr, content: vec![text("سلام")] })
}

/// An image with this alternative text.
pub(super) fn image(alt: &str) -> Block {
    let image = Image {
        path: "map.png".to_owned(),
        alt: alt.to_owned(),
        decorative: false,
        width: None,
        attr: Attr::default(),
    };
    block(BlockKind::Figure(Figure { image, caption: vec![text("A map.")] }), None)
}
