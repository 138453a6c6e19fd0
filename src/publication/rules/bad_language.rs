//! `bad-language`: a language tag is not well formed.

use crate::diag::{Rule, Severity};

/// A language tag is not well formed by BCP 47.
pub static RULE: Rule = Rule {
    id: "bad-language",
    severity: Severity::Error,
    summary: "a language tag that is not well formed (BCP 47)",
    explanation: r#"A screen reader chooses its voice, and the typesetter its hyphens and quotation
marks, by the language tag (RFC 5646). The name of a language is no tag.

Wrong:

```yaml
language: English
```

Right:

```yaml
language: en-US
```
"#,
};
