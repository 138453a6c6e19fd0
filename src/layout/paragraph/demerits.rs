//! How bad a line is, and how bad two lines are together (Knuth and Plass 1981; TeX, sections 108 and 859).
//! All in whole numbers, as in TeX: the same on every machine.

use crate::geometry::Length;

/// How much a line is stretched or shrunk: 100 at its limit, and growing with the cube.
pub(super) type Badness = i64;

/// The badness of lines that nobody should see.
pub(super) const AWFUL: Badness = 10_000;

/// The badness of a line that is short by `short` and has a stretch or shrink of `flexibility`: about 100 (short / flexibility)³.
pub(super) fn badness(short: Length, flexibility: Length) -> Badness {
    let (short, flexibility) = (short.to_sp(), flexibility.to_sp());
    if short <= 0 {
        return 0;
    }
    if flexibility <= 0 {
        return AWFUL;
    }
    // 297³ is about 100 · 2¹⁸. What is too long for the product is longer than any page.
    match short.checked_mul(297).map(|it| it / flexibility) {
        Some(ratio) if ratio <= 1290 => (ratio * ratio * ratio + (1 << 17)) >> 18,
        Some(_) | None => AWFUL,
    }
}

/// How full a line looks next to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fitness {
    /// Spaces are narrow.
    Tight,
    /// As it should be.
    Decent,
    /// Spaces are wide.
    Loose,
    /// Spaces are wider than they may be.
    VeryLoose,
}

impl Fitness {
    /// The fitness of a line of a badness that is stretched, or shrunk.
    pub(super) fn of(badness: Badness, stretched: bool) -> Fitness {
        match (stretched, badness) {
            (_, ..=12) => Fitness::Decent,
            (false, _) => Fitness::Tight,
            (true, ..=99) => Fitness::Loose,
            (true, _) => Fitness::VeryLoose,
        }
    }

    fn distance(self, other: Fitness) -> u8 {
        (self as u8).abs_diff(other as u8)
    }
}

/// What each line costs, so that fewer lines are better.
const LINE: i64 = 10;
/// What a hyphen at two line ends in a row costs.
const HYPHENS: i64 = 250_000;
/// What the third and each further hyphen in a row costs, where nothing else can be done.
const LADDER: i64 = 100_000_000;
/// What a tight line next to a loose one costs.
const CONTRAST: i64 = 10_000;
/// What a line with spaces wider than they may be costs: more than any hyphens.
const STRETCHED: i64 = 200_000;
/// What a hyphen before the last line costs.
const LAST_HYPHEN: i64 = 20_000;
/// What a last line that is too short costs.
const RUNT: i64 = 60_000;
/// What a line that sticks out costs, and again each point of it.
const OVERFULL: i64 = 1_000_000_000;

/// The most hyphens at line ends in a row.
pub(super) const MOST_HYPHENS: u8 = 2;

/// A line as its demerits see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) badness: Badness,
    pub(super) fitness: Fitness,
    /// The fitness of the line before.
    pub(super) previous: Fitness,
    pub(super) penalty: i64,
    /// How many lines in a row end with a hyphen, this one counted.
    pub(super) hyphens: u8,
    /// Whether the line before ends with a hyphen.
    pub(super) after_hyphen: bool,
    /// Whether it is the last.
    pub(super) last: bool,
    /// Whether it is shorter than a last line may be.
    pub(super) runt: bool,
    /// How far it sticks out.
    pub(super) overfull: Length,
}

impl Candidate {
    /// What it costs to have this line after the one before.
    pub(super) fn demerits(&self) -> i64 {
        let line = LINE + self.badness;
        let mut demerits = line * line + self.penalty * self.penalty;
        match self.hyphens {
            0 | 1 => {}
            2 => demerits += HYPHENS,
            3.. => demerits += LADDER,
        }
        if self.previous.distance(self.fitness) > 1 {
            demerits += CONTRAST;
        }
        if self.fitness == Fitness::VeryLoose {
            demerits += STRETCHED;
        }
        if self.last && self.after_hyphen {
            demerits += LAST_HYPHEN;
        }
        if self.last && self.runt {
            demerits += RUNT;
        }
        if self.overfull > Length::ZERO {
            demerits += OVERFULL + self.overfull.to_millipt().saturating_mul(OVERFULL / 1000);
        }
        demerits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn badness_is_that_of_tex() {
        let badness = |short, flexibility| badness(Length::pt(short), Length::pt(flexibility));
        assert_eq!(badness(0, 5), 0);
        assert_eq!(badness(5, 5), 100);
        assert_eq!(badness(5, 10), 12, "an eighth of 100, as TeX rounds it");
        assert_eq!(badness(10, 5), 800);
        assert_eq!(badness(1, 0), AWFUL);
        assert_eq!(badness(500, 5), AWFUL);
    }

    #[test]
    fn lines_that_go_together_cost_less() {
        let line = Candidate {
            badness: 20,
            fitness: Fitness::Tight,
            previous: Fitness::Decent,
            penalty: 0,
            hyphens: 0,
            after_hyphen: false,
            last: false,
            runt: false,
            overfull: Length::ZERO,
        };
        assert_eq!(line.demerits(), 900);
        assert_eq!(Candidate { previous: Fitness::Loose, ..line }.demerits(), 900 + CONTRAST);
        assert_eq!(Candidate { penalty: 50, hyphens: 2, ..line }.demerits(), 900 + 2500 + HYPHENS);
        assert_eq!(Candidate { last: true, runt: true, ..line }.demerits(), 900 + RUNT);
    }
}
