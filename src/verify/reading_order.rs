//! Reading order, for text that is painted from left to right and read from right to left.
//!
//! A page has such text in the order of its positions. The bidirectional algorithm (UAX #9) is nearly its own inverse:
//! applied to painted text, it gives the written text (ICU, `UBIDI_REORDER_INVERSE_LIKE_DIRECT`).

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The characters of a line in reading order, if they are given in painting order, and the other way round. `None` if
/// that is the same order: a line from left to right without letters that run from right to left.
///
/// The line runs in the direction of `base`, or by default in that of most of its letters.
pub(super) fn to_reading_order(line: &str, base: Option<Level>) -> Option<String> {
    let right = line.chars().filter(|it| is_rtl(*it)).count();
    if right == 0 && base.is_none_or(|it| it.is_ltr()) {
        return None;
    }
    let base = base.unwrap_or_else(|| {
        let left = line.chars().filter(|it| bidi_class(*it) == BidiClass::L).count();
        if right > left { Level::rtl() } else { Level::ltr() }
    });
    let levels = BidiInfo::new(line, Some(base)).levels;
    let (characters, levels): (Vec<char>, Vec<Level>) = line
        .char_indices()
        .map(|(at, character)| (character, levels.get(at).copied().unwrap_or(base)))
        .unzip();
    Some(BidiInfo::reorder_visual(&levels).into_iter().filter_map(|at| characters.get(at)).collect())
}

/// Whether a character runs from right to left.
pub(super) fn is_rtl(character: char) -> bool {
    character >= '\u{590}' && matches!(bidi_class(character), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painted_line_is_put_into_reading_order() {
        let (left, right) = (Some(Level::ltr()), Some(Level::rtl()));
        assert_eq!(to_reading_order("plain (text) 12", left), None);
        let read = |painted: &str, base| to_reading_order(painted, base).unwrap_or_default();
        assert_eq!(read("םלוכל םולש", left), "שלום לכולם");
        assert_eq!(read(".םויה", None), "היום.", "most letters give the direction");
        assert_eq!(read("and םויה", left), "and היום", "the language comes before most letters");
        assert_eq!(read("ןאכ English words םע", right), "עם English words כאן");
        assert_eq!(read("םלוכל 2024 דע", right), "עד 2024 לכולם");
        assert_eq!(read(".to 2024", right), "to 2024.");
        assert_eq!(read("We say םולש twice", left), "We say שלום twice");
    }
}
