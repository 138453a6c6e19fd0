//! `pdf-without-language`.

use crate::diag::{Rule, Severity};

/// The document does not say in which language it is.
pub(in crate::backend::pdf) static PDF_WITHOUT_LANGUAGE: Rule = Rule {
    id: "pdf-without-language",
    severity: Severity::Error,
    summary: "the document does not say in which language it is",
    explanation: "\
A screen reader speaks a text by the rules of its language. ISO 14289-1
(PDF/UA), 7.2, asks for it, as ISO 19005-2 (PDF/A), 6.7.4, does.

```markdown
---
title: Our Principles
lang: en
---
```
",
};
