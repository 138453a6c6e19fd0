//! Faces, their metrics, and which of them has a character.
//!
//! The bundled faces are in a table; no file is read
//! before the face is used, and then only once, by whichever thread is first.
//!
//! In reading order:
//!
//! - `metrics`: what is read from a font file
//! - `bundled`: the table of faces in the binary
//! - `face`: a face, bundled or of the user
//! - `search`: which files have what the faces lack
//! - `svg`: the faces for text in drawings
//! - `web`: a face for the web

use std::sync::Arc;

use crate::document::Lang;
use crate::theme::{Families, Family, Slant, Theme, Weight};

mod metrics;
mod bundled;
mod face;
mod search;
mod svg;
mod web;

pub use bundled::BundledFile;
pub use face::{Face, FaceId, FontFile};
pub use metrics::{Metrics, Shift, Stroke};
pub use search::{covered, uncommon};
pub(crate) use svg::svg_options;
pub use web::Permission;

/// All faces that a publication may use: those of the user, then the bundled ones.
#[derive(Debug, Clone)]
pub struct FontBook {
    faces: Vec<Face>,
    families: Families,
}

impl FontBook {
    /// The bundled faces.
    pub fn bundled(families: Families) -> FontBook {
        FontBook::with(Vec::new(), families)
    }

    /// Font files of the user, which come first, and the faces of the binary. Files that are not fonts are left out.
    pub fn with(given: Vec<Arc<[u8]>>, families: Families) -> FontBook {
        let given = given.iter().flat_map(Face::given);
        let faces = given.chain(bundled::FACES.iter().map(Face::bundled)).take(usize::from(u16::MAX));
        FontBook { faces: faces.collect(), families }
    }

    /// The same book for a language: of the faces of the user, those that are drawn for the region of the language come
    /// before their sisters, as the Chinese ones of a collection for Chinese and Japanese.
    #[must_use]
    pub fn for_language(mut self, lang: &Lang) -> FontBook {
        let region = match (lang.primary(), lang.script(), lang.region()) {
            ("ja", ..) => "JP",
            ("ko", ..) => "KR",
            ("zh", _, Some("HK" | "MO")) => "HK",
            ("zh", Some("Hant"), _) | ("zh", None, Some("TW")) => "TC",
            ("zh", ..) => "SC",
            _ => return self,
        };
        let given = self.faces.iter().take_while(|it| it.is_given()).count();
        self.faces[..given].sort_by_key(|it| !it.family.split(' ').any(|word| word == region));
        self
    }

    /// The same faces under the same ids, with other families for text, heads and code.
    pub fn with_families(&self, families: Families) -> FontBook {
        FontBook { faces: self.faces.clone(), families }
    }

    /// The names of the families, each once, in the order of the book.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for face in &self.faces {
            if names.last() != Some(&face.family.as_str()) && !names.contains(&face.family.as_str()) {
                names.push(&face.family);
            }
        }
        names
    }

    /// A face; `None` for an id of another book.
    pub fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// The faces with their ids, in the order in which fallback asks them.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        (0..).map(FaceId).zip(&self.faces)
    }

    /// Whether there is a family of that name.
    pub fn has_family(&self, name: &str) -> bool {
        self.faces.iter().any(|face| face.is_of(name))
    }

    /// The metrics of a face.
    pub fn metrics(&self, id: FaceId) -> Metrics {
        self.face(id).map(|it| *it.metrics()).unwrap_or_default()
    }

    /// The face of a style: that of its family with the right weight and slant, else the closest one.
    /// An unknown family is replaced by the first of the book.
    pub fn select(&self, family: Family, weight: Weight, slant: Slant) -> FaceId {
        let name = self.families.name(family);
        let (some, default) = (self.nearest(weight, slant, |it| it.is_of(name)), FaceId(0));
        some.or_else(|| self.nearest(weight, slant, |_| true)).unwrap_or(default)
    }

    /// The first face that has a character, if that of the style lacks it: the family's upright, then the
    /// faces in the order of the book, of each family the closest to the style.
    pub fn fallback(&self, character: char, style: FaceId) -> Option<FaceId> {
        let wanted = self.face(style)?;
        let has = |face: &Face| face.serves(character);
        let kin = self.nearest(wanted.weight, wanted.slant, |it| it.family == wanted.family && has(it));
        kin.or_else(|| {
            // Of two families of the user that have it, the one with serifs matches a face that has them.
            let alike =
                |face: &&Face| face.is_given() && face.has_serifs() == wanted.has_serifs() && has(face);
            let first = self.faces.iter().find(alike).or_else(|| self.faces.iter().find(|face| has(face)))?;
            self.nearest(wanted.weight, wanted.slant, |it| it.family == first.family && has(it))
        })
    }

    /// The upright face of a family for text; `None` for an unknown family.
    pub fn text_face(&self, family: &str) -> Option<&Face> {
        let found = self.nearest(Weight::Regular, Slant::Upright, |it| it.is_of(family));
        found.and_then(|it| self.face(it))
    }

    /// Of the suitable faces, the one with the right slant and weight, else with the right weight. Of several, the one
    /// of normal width whose weight is nearest to 400 or 700; of two as near, the bolder one.
    fn nearest(&self, weight: Weight, slant: Slant, will_do: impl Fn(&Face) -> bool) -> Option<FaceId> {
        let class = if weight == Weight::Bold { 700 } else { 400 };
        let distance = |face: &Face| {
            let style = 2 * u8::from(face.weight != weight) + u8::from(face.slant != slant);
            (style, face.width.abs_diff(1000), face.class.abs_diff(class), face.class < class)
        };
        let fitting = self.iter().filter(|(_, face)| will_do(face));
        fitting.min_by_key(|(id, face)| (distance(face), *id)).map(|(id, _)| id)
    }
}

impl Default for FontBook {
    fn default() -> FontBook {
        FontBook::bundled(Theme::classic().families)
    }
}

#[cfg(test)]
mod tests;
