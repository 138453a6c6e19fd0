//! `headless-table`: a table has no header.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::walk::Node;
use crate::document::{Block, BlockKind};

/// A table has no header.
pub(super) static RULE: Rule = Rule {
    id: "headless-table",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a table without a header",
    explanation: r##"A screen reader reads the header of the column before each cell. Without headers the
cells have no names. WCAG 2.2 (1.3.1) and PDF/UA-1 (ISO 14289-1, 7.5) require
headers.

Wrong:

```markdown
|        |      |
|--------|------|
| Monday | 9.00 |
```

Right:

```markdown
| Day    | Opens |
|--------|-------|
| Monday | 9.00  |
```
"##,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    cx.document.walk(|node| {
        if let Node::Block(Block { kind: BlockKind::Table(table), span, .. }) = node {
            let mut cells = table.head.iter().flat_map(|row| &row.cells);
            let has_header = table.cells().any(|it| it.is_header);
            if !has_header && cells.all(|cell| cell.plain().trim().is_empty()) {
                let help =
                    "name each column in the first row, or each row in the first column with `{.row-headers}`";
                diags.push(Diagnostic::new(&RULE, *span, "the table has no header").help(help));
            }
        }
    });
}
