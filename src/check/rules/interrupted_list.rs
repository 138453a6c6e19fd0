//! `interrupted-list`: a list seems to continue after a paragraph that is not in it.

use crate::check::context::Context;
use crate::check::neighbours::{continued, runs};
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// A list seems to continue after a paragraph that is not in it.
pub(super) static RULE: Rule = Rule {
    id: "interrupted-list",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a list that continues after a paragraph outside it",
    explanation: r##"Two lists whose items begin alike, with a paragraph between them, are mostly one,
and the paragraph belongs to the item before it. Where its indentation was lost,
every edition shows two lists, and a screen reader counts them so. Only the author
can know: the paragraph may also separate two lists.

Wrong:

```markdown
- **Freedom to Work:** All people deserve fulfilling work.

Workers deserve the right to organize.

- **Freedom to Move:** All people should have the freedom to move.
```

Right:

```markdown
- **Freedom to Work:** All people deserve fulfilling work.

  Workers deserve the right to organize.

- **Freedom to Move:** All people should have the freedom to move.
```
"##,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    runs(cx.document, &mut |blocks| {
        for (at, block) in blocks.iter().enumerate() {
            if let Some(before) = continued(blocks, at) {
                let fault = Diagnostic::new(&RULE, block.span, "this list seems to continue the one before");
                let fault = fault.also(blocks[before + 1].span, "outside both");
                diags.push(fault.help(
                    "indent what belongs to the item before it by two spaces, or introduce the second list",
                ));
            }
        }
    });
}
