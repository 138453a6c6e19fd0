//! `pamphlet compare` and `pamphlet inspect` on editions, sources and texts of others.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::path::PathBuf;

use serde_json::Value;

use crate::support::project::TestProject;

const SOURCE: &str = "---\ntitle: A letter\nlang: en\n---\n\n# First part\n\nThe rain came early this year. Nobody was ready for it.[^1] The roof leaked in three places.\n\n- **Tools:** A hammer and nine long nails.\n- A ladder that reaches the roof.\n\n[^1]: The almanac had promised sun.\n";

fn report(project: &TestProject, arguments: &str, status: i32) -> Value {
    let run = project.run(&format!("compare {arguments} --format json")).exits(status);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn count(report: &Value, kind: &str) -> usize {
    report[kind].as_array().expect("a list").len()
}

#[test]
fn editions_have_the_passages_of_their_source() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    project.run("build letter.md").exits(0);
    for format in ["pdf", "epub", "html", "txt"] {
        let run = project.run(&format!("compare letter.md output/letter.{format} --format json"));
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        for kind in ["lost", "drifted"] {
            assert_eq!(count(&report, kind), 0, "{format}: {report:#}");
        }
        assert_eq!(count(&report, "moved"), 0, "{format}: {report:#}");
        assert!(count(&report, "agree") >= 9, "{format}: {report:#}");
    }
    assert_eq!(report(&project, "letter.md letter.md", 0)["same"], true);
}

#[test]
fn changes_between_two_versions_are_named() {
    let new = SOURCE
        .replace("early this year", "late this year")
        .replace(" The roof leaked in three places.", "")
        .replace(
            "- A ladder that reaches the roof.\n",
            "- A ladder that reaches the roof.\n- A lamp with oil.\n",
        );
    let project = TestProject::new(&[("old.md", SOURCE), ("new.md", &new)]);
    let report = report(&project, "old.md new.md", 1);
    assert_eq!(
        (count(&report, "drifted"), count(&report, "lost"), count(&report, "added")),
        (1, 1, 1),
        "{report:#}"
    );
    let drift = &report["drifted"][0];
    assert_eq!((&drift["changes"][0]["old"], &drift["changes"][0]["new"]), (&"early".into(), &"late".into()));
    assert_eq!(drift["old"]["place"], "old.md:8");
    assert_eq!(report["lost"][0]["text"], "The roof leaked in three places.");
    assert_eq!(report["added"][0]["text"], "A lamp with oil.");
    let run = project.run("compare old.md new.md").exits(1);
    assert!(
        run.stdout.contains("after `rain came`") || run.stdout.contains("`late` instead of `early`"),
        "{}",
        run.stdout
    );
}

#[test]
fn text_of_others_with_a_paragraph_in_each_line_is_read_by_lines() {
    let line = "The rain came early this year. ".repeat(8);
    let text = format!("A letter\n{line}Nobody was ready for it.\nTools\nA hammer and nine long nails.\n");
    let project = TestProject::new(&[("letter.md", SOURCE), ("page.txt", &text)]);
    let report = report(&project, "page.txt letter.md", 1);
    let texts: Vec<&str> = ["agree", "moved"]
        .iter()
        .flat_map(|it| report[*it].as_array().expect("a list"))
        .filter_map(|it| it["old"]["text"].as_str())
        .collect();
    for wanted in ["A letter", "Nobody was ready for it.", "Tools", "A hammer and nine long nails."] {
        assert!(texts.contains(&wanted), "{wanted}: {report:#}");
    }
}

#[test]
fn drift_between_published_values_and_a_statement_is_found() {
    let corpus = std::env::var_os("PAMPHLET_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    let (values, statement) = (corpus.join("values.txt"), corpus.join("statement.md"));
    if !values.exists() || !statement.exists() {
        return;
    }
    let project = TestProject::new(&[]);
    let report = report(&project, &format!("{} {}", values.display(), statement.display()), 1);
    assert!(count(&report, "agree") + count(&report, "moved") >= 30, "{report:#}");
    let changed = |old: &str, new: &str| {
        report["drifted"].as_array().expect("a list").iter().any(|it| {
            it["changes"].as_array().expect("a list").iter().any(|it| it["old"] == old && it["new"] == new)
        })
    };
    assert!(
        changed("indigenous", "Indigenous") && changed("breakthrough", "break through"),
        "{:#}",
        report["drifted"]
    );
}

#[test]
fn edition_says_what_it_is() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    project.run("build letter.md").exits(0);
    let says = |file: &str| -> Value {
        let run = project.run(&format!("inspect output/{file} --format json")).exits(0);
        serde_json::from_str(&run.stdout).expect("JSON")
    };
    let pdf = says("letter.pdf");
    assert_eq!(pdf["claims"], serde_json::json!(["PDF/UA-1", "PDF/A-2A"]), "{pdf:#}");
    assert!(pdf["fonts"].as_array().expect("fonts").iter().any(|it| it == "EBGaramond-Regular"), "{pdf:#}");
    let html = says("letter.html");
    assert_eq!((&html["made_by"], &html["titles"][0]), (&"pamphlet".into(), &"A letter".into()), "{html:#}");
    for report in [pdf, says("letter.epub"), html] {
        let headings = report["headings"].as_array().expect("headings");
        assert!(headings.iter().any(|it| it["text"] == "First part"), "{report:#}");
        assert_eq!(report["record"]["sources"][0]["file"], "letter.md");
        assert_eq!(report["errors"], serde_json::json!([]));
    }
    let text = project.run("inspect output/letter.txt").exits(0);
    assert!(text.stdout.contains("edition `txt`") && text.stdout.contains("letter.md"), "{}", text.stdout);
    let changed = project.read("output/letter.html").replace(" lang=\"en\"", "");
    project.write("output/letter.html", changed);
    let run = project.run("inspect output/letter.html").exits(1);
    assert!(
        run.stdout.contains("none that has this file") && run.stdout.contains("no language set"),
        "{}",
        run.stdout
    );
    project.run("inspect letter.md").exits(2).reports("is no edition");
}
