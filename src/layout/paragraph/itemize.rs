//! Text to runs of one piece, direction, script and face (UAX #9, UAX #24).

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use crate::document::Direction;
use crate::font::{FaceId, FontBook};
use crate::geometry::{Em, Length};
use crate::layout::paragraph::characters::{is_ignorable, space};
use crate::layout::paragraph::shape::{ShapingFont, ShapingKey, Typesetter};
use crate::layout::paragraph::text::{OBJECT, Paragraph, Piece, PieceKind};
use crate::layout::style::{Caps, Division, Position, TextStyle};

/// A stretch of text that can be shaped in one go.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// The index of its piece.
    pub(super) piece: usize,
    /// The embedding level; odd runs from right to left (UAX #9, BD2).
    pub(super) level: Level,
    pub(super) font: Arc<ShapingFont>,
    pub(super) size: Length,
    /// How far its base line lies above the line's.
    pub(super) rise: Length,
    /// What is added after each glyph.
    pub(super) tracking: Em,
}

/// The runs of a paragraph, in order and without gaps.
pub(super) fn itemize(cx: &Typesetter<'_>, paragraph: &Paragraph) -> Vec<Run> {
    let levels = levels(paragraph);
    let mut runs = Vec::with_capacity(paragraph.pieces.len());
    for (index, piece) in paragraph.pieces.iter().enumerate() {
        let Some(style) = paragraph.styles.get(piece.style) else { continue };
        let text = paragraph.text.get(piece.range.clone()).unwrap_or("");
        let setting = Setting::of(cx, style, text);
        let mut at = piece.range.start;
        for (length, level, script, face) in stretches(cx.fonts, text, &setting, |byte| {
            levels.get(at_level(piece, byte)).copied().unwrap_or(Level::ltr())
        }) {
            let mut key = ShapingKey::new(&setting.style, face, script, level.is_rtl());
            let joined = joins(script);
            key.tracked &= !joined;
            let size = setting.size(cx.fonts, face, script);
            let font = cx.cache.get(cx.fonts, key);
            let tracking = if joined { Em::ZERO } else { setting.style.tracking };
            let (range, rise) = (at..at + length, setting.rise);
            runs.push(Run { range, piece: index, level, font, size, rise, tracking });
            at += length;
        }
    }
    runs
}

fn at_level(piece: &Piece, byte: usize) -> usize {
    piece.range.start + byte
}

/// The embedding level of each byte; none where all runs from left to right.
fn levels(paragraph: &Paragraph) -> Vec<Level> {
    let base = base_level(paragraph);
    let may_be_rtl = |it: char| {
        matches!(u32::from(it), 0x590..=0x8ff | 0x200f | 0x202a..=0x202e
        | 0x2066..=0x2069 | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
    };
    if base.is_ltr() && (paragraph.text.is_ascii() || !paragraph.text.chars().any(may_be_rtl)) {
        return Vec::new();
    }
    let isolated = Isolated::of(paragraph, base);
    let found = BidiInfo::new(&isolated.text, Some(base)).levels;
    let parts = isolated.parts.iter().filter_map(|part| found.get(part.clone()));
    parts.flatten().copied().collect()
}

/// The text of a paragraph in which what runs in a direction of its own is isolated (UAX #9, 2.4): words of a language
/// that runs the other way, and addresses and code, which run from left to right in any language. So a number or a
/// bracket at their edge keeps its side, as it does in a browser.
#[derive(Default)]
struct Isolated {
    text: String,
    /// Where the pieces of the paragraph are in it.
    parts: Vec<Range<usize>>,
}

impl Isolated {
    fn of(paragraph: &Paragraph, base: Level) -> Isolated {
        let mut isolated = Isolated::default();
        let (mut language, mut technical) = (false, false);
        for piece in &paragraph.pieces {
            let lang = paragraph.styles.get(piece.style).map(|it| it.lang.direction());
            let rtl = lang == Some(Direction::RightToLeft);
            let (other, inside) = (rtl != base.is_rtl(), rtl && piece.attributes.division != Division::Words);
            if technical && (!inside || language != other) {
                isolated.text.push(POP_ISOLATE);
                technical = false;
            }
            if language != other {
                isolated.text.push(if language { POP_ISOLATE } else { isolate(rtl) });
                language = other;
            }
            if inside && !technical {
                isolated.text.push(isolate(false));
                technical = true;
            }
            // The mark of a note is no part of the number before it.
            let is_mark = rtl && matches!(piece.kind, PieceKind::Note { .. });
            isolated.text.extend(is_mark.then(|| isolate(true)));
            let start = isolated.text.len();
            isolated.text.push_str(paragraph.text.get(piece.range.clone()).unwrap_or(""));
            isolated.parts.push(start..isolated.text.len());
            isolated.text.extend(is_mark.then_some(POP_ISOLATE));
        }
        isolated
    }
}

const POP_ISOLATE: char = '\u{2069}';

/// The character that begins an isolate of a direction.
fn isolate(rtl: bool) -> char {
    if rtl { '\u{2067}' } else { '\u{2066}' }
}

/// The level of the paragraph itself, by its language.
pub(super) fn base_level(paragraph: &Paragraph) -> Level {
    match paragraph.style.text.lang.direction() {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    }
}

/// A style as the faces can serve it.
struct Setting {
    style: TextStyle,
    face: FaceId,
    rise: Length,
}

impl Setting {
    /// Small capitals and letters off the line come from the face when it has all that the text needs;
    /// else the first stay as they are, for a word half in small capitals is worse than none, and the
    /// second are set smaller.
    fn of(cx: &Typesetter<'_>, style: &TextStyle, text: &str) -> Setting {
        let fonts = cx.fonts;
        let face = fonts.select(style.family, style.weight, style.slant);
        let mut setting = Setting { style: style.clone(), face, rise: Length::ZERO };
        if style.caps != Caps::Normal && !setting.substitutes(cx, text, char::is_lowercase) {
            setting.style.caps = Caps::Normal;
        }
        if style.position == Position::Normal || setting.substitutes(cx, text, |it| it != ' ') {
            return setting;
        }
        let metrics = fonts.metrics(face);
        let shift = match style.position {
            Position::Normal | Position::Superior => metrics.superscript,
            Position::Inferior => metrics.subscript,
        };
        setting.style.position = Position::Normal;
        setting.style.size = shift.size.at(style.size);
        setting.rise = shift.rise.at(style.size);
        setting
    }

    /// Whether the features asked for change every character of that kind.
    fn substitutes(&self, cx: &Typesetter<'_>, text: &str, concerned: impl Fn(char) -> bool) -> bool {
        let plain = TextStyle { caps: Caps::Normal, position: Position::Normal, ..self.style.clone() };
        let font = |style: &TextStyle, script| {
            cx.cache.get(cx.fonts, ShapingKey::new(style, self.face, script, false))
        };
        let glyph =
            |font: &ShapingFont, letter: &str| font.word(cx.fonts, letter).glyphs.first().map(|it| it.id);
        text.chars().filter(|it| concerned(*it)).all(|character| {
            let mut bytes = [0; 4];
            let letter = &*character.encode_utf8(&mut bytes);
            let script = character.script();
            glyph(&font(&self.style, script), letter) != glyph(&font(&plain, script), letter)
        })
    }

    /// The size for a face, so that its letters are as high as those of the style's own face look.
    fn size(&self, fonts: &FontBook, face: FaceId, script: Script) -> Length {
        let square = matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul);
        let (Some(own), Some(other)) = (fonts.face(self.face), fonts.face(face)) else {
            return self.style.size;
        };
        if square || own.family == other.family {
            return self.style.size;
        }
        let raw = |face: &crate::font::Face| i64::from(face.optical_x_height().to_raw());
        self.style.size.scale(raw(own), raw(other))
    }
}

/// The stretches of one level, script and face in the text of a piece.
fn stretches(
    fonts: &FontBook,
    text: &str,
    setting: &Setting,
    level: impl Fn(usize) -> Level,
) -> Vec<(usize, Level, Script, FaceId)> {
    let mut found: Vec<(usize, Level, Script, FaceId)> = Vec::new();
    for (at, character) in text.char_indices() {
        let level = level(at);
        let last = found.last().filter(|last| last.1 == level);
        let script = resolve(character, last.map(|it| it.2));
        let face = if begins_keycap(&text[at..]) {
            face(fonts, KEYCAP, script, setting.face, None)
        } else {
            face(fonts, character, script, setting.face, last.map(|it| (it.2 == script, it.3)))
        };
        match found.last_mut() {
            // What came before the first letter of a script goes with it.
            Some(last) if last.1 == level && last.3 == face && is_common(last.2) => {
                last.0 += character.len_utf8();
                last.2 = script;
            }
            Some(last) if (last.1, last.2, last.3) == (level, script, face) => last.0 += character.len_utf8(),
            Some(_) | None => found.push((character.len_utf8(), level, script, face)),
        }
    }
    found
}

/// Whether a face has letters.
fn has_letters(fonts: &FontBook, face: FaceId) -> bool {
    fonts.face(face).is_some_and(|it| it.has('x'))
}

/// What encloses a keycap.
const KEYCAP: char = '\u{20e3}';

/// Whether a text begins with a sign in a keycap: all of it comes from the face that has the keycap (UTS #51, ED-14c).
fn begins_keycap(text: &str) -> bool {
    let sign = text.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '#' | '*'));
    sign && text[1..].trim_start_matches('\u{fe0f}').starts_with(KEYCAP)
}

/// Whether the letters of a script join, so that nothing may come between them: those of Arabic and similar scripts, and those
/// that hang from a line.
fn joins(script: Script) -> bool {
    let cursive =
        matches!(script, Script::Arabic | Script::Syriac | Script::Nko | Script::Mongolian | Script::Adlam);
    cursive || matches!(script, Script::Devanagari | Script::Bengali | Script::Gurmukhi)
}

fn is_common(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited)
}

/// The script of a character; for one that all scripts share, that of the character before it (UAX #24, 5.1).
fn resolve(character: char, before: Option<Script>) -> Script {
    if character.is_ascii_lowercase() {
        return Script::Latin;
    }
    let own = character.script();
    match before {
        Some(before) if is_common(own) => before,
        Some(_) | None => own,
    }
}

/// The face for a character: the style's own, else a fallback. What needs no glyph of its own, or belongs to
/// all scripts, stays with the letters before it.
fn face(
    fonts: &FontBook,
    character: char,
    script: Script,
    own: FaceId,
    before: Option<(bool, FaceId)>,
) -> FaceId {
    let has = |id: FaceId| fonts.face(id).is_some_and(|face| face.has(character));
    let shown = space(character).is_none() && !is_ignorable(character) && !matches!(character, '\n' | OBJECT);
    let western = matches!(script, Script::Latin | Script::Greek | Script::Cyrillic | Script::Common);
    match before {
        None if !shown => own,
        // A face of images has no word space for a text of letters.
        Some((_, face)) if western && space(character).is_some() && !has_letters(fonts, face) => own,
        Some((_, face)) if !shown || character.script() == Script::Inherited => face,
        Some((true, face)) if !western && !character.is_ascii_alphanumeric() && has(face) => face,
        Some(_) | None if has(own) => own,
        Some(_) | None => fonts.fallback(character, own).unwrap_or(own),
    }
}
