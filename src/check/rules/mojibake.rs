//! `mojibake`: UTF-8 that was read as Windows-1252.

use std::ops::Range;

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// UTF-8 that was read as Windows-1252.
pub(super) static RULE: Rule = Rule {
    id: "mojibake",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "letters that were read in the wrong encoding",
    explanation: r##"A program that took UTF-8 for Windows-1252 or Latin-1 has made two or three signs of each
letter that is not in ASCII, and saved them: `cafÃ©` for `café`, `donâ€™t` for `don’t`. Readers, and
those who search, find only the signs.

Read the text again from where it came from, as UTF-8, or replace the signs.
"##,
};

/// What Windows-1252 has in place of the bytes 0x80 to 0x9F.
const WINDOWS: [char; 27] = [
    '€', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 'Ž', '‘', '’', '“', '”', '•', '–', '—', '˜',
    '™', 'š', '›', 'œ', 'ž', 'Ÿ',
];

/// Finds them: one in each text, the first.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        if passage.text.is_ascii() {
            continue;
        }
        if let Some(range) = misread(&passage.text) {
            let shown = passage.text[range.clone()].to_owned();
            let message = format!("`{shown}` is UTF-8 that was read as Windows-1252");
            let fault = Diagnostic::new(&RULE, passage.place(range, cx.sources), message);
            diags.push(fault.help("read the text again as UTF-8, or replace the signs"));
        }
    }
}

/// Where the first letters are that cannot be meant.
fn misread(text: &str) -> Option<Range<usize>> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| characters.get(index).map(|it| it.1);
    let is_rest =
        |it: Option<char>| it.is_some_and(|it| matches!(it, '\u{80}'..='\u{bf}') || WINDOWS.contains(&it));
    let lower = |it: Option<char>| it.is_some_and(char::is_lowercase);
    let upper = |it: Option<char>| it.is_some_and(char::is_uppercase);
    for index in 0..characters.len() {
        let before = index.checked_sub(1).and_then(at);
        let (own, next, after) = (at(index)?, at(index + 1), at(index + 2));
        let length = match own {
            'â' if next == Some('€') => 3,
            // A capital that is alone among small letters.
            'Ã' if is_rest(next) && !upper(before) && (lower(before) || lower(after)) => 2,
            'Â' if next.is_some_and(|it| "\u{a0}«»°·©®£§²³½¼º".contains(it)) && !upper(before) => {
                2
            }
            // In Cyrillic every letter is two signs.
            'Ð' | 'Ñ' if is_rest(next) && matches!(after, Some('Ð' | 'Ñ')) && is_rest(at(index + 3)) => 4,
            _ => continue,
        };
        let end = characters.get(index + length).map_or(text.len(), |it| it.0);
        return Some(characters[index].0..end);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_meant_are_left() {
        for good in ["là\u{a0}», “NÃO”, MAÇÃ”", "Ângela e Ãfrica", "été à l’île", "â€", "Ñandú, Ðuro"]
        {
            let found = misread(good).map(|it| good[it].to_owned());
            assert_eq!(found.is_some(), good == "â€", "{good}");
        }
        for bad in ["cafÃ©", "donâ€™t", "Ã‰tat Ã\u{a0} la", "5Â°C", "Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "voilÃ\u{a0}"]
        {
            assert!(misread(bad).is_some(), "{bad}");
        }
    }
}
