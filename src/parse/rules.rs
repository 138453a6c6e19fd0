//! The rules that a source can break where it is parsed.

use crate::diag::{
    Group, Rule, Severity,
    rules::{OUTSIDE_IMAGE, UNSAFE_LINK},
};

/// All of them.
pub const ALL: &[&Rule] = &[
    &CONTROL_CHARACTER,
    &DEAD_ANCHOR,
    &DUPLICATE_ID,
    &DUPLICATE_NOTE,
    &EMPTY_IMAGE,
    &EMPTY_LINK,
    &EXTRA_CELL,
    &FOREIGN_SYNTAX,
    &IGNORED_CONDITION,
    &IGNORED_INCLUDE,
    &LOST_TITLE,
    &OUTSIDE_IMAGE,
    &RAW_HTML,
    &REMOTE_IMAGE,
    &STRAY_ATTRIBUTES,
    &STRAY_FENCE,
    &STRAY_FRONT_MATTER,
    &TOO_DEEP,
    &UNBALANCED_HTML,
    &UNDEFINED_LINK,
    &UNDEFINED_NOTE,
    &UNDEFINED_VARIABLE,
    &UNKNOWN_ATTRIBUTE,
    &UNPUBLISHED_LINK,
    &UNSAFE_LINK,
    &UNUSED_NOTE,
    &UNUSED_VARIABLE,
];

/// A control character is in the text.
pub static CONTROL_CHARACTER: Rule = Rule {
    id: "control-character",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: true,
    summary: "a control character in the text",
    explanation: r##"
A character of the ranges U+0000–U+0008, U+000B–U+001F or U+007F–U+009F, or one
of the two last code points of a plane, is in the source. XML forbids most of
them, so an EPUB with one cannot be opened, and no font has a glyph for them.
The tree holds U+FFFD in its place.

Remove the character. It often comes from copying out of a PDF or a terminal;
one of U+0080–U+009F from a text of Windows-1252 that was read as Latin-1.

A byte order mark (U+FEFF) in the middle of a text is left over from files that
were joined. It is invisible, and what begins after it is not read as a heading
or an item. `pamphlet check --fix` removes it.
"##,
};

/// A link leads to a place that does not exist.
pub static DEAD_ANCHOR: Rule = Rule {
    id: "dead-anchor",
    aliases: &[],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "a broken link within the publication",
    explanation: r##"
A link such as `[the appendix](#appendix)` or `[rights](rights.md#stay)` names
an id that nothing in the publication carries. In the editions it would lead
nowhere, so its words stay and the link is left out.

Headings get their id from their words: `## What we ask` is `#what-we-ask`. An
id can also be given, to a heading or to any block or span:

```markdown
## What we ask {#demands}

See [our demands](#demands).
```
"##,
};

/// Two places carry the same id.
pub static DUPLICATE_ID: Rule = Rule {
    id: "duplicate-id",
    aliases: &[],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "two places carry the same id",
    explanation: r##"
An id must name one place, because links lead to it. The second one is ignored.

Give one of the two another id. Ids made from the words of headings never
clash: a number is added to the second.
"##,
};

/// A note is defined twice under one label.
pub static DUPLICATE_NOTE: Rule = Rule {
    id: "duplicate-note",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Error,
    fix: false,
    summary: "a note is defined twice under one label",
    explanation: r##"
A label such as `[^1]` can name one note in a file; upper and lower case are
the same. The second definition is left out, so its words would be lost.

Give the second note another label, or join the two.
"##,
};

/// An image names no file.
pub static EMPTY_IMAGE: Rule = Rule {
    id: "empty-image",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Error,
    fix: false,
    summary: "an image that names no file",
    explanation: r##"
An image without a path, as in `![A crowd]()`, or with that of a folder, as in
`![A crowd](.)`, cannot be shown in any edition, and would be
missing without a warning.

Give the path of the file, from the source that names it:

```markdown
![A crowd](images/crowd.jpg)
```
"##,
};

/// A link has no text, or leads nowhere.
pub static EMPTY_LINK: Rule = Rule {
    id: "empty-link",
    aliases: &[],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "a link has no text, or leads nowhere",
    explanation: r##"
`[](https://example.org)` has nothing to see or to hear, so nobody can follow
it; `[text]()` has no address. WCAG 2.2, 2.4.4, requires that the text of
a link describes its purpose.

Write text between the brackets and an address between the parentheses.
"##,
};

/// A row of a table has more cells than columns.
pub static EXTRA_CELL: Rule = Rule {
    id: "extra-cell",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a row of a table has more cells than columns",
    explanation: r##"
A table has as many columns as its head. Further cells of a row would be in no
edition.

Add a column to the head and to the line of dashes, or write `\\|` where a bar
is part of a cell, in code as well.
"##,
};

/// Markup of another dialect is printed as it is written.
pub static FOREIGN_SYNTAX: Rule = Rule {
    id: "foreign-syntax",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: true,
    summary: "markup of another dialect that is printed as it is written",
    explanation: r##"
Pandoc, GitHub, MkDocs, Obsidian, Quarto, LaTeX and others have markup that
pamphlet does not read. Readers would see its signs: dollars, braces, double
brackets. The message names the dialect, and the help the native form;
`pamphlet check --fix` writes it where that is safe.

Wrong:

```markdown
This is \textbf{strong}.
```

Right:

```markdown
This is **strong**.
```

To show the signs as they are, write them as code, or a backslash before the
first: `\$x\$`.
"##,
};

/// A condition that no edition honours.
pub static IGNORED_CONDITION: Rule = Rule {
    id: "ignored-condition",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "text for some readers only, under a condition that cannot be met",
    explanation: r##"
`{.only edition=print}` and Quarto's `.content-visible when-format="pdf"`
choose what an edition shows. A condition that names no edition or format, or
is written as `{% if … %}` of Jinja and Liquid, cannot be honoured, so text that
is meant to be hidden would be published. That no edition shows a text at all is a
warning.

Write `.only edition=…` or `.not edition=…`, or remove the text. Put a remark
for yourself into a comment, which no edition shows: `<!-- … -->`.
"##,
};

/// An include that is not followed.
pub static IGNORED_INCLUDE: Rule = Rule {
    id: "ignored-include",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "text of another file that is not included",
    explanation: r##"
Another file is named here, and its text would be missing: there is no such
file or part of it, it is outside the publication's folder, it includes
itself, or it is named as a tool does that pamphlet does not follow (Jekyll,
Obsidian, MkDocs).

Correct the path, or write `{{#include part.md}}`. To show a directive as it
is, write it as code, or with a backslash before it.
"##,
};

/// The title of an image in a line of text is not shown.
pub static LOST_TITLE: Rule = Rule {
    id: "lost-title",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Warning,
    fix: false,
    summary: "the title of an image in a line of text is not shown",
    explanation: r##"
The title of an image that stands alone in its paragraph is its caption. An
image that runs in a line of text has no caption, so its title would be lost.
The same holds for its words in brackets where `alt` says another alternative
text.

Remove the title, move it into the text, or put the image in its own paragraph:

```markdown
![A reading room](room.png "The room in spring")
```
"##,
};

/// Raw HTML that not every edition can show.
pub static RAW_HTML: Rule = Rule {
    id: "raw-html",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "raw HTML that no edition can show as it is",
    explanation: r##"
HTML is read as a browser reads it: its paragraphs, headings, lists, tables,
images, links and emphasis are those of the text. Comments are left out. Some
elements mean nothing on paper: videos, frames and their like become a link,
style sheets and scripts are left out, and of an element that HTML does not
have only the content is kept. Each of these is reported once.

Wrong:

```markdown
<style>
.credit { color: grey }
</style>

A list of `Vec`<String>.
```

Right:

```markdown
A list of `Vec<String>`.
```

To show a tag as text, write it as code: `` `<div>` ``.
"##,
};

/// An image has an absolute address.
pub static REMOTE_IMAGE: Rule = Rule {
    id: "remote-image",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Warning,
    fix: false,
    summary: "an image that is not in the publication's folder",
    explanation: r##"
Images are part of the editions and are read during the build. pamphlet never
uses the network, and an absolute path is different on each machine. So such an
image is replaced by its alternative text, with a link to its address.

Put a copy of the image into the publication's folder and give its path from
the source file: `![A crowd](images/crowd.jpg)`.
"##,
};

/// Attributes belong to nothing.
pub static STRAY_ATTRIBUTES: Rule = Rule {
    id: "stray-attributes",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "attributes that belong to nothing",
    explanation: r##"
A line of attributes such as `{.lower-alpha}` belongs to the block after it,
and there is none.

Put the line directly before its block, or remove it.
"##,
};

/// A `:::` is unmatched.
pub static STRAY_FENCE: Rule = Rule {
    id: "stray-fence",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "an unmatched `:::`",
    explanation: r##"
A container is opened by `:::` with a name or attributes and closed by `:::`
alone, in the same list item or quotation. One of the two is missing.

```markdown
::: warning
Inside.
:::
```
"##,
};

/// Front matter is in a later chapter.
pub static STRAY_FRONT_MATTER: Rule = Rule {
    id: "stray-front-matter",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "front matter in a later chapter",
    explanation: r##"
The metadata of a publication is in its manifest or at the start of its first
file. Front matter of a later file is ignored.

Move it to one of these places.
"##,
};

/// Blocks or inlines are nested too deep.
pub static TOO_DEEP: Rule = Rule {
    id: "too-deep",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "blocks or inlines nested too deeply",
    explanation: r##"
More than 64 quotations, lists and containers lie within each other, or more
than 64 inlines. No edition can show that. Anything deeper is treated as
if it were at that depth.
"##,
};

/// An inline tag is not closed, or not opened.
pub static UNBALANCED_HTML: Rule = Rule {
    id: "unbalanced-html",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "an inline tag is not closed, or not opened",
    explanation: r##"
`<sup>` and `</sup>` come in pairs, within the same emphasis, link or cell.

Close the tag within the emphasis or link that contains it.
"##,
};

/// A link refers to a label that is not defined.
pub static UNDEFINED_LINK: Rule = Rule {
    id: "undefined-link",
    aliases: &[],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "a link refers to a label that is not defined",
    explanation: r##"
`[text][label]` needs a line `[label]: https://example.org` in the same file.

Define the label, or write `\[text]` for literal brackets.
"##,
};

/// A note is referred to but not defined.
pub static UNDEFINED_NOTE: Rule = Rule {
    id: "undefined-note",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a note is referred to but not defined",
    explanation: r##"
`[^2]` needs a definition in the same file:

```markdown
A claim.[^2]

[^2]: Where it comes from.
```

Write `\[^2]` for literal brackets.
"##,
};

/// An attribute is not known here.
pub static UNKNOWN_ATTRIBUTE: Rule = Rule {
    id: "unknown-attribute",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "an unknown attribute",
    explanation: r##"
Attributes are `#id`, `.class` and `lang=…`; an image also has `width=…`, a
container `title="…"`. Anything else has no effect in any edition.
"##,
};

/// A relative link leads to what is not published.
pub static UNPUBLISHED_LINK: Rule = Rule {
    id: "unpublished-link",
    aliases: &["unknown-chapter"],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "a relative link to a file that is not in the publication",
    explanation: r##"
A link such as `[the rights](rights.md)` or `[the form](/forms/a.html)` leads to
a file next to this one. In an edition there is none, unless the file is a
chapter. If the publication has a `url`, the link leads to the address that the
file has from there. If not, the words stay and the link is left out.

Give the publication its address, or link to the whole address:

```markdown
[the rights](https://example.org/rights.html)
```

To publish the file, add it to the chapters of the manifest:

```toml
[publication]
chapters = ["statement.md", "rights.md"]
```
"##,
};

/// A note is defined but never referenced.
pub static UNUSED_NOTE: Rule = Rule {
    id: "unused-note",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a note is defined but never referenced",
    explanation: r##"
No edition shows a note that is not referenced in the text.

Refer to it with its label, as in `[^2]`, or remove it.
"##,
};

/// A variable is named that is not defined.
pub static UNDEFINED_VARIABLE: Rule = Rule {
    id: "undefined-variable",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "a variable is named that is not defined",
    explanation: r##"
`{{version}}` is the value that `[variables]` in the manifest, or `variables:` in
the front matter, gives to `version`. Without a value, readers would see the name.

Define it, correct the name, or write it as code.
"##,
};

/// A variable is defined but not named.
pub static UNUSED_VARIABLE: Rule = Rule {
    id: "unused-variable",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a variable is defined but not used",
    explanation: r##"
The text does not name the variable, so its value is shown nowhere. Perhaps the
name is misspelled, or the value is still written out in the text.

Write `{{name}}` where the value is to be, or remove the variable.
"##,
};
