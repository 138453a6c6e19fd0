//! The fonts of the file: cut down to the glyphs in use, their widths in thousandths of an em.

use std::fmt;

use anyhow::{Context as _, anyhow};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use crate::backend::pdf::text::codes::{Code, FaceCodes};
use crate::backend::pdf::text::plan::TextPlan;
use crate::font::{Face, FaceId, FontBook};

/// The name of a font in the resources, by its index among the subsets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FontName(pub(crate) usize);

impl fmt::Display for FontName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "F{}", self.0)
    }
}

/// A face cut down to the glyphs in use.
#[derive(Debug, Clone)]
pub(crate) struct FontSubset {
    /// The face.
    pub(crate) face: FaceId,
    /// The name, with the tag that marks a subset (ISO 32000-1, 9.6.4).
    pub(crate) name: String,
    /// The font file; its glyph ids are those of the plan.
    pub(crate) program: Vec<u8>,
    /// How far the pen moves after each glyph, in thousandths of an em.
    pub(crate) widths: Vec<u16>,
    /// The glyph and text of each code.
    pub(crate) codes: Vec<Code>,
    /// Whether each code is the id of its glyph.
    pub(crate) is_identity: bool,
    /// Whether `.notdef` is shown.
    pub(crate) shows_notdef: bool,
    /// The metrics of the whole face.
    pub(crate) metrics: DescriptorMetrics,
}

impl FontSubset {
    /// How far the pen moves after the glyph of a code, in thousandths of an em.
    pub(crate) fn width(&self, code: u16) -> u16 {
        let glyph = self.codes.get(usize::from(code)).map_or(0, |it| it.glyph);
        self.widths.get(usize::from(glyph)).copied().unwrap_or(0)
    }
}

/// The metrics in the font descriptor (ISO 32000-1, 9.8), in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DescriptorMetrics {
    /// How far its letters reach up.
    pub(crate) ascent: i16,
    /// How far they reach down, negative.
    pub(crate) descent: i16,
    /// The box that holds every glyph: left, bottom, right, top.
    pub(crate) bounds: [i16; 4],
    /// The slope of the caret: its rise and its run.
    pub(crate) caret_slope: [i16; 2],
    /// 400 for regular, 700 for bold.
    pub(crate) weight: u16,
}

/// The subsets of all faces in use, in the order of their ids.
///
/// # Errors
///
/// When a face is not in the book, or is no font that can be cut down.
pub(crate) fn subset_fonts(plan: &TextPlan, book: &FontBook) -> anyhow::Result<Vec<FontSubset>> {
    // A face may show nothing but boxes for what it has no glyph of.
    let is_used = |codes: &FaceCodes| codes.shows_notdef || codes.originals.len() > 1;
    let faces = plan.faces.iter().filter(|(_, codes)| is_used(codes));
    let used: Vec<(FaceId, &FaceCodes)> = faces.map(|(id, codes)| (*id, codes)).collect();
    used.into_par_iter()
        .map(|(id, codes)| {
            let face = book.face(id).ok_or_else(|| anyhow!("face {} is not in the book", id.0))?;
            subset(id, face, codes).with_context(|| format!("embedding the font {}", face.name))
        })
        .collect()
}

fn subset(id: FaceId, face: &Face, codes: &FaceCodes) -> anyhow::Result<FontSubset> {
    let bytes = face.file.bytes();
    let mut remapper = GlyphRemapper::new();
    for glyph in &codes.originals {
        remapper.remap(*glyph);
    }
    let program = subsetter::subset(bytes, face.index, &remapper).map_err(|it| anyhow!("{it}"))?;
    let font = FontRef::from_index(bytes, face.index)?;
    let name = format!("{}+{}", tag(&program), face.name);
    let widths = widths(&font, &codes.originals);
    Ok(FontSubset {
        face: id,
        name,
        program,
        widths,
        codes: codes.codes.clone(),
        is_identity: codes.is_identity(),
        shows_notdef: codes.shows_notdef,
        metrics: metrics(&font),
    })
}

/// Six capitals that differ when the subset does (ISO 32000-1, 9.6.4).
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn widths(font: &FontRef<'_>, glyphs: &[u16]) -> Vec<u16> {
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let scale = EmScale::of(font);
    let width = |glyph: &u16| {
        let units = metrics.advance_width(GlyphId::from(*glyph)).unwrap_or(0.0);
        u16::try_from(scale.to_thousandths(units)).unwrap_or(u16::MAX)
    };
    glyphs.iter().map(width).collect()
}

fn metrics(font: &FontRef<'_>) -> DescriptorMetrics {
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let scale = EmScale::of(font);
    let short = |units: f32| {
        let clamped = scale.to_thousandths(units).clamp(i64::from(i16::MIN), i64::from(i16::MAX));
        i16::try_from(clamped).unwrap_or(0)
    };
    let bounds = metrics.bounds.map_or([0; 4], |it| [it.x_min, it.y_min, it.x_max, it.y_max].map(short));
    let caret_slope = font.hhea().map_or([1, 0], |it| [it.caret_slope_rise(), it.caret_slope_run()]);
    let weight = font.os2().map_or(400, |it| it.us_weight_class());
    DescriptorMetrics {
        ascent: short(metrics.ascent),
        descent: short(metrics.descent),
        bounds,
        caret_slope,
        weight,
    }
}

/// From the units of a font to thousandths of an em.
#[derive(Debug, Clone, Copy)]
struct EmScale {
    units_per_em: i64,
}

impl EmScale {
    fn of(font: &FontRef<'_>) -> EmScale {
        let units = font.head().map_or(1000, |it| it.units_per_em());
        EmScale { units_per_em: i64::from(units.max(1)) }
    }

    /// Rounded to the nearest. Unscaled units are whole, so the float loses nothing.
    fn to_thousandths(self, units: f32) -> i64 {
        let scaled = units as i64 * 1000;
        let half = if scaled < 0 { -self.units_per_em / 2 } else { self.units_per_em / 2 };
        (scaled + half) / self.units_per_em
    }
}
