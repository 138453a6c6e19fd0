//! `undefined-note`: a note is referred to but not defined.

use crate::diag::{Rule, Severity};

/// A note is referred to but not defined.
pub static RULE: Rule = Rule {
    id: "undefined-note",
    severity: Severity::Error,
    summary: "a note is referred to but not defined",
    explanation: r##"
`[^2]` needs a definition in the same file:

```markdown
A claim.[^2]

[^2]: Where it comes from.
```

Write `\[^2]` where the brackets are meant as such.
"##,
};
