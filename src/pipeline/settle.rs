//! Pages and what is said of them: a document that names its own pages is set until what it says is true.

use std::borrow::Cow;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::layout::{Drafts, Layout};
use crate::publication::Numbers;
use crate::resolve::{Locators, PagePlace, Places, names_pages, resolve_with};

/// How often pages are set before what goes on changing is left out. Numbers that come last, as those of an index, are
/// true the second time.
const PATIENCE: usize = 4;

/// How often pages are set at the most.
const MOST: usize = 12;

/// Sets a tree in pages. Where it names pages, the tree as it is printed comes with them: the numbers of pages change the
/// lines, and these the pages.
///
/// What keeps changing, because its own number moves it to another page and back, is said without a page: then it cannot
/// be wrong.
pub fn settle<'t>(
    tree: &'t Document,
    numbers: &Numbers,
    diags: &mut Diagnostics,
    mut set: impl FnMut(&Document, Option<&mut Drafts>, &mut Diagnostics) -> Layout,
) -> (Layout, Cow<'t, Document>) {
    if !names_pages(tree) {
        return (set(tree, None, diags), Cow::Borrowed(tree));
    }
    let (mut document, mut drafts) = (tree.clone(), Drafts::default());
    let (mut last, mut restless) = (Places::new(), Vec::new());
    for time in 1.. {
        let mut found = Diagnostics::new();
        let layout = set(&document, Some(&mut drafts), &mut found);
        let mut places = places(&layout);
        if time > PATIENCE {
            let changed = places.iter().filter(|(id, place)| last.get(*id) != Some(*place));
            restless.extend(changed.map(|(id, _)| id.clone()));
        }
        last = places.clone();
        places.retain(|id, _| !restless.contains(id));
        let mut next = document.clone();
        resolve_with(&mut next, numbers, Locators::Pages(&places), &mut Diagnostics::new());
        if next == document || time == MOST {
            diags.append_new(found);
            return (layout, Cow::Owned(document));
        }
        document = next;
    }
    unreachable!("the loop has an end")
}

/// The pages of the ids of a layout.
fn places(layout: &Layout) -> Places {
    let place = |page: usize| layout.pages.get(page).map(|it| PagePlace { page, label: it.label.text() });
    let places = layout.anchors.iter().filter_map(|(id, to)| Some((id.clone(), place(to.page)?)));
    places.filter(|(_, place)| !place.label.is_empty()).collect()
}
