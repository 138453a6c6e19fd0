//! Gives the width that a line lacks or has too much to its spaces, and in need a little to its letters.

use crate::geometry::Length;
use crate::layout::paragraph::line::Fit;
use crate::layout::paragraph::linebreak::Letterfit;

/// What of a line can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Give {
    /// The natural width of the spaces that can.
    pub(super) spaces: Length,
    /// How far they may grow.
    pub(super) stretch: Length,
    /// How far they may shrink.
    pub(super) shrink: Length,
    /// The ems of the letters that may be spaced.
    pub(super) letters: Length,
    /// Whether there are places between letters without spaces that can grow: Chinese, Japanese, Thai.
    pub(super) joints: bool,
}

/// What spaces and letters get of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Share {
    /// Added to all spaces together.
    pub(super) spaces: Length,
    /// Added after each letter, in thousandths of an em.
    pub(super) letterfit: i64,
    /// How far the line sticks out all the same.
    pub(super) overfull: Length,
}

/// Shares out what a line is short by; less than nothing where it is too long. Spaces come first: as far as half of their
/// limits nobody sees them. Then spaces and letters go to their limits together. What is left leaves the line short, which is
/// seen less than a hole between two words, or makes it stick out; only where letters stand without spaces all of them
/// move apart, so that the edge stays straight.
pub(super) fn share(short: Length, give: Give, fit: Letterfit) -> Share {
    let stretched = short >= Length::ZERO;
    let (limit, most) = if stretched { (give.stretch, fit.apart) } else { (give.shrink, fit.closer) };
    let letterfit = letterfit(short.abs(), limit, (give.letters, most));
    let rest = short.abs() - give.letters.scale(letterfit, 1000);
    let spaces = if stretched && give.joints { rest } else { rest.min(limit) };
    let overfull = if stretched { Length::ZERO } else { rest - spaces };
    let sign = if stretched { 1 } else { -1 };
    Share { spaces: spaces * sign, letterfit: letterfit * sign, overfull }
}

/// How much letters take of what a line is short by, in thousandths of an em: whole ones, so that pages stay simple, and
/// rather more than less, so that spaces keep their limit.
fn letterfit(short: Length, spaces: Length, (letters, most): (Length, i64)) -> i64 {
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

impl Share {
    /// How well the line is filled.
    pub(super) fn fit(self, give: Give, hyphenated: bool) -> Fit {
        let spaces = (give.spaces + self.spaces).to_sp().max(0);
        let natural = give.spaces.to_sp();
        let space = if natural == 0 { 1000 } else { spaces * 1000 / natural };
        Fit { space: u32::try_from(space).unwrap_or(u32::MAX), overfull: self.overfull, hyphenated }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spaces of 30 pt, and 500 letters of 12 pt.
    const GIVE: Give = Give {
        spaces: Length::pt(30),
        stretch: Length::pt(15),
        shrink: Length::pt(10),
        letters: Length::pt(6000),
        joints: false,
    };

    /// Spaces, thousandths of an em, what sticks out, and the word space in thousandths of normal.
    fn shared(short: i64) -> (i64, i64, i64, u32) {
        let share = share(Length::pt(short), GIVE, Letterfit::UNSEEN);
        let pt = |it: Length| it.to_millipt() / 1000;
        (pt(share.spaces), share.letterfit, pt(share.overfull), share.fit(GIVE, false).space)
    }

    #[test]
    fn spaces_give_first_then_letters_with_them() {
        assert_eq!(shared(0), (0, 0, 0, 1000));
        assert_eq!(shared(7), (7, 0, 0, 1233));
        assert_eq!(shared(31), (7, 4, 0, 1233), "letters take up what they can");
        assert_eq!(shared(63), (15, 8, 0, 1500));
        assert_eq!(shared(66), (15, 8, 0, 1500), "a line is rather short than full of holes");
        assert_eq!(shared(-5), (-5, 0, 0, 833));
        assert_eq!(shared(-46), (-10, -6, 0, 666));
        assert_eq!(shared(-48), (-10, -6, 2, 666), "but never shrink beyond it");
    }

    #[test]
    fn letters_without_spaces_move_apart_as_far_as_they_must() {
        let give = Give { joints: true, letters: Length::ZERO, ..GIVE };
        assert_eq!(share(Length::pt(66), give, Letterfit::UNSEEN).spaces, Length::pt(66));
    }

    #[test]
    fn a_line_gets_what_it_is_short_by() {
        for short in (-46..=63).map(Length::pt) {
            let share = share(short, GIVE, Letterfit::UNSEEN);
            assert_eq!(share.spaces + GIVE.letters.scale(share.letterfit, 1000), short);
            assert!((666..=1500).contains(&share.fit(GIVE, false).space), "{short:?}");
        }
    }
}
