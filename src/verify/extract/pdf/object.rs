//! Objects, with references resolved and sizes limited, and the kids of structure elements.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The largest size of an unpacked stream: a hostile file has more.
pub(super) const MAX_STREAM: usize = 128 << 20;

/// How deep structure elements may nest, and how many there may be: a hostile file has more.
pub(super) const MAX_DEPTH: usize = 200;
pub(super) const MAX_ELEMENTS: usize = 3_000_000;

/// A marked-content sequence: the page or form that it is in, and its number there.
pub(super) type MarkId = (ObjectId, i64);

/// The value of a key, with references resolved.
pub(super) fn get<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let object = dictionary.get(key).ok()?;
    document.dereference(object).ok().map(|it| it.1)
}

/// An object as a dictionary; of a stream, its own.
pub(super) fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    let object = document.dereference(object).ok()?.1;
    object.as_dict().ok().or_else(|| object.as_stream().ok().map(|it| &it.dict))
}

/// The name under a key.
pub(super) fn name(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    get(document, dictionary, key)?.as_name().ok().map(|it| String::from_utf8_lossy(it).into_owned())
}

/// The text string under a key (ISO 32000-1, 7.9.2.2).
pub(super) fn text(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(get(document, dictionary, key)?).ok()
}

/// The members of an array, or the object itself if it is none.
pub(super) fn members(object: &Object) -> &[Object] {
    match object.as_array() {
        Ok(list) => list,
        Err(_) => std::slice::from_ref(object),
    }
}

/// An integer or real number.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_i64().map(|it| it as f64).or_else(|_| object.as_f32().map(f64::from)).ok()
}

/// The unpacked content of a stream.
pub(super) fn stream_bytes(object: &Object) -> Option<Vec<u8>> {
    object.as_stream().ok()?.get_plain_content_with_limit(MAX_STREAM).ok()
}

/// A kid of an element.
pub(super) enum Kid<'a> {
    /// A marked-content sequence, and its page.
    Mark(MarkId, ObjectId),
    /// Another element.
    Element(&'a Dictionary),
}

impl<'a> Kid<'a> {
    /// Reads a kid of an element on a page; `None` for an annotation or an invalid kid.
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

/// The kids of an element, as written.
pub(super) fn kids<'a>(document: &'a Document, element: &'a Dictionary) -> &'a [Object] {
    let Ok(own) = element.get(b"K") else { return &[] };
    match document.dereference(own) {
        Ok((_, Object::Array(list))) => list,
        // The reference itself: it identifies the element when the tree is walked.
        Ok(_) | Err(_) => members(own),
    }
}

/// The page of an element or of a reference to content, where it names one.
pub(super) fn page_of(element: &Dictionary) -> Option<ObjectId> {
    element.get(b"Pg").and_then(Object::as_reference).ok()
}
