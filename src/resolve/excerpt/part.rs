//! The part of a text that an excerpt is: what has an id, some of its paragraphs, some of its sentences.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::walk::{Node, Part, walk};
use crate::document::{Attr, Block, BlockKind, Document, Id, Inline, InlineKind};
use crate::publication::nearest;
use crate::source::Span;

/// From one paragraph or sentence to another, both counted from 1 and included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    first: usize,
    last: usize,
}

impl Numbers {
    /// Reads `2`, `2-3` or `2-`.
    pub(super) fn parse(text: &str) -> Option<Numbers> {
        let number = |it: &str| it.trim().parse::<usize>().ok().filter(|it| *it > 0);
        let (first, last) = match text.split_once(['-', '–']) {
            None => (number(text)?, number(text)?),
            Some((first, "")) => (number(first)?, usize::MAX),
            Some((first, last)) => (number(first)?, number(last)?),
        };
        (first <= last).then_some(Numbers { first, last })
    }

    fn range(self, count: usize) -> Option<Range<usize>> {
        let last = if self.last == usize::MAX { count } else { self.last };
        (self.first <= last && last <= count).then(|| self.first - 1..last)
    }
}

/// The blocks of a document that an id names; all of them where none is given.
pub(super) fn named(document: &Document, id: Option<&str>) -> Result<Vec<Block>, String> {
    let Some(name) = id else { return Ok(document.blocks.clone()) };
    let found = Id::new(name).and_then(|id| find(&document.blocks, &id));
    found.ok_or_else(|| {
        let known: Vec<&str> = document.references.iter().map(|(id, _)| id.as_str()).collect();
        let hint = nearest(name, &known).map(|it| format!("; did you mean `#{it}`?")).unwrap_or_default();
        format!("nothing in it has the id `{name}`{hint}")
    })
}

/// What an id names: below a heading its section, of an item all of it, else the block or the words that have it.
fn find(blocks: &[Block], id: &Id) -> Option<Vec<Block>> {
    for (at, block) in blocks.iter().enumerate() {
        if has(&block.attr, id) || begins(block, id) {
            let Some(level) = block.level() else { return Some(vec![block.clone()]) };
            let below = blocks[at + 1..].iter().take_while(|it| it.level().is_none_or(|it| it > level));
            return Some(below.cloned().collect());
        }
        if let BlockKind::List(list) = &block.kind {
            let item = list.items.iter().find(|it| it.blocks.first().is_some_and(|it| begins(it, id)));
            if let Some(item) = item {
                return Some(item.blocks.clone());
            }
        }
        let mut found = None;
        block.kind.parts(&mut |part| {
            if found.is_none() {
                found = match part {
                    Part::Blocks(inner) => find(inner, id),
                    Part::Inlines(content) => words_with(content, id).map(|it| vec![it]),
                };
            }
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

fn has(attr: &Attr, id: &Id) -> bool {
    attr.id.as_ref() == Some(id)
}

/// Whether the first words of a block have an id, which then names the block.
fn begins(block: &Block, id: &Id) -> bool {
    let first = match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => content.first(),
        BlockKind::Figure(figure) => return has(&figure.image.attr, id),
        BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::Table(_)
        | BlockKind::Admonition { .. }
        | BlockKind::Container(_)
        | BlockKind::ThematicBreak => None,
    };
    let firsts = std::iter::successors(first, |it| it.kind.children().first());
    let mut attrs =
        firsts.filter_map(|it| if let InlineKind::Span { attr, .. } = &it.kind { Some(attr) } else { None });
    attrs.any(|attr| has(attr, id))
}

/// The words of a line that have an id, as a paragraph.
fn words_with(content: &[Inline], id: &Id) -> Option<Block> {
    for inline in content {
        if let InlineKind::Span { attr, content } = &inline.kind
            && has(attr, id)
        {
            return Some(paragraph(content.clone(), inline.span));
        }
        if let Some(found) = words_with(inline.kind.children(), id) {
            return Some(found);
        }
    }
    None
}

fn paragraph(content: Vec<Inline>, span: Span) -> Block {
    Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span }
}

/// Some paragraphs of blocks, wherever they are in them.
pub(super) fn paragraphs(blocks: &[Block], wanted: Numbers) -> Result<Vec<Block>, String> {
    let all = all_paragraphs(blocks);
    let range = wanted.range(all.len()).ok_or_else(|| lacking(all.len(), "paragraph"))?;
    Ok(all[range].iter().map(|it| (*it).clone()).collect())
}

fn all_paragraphs(blocks: &[Block]) -> Vec<&Block> {
    let mut all = Vec::new();
    walk(blocks, &mut |node| {
        if let Node::Block(block) = node
            && matches!(block.kind, BlockKind::Paragraph(_))
        {
            all.push(block);
        }
    });
    all
}

/// Some sentences of blocks, in paragraphs as they are there.
pub(super) fn sentences(blocks: &[Block], wanted: Numbers) -> Result<Vec<Block>, String> {
    let all: Vec<(&Block, Range<usize>)> = all_paragraphs(blocks)
        .into_iter()
        .flat_map(|it| sentences_of(it).into_iter().map(move |range| (it, range)))
        .collect();
    let range = wanted.range(all.len()).ok_or_else(|| lacking(all.len(), "sentence"))?;
    let mut chosen: Vec<(&Block, Range<usize>)> = Vec::new();
    for (block, range) in &all[range] {
        match chosen.last_mut().filter(|it| std::ptr::eq(it.0, *block)) {
            Some(last) => last.1.end = range.end,
            None => chosen.push((block, range.clone())),
        }
    }
    let cut = |(block, range): &(&Block, Range<usize>)| {
        let BlockKind::Paragraph(content) = &block.kind else { return (*block).clone() };
        Block {
            kind: BlockKind::Paragraph(slice(content, 0, range)),
            attr: block.attr.clone(),
            span: block.span,
        }
    };
    Ok(chosen.iter().map(cut).collect())
}

fn lacking(count: usize, noun: &str) -> String {
    match count {
        1 => format!("it has one {noun}"),
        _ => format!("it has {count} {noun}s"),
    }
}

/// The sentences of a paragraph, as ranges of its text. A heading that runs in, in bold, is none.
fn sentences_of(block: &Block) -> Vec<Range<usize>> {
    let BlockKind::Paragraph(content) = &block.kind else { return Vec::new() };
    let mut text = String::new();
    push(content, &mut text);
    let lead = content.first().filter(|it| is_run_in(it)).map_or(0, length);
    let lead = if text[lead..].trim().is_empty() { 0 } else { lead };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, sentence) in text[lead..].split_sentence_bound_indices() {
        let (start, end) = (lead + at, lead + at + sentence.len());
        let goes_on = found.last().is_some_and(|it| ends_in_abbreviation(&text[it.clone()]));
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = end,
            None => found.push(start..end),
        }
    }
    let trimmed = found.into_iter().map(|it| {
        let (whole, rest) = (&text[it.clone()], text[it.clone()].trim_start());
        let start = it.start + whole.len() - rest.len();
        start..start + rest.trim_end().len()
    });
    trimmed.filter(|it| !it.is_empty()).collect()
}

/// Whether the first inline of a paragraph is a heading that runs in: in bold, with a mark at its end.
fn is_run_in(inline: &Inline) -> bool {
    let is_bold = std::iter::successors(Some(inline), |it| match it.kind.children() {
        [only] => Some(only),
        _ => None,
    })
    .any(|it| matches!(it.kind, InlineKind::Strong(_)));
    let mut text = String::new();
    push(std::slice::from_ref(inline), &mut text);
    is_bold && text.trim_end().ends_with(['.', ':', '!', '?', '。', '：'])
}

/// Whether a text ends in a full stop that is part of its last word.
fn ends_in_abbreviation(text: &str) -> bool {
    const SHORT: [&str; 26] = [
        "al", "approx", "art", "bzw", "ca", "cf", "dr", "ed", "eds", "etc", "e.g", "fig", "i.e", "jr", "mr",
        "mrs", "ms", "nr", "no", "p", "pp", "prof", "sr", "st", "vol", "vs",
    ];
    let Some(word) = text.split_whitespace().next_back().and_then(|it| it.strip_suffix('.')) else {
        return false;
    };
    let word = word.trim_start_matches(|it: char| !it.is_alphanumeric());
    let is_initial = word
        .rsplit('.')
        .next()
        .is_some_and(|it| it.chars().count() == 1 && it.chars().all(char::is_alphabetic));
    is_initial || SHORT.contains(&word.to_lowercase().as_str())
}

fn push(content: &[Inline], text: &mut String) {
    for inline in content {
        text.push_str(inline.kind.own_text().unwrap_or(""));
        push(inline.kind.children(), text);
    }
}

/// The length of what an inline prints.
fn length(inline: &Inline) -> usize {
    inline.kind.own_text().map_or(0, str::len) + inline.kind.children().iter().map(length).sum::<usize>()
}

/// The inlines of a range of their text, which begins at `at`. What prints nothing, as the mark of a note, belongs to
/// the words before it.
fn slice(content: &[Inline], mut at: usize, range: &Range<usize>) -> Vec<Inline> {
    let mut kept = Vec::new();
    for inline in content {
        let end = at + length(inline);
        let is_inside =
            if end == at { range.start < at && at <= range.end } else { range.start < end && at < range.end };
        if is_inside {
            let (from, to) = (range.start.max(at) - at, range.end.min(end) - at);
            let kind = inline.kind.map_children(|inner| slice(inner, at, range));
            let mut part = Inline { kind, span: inline.span };
            if let InlineKind::Text(text) = &inline.kind {
                part.span = cut(inline.span, text, from..to);
                part.kind = InlineKind::Text(text[from..to].to_owned());
            }
            kept.push(part);
        }
        at = end;
    }
    kept
}

/// The place of a part of a text; all of its place where it is not written as it is printed.
fn cut(span: Span, text: &str, range: Range<usize>) -> Span {
    if span.range().len() != text.len() {
        return span;
    }
    let start = span.range().start;
    Span::new(span.source, start + range.start..start + range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::document::text;
    use crate::parse::parse;
    use crate::publication::Publication;
    use crate::source::{Source, Sources};

    fn document(text: &str) -> Document {
        let mut sources = Sources::new();
        let ids: Vec<_> = sources.add(Source::new("a.md", text)).into_iter().collect();
        parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new()).0
    }

    fn shown(blocks: &[Block]) -> Vec<String> {
        let mut all = Vec::new();
        walk(blocks, &mut |node| {
            if let Node::Block(Block {
                kind: BlockKind::Paragraph(content) | BlockKind::Heading { content, .. },
                ..
            }) = node
            {
                all.push(text::plain(content));
            }
        });
        all
    }

    const TEXT: &str = "# Aims\n\nOne. *Two, by* Dr. A. Smith! Three?\n\nFour.\n\n## Ways {#ways}\n\nFive.\n\n# Ends\n\n\
        - [**To go.**]{#go} All may go. None must.\n\n  They come.\n- **To stay.** Words [of note]{#note}.\n";

    #[test]
    fn an_id_names_a_section_an_item_or_words() {
        let document = document(TEXT);
        let found = |id| shown(&named(&document, Some(id)).expect("found"));
        assert_eq!(found("aims"), ["One. Two, by Dr. A. Smith! Three?", "Four.", "Ways", "Five."]);
        assert_eq!(found("ways"), ["Five."]);
        assert_eq!(found("go"), ["To go. All may go. None must.", "They come."]);
        assert_eq!(found("note"), ["of note"]);
        assert_eq!(
            named(&document, Some("aim")).unwrap_err(),
            "nothing in it has the id `aim`; did you mean `#aims`?"
        );
    }

    #[test]
    fn sentences_are_counted_without_a_heading_that_runs_in() {
        let document = document(TEXT);
        let found = |id, numbers: &str| {
            let blocks = named(&document, Some(id)).expect("found");
            sentences(&blocks, Numbers::parse(numbers).expect("numbers")).map(|it| shown(&it))
        };
        assert_eq!(found("aims", "2").as_deref(), Ok(&["Two, by Dr. A. Smith!".to_owned()][..]));
        assert_eq!(found("aims", "3-4").as_deref(), Ok(&["Three?".to_owned(), "Four.".to_owned()][..]));
        assert_eq!(found("go", "1").as_deref(), Ok(&["All may go.".to_owned()][..]));
        assert_eq!(found("go", "2-").as_deref(), Ok(&["None must.".to_owned(), "They come.".to_owned()][..]));
        assert_eq!(found("go", "9"), Err("it has 3 sentences".to_owned()));
        let blocks = named(&document, Some("aims")).expect("found");
        assert_eq!(
            paragraphs(&blocks, Numbers { first: 2, last: 2 }).map(|it| shown(&it)),
            Ok(vec!["Four.".to_owned()])
        );
        assert_eq!(Numbers::parse("0"), None);
        assert_eq!(Numbers::parse("3-2"), None);
    }
}
