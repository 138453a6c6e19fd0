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
    } else if PLACEHOLDERS.contains(&alt.as_str()) || says_nothing(&alt) {
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

/// Words of the names that cameras and programs give to files, and of the numbers of figures, in small letters.
const NAMES: [&str; 36] = [
    "img",
    "image",
    "imag",
    "mvimg",
    "pxl",
    "dsc",
    "dscn",
    "dscf",
    "dcim",
    "pic",
    "picture",
    "photo",
    "scan",
    "screen",
    "shot",
    "screenshot",
    "capture",
    "bildschirmfoto",
    "captura",
    "pantalla",
    "écran",
    "ecran",
    "capture",
    "foto",
    "figure",
    "fig",
    "abbildung",
    "abb",
    "figura",
    "at",
    "um",
    "de",
    "à",
    "am",
    "pm",
    "from",
];

/// Whether an alternative text has no word: only signs, or a number with the name that a camera, a program or a caption
/// gives it, as in `IMG_2034`, `Screenshot 2024-05-01 at 10.12.03` or `Figure 3`.
fn says_nothing(alt: &str) -> bool {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for it in alt.chars() {
        let begins = !last.is_alphanumeric() || last.is_numeric() != it.is_numeric();
        if it.is_alphanumeric() && begins {
            words.push(String::new());
        }
        if it.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(it);
        }
        last = it;
    }
    let is_number = |it: &String| it.chars().all(char::is_numeric);
    let (numbers, names): (Vec<&String>, Vec<&String>) = words.iter().partition(|it| is_number(it));
    words.is_empty()
        || !numbers.is_empty() && !names.is_empty() && names.iter().all(|it| NAMES.contains(&it.as_str()))
}
