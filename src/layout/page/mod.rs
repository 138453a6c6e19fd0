//! Boxes to pages.
//!
//! 1. [`vlist`]: the vertical list, its boxes and gaps, and what page breaks cost.
//! 2. [`paginate`](mod@paginate): the best page breaks for the whole list (Plass 1981), with the notes of each page in its footnote area
//!    ([`footnotes`]).
//! 3. [`shrink`]: images that leave a hole at the foot of a page become a little smaller, and the list is broken again.
//! 4. [`builder`]: the boxes of each page are placed, with notes, backgrounds, links and page numbers of the contents.
//! 5. [`running`]: running heads, folios and crop marks are added, or grid and boxes drawn over them.

mod builder;
mod footnotes;
mod paginate;
mod running;
mod shrink;
pub(crate) mod vlist;

use crate::geometry::{Point, Size};
use crate::layout::cover::Cover;
use crate::layout::frame::{
    Bookmark, Destination, Item, LabelStyle, Layout, Mark, Page, PageLabel, Placed, Rectangle,
};
use crate::layout::galley::part::Setting;
use crate::layout::page::builder::PageBuilder;
use crate::layout::page::paginate::paginate;
use crate::layout::page::running::{RunningContentSetter, Sheet};
use crate::layout::page::shrink::shrink_images;
use crate::layout::page::vlist::{AnchorName, HeadingMark, Matter, PagePlan, RunningContent, VList};
use crate::layout::structure::Structure;
use crate::layout::style::Design;

/// What pages have besides their text.
#[derive(Debug, Clone)]
pub(super) struct PageOptions<'a> {
    /// The title of the publication, for running heads.
    pub(super) title: &'a str,
    /// Whether boxes, base lines and the grid are drawn over them.
    pub(super) debug: bool,
    /// The cover, and what it belongs to.
    pub(super) cover: Option<(Cover, Mark)>,
}

/// Breaks a vertical list into pages, and completes them.
pub(super) fn pages(
    setting: Setting<'_>,
    mut list: VList,
    structure: Structure,
    options: PageOptions<'_>,
) -> Layout {
    let column = builder::column(setting.design);
    let mut plans = paginate(&list, &column);
    if shrink_images(&mut list, &plans, &column, setting.design.direction()) {
        plans = paginate(&list, &column);
    }
    let sheets = sheets(setting.design, &plans, options.cover.is_some());
    let mut builder = PageBuilder::new(setting, list);
    for (sheet, plan) in &sheets {
        builder.page(sheet, plan.and_then(|at| plans.get(at)));
    }
    builder.resolve();
    if options.debug {
        for (page, (sheet, _)) in builder.pages.iter_mut().zip(&sheets) {
            running::draw(setting.design, page, sheet.corner);
        }
    }
    let mut running = RunningContentSetter::new(setting, options.title);
    let mut pages = std::mem::take(&mut builder.pages);
    for (index, (page, (sheet, _))) in pages.iter_mut().zip(&sheets).enumerate() {
        running.add(page, sheet, builder.heads(index));
    }
    if let (Some(first), Some((cover, mark))) = (pages.first_mut(), options.cover) {
        lay_cover(first, cover, mark);
    }
    let anchors = builder.anchors.into_iter().filter_map(|(name, to)| match name {
        AnchorName::Id(id) => Some((id, to)),
        AnchorName::Note(_) | AnchorName::NoteMark(_) => None,
    });
    Layout { pages, structure, anchors: anchors.collect(), bookmarks: bookmarks(&builder.heads) }
}

/// Fills the first page with the cover, below its crop marks.
fn lay_cover(page: &mut Page, cover: Cover, mark: Mark) {
    let (size, bleed) = (page.size, page.bleed);
    let size = Size::new(size.width + bleed * 2, size.height + bleed * 2);
    let ground = Item::Rectangle(Rectangle { size, color: cover.ground });
    let ground = Placed { at: Point::new(-bleed, -bleed), item: ground, mark };
    page.items.splice(0..0, std::iter::once(ground).chain(cover.items));
}

/// The sheets with the index of the plan that fills each; none for a cover, and for a blank before a recto.
fn sheets(design: &Design<'_>, plans: &[PagePlan], cover: bool) -> Vec<(Sheet, Option<usize>)> {
    let mut sheets: Vec<(Sheet, Option<usize>)> = Vec::new();
    let leaf = if design.page.two_sided { 2 } else { 1 };
    for number in (1..=leaf).filter(|_| cover) {
        let label = PageLabel { style: LabelStyle::Cover, number };
        sheets.push((Sheet::new(design, sheets.len(), label, RunningContent::Bare), None));
    }
    let mut label = PageLabel { style: LabelStyle::Arabic, number: 0 };
    let mut matter = None;
    for (at, plan) in plans.iter().enumerate() {
        let start = plan.start.unwrap_or_default();
        if plan.start.is_some_and(|it| it.recto) && sheets.len() % 2 == 1 {
            label.number += 1;
            sheets.push((Sheet::new(design, sheets.len(), label, RunningContent::Bare), None));
        }
        if plan.start.is_some() && matter != Some(start.matter) {
            matter = Some(start.matter);
            label.number = 0;
        }
        label.style = match matter {
            Some(Matter::Front) => LabelStyle::Roman,
            Some(Matter::Body) | None => LabelStyle::Arabic,
        };
        label.number += 1;
        sheets.push((Sheet::new(design, sheets.len(), label, start.running), Some(at)));
    }
    sheets
}

/// The outline for a reader's side bar.
fn bookmarks(heads: &[(Destination, HeadingMark)]) -> Vec<Bookmark> {
    let outlined = heads.iter().filter(|(_, it)| it.depth > 0);
    outlined.map(|(to, it)| Bookmark { depth: it.depth, title: it.title.to_string(), to: *to }).collect()
}
