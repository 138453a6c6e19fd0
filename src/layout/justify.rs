//! Gives the width that a line lacks or has too much to its spaces, and in need a little to its letters.

use crate::geometry::Length;
use crate::layout::line::Fit;
use crate::layout::linebreak::LETTERFIT;

/// What of a line can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Give {
    /// The natural width of the spaces that can.
    pub(super) spaces: Length,
    /// How far they may grow.
    pub(super) stretch: Length,
    /// How far they may shrink.
    pub(super) shrink: Length,
    /// The width of letters that may be spaced.
    pub(super) letters: Length,
}

/// What spaces and letters get of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Share {
    /// Added to all spaces together.
    pub(super) spaces: Length,
    /// Added between all letters together.
    pub(super) letters: Length,
    /// How far the line sticks out all the same.
    pub(super) overfull: Length,
}

/// Shares out what a line is short by; less than nothing where it is too long. Spaces first: within their limits
/// nobody sees them. Then letters; and what is left makes spaces wider than they should be, or the line stick out.
pub(super) fn share(short: Length, give: Give) -> Share {
    if short >= Length::ZERO {
        let spaces = short.min(give.stretch);
        let letters = (short - spaces).min(give.letters.scale(LETTERFIT.0, 1000));
        let rest = if give.stretch > Length::ZERO { short - spaces - letters } else { Length::ZERO };
        return Share { spaces: spaces + rest, letters, overfull: Length::ZERO };
    }
    let spaces = (-short).min(give.shrink);
    let letters = (-short - spaces).min(give.letters.scale(LETTERFIT.1, 1000));
    Share { spaces: -spaces, letters: -letters, overfull: -short - spaces - letters }
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

    const GIVE: Give = Give {
        spaces: Length::pt(30),
        stretch: Length::pt(15),
        shrink: Length::pt(10),
        letters: Length::pt(200),
    };

    fn shared(short: i64) -> (i64, i64, i64, u32) {
        let share = share(Length::pt(short), GIVE);
        let pt = |it: Length| it.to_millipt() / 1000;
        (pt(share.spaces), pt(share.letters), pt(share.overfull), share.fit(GIVE, false).space)
    }

    #[test]
    fn spaces_give_first_then_letters() {
        assert_eq!(shared(0), (0, 0, 0, 1000));
        assert_eq!(shared(12), (12, 0, 0, 1400));
        assert_eq!(shared(17), (15, 2, 0, 1500));
        assert_eq!(shared(25), (21, 4, 0, 1700), "in need spaces grow beyond their limit");
        assert_eq!(shared(-10), (-10, 0, 0, 666));
        assert_eq!(shared(-12), (-10, -2, 0, 666));
        assert_eq!(shared(-15), (-10, -3, 2, 666), "but never shrink beyond it");
    }
}
