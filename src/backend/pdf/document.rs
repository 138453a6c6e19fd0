//! The only file that knows printpdf.
//!
//! printpdf holds the document, its pages, fonts and pictures and makes a
//! lopdf document of them, which the other files of this folder complete.
//! Four of its ways are gone around here, each measured:
//!
//! * Its ids are counted by the process: fonts and pictures are entered into
//!   its maps under names of ours instead, so that the bytes are always the same.
//! * It embeds a font only for glyphs that an operator shows. The first page
//!   therefore shows each glyph once; that stream is replaced by the painted one
//!   before anybody sees it. Painting all pages by its operators takes 3.0 s for
//!   700 pages, painting bytes takes 1.2 s.
//! * It gives each glyph one text. The maps of the fonts are replaced by those of
//!   the plan.
//! * It truncates widths to thousandths of an em. It is told that the em has a
//!   thousand units and given widths that are rounded already, so nothing is lost.
//!
//! printpdf carries an ICC profile of Adobe's (Coated FOGRA39), under terms of
//! its own, in every binary. It goes into no file of ours: it is written only
//! for PDF/X, which is never asked of it.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::Context as _;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use printpdf::{
    Codepoint, DictItem, ExternalStream, ExternalXObject, FontId, FontMetrics, FontType, Op, ParsedFont,
    PdfConformance, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt,
    Rect, TextItem, XObject, XObjectId,
};

use crate::backend::pdf::fonts::Subset;
use crate::backend::pdf::paint::Painted;
use crate::backend::pdf::{cff, cmaps};
use crate::geometry::Length;
use crate::layout::frame::Page;

/// The name of a font in the resources, by its index among the subsets.
#[derive(Debug, Clone, Copy)]
pub(super) struct FontKey(pub(super) usize);

/// The name of a picture in the resources, by its index among the pictures.
#[derive(Debug, Clone, Copy)]
pub(super) struct ImageKey(pub(super) usize);

impl fmt::Display for FontKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "F{}", self.0)
    }
}

impl fmt::Display for ImageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "I{}", self.0)
    }
}

/// The objects of a file in the making.
#[derive(Debug)]
pub(super) struct Assembly {
    /// The objects.
    pub(super) objects: lopdf::Document,
    /// The object of each page.
    pub(super) pages: Vec<ObjectId>,
    /// The catalogue.
    pub(super) catalog: ObjectId,
}

impl Assembly {
    /// The dictionary of an object.
    ///
    /// # Errors
    ///
    /// When the object is none.
    pub(super) fn dictionary(&mut self, id: ObjectId) -> anyhow::Result<&mut Dictionary> {
        self.objects.get_dictionary_mut(id).context("an object of the PDF is no dictionary")
    }
}

/// The pages with their fonts and pictures as objects.
///
/// # Errors
///
/// When printpdf leaves out an object that every PDF has.
pub(super) fn assemble(
    pages: &[Page],
    painted: Vec<Painted>,
    fonts: &[Subset],
    pictures: &[Stream],
) -> anyhow::Result<Assembly> {
    let mut document = PdfDocument::new("");
    document.metadata.info.conformance = PdfConformance::default();
    for (index, font) in fonts.iter().enumerate() {
        document.resources.fonts.map.insert(font_id(index), PdfFont::new(parsed(font)));
    }
    for (index, picture) in pictures.iter().enumerate() {
        let id = XObjectId(ImageKey(index).to_string());
        document.resources.xobjects.map.insert(id, external(picture));
    }
    document.pages = pages.iter().map(page).collect();
    if let Some(first) = document.pages.first_mut() {
        first.ops = show_each_glyph(fonts);
    }
    let options = PdfSaveOptions { subset_fonts: false, optimize: false, ..PdfSaveOptions::default() };
    let objects = document.to_lopdf_document(&options, &mut Vec::new());
    let mut assembly = complete(objects, pages, painted)?;
    map_codes(&mut assembly, fonts)?;
    Ok(assembly)
}

fn font_id(index: usize) -> FontId {
    FontId(FontKey(index).to_string())
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

fn parsed(font: &Subset) -> ParsedFont {
    let metrics = font.metrics;
    let [x_min, y_min, x_max, y_max] = metrics.bounds;
    ParsedFont {
        original_bytes: font.program.clone(),
        font_index: 0,
        font_name: Some(font.name.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: (0..).zip(font.widths.iter().copied()).collect(),
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
            caret_slope_rise: metrics.slant.0,
            caret_slope_run: metrics.slant.1,
            us_weight_class: metrics.weight,
        },
    }
}

fn external(picture: &Stream) -> XObject {
    let DictItem::Stream { stream } = DictItem::from_lopdf(&Object::Stream(picture.clone())) else {
        return XObject::External(ExternalXObject {
            stream: ExternalStream::default(),
            width: None,
            height: None,
            dpi: None,
        });
    };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// Shows each glyph of each font once, so that printpdf embeds them.
fn show_each_glyph(fonts: &[Subset]) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for (index, font) in fonts.iter().enumerate() {
        ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(index)), size: Pt(1.0) });
        let ids = (0..).zip(&font.widths).skip(1).map(|(id, _)| id);
        let glyphs = ids.map(|id| Codepoint::with_cid(id, 0.0, String::new())).collect();
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
    }
    ops.push(Op::EndTextSection);
    ops
}

/// Puts the painted streams in, one set of resources for all pages, and exact boxes.
fn complete(mut objects: lopdf::Document, pages: &[Page], painted: Vec<Painted>) -> anyhow::Result<Assembly> {
    let catalog = objects.trailer.get(b"Root").and_then(Object::as_reference).context("no catalogue")?;
    let ids: Vec<ObjectId> = objects.page_iter().collect();
    let mut resources = None;
    for ((id, page), painted) in ids.iter().zip(pages).zip(painted) {
        let dictionary = objects.get_dictionary_mut(*id).context("a page is no dictionary")?;
        let own = dictionary.get(b"Resources").and_then(Object::as_reference).context("no resources")?;
        let stream = dictionary.get(b"Contents").and_then(Object::as_reference).context("no contents")?;
        let shared = *resources.get_or_insert(own);
        dictionary.set("Resources", shared);
        dictionary.remove(b"Annots");
        set_boxes(dictionary, page);
        if own != shared {
            objects.objects.remove(&own);
        }
        let filter = dictionary! { "Filter" => "FlateDecode" };
        objects.objects.insert(stream, Stream::new(filter, painted.stream).into());
    }
    Ok(Assembly { objects, pages: ids, catalog })
}

/// Gives each font the maps of its codes. They are its numbers of glyphs (`CID`), too, because MuPDF looks for the
/// text of a number and not of a code.
fn map_codes(assembly: &mut Assembly, fonts: &[Subset]) -> anyhow::Result<()> {
    let Some(page) = assembly.pages.first().copied() else { return Ok(()) };
    for (index, font) in fonts.iter().enumerate() {
        let id = font_object(&assembly.objects, page, index).context("a font is not in the resources")?;
        let texts = assembly.objects.add_object(cmaps::to_unicode(&font.codes));
        assembly.dictionary(id)?.set("ToUnicode", texts);
        if !font.is_identity {
            arrange(assembly, id, font).context("a font of the PDF is not as it was made")?;
        }
    }
    Ok(())
}

/// Lets the codes of a font lead to its glyphs, several of them to one; `None` where its objects are not there.
fn arrange(assembly: &mut Assembly, id: ObjectId, font: &Subset) -> Option<()> {
    let objects = &mut assembly.objects;
    let fonts = objects.get_dictionary(id).ok()?.get(b"DescendantFonts").and_then(Object::as_array).ok()?;
    let mut descendant = fonts.first()?.as_dict().ok()?.clone();
    let widths: Vec<Object> = (0..).zip(&font.codes).map(|(code, _)| font.width(code).into()).collect();
    descendant.set("W", vec![0.into(), widths.into()]);
    let descriptor = descendant.get(b"FontDescriptor").and_then(Object::as_reference).ok()?;
    let program = objects.get_dictionary(descriptor).ok()?.get(b"FontFile3").and_then(Object::as_reference);
    if let Ok(program) = program {
        let stream = objects.get_object_mut(program).and_then(Object::as_stream_mut).ok()?;
        let glyphs: Vec<u16> = font.codes.iter().map(|it| it.glyph).collect();
        let table = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        stream.set_plain_content(cff::arranged(&table, &glyphs)?);
    } else {
        let glyphs = objects.add_object(cmaps::to_glyphs(&font.codes));
        descendant.set("CIDToGIDMap", glyphs);
    }
    objects.get_dictionary_mut(id).ok()?.set("DescendantFonts", vec![Object::Dictionary(descendant)]);
    Some(())
}

/// The font of an index, in the resources that all pages share.
fn font_object(objects: &lopdf::Document, page: ObjectId, index: usize) -> Option<ObjectId> {
    let dictionary = |it: &Object| objects.dereference(it).ok()?.1.as_dict().ok().cloned();
    let resources = dictionary(objects.get_dictionary(page).ok()?.get(b"Resources").ok()?)?;
    let fonts = dictionary(resources.get(b"Font").ok()?)?;
    fonts.get(FontKey(index).to_string().as_bytes()).ok()?.as_reference().ok()
}

/// The paper and, where they differ, the trimmed page on it (ISO 32000-1, 14.11.2).
fn set_boxes(dictionary: &mut Dictionary, page: &Page) {
    let (slug, size) = (page.slug, page.size);
    let paper = [
        Length::ZERO,
        Length::ZERO,
        slug.left + size.width + slug.right,
        slug.top + size.height + slug.bottom,
    ];
    let trim = [slug.left, slug.bottom, slug.left + size.width, slug.bottom + size.height];
    dictionary.remove(b"CropBox");
    dictionary.remove(b"TrimBox");
    dictionary.set("MediaBox", rectangle(paper));
    if trim != paper {
        dictionary.set("TrimBox", rectangle(trim));
    }
}

/// A rectangle as an object: left, bottom, right, top (ISO 32000-1, 7.9.5).
pub(super) fn rectangle(edges: [Length; 4]) -> Object {
    Object::Array(edges.map(decimal).to_vec())
}

/// A length in points as an object, to the thousandth.
pub(super) fn decimal(length: Length) -> Object {
    let thousandths = length.to_millipt();
    if thousandths % 1000 == 0 { Object::Integer(thousandths / 1000) } else { Object::Real(points(length).0) }
}
