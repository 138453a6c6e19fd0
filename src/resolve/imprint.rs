//! The imprint of a book, from its metadata.

use crate::document::{Attr, Block, BlockKind, Document, Inline, InlineKind, Meta, Series};
use crate::locale::date;
use crate::publication::isbn::Isbn;
use crate::source::Span;

/// The class of an imprint.
const IMPRINT: &str = "imprint";

/// Gives an imprint without words of its own what the metadata has: rights, publisher and date, series, ISBN.
pub(super) fn fill(document: &mut Document) {
    let Document { meta, blocks, .. } = document;
    for block in blocks {
        if let BlockKind::Container(inner) = &mut block.kind
            && block.attr.has_class(IMPRINT)
            && inner.is_empty()
        {
            *inner = lines(meta).into_iter().map(|it| paragraph(it, block.span.start_point())).collect();
        }
    }
}

fn lines(meta: &Meta) -> Vec<String> {
    let date = meta.date.map(|it| date::long(it, &meta.lang));
    let published: Vec<String> = meta.publisher.clone().into_iter().chain(date).collect();
    let series = meta.series.as_ref().map(|Series { name, number }| match number {
        Some(number) => format!("{name}, {number}"),
        None => name.clone(),
    });
    let number = meta.identifier.as_ref().map(|it| match Isbn::read(it) {
        Some(isbn) => format!("ISBN {}", isbn.plain()),
        None => it.clone(),
    });
    let published = Some(published.join(", ")).filter(|it| !it.is_empty());
    [meta.rights.clone(), published, series, number].into_iter().flatten().collect()
}

fn paragraph(text: String, span: Span) -> Block {
    let content = vec![Inline { kind: InlineKind::Text(text), span }];
    Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span }
}
