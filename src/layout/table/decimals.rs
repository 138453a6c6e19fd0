//! Columns of figures: their decimal signs are aligned.

use crate::geometry::Length;
use crate::layout::frame::{Artifact, Mark};
use crate::layout::galley::part::TablePart;
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::Paragraph;
use crate::theme::Align;

/// How the figures of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DecimalAlign {
    /// The sign before their decimals, and the width of the longest with it; `None` where lines just end at the
    /// edge.
    decimals: Option<(char, Length)>,
}

impl DecimalAlign {
    /// Those of a column: decimals are looked for where all its cells are figures, on the edge where
    /// lines end.
    pub(super) fn of(cx: &Typesetter<'_>, table: &TablePart, align: Align, column: usize) -> DecimalAlign {
        let rows = || table.body.iter().chain(&table.foot);
        let cells = || rows().filter_map(|row| row.text_at(column)).filter(|it| !it.is_empty());
        if align != Align::End || !cells().all(|it| is_figure(it.text())) {
            return DecimalAlign::default();
        }
        let Some(sign) = decimal_sign(cells().map(Paragraph::text)) else { return DecimalAlign::default() };
        let widest = cells().map(|it| decimals(cx, it, sign)).max().unwrap_or_default();
        DecimalAlign { decimals: Some((sign, widest)) }
    }

    /// The space between the end of a cell and the edge of its column.
    pub(super) fn pad(&self, cx: &Typesetter<'_>, cell: &Paragraph) -> Length {
        match self.decimals {
            Some((sign, widest)) if is_figure(cell.text()) => widest - decimals(cx, cell, sign),
            Some(_) | None => Length::ZERO,
        }
    }
}

/// Whether a text is a number as people write them: digits with signs around and between.
fn is_figure(text: &str) -> bool {
    let sign = |it: char| ".,'\u{2019}+-\u{2212}\u{2013}% \u{a0}\u{202f}()$£€".contains(it);
    text.contains(|it: char| it.is_ascii_digit()) && text.chars().all(|it| it.is_ascii_digit() || sign(it))
}

/// The sign before the decimals of numbers: a point or a comma that no number has twice, and that one
/// of them has before other than three digits, which would be thousands.
fn decimal_sign<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<char> {
    ['.', ','].into_iter().find(|sign| {
        let once = texts.clone().all(|it| it.matches(*sign).count() <= 1);
        let decimals = |it: &str| {
            let rest = it.rsplit_once(*sign).map(|it| it.1);
            rest.is_some_and(|it| it.chars().take_while(char::is_ascii_digit).count() != 3)
        };
        once && texts.clone().any(decimals)
    })
}

/// The width of the decimals of a cell with their sign; for one without decimals, of what follows its last digit.
fn decimals(cx: &Typesetter<'_>, cell: &Paragraph, sign: char) -> Length {
    let text = cell.text();
    let after = text.rfind(|it: char| it.is_ascii_digit()).map_or(text.len(), |it| it + 1);
    let tail = text.get(text.rfind(sign).unwrap_or(after)..).unwrap_or_default();
    if tail.is_empty() {
        return Length::ZERO;
    }
    let mark = Mark::Artifact(Artifact::Layout);
    Builder::of_text(tail, cell.style(), mark, cell.span()).widths(cx).natural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_known_from_words() {
        assert!(is_figure("1,234.5") && is_figure("−3 %") && is_figure("(12)") && is_figure("€ 5"));
        assert!(!is_figure("A4") && !is_figure("—") && !is_figure(""));
    }

    #[test]
    fn the_sign_of_decimals_is_found_in_the_numbers() {
        assert_eq!(decimal_sign(["1.5", "22", "3.25"].into_iter()), Some('.'));
        assert_eq!(decimal_sign(["1.234,5", "22,75"].into_iter()), Some(','));
        assert_eq!(decimal_sign(["1,234", "22"].into_iter()), None);
        assert_eq!(decimal_sign(["1.2.3", "4.5"].into_iter()), None);
        assert_eq!(decimal_sign(["1", "22"].into_iter()), None);
    }
}
