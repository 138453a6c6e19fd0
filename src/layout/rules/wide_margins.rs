//! `wide-margins`: margins leave no room for the text.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// See the explanation.
pub(super) static RULE: Rule = Rule {
    id: "wide-margins",
    severity: Severity::Error,
    summary: "the margins leave no room for the text",
    explanation: "\
Between the margins there must be room for a line of 20 mm, and for four lines below one another. The pages would \
otherwise be made with other margins than those that were asked for.

Take narrower margins, or a larger paper:

```toml
[pdf]
paper = \"a5\"
margins = [\"18mm\", \"15mm\", \"22mm\", \"18mm\"]
```
",
};

/// The fault, at the place of the metadata.
pub(in crate::layout) fn wide_margins(span: Span) -> Diagnostic {
    let message = "the margins leave no room for the text";
    Diagnostic::new(&RULE, span, message).help("take narrower ones, or a larger paper")
}
