//! Attributes as they are written: `{#id .class lang=fr}`, or those of a tag.

use crate::document::attr::OF_SOURCE;
use crate::document::json::width_text;
use crate::document::{Attr, Dimension, Image};
use crate::markdown::escape::html_value;

/// Attributes between braces; `None` where a name in them has characters that only HTML can write.
pub(super) fn attribute_text(attr: &Attr) -> Option<String> {
    let items = items(attr)?;
    (!items.is_empty()).then(|| format!("{{{}}}", items.join(" ")))
}

/// Whether attributes can be written between braces.
pub(super) fn is_plain(attr: &Attr) -> bool {
    items(attr).is_some()
}

/// The items of attributes.
fn items(attr: &Attr) -> Option<Vec<String>> {
    let mut items = Vec::new();
    if let Some(id) = &attr.id {
        items.push(format!("#{}", name(id.as_str(), "-_:.")?));
    }
    for class in &attr.classes {
        if let Some((key, value)) = class.split_once(':').filter(|_| is_of_source(class)) {
            items.push(format!("{key}=\"{}\"", (!value.contains(['"', '\n'])).then_some(value)?));
            continue;
        }
        items.push(format!(".{}", name(class, "-_:")?));
    }
    items.extend(attr.lang.as_ref().map(|lang| format!("lang={lang}")));
    Some(items)
}

/// Whether a class is an attribute about another source.
fn is_of_source(class: &str) -> bool {
    OF_SOURCE.iter().any(|it| class.starts_with(it))
}

fn name<'n>(text: &'n str, more: &str) -> Option<&'n str> {
    let good = !text.is_empty() && text.chars().all(|it| it.is_alphanumeric() || more.contains(it));
    good.then_some(text)
}

/// The attributes of an image; empty where it has none.
pub(super) fn image_text(image: &Image) -> String {
    let mut items = items(&image.attr).unwrap_or_default();
    if image.decorative {
        items.push(".decorative".to_owned());
    }
    items.extend(image.width.map(|it| format!("width={}", width(it))));
    if items.is_empty() { String::new() } else { format!("{{{}}}", items.join(" ")) }
}

/// A width in a unit in which it has at most two places.
fn width(width: Dimension) -> String {
    let Dimension::Millipoints(points) = width else { return width_text(width) };
    // The units of the reader: hundredths times the first, by the second.
    const UNITS: [(&str, i64, i64); 5] =
        [("pt", 10, 1), ("cm", 72_000, 254), ("mm", 7_200, 254), ("px", 15, 2), ("in", 720, 1)];
    for (unit, numerator, denominator) in UNITS {
        let least = (points * denominator + numerator - 1) / numerator;
        if least * numerator / denominator == points {
            let digits = format!("{}.{:02}", least / 100, least % 100);
            let number = digits.trim_end_matches('0').trim_end_matches('.');
            return format!("{number}{unit}");
        }
    }
    format!("{}.{:02}pt", points / 1000, points % 1000 / 10)
}

/// The tag of an element with an id and a language.
pub(super) fn tag_text(name: &str, attr: &Attr) -> String {
    let id = attr.id.as_ref().map(|it| format!(" id=\"{}\"", html_value(it.as_str())));
    let lang = attr.lang.as_ref().map(|it| format!(" lang=\"{it}\""));
    format!("<{name}{}{}>", id.unwrap_or_default(), lang.unwrap_or_default())
}
