//! `empty-heading`: a heading has no text.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::walk::Node;
use crate::document::{BlockKind, text};

/// A heading has no text.
pub(super) static RULE: Rule = Rule {
    id: "empty-heading",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Error,
    fix: false,
    summary: "a heading without text",
    explanation: r##"A screen reader lists the headings of a text and jumps from one to the next; one without
text is read as *heading* and nothing else. It is in the contents and in the outline as an
empty line. WCAG 2.2 (2.4.6) requires that a heading describes what is below it.

Wrong:

```markdown
#

The words below it.
```

Write the text of the heading after its `#`, or remove the line. For space between paragraphs
write nothing, and for a break between scenes three asterisks: `***`.
"##,
};

/// Finds them, in any block.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    cx.document.walk(|node| {
        let Node::Block(block) = node else { return };
        let BlockKind::Heading { content, .. } = &block.kind else { return };
        if text::name(content).trim().is_empty() {
            let fault = Diagnostic::new(&RULE, block.span, "this heading has no text");
            diags.push(fault.help("write its text, or remove it"));
        }
    });
}
