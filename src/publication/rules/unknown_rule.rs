//! `unknown-rule`: `[check]` names a rule that does not exist.

use crate::diag::{Rule, Severity};

/// `[check]` names a rule that does not exist.
pub static RULE: Rule = Rule {
    id: "unknown-rule",
    severity: Severity::Error,
    summary: "a rule in `[check]` that does not exist",
    explanation: r#"Faults are weighed by the names of rules. A name that does not exist weighs
nothing, and a fault that should fail the build would pass. `pamphlet explain`
lists the names.

Wrong:

```toml
[check]
deny = ["heading-skipped"]
```

Right:

```toml
[check]
deny = ["skipped-heading"]
```
"#,
};
