//! `raw-html`: there is raw HTML that not every edition can show.

use crate::diag::{Rule, Severity};

/// There is raw HTML that not every edition can show.
pub static RULE: Rule = Rule {
    id: "raw-html",
    severity: Severity::Error,
    summary: "there is raw HTML that not every edition can show",
    explanation: r##"
A PDF or a text knows no HTML, so raw HTML would be lost in some editions. A
few inline tags mean the same everywhere and are allowed: `br`, `sup`, `sub`,
`kbd`, `abbr`, `mark`, `u` and `small`. Comments are left out. For any other tag
there is a way in Markdown: attributes, containers, images, tables.

```markdown
::: note
A set-off remark.
:::

A [phrase]{.smallcaps lang=la}.
```

To show a tag as text, write it as code: `` `<div>` ``.
"##,
};
