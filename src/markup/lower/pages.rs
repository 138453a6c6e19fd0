//! Marks where the pages of a paginated edition begin (EPUB Accessibility 1.1, 2.4; DPUB-ARIA 1.1, `doc-pagebreak`).

use crate::document::{Block, BlockKind};
use crate::markup::{Element, Lowering, Node, PageBreak};
use crate::source::Span;

impl Lowering<'_> {
    /// Text, with marks where pages begin in it.
    pub(super) fn paged(&self, span: Span, text: &str) -> Vec<Node> {
        let (mut nodes, mut from) = (Vec::new(), 0);
        for page in self.resolver.pages(span) {
            let Some(before) = text.get(from..page.offset) else { continue };
            if !before.is_empty() {
                nodes.push(Node::Text(before.to_owned()));
            }
            nodes.push(self.page_mark("span", page));
            from = page.offset;
        }
        nodes.push(Node::Text(text[from..].to_owned()));
        nodes
    }

    /// The marks of pages that begin with an inline that has no text to stand in.
    pub(super) fn pages_at(&self, span: Span) -> Vec<Node> {
        self.resolver.pages(span).iter().map(|it| self.page_mark("span", it)).collect()
    }

    /// The marks of pages that begin with a block that should hold none: a mark would become a part of
    /// the name of a heading or remark.
    pub(super) fn pages_before(&self, block: &Block) -> Vec<Node> {
        let pages = match &block.kind {
            BlockKind::Heading { .. } | BlockKind::Figure(_) | BlockKind::Admonition { .. } => {
                self.resolver.pages(block.span)
            }
            BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Table(_)
            | BlockKind::Container(_)
            | BlockKind::ThematicBreak => &[],
        };
        self.page_marks("div", pages)
    }

    /// Marks for the pages that begin outside the document's own text: `div` among blocks, `span` in lines.
    pub fn page_marks(&self, name: &'static str, pages: &[PageBreak]) -> Vec<Node> {
        pages.iter().map(|it| self.page_mark(name, it)).collect()
    }

    fn page_mark(&self, name: &'static str, page: &PageBreak) -> Node {
        let mark = Element::new(name)
            .with("class", "page")
            .with("id", page.id.clone())
            .with("aria-label", format!("{} {}", self.words.page, page.label));
        self.spoken(self.typed(mark, "pagebreak", "doc-pagebreak")).into()
    }
}
