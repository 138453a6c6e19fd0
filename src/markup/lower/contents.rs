//! Contents: the outline as a list of links.

use crate::document::OutlineEntry;
use crate::markup::{Element, Lowering, Node};

impl Lowering<'_> {
    /// The headings down to a depth, from 1, as nested lists; `None` where none of them can be linked to.
    pub fn contents(&mut self, entries: &[OutlineEntry], depth: u8) -> Option<Element> {
        let mut items: Vec<Node> = Vec::new();
        for entry in entries.iter().filter(|it| it.depth <= depth) {
            let Some(id) = &entry.id else { continue };
            let link =
                Element::new("a").with("href", self.resolver.anchor(id)).children(self.label(&entry.content));
            let item = Element::new("li").child(link);
            items.push(item.children(self.contents(&entry.children, depth).map(Node::from)).into());
        }
        if items.is_empty() { None } else { Some(Element::new("ol").children(items)) }
    }
}
