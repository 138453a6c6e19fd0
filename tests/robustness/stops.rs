//! Builds that are killed, or that fail, at each change of a file and at any moment: every file stays whole, nothing of
//! another publication is lost, and the next build leaves nothing behind.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

use super::{GOOD, OTHER};
use crate::support::project::TestProject;

/// What stops a program, for the loader of the C library; `None` where there is no such thing.
pub(super) fn stopper() -> Option<&'static Path> {
    static STOPPER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let compiled = || {
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stop.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/robustness/stop.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl");
        let is_there = cfg!(all(target_os = "linux", target_env = "gnu"));
        (is_there && compiler.status().is_ok_and(|it| it.success())).then_some(library)
    };
    STOPPER.get_or_init(compiled).as_deref()
}

/// A number of kills: all of them where the program is fast.
const KILLS: u32 = if cfg!(debug_assertions) { 40 } else { 200 };

/// Two publications in one folder, with the bytes of the one that is built again, before and after its change.
struct Folder {
    project: TestProject,
    before: Vec<(String, Vec<u8>)>,
    after: Vec<(String, Vec<u8>)>,
}

impl Folder {
    fn new() -> Folder {
        let project = TestProject::new(&[("a.md", OTHER), ("b.md", GOOD)]);
        project.run("build a.md").exits(0);
        project.run("build b.md").exits(0);
        let after = files(&project);
        project.write("a.md", GOOD);
        project.run("build a.md").exits(0);
        let before = files(&project);
        project.write("a.md", OTHER);
        Folder { project, before, after }
    }

    /// A build that is stopped as the variable says.
    fn build(&self, library: &Path, (name, value): (&str, &str)) -> ExitStatus {
        let mut command = self.project.command("build a.md -q");
        command.env("LD_PRELOAD", library).env(name, value).env("RAYON_NUM_THREADS", "2");
        command.stderr(Stdio::null()).status().expect("the program runs")
    }

    /// Every file is as it was, or as it will be; and all of them are there.
    fn is_whole(&self, when: &str) {
        let now = files(&self.project);
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
        assert_eq!(names(&now), names(&self.before), "{when}");
        for (at, file) in now.iter().enumerate() {
            assert!(*file == self.before[at] || *file == self.after[at], "{when}: `{}` is neither", file.0);
        }
    }

    /// The next build is as if nothing had happened, and so is the state that the next kill begins with.
    fn recovers(&self, when: &str) {
        self.project.run("build a.md").exits(0);
        assert!(files(&self.project) == self.after, "{when}: the next build is another");
        let left: Vec<String> =
            self.project.list("output").into_iter().filter(|it| it.ends_with(".tmp")).collect();
        assert!(left.is_empty(), "{when}: {left:?}");
        self.project.write("a.md", GOOD);
        self.project.run("build a.md").exits(0);
        self.project.write("a.md", OTHER);
    }
}

/// The files of the output folder, without temporary ones.
fn files(project: &TestProject) -> Vec<(String, Vec<u8>)> {
    let names = project.list("output").into_iter().filter(|it| !it.ends_with(".tmp"));
    names.map(|it| (it.clone(), fs::read(project.path("output").join(&it)).expect("a file"))).collect()
}

/// How many changes of files a build makes.
fn changes(folder: &Folder, library: &Path) -> u32 {
    let count = folder.project.path("count");
    assert!(folder.build(library, ("STOP_COUNT", &count.to_string_lossy())).success());
    let said = fs::read_to_string(count).expect("a count");
    let count = said.split(' ').next().and_then(|it| it.parse().ok()).expect("a number");
    folder.recovers("without a stop");
    count
}

#[test]
fn killed_at_each_change_of_a_file_leaves_whole_files() {
    let Some(library) = stopper() else { return };
    let folder = Folder::new();
    let count = changes(&folder, library);
    assert!(count > 20, "{count}");
    for at in 1..=count {
        let status = folder.build(library, ("STOP_AT", &at.to_string()));
        assert_eq!(status.signal(), Some(9), "change {at} of {count}");
        folder.is_whole(&format!("killed at change {at} of {count}"));
        folder.recovers(&format!("killed at change {at} of {count}"));
    }
}

#[test]
fn failure_at_each_change_of_a_file_changes_all_or_none() {
    let Some(library) = stopper() else { return };
    let folder = Folder::new();
    let count = changes(&folder, library);
    for at in 1..=count {
        let when = format!("change {at} of {count} fails");
        let status = folder.build(library, ("FAIL_AT", &at.to_string()));
        let now = files(&folder.project);
        let expected = match status.code() {
            Some(0) => &folder.after,
            _ => &folder.before,
        };
        assert!([Some(0), Some(2)].contains(&status.code()), "{when}: {status}");
        assert!(now == *expected, "{when}: old and new are mixed");
        folder.recovers(&when);
    }
}

#[test]
fn killed_at_any_moment_leaves_whole_files() {
    let Some(library) = stopper() else { return };
    let folder = Folder::new();
    let start = Instant::now();
    folder.recovers("before the first kill");
    // That were two builds.
    let whole = start.elapsed().as_micros() as f64 / 2.0;
    for round in 1..=KILLS {
        // The multiples of the golden ratio fall everywhere between the start and the end.
        let moment = (f64::from(round) * 0.618_033_988_75).fract() * whole * 1.1;
        folder.build(library, ("STOP_AFTER", &(1 + moment as u64).to_string()));
        folder.is_whole(&format!("killed after {moment:.0} µs"));
    }
    folder.recovers("after all kills");
}

#[test]
fn temporary_files_of_other_publications_are_cleared_too() {
    let project = TestProject::new(&[("a.md", GOOD), ("output/.gone.pdf.pamphlet-1-0.tmp", "half of it")]);
    project.write("output/.gone.pdf.1-0.tmp", "of another program");
    project.run("build a.md -t txt").exits(0);
    let left: Vec<String> = project.list("output").into_iter().filter(|it| it.ends_with(".tmp")).collect();
    assert_eq!(left, [".gone.pdf.1-0.tmp"]);
}
