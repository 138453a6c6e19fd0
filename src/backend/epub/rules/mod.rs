//! The rules whose breaking shows when a book is made.

pub mod font_left_out;
pub mod unset_cover;

use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[&font_left_out::RULE, &unset_cover::RULE];
