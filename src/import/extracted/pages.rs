//! From lines on pages to paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::extracted::case::{ends_sentence, is_capitals};
use crate::import::imported::Remarks;

/// A paragraph, before it is known what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawParagraph {
    /// Its text on one line.
    pub(super) text: String,
    /// The sign of the item that it is, as `•`; `1` for a number.
    pub(super) bullet: Option<char>,
    /// The lines that it was made of.
    pub(super) lines: Vec<String>,
}

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str, remarks: &mut Remarks) -> Vec<RawParagraph> {
    let pages: Vec<Vec<&str>> =
        text.split('\u{c}').map(|it| it.lines().map(str::trim_end).collect()).collect();
    let pages: Vec<Vec<&str>> = pages.into_iter().map(|it| without_contents(it, remarks)).collect();
    let pages = without_furniture(pages, remarks);
    let width = usual_width(&pages);
    let mut joiner = Joiner { width, out: Vec::new(), last: None };
    for page in &pages {
        let (text, notes) = split_notes(page);
        for line in text.iter().chain([&String::new()]).chain(&notes) {
            joiner.line(line);
        }
        joiner.last = None;
    }
    joiner.out
}

/// A page without a table of contents: what is from its first line with leaders to its last.
fn without_contents<'t>(page: Vec<&'t str>, remarks: &mut Remarks) -> Vec<&'t str> {
    let leads = |it: &&str| it.replace(' ', "").contains("....") || it.contains("……");
    let Some(first) = page.iter().position(leads) else { return page };
    let numbers = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit() || it == ' ');
    let mut last = page.iter().rposition(leads).unwrap_or(first);
    // The numbers of its pages may follow in a column of their own.
    while page.get(last + 1).is_some_and(|it| it.trim().is_empty() || numbers(it.trim())) {
        last += 1;
    }
    remarks.add("the contents", "the table of contents is left out; each edition has its own");
    let names = ["contents", "table of contents", "inhalt", "inhaltsverzeichnis", "sommaire", "índice"];
    let is_name = |it: &str| names.contains(&it.trim().to_lowercase().as_str());
    let kept = page.iter().enumerate().filter(|(at, line)| (*at < first || *at > last) && !is_name(line));
    kept.map(|(_, line)| *line).collect()
}

/// The lines of the text of a page, and those of its notes, with raised figures for plain ones: a line that begins
/// with a number begins a note where a word of the page has that number after it.
fn split_notes(page: &[&str]) -> (Vec<String>, Vec<String>) {
    let mut text: Vec<String> = page.iter().map(|it| (*it).to_owned()).collect();
    let is_marked = |lines: &[String], label: &str| lines.iter().rposition(|it| mark_at(it, label).is_some());
    let first = (0..text.len())
        .find(|at| note_number(&text[*at]).is_some_and(|label| is_marked(&text[..*at], &label).is_some()));
    let Some(first) = first else { return (text, Vec::new()) };
    let mut notes = text.split_off(first);
    for line in &mut notes {
        let Some(label) = note_number(line) else { continue };
        let Some(place) = is_marked(&text, &label) else { continue };
        if let Some(at) = mark_at(&text[place], &label) {
            text[place].replace_range(at..at + label.len(), &raised(&label));
            *line = line.trim_start().replacen(&label, &raised(&label), 1);
        }
    }
    (text, notes)
}

/// The number that a line begins with, as the text of a note does.
fn note_number(line: &str) -> Option<String> {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let begins = rest
        .strip_prefix(' ')
        .is_some_and(|it| it.starts_with(|it: char| it.is_uppercase() || "“\"‘".contains(it)));
    ((1..=3).contains(&digits) && begins).then(|| number.to_owned())
}

/// Where a number is the mark of a note in a line: after a letter or a mark of punctuation, before none.
fn mark_at(line: &str, number: &str) -> Option<usize> {
    line.match_indices(number).map(|(at, _)| at).find(|at| {
        let mut before = line[..*at].chars().rev();
        let (last, second) = (before.next(), before.next());
        let after = line[at + number.len()..].chars().next();
        last.is_some_and(|it| it.is_lowercase() || ".,;:”’)!?".contains(it))
            && !second.is_some_and(|it| it.is_ascii_digit())
            && after.is_none_or(|it| !it.is_alphanumeric() && it != '%')
    })
}

fn raised(number: &str) -> String {
    let of = |it: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(u8::try_from(it).unwrap_or(b'0') - b'0'));
    number.chars().filter(char::is_ascii_digit).filter_map(of).collect()
}

/// The pages without the lines that stand on most of them at the head or foot, and without page numbers.
fn without_furniture<'t>(pages: Vec<Vec<&'t str>>, remarks: &mut Remarks) -> Vec<Vec<&'t str>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in &pages {
        let edges = edges(page);
        let mut seen: Vec<String> = edges.iter().map(|it| without_digits(page[*it])).collect();
        seen.sort();
        seen.dedup();
        seen.into_iter().for_each(|it| *counts.entry(it).or_default() += 1);
    }
    let many =
        |it: &str| pages.len() > 2 && counts.get(&without_digits(it)).is_some_and(|it| *it * 2 > pages.len());
    let mut out = Vec::new();
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for page in &pages {
        let edges = edges(page);
        let first = edges.first().copied();
        // A head that changes with its section says what a line before has said; the first of all heads may be the title.
        let is_kept = |at: usize| {
            let repeats = before.contains(page[at].trim()) && Some(at) == first;
            let usual = many(page[at]) && (pages.len() < 2 || !before.is_empty() || Some(at) != first);
            !edges.contains(&at) || !(repeats || usual || (pages.len() > 1 && is_folio(page[at])))
        };
        let kept: Vec<&str> = (0..page.len()).filter(|it| is_kept(*it)).map(|it| page[it]).collect();
        if kept.len() < page.len() {
            remarks.add(
                "heads and feet of pages",
                "lines that are on most pages, and page numbers, are left out",
            );
        }
        before.extend(page.iter().map(|it| it.trim()).filter(|it| !it.is_empty()));
        out.push(kept);
    }
    out
}

/// The first two and the last two lines of a page that have something on them.
fn edges(page: &[&str]) -> Vec<usize> {
    let filled: Vec<usize> = (0..page.len()).filter(|it| !page[*it].trim().is_empty()).collect();
    let first = filled.iter().take(2);
    let last = filled.iter().rev().take(2);
    first.chain(last).copied().collect()
}

fn without_digits(line: &str) -> String {
    line.trim().chars().filter(|it| !it.is_ascii_digit()).collect()
}

/// Whether a line is the number of a page.
fn is_folio(line: &str) -> bool {
    let line = line.trim().trim_matches(['-', '–', ' ', '|']);
    let line = line.strip_prefix("Page ").or(line.strip_prefix("page ")).unwrap_or(line);
    let line = line.split(" of ").next().unwrap_or(line);
    let roman = !line.is_empty() && line.len() < 6 && line.chars().all(|it| "ivxlc".contains(it));
    !line.is_empty() && (line.len() < 5 && line.bytes().all(|it| it.is_ascii_digit()) || roman)
}

/// The length of most lines that a paragraph is broken into: that of the longest but one tenth.
fn usual_width(pages: &[Vec<&str>]) -> usize {
    let mut lengths: Vec<usize> =
        pages.iter().flatten().map(|it| it.trim().chars().count()).filter(|it| *it > 0).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len().saturating_sub(1 + lengths.len() / 10)).copied().unwrap_or(0)
}

struct Joiner {
    width: usize,
    out: Vec<RawParagraph>,
    /// The last line of the paragraph that is open.
    last: Option<String>,
}

impl Joiner {
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            self.last = None;
            return;
        }
        if let Some((bullet, rest)) = bullet(line) {
            self.begin(rest, Some(bullet));
        } else if let Some(last) = self.last.clone().filter(|last| !self.ends(last, line)) {
            self.append(&last, line);
        } else {
            self.begin(line, None);
        }
        self.last = Some(line.to_owned());
    }

    fn begin(&mut self, text: &str, bullet: Option<char>) {
        self.out.push(RawParagraph { text: text.to_owned(), bullet, lines: vec![text.to_owned()] });
    }

    /// Whether a paragraph ends after a line, with no blank line before the next.
    fn ends(&self, last: &str, next: &str) -> bool {
        let short = last.chars().count() * 4 < self.width * 3;
        let begins = next.starts_with(|it: char| it.is_uppercase() || "“\"'‘¹²³".contains(it));
        if is_capitals(last) != is_capitals(next) {
            return true;
        }
        let heads = self.out.last().is_some_and(|it| it.text == last && it.bullet.is_none())
            && last.chars().count() * 5 < self.width * 3
            && !last.ends_with(['.', ',', ';', ':', '-']);
        short && begins && (ends_sentence(last) || heads && next.chars().count() * 3 > self.width * 2)
    }

    /// Joins a line to the paragraph; a hyphen at the end of a line divides a word.
    fn append(&mut self, last: &str, line: &str) {
        let Some(paragraph) = self.out.last_mut() else { return };
        let before = last.strip_suffix(['-', '\u{2010}', '\u{ad}']).and_then(|it| it.chars().next_back());
        let divided = before.is_some_and(char::is_lowercase) && line.starts_with(char::is_lowercase);
        if divided {
            paragraph.text.pop();
        } else {
            paragraph.text.push(' ');
        }
        paragraph.text.push_str(line);
        paragraph.lines.push(line.to_owned());
    }
}

/// The sign of an item and its text.
fn bullet(line: &str) -> Option<(char, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    if "•‣▪◦●○■□–-*\u{f0b7}\u{f0a7}".contains(first) {
        let text = rest.strip_prefix([' ', '\t']).or(Some(rest).filter(|_| !"–-*".contains(first)))?;
        return Some((first, text.trim_start())).filter(|(_, text)| !text.is_empty());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line.get(digits..)?;
    let text = after.strip_prefix(['.', ')'])?.strip_prefix([' ', '\t'])?;
    ((1..=3).contains(&digits)).then(|| ('1', text.trim_start())).filter(|(_, text)| !text.is_empty())
}
