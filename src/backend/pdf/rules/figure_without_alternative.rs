//! `figure-without-alternative`.

use crate::diag::{Rule, Severity};

/// A figure has no alternative text.
pub(crate) static FIGURE_WITHOUT_ALTERNATIVE: Rule = Rule {
    id: "figure-without-alternative",
    severity: Severity::Error,
    summary: "a figure has no alternative text",
    explanation: "\
Readers who cannot see an image read or hear the text in its brackets. Without
this alternative text the image does not exist for them, and ISO 14289-1
(PDF/UA), 7.3, forbids it.

```markdown
![](chart.png)                             wrong
![Sales doubled in ten years](chart.png)   right
![](border.png){.decorative}               an image without meaning
```

Describe what the image shows. With `standard = [\"none\"]` under `[pdf]` the file
does not claim to be accessible.
",
};
