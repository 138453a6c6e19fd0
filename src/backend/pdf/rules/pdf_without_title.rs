//! `pdf-without-title`.

use crate::diag::{Rule, Severity};

/// The document has no title.
pub(in crate::backend::pdf) static PDF_WITHOUT_TITLE: Rule = Rule {
    id: "pdf-without-title",
    severity: Severity::Error,
    summary: "the document has no title",
    explanation: "\
The title is what a reader's window and a screen reader say first; without one
they say the name of the file. ISO 14289-1 (PDF/UA), 7.1, asks for it.

```markdown
---
title: Our Principles
---
```
",
};
