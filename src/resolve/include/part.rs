//! The part of a file that is included: all of it, lines, an anchor, or a section.
//!
//! Fenced code, line by line.

use crate::parse::{body_start, heading_name};
use std::ops::Range;

/// The part of a file that is included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FilePart {
    /// All of it.
    Whole,
    /// From one line, counted from 1, to another, both included.
    Lines(usize, usize),
    /// What is between the lines with `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(String),
    /// The heading with an id and all that is below it, or the container with that id.
    Section(String),
}

/// A path and the part that is named with it: mdBook's `file.rs:2:10` and `file.rs:anchor`, and `file.md#id`.
pub(super) fn path_and_part(name: &str) -> (&str, FilePart) {
    if let Some((path, id)) = name.split_once('#') {
        return (path, FilePart::Section(id.to_owned()));
    }
    let Some((path, part)) = name.split_once(':') else { return (name, FilePart::Whole) };
    let (first, last) = part.split_once(':').map_or((part, None), |(first, last)| (first, Some(last)));
    let number = |text: &str| text.parse::<usize>().ok().map(|it| it.max(1));
    let part = match (first, last) {
        ("", Some(last)) => number(last).map_or(FilePart::Whole, |last| FilePart::Lines(1, last)),
        ("", None) => FilePart::Whole,
        (first, last) => match (number(first), last) {
            (Some(line), None) => FilePart::Lines(line, line),
            (Some(first), Some(last)) => FilePart::Lines(first, number(last).unwrap_or(usize::MAX)),
            (None, _) => FilePart::Anchor(first.to_owned()),
        },
    };
    (path, part)
}

/// The ranges of a text that a part is, without the line end of the last; why there is none.
pub(super) fn ranges(text: &str, part: &FilePart) -> Result<Vec<Range<usize>>, String> {
    let chosen: Vec<Range<usize>> = match part {
        FilePart::Whole => {
            lines_from(text, body_start(text)).filter(|it| !is_marker(&text[it.clone()])).collect()
        }
        FilePart::Lines(first, last) => {
            let count = text.lines().count();
            if *first > count || first > last {
                return Err(format!("it has {count} lines"));
            }
            let lines =
                lines_from(text, 0).skip(first - 1).take(last.saturating_sub(*first).saturating_add(1));
            lines.collect()
        }
        FilePart::Anchor(name) => anchor(text, name).ok_or_else(|| format!("it has no anchor `{name}`"))?,
        FilePart::Section(id) => {
            section(text, id).ok_or_else(|| format!("nothing in it has the id `{id}`"))?
        }
    };
    Ok(joined(text, &chosen))
}

/// The lines from a byte on, each with its end.
fn lines_from(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        at += line.len();
        at - line.len()..at
    })
}

/// Lines that follow each other as one range; without empty lines and the line end at the end.
fn joined(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for line in lines {
        match ranges.last_mut().filter(|it| it.end == line.start) {
            Some(last) => last.end = line.end,
            None => ranges.push(line.clone()),
        }
    }
    while let Some(last) = ranges.last_mut() {
        last.end = last.start + text[last.clone()].trim_end_matches('\n').len();
        if last.start < last.end {
            break;
        }
        ranges.pop();
    }
    ranges
}

/// Whether a line begins or ends an anchor.
fn is_marker(line: &str) -> bool {
    name_after(line, "ANCHOR: ").or_else(|| name_after(line, "ANCHOR_END: ")).is_some()
}

/// The name after a marker.
fn name_after<'t>(line: &'t str, marker: &str) -> Option<&'t str> {
    let marker = marker.trim_end();
    let rest = line.split_once(marker)?.1.trim_start();
    let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_' && it != '-').unwrap_or(rest.len());
    Some(&rest[..end]).filter(|it| !it.is_empty())
}

fn anchor(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let mut lines =
        lines_from(text, 0).skip_while(|it| name_after(&text[it.clone()], "ANCHOR:") != Some(name));
    lines.next()?;
    let inside = lines.take_while(|it| name_after(&text[it.clone()], "ANCHOR_END:") != Some(name));
    Some(inside.filter(|it| !is_marker(&text[it.clone()])).collect())
}

/// A heading with an id and what is below it, or a container with one.
fn section(text: &str, id: &str) -> Option<Vec<Range<usize>>> {
    let lines: Vec<Range<usize>> = lines_from(text, body_start(text)).collect();
    let code = code_lines(text, &lines);
    let is_text = |at: &usize| !code[*at];
    let first = (0..lines.len()).filter(is_text).find(|at| has_id(&text[lines[*at].clone()], id))?;
    let line = &text[lines[first].clone()];
    let last = match level(line) {
        Some(level) => {
            let ends = |at: &usize| self::level(&text[lines[*at].clone()]).is_some_and(|it| it <= level);
            (first + 1..lines.len()).filter(is_text).find(ends).unwrap_or(lines.len())
        }
        None => {
            let mut depth = 0_usize;
            let closes = |at: &usize| {
                let line = text[lines[*at].clone()].trim();
                if line.starts_with(":::") {
                    depth =
                        if line.trim_matches(':').is_empty() { depth.saturating_sub(1) } else { depth + 1 };
                }
                depth == 0
            };
            (first..lines.len()).filter(is_text).find(closes)? + 1
        }
    };
    Some(lines[first..last].to_vec())
}

/// For each line whether it is in fenced code.
fn code_lines(text: &str, lines: &[Range<usize>]) -> Vec<bool> {
    let mut fence = Fence::default();
    lines.iter().map(|it| fence.line(&text[it.clone()])).collect()
}

/// The level of a heading of number signs.
fn level(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|it| *it == b'#').count();
    ((1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])).then_some(level)
}

/// Whether a line is a heading, or begins a container, with an id.
fn has_id(line: &str, id: &str) -> bool {
    let given = || {
        let named = line
            .match_indices(id)
            .any(|(at, _)| line[..at].ends_with('#') && line[at + id.len()..].starts_with([' ', '}', '.']));
        named && line.contains('{')
    };
    match level(line) {
        Some(level) => given() || heading_name(line[level..].trim().split(" {").next().unwrap_or("")) == id,
        None => line.trim_start().starts_with(":::") && given(),
    }
}

/// Whether lines are in fenced code (CommonMark 0.31.2, section 4.5).
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Fence {
    /// The character and the length of the fence that is open.
    open: Option<(char, usize)>,
}

impl Fence {
    /// Takes the next line, and gives whether it is of fenced code; the fences are.
    pub(super) fn line(&mut self, line: &str) -> bool {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let mark = content.chars().next().filter(|it| matches!(it, '`' | '~'));
        let length = mark.map_or(0, |mark| content.chars().take_while(|it| *it == mark).count());
        let rest = &content[length..];
        match (self.open, mark) {
            (None, Some(mark)) if length >= 3 && !(mark == '`' && rest.contains('`')) => {
                self.open = Some((mark, length));
                true
            }
            (None, _) => false,
            (Some((open, least)), Some(mark)) => {
                if open == mark && length >= least && rest.trim().is_empty() {
                    self.open = None;
                }
                true
            }
            (Some(_), None) => true,
        }
    }

    /// Whether a fence is open.
    pub(super) fn is_open(self) -> bool {
        self.open.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str, name: &str) -> Result<String, String> {
        let (_, part) = path_and_part(name);
        ranges(text, &part).map(|ranges| ranges.into_iter().map(|it| &text[it]).collect())
    }

    #[test]
    fn lines_are_counted_as_mdbook_does() {
        let text = "a\nb\nc\nd\n";
        let lines = |name| chosen(text, name).expect("lines");
        assert_eq!(
            [lines("f:2"), lines("f:2:"), lines("f::2"), lines("f:2:3")],
            ["b", "b\nc\nd", "a\nb", "b\nc"]
        );
        assert_eq!(lines("f:3:99"), "c\nd");
        assert_eq!(lines("f"), "a\nb\nc\nd");
        assert_eq!(chosen(text, "f:7"), Err("it has 4 lines".to_owned()));
    }

    #[test]
    fn anchors_leave_out_all_markers() {
        let text =
            "x\n// ANCHOR: all\na\n// ANCHOR: part\nb\n// ANCHOR_END: part\nc\n// ANCHOR_END: all\ny\n";
        assert_eq!(chosen(text, "f:all").as_deref(), Ok("a\nb\nc"));
        assert_eq!(chosen(text, "f:part").as_deref(), Ok("b"));
        assert_eq!(chosen(text, "f").as_deref(), Ok("x\na\nb\nc\ny"));
        assert_eq!(chosen(text, "f:par"), Err("it has no anchor `par`".to_owned()));
    }

    #[test]
    fn sections_end_where_the_next_of_their_level_begins() {
        let text = "---\ntitle: T\n---\n# A\n\n## B {#bee}\nx\n```\n# C\n```\n### D\n\n## E\ny\n\n::: {#box}\nz\n:::\n\nw\n";
        assert_eq!(chosen(text, "f#bee").as_deref(), Ok("## B {#bee}\nx\n```\n# C\n```\n### D"));
        assert_eq!(chosen(text, "f#e").as_deref(), Ok("## E\ny\n\n::: {#box}\nz\n:::\n\nw"));
        assert_eq!(chosen(text, "f#box").as_deref(), Ok("::: {#box}\nz\n:::"));
        assert_eq!(chosen(text, "f#c"), Err("nothing in it has the id `c`".to_owned()));
        assert!(chosen(text, "f").expect("text").starts_with("# A"), "without its front matter");
    }
}
