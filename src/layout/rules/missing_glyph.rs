//! `missing-glyph`: a character that no face has.

use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::layout::paragraph::line::Line;

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-glyph",
    severity: Severity::Error,
    summary: "no font has a character of the text",
    explanation: "\
No face that the program carries, and none that was given to it, has a letter for a character. The page would \
show a box in its place, and PDF/A and PDF/UA forbid that, so no PDF is made.

The program carries faces for Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari and Thai, and for common signs. \
Chinese, Japanese and Korean faces are too large to be carried.

## Example

    The sign 一 is the number one.

## Mend

Give the program a font that has the character: `--font-path FOLDER`. If the character came into the text by \
mistake, as private-use characters often do when text is copied from a PDF, replace it.
",
};

/// Reports the characters of a line that no face has.
pub fn missing_glyph(line: &Line, diags: &mut Diagnostics) {
    for (character, span) in &line.missing {
        let code = u32::from(*character);
        let message = format!("no font has the character `{character}` (U+{code:04X})");
        let help = "give a font that has it with `--font-path`, or replace the character";
        diags.push(Diagnostic::new(&RULE, *span, message).help(help));
    }
}
