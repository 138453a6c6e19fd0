//! A link that would run code, or lead to the reader's own machine.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unsafe-address",
    severity: Severity::Error,
    summary: "a link would run code or lead to the reader's own machine",
    explanation: "\
A link's address may be relative or begin with a scheme that sends a reader somewhere: `https:`, `mailto:`,
`tel:` and their like. An address of another scheme, such as `javascript:`, `data:` or `file:`, runs code in the
reader's browser or opens what lies on the reader's own machine. No edition carries it; the link's words stay.

```markdown
[Sign up](javascript:signup())
```

Give the address of a page that does it:

```markdown
[Sign up](https://example.org/sign-up)
```
",
};

/// The fault of a link at `span` to an address of that scheme.
pub fn fault(span: Span, scheme: &str) -> Diagnostic {
    Diagnostic::new(&RULE, span, format!("a link may not lead to a `{scheme}:` address"))
        .help("link to a page on the web, or to a place in this document")
}
