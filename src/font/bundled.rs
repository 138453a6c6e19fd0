//! The faces in the binary; `fonts/README.md` says where each is from and what it has.

use crate::geometry::Em;
use crate::theme::{Slant, Weight};

/// A face in the binary, with all that must be known of it before it is parsed.
pub(super) struct Bundled {
    pub(super) name: &'static str,
    pub(super) family: &'static str,
    pub(super) weight: Weight,
    pub(super) slant: Slant,
    /// The x-height that it goes with when it stands in for a letter of another face. It is the face's own,
    /// but for scripts without an x: there it is what the eye finds equal.
    pub(super) x_height: Em,
    pub(super) bytes: &'static [u8],
}

macro_rules! face {
    ($family:literal, $name:literal, $file:literal, $weight:ident, $slant:ident, $x:literal) => {
        Bundled {
            name: $name,
            family: $family,
            weight: Weight::$weight,
            slant: Slant::$slant,
            x_height: Em::milli($x),
            bytes: include_bytes!(concat!("../../fonts/", $file)),
        }
    };
}

/// The faces, families together, in the order in which fallback asks them.
#[rustfmt::skip]
pub(super) static FACES: [Bundled; 24] = [
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
    face!("Amiri", "Amiri-Regular", "Amiri_400Regular.ttf", Regular, Upright, 381),
    face!("Amiri", "Amiri-Bold", "Amiri_700Bold.ttf", Bold, Upright, 381),
    face!("Frank Ruhl Libre", "FrankRuhlLibre-Regular", "FrankRuhlLibre_400Regular.ttf", Regular, Upright, 400),
    face!("Frank Ruhl Libre", "FrankRuhlLibre-Bold", "FrankRuhlLibre_700Bold.ttf", Bold, Upright, 400),
    face!("Noto Serif Devanagari", "NotoSerifDevanagari-Regular", "NotoSerifDevanagari_400Regular.ttf", Regular, Upright, 412),
    face!("Noto Serif Devanagari", "NotoSerifDevanagari-Bold", "NotoSerifDevanagari_700Bold.ttf", Bold, Upright, 412),
    face!("Noto Serif Thai", "NotoSerifThai-Regular", "NotoSerifThai-Regular.ttf", Regular, Upright, 444),
    face!("Noto Serif Thai", "NotoSerifThai-Bold", "NotoSerifThai-Bold.ttf", Bold, Upright, 444),
    face!("DejaVu Sans", "DejaVuSans", "DejaVuSans.ttf", Regular, Upright, 520),
];
