//! `replaced-character`: a replacement character (U+FFFD).

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::text::is_forbidden;

/// a replacement character (U+FFFD).
pub(super) static RULE: Rule = Rule {
    id: "replaced-character",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a replacement character (U+FFFD)",
    explanation: r##"
U+FFFD, the question mark in a lozenge, is what programs put where they could
not read a character: a text was once taken for another encoding, or a reference
as `&#xD800;` names a code point that is no character (CommonMark 0.31.2, 2.5;
Unicode 16, 23.8). Readers see that something is missing, and not what.

Write the original character:

```markdown
The café, and not the caf&#xD800;
```
"##,
};

/// Finds them: one for each run. Where a file is no UTF-8, that has been said, and is not said again of each byte.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    const LOST: char = '\u{fffd}';
    for passage in &cx.passages {
        let runs = passage.text.match_indices(LOST).map(|(at, _)| at);
        for start in runs.filter(|at| !passage.text[..*at].ends_with(LOST)) {
            let rest = &passage.text[start..];
            let end = start + rest.len() - rest.trim_start_matches(LOST).len();
            let place = passage.place(start..end, cx.sources);
            let fault = Diagnostic::new(&RULE, place, "U+FFFD replaces a lost character");
            // A control character in its place has been reported as what it is.
            let source = cx.sources.slice(place);
            let is_control = source.contains(is_forbidden) && !source.contains(LOST);
            if !is_control && !cx.garbled.contains(&place.source) {
                diags.push(fault.help("write the original character"));
            }
        }
    }
}
