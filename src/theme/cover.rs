//! The design of a drawn cover. An em of a cover is a fortieth of its width, so that one design serves all papers.

use serde::{Deserialize, Serialize};

use crate::geometry::Em;
use crate::theme::color::{Color, Palette};
use crate::theme::design::TextDesign;

/// The design of a drawn cover. Leading is in lines of 1.18 of the size of its own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoverDesign {
    /// The colour that fills it.
    pub ground: CoverGround,
    /// Where the title is.
    pub title_at: TitlePosition,
    /// The title; its size is the largest that it may have.
    pub title: TextDesign,
    /// The subtitle.
    pub subtitle: TextDesign,
    /// The authors.
    pub author: TextDesign,
    /// The publisher.
    pub publisher: TextDesign,
    /// What stays free at each side.
    pub margin: Em,
    /// The height of the logo.
    pub logo: Em,
    /// The thickness of a short rule below the title; nothing for none.
    pub rule: Em,
    /// The height of a band from edge to edge; nothing for none.
    pub band: Em,
    /// The colour of the band.
    pub band_color: Color,
    /// How far a double frame is from the edges; nothing for none.
    pub frame: Em,
}

/// The colour that fills a cover, and with it that of what is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoverGround {
    /// The brand colour; text in the colour of the background.
    #[default]
    Accent,
    /// The colour of text; text in the colour of the background.
    Text,
    /// The background; text in the colours of its design.
    Ground,
    /// The panel colour; likewise.
    Panel,
}

/// Where the title of a cover is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitlePosition {
    /// Below the head.
    #[default]
    Head,
    /// A little above the middle.
    Middle,
    /// Above the foot.
    Foot,
}

impl CoverDesign {
    /// The colour that fills the cover.
    pub const fn fill(&self, palette: &Palette) -> Color {
        match self.ground {
            CoverGround::Accent => palette.accent,
            CoverGround::Text => palette.text,
            CoverGround::Ground => palette.ground,
            CoverGround::Panel => palette.panel,
        }
    }

    /// The colour of a text on it.
    pub const fn ink(&self, palette: &Palette, look: &TextDesign) -> Color {
        match self.ground {
            CoverGround::Accent | CoverGround::Text => palette.ground,
            CoverGround::Ground | CoverGround::Panel => palette.ink(look.ink),
        }
    }

    /// The colour of rules and frames on it.
    pub const fn line(&self, palette: &Palette) -> Color {
        match self.ground {
            CoverGround::Accent | CoverGround::Text => palette.ground,
            CoverGround::Ground | CoverGround::Panel => palette.accent,
        }
    }
}
