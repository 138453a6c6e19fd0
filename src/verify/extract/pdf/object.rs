//! Objects, with references followed and bounds kept.

use lopdf::{Dictionary, Document, Object};

/// What one stream may unpack to: a hostile file packs more.
pub(super) const MOST: usize = 128 << 20;

/// The value of a key, references followed.
pub(super) fn get<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let object = dictionary.get(key).ok()?;
    document.dereference(object).ok().map(|it| it.1)
}

/// An object as a dictionary, a stream's own included.
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

/// The members of an array, or the object itself where it is none.
pub(super) fn members(object: &Object) -> &[Object] {
    match object.as_array() {
        Ok(list) => list,
        Err(_) => std::slice::from_ref(object),
    }
}

/// A number of either kind.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_i64().map(|it| it as f64).or_else(|_| object.as_f32().map(f64::from)).ok()
}

/// What a stream holds.
pub(super) fn stream_bytes(object: &Object) -> Option<Vec<u8>> {
    object.as_stream().ok()?.get_plain_content_with_limit(MOST).ok()
}
