//! Text as words that can be compared.
//!
//! A word is a run of letters and digits, one character of a script without
//! spaces, or one mark of punctuation. Compatibility forms, quotes and dashes
//! are made one (UAX #15, NFKC): what a typographer may choose is no
//! difference. Case is kept.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::reading::Place;

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, normalised.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Whether a line ends after it.
    pub ends_line: bool,
    /// Whether an edition may lack it.
    pub optional: bool,
    /// Its language; `None` where nothing says it.
    pub lang: Option<Arc<str>>,
    /// The stretch of text that it begins in, which ends with the line and where something else begins or ends.
    pub stretch: u32,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// Gathers words from text that comes in pieces.
#[derive(Debug, Default)]
pub struct Words {
    list: Vec<Word>,
    /// The word at hand as it was written.
    open: String,
    /// Its place, stretch, language, and whether white space stands before it.
    begun: Begun,
    /// Whether white space was the last to come.
    gap: bool,
    dress: &'static [char],
    /// Whether the words at hand may be lacking.
    pub optional: bool,
    /// The language of the words at hand.
    pub lang: Option<Arc<str>>,
    /// The stretch of text at hand.
    pub stretch: u32,
}

/// How a word begins.
#[derive(Debug, Clone, Default)]
struct Begun {
    place: Place,
    stretch: u32,
    lang: Option<Arc<str>>,
    spaced: bool,
}

impl Words {
    /// None yet; signs of `dress` will be none.
    pub fn new(dress: &'static [char]) -> Words {
        Words { dress, ..Words::default() }
    }

    /// Adds text that runs on from what came before.
    pub fn text(&mut self, text: &str, place: Place) {
        if text.is_ascii() {
            text.chars().for_each(|it| self.character(it, place));
        } else {
            text.chars().nfkc().for_each(|it| self.character(it, place));
        }
    }

    /// Ends the word at hand.
    pub fn end(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.open);
        if !text.is_ascii() {
            text = text.nfkc().collect();
        }
        let begun = std::mem::take(&mut self.begun);
        self.add(text, begun);
    }

    /// How a word begins that begins here.
    fn begin(&mut self, place: Place) -> Begun {
        let spaced = std::mem::take(&mut self.gap);
        Begun { place, stretch: self.stretch, lang: self.lang.clone(), spaced }
    }

    /// Ends the word and the line.
    pub fn end_line(&mut self) {
        self.end();
        self.gap = true;
        if let Some(last) = self.list.last_mut() {
            last.ends_line = true;
        }
    }

    /// How many words there are, the one at hand not counted.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many words there are, the one at hand counted.
    pub fn len_with_open(&self) -> usize {
        self.list.len() + usize::from(!self.open.is_empty())
    }

    /// Whether there is no word yet.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The words.
    pub fn finish(mut self) -> Vec<Word> {
        self.end();
        self.list
    }

    fn add(&mut self, text: String, begun: Begun) {
        let Begun { place, stretch, lang, spaced } = begun;
        self.list.push(Word {
            text,
            place,
            ends_line: false,
            optional: self.optional,
            lang,
            stretch,
            spaced,
        });
    }

    fn character(&mut self, it: char, place: Place) {
        if is_invisible(it) {
            return;
        }
        if it == '\n' {
            self.gap = true;
            return self.end();
        }
        if it.is_alphanumeric() || is_combining_mark(it) {
            let turns = self.open.chars().next_back().is_some_and(|last| turns(last, it));
            if turns || is_spaceless(it) && !is_combining_mark(it) {
                self.end();
            }
            if self.open.is_empty() {
                self.begun = self.begin(place);
            }
            self.open.push(it);
            if is_ideograph(it) {
                self.end();
            }
            return;
        }
        self.end();
        if it.is_whitespace() || it.is_control() {
            self.gap = true;
            return;
        }
        if self.dress.contains(&it) {
            return;
        }
        let sign = folded(it);
        // A long dash may be written as two hyphens.
        let again = sign == '-' && self.list.last().is_some_and(|last| last.text == "-" && !last.ends_line);
        if !again {
            let begun = self.begin(place);
            self.add(sign.to_string(), begun);
        }
    }
}

/// The words of a text.
pub fn words(text: &str, place: Place) -> Vec<Word> {
    let mut words = Words::default();
    words.text(text, place);
    words.finish()
}

/// The text of words, as shown in messages.
pub fn shown(words: &[Word]) -> String {
    const MOST: usize = 12;
    let mut text = String::new();
    for word in words.iter().take(MOST) {
        let glued = word.text.chars().all(|it| matches!(it, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    if words.len() > MOST {
        text.push_str(&format!(" … ({} words)", words.len()));
    }
    text
}

/// Words put together, for comparing without regard to where they part.
pub fn joined<'a>(words: impl IntoIterator<Item = &'a Word>) -> String {
    words.into_iter().map(|it| it.text.as_str()).collect()
}

/// Signs as ASCII spells them, for editions that say them so.
pub fn spelled(text: &str) -> String {
    let mut out = String::new();
    for it in text.chars() {
        match it {
            '×' => out.push('x'),
            '©' => out.push_str("(c)"),
            '®' => out.push_str("(R)"),
            '←' => out.push_str("<-"),
            '→' => out.push_str("->"),
            '↔' => out.push_str("<->"),
            '⇒' => out.push_str("=>"),
            '≤' => out.push_str("<="),
            '≥' => out.push_str(">="),
            '≠' => out.push_str("!="),
            '⁄' => out.push('/'),
            '•' | '·' | '∙' => out.push('*'),
            _ => out.push(it),
        }
    }
    out
}

/// Format characters: they steer line breaking, direction, or the choice of a glyph.
fn is_invisible(it: char) -> bool {
    matches!(it,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{0}')
}

fn folded(it: char) -> char {
    match it {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => it,
    }
}

/// Whether text changes its direction between two letters or digits. Where lines are read back from their places on
/// a page, a space at such an edge cannot be told from one beside it.
fn turns(last: char, next: char) -> bool {
    !is_combining_mark(next) && !is_combining_mark(last) && is_from_right(last) != is_from_right(next)
}

/// Whether a letter is of a script that runs from right to left.
fn is_from_right(it: char) -> bool {
    matches!(u32::from(it), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
        && it.is_alphabetic()
}

/// Whether a script is written without spaces, so that a line may break inside what looks like a word.
fn is_spaceless(it: char) -> bool {
    is_ideograph(it)
        || matches!(u32::from(it), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x1A20..=0x1AAF)
}

fn is_ideograph(it: char) -> bool {
    matches!(u32::from(it),
        0x2E80..=0x2FDF | 0x3040..=0x30FF | 0x3100..=0x312F | 0x31A0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x1B000..=0x1B16F | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<String> {
        words(text, Place::Whole).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn what_typography_may_choose_is_no_difference() {
        assert_eq!(list("“It’s” ﬁne — H₂O…"), list("\"It's\" fine -- H2O..."));
        assert_eq!(list("immi\u{ad}grant"), ["immigrant"]);
        assert_eq!(list("e\u{301}t\u{e9}"), ["\u{e9}t\u{e9}"]);
        assert_ne!(list("Love"), list("love"));
        assert_ne!(list("end."), list("end"));
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_character() {
        assert_eq!(list("移民 正\n義"), ["移", "民", "正", "義"]);
        assert_eq!(list("ที่\nนี้"), list("ที่นี้"));
    }

    #[test]
    fn a_word_ends_where_the_direction_turns() {
        assert_eq!(list("and القسم1"), list("andالقسم 1"));
        assert_eq!(list("كِتَاب"), ["كِتَاب"], "vowels are part of their word");
    }

    #[test]
    fn a_word_may_come_in_pieces() {
        let mut words = Words::default();
        for piece in ["mc", "2", " tw", "o"] {
            words.text(piece, Place::Whole);
        }
        assert_eq!(words.finish().iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["mc2", "two"]);
    }
}
