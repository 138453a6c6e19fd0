//! Lines of plain paragraphs.

use super::*;
use crate::layout::frame::{Artifact, Glyph, Mark, TextRun};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::place::expanded;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::style::{InlineStyle, ParagraphStyle, TextStyle};

const TEXT: &str = "In olden times when wishing still helped one, there lived a king whose daughters were all \
beautiful; and the youngest was so beautiful that the sun itself, which has seen so much, was astonished whenever \
it shone in her face. Close by the king’s castle lay a great dark forest, and underline an old lime-tree in the forest \
was a well, and when the day was very warm, the king’s child went out into the forest and sat down by the side of \
the cool fountain; and when she was bored she took a golden ball, and threw it up on high and caught it; and this \
ball was her favorite plaything.";

fn text_of(lines: &[Line]) -> String {
    lines.iter().map(read).collect::<String>().replace('\u{ad}', "")
}

#[test]
fn every_word_is_said_once_in_order() {
    for measure in [20, 61, 150, 250, 390, 2000] {
        assert_eq!(text_of(&set(TEXT, &style("en"), measure)), TEXT, "at {measure} pt");
    }
}

#[test]
fn lines_are_as_wide_as_the_measure() {
    for measure in [250, 320, 390] {
        let lines = set(TEXT, &style("en"), measure);
        let (last, full) = lines.split_last().expect("lines");
        assert!(last.width <= Length::pt(measure));
        for line in full {
            let off = (line.width - Length::pt(measure)).abs();
            assert!(off < Length::millipt(1), "{off:?}: {}", read(line));
            assert!((666..=1500).contains(&line.fit.space), "{}: {}", line.fit.space, read(line));
            let drawn = runs(line).map(TextRun::width).sum::<Length>();
            let hung = drawn - line.width;
            assert!(hung > -Length::millipt(10) && hung < Length::pt(5), "only punctuation hangs: {hung:?}");
        }
    }
}

#[test]
fn a_word_wider_than_the_measure_is_reported() {
    let mut diags = crate::diag::Diagnostics::new();
    // Letters that join are not divided.
    let word = "\u{633}".repeat(40);
    crate::layout::rules::report(&set(&format!("a {word} b"), &style("en"), 60), &mut diags);
    let messages: Vec<&str> = diags.iter().map(|it| it.message.as_str()).collect();
    let wider = |it: &&str| it.starts_with("a line is ") && it.ends_with(" pt wider than its column");
    assert!(messages.len() == 1 && messages.iter().all(wider), "{messages:?}");
}

#[test]
fn a_word_that_would_leave_the_page_is_divided() {
    for (word, divided) in [
        ("12345678901234567890123456789012345678901234567890", ""),
        ("Methylchloroisothiazolinone2", "\u{ad}"),
    ] {
        let lines = set(&format!("a {word} b"), &style("en"), 60);
        let ends: Vec<String> = lines.iter().map(read).collect();
        assert!(lines.iter().all(|it| it.width <= Length::pt(62)), "{ends:?}");
        assert!(ends.len() > 2 && ends[0].ends_with(divided), "{ends:?}");
    }
    // Over the measure by less than an em, it stays whole.
    let whole = ParagraphStyle { hyphenation: Hyphenation::Explicit, ..style("en") };
    let lines = set("a Methylchloroisothia b", &whole, 83);
    assert!(lines.iter().any(|it| read(it).contains("Methylchloroisothia")), "{lines:?}");
}

#[test]
fn the_space_at_a_line_end_takes_no_room() {
    let lines = set(TEXT, &style("en"), 250);
    for line in &lines[..lines.len() - 1] {
        let run = runs(line).last().expect("a run");
        let last = run.glyphs.last().expect("a glyph");
        match &run.text[last.cluster()] {
            " " => assert_eq!(last.advance, Em::ZERO),
            "\u{ad}" => assert!(last.advance > Em::ZERO, "a hyphen shows"),
            other => panic!("a line ends with `{other}`"),
        }
    }
}

#[test]
fn a_stretch_of_one_look_is_one_run() {
    let lines = set(TEXT, &style("en"), 250);
    assert!(lines.iter().all(|line| line.items.len() == 1));
    let run = runs(&lines[0]).next().expect("a run");
    let ends = run.glyphs.windows(2).all(|pair| pair[0].end == pair[1].start || pair[0].end == pair[1].end);
    assert!(ends, "clusters follow one another");
    assert_eq!(run.glyphs.last().map(|it| it.end as usize), Some(run.text.len()));
}

#[test]
fn punctuation_hangs_at_both_margins() {
    let ragged = ParagraphStyle { align: Align::Start, ..style("en") };
    let quoted = &set("“To be, or not to be”", &ragged, 300)[0];
    assert!(quoted.items[0].at.x < -Length::pt(1), "the quotation mark hangs");
    let plain = &set("H", &ragged, 300)[0];
    assert_eq!(plain.items[0].at.x, Length::ZERO);
    let hangs = |line: &Line, measure| runs(line).map(TextRun::width).sum::<Length>() - Length::pt(measure);
    let mut marks = 0;
    for measure in (240..400).step_by(10) {
        let lines = set(TEXT, &style("en"), measure);
        let full = &lines[..lines.len() - 1];
        for line in full.iter().filter(|it| read(it).trim_end().ends_with([',', ';'])) {
            assert!(hangs(line, measure) > Length::millipt(500), "{:?}", hangs(line, measure));
            marks += 1;
        }
    }
    assert!(marks > 0, "a line ends with a mark");
}

#[test]
fn small_capitals_are_letters_of_their_own() {
    let ids = |caps, text: &str| {
        let base = style("en");
        let attributes = ParagraphStyle { text: TextStyle { caps, ..base.text.clone() }, ..base };
        runs(&set(text, &attributes, 300)[0]).flat_map(|it| &it.glyphs).map(|it| it.id).collect::<Vec<_>>()
    };
    let (plain, small) = (ids(Caps::Normal, "unesco"), ids(Caps::Small, "unesco"));
    assert!(plain.iter().zip(&small).all(|(a, b)| a != b), "each letter is another glyph");
    assert_eq!(
        ids(Caps::Small, "Жук"),
        ids(Caps::Normal, "Жук"),
        "the face has no Cyrillic ones: better none"
    );
    assert_ne!(ids(Caps::AllSmall, "UN"), ids(Caps::Small, "UN"));
}

#[test]
fn figures_are_as_asked() {
    let in_language = |figures, lang| {
        let base = style(lang);
        let attributes = ParagraphStyle { text: TextStyle { figures, ..base.text.clone() }, ..base };
        let lines = set("1908", &attributes, 300);
        let run = runs(&lines[0]).next().expect("a run").clone();
        run.glyphs.iter().map(|it| (it.id, it.advance)).collect::<Vec<_>>()
    };
    let advances = |figures| in_language(figures, "en");
    let (old, lining, tabular) =
        (advances(Figures::OldStyle), advances(Figures::Lining), advances(Figures::Tabular));
    assert!(tabular.iter().all(|it| it.1 == tabular[0].1), "all of one width");
    assert!(old.iter().any(|it| it.1 != old[0].1) && old.iter().zip(&lining).all(|(a, b)| a.0 != b.0));
    for lang in ["ja", "hi", "he", "sr-Arab"] {
        assert_eq!(in_language(Figures::OldStyle, lang), lining, "{lang} has no small letters to go with");
    }
    assert_eq!(in_language(Figures::OldStyle, "ko-Latn"), old);
}

#[test]
fn headings_are_not_divided() {
    let style = ParagraphStyle { hyphenation: Hyphenation::Explicit, align: Align::Start, ..style("en") };
    for line in set(TEXT, &style, 120) {
        assert!(!read(&line).contains('\u{ad}'));
        assert_eq!(line.fit.space, 1000, "ragged lines keep their spaces");
    }
}

#[test]
fn a_soft_hyphen_shows_at_a_line_end_only() {
    let style = ParagraphStyle { hyphenation: Hyphenation::Explicit, ..style("en") };
    let text = "a chloro\u{ad}isothiazolinone";
    let text_of = |measure| set(text, &style, measure).iter().map(read).collect::<Vec<_>>();
    assert_eq!(text_of(300), ["a chloroisothiazolinone"]);
    assert_eq!(text_of(70), ["a chloro\u{ad}", "isothiazolinone"]);
}

#[test]
fn a_space_that_does_not_break_keeps_its_words_together() {
    for line in set(
        "the year of Mr\u{a0}Brown and of Mrs\u{a0}Brown, page\u{202f}3 and page\u{202f}4",
        &style("en"),
        45,
    ) {
        let line = read(&line);
        assert!(!line.starts_with("Brown") && !line.starts_with(['3', '4']), "{line}");
    }
}

#[test]
fn tracked_letters_are_spaced_and_not_joined() {
    let base = style("en");
    let text = TextStyle { tracking: Em::milli(50), ..base.text.clone() };
    let (plain, spaced) = (set("fig", &base, 300), set("fig", &ParagraphStyle { text, ..base }, 300));
    assert_eq!(runs(&spaced[0]).next().expect("a run").glyphs.len(), 3);
    assert!(spaced[0].width > plain[0].width + Length::pt(1));
}

#[test]
fn a_centred_paragraph_is_balanced() {
    let style = ParagraphStyle { align: Align::Center, hyphenation: Hyphenation::Explicit, ..style("en") };
    let lines = set("On the duties of a free press to those whom it serves every day", &style, 160);
    let widths: Vec<i64> = lines.iter().map(|it| it.width.to_millipt() / 1000).collect();
    assert!(widths.len() == 2 && (widths[0] - widths[1]).abs() < 25, "{widths:?}");
    let left = lines[0].items[0].at.x;
    assert!((Length::pt(160) - lines[0].width - left - left).abs() < Length::millipt(10));
}

#[test]
fn the_same_text_is_set_the_same_by_all_threads() {
    let alone = format!("{:?}", set(TEXT, &style("en"), 250));
    let (fonts, resources) = (FontBook::default(), Resources::new());
    let cx = Typesetter::new(&fonts, &resources, InlineStyle::default());
    let paragraph = Builder::of_text(TEXT, &style("en"), Mark::Artifact(Artifact::Layout), Span::default());
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| paragraph.lines(&cx, Length::pt(250)))).collect();
        for thread in threads {
            assert_eq!(format!("{:?}", thread.join().expect("lines")), alone);
        }
    });
}

#[test]
fn one_line_is_as_wide_as_it_is() {
    let (fonts, resources) = (FontBook::default(), Resources::new());
    let cx = Typesetter::new(&fonts, &resources, InlineStyle::default());
    let paragraph =
        Builder::of_text("running\nhead", &style("en"), Mark::Artifact(Artifact::Header), Span::default());
    let line = paragraph.single_line(&cx).expect("a line");
    assert_eq!(read(&line), "running head");
    let widths = paragraph.widths(&cx);
    assert!(
        widths.unbreakable <= widths.natural && widths.natural < line.width,
        "{widths:?} {:?}",
        line.width
    );
    assert!(set("", &style("en"), 100).is_empty());
}

#[test]
fn letters_are_spaced_by_whole_thousandths_and_all_alike() {
    let natural =
        |run: &TextRun| set(&run.text, &ParagraphStyle { align: Align::Start, ..style("en") }, 4000);
    let (mut spaced, mut wider) = (0, 0);
    for line in set(TEXT, &style("en"), 200) {
        let run = runs(&line).next().expect("a run");
        let own = natural(run);
        let pairs = run.glyphs.iter().zip(&runs(&own[0]).next().expect("a run").glyphs);
        let letters = pairs.filter(|(it, _)| !matches!(&run.text[it.cluster()], " " | "\u{ad}"));
        let widened = |own: &Glyph| expanded(own.advance, run.expansion).to_raw();
        let mut added: Vec<i32> = letters.map(|(set, own)| set.advance.to_raw() - widened(own)).collect();
        added.dedup();
        assert_eq!(added.len(), 1, "{}: {added:?}", read(&line));
        let limit = Em::milli(20).to_raw();
        assert!(
            (-limit..=limit).contains(&added[0])
                && (0..=20).any(|it| added[0].abs() == Em::milli(it).to_raw())
        );
        assert!((-20..=20).contains(&run.expansion), "{}", run.expansion);
        wider += usize::from(run.expansion != 0);
        spaced += usize::from(added[0] != 0);
    }
    assert!(spaced > 0 && wider > spaced, "glyphs give before letters do");
}

#[test]
fn a_word_of_any_length_is_measured_in_full() {
    let word = "abcdefghij".repeat(40_000);
    let lines = set(&word, &ParagraphStyle { hyphenation: Hyphenation::Explicit, ..style("en") }, 300);
    let widths: Length = lines.iter().map(|it| it.width).sum();
    assert!(widths > Length::pt(400_000), "{widths:?}");
    let marks = format!("a{}", "\u{301}".repeat(5000));
    assert_eq!(read(&set(&marks, &style("en"), 300)[0]), marks);
}

#[test]
fn a_dash_ends_a_line_and_begins_none() {
    let text = TEXT.replace("; and ", "—and ").replace(", and ", "—and ").replace(", that", "—that");
    for measure in 220..320 {
        let lines = set(&text, &style("en"), measure);
        let begun: Vec<String> = lines.iter().map(read).filter(|it| it.starts_with('—')).collect();
        assert_eq!(begun, [""; 0], "at {measure} pt");
    }
}

#[test]
fn a_number_and_its_sign_stay_on_a_line() {
    let text =
        "rents rose by 28 % in May, to 40 € or £ 35, as § 3 says, at 19 °C and in 2020 $5 less; ".repeat(6);
    for measure in 200..300 {
        for line in set(&text, &style("en"), measure).iter().map(read) {
            let begun = ["%", "€", "35,", "3 says", "°C"].iter().find(|it| line.starts_with(**it));
            assert_eq!(begun, None, "at {measure} pt: {line}");
        }
    }
    let broken = |measure| set(&text, &style("en"), measure).iter().any(|it| read(it).starts_with("$5"));
    assert!((200..300).any(broken), "a year and a sum are two things");
}

#[test]
fn turned_over_lines_of_verse_hang_and_others_do_not() {
    let hang = Length::pt(15);
    let verse = ParagraphStyle { align: Align::Start, hang, ..style("en") };
    let lines = set("a line of verse that is turned over once\nand a second line", &verse, 120);
    let starts: Vec<Length> = lines.iter().map(|it| it.items[0].at.x).collect();
    assert_eq!(starts.len(), 3, "{lines:?}");
    assert!(starts[0] < Length::pt(1) && starts[2] < Length::pt(1), "{starts:?}");
    assert!(starts[1] > Length::pt(14), "{starts:?}");
    assert!(lines.iter().all(|it| it.items[0].at.x + it.width <= Length::pt(121)));
}

#[test]
fn a_number_stays_with_its_word_and_its_unit() {
    for text in ["(Figure 1)", "p. 7", "No. 12", "Chapter IV", "vol. 2", "12 km", "28 %", "5 °C"] {
        let (word, number) = text.split_once(' ').expect("two words");
        for measure in 90..150 {
            let lines = set(&format!("There is more of it to see there {text} or so"), &style("en"), measure);
            for line in lines.iter().map(read) {
                let parted =
                    line.trim_end().ends_with(&format!(" {word}")) || line.starts_with(&format!("{number} "));
                assert!(!parted, "{text} at {measure} pt: {line}");
            }
        }
    }
    let lines = set("the years 1901 and 1902 and 1903", &style("en"), 45);
    assert!(lines.len() > 2, "a word that names no number lets go of it: {lines:?}");
}

#[test]
fn a_paragraph_ends_with_no_runt_where_a_word_can_be_divided() {
    for measure in 200..360 {
        let lines = set(TEXT, &style("en"), measure);
        let last = lines.last().expect("a line");
        assert!(last.width > Length::pt(24), "at {measure} pt: {}", read(last));
    }
}

#[test]
fn names_and_initials_stay_whole() {
    let text =
        "He met the Hungarian writer Konstantinopoulos and then J. R. Featherstonehaugh again. ".repeat(4);
    for measure in 200..300 {
        for line in set(&text, &style("en"), measure).iter().map(read) {
            let line = line.trim_end();
            assert!(!line.ends_with("J.") && !line.ends_with("R."), "at {measure} pt: {line}");
        }
    }
    let whole = |it: &Line| !read(it).trim_end_matches('\u{ad}').ends_with("Konstanti");
    assert!(set(&text, &style("en"), 300).iter().all(whole));
}
