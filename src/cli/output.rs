//! The output of `build`: the target, and the dependency file.

use std::path::{Path, PathBuf};

use crate::cli::console::deliver;
use crate::project::advise;
use crate::project::files::{self, show};
use crate::publication::FORMATS;

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

    /// Whether so many editions can be written there.
    ///
    /// # Errors
    ///
    /// Where they are several and it is one file.
    pub(super) fn takes(&self, editions: usize) -> anyhow::Result<()> {
        if editions < 2 || matches!(self, Target::Folder(_)) {
            return Ok(());
        }
        Err(advise(
            format!("cannot write several editions to one file, `{}`", show(&self.path_of(""))),
            "name a folder with `--output`, or one edition with `--to`",
        ))
    }
}

/// The names of the editions and the target of `--to` and `--output`, by default `output` in the folder `base`. A file
/// name with the extension of a built-in format names that edition where `--to` does not.
pub(super) fn target(
    to: &[String],
    output: Option<&Path>,
    base: &Path,
) -> anyhow::Result<(Vec<String>, Target)> {
    let Some(output) = output else { return Ok((to.to_vec(), Target::Folder(base.join("output")))) };
    let extension = output.extension().and_then(|it| it.to_str()).filter(|_| !files::is_folder(output));
    let format = extension.filter(|it| FORMATS.contains(it));
    let names = match (to, format) {
        ([], Some(format)) => vec![format.to_owned()],
        (to, _) => to.to_vec(),
    };
    let target = match (format, names.as_slice()) {
        _ if output == Path::new("-") => Target::StandardOutput,
        (Some(format), [name]) if FORMATS.contains(&name.as_str()) && name != format => {
            let message = format!("the name `{}` contradicts `--to {name}`", show(output));
            return Err(advise(message, "give the file the extension of the edition"));
        }
        (Some(_), _) => Target::File(output.to_owned()),
        (None, _) => Target::Folder(output.to_owned()),
    };
    if names.len() > 1 {
        target.takes(names.len())?;
    }
    Ok((names, target))
}

/// Editions and their dependencies.
pub(super) struct Made {
    /// The editions, the record of the build, or the first page of a collection.
    pub(super) files: Vec<PathBuf>,
    /// The files that were read for them.
    pub(super) from: Vec<PathBuf>,
}

/// Writes the dependency rules for make and Ninja: `editions: files`; `-` is standard output.
pub(super) fn write_dependencies(path: &Path, made: &[Made]) -> anyhow::Result<()> {
    let list = |paths: &[PathBuf]| -> anyhow::Result<String> {
        let escaped: Vec<String> = paths.iter().map(|it| escape(&show(it))).collect::<anyhow::Result<_>>()?;
        Ok(escaped.join(" "))
    };
    let mut text = String::new();
    for Made { files, from } in made {
        text.push_str(&format!("{}: {}\n", list(files)?, list(from)?));
    }
    if path == Path::new("-") {
        return deliver(text.as_bytes());
    }
    files::write_all(&[(path.to_owned(), text.as_bytes())])
}

/// A name escaped for make and Ninja: white space and `#` after a backslash, which backslashes before them double, and
/// `$` doubled (GNU make, 4.3; Ninja reads the same).
///
/// # Errors
///
/// Where a name has a line break, which neither can have.
fn escape(name: &str) -> anyhow::Result<String> {
    let (mut escaped, mut backslashes) = (String::new(), 0);
    for character in name.chars() {
        match character {
            '\n' | '\r' => {
                let message = format!("`{}` has a line break in its name", name.escape_debug());
                return Err(advise(message, "rename it: make and Ninja have no such names"));
            }
            ' ' | '#' | '\t' => {
                escaped.extend(std::iter::repeat_n('\\', backslashes + 1));
                escaped.push(character);
            }
            '$' => escaped.push_str("$$"),
            _ => escaped.push(character),
        }
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
    }
    Ok(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_folder_file_or_stream() {
        let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let meaning =
            |to: &[&str], output: &str| target(&names(to), Some(Path::new(output)), Path::new("")).ok();
        assert_eq!(meaning(&[], "out"), Some((vec![], Target::Folder("out".into()))));
        assert_eq!(meaning(&["html", "print"], "out").map(|it| it.0), Some(names(&["html", "print"])));
        assert_eq!(meaning(&[], "a/x.pdf"), Some((names(&["pdf"]), Target::File("a/x.pdf".into()))));
        assert_eq!(meaning(&["print"], "x.pdf"), Some((names(&["print"]), Target::File("x.pdf".into()))));
        assert_eq!(meaning(&["html"], "-"), Some((names(&["html"]), Target::StandardOutput)));
        assert_eq!(meaning(&["html"], "x.pdf"), None, "the extension contradicts `--to`");
        assert_eq!(meaning(&["html", "pdf"], "x.pdf"), None, "two cannot be one file");
        assert!(Target::StandardOutput.takes(4).is_err());
        let above = target(&[], None, Path::new("..")).map(|it| it.1);
        assert_eq!(above.ok(), Some(Target::Folder("../output".into())));
    }

    #[test]
    fn names_are_escaped_for_make() {
        let escaped = |name: &str| escape(name).ok();
        assert_eq!(escaped("a b#c$.md").as_deref(), Some("a\\ b\\#c$$.md"));
        assert_eq!(escaped("a\\ b\\c.md").as_deref(), Some("a\\\\\\ b\\c.md"), "one doubled, one not");
        assert_eq!(escaped("a\nb.md"), None);
    }
}
