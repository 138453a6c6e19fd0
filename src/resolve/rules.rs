//! The rules about what a source takes from other texts.

use crate::diag::{Group, Rule, Severity};

/// All of them.
pub const ALL: &[&Rule] = &[&CHANGED_QUOTATION, &MISSING_EXCERPT];

/// A quotation does not have the words of its source.
pub static CHANGED_QUOTATION: Rule = Rule {
    id: "changed-quotation",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Error,
    fix: false,
    summary: "a quotation that does not have the words of its source",
    explanation: r##"
A quotation with `quotes="statement.md#freedoms"` is compared with that text, word
for word. Quotation marks, and the punctuation at its end, may differ. `[…]` or `…`
stands for words that are left out, `[they]` for words that are put in, and
`[T]he` for a changed letter.

The message shows the first word that is different, and the word of the source.

Wrong:

```markdown
[We believe in a just future]{quotes="statement.md"}, they write.
```

Right, where the statement says *We believe in a fair future*:

```markdown
[We believe in a fair future]{quotes="statement.md"}, they write.
```
"##,
};

/// The text that an excerpt or a quotation is from is not there.
pub static MISSING_EXCERPT: Rule = Rule {
    id: "missing-excerpt",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "an excerpt or a quotation from a text that is not there",
    explanation: r##"
`of="statement.md#freedoms"` takes its words from another text, and
`quotes="statement.md#freedoms"` compares them with it. There is no such file, or
nothing in it has the id, or it has not so many paragraphs or sentences.

The path is relative to the source file. It may lead into another publication of
the same collection. Correct the path, the id, or the number.
"##,
};
