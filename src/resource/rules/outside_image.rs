//! `outside-image`: a path leads out of the publication's folder.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// An image lies outside the publication's folder.
pub static RULE: Rule = Rule {
    id: "outside-image",
    severity: Severity::Error,
    summary: "an image that a symbolic link takes out of the publication's folder",
    explanation: r#"Only files below the publication's folder are read, so that a text from somebody
else can be published without fear that it takes a file of yours along. A
symbolic link inside the folder is followed only if it stays inside.

Wrong, where `photos` is a link to `/home/ada/photos`:

```markdown
![The march](photos/march.jpg)
```

Right is to copy the file into the folder:

```markdown
![The march](images/march.jpg)
```
"#,
};

/// The fault of a path at the place that names it.
pub(crate) fn fault(path: &str, span: Span) -> Diagnostic {
    let message = format!("image `{path}` lies outside the publication's folder");
    Diagnostic::new(&RULE, span, message).help("copy it into the folder, and name the copy")
}
