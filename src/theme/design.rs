//! The design of each kind of block: sizes in ems of the body, heights in lines of the grid.

use serde::{Deserialize, Serialize};

use crate::geometry::{Em, Length};
use crate::theme::color::Ink;
use crate::theme::style::{Align, Caps, Family, Figures, Lines, Slant, Weight};

/// The design of one kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextDesign {
    /// Serif, sans or mono.
    pub family: Family,
    /// Regular or bold.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// Small capitals or not.
    pub caps: Caps,
    /// The shape of figures.
    pub figures: Figures,
    /// The size, in ems of the body.
    pub size: Em,
    /// The leading, in lines of the grid.
    pub leading: Lines,
    /// What is added between letters, in its own ems.
    pub tracking: Em,
    /// The colour.
    pub ink: Ink,
    /// How lines are filled.
    pub align: Align,
}

impl Default for TextDesign {
    fn default() -> TextDesign {
        TextDesign {
            family: Family::default(),
            weight: Weight::default(),
            slant: Slant::default(),
            caps: Caps::default(),
            figures: Figures::default(),
            size: Em::milli(1000),
            leading: Lines::ONE,
            tracking: Em::ZERO,
            ink: Ink::default(),
            align: Align::Start,
        }
    }
}

/// Running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct BodyDesign {
    /// Its design.
    pub look: TextDesign,
    /// How far the first line of a paragraph is indented that follows another.
    pub indent: Em,
    /// The space between paragraphs: none where they are indented.
    pub gap: Lines,
}

/// The title block of the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TitleDesign {
    /// The title, in a block at the head of the text.
    pub title: TextDesign,
    /// The title on a page of its own.
    pub display: TextDesign,
    /// The line below the title.
    pub subtitle: TextDesign,
    /// Authors.
    pub author: TextDesign,
    /// Date and publisher.
    pub date: TextDesign,
    /// The statement of rights on the back of a title page.
    pub rights: TextDesign,
    /// The height of the logo.
    pub logo: Lines,
    /// The space above the block.
    pub above: Lines,
    /// The space between title, subtitle, authors and date.
    pub between: Lines,
    /// The space between the block and the text.
    pub below: Lines,
    /// How far down a title page the title is set.
    pub sink: Lines,
    /// The thickness of the rule below the block; nothing for none.
    pub rule: Length,
    /// Its length; nothing for the measure.
    pub rule_width: Em,
    /// Its colour.
    pub rule_ink: Ink,
}

/// Headings of one depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct HeadDesign {
    /// The design.
    pub look: TextDesign,
    /// The space above.
    pub above: Lines,
    /// The space below, before the grid is restored.
    pub below: Lines,
    /// The space above a heading that opens a chapter on a new page.
    pub sink: Lines,
    /// How far it begins in the margin where lines begin, if there is room.
    pub outdent: Em,
    /// The thickness of a rule above it; nothing for none.
    pub rule: Length,
}

/// Lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListDesign {
    /// The bullet of each depth, the last for all that are deeper.
    pub bullets: Vec<String>,
    /// The design of bullets and numbers.
    pub marker: TextDesign,
    /// How far items of bulleted lists hang.
    pub indent: Em,
    /// The distance of a marker from its text.
    pub marker_gap: Em,
    /// The space between the items of a loose list.
    pub gap: Lines,
    /// The space between the paragraphs of an item.
    pub inner: Lines,
    /// The space above and below a loose list.
    pub around: Lines,
    /// The space above and below a tight list.
    pub around_tight: Lines,
}

/// What is set off from the text: quotations, verse, remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SetOffDesign {
    /// The design of its text.
    pub look: TextDesign,
    /// How far it is indented where lines begin.
    pub start: Em,
    /// How far it is indented where lines end.
    pub end: Em,
    /// The space above and below.
    pub around: Lines,
    /// The space between its paragraphs, instead of an indent; zero for that of the body.
    pub gap: Lines,
    /// The thickness of a bar where lines begin; nothing for none.
    pub bar: Length,
    /// How far its background extends beyond the text; zero for none.
    pub pad: Em,
    /// The colour of the background.
    pub fill: Fill,
    /// The smallest size of lines that would have to be turned over; nothing where they keep their size.
    pub smallest: Length,
}

/// The colours of backgrounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fill {
    /// The panel colour.
    #[default]
    Panel,
    /// The brand colour.
    Accent,
}

/// Tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableDesign {
    /// The design of cells.
    pub cell: TextDesign,
    /// The design of cells of the head.
    pub head: TextDesign,
    /// The design of the caption.
    pub caption: TextDesign,
    /// The thickness of the rules above and below.
    pub heavy: Length,
    /// The thickness of the rule below the head.
    pub light: Length,
    /// The thickness of rules between rows; nothing for none.
    pub row_rule: Length,
    /// The colour of the rules above, below, and below the head.
    pub ink: Ink,
    /// The space between columns.
    pub gap: Em,
    /// The space between a rule and a row.
    pub pad: Lines,
    /// The space between rows.
    pub row_gap: Lines,
    /// The space above and below the table.
    pub around: Lines,
    /// The smallest size of type in a table that is too wide.
    pub smallest: Length,
}

/// Figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureDesign {
    /// The design of the caption.
    pub caption: TextDesign,
    /// The space between image and caption.
    pub gap: Lines,
    /// The space above and below.
    pub around: Lines,
}

/// Footnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoteDesign {
    /// The design of their text.
    pub look: TextDesign,
    /// The smallest size, whatever the design says.
    pub smallest: Length,
    /// How far their text hangs from the mark.
    pub indent: Em,
    /// The least space between the text and the rule.
    pub above: Lines,
    /// The space between the rule and the first note.
    pub below: Lines,
    /// The space between notes.
    pub gap: Lines,
    /// The thickness of the rule.
    pub rule: Length,
    /// The length of the rule.
    pub rule_width: Em,
}

/// The table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContentsDesign {
    /// Its own heading.
    pub title: TextDesign,
    /// The space below that heading.
    pub below: Lines,
    /// How deep it goes.
    pub depth: u8,
    /// Its lines by depth, the last for all that are deeper.
    pub entries: Vec<EntryDesign>,
    /// The distance of the dots of leaders; nothing for no leaders.
    pub leader: Em,
}

impl ContentsDesign {
    /// The design of lines of a depth, from 1.
    pub fn entry(&self, depth: u8) -> EntryDesign {
        by_depth(&self.entries, depth)
    }
}

/// Lines of the contents of one depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntryDesign {
    /// The design.
    pub look: TextDesign,
    /// The space above.
    pub above: Lines,
    /// How far it is indented.
    pub indent: Em,
}

/// Running heads and folios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct RunningDesign {
    /// The design of running heads.
    pub head: TextDesign,
    /// The design of folios.
    pub folio: TextDesign,
    /// The distance from the base line of the running head to the first line of text.
    pub head_above: Lines,
    /// The distance from the last line of text to the base line of the folio.
    pub folio_below: Lines,
    /// Where the folio is.
    pub folio_at: FolioPosition,
    /// The thickness of the rule below the running head; nothing for none.
    pub rule: Length,
}

/// Where the folio is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FolioPosition {
    /// At the foot, in the middle.
    #[default]
    FootCenter,
    /// At the foot, at the outer edge.
    FootOuter,
    /// With the running head, at the outer edge; at the foot of opening pages.
    HeadOuter,
}

/// The break between scenes or thoughts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrnamentDesign {
    /// The text of the ornament.
    pub text: String,
    /// Its design.
    pub look: TextDesign,
    /// The space above and below.
    pub around: Lines,
}

/// The design of a depth, from 1; the last for all that are deeper.
pub(super) fn by_depth<T: Copy + Default>(designs: &[T], depth: u8) -> T {
    let at = usize::from(depth).saturating_sub(1);
    designs.get(at).or(designs.last()).copied().unwrap_or_default()
}
