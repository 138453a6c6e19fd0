//! `missing-title`: the publication has no title.

use crate::check::Context;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::document::outline::Outline;
use crate::document::{BlockKind, text};
use crate::source::Span;

/// The publication has no title.
pub static RULE: Rule = Rule {
    id: "missing-title",
    severity: Severity::Error,
    summary: "a publication without a title",
    explanation: r#"Readers find a publication by its title: it stands on the first page, in the
window of every viewer, on the shelf of every e-reader. PDF/UA-1 (ISO 14289-1,
7.1), EPUB 3.3 (5.5.3.1) and WCAG 2.2 (2.4.2) ask for one.

Wrong:

```markdown
# Background
```

Right:

```markdown
---
title: A Statement of Values
---

# Background
```
"#,
};

/// Finds it.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let document = cx.document;
    if !document.meta.title.trim().is_empty() {
        return;
    }
    let outline = Outline::of(&document.blocks);
    let first = outline.iter().next().map(|it| text::plain(&it.content));
    let example = first.filter(|it| !it.is_empty() && !it.contains(['"', '\n']));
    let example = example.unwrap_or_else(|| "…".to_owned());
    let help = format!("add `title: \"{example}\"` to the front matter, between two lines of `---`");
    let fault = Diagnostic::new(&RULE, document.meta.span.start_point(), "there is no title").help(help);
    // A text that was copied from pages begins with what stood on the first.
    let opening = document.blocks.first().filter(|it| matches!(it.kind, BlockKind::Paragraph(_)));
    let title = opening.filter(|it| is_short(it.span, cx));
    diags.push(match title {
        Some(block) => fault.also(block.span, "this looks like it"),
        None => fault,
    });
}

/// Whether a text has few words and does not end as a sentence does.
fn is_short(span: Span, cx: &Context<'_>) -> bool {
    let text = cx.sources.slice(span);
    text.split_whitespace().count() <= 20 && text.trim_end().ends_with(char::is_alphanumeric)
}
