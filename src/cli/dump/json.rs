//! The document tree as JSON, for other programs: `pamphlet dump --stage json`.
//!
//! The whole is an object with `format` (this shape: 1), `meta`, `blocks` and `notes`. A node is an object:
//!
//! | field | is |
//! |---|---|
//! | `kind` | what it is: `paragraph`, `heading`, `text`, `link`, … |
//! | `place` | `path`; `line` and `column`, from 1, of its first character; `end_line`, `end_column` after its last |
//! | `id`, `classes`, `lang` | its attributes, where it has any |
//! | `blocks` | the blocks in it, of a node that holds blocks |
//! | `content` | the inlines in it, of a node that holds inlines |
//! | `text` | its text, of `text`, `code` and `code-block` |
//!
//! Lists have `items`, definition lists `definitions` of `terms` and `bodies`, tables `columns`, `head` and `body`
//! of `cells`; what else a kind has bears the name of the field in the tree. A field that would be empty or
//! `null` is left out. Fields may be added; none is renamed or removed without a new `format`.

use serde_json::{Map, Value, json};

use crate::document::{
    Alignment, Attr, Block, BlockKind, Cell, Contributor, Date, Definition, Dimension, Document, Id, Image,
    Inline, InlineKind, Lang, List, ListItem, ListKind, Meta, Note, NoteId, Numbering, Row, Table, Target,
    Term,
};
use crate::source::{Sources, Span};

/// The document, indented, with a line end.
pub(super) fn document(document: &Document, sources: &Sources) -> String {
    let writer = Writer { sources };
    let notes: Vec<Value> = document.notes.iter().map(|(id, note)| writer.note(id, note)).collect();
    let whole = json!({
        "format": 1,
        "meta": meta(&document.meta),
        "blocks": writer.blocks(&document.blocks),
        "notes": notes,
    });
    format!("{whole:#}\n")
}

/// An object of those fields that have something to say.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::String(it) => !it.is_empty(),
        Value::Array(it) => !it.is_empty(),
        Value::Object(it) => !it.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    };
    fields
        .into_iter()
        .filter(|(_, value)| says(value))
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn meta(meta: &Meta) -> Value {
    let person = |it: &Contributor| {
        Value::from(object([("name", json!(it.name)), ("role", json!(it.role)), ("sort", json!(it.file_as))]))
    };
    let series = meta.series.as_ref().map(|(name, number)| json!({ "name": name, "number": number }));
    Value::from(object([
        ("title", json!(meta.title)),
        ("subtitle", json!(meta.subtitle)),
        ("contributors", meta.contributors.iter().map(person).collect()),
        ("lang", json!(meta.lang.as_str())),
        ("date", json!(meta.date.map(Date::to_iso))),
        ("identifier", json!(meta.identifier)),
        ("publisher", json!(meta.publisher)),
        ("rights", json!(meta.rights)),
        ("description", json!(meta.description)),
        ("subjects", json!(meta.subjects)),
        ("series", json!(series)),
        ("cover", json!(meta.cover)),
        ("url", json!(meta.url)),
        ("slug", json!(meta.slug)),
    ]))
}

/// What is known while the tree is written.
struct Writer<'a> {
    sources: &'a Sources,
}

impl Writer<'_> {
    fn place(&self, span: Span) -> Value {
        let Some(source) = self.sources.get(span.source) else { return Value::Null };
        let (start, end) = (source.position(span.range().start), source.position(span.range().end));
        json!({
            "path": source.path(), "line": start.line, "column": start.column,
            "end_line": end.line, "end_column": end.column,
        })
    }

    fn note(&self, id: NoteId, note: &Note) -> Value {
        json!({
            "number": id.number(), "label": note.label, "place": self.place(note.span),
            "blocks": self.blocks(&note.blocks),
        })
    }

    fn blocks(&self, blocks: &[Block]) -> Value {
        blocks.iter().map(|it| self.block(it)).collect()
    }

    fn inlines(&self, inlines: &[Inline]) -> Value {
        inlines.iter().map(|it| self.inline(it)).collect()
    }

    fn block(&self, block: &Block) -> Value {
        let (kind, own) = self.block_kind(&block.kind);
        self.node(kind, block.span, Some(&block.attr), own)
    }

    fn inline(&self, inline: &Inline) -> Value {
        let (kind, attr, own) = self.inline_kind(&inline.kind);
        self.node(kind, inline.span, attr, own)
    }

    fn node(&self, kind: &str, span: Span, attr: Option<&Attr>, own: Map<String, Value>) -> Value {
        let mut node = object([("kind", json!(kind)), ("place", self.place(span))]);
        node.extend(attr.map(attributes).unwrap_or_default());
        node.extend(own);
        Value::from(node)
    }

    fn block_kind(&self, kind: &BlockKind) -> (&'static str, Map<String, Value>) {
        match kind {
            BlockKind::Paragraph(content) => ("paragraph", object([("content", self.inlines(content))])),
            BlockKind::Heading { level, content } => {
                ("heading", object([("level", json!(level)), ("content", self.inlines(content))]))
            }
            BlockKind::List(list) => ("list", self.list(list)),
            BlockKind::DefinitionList(definitions) => {
                let terms =
                    |it: &Term| json!({ "place": self.place(it.span), "content": self.inlines(&it.content) });
                let one = |it: &Definition| {
                    let bodies: Vec<Value> = it.bodies.iter().map(|body| self.blocks(body)).collect();
                    json!({ "terms": it.terms.iter().map(terms).collect::<Vec<_>>(), "bodies": bodies })
                };
                ("definition-list", object([("definitions", definitions.iter().map(one).collect())]))
            }
            BlockKind::Quote(inner) => ("quote", object([("blocks", self.blocks(inner))])),
            BlockKind::CodeBlock { language, text } => {
                ("code-block", object([("language", json!(language)), ("text", json!(text))]))
            }
            BlockKind::Table(table) => ("table", self.table(table)),
            BlockKind::Figure(figure) => {
                let mut own = image(&figure.image);
                own.extend(object([("caption", self.inlines(&figure.caption))]));
                ("figure", own)
            }
            BlockKind::Admonition { kind, title, blocks } => {
                let title = title.as_deref().map_or(Value::Null, |it| self.inlines(it));
                let of = json!(kind.class());
                ("admonition", object([("of", of), ("title", title), ("blocks", self.blocks(blocks))]))
            }
            BlockKind::Container(inner) => ("container", object([("blocks", self.blocks(inner))])),
            BlockKind::ThematicBreak => ("thematic-break", Map::new()),
        }
    }

    fn list(&self, list: &List) -> Map<String, Value> {
        let (start, numbering) = match list.kind {
            ListKind::Bullet => (None, None),
            ListKind::Ordered { start, numbering } => (Some(start), Some(numbering_word(numbering))),
        };
        let item = |it: &ListItem| {
            let place = self.place(it.span);
            Value::from(object([
                ("place", place),
                ("task", json!(it.task)),
                ("blocks", self.blocks(&it.blocks)),
            ]))
        };
        object([
            ("start", json!(start)),
            ("numbering", json!(numbering)),
            ("tight", json!(list.tight)),
            ("items", list.items.iter().map(item).collect()),
        ])
    }

    fn table(&self, table: &Table) -> Map<String, Value> {
        let cell = |it: &Cell| json!({ "place": self.place(it.span), "content": self.inlines(&it.content) });
        let row = |it: &Row| json!({ "cells": it.cells.iter().map(cell).collect::<Vec<_>>() });
        let align = |it: &Alignment| match it {
            Alignment::Start => "start",
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        };
        object([
            ("caption", table.caption.as_deref().map_or(Value::Null, |it| self.inlines(it))),
            ("columns", table.columns.iter().map(align).collect()),
            ("head", table.head.iter().map(row).collect()),
            ("body", table.body.iter().map(row).collect()),
        ])
    }

    fn inline_kind<'a>(&self, kind: &'a InlineKind) -> (&'static str, Option<&'a Attr>, Map<String, Value>) {
        let own = match kind {
            InlineKind::Text(text) | InlineKind::Code(text) => object([("text", json!(text))]),
            InlineKind::Link { target, title, content } => {
                let (anchor, url) = match target {
                    Target::Anchor(id) => (Some(id.as_str()), None),
                    Target::Url(url) => (None, Some(url)),
                };
                let to = [("anchor", json!(anchor)), ("url", json!(url)), ("title", json!(title))];
                let mut own = object(to);
                own.extend(object([("content", self.inlines(content))]));
                own
            }
            InlineKind::Abbreviation { content, expansion } => {
                object([("expansion", json!(expansion)), ("content", self.inlines(content))])
            }
            InlineKind::Image(it) => image(it),
            InlineKind::NoteRef(it) => {
                object([("note", json!(it.note.number())), ("occurrence", json!(it.occurrence))])
            }
            InlineKind::Emph(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Sub(_)
            | InlineKind::Sup(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Underline(_)
            | InlineKind::Highlight(_)
            | InlineKind::Small(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Span { .. }
            | InlineKind::SoftBreak
            | InlineKind::LineBreak => object([("content", self.inlines(kind.children()))]),
        };
        let attr = if let InlineKind::Span { attr, .. } = kind { Some(attr) } else { None };
        (inline_word(kind), attr, own)
    }
}

fn attributes(attr: &Attr) -> Map<String, Value> {
    object([
        ("id", json!(attr.id.as_ref().map(Id::as_str))),
        ("classes", json!(attr.classes)),
        ("lang", json!(attr.lang.as_ref().map(Lang::as_str))),
    ])
}

/// A picture; `width` is a text with its unit.
fn image(image: &Image) -> Map<String, Value> {
    let width = image.width.map(|it| match it {
        Dimension::Percent(hundredths) => format!("{}.{:02}%", hundredths / 100, hundredths % 100),
        Dimension::Millipoints(it) => format!("{}.{:03}pt", it / 1000, it % 1000),
    });
    let mut own = attributes(&image.attr);
    own.extend(object([
        ("path", json!(image.path)),
        ("alt", json!(image.alt)),
        ("decorative", json!(image.decorative)),
        ("width", json!(width)),
    ]));
    own
}

fn numbering_word(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Decimal => "decimal",
        Numbering::LowerAlpha => "lower-alpha",
        Numbering::UpperAlpha => "upper-alpha",
        Numbering::LowerRoman => "lower-roman",
        Numbering::UpperRoman => "upper-roman",
    }
}

fn inline_word(kind: &InlineKind) -> &'static str {
    match kind {
        InlineKind::Text(_) => "text",
        InlineKind::Emph(_) => "emph",
        InlineKind::Strong(_) => "strong",
        InlineKind::Strike(_) => "strike",
        InlineKind::Sub(_) => "sub",
        InlineKind::Sup(_) => "sup",
        InlineKind::SmallCaps(_) => "small-caps",
        InlineKind::Underline(_) => "underline",
        InlineKind::Highlight(_) => "highlight",
        InlineKind::Small(_) => "small",
        InlineKind::Keyboard(_) => "keyboard",
        InlineKind::Abbreviation { .. } => "abbreviation",
        InlineKind::Code(_) => "code",
        InlineKind::Link { .. } => "link",
        InlineKind::Image(_) => "image",
        InlineKind::NoteRef(_) => "note-ref",
        InlineKind::Span { .. } => "span",
        InlineKind::SoftBreak => "soft-break",
        InlineKind::LineBreak => "line-break",
    }
}
