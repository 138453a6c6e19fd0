//! Nodes of HTML or XHTML: elements and text, nothing else.

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, as it is to be read: nothing in it is escaped yet.
    Text(String),
}

/// An element. Its name and those of its attributes come from the program, never from a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The name, lower-case.
    pub name: &'static str,
    /// The attributes in the order of writing, each at most once, their values not escaped yet.
    pub attributes: Vec<(&'static str, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

impl Element {
    /// An empty element without attributes.
    pub fn new(name: &'static str) -> Element {
        Element { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// With an attribute. A second value of `class` joins the first; of any other it takes its place.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Element {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if name == "class" => {
                known.push(' ');
                known.push_str(&value);
            }
            Some((_, known)) => *known = value,
            None => self.attributes.push((name, value)),
        }
        self
    }

    /// With an attribute where there is a value for it.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Element {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With one more child.
    #[must_use]
    pub fn child(mut self, node: impl Into<Node>) -> Element {
        self.children.push(node.into());
        self
    }

    /// With more children.
    #[must_use]
    pub fn children(mut self, nodes: impl IntoIterator<Item = Node>) -> Element {
        self.children.extend(nodes);
        self
    }

    /// With text at its end.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Element {
        self.child(Node::Text(text.into()))
    }

    /// The value of an attribute; `None` where it has none of that name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

impl Node {
    /// The text of a node and all below it, without marks between.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        match self {
            Node::Text(it) => text.push_str(it),
            Node::Element(element) => element.children.iter().for_each(|child| child.push_text(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_join_and_other_attributes_are_replaced() {
        let element = Element::new("p").with("class", "a").with("class", "b").with("id", "x").with("id", "y");
        assert_eq!(element.attribute("class"), Some("a b"));
        assert_eq!(element.attribute("id"), Some("y"));
        assert_eq!(element.attribute("lang"), None);
    }
}
