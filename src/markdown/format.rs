//! A text of ours in one form, with a proof that it says the same.
//!
//! The text is taken apart into its top-level blocks, the definitions of its notes, and what is between them: comments,
//! definitions of links and abbreviations, tags. Blocks and notes are written in one form, with their words as the
//! source has them; what is between them stays. Then the new text is read, and its tree compared with the old one. A
//! block that reads otherwise, and one that holds what the tree does not, stays as it was.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diag::Diagnostics;
use crate::document::{Block, BlockKind, Document, ListKind, NoteId};
use crate::markdown::blocks::Joint;
use crate::markdown::compare::first_difference;
use crate::markdown::writer::{Typing, Writer, Written, comments};
use crate::parse::{body_start, is_attribute_line, parse};
use crate::publication::Publication;
use crate::source::{Source, Sources};

/// More blocks than this are not looked for that read otherwise; then the text stays as it was.
const MOST_ROUNDS: usize = 64;

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text in one form.
    pub text: String,
    /// The lines, from 1, on which the blocks begin that would have read otherwise, and stayed as they were.
    pub kept: Vec<usize>,
}

/// A text in one form, which reads as the same tree.
pub fn format(text: &str) -> Formatted {
    let source = Source::new("", text);
    let plain = source.text();
    let first = tree(plain, None);
    let pieces = pieces(&first, plain);
    let mut kept = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let written = assemble(&first, plain, &pieces, &kept);
        let Some(difference) = first_difference(&first, &tree(&written, Some(&first))) else {
            let lines = kept.iter().filter_map(|it: &usize| pieces.get(*it));
            let kept = lines.map(|it| source.position(it.range.start).line).collect();
            return Formatted { text: written, kept };
        };
        // What reads otherwise is there, or what is before or after it runs into it.
        let at = pieces.iter().position(|it| it.is_at(&difference.path)).unwrap_or(0);
        let near = [Some(at), at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut near = near.filter(|it| *it < pieces.len() && !kept.contains(it));
        match near.next() {
            Some(at) => kept.insert(at),
            None => break,
        };
    }
    Formatted { text: plain.to_owned(), kept: vec![1] }
}

/// The tree of a text, in the language of another tree.
fn tree(text: &str, like: Option<&Document>) -> Document {
    let mut sources = Sources::new();
    let ids: Vec<_> = sources.add(Source::new("", text)).into_iter().collect();
    let mut publication = Publication::default();
    if let Some(like) = like {
        publication.meta.lang = like.meta.lang.clone();
    }
    parse(&sources, &ids, &publication, &mut Diagnostics::new()).0
}

/// A part of the source that is written as one.
#[derive(Debug, Clone)]
struct Piece {
    /// Its lines.
    range: Range<usize>,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    /// A block, by its place among the blocks.
    Block(usize),
    /// The definition of a note.
    Note(NoteId),
    /// Blocks that stay as they are.
    AsItIs(Range<usize>),
}

impl Piece {
    /// Whether a difference is in it, by its path.
    fn is_at(&self, path: &str) -> bool {
        let number =
            |start: &str| -> Option<usize> { path.strip_prefix(start)?.split(']').next()?.parse().ok() };
        let block = number("chapters[0].blocks[");
        match &self.what {
            What::Block(at) => block == Some(*at),
            What::AsItIs(blocks) => block.is_some_and(|it| blocks.contains(&it)),
            What::Note(id) => number("notes[") == Some(id.number() as usize - 1),
        }
    }
}

/// The pieces of a source, in its order, with none over another.
fn pieces(document: &Document, text: &str) -> Vec<Piece> {
    let blocks = document.blocks.iter().enumerate();
    let blocks = blocks.map(|(at, block)| (lines(text, block.span.range()), What::Block(at)));
    let notes = document.notes.iter().filter(|(_, note)| !note.label.starts_with('^'));
    let notes = notes.map(|(id, note)| (lines(text, note.span.range()), What::Note(id)));
    let mut all: Vec<(Range<usize>, What)> = blocks.chain(notes).collect();
    all.sort_by_key(|(range, _)| (range.start, range.end));
    let mut pieces: Vec<Piece> = Vec::new();
    for (range, what) in all {
        match pieces.last_mut().filter(|it| range.start < it.range.end) {
            Some(last) => last.hold(range, &what),
            None => pieces.push(Piece { range, what }),
        }
    }
    for piece in &mut pieces {
        if let What::Block(at) = piece.what
            && holds_more(text.get(piece.range.clone()).unwrap_or(""), &document.blocks[at])
        {
            piece.what = What::AsItIs(at..at + 1);
        }
    }
    pieces
}

impl Piece {
    /// Takes up what is on the same lines; both stay as they are.
    fn hold(&mut self, range: Range<usize>, what: &What) {
        self.range.end = self.range.end.max(range.end);
        let blocks = |it: &What| match it {
            What::Block(at) => *at..*at + 1,
            What::AsItIs(blocks) => blocks.clone(),
            What::Note(_) => 0..0,
        };
        let (own, other) = (blocks(&self.what), blocks(what));
        let start = if own.is_empty() { other.start } else { own.start };
        self.what = What::AsItIs(start..own.end.max(other.end));
    }
}

/// The whole lines that a range is on, without the last line end.
fn lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.get(..range.start).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let end = range.end.max(range.start);
    let end = text.get(end..).and_then(|it| it.find('\n')).map_or(text.len(), |it| end + it);
    start..end
}

/// Whether the source of a block holds what its tree does not: tags, definitions, comments in odd places.
fn holds_more(source: &str, block: &Block) -> bool {
    // What a container includes is no part of its tree.
    if source
        .lines()
        .any(|it| it.trim_start_matches([' ', '>']).starts_with(":::") && it.contains("include="))
    {
        return true;
    }
    if matches!(block.kind, BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak) {
        return source.trim_start().starts_with('<');
    }
    let is_definition = |line: &str| {
        let line = line.trim_start_matches(['>', ' ', '\t']);
        line.starts_with('[') && !line.starts_with("[^") && line.contains("]:") || line.starts_with("{:")
    };
    source.starts_with("| ") && matches!(block.kind, BlockKind::Paragraph(_))
        || source.contains("(@")
        || source.lines().any(is_definition)
        || has_tags(source)
}

/// The elements that the tree has, so that their tags may be written again.
const KNOWN: [&str; 15] =
    ["br", "kbd", "sub", "sup", "u", "mark", "small", "b", "i", "em", "strong", "del", "s", "ins", "strike"];

/// Whether a source has tags with more in them than the tree keeps, or a comment that is not closed.
fn has_tags(source: &str) -> bool {
    let mut rest = source;
    while let Some(at) = rest.find(['<', '`', '\\']) {
        let (mark, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        rest = match mark {
            b'`' => {
                let run = 1 + after.bytes().take_while(|it| *it == b'`').count();
                let inner = &rest[at + run..];
                let close = inner.find(&"`".repeat(run));
                close.map_or(inner, |it| &inner[it + run..])
            }
            b'\\' => after.get(1..).unwrap_or(""),
            _ => match after.strip_prefix("!--") {
                Some(comment) => match comment.split_once("-->") {
                    Some((_, rest)) => rest,
                    None => return true,
                },
                None if is_known_tag(after) => after,
                None => return true,
            },
        };
    }
    false
}

/// Whether what follows a `<` is no tag, an address, or a tag that says only what the tree has.
fn is_known_tag(after: &str) -> bool {
    let inner = after.strip_prefix('/').unwrap_or(after);
    if !inner.starts_with(|it: char| it.is_ascii_alphabetic() || it == '!' || it == '?') {
        return true;
    }
    let Some((tag, _)) = inner.split_once('>') else { return true };
    let is_address = !tag.contains(char::is_whitespace) && tag.contains([':', '@']);
    is_address || KNOWN.contains(&tag.trim_end_matches(['/', ' ']).to_ascii_lowercase().as_str())
}

/// The new text, with some pieces as they were.
fn assemble(document: &Document, text: &str, pieces: &[Piece], kept: &BTreeSet<usize>) -> String {
    let body = body_start(text);
    let mut out = Assembly { text: text.get(..body).unwrap_or("").to_owned(), begun: body };
    if body > 0 && !out.text.ends_with('\n') {
        out.text.push('\n');
    }
    let mut writer = Writer::new(document, Typing::Set, Some(Written { text }));
    let (mut mark, mut kept_before) = (None, false);
    let mut at = body;
    for (index, piece) in pieces.iter().enumerate() {
        let range = piece.range.clone();
        let source = text.get(range.clone()).unwrap_or("");
        let block = match piece.what {
            What::Block(block) => document.blocks.get(block),
            What::Note(_) | What::AsItIs(_) => None,
        };
        let block = block.filter(|_| !kept.contains(&index));
        let attributed = block.is_some_and(has_attributes);
        let parted = !between(text, at..range.start, attributed).is_empty();
        let last = if parted { None } else { mark };
        let first = out.is_empty() && !parted;
        let (written, next) = match (block, &piece.what) {
            (Some(block), _) => writer.block(block, last, (first, Joint::Loose)),
            (None, What::Note(id)) if !kept.contains(&index) => (writer.note(*id), mark),
            (None, _) => (source.to_owned(), None),
        };
        // A comment that would be lost is a reason to leave the block as it is.
        let lost = comments(source).len() > comments(&written).len();
        let (written, next) = if lost { (source.to_owned(), None) } else { (written, next) };
        let attributed = attributed && !lost;
        let gap = between(text, at..range.start, attributed);
        out.push(&gap, is_joined(text, at, body), at == body);
        let joined = is_joined(text, range.start, body);
        let kept_here = block.is_none() || lost;
        let tight = joined && (!gap.is_empty() || kept_here || kept_before);
        out.push(&written, tight, at == body && gap.is_empty());
        (mark, at, kept_before) = (next, range.end, kept_here);
    }
    let rest = between(text, at..text.len(), false);
    out.push(&rest, is_joined(text, at, body), at == body);
    out.finish()
}

/// Whether a block is written with a line of attributes that the source may have before it.
fn has_attributes(block: &Block) -> bool {
    let numbered = matches!(&block.kind, BlockKind::List(list) if list.kind != ListKind::Bullet);
    // The class for the headers of rows is no longer there.
    let named = matches!(&block.kind, BlockKind::Table(table) if table.has_named_rows());
    numbered || named || !block.attr.is_empty()
}

/// The text that is being put together.
struct Assembly {
    text: String,
    /// Where the body begins.
    begun: usize,
}

impl Assembly {
    fn is_empty(&self) -> bool {
        self.text.len() <= self.begun
    }

    /// Adds a part after a line end where it is joined to the part before, else after a blank line.
    fn push(&mut self, part: &str, joined: bool, first: bool) {
        if part.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            let between = match (self.text.ends_with('\n'), joined && !first) {
                (true, _) => "\n",
                (false, true) => "\n",
                (false, false) => "\n\n",
            };
            self.text.push_str(between);
        }
        self.text.push_str(part);
    }

    fn finish(mut self) -> String {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text
    }
}

/// Whether the line before a byte, which begins or ends a line, is not blank.
fn is_joined(text: &str, at: usize, body: usize) -> bool {
    let before = text.get(body..at).unwrap_or("");
    if before.is_empty() || before.ends_with('\n') {
        let line = before.strip_suffix('\n').unwrap_or(before);
        return !line.rsplit('\n').next().unwrap_or("").trim().is_empty();
    }
    let after = text.get(at..).unwrap_or("");
    !after.lines().nth(1).unwrap_or("").trim().is_empty()
}

/// What is between two pieces, without the blank lines around it, and where that is so, without the lines of
/// attributes that the next block is written with.
fn between(text: &str, range: Range<usize>, attributed: bool) -> String {
    let gap = text.get(range).unwrap_or("");
    let mut lines: Vec<&str> = gap.lines().collect();
    let is_blank = |it: Option<&&str>| it.is_some_and(|it| it.trim().is_empty());
    loop {
        while is_blank(lines.last()) {
            lines.pop();
        }
        match lines.last() {
            Some(line) if attributed && is_attribute_line(line) => lines.pop(),
            Some(_) | None => break,
        };
    }
    while is_blank(lines.first()) {
        lines.remove(0);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::format;

    fn check(text: &str, expected: &str) {
        let found = format(text);
        assert_eq!(found.text, expected);
        assert_eq!(format(&found.text).text, expected, "again");
    }

    #[test]
    fn one_form() {
        check("Title\n=====\n\n* a\n* b\n\n+ c\n", "# Title\n\n- a\n- b\n\n* c\n");
        check("_a_ and __b__  \nnext\n", "*a* and **b**\\\nnext\n");
        check(
            "    code\n\n|a|b|\n|:-|-|\n|1|2|\n",
            "```\ncode\n```\n\n| a | b |\n| :-- | --- |\n| 1 | 2 |\n",
        );
    }

    #[test]
    fn words_stay_as_they_are_typed() {
        let text = "He said \"no\" -- twice... It's `x` &amp; \\*y\\*, $a_b$ :smile: {{var}}\n";
        check(text, text);
    }

    #[test]
    fn what_the_tree_does_not_hold_stays() {
        for text in [
            "---\ntitle: A\nother:   kept\n---\n\n<!-- a remark -->\n\nText [a][b], *[x]*.\n\n[b]: https://b.example \"B\"\n[x]: y.html\n",
            "A[^1] b.\n\n[^1]: Note.\n\n[^2]: Unused.\n\nEnd.\n",
            "<details>\n<summary>S</summary>\n\n- a\n\n</details>\n",
            "HTML it is.\n\n*[HTML]: Hypertext\n",
            "Text <!-- inside --> goes on.\n",
            "- a\n\n  <!-- between -->\n\n  b\n",
            "{#a .b}\nText.\n\n{.c}\n> Q\n\n![a](b.png){width=50%}\n",
        ] {
            check(text, text);
        }
    }
}
