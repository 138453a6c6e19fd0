//! Capitals and small letters, as styles ask for them.

use crate::resolve::citations::rich::{Mark, Piece, Rich};

/// What a style makes of the case of a text (CSL 1.0.2, `text-case`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Upper,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

/// Where in a text a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    StartSentence,
    AfterWordEnd,
    AfterWord,
    AfterSentence,
    AfterOther,
    BeforeLastWord,
}

/// Words that stay small within a title.
const SMALL: [&str; 32] = [
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on",
    "onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet", "about", "van", "von", "de",
    "d", "l",
];

/// Changes the case of a text.
pub(super) fn change(rich: &mut Rich, case: Case) {
    let mut walk = Walk { case, place: Place::Start };
    let Some(Piece::Text(last)) = rich.0.last_mut() else { return walk.pieces(&mut rich.0) };
    // The last word of a title is capital, whatever it is.
    let at = last.rfind(' ').map_or(0, |at| at + 1);
    let word = last.split_off(at);
    let has_break = word.is_empty() || word.contains(['-', '/', '–', '—', '\u{a0}']);
    walk.pieces(&mut rich.0);
    let is_free = matches!(walk.place, Place::AfterWordEnd | Place::StartSentence | Place::Start);
    if is_free && !has_break && (rich.0.len() > 1 || at > 0) {
        walk.place = Place::BeforeLastWord;
    }
    if let Some(Piece::Text(last)) = rich.0.last_mut() {
        last.push_str(&walk.text(&word));
    }
}

struct Walk {
    case: Case,
    place: Place,
}

impl Walk {
    fn pieces(&mut self, pieces: &mut [Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => *text = self.text(text),
                Piece::Marked(mark @ (Mark::SmallCaps | Mark::Sup | Mark::Sub | Mark::NoCase), inner) => {
                    if *mark == Mark::NoCase && self.place == Place::AfterWord {
                        // A part of a word is as its beginning is.
                        *mark = Mark::Group;
                    }
                    let _same = self.chunk(&Rich(inner.clone()).plain(), false);
                }
                Piece::Marked(_, inner) => self.pieces(inner),
            }
        }
    }

    fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let class = class_of(first);
            let end =
                rest.char_indices().skip(1).find(|(_, it)| class == Class::Other || class_of(*it) != class);
            let (chunk, after) = rest.split_at(end.map_or(rest.len(), |it| it.0));
            out.push_str(&self.chunk(chunk, true));
            rest = after;
        }
        out
    }

    fn chunk(&mut self, chunk: &str, changes: bool) -> String {
        let place = self.place;
        self.place = match chunk.chars().next_back() {
            None => place,
            Some('.' | '?' | '!' | ':') => Place::AfterSentence,
            Some(it) if it.is_alphanumeric() => Place::AfterWord,
            Some(it) if it.is_whitespace() && place == Place::AfterSentence => Place::StartSentence,
            Some(it) if it.is_whitespace() || ['-', '/', '–', '—'].contains(&it) => Place::AfterWordEnd,
            Some(_) => Place::AfterOther,
        };
        if changes && chunk.chars().all(char::is_alphanumeric) {
            cased(self.case, place, chunk)
        } else {
            chunk.to_owned()
        }
    }
}

#[derive(PartialEq, Eq)]
enum Class {
    Ascii,
    Letters,
    Space,
    Other,
}

fn class_of(it: char) -> Class {
    match it {
        _ if it.is_ascii_alphanumeric() => Class::Ascii,
        _ if it.is_alphanumeric() => Class::Letters,
        _ if it.is_whitespace() => Class::Space,
        _ => Class::Other,
    }
}

fn cased(case: Case, place: Place, word: &str) -> String {
    let is_mixed = word.contains(char::is_uppercase) && word.contains(char::is_lowercase);
    let is_small = word.chars().all(char::is_lowercase);
    let starts = matches!(place, Place::Start | Place::StartSentence);
    let is_capitalized = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let changes = match case {
        Case::Lower => return word.to_lowercase(),
        Case::Upper => return word.to_uppercase(),
        Case::CapitalizeAll => {
            is_small && (starts || matches!(place, Place::AfterWordEnd | Place::BeforeLastWord))
        }
        Case::CapitalizeFirst => is_small && place == Place::Start,
        Case::Sentence if is_capitalized && !starts => return word.to_lowercase(),
        Case::Sentence => starts && (is_capitalized || is_small),
        Case::Title => {
            let is_long = word.chars().nth(1).is_some();
            let is_free = !is_mixed && word.is_ascii() && !word.chars().all(char::is_uppercase);
            is_free
                && (starts
                    || (place == Place::AfterWordEnd && is_long && !SMALL.contains(&word))
                    || (place == Place::BeforeLastWord && is_long))
        }
    };
    if changes { capitalized(&word.to_lowercase()) } else { word.to_owned() }
}

/// With a capital at its start.
fn capitalized(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |it| it.to_uppercase().chain(rest.flat_map(|it| [it])).collect())
}
