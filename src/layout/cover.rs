//! A cover: the publication's own image, or one drawn from its metadata in the design of the theme.
//!
//! Pages have it as their first, in one figure; an e-book has it as an image. Both draw what is placed here.

use crate::document::{Direction, Meta};
use crate::geometry::{Em, Length, Point, Size};
use crate::layout::frame::{Artifact, ImageBox, Item, Mark, Placed, Rectangle};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::style::{ParagraphStyle, Position, TextStyle};
use crate::source::Span;
use crate::theme::{Align, Color, CoverDesign, Hyphenation, Palette, TextDesign, TitlePosition};

/// What the sizes of a cover are counted in: parts of its width.
const EMS: i64 = 40;
/// The sizes that a title may have, in thousandths of its design: the first at which it is not too long.
const TITLES: [i64; 8] = [1000, 875, 771, 688, 604, 521, 438, 375];
/// The most lines of a title at any but the last size.
const LINES: usize = 4;

/// A cover with all that is on it.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The colour that fills it.
    pub ground: Color,
    /// What is on it, in painting order; places count from its top left corner.
    pub items: Vec<Placed>,
    /// The first character that no font has; its line is left out.
    pub missing: Option<(char, Span)>,
}

/// What a cover is made for.
#[derive(Debug, Clone, Copy)]
pub struct CoverSheet<'a> {
    /// The design.
    pub design: &'a CoverDesign,
    /// The colours.
    pub palette: &'a Palette,
    /// Its size.
    pub size: Size,
    /// How far colour may run over its edges.
    pub bleed: Length,
    /// What its text and images belong to.
    pub mark: Mark,
}

/// The cover of a publication: its own image as large as fits, else one drawn.
pub fn cover(cx: &Typesetter<'_>, meta: &Meta, sheet: CoverSheet<'_>) -> Cover {
    if let Some(path) = meta.cover.as_deref().filter(|it| cx.resources.contains_key(*it)) {
        let page = Rect { at: Point::new(Length::ZERO, Length::ZERO), size: sheet.size };
        let image = image(cx, path, page, meta.span).map(|it| Placed { mark: sheet.mark, ..it });
        return Cover { ground: sheet.palette.ground, items: image.into_iter().collect(), missing: None };
    }
    let em = sheet.size.width / EMS;
    Drawing { cx, meta, sheet, em, items: Vec::new(), missing: None }.draw()
}

/// A box on the cover.
#[derive(Debug, Clone, Copy)]
struct Rect {
    at: Point,
    size: Size,
}

/// An image as large as fits into a box, in its middle.
fn image(cx: &Typesetter<'_>, path: &str, within: Rect, span: Span) -> Option<Placed> {
    let file = cx.resources.get(path)?;
    let (width, height) = (i64::from(file.width.max(1)), i64::from(file.height.max(1)));
    let (own, room) = (Size::new(within.size.width, within.size.width.scale(height, width)), within.size);
    let size = if own.height <= room.height {
        own
    } else {
        Size::new(room.height.scale(width, height), room.height)
    };
    let at = within.at + Point::new((room.width - size.width) / 2, (room.height - size.height) / 2);
    let item = Item::Image(ImageBox { path: path.to_owned(), size, span });
    Some(Placed { at, item, mark: Mark::Artifact(Artifact::Layout) })
}

/// What is set below what else.
enum Piece {
    /// A line with its leading.
    Line(Box<Line>, Length),
    /// Space.
    Space(Length),
    /// The short rule.
    Rule,
}

/// A cover while it is drawn.
struct Drawing<'a> {
    cx: &'a Typesetter<'a>,
    meta: &'a Meta,
    sheet: CoverSheet<'a>,
    em: Length,
    items: Vec<Placed>,
    missing: Option<(char, Span)>,
}

impl Drawing<'_> {
    fn draw(mut self) -> Cover {
        let design = self.sheet.design;
        let height = self.sheet.size.height;
        let margin = self.at(design.margin);
        self.frame(self.at(design.frame));
        let publisher = self.text(self.meta.publisher.as_deref().unwrap_or_default(), &design.publisher);
        let block = self.block();
        let (top, foot) = match design.title_at {
            TitlePosition::Head => {
                let logo = self.logo(margin);
                let foot = self.above(publisher, height - margin);
                let end = self.place(block, logo.max(height / 6), foot);
                self.band(foot);
                (end, foot)
            }
            TitlePosition::Middle => {
                let foot = self.above(publisher, height - margin);
                let logo = self.logo_height();
                let foot = if logo > Length::ZERO { foot - logo - self.em } else { foot };
                self.logo(foot);
                let top = height.scale(30, 100);
                let end = self.place(block, top, foot);
                (end, foot)
            }
            TitlePosition::Foot => {
                let logo = self.logo(margin);
                let top = self.place(publisher, logo, height - margin);
                let start = (height - margin - self.height(&block)).max(top);
                self.band(start);
                self.place(block, start, height - margin);
                let band = if design.band > Em::ZERO { self.at(design.band) + self.em * 2 } else { self.em };
                (top, start - band)
            }
        };
        self.image(top, foot);
        let ground = design.fill(self.sheet.palette);
        Cover { ground, items: self.items, missing: self.missing }
    }

    /// A length of the design.
    fn at(&self, em: Em) -> Length {
        em.at(self.em)
    }

    fn measure(&self) -> Length {
        self.sheet.size.width - self.at(self.sheet.design.margin) * 2
    }

    /// Title, rule, subtitle and authors.
    fn block(&mut self) -> Vec<Piece> {
        let design = self.sheet.design;
        let mut pieces = self.title();
        if design.rule > Em::ZERO {
            let (above, below) = (Em::milli(1667).at(self.em), Em::milli(1333).at(self.em));
            pieces.extend([Piece::Space(above), Piece::Rule, Piece::Space(below)]);
        } else {
            pieces.push(Piece::Space(self.em));
        }
        pieces.extend(self.text(self.meta.subtitle.as_deref().unwrap_or_default(), &design.subtitle));
        pieces.push(Piece::Space(Em::milli(1333).at(self.em)));
        for author in self.meta.authors() {
            pieces.extend(self.text(author, &design.author));
        }
        pieces
    }

    /// The title, at the largest size at which no word is divided and its lines are few; where no size is small
    /// enough for that, at the largest at which words may be divided.
    fn title(&mut self) -> Vec<Piece> {
        let look = self.sheet.design.title;
        let fitted = self.fitted(&look, Hyphenation::Explicit);
        let lines = fitted.or_else(|| self.fitted(&look, Hyphenation::Patterns)).unwrap_or_else(|| {
            self.lines(&self.meta.title, &scaled(&look, TITLES[TITLES.len() - 1]), Hyphenation::Patterns)
        });
        self.pieces(lines)
    }

    /// The title's lines at the largest size at which they fit.
    fn fitted(&self, look: &TextDesign, hyphenation: Hyphenation) -> Option<Vec<(Line, Length)>> {
        let mut tried =
            TITLES.into_iter().map(|it| self.lines(&self.meta.title, &scaled(look, it), hyphenation));
        let fits = |it: &(Line, Length)| it.0.fit.overfull == Length::ZERO;
        tried.find(|lines| lines.len() <= LINES && lines.iter().all(fits))
    }

    fn text(&mut self, text: &str, look: &TextDesign) -> Vec<Piece> {
        let lines = self.lines(text, look, Hyphenation::Explicit);
        self.pieces(lines)
    }

    /// The lines of a text; none of one that a font lacks a character for, which is remembered.
    fn pieces(&mut self, lines: Vec<(Line, Length)>) -> Vec<Piece> {
        if let Some((character, span)) = lines.iter().flat_map(|it| &it.0.missing).next() {
            self.missing.get_or_insert((*character, *span));
            return Vec::new();
        }
        let below = lines.last().map(|(last, _)| Piece::Space(last.depth));
        lines.into_iter().map(|(line, leading)| Piece::Line(Box::new(line), leading)).chain(below).collect()
    }

    fn lines(&self, text: &str, look: &TextDesign, hyphenation: Hyphenation) -> Vec<(Line, Length)> {
        if text.is_empty() {
            return Vec::new();
        }
        let style = self.style(look, hyphenation);
        let paragraph = Builder::of_text(text, &style, self.sheet.mark, self.meta.span);
        paragraph.lines(self.cx, self.measure()).into_iter().map(|it| (it, style.leading)).collect()
    }

    fn style(&self, look: &TextDesign, hyphenation: Hyphenation) -> ParagraphStyle {
        let size = self.at(look.size);
        let text = TextStyle {
            family: look.family,
            weight: look.weight,
            slant: look.slant,
            size,
            color: self.sheet.design.ink(self.sheet.palette, look),
            caps: look.caps,
            figures: look.figures,
            tracking: look.tracking,
            position: Position::Normal,
            lang: self.meta.lang.clone(),
        };
        let align = if look.align == Align::Justify { Align::Start } else { look.align };
        let leading = look.leading.on(size.scale(118, 100));
        ParagraphStyle { text, align, leading, indent: Length::ZERO, hang: Length::ZERO, hyphenation }
    }

    /// How high pieces are.
    fn height(&self, pieces: &[Piece]) -> Length {
        let height = |it: &Piece| match it {
            Piece::Line(_, leading) => *leading,
            Piece::Space(space) => *space,
            Piece::Rule => self.at(self.sheet.design.rule),
        };
        pieces.iter().map(height).sum()
    }

    /// Sets pieces above a place; gives where they begin.
    fn above(&mut self, pieces: Vec<Piece>, foot: Length) -> Length {
        let top = foot - self.height(&pieces);
        // What is higher than the sheet would run over its head.
        if top < self.sheet.size.height / 6 || pieces.is_empty() {
            return foot;
        }
        self.place(pieces, top, foot);
        top - self.em
    }

    /// Sets pieces one below the other, as many as there is room for: what a cover cannot hold is on the title
    /// page. Gives where they end.
    fn place(&mut self, pieces: Vec<Piece>, top: Length, foot: Length) -> Length {
        let margin = self.at(self.sheet.design.margin);
        let mut y = top;
        for piece in pieces {
            match piece {
                Piece::Space(space) => y += space,
                Piece::Rule => y += self.rule(y),
                Piece::Line(line, leading) if y + leading <= foot => {
                    y += leading;
                    let moved = |it: Placed| Placed { at: it.at + Point::new(margin, y), ..it };
                    self.items.extend(line.items.into_iter().map(moved));
                }
                Piece::Line(..) => break,
            }
        }
        y
    }

    /// The left edge of something of that width, aligned as the title is.
    fn aligned(&self, width: Length) -> Length {
        let margin = self.at(self.sheet.design.margin);
        match (self.sheet.design.title.align, self.meta.lang.direction()) {
            (Align::Center, _) => (self.sheet.size.width - width) / 2,
            (Align::Justify | Align::Start, Direction::LeftToRight)
            | (Align::End, Direction::RightToLeft) => margin,
            (Align::Justify | Align::Start, Direction::RightToLeft)
            | (Align::End, Direction::LeftToRight) => self.sheet.size.width - margin - width,
        }
    }

    /// A short rule between title and the rest; how high it is.
    fn rule(&mut self, y: Length) -> Length {
        let size = Size::new(Em::milli(5333).at(self.em), self.at(self.sheet.design.rule));
        let x = self.aligned(size.width);
        self.rectangle(Point::new(x, y), size, self.sheet.design.line(self.sheet.palette));
        size.height
    }

    fn rectangle(&mut self, at: Point, size: Size, color: Color) {
        let item = Item::Rectangle(Rectangle { size, color });
        // An artifact would be painted before the ground, which belongs to the figure.
        self.items.push(Placed { at, item, mark: self.sheet.mark });
    }

    /// The band above a place, from edge to edge.
    fn band(&mut self, y: Length) {
        let design = self.sheet.design;
        if design.band > Em::ZERO {
            let (height, bleed) = (self.at(design.band), self.sheet.bleed);
            let at = Point::new(-bleed, y - self.em - height);
            self.rectangle(at, Size::new(self.sheet.size.width + bleed * 2, height), design.band_color);
        }
    }

    /// Two rules around all, the outer one heavier.
    fn frame(&mut self, inset: Length) {
        if inset == Length::ZERO {
            return;
        }
        let color = self.sheet.design.line(self.sheet.palette);
        let unit = self.em / 12;
        for (inset, line) in [(inset, unit), (inset + unit * 3, unit / 2)] {
            let Size { width, height } = self.sheet.size;
            let (inner, outer) = (Size::new(width - inset * 2, line), Size::new(line, height - inset * 2));
            self.rectangle(Point::new(inset, inset), inner, color);
            self.rectangle(Point::new(inset, height - inset - line), inner, color);
            self.rectangle(Point::new(inset, inset), outer, color);
            self.rectangle(Point::new(width - inset - line, inset), outer, color);
        }
    }

    fn logo_height(&self) -> Length {
        let there = self.meta.logo.as_ref().is_some_and(|it| self.cx.resources.contains_key(it));
        if there { self.at(self.sheet.design.logo) } else { Length::ZERO }
    }

    /// The logo with its head at a place; gives where it ends, with space below it.
    fn logo(&mut self, top: Length) -> Length {
        let height = self.logo_height();
        let Some(path) = self.meta.logo.as_deref().filter(|_| height > Length::ZERO) else { return top };
        let Some(file) = self.cx.resources.get(path) else { return top };
        let (wide, high) = (i64::from(file.width.max(1)), i64::from(file.height.max(1)));
        let width = height.scale(wide, high).min(self.measure());
        let size = Size::new(width, width.scale(high, wide).min(height));
        let at = Point::new(self.aligned(width), top);
        let item = Item::Image(ImageBox { path: path.to_owned(), size, span: self.meta.span });
        self.items.push(Placed { at, item, mark: self.sheet.mark });
        top + size.height + self.em
    }

    /// The image between the title and the other end: from edge to edge where there is room for it, else within the
    /// margins.
    fn image(&mut self, top: Length, foot: Length) {
        let Some(path) = self.meta.cover_image.clone() else { return };
        let Some(file) = self.cx.resources.get(&path) else { return };
        let (top, width) = (top + self.em, self.sheet.size.width);
        let room = foot - self.em - top;
        if room < self.em * 4 {
            return;
        }
        let whole = width.scale(i64::from(file.height), i64::from(file.width.max(1))) <= room;
        let margin = if whole { Length::ZERO } else { self.at(self.sheet.design.margin) };
        let within = Rect { at: Point::new(margin, top), size: Size::new(width - margin * 2, room) };
        let mark = self.sheet.mark;
        self.items.extend(image(self.cx, &path, within, self.meta.span).map(|it| Placed { mark, ..it }));
    }
}

/// A look at a part of its size.
fn scaled(look: &TextDesign, thousandths: i64) -> TextDesign {
    let size = i64::from(look.size.to_raw()) * thousandths / 1000;
    TextDesign { size: i32::try_from(size).map_or(look.size, Em::raw), ..*look }
}
