//! The marks of notes, and what refers to an appendix or a chapter.

use std::collections::BTreeSet;

use crate::import::extracted::paragraphs::{Kind, Paragraph, label_of, raised};
use crate::import::imported::Remarks;

/// Stand for what becomes markup, so that the escapes of the text do not touch it.
pub(super) const OPEN: char = '\u{e000}';
/// See [`OPEN`].
pub(super) const CLOSE: char = '\u{e001}';

/// Puts marks of notes and links in, between [`OPEN`] and [`CLOSE`].
pub(super) fn mark(paragraphs: &mut [Paragraph], remarks: &mut Remarks) {
    let label = |it: &Paragraph| if let Kind::Note(label) = &it.kind { Some(label.clone()) } else { None };
    let labels: BTreeSet<String> = paragraphs.iter().filter_map(label).collect();
    let places: Vec<(String, String)> = paragraphs
        .iter()
        .filter_map(|it| match &it.kind {
            Kind::Heading { id: Some(id), .. } => Some((label_of(&it.text)?.to_owned(), id.clone())),
            Kind::Heading { .. } | Kind::Item(_) | Kind::Continued | Kind::Note(_) | Kind::Text => None,
        })
        .collect();
    let mut used = BTreeSet::new();
    for paragraph in paragraphs.iter_mut() {
        let text = marked(&paragraph.text, &labels, &mut used);
        paragraph.text = match paragraph.kind {
            Kind::Heading { .. } => text,
            Kind::Item(_) | Kind::Continued | Kind::Note(_) | Kind::Text => linked(&text, &places),
        };
    }
    for label in labels.difference(&used) {
        remarks
            .add(&format!("note {label}"), "the mark of this note is not found; put `[^…]` where it belongs");
    }
    // The text of a note without a mark is a paragraph, so that it is not lost.
    for paragraph in paragraphs.iter_mut() {
        if let Kind::Note(label) = &paragraph.kind
            && !used.contains(label)
        {
            paragraph.text = format!("{label} {}", paragraph.text);
            paragraph.kind = Kind::Text;
        }
    }
}

/// A text with marks for its raised figures that are labels of notes.
fn marked(text: &str, labels: &BTreeSet<String>, used: &mut BTreeSet<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        let Some(digit) = raised(it) else {
            out.push(it);
            continue;
        };
        let mut written = it.to_string();
        let mut label = digit.to_string();
        while let Some(digit) = chars.peek().and_then(|it| raised(*it)) {
            label.push(digit);
            written.extend(chars.next());
        }
        if labels.contains(&label) {
            out.push_str(&format!("{OPEN}[^{label}]{CLOSE}"));
            used.insert(label);
        } else {
            out.push_str(&written);
        }
    }
    out
}

/// A text with links where it names an appendix or a chapter that is there.
fn linked(text: &str, places: &[(String, String)]) -> String {
    let mut out = text.to_owned();
    for (label, id) in places {
        let mut from = 0;
        while let Some(at) = out.get(from..).and_then(|it| it.find(label.as_str())).map(|it| from + it) {
            let end = at + label.len();
            let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
            let free = !is_word(out[..at].chars().next_back()) && !is_word(out[end..].chars().next());
            let link = format!("{OPEN}[{label}](#{id}){CLOSE}");
            from = if free { at + link.len() } else { end };
            if free {
                out.replace_range(at..end, &link);
            }
        }
    }
    out
}
