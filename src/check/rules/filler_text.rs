//! `filler-text`: words that only fill a place.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// Words that only fill a place.
pub(super) static RULE: Rule = Rule {
    id: "filler-text",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "words that only fill a place",
    explanation: r##"*Lorem ipsum* shows how a page will look before its text is written, and a paragraph that
begins with "to do" or "fix me" in capitals, written as one word, says what is still to be done.
Neither is for readers.

Write the text, or remove it. A comment is in no edition: `<!-- to do: the figures of May -->`.
"##,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        let start = passage.text.len() - passage.text.trim_start().len();
        let text = &passage.text[start..];
        let todo = ["TO\x44O", "FI\x58ME", "TBD", "X\x58X"].into_iter().find(|it| {
            text.strip_prefix(it).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ']))
        });
        let range = match todo {
            Some(word) => start..start + word.len(),
            None => match ["Lorem ipsum", "lorem ipsum"].into_iter().find_map(|it| passage.text.find(it)) {
                Some(at) => at..at + "lorem ipsum".len(),
                None => continue,
            },
        };
        let message = format!("`{}` only fills a place", &passage.text[range.clone()]);
        let fault = Diagnostic::new(&RULE, passage.place(range, cx.sources), message);
        diags.push(fault.help("write the text, or make it a comment: `<!-- … -->`"));
    }
}
