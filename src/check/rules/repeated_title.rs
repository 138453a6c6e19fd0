//! `repeated-title`: the first heading repeats the title of the publication.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::{BlockKind, text};

/// The first heading repeats the title of the publication.
pub(super) static RULE: Rule = Rule {
    id: "repeated-title",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a first heading that repeats the title",
    explanation: r##"The title comes from the front matter or the manifest, and every edition shows it
at its head. A first heading of the same words makes it stand there twice, and
gives the outline a chapter that holds the whole work.

Wrong:

```markdown
---
title: A Statement of Values
---

# A Statement of Values
```

Right:

```markdown
---
title: A Statement of Values
---

# Background
```
"##,
};

/// Finds it.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let Some(first) = cx.document.blocks.first() else { return };
    let BlockKind::Heading { content, .. } = &first.kind else { return };
    let letters =
        |it: &str| -> String { it.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect() };
    let title = letters(&cx.document.meta.title);
    if !title.is_empty() && letters(&text::plain(content)) == title {
        let fault = Diagnostic::new(&RULE, first.span, "the first heading repeats the title");
        diags.push(
            fault.also(cx.document.meta.span.start_point(), "the title is here").help("remove the heading"),
        );
    }
}
