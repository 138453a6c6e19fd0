//! The state of a page while it is painted.
//!
//! Each piece of content is a marked-content sequence with the next number of
//! the page; all else is an artifact (ISO 32000-1, 14.8.2.2). A text object
//! stays open over as many of them as it can, because most of a page is text.

use crate::backend::pdf::images::Images;
use crate::backend::pdf::objects::on_paper;
use crate::backend::pdf::paint::content::ContentStream;
use crate::backend::pdf::structure::order::ReadingOrder;
use crate::backend::pdf::structure::tags::role_name;
use crate::backend::pdf::syntax::push_text_string;
use crate::backend::pdf::text::fonts::FontSubset;
use crate::backend::pdf::text::plan::TextPlan;
use crate::document::Lang;
use crate::font::FaceId;
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{Artifact, Mark, Page};
use crate::layout::structure::{ContentId, Structure};
use crate::theme::Color;

/// What painting reads besides the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PaintContext<'a> {
    /// The codes of the runs.
    pub(crate) plan: &'a TextPlan,
    /// The fonts of the file.
    pub(crate) fonts: &'a [FontSubset],
    /// The images of the file.
    pub(crate) images: &'a Images,
    /// The order in which the content is read.
    pub(crate) order: &'a ReadingOrder,
    /// The logical structure; `None` for a file without tags.
    pub(crate) structure: Option<&'a Structure>,
}

/// A page as painted.
#[derive(Debug, Default)]
pub(crate) struct PaintedPage {
    /// The content stream, compressed.
    pub(crate) stream: Vec<u8>,
    /// The piece of content of each marked-content sequence, by its number (MCID).
    pub(crate) marks: Vec<ContentId>,
}

/// A marked-content sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sequence {
    /// A piece of content.
    Content { id: ContentId, lang: Option<Lang>, actual_text: Option<String> },
    /// What is not part of the content.
    Artifact { kind: Artifact, bounds: Option<Bounds> },
    /// A word with `ActualText` in a file without tags.
    Untagged { actual_text: String },
}

/// A box on the paper, by its lower left and upper right corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) low: Point,
    pub(super) high: Point,
}

/// The origin of the line in an open text object, in thousandths of a point.
#[derive(Debug, Clone, Copy, Default)]
struct LineOrigin {
    x: i64,
    y: i64,
}

/// Paints a page, item by item.
pub(super) struct Painter<'a> {
    pub(super) cx: PaintContext<'a>,
    pub(super) page: &'a Page,
    pub(super) content: ContentStream,
    marks: Vec<ContentId>,
    sequence: Option<Sequence>,
    text_object: Option<LineOrigin>,
    fill: Color,
    font: Option<(FaceId, Length)>,
    rise: i64,
    expansion: i16,
}

impl<'a> Painter<'a> {
    pub(super) fn new(cx: PaintContext<'a>, page: &'a Page) -> Painter<'a> {
        Painter {
            cx,
            page,
            content: ContentStream::default(),
            marks: Vec::new(),
            sequence: None,
            text_object: None,
            fill: Color::BLACK,
            font: None,
            rise: 0,
            expansion: 0,
        }
    }

    pub(super) fn finish(mut self) -> PaintedPage {
        self.close_sequence();
        self.close_text();
        PaintedPage { stream: self.content.into_compressed(), marks: self.marks }
    }

    /// The box on the paper of something of a size, by its upper left corner on the page.
    pub(super) fn bounds(&self, at: Point, size: Size) -> Bounds {
        let low = on_paper(self.page, at + Point::new(Length::ZERO, size.height));
        let high = on_paper(self.page, at + Point::new(size.width, Length::ZERO));
        Bounds { low, high }
    }

    /// Begins something that is not text.
    pub(super) fn begin_graphics(&mut self, mark: Mark, bounds: Bounds) {
        let sequence = self.cx.structure.map(|_| match mark {
            Mark::Content(id) => Sequence::Content { id, lang: None, actual_text: None },
            // A background needs its box (ISO 32000-1, table 330).
            Mark::Artifact(kind) => {
                let bounds = (kind == Artifact::Background).then_some(bounds);
                Sequence::Artifact { kind, bounds }
            }
        });
        if self.text_object.is_some() {
            self.close_sequence();
            self.close_text();
        }
        self.enter(sequence);
    }

    /// Begins text. A sequence that began outside the text object ends outside it.
    pub(super) fn begin_text(&mut self, sequence: Option<Sequence>) {
        if self.text_object.is_none() {
            self.close_sequence();
            self.content.line("BT");
            self.text_object = Some(LineOrigin::default());
            self.rise = 0;
        }
        self.enter(sequence);
    }

    pub(super) fn set_fill(&mut self, color: Color) {
        if self.fill != color {
            self.fill = color;
            self.content.color(color, "g", "rg");
        }
    }

    /// Sets the font; `name` is its name in the resources.
    pub(super) fn set_font(&mut self, face: FaceId, size: Length, name: impl std::fmt::Display) {
        if self.font != Some((face, size)) {
            self.font = Some((face, size));
            self.content.raw(format!("/{name} ").as_bytes());
            self.content.lengths(&[size], "Tf");
        }
    }

    /// Sets how much wider glyphs are drawn than their font has them, in thousandths (ISO 32000-1, 9.3.4: `Tz`).
    pub(super) fn set_expansion(&mut self, expansion: i16) {
        if self.expansion != expansion {
            self.expansion = expansion;
            self.content.number((1000 + i64::from(expansion)) * 100);
            self.content.line("Tz");
        }
    }

    /// Whether the text rise is another one, in thousandths of a point.
    pub(super) fn has_other_rise(&self, rise: i64) -> bool {
        self.rise != rise
    }

    pub(super) fn set_rise(&mut self, rise: i64) {
        self.rise = rise;
        self.content.number(rise);
        self.content.line("Ts");
    }

    /// Begins a line of text at a point of the page.
    pub(super) fn move_to(&mut self, at: Point) {
        let Some(origin) = &mut self.text_object else { return };
        let at = on_paper(self.page, at);
        let to = LineOrigin { x: at.x.to_millipt(), y: at.y.to_millipt() };
        self.content.number(to.x - origin.x);
        self.content.number(to.y - origin.y);
        self.content.line("Td");
        *origin = to;
    }

    /// Makes sure that what comes next is painted in the sequence. Each word with `ActualText` has one of its own.
    fn enter(&mut self, sequence: Option<Sequence>) {
        let has_actual_text = matches!(
            &sequence,
            Some(Sequence::Content { actual_text: Some(_), .. } | Sequence::Untagged { .. })
        );
        if self.sequence == sequence && !has_actual_text {
            return;
        }
        self.close_sequence();
        match &sequence {
            Some(Sequence::Content { id, lang, actual_text }) => {
                self.begin_content(*id, lang.as_ref(), actual_text.as_deref());
            }
            Some(Sequence::Artifact { kind, bounds }) => self.begin_artifact(*kind, *bounds),
            Some(Sequence::Untagged { actual_text }) => {
                self.content.raw(b"/Span<<");
                self.push_actual_text(actual_text);
                self.content.line(">>BDC");
            }
            None => {}
        }
        self.sequence = sequence;
    }

    fn begin_content(&mut self, id: ContentId, lang: Option<&Lang>, actual_text: Option<&str>) {
        let Some(structure) = self.cx.structure else { return };
        let is_plain = lang.is_none() && actual_text.is_none();
        let tag = if is_plain { role_name(structure, structure.owner(id)) } else { "Span" };
        self.content.raw(format!("/{tag}<</MCID {}", self.marks.len()).as_bytes());
        self.marks.push(id);
        if let Some(lang) = lang {
            self.content.raw(format!("/Lang({lang})").as_bytes());
        }
        if let Some(text) = actual_text {
            self.push_actual_text(text);
        }
        self.content.line(">>BDC");
    }

    fn push_actual_text(&mut self, text: &str) {
        let mut bytes = b"/ActualText".to_vec();
        push_text_string(&mut bytes, text);
        self.content.raw(&bytes);
    }

    fn begin_artifact(&mut self, kind: Artifact, bounds: Option<Bounds>) {
        let properties = match kind {
            Artifact::Header => "/Type/Pagination/Subtype/Header/Attached[/Top]",
            Artifact::Footer => "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
            Artifact::Layout => "/Type/Layout",
            Artifact::Background => "/Type/Background",
            Artifact::Page => "/Type/Page",
        };
        self.content.raw(format!("/Artifact<<{properties}").as_bytes());
        if let Some(Bounds { low, high }) = bounds {
            self.content.raw(b"/BBox[");
            [low.x, low.y, high.x, high.y].iter().for_each(|edge| self.content.length(*edge));
            self.content.raw(b"]");
        }
        self.content.line(">>BDC");
    }

    fn close_sequence(&mut self) {
        if self.sequence.take().is_some() {
            self.content.line("EMC");
        }
    }

    /// A graphics object may not begin in a text object, nor a sequence end in another than it began in.
    fn close_text(&mut self) {
        if self.text_object.take().is_some() {
            self.content.line("ET");
        }
    }
}
