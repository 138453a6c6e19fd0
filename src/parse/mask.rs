//! The text as the CommonMark parser sees it.
//!
//! pulldown-cmark knows neither our front matter nor containers. The front
//! matter becomes blank lines, and the first three bytes of each `:::` line
//! become `<?>`, which is an HTML block that ends on its line (CommonMark 0.31.2,
//! section 4.6, kind 3). So every offset stays exact, notes and link labels work
//! across containers, and fences work inside lists and quotations.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::Numbering;
use crate::parse::neighbours::{ColumnTable, Neighbours, Patch};

use crate::publication::Notation;

/// Where the front matter of a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// What is between the delimiters.
    pub(super) inner: Range<usize>,
    /// Where the body begins.
    pub(super) end: usize,
    /// How it is written.
    pub(super) notation: Notation,
}

/// The front matter of a text: the first line is `---`, the second is not blank, and a later one is `---` or `...`; or
/// the first line is `+++`, and so is a later one. The first line may name the notation, as `---toml`; and a whole
/// object of JSON may begin the text, which is YAML, too.
///
/// A `---` with a blank line after it is a thematic break, as Pandoc has it.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (notation, ends): (_, &[&str]) = match first.trim_end() {
        "+++" => (Notation::Toml, &["+++"]),
        "---" => (Notation::Yaml, &["---", "..."]),
        "---toml" => (Notation::Toml, &["---"]),
        "---yaml" | "---json" => (Notation::Yaml, &["---"]),
        "{" => return json(text),
        it if it.starts_with("% ") => return Some(title_block(text)),
        _ => return None,
    };
    let start = first.len();
    let mut at = start;
    for line in lines {
        if is_delimiter(line, ends) {
            if !has_keys(&text[start..at]) {
                return None;
            }
            return Some(FrontMatter { inner: start..at, end: at + line.len(), notation });
        }
        if at == start && line.trim().is_empty() {
            return None;
        }
        at += line.len();
    }
    None
}

/// Pandoc's lines of title, authors and date: each begins with `%`, and goes on in lines that begin with a space.
fn title_block(text: &str) -> FrontMatter {
    let (mut fields, mut end) = (0, 0);
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with('%');
        if fields + usize::from(begins) > 3
            || line.trim().is_empty()
            || !(begins || line.starts_with([' ', '\t']))
        {
            break;
        }
        fields += usize::from(begins);
        end += line.len();
    }
    FrontMatter { inner: 0..end, end, notation: Notation::TitleBlock }
}

/// An object of JSON from a line `{` to a line `}`, whose first key is on the second line.
fn json(text: &str) -> Option<FrontMatter> {
    let key = text.lines().nth(1)?.trim_start();
    let is_key = key.starts_with('"') && key[1..].contains("\":");
    let mut end = 0;
    for line in text.split_inclusive('\n').take(1000) {
        end += line.len();
        if is_key && line.trim_end() == "}" {
            return Some(FrontMatter { inner: 0..end, end, notation: Notation::Yaml });
        }
    }
    None
}

/// Whether a text may be front matter: it has a key, or nothing but comments. Else the lines around it are breaks.
fn has_keys(text: &str) -> bool {
    let is_blank = |line: &str| line.trim().is_empty() || line.starts_with('#');
    text.contains([':', '=']) || text.lines().all(is_blank)
}

fn is_delimiter(line: &str, delimiters: &[&str]) -> bool {
    delimiters.contains(&line.trim_end())
}

/// The replacement for the first three colons of a fence.
pub(super) const STAND_IN: &str = "<?>";

/// The masked text, and where fences were masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Masked {
    /// As long as the source, byte for byte.
    pub(super) text: String,
    fences: BTreeSet<usize>,
    /// What other dialects have.
    pub(super) neighbours: Neighbours,
}

impl Masked {
    /// The text with the first `body` bytes blank and its fences masked.
    pub(super) fn new(text: &str, body: usize) -> Masked {
        let neighbours = Neighbours::of(text, body);
        let mut masked = Masked { text: "\n".repeat(body), fences: BTreeSet::new(), neighbours };
        for line in text.get(body..).unwrap_or("").split_inclusive('\n') {
            masked.push(line);
        }
        masked.edit();
        masked
    }

    /// Puts in what the parser is to see of other dialects.
    fn edit(&mut self) {
        let edits = std::mem::take(&mut self.neighbours.edits);
        if edits.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        for (range, with) in edits {
            // A line is one thing only: what overlaps is left as it is.
            if let Some(before) = self.text.get(text.len()..range.start)
                && self.text.is_char_boundary(range.end)
            {
                text.push_str(before);
                text.push_str(&with);
            }
        }
        text.push_str(self.text.get(text.len()..).unwrap_or(""));
        self.text = text;
    }

    /// What was written at a byte.
    pub(super) fn patch(&self, at: usize) -> Option<&Patch> {
        self.neighbours.patches.get(&at)
    }

    /// How the list is numbered whose first item is at the beginning of a range, and from where.
    pub(super) fn list(&self, source: &str, range: &Range<usize>) -> Option<(Numbering, u64)> {
        let (at, patch) = self.neighbours.patches.range(range.clone()).next()?;
        let first = source.get(range.start..*at).is_some_and(|it| it.trim().is_empty());
        if let Patch::List(numbering, start) = patch { first.then_some((*numbering, *start)) } else { None }
    }

    /// The table of another dialect that a block of HTML stands for.
    pub(super) fn table(&self, range: &Range<usize>) -> Option<&ColumnTable> {
        let (at, patch) = self.neighbours.patches.range(range.start..range.end.max(range.start)).next()?;
        let first = self.text.get(range.start..*at).is_some_and(|it| it.trim().is_empty());
        if let Patch::Table(table) = patch { first.then_some(&**table) } else { None }
    }

    /// The attributes on the line after a block that ends at a byte.
    pub(super) fn attributes_after(&self, source: &str, end: usize) -> Option<Range<usize>> {
        let (at, patch) = self.neighbours.patches.range(end..).next()?;
        let between = source.get(end..*at)?;
        let next = between.bytes().filter(|it| *it == b'\n').count() == 1
            && between.bytes().all(|it| it.is_ascii_whitespace() || it == b'>');
        if let Patch::Attributes(range) = patch { next.then(|| range.clone()) } else { None }
    }

    /// Text of a paragraph as the source has it.
    pub(super) fn written<'t>(&self, source: &'t str, text: &'t str, range: &Range<usize>) -> &'t str {
        let patched = self.neighbours.patches.range(range.clone()).next().is_some();
        if patched && self.text.get(range.clone()) == Some(text) {
            source.get(range.clone()).unwrap_or(text)
        } else {
            text
        }
    }

    /// Code in a line as the source has it.
    pub(super) fn code<'t>(&self, source: &'t str, code: &'t str, range: &Range<usize>) -> &'t str {
        if self.neighbours.patches.range(range.clone()).next().is_none() {
            return code;
        }
        let at = self.text.get(range.clone()).and_then(|it| it.find(code)).map(|it| range.start + it);
        at.and_then(|at| source.get(at..at + code.len())).unwrap_or(code)
    }

    fn push(&mut self, line: &str) {
        match fence(line) {
            Some(at) => {
                self.fences.insert(self.text.len() + at);
                self.text.push_str(&line[..at]);
                self.text.push_str(STAND_IN);
                self.text.push_str(&line[at + STAND_IN.len()..]);
            }
            None => self.text.push_str(line),
        }
    }

    /// A text of the parser from a range, with the fences in it as the source has them.
    pub(super) fn unmasked<'t>(&self, source: &'t str, text: &'t str, range: &Range<usize>) -> Cow<'t, str> {
        if let written = self.written(source, text, range)
            && written != text
        {
            return Cow::Borrowed(written);
        }
        let fences = self.fences.range(range.start..range.end.max(range.start)).count();
        if fences > 0 && self.text.get(range.clone()) == Some(text) {
            return Cow::Borrowed(source.get(range.clone()).unwrap_or(text));
        }
        // Indentation was taken off, so the text is not the range: each fence is the first replacement left.
        if fences > 0 { Cow::Owned(text.replacen(STAND_IN, ":::", fences)) } else { Cow::Borrowed(text) }
    }

    /// The byte of the first fence in the range.
    pub(super) fn fence_in(&self, range: &Range<usize>) -> Option<usize> {
        self.fences.range(range.start..range.end.max(range.start)).next().copied()
    }
}

/// Where the colons of a fence begin, after the marks of quotations, lists and notes.
fn fence(line: &str) -> Option<usize> {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        if rest.starts_with(":::") {
            return Some(line.len() - rest.len());
        }
        rest = after_marker(rest)?;
    }
}

/// What follows a list marker or the label of a note; `None` where there is neither.
fn after_marker(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(['-', '+', '*']) {
        return rest.strip_prefix([' ', '\t']);
    }
    if let Some(rest) = text.strip_prefix("[^") {
        return rest.split_once("]:").filter(|(label, _)| !label.contains(['[', ' '])).map(|(_, rest)| rest);
    }
    let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let digits = text.len() - rest.len();
    if digits == 0 || digits > 9 {
        return None;
    }
    rest.strip_prefix(['.', ')'])?.strip_prefix([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::{Masked, front_matter};

    #[test]
    fn offsets_stay_and_fences_are_found_after_marks() {
        let text = "---\na: é\n---\n::: note\n> 1. :::: x\n- [^n]: :::\na ::: b\n::\n";
        let masked = Masked::new(text, 14);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(&masked.text[14..], "<?> note\n> 1. <?>: x\n- [^n]: <?>\na ::: b\n::\n");
        assert_eq!(masked.fence_in(&(14..20)), Some(14));
        assert_eq!(masked.fence_in(&(15..24)), None);
    }

    fn check(text: &str, inner: Option<&str>, body: &str) {
        let found = front_matter(text);
        assert_eq!(found.as_ref().map(|it| &text[it.inner.clone()]), inner, "{text:?}");
        assert_eq!(&text[found.map_or(0, |it| it.end)..], body, "{text:?}");
    }

    #[test]
    fn front_matter_is_at_the_first_bytes_and_closed() {
        check("---\ntitle: A\n---\nx", Some("title: A\n"), "x");
        check("+++\ntitle = \"A\"\n+++\nx", Some("title = \"A\"\n"), "x");
        check("+++\ntitle = \"A\"\n---\nx", None, "+++\ntitle = \"A\"\n---\nx");
        check("---\ntitle: A\n...\n", Some("title: A\n"), "");
        check("---\n---\nx", Some(""), "x");
        check("\n---\na: b\n---\n", None, "\n---\na: b\n---\n");
        check("---\n\na\n---\n", None, "---\n\na\n---\n");
        check("---\na: b\n", None, "---\na: b\n");
        check("---\na scene\n---\nx", None, "---\na scene\n---\nx");
        check("", None, "");
        check("% A\n  b\n% C; D\n% 2020\n% x\n", Some("% A\n  b\n% C; D\n% 2020\n"), "% x\n");
        check("%A\n", None, "%A\n");
        check("---toml\na = 1\n---\nx", Some("a = 1\n"), "x");
        check("---json\n{ \"a\": 1 }\n---\nx", Some("{ \"a\": 1 }\n"), "x");
        check("{\n  \"a\": {\n  }\n}\nx", Some("{\n  \"a\": {\n  }\n}\n"), "x");
        check("{\nwords\n}\nx", None, "{\nwords\n}\nx");
    }
}
