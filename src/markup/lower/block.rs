//! Blocks.

use crate::document::attr::{ENTRY, INDEX, PASSAGE};
use crate::document::caption::{caption_of, is_caption, is_listing};
use crate::document::walk::{Node as TreeNode, walk_inlines};
use crate::document::{Admonition, Attr, Block, BlockKind, Figure, Inline, InlineKind, text};
use crate::locale::apparatus_words;
use crate::markup::lower::inline::has_run_in_head;
use crate::markup::lower::{attributed, code};
use crate::markup::{Element, Lowering, Node, Profile, address};

/// The containers that a vocabulary knows: class, type in EPUB's, role in DPUB-ARIA's. None is a landmark,
/// so that each may stand more than once without a name.
const CONTAINERS: [(&str, &str, &str); 9] = [
    ("abstract", "abstract", "doc-abstract"),
    ("colophon", "colophon", "doc-colophon"),
    ("dedication", "dedication", "doc-dedication"),
    ("epigraph", "epigraph", "doc-epigraph"),
    ("example", "example", "doc-example"),
    ("pull-quote", "pullquote", "doc-pullquote"),
    ("pullquote", "pullquote", "doc-pullquote"),
    ("qna", "qna", "doc-qna"),
    ("credit", "credit", "doc-credit"),
];

impl Lowering<'_> {
    /// Blocks in their order.
    pub fn blocks(&mut self, blocks: &[Block]) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(blocks.len());
        for block in blocks {
            nodes.extend(self.pages_before(block));
            nodes.push(self.block(block));
        }
        nodes
    }

    fn block(&mut self, block: &Block) -> Node {
        let element = match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Heading { level, content } => return self.heading(block, *level, content),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => self.definitions(definitions),
            BlockKind::Quote(inner) => Element::new("blockquote").children(self.nested(inner)),
            BlockKind::CodeBlock { language, text } => {
                let code = code::lower(language.as_deref(), text, self.paged(block.span, text));
                self.left_to_right(code)
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Admonition { kind, title, blocks } => self.remark(*kind, title.as_deref(), blocks),
            BlockKind::Container(inner) => self.container(block, inner),
            BlockKind::ThematicBreak => Element::new("hr"),
        };
        let element = match self.citation(&block.attr) {
            Some(link) => element.child(link),
            None => element,
        };
        attributed(element, &block.attr).into()
    }

    /// The link of a passage to itself, by which a reader cites it. Its name is the id: no passage has another one.
    pub(super) fn citation(&self, attr: &Attr) -> Option<Element> {
        let id = attr.id.as_ref().filter(|_| self.is_page() && attr.has_class(PASSAGE))?;
        let link = Element::new("a").with("class", "permalink").with("href", address::fragment(id.as_str()));
        Some(self.spoken(link.with("aria-label", format!("{} {id}", self.words.link_to))))
    }

    /// Blocks inside another one, whose headings are none of the outline's.
    pub(super) fn nested(&mut self, blocks: &[Block]) -> Vec<Node> {
        let levels = self.levels.clone();
        let nodes = self.blocks(blocks);
        self.levels = levels;
        nodes
    }

    fn paragraph(&mut self, content: &[Inline]) -> Element {
        if self.in_verse && is_of_lines(content) {
            return self.lines(content);
        }
        let element = Element::new("p").children(self.inlines(content));
        if has_run_in_head(content) { element.with("class", "run-in") } else { element }
    }

    /// A stanza: each line is an element, so that what it is turned over to can hang.
    fn lines(&mut self, content: &[Inline]) -> Element {
        let is_break = |it: &Inline| matches!(it.kind, InlineKind::LineBreak);
        let lines = content.split_inclusive(is_break);
        let lines: Vec<Node> = lines
            .map(|it| Element::new("span").with("class", "line").children(self.inlines(it)).into())
            .collect();
        Element::new("p").children(lines)
    }

    /// A heading at its depth in the outline, so that no level is skipped; in a page one below the title.
    fn heading(&mut self, block: &Block, level: u8, content: &[Inline]) -> Node {
        let depth = self.depth(level) + self.above;
        let content = self.inlines(content);
        let heading = match depth {
            1..=6 => Element::new(["h1", "h2", "h3", "h4", "h5", "h6"][depth - 1]),
            _ => Element::new("div")
                .with("role", "heading")
                .with("aria-level", depth.to_string())
                .with("class", "h7"),
        };
        let heading = attributed(heading.children(content), &block.attr);
        match self.permalink(block) {
            Some(link) => Element::new("div").with("class", "heading").child(heading).child(link).into(),
            None => heading.into(),
        }
    }

    /// The depth of the next heading in the outline, as [`crate::document::Outline`] counts it.
    fn depth(&mut self, level: u8) -> usize {
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        self.levels.len()
    }

    /// The link of a heading to itself. Its sign is drawn by the style sheet, so that no word is added to the text.
    fn permalink(&self, block: &Block) -> Option<Element> {
        let (Profile::Html, BlockKind::Heading { content, .. }) = (self.profile, &block.kind) else {
            return None;
        };
        let id = block.attr.id.as_ref()?;
        let name = format!("{} {}", self.words.link_to, text::name(content));
        let link = Element::new("a").with("class", "permalink").with("href", address::fragment(id.as_str()));
        Some(link.with("aria-label", name))
    }

    fn figure(&mut self, figure: &Figure) -> Element {
        let image = self.image(&figure.image);
        if figure.caption.is_empty() {
            return Element::new("div").with("class", "figure").child(image);
        }
        let caption = Element::new("figcaption").children(self.inlines(&figure.caption));
        Element::new("figure").child(image).child(caption)
    }

    /// Code with its caption.
    fn listing(&mut self, inner: &[Block]) -> Element {
        let mut nodes = Vec::new();
        for (at, block) in inner.iter().enumerate() {
            // A figure has its caption as its first or last child.
            let is_end = at == 0 || at + 1 == inner.len();
            if let BlockKind::Paragraph(content) = &block.kind
                && is_end
                && is_caption(block)
            {
                let caption = Element::new("figcaption").children(self.inlines(content));
                let attr = Attr { classes: Vec::new(), ..block.attr.clone() };
                nodes.push(attributed(caption, &attr).into());
            } else {
                nodes.extend(self.blocks(std::slice::from_ref(block)));
            }
        }
        Element::new("figure").children(nodes)
    }

    /// A remark, named by its title.
    fn remark(&mut self, kind: Admonition, title: Option<&[Inline]>, blocks: &[Block]) -> Element {
        self.remarks += 1;
        let id = self.ids.numbered("remark", self.remarks);
        let line = Element::new("p").with("class", "remark-title").with("id", id.clone());
        let title = match title {
            Some(title) => line.children(self.inlines(title)),
            None => self.spoken(line.text(self.words.remark(kind))),
        };
        let element = Element::new("div").with("class", "remark").with("class", kind.class());
        let element = match kind {
            Admonition::Tip => self.typed(element, "tip", "doc-tip"),
            Admonition::Important | Admonition::Warning | Admonition::Caution => {
                self.typed(element, "notice", "doc-notice")
            }
            Admonition::Note => element.with("role", "note"),
        };
        element.with("aria-labelledby", id).child(title).children(self.nested(blocks))
    }

    /// A container, with the role of the first of its classes that has one. Its headings are the outline's.
    fn container(&mut self, block: &Block, inner: &[Block]) -> Element {
        if is_listing(block) && !caption_of(block).is_empty() {
            return self.listing(inner);
        }
        let outer = self.in_verse;
        self.in_verse |= block.attr.has_class("verse");
        let element = Element::new("div").children(self.blocks(inner));
        self.in_verse = outer;
        if block.attr.has_class(INDEX) && !block.attr.classes.iter().any(|it| it.starts_with(ENTRY)) {
            // A landmark needs a name.
            let section = Element { name: "section", ..element };
            let words = apparatus_words(&self.document.meta.lang);
            return self.typed(section.with("aria-label", words.index), "index", "doc-index");
        }
        match CONTAINERS.iter().find(|(class, ..)| block.attr.has_class(class)) {
            Some((_, kind, role)) => self.typed(element, kind, role),
            None => element,
        }
    }
}

/// Whether all line ends of a stanza are its own, and none is within emphasis or a link.
fn is_of_lines(content: &[Inline]) -> bool {
    let is_break = |it: &Inline| matches!(it.kind, InlineKind::LineBreak);
    let mut all = 0;
    walk_inlines(content, &mut |node| {
        all += usize::from(matches!(node, TreeNode::Inline(it) if is_break(it)));
    });
    all > 0 && all == content.iter().filter(|it| is_break(it)).count()
}
