//! How far characters reach into the margins, so that the edges look straight (Hàn Thế Thành 2000,
//! "Micro-typographic extensions to the TeX typesetting system", chapter 3).

/// How far a character at the end of a line reaches into the margin, in thousandths of its width.
pub(super) fn after(character: char) -> i64 {
    match character {
        '.' | ',' | '…' => 700,
        '-' | '\u{2010}' | '\u{ad}' => 600,
        '’' | '”' | '‘' | '“' | '\'' | '"' | '،' | '۔' => 500,
        '、' | '。' | '，' | '．' | '」' | '』' | '）' | '：' | '；' => 450,
        ':' | ';' => 400,
        '–' => 300,
        '—' | '»' | '›' => 200,
        '!' | '?' | '*' => 150,
        ')' | ']' | 'r' | 't' | 'f' | 'v' | 'w' | 'y' | 'k' | 'A' | 'F' | 'K' | 'L' | 'T' | 'V' | 'W'
        | 'Y' => 50,
        _ => 0,
    }
}

/// How far a character at the start of a line reaches into the margin, in thousandths of its width.
pub(super) fn before(character: char) -> i64 {
    match character {
        '‘' | '“' | '’' | '”' | '„' | '‚' | '\'' | '"' => 500,
        '「' | '『' | '（' => 450,
        '«' | '‹' | '–' | '—' => 200,
        '(' | '[' | '*' => 100,
        'A' | 'J' | 'T' | 'V' | 'W' | 'Y' | 'v' | 'w' | 'y' => 50,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_marks_hang_and_letters_hardly() {
        assert!(after('.') > after('-') && after('-') > after('—') && after('—') > after('n'));
        assert_eq!((before('H'), after('H')), (0, 0));
        assert!(before('“') > before('('));
    }
}
