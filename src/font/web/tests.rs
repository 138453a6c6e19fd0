use std::io::Read as _;

use flate2::read::ZlibDecoder;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use skrifa::{FontRef, MetadataProvider};

use super::*;
use crate::font::FontBook;

fn face(name: &str) -> Face {
    let book = FontBook::default();
    let found = book.iter().find(|(_, it)| it.name == name).map(|it| it.1.clone());
    found.expect("a built-in face")
}

/// The font file that is packed in a WOFF.
fn unpacked(woff: &[u8]) -> Vec<u8> {
    let number = |at: usize| u32::from_be_bytes(woff[at..at + 4].try_into().expect("four bytes"));
    let at = |at: usize| usize::try_from(number(at)).expect("small");
    assert_eq!((&woff[..4], at(8)), (b"wOFF".as_slice(), woff.len()));
    let count = usize::from(u16::from_be_bytes([woff[12], woff[13]]));
    let (mut head, mut body) = (Vec::new(), Vec::new());
    head.extend(&woff[4..8]);
    let largest = count.ilog2();
    for number in [count as u16, 16 << largest, largest as u16, (count * 16 - (16 << largest)) as u16] {
        head.extend(number.to_be_bytes());
    }
    for entry in (0..count).map(|it| 44 + 20 * it) {
        let (start, packed, length) = (at(entry + 4), at(entry + 8), at(entry + 12));
        let bytes = &woff[start..start + packed];
        let mut table = Vec::new();
        if packed < length {
            ZlibDecoder::new(bytes).read_to_end(&mut table).expect("packed");
        } else {
            table.extend(bytes);
        }
        assert_eq!(table.len(), length);
        head.extend(&woff[entry..entry + 4]);
        head.extend(number(entry + 16).to_be_bytes());
        head.extend((12 + 16 * count as u32 + body.len() as u32).to_be_bytes());
        head.extend(number(entry + 12).to_be_bytes());
        body.extend(table);
        body.resize(usize::next_multiple_of(body.len(), 4), 0);
    }
    assert_eq!(at(16), head.len() + body.len(), "the size of the whole");
    head.extend(body);
    let sum = head.chunks(4).map(|it| u32::from_be_bytes(it.try_into().expect("padded")));
    assert_eq!(sum.fold(0, u32::wrapping_add), 0xB1B0_AFBA, "the sum of the whole");
    head
}

/// How far the outline of a character reaches right, in font units.
fn extent(font: &FontRef<'_>, character: char) -> Option<f32> {
    use skrifa::instance::{LocationRef, Size};
    let glyph = font.charmap().map(character)?;
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    metrics.bounds(glyph).map(|it| it.x_max)
}

#[test]
fn part_has_the_letters_of_the_text_and_its_features() {
    // Compact outlines, and those of TrueType.
    for (name, text, other) in [("EBGaramond-Regular", "fjörd", 'ж'), ("FrankRuhlLibre-Regular", "שלום", 'é')]
    {
        let face = face(name);
        let whole = face.font().expect("a font");
        let web = face.web_font(&text.chars().collect()).expect("a font for the web");
        assert!(web.len() * 2 < face.file.bytes().len(), "{name}: {} bytes", web.len());
        let bytes = unpacked(&web);
        let font = FontRef::new(&bytes).expect("a font");
        for character in text.chars().chain(['a', '7', '.']) {
            assert_eq!(extent(&font, character), extent(&whole, character), "{name}: {character}");
        }
        assert!(
            whole.charmap().map(other).is_some() && font.charmap().map(other).is_none(),
            "{name}: {other}"
        );
        for tag in [b"GSUB", b"GPOS"] {
            let of = |it: &FontRef<'_>| it.table_data(Tag::new(tag)).map(|it| it.as_bytes().to_vec());
            assert_eq!(of(&font), of(&whole), "{name}: the ids of glyphs are the same");
        }
        let advance =
            |it: &FontRef<'_>| it.hmtx().expect("widths").advance(it.charmap().map('a').expect("a"));
        assert_eq!(advance(&font), advance(&whole));
    }
}

#[test]
fn part_has_what_substitutions_lead_to() {
    let face = face("EBGaramond-Regular");
    let bytes = unpacked(&face.web_font(&"fi".chars().collect()).expect("a font"));
    let font = FontRef::new(&bytes).expect("a font");
    let outlines = |font: &FontRef<'_>| {
        let glyphs = font.outline_glyphs();
        let drawn = |id| {
            let mut pen = skrifa::outline::pen::SvgPen::new();
            let size = skrifa::instance::Size::unscaled();
            let Some(glyph) = glyphs.get(id) else { return false };
            glyph.draw((size, skrifa::instance::LocationRef::default()), &mut pen).is_ok()
                && !pen.as_ref().is_empty()
        };
        let count = font.maxp().expect("maxp").num_glyphs();
        (0..count).filter(|it| drawn(skrifa::GlyphId::from(*it))).count()
    };
    let kept = outlines(&font);
    let all = outlines(&face.font().expect("a font"));
    // Basic letters with small capitals, ligatures and figures, but not the other scripts.
    assert!(kept > 200 && kept * 2 < all, "{kept} of {all}");
}

#[test]
fn part_bears_the_licence_and_not_the_name() {
    let bytes = unpacked(&face("EBGaramond-Regular").web_font(&BTreeSet::new()).expect("a font"));
    let font = FontRef::new(&bytes).expect("a font");
    use skrifa::string::StringId;
    let name =
        |id| font.localized_strings(id).english_or_first().map(|it| it.to_string()).unwrap_or_default();
    assert!(!name(StringId::FAMILY_NAME).contains("Garamond"));
    assert!(name(StringId::LICENSE_DESCRIPTION).contains("Open Font License"));
}

#[test]
fn licence_bits_are_obeyed() {
    let expected = [
        (0x0000, Permission::Part),
        (0x0002, Permission::Nothing),
        (0x0004, Permission::Part),
        (0x0008, Permission::Part),
        (0x000A, Permission::Part),
        (0x0104, Permission::Whole),
        (0x0200, Permission::Nothing),
    ];
    for (bits, permission) in expected {
        assert_eq!(Permission::of(bits), permission, "{bits:#06x}");
    }
}

#[test]
fn broken_fonts_do_no_harm() {
    let bytes = face("EBGaramond-Regular").file.bytes().to_vec();
    for cut in [0, 4, 100, 2000, 40_000, bytes.len() / 2] {
        for face in Face::given(&std::sync::Arc::from(&bytes[..cut])) {
            let _ = face.web_font(&"abc".chars().collect());
        }
    }
}
