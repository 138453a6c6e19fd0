//! The page: paper, type size and margins, so that the measure stays readable on every paper.

use serde::{Deserialize, Serialize};

use crate::geometry::{Em, Insets, Length, Size};

/// The page design of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageDesign {
    /// The default paper.
    pub paper: String,
    /// The family of text that `character` and `sizes` are for; empty for any.
    pub face: String,
    /// The mean width of a character of prose in the text face; from it and a count comes the measure.
    pub character: Em,
    /// The sizes of type by the width of the paper, narrowest first; the last for all that is wider.
    pub sizes: Vec<TypeSize>,
    /// The inner and the outer margin share what the measure leaves like these two.
    pub sides: [i64; 2],
    /// The left and the right margin of one-sided pages share it like these two, where lines run to the right.
    pub one_sided: [i64; 2],
    /// The margin at the head, in thousandths of the height of the paper.
    pub head: i64,
    /// The least margin at the foot, likewise.
    pub foot: i64,
    /// The least margin at a side.
    pub least: Length,
    /// Whether versos mirror rectos.
    pub two_sided: bool,
    /// Whether they do in books, with chapters on pages of their own: most other leaves are read on screens.
    pub two_sided_books: bool,
}

/// The size of the text on papers up to a width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TypeSize {
    /// The widest paper that it is for.
    pub up_to: Length,
    /// The size of type.
    pub size: Length,
    /// The distance of base lines: the step of the grid.
    pub leading: Length,
    /// How many characters a line holds, if the paper is wide enough.
    pub characters: i64,
}

/// The page options of a publication; `None` and `false` keep what the theme has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageChoice {
    /// The paper.
    pub paper: Option<Size>,
    /// The margins of a recto: `left` is the inner one.
    pub margins: Option<Insets>,
    /// Whether versos mirror rectos.
    pub two_sided: Option<bool>,
    /// The size of type.
    pub size: Option<Length>,
    /// The leading.
    pub leading: Option<Length>,
    /// How far the paper extends beyond the trimmed page.
    pub bleed: Length,
    /// Whether the corners of the trimmed page are marked.
    pub crop_marks: bool,
}

/// The dimensions of the pages of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageGeometry {
    /// The trimmed page.
    pub paper: Size,
    /// The margins of a recto: `left` is the inner one.
    pub margins: Insets,
    /// Whether versos mirror rectos.
    pub two_sided: bool,
    /// The width of the column.
    pub measure: Length,
    /// How many lines of the grid a column has.
    pub lines: i64,
    /// The size of type.
    pub size: Length,
    /// The step of the grid.
    pub leading: Length,
    /// How far the paper extends beyond the trimmed page, on each side.
    pub slug: Length,
    /// How far colour that bleeds off the page extends.
    pub bleed: Length,
    /// Whether the corners of the trimmed page are marked.
    pub crop_marks: bool,
}

/// An eighth of a point.
const EIGHTH: Length = Length::millipt(125);

/// What crop marks need beyond the bleed.
const MARK_ROOM: Length = Length::mm(8);

impl Default for PageGeometry {
    fn default() -> PageGeometry {
        PageDesign::default().geometry(&PageChoice::default())
    }
}

impl PageGeometry {
    /// The height of the column.
    pub fn height(&self) -> Length {
        self.leading * self.lines
    }

    /// Whether the page has these margins, and at the foot at least as much.
    pub fn keeps(&self, margins: Option<Insets>) -> bool {
        margins.is_none_or(|it| {
            let has = self.margins;
            (has.top, has.left, has.right) == (it.top, it.left, it.right) && has.bottom >= it.bottom
        })
    }
}

/// The fewest lines of a page.
const LEAST_LINES: i64 = 4;

impl PageDesign {
    /// The design for another text face, whose x-height and mean width are given with those of the one that it is for:
    /// letters are as high, and lines have as many.
    #[must_use]
    pub fn fitted(mut self, x_heights: (Em, Em), widths: (Em, Em)) -> PageDesign {
        let raw = |it: Em| i64::from(it.to_raw()).max(1);
        let (own, was) = (raw(x_heights.0), raw(x_heights.1));
        // A face whose letters are more than a quarter higher or lower says something wrong of them.
        let own = own.clamp(was * 4 / 5, was * 5 / 4);
        for step in &mut self.sizes {
            let size = step.size.scale(was, own);
            // To the eighth of a point, as people give sizes.
            step.size = Length::sp((size.to_sp() / EIGHTH.to_sp() * EIGHTH.to_sp()).max(EIGHTH.to_sp()));
        }
        let width = i64::from(self.character.to_raw()) * raw(widths.0) / raw(widths.1);
        self.character = Em::raw(i32::try_from(width).unwrap_or(0)).clamp(Em::milli(200), Em::milli(900));
        self
    }

    /// The page with these options.
    pub fn geometry(&self, choice: &PageChoice) -> PageGeometry {
        let paper = choice.paper.or_else(|| paper_size(&self.paper)).unwrap_or(A4);
        let step = self.type_size(paper.width);
        let size = choice.size.filter(|it| *it > Length::ZERO).unwrap_or(step.size);
        let scaled = step.leading.scale(size.to_sp(), step.size.to_sp());
        let leading = choice.leading.unwrap_or(scaled).max(size);
        let (left, right) = self.sides(paper.width, self.character.at(size) * step.characters, choice);
        let (top, bottom) = self.head_and_foot(paper.height, leading, choice);
        let lines = ((paper.height - top - bottom).to_sp() / leading.to_sp().max(1)).max(LEAST_LINES);
        let bottom = paper.height - top - leading * lines;
        PageGeometry {
            paper,
            margins: Insets { top, right, bottom, left },
            two_sided: choice.two_sided.unwrap_or(self.two_sided),
            measure: paper.width - left - right,
            lines,
            size,
            leading,
            slug: choice.bleed + if choice.crop_marks { MARK_ROOM } else { Length::ZERO },
            bleed: choice.bleed,
            crop_marks: choice.crop_marks,
        }
    }

    /// The margins at the head and at the foot: those of the options if they leave a few lines, else those of the design.
    fn head_and_foot(&self, height: Length, leading: Length, choice: &PageChoice) -> (Length, Length) {
        let asked = choice.margins.map(|it| (it.top, it.bottom));
        let room = |it: &(Length, Length)| height - it.0 - it.1 >= leading * LEAST_LINES;
        asked.filter(room).unwrap_or((height.scale(self.head, 1000), height.scale(self.foot, 1000)))
    }

    /// The sizes for a paper of that width.
    fn type_size(&self, width: Length) -> TypeSize {
        let fallback =
            TypeSize { up_to: Length::MAX, size: Length::pt(11), leading: Length::pt(15), characters: 66 };
        let fits = self.sizes.iter().find(|it| width <= it.up_to);
        fits.or(self.sizes.last()).copied().unwrap_or(fallback)
    }

    /// The inner and the outer margin: those of the options, else what a line of the wanted length leaves.
    fn sides(&self, width: Length, wanted: Length, choice: &PageChoice) -> (Length, Length) {
        if let Some(margins) = choice.margins {
            let widest = width - Length::mm(20);
            let fits = margins.left + margins.right <= widest;
            return if fits { (margins.left, margins.right) } else { (Length::mm(10), Length::mm(10)) };
        }
        let least = self.least.max(Length::mm(5)).min(width / 4);
        let rest = (width - wanted).max(least * 2);
        if !choice.two_sided.unwrap_or(self.two_sided) {
            let start = rest.scale(self.one_sided[0], (self.one_sided[0] + self.one_sided[1]).max(1));
            let start = start.clamp(least, (rest - least).max(least));
            return (start, rest - start);
        }
        let inner = rest.scale(self.sides[0], self.sides[0] + self.sides[1]).max(least);
        (inner, rest - inner)
    }
}

/// ISO 216 A4.
const A4: Size = Size::new(Length::mm(210), Length::mm(297));

/// The size of a paper by its name (`a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`) or as width by
/// height (`148mm x 210mm`); `None` for anything else, or less than 50 mm or more than 2 m a side.
pub fn paper_size(name: &str) -> Option<Size> {
    let mm = |width, height| Some(Size::new(Length::mm(width), Length::mm(height)));
    let inches = |width: i64, height: i64| Some(Size::new(Length::pt(width * 36), Length::pt(height * 36)));
    let name = name.trim().to_ascii_lowercase();
    match name.as_str() {
        "a3" => mm(297, 420),
        "a4" => Some(A4),
        "a5" => mm(148, 210),
        "a6" => mm(105, 148),
        "b5" => mm(176, 250),
        "letter" => inches(17, 22),
        "legal" => inches(17, 28),
        "half-letter" => inches(11, 17),
        "6x9in" => inches(12, 18),
        _ => written_size(&name),
    }
}

/// A size as in `148mm x 210mm` or `6x9in`.
fn written_size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', '×'])?;
    let height_length = Length::parse(height)?;
    let unit = height.trim().trim_start_matches(|it: char| !it.is_ascii_alphabetic());
    let width_length = Length::parse(width).or_else(|| Length::parse(&format!("{}{unit}", width.trim())))?;
    let fits = |it: Length| it >= Length::mm(50) && it <= Length::mm(2000);
    (fits(width_length) && fits(height_length)).then_some(Size::new(width_length, height_length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn papers_have_names_and_sizes() {
        assert_eq!(paper_size("A4"), Some(A4));
        assert_eq!(paper_size("6x9in"), paper_size("6in x 9in"));
        assert_eq!(paper_size("148mm x 210mm"), paper_size("a5"));
        assert_eq!(paper_size("1mm x 1mm"), None);
        assert_eq!(paper_size("foolscap"), None);
    }

    #[test]
    fn the_measure_holds_55_to_75_characters_on_every_paper() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("a built-in theme");
            for paper in ["a4", "letter", "a5", "b5", "half-letter", "6x9in", "legal"] {
                let choice = PageChoice { paper: paper_size(paper), ..PageChoice::default() };
                let page = theme.page.geometry(&choice);
                let characters = page.measure.to_sp() / theme.page.character.at(page.size).to_sp();
                assert!((55..=75).contains(&characters), "{name} {paper}: {characters}");
                let sum = page.margins.top + page.margins.bottom + page.height();
                assert_eq!(sum, page.paper.height, "{name} {paper}");
                let leading = page.leading.scale(100, page.size.to_sp()).to_sp();
                assert!((125..=145).contains(&leading), "{name} {paper}: leading {leading}");
                assert!(page.margins.left <= page.margins.right || !page.two_sided);
                assert!(page.margins.top < page.margins.bottom);
            }
        }
    }
}
