//! The rules that manifests, front matter and source files can break.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::publication::{Located, nearest};
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[
    &BAD_COLOR,
    &BAD_DATE,
    &BAD_LANGUAGE,
    &BAD_SYNTAX,
    &DUPLICATE_KEY,
    &FAINT_COLOR,
    &INVALID_UTF8,
    &LACKING_FACE,
    &MISSING_CHAPTER,
    &REPEATED_CHAPTER,
    &UNKNOWN_FONT,
    &UNKNOWN_KEY,
    &UNKNOWN_PAPER,
    &UNKNOWN_RULE,
    &UNKNOWN_THEME,
    &WRONG_VALUE,
];

/// A manifest lists a chapter more than once.
pub static REPEATED_CHAPTER: Rule = Rule {
    id: "repeated-chapter",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "a chapter that is listed more than once",
    explanation: r#"Each entry of `chapters` is a part of the publication, so a chapter that is listed twice
is printed twice.

Wrong:

```toml
[publication]
chapters = ["background.md", "aims.md", "background.md"]
```

Right:

```toml
[publication]
chapters = ["background.md", "aims.md"]
```
"#,
};

/// The publication gives a colour in another form than six hexadecimal digits.
pub static BAD_COLOR: Rule = Rule {
    id: "bad-color",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a colour that is not six hexadecimal digits",
    explanation: r##"A colour is an sRGB value: `#` and two hexadecimal digits each for red, green and
blue. Names of colours are not supported, because not every format has them.

Wrong:

```yaml
accent: navy
```

Right:

```yaml
accent: "#000080"
```
"##,
};

/// A date is not one of ISO 8601, or does not exist.
pub static BAD_DATE: Rule = Rule {
    id: "bad-date",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "a date that is not an ISO 8601 date, or does not exist",
    explanation: r#"The editions carry the date in forms that machines read, and each language writes
it in its own way for people. Both are made from one form: the year, the year
and month, or the full date, as far as it is known.

Wrong:

```yaml
date: November 2019
```

Right:

```yaml
date: 2019-11
```
"#,
};

/// A language tag is not well formed by BCP 47.
pub static BAD_LANGUAGE: Rule = Rule {
    id: "bad-language",
    aliases: &["unknown-language"],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a language tag that is not well formed (BCP 47)",
    explanation: r#"A screen reader chooses its voice, and the typesetter its hyphens and quotation
marks, by the language tag (RFC 5646). The name of a language is not a tag.

Wrong:

```yaml
language: English
```

Right:

```yaml
language: en-US
```
"#,
};

/// A manifest is not valid TOML, or front matter is not valid YAML.
pub static BAD_SYNTAX: Rule = Rule {
    id: "bad-syntax",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a manifest that is not valid TOML, or front matter that is not valid YAML",
    explanation: r#"The metadata cannot be read, so the title and the language are unknown.

A manifest is TOML 1.1. Front matter is YAML 1.2 between two lines of `---`, at
the very start of the file; anchors, aliases and tags are not supported.

Wrong, because the second colon begins a second value:

```yaml
title: Freedom: a statement
```

Right:

```yaml
title: "Freedom: a statement"
```
"#,
};

/// A key is given twice, perhaps under its other name.
pub static DUPLICATE_KEY: Rule = Rule {
    id: "duplicate-key",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a duplicate key",
    explanation: r#"A key can have only one value, and the program cannot know which one you mean.
Some keys have two names: `language` and `lang`, `authors` and `author`,
`subjects` and `keywords`, `description` and `abstract`.

Wrong:

```yaml
lang: en
language: en-US
```

Right:

```yaml
language: en-US
```
"#,
};

/// The publication gives a colour with too little contrast.
pub static FAINT_COLOR: Rule = Rule {
    id: "faint-color",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "a colour with too little contrast",
    explanation: r##"Headings and links use the brand colour. People with low vision can read them only
if the contrast with the background is at least 4.5:1, also in admonitions (WCAG 2.2,
1.4.3 Contrast, level AA). The editions use a darker shade of a colour with less
contrast. In dark mode they use a lighter shade in any case.

Wrong:

```yaml
accent: "#ff9900"
```

Right:

```yaml
accent: "#8f5600"
```
"##,
};

/// A source has bytes that are no UTF-8.
pub static INVALID_UTF8: Rule = Rule {
    id: "invalid-utf8",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "a source with bytes that are not UTF-8",
    explanation: r#"Sources are read as UTF-8. Other bytes would have to be guessed, and a wrong guess
changes words. The message points at the first such byte; it is
shown as `�`.

A file in an older encoding can be converted, for example with

```sh
iconv --from-code WINDOWS-1252 --to-code UTF-8 old.md > new.md
```
"#,
};

/// The family that the publication names for its text has no italic, or no bold.
pub static LACKING_FACE: Rule = Rule {
    id: "lacking-face",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "a font family for text without italic or bold",
    explanation: r#"Emphasis is set in an italic face and strong emphasis in a bold one. The program
never slants or thickens a face. If the family lacks the face, emphasized words look
like all others on the pages; a screen reader still knows that they are emphasized.

Wrong, where there is only one face of the family:

```toml
[pdf]
serif-font = "Amiri"
```

Right:

```toml
[pdf]
serif-font = "Source Serif 4"
```
"#,
};

/// A manifest names a chapter that cannot be read.
pub static MISSING_CHAPTER: Rule = Rule {
    id: "missing-chapter",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a chapter whose file does not exist",
    explanation: r#"The chapters of a publication are Markdown files below the folder of its manifest.
If one does not exist, every edition would lack it, so none is built.

Wrong, where the file is `chapters/1-background.md`:

```toml
[publication]
chapters = ["background.md"]
```

Right:

```toml
[publication]
chapters = ["chapters/1-background.md"]
```
"#,
};

/// The publication names a family that no font has.
pub static UNKNOWN_FONT: Rule = Rule {
    id: "unknown-font",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "an unknown font family",
    explanation: r#"The editions use the font families of the theme, or those that you name. A family must
be among the built-in fonts, in the folder `fonts` beside the manifest, in a `path` of
`[fonts]`, in a folder given with `--font-path`, or, with `--system-fonts`, installed on
this machine. The program does not substitute another family.

Wrong:

```toml
[fonts]
serif = "Garamond"
```

Right:

```toml
[fonts]
serif = "EB Garamond"
```
"#,
};

/// A manifest or front matter names a key that does not exist.
pub static UNKNOWN_KEY: Rule = Rule {
    id: "unknown-key",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "an unknown key or section",
    explanation: r#"An unknown key is usually a typing error, and its value would be missing from every
edition without a warning. So it is an error, and the message suggests the nearest
key.

Wrong:

```yaml
titel: A statement
```

Right:

```yaml
title: A statement
```
"#,
};

/// The publication names a paper that does not exist.
pub static UNKNOWN_PAPER: Rule = Rule {
    id: "unknown-paper",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a paper that is neither a known size nor a width by a height",
    explanation: r#"The pages are laid out for one paper size. If the size cannot be read, the pages
would not fit your printer.

Wrong:

```toml
[pdf]
paper = "A4 landscape"
```

Right:

```toml
[pdf]
paper = "297mm x 210mm"
```
"#,
};

/// `[check]` names a rule that does not exist.
pub static UNKNOWN_RULE: Rule = Rule {
    id: "unknown-rule",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "an unknown rule in `[check]`",
    explanation: r#"`allow`, `warn` and `deny` take names of rules. An unknown name has no effect, so an
error that should fail the build would pass. `pamphlet explain` lists the names.

Wrong:

```toml
[check]
deny = ["heading-skipped"]
```

Right:

```toml
[check]
deny = ["skipped-heading"]
```
"#,
};

/// The publication names an unknown theme.
pub static UNKNOWN_THEME: Rule = Rule {
    id: "unknown-theme",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "an unknown theme, or a theme file that cannot be read",
    explanation: r#"The theme sets the design of all editions: a built-in one, or a file of your own below the
publication's folder, whose name ends in `.toml`. The program does not substitute another theme, but where there is no
manifest: front matter may name a theme of another tool, so this is a warning there, and the
editions look as without it.

Wrong:

```toml
[publication]
theme = "clasic"
```

Right:

```toml
[publication]
theme = "classic"
```
"#,
};

/// A value is not of the type of its key.
pub static WRONG_VALUE: Rule = Rule {
    id: "wrong-value",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a value of the wrong type",
    explanation: r#"Each key has a type: text, a list of texts, a date, a language, `true` or `false`, a
number in a range. The help names the type.

Wrong:

```toml
[txt]
width = "wide"
```

Right:

```toml
[txt]
width = 72
```
"#,
};

/// The diagnostic of a colour at the place of the metadata.
pub(crate) fn bad_color(color: &str, span: Span) -> Diagnostic {
    let help = "write `#` and six hexadecimal digits in quotation marks: `accent: \"#0b5a7d\"`";
    Diagnostic::new(&BAD_COLOR, span, format!("`{color}` is not a colour")).help(help)
}

/// The diagnostic of a colour that YAML takes for a comment.
pub(crate) fn colour_in_comment(key: Span) -> Diagnostic {
    let help = "in YAML `#` begins a comment: write the colour in quotation marks, `accent: \"#0b5a7d\"`";
    Diagnostic::new(&BAD_COLOR, key, "`accent` has no value").help(help)
}

/// A colour with too little contrast.
pub(crate) struct FaintColor<'a> {
    /// As the publication gives it.
    pub(crate) given: &'a str,
    /// Its contrast with the page, to 1.
    pub(crate) contrast: f64,
    /// The darker colour that the editions use instead.
    pub(crate) used: &'a str,
}

/// A colour that is hard to read, at the metadata.
pub(crate) fn faint_color(color: &FaintColor<'_>, span: Span) -> Diagnostic {
    let FaintColor { given, contrast, used } = color;
    // Cut, not rounded: 4.47 must not be reported as 4.5.
    let contrast = (contrast * 10.0).floor() / 10.0;
    let message = format!("the colour `{given}` has a contrast of {contrast:.1}:1; text needs 4.5:1");
    Diagnostic::new(&FAINT_COLOR, span, message)
        .help(format!("use a darker colour; the editions use `{used}`"))
}

/// The diagnostic of the first bad byte, where `bytes` tells what the file begins with.
pub(crate) fn invalid_utf8(span: Span, bytes: &[u8]) -> Diagnostic {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let (message, help) = match utf16 {
        true => ("the file is UTF-16, not UTF-8", "save it as UTF-8 from your editor"),
        false => ("this byte is not UTF-8", "save the file as UTF-8 from your editor"),
    };
    Diagnostic::new(&INVALID_UTF8, span, message).help(help)
}

/// The diagnostic of a family at the place of the metadata, with the style that it has not.
pub(crate) fn lacking_face(family: &str, style: &str, span: Span) -> Diagnostic {
    let message = format!("the family `{family}` has no {style} face");
    Diagnostic::new(&LACKING_FACE, span, message).help("add it with `--font-path`, or use another family")
}

/// The diagnostic of a chapter that the manifest lists a second time.
pub(crate) fn repeated_chapter(chapter: &Located) -> Diagnostic {
    let message = format!("chapter `{}` is listed twice", chapter.text);
    Diagnostic::new(&REPEATED_CHAPTER, chapter.span, message).help("remove one of the two")
}

/// The diagnostic of a chapter at its place in the manifest: `why` is a phrase.
pub(crate) fn missing_chapter(chapter: &Located, why: &str) -> Diagnostic {
    let message = format!("chapter `{}` cannot be read: {why}", chapter.text);
    let help = "correct the path: it is relative to the folder of the manifest";
    Diagnostic::new(&MISSING_CHAPTER, chapter.span, message).help(help)
}

/// The diagnostic of a name at the place of the metadata, with the families that are there.
pub(crate) fn unknown_font(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let help = match nearest(name, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!(
            "use one of `{}`, or add fonts with `path` of `[fonts]` or `--font-path`",
            known.join("`, `")
        ),
    };
    Diagnostic::new(&UNKNOWN_FONT, span, format!("unknown font family `{name}`")).help(help)
}

/// The diagnostic of a name at the place of the metadata.
pub(crate) fn unknown_paper(name: &str, span: Span) -> Diagnostic {
    let help =
        "use `a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`, or a width by a height: `148mm x 210mm`";
    Diagnostic::new(&UNKNOWN_PAPER, span, format!("unknown paper `{name}`")).help(help)
}

/// The diagnostic of a name at the place of the metadata, with the names that exist.
pub(crate) fn unknown_theme(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let help = match nearest(name, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("use one of `{}`", known.join("`, `")),
    };
    Diagnostic::new(&UNKNOWN_THEME, span, format!("unknown theme `{name}`")).help(help)
}

/// The diagnostic of a path of fonts, with the reason why they cannot be read.
pub(crate) fn unreadable_fonts(path: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_FONT, span, format!("cannot read the fonts `{path}`: {why}"))
        .help("give the path of a font file, or of a folder of them, from the folder of the publication")
}

/// The diagnostic of a theme's file, with the reason why it cannot be read.
pub(crate) fn unreadable_theme(path: &str, why: &str, span: Span) -> Diagnostic {
    let message = format!("cannot read the theme `{path}`: {why}");
    Diagnostic::new(&UNKNOWN_THEME, span, message)
        .help(
            "give its path from the folder of the publication, or use a built-in theme; a file above that folder can \
             be used where a `[collection]` above both lists the publication as a member",
        )
}

/// The diagnostic of a manifest that describes a publication and a collection at once.
pub(crate) fn both_kinds(span: Span) -> Diagnostic {
    let message = "a manifest describes a publication or a collection, not both";
    Diagnostic::new(&WRONG_VALUE, span, message).help("give each its own folder and `pamphlet.toml`")
}
