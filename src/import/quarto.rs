//! A Quarto book or project, `_quarto.yml`, and a Pandoc project: a file of defaults that names its input files.

use crate::document::address;
use crate::import::book::{Book, member, value};
use crate::import::imported::Manifest;
use crate::import::imported::{Imported, NewFile, Refusal};
use crate::parse::body_start;
use crate::publication::read_yaml;
use crate::publication::value::Value;
use crate::resource::Folder;

/// The file of a Quarto project.
pub(super) const QUARTO: &str = "_quarto.yml";

/// Imports a project by its file of a name.
pub(super) fn import(name: &str, settings: &str, folder: &dyn Folder) -> Result<Imported, Refusal> {
    let settings = read_yaml(settings);
    let root = settings.as_ref();
    let chapters = ["book", "website", "manuscript"]
        .iter()
        .find_map(|it| member(root?, &[*it, "chapters"]))
        .or_else(|| member(root?, &["chapters"]))
        .or_else(|| member(root?, &["input-files"]))
        .or_else(|| member(root?, &["input-file"]))
        .or_else(|| member(root?, &["project", "render"]));
    let Some(chapters) = chapters else {
        let help = if name == QUARTO {
            "list them below `book: chapters:`"
        } else {
            "list them below `input-files:`"
        };
        return Err(Refusal::new(format!("`{name}` names no chapters"), help));
    };
    let mut project = Project { name, book: Book::new(folder), parts: 0, fronts: Vec::new() };
    project.push(chapters);
    for name in ["appendices", "references"] {
        if let Some(more) = root.and_then(|it| member(it, &["book", name])) {
            project.push(more);
        }
    }
    for file in root
        .iter()
        .flat_map(|it| ["metadata-files", "metadata-file"].map(|name| member(it, &[name])))
        .flatten()
    {
        file.members().iter().filter_map(Value::as_text).for_each(|it| project.metadata(it));
    }
    let Project { mut book, fronts, .. } = project;
    if book.chapters.is_empty() {
        return Err(Refusal::new(
            format!("no chapter of `{name}` is there"),
            "import the folder that has its files",
        ));
    }
    // What is said later does not change what was said before.
    let roots: Vec<&Value> = root
        .into_iter()
        .chain(root.and_then(|it| member(it, &["book"])))
        .chain(root.and_then(|it| member(it, &["metadata"])))
        .chain(&fronts)
        .collect();
    let get = |name: &str| roots.iter().find_map(|it| value(Some(it), &[name]));
    let manifest = Manifest {
        title: get("title").unwrap_or_default(),
        subtitle: get("subtitle"),
        language: get("lang"),
        date: get("date").filter(|it| crate::document::Date::parse(it).is_some()),
        description: get("description").or_else(|| get("abstract")),
        authors: roots.iter().map(|it| authors(it)).find(|it| !it.is_empty()).unwrap_or_default(),
        rights: get("rights"),
        bibliography: bibliography(&roots, name, &mut book),
        chapters: book.chapters,
        ..Manifest::default()
    };
    for key in [
        "format",
        "filters",
        "execute",
        "template",
        "reference-doc",
        "csl",
        "variables",
        "include-before-body",
    ] {
        if roots.iter().any(|it| member(it, &[key]).is_some()) {
            book.remarks.add(name, format!("`{key}` is left out"));
        }
    }
    let mut files = vec![NewFile::manifest(&manifest)];
    files.extend(book.files);
    Ok(Imported { files, remarks: book.remarks.0 })
}

/// The authors: a name, or a list of names or of tables with a name.
fn authors(root: &Value) -> Vec<String> {
    let Some(found) = member(root, &["author"]) else { return Vec::new() };
    let name = |it: &Value| it.as_text().map(str::to_owned).or_else(|| value(Some(it), &["name"]));
    match name(found) {
        Some(name) => vec![name],
        None => found.members().iter().filter_map(name).collect(),
    }
}

/// The files of the works that are cited, which are copied.
fn bibliography(roots: &[&Value], name: &str, book: &mut Book) -> Vec<String> {
    let Some(found) = roots.iter().find_map(|it| member(it, &["bibliography"])) else { return Vec::new() };
    let names = found.members().iter().filter_map(Value::as_text);
    let names: Vec<String> = names.filter_map(|it| address::join("", it)).collect();
    names.into_iter().filter(|it| book.copy(it, name)).collect()
}

/// A project on the way.
struct Project<'a> {
    /// The name of its file.
    name: &'a str,
    book: Book<'a>,
    parts: usize,
    /// What its chapters and files of metadata say of it.
    fronts: Vec<Value>,
}

impl Project<'_> {
    /// Chapters, and parts with their chapters.
    fn push(&mut self, list: &Value) {
        for entry in list.members() {
            if let Some(path) = entry.as_text() {
                self.chapter(path);
                continue;
            }
            if let Some(part) = value(Some(entry), &["part"]) {
                self.book.in_part = false;
                if part.ends_with(".qmd") || part.ends_with(".md") {
                    self.chapter(&part);
                } else {
                    self.parts += 1;
                    self.book.part(&part, self.parts);
                }
            }
            if let Some(path) = value(Some(entry), &["file"]).or(value(Some(entry), &["href"])) {
                self.chapter(&path);
            }
            if let Some(inner) = member(entry, &["chapters"]) {
                self.push(inner);
            }
            self.book.in_part = false;
        }
    }

    fn read(&self, path: &str) -> Option<String> {
        let bytes = address::join("", path).and_then(|it| self.book.folder.read(&it).ok())?;
        Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
    }

    /// A file that says what the project is.
    fn metadata(&mut self, path: &str) {
        let text = self.read(path);
        match text.and_then(|it| read_yaml(it.trim().trim_start_matches("---").trim_end_matches(['-', '.'])))
        {
            Some(value) => self.fronts.push(value),
            None => self.book.remarks.add(path, "the metadata is missing, or cannot be read"),
        }
    }

    /// A chapter, whose name then ends in `.md`. Its title in front matter becomes its heading; in a Pandoc project the
    /// front matter of all files is that of the whole.
    fn chapter(&mut self, path: &str) {
        let path = path.trim_start_matches("./");
        if path.ends_with(".yaml") || path.ends_with(".yml") {
            return self.metadata(path);
        }
        let Some(text) = self.read(path) else {
            return self.book.remarks.add(path, "the chapter is missing");
        };
        let start = body_start(&text);
        let front = text.get(..start).unwrap_or("").trim_matches(['-', '.', '\n', ' ']);
        let said = read_yaml(front);
        let mut body = text.get(start..).unwrap_or("").trim_start().to_owned();
        if self.name != QUARTO {
            self.fronts.extend(said);
        } else {
            if start > 0 && front.lines().any(|it| !it.starts_with("title:") && it.contains(':')) {
                self.book.remarks.add(path, "the front matter of the chapter is left out, but for its title");
            }
            if let Some(title) = said.and_then(|it| value(Some(&it), &["title"])) {
                body = format!("# {title}\n\n{body}");
            }
        }
        let code = ["```{r", "```{python", "```{julia", "```{ojs"].iter().any(|it| body.contains(it));
        if code {
            self.book.remarks.add(path, "code to run is shown as code; add its results");
        }
        let body = body.replace(".qmd)", ".md)").replace(".qmd#", ".md#");
        let name = path.strip_suffix(".qmd").or(path.strip_suffix(".rmd")).or(path.strip_suffix(".Rmd"));
        let name = name.map_or_else(|| path.to_owned(), |it| format!("{it}.md"));
        self.book.chapter("", &name, &body, 0);
    }
}
