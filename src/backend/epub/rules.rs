//! The rules that an EPUB can break.

use crate::backend::faces::rules::FONT_LEFT_OUT;
use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[&FONT_LEFT_OUT];
