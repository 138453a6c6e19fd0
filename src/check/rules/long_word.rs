//! `long-word`: a word is longer than words are.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::script::has_no_spaces;

/// A word is longer than words are.
pub(super) static RULE: Rule = Rule {
    id: "long-word",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "a word longer than words are",
    explanation: r##"No line is broken inside a word but at its hyphens, and a word of more than 50
letters is wider than many a page. Mostly it is two that lost the space between
them, or an address that should be a link.

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
