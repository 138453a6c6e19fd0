//! Chapters that a pattern names, as `chapters/*.md`.

use std::cmp::Ordering;
use std::path::Path;

use crate::publication::{Located, Publication};

/// A pattern names no more files.
const MOST_FILES: usize = 10_000;

/// Puts the files that patterns name in their place, in the order of their names with numbers counted, and takes the
/// drafts out. A file that is listed elsewhere is there alone. A pattern that no file has stays as it is.
pub(super) fn expand(publication: &mut Publication, folder: &Path) {
    if publication.chapters.iter().any(|it| is_pattern(&it.text)) {
        let listed: Vec<String> = publication.chapters.iter().map(|it| it.text.clone()).collect();
        let chapters = std::mem::take(&mut publication.chapters);
        publication.chapters = chapters.into_iter().flat_map(|it| named(it, folder, &listed)).collect();
    }
    let drafts = &publication.drafts;
    publication.chapters.retain(|it| !drafts.iter().any(|draft| matches(&draft.text, &it.text)));
}

fn named(entry: Located, folder: &Path, listed: &[String]) -> Vec<Located> {
    if !is_pattern(&entry.text) {
        return vec![entry];
    }
    let mut found = Vec::new();
    let parts: Vec<&str> = entry.text.split('/').collect();
    search(folder, String::new(), &parts, &mut found);
    found.retain(|it| !listed.contains(it));
    found.sort_by(|a, b| by_number(a, b));
    match found.is_empty() {
        true => vec![entry],
        false => found.into_iter().map(|text| Located { text, ..entry.clone() }).collect(),
    }
}

fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?'])
}

/// Adds the files below a folder whose paths a pattern has.
fn search(folder: &Path, path: String, parts: &[&str], found: &mut Vec<String>) {
    let Some((part, rest)) = parts.split_first() else { return };
    let at = folder.join(&path);
    let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    if !is_pattern(part) {
        return match rest.is_empty() {
            true => found.extend(folder.join(join(part)).is_file().then(|| join(part))),
            false => search(folder, join(part), rest, found),
        };
    }
    let Ok(entries) = at.read_dir() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // What is hidden is no text of a publication.
        if name.starts_with('.') || !matches(part, &name) || found.len() >= MOST_FILES {
            continue;
        }
        match rest.is_empty() {
            true => found.extend(entry.path().is_file().then(|| join(&name))),
            false => search(folder, join(&name), rest, found),
        }
    }
}

/// Whether a pattern has a text: `*` is any characters but `/`, and `?` one.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut from, mut star) = (0, 0, None);
    while from < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(it) if *it == text[from] || *it == '?' && text[from] != '/' => {
                (at, from) = (at + 1, from + 1)
            }
            _ => match star {
                Some((place, taken)) if text[taken] != '/' => {
                    star = Some((place, taken + 1));
                    (at, from) = (place + 1, taken + 1);
                }
                _ => return false,
            },
        }
    }
    pattern[at..].iter().all(|it| *it == '*')
}

/// The order of names in which `2` comes before `10`.
fn by_number(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(first), Some(second)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        if first.is_ascii_digit() && second.is_ascii_digit() {
            let (one, rest) = number(left);
            let (two, other) = number(right);
            let order = one.len().cmp(&two.len()).then_with(|| one.cmp(two));
            if order != Ordering::Equal {
                return order;
            }
            (left, right) = (rest, other);
        } else if first != second {
            return first.cmp(&second);
        } else {
            (left, right) = (&left[first.len_utf8()..], &right[second.len_utf8()..]);
        }
    }
}

/// The digits that a text begins with, without zeros before them, and the rest.
fn number(text: &str) -> (&str, &str) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (text[..length].trim_start_matches('0'), &text[length..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks_match_within_a_folder() {
        assert!(
            matches("*.md", "a.md")
                && matches("chapter-?.md", "chapter-1.md")
                && matches("a/*/*.md", "a/b/c.md")
        );
        assert!(
            !matches("*.md", "a/b.md")
                && !matches("chapter-?.md", "chapter-10.md")
                && !matches("*.md", "a.txt")
        );
        assert!(matches("*a*b*", "xaxxbx") && !matches("?", "/"));
    }

    #[test]
    fn numbers_in_names_are_counted() {
        let mut names = ["10-b.md", "2-a.md", "1.md", "02-b.md", "a.md"];
        names.sort_by(|a, b| by_number(a, b));
        assert_eq!(names, ["1.md", "2-a.md", "02-b.md", "10-b.md", "a.md"]);
    }
}
