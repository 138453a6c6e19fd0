//! Documents that once raised a false alarm: their editions are correct, and `verify` may not report anything.

use crate::support::editions::{built, show, titled};
use crate::support::project::TestProject;
use pamphlet::theme::Theme;
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
fn raised_links_that_are_no_notes_are_clean() {
    are_clean(&[
        "One[^1] and two[^2] and <sup>1</sup> and <sup><a href=\"#fn2\">2</a></sup>.\n\n<a id=\"fn2\"></a>2. A note.\n\n\
         [^1]: First.\n\n[^2]: Second.\n",
        "One[^1] and [^[2](#b)^]{.x}.\n\n## B\n\n[^1]: First[^2].\n\n[^2]: Second.\n",
    ]);
}

#[test]
fn words_that_are_wider_than_the_page_are_clean() {
    let (digits, letters) = ("1234567890".repeat(20), "a".repeat(150));
    are_clean(&[&format!("A number: {digits}.\n\n{letters}\n\n- {letters}\n\n> {digits}\n")]);
}

#[test]
fn single_row_of_several_lines_is_clean() {
    are_clean(&[
        "<table><tbody><tr><td>One of<br>two<br>three</td><td>Four<br>five of<br>six</td></tr></tbody></table>\n",
        "| A | B |\n|---|---|\n| one<br>two | three<br>four |\n",
    ]);
}

#[test]
fn words_that_look_like_references_or_bullets_are_clean() {
    are_clean(&[
        "Words [link](https://example.org/a) [link](https://example.org/a) 3.5 and more.\n",
        "The text says \\[link 1\\] after [link](https://example.org/a) and [link](https://example.org/b) 2 times.\n",
        "[sea [wall](https://example.org/a) and more\n",
        "Words.\n\n- one\n- —\n- two\n",
        "\\[Chapter 3\\] [one](https://example.org/a)\n\n---\n\n\\[Chapter 4\\]\n",
    ]);
}

#[test]
fn pages_from_right_to_left_with_latin_words_are_clean() {
    let rows = "| א | ב | ג | ד | ה |\n".repeat(60);
    let source = format!(
        "---\nlang: he\ntitle: האבן\n---\n\n1. API [קישור](https://example.org/a)\n\n\
         |  | [sea](https://example.org/sea) — | 12 | USB-C rope | 1999–2004 |\n|---|---|---|---|---|\n{rows}\n\
         3.5 [קישור](https://example.org/a) [קישור](https://example.org/a)\n\n{}\n",
        "האבן https://example.org/a ".repeat(20)
    );
    let project = TestProject::new(&[("text.md", &source)]);
    for theme in Theme::NAMES {
        project.run(&format!("build text.md --theme {theme}")).exits(0);
        project.run(&format!("verify text.md --theme {theme}")).exits(0);
    }
}

#[test]
fn numbers_after_references_of_the_same_number_are_clean() {
    let items = (1..9).map(|it| format!("- [{it}.0](https://example.org/{it})\n"));
    are_clean(&[
        &format!("# Versions\n\n- [new](https://example.org/x)\n{}", items.collect::<String>()),
        "See [one](https://example.org/1) 1 2 and [two](https://example.org/2) 2.\n",
    ]);
}

#[test]
fn rows_of_hyphens_are_clean() {
    let table = |name: &str| {
        format!(
            "> {name} @ 4.05\n\n| name | time | size |\n|---|---|---|\n| **10k/{name}** | 200.37 ns | 46.480 GiB/s |\n\
             | 10k/other | 41 us | 2.26 GiB/s |\n| -------------- | --------- | ------------ |\n\
             | **100k/{name}** | 2.3282 us | 40.003 GiB/s |\n| 100k/other | 83 us | 534.69 MiB/s |\n\n"
        )
    };
    are_clean(&[&["one", "two", "three", "four"].map(table).concat()]);
}

#[test]
fn link_to_a_heading_above_a_remark_is_clean() {
    are_clean(&[
        "# Intro {#intro}\n\n> [!NOTE]\n> Boats float.\n\nSee [the start](#intro).[^1]\n\n[^1]: As [there](#intro).\n",
        "# Intro {#intro}\n\n::: {.callout-note}\n## Remember\n\nBoats float.\n:::\n\nSee [the start](#intro).\n",
    ]);
}

#[test]
fn images_in_headings_and_tables_in_items_are_clean() {
    are_clean(&[
        "# A ![boat](boat.png) here\n\nText.\n\n# B\n\nText.\n",
        "- <table><tr><th>A</th><th colspan=2>B</th></tr><tr><td>1</td><td>2</td><td>3<br>4</td></tr></table>\n\n  Text.\n",
        "- | a | b |\n  |---|---|\n  | c | d |\n\n1. |  |  |\n   |---|---|\n   | c | d |\n",
    ]);
}

#[test]
fn elements_of_other_tools_around_blocks_are_clean() {
    are_clean(&[
        "<Tabs>\n  <TabItem value=\"a\" label=\"A\">\n\nThis is **bold**.\n\n  </TabItem>\n</Tabs>\n",
        "<code>\n<p>one</p>\n<p>two</p>\n</code>\n",
        "<b><a href=\"https://example.org\">\n\nOne *word*.\n\n</a></b>\n",
    ]);
}

#[test]
fn metadata_made_of_one_another_is_clean() {
    let rights =
        ["© 2026 Rosa Elm", "© Coast Press 2026.", "(c) Rosa Elm, 2026", "None, 2026", "«Rosa Elm» ©"];
    let texts = [
        "Text.",
        "Rosa Elm\n\nText, ©.",
        "Text by *Rosa Elm* ©",
        "## 2026\n\nCoast Press",
        "Walls\n\n- ©\n\n> ©",
    ];
    for rights in rights {
        let head = format!(
            "---\ntitle: Walls\nsubtitle: 2026\nauthor: Rosa Elm\npublisher: Coast Press\n\
             rights: {rights}\ndate: 2026\n---\n\n"
        );
        are_clean(&[&format!("{head}![A boat](boat.png)\n"), &format!("{head}![A](a.png)\n\n![B](b.png)\n")]);
        are_clean(&texts.map(|it| format!("{head}{it}\n")).iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn face_that_shows_only_boxes_is_clean() {
    // The head is bold, and no bold face has these letters.
    are_clean(&[
        "---\ntitle: តារាង\nlang: km\n---\n\n| ក | ខ | គ |\n|---|---|---|\n| ១ | ២ | ៣ |\n",
        "Text and [ក]{lang=km} and **ខ** and *គ*.\n",
    ]);
}

#[test]
fn marks_at_the_ends_of_many_lines_in_right_to_left_text_are_clean() {
    // The marks at the ends of lines are read before the first word, in line after line.
    let words = "Ada, Bash, Cobol, Dart, Erlang, Fortran, Go, Haskell, Java, Kotlin, Lua, OCaml, Perl. Python, Ruby, ";
    let head = "---\ntitle: عنوان\nlang: ar\n---\n\n";
    are_clean(&[&format!("{head}{}end.\n", words.repeat(9)), &format!("{head}{}end.\n", words.repeat(12))]);
}

#[test]
fn anchors_on_a_line_of_their_own_are_clean() {
    are_clean(&[
        "See [below](#g).\n\n<a id=\"g\"></a>\n\n## Guidelines\n\n- item one is here\n",
        "See [below](#g).\n\n<!----><a name=\"g\"></a>\n## Guidelines\n\nText.\n",
        "See [below](#g) and [it](#h).\n\n<a id=\"g\"></a>\n\n<a id=\"h\"></a>\n\n- one\n- two\n\nText.\n",
        "See [below](#g).\n\n<a id=\"g\"></a>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "See [below](#g).\n\n> <a id=\"g\"></a>\n>\n> Words of a quotation.\n",
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

#[test]
fn code_of_marks_is_clean() {
    are_clean(&[
        "```\n+\n-\n-\n*\nx\n```\n",
        "```\nTitle\n=====\n\nPart\n----\n\ntext\n\n~~~~\n....\n```\n",
        "```\nkey    value\n-----  -----\none    first\n\ntwo    second\n-----  -----\n```\n",
        &format!("```\n{}\n# {}\n{}\n```\n", "=".repeat(90), "-".repeat(120), ".".repeat(100)),
        "# Head\n\n```\n====\n```\n\n## Part\n\n```\n----\n- a\n+ b\n```\n",
        "# Head[^1]\n\n    ----------\n    [1] not a note\n\n[^1]: A note.\n",
        "| a | b |\n|---|---|\n| - | --- |\n| ... | = |\n",
    ]);
}

#[test]
fn dashes_at_the_edges_of_lines_are_clean() {
    let filled = "word ".repeat(12);
    are_clean(&[
        "`-` is the standard input, `-- -D` goes on, and `+` adds.\n",
        "- `--first` of all\n- `-s` the second - `+x`\n  - --- a rest\n",
        &format!("{filled}`tool one --all-features --no-deps -- -D warnings --` and on.\n"),
        &format!("{filled} of it -- as they say --- and - in short - no more -- or less.\n"),
        &format!("{}`well-known`-- and `x - y` - {}\n", "ab ".repeat(19), "cd - ".repeat(20)),
        "---\n\n- a\n\n---\n\n\\- b\n",
    ]);
}

#[test]
fn lists_after_paragraphs_and_lists_are_clean() {
    are_clean(&[
        "---\ntitle: A list\nauthors: [A B]\ndate: 2026-02\n---\n\nSaid so:\n- one\n- two\n7. seven\n8. eight\n- B\n",
        "1. A\n2. B\n\n- C\n\n1) D\n",
    ]);
}

#[test]
fn text_that_is_like_its_contents_is_clean() {
    let toc = (1..12).map(|it| format!("## [Part {it}](https://example.org/{it})\n\n### About {it}\n\n"));
    are_clean(&[
        &toc.collect::<String>(),
        "---\ntitle: Work\n---\n\n## Work\n\n### All of it\n\n- [x] done\n\n### Rest\n",
    ]);
}

#[test]
fn numbered_headings_in_contents_are_clean() {
    let chapters: String = (1..15).map(|it| format!("# Step {it}\n\nWords of it.\n\n")).collect();
    let years: String = (1..8).map(|it| format!("# Year {it}{it}\n\n# Year {it}\n\nWords.\n\n")).collect();
    are_clean(&[&chapters, &years]);
}

#[test]
fn addresses_in_text_are_clean() {
    are_clean(&[
        "See https://a.example/x%3Ay%20z and <https://b.example/%C3%BC?q=%2F>.\n",
        "Or [here](https://a.example/x%3Ay).\n",
    ]);
}

#[test]
fn tables_with_empty_heads_are_clean() {
    are_clean(&[
        "| | A |\n|---|---|\n| b | c |\n",
        "| | |\n|---|---|\n| b | c |\n",
        "| A | | B |\n|---|---|--:|\n| | c | 1 |\n",
    ]);
}

#[test]
fn definitions_of_marks_and_letters_are_clean() {
    are_clean(&[
        "x\n: The first.\n",
        "1.\n: A number.\n\na)\n: A letter.\n",
        "`-`\n: Standard input.\n\n`-x`\n: Else.\n",
        "# One\n\n→\n: To the right.\n",
    ]);
}

#[test]
fn headings_in_quotations_and_items_are_clean() {
    are_clean(&[
        "# Top\n\n> ## One\n\n> ## Two\n\n- ## Item\n\n  ### Below\n\n## Next\n",
        "## Deep\n\n> # High\n>\n> text\n\n### Deeper\n\n## Deep again\n",
        "Term\n: # In it\n\n  text\n\n# After[^1]\n\n[^1]: #### Of a note\n\n    Text.\n",
        "# ~~Old[^1]~~ and ==new[^1]==\n\n# Two\n\n# Three\n\nText.\n\n[^1]: A note.\n",
        "> [!NOTE]\n> ### Remark\n\n# Top\n\n> [!NOTE]\n> ### Remark again\n\n### Low\n",
    ]);
}

#[test]
fn arabic_and_hebrew_words_with_marks_are_clean() {
    are_clean(&[
        "---\ntitle: عنوان\nlang: ar\n---\n\nشكراً\n\nكان هذا دائماً وأبداً.\n",
        "---\ntitle: כותרת\nlang: he\n---\n\nl'*aide* d'abc ו-d\u{2019}**un**.\n",
        "---\ntitle: शीर्षक\nlang: hi\n---\n\n# योगदानकर्ता नियमों की संहिता\n\nपाठ।\n",
    ]);
}

/// The EPUB leaves a relative link out where it cannot be completed, as the build says.
#[test]
fn relative_link_that_an_epub_cannot_have_is_clean() {
    let mut read = titled("See [the terms](terms.txt), [`a`](../a.md#b) and [more](https://example.org/).\n");
    read.document.meta.url = None;
    for format in [Format::Pdf, Format::Epub, Format::Html, Format::Text] {
        let report = built(&read, format);
        assert!(report.is_clean(), "{format:?}\n{}", show(&report, &read.sources));
    }
}

#[test]
fn numbers_and_signs_at_line_ends_from_right_to_left_are_clean() {
    are_clean(&[
        "---\nlang: fa\ntitle: آزمون\n---\n\nاین پیمان نحوه ی برخورد از مشارکت، نسخه ۱.۴، که در آدرس زیر در دسترس است و برداشته شده است.\n",
        "---\nlang: ar\ntitle: تقرير\n---\n\nقررت اللجنة في ٢٠٢٤/٣/١٢ نشر التقرير، النسخة ٣.٥، مع `foo()`، وملف **README**، لكي يفهم القارئ (١٢٪) كل شيء، \
         والنتائج واضحة [هنا ٤.٢](https://example.org/a)، ثم ٧–٩، وانتهى.\n",
        "---\nlang: fa\ntitle: آزمون\n---\n\nA long English paragraph in a Persian text (on `main`), about a branch for a task (`t53`), and \
         back again (`t53v2`), going on for a while (with notes), until the line ends (`main`), and then once more (`t53`), \
         so that several lines of it are there (`t54`), each with its marks.\n",
    ]);
}

#[test]
fn letters_next_to_code_and_emphasis_are_clean() {
    // No font of ours has these scripts: boxes stand for them, each with its text.
    are_clean(&[
        "---\nlang: te\ntitle: T\n---\n\n**`Free-Books`కు స్వాగతం!** *Linter*ని మరియు `a`కి, 12వ.\n",
        "---\nlang: bn\ntitle: T\n---\n\nabcআপনার `code`এর **stressed**আপনার 12টি।\n",
    ]);
}

#[test]
fn long_address_in_a_heading_is_clean() {
    let address = format!("https://example.org/{}", "a-long-path-".repeat(9));
    let sections = |name: &str| format!("## {name}\n\nSome words of this section, which say {name}.\n\n");
    let text: String = ["One", "Two", &format!("{address}word আপনার"), "Three", "Four"].map(sections).concat();
    are_clean(&[&text]);
}

#[test]
fn dash_before_a_list_goes_on_is_clean() {
    are_clean(&[
        "---\nlang: th\ntitle: T\n---\n\n- One `a`, [it's](https://example.org/6) —\n- Free words\n",
    ]);
}

#[test]
fn table_of_joined_letters_is_clean() {
    are_clean(&[
        "---\nlang: ar\ntitle: T\n---\n\n| البند | المال |\n|---|--:|\n| لا إله إلا السلام | 28 |\n| كل الأشياء | 369 |\n",
    ]);
}
