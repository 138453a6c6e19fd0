//! Fonts that are truncated, corrupted, or not fonts at all.

use std::fs;
use std::path::Path;

use super::GOOD;
use crate::support::project::TestProject;

fn font() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/SourceSans3-Regular.otf")).expect("a font")
}

/// Builds with a font of the user; if the font is refused, a message gives the reason.
#[track_caller]
fn build(bytes: &[u8]) {
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.write("given.otf", bytes);
    let run = project.bounded("build a.md --font-path given.otf --theme modern");
    assert!((0..=2).contains(&run.status) && !run.stderr.is_empty(), "{}", run.stderr);
    assert_eq!(run.status == 0, project.editions("output").len() == 4, "{}", run.stderr);
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.write("fonts/given.otf", bytes);
    let run = project.bounded("build a.md --font-path fonts --theme modern");
    assert!((0..=2).contains(&run.status), "{}", run.stderr);
}

#[test]
fn truncated_font_is_refused_or_skipped() {
    let whole = font();
    build(&whole);
    for length in [0, 3, 12, 100, 1000, whole.len() / 4, whole.len() / 2, whole.len() - 1000, whole.len() - 1]
    {
        build(&whole[..length]);
    }
}

#[test]
fn corrupted_font_is_harmless() {
    let whole = font();
    for seed in 0..12_usize {
        let mut bytes = whole.clone();
        for it in 0..40 {
            // Some in the table directory, where the lengths are, and some anywhere.
            let most = if it % 2 == 0 { 300 } else { bytes.len() };
            let at = (seed * 7919 + it * 104_729) % most;
            bytes[at] = (seed * 31 + it * 17) as u8;
        }
        build(&bytes);
    }
}

#[test]
fn file_that_is_not_a_font_is_refused() {
    let project = TestProject::new(&[("a.md", GOOD), ("x.otf", "no font")]);
    project.bounded("build a.md --font-path x.otf").exits(2).reports("as a font");
    project.bounded("build a.md --font-path none.otf").exits(2).reports("none.otf");
    project.bounded("build a.md --font-path /dev/zero").exits(2).reports("/dev/zero");
}

#[test]
fn font_folders_with_a_link_loop_are_read() {
    let project = TestProject::new(&[("a.md", GOOD), ("fonts/x.otf", "no font")]);
    for name in ["one", "two", "three", "four"] {
        std::os::unix::fs::symlink(project.path("fonts"), project.path(&format!("fonts/{name}")))
            .expect("a link");
    }
    let pipe = project.path("fonts/pipe.ttf");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
    project.bounded("build a.md -t txt --font-path fonts").exits(0);
}
