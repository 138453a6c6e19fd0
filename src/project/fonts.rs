//! The fonts of this machine that a text needs.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::font::{Face, FontBook, covered, uncommon};
use crate::layout::rules::machine_font as reported;
use crate::pipeline::characters;
use crate::plan::BuildOptions;
use crate::project::files;
use crate::project::source::Reading;
use crate::theme::Theme;

/// The options with the fonts of this machine that a publication needs, where the other fonts lack some of its
/// characters; each is reported.
pub(crate) fn complete<'o>(reading: &mut Reading, options: Cow<'o, BuildOptions>) -> Cow<'o, BuildOptions> {
    if options.font_folders.is_empty() {
        return options;
    }
    let document = &reading.manuscript.document;
    let uncommon = uncommon(characters(document));
    // Most texts have none, and need no second book of fonts.
    if uncommon.is_empty() {
        return options;
    }
    let given = options.fonts.iter().chain(&options.publication_fonts).cloned().collect();
    let lacking = FontBook::with(given, Theme::classic().families).lacking(uncommon);
    let found = if lacking.is_empty() { Vec::new() } else { of_machine(&options.font_folders, lacking) };
    if found.is_empty() {
        return options;
    }
    let mut completed = options.into_owned();
    let place = document.meta.span.start_point();
    for font in found {
        if let Some(family) = &font.family {
            reading.diags.push(reported(family, &font.characters, place));
        }
        completed.fonts.push(font.bytes);
        reading.files.push(font.path);
    }
    Cow::Owned(completed)
}

/// A font of this machine that a text needs.
struct MachineFont {
    path: PathBuf,
    /// The file.
    bytes: Arc<[u8]>,
    /// Its family; `None` for a further face of one that is named already.
    family: Option<String>,
    /// The characters that it is for.
    characters: BTreeSet<char>,
}

/// The fonts of this machine that have characters which the other fonts lack: as few as possible, each with its bold.
fn of_machine(folders: &[PathBuf], mut lacking: BTreeSet<char>) -> Vec<MachineFont> {
    let mut candidates: Vec<(PathBuf, BTreeSet<char>)> = Vec::new();
    for folder in folders.iter().filter(|it| files::is_folder(it)) {
        for path in files::font_files(folder).unwrap_or_default().into_iter().filter(|it| is_for_text(it)) {
            let mut read = |offset, length| files::read_part(&path, offset, length);
            let covered = covered(&mut read, &lacking);
            if !covered.is_empty() {
                candidates.push((path, covered));
            }
        }
    }
    let mut found = Vec::new();
    while let Some(at) = best(&candidates, &lacking) {
        let (path, covered) = candidates.remove(at);
        let characters: BTreeSet<char> = covered.intersection(&lacking).copied().collect();
        let Some(font) = machine_font(&path, characters) else { continue };
        lacking.retain(|it| !font.characters.contains(it));
        found.push(font);
        if let Some(bold) = bold_of(&path).and_then(|it| machine_font(&it, BTreeSet::new())) {
            found.push(MachineFont { family: None, ..bold });
        }
    }
    found
}

/// The index of the font with most of the characters, one with serifs before others; `None` where none has any.
fn best(candidates: &[(PathBuf, BTreeSet<char>)], lacking: &BTreeSet<char>) -> Option<usize> {
    let rank = |(path, covered): &(PathBuf, BTreeSet<char>)| {
        let count = covered.intersection(lacking).count();
        (count, file_name(path).contains("serif"))
    };
    let ranked = candidates.iter().enumerate().map(|(at, it)| (rank(it), std::cmp::Reverse(at)));
    ranked.max().filter(|(rank, _)| rank.0 > 0).map(|(_, at)| at.0)
}

fn machine_font(path: &Path, characters: BTreeSet<char>) -> Option<MachineFont> {
    let bytes: Arc<[u8]> = Arc::from(files::read_font(path).ok()?);
    let faces = Face::given(&bytes);
    let family = faces.first().filter(|it| !it.forbids_embedding())?.family.clone();
    Some(MachineFont { path: path.to_owned(), bytes, family: Some(family), characters })
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Whether a file has an upright face of ordinary weight, by its name, and shapes rather than images.
fn is_for_text(path: &Path) -> bool {
    const OTHERS: [&str; 14] = [
        "bold",
        "light",
        "thin",
        "medium",
        "black",
        "heavy",
        "italic",
        "oblique",
        "condensed",
        "color",
        "mono",
        "lastresort",
        "unifont",
        "fallback",
    ];
    let name = file_name(path);
    !OTHERS.iter().any(|it| name.contains(it))
}

/// The bold face beside a regular one.
fn bold_of(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let bold = path.with_file_name(name.replace("Regular", "Bold"));
    (name.contains("Regular") && files::exists(&bold)).then_some(bold)
}
