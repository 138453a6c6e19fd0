//! `doubled-space`: two spaces instead of one.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// Two spaces instead of one.
pub(super) static RULE: Rule = Rule {
    id: "doubled-space",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: true,
    summary: "two spaces instead of one",
    explanation: r##"Space between words and sentences is set by the layout. A second space in the source
has no meaning, and often shows where a text was cut and pasted. Two spaces after the end of
a sentence, as some type them, are not reported.

Remove it; `pamphlet check --fix` does where the spaces cannot hold columns. Where a wider space is meant, as in verse or before a figure, use a
character that means it: an en space (U+2002) or an em space (U+2003).
"##,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        // Wider gaps, or gaps on several lines, may hold the columns of a table, verse or code.
        let holds_columns = passage.text.contains("   ") || passage.text.matches("  ").count() > 2;
        let mut rest = 0;
        while let Some(found) = passage.text[rest..].find("  ") {
            let start = rest + found;
            let length = passage.text[start..].bytes().take_while(|it| *it == b' ').count();
            rest = start + length;
            // Two spaces after a sentence are the habit of typists, and no edition shows them.
            if length == 2 && ends_sentence(&passage.text[..start]) {
                continue;
            }
            let place = passage.place(start..rest, cx.sources);
            // A line end or an element beside a space is one space to the reader.
            let source = cx.sources.slice(place);
            if source.contains(['\n', '<']) {
                continue;
            }
            let columns = length > 3;
            let message = match columns {
                true => format!("{length} spaces become one: text is not set in columns by them"),
                false => format!("{length} spaces"),
            };
            let help = match columns {
                true => "make it a table, code or verse, or remove all but one",
                false => "remove all but one",
            };
            let fault = Diagnostic::new(&RULE, place, message).help(help);
            // Where they belong to two stretches of type, one of them has to be chosen.
            let plain = source.bytes().all(|it| it == b' ') && !holds_columns;
            diags.push(if plain { fault.repair(place, " ") } else { fault });
        }
    }
}

/// Whether a text ends with the end of a sentence, and with the quotation marks and brackets that close after it.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', ':', '…'])
}
