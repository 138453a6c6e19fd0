//! `pamphlet verify` from end to end: a build is verified, and a changed byte is found in every edition.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const SOURCE: &str = "---\ntitle: A letter\nlang: en\n---\n\n# The news\n\nWe write of *two* things.[^1]\n\n\
                      [^1]: Of [more](https://example.org/), in truth.\n";

/// Runs the program in a folder; returns its exit status and both output streams.
fn run(folder: &Path, arguments: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.current_dir(folder).args(arguments.split_whitespace());
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_ACTIONS");
    let output = command.output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an end"), text(output.stdout), text(output.stderr))
}

#[test]
fn build_verifies_and_changed_byte_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("letter.md"), SOURCE).expect("written");
    assert_eq!(run(folder, "build letter.md").0, 0);
    let (status, report, faults) = run(folder, "verify letter.md --format json");
    assert_eq!((status, faults.as_str()), (0, ""), "{report}");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let editions = report["publications"][0]["editions"].as_array().expect("editions");
    assert_eq!(editions.len(), 4);
    for edition in editions {
        assert_eq!((&edition["same_bytes"], &edition["notes"]), (&true.into(), &1.into()), "{edition}");
        assert_eq!(edition["sha256"].as_str().map(str::len), Some(64));
        assert!(edition["words"].as_u64().is_some_and(|it| it > 12), "{edition}");
    }
    for ending in ["pdf", "epub", "html", "txt"] {
        let path = folder.join("output").join(format!("letter.{ending}"));
        let good = fs::read(&path).expect("an edition");
        let mut changed = good.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 0x01;
        fs::write(&path, changed).expect("written");
        let (status, _, faults) = run(folder, "verify letter.md --message-format short");
        assert_eq!(status, 1, "{ending}");
        let other_bytes = |line: &str| {
            line.contains("error[bytes-differ]") && line.contains(&format!("letter.{ending}`, "))
        };
        assert!(faults.lines().any(other_bytes), "{ending}: {faults}");
        fs::write(&path, good).expect("written");
    }
    assert_eq!(run(folder, "verify letter.md").0, 0);
    assert_eq!(run(folder, "verify letter.md --theme slate").0, 2, "there is no such theme");
}

#[test]
fn outdated_edition_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("letter.md"), SOURCE).expect("written");
    assert_eq!(run(folder, "build letter.md").0, 0);
    fs::write(folder.join("letter.md"), SOURCE.replace("two", "three")).expect("written");
    let (status, report, faults) = run(folder, "verify letter.md --no-rebuild --message-format short");
    assert_eq!(status, 1);
    assert_eq!(report.lines().filter(|it| it.contains("  1 difference: ")).count(), 4, "{report}");
    assert_eq!(faults.matches("letter.md:8:").count(), 4, "{faults}");
    assert_eq!(faults.matches("`two` instead of `three`").count(), 4, "{faults}");
}

/// The differences from the record that `verify` reports.
fn recorded(folder: &Path, arguments: &str) -> Vec<String> {
    let (_, report, _) = run(folder, &format!("verify letter.md --format json {arguments}"));
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let list = report["publications"][0]["record"]["differences"].as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

#[test]
fn record_lists_inputs_and_outputs() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("letter.md"), SOURCE).expect("written");
    fs::write(folder.join("other.md"), SOURCE.replace("A letter", "Another")).expect("written");
    assert_eq!(run(folder, "build letter.md").0, 0);
    assert_eq!(run(folder, "build other.md -t txt,html").0, 0);
    let text = |name: &str| fs::read_to_string(folder.join("output").join(name)).expect("a file");
    let sums = text("SHA256SUMS");
    let names: Vec<&str> = sums.lines().filter_map(|it| it.split("  ").nth(1)).collect();
    let expected = [
        "letter.epub",
        "letter.html",
        "letter.pdf",
        "letter.record.json",
        "letter.txt",
        "other.html",
        "other.record.json",
        "other.txt",
    ];
    assert_eq!(names, expected);
    let record: Value = serde_json::from_str(&text("letter.record.json")).expect("JSON");
    assert_eq!(record["sources"][0]["file"], "letter.md");
    assert_eq!(record["editions"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        (&record["editions"][0]["format"], &record["editions"][0]["pages"]),
        (&"pdf".into(), &1.into())
    );
    assert_eq!(record["editions"][1]["page_numbers"]["name"], "pdf");
    assert!(!text("letter.record.json").contains(&folder.display().to_string()), "no absolute path");
    let (one, two) = (text("letter.record.json"), sums.clone());
    // A build of a part, and the same build again, leave the same record.
    assert_eq!(run(folder, "build letter.md -t pdf").0, 0);
    assert_eq!((text("letter.record.json"), text("SHA256SUMS")), (one, two));
    // A single file has no record.
    assert_eq!(run(folder, "build letter.md -o alone/x.html").0, 0);
    assert_eq!(fs::read_dir(folder.join("alone")).expect("a folder").count(), 1);
}

#[test]
fn files_are_compared_with_the_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let output = |name: &str| folder.join("output").join(name);
    fs::write(folder.join("letter.md"), SOURCE).expect("written");
    assert_eq!(run(folder, "build letter.md -t html,txt,epub").0, 0);
    assert_eq!(recorded(folder, "-t html,txt,epub"), Vec::<String>::new());
    let html = fs::read(output("letter.html")).expect("a file");
    fs::write(output("letter.html"), [html.as_slice(), b"<!---->"].concat()).expect("written");
    fs::remove_file(output("letter.txt")).expect("removed");
    fs::write(output("letter.pdf"), "%PDF").expect("written");
    let differences = [
        "`letter.html` was changed after the build",
        "`letter.txt` is missing",
        "`letter.pdf` is not part of this build",
    ];
    assert_eq!(recorded(folder, "--no-rebuild"), differences);
    // An edition of another state of the source is in no record.
    fs::write(folder.join("letter.md"), SOURCE.replace("two", "three")).expect("written");
    assert_eq!(recorded(folder, "-t epub"), ["`letter.md` was changed after the build"]);
    assert_eq!(run(folder, "build letter.md -t html").0, 0);
    let stale = recorded(folder, "-t epub,html");
    assert_eq!(stale, ["`letter.epub` is not part of this build"]);
    fs::remove_file(output("letter.record.json")).expect("removed");
    assert_eq!(recorded(folder, "-t html"), ["the build record is missing"]);
    assert_eq!(recorded(folder, "-t html --no-rebuild"), Vec::<String>::new());
    fs::write(output("letter.record.json"), "{}").expect("written");
    assert_eq!(recorded(folder, "-t html --no-rebuild"), ["it is not a valid build record"]);
}
