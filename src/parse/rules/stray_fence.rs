//! `stray-fence`: a fence of a container has no counterpart.

use crate::diag::{Rule, Severity};

/// A fence of a container has no counterpart.
pub static RULE: Rule = Rule {
    id: "stray-fence",
    severity: Severity::Error,
    summary: "a fence of a container has no counterpart",
    explanation: r##"
A container is opened by `:::` with a name or attributes and closed by `:::`
alone, in the same list item or quotation. One of the two is missing.

```markdown
::: warning
Inside.
:::
```
"##,
};
