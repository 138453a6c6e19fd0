//! The cover that is drawn.

use std::collections::BTreeSet;

use crate::backend::epub::tests::sample::Sample;
use crate::diag::Diagnostics;

fn sample(title: &str) -> Sample {
    let mut sample = Sample::new();
    sample.document.meta.cover = None;
    sample.document.meta.title = title.to_owned();
    sample
}

/// The rows of the drawn cover, each with the colours in it.
fn rows(sample: &Sample) -> Vec<BTreeSet<[u8; 3]>> {
    let book = sample.book();
    let cover = image::load_from_memory(book.binary("images/cover.png")).expect("an image").into_rgb8();
    let colors = |row: &[u8]| {
        let mut colors: Vec<[u8; 3]> = row.chunks_exact(3).map(|it| [it[0], it[1], it[2]]).collect();
        colors.dedup();
        colors.into_iter().collect()
    };
    cover.as_raw().chunks_exact(1600 * 3).map(colors).collect()
}

#[test]
fn a_book_without_a_cover_has_one_drawn() {
    let sample = sample("A sample");
    let book = sample.book();
    let items = book.package().elements("item");
    let cover = items.into_iter().find(|it| it.get("properties").is_some_and(|it| it == "cover-image"));
    assert_eq!(cover.expect("a cover")["href"], "images/cover.png");
    assert_eq!(book.file("cover.xhtml").attributes("alt"), ["Cover: A sample, Ann Author"]);
    let rows = rows(&sample);
    let theme = crate::theme::Theme::classic().light;
    for color in [theme.accent, theme.ground] {
        assert!(rows.iter().flatten().any(|it| *it == [color.red, color.green, color.blue]));
    }
}

#[test]
fn whatever_is_said_stays_within_the_cover() {
    let mut sample = sample(&"A title that goes on and on ".repeat(60));
    sample.document.meta.subtitle = Some("and so does what is below it ".repeat(40));
    sample.document.meta.publisher = Some("The House of Long Names ".repeat(9));
    let rows = rows(&sample);
    assert_eq!(rows.len(), 2560);
    assert!(rows[2430..].iter().all(|it| it.len() == 1), "the foot is free");
    assert!(rows[..420].iter().all(|it| it.len() == 1), "the head is free");
}

#[test]
fn what_no_font_has_is_left_off_the_cover_and_reported() {
    let sample = sample("\u{4e00}\u{672c}\u{4e66}");
    let mut diags = Diagnostics::new();
    sample.render(None, &mut diags);
    let found: Vec<&str> = diags.iter().map(|it| it.rule.id).collect();
    assert_eq!(found, ["unset-cover"]);
    // Rule and author only: the ink of a title would begin a sixth from the head.
    let rows = rows(&sample);
    let first = rows.iter().position(|it| it.len() > 1).expect("a rule");
    assert!(first > 430, "the first row with ink is {first}");
}

#[test]
fn a_cover_of_many_colours_has_them_all() {
    let mut sample = sample("A sample");
    sample.document.meta.logo = Some("map.png".to_owned());
    let rows = rows(&sample);
    let theme = crate::theme::Theme::classic().light;
    assert_eq!(rows.len(), 2560);
    assert!(
        rows[0].contains(&[theme.accent.red, theme.accent.green, theme.accent.blue]),
        "the ground is opaque"
    );
    let colors = rows.iter().flatten().collect::<BTreeSet<_>>().len();
    assert!(colors > 16, "{colors}");
}
