//! A cover from the theme: title, subtitle, authors and house on the colour of the theme.

use crate::backend::epub::cover::raster::Canvas;
use crate::document::{Direction, Meta};
use crate::font::FontBook;
use crate::geometry::{Em, Length, Point, Size};
use crate::layout::builder::Builder;
use crate::layout::frame::{Artifact, Item, Mark, Placed, Rectangle};
use crate::layout::line::Line;
use crate::layout::paragraph::Paragraph;
use crate::layout::style::{
    Align, Caps, Family, Figures, Hyphenation, InlineStyle, ParagraphStyle, Position, Slant, TextStyle,
    Weight,
};
use crate::layout::typesetter::Typesetter;
use crate::resource::Resources;
use crate::theme::{Color, Palette};

/// The width in pixels. Shops and shelves ask for a side of 2,500 or so, five by eight.
const WIDTH: u32 = 1600;
/// The height in pixels.
const HEIGHT: u32 = 2560;
/// The width in points: that of a small book, so that sizes of type are those of print.
const PAGE: Length = Length::pt(360);
/// The height in points.
const FOOT: Length = Length::pt(576);
/// What stays free at each side.
const MARGIN: Length = Length::pt(36);
/// Where the title begins.
const HEAD: Length = Length::pt(96);
/// The sizes that a title may have, in points: the first at which it is not too long.
const TITLES: [i64; 8] = [48, 42, 37, 33, 29, 25, 21, 18];
/// The most lines of a title at any but the last size.
const LINES: usize = 5;

/// A drawn cover, as PNG.
///
/// # Errors
///
/// When the encoder fails.
pub(super) fn compose(meta: &Meta, palette: &Palette, fonts: &FontBook) -> anyhow::Result<Vec<u8>> {
    let resources = Resources::new();
    let cx = Typesetter::new(fonts, &resources, InlineStyle::default());
    let mut sheet = Sheet { cx: &cx, meta, ink: palette.ground, y: HEAD, items: Vec::new() };
    sheet.title();
    sheet.rule();
    sheet.lines(&meta.subtitle.clone().unwrap_or_default(), 17, Slant::Italic);
    sheet.y += Length::pt(12);
    meta.authors().for_each(|author| sheet.lines(author, 15, Slant::Upright));
    sheet.foot(meta.publisher.as_deref().unwrap_or_default());
    let scale = WIDTH as f32 / 360.0;
    let canvas = Canvas::new(WIDTH, HEIGHT, scale, palette.accent);
    let mut canvas = canvas.ok_or_else(|| anyhow::anyhow!("no memory for the picture of the cover"))?;
    sheet.items.iter().for_each(|it| canvas.paint(it, fonts));
    Ok(canvas.to_png()?)
}

/// The cover as it grows downwards.
struct Sheet<'a> {
    cx: &'a Typesetter<'a>,
    meta: &'a Meta,
    ink: Color,
    y: Length,
    items: Vec<Placed>,
}

impl Sheet<'_> {
    fn measure() -> Length {
        PAGE - MARGIN - MARGIN
    }

    /// The title, at the largest size at which no word is broken and its lines are few.
    fn title(&mut self) {
        let set = |size: i64| (size, self.paragraph(&self.meta.title, size, Slant::Upright));
        let mut tried = TITLES.into_iter().map(set);
        let fits = |(_, it): &(i64, Paragraph)| {
            it.widths(self.cx).unbreakable <= Sheet::measure()
                && it.lines(self.cx, Sheet::measure()).len() <= LINES
        };
        let smallest = TITLES[TITLES.len() - 1];
        let (size, title) = tried.find(fits).unwrap_or_else(|| set(smallest));
        self.place(title.lines(self.cx, Sheet::measure()), size);
    }

    /// A short rule between title and the rest, where lines begin.
    fn rule(&mut self) {
        self.y += Length::pt(15);
        let size = Size { width: Length::pt(48), height: Length::pt(1) };
        let x = match self.meta.lang.direction() {
            Direction::LeftToRight => MARGIN,
            Direction::RightToLeft => PAGE - MARGIN - size.width,
        };
        let item = Item::Rectangle(Rectangle { size, color: self.ink });
        self.items.push(Placed { at: Point { x, y: self.y }, item, mark: Mark::Artifact(Artifact::Layout) });
        self.y += Length::pt(12);
    }

    fn lines(&mut self, text: &str, size: i64, slant: Slant) {
        let lines = self.paragraph(text, size, slant).lines(self.cx, Sheet::measure());
        self.place(lines, size);
    }

    /// What stands at the foot.
    fn foot(&mut self, text: &str) {
        let lines = self.paragraph(text, 12, Slant::Upright).lines(self.cx, Sheet::measure());
        let count = i64::try_from(lines.len()).unwrap_or(0);
        self.y = self.y.max(FOOT - MARGIN - leading(12) * count);
        self.place(lines, 12);
    }

    fn place(&mut self, lines: Vec<Line>, size: i64) {
        let below = lines.last().map_or(Length::ZERO, |it| it.depth);
        for line in lines {
            self.y += leading(size);
            let moved = |it: Placed| Placed { at: Point { x: it.at.x + MARGIN, y: it.at.y + self.y }, ..it };
            self.items.extend(line.items.into_iter().map(moved));
        }
        self.y += below;
    }

    fn paragraph(&self, text: &str, size: i64, slant: Slant) -> Paragraph {
        let text_style = TextStyle {
            family: Family::Serif,
            weight: Weight::Regular,
            slant,
            size: Length::pt(size),
            color: self.ink,
            caps: Caps::Normal,
            figures: Figures::Lining,
            tracking: Em::ZERO,
            position: Position::Normal,
            lang: self.meta.lang.clone(),
        };
        let style = ParagraphStyle {
            text: text_style,
            align: Align::Start,
            leading: leading(size),
            indent: Length::ZERO,
            hyphenation: Hyphenation::Explicit,
        };
        Builder::of_text(text, &style, Mark::Artifact(Artifact::Layout), self.meta.span)
    }
}

/// From base line to base line.
fn leading(size: i64) -> Length {
    Length::pt(size).scale(118, 100)
}
