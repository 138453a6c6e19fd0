//! A document that another program has read, as the only source of a publication.

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Document, Spans, json};
use crate::pandoc::rules::INVALID_JSON;
use crate::publication::Publication;
use crate::source::{SourceId, Sources, Span};

/// The only source; `None`, which is reported, where there are several.
pub(super) fn only(chapters: &[SourceId], diags: &mut Diagnostics) -> Option<SourceId> {
    if let Some(second) = chapters.get(1) {
        let message = "a document as JSON is the only chapter of its publication";
        diags.push(Diagnostic::new(&INVALID_JSON, Span::new(*second, 0..0), message));
        return None;
    }
    chapters.first().copied()
}

/// The document of our own JSON; its metadata is that of the publication, whose file gives the slug where it has none.
pub(super) fn document(
    sources: &Sources,
    id: SourceId,
    publication: &Publication,
    diags: &mut Diagnostics,
) -> Option<(Document, Publication)> {
    match json::from_json(sources.get(id)?.text(), Spans::Hidden) {
        Ok(mut document) => {
            if document.meta.slug.is_empty() {
                document.meta.slug.clone_from(&publication.meta.slug);
            }
            let publication = Publication { meta: document.meta.clone(), ..publication.clone() };
            Some((document, publication))
        }
        Err(error) => {
            diags.push(Diagnostic::new(&INVALID_JSON, Span::new(id, 0..0), error.to_string()));
            None
        }
    }
}
