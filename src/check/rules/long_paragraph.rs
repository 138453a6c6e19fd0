//! `long-paragraph`: a paragraph is longer than a page.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// A paragraph is longer than a page.
pub(super) static RULE: Rule = Rule {
    id: "long-paragraph",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "a paragraph longer than a page",
    explanation: r##"A paragraph of more than 400 words fills a page without a break, and
listeners cannot skip to the next thought. Such length often means that the blank
lines between paragraphs were lost.

Divide it where a new thought begins.
"##,
};

/// The most words of a paragraph: what a page of a book holds.
const MOST: usize = 400;

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        let words = passage.words().count();
        if words > MOST {
            let place = passage.words().next().map_or(0..0, |(range, _)| range);
            let message = format!("the paragraph that begins here has {words} words");
            diags.push(
                Diagnostic::new(&RULE, passage.place(place, cx.sources), message)
                    .help("divide it where a new thought begins"),
            );
        }
    }
}
