//! Failures while editions are written: the last good editions always stay complete.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use super::{GOOD, OTHER};
use crate::support::project::{Run, TestProject};

const EDITIONS: [&str; 4] = ["a.epub", "a.html", "a.pdf", "a.txt"];

/// A project with editions of the good text.
fn published() -> TestProject {
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.run("build a.md").exits(0);
    project
}

fn editions(project: &TestProject) -> Vec<Vec<u8>> {
    EDITIONS.iter().map(|it| fs::read(project.path("output").join(it)).expect("an edition")).collect()
}

/// Runs with a small limit on file sizes, which is like a full disk: a write fails early.
fn starved(project: &TestProject, arguments: &str) -> Run {
    project.shell("trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"", arguments)
}

#[test]
fn full_disk_keeps_the_last_good_editions() {
    let project = published();
    let (before, listed) = (editions(&project), project.list("output"));
    project.write("a.md", OTHER);
    starved(&project, "build a.md").exits(2).reports("cannot write");
    assert!(editions(&project) == before, "nothing is changed");
    assert_eq!(project.list("output"), listed, "and nothing is left behind");
    project.run("build a.md").exits(0);
    assert!(editions(&project) != before);
}

#[test]
fn full_device_is_reported() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    if Path::new("/dev/full").exists() {
        project
            .shell("\"$0\" \"$@\" >/dev/full", "build a.md -t txt -o -")
            .exits(2)
            .reports("standard output");
    }
}

#[test]
fn unwritable_folder_is_reported() {
    let project = published();
    let before = editions(&project);
    project.write("a.md", OTHER);
    let folder = project.path("output");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("set");
    // Root may write anyway.
    let may = File::create(folder.join("probe")).is_ok();
    drop(fs::remove_file(folder.join("probe")));
    let run = project.run("build a.md");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("set");
    if may {
        run.exits(0);
    } else {
        run.exits(2).reports("cannot write");
        assert!(editions(&project) == before);
    }
    // Nobody can write the kernel's own files, not even root.
    project.run("build a.md -o /proc/pamphlet").exits(2).reports("/proc/pamphlet");
}

#[test]
fn special_file_is_not_replaced() {
    let project = TestProject::new(&[("a.md", GOOD), ("out/a.pdf/x", "in a folder")]);
    project.run("build a.md -o out").exits(2).reports("it is a folder");
    assert_eq!(project.list("out"), ["a.pdf"]);
    let pipe = project.path("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    project.bounded("build a.md -o pipe.txt").exits(2).reports("it is a device or a pipe");
    symlink("/dev/null", project.path("null.txt")).expect("a link");
    project.bounded("build a.md -o null.txt").exits(2).reports("it is a device or a pipe");
    project.bounded("build a.md -t txt --deps /dev/null").exits(2).reports("it is a device or a pipe");
}

#[test]
fn link_is_replaced_and_its_target_is_unchanged() {
    let project = TestProject::new(&[("a.md", GOOD), ("elsewhere.txt", "of others")]);
    fs::create_dir(project.path("output")).expect("a folder");
    symlink(project.path("elsewhere.txt"), project.path("output/a.txt")).expect("a link");
    symlink(project.path("nothing"), project.path("output/a.html")).expect("a link");
    project.run("build a.md").exits(0);
    assert_eq!(project.read("elsewhere.txt"), "of others");
    assert!(project.read("output/a.txt").contains("Some words.") && !project.path("nothing").exists());
}

#[test]
fn open_edition_stays_readable() {
    let project = published();
    let before = fs::read(project.path("output/a.pdf")).expect("a file");
    let mut open = File::open(project.path("output/a.pdf")).expect("a file");
    project.write("a.md", OTHER);
    project.run("build a.md").exits(0);
    let mut read = Vec::new();
    open.read_to_end(&mut read).expect("read");
    assert!(read == before, "the old bytes, whole");
    assert!(fs::read(project.path("output/a.pdf")).expect("a file") != before);
}

/// Starts a build in the background.
fn start(project: &TestProject) -> Child {
    let mut command = project.command("build a.md -q");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
}

#[test]
fn temporary_files_of_another_build_are_kept() {
    let project = published();
    let (busy, idle, foreign) =
        ("output/.a.pdf.pamphlet-1-0.tmp", "output/.a.pdf.pamphlet-1-1.tmp", "output/.a.pdf.mine.tmp");
    [busy, idle, foreign].iter().for_each(|it| project.write(it, "half of it"));
    let writer = File::options().write(true).open(project.path(busy)).expect("a file");
    writer.lock().expect("a lock");
    project.run("build a.md").exits(0);
    assert!(project.path(busy).exists() && !project.path(idle).exists() && project.path(foreign).exists());
}

#[test]
fn interrupted_build_leaves_complete_editions() {
    let project = published();
    let good = editions(&project);
    for signal in ["INT", "TERM", "HUP"] {
        let mut child = start(&project);
        let sent = std::process::Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(sent.is_ok());
        child.wait().expect("ended");
        assert!(editions(&project) == good);
    }
}

#[test]
fn concurrent_builds_leave_the_editions_of_one() {
    let project = published();
    let good = editions(&project);
    let mut children: Vec<Child> = (0..6).map(|_| start(&project)).collect();
    for child in &mut children {
        assert!(child.wait().expect("ended").success());
    }
    assert!(editions(&project) == good);
    assert_eq!(project.editions("output"), EDITIONS);
}

#[test]
fn source_that_changes_during_a_build_is_read_once() {
    let project = published();
    let good = editions(&project);
    project.write("a.md", OTHER);
    project.run("build a.md").exits(0);
    let other = editions(&project);
    for round in 0..10 {
        project.write("a.md", GOOD);
        let mut child = start(&project);
        thread::sleep(Duration::from_millis(round * 3));
        // As editors write: a new file replaces it.
        project.write("new.md", OTHER);
        fs::rename(project.path("new.md"), project.path("a.md")).expect("renamed");
        assert!(child.wait().expect("ended").success());
        let now = editions(&project);
        assert!(now == good || now == other, "all editions are of one text");
    }
}

#[test]
fn closed_output_stream_is_not_a_failure() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.shell("\"$0\" \"$@\" >&-", "build a.md -t txt -o -");
    let run = project.shell("\"$0\" \"$@\" | true", "build a.md -t txt -o -").exits(0);
    assert_eq!(run.stderr, "");
    project.shell("\"$0\" \"$@\" 2>&-", "build a.md -t txt").exits(0);
    project.shell("\"$0\" \"$@\" <&-", "build a.md -t txt").exits(0);
    project.write("b.md", "![A dot](none.png)\n");
    project.shell("\"$0\" \"$@\" 2>&-", "build b.md -t txt").exits(1);
    project.shell("(\"$0\" \"$@\" 2>&1; true) | true", "check b.md").exits(0);
}
