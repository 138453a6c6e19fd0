//! The record beside the editions: written with them by `build`, and held against them by `verify`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::files;
use crate::pipeline::Published;
use crate::publication::Edition;
use crate::record::{self, Choices, Content, Found, Inputs, Output, Record, Sums};

/// What a build leaves in a folder beside the editions of a publication, and what it finds there.
#[derive(Default)]
pub(super) struct Beside {
    /// The record, and `SHA256SUMS` with its lines, with their paths. They are written with the files that they
    /// speak of, after them and in this order.
    pub(super) files: Vec<(PathBuf, String)>,
    /// What the former build made, this one does not, and nobody has changed since.
    pub(super) outdated: Vec<PathBuf>,
    /// What stands among the files of the publication and is of no build, or was changed since.
    pub(super) strays: Vec<PathBuf>,
}

/// Looks at the folder that a publication goes into, before anything is written.
pub(super) fn beside(
    folder: &Path,
    slug: &str,
    (inputs, choices): (Inputs, Choices),
    published: &Published,
) -> anyhow::Result<Beside> {
    let earlier = read(folder, slug)?;
    let mut record = Record::new(slug, inputs, choices, outputs(published));
    let mut sums = sums(folder)?;
    let (mut outdated, mut strays) = (Vec::new(), strays(folder, slug, &record)?);
    if let Some(earlier) = &earlier {
        for content in record.outdated(earlier).filter(|it| files::stands(folder, &it.file)) {
            let path = folder.join(&content.file);
            let is_as_made = record::hash(&files::read_named(&path)?) == content.sha256;
            if is_as_made { outdated.push(path) } else { strays.push(path) }
        }
        sums.forget(earlier);
        record = record.over(earlier);
    }
    strays.sort();
    strays.dedup();
    strays.retain(|it| !outdated.contains(it));
    let text = record.write()?;
    sums.add(&record, record::hash(text.as_bytes()));
    let files = vec![(folder.join(Record::name(slug)), text), (folder.join(Sums::NAME), sums.write())];
    Ok(Beside { files, outdated, strays })
}

/// The files in the folder of the pages that are none of them; hidden ones are another's business.
fn strays(folder: &Path, slug: &str, record: &Record) -> anyhow::Result<Vec<PathBuf>> {
    let mut names = pages(folder, slug, record)?;
    names.retain(|it| !record.outputs.iter().any(|made| made.file.file == *it));
    names.retain(|it| !it.split('/').any(|part| part.starts_with('.')));
    Ok(names.iter().map(|it| folder.join(it)).collect())
}

/// All files in the folder of a site's pages, as a record names them; none where it has no such pages.
fn pages(folder: &Path, slug: &str, record: &Record) -> anyhow::Result<Vec<String>> {
    let inside = format!("{slug}/");
    if !record.outputs.iter().any(|it| it.file.file.starts_with(&inside)) {
        return Ok(Vec::new());
    }
    let found = files::files_below(&folder.join(slug))?;
    Ok(found.iter().map(|it| inside.clone() + &files::show(it).replace('\\', "/")).collect())
}

/// `SHA256SUMS` with a file that belongs to no publication, as the first page of a collection, with its path.
pub(super) fn with(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<(PathBuf, String)> {
    let mut sums = sums(folder)?;
    sums.set(name, record::hash(bytes));
    Ok((folder.join(Sums::NAME), sums.write()))
}

/// Where `SHA256SUMS` says something else of such a file than is so: `hash` is the file's, `None` where it is not
/// there. That it is not named is a difference only where it was `built`.
pub(super) fn unsummed(
    folder: &Path,
    name: &str,
    hash: Option<&str>,
    built: bool,
) -> anyhow::Result<Option<String>> {
    let sums = sums(folder)?;
    Ok(match (sums.get(name), hash) {
        (Some(_), None) => Some(format!("`{name}` is missing")),
        (Some(named), Some(hash)) if !named.eq_ignore_ascii_case(hash) => {
            Some(format!("wrong checksum for `{name}`"))
        }
        (None, Some(_)) if built => Some(format!("`{name}` is not listed")),
        (Some(_) | None, Some(_)) | (None, None) => None,
    })
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
pub(super) fn read(folder: &Path, slug: &str) -> anyhow::Result<Option<Record>> {
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
        return Ok(inputs.map(|_| alone("the build record is missing")));
    }
    let Some(record) = read(folder, slug)? else {
        let differences = vec!["it is not a valid build record".to_owned()];
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
    names.extend(pages(folder, slug, record)?);
    let mut hashes = BTreeMap::new();
    for name in names {
        if files::stands(folder, &name) {
            let hash = record::hash(&files::read_named(&folder.join(&name))?);
            hashes.insert(name, hash);
        }
    }
    Ok(hashes)
}
