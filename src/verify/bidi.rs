//! The order of reading, for text that is painted from left to right and read from right to left.
//!
//! A page shows such text in the order of its places. The bidirectional
//! algorithm (UAX #9) is nearly its own inverse: painted text taken as if it
//! were written gives what was written (ICU, `UBIDI_REORDER_INVERSE_LIKE_DIRECT`).

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The characters of one line in the order of reading, where they are given in that of painting, and the other
/// way round. Text without letters that are read from right to left stays as it is in a line from left to right.
///
/// The line runs the way that `base` says; where nothing does, the way that most of its letters do.
pub(super) fn turned(line: &str, base: Option<Level>) -> Option<String> {
    let right = line.chars().filter(|it| is_from_right(*it)).count();
    if right == 0 && base.is_none_or(|it| it.is_ltr()) {
        return None;
    }
    let base = base.unwrap_or_else(|| {
        let left = line.chars().filter(|it| bidi_class(*it) == BidiClass::L).count();
        if right > left { Level::rtl() } else { Level::ltr() }
    });
    let levels = BidiInfo::new(line, Some(base)).levels;
    let (signs, levels): (Vec<char>, Vec<Level>) =
        line.char_indices().map(|(at, sign)| (sign, levels.get(at).copied().unwrap_or(base))).unzip();
    Some(BidiInfo::reorder_visual(&levels).into_iter().filter_map(|at| signs.get(at)).collect())
}

pub(super) fn is_from_right(sign: char) -> bool {
    sign >= '\u{590}' && matches!(bidi_class(sign), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painted_lines_are_read_as_they_were_written() {
        let (left, right) = (Some(Level::ltr()), Some(Level::rtl()));
        assert_eq!(turned("plain (text) 12", left), None);
        let read = |painted: &str, base| turned(painted, base).unwrap_or_default();
        assert_eq!(read("םלוכל םולש", left), "שלום לכולם");
        assert_eq!(read(".םויה", None), "היום.", "most letters say the direction");
        assert_eq!(read("and םויה", left), "and היום", "most letters say nothing where the language does");
        assert_eq!(read("ןאכ English words םע", right), "עם English words כאן");
        assert_eq!(read("םלוכל 2024 דע", right), "עד 2024 לכולם");
        assert_eq!(read(".to 2024", right), "to 2024.");
        assert_eq!(read("We say םולש twice", left), "We say שלום twice");
    }
}
