//! A face, and what is read from its file when it is first used.

use std::fmt;
use std::sync::{Arc, OnceLock};

use harfrust::ShaperData;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use crate::font::bundled::{Bundled, BundledFile};
use crate::font::metrics::{Coverage, Metrics};
use crate::geometry::Em;
use crate::theme::{Slant, Weight};

/// A face: a font file of one style.
#[derive(Clone)]
pub struct Face {
    /// The PostScript name.
    pub name: String,
    /// The name of its family.
    pub family: String,
    /// Its weight.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// The font file.
    pub file: FontFile,
    /// The index of the face in a collection; 0 in a file of one face.
    pub index: u32,
    /// The x-height that it matches next to another face; `None` for its own.
    optical: Option<Em>,
    /// As in [`Bundled::serves`].
    serves: Option<&'static [(char, char)]>,
    parsed: Arc<OnceLock<Parsed>>,
}

/// The bytes of a font file, bundled or read from disk.
#[derive(Debug, Clone)]
pub enum FontFile {
    /// In the binary.
    Bundled(&'static BundledFile),
    /// Given by the user.
    Given(Arc<[u8]>),
}

impl FontFile {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            FontFile::Bundled(stored) => stored.bytes(),
            FontFile::Given(bytes) => bytes,
        }
    }
}

/// What is read when a face is first used.
struct Parsed {
    shaper: Option<ShaperData>,
    coverage: Coverage,
    units_per_em: u16,
    metrics: Metrics,
}

impl Face {
    /// A bundled face; its file is not read.
    pub(super) fn bundled(face: &'static Bundled) -> Face {
        Face {
            name: face.name.to_owned(),
            family: face.family.to_owned(),
            weight: face.weight,
            slant: face.slant,
            file: FontFile::Bundled(&face.file),
            serves: face.serves,
            index: 0,
            optical: Some(face.x_height),
            parsed: Arc::default(),
        }
    }

    /// The faces of a font file of the user, with the names in the file; none if it is not a font.
    pub fn given(bytes: &Arc<[u8]>) -> Vec<Face> {
        let read = |index| {
            let font = FontRef::from_index(bytes, index).ok()?;
            Some(Face::named(&font, bytes.clone(), index))
        };
        (0..).map_while(read).take(64).collect()
    }

    fn named(font: &FontRef<'_>, bytes: Arc<[u8]>, index: u32) -> Face {
        use skrifa::string::StringId;
        let name = |id| font.localized_strings(id).english_or_first().map(|it| it.to_string());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME));
        let attributes = font.attributes();
        let bold = attributes.weight.value() >= 600.0;
        let upright = attributes.style == skrifa::attribute::Style::Normal;
        Face {
            name: name(StringId::POSTSCRIPT_NAME).unwrap_or_default(),
            family: family.unwrap_or_default(),
            weight: if bold { Weight::Bold } else { Weight::Regular },
            slant: if upright { Slant::Upright } else { Slant::Italic },
            file: FontFile::Given(bytes),
            index,
            optical: None,
            serves: None,
            parsed: Arc::default(),
        }
    }

    /// Whether it is of the family of that name.
    pub fn is_of(&self, family: &str) -> bool {
        self.family.eq_ignore_ascii_case(family)
    }

    /// The tables of the file; `None` where it is no font.
    pub fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.file.bytes(), self.index).ok()
    }

    /// The metrics.
    pub fn metrics(&self) -> &Metrics {
        &self.parsed().metrics
    }

    /// The units of its em square.
    pub fn units_per_em(&self) -> u16 {
        self.parsed().units_per_em
    }

    /// The x-height that it matches next to another face.
    pub fn optical_x_height(&self) -> Em {
        self.optical.unwrap_or_else(|| self.metrics().x_height)
    }

    /// Whether it has a glyph for a character that another face lacks. A face that would have to be unpacked supplies
    /// only the letters of its own scripts.
    pub fn serves(&self, character: char) -> bool {
        let own =
            self.serves.is_none_or(|it| it.iter().any(|(first, last)| (first..=last).contains(&&character)));
        own && self.has(character)
    }

    /// Whether it has a glyph for a character.
    pub fn has(&self, character: char) -> bool {
        self.parsed().coverage.has(character)
    }

    /// The glyph of a character, before any substitution; `None` where it has none.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let glyph = self.font()?.charmap().map(character)?.to_u32();
        u16::try_from(glyph).ok().filter(|id| *id != 0)
    }

    /// Whether it is a font of the user.
    pub(super) fn is_given(&self) -> bool {
        matches!(self.file, FontFile::Given(_))
    }

    /// Whether its letters have serifs, judged by the name of its family.
    pub(super) fn has_serifs(&self) -> bool {
        !["Sans", "Gothic", "Grotesk", "Mono"].iter().any(|it| self.family.contains(it))
    }

    /// Whether its licence forbids embedding: restricted licence embedding, and no weaker permission
    /// next to it (OpenType 1.9, `OS/2`, `fsType`).
    pub fn forbids_embedding(&self) -> bool {
        self.font().and_then(|it| it.os2().ok()).is_some_and(|it| it.fs_type() & 0x000F == 0x0002)
    }

    /// The advance width of a glyph; `None` for an unknown glyph id.
    pub fn advance(&self, glyph: u16) -> Option<Em> {
        let units = self.font()?.hmtx().ok()?.advance(skrifa::GlyphId::from(glyph))?;
        Some(Em::from_units(i32::from(units), self.units_per_em()))
    }

    /// A shaper; `None` where the file is no font.
    pub fn shaper(&self) -> Option<harfrust::Shaper<'_>> {
        let data = self.parsed().shaper.as_ref()?;
        Some(data.shaper(&self.font()?).build())
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| {
            let Some(font) = self.font() else {
                let (coverage, metrics) = (Coverage::default(), Metrics::default());
                return Parsed { shaper: None, coverage, units_per_em: 1000, metrics };
            };
            let units_per_em = font.head().map_or(1000, |it| it.units_per_em());
            Parsed {
                shaper: Some(ShaperData::new(&font)),
                coverage: Coverage::of(&font),
                units_per_em,
                metrics: Metrics::of(&font, units_per_em),
            }
        })
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("name", &self.name).finish_non_exhaustive()
    }
}
