//! The record beside the editions: written with them by `build`, and held against them by `verify`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::files;
use crate::pipeline::Published;
use crate::publication::Edition;
use crate::record::{self, Choices, Content, Found, Inputs, Output, Record, Sums};

/// The record of a publication that goes into a folder, and `SHA256SUMS` with its lines, with their paths. They are
/// written with the files that they speak of, after them and in this order.
pub(super) fn files_of(
    folder: &Path,
    slug: &str,
    (inputs, choices): (Inputs, Choices),
    published: &Published,
) -> anyhow::Result<[(PathBuf, String); 2]> {
    let earlier = read(folder, slug)?;
    let mut record = Record::new(slug, inputs, choices, outputs(published));
    let mut sums = sums(folder)?;
    if let Some(earlier) = &earlier {
        sums.forget(earlier);
        record = record.over(earlier);
    }
    let text = record.write()?;
    sums.add(&record, record::hash(text.as_bytes()));
    Ok([(folder.join(Record::name(slug)), text), (folder.join(Sums::NAME), sums.write())])
}

/// Adds the hash of a file that belongs to no publication, as the first page of a collection, to `SHA256SUMS`.
pub(super) fn add(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let mut sums = sums(folder)?;
    sums.set(name, record::hash(bytes));
    files::write_all(&[(folder.join(Sums::NAME), sums.write().as_bytes())])
}

/// What the record of a publication in a folder says of the options of its build; nothing where there is none.
pub(super) fn choices(folder: &Path, slug: &str) -> anyhow::Result<Choices> {
    Ok(read(folder, slug)?.map(|it| it.choices).unwrap_or_default())
}

/// The files that were made.
fn outputs(published: &Published) -> Vec<Output> {
    let one = |edition: Edition, path: &str, bytes: &[u8]| {
        let paged = edition == Edition::Pdf;
        Output {
            edition: edition.extension().to_owned(),
            file: Content::of(path, bytes),
            pages: published.pages.filter(|_| paged),
            faces: if paged { published.faces.clone() } else { Vec::new() },
        }
    };
    let files = published.editions.iter().flat_map(|(edition, all)| all.iter().map(|it| (*edition, it)));
    files.map(|(edition, file)| one(edition, &file.path, &file.bytes)).collect()
}

/// The record of a publication in a folder; `None` where there is none that can be read.
fn read(folder: &Path, slug: &str) -> anyhow::Result<Option<Record>> {
    let path = folder.join(Record::name(slug));
    Ok(if files::exists(&path) { Record::read(&files::read_named(&path)?) } else { None })
}

fn sums(folder: &Path) -> anyhow::Result<Sums> {
    let path = folder.join(Sums::NAME);
    if !files::exists(&path) {
        return Ok(Sums::default());
    }
    Ok(Sums::read(&String::from_utf8_lossy(&files::read_named(&path)?)))
}

/// What came of holding the files of a publication against its record.
pub(super) struct Holding {
    /// The record, as messages show it.
    pub(super) file: String,
    /// How many files it names; `None` where there is no record that can be read.
    pub(super) files: Option<usize>,
    /// Where they differ.
    pub(super) differences: Vec<String>,
}

/// Holds the editions in a folder against the record of their build. `inputs` is what a build would be made of now;
/// where that is not asked, there may be no record either, and then nothing comes of it.
pub(super) fn hold(
    folder: &Path,
    slug: &str,
    editions: &[Edition],
    inputs: Option<Inputs>,
) -> anyhow::Result<Option<Holding>> {
    let name = Record::name(slug);
    let path = folder.join(&name);
    let file = files::show(&path);
    if !files::exists(&path) {
        let alone = |why: &str| Holding { file, files: None, differences: vec![why.to_owned()] };
        return Ok(inputs.map(|_| alone("there is no record of the build")));
    }
    let Some(record) = read(folder, slug)? else {
        let differences = vec!["it is no record that can be read".to_owned()];
        return Ok(Some(Holding { file, files: None, differences }));
    };
    let found = Found {
        hashes: hashes(folder, slug, editions, &record)?,
        editions: editions.iter().map(|it| it.extension().to_owned()).collect(),
        inputs,
    };
    let differences = record::differences(&record, &sums(folder)?, &found);
    Ok(Some(Holding { file, files: Some(record.outputs.len()), differences }))
}

/// The hashes of what belongs to a publication in a folder: what the record names, what its editions are called,
/// and the folder of its pages.
fn hashes(
    folder: &Path,
    slug: &str,
    editions: &[Edition],
    record: &Record,
) -> anyhow::Result<BTreeMap<String, String>> {
    let mut names = BTreeSet::from([Record::name(slug)]);
    names.extend(record.outputs.iter().map(|it| it.file.file.clone()));
    names.extend(editions.iter().map(|it| format!("{slug}.{}", it.extension())));
    let pages = files::files_below(&folder.join(slug))?;
    names.extend(pages.iter().map(|it| format!("{slug}/{}", files::show(it).replace('\\', "/"))));
    let mut hashes = BTreeMap::new();
    for name in names {
        let path = folder.join(&name);
        if files::exists(&path) && !files::is_folder(&path) {
            hashes.insert(name, record::hash(&files::read_named(&path)?));
        }
    }
    Ok(hashes)
}
