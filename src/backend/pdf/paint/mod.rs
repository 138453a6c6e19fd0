//! From the things placed on a page to its content stream.
//!
//! Each stretch of one piece of content is a marked-content sequence with the
//! next number of the page; all else is an artifact (ISO 32000-1, 14.8.2.2).
//! A text object stays open over as many of them as it can, because most of a
//! page is text.

mod line;

use std::ops::Range;

use crate::backend::pdf::content::{Content, push_text_string};
use crate::backend::pdf::document::{FontKey, ImageKey};
use crate::backend::pdf::fonts::Subset;
use crate::backend::pdf::images::Pictures;
use crate::backend::pdf::order::ReadingOrder;
use crate::backend::pdf::paint::line::{Line, thousandths};
use crate::backend::pdf::plan::{Plan, Stretch};
use crate::backend::pdf::tags::role_name;
use crate::document::Lang;
use crate::font::FaceId;
use crate::geometry::{Em, Length, Point};
use crate::layout::frame::{Artifact, ImageBox, Item, Mark, Page, Path, Rectangle, TextRun};
use crate::layout::structure::{ContentId, Structure};
use crate::theme::Color;

/// What painting may look at beside the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette<'a> {
    /// The glyphs in use.
    pub(super) plan: &'a Plan,
    /// The fonts as they go into the file.
    pub(super) fonts: &'a [Subset],
    /// The pictures likewise.
    pub(super) pictures: &'a Pictures,
    /// The order in which the content is read.
    pub(super) order: &'a ReadingOrder,
    /// What the content is; `None` for a file without tags.
    pub(super) structure: Option<&'a Structure>,
}

/// A page as painted.
#[derive(Debug, Default)]
pub(super) struct Painted {
    /// The content stream, compressed.
    pub(super) stream: Vec<u8>,
    /// The piece of content that each marked-content sequence belongs to, by its number.
    pub(super) marks: Vec<ContentId>,
}

/// The content stream of a page.
pub(super) fn paint(palette: Palette<'_>, number: usize, page: &Page) -> Painted {
    let mut painter = Painter::new(palette, page);
    for (index, placed) in palette.order.items(page) {
        match &placed.item {
            Item::Text(run) => painter.run(placed.at, placed.mark, run, (number, index)),
            Item::Rectangle(it) => painter.rectangle(placed.at, placed.mark, it),
            Item::Path(path) => painter.path(placed.at, placed.mark, path),
            Item::Image(image) => painter.image(placed.at, placed.mark, image),
        }
    }
    painter.finish()
}

/// Where the box of a page lies: the place of a point of the layout, from the lower left corner of the paper.
pub(super) fn place(page: &Page, at: Point) -> Point {
    Point::new(page.slug.left + at.x, page.slug.bottom + page.size.height - at.y)
}

/// A marked-content sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sequence {
    Content {
        id: ContentId,
        lang: Option<Lang>,
        says: Option<String>,
    },
    Artifact {
        kind: Artifact,
        bounds: Option<(Point, Point)>,
    },
    /// A word with a text of its own in a file without tags.
    Bare {
        says: String,
    },
}

struct Painter<'a> {
    palette: Palette<'a>,
    page: &'a Page,
    content: Content,
    marks: Vec<ContentId>,
    open: Option<Sequence>,
    text: Option<TextState>,
    fill: Color,
    font: Option<(FaceId, Length)>,
    rise: i64,
}

/// What an open text object knows: where its line starts, in thousandths of a point.
struct TextState {
    origin: (i64, i64),
}

impl<'a> Painter<'a> {
    fn new(palette: Palette<'a>, page: &'a Page) -> Painter<'a> {
        let (content, marks) = (Content::default(), Vec::new());
        Painter {
            palette,
            page,
            content,
            marks,
            open: None,
            text: None,
            fill: Color::BLACK,
            font: None,
            rise: 0,
        }
    }

    fn finish(mut self) -> Painted {
        self.close_sequence();
        self.close_text();
        Painted { stream: self.content.into_compressed(), marks: self.marks }
    }

    /// Makes sure that what comes next is painted in the sequence.
    fn enter(&mut self, sequence: Option<Sequence>) {
        let word = matches!(&sequence, Some(Sequence::Content { says: Some(_), .. } | Sequence::Bare { .. }));
        if self.open == sequence && !word {
            return;
        }
        self.close_sequence();
        match &sequence {
            Some(Sequence::Content { id, lang, says }) => {
                self.begin_content(*id, lang.as_ref(), says.as_deref())
            }
            Some(Sequence::Artifact { kind, bounds }) => self.begin_artifact(*kind, *bounds),
            Some(Sequence::Bare { says }) => {
                self.content.raw(b"/Span<</ActualText");
                self.push_text(says);
                self.content.line(">>BDC");
            }
            None => {}
        }
        self.open = sequence;
    }

    fn begin_content(&mut self, id: ContentId, lang: Option<&Lang>, says: Option<&str>) {
        let Some(structure) = self.palette.structure else { return };
        let plain = lang.is_none() && says.is_none();
        let tag = if plain { role_name(structure, structure.owner(id)) } else { "Span" };
        self.content.raw(format!("/{tag}<</MCID {}", self.marks.len()).as_bytes());
        self.marks.push(id);
        if let Some(lang) = lang {
            self.content.raw(format!("/Lang({lang})").as_bytes());
        }
        if let Some(says) = says {
            self.content.raw(b"/ActualText");
            self.push_text(says);
        }
        self.content.line(">>BDC");
    }

    fn push_text(&mut self, text: &str) {
        let mut bytes = Vec::new();
        push_text_string(&mut bytes, text);
        self.content.raw(&bytes);
    }

    fn begin_artifact(&mut self, kind: Artifact, bounds: Option<(Point, Point)>) {
        let properties = match kind {
            Artifact::Header => "/Type/Pagination/Subtype/Header/Attached[/Top]",
            Artifact::Footer => "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
            Artifact::Layout => "/Type/Layout",
            Artifact::Background => "/Type/Background",
            Artifact::Page => "/Type/Page",
        };
        self.content.raw(format!("/Artifact<<{properties}").as_bytes());
        if let Some((low, high)) = bounds {
            self.content.raw(b"/BBox[");
            [low.x, low.y, high.x, high.y].iter().for_each(|it| self.content.length(*it));
            self.content.raw(b"]");
        }
        self.content.line(">>BDC");
    }

    fn close_sequence(&mut self) {
        if self.open.take().is_some() {
            self.content.line("EMC");
        }
    }

    /// The sequence of a thing that is no text.
    fn sequence(&self, mark: Mark, bounds: Option<(Point, Point)>) -> Option<Sequence> {
        self.palette.structure?;
        Some(match mark {
            Mark::Content(id) => Sequence::Content { id, lang: None, says: None },
            // A background is told by its box (ISO 32000-1, table 330).
            Mark::Artifact(kind) => {
                Sequence::Artifact { kind, bounds: bounds.filter(|_| kind == Artifact::Background) }
            }
        })
    }

    fn text_sequence(&self, mark: Mark, run: &TextRun, says: Option<&String>) -> Option<Sequence> {
        let says = says.cloned();
        match (self.palette.structure, mark) {
            (Some(_), Mark::Content(id)) => Some(Sequence::Content { id, lang: run.lang.clone(), says }),
            (Some(_), Mark::Artifact(kind)) => Some(Sequence::Artifact { kind, bounds: None }),
            (None, _) => says.map(|says| Sequence::Bare { says }),
        }
    }

    /// A graphics object may not begin in a text object, nor a sequence end in another than it began in.
    fn close_text(&mut self) {
        if self.text.take().is_some() {
            self.content.line("ET");
        }
    }

    /// Begins to paint something that is no text.
    fn begin_graphics(&mut self, mark: Mark, low: Point, high: Point) {
        let sequence = self.sequence(mark, Some((low, high)));
        if self.text.is_some() {
            self.close_sequence();
            self.close_text();
        }
        self.enter(sequence);
    }

    fn fill_with(&mut self, color: Color) {
        if self.fill != color {
            self.fill = color;
            self.content.color(color, "g", "rg");
        }
    }

    fn rectangle(&mut self, at: Point, mark: Mark, rectangle: &Rectangle) {
        let size = rectangle.size;
        let low = place(self.page, at + Point::new(Length::ZERO, size.height));
        let high = place(self.page, at + Point::new(size.width, Length::ZERO));
        self.begin_graphics(mark, low, high);
        self.fill_with(rectangle.color);
        self.content.rectangle(low, size);
        self.content.line("f");
    }

    fn path(&mut self, at: Point, mark: Mark, path: &Path) {
        let low = place(self.page, at + Point::new(Length::ZERO, path.size.height));
        let high = place(self.page, at + Point::new(path.size.width, Length::ZERO));
        self.begin_graphics(mark, low, high);
        if let Some(color) = path.fill {
            self.fill_with(color);
        }
        if let Some((color, width)) = path.stroke {
            self.content.color(color, "G", "RG");
            self.content.lengths(&[width], "w");
        }
        let page = self.page;
        path.segments.iter().for_each(|it| self.content.segment(it, |point| place(page, at + point)));
        self.content.line(match (path.fill.is_some(), path.stroke.is_some()) {
            (true, true) => "B",
            (true, false) => "f",
            (false, true) => "S",
            (false, false) => "n",
        });
    }

    fn image(&mut self, at: Point, mark: Mark, image: &ImageBox) {
        let Some(picture) = self.palette.pictures.index(&image.path) else { return };
        let low = place(self.page, at + Point::new(Length::ZERO, image.size.height));
        let high = place(self.page, at + Point::new(image.size.width, Length::ZERO));
        self.begin_graphics(mark, low, high);
        let none = Length::ZERO;
        self.content.raw(b"q ");
        self.content.lengths(&[image.size.width, none, none, image.size.height, low.x, low.y], "cm");
        if let Some(matrix) = self.palette.pictures.turn(picture).matrix() {
            matrix.iter().for_each(|it| self.content.number(it * 1000));
            self.content.line("cm");
        }
        self.content.line(&format!("/{} Do Q", ImageKey(picture)));
    }

    fn run(&mut self, at: Point, mark: Mark, run: &TextRun, place: (usize, usize)) {
        let whole = [Stretch { glyphs: 0..run.glyphs.len(), says: None }];
        let Some(shown) = self.palette.plan.runs.get(&place) else { return };
        let stretches = if shown.stretches.is_empty() { whole.as_slice() } else { &shown.stretches };
        for stretch in stretches {
            let sequence = self.text_sequence(mark, run, stretch.says.as_ref());
            self.begin_text(sequence);
            let pen: Em = run.glyphs[..stretch.glyphs.start].iter().map(|it| it.advance).sum();
            let start = at + Point::new(pen.at(run.size), Length::ZERO);
            self.show(start, run, &shown.codes, stretch.glyphs.clone());
        }
    }

    /// A sequence that began outside the text object ends outside it.
    fn begin_text(&mut self, sequence: Option<Sequence>) {
        if self.text.is_none() {
            self.close_sequence();
            self.content.line("BT");
            self.text = Some(TextState { origin: (0, 0) });
            self.rise = 0;
        }
        self.enter(sequence);
    }

    fn show(&mut self, at: Point, run: &TextRun, codes: &[u16], glyphs: Range<usize>) {
        let Some((index, font)) = self.palette.fonts.iter().enumerate().find(|(_, it)| it.face == run.face)
        else {
            return;
        };
        self.fill_with(run.color);
        if self.font != Some((run.face, run.size)) {
            self.font = Some((run.face, run.size));
            self.content.raw(format!("/{} ", FontKey(index)).as_bytes());
            self.content.lengths(&[run.size], "Tf");
        }
        self.move_to(place(self.page, at));
        let mut line = Line::default();
        let mut pen = Em::ZERO;
        for (glyph, code) in run.glyphs[glyphs.clone()].iter().zip(&codes[glyphs]) {
            let rise = glyph.y_offset.at(run.size).to_millipt();
            if rise != self.rise {
                line.flush(&mut self.content);
                self.rise = rise;
                self.content.number(rise);
                self.content.line("Ts");
            }
            line.glyph(thousandths(pen + glyph.x_offset), *code, font.width(*code));
            pen += glyph.advance;
        }
        line.flush(&mut self.content);
    }

    fn move_to(&mut self, at: Point) {
        let Some(text) = &mut self.text else { return };
        let to = (at.x.to_millipt(), at.y.to_millipt());
        self.content.number(to.0 - text.origin.0);
        self.content.number(to.1 - text.origin.1);
        self.content.line("Td");
        text.origin = to;
    }
}
