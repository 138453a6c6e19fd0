//! A text that is included is the text itself: what comes of every fixture is the same, put in from another file.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::project::TestProject;

/// The fixtures by their names, each with its front matter and its text.
fn fixtures() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("fixtures").filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(path.join("source.md")).ok()?;
        let end = text.strip_prefix("---\n")?.find("\n---\n")? + "---\n\n---\n".len();
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, text[..end].to_owned(), text[end..].to_owned()))
    };
    paths.into_iter().filter_map(read).collect()
}

/// The text edition and the page for browsers of a source; `None` where it has errors, as some fixtures have.
fn editions(project: &TestProject, source: &str) -> Option<(String, String)> {
    project.write("source.md", source);
    let run = project.run("build source.md -t txt,html -q");
    (run.status == 0).then(|| (project.read("output/source.txt"), project.read("output/source.html")))
}

#[test]
fn a_text_is_the_same_where_it_is_included() {
    let mut compared = 0;
    for (name, front, body) in fixtures() {
        let project = TestProject::new(&[("body.md", body.trim_start_matches('\n'))]);
        let Some(direct) = editions(&project, &format!("{front}\n{body}")) else { continue };
        let Some(included) = editions(&project, &format!("{front}\n{{{{#include body.md}}}}\n")) else {
            panic!("{name} has errors where it is included");
        };
        assert_eq!(included, direct, "{name}");
        // And after another text, whose bytes are in between.
        project.write("before.md", "Some words before.\n");
        let with = |rest: &str| editions(&project, &format!("{front}\n{rest}"));
        let direct = with(&format!("Some words before.\n\n{body}"));
        let included = with(&format!("{{{{#include before.md}}}}\n\n{body}"));
        assert_eq!(included, direct, "{name} after an included text");
        compared += 1;
    }
    assert!(compared > 15, "{compared} fixtures have front matter");
}
