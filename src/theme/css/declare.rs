//! Declarations: values of a theme as CSS writes them.

use std::fmt::Write as _;

use crate::geometry::{Em, Length};
use crate::theme::{Align, Caps, Families, Family, Figures, Ink, Lines, Slant, TextDesign, Weight};

/// For what a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// Pages in browsers.
    Screen,
    /// E-books.
    Book,
}

/// A face that comes with an e-book or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookFace {
    /// The name of its family.
    pub family: String,
    /// Its weight.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// Where its file is, as seen from the sheet; or the file itself, as an address of data.
    pub path: String,
}

/// A line of the grid in ems of the text, in thousandths: leading on screens is wider than on paper, where
/// the measure is as long but the page is not lit from behind.
const LINE: i64 = 1500;

/// A sheet in the making.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    out: String,
}

impl Sheet {
    /// Adds a rule; nothing where it declares nothing.
    pub(super) fn rule(&mut self, selector: &str, declarations: &[String]) {
        let body: Vec<&str> = declarations.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        if !body.is_empty() {
            // Writing to a string does not fail.
            let _ = writeln!(self.out, "{selector}{{{}}}", body.join(";"));
        }
    }

    /// The text of the sheet.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// A declaration.
pub(super) fn declare(property: &str, value: impl std::fmt::Display) -> String {
    format!("{property}:{value}")
}

/// Thousandths as a decimal.
fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, part) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    let text = format!("{sign}{whole}.{part:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Thousandths of an em.
fn milli(em: Em) -> i64 {
    (i64::from(em.to_raw()) * 1000 + 32_768) >> 16
}

/// A length in ems of the body, written in those of text of a size.
pub(super) fn em(length: Em, size: Em) -> String {
    scaled(milli(length), size)
}

/// A height in lines of the grid, written in ems of text of a size.
pub(super) fn lines(height: Lines, size: Em) -> String {
    scaled(i64::from(height.to_milli()) * LINE / 1000, size)
}

fn scaled(thousandths: i64, size: Em) -> String {
    match thousandths * 1000 / milli(size).max(1) {
        0 => "0".to_owned(),
        value => format!("{}em", decimal(value)),
    }
}

/// A thickness, in CSS pixels of three quarters of a point; a hairline at the least.
pub(super) fn thickness(length: Length) -> String {
    format!("{}px", decimal((length.to_millipt() * 4 / 3).max(1000)))
}

/// The declarations of a text design, for text whose surroundings have the design of the body.
pub(super) fn look(look: &TextDesign, families: &Stacks, medium: Medium) -> Vec<String> {
    let body = TextDesign::default();
    let mut all = Vec::new();
    if look.family != body.family {
        all.push(declare("font-family", families.of(look.family)));
    }
    if look.weight != body.weight {
        all.push(declare("font-weight", weight(look.weight)));
    }
    if look.slant != body.slant {
        all.push(declare("font-style", slant(look.slant)));
    }
    if look.size != body.size {
        all.push(declare("font-size", em(look.size, body.size)));
    }
    if look.leading != body.leading || look.size != body.size {
        all.push(declare("line-height", leading(look)));
    }
    if look.caps != body.caps {
        all.push(declare("font-variant-caps", caps(look.caps)));
    }
    if look.figures != body.figures {
        all.push(declare("font-variant-numeric", figures(look.figures)));
    }
    if look.tracking != body.tracking {
        all.push(declare("letter-spacing", em(look.tracking, body.size)));
    }
    if medium == Medium::Screen && look.ink != body.ink {
        all.push(declare("color", ink(look.ink)));
    }
    if look.align != Align::Justify && look.align != body.align {
        all.push(declare("text-align", align(look.align)));
    }
    all
}

/// The line height as a number, so that the text inside scales it: that of the design on the grid. Large
/// type is set closer than the grid: on a narrow screen its lines wrap.
fn leading(look: &TextDesign) -> String {
    let lines = i64::from(look.leading.to_milli()) * LINE / milli(look.size).max(1);
    let most = if milli(look.size) > 1100 { 1300 } else { 1600 };
    decimal(lines.clamp(1200, most))
}

/// The families to try for each family of the theme.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stacks<'a> {
    /// The families of the theme.
    pub(super) families: &'a Families,
    /// The faces that come with the text; so that their characters never depend on the reader's fonts.
    pub(super) faces: &'a [BookFace],
}

impl Stacks<'_> {
    /// That of the theme, those that come with the text, and those that readers' machines have.
    pub(super) fn of(&self, family: Family) -> String {
        let own = self.families.name(family);
        let mut names = vec![own];
        // Where the family does not come with the text, a face of another kind is no substitute for it.
        let comes = self.faces.iter().any(|it| it.family == own);
        for face in self.faces.iter().filter(|_| comes) {
            if !names.contains(&face.family.as_str()) {
                names.push(&face.family);
            }
        }
        let mut stack: String = names.into_iter().flat_map(|it| [quoted(it), ",".to_owned()]).collect();
        stack.push_str(self.others(family));
        stack
    }

    /// Faces that come with Apple's, Microsoft's, Google's and free systems, of the same build and with the
    /// theme's figures where there is a choice.
    fn others(&self, family: Family) -> &'static str {
        match (family, self.families.serif.as_str()) {
            (Family::Serif, "EB Garamond") => {
                "\"Iowan Old Style\",\"Palatino Linotype\",\"URW Palladio L\",P052,\"Book Antiqua\",Georgia,serif"
            }
            (Family::Serif, _) => {
                "\"Source Serif Pro\",Charter,\"Bitstream Charter\",\"Sitka Text\",Cambria,Georgia,serif"
            }
            (Family::Sans, _) => {
                "\"Source Sans Pro\",Seravek,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif"
            }
            (Family::Mono, _) => {
                "ui-monospace,\"Cascadia Code\",Menlo,Consolas,\"DejaVu Sans Mono\",monospace"
            }
        }
    }
}

/// The name of a family, in quotes.
fn quoted(family: &str) -> String {
    format!("\"{}\"", family.replace(['"', '\\', '<', '{', '}'], ""))
}

/// The rule that names the file of a face (CSS Fonts 4, 4). A bold face matches every bold weight, whatever
/// its own number.
pub(super) fn font_face(face: &BookFace) -> String {
    let weight = match face.weight {
        Weight::Regular => "normal",
        Weight::Bold => "bold",
    };
    let all = [
        declare("font-family", quoted(&face.family)),
        declare("font-weight", weight),
        declare("font-style", slant(face.slant)),
        declare("src", format!("url({})", string(&face.path))),
    ];
    format!("@font-face{{{}}}\n", all.join(";"))
}

/// An ink, as a variable of the palette.
pub(super) fn ink(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "var(--text)",
        Ink::Muted => "var(--muted)",
        Ink::Accent => "var(--accent)",
        Ink::Rule => "var(--rule)",
        Ink::Ground => "var(--ground)",
    }
}

/// A weight.
pub(super) fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => "400",
        Weight::Bold => "600",
    }
}

/// A slant.
pub(super) fn slant(slant: Slant) -> &'static str {
    match slant {
        Slant::Upright => "normal",
        Slant::Italic => "italic",
    }
}

fn caps(caps: Caps) -> &'static str {
    match caps {
        Caps::Normal => "normal",
        Caps::Small => "small-caps",
        Caps::AllSmall => "all-small-caps",
    }
}

fn figures(figures: Figures) -> &'static str {
    match figures {
        Figures::OldStyle => "oldstyle-nums",
        Figures::Lining => "lining-nums",
        Figures::Tabular => "lining-nums tabular-nums",
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Justify => "justify",
        Align::Start => "start",
        Align::End => "end",
        Align::Center => "center",
    }
}

/// A string of CSS, in ASCII: a sheet has no encoding of its own to get wrong.
pub(super) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for it in text.chars() {
        if it.is_control() || !it.is_ascii() || matches!(it, '"' | '\\' | '<') {
            let _ = write!(out, "\\{:x} ", u32::from(it));
        } else {
            out.push(it);
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!(em(Em::milli(1330), Em::milli(1000)), "1.33em");
        assert_eq!(em(Em::milli(1000), Em::milli(2000)), "0.5em");
        assert_eq!(lines(Lines::milli(500), Em::milli(1000)), "0.75em");
        assert_eq!(lines(Lines::ZERO, Em::milli(1000)), "0");
        assert_eq!(thickness(Length::millipt(400)), "1px");
        assert_eq!(thickness(Length::millipt(1500)), "2px");
        assert_eq!(decimal(-50), "-0.05");
    }

    #[test]
    fn css_strings_are_escaped() {
        assert_eq!(string("a\"b\\</"), "\"a\\22 b\\5c \\3c /\"");
    }
}
