//! The rules that a PDF can break: what keeps a document from PDF/UA and PDF/A.

use crate::diag::{Group, Rule, Severity};

/// All of them.
pub const ALL: &[&Rule] = &[&CMYK_IMAGE, &LOCKED_FONT, &MEANINGLESS_TEXT, &OVERLONG_TEXT, &SVG_FEATURE_LOST];

/// A CMYK image has no colour profile.
pub(super) static CMYK_IMAGE: Rule = Rule {
    id: "cmyk-image",
    aliases: &["cmyk-picture"],
    group: Group::Images,
    severity: Severity::Error,
    fix: false,
    summary: "a CMYK image has no colour profile",
    explanation: "\
An image in CMYK gives the amount of each ink, but which colours these are
depends on the inks and the paper. Without a colour profile no program can show
it faithfully, and ISO 19005-2 (PDF/A), 6.2.4.3, forbids it.

Convert the image to RGB, or save it again with its colour profile.
",
};

/// A font does not allow embedding.
pub(super) static LOCKED_FONT: Rule = Rule {
    id: "locked-font",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Error,
    fix: false,
    summary: "a font does not allow embedding",
    explanation: "\
A font file may forbid to be embedded in documents (`fsType` in its table
`OS/2`). A PDF without its fonts looks different everywhere, and ISO 19005-2
(PDF/A), 6.2.11.4, and ISO 14289-1 (PDF/UA), 7.21.4, require them.

Use another font, or get a licence that allows embedding.
",
};

/// A character has no meaning in Unicode.
pub(super) static MEANINGLESS_TEXT: Rule = Rule {
    id: "meaningless-text",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Error,
    fix: false,
    summary: "a character has no meaning in Unicode",
    explanation: "\
Characters of Unicode's private use areas mean whatever a font defines: no
program can search, speak or copy them. ISO 19005-2 (PDF/A), 6.2.11.7.3, and
ISO 14289-1 (PDF/UA), 7.21.7, forbid them.

Use the character that Unicode has for the symbol, or an image with an
alternative text.
",
};

/// A text is too long for a PDF string.
pub(super) static OVERLONG_TEXT: Rule = Rule {
    id: "overlong-text",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Error,
    fix: false,
    summary: "a text is too long for a PDF string",
    explanation: "\
An address, a title, an alternative text and the like is one string in a PDF,
and ISO 19005-2 (PDF/A), 6.1.13, allows it 32,767 bytes: about sixteen thousand
characters. Running text has no such limit.

Shorten it, or move it into the running text.
",
};

/// An SVG uses a feature that PDF does not have.
pub(super) static SVG_FEATURE_LOST: Rule = Rule {
    id: "svg-feature-lost",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Warning,
    fix: false,
    summary: "an SVG uses a feature that PDF does not have",
    explanation: "\
An SVG becomes shapes in the PDF, sharp at any size. PDF has no equivalent of
some features: filters such as blurs and shadows, gradients that repeat
themselves, GIF images inside the SVG. The image is shown without them.

Remove them from the SVG, or export it as PNG at 300 pixels per inch.
",
};
