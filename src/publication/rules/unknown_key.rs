//! `unknown-key`: a key or section that does not exist.

use crate::diag::{Rule, Severity};

/// A manifest or front matter names a key that does not exist.
pub static RULE: Rule = Rule {
    id: "unknown-key",
    severity: Severity::Error,
    summary: "a key or section that does not exist",
    explanation: r#"A key that nobody reads is most often a slip of the pen, and what it should say
would be missing from every edition without a word. So it is an error, and the
message names the key that was probably meant.

Wrong:

```yaml
titel: A statement
```

Right:

```yaml
title: A statement
```
"#,
};
