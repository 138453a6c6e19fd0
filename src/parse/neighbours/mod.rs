//! Blocks of other dialects that are read: found line by line before the CommonMark parser, and shown to it as
//! something of the same length that it knows.
//!
//! A list of letters becomes a list of numbers, an admonition of MkDocs an item with its text, a line block a
//! paragraph whose lines begin with a character that stands for the bar. What each is the [`Patch`] tells, at the byte
//! where it begins. Where the parser does not see what was meant, as in code, the source is put back.

mod lines;
mod letters;
mod grid;
mod tables;
pub(in crate::parse) mod cjk;

use crate::parse::neighbours::letters::Lists;
use crate::parse::neighbours::lines::{COLON, Line, lines};

pub(super) use crate::parse::neighbours::lines::{BAR, ColumnRow, ColumnTable, Neighbours, Patch};

/// No more abbreviations are read, which bounds the work on hostile input.
const MOST_ABBREVIATIONS: usize = 256;

impl Neighbours {
    /// Finds them from a byte of the source on.
    pub(super) fn of(text: &str, body: usize) -> Neighbours {
        let mut found = Neighbours::default();
        let lines = lines(text, body);
        found.stress(&lines);
        if !lines.iter().any(|it| it.may_begin()) {
            return found;
        }
        let mut lists = Lists::default();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            lists.line(line, &mut found);
            at += found.block(&lines[at..], at.checked_sub(1).and_then(|it| lines.get(it))).max(1);
        }
        lists.finish(&mut found);
        found.edits.sort_by_key(|it| it.0.start);
        found
    }

    /// Shows the parser what makes emphasis beside Chinese, Japanese and Korean characters.
    fn stress(&mut self, lines: &[Line]) {
        for line in lines.iter().filter(|it| !it.in_code) {
            for (range, with) in cjk::edits(line.content, line.start) {
                self.replace(range, with, Patch::Blank);
            }
            self.hidden_within(line);
        }
        self.edits.sort_by_key(|it| it.0.start);
    }

    /// Reads what begins at the first of some lines, and gives how many it takes; zero where nothing begins.
    fn block(&mut self, lines: &[Line], before: Option<&Line>) -> usize {
        let Some(line) = lines.first().filter(|it| !it.in_code) else { return 0 };
        if before.is_none_or(|it| it.quotes < line.quotes || is_no_text(it.content))
            && let Some(length) = self.table(lines)
        {
            return length;
        }
        match line.content.as_bytes().first() {
            Some(b'|') => self.line_block(lines, before),
            Some(b'!' | b'?') => self.remark(line),
            Some(b'*') => self.abbreviation(line),
            Some(b'{') => match self.hidden(lines) {
                0 => self.attributes(line, before),
                length => length,
            },
            Some(b'#') => self.heading(line, lines.get(1)),
            Some(b'%') => self.comment(lines),
            Some(b':') if line.begins_word() => {
                self.replace(line.start..line.start + 1, COLON.to_string(), Patch::Blank);
                1
            }
            Some(_) | None => 0,
        }
    }

    /// Lines that begin with a bar and have no other, with no line of a table among them.
    fn line_block(&mut self, lines: &[Line], before: Option<&Line>) -> usize {
        if before.is_some_and(|it| !it.content.is_empty() && !it.content.starts_with('#')) {
            return 0;
        }
        let is_bar = |it: &&Line| it.content.starts_with("| ") || it.content == "|";
        let continues = |it: &&Line| is_bar(it) || (it.indent > lines[0].indent && !it.content.is_empty());
        let block: Vec<&Line> = lines.iter().take_while(continues).collect();
        let next = lines.get(block.len());
        let ends = next.is_none_or(|it| it.content.is_empty() || it.content.starts_with(':'));
        let table = block.iter().any(|it| it.content.chars().skip(1).any(|it| it == '|'));
        if !ends || table || block.iter().all(|it| it.content == "|") {
            return block.len();
        }
        for line in block.iter().filter(|it| is_bar(it)) {
            match line.content {
                "|" => self.blank(line.start..line.start + 1, Patch::Blank),
                _ => self.replace(line.start..line.start + 1, BAR.to_string(), Patch::Bar),
            }
        }
        block.len()
    }

    /// `!!! note "Title"`, as an item whose text is indented as that of the admonition is.
    fn remark(&mut self, line: &Line) -> usize {
        let rest = ["!!! ", "??? ", "???+ ", "!!!+ "].iter().find_map(|it| line.content.strip_prefix(it));
        let Some(rest) = rest.filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic())) else {
            return 0;
        };
        let header = line.start + line.content.len() - rest.len()..line.start + line.content.len();
        if rest.len() < 3 || !rest.as_bytes()[..3].is_ascii() {
            return 0;
        }
        self.replace(line.start..line.start + 7, "+   <?>".to_owned(), Patch::Remark(header));
        1
    }

    /// `*[HTML]: HyperText Markup Language`.
    fn abbreviation(&mut self, line: &Line) -> usize {
        let split = line.content.strip_prefix("*[").and_then(|it| it.split_once("]:"));
        let Some((short, long)) = split else { return 0 };
        let good = !short.trim().is_empty() && !short.contains(['[', ']']) && !long.trim().is_empty();
        if !good || line.indent > 3 || self.abbreviations.len() == MOST_ABBREVIATIONS {
            return 0;
        }
        self.abbreviations.push((short.to_owned(), long.trim().to_owned()));
        self.blank(line.start..line.start + line.content.len(), Patch::Blank);
        1
    }

    /// `{: .class}` on the line after a block.
    fn attributes(&mut self, line: &Line, before: Option<&Line>) -> usize {
        let inner = line.content.strip_prefix("{:").and_then(|it| it.strip_suffix('}'));
        let Some(inner) = inner.map(str::trim).filter(|it| it.starts_with(['.', '#'])) else { return 0 };
        if before.is_none_or(|it| it.content.is_empty()) || inner.contains(['{', '}']) {
            return 0;
        }
        let range = line.start..line.start + line.content.len();
        self.blank(range.clone(), Patch::Attributes(range));
        1
    }

    /// `## Heading {#id`, whose attributes end on the next line.
    fn heading(&mut self, line: &Line, next: Option<&Line>) -> usize {
        let open = line.content.rfind(" {").map(|it| &line.content[it + 1..]);
        let Some((open, next)) = open.zip(next).filter(|(it, _)| !it.contains('}')) else { return 0 };
        let close = next.content.trim_end();
        let level = line.content.bytes().take_while(|it| *it == b'#').count();
        let good = level <= 6
            && line.content[level..].starts_with(' ')
            && close.ends_with('}')
            && !close.contains('{');
        let both = format!("{open} {close}");
        if !good || crate::parse::attributes::length(&both) != Some(both.len()) {
            return 0;
        }
        self.blank(next.start..next.start + close.len(), Patch::Blank);
        2
    }

    /// A comment of Liquid, Jinja, kramdown or MDX that begins a line, or what mdBook says of a page, up to where it ends.
    fn hidden(&mut self, lines: &[Line]) -> usize {
        const FORMS: [(&str, &[&str]); 6] = [
            ("{{#title ", &["}}"]),
            ("{% comment %}", &["{% endcomment %}"]),
            ("{%- comment -%}", &["{%- endcomment -%}"]),
            ("{::comment}", &["{:/comment}", "{:/}"]),
            ("{/*", &["*/}"]),
            ("{# ", &["#}"]),
        ];
        let first = &lines[0];
        let Some((open, closes)) = FORMS.iter().find(|it| first.content.starts_with(it.0)) else { return 0 };
        for (count, line) in lines.iter().enumerate().take(1000) {
            let from = if count == 0 { open.len() } else { 0 };
            let ends = |it: &&str| Some(from + line.content.get(from..)?.find(it)? + it.len());
            let Some(end) = closes.iter().find_map(ends) else { continue };
            for inner in &lines[..count] {
                self.blank(inner.start..inner.start + inner.content.len(), Patch::Blank);
            }
            self.blank(line.start..line.start + end, Patch::Blank);
            self.comments.push(first.start..line.start + end);
            return count + 1;
        }
        0
    }

    /// Comments of MDX within a line.
    fn hidden_within(&mut self, line: &Line) {
        let mut from = 1;
        while let Some(at) = line.content.get(from..).and_then(|it| it.find("{/*")).map(|it| from + it) {
            let Some(length) = line.content[at..].find("*/}").filter(|_| !line.content[..at].contains('`'))
            else {
                return;
            };
            from = at + length + 3;
            let range = line.start + at..line.start + from;
            self.blank(range.clone(), Patch::Blank);
            self.comments.push(range);
        }
    }

    /// Lines between two lines `%%`.
    fn comment(&mut self, lines: &[Line]) -> usize {
        if lines[0].content != "%%" {
            return 0;
        }
        let Some(length) = lines.iter().skip(1).take(1000).position(|it| it.content == "%%") else {
            return 0;
        };
        let block = &lines[..length + 2];
        let end = block.last().map_or(0, |it| it.start + 2);
        for line in block {
            self.blank(line.start..line.start + line.content.len(), Patch::Blank);
        }
        self.comments.push(lines[0].start..end);
        block.len()
    }
}

/// Whether a line ends what is before it, so that a table may follow at once: nothing, a fence of a container, a heading, or
/// attributes.
fn is_no_text(line: &str) -> bool {
    line.is_empty()
        || line.starts_with(":::")
        || line.starts_with('#')
        || line.starts_with('{') && line.ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::Neighbours;

    /// What the parser sees of a text.
    fn seen(text: &str) -> String {
        let mut seen = text.to_owned();
        for (range, with) in Neighbours::of(text, 0).edits.into_iter().rev() {
            assert_eq!(range.len(), with.len());
            seen.replace_range(range, &with);
        }
        seen
    }

    #[test]
    fn what_the_parser_sees_is_as_long() {
        assert_eq!(seen("a. x\nb. y\n"), "1) x\n1) y\n");
        assert_eq!(seen("(i) x\n(ii) y\n"), "01) x\n001) y\n");
        assert_eq!(seen("> #. x\n> #. y\n"), "> 1) x\n> 1) y\n");
        assert_eq!(seen("!!! note\n    x\n"), "+   <?>e\n    x\n");
        assert_eq!(seen("| a\n| b\n"), "\u{1} a\n\u{1} b\n");
        assert_eq!(seen("|\n  é\n"), " \n  é\n");
        assert_eq!(seen("x\n\n*[A]: b\n"), "x\n\n       \n");
        assert_eq!(seen("## A {#a\n.b}\n"), "## A {#a\n   \n");
        assert_eq!(seen("x\n\n:a: b\n"), "x\n\n\u{2}a: b\n");
        assert_eq!(seen("{% comment %}\na\n{% endcomment %} b\n"), "             \n \n                 b\n");
        assert_eq!(seen("x {/* y */} z\n"), "x           z\n");
        assert_eq!(seen("(@a) x\n(@) y\n"), "001. x\n01. y\n");
    }

    #[test]
    fn what_is_none_of_them_stays() {
        for text in [
            "A. Smith\nB. Jones\n",
            "a. x\nc. y\n",
            "a) x\n\nb) y\n",
            "e. g. this\n",
            "```\na. x\nb. y\n```\n",
            "| a | b |\n|---|---|\n| c\n",
            "x\n| a\n",
            "!!!\n",
            "*[A]:\n",
            "i. e. this\nj",
            "x\n\n: a\n:: b\n:-- | --:\n",
        ] {
            assert_eq!(seen(text), text);
        }
    }
}
