//! The rules of code: each kind of word in its look.

use crate::highlight::Kind;
use crate::theme::css::Medium;
use crate::theme::css::declare::{Sheet, declare, slant, weight};
use crate::theme::{Color, Slant, Theme, Tone, Weight};

/// The rules of a medium. A book has weights and slants alone: its colours are the reader's.
pub(super) fn rules(theme: &Theme, medium: Medium) -> String {
    let mut sheet = Sheet::default();
    for kind in Kind::ALL {
        let tone = theme.highlight.tone(kind);
        let mut all = shape(&tone);
        if medium == Medium::Screen {
            all.push(color(tone.light));
        }
        sheet.rule(&selector(kind), &all);
    }
    let day = sheet.finish();
    if medium == Medium::Book { day } else { day + &night(theme) }
}

/// The colours of those who read by night.
fn night(theme: &Theme) -> String {
    let mut sheet = Sheet::default();
    for kind in Kind::ALL {
        sheet.rule(&selector(kind), &[color(theme.highlight.tone(kind).dark)]);
    }
    format!("@media screen and (prefers-color-scheme:dark){{\n{}}}\n", sheet.finish())
}

fn selector(kind: Kind) -> String {
    format!("pre .{}", kind.name())
}

fn color(color: Color) -> String {
    declare("color", color)
}

/// What makes a kind seen without colours.
fn shape(tone: &Tone) -> Vec<String> {
    let mut all = Vec::new();
    if tone.weight != Weight::Regular {
        all.push(declare("font-weight", weight(tone.weight)));
    }
    if tone.slant != Slant::Upright {
        all.push(declare("font-style", slant(tone.slant)));
    }
    all
}
