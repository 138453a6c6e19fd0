//! From a column to pages: the breaks that are best for the whole run of pages
//! (Plass, *Optimal pagination techniques*, 1981).
//!
//! Every gap of the column is a possible break. A page that begins at a gap is
//! filled box by box, with the notes of its boxes at its foot; each gap that it
//! can reach is a step to the next page, and the cheapest way to each gap is
//! kept. A page holds a bounded number of boxes, so the work is linear in them.
//!
//! A note may go on on the next page. What is left of it there is part of the
//! state: ways that reach a gap with different remains are kept apart.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::NoteId;
use crate::geometry::Length;
use crate::layout::vlist::{Cost, PageStart, VBox, VList, cost};

/// The measures of a page's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its height, a multiple of the grid.
    pub height: Length,
    /// The step of the grid.
    pub leading: Length,
    /// What the rule above notes takes, with its spaces.
    pub note_rule: Length,
}

/// What a page holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePlan {
    /// Its boxes.
    pub boxes: Range<usize>,
    /// Its notes: of each, which lines.
    pub notes: Vec<(NoteId, Range<usize>)>,
    /// The start that its first box asks for.
    pub start: Option<PageStart>,
}

/// What is left of notes at the foot of a page: the rest of one, and then whole ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Rest {
    notes: Vec<NoteId>,
    line: usize,
}

/// A way to a gap.
#[derive(Debug, Clone)]
struct Way {
    cost: Cost,
    from: Option<(usize, usize)>,
    rest: Rest,
    plan: Option<PagePlan>,
}

/// How many ways to one gap are followed; more than a few differ only in hopeless remains.
const WAYS: usize = 6;

/// Breaks a column into pages.
pub fn paginate(list: &VList, column: &Column) -> Vec<PagePlan> {
    if list.boxes.is_empty() {
        return Vec::new();
    }
    let mut breaker = Breaker { list, column, ways: vec![Vec::new(); list.boxes.len() + 1] };
    breaker.ways[0].push(Way { cost: 0, from: None, rest: Rest::default(), plan: None });
    for from in 0..list.boxes.len() {
        breaker.settle(from);
        for way in 0..breaker.ways[from].len() {
            breaker.fill(from, way);
        }
    }
    breaker.settle(list.boxes.len());
    breaker.pages()
}

struct Breaker<'a> {
    list: &'a VList,
    column: &'a Column,
    /// The ways to the gap above each box, and to the end.
    ways: Vec<Vec<Way>>,
}

/// The notes of a page while it is filled.
struct Foot {
    notes: Vec<NoteId>,
    first_line: usize,
    /// How many of them were begun on an earlier page.
    carried: usize,
    height: Length,
}

impl Breaker<'_> {
    /// Keeps, of the ways to a gap, the cheapest for each remainder.
    fn settle(&mut self, at: usize) {
        let ways = std::mem::take(&mut self.ways[at]);
        let mut best: BTreeMap<Rest, Way> = BTreeMap::new();
        for way in ways {
            match best.get(&way.rest) {
                Some(known) if known.cost <= way.cost => {}
                Some(_) | None => {
                    best.insert(way.rest.clone(), way);
                }
            }
        }
        let mut ways: Vec<Way> = best.into_values().collect();
        ways.sort_by_key(|it| it.cost);
        ways.truncate(WAYS);
        self.ways[at] = ways;
    }

    /// Fills a page that begins above box `from`, and enters every page end that it can have.
    fn fill(&mut self, from: usize, way: usize) {
        let list = self.list;
        let mut foot = self.foot(&self.ways[from][way].rest);
        let mut y = Length::ZERO;
        for (index, vbox) in list.boxes.iter().enumerate().skip(from) {
            let first = index == from;
            let top = if first { list.head(index) } else { vbox.above.end(y, self.column.leading) };
            if !first && self.end((from, way), index, y, &foot) {
                return;
            }
            y = top + vbox.height;
            for note in &vbox.notes {
                self.add(&mut foot, *note);
            }
        }
        self.end((from, way), list.boxes.len(), y, &foot);
    }

    fn foot(&self, rest: &Rest) -> Foot {
        let mut foot = Foot {
            notes: Vec::new(),
            first_line: rest.line,
            carried: rest.notes.len(),
            height: Length::ZERO,
        };
        for note in &rest.notes {
            self.add(&mut foot, *note);
        }
        foot
    }

    fn add(&self, foot: &mut Foot, note: NoteId) {
        let first = foot.notes.is_empty();
        let skip = if first { foot.first_line } else { 0 };
        if first {
            foot.height += self.column.note_rule;
        }
        foot.height += self.note_height(note, skip..usize::MAX, first);
        foot.notes.push(note);
    }

    /// The height of lines of a note; the gap above counts unless it stands first.
    fn note_height(&self, note: NoteId, lines: Range<usize>, first: bool) -> Length {
        let boxes = self.note_boxes(note);
        let end = lines.end.min(boxes.len());
        let start = lines.start.min(end);
        let gap = |at: usize| {
            if at == start && (first || start > 0) { Length::ZERO } else { boxes[at].above.space }
        };
        (start..end).map(|at| gap(at) + boxes[at].height).sum()
    }

    fn note_boxes(&self, note: NoteId) -> &[VBox] {
        let index = note.number() as usize - 1;
        self.list.notes.get(index).map_or(&[], |it| it.boxes.as_slice())
    }

    /// Enters the page `from..to` whose boxes end at `y`; whether nothing more fits on it.
    fn end(&mut self, (from, way): (usize, usize), to: usize, y: Length, foot: &Foot) -> bool {
        let room = self.column.height - y;
        let start = self.list.boxes.get(to).and_then(|it| it.above.start);
        let ends = to == self.list.boxes.len() || start.is_some();
        let (taken, rest, split) = self.take(foot, room);
        let used = y + taken.height;
        let over = (used - self.column.height).max(Length::ZERO);
        let lone = to == from + 1;
        if over > Length::ZERO && !lone {
            return true;
        }
        let mut cost = self.ways[from][way].cost + self.gap_cost(to) + split;
        cost += self.fill_cost(used, over, ends, from..to);
        let plan = PagePlan { boxes: from..to, notes: taken.notes, start: self.start_of(from) };
        self.ways[to].push(Way { cost, from: Some((from, way)), rest, plan: Some(plan) });
        start.is_some() || over > Length::ZERO
    }

    fn start_of(&self, from: usize) -> Option<PageStart> {
        self.list.boxes.get(from).and_then(|it| it.above.start)
    }

    /// What a break above a box costs by itself.
    fn gap_cost(&self, to: usize) -> Cost {
        let Some(vbox) = self.list.boxes.get(to) else { return 0 };
        if vbox.above.start.is_some() {
            return 0;
        }
        let hyphen = self.list.boxes[to - 1].hyphenated;
        vbox.above.cost + if hyphen { cost::HYPHEN } else { 0 }
    }

    /// What the emptiness or fullness of a page costs.
    fn fill_cost(&self, used: Length, over: Length, ends: bool, boxes: Range<usize>) -> Cost {
        if over > Length::ZERO {
            return cost::OVERFULL;
        }
        if ends {
            // Neither space makes a page look full nor a line in small type, as that of rights.
            let line = |it: &&VBox| it.height * 20 >= self.column.leading * 17;
            let boxes = self.list.boxes.get(boxes).unwrap_or_default();
            let text: Length = boxes.iter().filter(line).map(|it| it.height).sum();
            let short = text < self.column.leading * cost::LAST_PAGE_LINES;
            return if short { cost::STUB } else { 0 };
        }
        let missing = (self.column.height - used).to_sp() / self.column.leading.to_sp().max(1);
        let missing = Cost::try_from(missing).unwrap_or(0);
        cost::SHORT * missing * missing
    }

    /// What of the notes fits into `room`, what is left of them, and what the division costs.
    fn take(&self, foot: &Foot, room: Length) -> (Taken, Rest, Cost) {
        if foot.height <= room || foot.notes.is_empty() {
            return (self.take_all(foot), Rest::default(), 0);
        }
        let mut taken = Taken { notes: Vec::new(), height: self.column.note_rule };
        for (index, note) in foot.notes.iter().enumerate() {
            let skip = if index == 0 { foot.first_line } else { 0 };
            let all = self.note_height(*note, skip..usize::MAX, index == 0);
            if taken.height + all <= room {
                taken.push(*note, skip..self.note_boxes(*note).len(), all);
                continue;
            }
            let lines = self.lines_that_fit(*note, skip, room - taken.height, index == 0);
            let late = foot.notes.len() - index - 1 + usize::from(lines == 0);
            let unbegun = late.min(foot.notes.len().saturating_sub(foot.carried.max(index)));
            if lines > 0 {
                let height = self.note_height(*note, skip..skip + lines, index == 0);
                taken.push(*note, skip..skip + lines, height);
            }
            if taken.notes.is_empty() {
                taken.height = Length::ZERO;
            }
            let line = if lines > 0 { skip + lines } else { skip };
            let rest = Rest { notes: foot.notes[index..].to_vec(), line };
            let cost = cost::SPLIT_NOTE + unbegun as Cost * cost::OVERFULL;
            return (taken, rest, cost);
        }
        (taken, Rest::default(), 0)
    }

    fn take_all(&self, foot: &Foot) -> Taken {
        let lines = |index: usize, note: NoteId| {
            (note, if index == 0 { foot.first_line } else { 0 }..self.note_boxes(note).len())
        };
        let notes = foot.notes.iter().enumerate().map(|(index, note)| lines(index, *note)).collect();
        Taken { notes, height: foot.height }
    }

    /// How many lines of a note fit, without leaving one alone on either side of the break.
    fn lines_that_fit(&self, note: NoteId, skip: usize, room: Length, first: bool) -> usize {
        let total = self.note_boxes(note).len().saturating_sub(skip);
        let fits = |lines: &usize| self.note_height(note, skip..skip + lines, first) <= room;
        let most = (1..total).take_while(fits).last().unwrap_or(0);
        let most = if most + 1 == total { most.saturating_sub(1) } else { most };
        if most == 1 && skip == 0 { 0 } else { most }
    }

    /// The pages of the cheapest way to the end, and pages for what is left of notes there.
    fn pages(&self) -> Vec<PagePlan> {
        let mut pages = Vec::new();
        let end = self.list.boxes.len();
        let mut at = Some((end, 0));
        let rest = self.ways[end].first().map(|it| it.rest.clone()).unwrap_or_default();
        while let Some((index, way)) = at {
            let Some(way) = self.ways[index].get(way) else { break };
            pages.extend(way.plan.clone());
            at = way.from;
        }
        pages.reverse();
        self.finish_notes(rest, &mut pages);
        pages
    }

    fn finish_notes(&self, mut rest: Rest, pages: &mut Vec<PagePlan>) {
        let end = self.list.boxes.len();
        while !rest.notes.is_empty() {
            let foot = self.foot(&rest);
            let (taken, left, _) = self.take(&foot, self.column.height);
            if taken.notes.is_empty() || left == rest {
                pages.push(PagePlan { boxes: end..end, notes: self.take_all(&foot).notes, start: None });
                return;
            }
            pages.push(PagePlan { boxes: end..end, notes: taken.notes, start: None });
            rest = left;
        }
    }
}

/// The notes that a page takes.
struct Taken {
    notes: Vec<(NoteId, Range<usize>)>,
    height: Length,
}

impl Taken {
    fn push(&mut self, note: NoteId, lines: Range<usize>, height: Length) {
        self.notes.push((note, lines));
        self.height += height;
    }
}

#[cfg(test)]
mod tests;
