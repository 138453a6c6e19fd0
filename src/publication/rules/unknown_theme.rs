//! `unknown-theme`: a theme that does not exist.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::publication::nearest;
use crate::source::Span;

/// The publication names a theme that does not exist.
pub static RULE: Rule = Rule {
    id: "unknown-theme",
    severity: Severity::Error,
    summary: "a theme that does not exist",
    explanation: r#"The look of all editions comes from the theme. A name that does not exist would
leave you with another look than the one you asked for.

Wrong:

```yaml
theme: clasic
```

Right:

```yaml
theme: classic
```
"#,
};

/// The fault of a name at the place of the metadata, with the names that exist.
pub(crate) fn fault(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let help = match nearest(name, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("the themes are `{}`", known.join("`, `")),
    };
    Diagnostic::new(&RULE, span, format!("there is no theme `{name}`")).help(help)
}
