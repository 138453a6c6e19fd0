//! What an edition may or must have besides the text of its document.

use crate::document::matter::imprint_has;
use crate::document::walk::{Node, Part, walk};
use crate::document::{Block, BlockKind, Cell, Document, Meta, Series, text};
use crate::locale::{self, words};

/// What an edition may or must have besides the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    /// The title, which has to be before the text.
    pub(super) title: String,
    /// What else has to be before or after the text: its name, and the forms that it may have.
    pub(super) required: Vec<(&'static str, Vec<String>)>,
    /// What may be before or after the text: subtitle, authors, date, rights, other metadata.
    pub(super) optional: Vec<String>,
    /// The headings, as the contents have them.
    pub(super) headings: Vec<String>,
    /// The depths of the headings: each is below the nearest one before it of a higher level. A heading in a quotation, an
    /// item or a remark is above none after that.
    pub(super) depths: Vec<usize>,
    /// Whether each heading is one of the outline: not in a quotation, an item or a remark.
    pub(super) outlined: Vec<bool>,
    /// The header cells of tables, which are repeated where a table continues on the next page.
    pub(super) header_cells: Vec<String>,
    /// The words of the locale that may be next to the text.
    pub(super) labels: Vec<String>,
    /// The address of the publication's folder; empty if it has none.
    pub(super) base: String,
}

/// What the title block has besides the title.
fn required(document: &Document) -> Vec<(&'static str, Vec<String>)> {
    let meta = &document.meta;
    // An imprint is a part of the text, and may have them.
    let rights = meta.rights.clone().filter(|it| !imprint_has(&document.blocks, it));
    let one = |name, text: &Option<String>| text.clone().map(|it| (name, vec![it]));
    let dates = |it| vec![crate::locale::date::long(it, &meta.lang), it.to_iso()];
    let authors = meta.authors().map(|it| ("author", vec![it.to_owned()]));
    let rest =
        [one("subtitle", &meta.subtitle), meta.date.map(|it| ("date", dates(it))), one("rights", &rights)];
    rest.into_iter().flatten().chain(authors).collect()
}

/// What an edition of this document may or must have besides its text.
pub(super) fn phrases(document: &Document) -> Phrases {
    let meta = &document.meta;
    let words = words(&meta.lang);
    let labels = [
        words.contents,
        words.notes,
        words.cover,
        words.title_page,
        words.start,
        words.skip_to_text,
        words.continued,
    ];
    let folder = meta.url.as_deref().and_then(|it| it.rsplit_once('/')).map(|it| it.0);
    let mut phrases = Phrases {
        title: meta.title.clone(),
        required: required(document),
        optional: optional(meta),
        labels: labels.iter().map(|it| (*it).to_owned()).collect(),
        base: folder.unwrap_or_default().to_owned(),
        ..Phrases::default()
    };
    let mut found = Vec::new();
    depths(&document.blocks, &mut Vec::new(), true, &mut found);
    (phrases.depths, phrases.outlined) = found.into_iter().unzip();
    walk(&document.blocks, &mut |node| {
        let Node::Block(block) = node else { return };
        if let BlockKind::Heading { content, .. } = &block.kind {
            phrases.headings.push(text::plain(content));
        }
        if let BlockKind::Table(table) = &block.kind {
            let cells = table.head.iter().flat_map(|it| &it.cells);
            phrases.header_cells.extend(cells.map(Cell::plain));
            // A cell over several rows is said again where these go on.
            let tall = table.body.iter().flat_map(|it| &it.cells).filter(|it| it.rows > 1);
            phrases.header_cells.extend(tall.map(Cell::plain));
        }
    });
    phrases
}

/// Adds the depths of the headings in blocks, which are below headings of these levels, and whether they are outlined.
fn depths(blocks: &[Block], above: &mut Vec<u8>, outlined: bool, found: &mut Vec<(usize, bool)>) {
    for block in blocks {
        if let Some(level) = block.level() {
            while above.last().is_some_and(|it| *it >= level) {
                above.pop();
            }
            above.push(level);
            found.push((above.len(), outlined));
        }
        let is_container = matches!(block.kind, BlockKind::Container(_));
        block.kind.parts(&mut |part| match part {
            Part::Blocks(inner) if is_container => depths(inner, above, outlined, found),
            Part::Blocks(inner) => depths(inner, &mut above.clone(), false, found),
            Part::Inlines(_) => {}
        });
    }
}

/// The metadata that may be before or after the text.
fn optional(meta: &Meta) -> Vec<String> {
    let authors: Vec<&str> = meta.authors().collect();
    let mut optional =
        vec![locale::list(meta.authors(), &meta.lang), authors.join(", "), authors.join(" and ")];
    optional.extend(meta.contributors.iter().map(|it| it.name.clone()));
    let texts =
        [&meta.subtitle, &meta.rights, &meta.publisher, &meta.description, &meta.identifier, &meta.url];
    optional.extend(texts.into_iter().flatten().cloned());
    if let Some(Series { name: series, number }) = &meta.series {
        optional.push(series.clone());
        optional.extend(
            number.iter().flat_map(|it| [it.clone(), format!("{series} {it}"), format!("{series}, {it}")]),
        );
    }
    if let Some(date) = meta.date {
        optional.push(crate::locale::date::long(date, &meta.lang));
        optional.push(date.to_iso());
    }
    optional
}
