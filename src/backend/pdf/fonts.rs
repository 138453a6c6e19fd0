//! The fonts as they go into the file: cut down to the glyphs in use, their widths in thousandths of an em.

use anyhow::{Context as _, anyhow};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use crate::backend::pdf::plan::{Code, FacePlan, Plan};
use crate::font::{Face, FaceId, FontBook};

/// A face cut down to the glyphs in use.
#[derive(Debug, Clone)]
pub(super) struct Subset {
    /// The face.
    pub(super) face: FaceId,
    /// The name, with the tag that marks a subset (ISO 32000-1, 9.6.4).
    pub(super) name: String,
    /// The font file; its glyph ids are those of the plan.
    pub(super) program: Vec<u8>,
    /// How far the pen moves after each glyph, in thousandths of an em.
    pub(super) widths: Vec<u16>,
    /// What each code shows and says.
    pub(super) codes: Vec<Code>,
    /// Whether each code is the id of its glyph.
    pub(super) is_identity: bool,
    /// What readers are told of the whole face.
    pub(super) metrics: Metrics,
}

impl Subset {
    /// How far the pen moves after what a code shows, in thousandths of an em.
    pub(super) fn width(&self, code: u16) -> i64 {
        let glyph = self.codes.get(usize::from(code)).map_or(0, |it| it.glyph);
        self.widths.get(usize::from(glyph)).copied().map_or(0, i64::from)
    }
}

/// What the font descriptor says (ISO 32000-1, 9.8), in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Metrics {
    /// How far its letters reach up.
    pub(super) ascent: i16,
    /// How far they reach down, negative.
    pub(super) descent: i16,
    /// The box that holds every glyph: left, bottom, right, top.
    pub(super) bounds: [i16; 4],
    /// How the caret slants: so far up, so far to the right.
    pub(super) slant: (i16, i16),
    /// 400 for regular, 700 for bold.
    pub(super) weight: u16,
}

/// The subsets of all faces in use, in the order of their ids.
///
/// # Errors
///
/// When a face is not in the book, or is no font that can be cut down.
pub(super) fn subsets(plan: &Plan, book: &FontBook) -> anyhow::Result<Vec<Subset>> {
    let used: Vec<(FaceId, &FacePlan)> =
        plan.faces.iter().filter(|(_, it)| it.originals.len() > 1).map(|(id, it)| (*id, it)).collect();
    used.into_par_iter()
        .map(|(id, plan)| {
            let face = book.face(id).ok_or_else(|| anyhow!("face {} is not in the book", id.0))?;
            subset(id, face, plan).with_context(|| format!("embedding the font {}", face.name))
        })
        .collect()
}

fn subset(id: FaceId, face: &Face, plan: &FacePlan) -> anyhow::Result<Subset> {
    let bytes = face.file.bytes();
    let mut remapper = GlyphRemapper::new();
    for glyph in &plan.originals {
        remapper.remap(*glyph);
    }
    let program = subsetter::subset(bytes, face.index, &remapper).map_err(|it| anyhow!("{it}"))?;
    let font = FontRef::from_index(bytes, face.index)?;
    let name = format!("{}+{}", tag(&program), face.name);
    let widths = widths(&font, &plan.originals);
    let (codes, is_identity) = (plan.codes.clone(), plan.is_identity());
    Ok(Subset { face: id, name, program, widths, codes, is_identity, metrics: metrics(&font) })
}

/// Six capitals that differ when the subset does (ISO 32000-1, 9.6.4).
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn widths(font: &FontRef<'_>, glyphs: &[u16]) -> Vec<u16> {
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let thousandths = Thousandths::of(font);
    let width = |glyph: &u16| {
        let units = metrics.advance_width(GlyphId::from(*glyph)).unwrap_or(0.0);
        u16::try_from(thousandths.scale(units)).unwrap_or(u16::MAX)
    };
    glyphs.iter().map(width).collect()
}

fn metrics(font: &FontRef<'_>) -> Metrics {
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let thousandths = Thousandths::of(font);
    let short = |units: f32| {
        let clamped = thousandths.scale(units).clamp(i64::from(i16::MIN), i64::from(i16::MAX));
        i16::try_from(clamped).unwrap_or(0)
    };
    let bounds = metrics.bounds.map_or([0; 4], |it| [it.x_min, it.y_min, it.x_max, it.y_max].map(short));
    let slant = font.hhea().map_or((1, 0), |it| (it.caret_slope_rise(), it.caret_slope_run()));
    let weight = font.os2().map_or(400, |it| it.us_weight_class());
    Metrics { ascent: short(metrics.ascent), descent: short(metrics.descent), bounds, slant, weight }
}

/// From the units of a font to thousandths of an em.
#[derive(Debug, Clone, Copy)]
struct Thousandths {
    units_per_em: i64,
}

impl Thousandths {
    fn of(font: &FontRef<'_>) -> Thousandths {
        let units = font.head().map_or(1000, |it| it.units_per_em());
        Thousandths { units_per_em: i64::from(units.max(1)) }
    }

    /// Rounded to the nearest. Unscaled units are whole, so the float loses nothing.
    fn scale(self, units: f32) -> i64 {
        let scaled = units as i64 * 1000;
        let half = if scaled < 0 { -self.units_per_em / 2 } else { self.units_per_em / 2 };
        (scaled + half) / self.units_per_em
    }
}
