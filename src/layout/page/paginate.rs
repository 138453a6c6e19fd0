//! From a column to pages: the breaks that are best for the whole run of pages
//! (Plass, *Optimal pagination techniques*, 1981).
//!
//! Every gap of the column is a possible break. A page that begins at a gap is
//! filled box by box, with the notes of its boxes at its foot; each gap that it
//! can reach is a step to the next page, and the cheapest state at each gap is
//! kept. A page holds a bounded number of boxes, so the work is linear in them.
//!
//! A note may continue on the next page. What is carried over is part of the
//! state: states at a gap with different notes carried over are kept apart. So is a figure that does not fit, and waits for
//! the head of the next page while text fills this one.

use std::ops::Range;

use crate::geometry::Length;
use crate::layout::page::footnotes::{CarriedOver, FootnoteArea, Footnotes};
use crate::layout::page::vlist::{
    Cost, Flexibility, Moved, PageColumn, PagePlan, PageStart, VBox, VList, cost,
};

/// A candidate for a page break at a gap: the pages up to it.
#[derive(Debug, Clone)]
struct State {
    cost: Cost,
    /// Where its last page begins, and which of the states there it continues; `None` for the first page.
    from: Option<(usize, usize)>,
    carried: CarriedOver,
    /// The float that the next page begins with.
    float: Option<usize>,
}

/// An end that a page can have.
struct End {
    /// The box that begins the next page.
    to: usize,
    /// What it costs to end a page there, however full it is.
    cost: Cost,
    /// The lines that are missing at its foot; none where a chapter ends.
    missing: Cost,
    carried: CarriedOver,
}

/// How many states are kept at one gap; more than a few differ only in notes carried over at a hopeless cost.
const STATES: usize = 6;

/// The ends that a page has, mostly: room is made for them at once.
const ENDS: usize = 64;

/// Breaks a column into pages.
pub(crate) fn paginate(list: &VList, column: &PageColumn) -> Vec<PagePlan> {
    if list.boxes.is_empty() {
        return Vec::new();
    }
    let notes = Footnotes { list, column };
    let mut breaker = Breaker { list, column, notes, states: vec![Vec::new(); list.boxes.len() + 1] };
    breaker.states[0].push(State { cost: 0, from: None, carried: CarriedOver::default(), float: None });
    for from in 0..list.boxes.len() {
        breaker.settle(from);
        for state in 0..breaker.states[from].len() {
            breaker.fill(from, state);
        }
    }
    breaker.settle(list.boxes.len());
    breaker.pages()
}

struct Breaker<'a> {
    list: &'a VList,
    column: &'a PageColumn,
    notes: Footnotes<'a>,
    /// The states at the gap above each box, and at the end; by the notes that they carry over until they are settled.
    states: Vec<Vec<State>>,
}

impl Breaker<'_> {
    /// Enters a state at a gap: of those with the same notes and float carried over, the cheapest is kept.
    fn enter(&mut self, to: usize, state: State) {
        let states = &mut self.states[to];
        let order = |it: &State| it.carried.cmp(&state.carried).then(it.float.cmp(&state.float));
        match states.binary_search_by(order) {
            Ok(known) if states[known].cost <= state.cost => {}
            Ok(known) => states[known] = state,
            Err(at) => states.insert(at, state),
        }
    }

    /// Keeps the cheapest states at a gap.
    fn settle(&mut self, at: usize) {
        self.states[at].sort_by_key(|it| it.cost);
        self.states[at].truncate(STATES);
    }

    /// Fills a page that begins above box `from`, and enters every page end that it can have.
    fn fill(&mut self, from: usize, state: usize) {
        let here = self.states[from][state].float;
        let ends = self.ends(from, &self.states[from][state].carried, Moved { here, away: None });
        let reached = ends.last().map_or(from, |it| it.to);
        self.enter_ends((from, state), ends, None);
        let away = self.list.floats.partition_point(|it| it.boxes.end <= reached);
        let Some(float) = self.list.floats.get(away) else { return };
        if float.boxes.start <= from || float.boxes.start > reached {
            return;
        }
        let mut ends = self.ends(from, &self.states[from][state].carried, Moved { here, away: Some(away) });
        ends.retain(|it| it.to > float.boxes.end && it.to <= float.until && !self.is_last(it.to));
        ends.iter_mut().for_each(|it| it.cost += cost::FLOAT);
        self.enter_ends((from, state), ends, Some(away));
    }

    /// Enters the ends of a page that continues a state, each with the float that then waits.
    fn enter_ends(&mut self, from: (usize, usize), ends: Vec<End>, float: Option<usize>) {
        let before = self.states[from.0][from.1].cost;
        let least = ends.iter().filter(|it| it.cost < cost::WIDOW).map(|it| it.missing).min().unwrap_or(0);
        for end in ends {
            let cost = before + end.cost + cost::short(end.missing, least);
            self.enter(end.to, State { cost, from: Some(from), carried: end.carried, float });
        }
    }

    /// Whether a page is the last of a chapter that ends above this box.
    fn is_last(&self, to: usize) -> bool {
        to == self.list.boxes.len() || self.start_of(to).is_some()
    }

    /// The ends that a page can have which begins above box `from` with notes that are carried over.
    fn ends(&self, from: usize, carried: &CarriedOver, moved: Moved) -> Vec<End> {
        let list = self.list;
        let leading = self.column.leading;
        let mut ends = Vec::with_capacity(ENDS);
        let mut area = self.notes.area(carried);
        let (mut y, mut gaps) = (Length::ZERO, Flexibility::default());
        let boxes =
            |it: Option<usize>| it.and_then(|it| list.floats.get(it)).map_or(0..0, |it| it.boxes.clone());
        let (here, away) = (boxes(moved.here), boxes(moved.away));
        if !here.is_empty() {
            y = list.places(here.clone(), Moved::default(), leading).1;
        }
        for (index, vbox) in list.boxes.iter().enumerate().skip(from) {
            if away.contains(&index) {
                continue;
            }
            if index > from && self.end(from..index, (y, gaps), &area, &mut ends) {
                return ends;
            }
            let at_place = moved == Moved::default();
            let above = if at_place { vbox.above } else { list.gap(index, from, moved) };
            if index == from && here.is_empty() {
                y = list.head(index) + vbox.height;
            } else {
                y = above.end(y, leading) + vbox.height;
                gaps.add(&above, leading);
            }
            for note in &vbox.notes {
                self.notes.add(&mut area, *note);
            }
        }
        self.end(from..list.boxes.len(), (y, gaps), &area, &mut ends);
        ends
    }

    /// Enters the end of a page whose boxes end at `y`, and whose gaps have that flexibility; whether nothing more fits on
    /// it.
    fn end(
        &self,
        boxes: Range<usize>,
        (y, gaps): (Length, Flexibility),
        area: &FootnoteArea,
        ends: &mut Vec<End>,
    ) -> bool {
        let to = boxes.end;
        let start = self.start_of(to);
        let gaps = gaps.within(self.column.leading);
        let placed = self.notes.take_tight(area, self.column.height - y, gaps.shrink);
        let used = y + placed.height;
        let over = used > self.column.height + gaps.shrink;
        if over && boxes.len() > 1 {
            return true;
        }
        let tight = if used > self.column.height { cost::TIGHT } else { 0 };
        let mut cost = self.gap_cost(to) + placed.cost + tight;
        let mut missing = 0;
        if over {
            cost += cost::OVERFULL;
        } else if self.is_last(to) {
            cost += self.last_page_cost(boxes);
        } else {
            let lines =
                |it: Length| Cost::try_from(it.to_sp() / self.column.leading.to_sp().max(1)).unwrap_or(0);
            let slack = (self.column.height - used).max(Length::ZERO);
            let filled = slack.min(gaps.stretch);
            missing = lines(slack - filled);
            cost += cost::feathered(lines(slack) - missing);
        }
        ends.push(End { to, cost, missing, carried: area.carried(placed) });
        start.is_some() || over
    }

    fn start_of(&self, from: usize) -> Option<PageStart> {
        self.list.boxes.get(from).and_then(|it| it.above.start)
    }

    /// What a break above a box costs, however full the page is.
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

    /// The pages of the cheapest state at the end, and pages for the notes that are carried over there.
    fn pages(&self) -> Vec<PagePlan> {
        let mut pages = Vec::new();
        let end = self.list.boxes.len();
        let mut at = Some((end, 0));
        let carried = self.states[end].first().map(|it| it.carried.clone()).unwrap_or_default();
        while let Some((to, state)) = at {
            let Some(state) = self.states[to].get(state) else { break };
            pages.extend(state.from.and_then(|(from, before)| {
                let before = self.states[from].get(before)?;
                let moved = Moved { here: before.float, away: state.float };
                Some(self.page(from..to, moved, &before.carried))
            }));
            at = state.from;
        }
        pages.reverse();
        self.finish_notes(carried, &mut pages);
        pages
    }

    /// The page of these boxes which begins with notes that are carried over.
    fn page(&self, boxes: Range<usize>, moved: Moved, carried: &CarriedOver) -> PagePlan {
        let mut area = self.notes.area(carried);
        let marked = self.list.on_page(boxes.clone(), moved).filter_map(|it| self.list.boxes.get(it));
        marked.flat_map(|it| &it.notes).for_each(|note| self.notes.add(&mut area, *note));
        let (_, end) = self.list.places(boxes.clone(), moved, self.column.leading);
        let gaps = self.list.flexibility(boxes.clone(), moved, self.column.leading);
        let placed = self.notes.take_tight(&area, self.column.height - end, gaps.shrink);
        let ends_chapter = self.is_last(boxes.end);
        let slack = self.column.height - end - placed.height;
        let most = if ends_chapter { Length::ZERO } else { gaps.stretch };
        let feathering = slack.min(most).max(-gaps.shrink);
        let (start, notes) = (self.start_of(boxes.start), self.notes.notes(&area, placed));
        PagePlan { start, boxes, moved, notes, feathering }
    }

    fn finish_notes(&self, mut carried: CarriedOver, pages: &mut Vec<PagePlan>) {
        let end = self.list.boxes.len();
        while !carried.notes.is_empty() {
            let area = self.notes.area(&carried);
            let mut placed = self.notes.take(&area, self.column.height);
            let mut left = area.carried(placed);
            // What fits on no page is put on one all the same.
            if left == carried {
                (placed, left) = (self.notes.take_all(&area), CarriedOver::default());
            }
            let notes = self.notes.notes(&area, placed);
            let moved = Moved::default();
            pages.push(PagePlan { boxes: end..end, moved, notes, start: None, feathering: Length::ZERO });
            carried = left;
        }
    }
}

#[cfg(test)]
mod tests;
