//! Painting: from the items of a page to its content stream.
//!
//! In reading order: the *content* stream and its operators; the *painter*,
//! which keeps the state of the page and opens its marked-content sequences;
//! *shapes* and images; and a *run* of text. Pages do not depend on each other,
//! so all are painted at once.

mod content;
pub(super) mod painter;
mod run;
mod shapes;

use crate::backend::pdf::paint::painter::{PaintContext, PaintedPage, Painter};
use crate::backend::pdf::paint::run::paint_run;
use crate::backend::pdf::paint::shapes::{paint_image, paint_path, paint_rectangle};
use crate::backend::pdf::structure::order::ItemPosition;
use crate::layout::frame::{Item, Page};

/// The content stream of the page of an index.
pub(crate) fn paint_page(cx: PaintContext<'_>, index: usize, page: &Page) -> PaintedPage {
    let mut painter = Painter::new(cx, page);
    for (item, placed) in cx.order.items(page) {
        match &placed.item {
            Item::Text(run) => paint_run(&mut painter, placed, run, ItemPosition { page: index, item }),
            Item::Rectangle(rectangle) => paint_rectangle(&mut painter, placed, rectangle),
            Item::Path(path) => paint_path(&mut painter, placed, path),
            Item::Image(image) => paint_image(&mut painter, placed, image),
        }
    }
    painter.finish()
}
