//! Colours, gradients and patterns of SVG (ISO 32000-1, 8.7).

use lopdf::{Dictionary, Object, Stream, dictionary};
use usvg::{
    BaseGradient, BlendMode, Color, LinearGradient, Paint, Pattern, RadialGradient, SpreadMethod, Stop,
    Transform,
};

use crate::backend::pdf::svg::form::{Form, matrix, reals};

/// What a paint is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaintUse {
    /// To fill.
    Fill,
    /// To draw lines.
    Stroke,
}

/// A paint and how it is used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brush<'a> {
    /// The paint.
    pub(super) paint: &'a Paint,
    /// From 0 to 1.
    pub(super) opacity: f32,
    /// From the space of the shape to that of the form.
    pub(super) space: Transform,
    /// What it is used for.
    pub(super) purpose: PaintUse,
}

/// Sets a colour.
pub(super) fn set_color(form: &mut Form, color: Color, purpose: PaintUse) {
    let parts = [color.red, color.green, color.blue].map(|part| f32::from(part) / 255.0);
    form.op(&parts, if purpose == PaintUse::Fill { "rg" } else { "RG" });
}

/// Sets a pattern of tiles (ISO 32000-1, 8.7.3).
pub(super) fn set_tiles(form: &mut Form, tile: Form, pattern: &Pattern, brush: Brush<'_>) {
    let rect = pattern.rect();
    let (bytes, resources) = tile.into_parts();
    let dictionary = dictionary! {
        "Type" => "Pattern",
        "PatternType" => 1,
        "PaintType" => 1,
        "TilingType" => 1,
        "BBox" => reals([rect.left(), rect.top(), rect.right(), rect.bottom()]),
        "XStep" => rect.width(),
        "YStep" => rect.height(),
        "Resources" => resources,
        "Matrix" => reals(matrix(brush.space.pre_concat(pattern.transform()))),
    };
    use_pattern(form, Stream::new(dictionary, bytes).into(), brush.purpose);
}

fn use_pattern(form: &mut Form, pattern: Object, purpose: PaintUse) {
    let name = form.pattern(pattern);
    let (space, set) = if purpose == PaintUse::Fill { ("cs", "scn") } else { ("CS", "SCN") };
    form.op(&[], &format!("/Pattern {space} /{name} {set}"));
}

/// A graphics state with an opacity (ISO 32000-1, 11.6.4.4).
pub(super) fn opacity(opacity: f32) -> Dictionary {
    dictionary! { "Type" => "ExtGState", "ca" => opacity, "CA" => opacity }
}

/// A graphics state with a mask (ISO 32000-1, 11.6.5.2).
pub(super) fn soft_mask(group: Stream, kind: &str) -> Dictionary {
    let mask = dictionary! { "Type" => "Mask", "S" => kind, "G" => group };
    dictionary! { "Type" => "ExtGState", "SMask" => mask }
}

/// A gradient along a line or between two circles.
pub(super) struct Gradient<'a> {
    base: &'a BaseGradient,
    kind: i64,
    coordinates: Vec<f32>,
}

/// The property of its stops that a gradient shows.
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

impl<'a> Gradient<'a> {
    pub(super) fn linear(gradient: &'a LinearGradient) -> Gradient<'a> {
        let coordinates = vec![gradient.x1(), gradient.y1(), gradient.x2(), gradient.y2()];
        Gradient { base: gradient, kind: 2, coordinates }
    }

    pub(super) fn radial(gradient: &'a RadialGradient) -> Gradient<'a> {
        let focus = [gradient.fx(), gradient.fy(), gradient.fr().get()];
        let end = [gradient.cx(), gradient.cy(), gradient.r().get()];
        Gradient { base: gradient, kind: 3, coordinates: [focus, end].concat() }
    }

    /// Whether it repeats itself, which PDF cannot express.
    pub(super) fn is_repeated(&self) -> bool {
        self.base.spread_method() != SpreadMethod::Pad
    }

    /// Sets it as the paint; with a soft mask over the bounds where it has transparent stops.
    pub(super) fn set(&self, form: &mut Form, brush: Brush<'_>, bounds: [f32; 4]) {
        let space = brush.space.pre_concat(self.base.transform());
        if self.base.stops().iter().any(|stop| stop.opacity().get() < 1.0) {
            let mut mask = Form::default();
            use_pattern(&mut mask, self.pattern(space, Channel::Opacity), PaintUse::Fill);
            let [left, bottom, right, top] = bounds;
            mask.op(&[left, bottom, right - left, top - bottom], "re");
            mask.op(&[], "f");
            form.state(soft_mask(mask.into_group(bounds, "DeviceGray"), "Luminosity"));
        }
        use_pattern(form, self.pattern(space, Channel::Color), brush.purpose);
    }

    /// The gradient as a pattern of the form's space (ISO 32000-1, 8.7.4).
    fn pattern(&self, space: Transform, channel: Channel) -> Object {
        let coordinates: Vec<Object> = self.coordinates.iter().copied().map(Object::Real).collect();
        let shading = dictionary! {
            "ShadingType" => self.kind,
            "ColorSpace" => channel.space(),
            "Coords" => coordinates,
            "Function" => function(self.base.stops(), channel),
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

/// The name of a blend mode (ISO 32000-1, table 136).
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
        // Not in PDF and reported as unsupported; `Screen` is the nearest.
        BlendMode::PlusLighter => "Screen",
    }
    .into()
}
