//! SVG as a form: paths stay paths, gradients gradients, and text becomes outlines.
//!
//! usvg resolves styles, units and references; it reads no other file. What PDF
//! has no word for, the filters, is left out and reported.

mod clip;
mod form;
mod paint;

use std::collections::BTreeSet;
use std::sync::Arc;

use lopdf::{Dictionary, Stream, dictionary};
use usvg::tiny_skia_path;
use usvg::{
    BlendMode, Fill, FillRule, Group, ImageHrefResolver, ImageKind, LineCap, LineJoin, Mask, MaskType, Node,
    PaintOrder, Path, Stroke, Transform, Tree, fontdb,
};

use crate::backend::pdf::images::{Refusal, raster_object};
use crate::backend::pdf::svg::clip::clip_to;
use crate::backend::pdf::svg::form::{Form, reals};
use crate::backend::pdf::svg::paint::{Brush, Use, blend_name, opacity, soft_mask};
use crate::font::{FontBook, FontFile};
use crate::resource::Format;
use crate::theme::{Family, Slant, Weight};

/// What of a drawing cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lost {
    /// A blur, shadow or other filter.
    Filter,
    /// A gradient that begins again where it ends.
    RepeatedGradient,
    /// Light added to light.
    PlusLighter,
    /// A picture in the drawing that is damaged or of a format that is not known.
    Picture,
}

impl Lost {
    /// Its name in a message.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Lost::Filter => "filters",
            Lost::RepeatedGradient => "repeated gradients",
            Lost::PlusLighter => "the blend mode `plus-lighter`",
            Lost::Picture => "an embedded picture",
        }
    }
}

/// A drawing as a form that fills the unit square, and what is lost of it.
///
/// # Errors
///
/// When it is no SVG.
pub(super) fn form(bytes: &[u8], fonts: &FontBook) -> Result<(Stream, BTreeSet<Lost>), Refusal> {
    let tree =
        Tree::from_data(bytes, &options(bytes, fonts)).map_err(|it| Refusal::Unreadable(it.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut drawing = Drawing { bounds: [0.0, 0.0, width, height], lost: BTreeSet::new(), fonts };
    let mut form = Form::default();
    drawing.group(&mut form, tree.root(), Transform::identity());
    let mut stream = form.into_group(drawing.bounds, "DeviceRGB");
    // From units of the drawing, y downwards, to the unit square, y upwards, as an image has it.
    stream.dict.set("Matrix", reals([1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]));
    Ok((stream, drawing.lost))
}

fn options(bytes: &[u8], fonts: &FontBook) -> usvg::Options<'static> {
    let resolve_data = ImageHrefResolver::default_data_resolver();
    // Another file is never read: a picture must be whole in itself.
    let image_href_resolver = ImageHrefResolver { resolve_data, resolve_string: Box::new(|_, _| None) };
    let mut options = usvg::Options { image_href_resolver, ..usvg::Options::default() };
    let compressed = bytes.starts_with(&[0x1F, 0x8B]);
    if compressed || bytes.windows(5).any(|it| it == b"<text") {
        options.fontdb = Arc::new(database(fonts));
    }
    options
}

/// The faces of the publication, for text in drawings.
fn database(fonts: &FontBook) -> fontdb::Database {
    let mut database = fontdb::Database::new();
    for (_, face) in fonts.iter() {
        let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = match &face.file {
            FontFile::Bundled(stored) => Arc::new(stored.bytes()),
            FontFile::Given(bytes) => Arc::new(Arc::clone(bytes)),
        };
        database.load_font_source(fontdb::Source::Binary(bytes));
    }
    let name = |family| {
        let face = fonts.face(fonts.select(family, Weight::Regular, Slant::Upright));
        face.map_or(String::new(), |it| it.family.clone())
    };
    database.set_serif_family(name(Family::Serif));
    database.set_sans_serif_family(name(Family::Sans));
    database.set_monospace_family(name(Family::Mono));
    database
}

/// A drawing in the making.
struct Drawing<'a> {
    /// The box that nothing leaves, in the space of the form: left, top, right, bottom.
    bounds: [f32; 4],
    lost: BTreeSet<Lost>,
    fonts: &'a FontBook,
}

impl Drawing<'_> {
    /// Draws what is in a group; `base` leads from the space of its tree to that of the form.
    fn group(&mut self, form: &mut Form, group: &Group, base: Transform) {
        if !group.filters().is_empty() {
            self.lost.insert(Lost::Filter);
        }
        if group.blend_mode() == BlendMode::PlusLighter {
            self.lost.insert(Lost::PlusLighter);
        }
        let space = base.pre_concat(group.abs_transform());
        form.op(&[], "q");
        if let Some(clip) = group.clip_path() {
            clip_to(form, clip, space);
        }
        if group.opacity().get() < 1.0 || group.mask().is_some() || group.blend_mode() != BlendMode::Normal {
            let mut inner = Form::default();
            self.children(&mut inner, group, base);
            form.state(dictionary! { "Type" => "ExtGState", "BM" => blend_name(group.blend_mode()) });
            if group.opacity().get() < 1.0 {
                form.state(opacity(group.opacity().get()));
            }
            if let Some(mask) = group.mask() {
                let state = self.mask(mask, space);
                form.state(state);
            }
            form.draw(inner.into_group(self.bounds, "DeviceRGB"));
        } else {
            self.children(form, group, base);
        }
        form.op(&[], "Q");
    }

    fn children(&mut self, form: &mut Form, group: &Group, base: Transform) {
        for node in group.children() {
            match node {
                Node::Group(it) => self.group(form, it, base),
                Node::Path(it) => self.path(form, it, base),
                Node::Image(it) => self.image(form, it, base),
                Node::Text(it) => self.group(form, it.flattened(), base),
            }
        }
    }

    fn mask(&mut self, mask: &Mask, space: Transform) -> Dictionary {
        let mut form = Form::default();
        if let Some(outer) = mask.mask() {
            let state = self.mask(outer, space);
            form.state(state);
        }
        let path = tiny_skia_path::PathBuilder::from_rect(mask.rect().to_rect());
        form.path(&path, space);
        form.op(&[], "W n");
        self.group(&mut form, mask.root(), space);
        let kind = match mask.kind() {
            MaskType::Luminance => "Luminosity",
            MaskType::Alpha => "Alpha",
        };
        soft_mask(form.into_group(self.bounds, "DeviceRGB"), kind)
    }

    fn path(&mut self, form: &mut Form, path: &Path, base: Transform) {
        if !path.is_visible() {
            return;
        }
        let space = base.pre_concat(path.abs_transform());
        let fill = |drawing: &mut Self, form: &mut Form| {
            if let Some(fill) = path.fill() {
                drawing.fill(form, path, fill, space);
            }
        };
        let stroke = |drawing: &mut Self, form: &mut Form| {
            if let Some(stroke) = path.stroke() {
                drawing.stroke(form, path, stroke, space);
            }
        };
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                fill(self, form);
                stroke(self, form);
            }
            PaintOrder::StrokeAndFill => {
                stroke(self, form);
                fill(self, form);
            }
        }
    }

    fn fill(&mut self, form: &mut Form, path: &Path, fill: &Fill, space: Transform) {
        form.op(&[], "q");
        let brush = Brush { paint: fill.paint(), opacity: fill.opacity().get(), space };
        self.set_paint(form, brush, Use::Fill);
        form.path(path.data(), space);
        form.op(&[], if fill.rule() == FillRule::EvenOdd { "f*" } else { "f" });
        form.op(&[], "Q");
    }

    /// The pen is transformed with the path, so the path is drawn in its own space.
    fn stroke(&mut self, form: &mut Form, path: &Path, stroke: &Stroke, space: Transform) {
        form.op(&[], "q");
        let brush = Brush { paint: stroke.paint(), opacity: stroke.opacity().get(), space };
        self.set_paint(form, brush, Use::Stroke);
        form.transform(space);
        form.op(&[stroke.width().get()], "w");
        form.op(
            &[],
            match stroke.linecap() {
                LineCap::Butt => "0 J",
                LineCap::Round => "1 J",
                LineCap::Square => "2 J",
            },
        );
        form.op(
            &[],
            match stroke.linejoin() {
                LineJoin::Miter | LineJoin::MiterClip => "0 j",
                LineJoin::Round => "1 j",
                LineJoin::Bevel => "2 j",
            },
        );
        form.op(&[stroke.miterlimit().get()], "M");
        if let Some(dashes) = stroke.dasharray() {
            form.op(&[], "[");
            form.op(dashes, "]");
            form.op(&[stroke.dashoffset()], "d");
        }
        form.path(path.data(), Transform::identity());
        form.op(&[], "S");
        form.op(&[], "Q");
    }

    fn image(&mut self, form: &mut Form, image: &usvg::Image, base: Transform) {
        if !image.is_visible() {
            return;
        }
        let object = match image.kind() {
            ImageKind::SVG(tree) => Some(self.nested(tree)),
            ImageKind::JPEG(bytes) => raster_object(bytes, Format::Jpeg).ok(),
            ImageKind::PNG(bytes) => raster_object(bytes, Format::Png).ok(),
            ImageKind::WEBP(bytes) => raster_object(bytes, Format::WebP).ok(),
            ImageKind::GIF(_) => None,
        };
        let Some(object) = object else {
            self.lost.insert(Lost::Picture);
            return;
        };
        let (width, height) = (image.size().width(), image.size().height());
        form.op(&[], "q");
        form.transform(base.pre_concat(image.abs_transform()));
        if !matches!(image.kind(), ImageKind::SVG(_)) {
            form.op(&[width, 0.0, 0.0, -height, 0.0, height], "cm");
        }
        form.draw(object);
        form.op(&[], "Q");
    }

    /// A drawing in the drawing, in its own units.
    fn nested(&mut self, tree: &Tree) -> Stream {
        let bounds = [0.0, 0.0, tree.size().width(), tree.size().height()];
        let mut drawing = Drawing { bounds, lost: BTreeSet::new(), fonts: self.fonts };
        let mut form = Form::default();
        drawing.group(&mut form, tree.root(), Transform::identity());
        self.lost.append(&mut drawing.lost);
        form.into_stream(bounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The operators of a drawing of ten by ten.
    fn operators(body: &str) -> (String, BTreeSet<Lost>) {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{body}</svg>"#);
        let (stream, lost) = form(svg.as_bytes(), &FontBook::default()).expect("a form");
        (String::from_utf8(stream.content).expect("ASCII"), lost)
    }

    #[test]
    fn a_shape_stays_a_path() {
        let (bytes, lost) = operators(r##"<rect x="1" y="2" width="3" height="4" fill="#f00"/>"##);
        assert!(bytes.contains("1 0 0 rg\n1 2 m\n4 2 l\n4 6 l\n1 6 l\nh\nf\n"), "{bytes}");
        assert!(lost.is_empty());
    }

    #[test]
    fn a_gradient_becomes_a_pattern() {
        let stops = r##"<stop stop-color="#000"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>"##;
        let (bytes, _) = operators(&format!(
            r#"<linearGradient id="g">{stops}</linearGradient><circle cx="5" cy="5" r="5" fill="url(#g)"/>"#
        ));
        assert!(bytes.contains("/G0 gs") && bytes.contains("/Pattern cs /P0 scn"), "{bytes}");
    }

    #[test]
    fn text_becomes_outlines() {
        let (bytes, _) = operators(r#"<text x="0" y="9" font-size="8">A</text>"#);
        assert!(bytes.contains(" c\n") || bytes.contains(" l\n"), "{bytes}");
        assert!(!bytes.contains("Tj"));
    }

    #[test]
    fn what_cannot_be_shown_is_told() {
        let (_, lost) = operators(
            r#"<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect width="5" height="5" filter="url(#f)"/>"#,
        );
        assert_eq!(lost, BTreeSet::from([Lost::Filter]));
    }

    #[test]
    fn no_other_file_is_read() {
        let (bytes, _) =
            operators(r#"<image href="/etc/hostname" width="5" height="5"/><image href="a.png"/>"#);
        assert!(!bytes.contains("Do"));
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        assert!(form(b"<html/>", &FontBook::default()).is_err());
    }
}
