//! `useless-alt`: an alternative text does not describe its image.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::Image;
use crate::source::Span;

/// An alternative text does not describe its image.
pub(super) static RULE: Rule = Rule {
    id: "useless-alt",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Warning,
    fix: false,
    summary: "an alternative text that describes nothing",
    explanation: r##"The alternative text replaces the image for people who cannot see it. The name of a
file, or the word *image*, tells them nothing about it, and screen readers already
announce that it is an image. WCAG 2.2 (1.1.1) requires a text that serves the same
purpose.

Wrong:

```markdown
![image of turnout-2018.png](turnout-2018.png)
```

Right:

```markdown
![Turnout doubled between 2012 and 2018](turnout-2018.png)
```
"##,
};

/// How descriptions begin that only say that there is an image, in several languages.
const BEGINNINGS: [&str; 15] = [
    "image of ",
    "an image of ",
    "picture of ",
    "a picture of ",
    "graphic of ",
    "a graphic of ",
    "imagen de ",
    "image de ",
    "une image de ",
    "bild von ",
    "ein bild von ",
    "imagem de ",
    "immagine di ",
    "hình ảnh của ",
    "imaj ",
];
/// Words that fit any image.
const PLACEHOLDERS: [&str; 14] = [
    "image",
    "picture",
    "photo",
    "graphic",
    "img",
    "figure",
    "untitled",
    "placeholder",
    "imagen",
    "bild",
    "foto",
    "imagem",
    "immagine",
    "alt text",
];
/// The endings of files of images.
const ENDINGS: [&str; 8] = [".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".tif", ".tiff"];

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    cx.document.walk(|node| {
        if let Some(image) = node.image() {
            look(image, node.span(), diags);
        }
    });
}

fn look(image: &Image, span: Span, diags: &mut Diagnostics) {
    let alt = image.alt.trim().to_lowercase();
    let file = image.path.rsplit('/').next().unwrap_or("").to_lowercase();
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let is_name = alt == stem || (ENDINGS.iter().any(|it| alt.ends_with(it)) && !alt.contains(' '));
    let message = if alt.is_empty() {
        return;
    } else if PLACEHOLDERS.contains(&alt.as_str()) {
        format!("the alternative text `{}` fits any image", image.alt.trim())
    } else if is_name
        && (alt != stem || alt.contains(['-', '_', '.']) || alt.contains(|it: char| it.is_ascii_digit()))
    {
        format!("the alternative text `{}` is the name of a file", image.alt.trim())
    } else if let Some(it) = BEGINNINGS.iter().find(|it| alt.starts_with(*it)) {
        format!("the alternative text begins with `{}`", it.trim())
    } else {
        return;
    };
    let help = "describe between the brackets what the image shows";
    diags.push(Diagnostic::new(&RULE, span, message).help(help));
}
