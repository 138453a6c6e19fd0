//! The blocks of a document of Pandoc's.

use crate::document::{
    Admonition, Attr, Block, BlockKind, Definition, Figure, Image, Inline, InlineKind, Lang, List, ListItem,
    ListKind, Numbering, Term, text,
};
use crate::locale::words::words;
use crate::pandoc::inlines::Shown;
use crate::pandoc::json::{self, Malformed, Read};
use crate::pandoc::reader::{Reader, plain_block, push};
use crate::pandoc::{TASK_BOXES, WRAPPER};
use crate::parse::merge;
use crate::publication::value::Value;
use crate::source::Span;

/// The largest first number of a list (CommonMark 0.31.2, section 5.2).
const LARGEST_START: i64 = 999_999_999;

impl Reader<'_> {
    pub(super) fn blocks(&mut self, value: &Value) -> Read<Vec<Block>> {
        self.blocks_of(json::list(value)?, value.span)
    }

    fn blocks_of(&mut self, nodes: &[Value], span: Span) -> Read<Vec<Block>> {
        let mut blocks = Vec::new();
        self.deeper(span, |reader| nodes.iter().try_for_each(|node| reader.block(node, &mut blocks)))?;
        Ok(blocks)
    }

    fn block(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let span = node.span;
        let kind = match json::tag(node)? {
            "Plain" | "Para" => return self.paragraph(node, into),
            "LineBlock" => return self.line_block(node, into),
            "CodeBlock" => return self.code_block(node, into),
            "RawBlock" => return self.raw(node),
            "BlockQuote" => BlockKind::Quote(self.blocks(json::content(node)?)?),
            "BulletList" => return self.list(json::content(node)?, ListKind::Bullet, into),
            "OrderedList" => return self.ordered_list(node, into),
            "DefinitionList" => return self.definition_list(node, into),
            "Header" => return self.heading(node, into),
            "HorizontalRule" => BlockKind::ThematicBreak,
            "Table" => return self.table(node, into),
            "Figure" => return self.figure(node, into),
            "Div" => return self.div(node, into),
            "Null" => return Ok(()),
            other => return Err(Malformed::new(span, format!("`{other}` is not a block of Pandoc's"))),
        };
        into.push(plain_block(kind, span));
        Ok(())
    }

    /// A paragraph, or the figure that an image alone is, as in Markdown.
    fn paragraph(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let content = json::content(node)?;
        if let [only] = json::list(content)?
            && json::tag(only)? == "Image"
        {
            match self.image(only)? {
                Shown::Image(image, title) => {
                    let title = Some(title).filter(|it| !it.is_empty());
                    let words = title.map(|it| Inline { kind: InlineKind::Text(it), span: only.span });
                    let caption = words.into_iter().collect();
                    into.push(figure_of(image, caption, Attr::default(), node.span));
                }
                Shown::Words(words) => into.extend(words.map(|it| paragraph_of(vec![it], node.span))),
            }
            return Ok(());
        }
        let content = self.inlines(content)?;
        if !content.is_empty() {
            into.push(paragraph_of(content, node.span));
        }
        Ok(())
    }

    fn line_block(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let mut lines = Vec::new();
        for (index, line) in json::list(json::content(node)?)?.iter().enumerate() {
            if index > 0 {
                push(&mut lines, InlineKind::LineBreak, line.span.start_point());
            }
            self.inlines(line)?.into_iter().for_each(|it| push(&mut lines, it.kind, it.span));
        }
        let inner = paragraph_of(lines, node.span);
        let attr = Attr { classes: vec!["line-block".to_owned()], ..Attr::default() };
        into.push(Block { kind: BlockKind::Container(vec![inner]), attr, span: node.span });
        Ok(())
    }

    /// Code; its first class is the language.
    fn code_block(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let [attr, text] = json::members(json::content(node)?)?;
        let mut attributes = self.attributes(attr)?;
        let classes = &mut attributes.classes;
        let language = if classes.is_empty() { None } else { Some(classes.remove(0)) };
        let attr = self.attr(attributes, attr.span)?;
        let mut text = self.text(text)?;
        if !text.is_empty() {
            text.push('\n');
        }
        into.push(Block { kind: BlockKind::CodeBlock { language, text }, attr, span: node.span });
        Ok(())
    }

    fn heading(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let [level, attr, content] = json::members(json::content(node)?)?;
        let written = json::integer(level)?;
        let level = written.clamp(1, 6);
        if level != written {
            self.lost_alike(node.span, format!("a heading of level {written} becomes one of level {level}"));
        }
        let attr = self.read_attr(attr)?;
        let content = self.in_language(&attr, |reader| reader.inlines(content))?;
        let level = u8::try_from(level).unwrap_or(6);
        into.push(Block { kind: BlockKind::Heading { level, content }, attr, span: node.span });
        Ok(())
    }

    fn ordered_list(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let [attributes, items] = json::members(json::content(node)?)?;
        let [start, style, delimiter] = json::members(attributes)?;
        let numbering = match json::tag(style)? {
            "DefaultStyle" | "Decimal" | "Example" => Numbering::Decimal,
            "LowerAlpha" => Numbering::LowerAlpha,
            "UpperAlpha" => Numbering::UpperAlpha,
            "LowerRoman" => Numbering::LowerRoman,
            "UpperRoman" => Numbering::UpperRoman,
            other => return Err(Malformed::new(style.span, format!("`{other}` is not a style of numbers"))),
        };
        match json::tag(delimiter)? {
            "DefaultDelim" | "Period" => {}
            "OneParen" | "TwoParens" => {
                self.lost_alike(attributes.span, "the parentheses of list numbers become full stops");
            }
            other => return Err(Malformed::new(delimiter.span, format!("`{other}` is not a delimiter"))),
        }
        let written = json::integer(start)?;
        let start = written.clamp(0, LARGEST_START);
        if start != written {
            self.lost(node.span, format!("a list that begins at {written} begins at {start}"));
        }
        let kind = ListKind::Ordered { start: start.unsigned_abs(), numbering };
        self.list(items, kind, into)
    }

    fn list(&mut self, items: &Value, kind: ListKind, into: &mut Vec<Block>) -> Read<()> {
        let (mut read, mut tight) = (Vec::new(), true);
        for item in json::list(items)? {
            let nodes = json::list(item)?;
            tight &= !nodes.iter().any(is_loose);
            let mut blocks = self.blocks_of(nodes, item.span)?;
            let task = take_task(&mut blocks);
            read.push(ListItem { task, blocks, span: item.span });
        }
        if !read.is_empty() {
            into.push(plain_block(BlockKind::List(List { kind, tight, items: read }), items.span));
        }
        Ok(())
    }

    fn definition_list(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let mut definitions = Vec::new();
        for definition in json::list(json::content(node)?)? {
            let [terms, meanings] = json::members(definition)?;
            let content = self.inlines(terms)?;
            let term = |content: &[Inline]| {
                let span = content.iter().map(|it| it.span).reduce(Span::join);
                Term { content: content.to_vec(), span: span.unwrap_or(terms.span) }
            };
            let terms = content.split(|it| it.kind == InlineKind::LineBreak).map(term).collect();
            let mut bodies = Vec::new();
            for meaning in json::list(meanings)? {
                bodies.push(self.blocks(meaning)?);
            }
            if bodies.is_empty() {
                bodies.push(Vec::new());
            }
            definitions.push(Definition { terms, bodies });
        }
        if !definitions.is_empty() {
            into.push(plain_block(BlockKind::DefinitionList(definitions), node.span));
        }
        Ok(())
    }

    /// A figure of one image; of anything else a container with the caption below it.
    fn figure(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let [attr, caption, content] = json::members(json::content(node)?)?;
        let mut attr = self.read_attr(attr)?;
        let caption = self.caption(caption)?.unwrap_or_default();
        if let Some(only) = only_image(content)? {
            let span = node.span;
            match self.image(only)? {
                Shown::Image(image, title) => {
                    self.figure_title(&title, &caption, only.span);
                    into.push(figure_of(image, caption, attr, span));
                }
                Shown::Words(words) => {
                    into.extend(words.map(|it| paragraph_of(vec![it], span)));
                    into.extend(Some(caption).filter(|it| !it.is_empty()).map(|it| paragraph_of(it, span)));
                }
            }
            return Ok(());
        }
        self.lost_alike(node.span, "a figure of anything but one image becomes a container");
        let mut blocks = self.blocks(content)?;
        if !caption.is_empty() {
            blocks.push(paragraph_of(caption, node.span));
        }
        attr.classes.insert(0, "figure".to_owned());
        into.push(Block { kind: BlockKind::Container(blocks), attr, span: node.span });
        Ok(())
    }

    /// A title of an image next to a caption that says something else.
    fn figure_title(&mut self, title: &str, caption: &[Inline], span: Span) {
        if !title.is_empty() && title != text::plain(caption) {
            self.lost(span, format!("the title `{title}` of an image with a caption is left out"));
        }
    }

    fn div(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let [attr, content] = json::members(json::content(node)?)?;
        let mut attributes = self.attributes(attr)?;
        let is_wrapper = attributes.take(WRAPPER)?.is_some();
        let named = Admonition::ALL.into_iter().find(|it| attributes.take_class(it.class()));
        let attr = self.attr(attributes, attr.span)?;
        if let Some(kind) = named {
            let kind = self.in_language(&attr, |reader| reader.admonition(kind, content))?;
            into.push(Block { kind, attr, span: node.span });
            return Ok(());
        }
        let mut blocks = self.in_language(&attr, |reader| reader.blocks(content))?;
        if let [only] = blocks.as_mut_slice()
            && is_wrapper
        {
            merge(&mut only.attr, attr);
            into.append(&mut blocks);
        } else {
            into.push(Block { kind: BlockKind::Container(blocks), attr, span: node.span });
        }
        Ok(())
    }

    /// A remark; the usual word for its kind is no title.
    fn admonition(&mut self, kind: Admonition, content: &Value) -> Read<BlockKind> {
        let nodes = json::list(content)?;
        let (title, rest) = match nodes.split_first() {
            Some((first, rest)) if is_title(first)? => (Some(self.title(first)?), rest),
            _ => (None, nodes),
        };
        let usual = [words(&self.state.lang).remark(kind), words(&Lang::default()).remark(kind)];
        let title = title.filter(|it| !it.is_empty() && !usual.contains(&text::plain(it).as_str()));
        Ok(BlockKind::Admonition { kind, title, blocks: self.blocks_of(rest, content.span)? })
    }

    fn title(&mut self, node: &Value) -> Read<Vec<Inline>> {
        let [_, content] = json::members(json::content(node)?)?;
        self.flat(content)
    }
}

fn paragraph_of(content: Vec<Inline>, span: Span) -> Block {
    plain_block(BlockKind::Paragraph(content), span)
}

/// A figure; the id, classes and language of its image are its own, as in Markdown.
fn figure_of(mut image: Image, caption: Vec<Inline>, mut attr: Attr, span: Span) -> Block {
    merge(&mut attr, std::mem::take(&mut image.attr));
    Block { kind: BlockKind::Figure(Figure { image, caption }), attr, span }
}

/// The image that is all there is.
fn only_image(content: &Value) -> Read<Option<&Value>> {
    let [block] = json::list(content)? else { return Ok(None) };
    if !matches!(json::tag(block)?, "Plain" | "Para") {
        return Ok(None);
    }
    let [inline] = json::list(json::content(block)?)? else { return Ok(None) };
    Ok(Some(inline).filter(|it| json::tag(it).is_ok_and(|tag| tag == "Image")))
}

/// Whether a block is a paragraph with space around it, perhaps in a wrapper.
fn is_loose(node: &Value) -> bool {
    let holds = |node: &Value| {
        let [_, content] = json::members(json::content(node)?)?;
        Ok::<bool, Malformed>(
            json::list(content)?.iter().any(|it| json::tag(it).is_ok_and(|tag| tag == "Para")),
        )
    };
    match json::tag(node) {
        Ok("Para") => true,
        Ok("Div") => is_wrapper(node) && holds(node).unwrap_or(false),
        _ => false,
    }
}

fn is_wrapper(node: &Value) -> bool {
    let keys = || {
        let [attr, _] = json::members(json::content(node)?)?;
        let [_, _, pairs] = json::members(attr)?;
        json::list(pairs)
    };
    let is_wrapper =
        |pair: &Value| json::members::<2>(pair).is_ok_and(|[key, _]| key.as_text() == Some(WRAPPER));
    keys().is_ok_and(|pairs| pairs.iter().any(is_wrapper))
}

/// Whether a block is the title of a remark.
fn is_title(node: &Value) -> Read<bool> {
    if json::tag(node)? != "Div" {
        return Ok(false);
    }
    let [attr, _] = json::members(json::content(node)?)?;
    let [_, classes, _] = json::members(attr)?;
    Ok(json::list(classes)?.iter().any(|it| it.as_text() == Some("title")))
}

/// Takes the box at the beginning of an item; whether the task is done.
fn take_task(blocks: &mut Vec<Block>) -> Option<bool> {
    let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.first_mut() else { return None };
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() else { return None };
    let index = TASK_BOXES.iter().position(|mark| text.starts_with(mark))?;
    let rest = text.strip_prefix(TASK_BOXES.get(index)?)?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix(' ')? };
    *text = rest.to_owned();
    if text.is_empty() {
        content.remove(0);
    }
    if content.is_empty() {
        blocks.remove(0);
    }
    Some(index == 1)
}
