//! `skipped-heading`: a heading is more than one level below the one before it.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::outline::Outline;
use crate::source::Span;

/// A heading is more than one level below the one before it.
pub(super) static RULE: Rule = Rule {
    id: "skipped-heading",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a heading that skips a level",
    explanation: r#"Screen reader users move from heading to heading, and a skipped level sounds like a
missing section. WCAG 2.2 (1.3.1) requires that the levels show the structure. The
editions close the gap, but the source should have the right levels.

The title of the publication counts as a level above the first: the first heading
may be of level 1 or 2.

Wrong:

```markdown
# Values

### Equity
```

Right:

```markdown
# Values

## Equity
```
"#,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let document = cx.document;
    let outline = Outline::of(&document.blocks);
    let mut above: Option<(u8, Span)> = None;
    for entry in outline.iter() {
        let deepest = above.map_or(2, |(level, _)| level + 1);
        if entry.level > deepest {
            diags.push(fault(entry.level, deepest, above, entry.span));
        }
        above = Some((entry.level, entry.span));
    }
}

fn fault(level: u8, deepest: u8, above: Option<(u8, Span)>, span: Span) -> Diagnostic {
    let message = match above {
        Some((above, _)) => format!("a heading of level {level} follows one of level {above}"),
        None => format!("the first heading is of level {level}"),
    };
    let help = format!("write it with {deepest} `#`, or add the missing heading");
    let fault = Diagnostic::new(&RULE, span, message).help(help);
    match above {
        Some((_, first)) => fault.also(first, "the one before it"),
        None => fault,
    }
}
