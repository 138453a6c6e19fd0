//! A cover from the theme: title, subtitle, authors and house on the colour of the theme.

use anyhow::Context as _;

use crate::backend::epub::cover::raster::Canvas;
use crate::backend::epub::rules::unset_cover;
use crate::diag::Diagnostics;
use crate::document::{Direction, Meta};
use crate::font::FontBook;
use crate::geometry::{Em, Length, Point, Size};
use crate::layout::frame::{Artifact, Item, Mark, Placed, Rectangle};
use crate::layout::style::{
    Align, Caps, Family, Figures, Hyphenation, InlineStyle, ParagraphStyle, Position, Slant, TextStyle,
    Weight,
};
use crate::layout::{Builder, Line, Paragraph, Typesetter};
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
const LINES: usize = 4;

/// A drawn cover, as PNG. What no font has letters for is left off it, and reported.
///
/// # Errors
///
/// When there is no memory for the picture, or the encoder fails.
pub(super) fn compose(
    meta: &Meta,
    palette: &Palette,
    fonts: &FontBook,
    diags: &mut Diagnostics,
) -> anyhow::Result<Vec<u8>> {
    let (ground, ink) = (palette.accent, palette.ground);
    let scale = WIDTH as f32 / 360.0;
    let mut canvas = Canvas::new(WIDTH, HEIGHT, scale).context("no memory for the picture of the cover")?;
    set(meta, ink, fonts, diags).iter().for_each(|it| canvas.paint(it, fonts));
    canvas.to_png(ground, ink)
}

/// What stands on the cover, in its places.
fn set(meta: &Meta, ink: Color, fonts: &FontBook, diags: &mut Diagnostics) -> Vec<Placed> {
    let resources = Resources::new();
    let cx = Typesetter::new(fonts, &resources, InlineStyle::default());
    let mut sheet = Sheet { cx: &cx, meta, ink, y: HEAD, foot: FOOT - MARGIN, items: Vec::new(), diags };
    sheet.house(meta.publisher.as_deref().unwrap_or_default());
    sheet.title();
    sheet.rule();
    sheet.lines(meta.subtitle.as_deref().unwrap_or_default(), 17, Slant::Italic);
    sheet.y += Length::pt(12);
    meta.authors().for_each(|author| sheet.lines(author, 15, Slant::Upright));
    sheet.items
}

/// The cover as it grows downwards.
struct Sheet<'a> {
    cx: &'a Typesetter<'a>,
    meta: &'a Meta,
    ink: Color,
    y: Length,
    /// Below this nothing is set.
    foot: Length,
    items: Vec<Placed>,
    diags: &'a mut Diagnostics,
}

impl Sheet<'_> {
    fn measure() -> Length {
        PAGE - MARGIN - MARGIN
    }

    /// The title, at the largest size at which no word is divided and its lines are few; where no size is small
    /// enough for that, at the largest at which words may be divided.
    fn title(&mut self) {
        let whole = self.fitted(Hyphenation::Explicit);
        let (size, lines) = whole.or_else(|| self.fitted(Hyphenation::Patterns)).unwrap_or_else(|| {
            let size = TITLES[TITLES.len() - 1];
            (size, self.title_at(size, Hyphenation::Patterns))
        });
        self.place(lines, size);
    }

    /// The title's lines at the largest size at which they fit.
    fn fitted(&self, hyphenation: Hyphenation) -> Option<(i64, Vec<Line>)> {
        let mut tried = TITLES.into_iter().map(|size| (size, self.title_at(size, hyphenation)));
        let fits = |it: &Line| it.fit.overfull == Length::ZERO;
        tried.find(|(_, lines)| lines.len() <= LINES && lines.iter().all(fits))
    }

    fn title_at(&self, size: i64, hyphenation: Hyphenation) -> Vec<Line> {
        let title = self.paragraph(&self.meta.title, size, Slant::Upright, hyphenation);
        title.lines(self.cx, Sheet::measure())
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
        let lines = self.paragraph(text, size, slant, Hyphenation::Explicit).lines(self.cx, Sheet::measure());
        self.place(lines, size);
    }

    /// The publisher, at the foot; everything else stands above.
    fn house(&mut self, text: &str) {
        let lines =
            self.paragraph(text, 12, Slant::Upright, Hyphenation::Explicit).lines(self.cx, Sheet::measure());
        let top = self.foot - leading(12) * i64::try_from(lines.len()).unwrap_or(0);
        if top < HEAD {
            return;
        }
        let head = std::mem::replace(&mut self.y, top);
        self.place(lines, 12);
        (self.y, self.foot) = (head, top - leading(12));
    }

    /// Sets lines one below the other, as many as there is room for: what a cover cannot hold stands on the title page.
    fn place(&mut self, lines: Vec<Line>, size: i64) {
        if let Some((character, span)) = lines.iter().flat_map(|it| &it.missing).next() {
            return self.diags.push(unset_cover(*span, *character));
        }
        let below = lines.last().map_or(Length::ZERO, |it| it.depth);
        for line in lines {
            if self.y + leading(size) > self.foot {
                return;
            }
            self.y += leading(size);
            let moved = |it: Placed| Placed { at: Point { x: it.at.x + MARGIN, y: it.at.y + self.y }, ..it };
            self.items.extend(line.items.into_iter().map(moved));
        }
        self.y += below;
    }

    fn paragraph(&self, text: &str, size: i64, slant: Slant, hyphenation: Hyphenation) -> Paragraph {
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
            hyphenation,
        };
        Builder::of_text(text, &style, Mark::Artifact(Artifact::Layout), self.meta.span)
    }
}

/// From base line to base line.
fn leading(size: i64) -> Length {
    Length::pt(size).scale(118, 100)
}
