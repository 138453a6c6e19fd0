//! From runs to the places where lines end: passes of rising tolerance (TeX, section 863).

use crate::geometry::Length;
use crate::layout::paragraph::breaks::{AddressBreaks, DivisionLevel, opportunities, preferred};
use crate::layout::paragraph::characters::{protrusion_at_end, protrusion_at_start};
use crate::layout::paragraph::demerits::AWFUL;
use crate::layout::paragraph::hlist::{HItem, HList, ListOptions, hlist, may_letterfit};
use crate::layout::paragraph::itemize::Run;
use crate::layout::paragraph::justify::MOST_EXPANSION;
use crate::layout::paragraph::linebreak::{Breakpoint, Letterfit, Limits, Sums, break_lines};
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::{BreakKind, Opportunity, Paragraph};
use crate::layout::style::Align;

/// A paragraph of which it is known where its lines end.
#[derive(Debug)]
pub(super) struct Composed {
    pub(super) list: HList,
    /// The places where lines may end; the first is the start.
    pub(super) places: Vec<Breakpoint>,
    /// The indices of the places where lines do.
    pub(super) ends: Vec<usize>,
    /// How far letters may be spaced.
    pub(super) letterfit: Letterfit,
}

impl Composed {
    /// The width of the widest line as broken, without stretch or shrink.
    pub(super) fn natural(&self) -> Length {
        let starts = std::iter::once(&0).chain(&self.ends).filter_map(|it| self.places.get(*it));
        let ends = self.ends.iter().filter_map(|it| self.places.get(*it));
        starts.zip(ends).map(|(start, end)| width(start, end)).max().unwrap_or_default()
    }

    /// The width of the widest stretch that no line end divides without a cost.
    pub(super) fn word(&self) -> Length {
        let ends: Vec<&Breakpoint> = self.places.iter().filter(|it| it.forced || it.penalty <= 0).collect();
        ends.windows(2).map(|it| width(it[0], it[1])).max().unwrap_or_default()
    }

    /// The width of the widest stretch that no line end can divide.
    pub(super) fn unbreakable(&self) -> Length {
        let pairs = self.places.iter().zip(self.places.iter().skip(1));
        pairs.map(|(start, end)| width(start, end)).max().unwrap_or_default()
    }
}

/// The natural width of a line between two places.
fn width(start: &Breakpoint, end: &Breakpoint) -> Length {
    end.before.width - start.after.width + end.end - start.start
}

/// The measure and what is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextColumn {
    pub(super) measure: Length,
    pub(super) align: Align,
    /// Whether a forced line end is one, and not a space.
    pub(super) forced: bool,
}

/// The passes: first without dividing words, then with, then dividing also words that should stay whole, then with
/// letters spaced further, then with lines left short by no more than four ems, and at last with any badness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pass {
    Words,
    Hyphens,
    Deep,
    Letterfit,
    Loose,
    Need,
}

/// Whether a last line may be shorter than a last line should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Runts {
    Avoided,
    Tolerated,
}

impl Pass {
    fn divided(self) -> DivisionLevel {
        match self {
            Pass::Words => DivisionLevel::Nowhere,
            Pass::Hyphens => DivisionLevel::Plain,
            Pass::Deep | Pass::Letterfit | Pass::Loose | Pass::Need => DivisionLevel::All,
        }
    }
}

/// Breaks a paragraph into lines. The list is built again only where a pass has other options than the one before.
pub(super) fn compose(
    cx: &Typesetter<'_>,
    paragraph: &Paragraph,
    runs: &[Run],
    column: TextColumn,
) -> Composed {
    let composer = Composer { cx, paragraph, runs, column };
    let ends = opportunities(paragraph, AddressBreaks::AfterSigns);
    let preferred = preferred(&ends);
    let attempt = |passes: &[Pass], runts| composer.attempt(&preferred, passes, runts);
    // Rather is a word divided than a runt left, and before a dash no line ends as long as letters may give.
    let whole = |runts| {
        let words = attempt(&[Pass::Words], runts);
        let hyphens = words.or_else(|| attempt(&[Pass::Hyphens], runts));
        hyphens.or_else(|| attempt(&[Pass::Deep, Pass::Letterfit], runts))
    };
    let deep = || composer.attempt(&ends, &[Pass::Deep, Pass::Letterfit, Pass::Loose], Runts::Tolerated);
    let need = |within| composer.attempt(&opportunities(paragraph, within), &[Pass::Need], Runts::Tolerated);
    let need = || {
        let composed = need(AddressBreaks::Anywhere)?;
        // A little over the measure a word stays whole; text that would leave the page is divided.
        let em = paragraph.style.text.size;
        if composed.unbreakable() <= column.measure + em {
            return Some(composed);
        }
        let ems = column.measure.to_sp() / em.to_sp().max(1);
        need(AddressBreaks::Words(usize::try_from(ems).unwrap_or_default()))
    };
    let composed = whole(Runts::Avoided).or_else(|| whole(Runts::Tolerated)).or_else(deep).or_else(need);
    composed.unwrap_or_else(|| unreachable!("the last pass tolerates any line"))
}

/// The same with words divided wherever they may be, whether or not that is needed: to measure what is left whole.
pub(super) fn hyphenated(
    cx: &Typesetter<'_>,
    paragraph: &Paragraph,
    runs: &[Run],
    column: TextColumn,
) -> Option<Composed> {
    let ends = opportunities(paragraph, AddressBreaks::AfterSigns);
    Composer { cx, paragraph, runs, column }.attempt(&ends, &[Pass::Hyphens], Runts::Tolerated)
}

/// What is to be broken.
struct Composer<'a> {
    cx: &'a Typesetter<'a>,
    paragraph: &'a Paragraph,
    runs: &'a [Run],
    column: TextColumn,
}

impl Composer<'_> {
    /// The first of the passes, all with the same list options, that finds breaks.
    fn attempt(&self, ends: &[Opportunity], passes: &[Pass], runts: Runts) -> Option<Composed> {
        let Composer { cx, paragraph, runs, column } = *self;
        let divided = passes.first().map_or(DivisionLevel::Nowhere, |it| it.divided());
        let options = ListOptions { measure: column.measure, divided, forced: column.forced };
        let list = hlist(cx, paragraph, runs, ends, options);
        let places = places(paragraph, runs, &list, column.align);
        let limits = passes.iter().map(|it| limits(paragraph, column, *it, runts));
        let (ends, letterfit) =
            limits.into_iter().find_map(|it| Some((break_lines(&places, &it)?, it.letterfit)))?;
        Some(Composed { list, places, ends, letterfit })
    }
}

/// The tolerance of a pass. A justified line of badness 100 has glyphs, letters and spaces at their limits: spaces of one
/// and a half of their width, or of nearly their own.
fn limits(paragraph: &Paragraph, column: TextColumn, pass: Pass, runts: Runts) -> Limits {
    let (style, size) = (&paragraph.style, paragraph.style.text.size);
    let justified = column.align == Align::Justify;
    let ragged = if justified { Length::ZERO } else { (size * 4).min(column.measure / 3) };
    let need = pass == Pass::Need;
    Limits {
        measure: column.measure,
        tolerance: match pass {
            Pass::Words | Pass::Hyphens | Pass::Deep | Pass::Letterfit => 100,
            Pass::Loose => 350,
            Pass::Need => AWFUL,
        },
        raggedness: ragged,
        short: if pass >= Pass::Loose && justified { size * 3 } else { Length::ZERO },
        letterfit: if pass < Pass::Letterfit { Letterfit::UNSEEN } else { Letterfit::NEED },
        // A heading in the middle of the measure looks best in lines of one length.
        even: column.align == Align::Center,
        // As long as the indent of the next paragraph, or a word of five letters.
        runt: style.indent.max(size * 9 / 4),
        runts: runts == Runts::Tolerated || !justified,
        overfull: need,
    }
}

/// The places where lines may end in a list, the start first.
fn places(paragraph: &Paragraph, runs: &[Run], list: &HList, align: Align) -> Vec<Breakpoint> {
    let hang = Hang { paragraph, runs, list, align };
    let mut sums = Sums::default();
    let indent = Sums { width: -paragraph.style.indent, ..sums };
    let mut places = vec![Breakpoint { after: indent, start: hang.start(0), ..Breakpoint::default() }];
    for (item, it) in list.items.iter().enumerate() {
        let before = sums;
        add(&mut sums, paragraph, runs, list, it);
        let forced = matches!(it, HItem::End { .. });
        let turned = if forced { Length::ZERO } else { paragraph.style.hang };
        let after = Sums { width: sums.width - turned, ..sums };
        let place = Breakpoint { item, before, after, start: hang.start(item + 1), ..Breakpoint::default() };
        match it {
            HItem::Glue { breaks: true, .. } => places.push(Breakpoint { end: -hang.end(item), ..place }),
            HItem::Penalty { kind, hyphen, .. } => places.push(Breakpoint {
                end: hang.end_at(item, *kind, *hyphen),
                penalty: kind.penalty(),
                flagged: kind.flagged(),
                ..place
            }),
            HItem::End { .. } => places.push(Breakpoint { end: -hang.end(item), forced: true, ..place }),
            HItem::Box { .. } | HItem::Image { .. } | HItem::Glue { .. } => {}
        }
    }
    places
}

fn add(sums: &mut Sums, paragraph: &Paragraph, runs: &[Run], list: &HList, item: &HItem) {
    match item {
        HItem::Box { width, word, glyphs, .. } => {
            sums.width += *width;
            let run = list.words.get(*word).and_then(|it| runs.get(it.run));
            if let Some(run) = run.filter(|run| may_letterfit(paragraph, run)) {
                sums.letters += run.size * *glyphs as i64;
                let expansion = width.scale(MOST_EXPANSION, 1000);
                sums.stretch += expansion;
                sums.shrink += expansion;
            }
        }
        HItem::Image { size, .. } => sums.width += size.width,
        HItem::Glue { width, stretch, shrink, .. } => {
            sums.width += *width;
            sums.stretch += *stretch;
            sums.shrink += *shrink;
        }
        HItem::Penalty { .. } | HItem::End { .. } => {}
    }
}

/// What hangs in the margins.
struct Hang<'a> {
    paragraph: &'a Paragraph,
    runs: &'a [Run],
    list: &'a HList,
    align: Align,
}

impl Hang<'_> {
    /// How far a line that starts with an item hangs out at its start.
    fn start(&self, item: usize) -> Length {
        let Some(HItem::Box { range, .. }) = self.list.items.get(item) else { return Length::ZERO };
        let first = self.paragraph.text.get(range.clone()).and_then(|it| it.chars().next());
        let part = first.map_or(0, protrusion_at_start);
        if self.align == Align::Center || part == 0 {
            return Length::ZERO;
        }
        self.width_at(item, range.start).scale(part, 1000)
    }

    /// How far a line that ends before an item hangs out at its end.
    fn end(&self, item: usize) -> Length {
        let last = item.checked_sub(1);
        let Some(HItem::Box { range, .. }) = last.and_then(|it| self.list.items.get(it)) else {
            return Length::ZERO;
        };
        let text = self.paragraph.text.get(range.clone());
        let Some((byte, part)) =
            text.and_then(|it| it.char_indices().next_back()).map(|(at, it)| (at, protrusion_at_end(it)))
        else {
            return Length::ZERO;
        };
        if self.align != Align::Justify || part == 0 {
            return Length::ZERO;
        }
        self.width_at(item - 1, range.start + byte).scale(part, 1000)
    }

    /// What a line has beyond its boxes when it ends at a penalty.
    fn end_at(&self, item: usize, kind: BreakKind, hyphen: Length) -> Length {
        if !kind.hyphenates() {
            return -self.end(item);
        }
        let part = if self.align == Align::Justify { protrusion_at_end('\u{2010}') } else { 0 };
        hyphen - hyphen.scale(part, 1000)
    }

    /// The width of the character at a byte, as part of a box; nothing for code, whose columns must line up.
    fn width_at(&self, item: usize, byte: usize) -> Length {
        let Some(HItem::Box { word, .. }) = self.list.items.get(item) else { return Length::ZERO };
        let Some(word) = self.list.words.get(*word) else { return Length::ZERO };
        match self.runs.get(word.run) {
            Some(run) if !run.font.key.mono => word.shaped.width_at(byte - word.range.start).at(run.size),
            Some(_) | None => Length::ZERO,
        }
    }
}
