//! Citations: from the files of a bibliography to four editions.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const LIBRARY: &str = "@article{ebb, author={Beek, Anna and Stone, Carl}, title={On ebb}, journaltitle={Sea}, volume=12, number=3, pages={1--9}, date=2020}\n\
    @book{tide, author={M{\\\"u}ller, J.}, title={The tide}, publisher={Coast Press}, location={Ys}, year=2019}\n\
    @online{board, author={{The Harbour Board}}, title={Opening hours}, date={2021-05-04}, urldate={2022-01-02}, url={https://a.example/hours}}\n";

const TEXT: &str = "# Water\n\nIt rises [@tide, p. 3]. It falls [see @ebb; @tide].[^n] All know it [@ebb; @board; @tide].\n\n\
    As @ebb shows, and @tide [p. 7] too, write to a@b.org or @nobody. Hours [-@board].\n\n[^n]: A note [@board].\n";

fn project(style: &str, file: (&str, &str)) -> TestProject {
    let front =
        format!("---\ntitle: T\nlang: en\nbibliography: {}\ncitation-style: {style}\n---\n\n", file.0);
    TestProject::new(&[("text.md", &format!("{front}{TEXT}")), (file.0, file.1)])
}

#[track_caller]
fn text_of(project: &TestProject) -> String {
    project.run("check text.md --strict").exits(0);
    project.run("build text.md").exits(0);
    project.run("verify text.md").exits(0);
    project.read("output/text.txt").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn has(text: &str, all: &[&str]) {
    for words in all {
        assert!(text.contains(words), "`{words}` is not in:\n{text}");
    }
}

#[test]
fn numbers_follow_the_order_in_which_works_are_cited() {
    let project = project("numeric", ("library.bib", LIBRARY));
    let text = text_of(&project);
    has(
        &text,
        &[
            "It rises [1, p. 3]. It falls see [2], [1].[1]",
            "All know it [1], [2], [3].",
            "As [2] shows, and [1, p. 7] too, write to a@b.org or @nobody. Hours [3].",
            "[1] J. Müller, The tide. Ys: Coast Press, 2019.",
            "[2] A. Beek and C. Stone, “On ebb,” Sea, vol. 12, no. 3, pp. 1–9, 2020.",
            "[3] The Harbour Board, “Opening hours.” Accessed: Jan. 02, 2022. [Online]. Available: https://a.example/hours",
        ],
    );
    let html = project.read("output/text.html");
    has(
        &html,
        &["href=\"#ref-tide\">", "id=\"ref-tide\"", "id=\"cite-1\"", "href=\"#cite-1\"", ">References</h2>"],
    );
}

#[test]
fn authors_and_years_are_in_the_text_or_in_a_note() {
    let same =
        format!("{LIBRARY}@book{{flow, author={{Beek, Anna and Stone, Carl}}, title={{Flow}}, year=2020}}\n");
    let author_date = project("author-date", ("library.bib", &same));
    author_date
        .write("text.md", author_date.read("text.md").replace("Hours [-@board]", "Hours [-@board; @flow]"));
    has(
        &text_of(&author_date),
        &[
            "It rises (Müller 2019, 3). It falls (see Beek and Stone 2020b; Müller 2019).",
            "As Beek and Stone (2020b) shows, and Müller (2019, 7) too",
            "Hours (2021; Beek and Stone 2020a).",
            "Beek, Anna, and Carl Stone. 2020a. Flow.",
            "Müller, J. 2019. The Tide. Coast Press.",
        ],
    );
    let notes = project("notes", ("library.bib", LIBRARY));
    has(
        &text_of(&notes),
        &[
            "It rises.[1] It falls.[2][3]",
            "[1] J. Müller, The Tide (Coast Press, 2019), 3.",
            "[2] See Anna Beek and Carl Stone, “On Ebb,” Sea 12, no. 3 (2020): 1–9; Müller, The Tide.",
            "As Beek and Stone[5] shows",
            "[3] A note (The Harbour Board, “Opening Hours,” May 4, 2021, https://a.example/hours).",
            "[7] “Opening Hours.”",
        ],
    );
}

#[test]
fn libraries_of_three_kinds_give_the_same_list() {
    let json = r#"[{"id": "ebb", "type": "article-journal", "title": "On ebb", "container-title": "Sea", "volume": "12", "issue": 3, "page": "1-9",
        "author": [{"family": "Beek", "given": "Anna"}, {"family": "Stone", "given": "Carl"}], "issued": {"date-parts": [[2020]]}},
        {"id": "tide", "type": "book", "title": "The tide", "author": [{"family": "Müller", "given": "J."}], "publisher": "Coast Press", "publisher-place": "Ys", "issued": {"raw": "2019"}},
        {"id": "board", "type": "webpage", "title": "Opening hours", "author": [{"literal": "The Harbour Board"}], "URL": "https://a.example/hours",
        "issued": {"date-parts": [[2021, 5, 4]]}, "accessed": {"date-parts": [["2022", "1", "2"]]}}]"#;
    let yaml = "ebb:\n  type: Article\n  title: On ebb\n  author: [\"Beek, Anna\", \"Stone, Carl\"]\n  date: 2020\n  page-range: 1-9\n  \
        parent: {type: Periodical, title: Sea, volume: 12, issue: 3}\ntide:\n  type: Book\n  title: The tide\n  author: Müller, J.\n  date: 2019\n  \
        publisher: {name: Coast Press, location: Ys}\nboard:\n  type: Web\n  title: Opening hours\n  author: {name: The Harbour Board}\n  date: 2021-05-04\n  \
        url: {value: \"https://a.example/hours\", date: 2022-01-02}\n";
    let expected = text_of(&project("ieee", ("library.bib", LIBRARY)));
    assert_eq!(text_of(&project("ieee", ("library.json", json))), expected);
    assert_eq!(text_of(&project("ieee", ("library.yml", yaml))), expected);
}

#[test]
fn the_list_goes_where_the_text_wants_it() {
    let project = project("numeric", ("library.bib", LIBRARY));
    let front =
        "---\ntitle: T\nlang: de\nbibliography: library.bib\n---\n\n# Eins\n\nSo [@ebb; @tide; @board].\n";
    project.write("text.md", format!("{front}\n# Quellen\n\n::: {{#refs}}\n:::\n\n# Zwei\n\nEnde.\n"));
    let text = text_of(&project);
    assert!(text.contains("Quellen [1]") || text.contains("======= [1]"), "{text}");
    assert!(text.find("Zwei Ende.").or_else(|| text.find("==== Ende.")) > text.find("Beek"), "{text}");
    project.write("text.md", front);
    assert!(text_of(&project).contains("Literatur"));
    project.write("text.md", format!("{front}\n# Belege\n"));
    let text = text_of(&project);
    assert!(!text.contains("Literatur") && text.contains("Zugegriffen: 2. Januar 2022"), "{text}");
}

#[test]
fn what_is_wrong_with_citations_is_reported_at_its_place() {
    let broken = format!(
        "{LIBRARY}@book{{odd, title {{X}}}}\n@book{{ebb, title={{Y}}}}\n@book{{more, title={{Z}}}}\n"
    );
    let project = project("numeric", ("library.bib", &broken));
    project.write("text.md", project.read("text.md").replace("[-@board]", "[-@bord2]"));
    let run = project.run("check text.md --message-format short").exits(0);
    for line in [
        "text.md:12:",
        "warning[undefined-citation]: the bibliography has no entry `bord2`",
        "library.bib:4:1: warning[bad-bibliography]",
        "library.bib:5:1: warning[bad-bibliography]: the entry `ebb` is there twice",
        "library.bib:6:1: warning[unused-reference]: `more` is not cited",
    ] {
        assert!(run.stderr.contains(line), "`{line}` is not in:\n{}", run.stderr);
    }
    project.write(
        "text.md",
        "---\ntitle: T\nlang: en\nbibliography: none.bib\ncitation-style: odd\n---\n\nSo [@ebb].\n",
    );
    let run = project.run("check text.md").exits(0).reports("there is no such file").reports("text.md:4:15");
    assert!(run.stderr.contains("the citation style `odd` is not known"), "{}", run.stderr);
    project.run("build text.md -t txt").exits(0);
    assert!(project.read("output/text.txt").contains("[@ebb]"));
    let style = |name: &str, text: &str| {
        project.write(name, text);
        project.write(
            "text.md",
            format!("---\ntitle: T\nlang: en\nbibliography: library.bib\ncsl: {name}\n---\n\nSo [@ebb].\n"),
        );
        project.run("check text.md").stderr
    };
    for (text, message) in [
        ("<style", "cannot be read"),
        ("<book/>", "it is no style of CSL: it begins with `book`"),
        ("<style><citation><layout><text macro=\"x\"/></layout></citation></style>", "it has no macro `x`"),
        (
            "<style><macro name=\"x\"><text macro=\"x\"/></macro><citation><layout/></citation></style>",
            "its macro `x` calls itself",
        ),
        (
            "<style><info><link rel=\"independent-parent\" href=\"http://a.example/styles/none\"/></info></style>",
            "is the style `none`, which is not there",
        ),
    ] {
        assert!(style("own.csl", text).contains(message), "{text}: {}", style("own.csl", text));
    }
    let own =
        "<style><info><link rel=\"independent-parent\" href=\"http://a.example/styles/apa\"/></info></style>";
    assert!(!style("own.csl", own).contains("bad-bibliography]: the citation style"));
}

#[test]
fn works_are_listed_without_being_cited() {
    let project = project("apa", ("library.bib", LIBRARY));
    let front = "---\ntitle: T\nlang: de\nbibliography: library.bib\ncsl: apa\nnocite: NOCITE\n---\n\nSo [@ebb, S. 3].\n";
    project.write("text.md", front.replace("NOCITE", "'@*'"));
    has(
        &text_of(&project),
        &["So (Beek & Stone, 2020, S. 3).", "The Harbour Board. (2021, Mai 4). Opening hours."],
    );
    project.write("text.md", front.replace("NOCITE", "'@tide, @none'"));
    let run = project.run("check text.md").exits(0).reports("the bibliography has no entry `none`");
    assert!(run.stderr.contains("`board` is not cited") && !run.stderr.contains("`tide` is not cited"));
}

#[test]
fn straight_marks_of_libraries_become_those_of_the_language() {
    let library = "@book{a, author={O'Mar, Eve}, title={The {Sea's} \"Gate\" of 12\" Planks}, year={-350}}\n\
                   @article{b, author={Li, Bo}, title={On \"ebb\"}, journal={Sea}, year={98}}\n";
    let project = project("apa", ("library.bib", library));
    let front = "---\ntitle: T\nlang: LANG\nbibliography: library.bib\ncsl: STYLE\n---\n\nSo [@a; @b].\n";
    project.write("text.md", front.replace("LANG", "en").replace("STYLE", "chicago-author-date"));
    has(&text_of(&project), &["The Sea’s “Gate” of 12\" Planks", "350 BC", "“On ‘Ebb.’”"]);
    project.write("text.md", front.replace("LANG", "de").replace("STYLE", "apa"));
    has(&text_of(&project), &["The Sea’s „Gate“ of 12\" Planks", "On „ebb“"]);
}

#[test]
fn citations_are_where_text_is() {
    let text = "---\ntitle: T\nlang: en\nbibliography: library.bib\ncitation-style: STYLE\n---\n\n# Of @tide and [@ebb]\n\n\
        A [link with [@tide, p. 1]](https://a.example/b), and *stress [@ebb]*.\n\n\
        | Place | Work |\n|---|---|\n| Ys | [@board] |\n\n: The works [@tide]\n\n> Quoted [@tide].\n\n\
        ::: {.only edition=print}\n\nOn paper [@ebb].\n\n:::\n\n`[@tide]` and \\@tide stay.\n";
    for style in ["numeric", "author-date", "notes"] {
        let project = project("numeric", ("library.bib", LIBRARY));
        project.write("text.md", text.replace("STYLE", style));
        let text = text_of(&project);
        has(&text, &["[@tide] and @tide stay."]);
        assert!(!text.contains("Quoted [@tide]"), "{text}");
        assert!(
            !project
                .read("output/text.html")
                .contains("href=\"https://a.example/b\">link with <span id=\"cite-1\"><a")
        );
    }
}

#[test]
fn hostile_citations_are_read_in_time() {
    let front = "---\ntitle: T\nlang: en\nbibliography: library.bib\n---\n\n";
    let open = ["[@ ", "[@a ", "@a [", "@", "[-@a;", "[@ebb]", "@a{b,c={", "[@a][", "[[@ebb]("];
    for part in open {
        let project = project("numeric", ("library.bib", LIBRARY));
        project.write("text.md", format!("{front}{}\n", part.repeat(3_000)));
        assert!(project.bounded("check text.md -q").status <= 1, "{part}");
    }
    let libraries = [
        "",
        "@",
        "@a{b,c={",
        "@a{b,c=\"",
        "\n@a{b,c={",
        "@a{b,",
        "@a{b}",
        "{",
        "@string{a=b#",
        "@a{b,author={{",
    ];
    for part in libraries {
        let project = project("numeric", ("library.bib", LIBRARY));
        project.write("library.bib", part.repeat(20_000));
        assert!(project.bounded("check text.md -q").status <= 1, "{part}");
    }
    for (name, content) in [
        ("a.json", "[".repeat(50_000)),
        ("a.json", "[{\"é".to_owned()),
        ("a.json", "é".to_owned()),
        ("a.json", "[{\"id\": 1}, {\"id\": \"é\\n\"}]".to_owned()),
        ("a.yml", "a: ".repeat(20_000)),
        ("a.yml", "- ".repeat(20_000)),
        ("a.yml", "{".repeat(20_000)),
        ("a.json", String::new()),
        ("a.yml", String::new()),
        ("a.txt", String::new()),
    ] {
        let project = project("numeric", (name, &content));
        assert!(project.bounded("check text.md -q").status <= 1, "{name}");
    }
}
