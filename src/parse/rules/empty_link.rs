//! `empty-link`: a link has no text, or leads nowhere.

use crate::diag::{Rule, Severity};

/// A link has no text, or leads nowhere.
pub static RULE: Rule = Rule {
    id: "empty-link",
    severity: Severity::Error,
    summary: "a link has no text, or leads nowhere",
    explanation: r##"
`[](https://example.org)` has nothing to see or to hear, so nobody can follow
it; `[text]()` has no address. WCAG 2.2, 2.4.4, asks for a purpose that the
text of the link tells.

Write text between the brackets and an address between the parentheses.
"##,
};
