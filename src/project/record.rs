//! The record beside the editions: written with them by `build`, and held against them by `verify`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::pipeline::{Build, BuiltEdition};
use crate::plan::{self, Found, Plan, Record, Recorded};
use crate::project::failure::advise;
use crate::project::files::{self, OutputFolder};
use crate::record::{self, Content, Sums};

/// What a build leaves in a folder beside the editions of a publication, and what it finds there.
#[derive(Default)]
pub(crate) struct Beside {
    /// The record; `None` where no folder is written.
    pub(crate) record: Option<Record>,
    /// The record, and `SHA256SUMS` with its lines, with their paths. They are written with the files that they
    /// speak of, after them and in this order.
    pub(crate) files: Vec<(PathBuf, String)>,
    /// What the former build made, this one does not, and nobody has changed since.
    pub(crate) outdated: Vec<PathBuf>,
    /// Files among those of the publication that are of no build, or were changed since.
    pub(crate) strays: Vec<PathBuf>,
}

/// Looks at the folder that a publication goes into, before anything is written. `declared` names all editions of the
/// publication in their order, and `files` are those that it was read from, its own first.
///
/// # Errors
///
/// Where the folder has editions of another publication by the same name.
pub(crate) fn beside(
    folder: &OutputFolder,
    plan: &Plan,
    declared: &[String],
    files: &[PathBuf],
    build: &Build,
) -> anyhow::Result<Beside> {
    let folder = folder.path();
    let slug = plan.publication.as_str();
    let earlier = read(folder, slug)?;
    let mut record = Record::new(plan, build.editions.iter().map(recorded).collect());
    // Only what is below the folder that holds this one is in the same place for everyone who builds it.
    let way = files.first().and_then(|it| files::from_folder(folder, it));
    record.source = way.filter(|it| !it.starts_with("../../"));
    if let Some(other) = earlier.as_ref().and_then(|it| it.source.as_deref()) {
        refuse_another(folder, slug, &folder.join(other), files)?;
    }
    let mut sums = sums(folder)?;
    let (mut outdated, mut strays) = (Vec::new(), strays(folder, slug, &record)?);
    if let Some(earlier) = &earlier {
        for content in record.outdated(earlier) {
            let Some(bytes) = files::read_below(folder, &content.file)? else { continue };
            let is_as_made = record::hash(&bytes) == content.sha256;
            if is_as_made { &mut outdated } else { &mut strays }.push(folder.join(&content.file));
        }
        earlier.files().for_each(|it| sums.remove(&it.file));
        record = record.over(earlier, declared);
    }
    strays.sort();
    strays.dedup();
    strays.retain(|it| !outdated.contains(it));
    let text = record.write()?;
    record.files().for_each(|it| sums.set(&it.file, it.sha256.clone()));
    sums.set(&Record::name(slug), record::hash(text.as_bytes()));
    let files = vec![(folder.join(Record::name(slug)), text), (folder.join(Sums::NAME), sums.write())];
    Ok(Beside { record: Some(record), files, outdated, strays })
}

/// Refuses to write over what was made from a source that is still there and is none of `files`.
fn refuse_another(folder: &Path, slug: &str, other: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    if !files::exists(other) || files.iter().any(|it| files::is_same(it, other)) {
        return Ok(());
    }
    let (folder, other) = (files::show(folder), files::plain(other));
    let message = format!("`{folder}` has editions of the name `{slug}` that are made from `{other}`");
    Err(advise(
        message,
        "give one of the two publications another `slug`, or name another folder with `--output`",
    ))
}

/// The files in the folder of the pages that are none of them; hidden ones are another's business.
fn strays(folder: &Path, slug: &str, record: &Record) -> anyhow::Result<Vec<PathBuf>> {
    let mut names = pages(folder, slug, record)?;
    names.retain(|it| !record.files().any(|made| made.file == *it));
    names.retain(|it| !it.split('/').any(|part| part.starts_with('.')));
    Ok(names.iter().map(|it| folder.join(it)).collect())
}

/// All files in the folders that the editions have for themselves, as a record names them.
fn pages(folder: &Path, slug: &str, record: &Record) -> anyhow::Result<Vec<String>> {
    let mut pages = Vec::new();
    for stem in record.editions.iter().map(|it| it.plan.stem(slug)).collect::<BTreeSet<_>>() {
        let inside = format!("{stem}/");
        if record.files().any(|it| it.file.starts_with(&inside)) {
            let found = files::files_below(&folder.join(&stem))?;
            pages.extend(found.iter().map(|it| inside.clone() + &files::show(it).replace('\\', "/")));
        }
    }
    Ok(pages)
}

/// `SHA256SUMS` with a file that belongs to no publication, as the first page of a collection, with its path.
pub(crate) fn with(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<(PathBuf, String)> {
    let mut sums = sums(folder)?;
    sums.set(name, record::hash(bytes));
    Ok((folder.join(Sums::NAME), sums.write()))
}

/// Where `SHA256SUMS` says something else of such a file than is so: `hash` is the file's, `None` where it is not
/// there. That it is not named is a difference only where it was `built`.
pub(crate) fn checksum_mismatch(
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

/// An edition as the record has it.
fn recorded(edition: &BuiltEdition) -> Recorded {
    Recorded {
        plan: edition.plan.clone(),
        pages: edition.pages,
        faces: edition.faces.clone(),
        files: edition.files.iter().map(|it| Content::of(&it.path, &it.bytes)).collect(),
    }
}

/// The record of a publication in a folder; `None` where there is none that can be read.
pub(crate) fn read(folder: &Path, slug: &str) -> anyhow::Result<Option<Record>> {
    Ok(files::read_below(folder, &Record::name(slug))?.and_then(|it| Record::read(&it)))
}

fn sums(folder: &Path) -> anyhow::Result<Sums> {
    let bytes = files::read_below(folder, Sums::NAME)?.unwrap_or_default();
    Ok(Sums::read(&String::from_utf8_lossy(&bytes)))
}

/// What came of holding the files of a publication against its record.
pub(crate) struct Holding {
    /// The record, as messages show it.
    pub(crate) file: String,
    /// How many files it names; `None` where there is no record that can be read.
    pub(crate) files: Option<usize>,
    /// Where they differ.
    pub(crate) differences: Vec<String>,
}

/// Compares the editions in a folder with the record of their build. `plan` is what a build would follow now; without
/// one there may be no record either, and then there is nothing to say.
pub(crate) fn hold(
    folder: &Path,
    slug: &str,
    editions: &[(String, String)],
    plan: Option<Plan>,
) -> anyhow::Result<Option<Holding>> {
    let path = folder.join(Record::name(slug));
    let file = files::show(&path);
    if !files::exists(&path) {
        let alone = |why: &str| Holding { file, files: None, differences: vec![why.to_owned()] };
        return Ok(plan.map(|_| alone("the build record is missing")));
    }
    let Some(record) = read(folder, slug)? else {
        let differences = vec!["it is not a valid build record".to_owned()];
        return Ok(Some(Holding { file, files: None, differences }));
    };
    let found = Found {
        hashes: hashes(folder, slug, editions, &record)?,
        editions: editions.iter().map(|it| it.0.clone()).collect(),
        plan,
    };
    let differences = plan::differences(&record, &sums(folder)?, &found);
    Ok(Some(Holding { file, files: Some(record.files().count()), differences }))
}

/// The hashes of what belongs to a publication in a folder: what the record names, the first files of its editions,
/// and the folders of their pages. An edition is given by its name and the path of its first file.
fn hashes(
    folder: &Path,
    slug: &str,
    editions: &[(String, String)],
    record: &Record,
) -> anyhow::Result<BTreeMap<String, String>> {
    let mut names = BTreeSet::from([Record::name(slug)]);
    names.extend(record.files().map(|it| it.file.clone()));
    names.extend(editions.iter().map(|it| it.1.clone()));
    names.extend(pages(folder, slug, record)?);
    let mut hashes = BTreeMap::new();
    for name in names {
        if let Some(bytes) = files::read_below(folder, &name)? {
            hashes.insert(name, record::hash(&bytes));
        }
    }
    Ok(hashes)
}
