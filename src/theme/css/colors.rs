//! The colours of a theme: the palettes as variables, and the rules of highlighted code.

use crate::highlight::TokenKind;
use crate::theme::css::declare::{Medium, Sheet, declare, slant, weight};
use crate::theme::{Color, Palette, Slant, Theme, TokenStyle, Weight};

/// The palettes as variables: light, dark, and both with more contrast, each under its media query.
pub(super) fn variables(theme: &Theme) -> String {
    let light = block(&theme.light);
    let dark = block(&theme.dark);
    let more = block(&strong(&theme.light, Color::BLACK, Color::WHITE));
    let more_dark = block(&strong(&theme.dark, Color::WHITE, Color::BLACK));
    format!(
        ":root{{color-scheme:light dark;{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         @media (prefers-contrast:more){{:root{{{more}}}}}\n\
         @media screen and (prefers-contrast:more) and (prefers-color-scheme:dark){{:root{{{more_dark}}}}}\n"
    )
}

fn block(palette: &Palette) -> String {
    let named = [
        ("--ground", palette.ground),
        ("--panel", palette.panel),
        ("--text", palette.text),
        ("--muted", palette.muted),
        ("--accent", palette.accent),
        ("--link", palette.link),
        ("--rule", palette.rule),
    ];
    named.map(|(name, color)| declare(name, color)).join(";")
}

/// The palette for those who ask for more contrast: secondary text is not lighter, and rules are as strong as text.
fn strong(palette: &Palette, text: Color, ground: Color) -> Palette {
    Palette { ground, panel: ground, text, muted: text, rule: text, ..*palette }
}

/// The rules of highlighted code. A book has only weights and slants: its colours are the reader's.
pub(super) fn code(theme: &Theme, medium: Medium) -> String {
    let mut sheet = Sheet::default();
    for kind in TokenKind::ALL {
        let style = theme.highlight.style(kind);
        let mut all = shape(&style);
        if medium == Medium::Screen {
            all.push(color(style.light));
        }
        sheet.rule(&selector(kind), &all);
    }
    let light = sheet.finish();
    if medium == Medium::Book { light } else { light + &dark_code(theme) }
}

/// The colours of highlighted code in dark mode.
fn dark_code(theme: &Theme) -> String {
    let mut sheet = Sheet::default();
    for kind in TokenKind::ALL {
        sheet.rule(&selector(kind), &[color(theme.highlight.style(kind).dark)]);
    }
    format!("@media screen and (prefers-color-scheme:dark){{\n{}}}\n", sheet.finish())
}

fn selector(kind: TokenKind) -> String {
    format!("pre .{}", kind.name())
}

fn color(color: Color) -> String {
    declare("color", color)
}

/// What shows a kind of token without colours.
fn shape(style: &TokenStyle) -> Vec<String> {
    let mut all = Vec::new();
    if style.weight != Weight::Regular {
        all.push(declare("font-weight", weight(style.weight)));
    }
    if style.slant != Slant::Upright {
        all.push(declare("font-style", slant(style.slant)));
    }
    all
}
