//! The block of the title at the head of a text.

use crate::import::extracted::case::{ends_sentence, is_capitals, title_case};
use crate::import::extracted::paragraphs::{Kind, Paragraph};
use crate::import::imported::Manifest;
use crate::import::imported::Remarks;

/// No title block is longer, in characters.
const LONGEST: usize = 200;

/// Takes the title, who wrote it, and the date from the first paragraph, where that is no sentence.
pub(super) fn take(paragraphs: &mut Vec<Paragraph>, manifest: &mut Manifest, remarks: &mut Remarks) {
    let Some(first) = paragraphs.first() else { return };
    let is_block = first.text.chars().count() < LONGEST
        && !ends_sentence(&first.text)
        && paragraphs.len() > 1
        && matches!(first.kind, Kind::Text | Kind::Heading { .. });
    // A heading right before text is that of a section.
    let is_section = matches!(first.kind, Kind::Heading { .. })
        && !matches!(paragraphs.get(1).map(|it| &it.kind), Some(Kind::Heading { .. }));
    if !is_block || is_section {
        return;
    }
    let first = paragraphs.remove(0);
    if first.lines.len() > 1 {
        take_lines(&first.lines, manifest);
    } else {
        take_words(&first.text, manifest);
    }
    remarks.add("pamphlet.toml", "title, authors and date are guessed from the first lines");
}

/// Takes a block of lines: the title, what is below it, who wrote it, and the date, in this order.
fn take_lines(lines: &[String], manifest: &mut Manifest) {
    let mut lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    if let Some((rest, Some(date))) = lines.last().map(|it| split_date(it))
        && rest.is_empty()
    {
        manifest.date = Some(date);
        lines.pop();
    }
    let Some((title, rest)) = lines.split_first() else { return };
    manifest.title = if is_capitals(title) { title_case(title) } else { (*title).to_owned() };
    if let Some((author, below)) = rest.split_last() {
        manifest.authors = vec![(*author).to_owned()];
        manifest.subtitle = Some(below.join(" ")).filter(|it| !it.is_empty());
    }
}

/// Takes a block that is one line: capitals in it are the title.
fn take_words(text: &str, manifest: &mut Manifest) {
    let (text, date) = split_date(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let (start, end) = longest_capitals(&words).unwrap_or((0, words.len()));
    let part = |words: &[&str]| words.join(" ").trim_matches([',', '|', '–', '-', ' ']).to_owned();
    let title = part(&words[start..end]);
    manifest.title = if is_capitals(&title) { title_case(&title) } else { title };
    let author = part(&words[..start]);
    manifest.authors = if author.is_empty() { Vec::new() } else { vec![author] };
    let rest = part(&words[end..]);
    manifest.subtitle = Some(rest).filter(|it| !it.is_empty());
    manifest.date = date;
}

/// The longest row of words in capitals; of two words at least, or one long one.
fn longest_capitals(words: &[&str]) -> Option<(usize, usize)> {
    let is_capital = |it: &&str| {
        let letters = it.chars().filter(|it| it.is_alphabetic()).count();
        letters == 0 || it.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase)
    };
    let mut best: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < words.len() {
        let length = words[at..].iter().take_while(|it| is_capital(it)).count();
        let letters: usize =
            words[at..at + length].iter().map(|it| it.chars().filter(|it| it.is_alphabetic()).count()).sum();
        if letters > 5 && best.is_none_or(|(start, end)| end - start < length) {
            best = Some((at, at + length));
        }
        at += length.max(1);
    }
    best
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The text without the date at its end, as `November 2019` or `November 22, 2019`, and the date.
fn split_date(text: &str) -> (String, Option<String>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = (text.to_owned(), None);
    let Some((year, rest)) = words.split_last().filter(|(it, _)| it.len() == 4 && is_number(it)) else {
        return whole;
    };
    let day = rest.last().map(|it| it.trim_end_matches(',')).filter(|it| it.len() < 3 && is_number(it));
    let rest = if day.is_some() { &rest[..rest.len() - 1] } else { rest };
    let Some((month, before)) = rest.split_last() else { return whole };
    let number = MONTHS.iter().position(|it| it.eq_ignore_ascii_case(month.trim_end_matches(',')));
    let Some(number) = number else { return whole };
    let day = day.map(|it| format!("-{it:0>2}")).unwrap_or_default();
    (before.join(" "), Some(format!("{year}-{:02}{day}", number + 1)))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}
