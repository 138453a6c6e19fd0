//! Relative links to what is not published.
//!
//! On a web site or in a repository there is a file at such an address; in a book there is none. Where the publication
//! has an address, the link leads from there; else its words stay, without a link.
//!
//! Anchors alone in a paragraph, as `<a id="x"></a>` on a line above a heading: they belong to what follows.
//!
//! A paragraph without words is no place on a page, and an empty one on a screen.

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::{absolute, scheme};
use crate::document::inline::generated;
use crate::document::walk::{walk_inlines_mut, walk_sequences_mut};
use crate::document::{Attr, Block, BlockKind, Document, Id, Inline, InlineKind, Target};
use crate::parse::rules;

/// Gives each relative link its whole address, or takes it away and reports it; but for those that lead to what `is_known`.
pub fn settle_links(document: &mut Document, is_known: &dyn Fn(&str) -> bool, diags: &mut Diagnostics) {
    let base = document.meta.url.clone();
    let mut settle = |inlines: &mut Vec<Inline>| settle(inlines, base.as_deref(), is_known, diags);
    walk_inlines_mut(&mut document.blocks, &mut settle);
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_inlines_mut(&mut note.blocks, &mut settle);
        }
    }
}

fn settle(
    inlines: &mut Vec<Inline>,
    base: Option<&str>,
    is_known: &dyn Fn(&str) -> bool,
    diags: &mut Diagnostics,
) {
    if !inlines.iter().any(is_relative) {
        return;
    }
    for mut inline in std::mem::take(inlines) {
        let span = inline.span;
        if let InlineKind::Link { target: Target::Url(url), content, .. } = &mut inline.kind
            && scheme(url).is_none()
            && !is_known(url)
        {
            let Some(address) = absolute(base, url) else {
                diags.push(unpublished(url, span));
                if content.last().is_some_and(|it| it.is_generated(generated::REFERENCE)) {
                    let words = InlineKind::Text(std::mem::take(url));
                    *content = vec![Inline { kind: words, span }];
                }
                inlines.append(content);
                continue;
            };
            *url = address;
        }
        inlines.push(inline);
    }
}

fn is_relative(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Link { target: Target::Url(url), .. } if scheme(url).is_none())
}

/// The diagnostic of a link to what is not in the publication.
pub(super) fn unpublished(url: &str, span: crate::source::Span) -> Diagnostic {
    let message = format!("`{url}` is not in this publication; the words stay, the link is left out");
    let several = "links to files that are not in this publication; the words stay, the links are left out";
    let help = "give the publication its `url`, link to the whole address, or add a file to the `chapters` of the manifest";
    Diagnostic::new(&rules::UNPUBLISHED_LINK, span, message).help(help).folds(several)
}

/// Gives anchors that are alone in a paragraph to the block after it, wherever blocks follow one another.
pub(super) fn attach(blocks: &mut Vec<Block>) {
    walk_sequences_mut(blocks, &mut attach_in);
}

fn attach_in(blocks: &mut Vec<Block>) {
    if !blocks.iter().any(is_loose) {
        return;
    }
    let mut kept = Vec::with_capacity(blocks.len());
    let mut loose: Vec<Block> = Vec::new();
    for mut block in std::mem::take(blocks) {
        if is_loose(&block) {
            loose.push(block);
            continue;
        }
        // From the last on, so that they are in order before the text.
        while let Some(anchors) = loose.pop() {
            if let Some(anchors) = give(anchors, &mut block) {
                loose.push(anchors);
                break;
            }
        }
        kept.append(&mut loose);
        kept.push(block);
    }
    kept.append(&mut loose);
    *blocks = kept;
}

/// Whether a block is a paragraph of anchors without a word.
fn is_loose(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let is_blank = |it: &Inline| {
        matches!(&it.kind, InlineKind::SoftBreak)
            || matches!(&it.kind, InlineKind::Text(text) if text.trim().is_empty())
    };
    block.attr == Attr::default()
        && content.iter().all(|it| is_blank(it) || anchor(it).is_some())
        && content.iter().any(|it| anchor(it).is_some())
}

/// The id of an anchor without text.
fn anchor(inline: &Inline) -> Option<&Id> {
    let InlineKind::Span { attr, content } = &inline.kind else { return None };
    attr.id.as_ref().filter(|_| content.is_empty())
}

/// Gives the anchors of a paragraph to a block; gives the paragraph back where the block has no room for them.
fn give(anchors: Block, block: &mut Block) -> Option<Block> {
    let BlockKind::Paragraph(mut found) = anchors.kind else { return None };
    found.retain(|it| anchor(it).is_some());
    let is_text = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. });
    if let ([only], None, false) = (found.as_slice(), &block.attr.id, is_text) {
        block.attr.id = anchor(only).cloned();
        return None;
    }
    if let Some(content) = first_text(block) {
        content.splice(0..0, found);
        return None;
    }
    Some(Block { kind: BlockKind::Paragraph(found), ..anchors })
}

/// The first text of a block; `None` where it begins with something else.
fn first_text(block: &mut Block) -> Option<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => Some(content),
        BlockKind::List(list) => first_text(list.items.first_mut()?.blocks.first_mut()?),
        BlockKind::DefinitionList(list) => Some(&mut list.first_mut()?.terms.first_mut()?.content),
        BlockKind::Quote(inner)
        | BlockKind::Container(inner)
        | BlockKind::Admonition { blocks: inner, .. } => first_text(inner.first_mut()?),
        BlockKind::Table(table) => table.rows_mut().next()?.cells.first_mut()?.first_inlines_mut(),
        BlockKind::Figure(_) | BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::document::dump::dump;
    use crate::document::{Spans, text};
    use crate::parse::parse;
    use crate::publication::Publication;
    use crate::source::{Source, Sources};

    /// The addresses of the links, the words, and the number of reports.
    fn settled(text: &str) -> (Vec<String>, String, usize) {
        let mut sources = Sources::new();
        let ids: Vec<_> = sources.add(Source::new("a.md", text)).into_iter().collect();
        let (mut document, _) = parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new());
        let mut diags = Diagnostics::new();
        settle_links(&mut document, &|_| false, &mut diags);
        let (mut found, mut words) = (Vec::new(), String::new());
        walk_inlines_mut(&mut document.blocks, &mut |inlines| {
            words.push_str(&text::plain(inlines));
            for inline in inlines {
                if let InlineKind::Link { target: Target::Url(url), .. } = &inline.kind {
                    found.push(url.clone());
                }
            }
        });
        (found, words, diags.iter().count())
    }

    #[test]
    fn a_relative_link_leads_from_the_address_of_the_publication() {
        let text = "---\ntitle: A\nlang: en\nurl: https://harbour.example/faq.html\n---\n\n[one](en.html), [two](https://x.example)";
        let (found, _, reports) = settled(text);
        assert_eq!(found, ["https://harbour.example/en.html", "https://x.example"]);
        assert_eq!(reports, 0);
    }

    #[test]
    fn without_an_address_the_words_stay() {
        let (found, words, reports) = settled("See [*that* page](other.md) and [x](//cdn.example/x).");
        assert_eq!(found, ["https://cdn.example/x"]);
        assert!(words.contains("See that page and x."), "{words}");
        assert_eq!(reports, 1);
    }

    fn tree(source: &str) -> String {
        let mut sources = Sources::new();
        let ids: Vec<_> = sources.add(Source::new("source.md", source)).into_iter().collect();
        let (document, _) = parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new());
        let lines: Vec<String> =
            dump(&document, Spans::Hidden).lines().map(|it| it.trim().to_owned()).collect();
        lines.join("; ")
    }

    #[test]
    fn an_anchor_alone_belongs_to_what_follows() {
        let heading = tree("<a id=\"g\"></a>\n\n## Guidelines\n\ntext\n");
        assert!(!heading.contains("paragraph; span #g"), "{heading}");
        assert!(heading.contains("#guidelines; span #g; \"Guidelines\""), "{heading}");
        let list = tree("text\n\n<a id=\"g\"></a>\n\n- item\n");
        assert!(list.contains("list, bulleted, tight #g"), "{list}");
        let last = tree("text\n\n<a id=\"g\"></a>\n");
        assert!(last.contains("span #g"), "nothing follows it: {last}");
    }
}
