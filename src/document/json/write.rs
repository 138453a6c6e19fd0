//! From the tree to JSON.

use serde_json::{Map, Value, json};

use crate::document::json::names::width_text;
use crate::document::json::{VERSION, names};
use crate::document::{
    Attr, Block, BlockKind, Cell, CellContent, Contributor, Date, Definition, Document, Id, Image, Inline,
    InlineKind, Lang, List, ListItem, ListKind, Meta, Note, NoteId, Row, Spans, Table, Target, Term,
};
use crate::source::{Sources, Span};

/// The document as JSON.
pub fn to_json(document: &Document, spans: Spans<'_>) -> Value {
    let writer = Writer { sources: spans.sources() };
    let notes: Vec<Value> = document.notes.iter().map(|(id, note)| writer.note(id, note)).collect();
    json!({
        "type": "document",
        "version": VERSION,
        "meta": writer.meta(&document.meta),
        "chapters": writer.chapters(document),
        "notes": notes,
    })
}

type Members = Map<String, Value>;

/// The members that have a value.
fn members<const N: usize>(members: [(&str, Value); N]) -> Members {
    let given = members.into_iter().filter(|(_, value)| !value.is_null());
    given.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A list that is left out where it is empty.
fn optional<T>(list: &[T], value: Value) -> Value {
    if list.is_empty() { Value::Null } else { value }
}

/// A flag that is left out where it is not set.
fn flag(is_set: bool) -> Value {
    if is_set { Value::Bool(true) } else { Value::Null }
}

struct Writer<'a> {
    /// The sources that spans are shown in; `None` where they are not shown.
    sources: Option<&'a Sources>,
}

impl Writer<'_> {
    fn span(&self, span: Span) -> Value {
        let Some(source) = self.sources.and_then(|sources| sources.get(span.source)) else {
            return Value::Null;
        };
        let (start, end) = (source.position(span.range().start), source.position(span.range().end));
        json!({
            "path": source.path(), "line": start.line, "column": start.column,
            "end_line": end.line, "end_column": end.column,
        })
    }

    fn meta(&self, meta: &Meta) -> Value {
        let series = meta.series.as_ref().map(|series| {
            Value::from(members([("name", json!(series.name)), ("number", json!(series.number))]))
        });
        let contributors: Vec<Value> = meta.contributors.iter().map(contributor).collect();
        Value::from(members([
            ("title", json!(meta.title)),
            ("subtitle", json!(meta.subtitle)),
            ("contributors", optional(&meta.contributors, json!(contributors))),
            ("lang", json!(meta.lang.as_str())),
            ("date", json!(meta.date.map(Date::to_iso))),
            ("identifier", json!(meta.identifier)),
            ("publisher", json!(meta.publisher)),
            ("rights", json!(meta.rights)),
            ("description", json!(meta.description)),
            ("subjects", optional(&meta.subjects, json!(meta.subjects))),
            ("series", json!(series)),
            ("cover", json!(meta.cover)),
            ("cover_image", json!(meta.cover_image)),
            ("cover_alt", json!(meta.cover_alt)),
            ("logo", json!(meta.logo)),
            ("logo_alt", json!(meta.logo_alt)),
            ("url", json!(meta.url)),
            ("slug", json!(meta.slug)),
            ("span", self.span(meta.span)),
        ]))
    }

    /// The chapters with their blocks; what comes before the first chapter belongs to it.
    fn chapters(&self, document: &Document) -> Vec<Value> {
        let mut starts: Vec<(usize, Value)> =
            document.chapters.iter().map(|it| (it.first_block, self.span(it.span))).collect();
        match starts.first_mut() {
            Some(first) => first.0 = 0,
            None if document.blocks.is_empty() => {}
            None => starts.push((0, Value::Null)),
        }
        let ends: Vec<usize> =
            starts.iter().skip(1).map(|(start, _)| *start).chain([document.blocks.len()]).collect();
        let chapter = |((start, span), end): ((usize, Value), usize)| {
            let blocks = document.blocks.get(start..end).unwrap_or_default();
            Value::from(members([
                ("type", json!("chapter")),
                ("blocks", self.blocks(blocks)),
                ("span", span),
            ]))
        };
        starts.into_iter().zip(ends).map(chapter).collect()
    }

    fn note(&self, id: NoteId, note: &Note) -> Value {
        let own = [
            ("number", json!(id.number())),
            ("label", json!(note.label)),
            ("blocks", self.blocks(&note.blocks)),
        ];
        self.node("note", note.span, members(own))
    }

    fn node(&self, name: &str, span: Span, own: Members) -> Value {
        let mut node = members([("type", json!(name)), ("span", self.span(span))]);
        node.extend(own);
        Value::from(node)
    }

    fn blocks(&self, blocks: &[Block]) -> Value {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn inlines(&self, inlines: &[Inline]) -> Value {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    /// A node with nothing but inlines.
    fn holder(&self, name: &str, span: Span, content: &[Inline]) -> Value {
        self.node(name, span, members([("content", self.inlines(content))]))
    }

    fn block(&self, block: &Block) -> Value {
        let (name, mut own) = self.block_kind(&block.kind);
        own.extend(attributes(&block.attr));
        self.node(name, block.span, own)
    }

    fn block_kind(&self, kind: &BlockKind) -> (&'static str, Members) {
        match kind {
            BlockKind::Paragraph(content) => ("paragraph", members([("content", self.inlines(content))])),
            BlockKind::Heading { level, content } => {
                ("heading", members([("level", json!(level)), ("content", self.inlines(content))]))
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => {
                let definitions = definitions.iter().map(|definition| self.definition(definition)).collect();
                ("definition-list", members([("definitions", definitions)]))
            }
            BlockKind::Quote(inner) => ("quote", members([("blocks", self.blocks(inner))])),
            BlockKind::CodeBlock { language, text } => {
                ("code-block", members([("language", json!(language)), ("text", json!(text))]))
            }
            BlockKind::Table(table) => ("table", self.table(table)),
            BlockKind::Figure(figure) => {
                let mut image = image(&figure.image);
                image.insert("type".to_owned(), json!("image"));
                let caption = optional(&figure.caption, self.inlines(&figure.caption));
                ("figure", members([("image", Value::from(image)), ("caption", caption)]))
            }
            BlockKind::Admonition { kind, title, blocks } => {
                let title = title.as_deref().map(|content| self.inlines(content));
                let own =
                    [("kind", json!(kind.class())), ("title", json!(title)), ("blocks", self.blocks(blocks))];
                ("admonition", members(own))
            }
            BlockKind::Container(inner) => ("container", members([("blocks", self.blocks(inner))])),
            BlockKind::ThematicBreak => ("thematic-break", Members::new()),
        }
    }

    fn list(&self, list: &List) -> (&'static str, Members) {
        let (name, mut own) = match list.kind {
            ListKind::Bullet => ("bullet-list", Members::new()),
            ListKind::Ordered { start, numbering } => {
                let own = [("start", json!(start)), ("numbering", json!(names::numbering(numbering)))];
                ("ordered-list", members(own))
            }
        };
        let items = list.items.iter().map(|item| self.item(item)).collect();
        own.extend(members([("tight", flag(list.tight)), ("items", items)]));
        (name, own)
    }

    fn item(&self, item: &ListItem) -> Value {
        self.node(
            "item",
            item.span,
            members([("task", json!(item.task)), ("blocks", self.blocks(&item.blocks))]),
        )
    }

    fn definition(&self, definition: &Definition) -> Value {
        let term = |term: &Term| self.holder("term", term.span, &term.content);
        let body = |body: &Vec<Block>| json!({ "type": "body", "blocks": self.blocks(body) });
        json!({
            "type": "definition",
            "terms": definition.terms.iter().map(term).collect::<Vec<Value>>(),
            "bodies": definition.bodies.iter().map(body).collect::<Vec<Value>>(),
        })
    }

    fn table(&self, table: &Table) -> Members {
        let row = |row: &Row| {
            let cells = row.cells.iter().map(|it| self.cell(it)).collect();
            self.node("row", row.span, members([("cells", cells)]))
        };
        let mut own = members([
            ("caption", json!(table.caption.as_deref().map(|content| self.inlines(content)))),
            ("columns", table.columns.iter().map(|it| json!(names::alignment(*it))).collect()),
            ("head", table.head.iter().map(row).collect()),
            ("body", table.body.iter().map(row).collect()),
        ]);
        if !table.foot.is_empty() {
            own.extend(members([("foot", table.foot.iter().map(row).collect())]));
        }
        own
    }

    /// A cell; what is usual is left out.
    fn cell(&self, cell: &Cell) -> Value {
        let mut own = match &cell.content {
            CellContent::Text(content) => members([("content", self.inlines(content))]),
            CellContent::Blocks(blocks) => members([("blocks", self.blocks(blocks))]),
        };
        let spans = [("columns", cell.columns), ("rows", cell.rows)];
        own.extend(spans.into_iter().filter(|it| it.1 > 1).flat_map(|it| members([(it.0, json!(it.1))])));
        if cell.is_header {
            own.extend(members([("header", json!(true))]));
        }
        self.node("cell", cell.span, own)
    }

    fn inline(&self, inline: &Inline) -> Value {
        self.node(names::inline(&inline.kind), inline.span, self.inline_kind(&inline.kind))
    }

    fn inline_kind(&self, kind: &InlineKind) -> Members {
        let mut own = match kind {
            InlineKind::Text(text) | InlineKind::Code(text) => return members([("text", json!(text))]),
            InlineKind::Image(it) => return image(it),
            InlineKind::NoteRef(reference) => return members([("note", json!(reference.note.number()))]),
            InlineKind::SoftBreak | InlineKind::LineBreak => return Members::new(),
            InlineKind::Link { target: Target::Anchor(id), title, .. } => {
                members([("anchor", json!(id.as_str())), ("title", json!(title))])
            }
            InlineKind::Link { target: Target::Url(url), title, .. } => {
                members([("url", json!(url)), ("title", json!(title))])
            }
            InlineKind::Abbreviation { expansion, .. } => members([("expansion", json!(expansion))]),
            InlineKind::Span { attr, .. } => attributes(attr),
            InlineKind::Emph(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Sub(_)
            | InlineKind::Sup(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Underline(_)
            | InlineKind::Highlight(_)
            | InlineKind::Small(_)
            | InlineKind::Keyboard(_) => Members::new(),
        };
        own.insert("content".to_owned(), self.inlines(kind.children()));
        own
    }
}

fn contributor(it: &Contributor) -> Value {
    Value::from(members([("name", json!(it.name)), ("role", json!(it.role)), ("sort", json!(it.file_as))]))
}

fn attributes(attr: &Attr) -> Members {
    members([
        ("id", json!(attr.id.as_ref().map(Id::as_str))),
        ("classes", optional(&attr.classes, json!(attr.classes))),
        ("lang", json!(attr.lang.as_ref().map(Lang::as_str))),
    ])
}

fn image(image: &Image) -> Members {
    let mut own = attributes(&image.attr);
    own.extend(members([
        ("path", json!(image.path)),
        ("alt", json!(image.alt)),
        ("decorative", flag(image.decorative)),
        ("width", json!(image.width.map(width_text))),
    ]));
    own
}
