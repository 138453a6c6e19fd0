//! The rules that setting the pages can find broken.

pub mod low_resolution;
pub mod missing_glyph;
mod overfull_line;
mod wide_margins;
pub mod wide_table;

pub use missing_glyph::missing_glyph;
pub use overfull_line::overfull_line;
pub(in crate::layout) use wide_margins::wide_margins;

use crate::diag::{Diagnostics, Rule};
use crate::layout::paragraph::line::Line;

/// All of them.
pub const ALL: &[&Rule] = &[
    &low_resolution::RULE,
    &missing_glyph::RULE,
    &overfull_line::RULE,
    &wide_margins::RULE,
    &wide_table::RULE,
];

/// Reports what is wrong with set lines.
pub fn report(lines: &[Line], diags: &mut Diagnostics) {
    for line in lines {
        overfull_line(line, diags);
        missing_glyph(line, diags);
    }
}
