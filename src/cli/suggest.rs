//! Suggestions by meaning: what other programs call a command or an option, and what it is called here.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use crate::cli::args::Arguments;
use crate::project::files;

/// Commands, each with what else it may be called.
const COMMANDS: &[(&str, &[&str])] = &[
    ("init", &["create", "new", "scaffold"]),
    (
        "build",
        &["compile", "convert", "export", "generate", "make", "pdf", "print", "publish", "render", "typeset"],
    ),
    ("watch", &["auto", "rebuild"]),
    ("serve", &["dev", "live", "open", "preview", "server", "start", "view"]),
    ("check", &["doctor", "fix", "lint", "spell", "validate"]),
    ("fmt", &["format", "prettify", "reformat", "tidy"]),
    ("verify", &["audit", "prove", "test"]),
    ("compare", &["changes", "diff"]),
    ("inspect", &["identify", "info"]),
    ("dump", &["ast", "debug", "show", "tree"]),
    ("explain", &["rule", "rules"]),
    ("completions", &["complete", "completion"]),
];

/// Options, each with what else it may be called.
const OPTIONS: &[(&str, &[&str])] = &[
    ("to", &["editions", "format", "formats", "output-format", "target", "type", "writer"]),
    ("output", &["dest", "dest-dir", "destination", "dist", "out", "out-dir", "outdir", "output-dir"]),
    ("strict", &["error-on-warnings", "fail-if-warnings", "fail-on-warnings", "werror"]),
    ("allow", &["disable", "ignore", "skip", "suppress"]),
    ("deny", &["enable", "error", "forbid"]),
    ("theme", &["css", "style", "stylesheet", "template"]),
    ("font-path", &["font", "font-dir", "fonts"]),
    ("jobs", &["parallel", "threads", "workers"]),
    ("quiet", &["silent"]),
    ("message-format", &["error-format", "log-format", "reporter"]),
    ("creation-date", &["date", "epoch", "timestamp"]),
    ("fix", &["autofix", "repair", "write"]),
    ("deps", &["depfile", "make-deps"]),
    ("from", &["input-format", "reader"]),
];

/// Adds to a usage error what was probably meant; `typed` is the name of the command that was called, if any.
pub(super) fn suggest(error: &mut Error, typed: Option<&str>) {
    let text = |kind: ContextKind, error: &Error| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(_) | None => None,
    };
    let program = Arguments::command();
    let kind = error.kind();
    if kind == ErrorKind::InvalidSubcommand {
        let Some(name) = text(ContextKind::InvalidSubcommand, error) else { return };
        if let Some(command) = meant(COMMANDS, &name) {
            let suggested = ContextValue::Strings(vec![command.to_owned()]);
            error.insert(ContextKind::SuggestedSubcommand, suggested);
        } else if files::exists(name.as_ref()) {
            tip(error, &format!("to publish a file or a folder, use 'pamphlet build {name}'"));
        }
    } else if kind == ErrorKind::UnknownArgument {
        let Some(argument) = text(ContextKind::InvalidArg, error) else { return };
        let name = argument.trim_start_matches('-').to_owned();
        let called = typed.and_then(|it| program.find_subcommand(it));
        if let Some(tip) = option_tip(&program, called, &name) {
            error.remove(ContextKind::SuggestedArg);
            self::tip(error, &tip);
        }
    }
}

/// What to use in place of an option that does not exist.
fn option_tip(program: &Command, called: Option<&Command>, name: &str) -> Option<String> {
    if ["pdf", "epub", "html", "txt"].contains(&name) && has_option(called?, "to") {
        return Some(format!("to name the editions, use '--to {name}'"));
    }
    if let Some(option) =
        meant(OPTIONS, name).filter(|it| called.is_some_and(|called| has_option(called, it)))
    {
        return Some(format!("a similar option exists: '--{option}'"));
    }
    let is_command = program.find_subcommand(name).is_some();
    let command = if is_command { Some(name) } else { meant(COMMANDS, name) }?;
    let is_other = called.is_none_or(|it| it.get_name() != command);
    is_other.then(|| format!("this is a command: 'pamphlet {command}'"))
}

fn has_option(command: &Command, name: &str) -> bool {
    command.get_arguments().any(|it| it.get_long() == Some(name))
}

/// The name here of what has another one elsewhere, in whatever case.
fn meant(table: &[(&'static str, &[&str])], name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    table.iter().find(|(_, others)| others.contains(&name.as_str())).map(|(own, _)| *own)
}

fn tip(error: &mut Error, text: &str) {
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(text.to_owned())]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_suggested_exists_and_what_leads_there_does_not() {
        let program = Arguments::command();
        for (command, others) in COMMANDS {
            assert!(program.find_subcommand(command).is_some(), "{command}");
            for other in *others {
                assert!(program.find_subcommand(other).is_none(), "{other}");
            }
        }
        let has = |name: &str| {
            has_option(&program, name) || program.get_subcommands().any(|it| has_option(it, name))
        };
        // What another program calls `--to` may be an option of one of ours with another meaning, such as `--format`.
        for (option, _) in OPTIONS {
            assert!(has(option), "{option}");
        }
    }

    #[test]
    fn no_name_means_two_things() {
        for table in [COMMANDS, OPTIONS] {
            let mut seen = std::collections::BTreeSet::new();
            for name in table.iter().flat_map(|(_, others)| others.iter()) {
                assert!(seen.insert(name), "{name}");
            }
        }
    }
}
