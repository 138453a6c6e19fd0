//! Words to glyphs, by the official port of HarfBuzz.

use std::sync::OnceLock;

use harfrust::{ShapeOptions, UnicodeBuffer};

use crate::font::FontBook;
use crate::geometry::Em;
use crate::layout::breaks::Opportunity;
use crate::layout::fount::Fount;
use crate::layout::frame::Glyph;

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
        let inside = self.glyphs.iter().filter(|glyph| glyph.cluster().contains(&byte));
        inside.map(|glyph| glyph.advance).sum()
    }
}

/// Shapes a word. Where the face cannot be read there are no glyphs.
pub(super) fn shape(fonts: &FontBook, fount: &Fount, text: &str) -> Word {
    let face = fonts.face(fount.key.face);
    let shaper = face.and_then(|face| Some((face.units_per_em(), face.shaper()?)));
    let (Some((em, shaper)), Some(plan)) = (shaper, &fount.plan) else { return Word::new(Vec::new()) };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let (direction, script) = fount.segment();
    buffer.set_direction(direction);
    script.into_iter().for_each(|it| buffer.set_script(it));
    fount.language.iter().for_each(|it| buffer.set_language(it.clone()));
    let options = ShapeOptions::new().plan(Some(plan)).features(&fount.features);
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
