//! Whether an SVG is self-contained and static: without scripts and without references to other files.
//!
//! Reading systems and browsers show an image as it is drawn here, and run nothing of it; a file that
//! relies on more would look different in each edition, and validators of EPUB refuse it.

use usvg::roxmltree::{Attribute, Document, Node, ParsingOptions};

use crate::resource::expansion;

/// Why an SVG is not self-contained, as a phrase; `None` where it is.
pub(super) fn problem(svg: &Document<'_>) -> Option<String> {
    svg.descendants().find_map(node_problem).or_else(|| expansion::problem(svg))
}

/// The SVG without what only browsers can draw, where a `switch` offers something else in its place, as drawing programs
/// write labels (SVG 2, 5.8.3). `None` for an SVG that has nothing of the kind.
pub(super) fn with_fallbacks(text: &str) -> Option<String> {
    if !text.contains("foreignObject") {
        return None;
    }
    let svg = parsed(text).ok()?;
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for node in svg.descendants().filter(has_fallback) {
        let range = node.range();
        // One inside another that is gone is gone too.
        if range.start >= done {
            kept.push_str(text.get(done..range.start)?);
            done = range.end;
        }
    }
    kept.push_str(text.get(done..)?);
    (done > 0).then_some(kept)
}

/// Whether an element that only browsers can draw is in a `switch` that has another one after it.
fn has_fallback(node: &Node<'_, '_>) -> bool {
    let is_foreign = |it: &Node<'_, '_>| it.tag_name().name() == "foreignObject";
    let in_switch = node.parent_element().is_some_and(|it| it.tag_name().name() == "switch");
    is_foreign(node) && in_switch && node.next_siblings().any(|it| it.is_element() && !is_foreign(&it))
}

fn node_problem(node: Node<'_, '_>) -> Option<String> {
    if node.pi().is_some_and(|it| it.target == "xml-stylesheet") {
        return Some("it refers to a style sheet of its own".to_owned());
    }
    match node.tag_name().name() {
        "script" => Some("it holds a script".to_owned()),
        // Only browsers know what is in it: in the PDF it would be lost.
        "foreignObject" => Some("it holds a `foreignObject`, which not every edition can show".to_owned()),
        "style" => node.descendants().filter_map(|it| it.text()).find_map(style_problem),
        name => node.attributes().find_map(|it| attribute_problem(name, it)),
    }
}

fn attribute_problem(element: &str, attribute: Attribute<'_, '_>) -> Option<String> {
    let (name, value) = (attribute.name(), attribute.value().trim());
    if name.starts_with("on") || has_scheme(value, "javascript:") {
        return Some(format!("it holds a script, in `{name}`"));
    }
    // A link is no part of the image.
    if name == "href" && element != "a" {
        return outside(value).or_else(|| embedded_problem(value));
    }
    style_problem(value)
}

/// Why a drawing in the address of another is not self-contained. One in that one is not drawn.
fn embedded_problem(address: &str) -> Option<String> {
    match expansion::embedded(address)? {
        Ok(text) => match parsed(&text) {
            Ok(svg) => problem(&svg),
            Err(error) => Some(format!("a drawing in it cannot be read: {error}")),
        },
        Err(why) => Some(why),
    }
}

/// The tree of an SVG. A document type is allowed, as usvg allows it, and its entities are bounded.
pub(crate) fn parsed(text: &str) -> Result<Document<'_>, usvg::roxmltree::Error> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() })
}

/// What a style sheet, or the value of a property, refers to.
fn style_problem(text: &str) -> Option<String> {
    if text.contains("@import") {
        return Some("it refers to a style sheet of its own".to_owned());
    }
    let references = text.split("url(").skip(1).filter_map(|it| it.split(')').next());
    references.map(|it| it.trim().trim_matches(['"', '\'']).trim()).find_map(outside)
}

/// The problem of a reference that leads out of the file.
fn outside(reference: &str) -> Option<String> {
    let inside = reference.is_empty() || reference.starts_with('#') || has_scheme(reference, "data:");
    (!inside).then(|| format!("it refers to another file, `{reference}`"))
}

fn has_scheme(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(content: &str) -> Option<String> {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'>{content}</svg>"
        );
        problem(&Document::parse(&svg).expect("well-formed"))
    }

    #[test]
    fn an_svg_that_only_draws_is_self_contained() {
        for content in [
            "<path d='M0 0h9' fill='url(#a)' style=\"stroke:url('#a')\"/>",
            "<use x:href='#a'/><image href='data:image/png;base64,AA=='/>",
            "<a href='https://example.org/'><text>one on two</text></a>",
            "<style>path { fill: url(#a) }</style>",
        ] {
            assert_eq!(found(content), None, "{content}");
        }
    }

    #[test]
    fn fallback_of_a_switch_takes_the_place_of_foreign_content() {
        let head = "<svg xmlns='http://www.w3.org/2000/svg'>";
        let svg = format!(
            "{head}<switch><foreignObject><p onclick='x()'>a</p></foreignObject><text>b</text></switch></svg>"
        );
        assert_eq!(with_fallbacks(&svg), Some(format!("{head}<switch><text>b</text></switch></svg>")));
        let alone = format!("{head}<switch><foreignObject/></switch><foreignObject/><text>b</text></svg>");
        assert_eq!(with_fallbacks(&alone), None, "nothing is offered in its place");
    }

    #[test]
    fn an_svg_with_scripts_or_references_is_refused() {
        for (content, why) in [
            ("<script>x()</script>", "it holds a script"),
            (
                "<foreignObject><p>x</p></foreignObject>",
                "it holds a `foreignObject`, which not every edition can show",
            ),
            ("<g onload='x()'/>", "it holds a script, in `onload`"),
            ("<a href='JavaScript:x()'/>", "it holds a script, in `href`"),
            ("<use x:href='b.svg#c'/>", "it refers to another file, `b.svg#c`"),
            ("<path fill='url(b.svg#c)'/>", "it refers to another file, `b.svg#c`"),
            ("<style>@import 'a.css';</style>", "it refers to a style sheet of its own"),
            (
                "<style>path { fill: url( \"//example.org/a\" ) }</style>",
                "it refers to another file, `//example.org/a`",
            ),
        ] {
            assert_eq!(found(content).as_deref(), Some(why), "{content}");
        }
        let sheet = Document::parse("<?xml-stylesheet href='a.css'?><svg/>").expect("well-formed");
        assert_eq!(problem(&sheet).as_deref(), Some("it refers to a style sheet of its own"));
    }
}
