//! The PDF edition: PDF 1.7 that meets PDF/UA-1 and PDF/A-2a at once.
//!
//! A table of contents, in the order in which a PDF is made:
//!
//! 1. `structure::order`: the *reading order* of the layout.
//! 2. `text`: the *plan* gives each glyph a code and each code a text; the
//!    *fonts* are cut down to the glyphs in use.
//! 3. `images` and `svg`: images as objects.
//! 4. `conformance` and its `rules`: what a standard forbids is reported.
//! 5. `paint`: each page becomes a content stream, all at the same time.
//! 6. `file::document`: printpdf makes a document of pages, fonts and images.
//! 7. `file::catalog`: the finishing pass adds links, tags, outline and labels
//!    (`structure`), metadata and attachments (`file`).
//! 8. `file::write`: all objects become bytes.
//!
//! `syntax` and `objects` are what the others have in common.

mod objects;
pub mod options;
mod syntax;

mod structure;
mod text;

mod images;
mod svg;

mod conformance;
pub mod rules;

mod paint;

mod file;

#[cfg(test)]
mod support;
#[cfg(test)]
mod tests;

use anyhow::Context as _;
use rayon::prelude::*;

use crate::backend::pdf::conformance::{Claim, ConformanceInput};
use crate::backend::pdf::file::catalog::{FinishInput, finish};
use crate::backend::pdf::file::document::assemble;
use crate::backend::pdf::file::metadata::FileMetadata;
use crate::backend::pdf::file::write::write;
use crate::backend::pdf::images::Images;
use crate::backend::pdf::options::{PdfOptions, PdfStandard};
use crate::backend::pdf::paint::paint_page;
use crate::backend::pdf::paint::painter::{PaintContext, PaintedPage};
use crate::backend::pdf::structure::order::ReadingOrder;
use crate::backend::pdf::text::fonts::subset_fonts;
use crate::backend::pdf::text::plan::TextPlan;
use crate::backend::{Backend, Context, Needs, OutputFile, PageNeeds};
use crate::diag::{Diagnostics, Rule};
use crate::document::Document;
use crate::layout::structure::ContentId;
use crate::publication::rules::unknown_paper;
use crate::publication::{OptionKey, Settings};
use crate::source::Span;
use crate::theme::paper_size;

/// The backend of the PDF edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pdf;

impl Backend for Pdf {
    fn id(&self) -> &'static str {
        "pdf"
    }

    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn needs(&self) -> Needs {
        Needs { pages: PageNeeds::Own, siblings: false }
    }

    fn options(&self) -> Option<&'static [OptionKey]> {
        Some(options::KEYS)
    }

    fn rules(&self) -> &'static [&'static Rule] {
        rules::ALL
    }

    fn check(&self, settings: &Settings, whole: Span, diags: &mut Diagnostics) {
        if let Some(name) = settings.text("paper").filter(|it| paper_size(it).is_none()) {
            diags.push(unknown_paper(name, settings.span("paper").unwrap_or(whole)));
        }
    }

    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>> {
        let layout = cx.layout.context("the PDF needs the layout of the document")?;
        let (meta, required) = (&document.meta, PdfOptions::of(cx.settings).standard);
        let claim = Claim { required, is_demanded: cx.settings.get("standard").is_some() };
        let order = ReadingOrder::of(&layout.structure);
        let plan = TextPlan::of(layout, cx.fonts, &order);
        let fonts = subset_fonts(&plan, cx.fonts)?;
        let images = Images::of(layout, cx.resources, cx.fonts, diags);
        let input = ConformanceInput { meta, layout, plan: &plan, fonts: cx.fonts, images: &images };
        let standard = conformance::check(input, claim, diags);
        let structure = (required != PdfStandard::NONE).then_some(&layout.structure);
        let paint = PaintContext { plan: &plan, fonts: &fonts, images: &images, order: &order, structure };
        let pages = layout.pages.par_iter().enumerate();
        let mut painted: Vec<PaintedPage> =
            pages.map(|(index, page)| paint_page(paint, index, page)).collect();
        let marks: Vec<Vec<ContentId>> =
            painted.iter_mut().map(|page| std::mem::take(&mut page.marks)).collect();
        let marks = structure.map(|_| marks.as_slice());
        let mut objects = assemble(&layout.pages, painted, &fonts, images.objects)?;
        let metadata = FileMetadata { meta, standard, created: cx.created };
        let input = FinishInput { layout, marks, metadata, sources: cx.sources };
        let late = finish(&mut objects, input)?;
        let bytes = write(objects.document, &late)?;
        Ok(vec![OutputFile { path: self.entry(cx.stem, cx.settings), bytes }])
    }
}
