//! `lacking-face`: a family of text without a face that text needs.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The family that the publication names for its text has no italic, or no bold.
pub static RULE: Rule = Rule {
    id: "lacking-face",
    severity: Severity::Warning,
    summary: "a family of fonts for text without italic or bold",
    explanation: r#"Stress is set in italic type and strong stress in bold, in faces that were drawn
for it: a slanted or thickened face is never made up. Where the family has none,
stressed words look like all others on the pages; to a screen reader they are
still stressed.

Wrong, where there is only one face of the family:

```toml
[pdf]
serif-font = "Amiri"
```

Right:

```toml
[pdf]
serif-font = "Source Serif 4"
```
"#,
};

/// The fault of a family at the place of the metadata, with the style that it has not.
pub(crate) fn fault(family: &str, style: &str, span: Span) -> Diagnostic {
    let message = format!("the family `{family}` has no {style} face");
    Diagnostic::new(&RULE, span, message).help("give it by `--font-path`, or name another family")
}
