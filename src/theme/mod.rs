//! How editions look, as data: the same theme makes the pages and the style sheets.
//!
//! A theme is a file of TOML in the binary. Sizes are in ems of the body and
//! heights in lines of the baseline grid, so that one file serves all papers
//! and sizes of type.

pub mod units;
pub mod color;
pub mod style;
pub mod page;
pub mod design;
pub mod highlight;
pub mod css;

pub use color::{Color, Ink, LEAST_CONTRAST, Palette};
pub use design::{
    BodyDesign, ContentsDesign, EntryDesign, FigureDesign, FolioPlace, FurnitureDesign, HeadDesign,
    ListDesign, Look, NoteDesign, OrnamentDesign, SetOff, TableDesign, TitleDesign,
};
pub use highlight::{HighlightDesign, Tone};
pub use page::{Geometry, PageChoice, PageDesign, paper_size};
pub use style::{Align, Caps, Family, Figures, Hyphenation, Slant, Weight};
pub use units::Lines;

use serde::Deserialize;

/// The look of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theme {
    /// Its name, as in `--theme`.
    pub name: String,
    /// The families of type.
    pub families: Families,
    /// Colours by day.
    pub light: Palette,
    /// Colours by night, on screens that ask for them.
    pub dark: Palette,
    /// Paper, sizes and margins.
    pub page: PageDesign,
    /// Running text.
    pub body: BodyDesign,
    /// The title and what stands with it.
    pub title: TitleDesign,
    /// Headings by depth, the last for all that are deeper.
    pub heads: Vec<HeadDesign>,
    /// Headings that open a chapter of a book, on a page of their own.
    pub chapter: HeadDesign,
    /// Lists.
    pub list: ListDesign,
    /// Terms with what they mean: the look of the terms, the indent of the meanings.
    pub definition: SetOff,
    /// Quotations.
    pub quote: SetOff,
    /// A motto at the head of a chapter.
    pub epigraph: SetOff,
    /// Verse.
    pub verse: SetOff,
    /// A sentence of the text pulled out of it.
    pub pull_quote: SetOff,
    /// Remarks, and the look of their text.
    pub remark: SetOff,
    /// The heading of a remark.
    pub remark_title: Look,
    /// Code.
    pub code: SetOff,
    /// The kinds of word in code.
    pub highlight: HighlightDesign,
    /// Tables.
    pub table: TableDesign,
    /// Figures.
    pub figure: FigureDesign,
    /// Footnotes.
    pub note: NoteDesign,
    /// The table of contents.
    pub contents: ContentsDesign,
    /// The contents of what has no title page: they stand between title and text, and must not keep them apart.
    pub brief_contents: ContentsDesign,
    /// Running heads and folios.
    pub furniture: FurnitureDesign,
    /// The break between scenes or thoughts.
    pub ornament: OrnamentDesign,
}

/// The families of a theme, by the names of the fonts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Families {
    /// Text.
    pub serif: String,
    /// Heads and captions in some themes.
    pub sans: String,
    /// Code.
    pub mono: String,
}

impl Families {
    /// These with the names of one's own; `None` for those that stay.
    pub fn with(&self, serif: Option<&str>, sans: Option<&str>, mono: Option<&str>) -> Families {
        let name = |own: Option<&str>, theme: &String| own.map_or_else(|| theme.clone(), str::to_owned);
        Families {
            serif: name(serif, &self.serif),
            sans: name(sans, &self.sans),
            mono: name(mono, &self.mono),
        }
    }

    /// The name of a family.
    pub fn name(&self, family: Family) -> &str {
        match family {
            Family::Serif => &self.serif,
            Family::Sans => &self.sans,
            Family::Mono => &self.mono,
        }
    }
}

impl Theme {
    /// The themes of the house; the first is the default.
    pub const NAMES: [&str; 2] = ["classic", "modern"];

    /// The theme of a name; `None` for a name that is not of the house.
    pub fn named(name: &str) -> Option<Theme> {
        let file = match name {
            "classic" => include_str!("classic.toml"),
            "modern" => include_str!("modern.toml"),
            _ => return None,
        };
        toml::from_str(file).ok()
    }

    /// The default: a book page.
    pub fn classic() -> Theme {
        Theme::named(Theme::NAMES[0]).unwrap_or_default()
    }

    /// The theme with a colour of the house of one's own, by day and by night.
    pub fn with_accent(self, color: Color) -> Theme {
        Theme { light: self.light.with_accent(color), dark: self.dark.with_accent(color), ..self }
    }

    /// The design of headings of a depth, from 1.
    pub fn head(&self, depth: u8) -> HeadDesign {
        by_depth(&self.heads, depth)
    }

    /// The bullet of lists of a depth, from 1.
    pub fn bullet(&self, depth: usize) -> &str {
        let bullets = &self.list.bullets;
        bullets.get(depth.saturating_sub(1)).or(bullets.last()).map_or("•", String::as_str)
    }
}

/// The design of a depth, from 1; the last for all that are deeper.
fn by_depth<T: Copy + Default>(designs: &[T], depth: u8) -> T {
    let at = usize::from(depth).saturating_sub(1);
    designs.get(at).or(designs.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::highlight::Kind;

    #[test]
    fn the_themes_of_the_house_are_well_formed() {
        toml::from_str::<Theme>(include_str!("classic.toml")).expect("classic");
        toml::from_str::<Theme>(include_str!("modern.toml")).expect("modern");
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("named");
            assert_eq!(theme.name, name);
            assert!(theme.heads.len() >= 4, "{name} designs four depths of heading");
        }
        assert_eq!(Theme::named("baroque"), None);
    }

    #[test]
    fn every_palette_can_be_read() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("named");
            for palette in [theme.light, theme.dark] {
                assert!(palette.contrast(palette.text) >= 7.0, "{name}: text");
                for ink in [palette.muted, palette.accent, palette.link] {
                    assert!(palette.contrast(ink) >= LEAST_CONTRAST, "{name}: {ink:?}");
                }
            }
        }
    }

    #[test]
    fn kinds_of_code_can_be_read_and_told_apart_in_grey() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("named");
            for (palette, color) in
                [(theme.light, (|it| it.light) as fn(Tone) -> Color), (theme.dark, |it| it.dark)]
            {
                let plain = Tone { light: palette.text, dark: palette.text, ..Tone::default() };
                let mut tones: Vec<Tone> = Kind::ALL.iter().map(|it| theme.highlight.tone(*it)).collect();
                tones.push(plain);
                for (at, tone) in tones.iter().enumerate() {
                    assert!(
                        tone.weight == Weight::Regular || tone.slant == Slant::Upright,
                        "{name}: no such face"
                    );
                    assert!(palette.contrast(color(*tone)) >= LEAST_CONTRAST, "{name}: {tone:?}");
                    for other in &tones[at + 1..] {
                        let shape = (tone.weight, tone.slant) != (other.weight, other.slant);
                        let shade = color(*tone).contrast(color(*other)) >= 1.2;
                        assert!(shape || shade, "{name}: {tone:?} and {other:?}");
                    }
                }
            }
        }
    }
}
