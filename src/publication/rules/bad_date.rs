//! `bad-date`: a date is not one of ISO 8601, or does not exist.

use crate::diag::{Rule, Severity};

/// A date is not one of ISO 8601, or does not exist.
pub static RULE: Rule = Rule {
    id: "bad-date",
    severity: Severity::Error,
    summary: "a date that is not written as ISO 8601 asks, or does not exist",
    explanation: r#"The editions carry the date in forms that machines read, and each language writes
it in its own way for people. Both are made from one form: the year, the year
and month, or the full day, as exact as it is known.

Wrong:

```yaml
date: November 2019
```

Right:

```yaml
date: 2019-11
```
"#,
};
