//! `unknown-attribute`: an attribute is not known here.

use crate::diag::{Rule, Severity};

/// An attribute is not known here.
pub static RULE: Rule = Rule {
    id: "unknown-attribute",
    severity: Severity::Warning,
    summary: "an attribute is not known here",
    explanation: r##"
Attributes are `#id`, `.class` and `lang=…`; an image also has `width=…`, a
container `title="…"`. Anything else has no effect in any edition.
"##,
};
