//! What goes with text beside its glyphs: grounds, rules, areas of links, note marks.

use crate::geometry::{Length, Point, Size};
use crate::layout::assemble::{Assembler, Content, Fragment};
use crate::layout::frame::{Artifact, Item, LinkArea, Mark, Placed, Rectangle};
use crate::layout::line::{Line, NoteMark};
use crate::layout::paragraph::{Look, Piece, PieceKind};
use crate::theme::Color;

/// Adds to a line what goes with its fragments, which stand in visual order from `x`.
/// Grounds and rules come before the text, so that it is painted over them.
pub(super) fn decorate(assembler: &Assembler<'_>, fragments: &[Fragment], mut x: Length, line: &mut Line) {
    let mut rest = fragments;
    while let Some(first) = rest.first() {
        let look = |it: &Fragment| assembler.piece(it).map(|it| key(it.look, &it.kind));
        let together = rest.iter().take_while(|it| look(it) == look(first)).count();
        let (group, after) = rest.split_at(together);
        let width: Length = group.iter().map(|it| it.width).sum();
        if let Some(piece) = assembler.piece(first)
            && !group.iter().all(|it| matches!(it.content, Content::End))
        {
            let stretch = Stretch { assembler, first, piece, x, width };
            stretch.ground(line);
            stretch.rules(line);
            stretch.link(line);
            stretch.note(line);
        }
        x += width;
        rest = after;
    }
}

/// What neighbours must share to be decorated together.
type Key = (Option<Color>, bool, bool, Option<usize>, Option<usize>);

fn key(look: Look, kind: &PieceKind) -> Key {
    let note = match kind {
        PieceKind::Note { reference, .. } => Some(reference.index()),
        PieceKind::Text | PieceKind::Picture(_) => None,
    };
    (look.ground, look.rules.under, look.rules.through, look.link, note)
}

/// Neighbours in a line that are decorated together.
struct Stretch<'a> {
    assembler: &'a Assembler<'a>,
    first: &'a Fragment,
    piece: &'a Piece,
    x: Length,
    width: Length,
}

impl Stretch<'_> {
    /// The box around the letters, whatever the face says: three quarters of the size above the line, a
    /// quarter below.
    fn bounds(&self) -> (Point, Size) {
        let run = self.assembler.run(self.first.run);
        let top = run.rise + run.size.scale(3, 4);
        (Point::new(self.x, -top), Size::new(self.width, run.size))
    }

    fn ground(&self, line: &mut Line) {
        let Some(color) = self.piece.look.ground else { return };
        let (at, size) = self.bounds();
        rectangle(line, at, size, color, Artifact::Background);
    }

    fn rules(&self, line: &mut Line) {
        let (rules, run) = (self.piece.look.rules, self.assembler.run(self.first.run));
        let metrics = self.assembler.cx.fonts.metrics(run.fount.key.face);
        let color = self.assembler.color(self.piece).unwrap_or_default();
        let strokes = [(rules.under, metrics.underline), (rules.through, metrics.strikeout)];
        for (_, stroke) in strokes.into_iter().filter(|(wanted, _)| *wanted) {
            let at = Point::new(self.x, -run.rise - stroke.top.at(run.size));
            let size = Size::new(self.width, stroke.thickness.at(run.size));
            rectangle(line, at, size, color, Artifact::Layout);
        }
    }

    fn link(&self, line: &mut Line) {
        let link = self.piece.look.link.and_then(|it| self.assembler.paragraph.links.get(it));
        let Some(link) = link else { return };
        let (at, size) = self.bounds();
        let (to, description) = (link.to.clone(), link.description.clone());
        line.links.push(LinkArea { at, size, to, element: link.element, description });
    }

    fn note(&self, line: &mut Line) {
        match &self.piece.kind {
            PieceKind::Note { note, reference, link } => {
                let (at, size) = self.bounds();
                line.notes.push(NoteMark { note: *note, reference: *reference, link: *link, at, size });
            }
            PieceKind::Text | PieceKind::Picture(_) => {}
        }
    }
}

fn rectangle(line: &mut Line, at: Point, size: Size, color: Color, artifact: Artifact) {
    let item = Item::Rectangle(Rectangle { size, color });
    line.items.push(Placed { at, item, mark: Mark::Artifact(artifact) });
}
