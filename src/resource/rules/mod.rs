//! The faults of pictures, one rule a file.

pub mod bad_image;
pub mod missing_image;
pub mod outside_image;

use crate::diag::Rule;

/// All of them.
pub const ALL: &[&Rule] = &[&bad_image::RULE, &missing_image::RULE, &outside_image::RULE];
