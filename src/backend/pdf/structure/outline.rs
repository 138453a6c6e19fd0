//! The outline for the side bar, nested, each entry with its destination (ISO 32000-1, 12.3.3).

use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use crate::backend::pdf::objects::PdfObjects;
use crate::backend::pdf::structure::annotations::destination;
use crate::layout::Layout;
use crate::layout::frame::Bookmark;

/// Adds the outline; `None` where there is none.
pub(crate) fn add_outline(objects: &mut PdfObjects, layout: &Layout) -> Option<ObjectId> {
    if layout.bookmarks.is_empty() {
        return None;
    }
    let root = objects.document.new_object_id();
    let mut dictionary = dictionary! { "Type" => "Outlines" };
    let level = add_level(objects, layout, &layout.bookmarks, root)?;
    dictionary.set("First", level.first);
    dictionary.set("Last", level.last);
    // Positive: the entries of the first level are shown.
    dictionary.set("Count", level.count);
    objects.document.objects.insert(root, dictionary.into());
    Some(root)
}

/// Entries with one parent.
struct OutlineLevel {
    first: ObjectId,
    last: ObjectId,
    count: i64,
}

/// Adds the entries of one level and those below them; `None` where there are none.
fn add_level(
    objects: &mut PdfObjects,
    layout: &Layout,
    bookmarks: &[Bookmark],
    parent: ObjectId,
) -> Option<OutlineLevel> {
    let entries = siblings(bookmarks);
    let ids: Vec<ObjectId> = entries.iter().map(|_| objects.document.new_object_id()).collect();
    for (index, (entry, below)) in entries.iter().enumerate() {
        let mut dictionary = Dictionary::new();
        dictionary.set("Title", text_string(&entry.title));
        dictionary.set("Parent", parent);
        if let Some(before) = index.checked_sub(1) {
            dictionary.set("Prev", ids[before]);
        }
        if let Some(after) = ids.get(index + 1) {
            dictionary.set("Next", *after);
        }
        if let Some(level) = add_level(objects, layout, below, ids[index]) {
            dictionary.set("First", level.first);
            dictionary.set("Last", level.last);
            // Negative: they are collapsed.
            dictionary.set("Count", -level.count);
        }
        if let Some(destination) = destination(&objects.pages, layout, entry.to) {
            dictionary.set("Dest", destination);
        }
        objects.document.objects.insert(ids[index], Object::Dictionary(dictionary));
    }
    Some(OutlineLevel { first: *ids.first()?, last: *ids.last()?, count: ids.len() as i64 })
}

/// The entries with the depth of the first, each with the deeper ones after it.
fn siblings(bookmarks: &[Bookmark]) -> Vec<(&Bookmark, &[Bookmark])> {
    let mut list = Vec::new();
    let mut rest = bookmarks;
    while let Some((entry, after)) = rest.split_first() {
        let below = after.iter().take_while(|it| it.depth > entry.depth).count();
        list.push((entry, &after[..below]));
        rest = &after[below..];
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;
    use crate::layout::frame::Destination;

    #[test]
    fn deeper_entries_are_nested() {
        let to = Destination { page: 0, at: Point::default(), element: None };
        let bookmarks: Vec<Bookmark> =
            [1, 2, 3, 2, 1].map(|depth| Bookmark { depth, title: String::new(), to }).to_vec();
        let shape: Vec<usize> = siblings(&bookmarks).iter().map(|(_, below)| below.len()).collect();
        assert_eq!(shape, [3, 0]);
    }
}
