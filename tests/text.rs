//! The plain text edition of every fixture and of the corpus: no line over the measure, nothing lost, whatever the
//! measure and the letters.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::support::Read;
use crate::support::editions::{fixtures, render_with, show, titled};
use pamphlet::backend::text::Text;
use pamphlet::document::{Block, BlockKind, walk};
use pamphlet::publication::Settings;
use pamphlet::verify::{Format, verify};
use unicode_width::UnicodeWidthStr;

/// The narrowest, one that is wider than most windows of a telephone, the usual, and a wide one.
const MEASURES: [u16; 4] = [24, 40, 72, 120];

/// Text in scripts that take two cells, none, or turn around, in every kind of block.
const SCRIPTS: &str = "# 关于自由 한국어 日本語のテキスト\n\n\
    我们相信自由、平等与正义,每个人都有权利决定自己的生活;这是一段没有空格的长文字,必须在合适的地方换行。\n\n\
    - 列表中的文字也要换行,而且要对齐,不论它有多长,都不能超过规定的宽度。\n\
    - 絵文字 👩‍👩‍👧‍👦 と 🇭🇹 と 👍🏽 が並ぶ行も、はみ出してはいけません。とても長い行です。\n\n\
    | 名称 | Wert |\n|---|---|\n| 全角文字の長い名前 | 12 |\n| é̂ combining | 한글 |\n\n\
    العربية and עברית, begun with another script than the line goes on in, turn over.\n\n\
    ```\n代码里的注释也很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长\n```\n";

/// The options of every edition that is looked at.
fn options() -> impl Iterator<Item = Settings> {
    let all = MEASURES.into_iter().flat_map(|width| [false, true].map(|ascii| (width, ascii)));
    all.map(|(width, ascii)| {
        let mut settings = Settings::default();
        settings.set("width", width);
        settings.set("ascii", ascii);
        settings
    })
}

/// The texts of the corpus, where it is.
fn corpus() -> Vec<(String, Read)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = env::var_os("PAMPHLET_CORPUS").map_or_else(beside, PathBuf::from);
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(|it| Some(it.ok()?.path()));
    let mut files: Vec<PathBuf> = files.filter(|it| it.extension().is_some_and(|it| it == "md")).collect();
    files.sort();
    let read = |path: PathBuf| Some((path.display().to_string(), titled(&fs::read_to_string(path).ok()?)));
    files.into_iter().filter_map(read).collect()
}

fn sources() -> Vec<(String, Read)> {
    let mut all = fixtures();
    all.extend(corpus());
    all.push(("scripts".to_owned(), titled(SCRIPTS)));
    all
}

/// A line of code as it is compared: an ASCII edition has other marks.
fn bare(line: &str) -> String {
    line.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn no_line_is_wider_than_the_measure_but_code_and_addresses() {
    for (name, read) in sources() {
        let mut code = BTreeSet::new();
        walk::walk(&read.document.blocks, &mut |node| {
            if let walk::Node::Block(Block { kind: BlockKind::CodeBlock { text, .. }, .. }) = node {
                code.extend(text.lines().map(bare));
            }
        });
        // What is copied is whole: an address in the text, one in the list of links, a line of code.
        let is_whole = |line: &str| {
            let line = line.trim();
            line.contains("://")
                || line.starts_with('[') && line.split("] ").count() == 2
                || code.contains(&bare(line))
        };
        for options in options() {
            let text = String::from_utf8(render_with(&Text, &read, &options)).expect("UTF-8");
            let measure = usize::from(options.number("width").expect("a measure"));
            for (line, number) in text.lines().zip(1..) {
                assert!(
                    line.width() <= measure || is_whole(line),
                    "{name} at {measure}, line {number}: {line}"
                );
            }
        }
    }
}

#[test]
fn nothing_is_lost_at_any_measure() {
    for (name, read) in sources() {
        for options in options().filter(|it| it.flag("ascii") != Some(true)) {
            let bytes = render_with(&Text, &read, &options);
            let report = verify(&read.document, &name, Format::Text, &bytes);
            let measure = options.number("width").expect("a measure");
            assert!(report.is_clean(), "{name} at {measure}:\n{}", show(&report, &read.sources));
        }
    }
}

#[test]
fn ascii_is_all_that_a_text_in_english_holds() {
    let read = titled(
        "# A “quoted” head\n\nIt’s 3 × 4 — ½ of 24… → see[^1] ©, ™, 20 °C, § 5, 10 €, naïve.\n\n[^1]: «So».\n",
    );
    let mut settings = Settings::default();
    settings.set("ascii", true);
    let bytes = render_with(&Text, &read, &settings);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let left: String = text.chars().filter(|it| !it.is_ascii()).collect();
    assert_eq!(left, "ï", "letters stay what they are: {text}");
}
