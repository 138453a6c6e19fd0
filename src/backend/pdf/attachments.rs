//! The sources of the document, attached to it (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4).

use std::path::Path;

use lopdf::{Dictionary, Document, Object, Stream, dictionary, text_string};

use crate::backend::pdf::trees::{TreeKind, add_tree};
use crate::source::{Source, Sources};

/// Attaches the sources; gives the tree of their names and the list of the files.
pub(super) fn add_sources(objects: &mut Document, sources: &Sources, made: &str) -> (Object, Object) {
    let mut entries: Vec<(Object, Object)> = Vec::new();
    for (index, (_, source)) in sources.iter().enumerate() {
        let name = name(source, index, sources);
        let file = file(objects, source, made);
        let specification = objects.add_object(specification(&name, file));
        entries.push((text_string(&name), specification.into()));
    }
    let files: Vec<Object> = entries.iter().map(|(_, file)| file.clone()).collect();
    entries.sort_by(|(one, _), (other, _)| one.as_str().ok().cmp(&other.as_str().ok()));
    (add_tree(objects, TreeKind::Names, &entries).into(), files.into())
}

/// The name of a source: its path without what is above the publication; numbered where another has the same.
fn name(source: &Source, index: usize, sources: &Sources) -> String {
    let own = relative(source.path());
    let twin = sources.iter().take(index).any(|(_, it)| relative(it.path()) == own);
    if twin { format!("{}-{own}", index + 1) } else { own }
}

/// A path that tells nothing of the machine: that of a file elsewhere is its name.
fn relative(path: &str) -> String {
    let is_below = Path::new(path).is_relative() && !path.split(['/', '\\']).any(|it| it == "..");
    let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
    if is_below { path.trim_start_matches("./").to_owned() } else { last.to_owned() }
}

fn file(objects: &mut Document, source: &Source, made: &str) -> Object {
    let bytes = source.text().as_bytes().to_vec();
    let parameters = dictionary! { "Size" => bytes.len() as i64, "ModDate" => Object::string_literal(made) };
    let dictionary = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => "text/markdown",
        "Params" => parameters,
    };
    objects.add_object(Stream::new(dictionary, bytes)).into()
}

fn specification(name: &str, file: Object) -> Dictionary {
    dictionary! {
        "Type" => "Filespec",
        "F" => text_string(name),
        "UF" => text_string(name),
        "Desc" => text_string("Source of this document, in Markdown"),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => file.clone(), "UF" => file },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_nothing_of_the_machine() {
        assert_eq!(relative("chapters/one.md"), "chapters/one.md");
        assert_eq!(relative("./one.md"), "one.md");
        assert_eq!(relative("/home/somebody/one.md"), "one.md");
        assert_eq!(relative("../../one.md"), "one.md");
    }

    #[test]
    fn sources_of_one_name_are_told_apart() {
        let mut sources = Sources::new();
        for path in ["/a/one.md", "/b/one.md"] {
            sources.add(Source::new(path, "")).expect("room");
        }
        let names: Vec<String> =
            sources.iter().enumerate().map(|(index, (_, it))| name(it, index, &sources)).collect();
        assert_eq!(names, ["one.md", "2-one.md"]);
    }
}
