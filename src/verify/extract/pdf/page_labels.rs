//! What pages are called (ISO 32000-1, 12.4.2).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::object::{dictionary, get, name, text};

/// How deep a tree of labels is read.
const DEEPEST: usize = 16;

/// The labels of the pages of a document, in order; their places where it names none.
pub(super) fn page_labels(document: &Document, catalog: &Dictionary, count: usize) -> Vec<String> {
    let mut ranges = BTreeMap::new();
    if let Some(root) = get(document, catalog, b"PageLabels").and_then(|it| it.as_dict().ok()) {
        read(document, root, DEEPEST, &mut ranges);
    }
    let mut labels = Vec::with_capacity(count);
    for page in 0..count {
        let Some((first, range)) = ranges.range(..=page).next_back() else {
            labels.push((page + 1).to_string());
            continue;
        };
        let start = get(document, range, b"St").and_then(|it| it.as_i64().ok()).unwrap_or(1);
        let number = u64::try_from(start).unwrap_or(1) + (page - first) as u64;
        let number = match name(document, range, b"S").as_deref() {
            Some("D") => number.to_string(),
            Some("r") => roman(number),
            Some("R") => roman(number).to_uppercase(),
            Some("a") => letters(number),
            Some("A") => letters(number).to_uppercase(),
            Some(_) | None => String::new(),
        };
        labels.push(text(document, range, b"P").unwrap_or_default() + &number);
    }
    labels
}

fn read<'a>(
    document: &'a Document,
    node: &'a Dictionary,
    depth: usize,
    ranges: &mut BTreeMap<usize, &'a Dictionary>,
) {
    let list = |key: &[u8]| get(document, node, key).and_then(|it| it.as_array().ok());
    for pair in list(b"Nums").into_iter().flat_map(|it| it.chunks_exact(2)) {
        let first = pair[0].as_i64().ok().and_then(|it| usize::try_from(it).ok());
        ranges.extend(first.zip(dictionary(document, &pair[1])));
    }
    let kids: &[Object] = list(b"Kids").map_or(&[], |it| it);
    for kid in kids.iter().filter(|_| depth > 0) {
        if let Some(kid) = dictionary(document, kid) {
            read(document, kid, depth - 1, ranges);
        }
    }
}

/// Small Roman numerals.
fn roman(mut number: u64) -> String {
    const VALUES: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 9999 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, sign) in VALUES {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// `a` to `z`, then `aa` to `zz`.
fn letters(number: u64) -> String {
    let number = number.saturating_sub(1);
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    std::iter::repeat_n(letter, usize::try_from(number / 26).unwrap_or(0).min(100) + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_pages_have_them() {
        assert_eq!([1, 4, 9, 14, 40, 1999].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]);
        assert_eq!([1, 26, 27, 53].map(letters), ["a", "z", "aa", "aaa"]);
    }
}
