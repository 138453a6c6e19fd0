//! What reading a document of Pandoc's needs to know at each node.
//!
//! The metadata of a document of Pandoc's, as values that are read like front matter.

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::attr::OF_INDEX;
use crate::document::json::{DEEPEST_BLOCK, DEEPEST_INLINE};
use crate::document::text::is_forbidden;
use crate::document::{Attr, Block, BlockKind, Id, Inline, InlineKind, Lang, text};
use crate::pandoc::json::{self, Malformed, Read};
use crate::pandoc::rules;
use crate::parse::{self, Cx, Register, clean};
use crate::publication::value::{Entry, Value, ValueKind};
use crate::source::Span;

/// What reading a document of Pandoc's needs to know at each node.
pub(super) struct Reader<'a> {
    /// The JSON that is read.
    pub(super) cx: Cx<'a>,
    pub(super) diags: &'a mut Diagnostics,
    pub(super) notes: Register,
    /// How many notes have been met.
    pub(super) note_count: u32,
    /// What is read now.
    pub(super) state: State,
    /// How many cells of tables have been added to what was given.
    pub(super) added_cells: usize,
    block_depth: usize,
    inline_depth: usize,
}

/// What is around a node.
#[derive(Clone)]
pub(super) struct State {
    /// The language.
    pub(super) lang: Lang,
    /// How many quotations in double marks.
    pub(super) quotes: usize,
    /// Whether a link is around it.
    pub(super) in_link: bool,
}

/// Attributes as Pandoc has them.
pub(super) struct Attributes<'a> {
    /// The id; `None` where there is none.
    id: Option<Id>,
    pub(super) classes: Vec<String>,
    /// Keys and values, those that have been used taken out.
    pairs: Vec<(&'a str, &'a Value)>,
}

impl Attributes<'_> {
    /// Takes a class; whether it was there.
    pub(super) fn take_class(&mut self, class: &str) -> bool {
        let before = self.classes.len();
        self.classes.retain(|it| it != class);
        self.classes.len() < before
    }

    /// Takes the value of a key.
    pub(super) fn take(&mut self, key: &str) -> Read<Option<String>> {
        let Some(index) = self.pairs.iter().position(|(it, _)| *it == key) else { return Ok(None) };
        let (_, value) = self.pairs.remove(index);
        json::text(value).map(|text| Some(clean(text)))
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(cx: Cx<'a>, lang: Lang, diags: &'a mut Diagnostics) -> Reader<'a> {
        Reader {
            cx,
            diags,
            notes: Register::default(),
            note_count: 0,
            state: State { lang, quotes: 0, in_link: false },
            added_cells: 0,
            block_depth: 0,
            inline_depth: 0,
        }
    }

    /// A text, in which U+FFFD is for characters that no edition can carry, which is reported.
    pub(super) fn text(&mut self, value: &Value) -> Read<String> {
        let text = json::text(value)?;
        if let Some(it) = text.chars().find(|it| is_forbidden(*it)) {
            let message = format!("the control character U+{:04X} is in the text", u32::from(it));
            let diagnostic = Diagnostic::new(&parse::rules::CONTROL_CHARACTER, value.span, message.clone());
            self.diags.push(diagnostic.folds(message));
        }
        Ok(clean(text))
    }

    /// Reports what the tree cannot hold.
    pub(super) fn lost(&mut self, span: Span, message: impl Into<String>) {
        self.diags.push(Diagnostic::new(&rules::UNSUPPORTED_MARKUP, span, message));
    }

    /// Reports what the tree cannot hold, with the message for several of its kind.
    pub(super) fn lost_as(&mut self, span: Span, message: impl Into<String>, several: impl Into<String>) {
        self.diags.push(Diagnostic::new(&rules::UNSUPPORTED_MARKUP, span, message).folds(several));
    }

    /// Reports what the tree cannot hold, and is the same at each place.
    pub(super) fn lost_alike(&mut self, span: Span, message: impl Into<String>) {
        let message = message.into();
        self.lost_as(span, message.clone(), message);
    }

    /// Reads what is inside of blocks.
    pub(super) fn deeper<T>(&mut self, span: Span, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.block_depth == DEEPEST_BLOCK {
            return Err(Malformed::new(span, format!("blocks are nested more than {DEEPEST_BLOCK} deep")));
        }
        self.block_depth += 1;
        let result = read(self);
        self.block_depth -= 1;
        result
    }

    /// Reads what is inside of inlines.
    pub(super) fn deeper_inline<T>(
        &mut self,
        span: Span,
        read: impl FnOnce(&mut Self) -> Read<T>,
    ) -> Read<T> {
        if self.inline_depth == DEEPEST_INLINE {
            return Err(Malformed::new(span, format!("inlines are nested more than {DEEPEST_INLINE} deep")));
        }
        self.inline_depth += 1;
        let result = read(self);
        self.inline_depth -= 1;
        result
    }

    /// Reads where something else is around.
    pub(super) fn within<T>(&mut self, state: State, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let before = std::mem::replace(&mut self.state, state);
        let result = read(self);
        self.state = before;
        result
    }

    /// Reads in the language of attributes.
    pub(super) fn in_language<T>(&mut self, attr: &Attr, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let lang = attr.lang.clone().unwrap_or_else(|| self.state.lang.clone());
        self.within(State { lang, ..self.state.clone() }, read)
    }

    /// Attributes: an id, classes, and keys with their values.
    pub(super) fn attributes<'v>(&mut self, value: &'v Value) -> Read<Attributes<'v>> {
        let [id, classes, pairs] = json::members(value)?;
        let name = json::text(id)?;
        let found = Id::new(clean(name));
        if found.is_none() && !name.is_empty() {
            self.lost(id.span, format!("the id `{name}` is left out: it has white space"));
        }
        let mut names = Vec::new();
        for class in json::list(classes)? {
            names.extend(json::text(class)?.split_whitespace().map(clean));
        }
        let mut keys = Vec::new();
        for pair in json::list(pairs)? {
            let [key, value] = json::members(pair)?;
            keys.push((json::text(key)?, value));
        }
        Ok(Attributes { id: found, classes: names, pairs: keys })
    }

    /// What the tree holds of attributes; the rest is reported.
    pub(super) fn attr(&mut self, mut attributes: Attributes<'_>, span: Span) -> Read<Attr> {
        let tag = attributes.take("lang")?;
        let lang = tag.as_deref().and_then(Lang::new);
        if let (Some(tag), None) = (&tag, &lang) {
            self.lost(span, format!("the language `{tag}` is left out: it is not a language tag"));
        }
        for prefix in OF_INDEX {
            if let Some(value) = attributes.take(prefix.trim_end_matches(':'))? {
                attributes.classes.push(format!("{prefix}{}", clean(&value)));
            }
        }
        for (key, _) in &attributes.pairs {
            self.lost_alike(span, format!("the attribute `{key}` is left out"));
        }
        Ok(Attr { id: attributes.id, classes: attributes.classes, lang })
    }

    /// What the tree holds of attributes as Pandoc writes them.
    pub(super) fn read_attr(&mut self, value: &Value) -> Read<Attr> {
        let attributes = self.attributes(value)?;
        self.attr(attributes, value.span)
    }

    /// Reports attributes where the tree has none.
    pub(super) fn no_attr(&mut self, value: &Value, what: &str) -> Read<()> {
        let attr = self.read_attr(value)?;
        if !attr.is_empty() {
            self.lost_alike(value.span, format!("the attributes of {what} are left out"));
        }
        Ok(())
    }
}

/// A block without attributes.
pub(super) fn plain_block(kind: BlockKind, span: Span) -> Block {
    Block { kind, attr: Attr::default(), span }
}

/// Adds an inline; text joins text.
pub(super) fn push(inlines: &mut Vec<Inline>, kind: InlineKind, span: Span) {
    if let (InlineKind::Text(text), Some(last)) = (&kind, inlines.last_mut())
        && let InlineKind::Text(before) = &mut last.kind
    {
        before.push_str(text);
        last.span = last.span.join(span);
        return;
    }
    inlines.push(Inline { kind, span });
}

impl Reader<'_> {
    /// The metadata as a table; what says nothing is left out.
    pub(super) fn metadata(&mut self, meta: &Value) -> Read<Value> {
        let table = self.meta_map(meta)?;
        Ok(Value { kind: ValueKind::Table(table), span: meta.span })
    }

    fn meta_map(&mut self, map: &Value) -> Read<Vec<Entry>> {
        let mut values = Vec::new();
        for entry in json::object(map)? {
            let value = self.meta_value(&entry.value)?;
            if !is_empty(&value) {
                values.push(Entry { key: entry.key.clone(), key_span: entry.key_span, value });
            }
        }
        Ok(values)
    }

    fn meta_value(&mut self, node: &Value) -> Read<Value> {
        let content = json::content(node)?;
        let kind = match json::tag(node)? {
            "MetaInlines" => ValueKind::Plain(text::plain(&self.inlines(content)?)),
            "MetaBlocks" => ValueKind::Plain(text::plain(&self.flat(content)?)),
            "MetaString" => ValueKind::Plain(self.text(content)?),
            "MetaBool" => match content.as_flag() {
                Some(flag) => ValueKind::Boolean(flag),
                None => return Err(Malformed::new(content.span, "this is neither true nor false")),
            },
            "MetaList" => {
                let members = json::list(content)?;
                let mut values = Vec::new();
                self.deeper(node.span, |reader| {
                    members.iter().try_for_each(|it| reader.meta_value(it).map(|value| values.push(value)))
                })?;
                ValueKind::List(values.into_iter().filter(|it| !is_empty(it)).collect())
            }
            "MetaMap" => ValueKind::Table(self.deeper(node.span, |reader| reader.meta_map(content))?),
            other => return Err(Malformed::new(node.span, format!("`{other}` is not metadata of Pandoc's"))),
        };
        Ok(Value { kind, span: node.span })
    }
}

/// Whether a value says nothing.
fn is_empty(value: &Value) -> bool {
    match value.as_text() {
        Some(text) => text.trim().is_empty(),
        None => matches!(&value.kind, ValueKind::List(members) if members.is_empty()),
    }
}
