//! The rules that image files can break.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[&BAD_IMAGE, &MISSING_IMAGE];

/// A file is no image that can be published.
pub static BAD_IMAGE: Rule = Rule {
    id: "bad-image",
    aliases: &["unreadable-picture"],
    group: Group::Images,
    severity: Severity::Error,
    fix: false,
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

/// An image names a file that is not there.
pub static MISSING_IMAGE: Rule = Rule {
    id: "missing-image",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Error,
    fix: false,
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

/// The fault of the image at `path`: `why` is a phrase.
pub(crate) fn bad_image(path: &str, span: Span, why: &str) -> Diagnostic {
    let message = format!("image `{path}` cannot be used: {why}");
    Diagnostic::new(&BAD_IMAGE, span, message).help("export it anew as PNG, JPEG, WebP or SVG")
}

/// The fault of a path at the place that names it.
pub(crate) fn missing_image(path: &str, span: Span) -> Diagnostic {
    let help = "put the file there, or mend the path: it starts from the folder of the Markdown file";
    Diagnostic::new(&MISSING_IMAGE, span, format!("image `{path}` does not exist")).help(help)
}
