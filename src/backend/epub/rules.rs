//! The rules that an EPUB can break.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[&FONT_LEFT_OUT, &UNSET_COVER];

/// A font cannot be embedded in the EPUB.
pub(super) static FONT_LEFT_OUT: Rule = Rule {
    id: "font-left-out",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Warning,
    fix: false,
    summary: "a font cannot go with the book",
    explanation: "\
With `embed-fonts` the font files that a text needs go into the EPUB whole. Two kinds cannot:

- a font whose maker forbids it to be embedded (`fsType` of its table `OS/2`);
- a font that is one of several in a collection (`.ttc`, `.otc`), which reading systems do not know.

The reader's own font then takes its place. Use another font, or ask its maker for a licence that allows embedding or
for the font in a file of its own.
",
};

/// No font has a character of the drawn cover.
pub(super) static UNSET_COVER: Rule = Rule {
    id: "unset-cover",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Warning,
    fix: false,
    summary: "no font has a character of the drawn cover",
    explanation: "\
A book without a picture for its cover has one drawn from its title, subtitle, authors, and publisher. Where no font
has a letter of one of these, the cover goes without it: boxes would say less than nothing.

Give a font that has the letters with `--font-path`, or a picture with the key `cover`.
",
};

/// The fault of a font of that name, and why it cannot go with the book.
pub(super) fn font_left_out(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&FONT_LEFT_OUT, span, format!("the font `{name}` does not go with the book: {why}"))
        .help("use another font, or leave out `embed-fonts`")
}

/// The fault of a character that the cover should show.
pub(super) fn unset_cover(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let message = format!(
        "the drawn cover goes without a line: no font has the character `{character}` (U+{code:04X})"
    );
    Diagnostic::new(&UNSET_COVER, span, message)
        .help("give a font that has it with `--font-path`, or a picture with `cover`")
}
