//! Raw HTML among the blocks of a source.
//!
//! CommonMark passes HTML on in pieces, with Markdown between them: `<details>`, a list, `</details>`. When the block
//! around them ends, the pieces are read as one text in which a tag of ours stands for each Markdown block; so
//! elements begin and end where a browser would have them.

use std::ops::Range;

use crate::document::attr::PAGE_BREAK;
use crate::document::{Attr, Block, BlockKind, Figure, Inline, InlineKind, Lang};
use crate::parse::Cx;
use crate::parse::blocks;
use crate::parse::builder::Builder;
use crate::parse::builder::frame::HtmlPiece;
use crate::parse::foreign;
use crate::parse::html::{Element, HtmlNode, fragment};
use crate::parse::inline::html::{self, Lines, Role, role};
use crate::parse::inline::node::{Node, NodeKind, text_of};
use crate::parse::inline::raw_html;
use crate::parse::tag_attributes::TagAttributes;

/// The tag that stands for a block of Markdown.
pub(super) const SLOT: &str = "pamphlet-block";

/// What the elements of some pieces become.
pub(super) struct Weaver<'w, 'a, 'b> {
    pub(super) builder: &'w mut Builder<'a, 'b>,
    /// The blocks of Markdown that have not found their place yet.
    pub(super) slots: Vec<Option<Block>>,
    /// Where the lines of the text are in the source.
    pub(super) lines: Lines,
    /// The language around.
    pub(super) lang: Lang,
}

impl Builder<'_, '_> {
    /// The blocks with the pieces of HTML among them, in order.
    pub(super) fn weave(&mut self, blocks: Vec<Block>, pieces: Vec<HtmlPiece>, lang: &Lang) -> Vec<Block> {
        if pieces.is_empty() {
            return blocks;
        }
        let count = blocks.len();
        let (text, sources) = joined(self.cx, &blocks, &pieces);
        let lines = Lines::of(self.cx, &text, &sources);
        let tree = fragment(&text).filter(|tree| slots_in(tree) == count);
        let slots = blocks.into_iter().map(Some).collect();
        let mut weaver = Weaver { builder: self, slots, lines, lang: lang.clone() };
        match tree {
            Some(tree) => {
                let tree = weaver.read_markdown(tree, false);
                weaver.blocks(tree)
            }
            None => weaver.apart(pieces),
        }
    }
}

/// The text of the pieces with a tag for each block, and where its lines are in the source.
fn joined(cx: &Cx, blocks: &[Block], pieces: &[HtmlPiece]) -> (String, Vec<Range<usize>>) {
    let (mut text, mut lines) = (String::new(), Vec::new());
    let mut pieces = pieces.iter().peekable();
    for at in 0..=blocks.len() {
        while let Some(piece) = pieces.next_if(|it| it.before <= at) {
            text.push_str(&piece.text);
            lines.extend(piece.lines.iter().cloned());
            if !piece.text.ends_with('\n') {
                text.push('\n');
                lines.push(piece.range.clone());
            }
            lines.truncate(text.matches('\n').count());
        }
        if let Some(block) = blocks.get(at) {
            text.push_str(&format!("<{SLOT} n=\"{at}\"></{SLOT}>\n"));
            lines.push(cx.range(block.span, lines.last().map_or(0, |it: &Range<usize>| it.end)));
        }
    }
    (text, lines)
}

/// How many blocks have their place in a tree.
fn slots_in(nodes: &[HtmlNode]) -> usize {
    let one = |it: &HtmlNode| match it {
        HtmlNode::Element(it) if it.name == SLOT => 1,
        HtmlNode::Element(it) => slots_in(&it.children),
        HtmlNode::Text(..) | HtmlNode::Markdown(_) => 0,
    };
    nodes.iter().map(one).sum()
}

/// Whether a node is a block, or holds one.
pub(super) fn holds_blocks(node: &HtmlNode) -> bool {
    match node {
        HtmlNode::Text(..) | HtmlNode::Markdown(_) => false,
        HtmlNode::Element(it) => {
            it.name == SLOT || role(&it.name) == Role::Block || it.children.iter().any(holds_blocks)
        }
    }
}

impl Weaver<'_, '_, '_> {
    /// Each piece by itself, where they do not make a tree together. What begins as a comment and does not end in its
    /// piece hides what follows up to its end, as in a browser.
    fn apart(&mut self, pieces: Vec<HtmlPiece>) -> Vec<Block> {
        let mut out = Vec::new();
        let mut at = 0;
        let mut hidden_to = 0;
        let (cx, from) = (self.builder.cx, pieces.first().map_or(0, |it| it.range.start));
        for piece in pieces {
            while at < piece.before {
                let block = self.slots.get_mut(at).and_then(Option::take);
                out.extend(block.filter(|it| cx.range(it.span, from).start >= hidden_to));
                at += 1;
            }
            if piece.range.start < hidden_to {
                continue;
            }
            hidden_to = hidden_to.max(self.comment_end(&piece));
            self.lines = Lines::of(cx, &piece.text, &piece.lines);
            match fragment(&piece.text) {
                Some(tree) => {
                    let tree = self.read_markdown(tree, false);
                    out.extend(self.blocks(tree));
                }
                None => out.extend(self.too_deep(&piece)),
            }
        }
        let rest = self.slots.iter_mut().skip(at).filter_map(Option::take);
        out.extend(rest.filter(|it| cx.range(it.span, from).start >= hidden_to));
        out
    }

    /// Where the comment ends that a piece leaves open; 0 where it leaves none open, or it never ends.
    fn comment_end(&self, piece: &HtmlPiece) -> usize {
        let open = piece.text.rfind("<!--").filter(|at| !piece.text[*at..].contains("-->"));
        let rest = self.builder.cx.after(piece.range.end);
        open.and_then(|_| rest.find("-->")).map_or(0, |it| piece.range.end + it)
    }

    /// The words of a piece that nests too deep to be read.
    fn too_deep(&mut self, piece: &HtmlPiece) -> Option<Block> {
        let range = self.builder.cx.trimmed(piece.range.clone());
        self.builder.diags.push(raw_html(self.builder.cx, range.clone()));
        let words = text_of(&piece.text);
        let nodes = [Node::leaf(NodeKind::Literal(words), range)];
        self.paragraph(&nodes)
    }

    /// The blocks of a sequence of nodes.
    pub(super) fn blocks(&mut self, nodes: Vec<HtmlNode>) -> Vec<Block> {
        let mut out = Vec::new();
        let mut run = Vec::new();
        for node in nodes {
            match node {
                HtmlNode::Element(it) if it.name == SLOT || role(&it.name) == Role::Block => {
                    out.extend(self.text_block(std::mem::take(&mut run)));
                    out.extend(self.block(it));
                }
                HtmlNode::Element(it) if it.children.iter().any(holds_blocks) => {
                    out.extend(self.text_block(std::mem::take(&mut run)));
                    out.extend(self.around(it));
                }
                HtmlNode::Element(_) | HtmlNode::Text(..) | HtmlNode::Markdown(_) => run.push(node),
            }
        }
        out.extend(self.text_block(run));
        blocks::finish(self.builder.cx, out)
    }

    /// A run of text and elements of a line as a paragraph or figure.
    fn text_block(&mut self, run: Vec<HtmlNode>) -> Option<Block> {
        run.iter().for_each(|it| self.report(it));
        let nodes = html::nodes(&run, &self.lines);
        self.paragraph(&nodes)
    }

    /// A paragraph, or the figure of an image alone.
    fn paragraph(&mut self, nodes: &[Node]) -> Option<Block> {
        if !nodes.iter().any(html::has_text) {
            return None;
        }
        let range = blocks::extent(nodes)?;
        let mut content = self.lower(nodes);
        let span = self.builder.cx.span(range);
        let mut attr = Attr::default();
        let figure = match content.as_slice() {
            [Inline { kind: InlineKind::Image(_), .. }] => {
                blocks::figure(&mut content, Vec::new(), &mut attr)
            }
            _ => None,
        };
        let kind = figure.unwrap_or(BlockKind::Paragraph(content));
        Some(Block { kind, attr, span })
    }

    /// The inlines of nodes.
    fn lower(&mut self, nodes: &[Node]) -> Vec<Inline> {
        self.builder.lower(nodes, Some(&self.lang.clone()))
    }

    /// The inlines of what is in an element; blocks in it give theirs.
    pub(super) fn inlines(&mut self, nodes: Vec<HtmlNode>) -> Vec<Inline> {
        if !nodes.iter().any(holds_blocks) {
            nodes.iter().for_each(|it| self.report(it));
            let nodes = html::nodes(&nodes, &self.lines);
            return self.lower(&nodes);
        }
        let blocks = self.blocks(nodes);
        lines_of(blocks)
    }

    /// Reports the elements that are left out or not known.
    fn report(&mut self, node: &HtmlNode) {
        let it = match node {
            HtmlNode::Element(it) => it,
            HtmlNode::Text(text, place) => {
                let place = self.lines.source(place);
                return foreign::report_html(self.builder.cx, text, place, self.builder.diags);
            }
            HtmlNode::Markdown(_) => return,
        };
        if html::is_reported(&it.name) {
            let range = self.lines.source(&it.place);
            self.builder.diags.push(html::reported(self.builder.cx, &it.name, range));
        }
        if !html::is_foreign(&it.name) {
            it.children.iter().for_each(|it| self.report(it));
        }
    }

    /// The span of the tag of an element.
    pub(super) fn span(&self, it: &Element) -> crate::source::Span {
        self.builder.cx.span(self.lines.source(&it.place))
    }

    /// The blocks of an element of a line that holds blocks: its sense goes to the text of each.
    fn around(&mut self, it: Element) -> Vec<Block> {
        let Element { name, attributes, place, end, children } = it;
        let shell = Element { name, attributes, place: place.clone(), end, children: Vec::new() };
        self.report(&HtmlNode::Element(shell.clone()));
        if role(&shell.name) == Role::Hidden {
            return Vec::new();
        }
        let mut blocks = self.blocks(children);
        let range = self.lines.source(&place);
        let inner = vec![Node::leaf(NodeKind::Literal("\u{fffc}".to_owned()), range.clone())];
        let nodes = html::element(&shell.name, &shell.attributes, range, inner);
        let template = self.lower(&nodes);
        // Of an element that is not known, and of code, nothing is left that text could be put into.
        if let [wrapper] = template.as_slice()
            && !wrapper.kind.children().is_empty()
        {
            blocks.iter_mut().for_each(|it| wrap(it, wrapper));
        }
        blocks
    }

    /// The blocks of an element that is a block.
    fn block(&mut self, it: Element) -> Vec<Block> {
        let span = self.span(&it);
        let attr = html::attr(&it.attributes);
        let one = |kind| vec![Block { kind, attr: attr.clone(), span }];
        match it.name.as_str() {
            SLOT => {
                let slot = it.attributes.get("n").and_then(|it| it.parse::<usize>().ok());
                slot.and_then(|at| self.slots.get_mut(at)?.take()).into_iter().collect()
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = it.name.as_bytes()[1] - b'0';
                let content = self.inlines(it.children);
                if content.is_empty() { Vec::new() } else { one(BlockKind::Heading { level, content }) }
            }
            "blockquote" => one(BlockKind::Quote(self.blocks(it.children))),
            "pre" => one(self.code(&it)),
            "ul" | "ol" | "menu" | "dir" => self.list(it, attr, span),
            "dl" => self.definitions(it, attr, span),
            "table" => self.table(it, attr, span),
            "figure" => self.figure(it, attr),
            "summary" => self.summary(it),
            _ => {
                let (before, after) = page_breaks(&it.attributes);
                let start = before.then(|| page_break(span));
                let end = after.then(|| page_break(span));
                start.into_iter().chain(self.division(it, attr, span)).chain(end).collect()
            }
        }
    }

    /// Blocks with the id and the language of the element that they are the content of, as an item, a cell or a meaning.
    pub(super) fn with_attributes_of(
        &self,
        attributes: &TagAttributes,
        span: crate::source::Span,
        mut blocks: Vec<Block>,
    ) -> Vec<Block> {
        let Attr { id, lang, .. } = html::attr(attributes);
        for block in &mut blocks {
            block.attr.lang = block.attr.lang.take().or_else(|| lang.clone());
        }
        let Some(id) = id else { return blocks };
        match blocks.as_mut_slice() {
            [only]
                if only.attr.id.is_none()
                    && !matches!(only.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. }) =>
            {
                only.attr.id = Some(id)
            }
            _ => {
                let attr = Attr { id: Some(id), ..Attr::default() };
                prepend(&mut blocks, Inline { kind: InlineKind::Span { attr, content: Vec::new() }, span });
            }
        }
        blocks
    }

    /// The same of a text.
    pub(super) fn text_of(&mut self, it: Element) -> Vec<Inline> {
        let (span, attr) = (self.span(&it), html::attr(&it.attributes));
        let content = self.inlines(it.children);
        match attr.is_empty() {
            true => content,
            false => vec![Inline { kind: InlineKind::Span { attr, content }, span }],
        }
    }

    /// The blocks of a division; a container where it says something of them that the tree can hold.
    fn division(&mut self, it: Element, mut attr: Attr, span: crate::source::Span) -> Vec<Block> {
        let centered = it.name == "center" || it.attributes.get("align").is_some_and(is_center);
        let mut inner = self.blocks(it.children);
        let plain = inner.iter().all(|it| it.level().is_none());
        if centered && plain && !inner.is_empty() {
            attr.classes.push("centered".to_owned());
        }
        if let ([only], true) = (inner.as_mut_slice(), attr.classes.is_empty()) {
            only.attr.lang = only.attr.lang.take().or(attr.lang.take());
            if only.attr.id.is_none() && only.level().is_none() {
                only.attr.id = attr.id.take();
            }
        }
        if attr.is_empty() || inner.is_empty() && attr.id.is_none() {
            return inner;
        }
        if plain || attr.lang.is_some() {
            return vec![Block { kind: BlockKind::Container(inner), attr, span }];
        }
        // Headings stay at the level of the text; the id goes to a place of its own before them.
        let place = InlineKind::Span { attr, content: Vec::new() };
        prepend(&mut inner, Inline { kind: place, span });
        inner
    }

    fn summary(&mut self, it: Element) -> Vec<Block> {
        let span = self.span(&it);
        let mut blocks = self.blocks(it.children);
        for block in &mut blocks {
            if let BlockKind::Paragraph(content) = &mut block.kind {
                let inner = std::mem::take(content);
                content.push(Inline { kind: InlineKind::Strong(inner), span: block.span });
            }
        }
        self.with_attributes_of(&it.attributes, span, blocks)
    }

    /// Code as it stands; what CommonMark has read in it as Markdown goes back to its source.
    fn code(&self, it: &Element) -> BlockKind {
        let mut text = String::new();
        self.push_verbatim(&it.children, &mut text);
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
        let inner = it.children.iter().find_map(|it| match it {
            HtmlNode::Element(it) if it.name == "code" => it.attributes.get("class"),
            HtmlNode::Element(_) | HtmlNode::Text(..) | HtmlNode::Markdown(_) => None,
        });
        let classes = inner.or(it.attributes.get("class")).unwrap_or("");
        let named = |it: &str| {
            ["language-", "lang-"].iter().find_map(|start| Some(it.strip_prefix(start)?.to_owned()))
        };
        let language = classes.split_whitespace().find_map(named);
        let language = language.or_else(|| it.attributes.get("lang").map(str::to_owned));
        BlockKind::CodeBlock { language, text: format!("{}\n", crate::parse::cx::clean(text)) }
    }

    fn push_verbatim(&self, nodes: &[HtmlNode], out: &mut String) {
        for node in nodes {
            match node {
                HtmlNode::Text(text, _) => out.push_str(text),
                // Code is not read as Markdown.
                HtmlNode::Markdown(_) => {}
                HtmlNode::Element(it) if it.name == SLOT => {
                    let slot = it.attributes.get("n").and_then(|it| it.parse::<usize>().ok());
                    if let Some(Some(block)) = slot.and_then(|at| self.slots.get(at)) {
                        out.push('\n');
                        out.push_str(self.builder.cx.under(block.span).trim_end());
                    }
                }
                HtmlNode::Element(it) if it.name == "br" => out.push('\n'),
                HtmlNode::Element(it) => self.push_verbatim(&it.children, out),
            }
        }
    }

    /// An image with its caption; where there is more than one block, all of them, the caption last.
    fn figure(&mut self, it: Element, attr: Attr) -> Vec<Block> {
        let span = self.span(&it);
        let is_caption = |it: &HtmlNode| matches!(it, HtmlNode::Element(it) if it.name == "figcaption");
        let (captions, inner): (Vec<_>, Vec<_>) = it.children.into_iter().partition(is_caption);
        let mut blocks = self.blocks(inner);
        let captions = captions.into_iter().filter_map(|it| match it {
            HtmlNode::Element(it) => Some(it),
            HtmlNode::Text(..) | HtmlNode::Markdown(_) => None,
        });
        let alone = blocks.len() == 1;
        match blocks.first_mut() {
            Some(Block { kind: BlockKind::Figure(figure), attr: given, .. }) if alone => {
                let caption: Vec<Inline> = captions.flat_map(|it| self.text_of(it)).collect();
                if !caption.is_empty() {
                    figure.caption = caption;
                }
                given.id = given.id.take().or(attr.id);
                given.lang = given.lang.take().or(attr.lang);
                blocks
            }
            Some(Block { kind: BlockKind::Table(table), .. }) if alone && table.caption.is_none() => {
                let caption: Vec<Inline> = captions.flat_map(|it| self.text_of(it)).collect();
                table.caption = (!caption.is_empty()).then_some(caption);
                self.with_attributes_of(&it.attributes, span, blocks)
            }
            Some(_) | None => {
                for it in captions {
                    let span = self.span(&it);
                    let caption = self.blocks(it.children);
                    blocks.extend(self.with_attributes_of(&it.attributes, span, caption));
                }
                self.with_attributes_of(&it.attributes, span, blocks)
            }
        }
    }
}

/// Whether an element asks for a new page before it, and after it.
fn page_breaks(attributes: &TagAttributes) -> (bool, bool) {
    let named = attributes.get("class").is_some_and(|it| {
        it.split_whitespace().any(|it| matches!(it, "page-break" | "pagebreak" | "newpage"))
    });
    let Some(style) = attributes.get("style") else { return (named, false) };
    let style: String = style.to_lowercase().split_whitespace().collect();
    let asks = |place: &str| {
        let values = ["always", "page", "left", "right"];
        values.iter().any(|it| style.contains(&format!("break-{place}:{it}")))
    };
    (named || asks("before"), asks("after"))
}

/// A block that begins a new page.
fn page_break(span: crate::source::Span) -> Block {
    let attr = Attr { classes: vec![PAGE_BREAK.to_owned()], ..Attr::default() };
    Block { kind: BlockKind::Container(Vec::new()), attr, span }
}

/// Whether a value of `align` asks for the middle.
fn is_center(value: &str) -> bool {
    ["center", "middle"].iter().any(|it| value.eq_ignore_ascii_case(it))
}

/// Puts an inline before the text of the first block that has any.
fn prepend(blocks: &mut Vec<Block>, inline: Inline) {
    match blocks.first_mut().map(|it| &mut it.kind) {
        Some(BlockKind::Paragraph(content) | BlockKind::Heading { content, .. }) => content.insert(0, inline),
        Some(_) | None => {
            let span = inline.span;
            blocks.insert(0, Block { kind: BlockKind::Paragraph(vec![inline]), attr: Attr::default(), span });
        }
    }
}

/// Puts the text of a block, and of the blocks in it, into an inline like `template`.
fn wrap(block: &mut Block, template: &Inline) {
    crate::document::walk::walk_blocks_mut(std::slice::from_mut(block), &mut |block| {
        let span = block.span;
        let content = match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => content,
            BlockKind::Figure(Figure { image, caption })
                if matches!(template.kind, InlineKind::Link { .. }) && caption.is_empty() =>
            {
                let image = Inline { kind: InlineKind::Image(image.clone()), span };
                block.kind = BlockKind::Paragraph(vec![image]);
                let BlockKind::Paragraph(content) = &mut block.kind else { return };
                content
            }
            BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Admonition { .. }
            | BlockKind::Container(_)
            | BlockKind::ThematicBreak => return,
        };
        let links = |it: &Inline| matches!(it.kind, InlineKind::Link { .. });
        if links(template) && (content.is_empty() || content.iter().any(links)) {
            return;
        }
        let inner = std::mem::take(content);
        content.push(Inline { kind: filled(&template.kind, inner), span });
    });
}

/// A wrapper, or wrappers in one another, with inlines in the innermost.
fn filled(wrapper: &InlineKind, inner: Vec<Inline>) -> InlineKind {
    wrapper.map_children(|children| match children {
        [only] if !only.kind.children().is_empty() => {
            vec![Inline { kind: filled(&only.kind, inner), span: only.span }]
        }
        _ => inner,
    })
}

/// The text of blocks as lines of one text.
pub(super) fn lines_of(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for block in blocks {
        let span = block.span;
        let content = match block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => content,
            BlockKind::Figure(Figure { image, caption }) => {
                let image = Inline { kind: InlineKind::Image(image), span };
                std::iter::once(image).chain(caption).collect()
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => lines_of(inner),
            BlockKind::Admonition { title, blocks, .. } => {
                [title.unwrap_or_default(), lines_of(blocks)].concat()
            }
            BlockKind::CodeBlock { text, .. } => {
                vec![Inline { kind: InlineKind::Code(text.trim_end().to_owned()), span }]
            }
            BlockKind::List(list) => lines_of(list.items.into_iter().flat_map(|it| it.blocks).collect()),
            BlockKind::DefinitionList(list) => {
                let all = list.into_iter().flat_map(|it| {
                    let terms = it.terms.into_iter().map(|it| Block {
                        kind: BlockKind::Paragraph(it.content),
                        attr: Attr::default(),
                        span: it.span,
                    });
                    terms.chain(it.bodies.into_iter().flatten()).collect::<Vec<_>>()
                });
                lines_of(all.collect())
            }
            BlockKind::Table(table) => {
                lines_of(table.into_cells().flat_map(|it| it.content.into_blocks(it.span)).collect())
            }
            BlockKind::ThematicBreak => Vec::new(),
        };
        if !content.is_empty() {
            if !out.is_empty() {
                out.push(Inline { kind: InlineKind::LineBreak, span });
            }
            out.extend(content);
        }
    }
    out
}
