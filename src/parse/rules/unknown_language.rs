//! `unknown-language`: a language tag is not well formed.

use crate::diag::{Rule, Severity};

/// A language tag is not well formed.
pub static RULE: Rule = Rule {
    id: "unknown-language",
    severity: Severity::Error,
    summary: "a language tag is not well formed",
    explanation: r##"
`lang=…` takes a tag of BCP 47: `fr`, `pt-BR`, `zh-Hant`. Hyphenation, quotes,
fonts and the voice of a screen reader follow from it.
"##,
};
