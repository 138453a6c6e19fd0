//! `lost-title`: the title of an image in a line of text is not shown.

use crate::diag::{Rule, Severity};

/// The title of an image in a line of text is not shown.
pub static RULE: Rule = Rule {
    id: "lost-title",
    severity: Severity::Warning,
    summary: "the title of an image in a line of text is not shown",
    explanation: r##"
The title of an image that stands alone in its paragraph is its caption. An
image that runs in a line of text has no caption, so its title would be lost.

Remove the title, say it in the text, or let the image stand alone:

```markdown
![A reading room](room.png "The room in spring")
```
"##,
};
