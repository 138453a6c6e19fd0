//! A Quarto book or project: `_quarto.yml`.

use crate::document::address;
use crate::import::book::{Book, member, value};
use crate::import::imported::Manifest;
use crate::import::imported::{Imported, NewFile, Refusal};
use crate::parse::body_start;
use crate::publication::read_yaml;
use crate::publication::value::Value;
use crate::resource::Folder;

/// Imports a project by its `_quarto.yml`.
pub(super) fn import(settings: &str, folder: &dyn Folder) -> Result<Imported, Refusal> {
    let settings = read_yaml(settings);
    let root = settings.as_ref();
    let chapters = ["book", "website", "manuscript"]
        .iter()
        .find_map(|it| member(root?, &[*it, "chapters"]))
        .or_else(|| member(root?, &["chapters"]))
        .or_else(|| member(root?, &["input-files"]))
        .or_else(|| member(root?, &["project", "render"]));
    let Some(chapters) = chapters else {
        return Err(Refusal::new("`_quarto.yml` names no chapters", "list them below `book: chapters:`"));
    };
    let mut book = Book::new(folder);
    let mut parts = 0;
    push(chapters, &mut book, &mut parts);
    for name in ["appendices", "references"] {
        if let Some(more) = root.and_then(|it| member(it, &["book", name])) {
            push(more, &mut book, &mut parts);
        }
    }
    if book.chapters.is_empty() {
        return Err(Refusal::new(
            "no chapter of `_quarto.yml` is there",
            "import the folder that has its files",
        ));
    }
    let get = |name: &str| value(root, &["book", name]).or_else(|| value(root, &[name]));
    let manifest = Manifest {
        title: get("title").unwrap_or_default(),
        subtitle: get("subtitle"),
        language: get("lang"),
        date: get("date").filter(|it| crate::document::Date::parse(it).is_some()),
        description: get("description").or_else(|| get("abstract")),
        authors: root.map(authors).unwrap_or_default(),
        bibliography: root.map(|it| bibliography(it, &mut book)).unwrap_or_default(),
        chapters: book.chapters,
        ..Manifest::default()
    };
    for name in ["format", "filters", "execute"] {
        if root.is_some_and(|it| member(it, &[name]).or(member(it, &["book", name])).is_some()) {
            book.remarks.add("_quarto.yml", format!("`{name}` is left out"));
        }
    }
    let mut files = vec![NewFile::manifest(&manifest)];
    files.extend(book.files);
    Ok(Imported { files, remarks: book.remarks.0 })
}

/// The authors: a name, or a list of names or of tables with a name.
fn authors(root: &Value) -> Vec<String> {
    let found = member(root, &["book", "author"]).or(member(root, &["author"]));
    let Some(found) = found else { return Vec::new() };
    let name = |it: &Value| it.as_text().map(str::to_owned).or_else(|| value(Some(it), &["name"]));
    match name(found) {
        Some(name) => vec![name],
        None => found.members().iter().filter_map(name).collect(),
    }
}

/// The files of the works that are cited, which are copied.
fn bibliography(root: &Value, book: &mut Book) -> Vec<String> {
    let found = member(root, &["bibliography"]).or(member(root, &["book", "bibliography"]));
    let Some(found) = found else { return Vec::new() };
    let names = found.members().iter().filter_map(Value::as_text);
    let names: Vec<String> = names.filter_map(|it| address::join("", it)).collect();
    names.into_iter().filter(|it| book.copy(it, "_quarto.yml")).collect()
}

/// Chapters, and parts with their chapters.
fn push(list: &Value, book: &mut Book, parts: &mut usize) {
    if let Some(path) = list.as_text() {
        chapter(path, book);
    }
    for entry in list.members() {
        if let Some(path) = entry.as_text() {
            chapter(path, book);
            continue;
        }
        if let Some(part) = value(Some(entry), &["part"]) {
            match part.ends_with(".qmd") || part.ends_with(".md") {
                true => chapter(&part, book),
                false => {
                    *parts += 1;
                    book.part(&part, *parts);
                }
            }
        }
        if let Some(path) = value(Some(entry), &["file"]).or(value(Some(entry), &["href"])) {
            chapter(&path, book);
        }
        if let Some(inner) = member(entry, &["chapters"]) {
            push(inner, book, parts);
        }
    }
}

/// A chapter: its title in front matter becomes its heading, and its name ends in `.md`.
fn chapter(path: &str, book: &mut Book) {
    let path = path.trim_start_matches("./");
    let bytes = address::join("", path).and_then(|it| book.folder.read(&it).ok());
    let Some(bytes) = bytes else {
        return book.remarks.add(path, "the chapter is missing");
    };
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let start = body_start(&text);
    let front = text.get(..start).unwrap_or("").trim_matches(['-', '\n', ' ']);
    let title = read_yaml(front).and_then(|it| value(Some(&it), &["title"]));
    let mut body = text.get(start..).unwrap_or("").trim_start().to_owned();
    if start > 0 && front.lines().any(|it| !it.starts_with("title:") && it.contains(':')) {
        book.remarks.add(path, "the front matter of the chapter is left out, but for its title");
    }
    if let Some(title) = title {
        body = format!("# {title}\n\n{body}");
    }
    let code = ["```{r", "```{python", "```{julia", "```{ojs"].iter().any(|it| body.contains(it));
    if code {
        book.remarks.add(path, "code to run is shown as code; add its results");
    }
    let body = body.replace(".qmd)", ".md)").replace(".qmd#", ".md#");
    let name = path.strip_suffix(".qmd").or(path.strip_suffix(".rmd")).or(path.strip_suffix(".Rmd"));
    let name = name.map_or_else(|| path.to_owned(), |it| format!("{it}.md"));
    book.chapter("", &name, &body, 0);
}
