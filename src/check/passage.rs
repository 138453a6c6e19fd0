//! Passages: the text of each paragraph, heading, cell and caption as it is read, with its places and languages.
//!
//! Where a piece of text is in its source, which may spell it otherwise.

use crate::document::inline::generated;
use crate::document::{Attr, Block, BlockKind, CellContent, Document, Inline, InlineKind, Lang};
use crate::source::{Sources, Span};
use std::ops::Range;
use std::sync::OnceLock;

/// What is in a passage for a thing that is no text: code, an image, the mark of a note.
pub(super) const OBJECT: char = '\u{fffc}';

/// A text that is read in one go.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// The text; a line end is a space, and what is no text is U+FFFC.
    pub(super) text: String,
    /// The links in it.
    pub(super) links: Vec<Linked>,
    /// The pieces that it is made of, in order.
    pieces: Vec<Piece>,
    /// Where its words stand, which half of the rules ask for.
    words: Vec<Range<usize>>,
}

/// A link in a passage.
#[derive(Debug)]
pub(super) struct Linked {
    /// What it says.
    pub(super) range: Range<usize>,
    /// Where it stands.
    pub(super) span: Span,
}

/// A piece of a passage that comes from one inline.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    span: Span,
    lang: Lang,
    /// Where its characters stand in the source, once it was asked for.
    alignment: OnceLock<Alignment>,
}

impl Passage {
    /// The place in the source of a range of the text; that of the whole pieces where it cannot be said exactly.
    pub(super) fn place(&self, range: Range<usize>, sources: &Sources) -> Span {
        // The pieces are in order, without gaps.
        let first = self.pieces.partition_point(|it| it.range.end <= range.start);
        let touched = self.pieces[first..].iter().take_while(|it| it.range.start < range.end);
        let spans = touched.map(|piece| {
            let start = range.start.max(piece.range.start) - piece.range.start;
            let end = range.end.min(piece.range.end) - piece.range.start;
            let (text, source) = (&self.text[piece.range.clone()], sources.slice(piece.span));
            let first = piece.span.range().start;
            let alignment = piece.alignment.get_or_init(|| Alignment::new(text, source));
            match alignment.place(start..end) {
                Some(it) => Span::new(piece.span.source, first + it.start..first + it.end),
                None => piece.span,
            }
        });
        spans.reduce(Span::join).unwrap_or_default()
    }

    /// Whether it was taken out of raw HTML, which Markdown in its place would not be.
    pub(super) fn is_raw(&self, sources: &Sources) -> bool {
        self.pieces.first().is_some_and(|it| is_raw(&self.text[it.range.clone()], sources.slice(it.span)))
    }

    /// The source of what is at a range, as it is spelled there.
    pub(super) fn spelling<'a>(&self, range: Range<usize>, sources: &'a Sources) -> &'a str {
        sources.slice(self.place(range, sources))
    }

    /// The language at a byte of the text.
    pub(super) fn lang_at(&self, at: usize) -> Option<&Lang> {
        let index = self.pieces.partition_point(|it| it.range.end <= at);
        self.pieces.get(index).map(|it| &it.lang)
    }

    /// The words with their ranges: what is between white space, without the punctuation around it.
    pub(super) fn words(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        self.words.iter().map(|it| (it.clone(), &self.text[it.clone()]))
    }
}

/// Whether a text was taken out of raw HTML: its source has the tags that the text has not.
pub(super) fn is_raw(text: &str, source: &str) -> bool {
    !text.starts_with('<') && source.starts_with('<')
}

/// Where words stand: what is between white space, without the punctuation around it.
fn words(text: &str) -> Vec<Range<usize>> {
    let range = |chunk: &str| {
        let word = chunk.trim_matches(|it: char| !it.is_alphanumeric());
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (!word.is_empty()).then(|| start..start + word.len())
    };
    text.split_whitespace().filter_map(range).collect()
}

/// All passages, in reading order, those of the notes last. Code is none.
pub(super) fn passages(document: &Document) -> Vec<Passage> {
    let mut found = Vec::new();
    let lang = &document.meta.lang;
    blocks(&document.blocks, lang, &mut found);
    document.notes.iter().for_each(|(_, note)| blocks(&note.blocks, lang, &mut found));
    found
}

fn blocks(list: &[Block], around: &Lang, found: &mut Vec<Passage>) {
    for block in list {
        let lang = lang_of(&block.attr, around);
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                found.push(passage(content, lang));
            }
            BlockKind::List(list) => list.items.iter().for_each(|it| blocks(&it.blocks, lang, found)),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    found.extend(definition.terms.iter().map(|term| passage(&term.content, lang)));
                    definition.bodies.iter().for_each(|body| blocks(body, lang, found));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => blocks(inner, lang, found),
            BlockKind::Admonition { title, blocks: inner, .. } => {
                found.extend(title.iter().map(|it| passage(it, lang)));
                blocks(inner, lang, found);
            }
            BlockKind::Table(table) => {
                found.extend(table.caption.iter().map(|it| passage(it, lang)));
                for cell in table.cells() {
                    match &cell.content {
                        CellContent::Text(content) => found.push(passage(content, lang)),
                        CellContent::Blocks(inner) => blocks(inner, lang, found),
                    }
                }
            }
            BlockKind::Figure(figure) => found.push(passage(&figure.caption, lang)),
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
        }
    }
}

fn lang_of<'a>(attr: &'a Attr, around: &'a Lang) -> &'a Lang {
    attr.lang.as_ref().unwrap_or(around)
}

fn passage(content: &[Inline], lang: &Lang) -> Passage {
    let mut passage = Passage::default();
    inlines(content, lang, &mut passage);
    passage.words = words(&passage.text);
    passage
}

fn inlines(content: &[Inline], around: &Lang, into: &mut Passage) {
    for inline in content {
        let mut push = |text: &str| {
            let start = into.text.len();
            into.text.push_str(text);
            let range = start..into.text.len();
            let alignment = OnceLock::new();
            into.pieces.push(Piece { range, span: inline.span, lang: around.clone(), alignment });
        };
        match &inline.kind {
            // Its words are still to come.
            InlineKind::Span { .. } if inline.is_generated(generated::REFERENCE) => {
                push(OBJECT.encode_utf8(&mut [0; 4]));
            }
            InlineKind::Text(text) => push(text),
            InlineKind::SoftBreak => push(" "),
            InlineKind::LineBreak => push("\n"),
            InlineKind::Code(_) | InlineKind::Image(_) | InlineKind::NoteRef(_) | InlineKind::Keyboard(_) => {
                push(OBJECT.encode_utf8(&mut [0; 4]));
            }
            InlineKind::Span { attr, content } => inlines(content, lang_of(attr, around), into),
            InlineKind::Emph(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Sub(_)
            | InlineKind::Sup(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Underline(_)
            | InlineKind::Highlight(_)
            | InlineKind::Small(_)
            | InlineKind::Abbreviation { .. } => inlines(inline.kind.children(), around, into),
            InlineKind::Link { content, .. } => {
                let start = into.text.len();
                inlines(content, around, into);
                into.links.push(Linked { range: start..into.text.len(), span: inline.span });
            }
        }
    }
}

/// Where the characters of a text stand in its source.
#[derive(Debug)]
pub(super) enum Alignment {
    /// The text is spelled as it is read.
    Same,
    /// The bytes of the text at which characters begin, in order, each with its byte of the source; the last is the end
    /// of what can be laid side by side.
    Spelled(Vec<(usize, usize)>),
}

impl Alignment {
    /// Lays a text and its source side by side, as far as that can be done.
    pub(super) fn new(text: &str, source: &str) -> Alignment {
        if text == source {
            return Alignment::Same;
        }
        let (mut at, mut found) = (0, Vec::new());
        for (offset, it) in text.char_indices() {
            found.push((offset, at));
            let Some(length) = source.get(at..).and_then(|rest| spelling(it, rest)) else {
                return Alignment::Spelled(found);
            };
            at += length;
        }
        found.push((text.len(), at));
        Alignment::Spelled(found)
    }

    /// The bytes of the source that stand for a range of bytes of the text; `None` where that cannot be said.
    pub(super) fn place(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Alignment::Spelled(known) = self else { return Some(range) };
        let start = known.binary_search_by_key(&range.start, |it| it.0).ok()?;
        let end = known.partition_point(|it| it.0 < range.end);
        Some(known[start].1..known.get(end)?.1)
    }
}

/// The bytes at the head of `source` that spell a character; none for a space that punctuation asked for.
fn spelling(it: char, source: &str) -> Option<usize> {
    let head = source.chars().next();
    if head == Some(it) {
        return Some(if source.starts_with("&amp;") { "&amp;".len() } else { it.len_utf8() });
    }
    let escaped = source.strip_prefix('\\').is_some_and(|rest| rest.starts_with(it));
    match (it, head) {
        _ if escaped => Some(1 + it.len_utf8()),
        (_, Some('&')) => source.find(';').map(|end| end + 1),
        ('–', Some('-')) => Some(2),
        ('—', Some('-')) | ('…', Some('.')) => Some(3),
        ('\u{a0}' | '\u{202f}', Some(' ')) => Some(1),
        ('\u{a0}' | '\u{202f}', _) => Some(0),
        (_, Some('"' | '\'')) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Alignment;

    #[test]
    fn a_range_is_found_through_every_spelling() {
        let find = |text: &str, source: &str, needle: &str| {
            let at = text.find(needle).expect("the needle");
            Alignment::new(text, source).place(at..at + needle.len()).map(|it| source[it].to_owned())
        };
        assert_eq!(find("a bc d", "a bc d", "bc").as_deref(), Some("bc"));
        assert_eq!(find("“it’s” the the", "\"it's\" the the", "the the").as_deref(), Some("the the"));
        assert_eq!(find("a – b — c… dd", "a -- b --- c... dd", "dd").as_deref(), Some("dd"));
        assert_eq!(find("* & end", "\\* &amp; end", "end").as_deref(), Some("end"));
        assert_eq!(find("« oui\u{202f}» fin", "« oui» fin", "fin").as_deref(), Some("fin"));
        assert_eq!(find("other text", "something", "text"), None);
    }
}
