//! Numbers as list markers and folios write them.

use crate::document::Numbering;

/// A number in a numbering, without its full stop.
///
/// Zero has no letter or Roman numeral, and numbers above 3999 have no Roman one: these are written in digits.
pub fn number(value: u64, numbering: Numbering) -> String {
    match numbering {
        Numbering::Decimal => value.to_string(),
        Numbering::LowerAlpha => letters(value),
        Numbering::UpperAlpha => letters(value).to_uppercase(),
        Numbering::LowerRoman => roman(value),
        Numbering::UpperRoman => roman(value).to_uppercase(),
    }
}

/// a, b, …, z, aa, ab, …
fn letters(value: u64) -> String {
    if value == 0 {
        return value.to_string();
    }
    let mut rest = value;
    let mut reversed = Vec::new();
    while rest > 0 {
        rest -= 1;
        reversed.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    reversed.iter().rev().collect()
}

/// i, ii, iii, iv, …
pub fn roman(value: u64) -> String {
    const PARTS: [(u64, &str); 13] = [
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
    if value == 0 || value > 3999 {
        return value.to_string();
    }
    let mut rest = value;
    let mut numeral = String::new();
    for (worth, part) in PARTS {
        while rest >= worth {
            numeral.push_str(part);
            rest -= worth;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_continue_after_z() {
        let at = |value| number(value, Numbering::LowerAlpha);
        assert_eq!([at(1), at(26), at(27), at(702), at(703), at(0)], ["a", "z", "aa", "zz", "aaa", "0"]);
        assert_eq!(number(28, Numbering::UpperAlpha), "AB");
    }

    #[test]
    fn roman_numerals_subtract() {
        let at = |value| number(value, Numbering::UpperRoman);
        assert_eq!(
            [at(4), at(9), at(1994), at(3999), at(4000), at(0)],
            ["IV", "IX", "MCMXCIV", "MMMCMXCIX", "4000", "0"]
        );
        assert_eq!(roman(48), "xlviii");
    }
}
