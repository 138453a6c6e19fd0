//! `missing-image`: an image names a file that is not there.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// An image names a file that is not there.
pub static RULE: Rule = Rule {
    id: "missing-image",
    severity: Severity::Error,
    summary: "an image whose file is not there",
    explanation: r#"Every edition would have a hole where the image should be.

A path is taken from the folder of the Markdown file that names it. Capital and
small letters count, also where the system at hand does not mind them: the next
one may.

Wrong, where the file is `images/harbour.png`:

```markdown
![The harbour at dawn](images/Harbour.png)
```

Right:

```markdown
![The harbour at dawn](images/harbour.png)
```
"#,
};

/// The fault of a path at the place that names it.
pub(crate) fn fault(path: &str, span: Span) -> Diagnostic {
    let help = "put the file there, or mend the path: it starts from the folder of the Markdown file";
    Diagnostic::new(&RULE, span, format!("image `{path}` does not exist")).help(help)
}
