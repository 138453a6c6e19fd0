//! The finishing pass: all that a PDF has besides its pages, entered in its catalogue (ISO 32000-1, 7.7.2).

use lopdf::{Dictionary, Object, dictionary, text_string};

use crate::backend::pdf::file::attachments::add_sources;
use crate::backend::pdf::file::metadata::{
    FileMetadata, add_information, add_metadata, add_output_intent, pdf_date,
};
use crate::backend::pdf::objects::{LateObjects, PdfObjects};
use crate::backend::pdf::options::Archive;
use crate::backend::pdf::structure::annotations::{LinkAnnotation, LinkAnnotations, add_destinations};
use crate::backend::pdf::structure::labels::add_labels;
use crate::backend::pdf::structure::outline::add_outline;
use crate::backend::pdf::structure::tags::{TagInput, TagTree};
use crate::document::Direction;
use crate::layout::Layout;
use crate::layout::structure::ContentId;
use crate::locale::words;
use crate::source::Sources;

/// What the finishing pass reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinishInput<'a> {
    /// The layout.
    pub(crate) layout: &'a Layout,
    /// The content of each marked-content sequence of each page; `None` for a file without tags.
    pub(crate) marks: Option<&'a [Vec<ContentId>]>,
    /// The metadata of the file.
    pub(crate) metadata: FileMetadata<'a>,
    /// The sources, for a file that carries them.
    pub(crate) sources: &'a Sources,
}

/// Adds all that a file has besides its pages; the links and the tags, which are still to be made.
///
/// # Errors
///
/// When a page or the catalogue is not a dictionary.
pub(crate) fn finish<'a>(
    objects: &mut PdfObjects,
    input: FinishInput<'a>,
) -> anyhow::Result<Vec<Box<dyn LateObjects + 'a>>> {
    let FinishInput { layout, metadata, .. } = input;
    let mut catalog = dictionary! { "Type" => "Catalog" };
    catalog.set("Pages", objects.dictionary(objects.catalog)?.get(b"Pages")?.clone());
    catalog.set("Lang", text_string(metadata.meta.lang.as_str()));
    catalog.set("ViewerPreferences", preferences(metadata));
    let links = LinkAnnotations::new(objects, layout)?;
    let tags = enter_tags(objects, &mut catalog, (input, &links.list))?;
    if let Some(outline) = add_outline(objects, layout) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    enter_names(objects, &mut catalog, input);
    catalog.set(
        "PageLabels",
        add_labels(&mut objects.document, &layout.pages, words(&metadata.meta.lang).cover),
    );
    catalog.set("Metadata", add_metadata(&mut objects.document, metadata));
    if metadata.standard.archive.is_some() {
        catalog.set("OutputIntents", add_output_intent(&mut objects.document));
    }
    if let Some(base) = &metadata.meta.url {
        // The base of relative addresses (ISO 32000-1, 12.6.4.7).
        catalog.set("URI", dictionary! { "Base" => Object::string_literal(base.as_str()) });
    }
    let information = add_information(&mut objects.document, metadata);
    objects.document.trailer.set("Info", information);
    *objects.dictionary(objects.catalog)? = catalog;
    let tags = tags.map(|it| Box::new(it) as Box<dyn LateObjects + 'a>);
    Ok(tags.into_iter().chain([Box::new(links) as Box<dyn LateObjects + 'a>]).collect())
}

fn enter_tags<'a>(
    objects: &mut PdfObjects,
    catalog: &mut Dictionary,
    (input, links): (FinishInput<'a>, &[LinkAnnotation]),
) -> anyhow::Result<Option<TagTree<'a>>> {
    let Some(marks) = input.marks else { return Ok(None) };
    let pages = objects.pages.clone();
    for (index, id) in pages.iter().enumerate() {
        // The key of a page in the parent tree.
        objects.dictionary(*id)?.set("StructParents", index as i64);
    }
    let tags = TagInput { layout: input.layout, pages: &pages, marks, links };
    let tags = TagTree::new(&mut objects.document, tags);
    catalog.set("StructTreeRoot", tags.root_id());
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(Some(tags))
}

/// The names of destinations and of attached files.
fn enter_names(objects: &mut PdfObjects, catalog: &mut Dictionary, input: FinishInput<'_>) {
    let mut names = Dictionary::new();
    if let Some(destinations) = add_destinations(objects, input.layout) {
        names.set("Dests", destinations);
    }
    if input.metadata.standard.archive == Some(Archive::A3a) {
        let date = pdf_date(input.metadata.created);
        let attachments = add_sources(&mut objects.document, input.sources, &date);
        names.set("EmbeddedFiles", attachments.names);
        catalog.set("AF", attachments.files);
    }
    if !names.is_empty() {
        catalog.set("Names", names);
    }
}

fn preferences(metadata: FileMetadata<'_>) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if metadata.meta.lang.direction() == Direction::RightToLeft {
        preferences.set("Direction", "R2L");
    }
    preferences
}
