use super::*;
use crate::geometry::Em;

fn families(serif: &str, sans: &str, mono: &str) -> Families {
    Families { serif: serif.into(), sans: sans.into(), mono: mono.into() }
}

fn face(book: &FontBook, id: FaceId) -> &str {
    book.face(id).map_or("", |it| it.name.as_str())
}

#[test]
fn bundled_table_matches_the_files() {
    for (_, bundled) in FontBook::default().iter() {
        let file: Arc<[u8]> = bundled.file.bytes().into();
        let given = Face::given(&file);
        assert_eq!(given.len(), 1, "{}", bundled.name);
        let in_file = (&given[0].name, &given[0].weight, &given[0].slant);
        assert_eq!(in_file, (&bundled.name, &bundled.weight, &bundled.slant));
        let apart = (bundled.optical_x_height() - bundled.metrics().x_height).to_raw().abs();
        let latin = bundled.family.starts_with("Source") || bundled.family == "EB Garamond";
        assert!(!latin || apart < Em::milli(12).to_raw(), "{}: x-height {apart}", bundled.name);
    }
}

#[test]
fn style_selects_its_face() {
    let book = FontBook::default();
    let select = |family, weight, slant| face(&book, book.select(family, weight, slant));
    assert_eq!(select(Family::Serif, Weight::Regular, Slant::Italic), "EBGaramond-Italic");
    assert_eq!(select(Family::Sans, Weight::Bold, Slant::Upright), "SourceSans3-Semibold");
    assert_eq!(select(Family::Mono, Weight::Bold, Slant::Italic), "SourceCodePro-Bold");
    let modern = FontBook::bundled(families("source serif 4", "No Such Sans", "Source Code Pro"));
    assert_eq!(
        face(&modern, modern.select(Family::Serif, Weight::Bold, Slant::Upright)),
        "SourceSerif4-Semibold"
    );
    assert_eq!(
        face(&modern, modern.select(Family::Sans, Weight::Bold, Slant::Upright)),
        "EBGaramond-SemiBold"
    );
}

#[test]
fn fallback_stays_near_the_style() {
    let book = FontBook::default();
    let bold = book.select(Family::Serif, Weight::Bold, Slant::Italic);
    let found = |character| book.fallback(character, bold).map(|id| face(&book, id));
    assert_eq!(found('\u{0639}'), Some("Amiri-Bold"), "ain");
    assert_eq!(found('\u{05d0}'), Some("FrankRuhlLibre-Bold"), "alef");
    assert_eq!(found('\u{0e01}'), Some("NotoSerifThai-Bold"), "ko kai");
    assert_eq!(found('\u{253}'), Some("EBGaramond-SemiBold"), "b with hook: the family's upright");
    assert_eq!(found('\u{2612}'), Some("DejaVuSans"), "a task box");
    assert_eq!(found('一'), None, "no face is Chinese");
}

#[test]
fn invalid_font_file_is_left_out() {
    let junk: Arc<[u8]> = Arc::from(*b"not a font");
    let count = FontBook::default().iter().count();
    assert_eq!(FontBook::with(vec![junk], families("", "", "")).iter().count(), count);
}

#[test]
fn user_font_comes_first() {
    let bytes: Arc<[u8]> = bundled::FACES[15].file.bytes().into();
    let book = FontBook::with(vec![bytes], families("amiri", "", ""));
    assert_eq!(book.select(Family::Serif, Weight::Regular, Slant::Upright), FaceId(0));
    assert!(matches!(book.face(FaceId(0)).map(|it| &it.file), Some(FontFile::Given(_))));
}

#[test]
fn metrics_match_the_file() {
    let book = FontBook::default();
    let metrics = book.metrics(book.select(Family::Sans, Weight::Regular, Slant::Upright));
    assert_eq!(metrics.x_height, Em::milli(486));
    assert!(metrics.underline.top < Em::ZERO && metrics.strikeout.top > Em::ZERO, "{metrics:?}");
    assert!(metrics.superscript.rise > Em::ZERO && metrics.subscript.rise < Em::ZERO, "{metrics:?}");
}

/// The regular face of EB Garamond as one of another weight and width (OpenType 1.9.1, `OS/2`: `usWeightClass` and
/// `usWidthClass` are the third and the fourth number of the table).
fn variant(class: u16, width: u16) -> Arc<[u8]> {
    use skrifa::raw::TableProvider;
    let mut bytes = bundled::FACES[0].file.bytes().to_vec();
    let font = skrifa::FontRef::new(&bytes).expect("a font");
    let record =
        font.table_directory().table_records().iter().find(|it| it.tag() == *b"OS/2").expect("a table");
    let start = usize::try_from(record.offset()).expect("small") + 4;
    assert_eq!(font.os2().expect("a table").us_weight_class(), 400);
    bytes[start..start + 2].copy_from_slice(&class.to_be_bytes());
    bytes[start + 2..start + 4].copy_from_slice(&width.to_be_bytes());
    // Under a name that no built-in face has.
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (name, other) = (utf16("Garamond"), utf16("Garamund"));
    for at in 0..bytes.len() - name.len() {
        if bytes[at..].starts_with(&name) {
            bytes[at..at + name.len()].copy_from_slice(&other);
        }
    }
    bytes.into()
}

#[test]
fn faces_of_a_big_family_are_chosen_by_weight_and_width() {
    let select = |classes: &[(u16, u16)], weight| {
        let given = classes.iter().map(|(class, width)| variant(*class, *width)).collect();
        let book = FontBook::with(given, families("EB Garamund", "", ""));
        let id = book.select(Family::Serif, weight, Slant::Upright);
        classes.get(usize::from(id.0)).copied().unwrap_or_default()
    };
    let all: Vec<(u16, u16)> = [100, 200, 300, 900, 800, 600, 500, 700, 400].map(|it| (it, 5)).to_vec();
    assert_eq!(select(&all, Weight::Regular), (400, 5), "not the first, as a hairline is");
    assert_eq!(select(&all, Weight::Bold), (700, 5));
    assert_eq!(
        select(&[(300, 5), (500, 5), (900, 5)], Weight::Regular),
        (500, 5),
        "of two as near, the bolder one"
    );
    assert_eq!(select(&[(300, 5), (900, 5), (600, 5)], Weight::Bold), (600, 5));
    assert_eq!(select(&[(400, 3), (300, 5), (400, 7)], Weight::Regular), (300, 5), "of normal width");
    assert_eq!(select(&[(400, 3), (400, 4)], Weight::Regular), (400, 4), "semi-condensed is nearer");
}

#[test]
fn four_faces_of_a_big_family_have_a_name_of_their_own() {
    let bytes: Arc<[u8]> = bundled::FACES[1].file.bytes().into();
    let face = Face::given(&bytes).pop().expect("a face");
    assert_eq!(face.family, "EB Garamond");
    assert!(
        face.is_of("eb garamond") && face.is_of("EB Garamond SemiBold") && !face.is_of("EB Garamond Bold")
    );
}

#[test]
fn mean_width_is_that_of_prose() {
    let book = FontBook::default();
    let width = |name: &str| book.text_face(name).expect("a family").mean_width();
    let (narrow, wide) = (width("EB Garamond"), width("Source Serif 4"));
    assert!((Em::milli(360)..Em::milli(400)).contains(&narrow), "{narrow:?}");
    assert!((Em::milli(425)..Em::milli(465)).contains(&wide), "{wide:?}");
}

/// With Debian's fonts, where they are installed.
#[test]
fn lato_and_inter_are_regular_and_bold() {
    let folders = ["/usr/share/fonts/truetype/lato", "/usr/share/fonts/opentype/inter"];
    for (folder, family) in folders.into_iter().zip(["Lato", "Inter"]) {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        let mut paths: Vec<_> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
        paths.sort();
        let given = paths.iter().filter_map(|it| std::fs::read(it).ok()).map(Arc::from).collect();
        let book = FontBook::with(given, families(family, "", ""));
        let name =
            |weight, slant| book.face(book.select(Family::Serif, weight, slant)).map(|it| it.name.clone());
        for (weight, slant, style) in [
            (Weight::Regular, Slant::Upright, "Regular"),
            (Weight::Bold, Slant::Upright, "Bold"),
            (Weight::Regular, Slant::Italic, "Italic"),
            (Weight::Bold, Slant::Italic, "BoldItalic"),
        ] {
            assert_eq!(name(weight, slant), Some(format!("{family}-{style}")));
        }
    }
}
