//! Other programs: how they are called, and what they answer.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A program with its arguments, which runs in the folder of its publication.
#[derive(Debug, Clone)]
pub(super) struct Program {
    words: Vec<String>,
    folder: PathBuf,
}

impl Program {
    /// The program of a command, as a shell splits it into words (POSIX.1-2024, XCU 2.2); `None` where it has none or
    /// a quotation is open.
    pub(super) fn parse(command: &str, folder: &Path) -> Option<Program> {
        Program::new(shlex::split(command)?, folder)
    }

    /// The program of words; `None` where there are none.
    pub(super) fn new(words: Vec<String>, folder: &Path) -> Option<Program> {
        (!words.is_empty()).then(|| Program { words, folder: folder.to_owned() })
    }

    /// The words that may name files of the publication.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Its name for messages.
    pub(super) fn name(&self) -> String {
        self.words.join(" ")
    }

    /// Runs it with a text on standard input.
    ///
    /// # Errors
    ///
    /// Where it cannot be started or fails; the text says why.
    pub(super) fn run(&self, input: &str, variables: &[(&str, String)]) -> Result<Output, String> {
        let (program, arguments) = self.words.split_first().ok_or("there is no program")?;
        // A path is one below the folder, wherever the command was given.
        let inside = self.folder.join(program);
        let program = if program.contains('/') && inside.exists() { inside } else { PathBuf::from(program) };
        let program = if program.is_absolute() { program } else { absolute(program) };
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let mut child = Command::new(&program)
            .args(arguments)
            .current_dir(folder)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("it cannot be started: {error}"))?;
        let mut stdin = child.stdin.take();
        // It may write before it has read all, so both go on at the same time.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                // A program that does not read its input closes it early.
                stdin.as_mut().map(|it| it.write_all(input.as_bytes())).is_some()
            });
            child.wait_with_output()
        });
        let output = output.map_err(|error| format!("it cannot be read: {error}"))?;
        if output.status.success() { Ok(output) } else { Err(failure(&output)) }
    }
}

/// A path that stays right in another folder; a name that the system looks up in its list of folders stays a name.
fn absolute(program: PathBuf) -> PathBuf {
    match program.components().count() {
        0 | 1 => program,
        _ => std::path::absolute(&program).unwrap_or(program),
    }
}

/// Why a program failed: its status, and the end of what it said.
fn failure(output: &Output) -> String {
    let status = output.status.code().map_or("by a signal".to_owned(), |code| format!("with status {code}"));
    match message(&output.stderr) {
        Some(said) => format!("it ended {status}: {said}"),
        None => format!("it ended {status}"),
    }
}

/// The last line that is not empty of what a program said, cut where it is long.
pub(super) fn message(stderr: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(stderr);
    let line = text.lines().rev().map(str::trim).find(|it| !it.is_empty())?;
    let cut: String = line.chars().filter(|it| !it.is_control()).take(200).collect();
    Some(cut)
}
