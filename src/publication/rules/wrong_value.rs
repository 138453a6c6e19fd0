//! `wrong-value`: a value is not of the kind that its key takes.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// A value is not of the kind that its key takes.
pub static RULE: Rule = Rule {
    id: "wrong-value",
    severity: Severity::Error,
    summary: "a value that is not of the kind that its key takes",
    explanation: r#"Each key takes values of one kind: text, a list of texts, a date, a language,
`true` or `false`, a number within bounds. The help says which.

Wrong:

```toml
[txt]
width = "wide"
```

Right:

```toml
[txt]
width = 72
```
"#,
};

/// The fault of a manifest that describes a publication and a collection at once.
pub(crate) fn both_kinds(span: Span) -> Diagnostic {
    let message = "a manifest describes a publication or a collection, not both";
    Diagnostic::new(&RULE, span, message).help("give each its own folder and `pamphlet.toml`")
}
