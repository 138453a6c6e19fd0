//! SVG as a form: paths stay paths, gradients stay gradients, and text becomes outlines.
//!
//! usvg resolves styles, units and references; it reads no other file. What PDF
//! cannot express, such as filters, is left out and reported. In reading order:
//! the *drawing* and its groups, shapes, clip paths and images; their *paint*;
//! and the *form* that gets the operators.

mod drawing;
mod form;
mod paint;

use std::collections::BTreeSet;

use lopdf::Stream;
use usvg::{Transform, Tree};

use crate::backend::pdf::images::raster::ImageError;
use crate::backend::pdf::svg::drawing::Drawing;
use crate::backend::pdf::svg::form::{Form, reals};
use crate::font::{FontBook, svg_options};
use crate::resource::parsed_svg;

pub(crate) use crate::backend::pdf::svg::drawing::UnsupportedFeature;

/// A drawing as a form.
pub(crate) struct SvgForm {
    /// The form, which fills the unit square.
    pub(crate) stream: Stream,
    /// What of the drawing is left out.
    pub(crate) unsupported: BTreeSet<UnsupportedFeature>,
    /// The characters of its text that no face has.
    pub(crate) missing: BTreeSet<char>,
}

/// A drawing as a form.
///
/// # Errors
///
/// When it is not an SVG.
pub(crate) fn svg_form(bytes: &[u8], fonts: &FontBook) -> Result<SvgForm, ImageError> {
    let tree = Tree::from_data(bytes, &svg_options(bytes, fonts))
        .map_err(|error| ImageError::Unreadable(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut drawing = Drawing::new([0.0, 0.0, width, height]);
    let mut form = Form::default();
    drawing.group(&mut form, tree.root(), Transform::identity());
    let mut stream = form.into_group(drawing.bounds, "DeviceRGB");
    // From units of the drawing, y downwards, to the unit square, y upwards, as in an image.
    stream.dict.set("Matrix", reals([1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]));
    Ok(SvgForm { stream, unsupported: drawing.unsupported, missing: missing(bytes, fonts) })
}

/// The characters of the text of a drawing that no face has.
fn missing(bytes: &[u8], fonts: &FontBook) -> BTreeSet<char> {
    let text = std::str::from_utf8(bytes).ok().filter(|it| it.contains("<text"));
    let Some(svg) = text.and_then(|it| parsed_svg(it).ok()) else { return BTreeSet::new() };
    let elements = svg.descendants().filter(|it| it.tag_name().name() == "text");
    let texts = elements.flat_map(|it| it.descendants()).filter(|it| it.is_text()).filter_map(|it| it.text());
    let shown: BTreeSet<char> = texts.flat_map(str::chars).filter(|it| is_shown(*it)).collect();
    let has = |it: char| fonts.iter().any(|(_, face)| face.glyph(it).is_some());
    shown.into_iter().filter(|it| !has(*it)).collect()
}

/// Whether a character has a shape of its own: it is no space, and does not only control others.
fn is_shown(it: char) -> bool {
    let steers = matches!(u32::from(it),
        0xad | 0x34f | 0x61c | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
        | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..=0xe0fff);
    !it.is_whitespace() && !it.is_control() && !steers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The operators of a drawing of ten by ten.
    fn operators(body: &str) -> (String, BTreeSet<UnsupportedFeature>) {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{body}</svg>"#);
        let form = svg_form(svg.as_bytes(), &FontBook::default()).expect("a form");
        (String::from_utf8(form.stream.content).expect("ASCII"), form.unsupported)
    }

    #[test]
    fn shape_stays_a_path() {
        let (bytes, unsupported) = operators(r##"<rect x="1" y="2" width="3" height="4" fill="#f00"/>"##);
        assert!(bytes.contains("1 0 0 rg\n1 2 m\n4 2 l\n4 6 l\n1 6 l\nh\nf\n"), "{bytes}");
        assert!(unsupported.is_empty());
    }

    #[test]
    fn gradient_becomes_a_pattern() {
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
    fn character_without_a_glyph_is_reported() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><text>A 日<tspan>\u{995}</tspan></text><desc>語</desc></svg>";
        let form = svg_form(svg.as_bytes(), &FontBook::default()).expect("a form");
        assert_eq!(form.missing, BTreeSet::from(['日', '\u{995}']));
    }

    #[test]
    fn unsupported_feature_is_reported() {
        let (_, unsupported) = operators(
            r#"<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect width="5" height="5" filter="url(#f)"/>"#,
        );
        assert_eq!(unsupported, BTreeSet::from([UnsupportedFeature::Filter]));
    }

    #[test]
    fn no_other_file_is_read() {
        let (bytes, _) =
            operators(r#"<image href="/etc/hostname" width="5" height="5"/><image href="a.png"/>"#);
        assert!(!bytes.contains("Do"));
    }

    #[test]
    fn other_xml_is_refused() {
        assert!(svg_form(b"<html/>", &FontBook::default()).is_err());
    }
}
