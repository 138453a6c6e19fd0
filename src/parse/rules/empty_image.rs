//! `empty-image`: an image names no file.

use crate::diag::{Rule, Severity};

/// An image names no file.
pub static RULE: Rule = Rule {
    id: "empty-image",
    severity: Severity::Error,
    summary: "an image that names no file",
    explanation: r##"
An image without a path, as in `![A crowd]()`, or with that of a folder, as in
`![A crowd](.)`, cannot be shown in any edition, and what its author meant to
show would be missing without a word.

Give the path of the file, from the source that names it:

```markdown
![A crowd](images/crowd.jpg)
```
"##,
};
