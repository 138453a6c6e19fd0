//! The rules whose breaking shows when the tree becomes markup.

pub mod unsafe_link;

use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[&unsafe_link::RULE];
