//! The names of what has no members of its own. The reader finds a value by the name that the writer gives it.
//!
//! Widths as text: `50%`, `70.866pt`.

use crate::document::{Alignment, Dimension, Inline, InlineKind, Numbering};

/// Every way to write the numbers of a list.
pub(super) const NUMBERINGS: [Numbering; 5] = [
    Numbering::Decimal,
    Numbering::LowerAlpha,
    Numbering::UpperAlpha,
    Numbering::LowerRoman,
    Numbering::UpperRoman,
];

pub(super) const fn numbering(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Decimal => "decimal",
        Numbering::LowerAlpha => "lower-alpha",
        Numbering::UpperAlpha => "upper-alpha",
        Numbering::LowerRoman => "lower-roman",
        Numbering::UpperRoman => "upper-roman",
    }
}

/// Every alignment of a column.
pub(super) const ALIGNMENTS: [Alignment; 4] =
    [Alignment::Start, Alignment::Left, Alignment::Center, Alignment::Right];

pub(super) const fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

/// Makes an inline that has nothing but the inlines inside.
pub(super) type Wrapper = fn(Vec<Inline>) -> InlineKind;

/// Every kind of inline that has nothing but the inlines inside.
pub(super) const WRAPPERS: [Wrapper; 10] = [
    InlineKind::Emph,
    InlineKind::Strong,
    InlineKind::Strike,
    InlineKind::Sub,
    InlineKind::Sup,
    InlineKind::SmallCaps,
    InlineKind::Underline,
    InlineKind::Highlight,
    InlineKind::Small,
    InlineKind::Keyboard,
];

/// The type of an inline.
pub(super) const fn inline(kind: &InlineKind) -> &'static str {
    match kind {
        InlineKind::Text(_) => "text",
        InlineKind::Emph(_) => "emph",
        InlineKind::Strong(_) => "strong",
        InlineKind::Strike(_) => "strike",
        InlineKind::Sub(_) => "sub",
        InlineKind::Sup(_) => "sup",
        InlineKind::SmallCaps(_) => "small-caps",
        InlineKind::Underline(_) => "underline",
        InlineKind::Highlight(_) => "highlight",
        InlineKind::Small(_) => "small",
        InlineKind::Keyboard(_) => "keyboard",
        InlineKind::Abbreviation { .. } => "abbreviation",
        InlineKind::Code(_) => "code",
        InlineKind::Link { .. } => "link",
        InlineKind::Image(_) => "image",
        InlineKind::NoteRef(_) => "note-ref",
        InlineKind::Span { .. } => "span",
        InlineKind::SoftBreak => "soft-break",
        InlineKind::LineBreak => "line-break",
    }
}

/// A width as text.
pub(crate) fn width_text(width: Dimension) -> String {
    match width {
        Dimension::Percent(hundredths) => format!("{}%", decimal_text(i64::from(hundredths), 2)),
        Dimension::Millipoints(thousandths) => format!("{}pt", decimal_text(thousandths, 3)),
    }
}

/// A number of `10^-places` as a decimal, without zeros at its end.
fn decimal_text(number: i64, places: u32) -> String {
    let unit = 10_i64.pow(places);
    let digits = format!("{}.{:0width$}", number / unit, (number % unit).abs(), width = places as usize);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The width of a text: a part of the measure to the hundredth of a per cent, or points to the thousandth.
pub(crate) fn width_of(text: &str) -> Option<Dimension> {
    if let Some(number) = text.strip_suffix('%') {
        let hundredths = u32::try_from(decimal(number, 2)?).ok()?;
        return (1..=10_000).contains(&hundredths).then_some(Dimension::Percent(hundredths));
    }
    decimal(text.strip_suffix("pt")?, 3).filter(|it| *it > 0).map(Dimension::Millipoints)
}

/// A decimal number in units of `10^-places`.
fn decimal(text: &str, places: usize) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > places {
        return None;
    }
    format!("{whole}{part:0<places$}").parse().ok()
}
