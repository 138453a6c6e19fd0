//! Builds a paragraph piece by piece: from inlines in [`collect`](mod@super::collect), from plain text for running heads,
//! folios and markers, from coloured stretches for code.

use crate::document::Id;
use crate::layout::frame::Mark;
use crate::layout::paragraph::characters::is_spaceless;
use crate::layout::paragraph::text::{
    InlineImage, Link, OBJECT, Paragraph, Piece, PieceKind, TextAttributes,
};
use crate::layout::style::{Division, ParagraphStyle, TextStyle};
use crate::source::Span;

/// A paragraph in the making.
#[derive(Debug)]
pub struct Builder {
    paragraph: Paragraph,
    /// A line end of the source whose worth depends on what follows, and how it would look.
    pending: Option<(TextStyle, TextAttributes)>,
}

impl Builder {
    /// A paragraph without text.
    pub fn new(style: &ParagraphStyle, span: Span) -> Builder {
        let paragraph = Paragraph {
            style: style.clone(),
            text: String::new(),
            pieces: Vec::new(),
            styles: Vec::new(),
            soft_hyphens: Vec::new(),
            sources: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            span,
        };
        Builder { paragraph, pending: None }
    }

    /// A paragraph of plain text in the paragraph's style: a running head, a folio, the marker of an item.
    pub fn of_text(text: &str, style: &ParagraphStyle, mark: Mark, span: Span) -> Paragraph {
        let mut builder = Builder::new(style, span);
        builder.text(text, &style.text, TextAttributes::plain(mark, span));
        builder.finish()
    }

    /// Adds text. Soft hyphens become places to divide; spaces in a row count as one, but in code.
    pub fn text(&mut self, text: &str, style: &TextStyle, attributes: TextAttributes) {
        self.settle(text.chars().next());
        self.piece(style, attributes, PieceKind::Text, |paragraph| {
            for character in text.chars() {
                match character {
                    '\u{ad}' => paragraph.soft_hyphens.push(paragraph.text.len()),
                    '\n' | '\r' | '\u{2028}' | '\u{2029}' => paragraph.text.push('\n'),
                    '\t' => paragraph.text.push(' '),
                    ' ' if attributes.division != Division::Code && paragraph.text.ends_with([' ', '\n']) => {
                    }
                    it => paragraph.text.push(it),
                }
            }
        });
    }

    /// Adds a line end of the source: a space, but between two letters of a script that has none.
    pub fn soft_break(&mut self, style: &TextStyle, attributes: TextAttributes) {
        self.pending = Some((style.clone(), attributes));
    }

    /// Adds a line end that the author asks for.
    pub fn line_break(&mut self, style: &TextStyle, attributes: TextAttributes) {
        self.pending = None;
        self.piece(style, attributes, PieceKind::Text, |paragraph| paragraph.text.push('\n'));
    }

    pub(super) fn note(
        &mut self,
        number: &str,
        style: &TextStyle,
        attributes: TextAttributes,
        kind: PieceKind,
    ) {
        self.settle(number.chars().next());
        self.piece(style, attributes, kind, |paragraph| paragraph.text.push_str(number));
    }

    pub(super) fn image(&mut self, image: InlineImage, style: &TextStyle, attributes: TextAttributes) {
        self.settle(Some(OBJECT));
        self.piece(style, attributes, PieceKind::Image(image), |paragraph| paragraph.text.push(OBJECT));
    }

    /// Marks the place of an id.
    pub fn anchor(&mut self, id: Id) {
        self.paragraph.anchors.push((self.paragraph.text.len(), id));
    }

    pub(super) fn link(&mut self, link: Link) -> usize {
        self.paragraph.links.push(link);
        self.paragraph.links.len() - 1
    }

    /// The paragraph.
    pub fn finish(self) -> Paragraph {
        self.paragraph
    }

    /// Decides over a line end of the source, now that it is known what follows: between two characters of
    /// a script without spaces it is nothing (CSS Text 3, 4.1.3).
    fn settle(&mut self, next: Option<char>) {
        let Some((style, attributes)) = self.pending.take() else { return };
        let last = self.paragraph.text.chars().next_back();
        let spaceless = |it: Option<char>| it.is_some_and(is_spaceless);
        let at_edge = last.is_none_or(|it| it == ' ' || it == '\n');
        if at_edge || (spaceless(last) && spaceless(next)) {
            return;
        }
        self.piece(&style, attributes, PieceKind::Text, |paragraph| paragraph.text.push(' '));
    }

    fn piece(
        &mut self,
        style: &TextStyle,
        attributes: TextAttributes,
        kind: PieceKind,
        fill: impl FnOnce(&mut Paragraph),
    ) {
        let start = self.paragraph.text.len();
        fill(&mut self.paragraph);
        let range = start..self.paragraph.text.len();
        if range.is_empty() {
            return;
        }
        self.paragraph.sources.push((start, attributes.span));
        let style = self.style(style);
        let plain = matches!(kind, PieceKind::Text);
        match self.paragraph.pieces.last_mut() {
            Some(last) if plain && last.joins(style, attributes) => last.range.end = range.end,
            _ => self.paragraph.pieces.push(Piece { range, style, attributes, kind }),
        }
    }

    /// The index of a style, one of the last few in most cases.
    fn style(&mut self, style: &TextStyle) -> usize {
        let known = self.paragraph.styles.iter().position(|it| it == style);
        known.unwrap_or_else(|| {
            self.paragraph.styles.push(style.clone());
            self.paragraph.styles.len() - 1
        })
    }
}

impl Piece {
    /// Whether text of that style and look can go on in this piece.
    fn joins(&self, style: usize, attributes: TextAttributes) -> bool {
        let text = matches!(self.kind, PieceKind::Text);
        text && self.style == style
            && TextAttributes { span: self.attributes.span, ..attributes } == self.attributes
    }
}
