//! The faces in the binary; `fonts/README.md` lists where each is from and what it has.

use std::fmt;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;

use crate::geometry::Em;
use crate::theme::{Slant, Weight};

/// A face in the binary, with all that must be known before it is parsed.
pub(super) struct Bundled {
    pub(super) name: &'static str,
    pub(super) family: &'static str,
    pub(super) weight: Weight,
    pub(super) slant: Slant,
    /// The x-height that it matches when it replaces a letter of another face. It is the face's own,
    /// but for scripts without an x: there it is what the eye finds equal.
    pub(super) x_height: Em,
    pub(super) file: BundledFile,
    /// The ranges of characters that it supplies when another face lacks them; `None` for any.
    pub(super) serves: Option<&'static [(char, char)]>,
}

/// A font file in the binary: as it is, or packed (RFC 1950) by `fonts/pack.rs` and unpacked when it is first read.
pub struct BundledFile {
    bytes: &'static [u8],
    unpacked: Option<OnceLock<Vec<u8>>>,
}

impl BundledFile {
    const fn plain(bytes: &'static [u8]) -> BundledFile {
        BundledFile { bytes, unpacked: None }
    }

    const fn packed(bytes: &'static [u8]) -> BundledFile {
        BundledFile { bytes, unpacked: Some(OnceLock::new()) }
    }

    /// The font file.
    pub fn bytes(&self) -> &[u8] {
        let Some(unpacked) = &self.unpacked else { return self.bytes };
        unpacked.get_or_init(|| {
            let mut bytes = Vec::new();
            // What the build has packed can be unpacked; if it ever cannot, the face has no letters, and each that is
            // needed is reported as missing.
            let read = ZlibDecoder::new(self.bytes).read_to_end(&mut bytes);
            if read.is_ok() { bytes } else { Vec::new() }
        })
    }
}

impl fmt::Debug for BundledFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} bytes", self.bytes.len())
    }
}

macro_rules! face {
    ($family:literal, $name:literal, $file:literal, $weight:ident, $slant:ident, $x:literal) => {
        face!(@ $family, $name, $weight, $slant, $x,
            BundledFile::plain(include_bytes!(concat!("../../fonts/", $file))), None)
    };
    ($family:literal, $name:literal, packed $file:literal, $weight:ident, $slant:ident, $x:literal, $serves:expr) => {
        face!(@ $family, $name, $weight, $slant, $x,
            BundledFile::packed(include_bytes!(concat!(env!("OUT_DIR"), "/", $file))), Some($serves))
    };
    (@ $family:literal, $name:literal, $weight:ident, $slant:ident, $x:literal, $file:expr, $serves:expr) => {
        Bundled {
            name: $name,
            family: $family,
            weight: Weight::$weight,
            slant: Slant::$slant,
            x_height: Em::milli($x),
            file: $file,
            serves: $serves,
        }
    };
}

/// The blocks of Arabic with their presentation forms (Unicode 16, chapter 9.2).
const ARABIC: &[(char, char)] = &[
    ('\u{600}', '\u{6ff}'),
    ('\u{750}', '\u{77f}'),
    ('\u{870}', '\u{8ff}'),
    ('\u{fb50}', '\u{fdff}'),
    ('\u{fe70}', '\u{fefc}'),
    ('\u{1ee00}', '\u{1eeff}'),
];

/// The blocks of Devanagari with those of Vedic signs and of common Indic numbers (Unicode 16, chapter 12.1).
const DEVANAGARI: &[(char, char)] = &[
    ('\u{900}', '\u{97f}'),
    ('\u{1cd0}', '\u{1cff}'),
    ('\u{a830}', '\u{a83f}'),
    ('\u{a8e0}', '\u{a8ff}'),
    ('\u{11b00}', '\u{11b5f}'),
];

/// The characters that are images wherever nothing else is said (UTS #51, `Emoji_Presentation`), what encloses a
/// keycap, and the tags of flags.
const EMOJI: &[(char, char)] = &[
    ('\u{20e3}', '\u{20e3}'),
    ('\u{231a}', '\u{231b}'),
    ('\u{23e9}', '\u{23f3}'),
    ('\u{25fd}', '\u{25fe}'),
    ('\u{2614}', '\u{2615}'),
    ('\u{2648}', '\u{2653}'),
    ('\u{267f}', '\u{267f}'),
    ('\u{2693}', '\u{2693}'),
    ('\u{26a1}', '\u{26a1}'),
    ('\u{26aa}', '\u{26ab}'),
    ('\u{26bd}', '\u{26be}'),
    ('\u{26c4}', '\u{26c5}'),
    ('\u{26ce}', '\u{26ce}'),
    ('\u{26d4}', '\u{26d4}'),
    ('\u{26ea}', '\u{26ea}'),
    ('\u{26f2}', '\u{26f3}'),
    ('\u{26f5}', '\u{26f5}'),
    ('\u{26fa}', '\u{26fa}'),
    ('\u{26fd}', '\u{26fd}'),
    ('\u{2705}', '\u{2705}'),
    ('\u{270a}', '\u{270b}'),
    ('\u{2728}', '\u{2728}'),
    ('\u{274c}', '\u{274c}'),
    ('\u{274e}', '\u{274e}'),
    ('\u{2753}', '\u{2755}'),
    ('\u{2757}', '\u{2757}'),
    ('\u{2795}', '\u{2797}'),
    ('\u{27b0}', '\u{27b0}'),
    ('\u{27bf}', '\u{27bf}'),
    ('\u{2b1b}', '\u{2b1c}'),
    ('\u{2b50}', '\u{2b50}'),
    ('\u{2b55}', '\u{2b55}'),
    ('\u{1f000}', '\u{1faff}'),
    ('\u{e0020}', '\u{e007f}'),
];

/// The faces, families together, in the order in which fallback asks them.
#[rustfmt::skip]
pub(super) static FACES: [Bundled; 25] = [
    face!("EB Garamond", "EBGaramond-Regular", "EBGaramond-Regular.otf", Regular, Upright, 400),
    face!("EB Garamond", "EBGaramond-SemiBold", "EBGaramond-SemiBold.otf", Bold, Upright, 413),
    face!("EB Garamond", "EBGaramond-Italic", "EBGaramond-Italic.otf", Regular, Italic, 400),
    face!("EB Garamond", "EBGaramond-SemiBoldItalic", "EBGaramond-SemiBoldItalic.otf", Bold, Italic, 413),
    face!("Source Serif 4", "SourceSerif4-Regular", "SourceSerif4-Regular.otf", Regular, Upright, 475),
    face!("Source Serif 4", "SourceSerif4-Semibold", "SourceSerif4-Semibold.otf", Bold, Upright, 475),
    face!("Source Serif 4", "SourceSerif4-It", "SourceSerif4-It.otf", Regular, Italic, 475),
    face!("Source Serif 4", "SourceSerif4-SemiboldIt", "SourceSerif4-SemiboldIt.otf", Bold, Italic, 475),
    face!("Source Sans 3", "SourceSans3-Regular", "SourceSans3-Regular.otf", Regular, Upright, 486),
    face!("Source Sans 3", "SourceSans3-Semibold", "SourceSans3-Semibold.otf", Bold, Upright, 486),
    face!("Source Sans 3", "SourceSans3-It", "SourceSans3-It.otf", Regular, Italic, 486),
    face!("Source Sans 3", "SourceSans3-SemiboldIt", "SourceSans3-SemiboldIt.otf", Bold, Italic, 486),
    face!("Source Code Pro", "SourceCodePro-Regular", "SourceCodePro-Regular.otf", Regular, Upright, 486),
    face!("Source Code Pro", "SourceCodePro-Bold", "SourceCodePro-Bold.otf", Bold, Upright, 486),
    face!("Source Code Pro", "SourceCodePro-It", "SourceCodePro-It.otf", Regular, Italic, 486),
    face!("Amiri", "Amiri-Regular", packed "Amiri_400Regular.ttf", Regular, Upright, 381, ARABIC),
    face!("Amiri", "Amiri-Bold", packed "Amiri_700Bold.ttf", Bold, Upright, 381, ARABIC),
    face!("Frank Ruhl Libre", "FrankRuhlLibre-Regular", "FrankRuhlLibre_400Regular.ttf", Regular, Upright, 400),
    face!("Frank Ruhl Libre", "FrankRuhlLibre-Bold", "FrankRuhlLibre_700Bold.ttf", Bold, Upright, 400),
    face!("Noto Serif Devanagari", "NotoSerifDevanagari-Regular", packed "NotoSerifDevanagari_400Regular.ttf", Regular, Upright, 412, DEVANAGARI),
    face!("Noto Serif Devanagari", "NotoSerifDevanagari-Bold", packed "NotoSerifDevanagari_700Bold.ttf", Bold, Upright, 412, DEVANAGARI),
    face!("Noto Serif Thai", "NotoSerifThai-Regular", "NotoSerifThai-Regular.ttf", Regular, Upright, 444),
    face!("Noto Serif Thai", "NotoSerifThai-Bold", "NotoSerifThai-Bold.ttf", Bold, Upright, 444),
    face!("Noto Emoji", "NotoEmoji-Regular", packed "NotoEmoji_400Regular.ttf", Regular, Upright, 420, EMOJI),
    face!("DejaVu Sans", "DejaVuSans", "DejaVuSans.ttf", Regular, Upright, 520),
];
