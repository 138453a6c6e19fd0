//! The rules about what a source takes from other texts.

use crate::diag::{Group, Rule, Severity};

/// All of them.
pub const ALL: &[&Rule] = &[
    &BAD_BIBLIOGRAPHY,
    &BAD_INDEX_ENTRY,
    &CHANGED_QUOTATION,
    &MISSING_EXCERPT,
    &REPEATED_TERM,
    &UNDEFINED_CITATION,
    &UNDEFINED_TERM,
    &UNUSED_REFERENCE,
    &UNUSED_TERM,
];

/// A bibliography cannot be read.
pub static BAD_BIBLIOGRAPHY: Rule = Rule {
    id: "bad-bibliography",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a bibliography, or an entry of it, that cannot be read",
    explanation: r##"
`bibliography` names files of BibLaTeX (`.bib`), CSL-JSON (`.json`) or YAML
(`.yml`). The file is not there or is not of that kind, an entry in it is not
closed or has a key that another one has, or the citation style is not known.

Correct it at the place that is shown. Citations of an entry that cannot be read
stay as they are written.
"##,
};

/// A mark of the index cannot be understood.
pub static BAD_INDEX_ENTRY: Rule = Rule {
    id: "bad-index-entry",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a mark of the index that cannot be understood",
    explanation: r##"
`[walls]{.index}` is an entry of the index. A mark of a range that has no other end,
one without words, or one that sends the reader to an entry that is not there, would
lead readers astray.

Wrong:

```markdown
[]{.index entry="ramparts" see="wals"}
```

Right, where the index has an entry *walls*:

```markdown
[]{.index entry="ramparts" see="walls"}
```
"##,
};

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

/// A work is cited that is not in the bibliography.
pub static UNDEFINED_CITATION: Rule = Rule {
    id: "undefined-citation",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a citation of a work that is not in the bibliography",
    explanation: r##"
`[@smith2020]` cites the entry `smith2020` of the files that `bibliography` names.
There is no such entry, so the citation is printed as it is written.

Correct the key, or add the entry. For an `@` that is meant as such, write `\@`.
"##,
};

/// A work of the bibliography is not cited.
pub static UNUSED_REFERENCE: Rule = Rule {
    id: "unused-reference",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "an entry of the bibliography that is not cited",
    explanation: r##"
The list of references has the works that are cited. An entry that is not cited is
in no edition; perhaps its citation was removed or has another key.

Cite it, remove it, or allow the rule for a bibliography that several texts share.
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

/// A glossary defines a term twice.
pub static REPEATED_TERM: Rule = Rule {
    id: "repeated-term",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a term that the glossary defines twice",
    explanation: r##"
A term in the glossary leads readers to one definition. Of two, the second is never
found from the text.

Wrong:

```markdown
::: glossary
quay
: A wall at which ships lie.

quay
: Where goods are landed.
:::
```

Put the two together, or give one of them another name.
"##,
};

/// The glossary does not have a term that the text marks.
pub static UNDEFINED_TERM: Rule = Rule {
    id: "undefined-term",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a term that the glossary does not define",
    explanation: r##"
`[quay]{.term}` leads to the definition of *quay* in the glossary. Without one, the
words stay and lead nowhere. Words that differ from the term name it.

Wrong, where the glossary has *quay*:

```markdown
Ships lie at the [quays]{.term}.
```

Right:

```markdown
Ships lie at the [quays]{.term entry="quay"}.
```
"##,
};

/// The text does not mark a term that the glossary has.
pub static UNUSED_TERM: Rule = Rule {
    id: "unused-term",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a term of the glossary that the text never marks",
    explanation: r##"
The text leads to some terms of the glossary, and not to this one: it was forgotten
in the text, or is no longer needed in the glossary. A glossary to which nothing in
the text leads is one to read by itself, and is not reported.

Mark the words where they are used, as `[quay]{.term}`, or remove the definition.
"##,
};
