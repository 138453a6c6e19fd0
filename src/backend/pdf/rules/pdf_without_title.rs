//! `pdf-without-title`.

use crate::diag::{Rule, Severity};

/// The document has no title.
pub(crate) static PDF_WITHOUT_TITLE: Rule = Rule {
    id: "pdf-without-title",
    severity: Severity::Error,
    summary: "the document has no title",
    explanation: "\
The title is what the window of a viewer shows and what a screen reader says
first; without one it is the name of the file. ISO 14289-1 (PDF/UA), 7.1,
requires it.

```markdown
---
title: Our Principles
---
```
",
};
