//! The rules that pages can break.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::geometry::Length;
use crate::layout::paragraph::line::Line;
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[
    &LOW_RESOLUTION,
    &MACHINE_FONT,
    &MISSING_GLYPH,
    &NARROW_MARGINS,
    &OVERFULL_LINE,
    &UNSET_COVER,
    &WIDE_MARGINS,
    &WIDE_TABLE,
];

/// An image has too few pixels for print.
pub static LOW_RESOLUTION: Rule = Rule {
    id: "low-resolution",
    aliases: &[],
    group: Group::Images,
    severity: Severity::Warning,
    fix: false,
    summary: "an image has too few pixels for print",
    explanation: "\
At the size at which it is printed the image has fewer than 150 pixels to the inch, and looks coarse.

Use a larger image, or ask for a smaller width: `![...](picture.png){width=50%}`.
",
};

/// No font has a character of the drawn cover.
pub static UNSET_COVER: Rule = Rule {
    id: "unset-cover",
    aliases: &[],
    group: Group::Editions,
    severity: Severity::Warning,
    fix: false,
    summary: "a character of the drawn cover that no font has",
    explanation: "\
A publication without a cover image has a cover drawn from its title, subtitle, authors, and publisher. Where no font
has a letter of one of these, the cover leaves its line out.

Add a font that has the letters with `--font-path`, or set a cover image with the key `cover`.
",
};

/// The diagnostic of a character that the cover should show.
pub fn unset_cover(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let message =
        format!("the drawn cover leaves out a line: no font has the character `{character}` (U+{code:04X})");
    Diagnostic::new(&UNSET_COVER, span, message)
        .help("add a font that has it with `--font-path`, or set a cover image with `cover`")
}

/// A font of the machine sets what the built-in fonts lack.
pub static MACHINE_FONT: Rule = Rule {
    id: "machine-font",
    aliases: &[],
    group: Group::Pages,
    severity: Severity::Warning,
    fix: false,
    summary: "a font of this machine that sets what no built-in font has",
    explanation: "\
The built-in fonts lack some characters of the text, and a font that is installed on this machine has them, so \
the pages use it. On a machine with other fonts the same source gives other pages. The build record has the \
name and the checksum of the font.

## Example

    The sign 一 is the number one.

## Fix

If the pages must be the same everywhere, keep the font with the source and give it with `--font-path FOLDER`. \
To allow no font of the machine, treat warnings as errors: `--strict`, or `--deny machine-font`.
",
};

/// The diagnostic of a font of the machine, with the characters that it is for.
pub fn machine_font(family: &str, characters: &BTreeSet<char>, span: Span) -> Diagnostic {
    let example = characters.first().map(|it| format!(" such as `{it}`")).unwrap_or_default();
    let what = match characters.len() {
        1 => "a character".to_owned(),
        many => format!("{many} characters"),
    };
    let message = format!("`{family}`, a font of this machine, sets {what} that no other font has,{example}");
    Diagnostic::new(&MACHINE_FONT, span, message)
        .help("give a font of your own with `--font-path`, so that the pages are the same on every machine")
}

/// A character that no face has.
pub static MISSING_GLYPH: Rule = Rule {
    id: "missing-glyph",
    aliases: &["pdf-without-glyph"],
    group: Group::Pages,
    severity: Severity::Warning,
    fix: false,
    summary: "a character that no font has",
    explanation: "\
Neither the built-in fonts nor those that you added have a glyph for a character. The pages show a box \
in its place. Its text can still be copied and searched, and the other editions have it, but PDF/A and \
PDF/UA forbid such a box, so the PDF does not claim these standards. There is one message for each script.

The built-in fonts support Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari and Thai, and common signs. \
Chinese, Japanese and Korean fonts are too large to be built in.

## Example

    The sign 一 is the number one.

## Fix

Add a font that has the character: `--font-path FOLDER`, or `--system-fonts` where one is installed. If the \
character came into the text by mistake, as private-use characters often do when text is copied from a PDF, replace it.
",
};

/// A line that is too wide of its measure.
pub static OVERFULL_LINE: Rule = Rule {
    id: "overfull-line",
    aliases: &[],
    group: Group::Pages,
    severity: Severity::Warning,
    fix: false,
    summary: "a line that is wider than its column",
    explanation: "\
A word, an address or a piece of code is wider than the column it stands in, and there is no place where it may \
be divided. Its end extends into the margin of the PDF; the other editions are not affected.

Words of languages with hyphenation patterns are divided automatically, and addresses and code after their signs. \
This happens with names that no pattern knows, with chemical terms, in narrow cells of tables.

## Example

    | Substance                             |
    |---------------------------------------|
    | Methylchloroisothiazolinone2Methyl    |

## Fix

Put soft hyphens (U+00AD, in Markdown `&shy;`) where the word may be divided: `Methyl&shy;chloro&shy;iso&shy;…`. \
Give the text its language, if it is not that of the publication: `[Donaudampfschifffahrt]{lang=de}`. In a table, \
make the column wider by shorter words in the others.
",
};

/// Margins leave no room for running heads and folios.
pub static NARROW_MARGINS: Rule = Rule {
    id: "narrow-margins",
    aliases: &[],
    group: Group::Pages,
    severity: Severity::Warning,
    fix: false,
    summary: "the margins leave no room for running heads and page numbers",
    explanation: "\
Running heads and page numbers are in the margins, at least 4 mm from the edge of the sheet, where printers can \
still print. If a margin is too narrow for them, they are left out.

Use a margin of at least 11 mm at the head and at the foot:

```toml
[pdf]
margins = [\"14mm\", \"12mm\", \"14mm\", \"12mm\"]
```
",
};

/// Margins leave no room for the text.
pub static WIDE_MARGINS: Rule = Rule {
    id: "wide-margins",
    aliases: &[],
    group: Group::Pages,
    severity: Severity::Error,
    fix: false,
    summary: "the margins leave no room for the text",
    explanation: "\
Between the margins there must be room for a line of 20 mm, and for four lines below one another. The program \
does not substitute other margins.

Use narrower margins, or a larger paper:

```toml
[pdf]
paper = \"a5\"
margins = [\"18mm\", \"15mm\", \"22mm\", \"18mm\"]
```
",
};

/// A table does not fit between the margins.
pub static WIDE_TABLE: Rule = Rule {
    id: "wide-table",
    aliases: &[],
    group: Group::Pages,
    severity: Severity::Warning,
    fix: false,
    summary: "a table that does not fit between the margins",
    explanation: "\
The longest words of the columns together are wider than the page, even with less space between columns and in \
type of 7 points. Or one word is so much wider than the room for its column that it is divided between any two of \
its letters, so that the rest of the table keeps its size. Nothing is ever set over anything else, or cut off.

Take fewer columns, shorter words, or make one table of each group of columns. Put soft hyphens (`&shy;`) into a long \
word where it may be divided.
",
};

/// Reports the characters of a line that no face has.
pub fn missing_glyph(line: &Line, diags: &mut Diagnostics) {
    for (character, span) in &line.missing {
        let code = u32::from(*character);
        let message = format!("no font has the character `{character}` (U+{code:04X})");
        let help = "add a font that has it with `--font-path`, or replace the character";
        diags.push(
            Diagnostic::new(&MISSING_GLYPH, *span, message.clone())
                .help(help)
                .folds(lacking(*character, message)),
        );
    }
}

/// What is said of several characters that no face has: those of a script together, signs each by itself.
fn lacking(character: char, message: String) -> String {
    let script = character.script();
    if matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
        return message;
    }
    format!("no font has characters of the script {}; boxes stand for them", script.full_name())
}

/// An excess that nobody sees.
const TOLERANCE: Length = Length::millipt(250);

/// Reports a line that is too wide.
pub fn overfull_line(line: &Line, diags: &mut Diagnostics) {
    if line.fit.overfull <= TOLERANCE {
        return;
    }
    let tenths = (line.fit.overfull.to_millipt() + 50) / 100;
    let message = format!("a line is {}.{} pt wider than its column", tenths / 10, tenths % 10);
    let help = match line.has_images() {
        true => "set a `width` for the image, as in `{width=90%}`, or write a space next to it",
        false => "add soft hyphens (`&shy;`) where its longest word may be divided, or rephrase it",
    };
    diags.push(Diagnostic::new(&OVERFULL_LINE, line.span, message).help(help));
}

/// The diagnostic, at the metadata.
pub(in crate::layout) fn narrow_margins(span: Span) -> Diagnostic {
    let message = "the margins leave no room for running heads and page numbers, which are left out";
    Diagnostic::new(&NARROW_MARGINS, span, message).help("use wider margins at the head and at the foot")
}

/// The diagnostic, at the metadata.
pub(in crate::layout) fn wide_margins(span: Span) -> Diagnostic {
    let message = "the margins leave no room for the text";
    Diagnostic::new(&WIDE_MARGINS, span, message).help("use narrower margins, or a larger paper")
}

/// Reports what is wrong with set lines.
pub fn report(lines: &[Line], diags: &mut Diagnostics) {
    for line in lines {
        overfull_line(line, diags);
        missing_glyph(line, diags);
    }
}
