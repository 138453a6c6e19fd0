//! Colours that can be read: each that is too faint is reported, and mixed with the colour of text until it is not.

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::publication::rules::{FaintColor, faint_color};
use crate::source::Span;
use crate::theme::{Color, LEAST_CONTRAST, Palette, Theme};

/// Adjusts the colours of both modes. `place` gives that of the value at a path of keys.
pub(super) fn ensure(theme: &mut Theme, place: &mut dyn FnMut(&[&str]) -> Span, diags: &mut Diagnostics) {
    for (mode, palette) in [("light", &mut theme.light), ("dark", &mut theme.dark)] {
        ensure_palette(mode, palette, place, diags);
    }
    let (light, dark) = (theme.light, theme.dark);
    for (name, token) in theme.highlight.all_mut() {
        for (mode, palette, color) in [("light", &light, &mut token.light), ("dark", &dark, &mut token.dark)]
        {
            let mut at = || place(&["highlight", name, mode]);
            adjust(palette, color, &mut at, diags);
        }
    }
}

fn ensure_palette(
    mode: &str,
    palette: &mut Palette,
    place: &mut dyn FnMut(&[&str]) -> Span,
    diags: &mut Diagnostics,
) {
    let contrast = palette.contrast(palette.text);
    if contrast < LEAST_CONTRAST {
        let (given, used) = (palette.text.to_string(), "black or white");
        let faint = faint_color(&FaintColor { given: &given, contrast, used }, place(&[mode, "text"]));
        let help = "text must be read on the background and on the panel: change one of them";
        diags.push(Diagnostic { severity: Severity::Error, ..faint }.help(help));
        return;
    }
    let whole = *palette;
    adjust(&whole, &mut palette.muted, &mut || place(&[mode, "muted"]), diags);
    adjust(&whole, &mut palette.accent, &mut || place(&[mode, "accent"]), diags);
    // One colour for both is one fault.
    if whole.link == whole.accent {
        palette.link = palette.accent;
    } else {
        adjust(&whole, &mut palette.link, &mut || place(&[mode, "link"]), diags);
    }
}

/// Mixes a colour with that of text until it can be read.
fn adjust(palette: &Palette, color: &mut Color, at: &mut dyn FnMut() -> Span, diags: &mut Diagnostics) {
    let contrast = palette.contrast(*color);
    if contrast < LEAST_CONTRAST {
        let (given, used) = (color.to_string(), palette.readable(*color));
        let found = FaintColor { given: &given, contrast, used: &used.to_string() };
        diags.push(faint_color(&found, at()));
        *color = used;
    }
}
