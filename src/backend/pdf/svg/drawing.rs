//! A drawing: its groups, shapes and images.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Stream, dictionary};
use usvg::tiny_skia_path;
use usvg::{
    BlendMode, ClipPath, Fill, FillRule, Group, ImageKind, LineCap, LineJoin, Mask, MaskType, Node, Paint,
    PaintOrder, Path, Pattern, Stroke, Transform, Tree,
};

use crate::backend::pdf::images::raster::raster_object;
use crate::backend::pdf::svg::form::Form;
use crate::backend::pdf::svg::paint::{
    Brush, Gradient, PaintUse, blend_name, opacity, set_color, set_tiles, soft_mask,
};
use crate::resource::Format;

/// A feature of SVG that the form does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UnsupportedFeature {
    /// A blur, shadow or other filter.
    Filter,
    /// A gradient that repeats itself.
    RepeatedGradient,
    /// The blend mode `plus-lighter`.
    PlusLighter,
    /// An image in the drawing that is damaged or of an unknown format.
    Image,
}

impl UnsupportedFeature {
    /// Its name in a message.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            UnsupportedFeature::Filter => "filters",
            UnsupportedFeature::RepeatedGradient => "repeated gradients",
            UnsupportedFeature::PlusLighter => "the blend mode `plus-lighter`",
            UnsupportedFeature::Image => "an embedded image",
        }
    }
}

/// A drawing while it becomes a form.
pub(super) struct Drawing {
    /// The box to which all is clipped, in the space of the form: left, top, right, bottom.
    pub(super) bounds: [f32; 4],
    pub(super) unsupported: BTreeSet<UnsupportedFeature>,
}

impl Drawing {
    pub(super) fn new(bounds: [f32; 4]) -> Drawing {
        Drawing { bounds, unsupported: BTreeSet::new() }
    }

    /// Draws a group; `base` maps the space of its tree to that of the form.
    pub(super) fn group(&mut self, form: &mut Form, group: &Group, base: Transform) {
        if !group.filters().is_empty() {
            self.unsupported.insert(UnsupportedFeature::Filter);
        }
        if group.blend_mode() == BlendMode::PlusLighter {
            self.unsupported.insert(UnsupportedFeature::PlusLighter);
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
        let opacity = fill.opacity().get();
        let brush = Brush { paint: fill.paint(), opacity, space, purpose: PaintUse::Fill };
        self.set_paint(form, brush);
        form.path(path.data(), space);
        form.op(&[], if fill.rule() == FillRule::EvenOdd { "f*" } else { "f" });
        form.op(&[], "Q");
    }

    /// Sets a colour or pattern. To be called outside of any other matrix than the form's.
    fn set_paint(&mut self, form: &mut Form, brush: Brush<'_>) {
        match brush.paint {
            Paint::Color(color) => set_color(form, *color, brush.purpose),
            Paint::LinearGradient(gradient) => self.set_gradient(form, &Gradient::linear(gradient), brush),
            Paint::RadialGradient(gradient) => self.set_gradient(form, &Gradient::radial(gradient), brush),
            Paint::Pattern(pattern) => set_tiles(form, self.tile(pattern), pattern, brush),
        }
        if brush.opacity < 1.0 {
            form.state(opacity(brush.opacity));
        }
    }

    fn set_gradient(&mut self, form: &mut Form, gradient: &Gradient<'_>, brush: Brush<'_>) {
        if gradient.is_repeated() {
            self.unsupported.insert(UnsupportedFeature::RepeatedGradient);
        }
        gradient.set(form, brush, self.bounds);
    }

    /// The tile of a pattern.
    fn tile(&mut self, pattern: &Pattern) -> Form {
        let rect = pattern.rect();
        let mut tile = Form::default();
        let bounds = [rect.left(), rect.top(), rect.right(), rect.bottom()];
        let outer = std::mem::replace(&mut self.bounds, bounds);
        self.group(&mut tile, pattern.root(), Transform::identity());
        self.bounds = outer;
        tile
    }

    /// Draws a line along a path. The pen is transformed with the path, so the path is drawn in its own space.
    fn stroke(&mut self, form: &mut Form, path: &Path, stroke: &Stroke, space: Transform) {
        form.op(&[], "q");
        let opacity = stroke.opacity().get();
        let brush = Brush { paint: stroke.paint(), opacity, space, purpose: PaintUse::Stroke };
        self.set_paint(form, brush);
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
            ImageKind::GIF(bytes) => raster_object(bytes, Format::Gif).ok(),
        };
        let Some(object) = object else {
            self.unsupported.insert(UnsupportedFeature::Image);
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

    /// A nested drawing, in its own units.
    fn nested(&mut self, tree: &Tree) -> Stream {
        let bounds = [0.0, 0.0, tree.size().width(), tree.size().height()];
        let mut drawing = Drawing::new(bounds);
        let mut form = Form::default();
        drawing.group(&mut form, tree.root(), Transform::identity());
        self.unsupported.append(&mut drawing.unsupported);
        form.into_stream(bounds)
    }
}

/// Clips what follows to the shapes of a clip path.
fn clip_to(form: &mut Form, clip: &ClipPath, space: Transform) {
    if let Some(outer) = clip.clip_path() {
        clip_to(form, outer, space);
    }
    let mut rule = "W";
    let shapes = outline(form, clip.root(), space.pre_concat(clip.transform()), &mut rule);
    if shapes == 0 {
        // Without a shape, nothing is visible.
        form.op(&[0.0, 0.0, 0.0, 0.0], "re");
    }
    form.op(&[], rule);
    form.op(&[], "n");
}

/// Adds the shapes of a group to the path; their number. A clip path with one shape keeps its fill rule.
fn outline(form: &mut Form, group: &Group, base: Transform, rule: &mut &str) -> usize {
    let mut shapes = 0;
    for node in group.children() {
        match node {
            Node::Group(it) => shapes += outline(form, it, base, rule),
            Node::Text(it) => shapes += outline(form, it.flattened(), base, rule),
            Node::Path(path) => {
                form.path(path.data(), base.pre_concat(path.abs_transform()));
                shapes += 1;
                let even_odd = path.fill().is_some_and(|it| it.rule() == FillRule::EvenOdd);
                *rule = if even_odd && shapes == 1 { "W*" } else { "W" };
            }
            Node::Image(_) => {}
        }
    }
    shapes
}
