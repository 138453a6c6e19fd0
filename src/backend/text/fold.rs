//! What ASCII can say, in ASCII: quotes, dashes, dots, arrows, spaces. Letters stay what they are.

/// The text with the signs folded that have an established spelling in ASCII.
pub(super) fn to_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars() {
        match spelling(sign) {
            Some(spelling) => folded.push_str(spelling),
            None => folded.push(sign),
        }
    }
    folded
}

fn spelling(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => "-",
        '\u{2014}' | '\u{2015}' => "--",
        '\u{2026}' => "...",
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => " ",
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => "",
        '\u{2022}' | '\u{b7}' | '\u{2219}' => "*",
        '\u{d7}' => "x",
        '\u{a9}' => "(c)",
        '\u{ae}' => "(R)",
        '\u{2122}' => "(TM)",
        '\u{2190}' => "<-",
        '\u{2192}' => "->",
        '\u{2194}' => "<->",
        '\u{21d2}' => "=>",
        '\u{2264}' => "<=",
        '\u{2265}' => ">=",
        '\u{2260}' => "!=",
        '\u{bd}' => "1/2",
        '\u{bc}' => "1/4",
        '\u{be}' => "3/4",
        '\u{2116}' => "No.",
        '\u{a7}' => "Sec.",
        '\u{b0}' => "deg",
        '\u{20ac}' => "EUR",
        '\u{a3}' => "GBP",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_fold_and_letters_stay() {
        assert_eq!(to_ascii("“It’s” — 3 × 4…"), "\"It's\" -- 3 x 4...");
        assert_eq!(to_ascii("«Être» libre"), "\"Être\" libre");
        assert_eq!(to_ascii("自由"), "自由");
    }
}
