//! `pamphlet inspect`: what an edition says of itself, and whether its claims hold.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::args::{ComparisonFormat, Inspect};
use crate::cli::console::{Console, deliver};
use crate::plan::{Record, Recorded};
use crate::project::files::{self, show};
use crate::project::{advise, record};
use crate::record::hash;
use crate::verify::inspection::Inspection;
use crate::verify::{self, Finding, Format};

/// A file, and the record of its build.
struct Inspected {
    file: String,
    sha256: String,
    format: Format,
    says: Inspection,
    /// The record next to it that has this file, with what it says of the edition.
    record: Option<(Record, Recorded)>,
}

/// Prints what a file says of itself.
pub(super) fn run(inspect: &Inspect, console: &Console) -> anyhow::Result<Outcome> {
    let path = &inspect.file;
    let Some(format) = Format::of(&path.to_string_lossy()) else {
        let message = format!("`{}` is no edition", show(path));
        return Err(advise(message, "name a file that ends in `.pdf`, `.epub`, `.html` or `.txt`"));
    };
    let bytes = files::read_edition(path)?;
    console.files_read(std::slice::from_ref(path));
    if let Some(id) = &inspect.passage {
        return passage(inspect, id, verify::passages::by_id(format, &bytes, id));
    }
    let sha256 = hash(&bytes);
    let record = recorded(path, &sha256)?;
    let inspected =
        Inspected { file: show(path), says: verify::inspect(format, &bytes), sha256, format, record };
    let report = match inspect.format {
        ComparisonFormat::Text => text(&inspected),
        ComparisonFormat::Json => format!("{:#}\n", as_json(&inspected)),
    };
    deliver(report.as_bytes())?;
    Ok(if inspected.says.violations.is_empty() { Outcome::Good } else { Outcome::Faults })
}

/// Prints the passage of an id.
fn passage(inspect: &Inspect, id: &str, found: Option<(String, String)>) -> anyhow::Result<Outcome> {
    let file = show(&inspect.file);
    let Some((place, text)) = found else {
        let message = format!("`{file}` has no passage `{id}`");
        return Err(advise(message, "a passage whose words changed has another id; see `former-passages`"));
    };
    let report = match inspect.format {
        ComparisonFormat::Text if place.is_empty() => format!("{file}\n  {text}\n"),
        ComparisonFormat::Text => format!("{file}, {place}\n  {text}\n"),
        ComparisonFormat::Json => {
            format!("{:#}\n", json!({ "file": file, "id": id, "place": place, "text": text }))
        }
    };
    deliver(report.as_bytes())?;
    Ok(Outcome::Good)
}

/// The record in the folder of a file that has this very file, whatever its publication is called.
fn recorded(path: &Path, sha256: &str) -> anyhow::Result<Option<(Record, Recorded)>> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |it| it.0);
    // An edition with a name of its own is `letter-large-print.pdf` of `letter`.
    let ends = stem.match_indices('-').map(|it| it.0).chain([stem.len()]);
    for slug in ends.map(|end| &stem[..end]).filter(|it| !it.is_empty()) {
        let Some(record) = record::read(folder, slug)? else { continue };
        let has = |it: &&Recorded| it.files.iter().any(|it| it.file == name && it.sha256 == sha256);
        if let Some(edition) = record.editions.iter().find(has).cloned() {
            return Ok(Some((record, edition)));
        }
    }
    Ok(None)
}

fn text(inspected: &Inspected) -> String {
    let says = &inspected.says;
    let list = |it: &[String]| if it.is_empty() { "none".to_owned() } else { it.join(", ") };
    let mut report = format!("{}\n", inspected.file);
    let mut line = |name: &str, value: &str| report.push_str(&format!("  {name:9} {value}\n"));
    line("sha256", &inspected.sha256);
    line("program", says.origin.program.as_deref().unwrap_or("not named"));
    if inspected.format != Format::Text {
        line("title", &list(&says.titles));
        line("language", &list(&says.languages));
        line("claims", &claims(says));
        line("fonts", &list(&says.origin.fonts));
        let counts: Vec<String> = says.counts.iter().map(|(name, count)| counted(name, *count)).collect();
        line("marked", &if says.structured { list(&counts) } else { "nothing".to_owned() });
    }
    match &inspected.record {
        None => line("record", "none that has this file"),
        Some((record, edition)) => {
            line("record", &format!("built by {} as edition `{}`", record.inputs.program, edition.plan.name));
            line("theme", &edition.plan.theme);
            for (at, source) in record.inputs.sources.iter().enumerate() {
                line(if at == 0 { "sources" } else { "" }, &format!("{} {}", source.sha256, source.file));
            }
        }
    }
    for (level, heading) in &says.headings {
        report.push_str(&format!(
            "  {}H{level} {heading}\n",
            "  ".repeat(usize::from(level.saturating_sub(1)))
        ));
    }
    for finding in &says.violations {
        report.push_str(&format!("  error: {}\n", shown(finding)));
    }
    report
}

/// `1 table`, `2 tables`.
fn counted(name: &str, count: usize) -> String {
    format!("{count} {}", if count == 1 { name.trim_end_matches('s') } else { name })
}

/// The claims, and whether they hold as far as the file shows.
fn claims(says: &Inspection) -> String {
    if says.origin.claims.is_empty() {
        return "none".to_owned();
    }
    let result = match says.violations.len() {
        0 => "nothing in the file contradicts them".to_owned(),
        1 => "1 error contradicts them".to_owned(),
        count => format!("{count} errors contradict them"),
    };
    format!("{}; {result}", says.origin.claims.join(", "))
}

fn shown(finding: &Finding) -> String {
    match finding.location.as_str() {
        "" => finding.message.clone(),
        place => format!("{place}: {}", finding.message),
    }
}

fn as_json(inspected: &Inspected) -> Value {
    let says = &inspected.says;
    let counts: serde_json::Map<String, Value> =
        says.counts.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    let heading = |(level, text): &(u8, String)| json!({ "level": level, "text": text });
    let record = inspected.record.as_ref().map(|(record, edition)| {
        json!({ "program": record.inputs.program, "sources": record.inputs.sources, "edition": edition })
    });
    json!({
        "program": concat!("pamphlet ", env!("CARGO_PKG_VERSION")),
        "file": inspected.file, "sha256": inspected.sha256, "made_by": says.origin.program,
        "titles": says.titles, "languages": says.languages, "claims": says.origin.claims, "fonts": says.origin.fonts,
        "structured": says.structured, "counts": counts,
        "headings": says.headings.iter().map(heading).collect::<Vec<Value>>(),
        "errors": says.violations.iter().map(shown).collect::<Vec<String>>(), "record": record,
    })
}
