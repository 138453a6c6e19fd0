//! What a theme decides of each kind of block: sizes in ems of the body, heights in lines of the grid.

use serde::Deserialize;

use crate::geometry::{Em, Length};
use crate::theme::{Align, Caps, Family, Figures, Ink, Lines, Slant, Weight, by_depth};

/// The look of a kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
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
    /// From base line to base line, in lines of the grid.
    pub leading: Lines,
    /// What is added between letters, in its own ems.
    pub tracking: Em,
    /// The colour.
    pub ink: Ink,
    /// How lines are filled.
    pub align: Align,
}

impl Default for Look {
    fn default() -> Look {
        Look {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BodyDesign {
    /// Its look.
    pub look: Look,
    /// How far the first line of a paragraph is indented that follows another.
    pub indent: Em,
    /// What stands between paragraphs: nothing where they are indented.
    pub gap: Lines,
}

/// The title of the publication and what stands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TitleDesign {
    /// The title, in a block at the head of the text.
    pub title: Look,
    /// The title on a page of its own.
    pub display: Look,
    /// The line below the title.
    pub subtitle: Look,
    /// Authors.
    pub author: Look,
    /// Date and publisher.
    pub date: Look,
    /// The statement of rights on the back of a title page.
    pub rights: Look,
    /// What stands above the block.
    pub above: Lines,
    /// What stands between title, subtitle, authors and date.
    pub between: Lines,
    /// What stands between the block and the text.
    pub below: Lines,
    /// How far down a title page the title stands.
    pub sink: Lines,
    /// The thickness of the rule below the block; nothing for none.
    pub rule: Length,
    /// Its length; nothing for the measure.
    pub rule_width: Em,
}

/// Headings of one depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HeadDesign {
    /// The look.
    pub look: Look,
    /// What stands above.
    pub above: Lines,
    /// What stands below, before the grid is restored.
    pub below: Lines,
    /// What stands above one that opens a chapter on a new page.
    pub sink: Lines,
}

/// Lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListDesign {
    /// The bullet of each depth, the last for all that are deeper.
    pub bullets: Vec<String>,
    /// The look of bullets and numbers.
    pub marker: Look,
    /// How far items of bulleted lists hang.
    pub indent: Em,
    /// How far a marker stands from its text.
    pub marker_gap: Em,
    /// What stands between the items of a loose list.
    pub gap: Lines,
    /// What stands between the paragraphs of an item.
    pub inner: Lines,
    /// What stands above and below a loose list.
    pub around: Lines,
    /// What stands above and below a tight list.
    pub around_tight: Lines,
}

/// What is set off from the text: quotations, verse, remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SetOff {
    /// The look of its text.
    pub look: Look,
    /// How far it is indented where lines begin.
    pub start: Em,
    /// How far it is indented where lines end.
    pub end: Em,
    /// What stands above and below.
    pub around: Lines,
    /// What stands between its paragraphs, in place of an indent; nothing for what the body has.
    pub gap: Lines,
    /// The thickness of a bar where lines begin; nothing for none.
    pub bar: Length,
    /// Whether it has a ground, the panel colour, and how far that reaches beyond the text.
    pub pad: Em,
    /// The smallest size of lines that would have to be turned over; nothing where they keep their size.
    pub smallest: Length,
}

/// Tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableDesign {
    /// The look of cells.
    pub cell: Look,
    /// The look of cells of the head.
    pub head: Look,
    /// The look of the caption.
    pub caption: Look,
    /// The thickness of the rules above and below.
    pub heavy: Length,
    /// The thickness of the rule below the head.
    pub light: Length,
    /// What stands between columns.
    pub gap: Em,
    /// What stands between a rule and a row.
    pub pad: Lines,
    /// What stands between rows.
    pub row_gap: Lines,
    /// What stands above and below the table.
    pub around: Lines,
    /// The smallest size of type in a table that is too wide.
    pub smallest: Length,
}

/// Figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureDesign {
    /// The look of the caption.
    pub caption: Look,
    /// What stands between picture and caption.
    pub gap: Lines,
    /// What stands above and below.
    pub around: Lines,
}

/// Footnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoteDesign {
    /// The look of their text.
    pub look: Look,
    /// The smallest size, whatever the look says.
    pub smallest: Length,
    /// How far their text hangs from the mark.
    pub indent: Em,
    /// What stands between the text and the rule, at least.
    pub above: Lines,
    /// What stands between the rule and the first note.
    pub below: Lines,
    /// What stands between notes.
    pub gap: Lines,
    /// The thickness of the rule.
    pub rule: Length,
    /// The length of the rule.
    pub rule_width: Em,
}

/// The table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContentsDesign {
    /// Its own heading.
    pub title: Look,
    /// What stands below that heading.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntryDesign {
    /// The look.
    pub look: Look,
    /// What stands above.
    pub above: Lines,
    /// How far it is indented.
    pub indent: Em,
}

/// Running heads and folios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FurnitureDesign {
    /// The look of running heads.
    pub head: Look,
    /// The look of folios.
    pub folio: Look,
    /// How far the base line of the running head stands above the first line of text.
    pub head_above: Lines,
    /// How far the base line of the folio stands below the last line of text.
    pub folio_below: Lines,
    /// Where the folio stands.
    pub folio_at: FolioPlace,
    /// The thickness of the rule below the running head; nothing for none.
    pub rule: Length,
}

/// Where the folio stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FolioPlace {
    /// At the foot, in the middle.
    #[default]
    FootCenter,
    /// At the foot, at the outer edge.
    FootOuter,
    /// With the running head, at the outer edge; at the foot of opening pages.
    HeadOuter,
}

/// The break between scenes or thoughts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrnamentDesign {
    /// What stands there.
    pub text: String,
    /// Its look.
    pub look: Look,
    /// What stands above and below.
    pub around: Lines,
}
