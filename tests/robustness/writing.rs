//! What happens while editions are written: the last good ones stay whole, whatever it is.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use super::GOOD;
use crate::support::desk::{Desk, Run};

const OTHER: &str = "---\ntitle: Another Statement\nlang: en\n---\n\n# Foreground\n\nOther words.\n";
const EDITIONS: [&str; 4] = ["a.epub", "a.html", "a.pdf", "a.txt"];

/// A folder with editions of the good text.
fn published() -> Desk {
    let desk = Desk::new(&[("a.md", GOOD)]);
    desk.run("build a.md").ends(0);
    desk
}

fn editions(desk: &Desk) -> Vec<Vec<u8>> {
    EDITIONS.iter().map(|it| fs::read(desk.path("output").join(it)).expect("an edition")).collect()
}

/// Runs where no file may be larger than some blocks, which a full disk is like: a write ends early, with an error.
fn starved(desk: &Desk, arguments: &str) -> Run {
    desk.shell("trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"", arguments)
}

#[test]
fn a_full_disk_leaves_the_last_good_editions() {
    let desk = published();
    let (before, listed) = (editions(&desk), desk.list("output"));
    desk.write("a.md", OTHER);
    starved(&desk, "build a.md").ends(2).says("cannot write");
    assert!(editions(&desk) == before, "nothing is changed");
    assert_eq!(desk.list("output"), listed, "and nothing is left behind");
    desk.run("build a.md").ends(0);
    assert!(editions(&desk) != before);
}

#[test]
fn a_full_device_is_told() {
    let desk = Desk::new(&[("a.md", GOOD)]);
    if Path::new("/dev/full").exists() {
        desk.shell("\"$0\" \"$@\" >/dev/full", "build a.md -t txt -o -").ends(2).says("standard output");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let desk = published();
    let before = editions(&desk);
    desk.write("a.md", OTHER);
    let folder = desk.path("output");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("set");
    // Whoever is root may write all the same.
    let may = File::create(folder.join("probe")).is_ok();
    drop(fs::remove_file(folder.join("probe")));
    let run = desk.run("build a.md");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("set");
    if may {
        run.ends(0);
    } else {
        run.ends(2).says("cannot write");
        assert!(editions(&desk) == before);
    }
    // The kernel's own files are nobody's to write, root's neither.
    desk.run("build a.md -o /proc/pamphlet").ends(2).says("/proc/pamphlet");
}

#[test]
fn what_is_no_file_is_not_replaced() {
    let desk = Desk::new(&[("a.md", GOOD), ("out/a.pdf/x", "in a folder")]);
    desk.run("build a.md -o out").ends(2).says("a folder is there");
    assert_eq!(desk.list("out"), ["a.pdf"]);
    let pipe = desk.path("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    desk.bounded("build a.md -o pipe.txt").ends(2).says("a device or a pipe is there");
    symlink("/dev/null", desk.path("null.txt")).expect("a link");
    desk.bounded("build a.md -o null.txt").ends(2).says("a device or a pipe is there");
    desk.bounded("build a.md -t txt --deps /dev/null").ends(2).says("a device or a pipe is there");
}

#[test]
fn a_link_is_replaced_and_what_it_names_is_not_touched() {
    let desk = Desk::new(&[("a.md", GOOD), ("elsewhere.txt", "of others")]);
    fs::create_dir(desk.path("output")).expect("a folder");
    symlink(desk.path("elsewhere.txt"), desk.path("output/a.txt")).expect("a link");
    symlink(desk.path("nothing"), desk.path("output/a.html")).expect("a link");
    desk.run("build a.md").ends(0);
    assert_eq!(desk.read("elsewhere.txt"), "of others");
    assert!(desk.read("output/a.txt").contains("Some words.") && !desk.path("nothing").exists());
}

#[test]
fn a_reader_keeps_what_it_has_open() {
    let desk = published();
    let before = fs::read(desk.path("output/a.pdf")).expect("a file");
    let mut open = File::open(desk.path("output/a.pdf")).expect("a file");
    desk.write("a.md", OTHER);
    desk.run("build a.md").ends(0);
    let mut read = Vec::new();
    open.read_to_end(&mut read).expect("read");
    assert!(read == before, "the old bytes, whole");
    assert!(fs::read(desk.path("output/a.pdf")).expect("a file") != before);
}

/// Starts a build in the background.
fn start(desk: &Desk) -> Child {
    let mut command = desk.command("build a.md -q");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
}

#[test]
fn killed_at_any_moment_it_leaves_whole_editions() {
    let desk = published();
    let good = editions(&desk);
    desk.write("a.md", OTHER);
    desk.run("build a.md").ends(0);
    let other = editions(&desk);
    for round in 0..40_u64 {
        let text = if round % 2 == 0 { GOOD } else { OTHER };
        desk.write("a.md", text);
        let mut child = start(&desk);
        // Anywhere between its first moment and its last, on a slow machine and on a fast one.
        thread::sleep(Duration::from_micros(round * round * 150));
        child.kill().expect("killed");
        child.wait().expect("ended");
        for (at, bytes) in editions(&desk).iter().enumerate() {
            assert!(
                *bytes == good[at] || *bytes == other[at],
                "{} is neither the one nor the other",
                EDITIONS[at]
            );
        }
    }
    desk.write("a.md", GOOD);
    desk.run("build a.md").ends(0);
    assert!(editions(&desk) == good);
    assert_eq!(desk.editions("output"), EDITIONS, "what the killed ones left is cleared away");
}

#[test]
fn what_another_build_is_writing_is_not_cleared_away() {
    let desk = published();
    let (busy, idle, foreign) = ("output/.a.pdf.1-0.tmp", "output/.a.pdf.1-1.tmp", "output/.a.pdf.mine.tmp");
    [busy, idle, foreign].iter().for_each(|it| desk.write(it, "half of it"));
    let writer = File::options().write(true).open(desk.path(busy)).expect("a file");
    writer.lock().expect("a lock");
    desk.run("build a.md").ends(0);
    assert!(desk.path(busy).exists() && !desk.path(idle).exists() && desk.path(foreign).exists());
}

#[test]
fn interrupted_it_leaves_whole_editions() {
    let desk = published();
    let good = editions(&desk);
    for signal in ["INT", "TERM", "HUP"] {
        let mut child = start(&desk);
        let sent = std::process::Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(sent.is_ok());
        child.wait().expect("ended");
        assert!(editions(&desk) == good);
    }
}

#[test]
fn builds_at_once_leave_the_editions_of_one() {
    let desk = published();
    let good = editions(&desk);
    let mut children: Vec<Child> = (0..6).map(|_| start(&desk)).collect();
    for child in &mut children {
        assert!(child.wait().expect("ended").success());
    }
    assert!(editions(&desk) == good);
    assert_eq!(desk.editions("output"), EDITIONS);
}

#[test]
fn a_source_that_changes_meanwhile_is_read_once() {
    let desk = published();
    let good = editions(&desk);
    desk.write("a.md", OTHER);
    desk.run("build a.md").ends(0);
    let other = editions(&desk);
    for round in 0..10 {
        desk.write("a.md", GOOD);
        let mut child = start(&desk);
        thread::sleep(Duration::from_millis(round * 3));
        // As editors write: another file takes its place.
        desk.write("new.md", OTHER);
        fs::rename(desk.path("new.md"), desk.path("a.md")).expect("renamed");
        assert!(child.wait().expect("ended").success());
        let now = editions(&desk);
        assert!(now == good || now == other, "all editions are of one text");
    }
}

#[test]
fn a_stream_that_is_closed_is_no_failure() {
    let desk = Desk::new(&[("a.md", GOOD)]);
    desk.shell("\"$0\" \"$@\" >&-", "build a.md -t txt -o -");
    let run = desk.shell("\"$0\" \"$@\" | true", "build a.md -t txt -o -").ends(0);
    assert_eq!(run.stderr, "");
    desk.shell("\"$0\" \"$@\" 2>&-", "build a.md -t txt").ends(0);
    desk.shell("\"$0\" \"$@\" <&-", "build a.md -t txt").ends(0);
    desk.write("b.md", "A note[^none].\n");
    desk.shell("\"$0\" \"$@\" 2>&-", "build b.md -t txt").ends(1);
    desk.shell("(\"$0\" \"$@\" 2>&1; true) | true", "check b.md").ends(0);
}
