//! The options of each edition, as `[pdf]`, `[epub]`, `[html]` and `[txt]` give them.

use crate::geometry::Length;
use crate::publication::Edition;

/// The options of all editions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The name of the theme; `None` for the default, `classic`.
    pub theme: Option<String>,
    /// The colour of the house, as `#0b5a7d`; `None` for the theme's.
    pub accent: Option<String>,
    /// Of the PDF.
    pub pdf: PdfOptions,
    /// Of the EPUB.
    pub epub: EpubOptions,
    /// Of the HTML page.
    pub html: HtmlOptions,
    /// Of the text.
    pub txt: TextOptions,
}

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
    /// Whether there are contents; `None` for shown where there are three headings or more.
    pub contents: Option<bool>,
    /// How many levels of headings they show; `None` for the theme's.
    pub contents_depth: Option<u16>,
    /// Whether sections are numbered.
    pub section_numbers: bool,
    /// Whether the boxes, base lines and the grid are drawn over the pages. No manifest says so: the command line does.
    pub debug_layout: bool,
    /// How far the paper reaches beyond the trimmed page; `None` for not at all.
    pub bleed: Option<Length>,
    /// Whether the corners of the trimmed page are marked.
    pub crop_marks: bool,
    /// What it keeps and claims to keep.
    pub standard: PdfStandard,
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
    /// The names of `[pdf] standard`.
    pub const NAMES: [&str; 4] = ["ua-1", "a-2a", "a-3a", "none"];
    /// None at all: the smallest file, without tags.
    pub const NONE: PdfStandard = PdfStandard { accessible: false, archive: None };

    /// The standards of names; `None` for a name that is not in [`PdfStandard::NAMES`], for `none` with another,
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

/// The options of the EPUB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EpubOptions {
    /// Whether the fonts of the theme go with it.
    pub embed_fonts: bool,
    /// Who certifies that the book conforms to EPUB Accessibility 1.1 and WCAG 2.2 AA; `None` for nobody, and then it
    /// makes no such claim.
    pub certifier: Option<String>,
    /// What entitles them to.
    pub certifier_credential: Option<String>,
    /// The address of their report.
    pub certifier_report: Option<String>,
}

/// The options of the HTML edition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HtmlOptions {
    /// Whether it is one page or many.
    pub form: HtmlForm,
    /// Whether contents are shown; `None` for shown where there are three headings or more. A site has them always.
    pub contents: Option<bool>,
    /// Whether style and pictures stand in files beside the page and not inside it.
    pub assets: bool,
    /// The editions that stand beside it, and that it leads to. Who builds them knows.
    pub beside: Vec<Edition>,
}

/// The forms of the HTML edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlForm {
    /// One page.
    #[default]
    Page,
    /// A page for each chapter, with a first page that leads to them and a search.
    Site,
}

impl HtmlForm {
    /// The form of a name; `None` for a name that is none.
    pub fn parse(name: &str) -> Option<HtmlForm> {
        match name {
            "page" => Some(HtmlForm::Page),
            "site" => Some(HtmlForm::Site),
            _ => None,
        }
    }
}

/// The options of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextOptions {
    /// The measure in display cells; `None` for 72.
    pub width: Option<u16>,
    /// Whether what ASCII can say is folded to it.
    pub ascii: bool,
    /// Whether emphasis stands between signs, as `_so_` and `*so*`.
    pub emphasis: bool,
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
