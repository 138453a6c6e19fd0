//! The rule of fonts that go with an edition.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::source::Span;

/// A font cannot be embedded in an edition.
pub(in crate::backend) static FONT_LEFT_OUT: Rule = Rule {
    id: "font-left-out",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Warning,
    fix: false,
    summary: "a font that cannot be embedded in the EPUB or in the HTML",
    explanation: "\
The EPUB and the HTML embed the fonts of the publication, and others where they are asked for. Some cannot be embedded:

- a font whose maker does not allow embedding (`fsType` of its table `OS/2`);
- with `embed-fonts`, a font that is one of several in a collection (`.ttc`, `.otc`), which reading systems do not know.

The reading system or browser then uses its own font. Use another font, or ask its maker for a licence that allows
embedding or for the font in a file of its own.
",
};

/// The diagnostic of a font of that name, and why it cannot go with the edition.
pub(in crate::backend) fn font_left_out(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&FONT_LEFT_OUT, span, format!("the font `{name}` is not embedded: {why}"))
        .help("use another font, or do not embed the fonts of this edition")
}
