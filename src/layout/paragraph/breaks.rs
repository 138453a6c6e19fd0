//! Where a line may end: UAX #14 with dictionaries for scripts without spaces, the signs of addresses and
//! code, the author's soft hyphens, and the patterns of the language.

use std::borrow::Cow;
use std::sync::Arc;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use crate::document::Lang;
use crate::layout::paragraph::hyphenate::{deep_divisions, divisions};
use crate::layout::paragraph::itemize::Run;
use crate::layout::paragraph::shape::Word;
use crate::layout::paragraph::text::{BreakKind, Opportunity, Paragraph, PieceKind};
use crate::layout::style::{Division, Hyphenation, Position};
use crate::locale;

/// Where an address or code may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AddressBreaks {
    /// After its signs.
    AfterSigns,
    /// Between any two letters.
    Anywhere,
    /// The same, and between the letters of words that have at least so many.
    Words(usize),
}

/// The same without those that are tolerated only where words would have to be divided against the rules, or set too
/// wide.
pub(super) fn preferred(opportunities: &[Opportunity]) -> Cow<'_, [Opportunity]> {
    let tolerated = |it: &Opportunity| it.kind != BreakKind::Dash;
    if opportunities.iter().all(tolerated) {
        return Cow::Borrowed(opportunities);
    }
    opportunities.iter().copied().filter(tolerated).collect()
}

/// Where the text may be broken without dividing words, in order.
pub(super) fn opportunities(paragraph: &Paragraph, within: AddressBreaks) -> Vec<Opportunity> {
    let text = paragraph.text.as_str();
    let mut found = Vec::with_capacity(text.len() / 5);
    // Titles and cells have whole words where there is room for them.
    let keeps_words =
        paragraph.style.hyphenation == Hyphenation::Explicit && within == AddressBreaks::AfterSigns;
    let mut ends = LineSegmenter::new_auto(LineBreakOptions::default()).segment_str(text).peekable();
    for piece in &paragraph.pieces {
        // A mark above the line keeps with the word that it follows.
        let clings = matches!(piece.kind, PieceKind::Note { .. })
            || paragraph.styles.get(piece.style).is_some_and(|it| it.position != Position::Normal);
        while let Some(at) = ends.next_if(|at| *at < piece.range.end) {
            if at == 0 || (clings && at == piece.range.start) {
                continue;
            }
            let lang = paragraph.styles.get(piece.style).map(|it| &it.lang);
            if piece.attributes.division == Division::Words
                && (lang.is_some_and(|it| names(text, at, it)) || (keeps_words && is_within_korean(text, at)))
            {
                continue;
            }
            if let Some(kind) = natural(text, at, piece.attributes.division) {
                found.push(Opportunity { at, kind });
            }
        }
        if piece.attributes.division != Division::Words {
            signs(text, piece.range.clone(), within, &mut found);
        } else if let AddressBreaks::Words(least) = within {
            letters(text, piece.range.clone(), least, &mut found);
        } else if within == AddressBreaks::Anywhere && paragraph.style.hyphenation == Hyphenation::Emergency {
            letters(text, piece.range.clone(), 0, &mut found);
        }
    }
    found.sort_by_key(|it| (it.at, it.kind));
    found.dedup_by_key(|it| it.at);
    thinned(found)
}

/// How many places may follow one another without a space between words: forty lines of letters or so.
const MANY: usize = 4096;
/// Of more than that, one in `STEP` is kept.
const STEP: usize = 8;

/// The places without most of those in a row that no text has. Each is compared with all that are less than a line
/// before it, so where a line may end after every letter of a million, it would take minutes to find the best ones.
fn thinned(found: Vec<Opportunity>) -> Vec<Opportunity> {
    let rows = found.chunk_by(|_, next| next.kind != BreakKind::Word);
    let kept = rows.flat_map(|row| row.iter().step_by(if row.len() > MANY { STEP } else { 1 }));
    kept.copied().collect()
}

/// What UAX #14 allows, but for a hyphen that begins a word (`-v`, `--flag`), which stays with it, and between a number
/// and its sign.
fn natural(text: &str, at: usize, division: Division) -> Option<BreakKind> {
    if division == Division::Words && ties(text.get(..at)?, text.get(at..)?) {
        return None;
    }
    let mut before = text.get(..at)?.chars().rev();
    let hyphen = |it: char| matches!(it, '-' | '\u{2010}');
    match before.next() {
        Some(last) if hyphen(last) => match before.next() {
            Some(it) if it.is_alphanumeric() && division != Division::Code => Some(BreakKind::Hyphen),
            Some(it) if it.is_alphanumeric() => Some(BreakKind::Sign),
            Some(_) | None => None,
        },
        Some('\u{2013}' | '/') => Some(BreakKind::Sign),
        Some(last) if !last.is_whitespace() && text.get(at..).is_some_and(|it| it.starts_with(is_dash)) => {
            Some(BreakKind::Dash)
        }
        Some(_) | None => Some(BreakKind::Word),
    }
}

/// Whether the space at the end of a text is between a number and its unit or sign: `28 %`, `40 €`, `§ 3`.
/// The International System of Units (SI brochure, 5.4.3) has a space there, and no line may end at it.
fn ties(before: &str, after: &str) -> bool {
    let Some(word) = before.strip_suffix(' ') else { return false };
    let mut behind = after.chars();
    let (Some(last), Some(next)) = (word.chars().next_back(), behind.next()) else { return false };
    let alone = !behind.next().is_some_and(char::is_alphanumeric);
    let money = |it: char| matches!(it, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}');
    let measure = |it: char| matches!(it, '%' | '\u{2030}' | '\u{b0}' | '\u{2103}' | '\u{2109}');
    let section = |it: char| matches!(it, '\u{a7}' | '\u{b6}' | '\u{2116}') || money(it);
    (last.is_numeric() && (measure(next) || is_unit(after) || (money(next) && alone)))
        || (section(last) && next.is_numeric())
        || (last == '.' && is_initial(before, after))
}

/// Whether a text begins with the sign of a unit (SI brochure, tables 2, 4, 7 and 8; IEC 80000-13).
fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 41] = [
        "km", "m", "cm", "mm", "µm", "nm", "ha", "m²", "m³", "km²", "cm²", "kg", "g", "mg", "t", "l", "L",
        "ml", "mL", "h", "min", "s", "ms", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW", "kWh", "MWh",
        "V", "kB", "MB", "GB", "TB", "pt", "°C", "km/h",
    ];
    let end = text
        .find(|it: char| !(it.is_alphanumeric() || matches!(it, '/' | '°' | '’' | '\'')))
        .unwrap_or(text.len());
    UNITS.contains(&&text[..end])
}

/// Whether the space before a place is between a word and the number that it names: `Figure 1`, `p. 7`, `No. IV`.
fn names(text: &str, at: usize, lang: &Lang) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    let number = after.starts_with(|it: char| it.is_numeric()) || is_roman(after);
    let Some(before) = before.strip_suffix([' ', '\u{a0}']).filter(|_| number) else { return false };
    let start = before
        .rfind(|it: char| !it.is_alphabetic() && it != '.')
        .map_or(0, |it| it + before[it..].chars().next().map_or(1, char::len_utf8));
    locale::takes_number(&before[start..], lang)
}

/// Whether a word is a name: it has a capital, and does not begin a sentence. Not where all nouns have one.
fn is_name(text: &str, start: usize, word: &str, lang: &Lang) -> bool {
    let first = word.chars().find(|it| it.is_alphanumeric());
    if !first.is_some_and(char::is_uppercase) || matches!(lang.primary(), "de" | "lb" | "nds") {
        return false;
    }
    let before =
        text.get(..start).unwrap_or("").trim_end_matches(|it: char| it.is_whitespace() && it != '\n');
    let mut before =
        before.chars().rev().skip_while(|it| matches!(it, '"' | '\'' | '”' | '’' | ')' | '»' | '*'));
    before.next().is_some_and(|it| !matches!(it, '.' | '!' | '?' | '…' | ':' | '\n' | '“' | '«' | '—' | '–'))
}

/// Whether the space at the end of a text is after the initial of a name: `A. Lindqvist`, `J. R. R. Tolkien`.
fn is_initial(before: &str, after: &str) -> bool {
    let Some(word) = before.strip_suffix([' ', '\u{a0}']).and_then(|it| it.strip_suffix('.')) else {
        return false;
    };
    let mut letters = word.chars().rev();
    let alone = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|it| it.is_whitespace() || matches!(it, '.' | '(' | '“' | '"' | '-'));
    let mut next = after.chars();
    alone
        && next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(|it| it.is_lowercase() || it == '.')
}

/// Whether a text begins with a number of Roman numerals.
fn is_roman(text: &str) -> bool {
    if !text.starts_with(['I', 'V', 'X', 'L', 'C']) {
        return false;
    }
    let end = text.find(|it: char| !it.is_alphanumeric()).unwrap_or(text.len());
    (1..=7).contains(&end) && text[..end].chars().all(|it| matches!(it, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// Whether a place is between two syllables of one Korean word.
fn is_within_korean(text: &str, at: usize) -> bool {
    let hangul = |it: char| matches!(u32::from(it), 0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7ff);
    let before = text.get(..at).and_then(|it| it.chars().next_back());
    let after = text.get(at..).and_then(|it| it.chars().next());
    before.is_some_and(hangul) && after.is_some_and(hangul)
}

/// A dash of an em or more, which may be at a line end but should not begin a line (The Chicago Manual of Style).
fn is_dash(character: char) -> bool {
    matches!(character, '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{2e3b}')
}

/// The shortest piece of an address or of code that may be alone on a line.
const SHORTEST: usize = 3;

/// After the signs that divide an address or code, but not between two of them: `https://|example.|org/|a`.
fn signs(text: &str, range: std::ops::Range<usize>, within: AddressBreaks, found: &mut Vec<Opportunity>) {
    let Some(piece) = text.get(range.clone()) else { return };
    let mut last = None;
    for (byte, next) in piece.char_indices() {
        let far = byte >= SHORTEST && piece.len() - byte >= SHORTEST;
        let (sign, at) = (last.is_some_and(is_sign), range.start + byte);
        if far && sign && next != ' ' && !is_sign(next) {
            found.push(Opportunity { at, kind: BreakKind::Sign });
        } else if within != AddressBreaks::AfterSigns && byte > 0 && next != ' ' && last != Some(' ') {
            found.push(Opportunity { at, kind: BreakKind::Anywhere });
        }
        last = Some(next);
    }
}

/// Between the letters of words that have at least so many, and between digits, where no hyphen may be taken for a
/// sign. Letters that join are left alone.
fn letters(text: &str, range: std::ops::Range<usize>, least: usize, found: &mut Vec<Opportunity>) {
    let Some(piece) = text.get(range.clone()) else { return };
    let mut start = range.start;
    for word in piece.split_inclusive(char::is_whitespace) {
        if word.chars().count() >= least {
            between(word, start, found);
        }
        start += word.len();
    }
}

/// Between the letters of a text that starts at a byte.
fn between(piece: &str, start: usize, found: &mut Vec<Opportunity>) {
    let joins = |it: char| matches!(u32::from(it), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff);
    for byte in GraphemeClusterSegmenter::new().segment_str(piece) {
        let last = piece.get(..byte).and_then(|it| it.chars().next_back());
        let next = piece.get(byte..).and_then(|it| it.chars().next());
        let (Some(last), Some(next)) = (last, next) else { continue };
        if next.is_whitespace() || last.is_whitespace() || joins(last) || joins(next) {
            continue;
        }
        let kind = if last.is_alphabetic() && next.is_alphabetic() {
            BreakKind::Letters
        } else {
            BreakKind::Anywhere
        };
        found.push(Opportunity { at: start + byte, kind });
    }
}

fn is_sign(character: char) -> bool {
    matches!(
        character,
        '/' | '.' | '?' | '&' | '=' | '#' | '@' | ':' | ';' | ',' | '_' | '-' | '%' | '(' | ')'
    )
}

/// Which words of prose may be divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DivisionLevel {
    /// None, not even at the author's soft hyphens.
    Nowhere,
    /// By the patterns of the language, but for those that should stay whole.
    Plain,
    /// Also those that should stay whole if there are better breaks: the parts of words with a hyphen, words with
    /// figures or capitals, and after the signs of addresses that are not marked as such.
    All,
}

/// Where a word of a run may be divided with a hyphen: at the author's soft hyphens, and where it has none by
/// the patterns of its language. In order, as bytes of the paragraph.
pub(super) fn hyphens(
    paragraph: &Paragraph,
    run: &Run,
    start: usize,
    word: &Arc<Word>,
    divided: DivisionLevel,
) -> Vec<Opportunity> {
    let Some(piece) = paragraph.pieces.get(run.piece) else { return Vec::new() };
    let length = word.glyphs.iter().map(|it| it.end as usize).max().unwrap_or(0);
    let first = paragraph.soft_hyphens.partition_point(|at| *at <= start);
    let soft = paragraph.soft_hyphens.iter().skip(first).take_while(|at| **at < start + length);
    let soft: Vec<_> = soft.map(|at| Opportunity { at: *at, kind: BreakKind::Soft }).collect();
    let patterns =
        paragraph.style.hyphenation != Hyphenation::Explicit && piece.attributes.division == Division::Words;
    let lang = &run.font.key.lang;
    // A word that names a number is read with it.
    let named = || names(&paragraph.text, start + length + 1, lang);
    if !soft.is_empty() || !patterns || run.level.is_rtl() || named() {
        return soft;
    }
    let text = paragraph.text.get(start..start + length).unwrap_or("");
    if divided < DivisionLevel::All && is_name(&paragraph.text, start, text, lang) {
        return soft;
    }
    let found = word.divisions.get_or_init(|| divisions(text, lang).into());
    let mut places: Vec<Opportunity> = found.iter().map(|it| it.at(start)).collect();
    if divided == DivisionLevel::All && places.is_empty() {
        places.extend(deep_divisions(text, lang).iter().map(|it| it.at(start)));
        signs(&paragraph.text, start..start + length, AddressBreaks::AfterSigns, &mut places);
    }
    places
}
