//! `straight-quote`: a straight quotation mark was left among curly ones.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// A straight quotation mark was left among curly ones.
pub(super) static RULE: Rule = Rule {
    id: "straight-quote",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "a straight quotation mark among curly ones",
    explanation: r##"Straight quotation marks become those of the language. A mark that neither opens nor
closes stays straight and looks like an error among the others. Behind a figure it is
taken for a measure, which has marks of its own: ″ and ′.
To keep a straight mark, escape it: `\"`.

Wrong:

```markdown
They said " so, "or so," she said.
```

Right:

```markdown
They said so, "or so," she said.
```
"##,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let curly = |it: char| matches!(it, '“' | '”' | '‘' | '’' | '„' | '«' | '»');
    if !cx.passages.iter().any(|it| it.text.contains(curly)) {
        return;
    }
    for passage in &cx.passages {
        for (at, mark) in passage.text.match_indices(['"', '\'']) {
            let range = at..at + mark.len();
            // Behind a figure it is a measure: inches, feet, minutes, seconds.
            if passage.text[..at].ends_with(char::is_numeric) {
                continue;
            }
            // What is spelled otherwise, as `\"` or `&quot;`, is meant.
            let is_typed = passage.spelling(range.clone(), cx.sources) == mark;
            let place = passage.place(range, cx.sources);
            if is_typed && !cx.is_foreign(place) {
                let fault = Diagnostic::new(&RULE, place, "straight quotation mark");
                diags.push(fault.help("use `″` or `′` for a measure, otherwise a curly quotation mark"));
            }
        }
    }
}
