//! Style sheets, as far as they hide elements.
//!
//! Only rules for elements, classes and ids on a screen: rules that depend on the position of an element, or on what a
//! reader does, are ignored.

use super::xml::Attributes;

/// The rules that hide elements or show them again.
#[derive(Debug, Clone, Default)]
pub(super) struct StyleSheet {
    rules: Vec<Rule>,
}

/// A rule for elements of one kind.
#[derive(Debug, Clone)]
struct Rule {
    /// The name that an element must have; `None` for any.
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    /// Whether it hides the elements.
    hides: bool,
}

impl StyleSheet {
    /// Adds the rules of a text, which come after those before.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((head, after)) = rest.split_once('{') {
            // What is before the last semicolon is a statement of its own, such as an import.
            let selectors = head.rsplit(';').next().unwrap_or_default().trim();
            if selectors.starts_with('@') {
                rest = if is_for_screens(selectors) { after } else { after_block(after) };
                continue;
            }
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            if let Some(hides) = hides(body) {
                // The end of a block of rules may be before the next rule.
                let list = selectors.trim_start_matches(['}', ' ', '\n', '\r', '\t']).split(',');
                self.rules.extend(list.filter_map(|it| Rule::of(it.trim(), hides)));
            }
            rest = after;
        }
    }

    /// Whether an element is hidden: the most specific rule decides, the last of equals.
    pub(super) fn hides(&self, name: &str, attributes: &Attributes) -> bool {
        let fitting = self.rules.iter().filter(|it| it.fits(name, attributes));
        fitting.max_by_key(|it| it.specificity()).is_some_and(|it| it.hides)
    }
}

impl Rule {
    /// The rule of a simple selector; `None` for any other.
    fn of(selector: &str, hides: bool) -> Option<Rule> {
        let is_name = |it: char| it.is_alphanumeric() || "-_.#*".contains(it);
        if selector.is_empty() || !selector.chars().all(is_name) {
            return None;
        }
        let mut rule = Rule { name: None, id: None, classes: Vec::new(), hides };
        let ends = selector.find(['.', '#']).unwrap_or(selector.len());
        let (name, mut rest) = selector.split_at(ends);
        rule.name = Some(name.to_ascii_lowercase()).filter(|it| !it.is_empty() && it != "*");
        while let Some(kind) = rest.chars().next() {
            let end = rest[1..].find(['.', '#']).map_or(rest.len(), |it| it + 1);
            let (part, after) = (&rest[1..end], &rest[end..]);
            if kind == '.' {
                rule.classes.push(part.to_owned())
            } else {
                rule.id = Some(part.to_owned())
            }
            rest = after;
        }
        Some(rule)
    }

    fn fits(&self, name: &str, attributes: &Attributes) -> bool {
        self.name.as_deref().is_none_or(|it| it == name)
            && self.id.as_deref().is_none_or(|it| attributes.get("id") == Some(it))
            && self.classes.iter().all(|it| attributes.has("class", it))
    }

    /// Its specificity (Selectors 4, 17).
    fn specificity(&self) -> (bool, usize, bool) {
        (self.id.is_some(), self.classes.len(), self.name.is_some())
    }
}

/// Whether declarations hide an element or show it; `None` if they do neither.
pub(super) fn hides(declarations: &str) -> Option<bool> {
    let mut hides = None;
    for declaration in declarations.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.replace("!important", "").trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => hides = Some(value == "none"),
            "visibility" => hides = Some(value == "hidden" || value == "collapse"),
            "font-size" if value.trim_end_matches(char::is_alphabetic).parse() == Ok(0.0_f32) => {
                hides = Some(true)
            }
            _ => {}
        }
        if hides == Some(true) {
            return hides;
        }
    }
    hides
}

/// Whether the rules of a block are for a screen of any size.
fn is_for_screens(head: &str) -> bool {
    let media = head.strip_prefix("@media").map(str::trim);
    media.is_some_and(|it| matches!(it, "screen" | "all"))
        || head.starts_with("@supports")
        || head.starts_with("@layer")
}

/// The text after the end of the current block.
fn after_block(text: &str) -> &str {
    let mut depth = 1_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |it| it.1);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(css: &str, name: &str, class: &str) -> bool {
        let mut sheet = StyleSheet::default();
        sheet.add(css);
        sheet.hides(name, &Attributes(vec![("class".to_owned(), class.to_owned())]))
    }

    #[test]
    fn css_rules_hide_elements_and_classes() {
        assert!(hidden("p { color: red } .x, .gone { display: none }", "p", "a gone"));
        assert!(hidden("em{visibility:hidden !important}", "em", ""));
        assert!(hidden("@media screen { p.a { font-size: 0px } }", "p", "a"));
        assert!(!hidden(".gone { display: none }", "p", "going"));
        assert!(!hidden("p { font-size: 0.9em }", "p", ""));
    }

    #[test]
    fn css_rule_may_show_hidden_element() {
        assert!(!hidden("p { display: none } p.a { display: block }", "p", "a"));
        assert!(!hidden("p { display: none } p { display: block }", "p", ""));
    }

    #[test]
    fn css_rules_for_print_or_context_are_ignored() {
        assert!(!hidden("@media print { p { display: none } .a { display: none } }", "p", "a"));
        assert!(!hidden("nav > p, p:hover, p[x] { display: none } /* p { display: none } */", "p", ""));
        assert!(hidden("@import 'a'; @media print { a { color: red } } p { display: none", "p", ""));
    }
}
