//! `bad-image`: a file is no image that can be published.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// A file is no image that can be published.
pub static RULE: Rule = Rule {
    id: "bad-image",
    severity: Severity::Error,
    summary: "an image that is damaged, too large, or of another format",
    explanation: r#"Images are PNG, JPEG, WebP or SVG, told by their bytes and not by their names.
Each is read once from end to end, so that one that is cut short, or whose
header lies about its size, is found here and not by a reader.

A side may have 20,000 pixels, and a file 64 MiB. An SVG must stand alone: one
that refers to another file would look different where that file is not, and one
that holds a script is refused by readers and validators.

Wrong, a GIF by another name:

```markdown
![The march](march.png)
```

Right is to convert the file, or to export it anew:

```sh
magick march.gif march.png
```
"#,
};

/// The fault of the image at `path`: `why` is a phrase.
pub(crate) fn fault(path: &str, span: Span, why: &str) -> Diagnostic {
    let message = format!("image `{path}` cannot be used: {why}");
    Diagnostic::new(&RULE, span, message).help("export it anew as PNG, JPEG, WebP or SVG")
}
