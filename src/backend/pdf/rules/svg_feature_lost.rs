//! `svg-feature-lost`.

use crate::diag::{Rule, Severity};

/// An SVG uses a feature that PDF does not have.
pub(crate) static SVG_FEATURE_LOST: Rule = Rule {
    id: "svg-feature-lost",
    severity: Severity::Warning,
    summary: "an SVG uses a feature that PDF does not have",
    explanation: "\
An SVG becomes shapes in the PDF, sharp at any size. PDF has no equivalent of
some features: filters such as blurs and shadows, gradients that repeat
themselves, GIF images inside the SVG. The image is shown without them.

Remove them from the SVG, or export it as PNG at 300 pixels per inch.
",
};
