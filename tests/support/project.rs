//! A test project: a folder with sources in which the program runs, and what it prints there.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with the sources of a test, in which the program runs; deleted at the end.
pub(crate) struct TestProject {
    folder: TempDir,
}

impl TestProject {
    pub(crate) fn new(files: &[(&str, &str)]) -> TestProject {
        let project = TestProject { folder: tempfile::tempdir().expect("a folder") };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
        command.current_dir(self.folder.path()).args(arguments.split_whitespace());
        for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"] {
            command.env_remove(name);
        }
        // Tests are the same whatever fonts a machine has.
        command.env("XDG_DATA_DIRS", "/nowhere").env("XDG_DATA_HOME", "/nowhere");
        command
    }

    /// Runs the program; the caller checks its messages and its exit status.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        Run::of(self.command(arguments).output().expect("the program runs"))
    }

    /// Runs the program within limits that suit a slow machine too: two minutes of processor time and four gigabytes
    /// of address space. If it needs more, it is killed, and the test fails.
    #[cfg(unix)]
    pub(crate) fn bounded(&self, arguments: &str) -> Run {
        self.shell("ulimit -t 120; ulimit -v 4194304; exec \"$0\" \"$@\"", arguments)
    }

    /// Runs the program from a line of shell, which calls it as `"$0" "$@"`.
    #[cfg(unix)]
    pub(crate) fn shell(&self, line: &str, arguments: &str) -> Run {
        let program = self.command(arguments);
        let mut command = Command::new("sh");
        command.current_dir(self.folder.path()).args(["-c", line]).arg(program.get_program());
        command.args(program.get_args()).env("RAYON_NUM_THREADS", "2");
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        Run::of(command.output().expect("a shell"))
    }

    /// The names of everything in a folder, sorted.
    pub(crate) fn list(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(folder))
            .map(|entries| {
                entries.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
            })
            .unwrap_or_default();
        names.sort();
        names
    }

    /// The files in a folder, without the record of the build.
    pub(crate) fn editions(&self, folder: &str) -> Vec<String> {
        let mut names = self.list(folder);
        names.retain(|it| it != "SHA256SUMS" && !it.ends_with(".record.json"));
        names
    }
}

pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let status = output.status.code().expect("no signal");
        Run { status, stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    #[track_caller]
    pub(crate) fn exits(self, status: i32) -> Run {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn reports(self, words: &str) -> Run {
        assert!(self.stderr.contains(words), "`{words}` is not in:\n{}", self.stderr);
        self
    }
}
