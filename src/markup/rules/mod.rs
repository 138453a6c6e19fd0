//! The rules whose breaking shows when the tree becomes markup.

pub mod unreachable_link;
pub mod unsafe_address;

use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[&unreachable_link::RULE, &unsafe_address::RULE];
