//! `uneven-lead-in`: the words that an item begins with are dressed otherwise than those of its neighbours.

use std::collections::BTreeMap;

use crate::check::Context;
use crate::check::neighbours::{Dress, continued, lead_in, list, runs};
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::document::Block;
use crate::source::Span;

/// The words that an item begins with are dressed otherwise than those of its neighbours.
pub static RULE: Rule = Rule {
    id: "uneven-lead-in",
    severity: Severity::Warning,
    summary: "items of a list that begin in different type",
    explanation: r##"Items that begin with a word in bold, as a name of what follows, are read as
equals. One in bold italic among them seems to mean more than the others.

Wrong:

```markdown
- **Love:** …
- ***Equity:*** …
```

Right:

```markdown
- **Love:** …
- **Equity:** …
```
"##,
};

/// Finds them: in a list and those that go on with it, what is not as most are; where none are most, as the first.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    runs(cx.document, &mut |blocks| {
        for group in groups(blocks) {
            let mut counts: BTreeMap<Dress, usize> = BTreeMap::new();
            group.iter().for_each(|(dress, _)| *counts.entry(*dress).or_default() += 1);
            let most = counts.values().max().copied().unwrap_or(0);
            let Some((usual, example)) = group.iter().find(|(dress, _)| counts.get(dress) == Some(&most))
            else {
                continue;
            };
            for (dress, span) in group.iter().filter(|(dress, _)| dress != usual) {
                let message =
                    format!("the item begins in {}, its neighbours in {}", word(*dress), word(*usual));
                let fault = Diagnostic::new(&RULE, *span, message).also(*example, "as here");
                diags.push(fault.help("let all of them begin in the same type"));
            }
        }
    });
}

/// The lead-ins of each list, with those of the lists that go on with it.
fn groups(blocks: &[Block]) -> Vec<Vec<(Dress, Span)>> {
    let mut groups: Vec<Vec<(Dress, Span)>> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(list) = list(block) else { continue };
        let found = list.items.iter().filter_map(lead_in);
        match groups.last_mut().filter(|_| continued(blocks, at).is_some()) {
            Some(group) => group.extend(found),
            None => groups.push(found.collect()),
        }
    }
    groups
}

fn word(dress: Dress) -> &'static str {
    match dress {
        Dress::Italic => "italic",
        Dress::Bold => "bold",
        Dress::BoldItalic => "bold italic",
    }
}
