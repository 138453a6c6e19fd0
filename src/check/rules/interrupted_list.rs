//! `interrupted-list`: a list seems to continue after a paragraph that is not in it.

use crate::check::context::Context;
use crate::check::neighbours::{self, continued, list, paragraph, runs};
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::{Block, text};
use crate::source::Span;

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
            if let Some(before) = continued(blocks, at).filter(|it| is_interrupted(cx, &blocks[*it..=at])) {
                let fault = Diagnostic::new(&RULE, block.span, "this list seems to continue the one before");
                let fault = fault.also(blocks[before + 1].span, "outside both");
                diags.push(fault.help(
                    "indent what belongs to the item before it by two spaces, or introduce the second list",
                ));
            }
        }
    });
}

/// Whether two lists and what is between them look like one list: one of them has a single item, or a sentence goes on
/// between them. HTML and images there are meant to be there.
fn is_interrupted(cx: &Context<'_>, blocks: &[Block]) -> bool {
    let [first, between @ .., second] = blocks else { return false };
    let is_set = |it: &Block| {
        let written = cx.sources.slice(it.span).trim_start();
        written.starts_with('<') || written.starts_with("![")
    };
    // An element of HTML leaves its text, and its tags are around that.
    let (end, start) = (first.span.range().end, second.span.range().start);
    let has_tag = first.span.source == second.span.source && end <= start && {
        let gap = cx.sources.slice(Span::new(second.span.source, end..start));
        gap.lines().any(|it| it.trim_start().starts_with('<'))
    };
    if has_tag || between.iter().any(is_set) {
        return false;
    }
    let items = |it: &Block| list(it).map_or(0, |it| it.items.len());
    let goes_on = between.first().and_then(paragraph).is_some_and(|it| {
        let text = text::plain(it);
        neighbours::first(&text).is_some_and(char::is_lowercase)
    });
    items(first) == 1 || items(second) == 1 || goes_on
}
