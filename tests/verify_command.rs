//! `pamphlet verify` from end to end: what is built is proved, and a changed byte is found in every edition.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const SOURCE: &str = "---\ntitle: A letter\nlang: en\n---\n\n# The news\n\nWe write of *two* things.[^1]\n\n\
                      [^1]: Of [more](https://example.org/), in truth.\n";

/// Runs the program in a folder: its exit status, and what it says to each stream.
fn run(folder: &Path, arguments: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.current_dir(folder).args(arguments.split_whitespace());
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_ACTIONS");
    let output = command.output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an end"), text(output.stdout), text(output.stderr))
}

#[test]
fn what_is_built_is_proved_and_a_changed_byte_is_found() {
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
fn an_old_edition_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("letter.md"), SOURCE).expect("written");
    assert_eq!(run(folder, "build letter.md").0, 0);
    fs::write(folder.join("letter.md"), SOURCE.replace("two", "three")).expect("written");
    let (status, report, faults) = run(folder, "verify letter.md --no-rebuild --message-format short");
    assert_eq!(status, 1);
    assert_eq!(report.lines().filter(|it| it.contains("  1 difference: ")).count(), 4, "{report}");
    assert_eq!(faults.matches("letter.md:8:").count(), 4, "{faults}");
    assert_eq!(faults.matches("`two` stands for `three`").count(), 4, "{faults}");
}
