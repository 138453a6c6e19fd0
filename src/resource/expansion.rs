//! How much of an SVG is drawn: what is referred to, such as a pattern or a marker, is drawn again for each reference.
//!
//! A drawing of some kilobytes can so come to more elements than any machine
//! can hold. The count here goes over the source alone and takes each element
//! once, so that it ends soon for every drawing.

use std::collections::{HashMap, HashSet};

use data_url::DataUrl;
use usvg::roxmltree::{Document, Node, NodeId};

/// The most elements and characters of text that are drawn. A detailed map has some tens of thousands.
const MOST: u64 = 200_000;
/// The deepest nesting of elements, through references too.
const DEEPEST: usize = 256;

/// Why a drawing is too large once its references are followed, as a phrase; `None` where it is not.
pub(super) fn problem(svg: &Document<'_>) -> Option<String> {
    let sheets = svg.descendants().filter(|it| it.tag_name().name() == "style");
    let mut drawn = Drawn {
        ids: svg.descendants().filter_map(|it| Some((it.attribute("id")?, it))).collect(),
        rules: sheets.flat_map(|it| it.children()).filter_map(|it| it.text()).flat_map(rules).collect(),
        known: HashMap::new(),
        open: HashSet::new(),
    };
    match drawn.weight(svg.root(), 0) {
        Ok(weight) if weight <= MOST => None,
        Ok(_) => Some(format!("more than {MOST} elements are drawn once its references are followed")),
        Err(why) => Some(why.to_owned()),
    }
}

/// A count in progress.
struct Drawn<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    rules: Vec<Rule<'a>>,
    /// The weights that are known already.
    known: HashMap<NodeId, u64>,
    /// The elements that are being counted: one that is met again is in itself.
    open: HashSet<NodeId>,
}

/// A rule of a style sheet that refers to elements.
struct Rule<'a> {
    selector: &'a str,
    declarations: &'a str,
}

impl<'a, 'input> Drawn<'a, 'input> {
    /// The elements that are drawn for one.
    fn weight(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, &'static str> {
        if let Some(known) = self.known.get(&node.id()) {
            return Ok(*known);
        }
        if depth > DEEPEST {
            return Err("its elements are nested too deeply");
        }
        if !self.open.insert(node.id()) {
            return Err("an element of it refers to itself");
        }
        let mut weight = 1;
        for child in node.children() {
            let added = match child.text() {
                Some(text) if child.is_text() => text.len() as u64,
                _ if child.is_element() => self.weight(child, depth + 1)?,
                _ => 0,
            };
            weight = added.saturating_add(weight);
        }
        for (target, times) in self.references(node) {
            let added = self.weight(target, depth + 1)?.saturating_mul(times);
            weight = added.saturating_add(weight);
        }
        self.open.remove(&node.id());
        self.known.insert(node.id(), weight);
        Ok(weight)
    }

    /// What an element refers to, and how often that is drawn.
    fn references(&self, node: Node<'a, 'input>) -> Vec<(Node<'a, 'input>, u64)> {
        let mut found = Vec::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            match name {
                "href" if node.tag_name().name() != "a" => {
                    let target = value.trim().strip_prefix('#').and_then(|it| self.ids.get(it));
                    found.extend(target.map(|it| (*it, 1)));
                }
                "style" => self.declared(node, value, &mut found),
                _ => self.property(node, name, value, &mut found),
            }
        }
        for rule in self.rules.iter().filter(|it| may_apply(it.selector, node)) {
            self.declared(node, rule.declarations, &mut found);
        }
        found
    }

    fn declared(&self, node: Node<'a, 'input>, declarations: &str, found: &mut Vec<(Node<'a, 'input>, u64)>) {
        for (name, value) in declarations.split(';').filter_map(|it| it.split_once(':')) {
            self.property(node, name.trim(), value, found);
        }
    }

    fn property(
        &self,
        node: Node<'a, 'input>,
        name: &str,
        value: &str,
        found: &mut Vec<(Node<'a, 'input>, u64)>,
    ) {
        // A marker is drawn at each point of a path.
        let times = if name.starts_with("marker") { points(node) } else { 1 };
        let named = value.split("url(").skip(1).filter_map(|it| it.split(')').next());
        let ids = named.filter_map(|it| it.trim().trim_matches(['"', '\'']).trim().strip_prefix('#'));
        found.extend(ids.filter_map(|it| self.ids.get(it)).map(|it| (*it, times)));
    }
}

/// The points of a path, at most: two numbers make one.
fn points(node: Node<'_, '_>) -> u64 {
    let path = node.attribute("d").or_else(|| node.attribute("points")).unwrap_or_default();
    let is_part = |it: char| it.is_ascii_digit() || it == '.';
    let numbers = path.split(|it| !is_part(it)).filter(|it| !it.is_empty()).count();
    numbers as u64 / 2 + 2
}

/// The rules of a style sheet that refer to something.
fn rules(sheet: &str) -> impl Iterator<Item = Rule<'_>> {
    sheet.split('}').filter_map(|it| it.rsplit_once('{')).filter(|it| it.1.contains("url(")).map(
        |(selector, declarations)| Rule {
            selector: selector.rsplit(['{', '}']).next().unwrap_or(selector),
            declarations,
        },
    )
}

/// Whether a rule may hold for an element, by the last part of its selectors.
fn may_apply(selectors: &str, node: Node<'_, '_>) -> bool {
    selectors.split(',').any(|selector| {
        let last = selector.split_whitespace().next_back().unwrap_or_default();
        let name = |mark: char| {
            let (_, rest) = last.split_once(mark)?;
            rest.split(['.', '#', ':', '[']).next()
        };
        if let Some(class) = name('.') {
            return node.attribute("class").is_some_and(|it| it.split_whitespace().any(|it| it == class));
        }
        if let Some(id) = name('#') {
            return node.attribute("id") == Some(id);
        }
        let tag = last.split([':', '[']).next().unwrap_or_default();
        tag.is_empty() || tag == "*" || tag == node.tag_name().name()
    })
}

/// The drawing that an address of kind `data:` holds; `None` for every other kind of data, and for other addresses.
///
/// # Errors
///
/// When it is packed, so that its size is not known.
pub(super) fn embedded(address: &str) -> Option<Result<String, String>> {
    let data = DataUrl::process(address.trim()).ok()?;
    let kind = data.mime_type();
    if kind.type_ != "image" || !kind.subtype.starts_with("svg") {
        return None;
    }
    let (bytes, _) = data.decode_to_vec().ok()?;
    Some(String::from_utf8(bytes).map_err(|_| "a drawing in it is packed or is not UTF-8".to_owned()))
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

    /// Thirty elements, each of which is made with twice the one before.
    fn doubled(element: impl Fn(usize) -> String) -> String {
        (1..30).map(element).collect()
    }

    #[test]
    fn whatever_multiplies_is_counted() {
        let too_many = Some(format!("more than {MOST} elements are drawn once its references are followed"));
        let patterns = doubled(|it| {
            let one = format!("<rect fill='url(#p{})'/>", it - 1);
            format!("<pattern id='p{it}'>{one}{one}</pattern>")
        });
        assert_eq!(found(&format!("{patterns}<rect fill='url(#p29)'/>")), too_many);
        let masks = doubled(|it| {
            format!("<mask id='m{it}' mask=\"url('#m{0}')\"><g style='mask:url(#m{0})'/></mask>", it - 1)
        });
        assert_eq!(found(&format!("{masks}<rect mask='url(#m29)'/>")), too_many);
        let uses =
            doubled(|it| format!("<g id='g{it}'><use x:href='#g{0}'/><use href='#g{0}'/></g>", it - 1));
        assert_eq!(found(&uses), too_many);
        let classes: String = (1..30).map(|it| format!(".c{it},x {{ fill: url(#p{}) }} ", it - 1)).collect();
        let classed = doubled(|it| {
            format!("<pattern id='p{it}'><rect class='a c{it}'/><rect class='c{it}'/></pattern>")
        });
        assert_eq!(found(&format!("<style>{classes}</style>{classed}")), too_many);
        let marks = "<path d='M0 0L1 1'/>".repeat(200);
        let path = "L1 1".repeat(2000);
        let marked = format!("<marker id='m'>{marks}</marker><path d='M0 0{path}' marker-mid='url(#m)'/>");
        assert_eq!(found(&marked), too_many);
        assert_eq!(found(&format!("<text>{}</text>", "many words ".repeat(20_000))), too_many);
    }

    #[test]
    fn what_draws_itself_is_refused() {
        let circle = Some("an element of it refers to itself".to_owned());
        assert_eq!(found("<g id='a'><use href='#a'/></g>"), circle);
        assert_eq!(
            found("<mask id='a'><g mask='url(#b)'/></mask><mask id='b'><g mask='url(#a)'/></mask>"),
            circle
        );
        assert_eq!(found("<a id='top' href='#top'><text>up</text></a>"), None, "a link is drawn once");
        let deep = format!("{}{}", "<g>".repeat(1000), "</g>".repeat(1000));
        assert_eq!(found(&deep).as_deref(), Some("its elements are nested too deeply"));
    }

    #[test]
    fn drawings_of_the_usual_kind_are_taken() {
        let tree = "<path d='M0 0L9 9' marker-end='url(#arrow)'/>".repeat(10_000);
        assert_eq!(found(&format!("<marker id='arrow'><path d='M0 0h9'/></marker>{tree}")), None);
        let icons = "<use href='#icon'/>".repeat(2_000);
        let icon = format!("<symbol id='icon'>{}</symbol>", "<path d='M0 0h9'/>".repeat(20));
        assert_eq!(found(&format!("{icon}{icons}")), None);
    }

    #[test]
    fn drawings_within_drawings_are_read() {
        assert_eq!(embedded("data:image/png;base64,AA=="), None);
        assert_eq!(embedded("a.svg"), None);
        assert_eq!(embedded("data:image/svg+xml,%3Csvg/%3E"), Some(Ok("<svg/>".to_owned())));
        assert_eq!(embedded("data:image/svg+xml;base64,PHN2Zy8+"), Some(Ok("<svg/>".to_owned())));
        assert!(embedded("data:image/svg+xml;base64,H4sIAA==").is_some_and(|it| it.is_err()));
    }
}
