//! The manual has every option of the command line and every key of a manifest.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use pamphlet::backend::Registry;
use pamphlet::publication::key::KEYS;
use pamphlet::theme::file::keys::{self, ThemeKey};

const COMMANDS: [&str; 17] = [
    "init",
    "import",
    "build",
    "watch",
    "serve",
    "check",
    "fmt",
    "verify",
    "compare",
    "inspect",
    "report",
    "dump",
    "explain",
    "schema",
    "lsp",
    "completions",
    "man",
];

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

/// The tables of keys of a theme's file, as the manual has them: those that several keys take are there once.
fn theme_reference() -> String {
    let mut text = table(keys::KEYS);
    let mut named: Vec<(Vec<String>, &[ThemeKey])> = Vec::new();
    collect(keys::KEYS, "", &mut named);
    for (names, keys) in named {
        let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
        let names = if names.len() > 12 { "Text, as `look`".to_owned() } else { names.join(", ") };
        text += &format!("\n### {names}\n\n{}", table(keys));
    }
    text
}

fn table(keys: &[ThemeKey]) -> String {
    let row = |it: &ThemeKey| {
        let summary = it.summary.trim_end_matches('.');
        let first: String = summary.chars().take(1).collect::<String>().to_lowercase();
        let summary = first + summary.get(1..).unwrap_or_default();
        format!("| `{}` | {} | {summary} |\n", it.name, it.takes.describe())
    };
    "| key | takes | meaning |\n|---|---|---|\n".to_owned() + &keys.iter().map(row).collect::<String>()
}

/// The tables that keys take, each with the names of all that take it.
fn collect<'k>(keys: &'k [ThemeKey], path: &str, named: &mut Vec<(Vec<String>, &'k [ThemeKey])>) {
    for key in keys {
        let Some(inner) = key.takes.keys() else { continue };
        let name = format!("{path}{}", key.name);
        match named.iter_mut().find(|(_, known)| std::ptr::eq(*known, inner)) {
            Some((names, _)) => names.push(name),
            None => {
                named.push((vec![name.clone()], inner));
                collect(inner, &format!("{name}."), named);
            }
        }
    }
}

/// `UPDATE_SNAPSHOTS=1 cargo test --test integration theme_file` writes the reference.
#[test]
fn themes_chapter_has_every_key_of_a_theme_file() {
    const START: &str = "## Keys of a theme file {#theme-keys}\n\n";
    let text = chapter("themes.md");
    let (before, reference) = text.split_once(START).expect("the chapter has a reference");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("source/manual/themes.md");
        fs::write(path, format!("{before}{START}{}", theme_reference())).expect("written");
        return;
    }
    assert_eq!(reference, theme_reference());
}

#[test]
fn shells_and_man_know_every_command_and_option() {
    let run = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_pamphlet")).args(arguments).output().expect("runs");
        assert!(run.status.success(), "{arguments:?}");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = run(&["completions", shell]);
        let known = COMMANDS.iter().chain(&["message-format", "no-rebuild"]);
        known.for_each(|it| assert!(text.contains(it), "{shell}: {it}"));
    }
    let program = run(&["man"]);
    for command in COMMANDS {
        assert!(program.contains(&format!("pamphlet\\-{command}(1)")), "{command} in {program}");
        let page = run(&["man", command]);
        assert!(page.contains(&format!(".TH pamphlet-{command} 1")), "{page}");
        assert!(page.contains("message\\-format"), "{page}");
    }
}
