//! The manual has every option of the command line and every key of a manifest.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use pamphlet::backend::Registry;
use pamphlet::publication::key::KEYS;

const COMMANDS: [&str; 5] = ["build", "check", "verify", "dump", "explain"];

/// A chapter of the manual.
fn chapter(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("source/manual").join(name);
    fs::read_to_string(path).expect("the manual has the chapter")
}

/// The long options at the beginning of the lines of a help text.
fn options(help: &str) -> BTreeSet<String> {
    let long = |line: &str| {
        let start = line.trim_start();
        let rest = start.strip_prefix("--").or_else(|| start.split_once(", --").map(|it| it.1))?;
        let name = rest.split(|it: char| it != '-' && !it.is_ascii_lowercase()).next()?;
        start.starts_with('-').then(|| format!("--{name}"))
    };
    help.lines().filter_map(long).collect()
}

#[test]
fn commands_chapter_has_every_command_and_option() {
    let text = chapter("commands.md");
    for command in COMMANDS {
        assert!(text.contains(&format!("\n## {command}\n")), "no section on `{command}`");
        let run = Command::new(env!("CARGO_BIN_EXE_pamphlet")).args([command, "--help"]).output();
        let help = String::from_utf8(run.expect("runs").stdout).expect("UTF-8");
        let options = options(&help);
        assert!(options.contains("--message-format"), "the help has options: {options:?}");
        for option in options {
            let listed = [format!("`{option}`"), format!("`{option} ")];
            assert!(listed.iter().any(|it| text.contains(it)), "`{command} {option}` is not in the manual");
        }
    }
}

#[test]
fn manifest_chapter_has_every_option_of_the_backends() {
    let text = chapter("manifest.md");
    for backend in Registry::builtin().iter() {
        for key in backend.options().expect("the built-in backends have keys") {
            let line = |line: &str| {
                line.contains(&format!("`[{}]`", backend.id())) && line.contains(&format!("`{}`", key.name))
            };
            assert!(text.lines().any(line), "`{}` of `[{}]` is not in the manual", key.name, backend.id());
            assert!(key.summary.ends_with('.') && !key.takes.describe().is_empty(), "{}", key.name);
        }
    }
}

#[test]
fn manifest_chapter_has_every_key_and_alias() {
    let text = chapter("manifest.md");
    for key in KEYS {
        assert!(text.contains(&format!("[{}]", key.section.name())), "no table `[{}]`", key.section.name());
        for name in std::iter::once(&key.name).chain(key.aliases) {
            assert!(text.contains(&format!("`{name}`")), "the key `{name}` is not in the manual");
        }
    }
}
