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

/// A face of the [`FontBook`](crate::font::FontBook).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

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
    /// Its weight in numbers: 400 for regular, 700 for bold (OpenType 1.9.1, `OS/2`, `usWeightClass`).
    pub(super) class: u16,
    /// Its width in thousandths of the normal one.
    pub(super) width: u16,
    /// The name of its family among four faces, where that differs: `Lato Light`.
    small_family: Option<String>,
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

/// How often characters are in a thousand of English prose.
const PROSE: &[(char, i64)] = &[
    (' ', 180),
    ('e', 102),
    ('t', 74),
    ('a', 66),
    ('o', 62),
    ('i', 57),
    ('n', 57),
    ('s', 52),
    ('h', 50),
    ('r', 49),
    ('d', 35),
    ('l', 33),
    ('u', 23),
    ('c', 23),
    ('m', 20),
    ('w', 19),
    ('f', 18),
    ('g', 16),
    ('y', 16),
    ('p', 16),
    ('b', 12),
    ('v', 8),
    ('k', 6),
    (',', 10),
    ('.', 10),
];

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
            class: if face.weight == Weight::Bold { 700 } else { 400 },
            width: 1000,
            small_family: None,
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
        let small_family = name(StringId::FAMILY_NAME);
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| small_family.clone());
        let attributes = font.attributes();
        // Both are small and of one decimal; what a broken font has beyond is cut off.
        let class = attributes.weight.value().clamp(1.0, 1000.0) as u16;
        let width = (attributes.stretch.ratio().clamp(0.1, 10.0) * 1000.0) as u16;
        let bold = class >= 600;
        let upright = attributes.style == skrifa::attribute::Style::Normal;
        Face {
            name: name(StringId::POSTSCRIPT_NAME).unwrap_or_default(),
            family: family.unwrap_or_default(),
            weight: if bold { Weight::Bold } else { Weight::Regular },
            slant: if upright { Slant::Upright } else { Slant::Italic },
            class,
            width,
            small_family,
            file: FontFile::Given(bytes),
            index,
            optical: None,
            serves: None,
            parsed: Arc::default(),
        }
    }

    /// A name for a file of it. The number keeps two files apart whose names are the same but for signs that no address
    /// should have.
    pub fn file_name(&self, id: FaceId) -> String {
        let name: String = self.name.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
        format!("{:03}-{name}", id.0)
    }

    /// Whether it is of the family of that name, among all its faces or among four of them.
    pub fn is_of(&self, family: &str) -> bool {
        let small = self.small_family.as_deref();
        self.family.eq_ignore_ascii_case(family) || small.is_some_and(|it| it.eq_ignore_ascii_case(family))
    }

    /// The mean width of a character of English prose, of letters and spaces.
    pub fn mean_width(&self) -> Em {
        let (mut sum, mut count) = (0_i64, 0_i64);
        for (character, frequency) in PROSE {
            let advance = self.glyph(*character).and_then(|it| self.advance(it)).unwrap_or(Em::ZERO);
            sum += i64::from(advance.to_raw()) * frequency;
            count += frequency;
        }
        Em::raw(i32::try_from(sum / count.max(1)).unwrap_or(0))
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
    pub fn is_given(&self) -> bool {
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
