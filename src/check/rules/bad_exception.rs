//! `bad-exception`: an exception gives no reason, or is about nothing.

use crate::diag::{Rule, Severity};

/// An exception gives no reason, or is about nothing.
pub static RULE: Rule = Rule {
    id: "bad-exception",
    severity: Severity::Error,
    summary: "an exception without reason, rule or block",
    explanation: r##"A fault that is meant may stand: a comment before a block takes the faults of one
rule out of it. Who reads it later must know why, so the reason is part of it; and
one that names no rule, or stands before no block, would hide nothing or the wrong
thing.

Wrong:

```markdown
<!-- pamphlet-allow doubled-word -->
We heard the the play.
```

Right:

```markdown
<!-- pamphlet-allow doubled-word: the name of a band -->
We heard the the play.
```
"##,
};
