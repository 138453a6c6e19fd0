//! Metrics of pages, whatever set them: the colour of lines, rivers, and the ends of pages.
//!
//! Nothing here knows how lines and pages were broken: only the placed items are read, so that the breakers can be checked.
//! A river is white that runs down a paragraph, where word spaces of consecutive lines are above one another.

use std::fmt;

use crate::font::FontBook;
use crate::geometry::{Em, Length};
use crate::layout::frame::{Item, Layout, Mark, Page, TextRun};
use crate::layout::structure::{ElementId, Role, Structure};

/// The measures of a publication's lines and pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metrics {
    /// The pages.
    pub pages: usize,
    /// The lines of justified paragraphs, their last ones left out.
    pub lines: usize,
    /// The word space of each of those lines, in thousandths of that of its face, in rising order.
    pub spaces: Vec<i64>,
    /// The rivers, each by the lines that it runs through: word spaces that are above one another in three or more.
    pub rivers: Vec<usize>,
    /// How many lines are left short of the measure because their spaces may not be wider.
    pub short: usize,
    /// How many lines end with a hyphen of division.
    pub hyphens: usize,
    /// How many lines end with one and follow a line that does.
    pub consecutive: usize,
    /// Last lines of paragraphs at the head of a page, as page indices.
    pub widows: Vec<usize>,
    /// First lines of paragraphs at the foot of a page, as page indices.
    pub orphans: Vec<usize>,
    /// Headings at the foot of a page, as page indices.
    pub stranded: Vec<usize>,
}

/// A line of text on a page.
#[derive(Debug, Clone)]
struct Row {
    page: usize,
    y: Length,
    /// What it is of.
    block: ElementId,
    kind: RowKind,
    hyphenated: bool,
    /// The mean word space in thousandths of the face's; `None` for a line without.
    space: Option<i64>,
    /// Where its word spaces are.
    gaps: Vec<SpaceExtent>,
    /// Its left and its right edge.
    edges: (Length, Length),
    /// The size of its type.
    size: Length,
}

/// What a line is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Paragraph,
    Heading,
    /// A table, code, a caption, the contents: they follow rules of their own.
    Other,
}

/// Measures the pages.
pub fn measure(layout: &Layout, fonts: &FontBook) -> Metrics {
    let pages = layout.pages.iter().enumerate();
    let rows: Vec<Row> = pages.flat_map(|(at, page)| rows(at, page, &layout.structure, fonts)).collect();
    let mut metrics = Metrics { pages: layout.pages.len(), ..Metrics::default() };
    for paragraph in rows.chunk_by(|a, b| a.block == b.block) {
        metrics.lines_of(paragraph);
    }
    metrics.spaces.sort_unstable();
    for (at, row) in rows.iter().enumerate() {
        metrics.page_end(rows[..at].last(), row, rows.get(at + 1));
    }
    metrics
}

impl Metrics {
    /// The least word space, the mean and the widest.
    pub fn range(&self) -> (i64, i64, i64) {
        let count = i64::try_from(self.spaces.len()).unwrap_or_default();
        let mean = self.spaces.iter().sum::<i64>().checked_div(count).unwrap_or(1000);
        let (first, last) = (self.spaces.first(), self.spaces.last());
        (first.copied().unwrap_or(1000), mean, last.copied().unwrap_or(1000))
    }

    /// How many of the lines have a word space within two thirds and one and a half of normal.
    pub fn even(&self) -> usize {
        self.spaces.iter().filter(|it| (666..=1500).contains(*it)).count()
    }

    fn lines_of(&mut self, paragraph: &[Row]) {
        let Some((_, lines)) = paragraph.split_last() else { return };
        let changed = |it: &Row| it.space.is_some_and(|it| (it - 1000).abs() > 5);
        let prose = lines.iter().all(|it| it.kind == RowKind::Paragraph);
        if !prose || !lines.iter().any(changed) {
            return;
        }
        self.lines += lines.len();
        self.spaces.extend(lines.iter().filter_map(|it| it.space));
        self.short += short(lines);
        for column in paragraph.chunk_by(|a, b| a.page == b.page) {
            self.rivers.extend(lengths(column.iter().map(|it| it.gaps.as_slice())));
        }
        self.hyphens += lines.iter().filter(|it| it.hyphenated).count();
        self.consecutive += lines.windows(2).filter(|it| it.iter().all(|it| it.hyphenated)).count();
    }

    /// Finds what should not be at the head or foot of a page.
    fn page_end(&mut self, before: Option<&Row>, row: &Row, after: Option<&Row>) {
        if row.kind == RowKind::Heading && after.is_some_and(|it| it.page != row.page) {
            self.stranded.push(row.page);
        }
        if row.kind != RowKind::Paragraph {
            return;
        }
        let own = |it: Option<&Row>| it.filter(|it| it.block == row.block).map(|it| it.page);
        let (before, next) = (own(before), own(after));
        if before.is_some_and(|it| it != row.page) && next.is_none() {
            self.widows.push(row.page);
        }
        if before.is_none() && next.is_some_and(|it| it != row.page) {
            self.orphans.push(row.page);
        }
    }
}

/// How many lines of a paragraph do not reach the edge where lines end, by more than what hangs in a margin. Pages
/// that mirror are looked at one by one.
fn short(lines: &[Row]) -> usize {
    let on_page = |page: &[Row]| {
        let hangs = |row: &Row| row.size / 2;
        let left = page.iter().map(|it| it.edges.0).min().unwrap_or_default();
        let right = page.iter().map(|it| it.edges.1).max().unwrap_or_default();
        let at_left = page.iter().skip(1).filter(|it| it.edges.0 > left + hangs(it)).count();
        let at_right = page.iter().filter(|it| it.edges.1 < right - hangs(it)).count();
        // Lines begin at one edge, which is straight.
        at_left.max(at_right)
    };
    lines.chunk_by(|a, b| a.page == b.page).map(on_page).sum()
}

/// The left and the right edge of a line.
fn edges(runs: &[(Length, &TextRun)]) -> (Length, Length) {
    let left = runs.iter().map(|it| it.0).min().unwrap_or_default();
    let right = runs.iter().map(|(at, run)| *at + run.width()).max().unwrap_or_default();
    (left, right)
}

/// The lines of a page in the order of reading; notes and labels left out.
fn rows(at: usize, page: &Page, structure: &Structure, fonts: &FontBook) -> Vec<Row> {
    let mut rows: Vec<(Row, Vec<(Length, &TextRun)>)> = Vec::new();
    for placed in &page.items {
        let (Mark::Content(content), Item::Text(run)) = (placed.mark, &placed.item) else { continue };
        let Some((block, kind)) = block(structure, structure.owner(content)) else { continue };
        match rows.last_mut().filter(|it| it.0.block == block && near(it.0.y, placed.at.y, run.size)) {
            Some((_, runs)) => runs.push((placed.at.x, run)),
            None => {
                let y = placed.at.y;
                let (edges, size) = ((placed.at.x, placed.at.x), run.size);
                let row = Row {
                    page: at,
                    y,
                    block,
                    kind,
                    hyphenated: false,
                    space: None,
                    gaps: Vec::new(),
                    edges,
                    size,
                };
                rows.push((row, vec![(placed.at.x, run)]));
            }
        }
    }
    let measured = rows.into_iter().map(|(row, runs)| Row {
        hyphenated: runs.last().is_some_and(|it| it.1.text.ends_with('\u{ad}')),
        space: space(&runs, fonts),
        gaps: spaces(&runs),
        edges: edges(&runs),
        ..row
    });
    measured.collect()
}

/// Whether something is on the same line: note marks are a little higher.
fn near(line: Length, y: Length, size: Length) -> bool {
    line - y < size / 2 && y - line < size / 2
}

/// The block that an element is in, and of which kind it is; `None` for what is not part of the running text.
fn block(structure: &Structure, element: ElementId) -> Option<(ElementId, RowKind)> {
    let mut found = None;
    let mut next = Some(element);
    while let Some(id) = next {
        let element = structure.get(id);
        match element.role {
            Role::Note | Role::Label => return None,
            // Code in a line is part of its paragraph, and no block.
            Role::Paragraph => found = prose(found).or(Some((id, RowKind::Paragraph))),
            Role::Heading(_) => found = prose(found).or(Some((id, RowKind::Heading))),
            Role::Table | Role::Code | Role::Caption | Role::Contents | Role::Index => {
                found = Some((id, RowKind::Other));
            }
            Role::Document | Role::Div | Role::List(_) | Role::ListItem | Role::ListBody => {}
            Role::BlockQuote
            | Role::TableHead
            | Role::TableBody
            | Role::TableFoot
            | Role::TableRow
            | Role::TableHeader(_) => {}
            Role::TableData | Role::Figure | Role::ContentsItem | Role::Reference | Role::Link => {}
            Role::Emphasis | Role::Strong | Role::Span | Role::Insertion | Role::Deletion => {}
        }
        next = element.parent;
    }
    found
}

fn prose(found: Option<(ElementId, RowKind)>) -> Option<(ElementId, RowKind)> {
    found.filter(|it| it.1 != RowKind::Other)
}

/// The mean word space of a line in thousandths of that of its face; code left out.
fn space(runs: &[(Length, &TextRun)], fonts: &FontBook) -> Option<i64> {
    let (mut set, mut natural) = (Em::ZERO, Em::ZERO);
    for (_, run) in runs {
        let Some(face) = fonts.face(run.face) else { continue };
        // The space at the end of a line is there for the text, and has no width.
        let wide = run.glyphs.iter().filter(|it| it.advance > Em::ZERO);
        let spaces = wide.filter(|it| run.text.get(it.cluster()) == Some(" "));
        for (glyph, own) in spaces.filter_map(|it| Some((it, face.advance(it.id)?))) {
            set += glyph.advance;
            natural += own;
        }
    }
    (natural > Em::ZERO).then(|| i64::from(set.to_raw()) * 1000 / i64::from(natural.to_raw()))
}

impl fmt::Display for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, mean, most) = self.range();
        let (even, all) = (self.even(), self.spaces.len());
        writeln!(f, "pages: {}, justified lines: {}", self.pages, self.lines)?;
        writeln!(f, "hyphens: {}, after another: {}", self.hyphens, self.consecutive)?;
        writeln!(f, "word spaces: {least} to {most}, mean {mean}, within limits {even} of {all}")?;
        writeln!(f, "lines left short: {}", self.short)?;
        let longest = self.rivers.iter().max().copied().unwrap_or_default();
        writeln!(f, "rivers of three lines or more: {}, longest {longest}", self.rivers.len())?;
        let (widows, orphans) = (self.widows.len(), self.orphans.len());
        write!(f, "widows: {widows}, orphans: {orphans}, stranded headings: {}", self.stranded.len())
    }
}

/// A word space: from where to where it goes.
pub(super) type SpaceExtent = (Length, Length);

/// A river is not one in fewer lines.
const LEAST: usize = 3;

/// The word spaces of a line, from left to right; each run with the place where it begins.
pub(super) fn spaces(runs: &[(Length, &TextRun)]) -> Vec<SpaceExtent> {
    let mut found = Vec::new();
    for (at, run) in runs {
        let mut pen = Em::ZERO;
        for glyph in &run.glyphs {
            let from = pen;
            pen += glyph.advance;
            // The space at the end of a line is there for the text, and has no width.
            if glyph.advance > Em::ZERO && run.text.get(glyph.cluster()) == Some(" ") {
                found.push((*at + from.at(run.size), *at + pen.at(run.size)));
            }
        }
    }
    found.sort();
    found
}

/// The rivers in lines that follow one another, each by the lines that it runs through.
pub(super) fn lengths<'a>(lines: impl Iterator<Item = &'a [SpaceExtent]>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut above: Vec<(SpaceExtent, usize)> = Vec::new();
    for line in lines {
        let length = |space: &SpaceExtent| {
            let joined = above.iter().filter(|it| flows(it.0, *space)).map(|it| it.1);
            joined.max().unwrap_or_default() + 1
        };
        let here: Vec<(SpaceExtent, usize)> = line.iter().map(|it| (*it, length(it))).collect();
        let ended =
            |it: &&(SpaceExtent, usize)| it.1 >= LEAST && !here.iter().any(|next| flows(it.0, next.0));
        found.extend(above.iter().filter(ended).map(|it| it.1));
        above = here;
    }
    found.extend(above.iter().filter(|it| it.1 >= LEAST).map(|it| it.1));
    found
}

/// Whether white flows from one space to one below it: where half of the narrower lies in the other.
fn flows(above: SpaceExtent, below: SpaceExtent) -> bool {
    let shared = above.1.min(below.1) - above.0.max(below.0);
    shared * 2 >= (above.1 - above.0).min(below.1 - below.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rivers of lines with spaces of three points that begin at these places.
    fn rivers(lines: &[&[i64]]) -> Vec<usize> {
        let spaces = |line: &&[i64]| line.iter().map(|it| (Length::pt(*it), Length::pt(it + 3))).collect();
        let lines: Vec<Vec<SpaceExtent>> = lines.iter().map(spaces).collect();
        lengths(lines.iter().map(Vec::as_slice))
    }

    #[test]
    fn spaces_above_one_another_are_a_river() {
        assert_eq!(rivers(&[&[10, 40], &[11, 60], &[10, 80], &[30]]), [3]);
        assert_eq!(rivers(&[&[10, 40], &[11, 60], &[30]]), [0; 0], "two lines are none");
        assert_eq!(rivers(&[&[10], &[11], &[12], &[13]]), [4], "a river may wander");
        assert_eq!(rivers(&[&[10], &[12], &[14]]), [0; 0], "but not by most of a space");
        assert_eq!(rivers(&[&[10, 50], &[10, 50], &[10, 50]]), [3, 3]);
    }
}
