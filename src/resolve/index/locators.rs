//! What an index says of its places: pages where they are known, else sections.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Id;
use crate::resolve::index::collect::Section;
use crate::resolve::index::entries::Place;

/// The page that something is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePlace {
    /// The index of the page, from 0.
    pub page: usize,
    /// Its number as readers call it.
    pub label: String,
}

/// The pages of the ids of a document.
pub type Places = BTreeMap<Id, PagePlace>;

/// How an index says where something is.
#[derive(Debug, Clone, Copy)]
pub enum Locators<'a> {
    /// By the section.
    Sections,
    /// By the page; by the section for an id that has none.
    Pages(&'a Places),
}

/// A link of the index to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Locator {
    /// What it says, and where it leads.
    pub(super) from: (String, Id),
    /// The end of a range; `None` for a single place.
    pub(super) to: Option<(String, Id)>,
    /// Whether these are the numbers of pages.
    pub(super) is_page: bool,
}

/// The links for the places of an entry. `count` counts places that have no name.
pub(super) fn locators(places: &[Place], sections: &[Section], how: Locators<'_>) -> Vec<Locator> {
    let Locators::Pages(pages) = how else { return by_section(places, sections) };
    let has_pages = |it: &&Place| {
        pages.contains_key(&it.from.0) && it.to.as_ref().is_none_or(|it| pages.contains_key(&it.0))
    };
    let (with, without): (Vec<&Place>, Vec<&Place>) = places.iter().partition(has_pages);
    let without: Vec<Place> = without.into_iter().cloned().collect();
    let mut found = by_page(&with, pages);
    found.extend(by_section(&without, sections));
    found
}

/// A stretch of pages, with the ids at its ends.
struct Stretch<'a> {
    pages: [usize; 2],
    ids: [&'a Id; 2],
}

impl<'a> Stretch<'a> {
    /// A range may end on a page before its beginning, in a note that is carried over.
    fn of(place: &'a Place, pages: &Places) -> Stretch<'a> {
        let page = |id: &Id| pages.get(id).map_or(0, |it| it.page);
        let (from, to) = (&place.from.0, place.to.as_ref().map_or(&place.from.0, |it| &it.0));
        let mut stretch = Stretch { pages: [page(from), page(to)], ids: [from, to] };
        if page(from) > page(to) {
            stretch.pages.reverse();
            stretch.ids.reverse();
        }
        stretch
    }
}

/// Places on the same page are one, pages that follow one another are a range if there are three of them or more.
fn by_page(places: &[&Place], pages: &Places) -> Vec<Locator> {
    let label = |id: &Id| pages.get(id).map(|it| it.label.clone()).unwrap_or_default();
    let mut stretches: Vec<Stretch<'_>> = places.iter().map(|it| Stretch::of(it, pages)).collect();
    stretches.sort_by_key(|it| it.pages);
    let mut whole: Vec<Stretch<'_>> = Vec::new();
    for next in stretches {
        match whole.last_mut().filter(|last| next.pages[0] <= last.pages[1]) {
            Some(last) if next.pages[1] > last.pages[1] => {
                (last.pages[1], last.ids[1]) = (next.pages[1], next.ids[1]);
            }
            Some(_) => {}
            None => whole.push(next),
        }
    }
    let is_arabic = |id: &Id| label(id).bytes().all(|it| it.is_ascii_digit());
    let mut found = Vec::new();
    let mut at = 0;
    while at < whole.len() {
        let follows = |it: &usize| {
            whole[*it].pages[0] == whole[*it - 1].pages[1] + 1
                && is_arabic(whole[*it].ids[0]) == is_arabic(whole[*it - 1].ids[1])
        };
        let mut last = at + (at + 1..whole.len()).take_while(follows).count();
        if whole[last].pages[1] - whole[at].pages[0] < 2 {
            last = at;
        }
        let (first, end) = (whole[at].ids[0], whole[last].ids[1]);
        let to = (whole[at].pages[0] < whole[last].pages[1]).then(|| (label(end), end.clone()));
        found.push(Locator { from: (label(first), first.clone()), to, is_page: true });
        at = last + 1;
    }
    found
}

/// Places of the same section are one. In a text without sections they are counted.
fn by_section(places: &[Place], sections: &[Section]) -> Vec<Locator> {
    let name = |at: usize| sections.get(at).map(|it| it.name.clone()).unwrap_or_default();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for (at, place) in places.iter().enumerate() {
        let (from, to) = (name(place.from.1), place.to.as_ref().map(|it| (name(it.1), it.0.clone())));
        let to = to.filter(|it| it.0 != from && !it.0.is_empty());
        if from.is_empty() {
            let from = ((at + 1).to_string(), place.from.0.clone());
            found.push(Locator { from, to: None, is_page: false });
        } else if seen.insert((from.clone(), to.as_ref().map(|it| it.0.clone()))) {
            found.push(Locator { from: (from, place.from.0.clone()), to, is_page: false });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(page: usize) -> Id {
        Id::new(format!("p{page}")).expect("an id")
    }

    /// The locators of places on pages, each a page or a first and a last page.
    fn pages(places: &[(usize, usize)]) -> String {
        let known: Places = (1..40)
            .map(|page| {
                let label = if page < 10 {
                    ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][page].to_owned()
                } else {
                    (page - 9).to_string()
                };
                (id(page), PagePlace { page, label })
            })
            .collect();
        let place =
            |it: &(usize, usize)| Place { from: (id(it.0), 0), to: (it.0 != it.1).then(|| (id(it.1), 0)) };
        let places: Vec<Place> = places.iter().map(place).collect();
        let shown = |it: Locator| match it.to {
            Some(to) => format!("{}–{}", it.from.0, to.0),
            None => it.from.0,
        };
        let found = locators(&places, &[Section::default()], Locators::Pages(&known));
        found.into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pages_are_named_once_and_runs_of_three_are_ranges() {
        assert_eq!(pages(&[(12, 12), (12, 12), (15, 15)]), "3 6");
        assert_eq!(pages(&[(12, 12), (13, 13)]), "3 4");
        assert_eq!(pages(&[(12, 12), (13, 13), (14, 14), (20, 20)]), "3–5 11");
        assert_eq!(pages(&[(12, 16), (14, 14), (15, 18)]), "3–9");
        assert_eq!(pages(&[(12, 13), (14, 14)]), "3–5");
        assert_eq!(pages(&[(15, 15), (11, 11)]), "2 6");
        assert_eq!(pages(&[(8, 8), (9, 9), (10, 10), (11, 11)]), "viii ix 1 2");
        assert_eq!(pages(&[(16, 12)]), "3–7");
    }

    #[test]
    fn sections_are_named_once_and_places_without_are_counted() {
        let sections: Vec<Section> =
            ["", "1", "2"].map(|it| Section { name: it.to_owned(), ..Section::default() }).into();
        let place =
            |from: usize, to: Option<usize>| Place { from: (id(1), from), to: to.map(|it| (id(2), it)) };
        let shown = |places: &[Place]| {
            let found = locators(places, &sections, Locators::Sections).into_iter();
            found
                .map(|it| it.from.0 + &it.to.map(|it| format!("–{}", it.0)).unwrap_or_default())
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(&[place(1, None), place(1, None), place(2, None)]), ["1", "2"]);
        assert_eq!(shown(&[place(1, Some(2)), place(2, Some(2))]), ["1–2", "2"]);
        assert_eq!(shown(&[place(0, None), place(0, None)]), ["1", "2"]);
    }
}
