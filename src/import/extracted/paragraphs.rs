//! What paragraphs are: headings, items, the text of notes, or text.

use crate::import::extracted::case::{ends_sentence, is_capitals, title_case};
use crate::import::extracted::pages::RawParagraph;

/// No heading is longer, in characters.
const LONGEST_HEADING: usize = 90;

/// A paragraph that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// The lines that it was made of.
    pub(super) lines: Vec<String>,
}

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading, with its level, the id that it needs, and whether the level is unsure.
    Heading {
        level: usize,
        id: Option<String>,
        is_unsure: bool,
    },
    /// An item of a list with its sign.
    Item(char),
    /// It goes on with the item before.
    Continued,
    /// The text of a note of a label.
    Note(String),
    Text,
}

/// The paragraphs, each with what it is.
pub(super) fn classified(raw: Vec<RawParagraph>) -> Vec<Paragraph> {
    let whole = joined(raw);
    let mut out: Vec<Paragraph> = Vec::new();
    for (index, paragraph) in whole.iter().enumerate() {
        let next = whole.get(index + 1);
        let kind = match paragraph.bullet {
            Some(bullet) => Kind::Item(bullet),
            None if note_label(&paragraph.text).is_some() => {
                Kind::Note(note_label(&paragraph.text).unwrap_or_default().0)
            }
            None => heading(&paragraph.text, out.last(), next).unwrap_or(Kind::Text),
        };
        let text = match &kind {
            Kind::Note(_) => note_label(&paragraph.text).map(|it| it.1).unwrap_or_default(),
            Kind::Heading { .. } if is_capitals(&paragraph.text) => title_case(&paragraph.text),
            Kind::Heading { .. } | Kind::Item(_) | Kind::Continued | Kind::Text => paragraph.text.clone(),
        };
        out.push(Paragraph { kind, text, lines: paragraph.lines.clone() });
    }
    let mut out = labelled(out);
    settle_levels(&mut out);
    continue_items(&mut out);
    out
}

/// Paragraphs whose sentence goes on in the next, made one.
fn joined(raw: Vec<RawParagraph>) -> Vec<RawParagraph> {
    let mut out: Vec<RawParagraph> = Vec::new();
    for paragraph in raw {
        let goes_on = |last: &RawParagraph| {
            let text = last.text.trim_end_matches(['*', '_']);
            let lower = paragraph.text.starts_with(|it: char| it.is_lowercase());
            let quoted = paragraph.text.starts_with(['\'', '‘', '“', '"', '(']);
            let open = text.ends_with(|it: char| it.is_lowercase() || ",-–—".contains(it));
            let long = text.chars().count() > LONGEST_HEADING;
            paragraph.bullet.is_none() && !ends_sentence(text) && (lower || quoted && long) && (open || long)
        };
        // The text of a note may be at the foot of the page that breaks the sentence.
        let last = out.iter_mut().rev().find(|it| note_label(&it.text).is_none());
        match last.filter(|it| goes_on(it)) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&paragraph.text);
            }
            None => out.push(paragraph),
        }
    }
    out
}

/// The label of a note's text and the text: it begins with raised figures, an asterisk or a dagger.
fn note_label(text: &str) -> Option<(String, String)> {
    let raised: String = text.chars().map_while(raised).collect();
    let length: usize = text.chars().take(raised.len()).map(char::len_utf8).sum();
    let rest = text.get(length..)?.trim_start();
    (!raised.is_empty() && !rest.is_empty()).then(|| (raised, rest.to_owned()))
}

/// The figure that a raised one is.
pub(super) fn raised(it: char) -> Option<char> {
    let at = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|other| other == it)?;
    char::from_digit(u32::try_from(at).ok()?, 10)
}

/// Whether a paragraph is a heading: short, no sentence, in capitals or with a text after it.
fn heading(text: &str, before: Option<&Paragraph>, next: Option<&RawParagraph>) -> Option<Kind> {
    let length = text.chars().count();
    let plain = text.trim_matches(['*', '_']);
    let short = length <= LONGEST_HEADING && !plain.is_empty();
    if !short
        || !plain.contains(char::is_alphabetic)
        || ends_sentence(plain) && !is_capitals(plain)
        || plain.ends_with([',', ';'])
    {
        return None;
    }
    if is_capitals(plain) {
        return Some(Kind::Heading { level: 1, id: None, is_unsure: false });
    }
    let begins = plain.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit());
    let after_end =
        before.is_none_or(|it| matches!(it.kind, Kind::Heading { .. }) || ends_sentence(&it.text));
    let before_text =
        next.is_some_and(|it| it.text.chars().count() > length * 2 || it.text.chars().count() > 60);
    let is_after_label = |it: &Paragraph| matches!(it.kind, Kind::Heading { .. }) && is_label(&it.text);
    let has_text = before_text || next.is_some() && before.is_some_and(is_after_label);
    let few = plain.split_whitespace().count() <= 12;
    (begins && after_end && has_text && few && before.is_some()).then_some(Kind::Heading {
        level: 2,
        id: None,
        is_unsure: false,
    })
}

/// Headings as `APPENDIX A` joined with the heading after them, and with an id for what refers to them.
fn labelled(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for paragraph in paragraphs {
        if let (Kind::Heading { .. }, Some(Paragraph { kind: Kind::Heading { id: Some(_), .. }, text, .. })) =
            (&paragraph.kind, out.last_mut())
            && is_label(text)
        {
            text.push_str(&format!(": {}", paragraph.text));
            continue;
        }
        let mut paragraph = paragraph;
        if let Kind::Heading { id, .. } = &mut paragraph.kind
            && let Some(label) = label_of(&paragraph.text)
        {
            *id = Some(label.to_lowercase().replace(' ', "-"));
        }
        out.push(paragraph);
    }
    out
}

/// The label that a heading is or begins with, as `Appendix A`.
pub(super) fn label_of(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(' ')?;
    let known = ["appendix", "chapter", "part", "annex", "section", "schedule", "exhibit"];
    let number = rest.split([' ', ':', '.']).next()?;
    let good = !number.is_empty()
        && number.len() < 6
        && (number.bytes().all(|it| it.is_ascii_digit())
            || number.bytes().all(|it| b"IVXLC".contains(&it))
            || number.len() == 1 && number.bytes().all(|it| it.is_ascii_uppercase()));
    (good && known.contains(&word.to_lowercase().as_str()))
        .then(|| text.get(..word.len() + 1 + number.len()))
        .flatten()
}

fn is_label(text: &str) -> bool {
    label_of(text) == Some(text)
}

/// A heading in small letters is below those in capitals; but an outline has no section with one subsection, so that
/// one alone is more likely of their level, and a comment asks. Without capitals all are of the first level.
fn settle_levels(paragraphs: &mut [Paragraph]) {
    let level = |it: &Paragraph| match it.kind {
        Kind::Heading { level, .. } => Some(level),
        Kind::Item(_) | Kind::Continued | Kind::Note(_) | Kind::Text => None,
    };
    let levels: Vec<(usize, usize)> =
        paragraphs.iter().enumerate().filter_map(|(at, it)| Some((at, level(it)?))).collect();
    let has_capitals = levels.iter().any(|(_, level)| *level == 1);
    for section in levels.chunk_by(|_, next| next.1 != 1) {
        let below: Vec<usize> = section.iter().filter(|(_, level)| *level == 2).map(|(at, _)| *at).collect();
        for at in &below {
            let Some(Paragraph { kind: Kind::Heading { level, is_unsure, .. }, .. }) =
                paragraphs.get_mut(*at)
            else {
                continue;
            };
            if !has_capitals || below.len() == 1 {
                *level = 1;
                *is_unsure = has_capitals;
            }
        }
    }
}

/// A paragraph between two items of one list goes on with the first.
fn continue_items(paragraphs: &mut [Paragraph]) {
    for at in 1..paragraphs.len().saturating_sub(1) {
        let goes_on = matches!(paragraphs[at - 1].kind, Kind::Item(_) | Kind::Continued)
            && paragraphs[at].kind == Kind::Text
            && match (item_before(&paragraphs[..at]), &paragraphs[at + 1].kind) {
                (Some(sign), Kind::Item(next)) => sign == *next,
                (_, _) => false,
            };
        if goes_on {
            paragraphs[at].kind = Kind::Continued;
        }
    }
}

fn item_before(paragraphs: &[Paragraph]) -> Option<char> {
    paragraphs.iter().rev().find_map(|it| if let Kind::Item(sign) = it.kind { Some(sign) } else { None })
}
