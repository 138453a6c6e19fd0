//! The names of what has no members of its own. The reader finds a value by the name that the writer gives it.

use crate::document::{Alignment, Inline, InlineKind, Numbering};

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
