//! The PDF edition: PDF 1.7 that is PDF/UA-1 and PDF/A-2a at once.
//!
//! The life of a PDF: the layout is *planned* (new glyph ids and their texts);
//! its *fonts* are cut down and its *images* made objects; each page is
//! *painted* as bytes, all at the same time; the *document* is made of them by
//! printpdf. The finishing pass adds to its objects the *annotations*, the
//! *tags*, the *outline*, the page *labels* and the *metadata*, and *writes*
//! them. Before that, *conformance* has refused what the standards forbid.

mod annotations;
mod conformance;
mod content;
mod document;
mod fonts;
mod images;
mod labels;
mod metadata;
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
use lopdf::{Dictionary, Object, dictionary};
use rayon::prelude::*;

use crate::backend::pdf::document::Assembly;
use crate::backend::pdf::metadata::Facts;
use crate::backend::pdf::paint::{Painted, Palette};
use crate::backend::pdf::tags::Tagged;
use crate::backend::{Backend, Context, OutputFile};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::layout::Layout;
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
        let plan = plan::Plan::of(layout, cx.fonts);
        let asked = cx.options.pdf.standard;
        let tagged = (asked != PdfStandard::NONE).then_some(&layout.structure);
        let candidate = conformance::Candidate {
            meta: &document.meta,
            structure: &layout.structure,
            plan: &plan,
            fonts: cx.fonts,
        };
        let keeps = tagged.is_none() || conformance::examine(candidate, diags);
        let standard = if keeps { asked } else { PdfStandard::NONE };
        let fonts = fonts::subsets(&plan, cx.fonts)?;
        let pictures = images::Pictures::of(layout, cx, diags);
        let palette = Palette { plan: &plan, fonts: &fonts, pictures: &pictures, structure: tagged };
        let mut painted: Vec<Painted> = layout
            .pages
            .par_iter()
            .enumerate()
            .map(|(number, page)| paint::paint(palette, number, page))
            .collect();
        let marks: Vec<Vec<ContentId>> = painted.iter_mut().map(|it| std::mem::take(&mut it.marks)).collect();
        let mut assembly = document::assemble(&layout.pages, painted, &fonts, &pictures.objects)?;
        let facts = Facts { meta: &document.meta, standard, created: cx.created };
        finish(&mut assembly, layout, tagged.map(|_| marks.as_slice()), facts)?;
        let bytes = write::write(assembly.objects)?;
        Ok(vec![OutputFile { path: format!("{}.pdf", document.meta.slug), bytes }])
    }
}

/// Completes the objects of the pages to a file: `marks` are those of a file with tags.
fn finish(
    assembly: &mut Assembly,
    layout: &Layout,
    marks: Option<&[Vec<ContentId>]>,
    facts: Facts<'_>,
) -> anyhow::Result<()> {
    let links = annotations::add_links(assembly, layout)?;
    let mut catalog = dictionary! { "Type" => "Catalog" };
    let pages = assembly.dictionary(assembly.catalog)?.get(b"Pages")?.clone();
    catalog.set("Pages", pages);
    if let Some(marks) = marks {
        let pages = assembly.pages.clone();
        let tagged = Tagged { layout, pages: &pages, marks, links: &links };
        catalog.set("StructTreeRoot", tags::add_structure(&mut assembly.objects, tagged));
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        number_pages(assembly)?;
    }
    catalog.set("Lang", lopdf::text_string(facts.meta.lang.as_str()));
    catalog.set("ViewerPreferences", preferences(facts));
    if let Some(outline) = outline::add_outline(assembly, layout) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    if let Some(destinations) = annotations::add_destinations(assembly, layout) {
        catalog.set("Names", dictionary! { "Dests" => destinations });
    }
    catalog.set("PageLabels", labels::add_labels(&mut assembly.objects, &layout.pages));
    catalog.set("Metadata", metadata::add_metadata(&mut assembly.objects, facts));
    if facts.standard.archive.is_some() {
        catalog.set("OutputIntents", metadata::add_output_intent(&mut assembly.objects));
    }
    if let Some(base) = &facts.meta.url {
        // What relative addresses are relative to (ISO 32000-1, 12.6.4.7).
        catalog.set("URI", dictionary! { "Base" => Object::string_literal(base.as_str()) });
    }
    let information = metadata::add_information(&mut assembly.objects, facts);
    assembly.objects.trailer.set("Info", information);
    *assembly.dictionary(assembly.catalog)? = catalog;
    Ok(())
}

/// Gives each page its key in the parent tree, which is its index.
fn number_pages(assembly: &mut Assembly) -> anyhow::Result<()> {
    for (index, id) in assembly.pages.clone().into_iter().enumerate() {
        assembly.dictionary(id)?.set("StructParents", index as i64);
    }
    Ok(())
}

fn preferences(facts: Facts<'_>) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if facts.meta.lang.direction() == crate::document::Direction::RightToLeft {
        preferences.set("Direction", "R2L");
    }
    preferences
}
