//! Links as annotations (ISO 32000-1, 12.5.6.5), and named destinations (12.3.2.3).

use lopdf::{Dictionary, Object, ObjectId, text_string};

use crate::backend::pdf::objects::{PdfObjects, decimal, on_paper, rectangle};
use crate::backend::pdf::structure::trees::{TreeKind, add_tree};
use crate::document::Target;
use crate::layout::Layout;
use crate::layout::frame::{Destination, LinkArea, LinkTarget, Page};
use crate::layout::structure::ElementId;

/// The annotation of a link.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkAnnotation {
    /// Its object.
    pub(crate) object: ObjectId,
    /// The index of its page.
    pub(crate) page: usize,
    /// The Link element that it belongs to.
    pub(crate) element: ElementId,
}

/// Adds the links of all pages. The key of a link in the parent tree is the number of pages plus its index.
///
/// # Errors
///
/// When a page is not a dictionary.
pub(crate) fn add_links(objects: &mut PdfObjects, layout: &Layout) -> anyhow::Result<Vec<LinkAnnotation>> {
    let mut links = Vec::new();
    for (number, page) in layout.pages.iter().enumerate() {
        let mut list = Vec::new();
        for area in &page.links {
            let key = layout.pages.len() + links.len();
            let Some(annotation) = annotation(objects, layout, page, area, key) else { continue };
            let object = objects.document.add_object(annotation);
            list.push(Object::Reference(object));
            links.push(LinkAnnotation { object, page: number, element: area.element });
        }
        if !list.is_empty() {
            let dictionary = objects.dictionary(objects.pages[number])?;
            dictionary.set("Annots", list);
            // In the order of the structure (ISO 14289-1, 7.18.3).
            dictionary.set("Tabs", "S");
        }
    }
    Ok(links)
}

/// The annotation of a link; `None` for one whose destination is on no page.
fn annotation(
    objects: &PdfObjects,
    layout: &Layout,
    page: &Page,
    area: &LinkArea,
    key: usize,
) -> Option<Dictionary> {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "Annot");
    dictionary.set("Subtype", "Link");
    let high = on_paper(page, area.at);
    let size = area.size;
    dictionary.set("Rect", rectangle([high.x, high.y - size.height, high.x + size.width, high.y]));
    // Printed, as every annotation of an archived file is (ISO 19005-2, 6.3.2).
    dictionary.set("F", 4);
    dictionary.set("Border", vec![0.into(), 0.into(), 0.into()]);
    dictionary.set("Contents", text_string(&area.description));
    dictionary.set("StructParent", key as i64);
    match &area.to {
        LinkTarget::Document(Target::Url(address)) => dictionary.set("A", uri_action(address)),
        LinkTarget::Document(Target::Anchor(id)) => {
            layout.anchors.get(id)?;
            dictionary.set("Dest", Object::string_literal(id.as_str()));
        }
        LinkTarget::Place(to) => dictionary.set("Dest", destination(objects, layout, *to)?),
    }
    Some(dictionary)
}

fn uri_action(address: &str) -> Dictionary {
    let mut action = Dictionary::new();
    action.set("S", "URI");
    action.set("URI", Object::string_literal(ascii_address(address)));
    action
}

/// An address in ASCII (ISO 32000-1, table 206): all else percent-encoded (RFC 3987, 3.1).
fn ascii_address(address: &str) -> String {
    let mut ascii = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}

/// An explicit destination, at its point and with the reader's own magnification; `None` where it is on no page.
pub(crate) fn destination(objects: &PdfObjects, layout: &Layout, to: Destination) -> Option<Object> {
    let (id, page) = (objects.pages.get(to.page)?, layout.pages.get(to.page)?);
    let at = on_paper(page, to.at);
    Some(vec![(*id).into(), "XYZ".into(), decimal(at.x), decimal(at.y), Object::Null].into())
}

/// Adds the ids of the document as named destinations, so that a link from elsewhere can end in `#id`.
/// `None` where there are none.
pub(crate) fn add_destinations(objects: &mut PdfObjects, layout: &Layout) -> Option<ObjectId> {
    let mut entries = Vec::new();
    for (id, to) in &layout.anchors {
        if let Some(destination) = destination(objects, layout, *to) {
            entries.push((Object::string_literal(id.as_str()), destination));
        }
    }
    if entries.is_empty() {
        return None;
    }
    Some(add_tree(&mut objects.document, TreeKind::Names, &entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(ascii_address("https://ex.org/ä b?q=1#x"), "https://ex.org/%C3%A4%20b?q=1#x");
    }
}
