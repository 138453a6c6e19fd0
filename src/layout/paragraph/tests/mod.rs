//! The life of a paragraph, from inlines to lines.

mod collecting;
mod lines;
mod scripts;

use crate::document::Lang;
use crate::font::FontBook;
use crate::geometry::{Em, Length};
use crate::layout::frame::{Artifact, Item, Mark, TextRun};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::style::{
    Align, Caps, Family, Figures, Hyphenation, InlineStyle, ParagraphStyle, Position, Slant, TextStyle,
    Weight,
};
use crate::resource::Resources;
use crate::source::Span;
use crate::theme::Color;

/// The style of a book's text in a language, 10 points of type.
fn style(lang: &str) -> ParagraphStyle {
    let text = TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        slant: Slant::Upright,
        size: Length::pt(10),
        color: Color::BLACK,
        caps: Caps::Normal,
        figures: Figures::OldStyle,
        tracking: Em::ZERO,
        position: Position::Normal,
        lang: Lang::new(lang).expect("a tag"),
    };
    let (align, hyphenation) = (Align::Justify, Hyphenation::Patterns);
    ParagraphStyle {
        text,
        align,
        leading: Length::pt(14),
        indent: Length::ZERO,
        hang: Length::ZERO,
        hyphenation,
    }
}

/// Sets plain text at a measure in points.
fn set(text: &str, style: &ParagraphStyle, measure: i64) -> Vec<Line> {
    let (fonts, resources) = (FontBook::default(), Resources::new());
    let cx = Typesetter::new(&fonts, &resources, InlineStyle::default());
    let mark = Mark::Artifact(Artifact::Layout);
    Builder::of_text(text, style, mark, Span::default()).lines(&cx, Length::pt(measure))
}

fn runs(line: &Line) -> impl Iterator<Item = &TextRun> {
    line.items.iter().filter_map(|it| match &it.item {
        Item::Text(run) => Some(run),
        Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
    })
}

/// The text of a line, in the order of painting.
fn read(line: &Line) -> String {
    runs(line).map(|it| it.text.as_str()).collect()
}
