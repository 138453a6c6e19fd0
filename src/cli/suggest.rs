//! Suggestions by meaning: what other programs call a command or an option, and what it is called here.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use crate::backend::Registry;
use crate::cli::args::Arguments;
use crate::project::files;
use crate::publication::key::{KEYS, Section};
use crate::theme::Theme;

/// Commands, each with what else it may be called.
const COMMANDS: &[(&str, &[&str])] = &[
    ("init", &["create", "new", "scaffold"]),
    ("import", &["docx", "migrate", "word"]),
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

/// Keys of a manifest, each with what else it may be called where it is an option of a command line.
const KEY_NAMES: &[(&str, &[&str])] = &[
    ("contents", &["table-of-contents", "toc"]),
    ("contents-depth", &["toc-depth"]),
    ("cover", &["epub-cover-image", "title-page"]),
    ("font-size", &["fontsize", "text-size"]),
    ("margins", &["margin"]),
    ("paper", &["format-paper", "geometry", "page-size", "papersize", "size"]),
    ("section-numbers", &["numbering"]),
    ("two-sided", &["duplex", "twoside"]),
];

/// Templates, each with what else it may be called.
const TEMPLATES: &[(&str, &[&str])] = &[
    ("book", &["novel", "story", "ebook", "epub"]),
    ("collection", &["library", "monorepo", "shelf", "workspace"]),
    ("report", &["article", "paper", "study", "thesis", "whitepaper"]),
    ("site", &["blog", "docs", "documentation", "handbook", "manual", "mdbook", "web", "website", "wiki"]),
    ("statement", &["default", "flyer", "leaflet", "letter", "pamphlet", "press-release", "release"]),
];

/// Commands of other programs that are none here, each with what does its work.
const ELSEWHERE: &[(&[&str], &str)] = &[
    (&["version"], "use 'pamphlet --version'"),
    (
        &["theme", "themes", "styles"],
        "'pamphlet build --help' names the themes; 'pamphlet dump --stage theme' prints one",
    ),
    (&["clean", "clear"], "what 'pamphlet build' writes is in the folder `output`; remove that"),
    (
        &["config", "configure", "settings"],
        "'pamphlet init' writes a `pamphlet.toml`, and 'pamphlet schema manifest' describes it",
    ),
    (
        &["deploy", "upload"],
        "'pamphlet build' writes files that any web server can serve, in the folder `output`",
    ),
    (&["install", "self-update", "update", "upgrade"], "pamphlet is one file: put a newer one in its place"),
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
        let elsewhere = ELSEWHERE.iter().find(|it| it.0.contains(&name.to_ascii_lowercase().as_str()));
        if let Some((_, text)) = elsewhere {
            error.remove(ContextKind::SuggestedSubcommand);
            tip(error, text);
        } else if let Some(command) = meant(COMMANDS, &name) {
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
    } else if kind == ErrorKind::InvalidValue
        && text(ContextKind::InvalidArg, error).is_some_and(|it| it.starts_with("--template"))
    {
        let Some(name) = text(ContextKind::InvalidValue, error) else { return };
        if let Some(template) = meant(TEMPLATES, &name) {
            error.insert(ContextKind::SuggestedValue, ContextValue::String(template.to_owned()));
        } else if Theme::NAMES.contains(&name.as_str()) {
            tip(
                error,
                &format!("this is a theme: write `theme = \"{name}\"` in the manifest that 'init' makes"),
            );
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
    let command = if is_command { Some(name) } else { meant(COMMANDS, name) };
    match command.filter(|it| called.is_none_or(|called| called.get_name() != *it)) {
        Some(command) => Some(format!("this is a command: 'pamphlet {command}'")),
        None => key_tip(meant(KEY_NAMES, name).unwrap_or(name)),
    }
}

/// Where a key of a manifest is written that was typed as an option; `None` where it is no key.
fn key_tip(name: &str) -> Option<String> {
    let is_it = |section: Section| KEYS.iter().find(|it| it.section == section && it.is(name));
    if let Some(key) = is_it(Section::Publication) {
        let name = key.name;
        return Some(format!(
            "the source says this: `{name}: …` in its front matter, or `{name} = …` in `[publication]` of the manifest"
        ));
    }
    let registry = Registry::builtin();
    let has = |it: &&dyn crate::backend::Backend| {
        it.options().is_some_and(|keys| keys.iter().any(|key| key.name == name))
    };
    let backend = registry.iter().find(has)?;
    Some(format!("the manifest says this: `{name} = …` in `[{}]`", backend.id()))
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
    fn keys_and_templates_that_are_suggested_exist() {
        KEY_NAMES.iter().for_each(|(key, _)| assert!(key_tip(key).is_some(), "{key}"));
        let init = Arguments::command().find_subcommand("init").cloned();
        let template = init.as_ref().and_then(|it| it.get_arguments().find(|it| it.get_id() == "template"));
        let names: Vec<String> = template
            .map(|it| it.get_possible_values().iter().map(|it| it.get_name().to_owned()).collect())
            .unwrap_or_default();
        for (template, others) in TEMPLATES {
            assert!(names.iter().any(|it| it == template), "{template} in {names:?}");
            others.iter().for_each(|it| assert!(!names.iter().any(|name| name == it), "{it}"));
        }
        let program = Arguments::command();
        let elsewhere = ELSEWHERE.iter().flat_map(|it| it.0);
        elsewhere
            .for_each(|it| assert!(program.find_subcommand(it).is_none() && meant(COMMANDS, it).is_none()));
    }

    #[test]
    fn no_name_means_two_things() {
        for table in [COMMANDS, OPTIONS, TEMPLATES, KEY_NAMES] {
            let mut seen = std::collections::BTreeSet::new();
            for name in table.iter().flat_map(|(_, others)| others.iter()) {
                assert!(seen.insert(name), "{name}");
            }
        }
    }
}
