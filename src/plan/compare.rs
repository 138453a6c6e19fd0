//! Compares files with the record of their build.

use std::collections::{BTreeMap, BTreeSet};

use super::{EditionPlan, Inputs, Plan, Record};
use crate::record::{Content, Sums};

/// The files in the folder of a record, and what a build would follow now.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The hashes of the files of the publication that are there, by name, the record among them.
    pub hashes: BTreeMap<String, String>,
    /// The names of the editions to compare.
    pub editions: BTreeSet<String>,
    /// The plan of a build now; `None` to compare only files.
    pub plan: Option<Plan>,
}

/// The differences between files, record and checksums, each as a lower-case phrase.
pub fn differences(record: &Record, sums: &Sums, found: &Found) -> Vec<String> {
    let mut list = Vec::new();
    if let Some(now) = &found.plan {
        inputs(&record.inputs, &Inputs::of(now), &mut list);
        editions(record, now, &mut list);
    }
    let mut known = BTreeSet::from([Record::name(&record.publication)]);
    let asked = record.editions.iter().filter(|it| found.editions.contains(&it.plan.name));
    for content in asked.flat_map(|it| &it.files) {
        let file = content.file.as_str();
        match found.hashes.get(file) {
            None => list.push(format!("`{file}` is missing")),
            Some(hash) if *hash != content.sha256 => {
                list.push(format!("`{file}` was changed after the build"));
            }
            Some(_) => {}
        }
    }
    known.extend(record.files().map(|it| it.file.clone()));
    let extra = found.hashes.keys().filter(|it| !known.contains(*it));
    list.extend(extra.map(|it| format!("`{it}` is not part of this build")));
    list.extend(known.iter().filter_map(|it| checksum_mismatch(it, record, sums, found)));
    list
}

/// The differences between the editions then and now, each said once.
fn editions(record: &Record, now: &Plan, list: &mut Vec<String>) {
    let mut found = Vec::new();
    for edition in &now.editions {
        let Some(then) = record.edition(&edition.name).map(|it| &it.plan) else { continue };
        if then.theme != edition.theme {
            found.push(format!("built with the theme `{}`, not `{}`", then.theme, edition.theme));
        }
        if then.created != edition.created {
            found.push(format!("built with the creation date {}, not {}", then.created, edition.created));
        }
        let own = |it: &EditionPlan| {
            (it.format.clone(), it.accent.clone(), it.families.clone(), it.options.clone())
        };
        if own(then) != own(edition) {
            found.push(format!("`{}` was built with other options", edition.name));
        }
    }
    for difference in found {
        if !list.contains(&difference) {
            list.push(difference);
        }
    }
}

/// The difference between a file and its entry in the checksums.
fn checksum_mismatch(file: &str, record: &Record, sums: &Sums, found: &Found) -> Option<String> {
    let recorded = record.files().find(|it| it.file == file).map(|it| &it.sha256);
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
    use super::*;
    use crate::plan::record::tests::{edition, file, record};

    /// A folder as the build left it.
    fn folder(record: &Record) -> (Sums, Found) {
        let mut sums = Sums::default();
        record.files().for_each(|it| sums.set(&it.file, it.sha256.clone()));
        sums.set(&Record::name("a"), "f".repeat(64));
        let mut hashes: BTreeMap<String, String> =
            record.files().map(|it| (it.file.clone(), it.sha256.clone())).collect();
        hashes.insert(Record::name("a"), "f".repeat(64));
        let editions = record.editions.iter().map(|it| it.plan.name.clone()).collect();
        let Inputs { program, sources, fonts } = record.inputs.clone();
        let plan = Plan { publication: "a".to_owned(), program, sources, fonts, editions: record.plans() };
        (sums, Found { hashes, editions, plan: Some(plan) })
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
        if let Some(plan) = &mut found.plan {
            plan.program = "pamphlet 2".to_owned();
            plan.sources = vec![file("a.md", "t"), file("b.md", "u")];
            plan.editions = vec![EditionPlan { theme: "modern".to_owned(), ..edition("pdf") }];
        }
        let expected = [
            "built by pamphlet 1, but this is pamphlet 2",
            "`a.md` was changed after the build",
            "`b.md` was added to the source after the build",
            "built with the theme `classic`, not `modern`",
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
