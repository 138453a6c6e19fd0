//! From the document tree to pages of placed items; knows nothing of PDF.
//!
//! In the order in which a document goes through them:
//!
//! 1. [`style`]: the theme measured out for the page at hand; [`structure`] and [`frame`]: what the result consists of.
//! 2. [`blocks`]: blocks become the parts of a [`galley`] and elements of the logical structure, in reading order.
//! 3. [`galley`]: each part is set independently, all at the same time: text by [`paragraph`] (collect, itemize, shape, break,
//!    justify), tables by [`table`]. The results are boxes in a *vertical list*.
//! 4. [`page`]: the list is broken into pages with their footnotes, and running content is added. A [`Layout`] is complete.
//!
//! [`mod@cover`] draws the cover, which pages and e-books share.
//! [`rules`] has the diagnostics of all steps. [`dump`] prints a layout, and [`metrics`] measures its lines and pages.

pub mod style;
pub mod structure;
pub mod frame;
mod blocks;
mod galley;
pub mod paragraph;
mod table;
mod page;
pub mod cover;
pub mod rules;
pub mod dump;
pub mod metrics;

pub use frame::Layout;
pub use galley::Drafts;
pub use paragraph::builder::Builder;
pub use paragraph::line::Line;
pub use paragraph::shape::Typesetter;
pub use paragraph::text::{Decoration, Paragraph, TextAttributes, Widths};

use crate::diag::Diagnostics;
use crate::document::{Document, Outline};
use crate::font::FontBook;
use crate::highlight::TokenKind;
use crate::layout::blocks::builder::{Contents, PublicationKind};
use crate::layout::cover::CoverSheet;
use crate::layout::galley::part::Setting;
use crate::layout::page::PageOptions;
use crate::layout::style::{Design, InlineStyle};
use crate::resource::Resources;
use crate::theme::{FolioPosition, PageChoice, Theme};

/// What is set in pages, and how.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The look.
    pub theme: &'a Theme,
    /// The faces.
    pub fonts: &'a FontBook,
    /// The images.
    pub resources: &'a Resources,
    /// What the publication asks for.
    pub options: LayoutOptions,
}

/// What a publication asks of its pages; `None` leaves it to the design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LayoutOptions {
    /// Paper, margins, sizes.
    pub page: PageChoice,
    /// Whether there is a title page, and chapters begin on a page of their own. By default a publication of
    /// several files is so.
    pub book: Option<bool>,
    /// Whether the first page is a cover. By default it is where the metadata names an image for it.
    pub cover: Option<bool>,
    /// Whether there are contents. By default they are in a book, and where there are three headings or more.
    pub contents: Option<bool>,
    /// How deep the contents go.
    pub contents_depth: Option<u8>,
    /// Whether the boxes, the base lines and the grid are drawn over the pages.
    pub debug: bool,
}

/// Sets a document in pages.
///
/// The steps: blocks to parts and structure, in reading order; parts to boxes, all at the same time; boxes to pages.
pub fn layout(cx: &Context<'_>, document: &Document, diags: &mut Diagnostics) -> Layout {
    layout_with(cx, document, None, diags)
}

/// The same with drafts of a document that is nearly the same, which save the work of setting what has not changed.
pub fn layout_with(
    cx: &Context<'_>,
    document: &Document,
    drafts: Option<&mut Drafts>,
    diags: &mut Diagnostics,
) -> Layout {
    let lang = document.meta.lang.clone();
    let kind = kind(cx, document);
    let theme = &cx.theme.page;
    let two_sided = theme.two_sided || (theme.two_sided_books && kind.book);
    let choice = PageChoice { two_sided: cx.options.page.two_sided.or(Some(two_sided)), ..cx.options.page };
    let design = Design { theme: cx.theme, page: theme.geometry(&choice), lang };
    if !design.page.keeps(cx.options.page.margins) {
        diags.push(rules::wide_margins(document.meta.span));
    } else if cx.options.page.margins.is_some() && !has_room_for_running_content(&design) {
        diags.push(rules::narrow_margins(document.meta.span));
    }
    let light = cx.theme.light;
    // Where code has a background, inline code has one, too.
    let panel = (cx.theme.code.pad > crate::geometry::Em::ZERO).then_some(light.panel);
    let style = |kind| cx.theme.highlight.style(kind).light;
    let changes = Some([style(TokenKind::Inserted), style(TokenKind::Deleted)]);
    // What is around the line, as the head of a table or a note, has its place on the same page.
    let tallest = design.page.height().scale(3, 4);
    let inline = InlineStyle { link: Some(light.link), panel, changes, tallest, ..InlineStyle::default() };
    let typesetter = Typesetter::new(cx.fonts, cx.resources, inline);
    let (galley, structure) = blocks::blocks(&typesetter, &design, document, kind);
    let cover = galley.cover.map(|mark| {
        let sheet = CoverSheet {
            design: &cx.theme.cover,
            palette: &light,
            size: design.page.paper,
            bleed: design.page.bleed,
            mark,
        };
        (cover::cover(&typesetter, &document.meta, sheet), mark)
    });
    if let Some((character, span)) = cover.as_ref().and_then(|it| it.0.missing) {
        diags.push(rules::unset_cover(span, character));
    }
    let words = crate::locale::words(&document.meta.lang);
    let setting = Setting { cx: &typesetter, design: &design, words };
    let list = galley::set(setting, galley, drafts, diags);
    let options = PageOptions { title: &document.meta.title, debug: cx.options.debug, cover };
    page::pages(setting, list, structure, options)
}

/// Whether the margins have room for the running head and the folio.
fn has_room_for_running_content(design: &Design<'_>) -> bool {
    let running = &design.theme.running;
    let style = |look| design.paragraph(look, &design.lang);
    let folio = style(&running.folio);
    // At the opening of a chapter the folio is always at the foot.
    design.head_base(&style(&running.head)).is_some()
        && design.foot_base(&folio).is_some()
        && (running.folio_at != FolioPosition::HeadOuter || design.head_base(&folio).is_some())
}

/// What sort of publication it is, unless the options decide.
fn kind(cx: &Context<'_>, document: &Document) -> PublicationKind {
    let book = cx.options.book.unwrap_or(document.chapters.len() > 1);
    let headings = Outline::of(&document.blocks).iter().count();
    let wanted = cx.options.contents.unwrap_or(headings >= if book { 2 } else { 3 });
    let design = if book { &cx.theme.contents } else { &cx.theme.brief_contents };
    let asked = cx.options.contents_depth;
    let depth = asked.unwrap_or(design.depth).clamp(1, 6);
    let contents = wanted.then_some(Contents { depth, asked: asked.is_some() });
    let cover = cx.options.cover.unwrap_or_else(|| {
        let meta = &document.meta;
        [&meta.cover, &meta.cover_image].into_iter().flatten().any(|it| cx.resources.contains_key(it))
    });
    PublicationKind { book, contents, cover }
}
