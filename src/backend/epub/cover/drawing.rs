//! A drawing, as a logo is, painted as pixels: shapes with colours and gradients, clip paths, opacity, images.
//!
//! What only large drawings have (masks, patterns, filters) is painted as if it were not there; the PDF and the pages on
//! screens have the drawing itself.

use tiny_skia::{
    FillRule, FilterQuality, GradientStop, LineCap, LineJoin, LinearGradient, Mask, Paint, Pixmap,
    PixmapPaint, Point, RadialGradient, Shader, SpreadMode, Stroke, StrokeDash, Transform,
};
use usvg::{ClipPath, Group, ImageKind, Node};

/// Paints a group; `base` maps the space of its tree to pixels.
pub(super) fn group(pixmap: &mut Pixmap, group: &Group, base: Transform, clip: Option<&Mask>) {
    let own =
        group.clip_path().and_then(|it| clip_mask(pixmap, it, base.pre_concat(group.abs_transform()), clip));
    let clip = own.as_ref().or(clip);
    let opacity = group.opacity().get();
    if opacity >= 1.0 {
        return children(pixmap, group, base, clip);
    }
    let Some(mut layer) = Pixmap::new(pixmap.width(), pixmap.height()) else { return };
    children(&mut layer, group, base, clip);
    let paint = PixmapPaint { opacity, ..PixmapPaint::default() };
    pixmap.draw_pixmap(0, 0, layer.as_ref(), &paint, Transform::identity(), None);
}

fn children(pixmap: &mut Pixmap, whole: &Group, base: Transform, clip: Option<&Mask>) {
    for node in whole.children() {
        match node {
            Node::Group(it) => group(pixmap, it, base, clip),
            Node::Text(it) => group(pixmap, it.flattened(), base, clip),
            Node::Path(it) => path(pixmap, it, base, clip),
            Node::Image(it) => image(pixmap, it, base, clip),
        }
    }
}

/// The pixels that a clip path leaves.
fn clip_mask(pixmap: &Pixmap, clip: &ClipPath, space: Transform, outer: Option<&Mask>) -> Option<Mask> {
    let mut mask = Mask::new(pixmap.width(), pixmap.height())?;
    shapes(&mut mask, clip.root(), space.pre_concat(clip.transform()));
    if let Some(outer) = outer {
        for (own, outer) in mask.data_mut().iter_mut().zip(outer.data()) {
            *own = (*own).min(*outer);
        }
    }
    Some(mask)
}

fn shapes(mask: &mut Mask, group: &Group, base: Transform) {
    for node in group.children() {
        match node {
            Node::Group(it) => shapes(mask, it, base),
            Node::Text(it) => shapes(mask, it.flattened(), base),
            Node::Path(it) => {
                let rule = it.fill().map_or(FillRule::Winding, |it| fill_rule(it.rule()));
                mask.fill_path(it.data(), rule, true, base.pre_concat(it.abs_transform()));
            }
            Node::Image(_) => {}
        }
    }
}

fn fill_rule(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::Winding,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

fn path(pixmap: &mut Pixmap, path: &usvg::Path, base: Transform, clip: Option<&Mask>) {
    if !path.is_visible() {
        return;
    }
    let space = base.pre_concat(path.abs_transform());
    if let Some(fill) = path.fill()
        && let Some(paint) = paint(fill.paint(), fill.opacity().get())
    {
        pixmap.fill_path(path.data(), &paint, fill_rule(fill.rule()), space, clip);
    }
    if let Some(stroke) = path.stroke()
        && let Some(paint) = paint(stroke.paint(), stroke.opacity().get())
    {
        pixmap.stroke_path(path.data(), &paint, &pen(stroke), space, clip);
    }
}

fn pen(stroke: &usvg::Stroke) -> Stroke {
    let dash = stroke.dasharray().and_then(|it| StrokeDash::new(it.to_vec(), stroke.dashoffset()));
    Stroke {
        width: stroke.width().get(),
        miter_limit: stroke.miterlimit().get(),
        line_cap: match stroke.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        line_join: match stroke.linejoin() {
            usvg::LineJoin::Miter => LineJoin::Miter,
            usvg::LineJoin::MiterClip => LineJoin::MiterClip,
            usvg::LineJoin::Round => LineJoin::Round,
            usvg::LineJoin::Bevel => LineJoin::Bevel,
        },
        dash,
    }
}

/// A paint; `None` for a pattern.
fn paint(paint: &usvg::Paint, opacity: f32) -> Option<Paint<'static>> {
    let shader = match paint {
        usvg::Paint::Color(it) => Shader::SolidColor(color(*it, opacity)),
        usvg::Paint::LinearGradient(it) => LinearGradient::new(
            Point::from_xy(it.x1(), it.y1()),
            Point::from_xy(it.x2(), it.y2()),
            stops(it.stops(), opacity),
            spread(it.spread_method()),
            it.transform(),
        )?,
        usvg::Paint::RadialGradient(it) => RadialGradient::new(
            Point::from_xy(it.fx(), it.fy()),
            0.0,
            Point::from_xy(it.cx(), it.cy()),
            it.r().get(),
            stops(it.stops(), opacity),
            spread(it.spread_method()),
            it.transform(),
        )?,
        usvg::Paint::Pattern(_) => return None,
    };
    Some(Paint { shader, ..Paint::default() })
}

fn color(color: usvg::Color, opacity: f32) -> tiny_skia::Color {
    // Both are within 0 and 1, so that the byte holds it.
    tiny_skia::Color::from_rgba8(color.red, color.green, color.blue, (opacity * 255.0).round() as u8)
}

fn stops(stops: &[usvg::Stop], opacity: f32) -> Vec<GradientStop> {
    let stop = |it: &usvg::Stop| {
        GradientStop::new(it.offset().get(), color(it.color(), it.opacity().get() * opacity))
    };
    stops.iter().map(stop).collect()
}

fn spread(method: usvg::SpreadMethod) -> SpreadMode {
    match method {
        usvg::SpreadMethod::Pad => SpreadMode::Pad,
        usvg::SpreadMethod::Reflect => SpreadMode::Reflect,
        usvg::SpreadMethod::Repeat => SpreadMode::Repeat,
    }
}

fn image(pixmap: &mut Pixmap, image: &usvg::Image, base: Transform, clip: Option<&Mask>) {
    if !image.is_visible() {
        return;
    }
    let space = base.pre_concat(image.abs_transform());
    match image.kind() {
        ImageKind::SVG(tree) => group(pixmap, tree.root(), space, clip),
        ImageKind::JPEG(bytes) | ImageKind::PNG(bytes) | ImageKind::WEBP(bytes) | ImageKind::GIF(bytes) => {
            let Ok(decoded) = image::load_from_memory(bytes) else { return };
            let decoded = decoded.into_rgba8();
            let (wide, high) = decoded.dimensions();
            let Some(pixels) = from_rgba(wide, high, decoded.as_raw()) else { return };
            let (width, height) = (image.size().width(), image.size().height());
            let space = space.pre_scale(width / wide as f32, height / high as f32);
            let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
            pixmap.draw_pixmap(0, 0, pixels.as_ref(), &paint, space, clip);
        }
    }
}

/// Pixels of red, green, blue and alpha, as they are painted.
pub(super) fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Option<Pixmap> {
    let mut pixmap = Pixmap::new(width, height)?;
    for (to, from) in pixmap.pixels_mut().iter_mut().zip(rgba.chunks_exact(4)) {
        *to = tiny_skia::ColorU8::from_rgba(from[0], from[1], from[2], from[3]).premultiply();
    }
    Some(pixmap)
}
