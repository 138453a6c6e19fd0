//! From JSON to the tree.
//!
//! The text may come from any program. So nothing is taken for granted: see [`crate::document::json`].

use std::collections::BTreeMap;

use crate::document::json::names::width_of;
use crate::document::json::object::{At, Object, from_text};
use crate::document::json::{VERSION, names};
use crate::document::note::NoteOrder;
use crate::document::{
    Admonition, Attr, Block, BlockKind, Cell, CellContent, Chapter, Contributor, Date, Definition, Document,
    Figure, Id, Image, Inline, InlineKind, Lang, List, ListItem, ListKind, Meta, Note, NoteId, NoteRef,
    Notes, Numbering, References, Row, Series, Spans, Table, Target, Term, nest,
};
use crate::source::{Position, Source, SourceId, Span};

pub use crate::document::json::object::JsonError;

/// More blocks than this are not inside one another; who walks the tree may recurse.
pub(crate) const DEEPEST_BLOCK: usize = 72;
/// More inlines than this are not inside one another.
pub(crate) const DEEPEST_INLINE: usize = 160;

/// The members of every block.
const ATTRIBUTES: &[&str] = &["type", "span", "id", "classes", "lang"];
/// The members of every other node.
const NODE: &[&str] = &["type", "span"];

/// The document that a JSON text has. With [`Spans::Hidden`] no node has a place.
///
/// # Errors
///
/// Says where the text is not a document, and why.
pub fn from_json(text: &str, spans: Spans<'_>) -> Result<Document, JsonError> {
    let value = from_text(text)?;
    let mut reader = Reader {
        paths: spans.sources().map(|sources| sources.iter().map(|(id, it)| (it.path(), (id, it))).collect()),
        numbers: BTreeMap::new(),
        references: References::default(),
        links: Vec::new(),
        block_depth: 0,
        inline_depth: 0,
    };
    reader.document(&Object::new(&value, &At::ROOT)?)
}

type Read<T> = Result<T, JsonError>;

struct Reader<'a> {
    /// The sources by their paths; `None` where spans are not asked for.
    paths: Option<BTreeMap<&'a str, (SourceId, &'a Source)>>,
    /// The notes by their numbers in the JSON.
    numbers: BTreeMap<u64, NoteId>,
    references: References,
    /// The ids that links lead to, and where each link is.
    links: Vec<(Id, String)>,
    block_depth: usize,
    inline_depth: usize,
}

impl Reader<'_> {
    fn document(&mut self, object: &Object) -> Read<Document> {
        object.expect_type("document")?;
        object.allow(&["type", "version", "meta", "chapters", "notes"], &[])?;
        if object.number("version")? != VERSION {
            return Err(object.error("version", format!("this program reads version {VERSION}")));
        }
        let meta = object.object("meta", |it| self.meta(it))?;
        let mut notes = Notes::default();
        object.each_if("notes", |it| self.number_note(it, &mut notes))?;
        let mut document = Document { meta, ..Document::default() };
        object.each("chapters", |it| {
            let chapter = self.chapter(it, &mut document.blocks)?;
            document.chapters.push(chapter);
            Ok(())
        })?;
        object.each_if("notes", |it| self.note(it, &mut notes))?;
        let order = NoteOrder::of(&document.blocks, &notes);
        if let Some(unreferenced) = order.unreferenced().next() {
            return Err(self.unreferenced(object, unreferenced));
        }
        document.notes = order.apply(&mut document.blocks, notes);
        self.check_links()?;
        document.references = std::mem::take(&mut self.references);
        Ok(document)
    }

    fn unreferenced(&self, object: &Object, id: NoteId) -> JsonError {
        let number = self.numbers.iter().find(|(_, it)| **it == id).map_or(0, |(number, _)| *number);
        object.error("notes", format!("nothing refers to note {number}: remove it, or add a `note-ref`"))
    }

    fn check_links(&self) -> Read<()> {
        for (id, place) in &self.links {
            if self.references.get(id).is_none() {
                return Err(JsonError::new(place.clone(), format!("nothing has the id `{id}`")));
            }
        }
        Ok(())
    }

    fn meta(&self, object: &Object) -> Read<Meta> {
        let known = [
            "title",
            "subtitle",
            "contributors",
            "lang",
            "date",
            "identifier",
            "publisher",
            "rights",
            "description",
            "subjects",
            "series",
            "cover",
            "cover_image",
            "cover_alt",
            "logo",
            "logo_alt",
            "url",
            "slug",
            "span",
        ];
        object.allow(&known, &[])?;
        let text = |name: &str| object.optional_text(name);
        Ok(Meta {
            title: text("title")?.unwrap_or_default(),
            subtitle: text("subtitle")?,
            contributors: object.each_if("contributors", contributor)?,
            lang: object.parsed("lang", "a language tag", Lang::new)?.unwrap_or_default(),
            date: object.parsed("date", "a date such as `2019-11-30`", Date::parse)?,
            identifier: text("identifier")?,
            publisher: text("publisher")?,
            rights: text("rights")?,
            description: text("description")?,
            subjects: object.texts("subjects")?,
            series: if object.has("series") { Some(object.object("series", series)?) } else { None },
            cover: text("cover")?,
            cover_image: text("cover_image")?,
            cover_alt: text("cover_alt")?,
            logo: text("logo")?,
            logo_alt: text("logo_alt")?,
            url: text("url")?,
            slug: text("slug")?.unwrap_or_default(),
            span: self.span(object, Span::default())?,
        })
    }

    fn chapter(&mut self, object: &Object, blocks: &mut Vec<Block>) -> Read<Chapter> {
        object.expect_type("chapter")?;
        object.allow(NODE, &["blocks"])?;
        let chapter = Chapter { first_block: blocks.len(), span: self.span(object, Span::default())? };
        let mut inner = self.blocks(object, "blocks", chapter.span)?;
        nest::widen(&mut inner);
        blocks.append(&mut inner);
        Ok(chapter)
    }

    /// Enters the number of a note, so that references are known before its blocks are.
    fn number_note(&mut self, object: &Object, notes: &mut Notes) -> Read<()> {
        let empty =
            Note { label: String::new(), blocks: Vec::new(), references: Vec::new(), span: Span::default() };
        let Some(id) = notes.add(empty) else { return Err(object.error("", "there are too many notes")) };
        let number = object.number("number")?;
        match self.numbers.insert(number, id) {
            Some(_) => Err(object.error("number", format!("there are two notes {number}"))),
            None => Ok(()),
        }
    }

    fn note(&mut self, object: &Object, notes: &mut Notes) -> Read<()> {
        object.expect_type("note")?;
        object.allow(NODE, &["number", "label", "blocks"])?;
        let number = object.number("number")?;
        let span = self.span(object, Span::default())?;
        let mut blocks = self.blocks(object, "blocks", span)?;
        let span = nest::sequence(&mut blocks).map_or(span, |inner| span.join(inner));
        if let Some(note) = self.numbers.get(&number).and_then(|id| notes.get_mut(*id)) {
            let label = object.optional_text("label")?.unwrap_or_else(|| number.to_string());
            *note = Note { label, blocks, references: Vec::new(), span };
        }
        Ok(())
    }

    /// The span of a node; that of the node around it where it has none, or one that cannot be inside.
    fn span(&self, object: &Object, parent: Span) -> Read<Span> {
        if !object.has("span") {
            return Ok(parent);
        }
        object.object("span", |place| {
            place.allow(&["path", "line", "column", "end_line", "end_column"], &[])?;
            let path = place.text("path")?;
            let start = position(place, "line", "column")?;
            let end = position(place, "end_line", "end_column")?;
            let Some(paths) = &self.paths else { return Ok(Span::default()) };
            let Some((id, source)) = paths.get(path) else {
                return Err(place.error("path", format!("`{path}` is not a source of this publication")));
            };
            let offsets = source.offset(start).zip(source.offset(end)).filter(|(start, end)| start <= end);
            let Some((start, end)) = offsets else {
                return Err(place.error("", "the span is not in its source"));
            };
            let span = Span::new(*id, start..end);
            Ok(if parent == Span::default() || parent.source == span.source { span } else { parent })
        })
    }

    fn blocks(&mut self, object: &Object, name: &str, parent: Span) -> Read<Vec<Block>> {
        if self.block_depth == DEEPEST_BLOCK {
            return Err(object.error(name, format!("blocks are nested more than {DEEPEST_BLOCK} deep")));
        }
        self.block_depth += 1;
        let blocks = object.each(name, |it| self.block(it, parent));
        self.block_depth -= 1;
        blocks
    }

    fn block(&mut self, object: &Object, parent: Span) -> Read<Block> {
        let span = self.span(object, parent)?;
        let attr = self.attributes(object, span)?;
        let kind = self.block_kind(object, span)?;
        Ok(Block { kind, attr, span })
    }

    fn block_kind(&mut self, object: &Object, span: Span) -> Read<BlockKind> {
        let allow = |own: &[&str]| object.allow(ATTRIBUTES, own);
        match object.text("type")? {
            "paragraph" => {
                allow(&["content"])?;
                Ok(BlockKind::Paragraph(self.inlines(object, "content", span)?))
            }
            "heading" => {
                allow(&["level", "content"])?;
                let level = u8::try_from(object.number("level")?).ok().filter(|it| (1..=6).contains(it));
                let Some(level) = level else { return Err(object.error("level", "a level is 1 to 6")) };
                Ok(BlockKind::Heading { level, content: self.inlines(object, "content", span)? })
            }
            "bullet-list" => {
                allow(&["tight", "items"])?;
                self.list(object, ListKind::Bullet, span)
            }
            "ordered-list" => {
                allow(&["tight", "start", "numbering", "items"])?;
                let start = if object.has("start") { object.number("start")? } else { 1 };
                self.list(object, ListKind::Ordered { start, numbering: numbering(object)? }, span)
            }
            "definition-list" => {
                allow(&["definitions"])?;
                let definitions = object.each("definitions", |it| self.definition(it, span))?;
                Ok(BlockKind::DefinitionList(object.not_empty("definitions", definitions)?))
            }
            "quote" => {
                allow(&["blocks"])?;
                Ok(BlockKind::Quote(self.blocks(object, "blocks", span)?))
            }
            "container" => {
                allow(&["blocks"])?;
                Ok(BlockKind::Container(self.blocks(object, "blocks", span)?))
            }
            "admonition" => {
                allow(&["kind", "title", "blocks"])?;
                self.admonition(object, span)
            }
            "code-block" => {
                allow(&["language", "text"])?;
                code_block(object)
            }
            "table" => {
                allow(&["caption", "columns", "head", "body", "foot"])?;
                self.table(object, span)
            }
            "figure" => {
                allow(&["image", "caption"])?;
                self.figure(object, span)
            }
            "thematic-break" => {
                allow(&[])?;
                Ok(BlockKind::ThematicBreak)
            }
            other => Err(object.error("type", format!("`{other}` is not a type of block"))),
        }
    }

    fn list(&mut self, object: &Object, kind: ListKind, span: Span) -> Read<BlockKind> {
        let items = object.each("items", |it| self.item(it, span))?;
        let items = object.not_empty("items", items)?;
        Ok(BlockKind::List(List { kind, tight: object.flag("tight")?.unwrap_or(false), items }))
    }

    fn item(&mut self, object: &Object, parent: Span) -> Read<ListItem> {
        object.expect_type("item")?;
        object.allow(NODE, &["task", "blocks"])?;
        let span = self.span(object, parent)?;
        Ok(ListItem { task: object.flag("task")?, blocks: self.blocks(object, "blocks", span)?, span })
    }

    fn definition(&mut self, object: &Object, parent: Span) -> Read<Definition> {
        object.expect_type("definition")?;
        object.allow(&["type", "terms", "bodies"], &[])?;
        let terms = object.each("terms", |it| {
            let (content, span) = self.holder(it, "term", parent)?;
            Ok(Term { content, span })
        })?;
        let bodies = object.each("bodies", |it| {
            it.expect_type("body")?;
            it.allow(&["type", "blocks"], &[])?;
            self.blocks(it, "blocks", parent)
        })?;
        Ok(Definition {
            terms: object.not_empty("terms", terms)?,
            bodies: object.not_empty("bodies", bodies)?,
        })
    }

    /// A node with nothing but inlines, and its span.
    fn holder(&mut self, object: &Object, name: &str, parent: Span) -> Read<(Vec<Inline>, Span)> {
        object.expect_type(name)?;
        object.allow(NODE, &["content"])?;
        let span = self.span(object, parent)?;
        Ok((self.inlines(object, "content", span)?, span))
    }

    fn admonition(&mut self, object: &Object, span: Span) -> Read<BlockKind> {
        let class = object.text("kind")?;
        let Some(kind) = Admonition::ALL.into_iter().find(|it| it.class() == class) else {
            let known: Vec<&str> = Admonition::ALL.iter().map(|it| it.class()).collect();
            return Err(object.error("kind", format!("`{class}` is not one of `{}`", known.join("`, `"))));
        };
        let title = self.inlines_if(object, "title", span)?;
        Ok(BlockKind::Admonition { kind, title, blocks: self.blocks(object, "blocks", span)? })
    }

    fn table(&mut self, object: &Object, span: Span) -> Read<BlockKind> {
        let names = object.texts("columns")?;
        let mut columns = Vec::with_capacity(names.len());
        for name in &names {
            match names::ALIGNMENTS.into_iter().find(|it| names::alignment(*it) == name) {
                Some(alignment) => columns.push(alignment),
                None => return Err(object.error("columns", format!("`{name}` is not an alignment"))),
            }
        }
        let caption = self.inlines_if(object, "caption", span)?;
        let head = object.each("head", |it| self.row(it, columns.len(), span))?;
        let body = object.each("body", |it| self.row(it, columns.len(), span))?;
        let foot = object.each_if("foot", |it| self.row(it, columns.len(), span))?;
        let table = Table { caption, columns, head, body, foot };
        let mut settled = table.clone();
        settled.settle();
        if settled != table {
            let message =
                "the cells of the table leave places free, or take one twice, or reach below its rows";
            return Err(object.error("body", message));
        }
        Ok(BlockKind::Table(table))
    }

    fn row(&mut self, object: &Object, columns: usize, parent: Span) -> Read<Row> {
        object.expect_type("row")?;
        object.allow(NODE, &["cells"])?;
        let span = self.span(object, parent)?;
        let cells = object.each("cells", |it| self.cell(it, span))?;
        let taken: usize = cells.iter().map(|it| usize::from(it.columns)).sum();
        if taken > columns {
            let message = format!("the row has {taken} cells and the table {columns} columns");
            return Err(object.error("cells", message));
        }
        Ok(Row { cells, span })
    }

    fn cell(&mut self, object: &Object, parent: Span) -> Read<Cell> {
        object.expect_type("cell")?;
        object.allow(NODE, &["content", "blocks", "columns", "rows", "header"])?;
        let span = self.span(object, parent)?;
        let count = |name: &str| match object.has(name) {
            true => match u16::try_from(object.number(name)?) {
                Ok(0) | Err(_) => Err(object.error(name, "is not a number from 1 to 65535")),
                Ok(count) => Ok(count),
            },
            false => Ok(1),
        };
        let (columns, rows) = (count("columns")?, count("rows")?);
        let is_header = object.flag("header")?.unwrap_or(false);
        let content = if object.has("blocks") {
            if object.has("content") {
                return Err(object.error("content", "a cell has either `content` or `blocks`"));
            }
            CellContent::of(self.blocks(object, "blocks", span)?)
        } else {
            CellContent::Text(self.inlines(object, "content", span)?)
        };
        Ok(Cell { content, columns, rows, is_header, span })
    }

    fn figure(&mut self, object: &Object, span: Span) -> Read<BlockKind> {
        let image = object.object("image", |it| {
            it.expect_type("image")?;
            self.image(it, span)
        })?;
        Ok(BlockKind::Figure(Figure {
            image,
            caption: self.inlines_if(object, "caption", span)?.unwrap_or_default(),
        }))
    }

    /// The attributes of a node, whose id becomes one of the document.
    fn attributes(&mut self, object: &Object, span: Span) -> Read<Attr> {
        let id = object.parsed("id", "an id, which has no white space", |it| Id::new(it))?;
        if let Some(id) = &id
            && self.references.insert(id.clone(), span).is_err()
        {
            return Err(object.error("id", format!("the id `{id}` is given twice")));
        }
        let lang = object.parsed("lang", "a language tag", Lang::new)?;
        Ok(Attr { id, classes: object.texts("classes")?, lang })
    }

    fn inlines_if(&mut self, object: &Object, name: &str, parent: Span) -> Read<Option<Vec<Inline>>> {
        if object.has(name) { self.inlines(object, name, parent).map(Some) } else { Ok(None) }
    }

    fn inlines(&mut self, object: &Object, name: &str, parent: Span) -> Read<Vec<Inline>> {
        if self.inline_depth == DEEPEST_INLINE {
            return Err(object.error(name, format!("inlines are nested more than {DEEPEST_INLINE} deep")));
        }
        self.inline_depth += 1;
        let inlines = object.each(name, |it| self.inline(it, parent));
        self.inline_depth -= 1;
        inlines
    }

    fn inline(&mut self, object: &Object, parent: Span) -> Read<Inline> {
        let span = self.span(object, parent)?;
        Ok(Inline { kind: self.inline_kind(object, span)?, span })
    }

    fn inline_kind(&mut self, object: &Object, span: Span) -> Read<InlineKind> {
        let allow = |own: &[&str]| object.allow(NODE, own);
        match object.text("type")? {
            "text" => {
                allow(&["text"])?;
                let text = object.text("text")?;
                if text.contains('\n') {
                    return Err(object.error("text", "a line end is a `soft-break` or a `line-break`"));
                }
                Ok(InlineKind::Text(text.to_owned()))
            }
            "code" => {
                allow(&["text"])?;
                Ok(InlineKind::Code(object.text("text")?.to_owned()))
            }
            "abbreviation" => {
                allow(&["expansion", "content"])?;
                let expansion = object.optional_text("expansion")?;
                Ok(InlineKind::Abbreviation { content: self.inlines(object, "content", span)?, expansion })
            }
            "link" => {
                allow(&["url", "anchor", "title", "content"])?;
                self.link(object, span)
            }
            "image" => Ok(InlineKind::Image(self.image(object, span)?)),
            "note-ref" => {
                allow(&["note"])?;
                self.note_ref(object)
            }
            "span" => {
                object.allow(ATTRIBUTES, &["content"])?;
                let attr = self.attributes(object, span)?;
                Ok(InlineKind::Span { attr, content: self.inlines(object, "content", span)? })
            }
            "soft-break" => allow(&[]).map(|()| InlineKind::SoftBreak),
            "line-break" => allow(&[]).map(|()| InlineKind::LineBreak),
            name => {
                let wrapper =
                    names::WRAPPERS.into_iter().find(|wrap| names::inline(&wrap(Vec::new())) == name);
                let Some(wrap) = wrapper else {
                    return Err(object.error("type", format!("`{name}` is not a type of inline")));
                };
                allow(&["content"])?;
                Ok(wrap(self.inlines(object, "content", span)?))
            }
        }
    }

    fn link(&mut self, object: &Object, span: Span) -> Read<InlineKind> {
        let anchor = object.parsed("anchor", "an id, which has no white space", |it| Id::new(it))?;
        let target = match (anchor, object.optional_text("url")?) {
            (Some(id), None) => {
                self.links.push((id.clone(), object.place("anchor")));
                Target::Anchor(id)
            }
            (None, Some(url)) if !url.is_empty() => Target::Url(url),
            _ => return Err(object.error("", "a link has an `anchor` or a `url`")),
        };
        let content = self.inlines(object, "content", span)?;
        let content = object.not_empty("content", content)?;
        Ok(InlineKind::Link { target, content, title: object.optional_text("title")? })
    }

    fn note_ref(&self, object: &Object) -> Read<InlineKind> {
        let number = object.number("note")?;
        match self.numbers.get(&number) {
            // Which reference it is comes out when all are known.
            Some(id) => Ok(InlineKind::NoteRef(NoteRef { note: *id, occurrence: 0 })),
            None => Err(object.error("note", format!("there is no note {number}"))),
        }
    }

    fn image(&mut self, object: &Object, span: Span) -> Read<Image> {
        object.allow(ATTRIBUTES, &["path", "alt", "decorative", "width"])?;
        let attr = self.attributes(object, span)?;
        let path = object.text("path")?.to_owned();
        if path.is_empty() {
            return Err(object.error("path", "the image names no file"));
        }
        let width = object.parsed("width", "a width such as `50%` or `70.866pt`", width_of)?;
        let alt = object.optional_text("alt")?.unwrap_or_default();
        Ok(Image { path, alt, decorative: object.flag("decorative")?.unwrap_or(false), width, attr })
    }
}

fn contributor(object: &Object) -> Read<Contributor> {
    object.allow(&["name", "role", "sort"], &[])?;
    let (name, role) = (object.text("name")?.to_owned(), object.text("role")?.to_owned());
    Ok(Contributor { name, role, file_as: object.optional_text("sort")? })
}

fn series(object: &Object) -> Read<Series> {
    object.allow(&["name", "number"], &[])?;
    Ok(Series { name: object.text("name")?.to_owned(), number: object.optional_text("number")? })
}

fn position(object: &Object, line: &str, column: &str) -> Read<Position> {
    let number = |name: &str| Ok(usize::try_from(object.number(name)?).unwrap_or(usize::MAX));
    Ok(Position { line: number(line)?, column: number(column)? })
}

fn numbering(object: &Object) -> Read<Numbering> {
    let find = |word: &str| names::NUMBERINGS.into_iter().find(|it| names::numbering(*it) == word);
    Ok(object.parsed("numbering", "a numbering such as `decimal`", find)?.unwrap_or_default())
}

fn code_block(object: &Object) -> Read<BlockKind> {
    let mut text = object.text("text")?.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(BlockKind::CodeBlock { language: object.optional_text("language")?, text })
}
