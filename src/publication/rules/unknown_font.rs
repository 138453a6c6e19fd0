//! `unknown-font`: a family that no font has.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::publication::nearest;
use crate::source::Span;

/// The publication names a family that no font has.
pub static RULE: Rule = Rule {
    id: "unknown-font",
    severity: Severity::Error,
    summary: "a family of fonts that is not there",
    explanation: r#"The pages are set in the families of the theme, or in those that you name: of the
fonts that the program carries, of those that `--font-path` gives, or with
`--system-fonts` of those of the machine. Another in its place would leave you
with other pages than those you asked for.

Wrong:

```toml
[pdf]
serif-font = "Garamond"
```

Right:

```toml
[pdf]
serif-font = "EB Garamond"
```
"#,
};

/// The fault of a name at the place of the metadata, with the families that are there.
pub(crate) fn fault(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let help = match nearest(name, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there are `{}`; `--font-path` gives others", known.join("`, `")),
    };
    Diagnostic::new(&RULE, span, format!("no font is of the family `{name}`")).help(help)
}
