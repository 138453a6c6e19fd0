//! `pamphlet init`: a publication to start from.

mod templates;

use std::path::{Path, PathBuf};

pub(in crate::cli) use templates::Template;
use templates::{LANGUAGES, TemplateFile};

use crate::cli::Outcome;
use crate::cli::args::Init;
use crate::cli::console::Console;
use crate::document::Lang;
use crate::project::files::{self, show};
use crate::project::{MANIFEST, advise};

/// Writes the files of a template. Nothing is overwritten: all files are new, or none is written.
pub(super) fn run(init: &Init, console: &Console) -> anyhow::Result<Outcome> {
    let (language, lang) = language(init.lang.as_deref().unwrap_or("en"))?;
    let folder = init.folder.as_deref().unwrap_or(Path::new(""));
    let texts: Vec<(PathBuf, String)> = init
        .template
        .files(language)
        .into_iter()
        .map(|file| (folder.join(&file.0), adapted(&file, lang.as_str(), init.title.as_deref())))
        .collect();
    if let Some((path, _)) = texts.iter().find(|(path, _)| files::is_taken(path)) {
        let message = format!("`{}` exists already", show(path));
        return Err(advise(message, "name another folder: nothing is overwritten"));
    }
    let all: Vec<(PathBuf, &[u8])> =
        texts.iter().map(|(path, text)| (path.clone(), text.as_bytes())).collect();
    files::write_all(&all)?;
    console.result(&texts.iter().map(|(path, _)| format!("{}\n", show(path))).collect::<String>());
    let place = match folder.as_os_str().is_empty() || folder == Path::new(".") {
        true => String::new(),
        false => format!(" {}", quoted(folder)),
    };
    console.result(&format!(
        "Next: `pamphlet serve{place} --open` shows the pages while you write, \
         and `pamphlet build{place}` makes all editions.\n"
    ));
    Ok(Outcome::Good)
}

/// The index of the templates' language for a tag, and the tag itself: `de-CH` has the German texts.
fn language(tag: &str) -> anyhow::Result<(usize, Lang)> {
    let unknown = |help: String| advise(format!("there are no templates in the language `{tag}`"), help);
    let lang = Lang::new(tag).filter(Lang::is_registered);
    let lang =
        lang.ok_or_else(|| advise(format!("`{tag}` is not a language tag"), "use a tag as `en` or `de-CH`"))?;
    let primary = lang.as_str().split('-').next().unwrap_or_default();
    match LANGUAGES.iter().position(|it| *it == primary) {
        Some(index) => Ok((index, lang)),
        None => Err(unknown(format!("use one of {}, and replace its texts", LANGUAGES.join(", ")))),
    }
}

/// The text of a file, a manifest with the language and the title that are asked for. Members of a collection keep
/// their titles.
fn adapted((path, text): &TemplateFile, lang: &str, title: Option<&str>) -> String {
    if !path.ends_with(MANIFEST) {
        return (*text).to_owned();
    }
    let title = title.filter(|_| path == MANIFEST);
    let line = |line: &str| match (line.split(" = ").next(), title) {
        (Some("language"), _) => format!("language = {}\n", toml_string(lang)),
        (Some("title"), Some(title)) => format!("title = {}\n", toml_string(title)),
        (_, _) => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// A basic string of TOML (TOML 1.0, String).
fn toml_string(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = show(path);
    let is_plain = |it: char| it.is_alphanumeric() || "-_./".contains(it);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
