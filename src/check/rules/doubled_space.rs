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
has no meaning, and often shows where a text was cut and pasted.

Remove it; `pamphlet check --fix` does. Where a wider space is meant, as in verse or before a figure, use a
character that means it: an en space (U+2002) or an em space (U+2003).
"##,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        let mut rest = 0;
        while let Some(found) = passage.text[rest..].find("  ") {
            let start = rest + found;
            let length = passage.text[start..].bytes().take_while(|it| *it == b' ').count();
            rest = start + length;
            let place = passage.place(start..rest, cx.sources);
            // A line end beside a space is one space to the reader.
            let source = cx.sources.slice(place);
            if source.contains('\n') {
                continue;
            }
            let fault = Diagnostic::new(&RULE, place, format!("{length} spaces")).help("remove all but one");
            // Where they belong to two stretches of type, one of them has to be chosen.
            let plain = source.bytes().all(|it| it == b' ');
            diags.push(if plain { fault.repair(place, " ") } else { fault });
        }
    }
}
