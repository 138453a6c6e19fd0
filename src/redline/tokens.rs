//! The inlines of a paragraph as words, each with what it is inside of, and back.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::document::attr::{DELETION, INSERTION, SIGN};
use crate::document::{Attr, Inline, InlineKind, Target, text};
use crate::source::Span;

/// The side of a version that inlines and blocks are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// Only the old version has it.
    Old,
    /// Only the new version has it.
    New,
}

impl Side {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Side::Old => DELETION,
            Side::New => INSERTION,
        }
    }

    /// The signs before and after. No line ends within them: beside letters a true minus does not divide, and a hyphen
    /// would (UAX #14, LB 21 and 25).
    pub(super) const fn signs(self) -> [&'static str; 2] {
        match self {
            Side::Old => ["[−", "−]"],
            Side::New => ["{+", "+}"],
        }
    }
}

/// A word, a space, a sign, or an inline that has no words.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What is compared.
    pub(super) key: String,
    /// The inline.
    pub(super) inline: Inline,
    /// The indices of what it is inside of, outermost first.
    pub(super) path: Vec<usize>,
}

impl Token {
    /// Whether it is a place without words, which is of no version.
    pub(super) fn is_place(&self) -> bool {
        self.key.starts_with('\u{5}')
    }

    /// Whether it is white space.
    pub(super) fn is_space(&self) -> bool {
        self.key == " "
    }
}

/// What tokens are inside of: inlines without their content.
#[derive(Debug, Default)]
pub(super) struct Wrappers(pub(super) Vec<Inline>);

impl Wrappers {
    /// The tokens of inlines.
    pub(super) fn tokens(&mut self, inlines: &[Inline]) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.collect(inlines, &mut Vec::new(), "", &mut tokens);
        tokens
    }

    fn collect(&mut self, inlines: &[Inline], path: &mut Vec<usize>, link: &str, tokens: &mut Vec<Token>) {
        for (at, inline) in inlines.iter().enumerate() {
            // Between ideographs the end of a line in the source is nothing.
            if inline.kind == InlineKind::SoftBreak && text::joins(inlines, at) {
                continue;
            }
            let mut push = |key: String, kind: InlineKind, span: Span| {
                let key = if link.is_empty() || key == " " { key } else { format!("{key}\u{1}{link}") };
                tokens.push(Token { key, inline: Inline { kind, span }, path: path.clone() });
            };
            match &inline.kind {
                InlineKind::Text(it) => {
                    for (start, word) in it.split_word_bound_indices() {
                        let is_space = word.chars().all(char::is_whitespace);
                        let key = if is_space { " ".to_owned() } else { word.to_owned() };
                        push(key, InlineKind::Text(word.to_owned()), part(inline.span, start, word.len()));
                    }
                }
                InlineKind::SoftBreak | InlineKind::LineBreak => {
                    push(" ".to_owned(), inline.kind.clone(), inline.span);
                }
                InlineKind::Code(it) => push(format!("\u{2}{it}"), inline.kind.clone(), inline.span),
                InlineKind::Image(it) => {
                    push(format!("\u{3}{}\u{3}{}", it.path, it.alt), inline.kind.clone(), inline.span);
                }
                InlineKind::NoteRef(it) => {
                    push(format!("\u{4}{}", it.note.number()), inline.kind.clone(), inline.span);
                }
                InlineKind::Emph(content)
                | InlineKind::Strong(content)
                | InlineKind::Strike(content)
                | InlineKind::Sub(content)
                | InlineKind::Sup(content)
                | InlineKind::SmallCaps(content)
                | InlineKind::Underline(content)
                | InlineKind::Highlight(content)
                | InlineKind::Small(content)
                | InlineKind::Keyboard(content)
                | InlineKind::Abbreviation { content, .. }
                | InlineKind::Link { content, .. }
                | InlineKind::Span { content, .. } => {
                    // Without content it is a place to link to, and of no version.
                    if content.is_empty() {
                        push("\u{5}".to_owned(), inline.kind.clone(), inline.span);
                        continue;
                    }
                    let outer = target(&inline.kind).unwrap_or_else(|| link.to_owned());
                    path.push(self.0.len());
                    self.0.push(Inline { kind: inline.kind.map_children(|_| Vec::new()), span: inline.span });
                    self.collect(content, path, &outer, tokens);
                    path.pop();
                }
            }
        }
    }

    /// Whether two are the same but for their place and ids.
    pub(super) fn are_alike(&self, one: usize, other: usize) -> bool {
        let plain = |at: usize| {
            let mut kind = self.0[at].kind.clone();
            if let InlineKind::Span { attr, .. } = &mut kind {
                attr.id = None;
            }
            kind
        };
        plain(one) == plain(other)
    }

    /// The inlines of tokens, each with the path that it is to have. Words that were one text are one again; what is
    /// divided has its id once.
    pub(super) fn inlines(&mut self, tokens: &[(Vec<usize>, Inline)]) -> Vec<Inline> {
        let mut inlines: Vec<Inline> = Vec::new();
        let mut rest = tokens;
        while let Some(((path, inline), others)) = rest.split_first() {
            let Some(outer) = path.first() else {
                push(&mut inlines, inline);
                rest = others;
                continue;
            };
            let count = rest.iter().take_while(|it| it.0.first() == Some(outer)).count();
            let inside: Vec<(Vec<usize>, Inline)> =
                rest[..count].iter().map(|(path, inline)| (path[1..].to_vec(), inline.clone())).collect();
            let content = self.inlines(&inside);
            let wrapper = &mut self.0[*outer];
            inlines.push(Inline { kind: wrapper.kind.map_children(|_| content), span: wrapper.span });
            if let InlineKind::Span { attr, .. } = &mut wrapper.kind {
                attr.id = None;
            }
            rest = &rest[count..];
        }
        inlines
    }

    /// Adds what holds a change, and gives its index.
    pub(super) fn change(&mut self, side: Side, span: Span) -> usize {
        let attr = Attr { classes: vec![side.class().to_owned()], ..Attr::default() };
        self.0.push(Inline { kind: InlineKind::Span { attr, content: Vec::new() }, span });
        self.0.len() - 1
    }
}

/// Where a link leads, as it is compared: words that lead elsewhere are not the same.
fn target(kind: &InlineKind) -> Option<String> {
    let InlineKind::Link { target, .. } = kind else { return None };
    Some(match target {
        Target::Url(url) => url.clone(),
        Target::Anchor(id) => format!("#{id}"),
    })
}

/// Inlines with the signs of a side before and after.
pub(super) fn signed(side: Side, content: Vec<Inline>) -> Vec<Inline> {
    let first = content.first().map(|it| it.span.start_point()).unwrap_or_default();
    let last = content.last().map(|it| Span { start: it.span.end, ..it.span }).unwrap_or_default();
    let [before, after] = side.signs().map(str::to_owned);
    let mut signed = vec![Inline::generated(SIGN, before, first)];
    signed.extend(content);
    signed.push(Inline::generated(SIGN, after, last));
    signed
}

/// Adds an inline; a text to the one before it that it goes on from.
fn push(inlines: &mut Vec<Inline>, inline: &Inline) {
    if let (Some(Inline { kind: InlineKind::Text(before), span }), InlineKind::Text(text)) =
        (inlines.last_mut(), &inline.kind)
        && span.source == inline.span.source
        && (span.end == inline.span.start || span.start == inline.span.start)
    {
        before.push_str(text);
        *span = span.join(inline.span);
        return;
    }
    inlines.push(inline.clone());
}

/// The place of a part of a text. A text that is not as its source has it (quotation marks, entities) has its places as
/// near as can be said, each after the one before.
fn part(span: Span, start: usize, len: usize) -> Span {
    let at = |bytes: usize| span.start.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX)).min(span.end);
    Span { start: at(start), end: at(start + len), ..span }
}
