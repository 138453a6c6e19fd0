//! `unknown-paper`: a paper that does not exist.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The publication names a paper that does not exist.
pub static RULE: Rule = Rule {
    id: "unknown-paper",
    severity: Severity::Error,
    summary: "a paper that is neither a known size nor width by height",
    explanation: r#"The pages are made for one paper. A size that cannot be read would leave you with
another than the one your printer has.

Wrong:

```toml
[pdf]
paper = "A4 landscape"
```

Right:

```toml
[pdf]
paper = "297mm x 210mm"
```
"#,
};

/// The fault of a name at the place of the metadata.
pub(crate) fn fault(name: &str, span: Span) -> Diagnostic {
    let help = "give `a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`, or width by height: `148mm x 210mm`";
    Diagnostic::new(&RULE, span, format!("there is no paper `{name}`")).help(help)
}
