//! `unset-cover`.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unset-cover",
    severity: Severity::Warning,
    summary: "no font has a character of the drawn cover",
    explanation: "\
A book without a picture for its cover has one drawn from its title, subtitle, authors, and publisher. Where no font
has a letter of one of these, the cover goes without it: boxes would say less than nothing.

Give a font that has the letters with `--font-path`, or a picture with the key `cover`.
",
};

/// The fault of a character that the cover should show.
pub fn fault(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let message = format!(
        "the drawn cover goes without a line: no font has the character `{character}` (U+{code:04X})"
    );
    Diagnostic::new(&RULE, span, message)
        .help("give a font that has it with `--font-path`, or a picture with `cover`")
}
