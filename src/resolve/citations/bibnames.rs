//! Names of BibTeX, and its lists.

use crate::resolve::citations::item::Name;
use crate::resolve::citations::tex;

/// The parts of a text between `and` that is in no braces.
pub(super) fn split_and(text: &str) -> Vec<String> {
    let (mut parts, mut words, mut depth) = (Vec::new(), Vec::new(), 0_i32);
    for word in text.split_whitespace().chain(["and"]) {
        if word.eq_ignore_ascii_case("and") && depth <= 0 {
            let part = std::mem::take(&mut words).join(" ");
            parts.extend(Some(part).filter(|it: &String| !it.is_empty()));
            continue;
        }
        depth += braces(word);
        words.push(word);
    }
    parts
}

fn braces(text: &str) -> i32 {
    let count = |it: char| i32::try_from(text.matches(it).count()).unwrap_or(0);
    count('{') - count('}')
}

/// The parts of a text between characters that are in no braces.
fn split_at_depth(text: &str, is_break: impl Fn(char) -> bool) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_i32);
    for next in text.chars() {
        depth += i32::from(next == '{') - i32::from(next == '}');
        if depth == 0 && is_break(next) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(next);
        }
    }
    parts
}

pub(super) fn names(text: &str, uses_prefix: bool) -> Vec<Name> {
    split_and(text).iter().map(|it| name(it, uses_prefix)).collect()
}

fn name(text: &str, uses_prefix: bool) -> Name {
    if text == "others" {
        return Name::body("others");
    }
    let is_body = text.starts_with('{') && text.ends_with('}') && {
        let inner = &text[1..text.len() - 1];
        let mut depth = 0;
        inner.chars().all(|it| {
            depth += i32::from(it == '{') - i32::from(it == '}');
            depth >= 0
        })
    };
    if is_body {
        return Name::body(&tex::plain(text));
    }
    if text.split(',').next().is_some_and(|it| it.contains('=')) {
        return extended(text);
    }
    let text = spaced_initials(text);
    let words = |part: &str| -> Vec<String> {
        split_at_depth(part, |it| it.is_whitespace() || it == '~')
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect()
    };
    let parts: Vec<Vec<String>> = split_at_depth(&text, |it| it == ',').iter().map(|it| words(it)).collect();
    let (first, last, junior) = match parts.as_slice() {
        [one] => {
            let count = one.iter().take_while(|it| is_capital(it)).count();
            let at = if count == one.len() { count.saturating_sub(1) } else { count };
            (one[..at].to_vec(), one[at..].to_vec(), Vec::new())
        }
        [last, first] => (first.clone(), last.clone(), Vec::new()),
        [last, junior, first, ..] => (first.clone(), last.clone(), junior.clone()),
        [] => Default::default(),
    };
    let count = last.iter().take_while(|it| !is_capital(it)).count();
    let at = if count == last.len() { count.saturating_sub(1) } else { count };
    let said = |words: &[String]| {
        let text = words.iter().map(|it| tex::plain(it)).collect::<Vec<_>>().join(" ");
        Some(text).filter(|it| !it.is_empty())
    };
    let prefix = said(&last[..at]);
    Name {
        family: said(&last[at..]),
        given: said(&first),
        dropping: prefix.clone().filter(|_| !uses_prefix),
        non_dropping: prefix.filter(|_| uses_prefix),
        suffix: said(&junior),
        ..Name::default()
    }
}

/// `J.G.` as `J. G.`
fn spaced_initials(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        out.push(*letter);
        let is_initial = at > 0
            && *letter == '.'
            && letters[at - 1].is_uppercase()
            && (at < 2 || !letters[at - 2].is_alphanumeric())
            && letters.get(at + 1).is_some_and(|it| it.is_uppercase());
        if is_initial {
            out.push(' ');
        }
    }
    out
}

/// A name by its parts: `family=Berg, given=Anna, prefix=van`.
fn extended(text: &str) -> Name {
    let mut name = Name::default();
    for part in split_at_depth(text, |it| it == ',') {
        let Some((key, value)) = part.split_once('=') else { continue };
        let value = Some(tex::plain(value));
        match key.trim() {
            "family" => name.family = value,
            "given" => name.given = value,
            "prefix" => name.dropping = value,
            "suffix" => name.suffix = value,
            "useprefix" if value.as_deref() == Some("true") => name.non_dropping = name.dropping.take(),
            _ => {}
        }
    }
    name
}

/// Whether a word of a name begins with a capital; one in braces does.
fn is_capital(word: &str) -> bool {
    if word.starts_with('{') && !word.starts_with("{\\") {
        return true;
    }
    let plain = tex::plain(word);
    let first = plain.chars().find(|it| !it.is_ascii_digit());
    first.is_none_or(char::is_uppercase)
        || first.is_some_and(|it| !it.is_alphabetic() && plain.contains(char::is_uppercase))
}
