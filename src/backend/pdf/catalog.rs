//! The finishing pass: all that a PDF has beside its pages, entered in its catalogue (ISO 32000-1, 7.7.2).

use lopdf::{Dictionary, Object, dictionary, text_string};

use crate::backend::pdf::document::Assembly;
use crate::backend::pdf::metadata::{Facts, add_information, add_metadata, add_output_intent, pdf_date};
use crate::backend::pdf::tags::{Tagged, add_structure};
use crate::backend::pdf::{annotations, attachments, labels, outline};
use crate::document::Direction;
use crate::layout::Layout;
use crate::layout::structure::ContentId;
use crate::publication::Archive;
use crate::source::Sources;

/// What the finishing pass knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contents<'a> {
    /// The layout.
    pub(super) layout: &'a Layout,
    /// The content of each marked-content sequence of each page; `None` for a file without tags.
    pub(super) marks: Option<&'a [Vec<ContentId>]>,
    /// What the file says about itself.
    pub(super) facts: Facts<'a>,
    /// The sources, for a file that carries them.
    pub(super) sources: &'a Sources,
}

/// Completes the pages to a file.
///
/// # Errors
///
/// When a page or the catalogue is no dictionary.
pub(super) fn complete(assembly: &mut Assembly, contents: Contents<'_>) -> anyhow::Result<()> {
    let Contents { layout, facts, .. } = contents;
    let mut catalog = dictionary! { "Type" => "Catalog" };
    catalog.set("Pages", assembly.dictionary(assembly.catalog)?.get(b"Pages")?.clone());
    catalog.set("Lang", text_string(facts.meta.lang.as_str()));
    catalog.set("ViewerPreferences", preferences(facts));
    enter_links_and_tags(assembly, &mut catalog, contents)?;
    if let Some(outline) = outline::add_outline(assembly, layout) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    enter_names(assembly, &mut catalog, contents);
    catalog.set("PageLabels", labels::add_labels(&mut assembly.objects, &layout.pages));
    catalog.set("Metadata", add_metadata(&mut assembly.objects, facts));
    if facts.standard.archive.is_some() {
        catalog.set("OutputIntents", add_output_intent(&mut assembly.objects));
    }
    if let Some(base) = &facts.meta.url {
        // What relative addresses are relative to (ISO 32000-1, 12.6.4.7).
        catalog.set("URI", dictionary! { "Base" => Object::string_literal(base.as_str()) });
    }
    let information = add_information(&mut assembly.objects, facts);
    assembly.objects.trailer.set("Info", information);
    *assembly.dictionary(assembly.catalog)? = catalog;
    Ok(())
}

fn enter_links_and_tags(
    assembly: &mut Assembly,
    catalog: &mut Dictionary,
    contents: Contents<'_>,
) -> anyhow::Result<()> {
    let links = annotations::add_links(assembly, contents.layout)?;
    let Some(marks) = contents.marks else { return Ok(()) };
    let pages = assembly.pages.clone();
    for (index, id) in pages.iter().enumerate() {
        // The key of a page in the parent tree.
        assembly.dictionary(*id)?.set("StructParents", index as i64);
    }
    let tagged = Tagged { layout: contents.layout, pages: &pages, marks, links: &links };
    catalog.set("StructTreeRoot", add_structure(&mut assembly.objects, tagged));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// The names of places and of attached files.
fn enter_names(assembly: &mut Assembly, catalog: &mut Dictionary, contents: Contents<'_>) {
    let mut names = Dictionary::new();
    if let Some(destinations) = annotations::add_destinations(assembly, contents.layout) {
        names.set("Dests", destinations);
    }
    if contents.facts.standard.archive == Some(Archive::A3a) {
        let made = pdf_date(contents.facts.created);
        let (tree, files) = attachments::add_sources(&mut assembly.objects, contents.sources, &made);
        names.set("EmbeddedFiles", tree);
        catalog.set("AF", files);
    }
    if !names.is_empty() {
        catalog.set("Names", names);
    }
}

fn preferences(facts: Facts<'_>) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if facts.meta.lang.direction() == Direction::RightToLeft {
        preferences.set("Direction", "R2L");
    }
    preferences
}
