//! The faults of manifests, front matter and source files, one rule a file.

pub mod bad_color;
pub mod bad_date;
pub mod bad_language;
pub mod bad_syntax;
pub mod duplicate_key;
pub mod faint_color;
pub mod invalid_utf8;
pub mod lacking_face;
pub mod missing_chapter;
pub mod unknown_font;
pub mod unknown_key;
pub mod unknown_paper;
pub mod unknown_rule;
pub mod unknown_theme;
pub mod wrong_value;

use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[
    &bad_color::RULE,
    &bad_date::RULE,
    &bad_language::RULE,
    &bad_syntax::RULE,
    &duplicate_key::RULE,
    &faint_color::RULE,
    &invalid_utf8::RULE,
    &lacking_face::RULE,
    &missing_chapter::RULE,
    &unknown_font::RULE,
    &unknown_key::RULE,
    &unknown_paper::RULE,
    &unknown_rule::RULE,
    &unknown_theme::RULE,
    &wrong_value::RULE,
];
