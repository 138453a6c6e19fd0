//! The best breaks of a paragraph as a whole: D. E. Knuth and M. F. Plass, "Breaking paragraphs into
//! lines", Software: Practice and Experience 11 (1981).
//!
//! The method is dynamic programming over places where a line may end. A place
//! is kept once for each state that later lines can tell apart: the fitness of
//! the line that ends there, and how many lines in a row end with a hyphen. A
//! place from which every further line would stick out is forgotten, so the
//! cost is linear in the length of the paragraph.

use crate::geometry::Length;
use crate::layout::paragraph::demerits::{AWFUL, Badness, Candidate, Fitness, MOST_HYPHENS, badness};

/// What there is in a paragraph up to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sums {
    /// The natural width.
    pub(super) width: Length,
    /// How far spaces may grow.
    pub(super) stretch: Length,
    /// How far spaces may shrink.
    pub(super) shrink: Length,
    /// The ems of the letters that may be spaced a little.
    pub(super) letters: Length,
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Breakpoint {
    /// The index of the item of the list at which it is.
    pub(super) item: usize,
    /// What there is up to the end of a line that ends here.
    pub(super) before: Sums,
    /// What there is up to the start of a line that starts here: a space at which a line ends is in neither.
    pub(super) after: Sums,
    /// What a line that ends here has more than its boxes: a hyphen, less what hangs in the margin.
    pub(super) end: Length,
    /// How much of the line that starts here hangs in the margin.
    pub(super) start: Length,
    /// What it costs to break here.
    pub(super) penalty: i64,
    /// Whether a line that ends here ends with a hyphen.
    pub(super) flagged: bool,
    /// Whether a line must end here.
    pub(super) forced: bool,
}

/// The limits that lines must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// How wide lines are.
    pub(super) measure: Length,
    /// The worst badness that is tolerated.
    pub(super) tolerance: Badness,
    /// How far every line may be short besides the stretch of its spaces: the raggedness of a ragged edge.
    pub(super) raggedness: Length,
    /// In need, how far a line may well be left short when its spaces are at their limit.
    pub(super) short: Length,
    /// How far letters may be spaced.
    pub(super) letterfit: Letterfit,
    /// Whether the last line is filled like the others, and not left short.
    pub(super) even: bool,
    /// The least width of a last line.
    pub(super) runt: Length,
    /// Whether a shorter one is tolerated.
    pub(super) runts: bool,
    /// Whether a line may stick out, where nothing else can be done.
    pub(super) overfull: bool,
}

/// How far letters may be set apart and closer, in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letterfit {
    /// What may be added after a letter.
    pub(super) apart: i64,
    /// What may be taken away after a letter.
    pub(super) closer: i64,
}

impl Letterfit {
    /// About a fortieth of the width of letters, which nobody sees next to what their glyphs are widened or narrowed by.
    pub(super) const UNSEEN: Letterfit = Letterfit { apart: 12, closer: 10 };
    /// About a twentieth and a thirtieth: on a line that would otherwise have spaces too wide, it is seen less than they.
    pub(super) const NEED: Letterfit = Letterfit { apart: 20, closer: 12 };
}

/// The breakpoints at which lines end, the last included; `None` where the limits cannot be kept.
/// The first of `places` is the start of the paragraph, and the last must be forced.
pub(super) fn break_lines(places: &[Breakpoint], limits: &Limits) -> Option<Vec<usize>> {
    let mut search = Search { places, limits, nodes: vec![Node::START], active: vec![0], hang: Length::ZERO };
    search.hang = places.iter().map(|it| -it.end).max().unwrap_or_default().max(Length::ZERO);
    for index in 1..places.len() {
        search.place(index);
        if search.active.is_empty() {
            return None;
        }
    }
    Some(search.best())
}

/// A line-break candidate: the best line end at a place for its state.
#[derive(Debug, Clone, Copy)]
struct Node {
    place: usize,
    fitness: Fitness,
    hyphens: u8,
    demerits: i64,
    /// The node of the line before.
    previous: usize,
}

impl Node {
    const START: Node = Node { place: 0, fitness: Fitness::Decent, hyphens: 0, demerits: 0, previous: 0 };
}

struct Search<'a> {
    places: &'a [Breakpoint],
    limits: &'a Limits,
    nodes: Vec<Node>,
    /// The nodes from which a further line can still be good.
    active: Vec<usize>,
    /// The most that a line may hang.
    hang: Length,
}

/// How a line fits.
#[derive(Debug, Clone, Copy)]
struct Fit {
    badness: Badness,
    stretched: bool,
    overfull: Length,
    /// The natural width.
    width: Length,
}

impl Search<'_> {
    /// Finds the best lines that end at a place.
    fn place(&mut self, index: usize) {
        let (active, mut found) = (std::mem::take(&mut self.active), Vec::new());
        let fits: Vec<(usize, Fit)> =
            active.into_iter().map(|node| (node, self.fit(self.nodes[node].place, index))).collect();
        for (node, fit) in &fits {
            if self.is_tolerated(fit) {
                self.consider(*node, index, *fit, &mut found);
            }
        }
        if self.limits.overfull && fits.iter().all(|(_, fit)| fit.overfull > Length::ZERO) {
            fits.iter().for_each(|(node, fit)| self.consider(*node, index, *fit, &mut found));
        }
        for (node, _) in fits {
            if !self.places[index].forced && !self.is_past(self.nodes[node].place, index) {
                self.active.push(node);
            }
        }
        for node in found {
            self.active.push(self.nodes.len());
            self.nodes.push(node);
        }
    }

    fn is_tolerated(&self, fit: &Fit) -> bool {
        fit.overfull == Length::ZERO && fit.badness <= self.limits.tolerance
    }

    /// Whether no line from a place can end at another or beyond without sticking out.
    fn is_past(&self, from: usize, to: usize) -> bool {
        let (start, end) = (&self.places[from], &self.places[to]);
        let least = end.before.width - start.after.width - start.start - self.hang;
        least - self.shrink(start, end) > self.limits.measure
    }

    fn shrink(&self, start: &Breakpoint, end: &Breakpoint) -> Length {
        let letters = (end.before.letters - start.after.letters).scale(self.limits.letterfit.closer, 1000);
        end.before.shrink - start.after.shrink + letters
    }

    fn stretch(&self, start: &Breakpoint, end: &Breakpoint) -> Length {
        let letters = (end.before.letters - start.after.letters).scale(self.limits.letterfit.apart, 1000);
        end.before.stretch - start.after.stretch + letters + self.limits.raggedness
    }

    fn fit(&self, from: usize, to: usize) -> Fit {
        let (start, end) = (&self.places[from], &self.places[to]);
        let width = end.before.width - start.after.width + end.end - start.start;
        let short = self.limits.measure - width;
        if short >= Length::ZERO {
            let open = end.forced && !self.limits.even;
            let badness = if open { 0 } else { self.looseness(short, self.stretch(start, end)) };
            return Fit { badness, stretched: true, overfull: Length::ZERO, width };
        }
        let shrink = self.shrink(start, end);
        let overfull = (-short - shrink).max(Length::ZERO);
        let badness = if overfull > Length::ZERO { AWFUL } else { badness(-short, shrink) };
        Fit { badness, stretched: false, overfull, width }
    }

    /// The badness of a line that is short and can be stretched. In need a line whose spaces are at their limit is left
    /// short, and is the worse the shorter it is; but it is no reason to set others badly.
    fn looseness(&self, short: Length, stretch: Length) -> Badness {
        if self.limits.short > Length::ZERO && short > stretch {
            return (100 + badness(short - stretch, self.limits.short)).min(AWFUL);
        }
        badness(short, stretch)
    }

    /// Takes a line into account, if none of its state is better.
    fn consider(&self, node: usize, index: usize, fit: Fit, found: &mut Vec<Node>) {
        let (before, place) = (&self.nodes[node], &self.places[index]);
        let hyphens = if place.flagged { before.hyphens.saturating_add(1).min(MOST_HYPHENS + 1) } else { 0 };
        if hyphens > MOST_HYPHENS && !self.limits.overfull {
            return;
        }
        let runt = before.place != 0 && fit.width < self.limits.runt;
        if runt && place.forced && !self.limits.runts {
            return;
        }
        let fitness = Fitness::of(fit.badness, fit.stretched);
        let line = Candidate {
            badness: fit.badness,
            fitness,
            previous: before.fitness,
            penalty: place.penalty,
            hyphens,
            after_hyphen: before.hyphens > 0,
            last: place.forced,
            runt,
            overfull: fit.overfull,
        };
        let demerits = before.demerits + line.demerits();
        let new = Node { place: index, fitness, hyphens, demerits, previous: node };
        match found.iter_mut().find(|it| (it.fitness, it.hyphens) == (fitness, hyphens)) {
            Some(known) if known.demerits <= demerits => {}
            Some(known) => *known = new,
            None => found.push(new),
        }
    }

    /// The places of the best candidate at the end.
    fn best(&self) -> Vec<usize> {
        let last = self.active.iter().min_by_key(|it| self.nodes[**it].demerits);
        let mut node = last.copied().unwrap_or(0);
        let mut ends = Vec::new();
        while node != 0 {
            ends.push(self.nodes[node].place);
            node = self.nodes[node].previous;
        }
        ends.reverse();
        ends
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits {
        measure: Length::pt(60),
        tolerance: 200,
        raggedness: Length::ZERO,
        short: Length::ZERO,
        letterfit: Letterfit::UNSEEN,
        even: false,
        runt: Length::pt(8),
        runts: true,
        overfull: false,
    };

    /// The places of words in points, spaces of three points between them. A hyphen may follow where `true`.
    fn places(words: &[(i64, bool)]) -> Vec<Breakpoint> {
        let mut places = vec![Breakpoint::default()];
        let mut sums = Sums::default();
        for (index, (width, hyphen)) in words.iter().enumerate() {
            sums.width += Length::pt(*width);
            let before = sums;
            let mut place = Breakpoint { item: index, before, after: sums, ..Breakpoint::default() };
            if *hyphen && index + 1 < words.len() {
                (place.flagged, place.penalty, place.end) = (true, 50, Length::pt(2));
            } else {
                sums.width += Length::pt(3);
                sums.stretch += Length::pt(3) / 2;
                sums.shrink += Length::pt(1);
                place.after = sums;
            }
            place.forced = index + 1 == words.len();
            places.push(place);
        }
        places
    }

    /// The demerits of lines that end at these places, by the definition; `None` where a limit is not kept.
    fn demerits(places: &[Breakpoint], limits: &Limits, ends: &[usize]) -> Option<i64> {
        let mut search =
            Search { places, limits, nodes: vec![Node::START], active: vec![0], hang: Length::ZERO };
        for index in ends {
            let node = search.nodes.len() - 1;
            let fit = search.fit(search.nodes[node].place, *index);
            if !search.is_tolerated(&fit) {
                return None;
            }
            let mut found = Vec::new();
            search.consider(node, *index, fit, &mut found);
            search.nodes.push(found.pop()?);
        }
        search.nodes.last().map(|it| it.demerits)
    }

    /// The least demerits of all possible breaks, tried one by one.
    fn brute_force(places: &[Breakpoint], limits: &Limits) -> Option<i64> {
        let free = places.len().saturating_sub(2);
        let candidates = (0u32..1 << free).map(|breaks| {
            let inner = (0..free).filter(|it| breaks >> it & 1 == 1).map(|it| it + 1);
            inner.chain([places.len() - 1]).collect::<Vec<_>>()
        });
        candidates.filter_map(|ends| demerits(places, limits, &ends)).min()
    }

    proptest! {
        #[test]
        fn the_search_finds_the_best_breaks(
            words in proptest::collection::vec((2i64..25, proptest::bool::weighted(0.3)), 1..14),
            even: bool,
        ) {
            let places = places(&words);
            let limits = Limits { even, ..LIMITS };
            let found = break_lines(&places, &limits);
            let best = found.as_ref().and_then(|ends| demerits(&places, &limits, ends));
            prop_assert_eq!(found.is_some(), best.is_some());
            prop_assert_eq!(best, brute_force(&places, &limits));
        }

        #[test]
        fn the_last_pass_always_finds_breaks(
            words in proptest::collection::vec((2i64..90, any::<bool>()), 1..60),
        ) {
            let places = places(&words);
            let limits = Limits { tolerance: AWFUL, overfull: true, ..LIMITS };
            let ends = break_lines(&places, &limits).expect("breaks");
            prop_assert_eq!(ends.last(), Some(&(places.len() - 1)));
            prop_assert!(ends.is_sorted_by(|a, b| a < b));
            for (from, to) in std::iter::once(&0).chain(&ends).zip(&ends) {
                let boxes = &words[*from..*to];
                let hyphenated = boxes.iter().take(boxes.len() - 1).filter(|it| it.1).count();
                let glue = (boxes.len() - 1 - hyphenated) as i64 * 2;
                let least = boxes.iter().map(|it| it.0).sum::<i64>() + glue;
                prop_assert!(least <= 60 || boxes.len() == 1, "only a box that is too wide sticks out");
            }
        }
    }

    #[test]
    fn no_more_than_two_hyphens_follow_one_another() {
        let words: Vec<_> = (0..12).map(|at| if at % 2 == 0 { (30, true) } else { (28, false) }).collect();
        let places = places(&words);
        let ends = break_lines(&places, &Limits { tolerance: AWFUL, ..LIMITS }).expect("breaks");
        let ladder = ends.windows(3).any(|it| it.iter().all(|end| places[*end].flagged));
        assert!(!ladder, "{ends:?}");
    }
}
