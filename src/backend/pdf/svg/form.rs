//! A form XObject while it is made: its operators, and the resources that they name (ISO 32000-1, 8.10).

use lopdf::{Dictionary, Object, Stream, dictionary};
use usvg::Transform;
use usvg::tiny_skia_path::{Path, PathSegment};

use crate::backend::pdf::syntax::push_scaled;

/// A form while it is made.
#[derive(Debug, Default)]
pub(super) struct Form {
    bytes: Vec<u8>,
    states: Dictionary,
    objects: Dictionary,
    patterns: Dictionary,
}

impl Form {
    /// Adds an operator with its numbers.
    pub(super) fn op(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            push_scaled(&mut self.bytes, hundred_thousandths(*number), 5);
            self.bytes.push(b' ');
        }
        self.bytes.extend_from_slice(operator.as_bytes());
        self.bytes.push(b'\n');
    }

    /// Multiplies the matrix.
    pub(super) fn transform(&mut self, transform: Transform) {
        if !transform.is_identity() {
            self.op(&matrix(transform), "cm");
        }
    }

    /// Adds the segments of a transformed path.
    pub(super) fn path(&mut self, path: &Path, transform: Transform) {
        let Some(path) = path.clone().transform(transform) else { return };
        let mut at = (0.0, 0.0);
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => self.op(&[to.x, to.y], "m"),
                PathSegment::LineTo(to) => self.op(&[to.x, to.y], "l"),
                PathSegment::QuadTo(control, to) => {
                    // A quadratic curve as a cubic one: the control points lie two thirds along.
                    let third = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
                    let first = [third(at.0, control.x), third(at.1, control.y)];
                    let second = [third(to.x, control.x), third(to.y, control.y)];
                    self.op(&[first[0], first[1], second[0], second[1], to.x, to.y], "c");
                }
                PathSegment::CubicTo(first, second, to) => {
                    self.op(&[first.x, first.y, second.x, second.y, to.x, to.y], "c");
                }
                PathSegment::Close => self.op(&[], "h"),
            }
            if let PathSegment::MoveTo(to)
            | PathSegment::LineTo(to)
            | PathSegment::QuadTo(_, to)
            | PathSegment::CubicTo(_, _, to) = segment
            {
                at = (to.x, to.y);
            }
        }
    }

    /// Sets a graphics state.
    pub(super) fn state(&mut self, state: Dictionary) {
        let name = add(&mut self.states, "G", state.into());
        self.op(&[], &format!("/{name} gs"));
    }

    /// Draws another form or an image.
    pub(super) fn draw(&mut self, object: Stream) {
        let name = add(&mut self.objects, "X", object.into());
        self.op(&[], &format!("/{name} Do"));
    }

    /// Adds a pattern; its name.
    pub(super) fn pattern(&mut self, pattern: Object) -> String {
        add(&mut self.patterns, "P", pattern)
    }

    /// The operators and the resources.
    pub(super) fn into_parts(self) -> (Vec<u8>, Dictionary) {
        let mut resources = Dictionary::new();
        let kinds = [("ExtGState", self.states), ("XObject", self.objects), ("Pattern", self.patterns)];
        for (key, entries) in kinds {
            if !entries.is_empty() {
                resources.set(key, entries);
            }
        }
        (self.bytes, resources)
    }

    /// The form, clipped to a box.
    pub(super) fn into_stream(self, bounds: [f32; 4]) -> Stream {
        let (bytes, resources) = self.into_parts();
        let dictionary = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => reals(bounds),
            "Resources" => resources,
        };
        Stream::new(dictionary, bytes)
    }

    /// The form as a transparency group, painted as a whole (ISO 32000-1, 11.6.6).
    pub(super) fn into_group(self, bounds: [f32; 4], space: &str) -> Stream {
        let mut stream = self.into_stream(bounds);
        let group = dictionary! { "S" => "Transparency", "CS" => space, "I" => true };
        stream.dict.set("Group", group);
        stream
    }
}

/// Adds an entry under the next name of its kind, or finds an equal one.
fn add(entries: &mut Dictionary, kind: &str, object: Object) -> String {
    let known = entries.iter().find(|(_, it)| **it == object).map(|(key, _)| key.clone());
    let known = known.and_then(|it| String::from_utf8(it).ok());
    known.unwrap_or_else(|| {
        let name = format!("{kind}{}", entries.len());
        entries.set(name.clone(), object);
        name
    })
}

/// Numbers as an array.
pub(super) fn reals<const COUNT: usize>(numbers: [f32; COUNT]) -> Object {
    Object::Array(numbers.map(Object::Real).to_vec())
}

/// A transform as the six numbers of a matrix (ISO 32000-1, 8.3.4).
pub(super) fn matrix(transform: Transform) -> [f32; 6] {
    let Transform { sx, kx, ky, sy, tx, ty } = transform;
    [sx, ky, kx, sy, tx, ty]
}

/// As many decimal places as a drawing with one unit to the page needs. Not-a-number becomes 0.
fn hundred_thousandths(number: f32) -> i64 {
    (f64::from(number) * 100_000.0).round() as i64
}
