//! What an edition may or must say beside the text of its document.

use crate::document::walk::{Node, walk};
use crate::document::{BlockKind, Document, ListKind, Meta, text};
use crate::locale::{numeral, words};

/// What else an edition may or must say.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// What must stand before the text: the title.
    pub title: String,
    /// What else must stand before or after the text: what it is, and the ways to say it.
    pub required: Vec<(&'static str, Vec<String>)>,
    /// What may stand before or after it: subtitle, authors, date, rights, what the metadata say.
    pub around: Vec<String>,
    /// The headings, as contents tell them.
    pub headings: Vec<String>,
    /// The cells of the heads of tables, which are repeated where a table goes on overleaf.
    pub heads: Vec<String>,
    /// What may stand before the items of numbered lists.
    pub markers: Vec<String>,
    /// The words of the locale that may stand by themselves beside the text.
    pub labels: Vec<String>,
    /// What the language calls a link, before its number.
    pub link: String,
    /// The address of the folder that the publication lies in; empty where it has none.
    pub base: String,
}

/// What the title block says beside the title.
fn required(meta: &Meta) -> Vec<(&'static str, Vec<String>)> {
    let one = |name, text: &Option<String>| text.clone().map(|it| (name, vec![it]));
    let dates = |it| vec![crate::locale::date::long(it, &meta.lang), it.to_iso()];
    let authors = meta.authors().map(|it| ("author", vec![it.to_owned()]));
    let rest = [
        one("subtitle", &meta.subtitle),
        meta.date.map(|it| ("date", dates(it))),
        one("rights", &meta.rights),
    ];
    rest.into_iter().flatten().chain(authors).collect()
}

/// What an edition of this document may say beside its text.
pub fn phrases(document: &Document) -> Phrases {
    let meta = &document.meta;
    let words = words(&meta.lang);
    let authors: Vec<&str> = meta.authors().collect();
    let mut around: Vec<String> = vec![authors.join(", "), authors.join(" and ")];
    around.extend(meta.contributors.iter().map(|it| it.name.clone()));
    let texts =
        [&meta.subtitle, &meta.rights, &meta.publisher, &meta.description, &meta.identifier, &meta.url];
    around.extend(texts.into_iter().flatten().cloned());
    if let Some((series, number)) = &meta.series {
        around.push(series.clone());
        around.extend(
            number.iter().flat_map(|it| [it.clone(), format!("{series} {it}"), format!("{series}, {it}")]),
        );
    }
    if let Some(date) = meta.date {
        around.push(crate::locale::date::long(date, &meta.lang));
        around.push(date.to_iso());
    }
    let (mut headings, mut heads, mut markers) = (Vec::new(), Vec::new(), Vec::new());
    let notes = document.notes.iter().map(|it| &it.1.blocks);
    notes.for_each(|it| walk(it, &mut |node| markers.extend(markers_of(&node))));
    walk(&document.blocks, &mut |node| {
        markers.extend(markers_of(&node));
        let Node::Block(block) = node else { return };
        if let BlockKind::Heading { content, .. } = &block.kind {
            headings.push(text::plain(content));
        }
        if let BlockKind::Table(table) = &block.kind {
            heads.extend(table.head.iter().flat_map(|it| &it.cells).map(|it| text::plain(&it.content)));
        }
    });
    let labels =
        [words.contents, words.notes, words.cover, words.title_page, words.start, words.skip_to_text];
    Phrases {
        title: meta.title.clone(),
        required: required(meta),
        around,
        headings,
        heads,
        markers,
        labels: labels.iter().map(|it| (*it).to_owned()).chain([words.continued.to_owned()]).collect(),
        link: words.link.to_owned(),
        base: meta
            .url
            .as_deref()
            .and_then(|it| it.rsplit_once('/'))
            .map_or(String::new(), |it| it.0.to_owned()),
    }
}

/// What may stand before the items of a list; nothing for what is no numbered list.
fn markers_of(node: &Node) -> Vec<String> {
    let Node::Block(block) = node else { return Vec::new() };
    let BlockKind::List(list) = &block.kind else { return Vec::new() };
    let ListKind::Ordered { start, numbering } = list.kind else { return Vec::new() };
    let numbers = (0..list.items.len() as u64).map(|at| numeral::number(start.saturating_add(at), numbering));
    numbers.flat_map(|it| [format!("{it}."), format!("{it})"), format!("({it})")]).collect()
}
