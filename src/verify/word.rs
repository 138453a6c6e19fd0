//! Text as words that can be compared.
//!
//! A word is a run of letters and digits, one character of a script without spaces, or one punctuation mark.
//! Compatibility forms, quotes and dashes are unified (UAX #15, NFKC): what a typographer may choose is not a
//! difference. Case is kept.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::content::Location;

/// A word with its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, normalised.
    pub text: String,
    /// Where it is.
    pub location: Location,
    /// Whether a line ends after it.
    pub ends_line: bool,
    /// Whether an edition may lack it.
    pub optional: bool,
    /// Its language; `None` if none is set.
    pub lang: Option<Arc<str>>,
    /// The number of the stretch of text that it begins in: a stretch ends with its line, and where an element begins or
    /// ends.
    pub stretch: u32,
    /// Whether white space is before it.
    pub spaced: bool,
}

/// Gathers words from text that comes in pieces.
#[derive(Debug, Default)]
pub struct Words {
    list: Vec<Word>,
    /// The current word, as written.
    open: String,
    /// The start of the current word.
    start: WordStart,
    /// Whether the last character was white space.
    gap: bool,
    ignored: &'static [char],
    /// Whether an edition may lack the next words.
    pub optional: bool,
    /// The language of the next words.
    pub lang: Option<Arc<str>>,
    /// The number of the current stretch.
    pub stretch: u32,
}

/// What is known at the start of a word.
#[derive(Debug, Clone, Default)]
struct WordStart {
    location: Location,
    stretch: u32,
    lang: Option<Arc<str>>,
    spaced: bool,
}

impl Words {
    /// No words yet; characters in `ignored` are not part of any.
    pub fn new(ignored: &'static [char]) -> Words {
        Words { ignored, ..Words::default() }
    }

    /// Adds text that continues the text before it.
    pub fn text(&mut self, text: &str, location: Location) {
        if text.is_ascii() {
            return text.chars().for_each(|it| self.character(it, location));
        }
        // Signs whose compatibility form is another than their spelling in ASCII.
        let spelled = text.contains(['№', '™']).then(|| text.replace('№', "No.").replace('™', "(TM)"));
        let text = spelled.as_deref().unwrap_or(text);
        text.chars().map(folded).nfkc().for_each(|it| self.character(it, location));
    }

    /// Ends the current word.
    pub fn end(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.open);
        if !text.is_ascii() {
            text = text.nfkc().collect();
        }
        let start = std::mem::take(&mut self.start);
        self.add(text, start);
    }

    /// The start of a word at this point.
    fn begin(&mut self, location: Location) -> WordStart {
        let spaced = std::mem::take(&mut self.gap);
        WordStart { location, stretch: self.stretch, lang: self.lang.clone(), spaced }
    }

    /// Ends the word at the edge of a block.
    pub fn end_block(&mut self) {
        self.end();
        self.gap = true;
    }

    /// Ends the word and the line.
    pub fn end_line(&mut self) {
        self.end();
        self.gap = true;
        if let Some(last) = self.list.last_mut() {
            last.ends_line = true;
        }
    }

    /// How many words there are, without the current one.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many words there are, with the current one.
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

    fn add(&mut self, text: String, start: WordStart) {
        let WordStart { location, stretch, lang, spaced } = start;
        self.list.push(Word {
            text,
            location,
            ends_line: false,
            optional: self.optional,
            lang,
            stretch,
            spaced,
        });
    }

    fn character(&mut self, it: char, location: Location) {
        if is_invisible(it) {
            return;
        }
        if it == '\n' {
            self.gap = true;
            return self.end();
        }
        if it.is_alphanumeric() || is_combining_mark(it) {
            let changes_direction =
                self.open.chars().next_back().is_some_and(|last| changes_direction(last, it));
            if changes_direction || is_spaceless(it) && !is_combining_mark(it) {
                self.end();
            }
            if self.open.is_empty() {
                self.start = self.begin(location);
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
        if self.ignored.contains(&it) {
            return;
        }
        if !self.is_repeated(folded(it)) {
            let start = self.begin(location);
            self.add(folded(it).to_string(), start);
        }
    }

    /// Whether a mark only makes a row of the same marks longer: a long dash may be written as two hyphens, and the
    /// length of a rule is that of what is above it.
    fn is_repeated(&self, mark: char) -> bool {
        /// Fewer of the same marks are counted.
        const ROW: usize = 3;
        if self.gap {
            return false;
        }
        let mut bytes = [0; 4];
        let mark: &str = mark.encode_utf8(&mut bytes);
        let least = if mark == "-" { 1 } else { ROW };
        let row = self
            .list
            .iter()
            .rev()
            .take(least)
            .take_while(|it| it.text == mark && !it.ends_line && it.optional == self.optional);
        // All but the first have no space before them.
        let glued = self.list.iter().rev().take(least - 1).all(|it| !it.spaced);
        row.count() == least && glued
    }
}

/// The words of a text.
pub fn words(text: &str, location: Location) -> Vec<Word> {
    let mut words = Words::default();
    words.text(text, location);
    words.finish()
}

/// The text of words, as shown in messages.
pub fn shown(words: &[Word]) -> String {
    const MAX: usize = 12;
    let mut text = String::new();
    for word in words.iter().take(MAX) {
        let glued = word.text.chars().all(|it| matches!(it, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    if words.len() > MAX {
        text.push_str(&format!(" … ({} words)", words.len()));
    }
    text
}

/// Words joined, to compare them without regard to word boundaries.
pub fn joined<'a>(words: impl IntoIterator<Item = &'a Word>) -> String {
    words.into_iter().map(|it| it.text.as_str()).collect()
}

/// A word without its combining marks.
pub fn letters(word: &str) -> String {
    word.chars().filter(|it| !is_combining_mark(*it)).collect()
}

/// Text with characters spelled in ASCII, for editions that have them so.
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
            '°' => out.push_str("deg"),
            '§' => out.push_str("Sec."),
            '€' => out.push_str("EUR"),
            '£' => out.push_str("GBP"),
            _ => out.push(it),
        }
    }
    out
}

/// Format characters: they control line breaking, direction, or the choice of a glyph.
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

/// Whether text changes its direction between two letters or digits. Where lines are read from positions on a page, a
/// space at such an edge cannot be distinguished from one next to it.
fn changes_direction(last: char, next: char) -> bool {
    !is_combining_mark(next) && !is_combining_mark(last) && is_rtl_letter(last) != is_rtl_letter(next)
}

/// Whether a letter belongs to a script that runs from right to left.
fn is_rtl_letter(it: char) -> bool {
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
        words(text, Location::Whole).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn typographic_variants_are_equal() {
        assert_eq!(list("“It’s” ﬁne — H₂O…"), list("\"It's\" fine -- H2O..."));
        assert_eq!(list("immi\u{ad}grant"), ["immigrant"]);
        assert_eq!(list("e\u{301}t\u{e9}"), ["\u{e9}t\u{e9}"]);
        assert_ne!(list("Love"), list("love"));
        assert_ne!(list("end."), list("end"));
    }

    #[test]
    fn scripts_without_spaces_have_one_word_per_character() {
        assert_eq!(list("移民 正\n義"), ["移", "民", "正", "義"]);
        assert_eq!(list("ที่\nนี้"), list("ที่นี้"));
    }

    #[test]
    fn word_ends_at_a_change_of_direction() {
        assert_eq!(list("and القسم1"), list("andالقسم 1"));
        assert_eq!(list("كِتَاب"), ["كِتَاب"], "combining vowels are part of their word");
    }

    #[test]
    fn word_may_be_added_in_pieces() {
        let mut words = Words::default();
        for piece in ["mc", "2", " tw", "o"] {
            words.text(piece, Location::Whole);
        }
        assert_eq!(words.finish().iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["mc2", "two"]);
    }
}
