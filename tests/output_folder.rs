//! The folder of the editions among other programs: builds at once, links, pipes, modes, other publications.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const SOURCE: &str = "---\ntitle: A letter\nlang: en\n---\n\n# The news\n\nWe write of two things.\n";

#[test]
fn another_publication_by_the_same_name_is_not_written_over() {
    let project = TestProject::new(&[("a/report.md", SOURCE), ("b/report.md", SOURCE)]);
    project.run("build a/report.md -t txt").exits(0);
    let first = project.read("output/report.record.json");
    project
        .run("build b/report.md -t txt")
        .exits(2)
        .reports("`output` has editions of the name `report` that are made from `a/report.md`");
    assert_eq!(project.read("output/report.record.json"), first);
    project.run("build a/report.md -t txt").exits(0);
    // A source that is gone or has moved gives its name free.
    std::fs::remove_file(project.path("a/report.md")).expect("removed");
    project.run("build b/report.md -t txt").exits(0);
    // A text becomes a chapter of a publication by its name.
    project.write("b/pamphlet.toml", "[publication]\nslug = \"report\"\nchapters = [\"report.md\"]\n");
    project.run("build b -t txt").exits(0);
    project.run("verify b -t txt").exits(0);
}

#[test]
fn a_file_of_another_program_is_named() {
    let project = TestProject::new(&[("book.toml", "")]);
    project.write("report.docx", b"PK\x03\x04\x14\0\x06\0rest");
    let run = project.run("build report.docx").exits(2);
    run.reports("`report.docx` is no Markdown: it is an office document");
    assert_eq!(project.list("output"), [""; 0]);
    project.write(
        "pamphlet.toml",
        "[publication]\ntitle = \"A\"\nlang = \"en\"\nchapters = [\"report.docx\"]\n",
    );
    project.run("check").exits(2).reports("it is an office document");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn builds_at_once_lose_nothing_of_each_other() {
        let project = TestProject::new(&[]);
        let count = 100;
        (0..count).for_each(|it| project.write(&format!("p{it}.md"), SOURCE));
        let builds = (0..count)
            .map(|it| project.command(&format!("build p{it}.md -q --jobs 1")).spawn().expect("run"));
        for mut build in builds.collect::<Vec<_>>() {
            assert!(build.wait().expect("an end").success());
        }
        // Four editions and a record of each, and each is what the sums say.
        let sums = project.read("output/SHA256SUMS");
        assert_eq!(sums.lines().count(), 5 * count);
        for (sum, file) in sums.lines().filter_map(|it| it.split_once("  ")) {
            let bytes = std::fs::read(project.path("output").join(file)).expect("a file");
            assert_eq!(pamphlet::record::hash(&bytes), sum, "{file}");
        }
        assert_eq!(project.list("output").len(), 5 * count + 1, "and nothing temporary");
        (0..count).step_by(25).for_each(|it| drop(project.run(&format!("verify p{it}.md")).exits(0)));
    }

    #[test]
    fn nothing_is_removed_or_written_through_a_link() {
        let project = TestProject::new(&[("letter.md", SOURCE), ("victim/keep.txt", "keep me\n")]);
        project.run("build letter.md -t html,txt").exits(0);
        symlink(project.path("victim"), project.path("output/l")).expect("a link");
        let record = project.read("output/letter.record.json");
        let sum = pamphlet::record::hash(b"keep me\n");
        let entry = format!("\"files\": [{{\"file\": \"l/keep.txt\", \"bytes\": 8, \"sha256\": \"{sum}\"}},");
        let lead = record.replacen("\"files\": [", &entry, 1);
        assert_ne!(lead, record);
        project.write("output/letter.record.json", lead);
        project.run("build letter.md -t html,txt").exits(0);
        assert_eq!(project.read("victim/keep.txt"), "keep me\n");
        // The folder of a site is a link.
        let manifest = "[publication]\ntitle = \"A\"\nlang = \"en\"\nslug = \"site\"\nchapters = [\"one.md\", \
                        \"two.md\"]\n[html]\nform = \"site\"\n";
        project.write("pamphlet.toml", manifest);
        project.write("one.md", "# One\n\nWords.\n");
        project.write("two.md", "# Two\n\nWords.\n");
        symlink(project.path("victim"), project.path("output/site")).expect("a link");
        project.run("build -t html").exits(2).reports("is a symbolic link");
        assert_eq!(project.list("victim"), ["keep.txt"]);
    }

    #[test]
    fn pipes_and_devices_are_refused_and_not_waited_for() {
        for name in ["SHA256SUMS", "letter.record.json", "letter.txt"] {
            let project = TestProject::new(&[("letter.md", SOURCE)]);
            project.shell(&format!("mkdir output && mkfifo output/{name}"), "").exits(0);
            let line = "timeout 60 \"$0\" \"$@\"";
            project.shell(line, "build letter.md -t txt").exits(2).reports(name);
            let verified = project.shell(line, "verify letter.md -t txt");
            assert!([1, 2].contains(&verified.status), "{name}: {}", verified.stderr);
        }
    }

    #[test]
    fn an_edition_keeps_the_mode_that_it_was_given() {
        let project = TestProject::new(&[("letter.md", SOURCE)]);
        project.run("build letter.md -t txt").exits(0);
        let path = project.path("output/letter.txt");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("set");
        project.write("letter.md", SOURCE.replace("two", "three"));
        project.run("build letter.md -t txt").exits(0);
        let mode = std::fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        assert!(project.read("output/letter.txt").contains("three"));
    }

    #[test]
    fn an_error_between_files_leaves_all_as_they_were() {
        let project = TestProject::new(&[("letter.md", SOURCE)]);
        project.run("build letter.md -t html,txt").exits(0);
        let before = project.read("output/letter.html");
        project.write("letter.md", SOURCE.replace("two", "three"));
        // The second edition cannot take its place: a folder with something in it is there.
        std::fs::remove_file(project.path("output/letter.txt")).expect("removed");
        project.write("output/letter.txt/mine", "mine");
        project.run("build letter.md -t html,txt").exits(2);
        assert_eq!(project.read("output/letter.html"), before);
        assert!(project.list("output").iter().all(|it| !it.ends_with(".tmp")));
    }

    #[test]
    fn threads_have_a_limit_however_they_are_asked_for() {
        let project = TestProject::new(&[("letter.md", SOURCE)]);
        let asked = project.command("build letter.md -t txt").env("RAYON_NUM_THREADS", "100000").output();
        assert!(asked.expect("run").status.success());
    }
}
