//! The rules that look at the whole tree, one a file: what it is, and how it is found.

pub mod missing_alt;
pub mod missing_language;
pub mod missing_title;
pub mod skipped_heading;

use crate::diag::{Diagnostics, Rule};
use crate::document::Document;

/// Looks for the faults of one rule.
pub type Finder = fn(&Document, &mut Diagnostics);

/// All of them.
pub const ALL: &[&Rule] =
    &[&missing_alt::RULE, &missing_language::RULE, &missing_title::RULE, &skipped_heading::RULE];

/// What finds the faults of each.
pub const FINDERS: &[Finder] =
    &[missing_alt::find, missing_language::find, missing_title::find, skipped_heading::find];
