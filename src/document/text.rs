//! Plain text: that of inlines, for outlines, running heads and alternative texts, and what is known of scripts.

use unicode_script::{Script, UnicodeScript};

use crate::document::walk::Part;
use crate::document::{Block, BlockKind, Inline, InlineKind};

/// The text of inlines. Note marks have none; an image counts with its alternative text; a break is a space.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push(inlines, &mut text);
    text
}

/// The text of blocks, divided by spaces.
pub fn plain_blocks(blocks: &[Block]) -> String {
    let mut words: Vec<String> = Vec::new();
    for block in blocks {
        if let BlockKind::CodeBlock { text, .. } = &block.kind {
            words.push(text.trim_end().to_owned());
        }
        block.kind.parts(&mut |part| {
            words.push(match part {
                Part::Inlines(content) => plain(content),
                Part::Blocks(inner) => plain_blocks(inner),
            });
        });
    }
    words.retain(|it| !it.is_empty());
    words.join(" ")
}

/// The text of inlines as the name of a place: in outlines, contents, running heads.
pub fn name(inlines: &[Inline]) -> String {
    without_steering(&plain(inlines))
}

/// A text without the characters that only steer its lines: in a name they are seen, or found by no search.
pub fn without_steering(text: &str) -> String {
    let kept = text.chars().filter(|it| !matches!(it, '\u{ad}' | '\u{200b}'));
    kept.map(|it| if matches!(it, '\u{2028}' | '\u{2029}') { ' ' } else { it }).collect()
}

/// Inlines without the characters that only steer their lines.
pub fn inlines_without_steering(inlines: &[Inline]) -> Vec<Inline> {
    let plain = |inline: &Inline| {
        let kind = if let InlineKind::Text(text) = &inline.kind {
            InlineKind::Text(without_steering(text))
        } else {
            inline.kind.map_children(inlines_without_steering)
        };
        Inline { kind, span: inline.span }
    };
    inlines.iter().map(plain).collect()
}

fn push(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        if let InlineKind::Image(image) = &inline.kind {
            text.push_str(&image.alt);
        }
        text.push_str(inline.kind.own_text().unwrap_or(""));
        push(inline.kind.children(), text);
    }
}

/// Whether the soft break at an index is between two characters of a script that has no spaces: then it
/// is nothing, else it is a space (CSS Text 4, 4.1.3, segment break transformation).
pub fn joins(inlines: &[Inline], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| inlines.get(it)).map(std::slice::from_ref).map(plain);
    let after = inlines.get(at + 1).map(std::slice::from_ref).map(plain);
    let before = before.and_then(|it| it.chars().next_back());
    let after = after.and_then(|it| it.chars().next());
    before.zip(after).is_some_and(|(before, after)| is_spaceless(before) && is_spaceless(after))
}

/// Ideographs, kana, Bopomofo and their punctuation; not Hangul, which has spaces.
fn is_spaceless(it: char) -> bool {
    matches!(u32::from(it),
        0x2E80..=0x2FDF | 0x2FF0..=0x312F | 0x31A0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0x1B000..=0x1B16F | 0x20000..=0x3FFFF)
}

/// Whether a letter is of a script that puts no spaces between words, so that a line may end at it without dividing
/// anything, and the length of a stretch without spaces means nothing.
pub fn has_no_spaces(letter: char) -> bool {
    is_divided_by_dictionary(letter)
        || matches!(
            letter.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Bopomofo
                | Script::Tibetan
                | Script::Javanese
                | Script::Balinese
        )
}

/// Whether a letter is of a script without spaces whose words only a dictionary knows (UAX #14, class SA).
pub fn is_divided_by_dictionary(letter: char) -> bool {
    matches!(letter.script(), Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar)
}

/// The id that a passage has by its words; `None` for one without letters and digits. Only these count, so that it stays
/// when quotation marks, dashes, spaces, emphasis or capitals change, and is the same in every edition. Seven characters
/// of base 32 of a hash (FNV-1a, 64 bits): in a text of 10,000 paragraphs, one in 700 would be that of another.
pub fn passage_id(text: &str) -> Option<String> {
    const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut is_empty = true;
    let letters = text.chars().flat_map(char::to_lowercase).filter(|it| it.is_alphanumeric());
    for letter in letters {
        is_empty = false;
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let digit = |at: u32| char::from(DIGITS[(hash >> (64 - 5 * (at + 1))) as usize & 31]);
    (!is_empty).then(|| format!("p-{}", (0..7).map(digit).collect::<String>()))
}

/// Whether XML forbids the character (XML 1.0, production 2), or no text should have it.
pub fn is_forbidden(it: char) -> bool {
    let noncharacter = u32::from(it) & 0xfffe == 0xfffe;
    (it.is_control() && it != '\n' && it != '\t') || noncharacter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn joined(before: &str, after: &str) -> bool {
        let kinds =
            [InlineKind::Text(before.to_owned()), InlineKind::SoftBreak, InlineKind::Text(after.to_owned())];
        joins(&kinds.map(|kind| Inline { kind, span: Span::default() }), 1)
    }

    #[test]
    fn a_soft_break_is_a_space_but_between_ideographs() {
        assert!(joined("移民", "正義"));
        assert!(joined("です。", "カナ"));
        assert!(!joined("移民", "justice"));
        assert!(!joined("이민", "정의"));
        assert!(!joined("a", ""));
    }

    #[test]
    fn thai_and_chinese_have_no_spaces_and_korean_has() {
        let without: String = "字かカㄅกລខမཀaжاא한".chars().filter(|it| has_no_spaces(*it)).collect();
        assert_eq!(without, "字かカㄅกລខမཀ");
        let by_dictionary: String = without.chars().filter(|it| is_divided_by_dictionary(*it)).collect();
        assert_eq!(by_dictionary, "กລខမ");
    }

    #[test]
    fn a_passage_has_its_id_by_its_letters_and_digits() {
        let id = |text: &str| passage_id(text).expect("an id");
        assert_eq!(id("“It’s — so”, he said."), id("it's so he SAID"));
        assert_ne!(id("It is so."), id("It is not so."));
        assert!(id("雨").len() == 9 && id("雨").starts_with("p-"));
        assert_eq!(passage_id(" — "), None);
    }
}
