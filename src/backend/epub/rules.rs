//! The rules that an EPUB can break.

use crate::backend::faces::rules::FONT_LEFT_OUT;
use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[&FONT_LEFT_OUT, &UNSET_COVER];

/// No font has a character of the drawn cover.
pub(super) static UNSET_COVER: Rule = Rule {
    id: "unset-cover",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Warning,
    fix: false,
    summary: "a character of the drawn cover that no font has",
    explanation: "\
An EPUB without a cover image has a cover drawn from its title, subtitle, authors, and publisher. Where no font
has a letter of one of these, the cover leaves it out.

Add a font that has the letters with `--font-path`, or set a cover image with the key `cover`.
",
};

/// The diagnostic of a character that the cover should show.
pub(super) fn unset_cover(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let message =
        format!("the drawn cover leaves out a line: no font has the character `{character}` (U+{code:04X})");
    Diagnostic::new(&UNSET_COVER, span, message)
        .help("add a font that has it with `--font-path`, or set a cover image with `cover`")
}
