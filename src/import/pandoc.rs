//! Pandoc's document as JSON.

use crate::diag::Diagnostics;
use crate::import::imported::Manifest;
use crate::import::imported::{Imported, Refusal, Remarks};
use crate::publication::Publication;
use crate::source::{Source, Sources};

/// Imports a document of Pandoc's.
pub(super) fn import(name: &str, text: &str) -> Result<Imported, Refusal> {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let read = sources
        .add(Source::new(name, text))
        .and_then(|id| crate::pandoc::from_json(&sources, id, &Publication::default(), &mut diags));
    let Some((document, _)) = read else {
        let message = diags.iter().next().map(|it| it.message.clone()).unwrap_or_default();
        let help = "write it with `pandoc FILE -t json -o FILE.json`";
        return Err(Refusal::new(format!("`{name}` is not a document of Pandoc's: {message}"), help));
    };
    let mut remarks = Remarks::default();
    diags.sort();
    for diagnostic in diags.iter().filter(|it| !it.rule.id.starts_with("missing-")) {
        remarks.add(name, diagnostic.message.clone());
    }
    let manifest = Manifest::of(&document.meta);
    Ok(Imported::of_document(name, &document, manifest, Vec::new(), remarks))
}
