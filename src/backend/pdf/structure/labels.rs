//! Page labels: the page numbers that a viewer shows (ISO 32000-1, 12.4.2).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::backend::pdf::structure::trees::{TreeKind, add_tree};
use crate::layout::frame::{LabelStyle, Page, PageLabel};

/// Adds the labels of the pages; `cover` is the word for a cover.
pub(crate) fn add_labels(objects: &mut Document, pages: &[Page], cover: &str) -> ObjectId {
    let entries: Vec<(Object, Object)> = ranges(pages)
        .into_iter()
        .map(|(index, label)| (Object::Integer(index as i64), dictionary(label, cover).into()))
        .collect();
    add_tree(objects, TreeKind::Numbers, &entries)
}

/// The pages where the numbering starts again, by their indices.
fn ranges(pages: &[Page]) -> Vec<(usize, PageLabel)> {
    let mut ranges = Vec::new();
    let mut expected = None;
    for (index, page) in pages.iter().enumerate() {
        if expected != Some(page.label) {
            ranges.push((index, page.label));
        }
        expected = Some(PageLabel { number: page.label.number.saturating_add(1), ..page.label });
    }
    ranges
}

fn dictionary(label: PageLabel, cover: &str) -> Dictionary {
    let style = match label.style {
        LabelStyle::Arabic => "D",
        LabelStyle::Roman => "r",
        LabelStyle::Cover => return dictionary! { "P" => text_string(cover) },
    };
    let mut dictionary = dictionary! { "S" => style };
    if label.number != 1 {
        dictionary.set("St", i64::from(label.number));
    }
    dictionary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_begins_where_the_numbers_do_not_continue() {
        let page = |style, number| Page { label: PageLabel { style, number }, ..Page::default() };
        let pages = [
            page(LabelStyle::Roman, 1),
            page(LabelStyle::Roman, 2),
            page(LabelStyle::Arabic, 1),
            page(LabelStyle::Arabic, 2),
            page(LabelStyle::Arabic, 5),
        ];
        let starts: Vec<usize> = ranges(&pages).iter().map(|(index, _)| *index).collect();
        assert_eq!(starts, [0, 2, 4]);
    }
}
