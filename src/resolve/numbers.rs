//! The numbers of sections, figures, tables and listings.

use std::collections::BTreeMap;

use crate::document::caption::{caption_attr, is_caption, is_listing};
use crate::document::inline::generated;
use crate::document::walk::walk_blocks_mut;
use crate::document::{
    Attr, Block, BlockKind, CaptionKind, Document, Id, Inline, InlineKind, Lang, Numbering,
};
use crate::locale::{Numbered, Words, numeral, words};
use crate::publication::Numbers;
use crate::source::Span;

/// The deepest heading that has a number; below, a number is longer than what it counts.
const DEEPEST: usize = 3;

/// Without a number, and so what is below a heading.
pub(super) const UNNUMBERED: &str = "unnumbered";

/// By a letter.
const APPENDIX: &str = "appendix";

/// What has a number, by its id.
pub(super) type Names = BTreeMap<Id, (Numbered, String)>;

/// Numbers what is to be numbered, and takes other numbers away.
pub(super) fn number(document: &mut Document, numbers: &Numbers) -> Names {
    let mut sections = Sections { wanted: numbers.sections == Some(true), ..Sections::default() };
    sections.blocks(&mut document.blocks);
    let mut captions = Captions::new(&document.meta.lang, numbers);
    walk_blocks_mut(&mut document.blocks, &mut |block| captions.block(block));
    let mut names = captions.names;
    names.append(&mut sections.names);
    names
}

/// The sections in the outline above the next heading, as [`crate::document::Outline`] has them.
#[derive(Default)]
struct Sections {
    /// Whether sections are numbered.
    wanted: bool,
    open: Vec<Section>,
    names: Names,
}

/// A heading that others may be below.
#[derive(Default)]
struct Section {
    /// The level as written.
    level: u8,
    /// Its number; `None` where it has none, so that nothing below it has.
    number: Option<String>,
    /// How many numbered sections, and how many lettered ones, are below it so far.
    counts: [u64; 2],
}

impl Sections {
    fn blocks(&mut self, blocks: &mut [Block]) {
        if self.open.is_empty() {
            self.open.push(Section { number: Some(String::new()), ..Section::default() });
        }
        for block in blocks {
            let span = block.span.start_point();
            match &mut block.kind {
                BlockKind::Heading { level, content } => {
                    content.retain(|it| !it.is_generated(generated::SECTION_NUMBER));
                    if let Some(number) = self.next(*level, &block.attr).filter(|_| self.wanted) {
                        let words = format!("{number}\u{a0}");
                        let is_lettered = number.starts_with(|it: char| !it.is_ascii_digit());
                        let kind = if is_lettered { Numbered::Appendix } else { Numbered::Section };
                        self.names.extend(block.attr.id.clone().map(|id| (id, (kind, number))));
                        content.insert(0, Inline::generated(generated::SECTION_NUMBER, words, span));
                    }
                }
                BlockKind::Container(inner) => self.blocks(inner),
                BlockKind::Paragraph(_)
                | BlockKind::List(_)
                | BlockKind::DefinitionList(_)
                | BlockKind::Quote(_)
                | BlockKind::CodeBlock { .. }
                | BlockKind::Table(_)
                | BlockKind::Figure(_)
                | BlockKind::Admonition { .. }
                | BlockKind::ThematicBreak => {}
            }
        }
    }

    /// The number of the next heading; `None` where it has none.
    fn next(&mut self, level: u8, attr: &Attr) -> Option<String> {
        while self.open.len() > 1 && self.open.last().is_some_and(|above| above.level >= level) {
            self.open.pop();
        }
        let depth = self.open.len();
        let is_numbered = depth <= DEEPEST && !attr.has_class(UNNUMBERED);
        let above = self.open.last_mut().filter(|_| is_numbered);
        let number = above.and_then(|above| {
            let prefix = above.number.as_ref()?;
            let lettered = usize::from(attr.has_class(APPENDIX));
            above.counts[lettered] += 1;
            let numbering = [Numbering::Decimal, Numbering::UpperAlpha][lettered];
            let own = numeral::number(above.counts[lettered], numbering);
            Some(if prefix.is_empty() { own } else { format!("{prefix}.{own}") })
        });
        self.open.push(Section { level, number: number.clone(), counts: [0, 0] });
        number
    }
}

/// The captions so far.
struct Captions {
    words: &'static Words,
    /// The language of the words where it is not that of the text.
    lang: Option<Lang>,
    /// What is numbered, in the order of [`CaptionKind`].
    wanted: [bool; 3],
    /// How many of each have a number.
    counts: [u64; 3],
    names: Names,
}

impl Captions {
    fn new(lang: &Lang, numbers: &Numbers) -> Captions {
        let words = words(lang);
        let lang = Lang::new(words.lang).filter(|it| it.as_str() != lang.primary());
        let wanted = [numbers.figures, numbers.tables, numbers.listings].map(|it| it == Some(true));
        Captions { words, lang, wanted, counts: [0; 3], names: Names::new() }
    }

    fn block(&mut self, block: &mut Block) {
        let place = block.span;
        if is_listing(block) {
            return self.listing(block);
        }
        match &mut block.kind {
            BlockKind::Figure(figure) => {
                let attrs = [&block.attr, &figure.image.attr];
                self.caption(CaptionKind::Figures, &mut figure.caption, attrs, place);
            }
            BlockKind::Table(table) => {
                let mut caption = table.caption.take().unwrap_or_default();
                self.caption(CaptionKind::Tables, &mut caption, [&block.attr; 2], place);
                table.caption = Some(caption).filter(|it| !it.is_empty());
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Admonition { .. }
            | BlockKind::Container(_)
            | BlockKind::ThematicBreak => {}
        }
    }

    /// Numbers the caption of a listing, which it gets if it has an id and no words.
    fn listing(&mut self, block: &mut Block) {
        let (attr, span) = (&block.attr, block.span.start_point());
        let BlockKind::Container(inner) = &mut block.kind else { return };
        let at = match inner.iter().position(is_caption) {
            Some(at) => at,
            None => {
                let kind = BlockKind::Paragraph(Vec::new());
                inner.insert(0, Block { kind, attr: caption_attr(), span });
                0
            }
        };
        if let Some(BlockKind::Paragraph(content)) = inner.get_mut(at).map(|it| &mut it.kind) {
            self.caption(CaptionKind::Listings, content, [attr; 2], span);
            if content.is_empty() {
                inner.remove(at);
            }
        }
    }

    /// Numbers a caption. What has neither a caption nor an id is part of the text around it, and has no number.
    fn caption(&mut self, of: CaptionKind, caption: &mut Vec<Inline>, attrs: [&Attr; 2], block: Span) {
        caption.retain(|it| !it.is_generated(generated::CAPTION_NUMBER));
        let is_named = !caption.is_empty() || attrs.iter().any(|it| it.id.is_some());
        let kept_out = attrs.iter().any(|it| it.has_class(UNNUMBERED));
        let at = of as usize;
        let kind = [Numbered::Figure, Numbered::Table, Numbered::Listing][at];
        if !self.wanted[at] || !is_named || kept_out {
            return;
        }
        self.counts[at] += 1;
        let number = self.counts[at].to_string();
        let name = self.words.numbered_first(kind, &number);
        for id in attrs.iter().filter_map(|it| it.id.clone()) {
            self.names.insert(id, (kind, number.clone()));
        }
        let words = if caption.is_empty() { name } else { name + self.words.caption };
        let span = caption.first().map_or(block, |it| it.span).start_point();
        let mut label = Inline::generated(generated::CAPTION_NUMBER, words, span);
        if let InlineKind::Span { attr, .. } = &mut label.kind {
            attr.lang.clone_from(&self.lang);
        }
        caption.insert(0, label);
    }
}
