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
    summary: "a font that cannot be embedded in the EPUB",
    explanation: "\
With `embed-fonts` the font files that a text needs are embedded in the EPUB. Two kinds cannot be embedded:

- a font whose maker does not allow embedding (`fsType` of its table `OS/2`);
- a font that is one of several in a collection (`.ttc`, `.otc`), which reading systems do not know.

The reading system then uses its own font. Use another font, or ask its maker for a licence that allows embedding or
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
    summary: "a character of the drawn cover that no font has",
    explanation: "\
An EPUB without a cover image has a cover drawn from its title, subtitle, authors, and publisher. Where no font
has a letter of one of these, the cover leaves it out.

Add a font that has the letters with `--font-path`, or set a cover image with the key `cover`.
",
};

/// The diagnostic of a font of that name, and why it cannot go with the book.
pub(super) fn font_left_out(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&FONT_LEFT_OUT, span, format!("the font `{name}` is not embedded: {why}"))
        .help("use another font, or remove `embed-fonts`")
}

/// The diagnostic of a character that the cover should show.
pub(super) fn unset_cover(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let message =
        format!("the drawn cover leaves out a line: no font has the character `{character}` (U+{code:04X})");
    Diagnostic::new(&UNSET_COVER, span, message)
        .help("add a font that has it with `--font-path`, or set a cover image with `cover`")
}
