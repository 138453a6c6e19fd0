//! `duplicate-key`: a key is given twice.

use crate::diag::{Rule, Severity};

/// A key is given twice, perhaps by its other name.
pub static RULE: Rule = Rule {
    id: "duplicate-key",
    severity: Severity::Error,
    summary: "a key that is given twice, perhaps by its other name",
    explanation: r#"Of two values only one can hold, and which of them was meant cannot be known.
Some keys have two names: `language` and `lang`, `authors` and `author`,
`subjects` and `keywords`, `description` and `abstract`.

Wrong:

```yaml
lang: en
language: en-US
```

Right:

```yaml
language: en-US
```
"#,
};
