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

use std::ops::Range;

use crate::geometry::Length;
use crate::layout::page::footnotes::{Foot, Footnotes, Rest};
use crate::layout::page::vlist::{Cost, PageColumn, PagePlan, PageStart, VBox, VList, cost};

/// A way to a gap: the pages up to it.
#[derive(Debug, Clone)]
struct Way {
    cost: Cost,
    /// Where its last page begins, and which of the ways to there it goes on; `None` for the first page.
    from: Option<(usize, usize)>,
    rest: Rest,
}

/// An end that a page can have.
struct End {
    /// The box that begins the next page.
    to: usize,
    /// What it costs to end a page there, however full it is.
    cost: Cost,
    /// The lines that are missing at its foot; none where a chapter ends.
    missing: Cost,
    rest: Rest,
}

/// How many ways to one gap are followed; more than a few differ only in hopeless remains.
const WAYS: usize = 6;

/// The ends that a page has, mostly: room is made for them at once.
const ENDS: usize = 64;

/// Breaks a column into pages.
pub(crate) fn paginate(list: &VList, column: &PageColumn) -> Vec<PagePlan> {
    if list.boxes.is_empty() {
        return Vec::new();
    }
    let notes = Footnotes { list, column };
    let mut breaker = Breaker { list, column, notes, ways: vec![Vec::new(); list.boxes.len() + 1] };
    breaker.ways[0].push(Way { cost: 0, from: None, rest: Rest::default() });
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
    column: &'a PageColumn,
    notes: Footnotes<'a>,
    /// The ways to the gap above each box, and to the end; by their remains until they are settled.
    ways: Vec<Vec<Way>>,
}

impl Breaker<'_> {
    /// Enters a way to a gap: of those with the same remains, the cheapest is kept.
    fn enter(&mut self, to: usize, way: Way) {
        let ways = &mut self.ways[to];
        match ways.binary_search_by(|it| it.rest.cmp(&way.rest)) {
            Ok(known) if ways[known].cost <= way.cost => {}
            Ok(known) => ways[known] = way,
            Err(at) => ways.insert(at, way),
        }
    }

    /// Keeps the cheapest ways to a gap.
    fn settle(&mut self, at: usize) {
        self.ways[at].sort_by_key(|it| it.cost);
        self.ways[at].truncate(WAYS);
    }

    /// Fills a page that begins above box `from`, and enters every page end that it can have.
    fn fill(&mut self, from: usize, way: usize) {
        let before = self.ways[from][way].cost;
        let ends = self.ends(from, &self.ways[from][way].rest);
        let least = ends.iter().filter(|it| it.cost < cost::WIDOW).map(|it| it.missing).min().unwrap_or(0);
        for end in ends {
            let cost = before + end.cost + cost::short(end.missing, least);
            self.enter(end.to, Way { cost, from: Some((from, way)), rest: end.rest });
        }
    }

    /// The ends that a page can have which begins above box `from` with what is left of notes.
    fn ends(&self, from: usize, rest: &Rest) -> Vec<End> {
        let list = self.list;
        let mut ends = Vec::with_capacity(ENDS);
        let mut foot = self.notes.foot(rest);
        let mut y = Length::ZERO;
        for (index, vbox) in list.boxes.iter().enumerate().skip(from) {
            let first = index == from;
            let top = if first { list.head(index) } else { vbox.above.end(y, self.column.leading) };
            if !first && self.end(from..index, y, &foot, &mut ends) {
                return ends;
            }
            y = top + vbox.height;
            for note in &vbox.notes {
                self.notes.add(&mut foot, *note);
            }
        }
        self.end(from..list.boxes.len(), y, &foot, &mut ends);
        ends
    }

    /// Enters the end of a page whose boxes end at `y`; whether nothing more fits on it.
    fn end(&self, boxes: Range<usize>, y: Length, foot: &Foot, ends: &mut Vec<End>) -> bool {
        let to = boxes.end;
        let start = self.start_of(to);
        let taken = self.notes.take(foot, self.column.height - y);
        let used = y + taken.height;
        let over = used > self.column.height;
        if over && boxes.len() > 1 {
            return true;
        }
        let mut cost = self.gap_cost(to) + taken.cost;
        let mut missing = 0;
        if over {
            cost += cost::OVERFULL;
        } else if to == self.list.boxes.len() || start.is_some() {
            cost += self.last_page_cost(boxes);
        } else {
            let lines = (self.column.height - used).to_sp() / self.column.leading.to_sp().max(1);
            missing = Cost::try_from(lines).unwrap_or(0);
        }
        ends.push(End { to, cost, missing, rest: foot.rest(taken) });
        start.is_some() || over
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

    /// What it costs that a chapter ends with these boxes: nothing, unless they are few.
    fn last_page_cost(&self, boxes: Range<usize>) -> Cost {
        // Neither space makes a page look full nor a line in small type, as that of rights.
        let line = |it: &&VBox| it.height * 20 >= self.column.leading * 17;
        let boxes = self.list.boxes.get(boxes).unwrap_or_default();
        let text: Length = boxes.iter().filter(line).map(|it| it.height).sum();
        if text < self.column.leading * cost::LAST_PAGE_LINES { cost::STUB } else { 0 }
    }

    /// The pages of the cheapest way to the end, and pages for what is left of notes there.
    fn pages(&self) -> Vec<PagePlan> {
        let mut pages = Vec::new();
        let end = self.list.boxes.len();
        let mut at = Some((end, 0));
        let rest = self.ways[end].first().map(|it| it.rest.clone()).unwrap_or_default();
        while let Some((to, way)) = at {
            let Some(way) = self.ways[to].get(way) else { break };
            pages
                .extend(way.from.and_then(|(from, before)| {
                    Some(self.page(from..to, &self.ways[from].get(before)?.rest))
                }));
            at = way.from;
        }
        pages.reverse();
        self.finish_notes(rest, &mut pages);
        pages
    }

    /// The page of these boxes which begins with what is left of notes.
    fn page(&self, boxes: Range<usize>, rest: &Rest) -> PagePlan {
        let mut foot = self.notes.foot(rest);
        let marked = self.list.boxes.get(boxes.clone()).unwrap_or_default();
        marked.iter().flat_map(|it| &it.notes).for_each(|note| self.notes.add(&mut foot, *note));
        let (_, end) = self.list.places(boxes.clone(), self.column.leading);
        let taken = self.notes.take(&foot, self.column.height - end);
        PagePlan { start: self.start_of(boxes.start), boxes, notes: self.notes.notes(&foot, taken) }
    }

    fn finish_notes(&self, mut rest: Rest, pages: &mut Vec<PagePlan>) {
        let end = self.list.boxes.len();
        while !rest.notes.is_empty() {
            let foot = self.notes.foot(&rest);
            let mut taken = self.notes.take(&foot, self.column.height);
            let mut left = foot.rest(taken);
            // What fits on no page stands on one all the same.
            if left == rest {
                (taken, left) = (self.notes.take_all(&foot), Rest::default());
            }
            pages.push(PagePlan { boxes: end..end, notes: self.notes.notes(&foot, taken), start: None });
            rest = left;
        }
    }
}

#[cfg(test)]
mod tests;
