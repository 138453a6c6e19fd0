//! The options of the PDF, as `[pdf]` gives them.

use crate::geometry::{Insets, Length};
use crate::layout::LayoutOptions;
use crate::publication::{OptionKey, Settings, Takes};
use crate::theme::{PageChoice, paper_size};

/// The keys of `[pdf]`.
pub static KEYS: &[OptionKey] = &[
    OptionKey {
        name: "paper",
        takes: Takes::Text,
        summary: "The paper: `a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`, or width by height as \
            `148mm x 210mm`.",
    },
    OptionKey {
        name: "margins",
        takes: Takes::Texts(
            |widths| Margins::parse(widths.iter().copied()).is_some(),
            "a length as `20mm`, or a list of two (head and foot, sides) or of four (head, outer, foot, inner)",
        ),
        summary: "The margins of a right-hand page; on left-hand pages they are mirrored. By default the theme's \
            canon.",
    },
    OptionKey {
        name: "two-sided",
        takes: Takes::Flag,
        summary: "Whether it is printed on both sides, so that left-hand pages mirror right-hand ones.",
    },
    OptionKey {
        name: "font-size",
        takes: Takes::Length(Length::pt(6), Length::pt(36)),
        summary: "The size of the text; by default what suits the paper.",
    },
    OptionKey {
        name: "serif-font",
        takes: Takes::Text,
        summary: "The family of the text; by default the theme's.",
    },
    OptionKey {
        name: "sans-font",
        takes: Takes::Text,
        summary: "The family of what the theme sets without serifs, such as headings; by default the theme's.",
    },
    OptionKey {
        name: "mono-font",
        takes: Takes::Text,
        summary: "The family of code; by default the theme's.",
    },
    OptionKey {
        name: "book",
        takes: Takes::Flag,
        summary: "Whether it has a title page, and chapters begin on pages of their own; by default where there are \
            several.",
    },
    OptionKey {
        name: "cover",
        takes: Takes::Flag,
        summary: "Whether the first page is a cover; by default where `cover` or `cover-image` names an image.",
    },
    OptionKey {
        name: "contents",
        takes: Takes::Flag,
        summary: "Whether contents are shown; by default where there are three headings or more.",
    },
    OptionKey {
        name: "contents-depth",
        takes: Takes::Number(1, 6),
        summary: "How many levels of headings the contents show; by default 2.",
    },
    OptionKey {
        name: "bleed",
        takes: Takes::Length(Length::ZERO, Length::pt(144)),
        summary: "How far the sheet extends beyond the trimmed page, for the printer.",
    },
    OptionKey {
        name: "crop-marks",
        takes: Takes::Flag,
        summary: "Whether the corners of the trimmed page are marked.",
    },
    OptionKey {
        name: "standard",
        takes: Takes::Texts(
            |names| PdfStandard::parse(names.iter().copied()).is_some(),
            "`ua-1`, `a-2a`, `a-3a`, `none`, or a list of them",
        ),
        summary: "The standards that it conforms to and claims; by default `ua-1` and `a-2a`.",
    },
    OptionKey {
        name: "debug-layout",
        takes: Takes::Flag,
        summary: "Whether margins, grid, boxes and baselines are drawn on the pages, as `--debug-layout` does.",
    },
];

/// The options of the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// The name of a paper size (`a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`) or a width by height
    /// (`148mm x 210mm`); `None` for the theme's.
    pub paper: Option<String>,
    /// The margins; `None` for the theme's.
    pub margins: Option<Margins>,
    /// Whether versos mirror rectos; `None` for the theme's.
    pub two_sided: Option<bool>,
    /// The size of type; `None` for the theme's on that paper.
    pub font_size: Option<Length>,
    /// The family of text; `None` for the theme's.
    pub serif_font: Option<String>,
    /// The family of what the theme sets without serifs; `None` for the theme's.
    pub sans_font: Option<String>,
    /// The family of code; `None` for the theme's.
    pub mono_font: Option<String>,
    /// Whether there is a title page and chapters begin on pages of their own; `None` for where there are several
    /// chapters.
    pub book: Option<bool>,
    /// Whether the first page is a cover; `None` for where an image is named for it.
    pub cover: Option<bool>,
    /// Whether there are contents; `None` for shown where there are three headings or more.
    pub contents: Option<bool>,
    /// How many levels of headings they show; `None` for the theme's.
    pub contents_depth: Option<u16>,
    /// Whether the boxes, base lines and the grid are drawn over the pages.
    pub debug_layout: bool,
    /// How far the paper reaches beyond the trimmed page; `None` for not at all.
    pub bleed: Option<Length>,
    /// Whether the corners of the trimmed page are marked.
    pub crop_marks: bool,
    /// What it keeps and claims to keep.
    pub standard: PdfStandard,
}

impl PdfOptions {
    /// The options that settings give.
    pub fn of(settings: &Settings) -> PdfOptions {
        let text = |name: &str| settings.text(name).map(str::to_owned);
        PdfOptions {
            paper: text("paper"),
            margins: settings.texts("margins").and_then(Margins::parse),
            two_sided: settings.flag("two-sided"),
            font_size: settings.length("font-size"),
            serif_font: text("serif-font"),
            sans_font: text("sans-font"),
            mono_font: text("mono-font"),
            book: settings.flag("book"),
            cover: settings.flag("cover"),
            contents: settings.flag("contents"),
            contents_depth: settings.number("contents-depth"),
            debug_layout: settings.flag("debug-layout").unwrap_or_default(),
            bleed: settings.length("bleed"),
            crop_marks: settings.flag("crop-marks").unwrap_or_default(),
            standard: settings.texts("standard").and_then(PdfStandard::parse).unwrap_or_default(),
        }
    }

    /// What of them the layout follows.
    pub fn layout(&self) -> LayoutOptions {
        let margins = |it: Margins| Insets { top: it.head, right: it.outer, bottom: it.foot, left: it.inner };
        let page = PageChoice {
            paper: self.paper.as_deref().and_then(paper_size),
            margins: self.margins.map(margins),
            two_sided: self.two_sided,
            size: self.font_size,
            leading: None,
            bleed: self.bleed.unwrap_or_default(),
            crop_marks: self.crop_marks,
        };
        LayoutOptions {
            page,
            book: self.book,
            cover: self.cover,
            contents: self.contents,
            contents_depth: self.contents_depth.and_then(|it| u8::try_from(it).ok()),
            debug: self.debug_layout,
        }
    }
}

/// The margins of a right-hand page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margins {
    /// Above the text.
    pub head: Length,
    /// At the edge.
    pub outer: Length,
    /// Below the text.
    pub foot: Length,
    /// At the fold.
    pub inner: Length,
}

impl Margins {
    /// The widest margin that makes sense on any paper.
    const WIDEST: Length = Length::mm(500);

    /// One width for all, one for head and foot and one for the sides, or one each in the order of CSS: head,
    /// outer, foot, inner. `None` for another count, and for what is no width of a margin.
    pub fn parse<'a>(widths: impl IntoIterator<Item = &'a str>) -> Option<Margins> {
        let good = |it: &Length| (Length::ZERO..=Margins::WIDEST).contains(it);
        let read = widths.into_iter().map(|it| Length::parse(it).filter(good));
        let (head, outer, foot, inner) = match *read.collect::<Option<Vec<Length>>>()? {
            [all] => (all, all, all, all),
            [ends, sides] => (ends, sides, ends, sides),
            [head, outer, foot, inner] => (head, outer, foot, inner),
            _ => return None,
        };
        Some(Margins { head, outer, foot, inner })
    }
}

/// The standards that a PDF keeps: PDF/UA-1 and PDF/A-2a unless told otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfStandard {
    /// Whether it is accessible as ISO 14289-1 says (PDF/UA-1).
    pub accessible: bool,
    /// Whether it is archived, and how; `None` where it is not.
    pub archive: Option<Archive>,
}

/// The ways to archive a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Archive {
    /// ISO 19005-2 at its level A (PDF/A-2a).
    A2a,
    /// ISO 19005-3 at its level A (PDF/A-3a), the sources of the document attached.
    A3a,
}

impl PdfStandard {
    /// None at all: the smallest file, without tags.
    pub const NONE: PdfStandard = PdfStandard { accessible: false, archive: None };

    /// The standards of names; `None` for another name than `ua-1`, `a-2a`, `a-3a`, for `none` with another,
    /// for two archives, and for no name.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<PdfStandard> {
        let names: Vec<&str> = names.into_iter().collect();
        if names == ["none"] {
            return Some(PdfStandard::NONE);
        }
        let mut standard = PdfStandard::NONE;
        for name in names {
            match name {
                "ua-1" => standard.accessible = true,
                "a-2a" if standard.archive.is_none() => standard.archive = Some(Archive::A2a),
                "a-3a" if standard.archive.is_none() => standard.archive = Some(Archive::A3a),
                _ => return None,
            }
        }
        (standard != PdfStandard::NONE).then_some(standard)
    }
}

impl Default for PdfStandard {
    fn default() -> PdfStandard {
        PdfStandard { accessible: true, archive: Some(Archive::A2a) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_are_one_two_or_four() {
        let mm = Length::mm;
        let margins = |head, outer, foot, inner| Some(Margins { head, outer, foot, inner });
        assert_eq!(Margins::parse(["20mm"]), margins(mm(20), mm(20), mm(20), mm(20)));
        assert_eq!(Margins::parse(["20mm", "3cm"]), margins(mm(20), mm(30), mm(20), mm(30)));
        assert_eq!(Margins::parse(["1mm", "2mm", "3mm", "4mm"]), margins(mm(1), mm(2), mm(3), mm(4)));
        for wrong in [&[][..], &["1mm", "2mm", "3mm"], &["-1mm"], &["2in", "wide"]] {
            assert_eq!(Margins::parse(wrong.iter().copied()), None, "{wrong:?}");
        }
    }

    #[test]
    fn settings_give_the_options() {
        let mut settings = Settings::default();
        settings.set("margins", vec!["20mm", "3cm"]);
        settings.set("two-sided", false);
        settings.set("font-size", "11pt");
        settings.set("contents-depth", 3);
        settings.set("bleed", "3mm");
        settings.set("standard", vec!["ua-1", "a-3a"]);
        assert!(settings.are_valid(KEYS));
        let (mm, options) = (Length::mm, PdfOptions::of(&settings));
        let margins = Margins { head: mm(20), outer: mm(30), foot: mm(20), inner: mm(30) };
        assert_eq!((options.margins, options.two_sided), (Some(margins), Some(false)));
        assert_eq!((options.font_size, options.contents_depth), (Some(Length::pt(11)), Some(3)));
        assert_eq!((options.bleed, options.book, options.crop_marks), (Some(mm(3)), None, false));
        assert_eq!(options.standard.archive, Some(Archive::A3a));
        settings.set("contents-depth", 9);
        assert!(!settings.are_valid(KEYS));
    }

    #[test]
    fn standards_have_names() {
        assert_eq!(PdfStandard::parse(["ua-1", "a-2a"]), Some(PdfStandard::default()));
        assert_eq!(PdfStandard::parse(["none"]), Some(PdfStandard::NONE));
        let archived = PdfStandard { accessible: false, archive: Some(Archive::A3a) };
        assert_eq!(PdfStandard::parse(["a-3a"]), Some(archived));
        for names in [&[][..], &["none", "ua-1"], &["a-2a", "a-3a"], &["x-4"]] {
            assert_eq!(PdfStandard::parse(names.iter().copied()), None, "{names:?}");
        }
    }
}
