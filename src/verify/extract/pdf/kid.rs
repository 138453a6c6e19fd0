//! What hangs below an element of the structure tree (ISO 32000-1, 14.7.4).

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::object::{get, members, name};
use super::shown::MarkId;

/// A kid of an element.
pub(super) enum Kid<'a> {
    /// A sequence of content, and the page that shows it.
    Mark(MarkId, ObjectId),
    /// Another element.
    Element(&'a Dictionary),
}

impl<'a> Kid<'a> {
    /// Reads a kid of an element of a page; `None` for an annotation, and for what is no kid.
    pub(super) fn of(document: &'a Document, kid: &'a Object, page: Option<ObjectId>) -> Option<Kid<'a>> {
        let object = document.dereference(kid).ok()?.1;
        if let Ok(number) = object.as_i64() {
            return page.map(|page| Kid::Mark((page, number), page));
        }
        let kid = object.as_dict().ok()?;
        match name(document, kid, b"Type").as_deref() {
            Some("MCR") => {
                let page = page_of(kid).or(page)?;
                let owner = kid.get(b"Stm").and_then(Object::as_reference).unwrap_or(page);
                let number = get(document, kid, b"MCID")?.as_i64().ok()?;
                Some(Kid::Mark((owner, number), page))
            }
            Some("OBJR") => None,
            Some(_) | None => Some(Kid::Element(kid)),
        }
    }
}

/// The kids of an element, as they are written.
pub(super) fn kids<'a>(document: &'a Document, element: &'a Dictionary) -> &'a [Object] {
    let Ok(own) = element.get(b"K") else { return &[] };
    match document.dereference(own) {
        Ok((_, Object::Array(list))) => list,
        // The reference itself: whoever walks the tree knows an element by it.
        Ok(_) | Err(_) => members(own),
    }
}

/// The page that an element or a reference to content says it is on.
pub(super) fn page_of(element: &Dictionary) -> Option<ObjectId> {
    element.get(b"Pg").and_then(Object::as_reference).ok()
}
