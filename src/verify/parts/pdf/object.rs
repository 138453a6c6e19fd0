//! Simple objects, and how messages show them.

use lopdf::{Dictionary, Object};

/// The largest size of an unpacked stream: a hostile file has more.
pub(super) const MAX_STREAM: usize = 128 << 20;

/// Whether two simple objects say the same.
pub(super) fn is_same(made: &Object, found: &Object) -> bool {
    let number = |it: &Object| it.as_i64().map(|it| it as f64).or_else(|_| it.as_f32().map(f64::from)).ok();
    match (made, found) {
        (Object::String(made, _), Object::String(found, _)) => made == found,
        (made, found) => match (number(made), number(found)) {
            (Some(made), Some(found)) => (made - found).abs() < 1e-4,
            _ => made == found,
        },
    }
}

/// An object as messages show it.
pub(super) fn shown(object: &Object) -> String {
    let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
    match object {
        Object::Null => "null".to_owned(),
        Object::Boolean(it) => it.to_string(),
        Object::Integer(it) => it.to_string(),
        Object::Real(it) => it.to_string(),
        Object::Name(it) => format!("/{}", text(it)),
        Object::String(bytes, lopdf::StringFormat::Hexadecimal) if !bytes.starts_with(&[0xfe, 0xff]) => {
            let digits: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
            format!("<{digits}>")
        }
        Object::String(bytes, _) => {
            format!("({})", lopdf::decode_text_string(object).unwrap_or_else(|_| text(bytes)))
        }
        Object::Array(list) => format!("[{}]", list.iter().map(shown).collect::<Vec<_>>().join(" ")),
        Object::Dictionary(it) => dictionary(it),
        Object::Stream(it) => format!("{} stream", dictionary(&it.dict)),
        Object::Reference(_) => "an object".to_owned(),
    }
}

/// A dictionary with its entries in the order of their names: it has none of its own (ISO 32000-1, 7.3.7).
fn dictionary(dictionary: &Dictionary) -> String {
    let entry =
        |(key, value): (&Vec<u8>, &Object)| format!("/{} {}", String::from_utf8_lossy(key), shown(value));
    let mut entries: Vec<String> = dictionary.iter().map(entry).collect();
    entries.sort();
    format!("<<{}>>", entries.join(" "))
}
