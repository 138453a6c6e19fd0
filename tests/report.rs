//! `pamphlet report`: each line is proved, or says who has to judge it; what people wrote is kept.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const SOURCE: &str = "---\ntitle: A \"letter\" | <b>\nlang: en\nauthor: Ada Example\ndate: 2026-11-22\n---\n\n# The news\n\n\
    We write of [two things](https://example.org).\n\n![A dot](dot.svg)\n";
const DOT: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

fn project() -> TestProject {
    let project = TestProject::new(&[("letter.md", SOURCE), ("dot.svg", DOT)]);
    project.run("build letter.md").exits(0);
    project.run("report letter.md").exits(0).reports("not evaluated");
    project
}

/// The level and the remark of a criterion for a part of the product.
fn line(project: &TestProject, number: &str, part: &str) -> (String, String) {
    let yaml = project.read("output/letter.acr.yaml");
    let own =
        yaml.split("      - num: ").find(|it| it.starts_with(&format!("\"{number}\""))).expect("a criterion");
    let own = own.split("- name: ").find(|it| it.starts_with(&format!("\"{part}\""))).expect("a component");
    let value = |key: &str| {
        let line = own.lines().find_map(|it| it.trim().strip_prefix(key)).expect("a member");
        serde_json::from_str::<String>(line.trim()).expect("a string")
    };
    (value("level:"), value("notes:"))
}

#[test]
fn every_line_names_the_files_by_their_hashes() {
    let project = project();
    let sum = |file: &str| {
        pamphlet::record::hash(&std::fs::read(project.path("output").join(file)).expect("a file"))
    };
    let (level, notes) = line(&project, "1.3.2", "electronic-docs");
    assert_eq!(level, "supports");
    assert!(notes.contains(&sum("letter.pdf")) && notes.contains(&sum("letter.epub")), "{notes}");
    let (level, notes) = line(&project, "3.1.1", "web");
    assert_eq!(level, "supports");
    assert!(notes.contains(&sum("letter.html")) && notes.contains("missing-language"), "{notes}");
    assert_eq!(line(&project, "1.2.1", "web").0, "not-applicable");
    assert_eq!(line(&project, "1.1.1", "web").0, "not-evaluated");
    let onix = project.read("output/letter.onix.xml");
    assert!(onix.contains(&sum("letter.epub")) && onix.contains("&lt;b&gt;"), "{onix}");
    let linked: serde_json::Value =
        serde_json::from_str(&project.read("output/letter.accessibility.json")).expect("JSON");
    assert_eq!(linked["accessMode"][0], "textual");
    assert_eq!(linked["associatedMedia"].as_array().map(Vec::len), Some(4));
    // What is written next to the editions is no part of them.
    project.run("verify letter.md").exits(0);
    let first = project.read("output/letter.acr.yaml");
    project.run("report letter.md").exits(0);
    assert_eq!(project.read("output/letter.acr.yaml"), first, "the same bytes");
}

#[test]
fn answers_are_read_and_kept() {
    let project = project();
    let asked = project.read("letter.accessibility.toml");
    assert!(asked.contains("[answers.alternative-texts]"), "{asked}");
    let answered = asked.replacen("answer = \"\"", "answer = \"yes\" # seen", 1);
    let answered = answered.replacen("email = \"\"", "email = \"ada@example.org\"", 1);
    project.write("letter.accessibility.toml", &answered);
    project.run("report letter.md").exits(0);
    assert_eq!(project.read("letter.accessibility.toml"), answered);
    assert_eq!(line(&project, "1.1.1", "web").0, "supports");
    assert!(project.read("output/letter.accessibility.html").contains("ada@example.org"));
    assert!(project.read("output/letter.accessibility.opf.xml").contains("a11y:contactEmail"));
    project.write("letter.accessibility.toml", answered.replace("\"yes\"", "\"perhaps\""));
    project.run("report letter.md").exits(2).reports("letter.accessibility.toml").reports("perhaps");
}

#[test]
fn nothing_is_claimed_of_what_verify_refuses() {
    let project = project();
    let page = project.read("output/letter.html");
    project.write("output/letter.html", page.replace("alt=\"A dot\"", "alt=\"\""));
    project.run("report letter.md").exits(1);
    assert_eq!(line(&project, "3.1.1", "web").0, "not-evaluated");
    assert_eq!(line(&project, "3.1.1", "electronic-docs").0, "supports");
    project.write("letter.md", SOURCE.replace("[two things]", "[here]").replace("A dot", ""));
    project.run("build letter.md --warn missing-alt").exits(0);
    project.run("report letter.md --warn missing-alt");
    let (level, notes) = line(&project, "1.1.1", "web");
    assert_eq!(level, "partially-supports");
    assert!(notes.contains("missing-alt") && notes.contains("letter.md:12"), "{notes}");
    std::fs::remove_file(project.path("output/letter.epub")).expect("removed");
    project.run("report letter.md").exits(1);
    assert!(line(&project, "1.3.2", "electronic-docs").1.contains("is missing"));
}
