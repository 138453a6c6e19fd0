//! Compares files with the record of their build.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Inputs, Record, Sums};

/// The files in the folder of a record, and the inputs of a build now.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The hashes of the files of the publication that are there, by name, the record among them.
    pub hashes: BTreeMap<String, String>,
    /// The editions to compare, such as `pdf`.
    pub editions: BTreeSet<String>,
    /// The inputs of a build now; `None` to compare only outputs.
    pub inputs: Option<Inputs>,
}

/// The differences between files, record and checksums, each as a lower-case phrase.
pub fn differences(record: &Record, sums: &Sums, found: &Found) -> Vec<String> {
    let mut list = Vec::new();
    if let Some(now) = &found.inputs {
        inputs(&record.inputs, now, &mut list);
    }
    let asked = |it: &&super::Output| found.editions.contains(&it.edition);
    let mut known = BTreeSet::from([Record::name(&record.publication)]);
    for output in record.outputs.iter().filter(asked) {
        let file = output.file.file.as_str();
        match found.hashes.get(file) {
            None => list.push(format!("`{file}` is missing")),
            Some(hash) if *hash != output.file.sha256 => {
                list.push(format!("`{file}` was changed after the build"));
            }
            Some(_) => {}
        }
    }
    known.extend(record.outputs.iter().map(|it| it.file.file.clone()));
    let extra = found.hashes.keys().filter(|it| !known.contains(*it));
    list.extend(extra.map(|it| format!("`{it}` is not part of this build")));
    list.extend(known.iter().filter_map(|it| unsummed(it, record, sums, found)));
    list
}

/// The difference between a file and its entry in the checksums.
fn unsummed(file: &str, record: &Record, sums: &Sums, found: &Found) -> Option<String> {
    let recorded = record.outputs.iter().find(|it| it.file.file == file).map(|it| &it.file.sha256);
    let expected = recorded.or_else(|| found.hashes.get(file))?;
    match sums.get(file) {
        None => Some(format!("`{file}` is not listed in `{}`", Sums::NAME)),
        Some(hash) if !hash.eq_ignore_ascii_case(expected) => {
            Some(format!("`{}` has the wrong checksum for `{file}`", Sums::NAME))
        }
        Some(_) => None,
    }
}

/// The differences between the inputs then and now.
fn inputs(then: &Inputs, now: &Inputs, list: &mut Vec<String>) {
    if then.program != now.program {
        list.push(format!("built by {}, but this is {}", then.program, now.program));
    }
    if then.theme != now.theme {
        list.push(format!("built with the theme `{}`, not `{}`", then.theme, now.theme));
    }
    if then.created != now.created {
        list.push(format!("built with the creation date {}, not {}", then.created, now.created));
    }
    if then.fonts != now.fonts {
        list.push(fonts(then));
    }
    let by_name = |all: &[Content]| all.iter().map(|it| (it.file.clone(), it.sha256.clone())).collect();
    let (then, now): (BTreeMap<_, _>, BTreeMap<_, _>) = (by_name(&then.sources), by_name(&now.sources));
    for (file, hash) in &then {
        match now.get(file) {
            None => list.push(format!("built from `{file}`, which is no longer part of the source")),
            Some(other) if other != hash => list.push(format!("`{file}` was changed after the build")),
            Some(_) => {}
        }
    }
    let new = now.keys().filter(|it| !then.contains_key(*it));
    list.extend(new.map(|it| format!("`{it}` was added to the source after the build")));
}

/// The message for different fonts: a record names fonts, but does not contain them.
fn fonts(then: &Inputs) -> String {
    let faces: Vec<String> = then.fonts.iter().flat_map(|it| &it.faces).map(|it| format!("`{it}`")).collect();
    match faces.as_slice() {
        [] => "built with the built-in fonts only".to_owned(),
        faces => format!(
            "built with other fonts: {}; the record does not contain fonts, so pass them again with `--font-path`",
            faces.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{file, record};
    use super::*;

    /// A folder as the build left it.
    fn folder(record: &Record) -> (Sums, Found) {
        let mut sums = Sums::default();
        sums.add(record, "f".repeat(64));
        let mut hashes: BTreeMap<String, String> =
            record.outputs.iter().map(|it| (it.file.file.clone(), it.file.sha256.clone())).collect();
        hashes.insert(Record::name("a"), "f".repeat(64));
        let editions = record.outputs.iter().map(|it| it.edition.clone()).collect();
        (sums, Found { hashes, editions, inputs: Some(record.inputs.clone()) })
    }

    #[test]
    fn unchanged_build_has_no_differences() {
        let record = record("s", &["pdf", "txt"]);
        let (sums, found) = folder(&record);
        assert_eq!(differences(&record, &sums, &found), Vec::<String>::new());
    }

    #[test]
    fn changed_missing_and_added_files_are_reported() {
        let record = record("s", &["pdf", "txt"]);
        let (sums, mut found) = folder(&record);
        found.hashes.insert("a.pdf".to_owned(), "other".to_owned());
        found.hashes.remove("a.txt");
        found.hashes.insert("a.epub".to_owned(), "e".to_owned());
        let expected = [
            "`a.pdf` was changed after the build",
            "`a.txt` is missing",
            "`a.epub` is not part of this build",
        ];
        assert_eq!(differences(&record, &sums, &found), expected);
    }

    #[test]
    fn other_source_and_program_are_reported() {
        let record = record("s", &["pdf"]);
        let (sums, mut found) = folder(&record);
        if let Some(inputs) = &mut found.inputs {
            inputs.program = "pamphlet 2".to_owned();
            inputs.sources = vec![file("a.md", "t"), file("b.md", "u")];
        }
        let expected = [
            "built by pamphlet 1, but this is pamphlet 2",
            "`a.md` was changed after the build",
            "`b.md` was added to the source after the build",
        ];
        assert_eq!(differences(&record, &sums, &found), expected);
    }

    #[test]
    fn wrong_and_missing_checksums_are_reported() {
        let record = record("s", &["pdf", "txt"]);
        let (_, found) = folder(&record);
        let line = |file: &str| format!("{}  {file}\n", "f".repeat(64));
        let sums = Sums::read(&format!("{}{}", line("a.pdf"), line("a.record.json")));
        let expected =
            ["`SHA256SUMS` has the wrong checksum for `a.pdf`", "`a.txt` is not listed in `SHA256SUMS`"];
        assert_eq!(differences(&record, &sums, &found), expected);
    }
}
