//! Words to glyphs, by the official port of HarfBuzz.
//!
//! A *shaping font* is a face with the features of a style. It keeps every word that it has shaped, in ems, so that a word
//! is shaped once in a publication whatever its sizes. All are in a *shape cache*, which threads share. The [`Typesetter`]
//! has the cache and all else that setting a paragraph needs.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use harfrust::{Direction, Feature, Language, Script, ShapeOptions, ShapePlan, Tag, UnicodeBuffer};

use crate::document::Lang;
use crate::font::{FaceId, FontBook};
use crate::geometry::Em;
use crate::layout::frame::Glyph;
use crate::layout::paragraph::hyphenate::ligature_joint;
use crate::layout::paragraph::text::Opportunity;
use crate::layout::style::{Caps, Family, Figures, InlineStyle, Position, TextStyle};
use crate::resource::Resources;

/// What makes a shaping font: a face, a script and its direction, a language, and features.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct ShapingKey {
    pub(super) face: FaceId,
    pub(super) script: unicode_script::Script,
    pub(super) rtl: bool,
    pub(super) mono: bool,
    pub(super) tracked: bool,
    pub(super) caps: Caps,
    pub(super) figures: Figures,
    pub(super) position: Position,
    pub(super) lang: Lang,
}

impl ShapingKey {
    /// What a style asks of a face for a script.
    pub(super) fn new(
        style: &TextStyle,
        face: FaceId,
        script: unicode_script::Script,
        rtl: bool,
    ) -> ShapingKey {
        ShapingKey {
            face,
            script,
            rtl,
            mono: style.family == Family::Mono,
            tracked: style.tracking != Em::ZERO,
            caps: style.caps,
            figures: style.figures,
            position: style.position,
            lang: style.lang.clone(),
        }
    }

    /// The features beyond those that are always on (OpenType 1.9.1, registered features).
    fn features(&self) -> Vec<Feature> {
        let mut tags: Vec<(&[u8; 4], u32)> = Vec::new();
        match self.caps {
            Caps::Normal => {}
            Caps::Small => tags.push((b"smcp", 1)),
            Caps::AllSmall => tags.extend([(b"smcp", 1), (b"c2sc", 1)]),
        }
        // Old-style figures go with small letters; among signs that are all of one height they look too small.
        let alone = self.figures == Figures::OldStyle && !self.lang.has_small_letters();
        let figures = if alone { Figures::Lining } else { self.figures };
        // Code has figures of one width and no ligature, which would hide what was typed.
        match (self.mono, figures) {
            (true, _) => tags.extend([(b"liga", 0), (b"calt", 0)]),
            (false, Figures::OldStyle) => tags.extend([(b"onum", 1), (b"pnum", 1)]),
            (false, Figures::Lining) => tags.extend([(b"lnum", 1), (b"pnum", 1)]),
            (false, Figures::Tabular) => tags.extend([(b"lnum", 1), (b"tnum", 1)]),
        }
        match self.position {
            Position::Normal => {}
            Position::Superior => tags.push((b"sups", 1)),
            Position::Inferior => tags.push((b"subs", 1)),
        }
        // Letters that are spaced must not be joined.
        if self.tracked {
            tags.extend([(b"liga", 0), (b"clig", 0)]);
        }
        tags.into_iter().map(|(tag, value)| Feature::new(Tag::new(tag), value, ..)).collect()
    }

    fn direction(&self) -> Direction {
        if self.rtl { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    fn hb_script(&self) -> Option<Script> {
        Script::from_iso15924_tag(Tag::from_u32(self.script.as_iso15924_tag()))
    }
}

/// How many parts a shaping font's words are kept in, so that threads seldom wait for one another.
const SHARDS: usize = 16;

/// The part that a word is kept in: by its length and its edges, which differ enough among words.
fn shard(text: &str) -> usize {
    let edge = |it: Option<&u8>| it.map_or(0, |it| usize::from(*it));
    let bytes = text.as_bytes();
    (bytes.len() + edge(bytes.first()) * 3 + edge(bytes.last()) * 5) % SHARDS
}

/// A face with the features that a style asks of it, and the words that it has shaped.
pub(super) struct ShapingFont {
    pub(super) key: ShapingKey,
    pub(super) plan: Option<ShapePlan>,
    pub(super) features: Vec<Feature>,
    pub(super) language: Option<Language>,
    words: [Mutex<HashMap<Box<str>, Arc<Word>>>; SHARDS],
}

impl ShapingFont {
    fn new(fonts: &FontBook, key: ShapingKey) -> ShapingFont {
        let features = key.features();
        let language = Language::new(key.lang.as_str());
        let shaper = fonts.face(key.face).and_then(|face| face.shaper());
        let plan = shaper.map(|shaper| {
            ShapePlan::new(&shaper, key.direction(), key.hb_script(), language.as_ref(), &features)
        });
        let words = std::array::from_fn(|_| Mutex::default());
        ShapingFont { key, plan, features, language, words }
    }

    /// A word in glyphs. What a thread finds here another has shaped the same, so the order of work
    /// cannot be seen.
    pub(super) fn word(&self, fonts: &FontBook, text: &str) -> Arc<Word> {
        let Some(words) = self.words.get(shard(text)) else {
            return Arc::new(shape_parts(fonts, self, text));
        };
        let lock = || words.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(word) = lock().get(text) {
            return word.clone();
        }
        let word = Arc::new(shape_parts(fonts, self, text));
        lock().insert(text.into(), word.clone());
        word
    }

    /// The direction and script for a buffer.
    pub(super) fn segment(&self) -> (Direction, Option<Script>) {
        (self.key.direction(), self.key.hb_script())
    }
}

impl fmt::Debug for ShapingFont {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShapingFont").field("key", &self.key).finish_non_exhaustive()
    }
}

/// The shaping fonts in use.
#[derive(Debug, Default)]
pub(super) struct ShapeCache {
    list: RwLock<HashMap<ShapingKey, Arc<ShapingFont>>>,
}

impl ShapeCache {
    /// The shaping font of a key.
    pub(super) fn get(&self, fonts: &FontBook, key: ShapingKey) -> Arc<ShapingFont> {
        let read = self.list.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(font) = read.get(&key) {
            return font.clone();
        }
        drop(read);
        let mut write = self.list.write().unwrap_or_else(PoisonError::into_inner);
        write.entry(key.clone()).or_insert_with(|| Arc::new(ShapingFont::new(fonts, key))).clone()
    }
}

/// A word in glyphs, at no size.
#[derive(Debug)]
pub(super) struct Word {
    /// In visual order; clusters are bytes of the word.
    pub(super) glyphs: Box<[Glyph]>,
    /// The sum of the advances.
    pub(super) width: Em,
    /// Whether the face lacks a character of it.
    pub(super) missing: bool,
    /// The places in it that patterns divide, found when first asked for.
    pub(super) divisions: OnceLock<Box<[Opportunity]>>,
}

impl Word {
    /// How wide the cluster at a byte is.
    pub(super) fn width_at(&self, byte: usize) -> Em {
        // Clusters ascend, or descend where the word is read from the right.
        let ascend = self.glyphs.first().map(|it| it.start) <= self.glyphs.last().map(|it| it.start);
        let is_before = |it: &Glyph| if ascend { it.end as usize <= byte } else { it.start as usize > byte };
        let inside = self.glyphs.iter().skip(self.glyphs.partition_point(is_before));
        inside.take_while(|it| it.cluster().contains(&byte)).map(|it| it.advance).sum()
    }
}

/// Shapes a word, in two parts where a ligature would otherwise hide its joint.
fn shape_parts(fonts: &FontBook, font: &ShapingFont, text: &str) -> Word {
    let word = shape(fonts, font, text);
    let joint = ligature_joint(text, &font.key.lang);
    let hides = |at: &usize| word.glyphs.iter().any(|it| (it.start as usize) < *at && *at < it.end as usize);
    let Some((before, after)) = joint.filter(hides).and_then(|at| text.split_at_checked(at)) else {
        return word;
    };
    let mut glyphs = shape(fonts, font, before).glyphs.into_vec();
    let start = before.len() as u32;
    let rest = shape_parts(fonts, font, after).glyphs.into_vec();
    glyphs.extend(rest.into_iter().map(|it| Glyph { start: it.start + start, end: it.end + start, ..it }));
    Word::new(glyphs)
}

/// Shapes a word. Where the face cannot be read there are no glyphs.
pub(super) fn shape(fonts: &FontBook, font: &ShapingFont, text: &str) -> Word {
    let face = fonts.face(font.key.face);
    let shaper = face.and_then(|face| Some((face.units_per_em(), face.shaper()?)));
    let (Some((em, shaper)), Some(plan)) = (shaper, &font.plan) else { return Word::new(Vec::new()) };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let (direction, script) = font.segment();
    buffer.set_direction(direction);
    script.into_iter().for_each(|it| buffer.set_script(it));
    font.language.iter().for_each(|it| buffer.set_language(it.clone()));
    let options = ShapeOptions::new().plan(Some(plan)).features(&font.features);
    let shaped = shaper.shape(buffer, options);
    let placed = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    let glyphs = placed.map(|(info, position)| Glyph {
        id: u16::try_from(info.glyph_id).unwrap_or(0),
        advance: Em::from_units(position.x_advance, em),
        x_offset: Em::from_units(position.x_offset, em),
        y_offset: Em::from_units(position.y_offset, em),
        start: info.cluster,
        end: info.cluster,
    });
    let mut glyphs: Vec<Glyph> = glyphs.collect();
    close_clusters(&mut glyphs, text.len());
    Word::new(glyphs)
}

impl Word {
    fn new(glyphs: Vec<Glyph>) -> Word {
        let width = glyphs.iter().map(|it| it.advance).sum();
        let missing = glyphs.iter().any(|it| it.id == 0);
        Word { glyphs: glyphs.into(), width, missing, divisions: OnceLock::new() }
    }
}

/// Gives each cluster its end, which is where the next one in logical order starts.
fn close_clusters(glyphs: &mut [Glyph], length: usize) {
    let mut starts: Vec<u32> = glyphs.iter().map(|it| it.start).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.push(length as u32);
    for glyph in glyphs {
        let next = starts.partition_point(|start| *start <= glyph.start);
        glyph.end = starts.get(next).copied().unwrap_or(glyph.start);
    }
}

/// The context of setting: faces, images, the style of inlines, and the words shaped so far.
///
/// It is shared by all threads; the cache is the one thing in it that changes, and nothing that is set
/// depends on what it holds.
#[derive(Debug)]
pub struct Typesetter<'a> {
    /// The faces.
    pub fonts: &'a FontBook,
    /// The images that inlines may name.
    pub resources: &'a Resources,
    /// What the theme decides about inlines.
    pub inline: InlineStyle,
    pub(super) cache: ShapeCache,
}

impl<'a> Typesetter<'a> {
    /// A context with nothing shaped yet.
    pub fn new(fonts: &'a FontBook, resources: &'a Resources, inline: InlineStyle) -> Typesetter<'a> {
        Typesetter { fonts, resources, inline, cache: ShapeCache::default() }
    }
}
