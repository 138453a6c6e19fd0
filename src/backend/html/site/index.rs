//! The index of the search: the sections of all pages, and which of them holds which words.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::backend::html::site::fold::terms;
use crate::markup::{Element, Node};

/// How much a word weighs that is in the title of a section.
const TITLE: u32 = 8;

/// A stretch of a page from one heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    /// The index of its page.
    page: usize,
    /// The id of its heading; empty for what is above the first.
    id: String,
    title: String,
    text: String,
}

/// The index in the making.
#[derive(Debug, Default)]
pub(super) struct Index {
    pages: Vec<(String, String)>,
    sections: Vec<Section>,
}

impl Index {
    /// Adds a page: its address, its title, and what is on it.
    pub(super) fn add(&mut self, address: &str, title: &str, nodes: &[Node]) {
        self.pages.push((address.to_owned(), title.to_owned()));
        self.section(String::new(), title.to_owned());
        nodes.iter().for_each(|it| self.node(it));
        self.sections.retain(|it| !it.text.trim().is_empty() || !it.id.is_empty());
    }

    fn section(&mut self, id: String, title: String) {
        let page = self.pages.len().saturating_sub(1);
        self.sections.push(Section { page, id, title, text: String::new() });
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.text(text),
            Node::Element(element) => self.element(element),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(section) = self.sections.last_mut() {
            section.text.push_str(text);
        }
    }

    /// Words end at the edges of what is apart. Marks and links of the program are no words of the text.
    fn element(&mut self, element: &Element) {
        let class = element.attribute("class").unwrap_or_default();
        if ["mark", "back", "permalink"].contains(&class) {
            return;
        }
        if let Some(id) = element.attribute("id").filter(|_| is_heading(element)) {
            let title = Node::Element(element.clone()).text();
            return self.section(id.to_owned(), tidy(&title));
        }
        let apart = !RUNNING.contains(&element.name);
        let edge = if apart { " " } else { "" };
        self.text(edge);
        self.text(element.attribute("alt").unwrap_or_default());
        element.children.iter().for_each(|it| self.node(it));
        self.text(edge);
    }

    /// The file that `search.js` loads.
    pub(super) fn finish(self) -> String {
        let mut words: BTreeMap<String, BTreeMap<usize, u32>> = BTreeMap::new();
        for (at, section) in self.sections.iter().enumerate() {
            for (text, weight) in [(&section.title, TITLE), (&section.text, 1)] {
                for term in terms(text) {
                    *words.entry(term).or_default().entry(at).or_default() += weight;
                }
            }
        }
        let pages: Vec<Value> = self.pages.iter().map(|(address, title)| json!([address, title])).collect();
        let section = |it: &Section| json!([it.page, it.id, it.title, tidy(&it.text)]);
        let sections: Vec<Value> = self.sections.iter().map(section).collect();
        // Each word with its sections, a number and a weight in turn.
        let postings = |it: &BTreeMap<usize, u32>| {
            Value::from(it.iter().flat_map(|(at, weight)| [json!(at), json!(weight)]).collect::<Vec<_>>())
        };
        let words: Vec<Value> = words.iter().map(|(word, found)| json!([word, postings(found)])).collect();
        let index = json!({ "pages": pages, "sections": sections, "words": words });
        format!("globalThis.pamphletIndex = {index};\n")
    }
}

/// Elements that run in the line, at whose edges no word ends.
const RUNNING: [&str; 16] = [
    "a", "abbr", "code", "em", "kbd", "label", "mark", "s", "small", "span", "strong", "sub", "sup", "u",
    "input", "time",
];

fn is_heading(element: &Element) -> bool {
    matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || element.attribute("role") == Some("heading")
}

/// White space as one space.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_begin_at_headings_and_words_know_theirs() {
        let head = |id: &str, text: &str| Node::from(Element::new("h2").with("id", id).text(text));
        let word = |text: &str| Node::from(Element::new("p").text(text));
        let cells =
            Element::new("tr").child(Element::new("td").text("one")).child(Element::new("td").text("two"));
        let mut index = Index::default();
        index.add("a.html", "A", &[word("Before"), head("x", "Été"), word("été </script>"), cells.into()]);
        let made = index.finish();
        assert!(made.contains(r#"[0,"x","Été","été </script> one two"]"#), "{made}");
        assert!(made.contains(r#"["ete",[1,9]]"#), "{made}");
        assert!(made.contains(r#"["before",[0,1]]"#), "{made}");
    }
}
