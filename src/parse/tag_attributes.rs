//! The attributes of a tag of HTML.

use crate::dom::Attribute;

/// The attributes of a tag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::parse) struct TagAttributes(Vec<(String, String)>);

impl TagAttributes {
    pub(in crate::parse) fn of(attributes: &[Attribute]) -> TagAttributes {
        let pair = |it: &Attribute| (it.name.local.to_string(), it.value.to_string());
        TagAttributes(attributes.iter().map(pair).collect())
    }

    /// One attribute alone.
    pub(in crate::parse) fn one(name: &str, value: String) -> TagAttributes {
        TagAttributes(vec![(name.to_owned(), value)])
    }

    /// The value of an attribute; `None` where it is not given, or blank.
    pub(in crate::parse) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.trim());
        found.filter(|it| !it.is_empty())
    }

    /// Whether an attribute is given, perhaps without a value.
    pub(in crate::parse) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(it, _)| it == name)
    }
}
