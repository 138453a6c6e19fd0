//! The colours of a theme as variables, by day, by night, and for those who need more contrast.

use crate::theme::css::declare::declare;
use crate::theme::{Color, Palette, Theme};

/// The palettes, each under its query.
pub(super) fn variables(theme: &Theme) -> String {
    let day = block(&theme.light);
    let night = block(&theme.dark);
    let more = block(&strong(&theme.light, Color::BLACK, Color::WHITE));
    let more_night = block(&strong(&theme.dark, Color::WHITE, Color::BLACK));
    format!(
        ":root{{color-scheme:light dark;{day}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}\n\
         @media (prefers-contrast:more){{:root{{{more}}}}}\n\
         @media screen and (prefers-contrast:more) and (prefers-color-scheme:dark){{:root{{{more_night}}}}}\n"
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

/// The palette for those who ask for more contrast: nothing steps back, and rules are as strong as text.
fn strong(palette: &Palette, text: Color, ground: Color) -> Palette {
    Palette { ground, panel: ground, text, muted: text, rule: text, ..*palette }
}
