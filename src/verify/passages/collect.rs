//! The passages of a document and of an edition.

use std::collections::BTreeSet;

use crate::document::{Document, text};
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
        let paragraphs = lines(bytes).into_iter();
        return (paragraphs.flat_map(|it| Passage::split(&it.1, it.0)).collect(), Content::default());
    }
    let (content, _) = extract::extract(format, bytes);
    (of_content(&content, Side::Edition), content)
}

/// The words of a block, with their place.
type Words = (Location, String);

/// The paragraphs of a plain text.
fn lines(bytes: &[u8]) -> Vec<Words> {
    let paragraphs = plain::paragraphs(&String::from_utf8_lossy(bytes)).into_iter();
    paragraphs.map(|(line, text)| (Location::Line(line), text)).collect()
}

/// The paragraph of an edition that has an id by its words, or is at a place of that id, with its place as people read
/// it; `None` where there is none. Words are in every format and in the editions of other programs.
pub fn by_id(format: Format, bytes: &[u8], id: &str) -> Option<(String, String)> {
    let (blocks, content) = match format {
        Format::Text => (lines(bytes), Content::default()),
        Format::Pdf | Format::Epub | Format::Html => {
            let (content, _) = extract::extract(format, bytes);
            (blocks(&content, Side::Edition), content)
        }
    };
    // The same words have a number after the first time: `p-4hq2k7a-2`.
    let parts: Vec<&str> = id.splitn(3, '-').collect();
    let (name, count) = match parts.as_slice() {
        [head, name, count] => (format!("{head}-{name}"), count.parse::<usize>().ok()),
        _ => (id.to_owned(), Some(1)),
    };
    let same = |it: &&Words| text::passage_id(&it.1).is_some_and(|it| it == name);
    let by_words = blocks.iter().filter(same).nth(count.unwrap_or(1).saturating_sub(1)).cloned();
    let (location, text) = by_words.or_else(|| at_anchor(&content, id))?;
    Some((content.show(location), text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// The words at the place of an id, up to the end of the block that it is in.
fn at_anchor(content: &Content, id: &str) -> Option<Words> {
    let is_it = |name: &str| name == id || name.rsplit_once('#').is_some_and(|it| it.1 == id);
    let at = content.events.iter().position(|it| matches!(&it.1, Event::Anchor(name) if is_it(name)))?;
    let (mut depth, mut text) = (0_i32, String::new());
    for (_, event) in &content.events[at..] {
        match event {
            Event::Open(role) if is_block(role) && !text.trim().is_empty() => break,
            Event::Open(_) => depth += 1,
            // The element that has the id begins before it; a place without words goes on to the end of its block.
            Event::Close if depth == 0 && !text.trim().is_empty() => break,
            Event::Close => depth = (depth - 1).max(0),
            Event::Text(it) => text.push_str(it),
            Event::LineEnd => text.push(' '),
            Event::Anchor(_) => {}
        }
    }
    Some((content.events[at].0, text)).filter(|it| !it.1.trim().is_empty())
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
    blocks(content, side).into_iter().flat_map(|it| Passage::split(&it.1, it.0)).collect()
}

/// The blocks of the text with their words, and then those of the notes.
fn blocks(content: &Content, side: Side) -> Vec<Words> {
    let mut notes: Vec<Words> = Vec::new();
    let (mut passages, mut open): (Vec<Words>, Vec<Open>) = (Vec::new(), Vec::new());
    let (mut text, mut start) = (String::new(), None);
    let mut end =
        |text: &mut String, start: &mut Option<Location>, open: &[Open], passages: &mut Vec<Words>| {
            let location = start.take().unwrap_or_default();
            let list = if open.iter().any(|it| it.is_note) { &mut notes } else { passages };
            list.push((location, std::mem::take(text)));
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
                    passages.push((*location, alt.clone()));
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
