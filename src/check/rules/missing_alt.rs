//! `missing-alt`: an image without alternative text.

use crate::check::Context;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::document::walk::{Node, walk};
use crate::document::{Block, BlockKind, Image, InlineKind};
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
    let document = cx.document;
    let mut visit = |node: Node<'_>| match node {
        Node::Inline(inline) => {
            if let InlineKind::Image(image) = &inline.kind {
                look(image, inline.span, diags);
            }
        }
        Node::Block(Block { kind: BlockKind::Figure(figure), span, .. }) => look(&figure.image, *span, diags),
        Node::Block(_) => {}
    };
    walk(&document.blocks, &mut visit);
    document.notes.iter().for_each(|(_, note)| walk(&note.blocks, &mut visit));
}

fn look(image: &Image, span: Span, diags: &mut Diagnostics) {
    if image.alt.trim().is_empty() && !image.decorative {
        let message = format!("image `{}` has no alternative text", image.path);
        let help = "say between the brackets what the image says, or add `{.decorative}` after it";
        diags.push(Diagnostic::new(&RULE, span, message).help(help));
    }
}
