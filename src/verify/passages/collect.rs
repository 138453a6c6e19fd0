//! The passages of a document and of an edition.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::verify::content::{Content, Event, Format, Location, Role};
use crate::verify::expected::expected;
use crate::verify::extract;

use super::passage::Passage;
use super::plain;

/// The passages of a document: its title, its text, its notes.
pub fn of_document(document: &Document) -> Vec<Passage> {
    let meta = &document.meta;
    let whole = Location::Source(meta.span);
    let authors: Vec<&str> = meta.authors().collect();
    let head = [Some(meta.title.clone()), meta.subtitle.clone(), Some(authors.join(", "))];
    let mut passages: Vec<Passage> =
        head.into_iter().flatten().flat_map(|it| Passage::split(&it, whole)).collect();
    passages.extend(of_content(&expected(document, Format::Html, &BTreeSet::new()), Side::Source));
    passages
}

/// The passages of an edition or another published file, with the names of the files inside it.
pub fn of_edition(format: Format, bytes: &[u8]) -> (Vec<Passage>, Content) {
    if format == Format::Text {
        let paragraphs = plain::paragraphs(&String::from_utf8_lossy(bytes));
        let split = |(line, text): (u32, String)| Passage::split(&text, Location::Line(line));
        return (paragraphs.into_iter().flat_map(split).collect(), Content::default());
    }
    let (content, _) = extract::extract(format, bytes);
    (of_content(&content, Side::Edition), content)
}

/// Which side content is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The document: what editions may have besides, as the name of a remark's kind, belongs to it.
    Source,
    /// A file.
    Edition,
}

/// What is open: whether its words are those of the text.
struct Open {
    is_text: bool,
    is_block: bool,
    is_note: bool,
}

/// The passages of the text, and then those of the notes, wherever a format has them.
fn of_content(content: &Content, side: Side) -> Vec<Passage> {
    let mut notes: Vec<Passage> = Vec::new();
    let (mut passages, mut open): (Vec<Passage>, Vec<Open>) = (Vec::new(), Vec::new());
    let (mut text, mut start) = (String::new(), None);
    let mut end =
        |text: &mut String, start: &mut Option<Location>, open: &[Open], passages: &mut Vec<Passage>| {
            let location = start.take().unwrap_or_default();
            let list = if open.iter().any(|it| it.is_note) { &mut notes } else { passages };
            list.extend(Passage::split(&std::mem::take(text), location));
        };
    for (location, event) in &content.events {
        let is_text = open.iter().all(|it| it.is_text);
        match event {
            Event::Open(role) => {
                let is_block = is_block(role);
                if is_block {
                    end(&mut text, &mut start, &open, &mut passages);
                }
                if let (Role::Figure(Some(alt)), true) = (role, is_text) {
                    passages.extend(Passage::split(alt, *location));
                }
                let is_text = is_read(role) || *role == Role::Optional && side == Side::Source;
                open.push(Open { is_text, is_block, is_note: matches!(role, Role::Note(_)) });
            }
            Event::Close => {
                if open.last().is_some_and(|it| it.is_block) {
                    end(&mut text, &mut start, &open, &mut passages);
                }
                open.pop();
            }
            Event::Text(it) if is_text => {
                start.get_or_insert(*location);
                text.push_str(it);
            }
            Event::LineEnd if is_text => text.push(' '),
            Event::Text(_) | Event::LineEnd | Event::Anchor(_) => {}
        }
    }
    end(&mut text, &mut start, &open, &mut passages);
    passages.extend(notes);
    passages
}

/// Whether passages end at the edges of an element.
fn is_block(role: &Role) -> bool {
    match role {
        Role::Block
        | Role::Heading(_)
        | Role::List { .. }
        | Role::Item
        | Role::Table
        | Role::Row
        | Role::Cell { .. }
        | Role::Term
        | Role::Description
        | Role::Note(_)
        | Role::Contents
        | Role::RunningContent => true,
        Role::Inline
        | Role::Task(_)
        | Role::Lang(_)
        | Role::Figure(_)
        | Role::Link(_)
        | Role::NoteMark(_)
        | Role::BackLink(_)
        | Role::Optional
        | Role::Generated => false,
    }
}

/// Whether the words of an element are those of the text.
fn is_read(role: &Role) -> bool {
    !matches!(
        role,
        Role::NoteMark(_)
            | Role::BackLink(_)
            | Role::Contents
            | Role::Optional
            | Role::Generated
            | Role::RunningContent
    )
}
