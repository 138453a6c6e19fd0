//! From the tree to Pandoc's AST.

use serde_json::{Map, Value, json};

use crate::document::attr::is_of_index;
use crate::document::json::width_text;
use crate::document::{
    Alignment, Attr, Block, BlockKind, CellContent, Contributor, Date, Definition, Document, Figure, Id,
    Image, Inline, InlineKind, Lang, List, ListItem, ListKind, Meta, NoteId, NoteRef, Notes, Numbering,
    Places, Row, Table, Target,
};
use crate::locale::words;
use crate::pandoc::tables::HEADER;
use crate::pandoc::{API_VERSION, NOTE_REFERENCE, TASK_BOXES, WRAPPER};

/// A note in a note in a note is written where it is referred to no deeper than this; what is deeper comes at the end.
const DEEPEST_NOTE: usize = 4;

/// The document as Pandoc's AST.
///
/// Spans, the labels of notes and the bounds of chapters have no place in it; all else that [`from_json`] reads does.
///
/// [`from_json`]: crate::pandoc::from_json
pub fn to_json(document: &Document) -> Value {
    let mut writer =
        Writer { notes: &document.notes, lang: &document.meta.lang, note_depth: 0, pending: Vec::new() };
    let mut blocks = writer.block_values(&document.blocks);
    blocks.extend(writer.pending_notes());
    json!({ "pandoc-api-version": API_VERSION, "meta": meta(&document.meta), "blocks": blocks })
}

fn node(tag: &str, content: Value) -> Value {
    json!({ "t": tag, "c": content })
}

fn leaf(tag: &str) -> Value {
    json!({ "t": tag })
}

/// The words of a text, and the spaces between them.
fn words_of(text: &str) -> Vec<Value> {
    let mut values = Vec::new();
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            values.push(leaf("Space"));
        }
        if !word.is_empty() {
            values.push(node("Str", json!(word)));
        }
    }
    values
}

/// Attributes with more classes in front and pairs behind.
fn attributes(attr: &Attr, classes: &[&str], pairs: &[(&str, &str)]) -> Value {
    let own = || attr.classes.iter().map(String::as_str);
    let classes: Vec<&str> = classes.iter().copied().chain(own().filter(|it| !is_of_index(it))).collect();
    let lang = attr.lang.iter().map(|lang| ("lang", lang.as_str()));
    let keys = own().filter(|it| is_of_index(it)).filter_map(|it| it.split_once(':'));
    let pairs: Vec<(&str, &str)> = lang.chain(keys).chain(pairs.iter().copied()).collect();
    json!([attr.id.as_ref().map_or("", Id::as_str), classes, pairs])
}

/// How it is told which cells of rows are headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Headers {
    /// By their place.
    Told,
    /// By a class.
    Marked,
}

/// Rows of the body of a table below rows of headers.
struct BodyPart<'a> {
    heads: &'a [Row],
    rows: &'a [Row],
    /// In how many columns the cells are headers; `None` where it is not those of the first columns.
    head_columns: Option<usize>,
}

/// The parts of the body of a table. Each begins with rows of headers, but for the first; a body in which a cell reaches
/// from one part into another is one part.
fn parts_of(rows: &[Row], columns: usize) -> Vec<BodyPart<'_>> {
    let is_head = |row: &Row| {
        row.cells.iter().all(|it| it.is_header) && row.cells.len() > 1
            || row.cells.iter().all(|it| it.is_header && usize::from(it.columns) == columns)
    };
    let reaches = |row: &Row| row.cells.iter().any(|it| it.rows > 1 && it.is_header);
    if rows.iter().any(|it| is_head(it) && reaches(it)) {
        return vec![BodyPart { heads: &[], rows, head_columns: head_columns(rows, columns) }];
    }
    let mut parts = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let heads = rest.iter().take_while(|it| is_head(it)).count();
        let count = rest[heads..].iter().take_while(|it| !is_head(it)).count();
        let (heads, (rows, after)) = (&rest[..heads], rest[heads..].split_at(count));
        parts.push(BodyPart { heads, rows, head_columns: head_columns(rows, columns) });
        rest = after;
    }
    if parts.is_empty() {
        parts.push(BodyPart { heads: &[], rows, head_columns: Some(0) });
    }
    parts
}

/// How many of the first columns have the headers of rows; `None` where these are not just the cells there.
fn head_columns(rows: &[Row], columns: usize) -> Option<usize> {
    let mut places = Places::new(columns);
    let mut cells = Vec::new();
    for row in rows {
        let at = places.row(row);
        cells.extend(row.cells.iter().zip(at).filter(|it| !it.0.is_empty()).map(|it| (it.0.is_header, it.1)));
    }
    let count = cells.iter().filter(|it| it.0).map(|it| it.1 + 1).max().unwrap_or(0);
    let empty_headers = rows.iter().flat_map(|it| &it.cells).any(|it| it.is_header && it.is_empty());
    (!empty_headers && cells.iter().all(|it| it.0 == (it.1 < count))).then_some(count)
}

fn no_attributes() -> Value {
    json!(["", [], []])
}

struct Writer<'a> {
    notes: &'a Notes,
    lang: &'a Lang,
    /// How many notes are around what is written.
    note_depth: usize,
    /// The notes that are still to be written, because they were met too deep in others.
    pending: Vec<NoteId>,
}

/// Whether the paragraphs of a list are set close.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paragraphs {
    Loose,
    Close,
}

impl Writer<'_> {
    fn block_values(&mut self, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().map(|block| self.block(block, Paragraphs::Loose)).collect()
    }

    fn blocks(&mut self, blocks: &[Block]) -> Value {
        Value::from(self.block_values(blocks))
    }

    fn block(&mut self, block: &Block, paragraphs: Paragraphs) -> Value {
        let attr = &block.attr;
        let value = match &block.kind {
            BlockKind::Paragraph(content) => {
                let tag = if paragraphs == Paragraphs::Close { "Plain" } else { "Para" };
                node(tag, self.inlines(content))
            }
            BlockKind::Heading { level, content } => {
                return node("Header", json!([level, attributes(attr, &[], &[]), self.inlines(content)]));
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => {
                node("DefinitionList", definitions.iter().map(|it| self.definition(it)).collect())
            }
            BlockKind::Quote(inner) => node("BlockQuote", self.blocks(inner)),
            BlockKind::CodeBlock { language: Some(language), text } => {
                let attr = attributes(attr, &[language], &[]);
                return node("CodeBlock", json!([attr, text.strip_suffix('\n').unwrap_or(text)]));
            }
            BlockKind::CodeBlock { language: None, text } => {
                node("CodeBlock", json!([no_attributes(), text.strip_suffix('\n').unwrap_or(text)]))
            }
            BlockKind::Table(table) => return self.table(table, attr),
            BlockKind::Figure(figure) => return self.figure(figure, attr),
            BlockKind::Admonition { kind, title, blocks } => {
                let title = match title {
                    Some(content) => self.inlines(content),
                    None => Value::from(words_of(words::words(self.lang).remark(*kind))),
                };
                let title = node("Div", json!([["", ["title"], []], [node("Para", title)]]));
                let mut inner = vec![title];
                inner.extend(self.block_values(blocks));
                return node("Div", json!([attributes(attr, &[kind.class()], &[]), inner]));
            }
            BlockKind::Container(inner) => {
                if let Some(lines) = self.line_block(attr, inner) {
                    return lines;
                }
                return node("Div", json!([attributes(attr, &[], &[]), self.blocks(inner)]));
            }
            BlockKind::ThematicBreak => leaf("HorizontalRule"),
        };
        if attr.is_empty() { value } else { wrapped(attr, value) }
    }

    /// The lines of a container that the reader made of them.
    fn line_block(&mut self, attr: &Attr, inner: &[Block]) -> Option<Value> {
        let [Block { kind: BlockKind::Paragraph(content), attr: inner, .. }] = inner else { return None };
        let is_line_block = attr.classes == ["line-block"] && attr.id.is_none() && attr.lang.is_none();
        if !is_line_block || !inner.is_empty() {
            return None;
        }
        let lines = content.split(|it| it.kind == InlineKind::LineBreak);
        Some(node("LineBlock", lines.map(|line| self.inlines(line)).collect()))
    }

    fn list(&mut self, list: &List) -> Value {
        let paragraphs = if list.tight { Paragraphs::Close } else { Paragraphs::Loose };
        let items: Value = list.items.iter().map(|item| self.item(item, paragraphs)).collect();
        match list.kind {
            ListKind::Bullet => node("BulletList", items),
            ListKind::Ordered { start, numbering } => {
                let style = match numbering {
                    Numbering::Decimal => "Decimal",
                    Numbering::LowerAlpha => "LowerAlpha",
                    Numbering::UpperAlpha => "UpperAlpha",
                    Numbering::LowerRoman => "LowerRoman",
                    Numbering::UpperRoman => "UpperRoman",
                };
                node("OrderedList", json!([[start, leaf(style), leaf("Period")], items]))
            }
        }
    }

    /// An item; a task begins with a box, as Pandoc's own reader has it.
    fn item(&mut self, item: &ListItem, paragraphs: Paragraphs) -> Value {
        let mut blocks: Vec<Value> = item.blocks.iter().map(|it| self.block(it, paragraphs)).collect();
        let Some(is_done) = item.task else { return Value::from(blocks) };
        let mark = node("Str", json!(TASK_BOXES[usize::from(is_done)]));
        let is_paragraph = |it: &Block| matches!(it.kind, BlockKind::Paragraph(_)) && it.attr.is_empty();
        let first = blocks.first_mut().filter(|_| item.blocks.first().is_some_and(is_paragraph));
        match first.and_then(|it| it.get_mut("c")).and_then(Value::as_array_mut) {
            Some(content) => drop(content.splice(0..0, [mark, leaf("Space")])),
            None => blocks.insert(0, node("Plain", json!([mark]))),
        }
        Value::from(blocks)
    }

    fn definition(&mut self, definition: &Definition) -> Value {
        let mut terms = Vec::new();
        for (index, term) in definition.terms.iter().enumerate() {
            if index > 0 {
                terms.push(leaf("LineBreak"));
            }
            terms.extend(self.inline_values(&term.content));
        }
        let bodies: Vec<Value> = definition.bodies.iter().map(|body| self.body(body)).collect();
        json!([terms, bodies])
    }

    /// A meaning; one paragraph alone is set close.
    fn body(&mut self, body: &[Block]) -> Value {
        let paragraphs = if body.len() == 1 { Paragraphs::Close } else { Paragraphs::Loose };
        body.iter().map(|block| self.block(block, paragraphs)).collect()
    }

    /// A caption: a short form, which is never given, and blocks.
    fn caption(&mut self, content: Option<&[Inline]>) -> Value {
        let blocks: Vec<Value> =
            content.into_iter().map(|content| node("Plain", self.inlines(content))).collect();
        json!([null, blocks])
    }

    fn table(&mut self, table: &Table, attr: &Attr) -> Value {
        let caption = self.caption(table.caption.as_deref());
        let column = |alignment: &Alignment| {
            let alignment = match alignment {
                Alignment::Start => "AlignDefault",
                Alignment::Left => "AlignLeft",
                Alignment::Center => "AlignCenter",
                Alignment::Right => "AlignRight",
            };
            json!([leaf(alignment), leaf("ColWidthDefault")])
        };
        let columns: Vec<Value> = table.columns.iter().map(column).collect();
        let none = no_attributes();
        let head: Vec<Value> = table.head.iter().map(|row| self.row(row, Headers::Told)).collect();
        let bodies: Vec<Value> =
            parts_of(&table.body, table.columns.len()).into_iter().map(|it| self.body_part(it)).collect();
        let foot: Vec<Value> = table.foot.iter().map(|row| self.row(row, Headers::Marked)).collect();
        let attr = attributes(attr, &[], &[]);
        node("Table", json!([attr, caption, columns, [none, head], bodies, [none, foot]]))
    }

    /// A part of the body of a table, which may have a head of its own.
    fn body_part(&mut self, part: BodyPart<'_>) -> Value {
        let heads: Vec<Value> = part.heads.iter().map(|row| self.row(row, Headers::Told)).collect();
        let told = if part.head_columns.is_some() { Headers::Told } else { Headers::Marked };
        let rows: Vec<Value> = part.rows.iter().map(|row| self.row(row, told)).collect();
        json!([no_attributes(), part.head_columns.unwrap_or(0), heads, rows])
    }

    fn row(&mut self, row: &Row, headers: Headers) -> Value {
        let mut cells = Vec::new();
        for cell in &row.cells {
            let blocks: Vec<Value> = match &cell.content {
                CellContent::Text(content) if content.is_empty() => Vec::new(),
                CellContent::Text(content) => vec![node("Plain", self.inlines(content))],
                CellContent::Blocks(blocks) => {
                    blocks.iter().map(|block| self.block(block, Paragraphs::Loose)).collect()
                }
            };
            let is_marked = cell.is_header && headers == Headers::Marked;
            let attr = if is_marked { json!(["", [HEADER], []]) } else { no_attributes() };
            cells.push(json!([attr, leaf("AlignDefault"), cell.rows, cell.columns, blocks]));
        }
        json!([no_attributes(), cells])
    }

    fn figure(&mut self, figure: &Figure, attr: &Attr) -> Value {
        let caption = Some(figure.caption.as_slice()).filter(|it| !it.is_empty());
        let image = json!([node("Plain", json!([image(&figure.image)]))]);
        node("Figure", json!([attributes(attr, &[], &[]), self.caption(caption), image]))
    }

    fn inlines(&mut self, inlines: &[Inline]) -> Value {
        Value::from(self.inline_values(inlines))
    }

    fn inline_values(&mut self, inlines: &[Inline]) -> Vec<Value> {
        let mut values = Vec::new();
        inlines.iter().for_each(|inline| self.push(&inline.kind, &mut values));
        values
    }

    fn push(&mut self, kind: &InlineKind, values: &mut Vec<Value>) {
        let none = Attr::default();
        let tag = match kind {
            InlineKind::Text(text) => return values.extend(words_of(text)),
            InlineKind::Emph(_) => "Emph",
            InlineKind::Strong(_) => "Strong",
            InlineKind::Strike(_) => "Strikeout",
            InlineKind::Sub(_) => "Subscript",
            InlineKind::Sup(_) => "Superscript",
            InlineKind::SmallCaps(_) => "SmallCaps",
            InlineKind::Underline(_) => "Underline",
            InlineKind::Highlight(content) => return values.push(self.span(&none, &["mark"], &[], content)),
            InlineKind::Small(content) => return values.push(self.span(&none, &["small"], &[], content)),
            InlineKind::Keyboard(content) => return values.push(self.span(&none, &["kbd"], &[], content)),
            InlineKind::Abbreviation { content, expansion } => {
                let title: Vec<(&str, &str)> = expansion.iter().map(|it| ("title", it.as_str())).collect();
                return values.push(self.span(&none, &["abbr"], &title, content));
            }
            InlineKind::Span { attr, content } => {
                let formula = math(attr, content);
                return values.push(formula.unwrap_or_else(|| self.span(attr, &[], &[], content)));
            }
            InlineKind::Code(text) => return values.push(node("Code", json!([no_attributes(), text]))),
            InlineKind::Link { target, content, title } => {
                return values.push(self.link(target, content, title.as_deref()));
            }
            InlineKind::Image(it) => return values.push(image(it)),
            InlineKind::NoteRef(reference) => return values.push(self.note_ref(*reference)),
            InlineKind::SoftBreak => return values.push(leaf("SoftBreak")),
            InlineKind::LineBreak => return values.push(leaf("LineBreak")),
        };
        values.push(node(tag, self.inlines(kind.children())));
    }

    fn span(&mut self, attr: &Attr, classes: &[&str], pairs: &[(&str, &str)], content: &[Inline]) -> Value {
        node("Span", json!([attributes(attr, classes, pairs), self.inlines(content)]))
    }

    fn link(&mut self, target: &Target, content: &[Inline], title: Option<&str>) -> Value {
        let address = match target {
            Target::Anchor(id) => format!("#{id}"),
            Target::Url(url) => url.clone(),
        };
        node("Link", json!([no_attributes(), self.inlines(content), [address, title.unwrap_or("")]]))
    }

    /// A note at the first reference to it; at others its number.
    fn note_ref(&mut self, reference: NoteRef) -> Value {
        if reference.occurrence == 0 && self.note_depth == DEEPEST_NOTE {
            self.pending.push(reference.note);
        }
        if reference.occurrence > 0 || self.note_depth == DEEPEST_NOTE {
            let number = reference.note.number().to_string();
            let mark = node("Superscript", json!([node("Str", json!(number))]));
            let attr = attributes(&Attr::default(), &[NOTE_REFERENCE], &[("note", &number)]);
            return node("Span", json!([attr, [mark]]));
        }
        self.note_depth += 1;
        let blocks = self.note_blocks(reference.note);
        self.note_depth -= 1;
        node("Note", Value::from(blocks))
    }

    fn note_blocks(&mut self, id: NoteId) -> Vec<Value> {
        let note = self.notes.get(id);
        note.map(|note| self.block_values(&note.blocks)).unwrap_or_default()
    }

    /// The notes that were met too deep in others, each after its number.
    fn pending_notes(&mut self) -> Vec<Value> {
        let mut written = Vec::new();
        self.note_depth = DEEPEST_NOTE;
        while let Some(id) = self.pending.pop() {
            let number = id.number().to_string();
            let mut blocks = vec![node("Para", json!([node("Str", json!(number))]))];
            blocks.extend(self.note_blocks(id));
            written.push(node("Div", json!([["", ["footnote"], [["note", number]]], blocks])));
        }
        written
    }
}

/// A block that has no attributes of its own in Pandoc, in a `Div` that has them, as Pandoc's own readers write it.
fn wrapped(attr: &Attr, value: Value) -> Value {
    node("Div", json!([attributes(attr, &[], &[(WRAPPER, "1")]), [value]]))
}

/// The formula that the reader made the span of.
fn math(attr: &Attr, content: &[Inline]) -> Option<Value> {
    let [Inline { kind: InlineKind::Code(text), .. }] = content else { return None };
    if attr.id.is_some() || attr.lang.is_some() {
        return None;
    }
    let classes: Vec<&str> = attr.classes.iter().map(String::as_str).collect();
    let kind = match classes.as_slice() {
        ["math", "inline"] => "InlineMath",
        ["math", "display"] => "DisplayMath",
        _ => return None,
    };
    Some(node("Math", json!([leaf(kind), text])))
}

fn image(image: &Image) -> Value {
    let width = image.width.map(width_text);
    let pairs: Vec<(&str, &str)> = width.iter().map(|it| ("width", it.as_str())).collect();
    let decorative: &[&str] = if image.decorative { &["decorative"] } else { &[] };
    let attr = attributes(&image.attr, decorative, &pairs);
    node("Image", json!([attr, words_of(&image.alt), [encoded(&image.path), ""]]))
}

/// A path as an address, so that reading it gives the path.
fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for it in path.chars() {
        let is_special = matches!(it, '%' | '?' | '#' | ':' | '"' | '<' | '>' | '\\');
        if it.is_ascii_whitespace() || is_special {
            address.push_str(&format!("%{:02X}", u32::from(it)));
        } else {
            address.push(it);
        }
    }
    address
}

fn meta(meta: &Meta) -> Value {
    let text = |text: &str| node("MetaInlines", Value::from(words_of(text)));
    let mut map = Map::new();
    let named = [
        ("title", Some(meta.title.as_str()).filter(|it| !it.is_empty())),
        ("subtitle", meta.subtitle.as_deref()),
        ("lang", Some(meta.lang.as_str()).filter(|_| meta.lang != Lang::default())),
        ("identifier", meta.identifier.as_deref()),
        ("publisher", meta.publisher.as_deref()),
        ("rights", meta.rights.as_deref()),
        ("description", meta.description.as_deref()),
        ("cover", meta.cover.as_deref()),
        ("cover-image", meta.cover_image.as_deref()),
        ("cover-alt", meta.cover_alt.as_deref()),
        ("logo", meta.logo.as_deref()),
        ("logo-alt", meta.logo_alt.as_deref()),
        ("url", meta.url.as_deref()),
        ("slug", Some(meta.slug.as_str()).filter(|it| !it.is_empty())),
    ];
    for (key, value) in named {
        map.extend(value.map(|value| (key.to_owned(), text(value))));
    }
    map.extend(meta.date.map(|date| ("date".to_owned(), text(&Date::to_iso(date)))));
    if !meta.subjects.is_empty() {
        let subjects: Vec<Value> = meta.subjects.iter().map(|it| text(it)).collect();
        map.insert("keywords".to_owned(), node("MetaList", Value::from(subjects)));
    }
    if let Some(series) = &meta.series {
        let number = series.number.iter().map(|it| ("number".to_owned(), text(it)));
        let series: Map<String, Value> =
            [("name".to_owned(), text(&series.name))].into_iter().chain(number).collect();
        map.insert("series".to_owned(), node("MetaMap", Value::from(series)));
    }
    for (role, key) in ROLES {
        let people: Vec<Value> = meta.contributors.iter().filter(|it| it.role == role).map(person).collect();
        if !people.is_empty() {
            map.insert(key.to_owned(), node("MetaList", Value::from(people)));
        }
    }
    Value::from(map)
}

/// The roles of contributors that metadata names, and the keys that do.
const ROLES: [(&str, &str); 4] =
    [("aut", "author"), ("edt", "editor"), ("trl", "translator"), ("ill", "illustrator")];

fn person(person: &Contributor) -> Value {
    let text = |text: &str| node("MetaInlines", Value::from(words_of(text)));
    match &person.file_as {
        None => text(&person.name),
        Some(sort) => node("MetaMap", json!({ "name": text(&person.name), "sort": text(sort) })),
    }
}
