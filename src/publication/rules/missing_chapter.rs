//! `missing-chapter`: a manifest names a chapter that cannot be read.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::publication::Located;

/// A manifest names a chapter that cannot be read.
pub static RULE: Rule = Rule {
    id: "missing-chapter",
    severity: Severity::Error,
    summary: "a chapter whose file is not there",
    explanation: r#"The chapters of a publication are Markdown files below the folder of its manifest.
One that is not there would be missing from every edition, so none is made.

Wrong, where the file is `chapters/1-background.md`:

```toml
[publication]
chapters = ["background.md"]
```

Right:

```toml
[publication]
chapters = ["chapters/1-background.md"]
```
"#,
};

/// The fault of a chapter at its place in the manifest: `why` is a phrase.
pub(crate) fn fault(chapter: &Located, why: &str) -> Diagnostic {
    let message = format!("chapter `{}` cannot be read: {why}", chapter.text);
    let help = "mend the path: it starts from the folder of the manifest";
    Diagnostic::new(&RULE, chapter.span, message).help(help)
}
