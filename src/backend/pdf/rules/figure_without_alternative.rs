//! `figure-without-alternative`.

use crate::diag::{Rule, Severity};

/// A figure has no text that stands for it.
pub(in crate::backend::pdf) static FIGURE_WITHOUT_ALTERNATIVE: Rule = Rule {
    id: "figure-without-alternative",
    severity: Severity::Error,
    summary: "a figure has no text that stands for it",
    explanation: "\
Those who do not see a picture read or hear the text in its brackets. Without
one the picture does not exist for them, and ISO 14289-1 (PDF/UA), 7.3, forbids
it.

```markdown
![](chart.png)                        a fault
![Sales doubled in ten years](chart.png)   the mend
![](border.png){.decorative}          a picture that says nothing
```

Say what the picture says, not that it is one. With `standard = [\"none\"]` under
`[pdf]` the file is made without a promise to be accessible.
",
};
