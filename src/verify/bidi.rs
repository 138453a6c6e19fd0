//! The order of reading, for text that is painted from left to right and read from right to left.
//!
//! A page shows such text in the order of its places. The bidirectional
//! algorithm (UAX #9) is nearly its own inverse: painted text taken as if it
//! were written gives what was written (ICU, `UBIDI_REORDER_INVERSE_LIKE_DIRECT`).

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The characters of one line in the order of reading, where they are given in that of painting, and the other
/// way round. Text without letters that are read from right to left stays as it is.
///
/// The line runs from right to left in a document that does, or where most of its letters do.
pub(super) fn reordered(line: &str, document: Level) -> Option<String> {
    let right = line.chars().filter(|it| is_from_right(*it)).count();
    if right == 0 {
        return None;
    }
    let left = line.chars().filter(|it| bidi_class(*it) == BidiClass::L).count();
    let base = if document.is_rtl() || right > left { Level::rtl() } else { Level::ltr() };
    let levels = BidiInfo::new(line, Some(base)).levels;
    let (signs, levels): (Vec<char>, Vec<Level>) =
        line.char_indices().map(|(at, sign)| (sign, levels.get(at).copied().unwrap_or(base))).unzip();
    Some(BidiInfo::reorder_visual(&levels).into_iter().filter_map(|at| signs.get(at)).collect())
}

fn is_from_right(sign: char) -> bool {
    sign >= '\u{590}' && matches!(bidi_class(sign), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painted_lines_are_read_as_they_were_written() {
        let read = |painted: &str, base| reordered(painted, base);
        assert_eq!(read("plain (text) 12", Level::ltr()), None);
        assert_eq!(read("םלוכל םולש", Level::ltr()).as_deref(), Some("שלום לכולם"));
        assert_eq!(read(".םויה", Level::ltr()).as_deref(), Some("היום."), "most letters say the direction");
        assert_eq!(read("ןאכ English words םע", Level::rtl()).as_deref(), Some("עם English words כאן"));
        assert_eq!(read("םלוכל 2024 דע", Level::rtl()).as_deref(), Some("עד 2024 לכולם"));
        assert_eq!(read("We say םולש twice", Level::ltr()).as_deref(), Some("We say שלום twice"));
    }
}
