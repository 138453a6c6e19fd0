//! Text of citations as inlines of the document.

use crate::document::{Id, Inline, InlineKind, Target};
use crate::resolve::citations::rich::{Mark, Piece, Rich};
use crate::source::Span;

/// The beginning of an address that leads to an entry of the list.
pub(super) const ENTRY: &str = "#ref-";

/// Where text of citations goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lower {
    /// The place of what is written.
    pub(super) span: Span,
    /// Whether it is within a link, which can hold no other.
    pub(super) is_in_link: bool,
    /// Whether it is within italic text, in which italic is upright.
    pub(super) is_emph: bool,
}

impl Lower {
    pub(super) fn new(span: Span, is_in_link: bool) -> Lower {
        Lower { span, is_in_link, is_emph: false }
    }

    pub(super) fn text(&self, text: &str) -> Inline {
        Inline { kind: InlineKind::Text(text.to_owned()), span: self.span }
    }

    /// Text with its marks.
    pub(super) fn rich(&self, rich: &Rich) -> Vec<Inline> {
        let mut out = Vec::new();
        self.pieces(&rich.0, &mut out);
        out
    }

    fn pieces(&self, pieces: &[Piece], out: &mut Vec<Inline>) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.add(text, out),
                Piece::Marked(mark, inner) => self.marked(mark, inner, out),
            }
        }
    }

    fn add(&self, text: &str, out: &mut Vec<Inline>) {
        if let Some(Inline { kind: InlineKind::Text(last), .. }) = out.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            out.push(self.text(text));
        }
    }

    fn marked(&self, mark: &Mark, inner: &[Piece], out: &mut Vec<Inline>) {
        let wrap: fn(Vec<Inline>) -> InlineKind = match mark {
            Mark::Emph if self.is_emph => {
                return Lower { is_emph: false, ..*self }.pieces(inner, out);
            }
            Mark::Emph => InlineKind::Emph,
            Mark::Strong => InlineKind::Strong,
            Mark::SmallCaps => InlineKind::SmallCaps,
            Mark::Sup => InlineKind::Sup,
            Mark::Sub => InlineKind::Sub,
            Mark::Underline => InlineKind::Underline,
            Mark::Quoted | Mark::NoCase | Mark::Group | Mark::Display | Mark::Note => {
                return self.pieces(inner, out);
            }
            Mark::LeftMargin => {
                self.pieces(inner, out);
                return self.add(" ", out);
            }
            Mark::Link(address) => return self.link(address, inner, out),
            Mark::Entry(key) => return self.link(&format!("{ENTRY}{key}"), inner, out),
        };
        let deeper = Lower { is_emph: self.is_emph || *mark == Mark::Emph, ..*self };
        let mut content = Vec::new();
        deeper.pieces(inner, &mut content);
        if !content.is_empty() {
            out.push(Inline { kind: wrap(content), span: self.span });
        }
    }

    fn link(&self, address: &str, inner: &[Piece], out: &mut Vec<Inline>) {
        let target = match address.strip_prefix(ENTRY) {
            Some(key) => id_of(key).map(Target::Anchor),
            None => crate::document::address::scheme(address).map(|_| Target::Url(address.to_owned())),
        };
        let Some(target) = target.filter(|_| !self.is_in_link) else { return self.pieces(inner, out) };
        if matches!(target, Target::Anchor(_)) && inner.iter().any(has_link) {
            // No link is in another one: what leads elsewhere does so.
            for piece in inner {
                if has_link(piece) {
                    self.pieces(std::slice::from_ref(piece), out);
                } else {
                    self.link(address, std::slice::from_ref(piece), out);
                }
            }
            return;
        }
        let mut content = Vec::new();
        Lower { is_in_link: true, ..*self }.pieces(inner, &mut content);
        // The link is nowhere in the text: what is written there is the citation.
        let span = match &target {
            Target::Url(_) => Span { start: self.span.end, ..self.span },
            _ => self.span,
        };
        if !content.is_empty() {
            out.push(Inline { kind: InlineKind::Link { target, content, title: None }, span });
        }
    }
}

fn has_link(piece: &Piece) -> bool {
    match piece {
        Piece::Text(_) => false,
        Piece::Marked(Mark::Link(_), _) => true,
        Piece::Marked(_, inner) => inner.iter().any(has_link),
    }
}

/// The id of an entry of the list.
pub(super) fn id_of(key: &str) -> Option<Id> {
    Id::new(format!("ref-{key}"))
}

/// The id of a citation.
pub(super) fn id_of_mark(number: usize) -> Option<Id> {
    Id::new(format!("cite-{number}"))
}
