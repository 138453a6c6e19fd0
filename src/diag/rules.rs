//! The rules that more than one module reports. The others stand next to the code that reports them.

use crate::diag::diagnostic::Diagnostic;
use crate::diag::rule::{Group, Rule, Severity};
use crate::source::Span;

/// An image has no alternative text and is not marked as decorative.
pub static MISSING_ALT: Rule = Rule {
    id: "missing-alt",
    aliases: &["figure-without-alternative"],
    group: Group::Images,
    severity: Severity::Warning,
    fix: false,
    summary: "an image without alternative text",
    explanation: r#"People who cannot see the image read or hear its alternative text instead. WCAG 2.2
(1.1.1) and PDF/UA-1 (ISO 14289-1, 7.3) require it: a PDF with such an image does not
claim to be accessible. Describe what the image shows, not that it is an image. Mark an
image without meaning as decorative.

Wrong:

```markdown
![](images/turnout.png)
```

Right:

```markdown
![Turnout doubled between 2012 and 2018](images/turnout.png)

![](images/ornament.svg){.decorative}
```
"#,
};

/// No language is set.
pub static MISSING_LANGUAGE: Rule = Rule {
    id: "missing-language",
    aliases: &["pdf-without-language"],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "no language set",
    explanation: r#"Screen readers choose their voice by the language; hyphenation and quotation marks
depend on it. PDF/UA-1 (ISO 14289-1, 7.2), EPUB 3.3 (5.5.3.1) and WCAG 2.2 (3.1.1)
require it.

Where no language is set, the program looks at the words of the text. If it recognises
the language, it uses it and tells you which one; check that it is right, and write it
down. If it does not, the editions have no language, and the PDF does not claim to be
accessible.

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

/// The publication has no title.
pub static MISSING_TITLE: Rule = Rule {
    id: "missing-title",
    aliases: &["pdf-without-title"],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "a publication without a title",
    explanation: r#"Readers find a publication by its title: it is on the first page, in the window of
every viewer and in the library of every e-reader. PDF/UA-1 (ISO 14289-1, 7.1),
EPUB 3.3 (5.5.3.1) and WCAG 2.2 (2.4.2) require one.

Where no title is given, the heading that the text begins with is the title, if no
other heading is as high. Where there is none, the name of the file is used.

Wrong, because two headings could be the title:

```markdown
# Background

# Demands
```

Right:

```markdown
---
title: A Statement of Values
---

# Background

# Demands
```
"#,
};

/// An image lies outside the publication's folder.
pub static OUTSIDE_IMAGE: Rule = Rule {
    id: "outside-image",
    aliases: &["path-outside"],
    group: Group::Images,
    severity: Severity::Error,
    fix: false,
    summary: "an image outside the publication's folder",
    explanation: r#"Only files in the publication's folder are read, so that a publication is complete
in itself and building somebody else's text cannot pick up your files. A path must
not leave the folder with `..`. A symbolic link in the folder is followed only if it
stays inside.

Wrong, also where `photos` is a link to `/home/ada/photos`:

```markdown
![The march](../photos/march.jpg)
```

Right, with the file copied into the folder:

```markdown
![The march](images/march.jpg)
```
"#,
};

/// A link runs code or opens a file of the reader's own machine.
pub static UNSAFE_LINK: Rule = Rule {
    id: "unsafe-link",
    aliases: &["unsafe-address"],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "a link to an address that no edition may carry",
    explanation: r#"A link may be relative or begin with a scheme that takes the reader somewhere:
`https:`, `mailto:`, `tel:` and the like. Other schemes, such as `javascript:`,
`data:` or `file:`, run code in the reader's program or open files of the reader's
own machine. No edition carries such a link; only its text remains.

Wrong:

```markdown
[Sign up](javascript:signup())
```

Right:

```markdown
[Sign up](https://example.org/sign-up)
```
"#,
};

/// The image at `path` lies outside the folder.
pub fn outside_image(path: &str, span: Span) -> Diagnostic {
    let message = format!("image `{path}` is outside the publication's folder");
    Diagnostic::new(&OUTSIDE_IMAGE, span, message)
        .help("copy the file into the folder, and use the path of the copy")
}

/// A link to an address of a scheme that no edition may carry.
pub fn unsafe_link(scheme: &str, span: Span) -> Diagnostic {
    let message = format!("a link must not use the scheme `{scheme}:`");
    Diagnostic::new(&UNSAFE_LINK, span, message)
        .help("link to a page on the web, or to a place in this publication")
}
