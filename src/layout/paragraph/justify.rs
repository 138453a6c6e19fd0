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
    /// Whether there are places between letters without spaces that can grow: Chinese, Japanese, Thai.
    pub(super) spaceless: bool,
}

/// What spaces and letters get of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Adjustment {
    /// Added to all spaces together.
    pub(super) spaces: Length,
    /// Added after each letter, in thousandths of an em.
    pub(super) letterfit: i64,
    /// How far the line sticks out all the same.
    pub(super) overfull: Length,
}

/// Shares out what a line is short by; less than nothing where it is too long. Spaces come first: as far as half of their
/// limits nobody sees them. Then spaces and letters go to their limits together. What is left leaves the line short, which is
/// seen less than a hole between two words, or makes it stick out; only in scripts without spaces all letters
/// move apart, so that the edge stays straight.
pub(super) fn adjust(short: Length, flexibility: Flexibility, fit: Letterfit) -> Adjustment {
    let stretched = short >= Length::ZERO;
    let (limit, most) =
        if stretched { (flexibility.stretch, fit.apart) } else { (flexibility.shrink, fit.closer) };
    let letterfit = letterfit(short.abs(), limit, flexibility.letters, most);
    let rest = short.abs() - flexibility.letters.scale(letterfit, 1000);
    let spaces = if stretched && flexibility.spaceless { rest } else { rest.min(limit) };
    let overfull = if stretched { Length::ZERO } else { rest - spaces };
    let sign = if stretched { 1 } else { -1 };
    Adjustment { spaces: spaces * sign, letterfit: letterfit * sign, overfull }
}

/// How much letters take of what a line is short by, in thousandths of an em: whole ones, so that pages stay simple, and
/// rather more than less, so that spaces keep their limit.
fn letterfit(short: Length, spaces: Length, letters: Length, most: i64) -> i64 {
    let (free, all) = (spaces / 2, letters.scale(most, 1000));
    let rest = (short - free).max(Length::ZERO);
    let together = spaces - free + all;
    if rest == Length::ZERO || all == Length::ZERO {
        return 0;
    }
    let (rest, together) = (rest.min(together).to_sp(), together.to_sp());
    let wanted = i128::from(rest) * i128::from(most);
    let (whole, part) = (wanted / i128::from(together), wanted % i128::from(together));
    let up = part > 0 && spaces > Length::ZERO;
    i64::try_from(whole).unwrap_or(most) + i64::from(up)
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
        spaceless: false,
    };

    /// Spaces, thousandths of an em, what sticks out, and the word space in thousandths of normal.
    fn adjusted(short: i64) -> (i64, i64, i64, u32) {
        let adjustment = adjust(Length::pt(short), FLEXIBILITY, Letterfit::UNSEEN);
        let pt = |it: Length| it.to_millipt() / 1000;
        (
            pt(adjustment.spaces),
            adjustment.letterfit,
            pt(adjustment.overfull),
            adjustment.fit(FLEXIBILITY, false).space,
        )
    }

    #[test]
    fn spaces_give_first_then_letters_with_them() {
        assert_eq!(adjusted(0), (0, 0, 0, 1000));
        assert_eq!(adjusted(7), (7, 0, 0, 1233));
        assert_eq!(adjusted(31), (7, 4, 0, 1233), "letters take up what they can");
        assert_eq!(adjusted(63), (15, 8, 0, 1500));
        assert_eq!(adjusted(66), (15, 8, 0, 1500), "a line is rather short than full of holes");
        assert_eq!(adjusted(-5), (-5, 0, 0, 833));
        assert_eq!(adjusted(-46), (-10, -6, 0, 666));
        assert_eq!(adjusted(-48), (-10, -6, 2, 666), "but never shrink beyond it");
    }

    #[test]
    fn letters_without_spaces_move_apart_as_far_as_they_must() {
        let flexibility = Flexibility { spaceless: true, letters: Length::ZERO, ..FLEXIBILITY };
        assert_eq!(adjust(Length::pt(66), flexibility, Letterfit::UNSEEN).spaces, Length::pt(66));
    }

    #[test]
    fn a_line_gets_what_it_is_short_by() {
        for short in (-46..=63).map(Length::pt) {
            let adjustment = adjust(short, FLEXIBILITY, Letterfit::UNSEEN);
            assert_eq!(adjustment.spaces + FLEXIBILITY.letters.scale(adjustment.letterfit, 1000), short);
            assert!((666..=1500).contains(&adjustment.fit(FLEXIBILITY, false).space), "{short:?}");
        }
    }
}
