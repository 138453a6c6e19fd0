//! Distributes the difference between a line and its measure over spaces and, if necessary, letters.

use crate::geometry::Length;
use crate::layout::paragraph::line::LineFit;
use crate::layout::paragraph::linebreak::Letterfit;

/// The flexibility of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flexibility {
    /// The natural width of the spaces that can.
    pub(super) spaces: Length,
    /// How far they may grow.
    pub(super) stretch: Length,
    /// How far they may shrink.
    pub(super) shrink: Length,
    /// The ems of the letters that may be spaced.
    pub(super) letters: Length,
    /// The natural width of the words whose glyphs may be drawn wider or narrower.
    pub(super) expandable: Length,
    /// Whether there are places between letters without spaces that can grow: Chinese, Japanese, Thai.
    pub(super) spaceless: bool,
}

/// What spaces and letters get of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Adjustment {
    /// Added to all spaces together.
    pub(super) spaces: Length,
    /// How much wider glyphs are drawn, in thousandths.
    pub(super) expansion: i16,
    /// Added after each letter, in thousandths of an em.
    pub(super) letterfit: i64,
    /// How far the line sticks out all the same.
    pub(super) overfull: Length,
}

/// Shares out what a line is short by; less than nothing where it is too long. Glyphs come first: drawn so
/// little wider or narrower nobody sees it, and spaces stay even. Then spaces and letters go to their limits together. What
/// is left leaves the line short, which is seen less than a hole between two words, or makes it stick out; only in scripts without spaces all letters
/// move apart, so that the edge stays straight.
pub(super) fn adjust(short: Length, flexibility: Flexibility, fit: Letterfit) -> Adjustment {
    let stretched = short >= Length::ZERO;
    let (limit, most) =
        if stretched { (flexibility.stretch, fit.apart) } else { (flexibility.shrink, fit.closer) };
    let expansion = expansion(short.abs(), flexibility.expandable);
    let rest = short.abs() - flexibility.expandable.scale(expansion, 1000);
    let letterfit = letterfit(rest, limit, flexibility.letters, most);
    let rest = rest - flexibility.letters.scale(letterfit, 1000);
    let spaces = if stretched && flexibility.spaceless { rest } else { rest.min(limit) };
    let overfull = if stretched { Length::ZERO } else { rest - spaces };
    let sign = if stretched { 1 } else { -1 };
    let expansion = i16::try_from(expansion * sign).unwrap_or_default();
    Adjustment { spaces: spaces * sign, expansion, letterfit: letterfit * sign, overfull }
}

/// How far glyphs may be drawn wider or narrower, in thousandths: a fiftieth, which nobody sees
/// (Hàn Thế Thành 2000).
pub(super) const MOST_EXPANSION: i64 = 20;

/// How much of what a line is short by glyphs take, in thousandths of their widths: whole ones, and no more than there is.
fn expansion(short: Length, expandable: Length) -> i64 {
    let width = expandable.to_sp();
    if width <= 0 { 0 } else { (short.to_sp() * 1000 / width).min(MOST_EXPANSION) }
}

/// How much letters take of what a line is short by, in thousandths of an em: their share, in whole ones, so that pages
/// stay simple; one more where spaces would otherwise pass their limit.
fn letterfit(short: Length, spaces: Length, letters: Length, most: i64) -> i64 {
    let all = letters.scale(most, 1000);
    if short == Length::ZERO || all == Length::ZERO {
        return 0;
    }
    let together = spaces + all;
    let (rest, together) = (short.min(together).to_sp(), together.to_sp());
    let whole = i64::try_from(i128::from(rest) * i128::from(most) / i128::from(together)).unwrap_or(most);
    let left = short - letters.scale(whole, 1000);
    whole + i64::from(left > spaces && whole < most)
}

impl Adjustment {
    /// How well the line is filled.
    pub(super) fn fit(self, flexibility: Flexibility, hyphenated: bool) -> LineFit {
        let spaces = (flexibility.spaces + self.spaces).to_sp().max(0);
        let natural = flexibility.spaces.to_sp();
        let space = if natural == 0 { 1000 } else { spaces * 1000 / natural };
        LineFit { space: u32::try_from(space).unwrap_or(u32::MAX), overfull: self.overfull, hyphenated }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spaces of 30 pt, and 500 letters of 12 pt.
    const FLEXIBILITY: Flexibility = Flexibility {
        spaces: Length::pt(30),
        stretch: Length::pt(15),
        shrink: Length::pt(10),
        letters: Length::pt(6000),
        expandable: Length::ZERO,
        spaceless: false,
    };

    const FIT: Letterfit = Letterfit { apart: 10, closer: 9 };

    /// Spaces, thousandths of an em, what sticks out, and the word space in thousandths of normal.
    fn adjusted(short: i64) -> (i64, i64, i64, u32) {
        let adjustment = adjust(Length::pt(short), FLEXIBILITY, FIT);
        let pt = |it: Length| it.to_millipt() / 1000;
        (
            pt(adjustment.spaces),
            adjustment.letterfit,
            pt(adjustment.overfull),
            adjustment.fit(FLEXIBILITY, false).space,
        )
    }

    #[test]
    fn spaces_and_letters_give_together() {
        assert_eq!(adjusted(0), (0, 0, 0, 1000));
        assert_eq!(adjusted(7), (7, 0, 0, 1233));
        assert_eq!(adjusted(31), (7, 4, 0, 1233), "letters take up what they can");
        assert_eq!(adjusted(66), (12, 9, 0, 1400));
        assert_eq!(adjusted(75), (15, 10, 0, 1500));
        assert_eq!(adjusted(80), (15, 10, 0, 1500), "a line is rather short than full of holes");
        assert_eq!(adjusted(-5), (-5, 0, 0, 833));
        assert_eq!(adjusted(-64), (-10, -9, 0, 666));
        assert_eq!(adjusted(-66), (-10, -9, 2, 666), "but never shrink beyond it");
    }

    #[test]
    fn glyphs_give_before_spaces() {
        let flexibility = Flexibility { expandable: Length::pt(250), ..FLEXIBILITY };
        let adjusted = |short| adjust(Length::pt(short), flexibility, FIT);
        let adjustment = |spaces, expansion, letterfit| Adjustment {
            spaces: Length::pt(spaces),
            expansion,
            letterfit,
            overfull: Length::ZERO,
        };
        assert_eq!(adjusted(5), adjustment(0, 20, 0));
        assert_eq!(adjusted(-4), adjustment(0, -16, 0));
        assert_eq!(adjusted(12), adjustment(7, 20, 0));
    }

    #[test]
    fn letters_without_spaces_move_apart_as_far_as_they_must() {
        let flexibility = Flexibility { spaceless: true, letters: Length::ZERO, ..FLEXIBILITY };
        assert_eq!(adjust(Length::pt(66), flexibility, FIT).spaces, Length::pt(66));
    }

    #[test]
    fn a_line_gets_what_it_is_short_by() {
        for short in (-64..=75).map(Length::pt) {
            let adjustment = adjust(short, FLEXIBILITY, FIT);
            assert_eq!(adjustment.spaces + FLEXIBILITY.letters.scale(adjustment.letterfit, 1000), short);
            assert!((666..=1500).contains(&adjustment.fit(FLEXIBILITY, false).space), "{short:?}");
        }
    }
}
