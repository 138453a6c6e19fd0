//! `missing-alt`: an image without alternative text.

use crate::check::Context;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::document::Image;
use crate::source::Span;

/// An image has no alternative text, and is not said to be decoration.
pub static RULE: Rule = Rule {
    id: "missing-alt",
    severity: Severity::Error,
    summary: "an image without alternative text",
    explanation: r#"Who cannot see the image is given its alternative text instead. WCAG 2.2 (1.1.1)
and PDF/UA-1 (ISO 14289-1, 7.3) ask for it. Say what the image says in its
place, not that it is an image. One that says nothing is marked as decoration.

Wrong:

```markdown
![](images/turnout.png)
```

Right:

```markdown
![Turnout doubled between 2012 and 2018](images/turnout.png)

![](images/ornament.svg){.decorative}
```
"#,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    cx.document.walk(|node| {
        if let Some(image) = node.image() {
            look(image, node.span(), diags);
        }
    });
}

fn look(image: &Image, span: Span, diags: &mut Diagnostics) {
    if image.alt.trim().is_empty() && !image.decorative {
        let message = format!("image `{}` has no alternative text", image.path);
        let help = "say between the brackets what the image says, or add `{.decorative}` after it";
        diags.push(Diagnostic::new(&RULE, span, message).help(help));
    }
}
