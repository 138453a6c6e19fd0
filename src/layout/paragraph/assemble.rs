//! A line of the list to its fragments: their widths, and their visual order.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use crate::document::text::is_divided_by_dictionary;
use crate::geometry::Length;
use crate::layout::paragraph::hlist::{HItem, hyphen_sign, may_letterfit, width_of};
use crate::layout::paragraph::itemize::base_level;
use crate::layout::paragraph::justify::{Adjustment, Flexibility, adjust};
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::linebreak::Breakpoint;
use crate::layout::paragraph::place::{Assembler, Content, Fragment, decorate};
use crate::layout::style::Align;

impl Assembler<'_> {
    /// The lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        let starts = std::iter::once(&0).chain(&self.composed.ends);
        starts.zip(&self.composed.ends).map(|(from, to)| self.line(*from, *to)).collect()
    }

    /// The line from one place to another.
    fn line(&self, from: usize, to: usize) -> Line {
        let places = &self.composed.places;
        let (Some(start), Some(end)) = (places.get(from), places.get(to)) else {
            unreachable!("breaking returns indices of its places")
        };
        let first = if from == 0 { 0 } else { start.item + 1 };
        let mut fragments = self.fragments(first, end);
        let style = &self.paragraph.style;
        let indent = match (from, start.forced) {
            (0, _) => style.indent,
            (_, true) => Length::ZERO,
            (_, false) => style.hang,
        };
        let hung = start.start - end.end.min(Length::ZERO) + self.hyphen_hang(end);
        let (adjustment, flexibility) = self.fill(&mut fragments, end, indent - hung);
        let width: Length = fragments.iter().map(|it| it.width).sum();
        let x = self.start_x(width, indent, start.start);
        let range = self.range(&fragments);
        order(&mut fragments);
        let mut line = self.empty_line(range.clone());
        line.width = width - hung;
        line.fit = adjustment.fit(flexibility, end.flagged);
        decorate(self, &fragments, x, &mut line);
        self.place(&fragments, x, &mut line);
        self.note_missing(&fragments, &mut line);
        let ids = self
            .paragraph
            .anchors
            .iter()
            .filter(|(at, _)| range.contains(at) || (*at == range.end && end.forced));
        line.anchors.extend(ids.map(|(_, id)| id.clone()));
        line
    }

    /// How much of the hyphen of division hangs at the end.
    fn hyphen_hang(&self, end: &Breakpoint) -> Length {
        match self.composed.list.items.get(end.item) {
            Some(HItem::Penalty { hyphen, .. }) if *hyphen > Length::ZERO => *hyphen - end.end,
            Some(_) | None => Length::ZERO,
        }
    }

    /// An empty line of the paragraph's leading: a strut that no face can move.
    fn empty_line(&self, range: Range<usize>) -> Line {
        let leading = self.paragraph.style.leading;
        let depth = leading.scale(3, 10);
        Line {
            height: leading - depth,
            depth,
            width: Length::ZERO,
            items: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            fit: crate::layout::paragraph::line::LineFit::default(),
            missing: Vec::new(),
            span: self.paragraph.source(range),
        }
    }

    fn range(&self, fragments: &[Fragment]) -> Range<usize> {
        let start = fragments.first().map_or(0, |it| it.range.start);
        start..fragments.last().map_or(start, |it| it.range.end)
    }

    /// The fragments of a line in logical order.
    fn fragments(&self, first: usize, end: &Breakpoint) -> Vec<Fragment> {
        let list = &self.composed.list;
        let items = list.items.get(first..end.item).unwrap_or(&[]);
        let mut fragments = Vec::with_capacity(items.len() + 1);
        let mut open: Option<(usize, Range<usize>)> = None;
        for item in items {
            match item {
                HItem::Box { word, range, .. } => match &mut open {
                    Some((known, whole)) if known == word => whole.end = range.end,
                    Some(_) | None => {
                        fragments.extend(open.take().map(|(word, range)| self.word(word, range, false)));
                        open = Some((*word, range.clone()));
                    }
                },
                HItem::Penalty { .. } => {}
                HItem::Glue { .. } | HItem::Image { .. } | HItem::End { .. } => {
                    fragments.extend(open.take().map(|(word, range)| self.word(word, range, false)));
                    fragments.extend(self.fragment(item));
                }
            }
        }
        let last = list.items.get(end.item);
        let hyphen = matches!(last, Some(HItem::Penalty { kind, .. }) if kind.hyphenates());
        fragments.extend(open.map(|(word, range)| self.word(word, range, hyphen)));
        fragments.extend(last.and_then(|it| self.end(it)));
        fragments
    }

    /// A word or part of one. A part is shaped again, with its hyphen: letters at its ends may have been joined
    /// or kerned to what is now on another line.
    fn word(&self, index: usize, range: Range<usize>, hyphen: bool) -> Fragment {
        let Some(placed) = self.composed.list.words.get(index) else {
            unreachable!("a box is part of a word of its list")
        };
        let run = self.run(placed.run);
        let word = if placed.range == range && !hyphen {
            placed.shaped.clone()
        } else {
            let sign = if hyphen { hyphen_sign(self.cx, run) } else { "" };
            let text = self.paragraph.text.get(range.clone()).unwrap_or("");
            run.font.word(self.cx.fonts, &format!("{text}{sign}"))
        };
        let width = width_of(run, &word);
        let fits = may_letterfit(self.paragraph, run);
        let letters = if fits { run.size * word.glyphs.len() as i64 } else { Length::ZERO };
        let content = Content::Word { word, hyphen, letters };
        Fragment { run: placed.run, range, level: run.level, width, expansion: 0, content }
    }

    fn fragment(&self, item: &HItem) -> Option<Fragment> {
        match item {
            HItem::Glue { width, stretch, shrink, run, range, .. } => {
                let content = Content::Space { stretch: *stretch, shrink: *shrink };
                let level = self.run(*run).level;
                Some(Fragment {
                    run: *run,
                    range: range.clone(),
                    level,
                    width: *width,
                    expansion: 0,
                    content,
                })
            }
            HItem::Image { size, run, range } => {
                let (level, content) = (self.run(*run).level, Content::Image(*size));
                Some(Fragment {
                    run: *run,
                    range: range.clone(),
                    level,
                    width: size.width,
                    expansion: 0,
                    content,
                })
            }
            HItem::Box { .. } | HItem::Penalty { .. } | HItem::End { .. } => None,
        }
    }

    /// The space or forced line end at which the line ends, at the paragraph's level (UAX #9, L1).
    fn end(&self, item: &HItem) -> Option<Fragment> {
        let (run, range) = match item {
            HItem::Glue { run, range, .. } | HItem::End { run, range } => (*run, range.clone()),
            HItem::Box { .. } | HItem::Image { .. } | HItem::Penalty { .. } => return None,
        };
        let level = base_level(self.paragraph);
        let shown = !range.is_empty();
        shown.then_some(Fragment {
            run,
            range,
            level,
            width: Length::ZERO,
            expansion: 0,
            content: Content::End,
        })
    }

    /// Gives spaces and letters their widths. `beyond` is what the line has besides its fragments.
    fn fill(
        &self,
        fragments: &mut [Fragment],
        end: &Breakpoint,
        beyond: Length,
    ) -> (Adjustment, Flexibility) {
        let mut flexibility = Flexibility::default();
        let mut natural = beyond;
        for fragment in fragments.iter() {
            natural += fragment.width;
            match &fragment.content {
                Content::Space { stretch, shrink } => {
                    flexibility.stretch += *stretch;
                    flexibility.shrink += *shrink;
                    flexibility.spaces += if *shrink > Length::ZERO { fragment.width } else { Length::ZERO };
                    flexibility.spaceless |=
                        *shrink == Length::ZERO && *stretch > Length::ZERO && self.spreads(fragment);
                }
                Content::Word { letters, .. } => {
                    flexibility.letters += *letters;
                    flexibility.expandable +=
                        if *letters > Length::ZERO { fragment.width } else { Length::ZERO };
                }
                Content::End | Content::Image(_) => {}
            }
        }
        let short = self.column.measure - natural;
        let stays = self.column.align != Align::Justify || end.forced;
        let short = if stays { short.min(Length::ZERO) } else { short };
        let adjustment = adjust(short, flexibility, self.composed.letterfit);
        spread(fragments, adjustment, flexibility);
        if adjustment.expansion != 0 {
            let expands = |it: &Fragment| may_letterfit(self.paragraph, self.run(it.run));
            let expanded = fragments.iter_mut().filter(|it| expands(it));
            expanded.for_each(|it| it.expansion = adjustment.expansion);
        }
        (adjustment, flexibility)
    }

    /// Whether the letters on both sides of such a space move apart as far as they must. Those of Thai and similar scripts do not: a
    /// wide space in it is the end of a clause.
    fn spreads(&self, space: &Fragment) -> bool {
        let next = self.paragraph.text.get(space.range.start..).and_then(|it| it.chars().next());
        next.is_some_and(|it| !is_divided_by_dictionary(it))
    }

    /// Where the leftmost fragment starts.
    fn start_x(&self, width: Length, indent: Length, hang: Length) -> Length {
        let measure = self.column.measure;
        let right_to_left = base_level(self.paragraph).is_rtl();
        match (self.column.align, right_to_left) {
            (Align::Center, _) => (measure - width) / 2,
            (Align::Justify | Align::Start, false) => indent - hang,
            (Align::Justify | Align::Start, true) => measure - indent + hang - width,
            (Align::End, false) => measure - width,
            (Align::End, true) => Length::ZERO,
        }
    }
}

/// Spreads what spaces and letters get over the fragments, to the last scaled point.
fn spread(fragments: &mut [Fragment], adjustment: Adjustment, flexibility: Flexibility) {
    let limit = if adjustment.spaces < Length::ZERO { flexibility.shrink } else { flexibility.stretch };
    let (mut done, mut given) = (Length::ZERO, Length::ZERO);
    for fragment in fragments {
        match &fragment.content {
            Content::Space { stretch, shrink } => {
                done += if adjustment.spaces < Length::ZERO { *shrink } else { *stretch };
                let upto = adjustment.spaces.scale(done.to_sp(), limit.to_sp());
                fragment.width += upto - given;
                given = upto;
            }
            Content::Word { letters, .. } if *letters > Length::ZERO => {
                let expansion = fragment.width.scale(i64::from(adjustment.expansion), 1000);
                fragment.width += expansion + letters.scale(adjustment.letterfit, 1000);
            }
            Content::Word { .. } => {}
            Content::End | Content::Image(_) => {}
        }
    }
}

/// Puts fragments into visual order (UAX #9, L2).
fn order(fragments: &mut Vec<Fragment>) {
    if fragments.iter().all(|it| it.level == Level::ltr()) {
        return;
    }
    let levels: Vec<Level> = fragments.iter().map(|it| it.level).collect();
    *fragments =
        BidiInfo::reorder_visual(&levels).into_iter().map(|index| fragments[index].clone()).collect();
}
