//! The rules for an archived and accessible PDF, one in each file.

mod cmyk_picture;
mod figure_without_alternative;
mod locked_font;
mod meaningless_text;
mod overlong_text;
mod pdf_without_glyph;
mod pdf_without_language;
mod pdf_without_title;
mod svg_feature_lost;
mod unreadable_picture;

pub(super) use cmyk_picture::CMYK_PICTURE;
pub(super) use figure_without_alternative::FIGURE_WITHOUT_ALTERNATIVE;
pub(super) use locked_font::LOCKED_FONT;
pub(super) use meaningless_text::MEANINGLESS_TEXT;
pub(super) use overlong_text::OVERLONG_TEXT;
pub(super) use pdf_without_glyph::PDF_WITHOUT_GLYPH;
pub(super) use pdf_without_language::PDF_WITHOUT_LANGUAGE;
pub(super) use pdf_without_title::PDF_WITHOUT_TITLE;
pub(super) use svg_feature_lost::SVG_FEATURE_LOST;
pub(super) use unreadable_picture::UNREADABLE_PICTURE;

use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[
    &CMYK_PICTURE,
    &FIGURE_WITHOUT_ALTERNATIVE,
    &LOCKED_FONT,
    &MEANINGLESS_TEXT,
    &OVERLONG_TEXT,
    &PDF_WITHOUT_GLYPH,
    &PDF_WITHOUT_LANGUAGE,
    &PDF_WITHOUT_TITLE,
    &SVG_FEATURE_LOST,
    &UNREADABLE_PICTURE,
];
