//! Links as annotations (ISO 32000-1, 12.5.6.5), and named destinations (12.3.2.3).

use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, text_string};

use crate::backend::pdf::objects::{LateObjects, PdfObjects, decimal, on_paper, rectangle};
use crate::backend::pdf::structure::trees::{TreeKind, add_tree};
use crate::document::Target;
use crate::layout::Layout;
use crate::layout::frame::{Destination, LinkArea, LinkTarget};
use crate::layout::structure::ElementId;

/// The annotation of a link.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkAnnotation {
    /// Its object.
    pub(crate) object: ObjectId,
    /// The index of its page.
    pub(crate) page: usize,
    /// Its index among the links of the page.
    area: usize,
    /// The Link element that it belongs to.
    pub(crate) element: ElementId,
}

/// The annotations of the links of all pages.
#[derive(Debug)]
pub(crate) struct LinkAnnotations<'a> {
    layout: &'a Layout,
    pages: Vec<ObjectId>,
    /// The number of the first; those of the others follow.
    first: u32,
    /// All of them, in the order of their keys. The key of one in the parent tree is the number of pages plus its index.
    pub(crate) list: Vec<LinkAnnotation>,
}

impl<'a> LinkAnnotations<'a> {
    /// Enters the links in their pages, and keeps numbers free for them.
    ///
    /// # Errors
    ///
    /// When a page is not a dictionary.
    pub(crate) fn new(objects: &mut PdfObjects, layout: &'a Layout) -> anyhow::Result<LinkAnnotations<'a>> {
        let first = objects.document.max_id + 1;
        let mut list: Vec<LinkAnnotation> = Vec::new();
        for (number, page) in layout.pages.iter().enumerate() {
            let start = list.len();
            for (at, area) in page.links.iter().enumerate().filter(|it| leads(layout, it.1)) {
                let object = objects.document.new_object_id();
                list.push(LinkAnnotation { object, page: number, area: at, element: area.element });
            }
            if list.len() > start {
                let dictionary = objects.dictionary(objects.pages[number])?;
                dictionary
                    .set("Annots", list[start..].iter().map(|it| it.object.into()).collect::<Vec<Object>>());
                // In the order of the structure (ISO 14289-1, 7.18.3).
                dictionary.set("Tabs", "S");
            }
        }
        Ok(LinkAnnotations { layout, pages: objects.pages.clone(), first, list })
    }
}

impl LateObjects for LinkAnnotations<'_> {
    fn numbers(&self) -> Range<u32> {
        self.first..self.first + self.list.len() as u32
    }

    fn object(&self, number: u32) -> Dictionary {
        let index = (number - self.first) as usize;
        let annotation = self.list[index];
        let page = &self.layout.pages[annotation.page];
        let area = &page.links[annotation.area];
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
        dictionary.set("StructParent", (self.pages.len() + index) as i64);
        match &area.to {
            LinkTarget::Document(Target::Url(address)) => dictionary.set("A", uri_action(address)),
            LinkTarget::Document(Target::Anchor(id)) => {
                dictionary.set("Dest", Object::string_literal(id.as_str()));
            }
            LinkTarget::Place(to) => {
                dictionary.set("Dest", destination(&self.pages, self.layout, *to).unwrap_or(Object::Null));
            }
        }
        dictionary
    }
}

/// Whether a link leads out of the file, or to one of its pages.
fn leads(layout: &Layout, area: &LinkArea) -> bool {
    match &area.to {
        LinkTarget::Document(Target::Url(_)) => true,
        LinkTarget::Document(Target::Anchor(id)) => layout.anchors.contains_key(id),
        LinkTarget::Place(to) => to.page < layout.pages.len(),
    }
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
pub(crate) fn destination(pages: &[ObjectId], layout: &Layout, to: Destination) -> Option<Object> {
    let (id, page) = (pages.get(to.page)?, layout.pages.get(to.page)?);
    let at = on_paper(page, to.at);
    Some(vec![(*id).into(), "XYZ".into(), decimal(at.x), decimal(at.y), Object::Null].into())
}

/// Adds the ids of the document as named destinations, so that a link from elsewhere can end in `#id`.
/// `None` where there are none.
pub(crate) fn add_destinations(objects: &mut PdfObjects, layout: &Layout) -> Option<ObjectId> {
    let mut entries = Vec::new();
    for (id, to) in &layout.anchors {
        if let Some(destination) = destination(&objects.pages, layout, *to) {
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
