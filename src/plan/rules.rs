//! The rule that the editions of a publication can break.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::publication::nearest;
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[&UNKNOWN_EDITION];

/// The publication names an edition that it does not declare.
pub static UNKNOWN_EDITION: Rule = Rule {
    id: "unknown-edition",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "the name of an edition that is not declared",
    explanation: r#"Every publication has the editions `pdf`, `epub`, `html` and `txt`, unless it turns one
off. It declares others, with options of their own, in tables of the manifest. The
list `editions` chooses among all of them.

Wrong:

```toml
editions = ["pdf", "print"]
```

Right:

```toml
[publication]
editions = ["pdf", "print"]

[editions.print]
format = "pdf"
crop-marks = true
```
"#,
};

/// The diagnostic of a name, with those that are declared.
pub(crate) fn unknown_edition(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let help = match nearest(name, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("declare it in `[editions.{name}]`, or use one of `{}`", known.join("`, `")),
    };
    Diagnostic::new(&UNKNOWN_EDITION, span, format!("unknown edition `{name}`")).help(help)
}
