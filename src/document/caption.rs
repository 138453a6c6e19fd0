//! What has a caption: figures, tables, and listings, which are containers with code and the words above it.

use crate::document::attr::{CAPTION, LISTING};
use crate::document::{Attr, Block, BlockKind, Inline};

/// The kinds of what has a caption and is listed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaptionKind {
    /// Images with captions.
    Figures,
    /// Tables.
    Tables,
    /// Code with captions.
    Listings,
}

impl CaptionKind {
    /// All of them.
    pub const ALL: [CaptionKind; 3] = [CaptionKind::Figures, CaptionKind::Tables, CaptionKind::Listings];

    /// The kind of a name; `None` for any other.
    pub fn named(name: &str) -> Option<CaptionKind> {
        CaptionKind::ALL.into_iter().find(|it| it.class().strip_prefix("list-of-") == Some(name))
    }

    /// The class of the container that its list goes into.
    pub const fn class(self) -> &'static str {
        match self {
            CaptionKind::Figures => "list-of-figures",
            CaptionKind::Tables => "list-of-tables",
            CaptionKind::Listings => "list-of-listings",
        }
    }

    /// What the container of a list is for; `None` for other blocks.
    pub fn of_place(block: &Block) -> Option<CaptionKind> {
        let is_container = matches!(block.kind, BlockKind::Container(_)) && !block.attr.classes.is_empty();
        CaptionKind::ALL.into_iter().find(|it| is_container && block.attr.has_class(it.class()))
    }

    /// The kind of a block that may have a caption; `None` for other blocks.
    pub fn of(block: &Block) -> Option<CaptionKind> {
        match &block.kind {
            BlockKind::Figure(_) => Some(CaptionKind::Figures),
            BlockKind::Table(_) => Some(CaptionKind::Tables),
            BlockKind::Container(_) => is_listing(block).then_some(CaptionKind::Listings),
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Admonition { .. }
            | BlockKind::ThematicBreak => None,
        }
    }
}

/// Whether a block is a listing.
pub fn is_listing(block: &Block) -> bool {
    !block.attr.classes.is_empty()
        && block.attr.has_class(LISTING)
        && matches!(block.kind, BlockKind::Container(_))
}

/// Whether a block in a listing is its caption.
pub fn is_caption(block: &Block) -> bool {
    block.attr.has_class(CAPTION) && matches!(block.kind, BlockKind::Paragraph(_))
}

/// The attributes of the caption of a listing.
pub fn caption_attr() -> Attr {
    Attr { classes: vec![CAPTION.to_owned()], ..Attr::default() }
}

/// The caption of a figure, table or listing; empty where it has none.
pub fn caption_of(block: &Block) -> &[Inline] {
    match &block.kind {
        BlockKind::Figure(figure) => &figure.caption,
        BlockKind::Table(table) => table.caption.as_deref().unwrap_or_default(),
        BlockKind::Container(inner) if is_listing(block) => {
            match inner.iter().find(|it| is_caption(it)).map(|it| &it.kind) {
                Some(BlockKind::Paragraph(content)) => content,
                Some(_) | None => &[],
            }
        }
        BlockKind::Container(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::Admonition { .. }
        | BlockKind::ThematicBreak => &[],
    }
}
