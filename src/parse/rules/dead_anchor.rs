//! `dead-anchor`: a link leads to a place that does not exist.

use crate::diag::{Rule, Severity};

/// A link leads to a place that does not exist.
pub static RULE: Rule = Rule {
    id: "dead-anchor",
    severity: Severity::Error,
    summary: "a link leads to a place that does not exist",
    explanation: r##"
A link such as `[the appendix](#appendix)` or `[rights](rights.md#stay)` names
an id that nothing in the publication carries. In the editions it would lead
nowhere, so the link becomes plain text and the build fails.

Headings get their id from their words: `## What we ask` is `#what-we-ask`. An
id can also be given, to a heading or to any block or span:

```markdown
## What we ask {#demands}

See [our demands](#demands).
```
"##,
};
