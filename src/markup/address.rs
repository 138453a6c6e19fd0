//! How an address and a fragment are written in markup.

/// An address as an attribute may hold it: what is no code point of URLs becomes percent-encoded, what is
/// encoded already stays (URL living standard, 4.3).
pub fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let bytes = address.as_bytes();
    for (at, it) in address.char_indices() {
        let encoded =
            it == '%' && bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        if encoded || is_url_code_point(it) { out.push(it) } else { push_encoded(it, &mut out) }
    }
    out
}

/// A fragment with its `#` that leads to an id.
pub fn fragment(id: &str) -> String {
    let mut out = String::from("#");
    for it in id.chars() {
        if is_url_code_point(it) && it != '#' { out.push(it) } else { push_encoded(it, &mut out) }
    }
    out
}

fn push_encoded(it: char, out: &mut String) {
    for byte in it.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        for half in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(u32::from(half), 16).map(|it| it.to_ascii_uppercase()));
        }
    }
}

/// URL code points, and `#`, which begins a fragment (URL living standard, 4.3).
fn is_url_code_point(it: char) -> bool {
    match it {
        '!' | '#' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/' | ':' | ';' | '='
        | '?' | '@' | '_' | '~' => true,
        _ if it.is_ascii() => it.is_ascii_alphanumeric(),
        _ => !it.is_control() && u32::from(it) & 0xFFFE != 0xFFFE && !it.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_code_points_of_urls_alone() {
        assert_eq!(
            encode("https://example.org/a b?q=[1]&r=%20%zz|é"),
            "https://example.org/a%20b?q=%5B1%5D&r=%20%25zz%7Cé"
        );
        assert_eq!(fragment("наш-дом"), "#наш-дом");
        assert_eq!(fragment("50%\"#"), "#50%25%22%23");
    }
}
