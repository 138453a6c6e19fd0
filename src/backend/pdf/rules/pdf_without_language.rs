//! `pdf-without-language`.

use crate::diag::{Rule, Severity};

/// No language is set.
pub(crate) static PDF_WITHOUT_LANGUAGE: Rule = Rule {
    id: "pdf-without-language",
    severity: Severity::Error,
    summary: "no language is set",
    explanation: "\
A screen reader speaks a text by the rules of its language. ISO 14289-1
(PDF/UA), 7.2, and ISO 19005-2 (PDF/A), 6.7.4, require it.

```markdown
---
title: Our Principles
lang: en
---
```
",
};
