//! `font-left-out`.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    id: "font-left-out",
    severity: Severity::Warning,
    summary: "a font cannot go with the book",
    explanation: "\
With `embed-fonts` the font files that a text needs go into the EPUB whole. Two kinds cannot:

- a font whose maker forbids it to be embedded (`fsType` of its table `OS/2`);
- a font that is one of several in a collection (`.ttc`, `.otc`), which reading systems do not know.

The reader's own font then takes its place. Use another font, or ask its maker for a licence that allows embedding or
for the font in a file of its own.
",
};

/// The fault of a font of that name, and why it cannot go with the book.
pub fn fault(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&RULE, span, format!("the font `{name}` does not go with the book: {why}"))
        .help("use another font, or leave out `embed-fonts`")
}
