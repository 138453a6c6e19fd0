//! Lines in many scripts.

use super::*;
use crate::layout::frame::{Item, TextRun};
use crate::layout::paragraph::line::Line;
use crate::layout::style::{ParagraphStyle, TextStyle};

/// What is on a line from left to right, run by run, each by its glyphs' clusters.
fn visual(line: &Line) -> Vec<String> {
    let clusters = |run: &TextRun| {
        let drawn = run.glyphs.iter().filter(|it| it.advance > Em::ZERO);
        let mut ranges: Vec<_> = drawn.map(|it| it.cluster()).collect();
        ranges.dedup();
        ranges.into_iter().map(|it| run.text[it].to_owned()).collect::<String>()
    };
    let mut runs: Vec<_> = line
        .items
        .iter()
        .filter_map(|it| match &it.item {
            Item::Text(run) => Some((it.at.x, clusters(run))),
            Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
        })
        .collect();
    runs.sort_by_key(|it| it.0);
    runs.into_iter().map(|it| it.1).collect()
}

/// The text of a line from left to right.
fn left_to_right(text: &str, lang: &str) -> String {
    visual(&set(text, &style(lang), 400)[0]).concat()
}

#[test]
fn hebrew_runs_from_right_to_left() {
    // UAX #9, L2: words of either direction keep their inner order.
    assert_eq!(left_to_right("he said שלום עולם today", "en"), "he said םלוע םולש today");
    assert_eq!(left_to_right("שלום Word עולם", "he"), "םלוע Word םולש");
    assert_eq!(left_to_right("שנת 1948 היא", "he"), "איה 1948 תנש", "numbers run from left to right");
    assert_eq!(left_to_right("(שלום)", "he"), ")םולש(", "brackets change sides; their glyphs are mirrored");
}

#[test]
fn text_that_runs_from_right_to_left_is_read_in_logical_order() {
    let text = "שלום לכל העולם ולכל מי שגר בו";
    let lines = set(text, &style("he"), 60);
    assert!(lines.len() > 1);
    assert_eq!(lines.iter().map(read).collect::<String>(), text);
    for line in &lines[..lines.len() - 1] {
        let last = runs(line).next().and_then(|it| it.glyphs.first()).expect("a glyph");
        assert_eq!(last.advance, Em::ZERO, "the space at the line end is at the left, and takes no room");
    }
}

#[test]
fn a_paragraph_from_right_to_left_starts_at_the_right() {
    let lines = set("שלום", &ParagraphStyle { indent: Length::pt(20), ..style("he") }, 200);
    let run = runs(&lines[0]).next().expect("a run");
    let at = lines[0].items[0].at.x;
    assert!((at + run.width() - Length::pt(180)).abs() < Length::millipt(10), "{at:?}");
}

#[test]
fn arabic_letters_join_and_words_stay_apart() {
    let line = &set("كتاب جميل", &style("ar"), 200)[0];
    let run = runs(line).next().expect("a run");
    assert_eq!(run.text, "كتاب جميل");
    let joined = runs(&set("ك", &style("ar"), 200)[0]).next().expect("a run").glyphs[0].id;
    assert!(run.glyphs.iter().all(|it| it.id != 0 && it.id != joined), "no letter has its lone form");
}

#[test]
fn thai_breaks_between_words_of_the_dictionary() {
    let text = "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน";
    let lines = set(text, &style("th"), 70);
    assert!(lines.len() > 1);
    assert_eq!(lines.iter().map(read).collect::<String>(), text);
    for line in &lines {
        let first = read(line).chars().next().expect("a letter");
        assert!(
            !matches!(u32::from(first), 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e),
            "no line starts with a mark"
        );
        assert!(line.missing.is_empty());
    }
    let words = ["ภาษา", "ไทย", "เป็น", "ที่", "มี", "ระดับ", "เสียง", "ของ", "คำ", "แน่นอน"];
    for line in &lines[1..] {
        assert!(words.iter().any(|it| read(line).starts_with(it)), "{}", read(line));
    }
}

#[test]
fn chinese_lines_do_not_start_with_a_closing_mark() {
    // No Chinese face is carried: the boxes of the text face replace the characters here.
    let text = "天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。閏餘成歲，律呂調陽。";
    for measure in 30..90 {
        let lines = set(text, &style("zh-Hant"), measure);
        assert_eq!(lines.iter().map(read).collect::<String>(), text);
        for line in lines {
            assert!(!read(&line).starts_with(['，', '。']), "{measure}: {}", read(&line));
        }
    }
}

#[test]
fn a_missing_glyph_is_reported_by_name() {
    let mut diags = crate::diag::Diagnostics::new();
    crate::layout::rules::report(&set("one 一 one", &style("en"), 200), &mut diags);
    let messages: Vec<&str> = diags.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["no font has the character `一` (U+4E00)"]);
}

#[test]
fn faces_for_other_scripts_are_sized_by_eye() {
    let lines = set(
        "שלום word",
        &ParagraphStyle { text: TextStyle { family: Family::Sans, ..style("en").text }, ..style("en") },
        200,
    );
    let sizes: Vec<i64> = runs(&lines[0]).map(|it| it.size.to_millipt()).collect();
    assert_eq!(sizes, [12_150, 10_000], "Frank Ruhl next to Source Sans");
}

#[test]
fn words_of_thai_move_apart_a_little_and_no_more() {
    // A wide space would be read as the end of a clause: the line is rather left short.
    let text = "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน";
    let ends = |line: &Line| {
        let ends = line.items.iter().map(|it| match &it.item {
            Item::Text(run) => it.at.x + run.width(),
            Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => it.at.x,
        });
        ends.max().unwrap_or_default()
    };
    let lines = set(text, &style("th"), 80);
    let ragged = set(text, &ParagraphStyle { align: Align::Start, ..style("th") }, 80);
    assert!(lines.iter().all(|it| ends(it) <= Length::pt(80)));
    let same = |it: &(&Line, &Line)| read(it.0) == read(it.1);
    for (line, natural) in lines[..lines.len() - 1].iter().zip(&ragged).filter(same) {
        let gained = ends(line) - ends(natural);
        assert!(
            gained > Length::ZERO && gained <= Length::pt(10),
            "a tenth of an em at each space: {gained:?}"
        );
    }
}

#[test]
fn letters_that_join_are_not_spaced() {
    let mut tracked = style("ar");
    tracked.text.tracking = Em::milli(100);
    let width = |style: &ParagraphStyle| set("مرحبا", style, 400)[0].width;
    assert_eq!(width(&tracked), width(&style("ar")));
}

#[test]
fn a_korean_title_has_whole_words_while_there_is_room() {
    // The bundled faces have no Hangul, but lines break all the same.
    let title = ParagraphStyle { align: Align::Start, hyphenation: Hyphenation::Explicit, ..style("ko") };
    for measure in [60, 80, 100] {
        let lines = set("가나다라 마바사 아자차카타", &title, measure);
        for line in &lines {
            let said = read(line);
            assert!(
                said.trim()
                    .split(' ')
                    .all(|it| "가나다라 마바사 아자차카타".split(' ').any(|word| word == it)),
                "{said}"
            );
        }
    }
    assert!(set("가나다라마바사아자차카타파하", &title, 40).len() > 1, "one word too wide is divided");
}
