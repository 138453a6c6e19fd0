//! The only file that knows printpdf.
//!
//! printpdf holds the document, its pages, fonts and images and makes a lopdf
//! document of them, which the finishing pass completes; CONTRIBUTING.md lists
//! what is whose. Five of its properties are worked around here, each measured:
//!
//! * Its ids depend on the process: fonts and images are added to its maps under
//!   names of ours instead, so that the bytes are always the same.
//! * It embeds a font only for codes that an operator shows. The first page
//!   therefore shows each code once; that stream is then replaced by the painted
//!   one. Painting all pages with its operators takes 3.0 s for 700 pages,
//!   painting bytes takes 1.2 s.
//! * It takes a code for a glyph. Where a glyph has several codes, they are mapped
//!   to it here. Its maps to Unicode have a longer head, which adds 74 bytes for
//!   each font; ours replace them.
//! * It copies what an image has several times. It gets the dictionary of each, and the data goes into what it made.
//! * It truncates widths to thousandths of an em. It gets an em of a thousand
//!   units and widths that are rounded already, so nothing is lost.
//!
//! printpdf has an ICC profile of Adobe's (Coated FOGRA39), with terms of its
//! own, in every binary. It goes into none of our files: printpdf writes it only
//! for PDF/X.

use std::collections::BTreeMap;

use anyhow::Context as _;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use printpdf::{
    Codepoint, DictItem, ExternalStream, ExternalXObject, FontId, FontMetrics, FontType, Op, ParsedFont,
    PdfConformance, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt,
    Rect, TextItem, XObject, XObjectId,
};

use crate::backend::pdf::images::ImageName;
use crate::backend::pdf::objects::{PdfObjects, rectangle};
use crate::backend::pdf::paint::painter::PaintedPage;
use crate::backend::pdf::text::cff;
use crate::backend::pdf::text::codes::{cid_to_gid, to_unicode};
use crate::backend::pdf::text::fonts::{FontName, FontSubset};
use crate::geometry::Length;
use crate::layout::frame::Page;

/// The pages with their fonts and images as objects.
///
/// # Errors
///
/// When printpdf omits an object that every PDF has.
pub(crate) fn assemble(
    pages: &[Page],
    painted: Vec<PaintedPage>,
    fonts: &[FontSubset],
    images: Vec<Stream>,
) -> anyhow::Result<PdfObjects> {
    let mut document = PdfDocument::new("");
    document.metadata.info.conformance = PdfConformance::default();
    for (index, font) in fonts.iter().enumerate() {
        document.resources.fonts.map.insert(font_id(index), PdfFont::new(parsed(font)));
    }
    for (index, image) in images.iter().enumerate() {
        let id = XObjectId(ImageName(index).to_string());
        document.resources.xobjects.map.insert(id, external_object(image.dict.clone()));
    }
    document.pages = pages.iter().map(page).collect();
    if let Some(first) = document.pages.first_mut() {
        first.ops = show_each_code(fonts);
    }
    let options = PdfSaveOptions { subset_fonts: false, optimize: false, ..PdfSaveOptions::default() };
    let document = document.to_lopdf_document(&options, &mut Vec::new());
    let mut objects = insert_streams(document, pages, painted)?;
    insert_images(&mut objects, images)?;
    map_codes(&mut objects, fonts)?;
    Ok(objects)
}

fn font_id(index: usize) -> FontId {
    FontId(FontName(index).to_string())
}

fn points(length: Length) -> Pt {
    Pt(length.to_millipt() as f32 / 1000.0)
}

fn page(page: &Page) -> PdfPage {
    let width = points(page.slug.left + page.size.width + page.slug.right);
    let height = points(page.slug.top + page.size.height + page.slug.bottom);
    let paper = Rect::from_wh(width, height);
    PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops: Vec::new() }
}

fn parsed(font: &FontSubset) -> ParsedFont {
    let metrics = font.metrics;
    let [x_min, y_min, x_max, y_max] = metrics.bounds;
    ParsedFont {
        original_bytes: font.program.clone(),
        font_index: 0,
        font_name: Some(font.name.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: (0..).zip(&font.codes).map(|(code, _)| (code, font.width(code))).collect(),
        units_per_em: 1000,
        font_metrics: FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
        font_type: if font.program.starts_with(b"OTTO") {
            FontType::OpenTypeCFF(())
        } else {
            FontType::TrueType
        },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: 1000,
            x_min,
            y_min,
            x_max,
            y_max,
            caret_slope_rise: metrics.caret_slope[0],
            caret_slope_run: metrics.caret_slope[1],
            us_weight_class: metrics.weight,
        },
    }
}

fn external_object(dictionary: Dictionary) -> XObject {
    let image = Object::Stream(Stream::new(dictionary, Vec::new()));
    let DictItem::Stream { stream } = DictItem::from_lopdf(&image) else {
        return XObject::External(ExternalXObject {
            stream: ExternalStream::default(),
            width: None,
            height: None,
            dpi: None,
        });
    };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// Shows each code of each font once, so that printpdf embeds the font and writes its widths.
fn show_each_code(fonts: &[FontSubset]) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for (index, font) in fonts.iter().enumerate() {
        ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(index)), size: Pt(1.0) });
        // `.notdef` needs a width where it is shown; in a font with further codes it has one anyway.
        let omits_notdef = font.is_identity && !font.shows_notdef;
        let codes = (0..).zip(&font.codes).map(|(code, _)| code).skip(usize::from(omits_notdef));
        let glyphs = codes.map(|code| Codepoint::with_cid(code, 0.0, String::new())).collect();
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
    }
    ops.push(Op::EndTextSection);
    ops
}

/// Inserts the painted streams, one set of resources for all pages, and their trim boxes.
fn insert_streams(
    mut document: lopdf::Document,
    pages: &[Page],
    painted: Vec<PaintedPage>,
) -> anyhow::Result<PdfObjects> {
    let catalog = document.trailer.get(b"Root").and_then(Object::as_reference).context("no catalogue")?;
    let ids: Vec<ObjectId> = document.page_iter().collect();
    let mut resources = None;
    for ((id, page), painted) in ids.iter().zip(pages).zip(painted) {
        let dictionary = document.get_dictionary_mut(*id).context("a page is not a dictionary")?;
        let own = dictionary.get(b"Resources").and_then(Object::as_reference).context("no resources")?;
        let stream = dictionary.get(b"Contents").and_then(Object::as_reference).context("no contents")?;
        let shared = *resources.get_or_insert(own);
        dictionary.set("Resources", shared);
        dictionary.remove(b"Annots");
        set_boxes(dictionary, page);
        if own != shared {
            document.objects.remove(&own);
        }
        let filter = dictionary! { "Filter" => "FlateDecode" };
        document.objects.insert(stream, Stream::new(filter, painted.stream).into());
    }
    Ok(PdfObjects { document, pages: ids, catalog })
}

/// Inserts the data of the images.
fn insert_images(objects: &mut PdfObjects, images: Vec<Stream>) -> anyhow::Result<()> {
    let Some(page) = objects.pages.first().copied() else { return Ok(()) };
    for (index, image) in images.into_iter().enumerate() {
        let name = ImageName(index).to_string();
        let id = shared_resource(&objects.document, page, b"XObject", &name)
            .context("an image is not in the resources")?;
        let stream = objects.document.get_object_mut(id).and_then(Object::as_stream_mut);
        stream.context("an image is not a stream")?.content = image.content;
    }
    Ok(())
}

/// Gives each font the maps of its codes. The codes are also its CIDs, because MuPDF looks for the text of a CID and
/// not of a code.
fn map_codes(objects: &mut PdfObjects, fonts: &[FontSubset]) -> anyhow::Result<()> {
    let Some(page) = objects.pages.first().copied() else { return Ok(()) };
    for (index, font) in fonts.iter().enumerate() {
        let id = shared_resource(&objects.document, page, b"Font", &FontName(index).to_string())
            .context("a font is not in the resources")?;
        let map = objects.document.add_object(to_unicode(&font.codes));
        objects.dictionary(id)?.set("ToUnicode", map);
        if !font.is_identity {
            map_glyphs(&mut objects.document, id, font).context("a font of the PDF has an unknown form")?;
        }
    }
    Ok(())
}

/// Maps the codes of a font to its glyphs, several of them to one; `None` where its objects are missing.
fn map_glyphs(document: &mut lopdf::Document, id: ObjectId, font: &FontSubset) -> Option<()> {
    let fonts = document.get_dictionary(id).ok()?.get(b"DescendantFonts").and_then(Object::as_array).ok()?;
    let mut descendant = fonts.first()?.as_dict().ok()?.clone();
    let descriptor = descendant.get(b"FontDescriptor").and_then(Object::as_reference).ok()?;
    let program = document.get_dictionary(descriptor).ok()?.get(b"FontFile3").and_then(Object::as_reference);
    if let Ok(program) = program {
        let stream = document.get_object_mut(program).and_then(Object::as_stream_mut).ok()?;
        let glyphs: Vec<u16> = font.codes.iter().map(|it| it.glyph).collect();
        let table = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        stream.set_plain_content(cff::with_glyphs(&table, &glyphs)?);
    } else {
        let glyphs = document.add_object(cid_to_gid(&font.codes));
        descendant.set("CIDToGIDMap", glyphs);
    }
    document.get_dictionary_mut(id).ok()?.set("DescendantFonts", vec![Object::Dictionary(descendant)]);
    Some(())
}

/// An object by its kind and name, in the resources that all pages share.
fn shared_resource(document: &lopdf::Document, page: ObjectId, kind: &[u8], name: &str) -> Option<ObjectId> {
    let dictionary = |it| document.dereference(it).ok()?.1.as_dict().ok();
    let resources = dictionary(document.get_dictionary(page).ok()?.get(b"Resources").ok()?)?;
    dictionary(resources.get(kind).ok()?)?.get(name.as_bytes()).ok()?.as_reference().ok()
}

/// Sets the trimmed page, and what is printed over its edge, where they are not the paper, and omits the boxes that are
/// the paper (ISO 32000-1, 14.11.2).
fn set_boxes(dictionary: &mut Dictionary, page: &Page) {
    let (slug, size) = (page.slug, page.size);
    dictionary.remove(b"CropBox");
    dictionary.remove(b"TrimBox");
    dictionary.remove(b"BleedBox");
    if [slug.left, slug.bottom, slug.right, slug.top].iter().any(|side| *side != Length::ZERO) {
        let (right, top) = (slug.left + size.width, slug.bottom + size.height);
        dictionary.set("TrimBox", rectangle([slug.left, slug.bottom, right, top]));
        let bleed = page.bleed;
        let edges = [slug.left - bleed, slug.bottom - bleed, right + bleed, top + bleed];
        dictionary.set("BleedBox", rectangle(edges));
    }
}
