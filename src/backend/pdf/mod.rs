//! The PDF edition: PDF 1.7 that is PDF/UA-1 and PDF/A-2a at once.
//!
//! The life of a PDF: the layout is *planned* (its codes and what they say);
//! its *fonts* are cut down and its *images* made objects; each page is
//! *painted* as bytes in the *order* of reading, all at the same time; printpdf
//! makes the *document* of them. The finishing pass begins at the *catalog* and
//! adds the *annotations*, the *tags*, the *outline*, the page *labels*, the
//! *metadata* and the *attachments*; then all objects are *written*. Before
//! that, *conformance* has refused what the standards forbid.

mod annotations;
mod attachments;
mod catalog;
mod cff;
mod cmaps;
mod conformance;
mod content;
mod document;
mod fonts;
mod images;
mod labels;
mod metadata;
mod order;
mod outline;
mod paint;
mod plan;
pub mod rules;
mod srgb;
mod svg;
mod tags;
mod trees;
mod write;

#[cfg(test)]
mod support;
#[cfg(test)]
mod tests;

use anyhow::Context as _;
use rayon::prelude::*;

use crate::backend::pdf::catalog::Contents;
use crate::backend::pdf::conformance::Candidate;
use crate::backend::pdf::metadata::Facts;
use crate::backend::pdf::order::ReadingOrder;
use crate::backend::pdf::paint::{Painted, Palette};
use crate::backend::{Backend, Context, OutputFile};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::layout::structure::ContentId;
use crate::publication::PdfStandard;

/// The maker of the PDF edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pdf;

impl Backend for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>> {
        let layout = cx.layout.context("the PDF needs the document set in pages")?;
        let order = ReadingOrder::of(&layout.structure);
        let plan = plan::Plan::of(layout, cx.fonts, &order);
        let fonts = fonts::subsets(&plan, cx.fonts)?;
        let pictures = images::Pictures::of(layout, cx, diags);
        let candidate =
            Candidate { meta: &document.meta, layout, plan: &plan, fonts: cx.fonts, pictures: &pictures };
        let asked = cx.options.pdf.standard;
        let standard = conformance::examine(candidate, asked, diags);
        let structure = (asked != PdfStandard::NONE).then_some(&layout.structure);
        let palette = Palette { plan: &plan, fonts: &fonts, pictures: &pictures, order: &order, structure };
        let pages = layout.pages.par_iter().enumerate();
        let mut painted: Vec<Painted> =
            pages.map(|(number, page)| paint::paint(palette, number, page)).collect();
        let marks: Vec<Vec<ContentId>> = painted.iter_mut().map(|it| std::mem::take(&mut it.marks)).collect();
        let mut assembly = document::assemble(&layout.pages, painted, &fonts, &pictures.objects)?;
        let facts = Facts { meta: &document.meta, standard, created: cx.created };
        let marks = structure.map(|_| marks.as_slice());
        catalog::complete(&mut assembly, Contents { layout, marks, facts, sources: cx.sources })?;
        let bytes = write::write(assembly.objects)?;
        Ok(vec![OutputFile { path: format!("{}.pdf", document.meta.slug), bytes }])
    }
}
