//! How editions look, as data: one theme makes the pages and the style sheets.
//!
//! A theme is a file of TOML in the binary. Sizes are in ems of the body and
//! heights in lines of the baseline grid, so that one file serves all papers
//! and sizes of type.
//!
//! In reading order:
//!
//! - [`style`]: units, and the choices for text such as family, weight, alignment
//! - [`color`]: colours, palettes, and the styles of highlighted code
//! - [`design`]: the design of each kind of block
//! - [`cover`]: the design of a drawn cover
//! - [`page`]: paper, type size and margins
//! - `overlay`: a theme over the one that it extends
//! - [`mod@file`]: a theme of the publication, which extends one of these
//! - [`css`]: a theme as the style sheets of HTML and EPUB

pub mod style;
pub mod color;
pub mod design;
pub mod cover;
pub mod page;
mod overlay;
pub mod file;
pub mod css;

pub use color::{Color, HighlightDesign, Ink, LEAST_CONTRAST, Palette, TokenStyle};
pub use cover::{CoverDesign, CoverGround, TitlePosition};
pub use design::{
    BodyDesign, ContentsDesign, EntryDesign, FigureDesign, Fill, FolioPosition, HeadDesign, ListDesign,
    NoteDesign, OrnamentDesign, RunningDesign, SetOffDesign, TableDesign, TextDesign, TitleDesign,
};
pub use file::Themes;
pub use page::{PageChoice, PageDesign, PageGeometry, paper_size};
pub use style::{Align, Caps, Family, Figures, Hyphenation, Lines, Slant, Weight};

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::theme::design::by_depth;

/// The design of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theme {
    /// Its name, as in `--theme`.
    pub name: String,
    /// The families of type.
    pub families: Families,
    /// The colours of light mode and of paper.
    pub light: Palette,
    /// The colours of dark mode, on screens that prefer it.
    pub dark: Palette,
    /// Paper, sizes and margins.
    pub page: PageDesign,
    /// Running text.
    pub body: BodyDesign,
    /// A cover that is drawn.
    pub cover: CoverDesign,
    /// The title block.
    pub title: TitleDesign,
    /// Headings by depth, the last for all that are deeper.
    pub heads: Vec<HeadDesign>,
    /// Headings that open a chapter of a book, on a page of their own.
    pub chapter: HeadDesign,
    /// Lists.
    pub list: ListDesign,
    /// Definition lists: the design of terms, the indent of definitions.
    pub definition: SetOffDesign,
    /// Quotations.
    pub quote: SetOffDesign,
    /// A motto at the start of a chapter.
    pub epigraph: SetOffDesign,
    /// Verse.
    pub verse: SetOffDesign,
    /// A sentence of the text pulled out of it.
    pub pull_quote: SetOffDesign,
    /// The paragraphs that lead into a text.
    pub lead: SetOffDesign,
    /// A summary before the text.
    #[serde(rename = "abstract")]
    pub summary: SetOffDesign,
    /// What is beside the text: a case, an example.
    pub sidebar: SetOffDesign,
    /// Remarks, and the design of their text.
    pub remark: SetOffDesign,
    /// The heading of a remark.
    pub remark_title: TextDesign,
    /// Code.
    pub code: SetOffDesign,
    /// The styles of tokens in code.
    pub highlight: HighlightDesign,
    /// Tables.
    pub table: TableDesign,
    /// Figures.
    pub figure: FigureDesign,
    /// Footnotes.
    pub note: NoteDesign,
    /// The table of contents.
    pub contents: ContentsDesign,
    /// The contents of a publication without a title page: between title and text, they must be short.
    pub brief_contents: ContentsDesign,
    /// Running heads and folios.
    pub running: RunningDesign,
    /// The break between scenes or thoughts.
    pub ornament: OrnamentDesign,
}

/// The families of a theme, by the names of the fonts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Families {
    /// Text.
    pub serif: String,
    /// Heads and captions in some themes.
    pub sans: String,
    /// Code.
    pub mono: String,
}

/// The families that a publication or an edition names; `None` for the theme's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct FamilyChoice {
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serif: Option<String>,
    /// What the theme sets apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sans: Option<String>,
    /// Code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mono: Option<String>,
}

impl FamilyChoice {
    /// Whether no family is named.
    pub fn is_empty(&self) -> bool {
        *self == FamilyChoice::default()
    }

    /// The name of a family.
    pub fn name(&self, family: Family) -> Option<&str> {
        match family {
            Family::Serif => self.serif.as_deref(),
            Family::Sans => self.sans.as_deref(),
            Family::Mono => self.mono.as_deref(),
        }
    }
}

impl Families {
    /// The families with those that a publication names.
    pub fn with(&self, choice: &FamilyChoice) -> Families {
        let name = |own: &Option<String>, theme: &String| own.as_ref().unwrap_or(theme).clone();
        Families {
            serif: name(&choice.serif, &self.serif),
            sans: name(&choice.sans, &self.sans),
            mono: name(&choice.mono, &self.mono),
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
    /// The built-in themes; the first is the default.
    pub const NAMES: [&str; 5] = ["classic", "modern", "bureau", "press", "broadside"];

    /// The theme of a name; `None` for an unknown name. Its file is read once.
    pub fn named(name: &str) -> Option<Theme> {
        static READ: [OnceLock<Option<Theme>>; Theme::NAMES.len()] =
            [const { OnceLock::new() }; Theme::NAMES.len()];
        let read = &READ[Theme::NAMES.iter().position(|it| *it == name)?];
        read.get_or_init(|| overlay::whole(name, &Theme::file)?.try_into().ok()).clone()
    }

    /// The file of a built-in theme, which may extend another one; `None` for an unknown name.
    pub(crate) fn file(name: &str) -> Option<&'static str> {
        match name {
            "classic" => Some(include_str!("classic.toml")),
            "modern" => Some(include_str!("modern.toml")),
            "bureau" => Some(include_str!("bureau.toml")),
            "press" => Some(include_str!("press.toml")),
            "broadside" => Some(include_str!("broadside.toml")),
            _ => None,
        }
    }

    /// The theme as a file that is read again as the same theme.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The default: a book page.
    pub fn classic() -> Theme {
        Theme::named(Theme::NAMES[0]).unwrap_or_default()
    }

    /// The theme with a brand colour, in light and in dark mode.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::highlight::TokenKind;

    #[test]
    fn built_in_themes_are_well_formed() {
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
    fn palettes_have_enough_contrast() {
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
    fn code_tokens_have_enough_contrast_and_differ_in_grey() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("named");
            for (palette, color) in
                [(theme.light, (|it| it.light) as fn(TokenStyle) -> Color), (theme.dark, |it| it.dark)]
            {
                let plain = TokenStyle { light: palette.text, dark: palette.text, ..TokenStyle::default() };
                let mut tones: Vec<TokenStyle> =
                    TokenKind::ALL.iter().map(|it| theme.highlight.style(*it)).collect();
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
