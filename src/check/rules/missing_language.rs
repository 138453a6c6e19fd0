//! `missing-language`: the main language is not said.

use crate::check::Context;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::document::Lang;

/// The main language is not said.
pub static RULE: Rule = Rule {
    id: "missing-language",
    severity: Severity::Error,
    summary: "a publication that does not say its language",
    explanation: r#"A screen reader chooses its voice by the language, the typesetter its hyphens and
quotation marks, a library its shelf. PDF/UA-1 (ISO 14289-1, 7.2), EPUB 3.3
(5.5.3.1) and WCAG 2.2 (3.1.1) ask for it. It is not guessed: a wrong guess
reads a text aloud in the wrong tongue.

Wrong:

```yaml
title: Declaração
```

Right:

```yaml
title: Declaração
language: pt-BR
```
"#,
};

/// Finds it.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let document = cx.document;
    if document.meta.lang == Lang::default() {
        let help = "add `language: en`, or the tag of yours, to the front matter, between two lines of `---`";
        let span = document.meta.span.start_point();
        diags.push(Diagnostic::new(&RULE, span, "the language is not said").help(help));
    }
}
