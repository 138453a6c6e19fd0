//! The output of `build`: the target, and the dependency file.

use std::path::{Path, PathBuf};

use crate::cli::console::advise;
use crate::cli::files::{self, show};
use crate::publication::Edition;

/// Where editions go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// Into a folder, by their slug.
    Folder(PathBuf),
    /// The one edition into this file.
    File(PathBuf),
    /// The one edition to standard output.
    StandardOutput,
}

impl Target {
    /// The path of a file that a backend calls `name`.
    pub(super) fn path_of(&self, name: &str) -> PathBuf {
        match self {
            Target::Folder(folder) => folder.join(name),
            Target::File(path) => path.clone(),
            Target::StandardOutput => PathBuf::from("-"),
        }
    }
}

/// The editions and the target of `--to` and `--output`. A file name with the extension of an edition selects it.
pub(super) fn target(to: &[Edition], output: &Path) -> anyhow::Result<(Vec<Edition>, Target)> {
    let ending = |it: &Edition| output.extension().is_some_and(|ending| ending == it.extension());
    let named = Edition::ALL.into_iter().find(ending).filter(|_| !files::is_folder(output));
    let mut editions = match (to, named) {
        ([], Some(edition)) => vec![edition],
        ([], None) => Edition::ALL.to_vec(),
        (to, _) => to.to_vec(),
    };
    editions.sort_unstable();
    editions.dedup();
    let one = |target: Target| match editions.as_slice() {
        [_] => Ok(target),
        _ => Err(advise(
            format!("cannot write several editions to one file, `{}`", show(output)),
            "name a folder with `--output`, or one edition with `--to`",
        )),
    };
    let target = match named {
        _ if output == Path::new("-") => one(Target::StandardOutput)?,
        Some(edition) if editions != [edition] && editions.len() == 1 => {
            let message =
                format!("the name `{}` contradicts `--to {}`", show(output), editions[0].extension());
            return Err(advise(message, "give the file the extension of the edition"));
        }
        Some(_) => one(Target::File(output.to_owned()))?,
        None => Target::Folder(output.to_owned()),
    };
    Ok((editions, target))
}

/// Editions and their dependencies.
pub(super) struct Made {
    /// The editions.
    pub(super) files: Vec<PathBuf>,
    /// The files that were read for them.
    pub(super) from: Vec<PathBuf>,
}

/// Writes the dependency rules for make and Ninja: `editions: files`.
pub(super) fn write_dependencies(path: &Path, made: &[Made]) -> anyhow::Result<()> {
    let list = |paths: &[PathBuf]| paths.iter().map(|it| escape(&show(it))).collect::<Vec<_>>().join(" ");
    let rule = |it: &Made| format!("{}: {}\n", list(&it.files), list(&it.from));
    let text: String = made.iter().map(rule).collect();
    files::write_all(&[(path.to_owned(), text.as_bytes())])
}

/// A name escaped for make and Ninja: white space and `#` after a backslash, `$` doubled.
fn escape(name: &str) -> String {
    let mut escaped = String::new();
    for character in name.chars() {
        match character {
            ' ' | '#' | '\t' => escaped.extend(['\\', character]),
            '$' => escaped.push_str("$$"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_folder_file_or_stream() {
        let meaning = |to: &[Edition], output: &str| target(to, Path::new(output)).ok();
        let (pdf, html) = (Edition::Pdf, Edition::Html);
        assert_eq!(meaning(&[], "out"), Some((Edition::ALL.to_vec(), Target::Folder("out".into()))));
        assert_eq!(meaning(&[html, pdf, pdf], "out").map(|it| it.0), Some(vec![pdf, html]));
        assert_eq!(meaning(&[], "a/x.pdf"), Some((vec![pdf], Target::File("a/x.pdf".into()))));
        assert_eq!(meaning(&[pdf], "x.pdf"), Some((vec![pdf], Target::File("x.pdf".into()))));
        assert_eq!(meaning(&[html], "-"), Some((vec![html], Target::StandardOutput)));
        assert_eq!(meaning(&[html], "x.pdf"), None, "the extension contradicts `--to`");
        assert_eq!(meaning(&[html, pdf], "x.pdf"), None, "two cannot be one file");
        assert_eq!(meaning(&[], "-"), None);
    }

    #[test]
    fn names_are_escaped_for_make() {
        assert_eq!(escape("a b#c$.md"), "a\\ b\\#c$$.md");
    }
}
