//! The parts of a book that are not its chapters: what is before the text, and after it.

use crate::document::{Attr, Block, BlockKind, CaptionKind};

/// Where a part is in a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatterPlace {
    /// Before the text.
    Front,
    /// In the text, as its beginning or its end.
    Text,
    /// After the text.
    Back,
}

/// A part of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter {
    /// Its class, and the name of its file without extension.
    pub class: &'static str,
    /// Its type (EPUB Structural Semantics Vocabulary 1.1).
    pub kind: &'static str,
    /// Its role (DPUB-ARIA 1.1); `None` where that has none.
    pub role: Option<&'static str>,
    /// Where it is; a dedication after the text is after it all the same.
    pub place: MatterPlace,
}

const fn matter(
    class: &'static str,
    kind: &'static str,
    role: Option<&'static str>,
    place: MatterPlace,
) -> Matter {
    Matter { class, kind, role, place }
}

/// The class of a colophon.
const COLOPHON: &str = "colophon";

/// All of them.
pub const MATTER: [Matter; 20] = [
    matter("imprint", "imprint", None, MatterPlace::Front),
    matter("copyright", "copyright-page", None, MatterPlace::Front),
    matter("dedication", "dedication", Some("doc-dedication"), MatterPlace::Front),
    matter("epigraph", "epigraph", Some("doc-epigraph"), MatterPlace::Front),
    matter("foreword", "foreword", Some("doc-foreword"), MatterPlace::Front),
    matter("preface", "preface", Some("doc-preface"), MatterPlace::Front),
    matter("acknowledgements", "acknowledgments", Some("doc-acknowledgments"), MatterPlace::Front),
    matter("acknowledgments", "acknowledgments", Some("doc-acknowledgments"), MatterPlace::Front),
    matter("list-of-figures", "loi", None, MatterPlace::Front),
    matter("list-of-tables", "lot", None, MatterPlace::Front),
    matter("list-of-listings", "loi", None, MatterPlace::Front),
    matter("introduction", "introduction", Some("doc-introduction"), MatterPlace::Text),
    matter("prologue", "prologue", Some("doc-prologue"), MatterPlace::Text),
    matter("part", "part", Some("doc-part"), MatterPlace::Text),
    matter("epilogue", "epilogue", Some("doc-epilogue"), MatterPlace::Text),
    matter("conclusion", "conclusion", Some("doc-conclusion"), MatterPlace::Text),
    matter("afterword", "afterword", Some("doc-afterword"), MatterPlace::Back),
    matter("appendix", "appendix", Some("doc-appendix"), MatterPlace::Back),
    matter("glossary", "glossary", Some("doc-glossary"), MatterPlace::Back),
    matter(COLOPHON, "colophon", Some("doc-colophon"), MatterPlace::Back),
];

/// The part of a book that attributes name.
pub fn matter_of(attr: &Attr) -> Option<&'static Matter> {
    attr.classes.iter().find_map(|class| MATTER.iter().find(|it| it.class == class))
}

/// The part of a book that a name of a file means, as `dedication` or `02-dedication`.
pub fn matter_named(name: &str) -> Option<&'static Matter> {
    let name = name.trim_start_matches(|it: char| it.is_ascii_digit() || matches!(it, '-' | '_' | '.' | ' '));
    // A file called so may be any; its heading says that it is a part.
    MATTER.iter().find(|it| it.class.eq_ignore_ascii_case(name) && it.class != "part")
}

/// The index of the first block of the text: after what is before it, which says so by its class. A heading has with it
/// all that is below it.
pub fn text_start(blocks: &[Block]) -> usize {
    let mut within: Option<u8> = None;
    for (index, block) in blocks.iter().enumerate() {
        let is_front = matter_of(&block.attr).is_some_and(|it| it.place == MatterPlace::Front);
        match (block.level(), within) {
            (Some(level), None) if is_front => within = Some(level),
            (Some(level), Some(above)) if is_front || level > above => {
                within = Some(if is_front { level.min(above) } else { above });
            }
            (None, _) if is_front && matches!(block.kind, BlockKind::Container(_)) => {}
            (None, Some(_)) => {}
            _ => return index,
        }
    }
    // What is all before a text is before none.
    0
}

/// Whether a block has a page of its own in a book: what is before the text without a heading, and a colophon.
pub fn has_own_page(block: &Block, is_front: bool) -> bool {
    // A list is below its heading.
    let is_container =
        matches!(block.kind, BlockKind::Container(_)) && CaptionKind::of_place(block).is_none();
    let has_page = |place| is_front && place == MatterPlace::Front;
    is_container && matter_of(&block.attr).is_some_and(|it| has_page(it.place) || it.class == COLOPHON)
}

/// The index of the block that the contents come before: after imprint, dedication and epigraph, before a foreword and
/// the text (The Chicago Manual of Style, 1.4).
pub fn contents_place(blocks: &[Block]) -> usize {
    let front = &blocks[..text_start(blocks)];
    front.iter().take_while(|it| has_own_page(it, true)).count()
}

/// Whether an imprint among blocks has the words of a statement of rights, so that it need not be printed once more.
pub fn imprint_has(blocks: &[Block], rights: &str) -> bool {
    let mut imprints = blocks.iter().filter(|it| it.attr.has_class("imprint"));
    imprints.any(|it| super::text::plain_blocks(std::slice::from_ref(it)).contains(rights))
}
