//! What refers to something else, from end to end: files that are included, numbers, references.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const MANIFEST: &str = "[publication]\ntitle = \"A book\"\nlanguage = \"en\"\nslug = \"book\"\n\
                        chapters = [\"src/one.md\", \"src/two.md\"]\n";

fn book(one: &str, more: &[(&str, &str)]) -> TestProject {
    let project = TestProject::new(&[
        ("pamphlet.toml", MANIFEST),
        ("src/one.md", one),
        ("src/two.md", "# The second chapter\n\nIts text.\n"),
    ]);
    more.iter().for_each(|(path, text)| project.write(path, text));
    project
}

#[test]
fn files_are_included_as_mdbook_and_quarto_do_it() {
    let one = "# The first chapter\n\n{{#include parts/part.md}}\n\nWe have version {{#include parts/version.txt}}.\n\n\
               ```rust\n{{#include ../listings/main.rs:body}}\n```\n\n- An item\n\n  ```\n  {{#include ../listings/main.rs:1:2}}\n  ```\n\n\
               {{< include parts/quarto.qmd >}}\n\n::: {include=\"parts/part.md#kept\"}\n:::\n\n\
               {{#playground ../listings/small.rs editable}}\n\n```\n\\{{#include shown.md}}\n```\n";
    let project = book(
        one,
        &[
            (
                "src/parts/part.md",
                "---\ntitle: Not shown\n---\nText of *a part*.\n\n## Kept {#kept}\n\n{{#include deeper/deep.md}}\n\n## Others\n\nMore.\n",
            ),
            ("src/parts/deeper/deep.md", "Text from the deep, with [a link](#kept).\n"),
            ("src/parts/version.txt", "1.2.3\n"),
            ("src/parts/quarto.qmd", "A part of Quarto’s.\n"),
            (
                "listings/main.rs",
                "use a::b;\nuse c::d;\n// ANCHOR: body\nfn main() {}\n// ANCHOR_END: body\n",
            ),
            ("listings/small.rs", "fn small() {}\n"),
        ],
    );
    project.run("build --warn duplicate-id").exits(0);
    let text = project.read("output/book.txt");
    for expected in [
        "Text of a part.",
        "Text from the deep",
        "We have version 1.2.3.",
        "    fn main() {}\n\n",
        "use a::b;\n",
        "use c::d;\n",
        "A part of Quarto’s.",
        "fn small() {}",
        "{{#include shown.md}}",
    ] {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
    assert!(!text.contains("ANCHOR") && !text.contains("Not shown"), "{text}");
    assert_eq!(text.matches("Text from the deep").count(), 2, "{text}");
    assert_eq!(text.matches("{{").count(), 1, "{text}");
    project.run("verify --warn duplicate-id").exits(0);
    // What is included is an input of the build.
    let record = project.read("output/book.record.json");
    for file in ["src/parts/part.md", "src/parts/deeper/deep.md", "listings/main.rs"] {
        assert!(record.contains(file), "{file}: {record}");
    }
    project.write("src/parts/version.txt", "1.2.4\n");
    project.run("verify --warn duplicate-id").exits(1).reports("after `1. 2.`: `3` instead of `4`");
}

#[test]
fn what_is_wrong_in_an_included_file_is_shown_there() {
    let project = book(
        "# One\n\n> {{#include part.md}}\n",
        &[("src/part.md", "Good.\n\nA line  with a doubled space.\n\n![](missing.png)\n")],
    );
    let run = project.run("check --message-format short").exits(1);
    assert!(run.stderr.contains("src/part.md:3:7: warning[doubled-space]"), "{}", run.stderr);
    assert!(run.stderr.contains("src/part.md:5:1: error[missing-image]"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_included_is_an_error_at_its_line() {
    let one = "# One\n\n{{#include none.md}}\n\n{{#include ../../outside.md}}\n\n{{#include part.md:none}}\n\n\
               {{#include one.md}}\n\n{{#include circle.md}}\n\n::: {include=\"part.md#none\"}\n:::\n\n{{#include .}}\n\n\
               ```\n{{#include an-example.md}}\n```\n";
    let project =
        book(one, &[("src/part.md", "Text.\n"), ("src/circle.md", "Round\n{{#include circle.md}}\n")]);
    let run = project.run("check --message-format short").exits(1);
    for expected in [
        "src/one.md:3:1: error[ignored-include]: `none.md` cannot be included: there is no such file",
        "src/one.md:5:1: error[ignored-include]: `../../outside.md` cannot be included: it is outside the publication's folder",
        "src/one.md:7:1: error[ignored-include]: `part.md:none` cannot be included: it has no anchor `none`",
        "src/one.md:9:1: error[ignored-include]: `one.md` cannot be included: it includes itself",
        "src/circle.md:2:1: error[ignored-include]: `circle.md` cannot be included: it includes itself",
        "src/one.md:13:1: error[ignored-include]: `part.md#none` cannot be included: nothing in it has the id `none`",
        "src/one.md:16:1: error[ignored-include]: `.` cannot be included: it is not a file",
        "src/one.md:19:1: warning[ignored-include]: `an-example.md` cannot be included: there is no such file",
    ] {
        assert!(run.stderr.contains(expected), "`{expected}` is not in:\n{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("ignored-include").count(), 8, "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn no_link_leads_an_include_out_of_the_folder() {
    let project = book("# One\n\n{{#include away.md}}\n", &[]);
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.md"), "A secret.\n").expect("written");
    std::os::unix::fs::symlink(outside.path().join("secret.md"), project.path("src/away.md"))
        .expect("a link");
    project.run("check").exits(1).reports("it is outside the publication's folder");
}

#[test]
fn includes_are_bounded() {
    let files: Vec<(String, String)> = (0..20)
        .map(|at| {
            let next = format!("{{{{#include f{}.md}}}}\n", at + 1);
            (format!("src/f{at}.md"), next.repeat(2))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let project = book("# One\n\n{{#include f0.md}}\n", &files);
    let run = project.bounded("check --message-format short").exits(1);
    assert!(run.stderr.contains("more than"), "{}", run.stderr.chars().take(2000).collect::<String>());
}

#[test]
fn all_editions_have_the_same_numbers() {
    let one = "# Harbours {#harbours}\n\n[](#boat) and [](#harbours) and [](two.md#tides) and [](#heights).\n\n\
               ![A boat](boat.svg \"A boat\"){#boat}\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>";
    let two = "# Seas\n\n## Tides {#tides}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Heights {#heights}\n";
    let project = book(one, &[("src/boat.svg", svg), ("src/two.md", two)]);
    project.write("pamphlet.toml", MANIFEST.to_owned() + "section-numbers = true\n");
    project.run("build").exits(0);
    let text = project.read("output/book.txt");
    let sentence = "Figure\u{a0}1 and section\u{a0}1 and section\u{a0}2.1 and Table\u{a0}1.";
    let plain = |text: &str| text.replace(['\u{a0}', '\n'], " ");
    assert!(plain(&text).contains(&plain(sentence)), "{text}");
    assert!(plain(&text).contains("2.1 Tides") && plain(&text).contains("Table 1: Heights"), "{text}");
    let html = project.read("output/book.html");
    assert!(html.contains("<span class=\"reference\">section\u{a0}2.1</span></a>"), "{html}");
    project.run("verify").exits(0);
    // A number that is another one in an edition is found.
    project.write("output/book.html", html.replace("section\u{a0}2.1</span>", "section\u{a0}2.2</span>"));
    project.run("verify -t html").exits(1).reports("after `and section 2.`: `2` instead of `1`");
    // An edition may have wishes of its own.
    project.write(
        "pamphlet.toml",
        MANIFEST.to_owned() + "\n[txt]\nsection-numbers = true\nfigure-numbers = false\n",
    );
    project.run("build").exits(0);
    let (text, html) = (plain(&project.read("output/book.txt")), plain(&project.read("output/book.html")));
    assert!(text.contains("A boat and section 1 and section 2.1 and Table 1."), "{text}");
    assert!(
        html.contains(
            ">Figure 1</span></a> and <a href=\"#harbours\"><span class=\"reference\">Harbours</span>"
        ),
        "{html}"
    );
    project.run("verify").exits(0);
}

#[test]
fn editions_show_what_is_for_them() {
    let one = "# For all {#all}\n\n::: {.only edition=print}\n# On paper {#paper}\n\nFold here.[^1]\n:::\n\n\
               Write to us[, or use the form]{.not edition=\"print txt\"}, or call.[^2] See [](#all) and [](#after).\n\n\
               [^1]: A note on paper.\n\n[^2]: A note for all.\n\n# After it {#after}\n\n\
               ::: {.content-visible unless-format=\"html\"}\nNot on the web; see [paper](#paper).\n:::\n\n\
               ::: {.content-hidden when-format=\"pdf\"}\n- not in the PDF\n:::\n\n\
               [A booklet.]{.only:booklet}\n";
    let project = book(one, &[]);
    let manifest = MANIFEST.to_owned() + "section-numbers = true\n\n[editions.booklet]\nformat = \"txt\"\n";
    project.write("pamphlet.toml", &manifest);
    let run = project.run("build").exits(0);
    assert!(run.stderr.contains("the edition `epub` does not show `#paper`"), "{}", run.stderr);
    assert!(run.stderr.contains("the edition `txt` does not show `#paper`"), "{}", run.stderr);
    let text = project.read("output/book.txt").replace('\u{a0}', " ");
    for expected in [
        "1 For all",
        "2 After it",
        "3 The second chapter",
        "Write to us, or call.[1] See section 1 and section 2.",
        "[1] A note for all.",
    ] {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
    assert!(!text.contains("paper {") && !text.contains("Fold") && !text.contains("booklet"), "{text}");
    assert!(text.contains("Not on the web; see paper.") && text.contains("not in the PDF"), "{text}");
    let html = project.read("output/book.html");
    assert!(
        html.contains("Write to us, or use the form, or call.") && !html.contains("Not on the web"),
        "{html}"
    );
    assert!(!html.contains("only:") && !html.contains("not:"), "{html}");
    assert!(project.read("output/book-booklet.txt").contains("A booklet."));
    project.run("verify").exits(0);
    // What is shown in the wrong edition is found.
    let wrong = html.replace("or call.", "or call. Fold here.");
    project.write("output/book.html", wrong);
    project.run("verify -t html").exits(1).reports("words-differ");
}

#[test]
fn conditions_that_cannot_be_met_are_reported() {
    let one = "# One\n\n[a]{.only edition=prnt} [b]{.only format=docx} [c]{edition=pdf} [d]{.only audience=us} [e]{.content-hidden}\n";
    let run = book(one, &[]).run("check --message-format short").exits(1);
    for expected in [
        "error[ignored-condition]: a condition names `prnt`, which is neither an edition nor a format",
        "warning[ignored-condition]: no edition shows this",
        "error[ignored-condition]: `edition=pdf` is a condition, and no edition honours it",
        "error[ignored-condition]: `audience=us` is a condition, and no edition honours it",
    ] {
        assert!(run.stderr.contains(expected), "`{expected}` is not in:\n{}", run.stderr);
    }
    let text = book("# One\n\nSeen. [e]{.content-hidden}\n", &[]);
    let run = text.run("build").exits(0);
    assert!(!run.stderr.contains("ignored-condition"), "{}", run.stderr);
    assert!(!text.read("output/book.txt").contains("Seen. e"));
}

#[test]
fn variables_have_their_values() {
    let one = "# Version {{version}}\n\nVersion {{ version }} of {{< var house.name >}}, at \
               [its page](https://example.org/{{version}}/x); `{{version}}` in code.\n";
    let project = book(one, &[]);
    let variables = "\n[variables]\nversion = \"1.*2*\"\nhouse.name = \"The House\"\n";
    project.write("pamphlet.toml", MANIFEST.to_owned() + variables);
    project.run("build --strict").exits(0);
    let text = project.read("output/book.txt");
    assert!(
        text.contains("Version 1.*2* of The House, at its page") && text.contains("{{version}} in code"),
        "{text}"
    );
    assert!(project.read("output/book.html").contains("href=\"https://example.org/1.*2*/x\""));
    project.run("verify").exits(0);
    project.write("pamphlet.toml", MANIFEST.to_owned() + variables + "unused = 1\nversio = true\n");
    project.write("src/one.md", "# One\n\n{{versin}} {{version}} {{house.name}}\n");
    let run = project.run("check --message-format short").exits(1);
    for expected in [
        "src/one.md:3:1: error[undefined-variable]: the variable `versin` is not defined",
        "warning[unused-variable]: the variable `unused` is not used",
    ] {
        assert!(run.stderr.contains(expected), "`{expected}` is not in:\n{}", run.stderr);
    }
}
