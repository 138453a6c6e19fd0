//! Lists whose labels are letters, Roman numerals, `#.` or `(@label)`.

use std::ops::Range;

use crate::document::Numbering;
use crate::parse::neighbours::lines::Line;
use crate::parse::neighbours::lines::{Neighbours, Patch};

/// The label of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label<'a> {
    text: &'a str,
    /// Whether a parenthesis is before it.
    opens: bool,
    /// What is after it.
    close: char,
    /// How many spaces follow.
    spaces: usize,
}

impl<'a> Label<'a> {
    fn of(content: &'a str) -> Option<Label<'a>> {
        let (opens, rest) = content.strip_prefix('(').map_or((false, content), |it| (true, it));
        let end = rest.find(|it: char| !(it.is_ascii_alphanumeric() || "#@_-".contains(it)))?;
        let (text, after) = rest.split_at(end);
        let close = after.chars().next().filter(|it| *it == ')' || (*it == '.' && !opens))?;
        let tail = &after[1..];
        let spaces = tail.len() - tail.trim_start_matches([' ', '\t']).len();
        let letters =
            text.bytes().all(|it| it.is_ascii_lowercase()) || text.bytes().all(|it| it.is_ascii_uppercase());
        let good = match text {
            "" => false,
            "#" => close == '.' && !opens,
            _ if text.starts_with('@') => opens && !text[1..].contains(['@', '#']),
            _ => letters && text.len() < 8,
        };
        (good && spaces > 0 && tail.len() > spaces).then_some(Label { text, opens, close, spaces })
    }

    /// What its number may be, by the ways to read it.
    fn readings(self) -> Vec<(Numbering, u64)> {
        let upper = self.text.bytes().all(|it| it.is_ascii_uppercase());
        let mut readings = Vec::new();
        if self.text == "#" {
            return vec![(Numbering::Decimal, 0)];
        }
        let roman = roman(&self.text.to_ascii_lowercase());
        let numbering = if upper { Numbering::UpperRoman } else { Numbering::LowerRoman };
        readings.extend(roman.map(|it| (numbering, it)));
        if let [letter] = self.text.as_bytes() {
            let numbering = if upper { Numbering::UpperAlpha } else { Numbering::LowerAlpha };
            readings.push((numbering, u64::from(letter.to_ascii_lowercase() - b'a') + 1));
        }
        readings
    }

    fn length(self) -> usize {
        self.text.len() + usize::from(self.opens) + 1
    }
}

/// The value of a Roman numeral as it is usually written.
fn roman(text: &str) -> Option<u64> {
    const SIGNS: [(&str, u64); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let (mut rest, mut value) = (text, 0);
    for (sign, worth) in SIGNS {
        let mut count = 0;
        while let Some(after) = rest.strip_prefix(sign) {
            (rest, value, count) = (after, value + worth, count + 1);
            if count > 3 || (count > 1 && !matches!(worth, 1 | 10 | 100)) {
                return None;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// A list that may still go on.
#[derive(Debug)]
struct Open {
    indent: usize,
    quotes: usize,
    opens: bool,
    close: char,
    /// The ways to read its first label that all its items allow.
    readings: Vec<(Numbering, u64)>,
    items: Vec<Range<usize>>,
    /// Whether its labels are single capitals with a full stop and one space, as initials of names have them.
    is_initials: bool,
    /// Whether two items are on lines that follow each other, without a blank line.
    is_tight: bool,
    /// What the parser sees after its numbers.
    mark: char,
}

impl Open {
    fn is_list(&self) -> bool {
        let enough = if self.is_initials { 3 } else { 2 };
        // Paragraphs that begin with `(a)` or `a)` keep their labels as they are.
        self.items.len() >= enough && (self.is_tight || (!self.opens && self.close == '.'))
    }
}

/// Finds the lists as the lines of a source come.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Open>,
    after_blank: bool,
    examples: u64,
}

impl Lists {
    /// Takes the next line.
    pub(super) fn line(&mut self, line: &Line, found: &mut Neighbours) {
        if line.content.is_empty() {
            self.after_blank = true;
            return;
        }
        let label = Label::of(line.content).filter(|_| !line.in_code);
        match label {
            Some(label) if label.text.starts_with('@') => self.example(label, line, found),
            Some(label) => self.item(label, line, found),
            None => {
                let begins =
                    self.after_blank || line.in_code || line.content.starts_with(['#', '-', '*', '+', '>']);
                if begins {
                    self.close(|it| it.quotes != line.quotes || it.indent >= line.indent, found);
                }
            }
        }
        self.after_blank = false;
    }

    /// Ends all lists.
    pub(super) fn finish(mut self, found: &mut Neighbours) {
        self.close(|_| true, found);
    }

    fn item(&mut self, label: Label, line: &Line, found: &mut Neighbours) {
        self.close(|it| it.quotes != line.quotes || it.indent > line.indent, found);
        let range = line.start..line.start + label.length();
        let after_blank = self.after_blank;
        let mut mark = ')';
        if let Some(list) = self.open.last_mut().filter(|it| it.indent == line.indent) {
            let count = list.items.len() as u64;
            let follows = |first: &(Numbering, u64)| {
                let next = if first.1 == 0 { 0 } else { first.1 + count };
                label.readings().contains(&(first.0, next))
            };
            let kept: Vec<_> = list.readings.iter().copied().filter(follows).collect();
            if !kept.is_empty() && (list.opens, list.close) == (label.opens, label.close) {
                list.readings = kept;
                list.items.push(range);
                list.is_initials &= is_initial(label);
                list.is_tight |= !after_blank;
                return;
            }
            mark = if list.is_list() && list.mark == ')' { '.' } else { ')' };
            self.close(|it| it.indent == line.indent, found);
        }
        self.open.push(Open {
            indent: line.indent,
            quotes: line.quotes,
            opens: label.opens,
            close: label.close,
            readings: label.readings(),
            items: vec![range],
            is_initials: is_initial(label),
            is_tight: false,
            mark,
        });
        self.open.last_mut().into_iter().for_each(|it| it.readings.retain(|it| it.1 < 1000));
    }

    /// Ends the last lists, as long as they are to be.
    fn close(&mut self, ends: impl Fn(&Open) -> bool, found: &mut Neighbours) {
        while let Some(list) = self.open.pop_if(|it| ends(it)) {
            let Some((numbering, start)) = list.readings.first().copied().filter(|_| list.is_list()) else {
                continue;
            };
            for (index, range) in list.items.into_iter().enumerate() {
                let patch = if index == 0 { Patch::List(numbering, start.max(1)) } else { Patch::Blank };
                let with = format!("{:0>width$}{}", 1, list.mark, width = range.len() - 1);
                found.replace(range, with, patch);
            }
        }
    }

    /// `(@label) words`, which is numbered through the file.
    fn example(&mut self, label: Label, line: &Line, found: &mut Neighbours) {
        let room = label.length() + label.spaces;
        if room > 14 || line.indent > 3 {
            return;
        }
        self.examples += 1;
        let name = &label.text[1..];
        if !name.is_empty() {
            found.examples.entry(name.to_owned()).or_insert(self.examples);
        }
        let width = (label.length() - 1).min(9);
        let with = format!("{:0>width$}.{}", 1, " ".repeat(label.length() - 1 - width));
        let range = line.start..line.start + label.length();
        found.replace(range, with, Patch::List(Numbering::Decimal, self.examples));
    }
}

/// Whether a label may be the initial of a name.
fn is_initial(label: Label) -> bool {
    label.close == '.'
        && label.spaces == 1
        && label.text.len() == 1
        && label.text.as_bytes()[0].is_ascii_uppercase()
}
