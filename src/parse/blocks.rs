//! What CommonMark does not know of blocks: attributes, figures, captions, numbering.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::attr::{LISTING, ROW_HEADERS};
use crate::document::caption::{caption_attr, is_caption, is_listing};
use crate::document::{Attr, Block, BlockKind, Cell, Figure, Id, Inline, InlineKind, Numbering, Row, Table};
use crate::parse::attributes::{self, Attributes, Holder};
use crate::parse::cx::{Cx, clean};
use crate::parse::inline::node::{Node, NodeKind};
use crate::parse::rules;

/// Where the nodes of a block begin and end; `None` without nodes.
pub(super) fn extent(nodes: &[Node]) -> Option<Range<usize>> {
    Some(nodes.first()?.range.start..nodes.iter().map(|it| it.range.end).max()?)
}

/// The range widened to hold the blocks.
pub(super) fn around(cx: &Cx, range: Range<usize>, blocks: &[Block]) -> Range<usize> {
    let ranges = || blocks.iter().map(|it| cx.range(it.span, range.start));
    let start = ranges().map(|it| it.start).min().unwrap_or(range.start);
    let end = ranges().map(|it| it.end).max().unwrap_or(range.end);
    range.start.min(start)..range.end.max(end)
}

/// Takes links without text from a heading that has one: anchors for readers of a web page to link to it.
pub(super) fn drop_anchor_links(cx: &Cx, nodes: &mut Vec<Node>, diags: &mut Diagnostics) {
    let is_empty = |it: &Node| matches!(it.kind, NodeKind::Link { .. }) && it.children.is_empty();
    let says = |it: &Node| !is_empty(it) && !matches!(it.kind, NodeKind::Tag(_)) && it.raw() != Some(" ");
    if !nodes.iter().any(is_empty) || !nodes.iter().any(says) {
        return;
    }
    nodes.retain(|node| {
        let NodeKind::Link { url, .. } = &node.kind else { return true };
        if is_empty(node) && !url.starts_with('#') {
            let message = format!("the link to `{url}` has no text, and is left out of the heading");
            let diagnostic = Diagnostic::new(&rules::EMPTY_LINK, cx.span(node.range.clone()), message);
            diags.push(diagnostic.help("write the text of the link between its brackets, or remove it"));
        }
        !is_empty(node)
    });
    trim_ends(nodes);
}

/// Takes off white space at both ends of nodes, which no reader sees.
fn trim_ends(nodes: &mut Vec<Node>) {
    let is_space = |it: &Node| it.raw().is_some_and(|it| it.trim().is_empty());
    while nodes.last().is_some_and(is_space) {
        nodes.pop();
    }
    let blank = nodes.iter().take_while(|it| is_space(it)).count();
    nodes.drain(..blank);
    if let Some(Node { kind: NodeKind::Raw(text), range, .. }) = nodes.last_mut() {
        range.end -= text.len() - text.trim_end().len();
        text.truncate(text.trim_end().len());
    }
    if let Some(Node { kind: NodeKind::Raw(text), range, .. }) = nodes.first_mut() {
        let space = text.len() - text.trim_start().len();
        range.start += space;
        text.drain(..space);
    }
}

/// Takes the attributes from the end of a heading.
pub(super) fn heading_attributes(cx: &Cx, nodes: &mut Vec<Node>, diags: &mut Diagnostics) -> Attributes {
    let Some(range) = extent(nodes).map(|it| cx.trimmed(it)) else { return Attributes::default() };
    let brace = nodes.iter().rev().find_map(|node| Some(node.range.start + node.raw()?.rfind('{')?));
    let Some(start) = brace else { return Attributes::default() };
    let alone = start == range.start || cx.slice(range.start..start).ends_with([' ', '\t']);
    let Some(length) = heading_length(cx, start, range.end).filter(|_| alone) else {
        return Attributes::default();
    };
    nodes.retain(|it| it.range.start < start);
    if let Some(last) = nodes.last_mut() {
        cut_end(cx, last, start);
    }
    nodes.retain(|it| !it.range.is_empty());
    attributes::read(cx, start..start + length, Holder::Any, diags)
        .map(|(found, _)| found)
        .unwrap_or_default()
}

/// The length of the attributes that end a heading, or end on the line after it.
fn heading_length(cx: &Cx, start: usize, end: usize) -> Option<usize> {
    let line = cx.slice(start..end);
    if let Some(length) = attributes::length(line) {
        return (start + length == end).then_some(length);
    }
    let next = cx.after(end).find('\n').map(|it| end + it + 1)?;
    let close = cx.after(next).lines().next()?.trim_end().len();
    let heading = !line.contains(['\n', '}']) && cx.slice(end..next).trim().is_empty();
    attributes::length(cx.slice(start..next + close)).filter(|it| heading && start + it == next + close)
}

/// The attributes of a line as kramdown has them: `{: .class #id}`.
pub(super) fn line_attributes(cx: &Cx, range: Range<usize>, diags: &mut Diagnostics) -> Attributes {
    attributes::read_after_colon(cx, range, Holder::Any, diags).unwrap_or_default()
}

/// Takes the attributes from the end of a caption, which is nodes that begin with the mark of one.
pub(super) fn caption_attributes(cx: &Cx, nodes: &mut Vec<Node>, diags: &mut Diagnostics) -> Attributes {
    let is_caption = extent(nodes).is_some_and(|it| mark_length(cx.slice(it)).is_some());
    if is_caption { heading_attributes(cx, nodes, diags) } else { Attributes::default() }
}

/// Cuts a text at a byte, and the white space before it.
fn cut_end(cx: &Cx, node: &mut Node, end: usize) {
    if node.raw().is_some() {
        node.range = cx.trimmed(node.range.start..end.min(node.range.end));
        node.kind = NodeKind::Raw(cx.slice(node.range.clone()).to_owned());
    }
}

/// Takes a line of attributes from the beginning of a paragraph, and gives its place.
pub(super) fn attribute_line(
    cx: &Cx,
    nodes: &mut Vec<Node>,
    diags: &mut Diagnostics,
) -> Option<(Attributes, Range<usize>)> {
    let range = extent(nodes)?;
    let first = nodes.first()?.raw()?;
    if !first.starts_with('{') {
        return None;
    }
    let end = range.start + attributes::length(cx.slice(range.clone()))?;
    let rest = cx.slice(end..range.end);
    let line = rest.split('\n').next().unwrap_or("");
    if !line.trim().is_empty() {
        return None;
    }
    let (found, _) = attributes::read(cx, range.start..end, Holder::Any, diags)?;
    nodes.retain(|it| it.range.start > end + line.len());
    Some((found, range.start..end))
}

/// The title of an image.
pub(super) enum Title {
    /// Where it is in the source, without its quotation marks.
    Place(Range<usize>),
    /// Its text, where it is nowhere in the source as such, and the place of the image.
    Text(String, Range<usize>),
}

/// Takes the words of an image whose alternative text is said in its attributes: they are its caption, as in Pandoc and
/// Quarto.
pub(super) fn take_words(nodes: &mut [Node]) -> Vec<Node> {
    let has_alt =
        |it: &&mut Node| matches!(&it.kind, NodeKind::Image { attributes, .. } if attributes.alt.is_some());
    nodes.iter_mut().find(has_alt).map(|it| std::mem::take(&mut it.children)).unwrap_or_default()
}

/// Takes the title of the image that a paragraph is; `None` where it is not an image alone.
pub(super) fn take_title(cx: &Cx, nodes: &mut [Node]) -> Option<Option<Title>> {
    let filled = |it: &&mut Node| it.raw().is_none_or(|text| !text.trim().is_empty());
    let mut nodes = nodes.iter_mut().filter(filled);
    let (Some(image), None) = (nodes.next(), nodes.next()) else { return None };
    let NodeKind::Image { title, .. } = &mut image.kind else { return None };
    let title = std::mem::take(title);
    if title.is_empty() {
        return Some(None);
    }
    let source = cx.slice(image.range.clone());
    let place = source.rfind(title.as_str()).map(|at| at..at + title.len());
    Some(Some(match place.or_else(|| escaped_title(source, &title)) {
        Some(place) => Title::Place(image.range.start + place.start..image.range.start + place.end),
        None => Title::Text(title, image.range.clone()),
    }))
}

/// Where a title is in the source of an image, where characters of it are escaped.
fn escaped_title(source: &str, title: &str) -> Option<Range<usize>> {
    let from = source.find("](")?;
    let marks = ['"', '\''].into_iter().find_map(|mark| {
        let open = from + source[from..].find([' ', '\n']).filter(|_| source.contains(mark))?;
        let open = open + source[open..].find(mark)? + 1;
        let close = source.rfind(&format!("{mark})")).filter(|it| *it >= open)?;
        Some(open..close)
    })?;
    // What an entity is need not be known here: there is no other title.
    if source[marks.clone()].contains('&') {
        return Some(marks);
    }
    let mut plain = String::new();
    let mut characters = source[marks.clone()].chars().peekable();
    while let Some(it) = characters.next() {
        let escapes = it == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        plain.extend(if escapes { characters.next() } else { Some(it) });
    }
    (plain == title).then_some(marks)
}

/// The figure of a paragraph's only inline; its id, classes and language become those of the block.
pub(super) fn figure(content: &mut Vec<Inline>, caption: Vec<Inline>, attr: &mut Attr) -> Option<BlockKind> {
    content.retain(|it| matches!(it.kind, InlineKind::Image(_)));
    let InlineKind::Image(mut image) = content.pop()?.kind else { return None };
    attributes::merge(attr, std::mem::take(&mut image.attr));
    Some(BlockKind::Figure(Figure { image, caption }))
}

/// The language and the attributes of an info string.
pub(super) fn info(
    cx: &Cx,
    info: &str,
    range: Range<usize>,
    diags: &mut Diagnostics,
) -> (Option<String>, Attributes) {
    let line = cx.slice(range.clone()).lines().next().unwrap_or("");
    let place = line.find('{').map(|it| range.start + it..range.start + line.trim_end().len());
    let read = place.and_then(|it| attributes::read(cx, it, Holder::Any, diags));
    let mut attributes = read.map(|(found, _)| found).unwrap_or_default();
    let word = info.split(|it: char| it.is_whitespace() || it == '{').next().filter(|it| !it.is_empty());
    let language = match word {
        Some(word) => Some(clean(word)),
        None if attributes.attr.classes.is_empty() => None,
        None => Some(attributes.attr.classes.remove(0)),
    };
    (language, attributes)
}

/// The numbering that a class of a list asks for; the class is taken.
pub(super) fn numbering(attr: &mut Attr) -> Numbering {
    let known = |class: &str| match class {
        "decimal" => Some(Numbering::Decimal),
        "lower-alpha" => Some(Numbering::LowerAlpha),
        "upper-alpha" => Some(Numbering::UpperAlpha),
        "lower-roman" => Some(Numbering::LowerRoman),
        "upper-roman" => Some(Numbering::UpperRoman),
        _ => None,
    };
    let found = attr.classes.iter().find_map(|it| known(it));
    attr.classes.retain(|it| known(it).is_none());
    found.unwrap_or_default()
}

/// The blocks of a container with its title as a first paragraph in bold.
pub(super) fn with_title(title: Option<Vec<Inline>>, blocks: Vec<Block>) -> Vec<Block> {
    let Some(span) = title.as_ref().and_then(|it| it.first()).map(|it| it.span) else { return blocks };
    let strong = Inline { kind: InlineKind::Strong(title.unwrap_or_default()), span };
    let block = Block { kind: BlockKind::Paragraph(vec![strong]), attr: Attr::default(), span };
    std::iter::once(block).chain(blocks).collect()
}

/// The blocks with the captions of tables and listings joined to them.
pub(super) fn finish(cx: &Cx, blocks: Vec<Block>) -> Vec<Block> {
    let mut finished: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(mut block) = blocks.next() {
        if let Some(length) = caption_length(cx, &block, LISTING_MARK) {
            if finished.last().is_some_and(is_code) {
                let code = finished.pop();
                finished.extend(code.map(|it| listing(it, Some((block, length)))));
                continue;
            }
            if let Some(code) = blocks.next_if(is_code) {
                finished.push(listing(code, Some((block, length))));
                continue;
            }
        }
        if let Some(length) = caption_length(cx, &block, TABLE_MARK) {
            if let Some(table) = finished.last_mut().and_then(uncaptioned) {
                table.caption = Some(caption(content_of(&mut block), length));
                join(&mut finished, &mut block);
                continue;
            }
            if let Some(next) = blocks.peek_mut()
                && let Some(table) = uncaptioned(next)
            {
                table.caption = Some(caption(content_of(&mut block), length));
                next.span = next.span.join(block.span);
                attributes::merge(&mut next.attr, block.attr);
                continue;
            }
        }
        finished.push(block);
    }
    finished.iter_mut().for_each(name_rows);
    finished
        .into_iter()
        .map(|it| if is_code(&it) && has_id_of_listing(&it) { listing(it, None) } else { it })
        .collect()
}

/// What begins the caption of a listing.
const LISTING_MARK: &str = "Listing:";

/// What begins the caption of a table.
const TABLE_MARK: &str = "Table:";

fn is_code(block: &Block) -> bool {
    matches!(block.kind, BlockKind::CodeBlock { .. })
}

/// Whether the id of code says that it is a listing to refer to, as Quarto and pandoc-crossref have it: `lst-search`.
fn has_id_of_listing(block: &Block) -> bool {
    let id = block.attr.id.as_ref().map(Id::as_str).unwrap_or_default();
    id.starts_with("lst-") || id.starts_with("lst:")
}

/// Code as a listing: a container with its caption, a paragraph with a mark of so many bytes, and the code.
fn listing(mut code: Block, caption_of_it: Option<(Block, usize)>) -> Block {
    let mut attr = Attr { id: code.attr.id.take(), ..Attr::default() };
    attr.classes.push(LISTING.to_owned());
    let mut span = code.span;
    let mut inner = Vec::new();
    if let Some((mut block, length)) = caption_of_it {
        span = span.join(block.span);
        attributes::merge(&mut attr, std::mem::take(&mut block.attr));
        let content = caption(content_of(&mut block), length);
        inner.push(Block { kind: BlockKind::Paragraph(content), attr: caption_attr(), span: block.span });
    }
    inner.push(code);
    Block { kind: BlockKind::Container(inner), attr, span }
}

/// Makes a caption of the words of a container for a listing that names none: its first paragraph, else its last.
fn name_caption(block: &mut Block) {
    let BlockKind::Container(inner) = &mut block.kind else { return };
    if inner.iter().any(is_caption) || !inner.iter().any(is_code) {
        return;
    }
    let is_paragraph = |it: &Block| matches!(it.kind, BlockKind::Paragraph(_));
    let at = if inner.first().is_some_and(is_paragraph) { 0 } else { inner.len() - 1 };
    if let Some(words) = inner.get_mut(at).filter(|it| is_paragraph(it)) {
        attributes::merge(&mut words.attr, caption_attr());
    }
}

/// Makes headers of the first cells of a table that has the class for it; the class is taken.
fn name_rows(block: &mut Block) {
    if is_listing(block) {
        return name_caption(block);
    }
    if let BlockKind::Table(table) = &mut block.kind
        && block.attr.has_class(ROW_HEADERS)
    {
        block.attr.classes.retain(|it| it != ROW_HEADERS);
        table.name_rows();
    }
}

fn content_of(block: &mut Block) -> Vec<Inline> {
    if let BlockKind::Paragraph(content) = &mut block.kind { std::mem::take(content) } else { Vec::new() }
}

/// Gives the last block the place and the attributes of its caption.
fn join(blocks: &mut [Block], caption: &mut Block) {
    if let Some(last) = blocks.last_mut() {
        last.span = last.span.join(caption.span);
        attributes::merge(&mut last.attr, std::mem::take(&mut caption.attr));
    }
}

fn uncaptioned(block: &mut Block) -> Option<&mut Table> {
    if let BlockKind::Table(table) = &mut block.kind {
        Some(table).filter(|it| it.caption.is_none())
    } else {
        None
    }
}

/// Takes a caption that follows its table without a blank line, where CommonMark sees a row without bars.
pub(super) fn take_caption_row(cx: &Cx, table: &mut Table) {
    let text = |row: &Row| cx.under(row.span);
    let is_caption = |row: &Row| !text(row).contains('|') && length_of(text(row), TABLE_MARK).is_some();
    let Some(mut row) = table.body.pop_if(|row| is_caption(row)) else { return };
    let length = length_of(text(&row), TABLE_MARK).unwrap_or(0);
    let content = row.cells.first_mut().and_then(Cell::first_inlines_mut);
    table.caption = content.map(|it| caption(std::mem::take(it), length));
}

/// The length of the mark that makes a paragraph a caption, with the white space after it.
fn caption_length(cx: &Cx, block: &Block, mark: &str) -> Option<usize> {
    let BlockKind::Paragraph(_) = &block.kind else { return None };
    length_of(cx.under(block.span), mark)
}

/// The same of either mark.
fn mark_length(text: &str) -> Option<usize> {
    length_of(text, TABLE_MARK).or_else(|| length_of(text, LISTING_MARK))
}

fn length_of(text: &str, mark: &str) -> Option<usize> {
    let rest = text.strip_prefix(mark).or_else(|| text.strip_prefix(':'))?;
    let inner = rest.trim_start_matches([' ', '\t']);
    (inner.len() < rest.len() && !inner.is_empty()).then(|| text.len() - inner.len())
}

/// The inlines of a caption without its mark of so many bytes in the source.
fn caption(mut content: Vec<Inline>, length: usize) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), span }) = content.first_mut()
        && let Some((_, rest)) = text.split_once(':')
    {
        *text = rest.trim_start().to_owned();
        span.start = span.end.min(span.start + u32::try_from(length).unwrap_or(0));
        if text.is_empty() {
            content.remove(0);
        }
    }
    content
}
