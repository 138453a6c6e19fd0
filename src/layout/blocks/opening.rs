//! Which blocks of a book begin a page: parts, chapters, and what is set before and after the text.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::inline::generated;
use crate::document::matter::{has_own_page, matter_of, text_start};
use crate::document::{Block, BlockKind, Document};
use crate::geometry::Length;
use crate::layout::blocks::builder::{BlockContext, GalleyBuilder};
use crate::layout::page::vlist::{PageStart, RunningContent};
use crate::layout::paragraph::collect::collect;
use crate::layout::structure::Structure;
use crate::source::Span;
use crate::theme::{Align, Lines, TextDesign};

/// The class of a heading that is that of a part.
const PART: &str = "part";

/// The places of the blocks that begin a page of a book. `depths` has the depth of each heading in the outline.
///
/// Of several files each begins a page, but for sections that are files, whose heading is below one with text. In one
/// file, headings of the first depth begin a page, and those below the heading of a part.
pub(super) fn openings(document: &Document, depths: &BTreeMap<Span, u8>) -> BTreeSet<usize> {
    let files: BTreeSet<usize> = document.chapters.iter().map(|it| it.first_block).collect();
    let is_one = files.len() < 2;
    let mut openings = BTreeSet::new();
    let (mut in_part, mut is_named) = (false, false);
    let text = text_start(&document.blocks);
    let mut follows_page = false;
    for (at, block) in document.blocks.iter().enumerate() {
        let is_page = has_own_page(block, at < text);
        let is_list = block.level().is_some() && block.attr.has_class(generated::OWN_LIST);
        let begins_file = !is_one && files.contains(&at) || is_page || follows_page || is_list;
        follows_page = is_page;
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
            openings.insert(at);
        }
    }
    openings
}

impl GalleyBuilder<'_> {
    /// The page that a block begins which is no heading: a dedication and a motto are alone on a right-hand page, without
    /// a folio; an imprint is at the foot of its page, and may be on the back of another.
    pub(super) fn page_start(&self, block: &Block, context: &BlockContext) -> PageStart {
        let start = self.chapter_start(self.design.theme.chapter.sink);
        match self.page_class(block) {
            Some("dedication" | "epigraph") => {
                let sink = self.design.lines(self.design.theme.title.sink);
                PageStart { sink, running: RunningContent::Bare, ..start }
            }
            Some("imprint" | "copyright" | "colophon") => {
                let look = self.page_look(block, context);
                let height = self.height_of(block, look.as_ref().unwrap_or(context));
                let sink = (self.design.page.height() - height).max(Length::ZERO);
                PageStart { recto: false, sink, running: RunningContent::Bare, ..start }
            }
            Some(_) | None => start,
        }
    }

    /// The look of what has a page of its own; `None` for that of running text.
    pub(super) fn page_look(&self, block: &Block, context: &BlockContext) -> Option<BlockContext> {
        let theme = self.design.theme;
        let look = match self.page_class(block)? {
            "dedication" => TextDesign { align: Align::Center, ..context.look },
            "imprint" | "copyright" | "colophon" => TextDesign { align: Align::Start, ..theme.title.rights },
            _ => return None,
        };
        Some(BlockContext { look, between: SPARE, on_grid: false, ..context.clone() })
    }

    fn page_class(&self, block: &Block) -> Option<&'static str> {
        let is_container = matches!(block.kind, BlockKind::Container(_));
        matter_of(&block.attr).filter(|_| is_container).map(|it| it.class)
    }

    /// How high the paragraphs of a block will be.
    fn height_of(&self, block: &Block, context: &BlockContext) -> Length {
        let BlockKind::Container(inner) = &block.kind else { return Length::ZERO };
        let style = self.style(&context.look, context);
        let mut height = Length::ZERO;
        for block in inner {
            let BlockKind::Paragraph(content) = &block.kind else { return self.design.page.height() };
            let draft = collect(self.cx, content, &style, Structure::ROOT, &mut Structure::new());
            let lines = draft.lines(self.cx, self.width(context)).len() as i64;
            height += style.leading * lines + self.design.lines(context.between);
        }
        height
    }
}

/// The space between the paragraphs of an imprint.
const SPARE: Lines = Lines::milli(500);

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
