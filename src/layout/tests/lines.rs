//! Lines of plain paragraphs.

use super::*;

const TEXT: &str = "In olden times when wishing still helped one, there lived a king whose daughters were all \
beautiful; and the youngest was so beautiful that the sun itself, which has seen so much, was astonished whenever \
it shone in her face. Close by the king’s castle lay a great dark forest, and under an old lime-tree in the forest \
was a well, and when the day was very warm, the king’s child went out into the forest and sat down by the side of \
the cool fountain; and when she was bored she took a golden ball, and threw it up on high and caught it; and this \
ball was her favorite plaything.";

fn said(lines: &[Line]) -> String {
    lines.iter().map(read).collect::<String>().replace('\u{ad}', "")
}

#[test]
fn every_word_is_said_once_in_order() {
    for measure in [20, 61, 150, 250, 390, 2000] {
        assert_eq!(said(&set(TEXT, &style("en"), measure)), TEXT, "at {measure} pt");
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
    crate::layout::rules::report(&set("a Methylchloroisothiazolinone2 b", &style("en"), 60), &mut diags);
    let messages: Vec<&str> = diags.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["a line is 53.1 pt wider than its column"]);
}
