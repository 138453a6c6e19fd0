//! Colours, gradients and patterns of SVG (ISO 32000-1, 8.7).

use lopdf::{Dictionary, Object, Stream, dictionary};
use usvg::{BaseGradient, BlendMode, Paint, Pattern, SpreadMethod, Stop, Transform};

use crate::backend::pdf::svg::form::{Form, matrix, reals};
use crate::backend::pdf::svg::{Drawing, Lost};

/// What a paint is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// To fill.
    Fill,
    /// To draw lines.
    Stroke,
}

/// A paint with how much of it shows, where `space` is that of the shape in the form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brush<'a> {
    /// The paint.
    pub(super) paint: &'a Paint,
    /// From nothing to all.
    pub(super) opacity: f32,
    /// From the shape to the form.
    pub(super) space: Transform,
}

impl Drawing<'_> {
    /// Sets a colour or pattern. To be called outside of any other matrix than the form's.
    pub(super) fn set_paint(&mut self, form: &mut Form, brush: Brush<'_>, purpose: Use) {
        match brush.paint {
            Paint::Color(color) => {
                let parts = [color.red, color.green, color.blue].map(|it| f32::from(it) / 255.0);
                form.op(&parts, if purpose == Use::Fill { "rg" } else { "RG" });
            }
            Paint::LinearGradient(it) => {
                let shape = Shape { kind: 2, coordinates: vec![it.x1(), it.y1(), it.x2(), it.y2()] };
                self.set_gradient(form, &shape, it, (brush, purpose));
            }
            Paint::RadialGradient(it) => {
                let (focus, end) = ([it.fx(), it.fy(), it.fr().get()], [it.cx(), it.cy(), it.r().get()]);
                let shape = Shape { kind: 3, coordinates: [focus, end].concat() };
                self.set_gradient(form, &shape, it, (brush, purpose));
            }
            Paint::Pattern(pattern) => {
                let object = self.tiles(pattern, brush.space);
                use_pattern(form, object, purpose);
            }
        }
        if brush.opacity < 1.0 {
            form.state(opacity(brush.opacity));
        }
    }

    fn set_gradient(&mut self, form: &mut Form, shape: &Shape, base: &BaseGradient, to: (Brush<'_>, Use)) {
        let (brush, purpose) = to;
        if base.spread_method() != SpreadMethod::Pad {
            self.lost.insert(Lost::RepeatedGradient);
        }
        let space = brush.space.pre_concat(base.transform());
        if base.stops().iter().any(|it| it.opacity().get() < 1.0) {
            let mask = shape.pattern(base.stops(), space, Channel::Opacity);
            let mut veil = Form::default();
            use_pattern(&mut veil, mask, Use::Fill);
            let [left, bottom, right, top] = self.bounds;
            veil.op(&[left, bottom, right - left, top - bottom], "re");
            veil.op(&[], "f");
            form.state(soft_mask(veil.into_group(self.bounds, "DeviceGray"), "Luminosity"));
        }
        use_pattern(form, shape.pattern(base.stops(), space, Channel::Color), purpose);
    }

    /// A pattern of tiles (ISO 32000-1, 8.7.3).
    fn tiles(&mut self, pattern: &Pattern, space: Transform) -> Object {
        let rect = pattern.rect();
        let mut tile = Form::default();
        let bounds = [rect.left(), rect.top(), rect.right(), rect.bottom()];
        let outer = std::mem::replace(&mut self.bounds, bounds);
        self.group(&mut tile, pattern.root(), Transform::identity());
        self.bounds = outer;
        let (bytes, resources) = tile.into_parts();
        let dictionary = dictionary! {
            "Type" => "Pattern",
            "PatternType" => 1,
            "PaintType" => 1,
            "TilingType" => 1,
            "BBox" => reals(bounds),
            "XStep" => rect.width(),
            "YStep" => rect.height(),
            "Resources" => resources,
            "Matrix" => reals(matrix(space.pre_concat(pattern.transform()))),
        };
        Stream::new(dictionary, bytes).into()
    }
}

fn use_pattern(form: &mut Form, pattern: Object, purpose: Use) {
    let name = form.pattern(pattern);
    let (space, set) = if purpose == Use::Fill { ("cs", "scn") } else { ("CS", "SCN") };
    form.op(&[], &format!("/Pattern {space} /{name} {set}"));
}

/// A graphics state in which things show through (ISO 32000-1, 11.6.4.4).
pub(super) fn opacity(opacity: f32) -> Dictionary {
    dictionary! { "Type" => "ExtGState", "ca" => opacity, "CA" => opacity }
}

/// A graphics state with a mask (ISO 32000-1, 11.6.5.2).
pub(super) fn soft_mask(group: Stream, kind: &str) -> Dictionary {
    let mask = dictionary! { "Type" => "Mask", "S" => kind, "G" => group };
    dictionary! { "Type" => "ExtGState", "SMask" => mask }
}

/// A gradient without its colours.
struct Shape {
    kind: i64,
    coordinates: Vec<f32>,
}

/// What of its stops a gradient shows.
#[derive(Clone, Copy)]
enum Channel {
    Color,
    Opacity,
}

impl Channel {
    fn of(self, stop: &Stop) -> Object {
        match self {
            Channel::Color => {
                let color = stop.color();
                reals([color.red, color.green, color.blue].map(|it| f32::from(it) / 255.0))
            }
            Channel::Opacity => reals([stop.opacity().get()]),
        }
    }

    const fn space(self) -> &'static str {
        match self {
            Channel::Color => "DeviceRGB",
            Channel::Opacity => "DeviceGray",
        }
    }
}

impl Shape {
    /// The gradient as a pattern of the form's space (ISO 32000-1, 8.7.4).
    fn pattern(&self, stops: &[Stop], space: Transform, channel: Channel) -> Object {
        let coordinates: Vec<Object> = self.coordinates.iter().copied().map(Object::Real).collect();
        let shading = dictionary! {
            "ShadingType" => self.kind,
            "ColorSpace" => channel.space(),
            "Coords" => coordinates,
            "Function" => function(stops, channel),
            "Extend" => vec![true.into(), true.into()],
        };
        let pattern = dictionary! {
            "Type" => "Pattern",
            "PatternType" => 2,
            "Shading" => shading,
            "Matrix" => reals(matrix(space)),
        };
        pattern.into()
    }
}

/// From 0 to 1 through the stops (ISO 32000-1, 7.10.4).
fn function(stops: &[Stop], channel: Channel) -> Object {
    let step = |from: &Stop, to: &Stop| {
        dictionary! {
            "FunctionType" => 2,
            "Domain" => reals([0.0, 1.0]),
            "C0" => channel.of(from),
            "C1" => channel.of(to),
            "N" => 1,
        }
    };
    let (Some(first), Some(last)) = (stops.first(), stops.last()) else { return Object::Null };
    let mut functions: Vec<Object> = Vec::new();
    let mut bounds: Vec<Object> = Vec::new();
    if first.offset().get() > 0.0 {
        functions.push(step(first, first).into());
        bounds.push(Object::Real(first.offset().get()));
    }
    for pair in stops.windows(2) {
        functions.push(step(&pair[0], &pair[1]).into());
        bounds.push(Object::Real(pair[1].offset().get()));
    }
    if last.offset().get() < 1.0 || functions.is_empty() {
        functions.push(step(last, last).into());
    } else {
        bounds.pop();
    }
    let encode: Vec<Object> = functions.iter().flat_map(|_| [0.into(), 1.into()]).collect();
    dictionary! {
        "FunctionType" => 3,
        "Domain" => reals([0.0, 1.0]),
        "Functions" => functions,
        "Bounds" => bounds,
        "Encode" => encode,
    }
    .into()
}

/// The name of a way to mix colours (ISO 32000-1, table 136).
pub(super) fn blend_name(mode: BlendMode) -> Object {
    match mode {
        BlendMode::Normal => "Normal",
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
        // Not in PDF, and told to be lost; `Screen` is the nearest.
        BlendMode::PlusLighter => "Screen",
    }
    .into()
}
