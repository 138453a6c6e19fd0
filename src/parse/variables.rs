//! Variables: words that the manifest or front matter gives, and that the text names as `{{name}}`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::parse::rules::{UNDEFINED_VARIABLE, UNUSED_VARIABLE};
use crate::publication::{Located, nearest};
use crate::source::Span;

/// The variables of a publication, and which of them its text has named so far.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    values: BTreeMap<String, Located>,
    used: RefCell<BTreeSet<String>>,
}

/// A variable that is named at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// How long the text is that names it.
    pub(super) length: usize,
}

/// The variable that a text begins with: `{{name}}`, or Quarto's `{{< var name >}}`.
pub(super) fn named(text: &str) -> Option<Named<'_>> {
    let inner = text.strip_prefix("{{")?;
    let end = inner.bytes().take(200).position(|it| matches!(it, b'}' | b'\n'))?;
    let after = inner[end..].strip_prefix("}}")?;
    let name = inner[..end].trim();
    let shortcode = name.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let name = match shortcode {
        Some(shortcode) => shortcode.trim().strip_prefix("var ")?.trim(),
        None => name,
    };
    let is_inside = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(is_inside);
    let length = text.len() - after.len();
    (is_name && !name.eq_ignore_ascii_case("toc")).then_some(Named { name, length })
}

impl Variables {
    pub(super) fn of(values: &BTreeMap<String, Located>) -> Variables {
        Variables { values: values.clone(), used: RefCell::default() }
    }

    /// Whether the publication has none: then what looks like one is another tool's.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of a variable; one that is not defined is reported.
    pub(super) fn value(&self, name: &str, place: Span, diags: &mut Diagnostics) -> Option<&str> {
        if let Some(value) = self.values.get(name) {
            self.used.borrow_mut().insert(name.to_owned());
            return Some(&value.text);
        }
        let known: Vec<&str> = self.values.keys().map(String::as_str).collect();
        let help = match nearest(name, &known) {
            Some(nearest) => format!("did you mean `{{{{{nearest}}}}}`?"),
            None => format!("define it: `{name} = \"…\"` below `[variables]`"),
        };
        let message = format!("the variable `{name}` is not defined");
        diags.push(Diagnostic::new(&UNDEFINED_VARIABLE, place, message).help(help));
        None
    }

    /// An address with the values of the variables that it names.
    pub(super) fn expand(&self, address: String) -> String {
        if self.is_empty() || !address.contains("{{") {
            return address;
        }
        let mut expanded = String::with_capacity(address.len());
        let mut rest = address.as_str();
        while let Some(at) = rest.find("{{") {
            expanded.push_str(&rest[..at]);
            rest = &rest[at..];
            let found = named(rest).and_then(|it| Some((it.length, it.name, self.values.get(it.name)?)));
            let length = match found {
                Some((length, name, value)) => {
                    self.used.borrow_mut().insert(name.to_owned());
                    expanded.push_str(&value.text);
                    length
                }
                None => {
                    expanded.push_str("{{");
                    2
                }
            };
            rest = &rest[length..];
        }
        expanded + rest
    }

    /// Reports the variables that the text does not name.
    pub(super) fn report_unused(&self, diags: &mut Diagnostics) {
        let used = self.used.borrow();
        for (name, value) in self.values.iter().filter(|(name, _)| !used.contains(*name)) {
            let message = format!("the variable `{name}` is not used");
            let help = format!("write `{{{{{name}}}}}` where its value is to be, or remove it");
            diags.push(Diagnostic::new(&UNUSED_VARIABLE, value.span, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_braces() {
        let name = |text| named(text).map(|it| (it.name, it.length));
        assert_eq!(name("{{version}} x"), Some(("version", 11)));
        assert_eq!(name("{{ a.b-c }}"), Some(("a.b-c", 11)));
        assert_eq!(name("{{< var version >}}"), Some(("version", 19)));
        for other in
            ["{{}}", "{{ #if x }}", "{{a b}}", "{{< include x >}}", "{{toc}}", "{{1}}", "{{a\n}}", "{a}"]
        {
            assert_eq!(name(other), None, "{other}");
        }
    }

    #[test]
    fn addresses_have_values() {
        let place = Span::default();
        let values = [("v".to_owned(), Located { text: "1.2".to_owned(), span: place })].into();
        let variables = Variables::of(&values);
        let address = |text: &str| variables.expand(text.to_owned());
        assert_eq!(address("https://x.example/{{v}}/{{w}}/{{v"), "https://x.example/1.2/{{w}}/{{v");
    }
}
