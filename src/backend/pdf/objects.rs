//! The objects of the file while it is made, and lengths as objects.

use std::ops::Range;

use anyhow::Context as _;
use lopdf::{Dictionary, Object, ObjectId};

use crate::geometry::{Length, Point};
use crate::layout::frame::Page;

/// The objects of the file while it is made.
#[derive(Debug)]
pub(crate) struct PdfObjects {
    /// All of them.
    pub(crate) document: lopdf::Document,
    /// The object of each page.
    pub(crate) pages: Vec<ObjectId>,
    /// The catalogue.
    pub(crate) catalog: ObjectId,
}

impl PdfObjects {
    /// The dictionary of an object.
    ///
    /// # Errors
    ///
    /// When the object is not a dictionary.
    pub(crate) fn dictionary(&mut self, id: ObjectId) -> anyhow::Result<&mut Dictionary> {
        self.document.get_dictionary_mut(id).context("an object of the PDF is not a dictionary")
    }
}

/// Objects that are made when they are written: a book has some hundred thousand elements and links, which as dictionaries
/// take more memory than all else that it has. They are all referred to, and what they refer to is referred to by others, too.
pub(crate) trait LateObjects: Sync {
    /// The numbers that were kept free for them.
    fn numbers(&self) -> Range<u32>;

    /// The one of that number.
    fn object(&self, number: u32) -> Dictionary;
}

/// A point of the page's layout as one of the paper: from its lower left corner, upwards.
pub(crate) fn on_paper(page: &Page, at: Point) -> Point {
    Point::new(page.slug.left + at.x, page.slug.bottom + page.size.height - at.y)
}

/// A rectangle as an object: left, bottom, right, top (ISO 32000-1, 7.9.5).
pub(crate) fn rectangle(edges: [Length; 4]) -> Object {
    Object::Array(edges.map(decimal).to_vec())
}

/// A length in points as an object, to the thousandth.
pub(crate) fn decimal(length: Length) -> Object {
    let thousandths = length.to_millipt();
    if thousandths % 1000 == 0 {
        Object::Integer(thousandths / 1000)
    } else {
        Object::Real(thousandths as f32 / 1000.0)
    }
}
