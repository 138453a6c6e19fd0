//! `svg-feature-lost`.

use crate::diag::{Rule, Severity};

/// A drawing has something that a PDF cannot show.
pub(in crate::backend::pdf) static SVG_FEATURE_LOST: Rule = Rule {
    id: "svg-feature-lost",
    severity: Severity::Warning,
    summary: "a drawing has something that a PDF cannot show",
    explanation: "\
A drawing (SVG) goes into the PDF as shapes, sharp at any size. PDF has no word
for some things that SVG has: filters such as blurs and shadows, gradients that
repeat themselves, pictures in GIF inside the drawing. The drawing is shown
without them.

Draw it without them, or export it as PNG at 300 pixels to the inch.
",
};
