//! How code is coloured.

use serde::Deserialize;

use crate::highlight::Kind;
use crate::theme::{Color, Slant, Weight};

/// The look of each kind of word in code. On the ground of code each has a contrast of 4.5:1 at least
/// (WCAG 2.2, 1.4.3), and no two are told apart by their hue alone (1.4.1): where weight and slant are the same,
/// one is lighter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighlightDesign {
    /// Words of the language.
    pub keyword: Tone,
    /// Names of types.
    #[serde(rename = "type")]
    pub type_name: Tone,
    /// Names of functions.
    pub function: Tone,
    /// Strings.
    pub string: Tone,
    /// Numbers and constants.
    pub number: Tone,
    /// Comments.
    pub comment: Tone,
    /// Attributes and keys.
    pub attribute: Tone,
    /// Lines added.
    pub inserted: Tone,
    /// Lines taken away.
    pub deleted: Tone,
}

/// The look of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tone {
    /// Its colour by day and on paper.
    pub light: Color,
    /// Its colour by night.
    pub dark: Color,
    /// Regular or bold.
    #[serde(default)]
    pub weight: Weight,
    /// Upright or italic; not both bold and italic, which the fixed pitch does not have.
    #[serde(default)]
    pub slant: Slant,
}

impl HighlightDesign {
    /// The look of a kind.
    pub const fn tone(&self, kind: Kind) -> Tone {
        match kind {
            Kind::Keyword => self.keyword,
            Kind::Type => self.type_name,
            Kind::Function => self.function,
            Kind::String => self.string,
            Kind::Number => self.number,
            Kind::Comment => self.comment,
            Kind::Attribute => self.attribute,
            Kind::Inserted => self.inserted,
            Kind::Deleted => self.deleted,
        }
    }
}
