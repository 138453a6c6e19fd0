//! The sources of the document, attached to it (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4).

use lopdf::{Dictionary, Document, Object, Stream, dictionary, text_string};

use crate::backend::pdf::structure::trees::{TreeKind, add_tree};
use crate::source::{Source, Sources};

/// The attached files.
pub(crate) struct Attachments {
    /// The tree of their names.
    pub(crate) names: Object,
    /// Their file specifications.
    pub(crate) files: Object,
}

/// Attaches the sources; `date` is the date of their last change.
pub(crate) fn add_sources(objects: &mut Document, sources: &Sources, date: &str) -> Attachments {
    let mut entries: Vec<(Object, Object)> = Vec::new();
    for ((_, source), name) in sources.iter().zip(names(sources)) {
        let file = file(objects, source, date);
        let specification = objects.add_object(specification(&name, file));
        entries.push((text_string(&name), specification.into()));
    }
    let files: Vec<Object> = entries.iter().map(|(_, file)| file.clone()).collect();
    entries.sort_by(|(one, _), (other, _)| one.as_str().ok().cmp(&other.as_str().ok()));
    Attachments { names: add_tree(objects, TreeKind::Names, &entries).into(), files: files.into() }
}

/// The names of the sources: their paths below the folder that holds them all, so that a name reveals nothing of the
/// machine or of where the program was run; numbered where another has the same.
fn names(sources: &Sources) -> Vec<String> {
    let paths: Vec<Vec<&str>> = sources.iter().map(|(_, it)| parts(it.path())).collect();
    let folders = paths.iter().map(|it| &it[..it.len().saturating_sub(1)]);
    let common = folders.reduce(shared).map_or(0, <[&str]>::len);
    let mut names: Vec<String> = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let below = &path[common..];
        // A file elsewhere, whose path begins at the root or leads upwards, has only its name.
        let is_elsewhere = below.iter().any(|it| it.is_empty() || *it == "..");
        let own = if is_elsewhere { path.last().copied().unwrap_or("").to_owned() } else { below.join("/") };
        names.push(if names.contains(&own) { format!("{}-{own}", index + 1) } else { own });
    }
    names
}

fn parts(path: &str) -> Vec<&str> {
    path.split(['/', '\\']).filter(|it| *it != ".").collect()
}

/// What two paths have in common from their beginning.
fn shared<'a>(one: &'a [&'a str], other: &'a [&'a str]) -> &'a [&'a str] {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    &one[..same]
}

fn file(objects: &mut Document, source: &Source, date: &str) -> Object {
    let media_type = if source.path().ends_with(".toml") { "application/toml" } else { "text/markdown" };
    let bytes = source.text().as_bytes().to_vec();
    let parameters = dictionary! { "Size" => bytes.len() as i64, "ModDate" => Object::string_literal(date) };
    let dictionary = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => media_type,
        "Params" => parameters,
    };
    objects.add_object(Stream::new(dictionary, bytes)).into()
}

fn specification(name: &str, file: Object) -> Dictionary {
    dictionary! {
        "Type" => "Filespec",
        "F" => text_string(name),
        "UF" => text_string(name),
        "Desc" => text_string("Source of this document"),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => file.clone(), "UF" => file },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> Vec<String> {
        let mut sources = Sources::new();
        for path in paths {
            sources.add(Source::new(*path, "")).expect("room");
        }
        names(&sources)
    }

    #[test]
    fn names_reveal_nothing_of_the_machine() {
        assert_eq!(named(&["/home/somebody/one.md"]), ["one.md"]);
        assert_eq!(named(&["../../one.md"]), ["one.md"]);
        assert_eq!(named(&["../a.toml", "b.md"]), ["a.toml", "b.md"]);
    }

    #[test]
    fn names_do_not_depend_on_the_working_folder() {
        let expected = ["book.toml", "parts/one.md"];
        for folder in ["", "./", "works/mine/", "../mine/", "/home/somebody/mine/"] {
            let paths = [format!("{folder}book.toml"), format!("{folder}parts/one.md")];
            assert_eq!(named(&[&paths[0], &paths[1]]), expected);
        }
    }

    #[test]
    fn sources_with_one_name_are_numbered() {
        assert_eq!(named(&["/one.md", "../one.md"]), ["one.md", "2-one.md"]);
    }
}
