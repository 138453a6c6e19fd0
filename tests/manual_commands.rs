//! Every command block of the manual and of the README runs, in the order of its chapter.
//!
//! A chapter starts in an empty folder, and so does each section of `guides.md`; what lies in `tests/manual/CHAPTER` is
//! there from the beginning. A block after a line that ends with a file's name and a colon, ``In `letter.md`:``, is
//! written to that file; a block of `sh` or `console` is run. Each command ends with status 0, or with the one that a
//! comment after it says: `# exit status 1`. Output in a block of `console` is that of the program, but for its numbers.

#![cfg(unix)]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::project::TestProject;

/// Commands of programs that may not be here, or that take too long; each must be in the manual.
const ELSEWHERE: [&str; 10] = [
    "bazel",
    "cargo",
    "code --install-extension",
    "docker",
    "editors/vscode/package",
    "make",
    "ninja",
    "pandoc",
    "pdftotext",
    "tests/run",
];

/// Calls the program. What serves until it is stopped is stopped when it says that it serves.
const SHIM: &str = r#"#!/bin/sh
case $1 in
  serve) port=--port=0 ;;
  watch) port= ;;
  *) exec "$PROGRAM" "$@" ;;
esac
for argument; do
  shift
  [ "$argument" = --open ] || set -- "$@" "$argument"
done
mkfifo "$HOME/said"
"$PROGRAM" "$@" $port >"$HOME/said" 2>&1 &
while read -r line; do
  case $line in *"serving http"* | *"waiting for changes"*) good=true; kill $!; break ;; esac
done <"$HOME/said"
rm "$HOME/said"
[ "$good" ]
"#;

/// A block between fences, with the line before it.
struct Block {
    line: usize,
    kind: String,
    before: String,
    text: String,
}

fn blocks(text: &str) -> Vec<Vec<Block>> {
    let (mut sections, mut before, mut open) = (vec![Vec::new()], String::new(), None::<(String, Block)>);
    for (at, line) in text.lines().enumerate() {
        match &mut open {
            Some((fence, _)) if line.trim() == *fence => {
                let block = open.take().map(|it| it.1);
                sections.last_mut().expect("a section").extend(block);
            }
            Some((_, block)) => block.text += &format!("{}\n", line.strip_prefix("  ").unwrap_or(line)),
            None if line.trim_start().starts_with("```") => {
                let fence: String = line.trim_start().chars().take_while(|it| *it == '`').collect();
                let kind = line.trim().trim_start_matches('`').to_owned();
                let block =
                    Block { line: at + 1, kind, before: std::mem::take(&mut before), text: String::new() };
                open = Some((fence, block));
            }
            None if line.starts_with("## ") => sections.push(Vec::new()),
            None if !line.trim().is_empty() => before = line.to_owned(),
            None => {}
        }
    }
    sections
}

impl Block {
    /// The file that it is the text of.
    fn file(&self) -> Option<&str> {
        let before = self.before.strip_suffix(':')?;
        let name = before.rsplit('`').nth(1).filter(|_| before.ends_with('`'))?;
        name.rsplit_once('.').filter(|it| it.1.chars().all(char::is_alphanumeric))?;
        Some(name)
    }

    /// The commands, each with the output that is shown below it.
    fn commands(&self) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut is_text = false;
        for line in self.text.lines() {
            // The text of a here-document belongs to its command.
            if let Some((command, _)) = found.last_mut().filter(|_| is_text) {
                *command += &format!("\n{line}");
                is_text = line != "END";
                continue;
            }
            is_text = line.ends_with("<<'END'");
            let command = match self.kind.as_str() {
                "sh" => Some(line).filter(|it| !it.trim().is_empty()),
                _ => line.strip_prefix("$ "),
            };
            match (command, found.last_mut()) {
                (Some(command), _) => found.push((command.to_owned(), String::new())),
                (None, Some((_, output))) if self.kind == "console" => *output += &format!("{line}\n"),
                (None, _) => {}
            }
        }
        found
    }
}

/// Words with numbers made equal: sizes and times are not the same for each build of the program.
fn masked(text: &str) -> Vec<String> {
    let mask =
        |word: &str| if word.starts_with(|it: char| it.is_ascii_digit()) { "#" } else { word }.to_owned();
    text.split_whitespace().map(mask).filter(|it| !["B", "kB", "MB"].contains(&it.as_str())).collect()
}

/// A folder in which a section runs.
struct Folder {
    project: TestProject,
    shims: PathBuf,
}

impl Folder {
    fn new(chapter: &str) -> Folder {
        let project = TestProject::new(&[("bin/pamphlet", SHIM)]);
        let shims = project.path("bin");
        fs::set_permissions(shims.join("pamphlet"), fs::Permissions::from_mode(0o755)).expect("set");
        let given = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/manual").join(chapter);
        copy(&given, &project.path("here"));
        Folder { project, shims }
    }

    fn run(&self, command: &str, output: &str, place: &str) {
        let status =
            command.split_once("# exit status ").map_or(0, |it| it.1.trim().parse().expect("a number"));
        let path = format!("{}:{}", self.shims.display(), std::env::var("PATH").unwrap_or_default());
        let base = self.project.command("");
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(self.project.path("here")).env("PATH", path);
        shell.env("PROGRAM", base.get_program()).env("HOME", self.project.path("."));
        for (name, value) in base.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        let run = shell.output().expect("a shell");
        let said = [run.stdout, run.stderr].map(|it| String::from_utf8_lossy(&it).into_owned()).concat();
        assert_eq!(run.status.code(), Some(status), "{place}: `{command}`\n{said}");
        if !output.is_empty() {
            assert_eq!(masked(&said), masked(output), "{place}: `{command}`\n{said}");
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("copied")),
        }
    }
}

/// Runs the blocks of one text, and gives the commands that are not run.
fn run(chapter: &str, path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a text");
    let (mut left, mut folder) = (Vec::new(), Folder::new(chapter));
    for section in blocks(&text) {
        if chapter == "guides" && !section.is_empty() {
            folder = Folder::new(chapter);
        }
        for block in section {
            if let Some(file) = block.file() {
                folder.project.write(&format!("here/{file}"), &block.text);
            }
            if !["sh", "console"].contains(&block.kind.as_str()) {
                continue;
            }
            for (command, output) in block.commands() {
                match ELSEWHERE.iter().find(|it| command.split(" | ").any(|part| part.starts_with(*it))) {
                    Some(elsewhere) => left.push((*elsewhere).to_owned()),
                    None => folder.run(&command, &output, &format!("{}:{}", path.display(), block.line)),
                }
            }
        }
    }
    left
}

#[test]
fn every_command_block_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut left = run("README", &root.join("README.md"));
    let chapters = fs::read_dir(root.join("source/manual")).expect("a folder").flatten();
    let mut paths: Vec<PathBuf> = chapters.map(|it| it.path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "md"));
    paths.sort();
    for path in paths {
        left.extend(run(&path.file_stem().expect("a name").to_string_lossy(), &path));
    }
    let unused: Vec<&&str> = ELSEWHERE.iter().filter(|it| !left.iter().any(|left| left == **it)).collect();
    assert!(unused.is_empty(), "the manual has no `{unused:?}`");
}
