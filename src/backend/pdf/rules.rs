//! The rules that a PDF can break: what keeps a document from PDF/UA and PDF/A.

use crate::diag::{Group, Rule, Severity};

/// All of them.
pub const ALL: &[&Rule] =
    &[&CMYK_IMAGE, &LOCKED_FONT, &MEANINGLESS_TEXT, &OVERLONG_TEXT, &SVG_FEATURE_LOST, &UNCLAIMED_STANDARD];

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

/// The PDF does not claim the standards that it usually meets.
pub(super) static UNCLAIMED_STANDARD: Rule = Rule {
    id: "unclaimed-standard",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Warning,
    fix: false,
    summary: "a PDF that does not claim to be accessible and archivable",
    explanation: "\
A PDF claims PDF/UA-1 and PDF/A-2a, which say that everyone can read it and that it will
last, only where the document meets them. Something in this document keeps it from that:
an image without an alternative text, an unknown language, a character that no font has.
The PDF is written all the same, with its tags, but without the claim. The message names
the first place.

Fix what the message names. Where the claim is a must, write it into the manifest, and
the same becomes an error:

```toml
[pdf]
standard = [\"ua-1\", \"a-2a\"]
```
",
};
