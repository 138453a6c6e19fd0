//! Lists, tasks and definitions.

use crate::document::{Block, BlockKind, Definition, Inline, List, ListItem, ListKind, Numbering};
use crate::markup::lower::attributed;
use crate::markup::{Element, Lowering, Node};

impl Lowering<'_> {
    pub(super) fn list(&mut self, list: &List) -> Element {
        let items: Vec<Node> = list.items.iter().map(|item| self.item(item, list.tight).into()).collect();
        let element = match list.kind {
            ListKind::Bullet => Element::new("ul"),
            ListKind::Ordered { start, numbering } => Element::new("ol")
                .maybe("start", (start != 1).then(|| start.to_string()))
                .maybe("type", numbering_type(numbering)),
        };
        let element = if list.items.iter().any(|it| it.task.is_some()) {
            element.with("class", "tasks")
        } else {
            element
        };
        let element = if list.tight { element.with("class", "tight") } else { element };
        element.children(items)
    }

    fn item(&mut self, item: &ListItem, tight: bool) -> Element {
        let levels = self.levels.clone();
        let mut content = Vec::new();
        let mut rest = item.blocks.as_slice();
        if let Some(done) = item.task {
            let (label, others) = self.task(done, rest, tight);
            content.push(label);
            rest = others;
        }
        for (at, block) in rest.iter().enumerate() {
            let Some(words) = bare(block, tight) else {
                content.extend(self.blocks(std::slice::from_ref(block)));
                continue;
            };
            content.extend(self.inlines(words));
            // Words without an element of their own end where the next block begins.
            content.extend((at + 1 < rest.len()).then(|| Node::Text("\n".to_owned())));
        }
        self.levels = levels;
        Element::new("li").children(content)
    }

    /// The box of a task with its first paragraph as label, and the blocks after it.
    fn task<'b>(&mut self, done: bool, blocks: &'b [Block], tight: bool) -> (Node, &'b [Block]) {
        let Some((Block { kind: BlockKind::Paragraph(content), attr, .. }, rest)) = blocks.split_first()
        else {
            return (self.tick(done, true).into(), blocks);
        };
        let words = self.inlines(content);
        let label = if self.is_page() { Element::new("label") } else { Element::new("span") };
        let label = label.child(self.tick(done, !self.is_page())).text(" ").children(words);
        if blocks.first().is_some_and(|it| bare(it, tight).is_some()) {
            return (label.into(), rest);
        }
        (attributed(Element::new("p").child(label), attr).into(), rest)
    }

    /// The box itself: a checkbox that cannot be changed in a page, a sign in a book. `alone` where no label
    /// names it.
    fn tick(&self, done: bool, alone: bool) -> Element {
        let name = self.words.task(done);
        if !self.is_page() {
            let sign = if done { "\u{2611}" } else { "\u{2610}" };
            let tick = Element::new("span").with("role", "img").with("aria-label", name);
            return self.spoken(tick.with("class", "tick").text(sign));
        }
        let tick = Element::new("input").with("type", "checkbox").with("disabled", "");
        let tick = if done { tick.with("checked", "") } else { tick };
        if alone { tick.with("aria-label", name) } else { tick }
    }

    pub(super) fn definitions(&mut self, definitions: &[Definition]) -> Element {
        let mut list = Element::new("dl");
        for definition in definitions {
            for term in &definition.terms {
                list = list.child(Element::new("dt").children(self.inlines(&term.content)));
            }
            for body in &definition.bodies {
                list = list.child(Element::new("dd").children(self.nested(body)));
            }
        }
        list
    }
}

/// The words of a paragraph that has no element in a tight list: one of which nothing else is said.
fn bare(block: &Block, tight: bool) -> Option<&[Inline]> {
    let BlockKind::Paragraph(words) = &block.kind else { return None };
    (tight && block.attr.is_empty()).then_some(words)
}

/// The `type` of an ordered list; `None` for decimal numbers, which need none.
fn numbering_type(numbering: Numbering) -> Option<&'static str> {
    match numbering {
        Numbering::Decimal => None,
        Numbering::LowerAlpha => Some("a"),
        Numbering::UpperAlpha => Some("A"),
        Numbering::LowerRoman => Some("i"),
        Numbering::UpperRoman => Some("I"),
    }
}
