//! The faults of manifests, front matter and source files, one rule a file.

pub mod bad_date;
pub mod bad_language;
pub mod bad_syntax;
pub mod duplicate_key;
pub mod invalid_utf8;
pub mod missing_chapter;
pub mod unknown_key;
pub mod unknown_paper;
pub mod unknown_rule;
pub mod unknown_theme;
pub mod wrong_value;

use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[
    &bad_date::RULE,
    &bad_language::RULE,
    &bad_syntax::RULE,
    &duplicate_key::RULE,
    &invalid_utf8::RULE,
    &missing_chapter::RULE,
    &unknown_key::RULE,
    &unknown_paper::RULE,
    &unknown_rule::RULE,
    &unknown_theme::RULE,
    &wrong_value::RULE,
];
