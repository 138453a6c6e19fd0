//! `long-word`: an extremely long word.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::text::has_no_spaces;

/// A word is extremely long.
pub(super) static RULE: Rule = Rule {
    id: "long-word",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "an extremely long word",
    explanation: r##"A word of more than 50 letters is wider than many pages. Usually the space between two
words is missing, or it is an address that should be a link.

Divide it, or mark an address or code as such: `<https://example.org>`, `` `code` ``.
"##,
};

/// The most letters of a word.
const MOST: usize = 50;

/// Finds them. Scripts without spaces between words are passed over; so are addresses, which break at their marks.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        // No word has more letters than bytes, and few have so many bytes.
        for (range, word) in passage.words().filter(|(range, _)| range.len() > MOST) {
            let longest =
                word.split(|it: char| !it.is_alphabetic()).map(|it| it.chars().count()).max().unwrap_or(0);
            if longest > MOST && !word.chars().any(has_no_spaces) {
                let message = format!("this word has {longest} letters in a row");
                diags.push(
                    Diagnostic::new(&RULE, passage.place(range, cx.sources), message)
                        .help("divide it, or mark it as code or as a link"),
                );
            }
        }
    }
}
