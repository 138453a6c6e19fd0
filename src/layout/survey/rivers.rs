//! Rivers: white that runs down a paragraph, where word spaces of lines that follow one another stand above one another.

use crate::geometry::{Em, Length};
use crate::layout::frame::TextRun;

/// A word space: from where to where it goes.
pub(super) type Space = (Length, Length);

/// A river is not one in fewer lines.
const LEAST: usize = 3;

/// The word spaces of a line, from left to right; each run with the place where it begins.
pub(super) fn spaces(runs: &[(Length, &TextRun)]) -> Vec<Space> {
    let mut found = Vec::new();
    for (at, run) in runs {
        let mut pen = Em::ZERO;
        for glyph in &run.glyphs {
            let from = pen;
            pen += glyph.advance;
            // The space at the end of a line is there for the text, and has no width.
            if glyph.advance > Em::ZERO && run.text.get(glyph.cluster()) == Some(" ") {
                found.push((*at + from.at(run.size), *at + pen.at(run.size)));
            }
        }
    }
    found.sort();
    found
}

/// The rivers in lines that follow one another, each by the lines that it runs through.
pub(super) fn lengths<'a>(lines: impl Iterator<Item = &'a [Space]>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut above: Vec<(Space, usize)> = Vec::new();
    for line in lines {
        let length = |space: &Space| {
            let joined = above.iter().filter(|it| flows(it.0, *space)).map(|it| it.1);
            joined.max().unwrap_or_default() + 1
        };
        let here: Vec<(Space, usize)> = line.iter().map(|it| (*it, length(it))).collect();
        let ended = |it: &&(Space, usize)| it.1 >= LEAST && !here.iter().any(|next| flows(it.0, next.0));
        found.extend(above.iter().filter(ended).map(|it| it.1));
        above = here;
    }
    found.extend(above.iter().filter(|it| it.1 >= LEAST).map(|it| it.1));
    found
}

/// Whether white flows from one space to one below it: where half of the narrower lies in the other.
fn flows(above: Space, below: Space) -> bool {
    let shared = above.1.min(below.1) - above.0.max(below.0);
    shared * 2 >= (above.1 - above.0).min(below.1 - below.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rivers of lines with spaces of three points that begin at these places.
    fn rivers(lines: &[&[i64]]) -> Vec<usize> {
        let spaces = |line: &&[i64]| line.iter().map(|it| (Length::pt(*it), Length::pt(it + 3))).collect();
        let lines: Vec<Vec<Space>> = lines.iter().map(spaces).collect();
        lengths(lines.iter().map(Vec::as_slice))
    }

    #[test]
    fn spaces_above_one_another_are_a_river() {
        assert_eq!(rivers(&[&[10, 40], &[11, 60], &[10, 80], &[30]]), [3]);
        assert_eq!(rivers(&[&[10, 40], &[11, 60], &[30]]), [0; 0], "two lines are none");
        assert_eq!(rivers(&[&[10], &[11], &[12], &[13]]), [4], "a river may wander");
        assert_eq!(rivers(&[&[10], &[12], &[14]]), [0; 0], "but not by most of a space");
        assert_eq!(rivers(&[&[10, 50], &[10, 50], &[10, 50]]), [3, 3]);
    }
}
