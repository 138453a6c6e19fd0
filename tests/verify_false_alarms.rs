//! Documents that once raised a false alarm: their editions are correct, and `verify` may not report anything.

use crate::support::editions::{built, show, titled};
use pamphlet::verify::Format;

/// Each source has no finding in any format.
fn are_clean(sources: &[&str]) {
    for source in sources {
        let read = titled(source);
        for format in [Format::Pdf, Format::Epub, Format::Html, Format::Text] {
            let report = built(&read, format);
            assert!(report.is_clean(), "{source}\n{format:?}\n{}", show(&report, &read.sources));
        }
    }
}

#[test]
fn short_text_with_notes_is_clean() {
    are_clean(&[
        "word[^1]\n\n[^1]: The note of a text of one word.\n",
        "Some words[^1] here.\n\n[^1]: 12 of them, and 1984.\n",
        "# First chapter\n\nA paragraph of plain words that goes on, with a [link](https://example.org/x) in it.[^1]\n\n\
         [^1]: The note itself.\n",
        "Tea\n: a drink[^1]\n\n[^1]: In a definition.\n",
    ]);
}

#[test]
fn repeated_headings_are_clean() {
    are_clean(&[
        "# Ways\n\nText.\n\n## [Inline](https://example.org)groom\n\n# Ways\n",
        "# One\n\nA [link](https://example.org/a).\n\n# Why?\n",
        "# One\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five\n\n###### Six\n\nText.\n",
    ]);
}

#[test]
fn table_row_on_several_lines_is_clean() {
    let words = "the committee decided as ever, and it said so ".repeat(3);
    are_clean(&[&format!("| a | b | c |\n|---|--:|---|\n| {words}| 1 | b |\n")]);
}

#[test]
fn right_to_left_text_in_left_to_right_text_is_clean() {
    are_clean(&[
        "The word [نص الحاشية]{lang=ar} in it and قررت اللجنة في 12 مارس 2024 نشر and then English goes on for a \
         while so that the line is broken, and [قررت اللجنة في مارس نشر التقرير الكامل مع الملاحق وملف لكي يفهم \
         القارئ كل شيء]{lang=ar} ends here.\n",
        "We read (נספח א׳), עמ' 3–5 of it, ב-13 במרץ 2022 at last.\n",
        "# On [قررت اللجنة]{lang=ar} in 2024 [(الملحق أ)]{lang=ar}\n\n# Two\n\n# Three\n\nText.\n",
    ]);
}

#[test]
fn left_to_right_text_in_right_to_left_text_is_clean() {
    are_clean(&[
        "---\ntitle: عنوان\nlang: ar\n---\n\n\"the committee decided\" [in 2024](https://example.org/a_b) to 2024.\n",
        "---\ntitle: عنوان\nlang: ar\n---\n\nقررت اللجنة في 12 مارس 2024 نشر `print(a, b);` و[the committee \
         (as ever) decided.]{lang=en} ثم [२०२४ में।]{lang=hi} كل شيء.\n",
    ]);
}
