//! Which blocks of a book begin a page: parts, chapters, and what is set before and after the text.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, BlockKind, Document};
use crate::source::Span;

/// The class of a heading that is that of a part.
const PART: &str = "part";

/// The places of the blocks that begin a page of a book. `depths` has the depth of each heading in the outline.
///
/// Of several files each begins a page, but for sections that are files, whose heading is below one with text. In one
/// file, headings of the first depth begin a page, and those below the heading of a part.
pub(super) fn openings(document: &Document, depths: &BTreeMap<Span, u8>) -> BTreeSet<Span> {
    let files: BTreeSet<usize> = document.chapters.iter().map(|it| it.first_block).collect();
    let is_one = files.len() < 2;
    let mut openings = BTreeSet::new();
    let (mut in_part, mut is_named) = (false, false);
    for (at, block) in document.blocks.iter().enumerate() {
        let begins_file = !is_one && files.contains(&at);
        let opens = match depths.get(&block.span).filter(|_| block.level().is_some()) {
            Some(1) => {
                in_part = is_part(document, at, is_one);
                is_named = block.attr.has_class(PART);
                begins_file || is_one
            }
            Some(2) if in_part => begins_file || is_named,
            Some(_) => false,
            None => begins_file,
        };
        if opens {
            openings.insert(block.span);
        }
    }
    openings
}

/// Whether the heading at an index is that of a part: it says so, or it is a file with nothing else but what introduces
/// a part, and the next file goes on below it.
fn is_part(document: &Document, at: usize, is_one: bool) -> bool {
    let Some(heading) = document.blocks.get(at) else { return false };
    if heading.attr.has_class(PART) {
        return true;
    }
    let rest = &document.blocks[at + 1..];
    let end = rest.iter().position(|it| it.level().is_some()).unwrap_or(rest.len());
    !is_one && end < rest.len() && rest[..end].iter().all(introduces)
}

/// Whether a block may be on the page of a part: a motto, and the like.
fn introduces(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Quote(_) | BlockKind::Figure(_))
        || (matches!(block.kind, BlockKind::Container(_))
            && ["epigraph", "verse", "dedication"].iter().any(|it| block.attr.has_class(it)))
}
