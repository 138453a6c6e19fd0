//! What every part of the writer knows: the document, the labels of its notes, and the source where there is one.

use std::collections::BTreeSet;

use crate::document::{Block, BlockKind, Document, Id, Inline, InlineKind, Lang, Note, NoteId, text};
use crate::markdown::ids;
use crate::parse::with_emoji;
use crate::source::Span;

/// How the quotation marks, hyphens and dots of the tree came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Typing {
    /// They are those of the language already: what is plain in the text stays so.
    #[default]
    Set,
    /// They are as somebody typed them, and get the punctuation of the language when they are read.
    Typed,
}

/// Writes the nodes of a document.
pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    pub(super) typing: Typing,
    /// The language at the place that is written.
    pub(super) lang: Lang,
    /// The labels of the notes, in their order.
    pub(super) labels: Vec<String>,
    /// The ids of headings that must be written, since others would be made of their words.
    pub(super) named: BTreeSet<Id>,
    /// The source, where what is written in it is kept as far as it may.
    pub(super) written: Option<Written<'a>>,
}

/// The source of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    /// Its text.
    pub(super) text: &'a str,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, typing: Typing, written: Option<Written<'a>>) -> Writer<'a> {
        Writer {
            document,
            typing,
            lang: document.meta.lang.clone(),
            labels: labels(document),
            named: ids::named(document),
            written,
        }
    }

    /// The path of an image, as its address.
    pub(super) fn image_path(&self, path: &str) -> String {
        if path.starts_with("data:") {
            return path.to_owned();
        }
        let mut out = String::new();
        if path.split('/').next().is_some_and(|it| it.contains(':')) {
            out.push_str("./");
        }
        for it in path.chars() {
            match it {
                '%' | '?' | '#' | ' ' | '\\' => out.push_str(&format!("%{:02X}", u32::from(it))),
                _ => out.push(it),
            }
        }
        out
    }

    /// A text as the source has it, where it is the same but for escapes, entities and the marks of punctuation.
    pub(super) fn as_written(&self, span: Span, shown: &str) -> Option<String> {
        let source = self.written.as_ref()?.text.get(span.range())?;
        if source.contains('\n') || folded(&with_emoji(&decoded(source))) != folded(shown) {
            return None;
        }
        Some(source.to_owned())
    }

    /// The source in a place, where it is kept; else nothing.
    pub(super) fn source_of(&self, span: Span) -> &str {
        self.written.as_ref().and_then(|it| it.text.get(span.range())).unwrap_or("")
    }

    /// The source of an abbreviation that is defined elsewhere, and of an address that is a link.
    pub(super) fn form_written(&self, inline: &Inline) -> Option<String> {
        let source = self.written.as_ref()?.text.get(inline.span.range())?;
        let shown = text::plain(inline.kind.children());
        let is_link = matches!(inline.kind, InlineKind::Link { .. });
        let is_abbreviation = matches!(inline.kind, InlineKind::Abbreviation { .. });
        let bare = source.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        let good = (is_link || is_abbreviation) && source == shown || is_link && bare == Some(&shown);
        good.then(|| source.to_owned())
    }

    /// What follows the words of a link in the source: its address, or the label of one.
    pub(super) fn link_tail(&self, inline: &Inline) -> Option<String> {
        let text = self.written.as_ref()?.text;
        let last = inline.kind.children().last()?.span.range().end;
        let tail = text.get(last..inline.span.range().end)?;
        let good = text.get(inline.span.range())?.starts_with('[')
            && tail.starts_with(']')
            && tail.ends_with([')', ']'])
            && !tail.contains('\n');
        good.then(|| tail.to_owned())
    }

    /// The comments of the source between two inlines.
    pub(super) fn comments_between(&self, before: Span, after: Span) -> String {
        let Some(written) = &self.written else { return String::new() };
        let gap = written.text.get(before.range().end..after.range().start).unwrap_or("");
        comments(gap).concat()
    }

    /// The comments of the source between two blocks.
    pub(super) fn comments_before(&self, before: Option<&Block>, block: &Block) -> Vec<String> {
        let (Some(written), Some(before)) = (&self.written, before) else { return Vec::new() };
        let gap = written.text.get(before.span.range().end..block.span.range().start).unwrap_or("");
        comments(gap)
    }
}

/// The inlines of a note that was written where its mark is.
pub(super) fn in_line(note: &Note) -> Option<&[Inline]> {
    let is_plain = note.label.starts_with('^') && note.references.len() < 2;
    let [Block { kind: BlockKind::Paragraph(content), attr, .. }] = note.blocks.as_slice() else {
        return None;
    };
    (is_plain && attr.is_empty() && !content.is_empty()).then_some(content)
}

pub(super) fn index(id: NoteId) -> usize {
    id.number() as usize - 1
}

/// A label for each note: its own where that can be written and is no other's.
fn labels(document: &Document) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut labels = Vec::new();
    for (id, note) in document.notes.iter() {
        if in_line(note).is_some() {
            labels.push(String::new());
            continue;
        }
        let good = !note.label.is_empty()
            && note.label.chars().all(|it| it.is_alphanumeric() || "-_.:+/".contains(it));
        let mut label = if good { note.label.clone() } else { id.number().to_string() };
        let mut number = id.number();
        while !taken.insert(label.to_lowercase()) {
            number += 1;
            label = format!("n{number}");
        }
        labels.push(label);
    }
    labels
}

/// The comments in a piece of source.
pub(super) fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("<!--") {
        let Some((inner, after)) = after.split_once("-->") else { break };
        found.push(format!("<!--{inner}-->"));
        rest = after;
    }
    found
}

/// A text with the commonest entities decoded.
fn decoded(text: &str) -> String {
    let pairs = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    match text.contains('&') {
        true => pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)),
        false => text.to_owned(),
    }
}

/// A text with one sign for all that typing and typography write differently.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {}
            '"' | '“' | '”' | '„' | '«' | '»' | '‚' | '‘' | '’' | '‹' | '›' | '\'' | '「' | '」' | '『'
            | '』' => {
                out.push('\'');
            }
            '-' | '–' | '—' => out.push_str(if out.ends_with('-') { "" } else { "-" }),
            '…' | '.' => out.push_str(if out.ends_with('.') { "" } else { "." }),
            _ if it.is_whitespace() => {}
            _ => out.push(it),
        }
    }
    out
}
