//! The rules that image files can break.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[&BAD_IMAGE, &MISSING_IMAGE];

/// A file is not an image that can be published.
pub static BAD_IMAGE: Rule = Rule {
    id: "bad-image",
    aliases: &["unreadable-picture"],
    group: Group::Images,
    severity: Severity::Error,
    fix: false,
    summary: "an image that is damaged, too large, or of another format",
    explanation: r#"Images are PNG, JPEG, WebP, GIF or SVG, recognized by their content and not by their names.
Each is read once from end to end, so that one that is cut short, or whose
header lies about its size, is found here and not by a reader.

A side may have 20,000 pixels, and a file 64 MiB. An SVG must be
self-contained: one that refers to another file would look different without it, and
readers and validators refuse one with a script.

Wrong, a GIF by another name:

```markdown
![The march](march.png)
```

Right: convert the file, or export it again:

```sh
magick march.gif march.png
```
"#,
};

/// An image names a file that does not exist.
pub static MISSING_IMAGE: Rule = Rule {
    id: "missing-image",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Error,
    fix: false,
    summary: "an image whose file does not exist",
    explanation: r#"Every edition would lack the image.

A path is relative to the folder of the Markdown file. Upper and lower case matter,
also on systems that ignore case: others do not.

With `--warn missing-image` the alternative text of the image is printed in its place.

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

/// The diagnostic of the image at `path`: `why` is a phrase.
pub(crate) fn bad_image(path: &str, span: Span, why: &str) -> Diagnostic {
    let message = format!("image `{path}` cannot be used: {why}");
    Diagnostic::new(&BAD_IMAGE, span, message).help("export it again as PNG, JPEG, WebP or SVG")
}

/// The diagnostic of a path at the place that names it.
pub(crate) fn missing_image(path: &str, span: Span) -> Diagnostic {
    let help = "add the file, or correct the path: it is relative to the folder of the Markdown file";
    Diagnostic::new(&MISSING_IMAGE, span, format!("image `{path}` does not exist")).help(help)
}
