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
