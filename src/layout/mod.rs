//! From the document tree to pages of placed things; knows no PDF.
//!
//! The life of a paragraph: inlines are *collected* into styled text with its
//! structure; *itemized* by script, direction and face; *shaped* into glyphs;
//! made a *horizontal list* of boxes, glue and penalties; *broken* into
//! [`line::Line`]s. [`paragraph`] tells it step by step. The life of a page: blocks are made a *vertical list* of
//! lines, glue, penalties and notes; broken into pages; *furnished* with
//! running heads and folios; and left as a [`Layout`].

pub mod style;
pub mod typesetter;
pub mod paragraph;
pub mod builder;
pub mod collect;
pub mod rules;
mod itemize;
mod joint;
mod assemble;
mod breaks;
mod compose;
mod decorate;
mod demerits;
mod fount;
mod hlist;
mod hyphenate;
mod justify;
mod linebreak;
mod measure;
mod protrude;
mod runs;
mod shape;
mod space;
pub mod line;
pub mod frame;
pub mod structure;
pub mod design;
pub mod galley;
mod blocks;
mod set;
pub mod code;
pub mod table;
pub mod vlist;
pub mod paginate;
mod pictures;
mod makeup;
mod furniture;
mod debug;
pub mod dump;
pub mod survey;

pub use builder::Builder;
pub use collect::collect;
pub use frame::Layout;
pub use paragraph::{Look, Paragraph, Rules, Widths};
pub use typesetter::Typesetter;

use crate::diag::Diagnostics;
use crate::document::{Document, Outline};
use crate::font::FontBook;
use crate::layout::blocks::{Blocks, Contents, Kind, SectionNumbers};
use crate::layout::design::Design;
use crate::layout::set::Setting;
use crate::layout::style::InlineStyle;
use crate::resource::Resources;
use crate::theme::{PageChoice, Theme};

/// What is set in pages, and how.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The look.
    pub theme: &'a Theme,
    /// The faces.
    pub fonts: &'a FontBook,
    /// The pictures.
    pub resources: &'a Resources,
    /// What the publication asks for.
    pub choice: Choice,
}

/// What a publication asks of its pages; `None` leaves it to the design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Paper, margins, sizes.
    pub page: PageChoice,
    /// Whether there is a title page, and chapters begin on a page of their own. By itself a publication of
    /// several files is so.
    pub book: Option<bool>,
    /// Whether there are contents. By themselves they are in a book, and where there are three headings or more.
    pub contents: Option<bool>,
    /// How deep the contents go.
    pub contents_depth: Option<u8>,
    /// Whether sections are numbered.
    pub section_numbers: bool,
    /// Whether the boxes, the base lines and the grid are drawn over the pages.
    pub debug: bool,
}

/// Sets a document in pages.
///
/// The steps: blocks to parts and structure, in reading order; parts to boxes, all at the same time; the
/// column of boxes to pages; pages made up and furnished.
pub fn layout(cx: &Context<'_>, document: &Document, diags: &mut Diagnostics) -> Layout {
    let lang = document.meta.lang.clone();
    let design = Design { theme: cx.theme, page: cx.theme.page.geometry(&cx.choice.page), lang };
    if !design.page.keeps(cx.choice.page.margins) {
        diags.push(rules::wide_margins(document.meta.span));
    }
    let light = cx.theme.light;
    // Where code has a ground, it has one in a line, too.
    let panel = (cx.theme.code.pad > crate::geometry::Em::ZERO).then_some(light.panel);
    let inline = InlineStyle { link: Some(light.link), panel, ..InlineStyle::default() };
    let typesetter = Typesetter::new(cx.fonts, cx.resources, inline);
    let blocks = Blocks::new(&typesetter, &design, document, kind(cx, document));
    let (galley, structure) = blocks.publication();
    let words = crate::locale::words(&document.meta.lang);
    let setting = Setting { cx: &typesetter, design: &design, words };
    let mut list = set::set(setting, galley, diags);
    let column = makeup::column(&design);
    let mut plans = paginate::paginate(&list, &column);
    if pictures::give_way(&mut list, &plans, &column, design.direction()) {
        plans = paginate::paginate(&list, &column);
    }
    let furnishing = makeup::Furnishing { title: &document.meta.title, debug: cx.choice.debug };
    makeup::make_up(setting, list, plans, structure, furnishing)
}

/// What sort of publication it is, unless it says so itself.
fn kind(cx: &Context<'_>, document: &Document) -> Kind {
    let book = cx.choice.book.unwrap_or(document.chapters.len() > 1);
    let headings = Outline::of(&document.blocks).iter().count();
    let wanted = cx.choice.contents.unwrap_or(headings >= if book { 2 } else { 3 });
    let design = if book { &cx.theme.contents } else { &cx.theme.brief_contents };
    let asked = cx.choice.contents_depth;
    let depth = asked.unwrap_or(design.depth).clamp(1, 6);
    let contents = wanted.then_some(Contents { depth, asked: asked.is_some() });
    let numbers = if cx.choice.section_numbers { SectionNumbers::Numbered } else { SectionNumbers::Without };
    Kind { book, contents, numbers }
}

#[cfg(test)]
mod tests;
