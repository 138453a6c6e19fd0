//! The rules that a Pandoc document can break where it is read.

use crate::diag::{Group, Rule, Severity};

/// All of them.
pub const ALL: &[&Rule] = &[&INVALID_JSON, &UNSUPPORTED_MARKUP];

/// A JSON source is no document.
pub static INVALID_JSON: Rule = Rule {
    id: "invalid-json",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "a JSON source that is no document",
    explanation: r##"
With `--from pandoc` the source is what `pandoc -t json` writes: Pandoc's
document as JSON, of version 1.22 or later. With `--from json` it is what
`pamphlet dump --stage json` writes. The text is not JSON, or a node in it is
not as it must be. The message says where, as in
`blocks[3].c[1]: this is text, not a list`. Such a source is the only one of its
publication.

Write the JSON with Pandoc or pamphlet, and give it as it is:

```sh
pandoc report.docx --extract-media=. -t json | pamphlet build --from pandoc -
```
"##,
};

/// Pandoc knows something that the document tree cannot hold.
pub static UNSUPPORTED_MARKUP: Rule = Rule {
    id: "unsupported-markup",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "Pandoc markup that the editions cannot show",
    explanation: r##"
A document from Pandoc has something that no edition can show: a formula, a
citation, a table cell that spans others, a style of its own, or raw HTML or
LaTeX. Its words are kept, as code in the case of formulas; raw markup and
attributes are left out.

Change the document, or let Pandoc change it on the way: `--citeproc` writes
out citations, and a filter can replace what is left. What is the same at several
places is reported at the first, with their number.
"##,
};
