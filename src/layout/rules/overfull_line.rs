//! `overfull-line`: a line that sticks out of its measure.

use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::geometry::Length;
use crate::layout::paragraph::line::Line;

/// The rule.
pub(super) static RULE: Rule = Rule {
    id: "overfull-line",
    severity: Severity::Warning,
    summary: "a line of the pages is wider than its column",
    explanation: "\
A word, an address or a piece of code is wider than the column it stands in, and there is no place where it may \
be divided. Its end sticks out into the margin of the PDF; the other editions are not concerned.

Words of languages with hyphenation patterns are divided by themselves, and addresses and code after their signs. \
This happens with names that no pattern knows, with chemical terms, in narrow cells of tables.

## Example

    | Substance                             |
    |---------------------------------------|
    | Methylchloroisothiazolinone2Methyl    |

## Mend

Put soft hyphens (U+00AD, in Markdown `&shy;`) where the word may be divided: `Methyl&shy;chloro&shy;iso&shy;…`. \
Give the text its language, if it is not that of the publication: `[Donaudampfschifffahrt]{lang=de}`. In a table, \
make the column wider by shorter words in the others.
",
};

/// What the eye does not see.
const TOLERANCE: Length = Length::millipt(250);

/// Reports a line that sticks out.
pub fn overfull_line(line: &Line, diags: &mut Diagnostics) {
    if line.fit.overfull <= TOLERANCE {
        return;
    }
    let tenths = (line.fit.overfull.to_millipt() + 50) / 100;
    let message = format!("a line is {}.{} pt wider than its column", tenths / 10, tenths % 10);
    let help = "add soft hyphens (`&shy;`) where its longest word may be divided, or rephrase it";
    diags.push(Diagnostic::new(&RULE, line.span, message).help(help));
}
