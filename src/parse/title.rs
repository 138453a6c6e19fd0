//! The title of a document that gives none.
//!
//! Many plain files begin with a heading that names the whole, perhaps after a line of badges. It becomes the title,
//! which every edition shows once, as its first heading. Where there is none, the name of the file has to serve.

use crate::diag::rules::MISSING_TITLE;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::walk::{Node, walk, walk_blocks_mut};
use crate::document::{Attr, Block, BlockKind, Document, Id, Inline, InlineKind, Target, text};

/// Gives a document its title where the metadata has none: the heading that it begins with, else the name of its
/// file, which is reported.
pub fn complete_title(document: &mut Document, diags: &mut Diagnostics) {
    if !document.meta.title.trim().is_empty() || take_heading(document) {
        return;
    }
    let name = document.meta.slug.replace(['-', '_'], " ");
    document.meta.title = name.split_whitespace().collect::<Vec<&str>>().join(" ");
    let place = document.meta.span.start_point();
    let message = format!("no title set; the name of the file is used: `{}`", document.meta.title);
    let help = "add `title: \"…\"` to the front matter, between two lines of `---`";
    diags.push(Diagnostic::new(&MISSING_TITLE, place, message).help(help));
}

/// Takes the heading that names the whole as the title; whether there is one. Links, images and notes in it stay, as a
/// paragraph; the heading itself stays where a link leads to it.
fn take_heading(document: &mut Document) -> bool {
    let Some((at, title)) = leading_title(document) else { return false };
    document.meta.title = title;
    let led_to = document.blocks[at].attr.id.as_ref().is_some_and(|id| leads_to(document, id));
    if led_to {
        return true;
    }
    let span = document.blocks[at].span;
    raise_below(document, at);
    let mut rest = Vec::new();
    if let BlockKind::Heading { content, .. } = &mut document.blocks[at].kind {
        rest = kept(std::mem::take(content));
    }
    if rest.is_empty() {
        document.blocks.remove(at);
        for chapter in document.chapters.iter_mut().filter(|it| it.first_block > at) {
            chapter.first_block -= 1;
        }
    } else {
        document.blocks[at] = Block { kind: BlockKind::Paragraph(rest), attr: Attr::default(), span };
    }
    true
}

/// Raises the headings below a title that is not of the first level, as it is raised itself.
fn raise_below(document: &mut Document, at: usize) {
    let above = document.blocks[at].level().map_or(0, |it| it - 1);
    walk_blocks_mut(&mut document.blocks, &mut |block| {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = level.saturating_sub(above).max(1);
        }
    });
}

/// Whether a name is given to files of any content, so that it says nothing of it.
fn is_common(name: &str) -> bool {
    ["readme", "index"].iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// The heading that a document begins with, and its words, where no other heading is as high, or where the name of the file would say
/// less.
fn leading_title(document: &Document) -> Option<(usize, String)> {
    let at = document.blocks.iter().position(|it| !is_badges(it))?;
    let level = document.blocks[at].level()?;
    let BlockKind::Heading { content, .. } = &document.blocks[at].kind else { return None };
    let words = |it: &[Inline]| text::name(it).split_whitespace().collect::<Vec<&str>>().join(" ");
    let named: Vec<Inline> = content.iter().filter(|it| !stands_for_image(it)).cloned().collect();
    let title = Some(words(&named)).filter(|it| !it.is_empty()).unwrap_or_else(|| words(content));
    let mut rivals = 0;
    walk(&document.blocks, &mut |node| {
        if let Node::Block(block) = node {
            rivals += usize::from(block.level().is_some_and(|it| it <= level));
        }
    });
    let is_alone = rivals == 1 || level == 1 && is_common(&document.meta.slug);
    (is_alone && !title.is_empty()).then_some((at, title))
}

/// Whether a block is a line of badges: images, and links around images or in their stead, and no other words.
fn is_badges(block: &Block) -> bool {
    let is_badge = |it: &Inline| match &it.kind {
        InlineKind::Image(_) | InlineKind::Link { .. } | InlineKind::SoftBreak | InlineKind::LineBreak => {
            true
        }
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::Emph(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Sub(_)
        | InlineKind::Sup(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Underline(_)
        | InlineKind::Highlight(_)
        | InlineKind::Small(_)
        | InlineKind::Keyboard(_)
        | InlineKind::Abbreviation { .. }
        | InlineKind::Code(_)
        | InlineKind::NoteRef(_)
        | InlineKind::Span { .. } => false,
    };
    match &block.kind {
        BlockKind::Figure(figure) => figure.caption.is_empty(),
        BlockKind::Paragraph(content) => content.iter().all(is_badge),
        BlockKind::Container(blocks) => blocks.iter().all(is_badges),
        BlockKind::Heading { .. }
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::Table(_)
        | BlockKind::Admonition { .. }
        | BlockKind::ThematicBreak => false,
    }
}

/// Whether an inline is an image, or the text that stands for one: that is shorter than its place in the source.
fn stands_for_image(inline: &Inline) -> bool {
    const MARKS: usize = "![]".len();
    if let InlineKind::Text(text) = &inline.kind {
        return inline.span.range().len() >= text.len() + MARKS;
    }
    if let InlineKind::Link { content, .. } = &inline.kind {
        return content.iter().all(stands_for_image);
    }
    matches!(inline.kind, InlineKind::Image(_))
}

/// What of a heading a title cannot hold: its links, images and notes.
fn kept(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for mut inline in content {
        let stays = |it: &InlineKind| {
            matches!(it, InlineKind::Image(_) | InlineKind::Link { .. } | InlineKind::NoteRef(_))
        };
        if !stays(&inline.kind) {
            out.extend(inline.kind.children_mut().map(std::mem::take).map(kept).unwrap_or_default());
            continue;
        }
        if !out.is_empty() {
            out.push(Inline { kind: InlineKind::Text(" ".to_owned()), span: inline.span });
        }
        out.push(inline);
    }
    out
}

/// Whether a link of the text or of a note leads to an id.
fn leads_to(document: &Document, id: &Id) -> bool {
    let mut found = false;
    document.walk(|node| {
        if let Node::Inline(inline) = node
            && let InlineKind::Link { target: Target::Anchor(to), .. } = &inline.kind
        {
            found |= to == id;
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::publication::Publication;
    use crate::source::{Source, Sources};

    /// The document of a file of a name, without its title.
    fn titled(name: &str, text: &str) -> Document {
        let mut sources = Sources::new();
        let ids: Vec<_> = sources.add(Source::new("source.md", text)).into_iter().collect();
        let mut publication = Publication::default();
        publication.meta.slug = name.to_owned();
        parse(&sources, &ids, &publication, &mut Diagnostics::new()).0
    }

    /// The title and the number of blocks, of a file of the name `code-of-conduct`.
    fn check(text: &str, title: &str, blocks: usize) {
        let mut document = titled("code-of-conduct", text);
        let mut diags = Diagnostics::new();
        complete_title(&mut document, &mut diags);
        assert_eq!((document.meta.title.as_str(), document.blocks.len()), (title, blocks), "{text}");
        assert_eq!(diags.is_empty(), title != NAME, "{text}");
    }

    const NAME: &str = "code of conduct";

    #[test]
    fn a_heading_alone_at_the_head_is_the_title() {
        check("# A Plain File\n\nText.\n\n## A Part\n", "A Plain File", 2);
        check("A Plain\nFile\n===\n\nText.", "A Plain File", 1);
        check("## A Part\n\nText.\n\n### Below\n", "A Part", 2);
        check("# With a *stress* and `code`\n\nText.", "With a stress and code", 1);
    }

    #[test]
    fn headings_below_a_title_rise_with_it() {
        let mut document = titled("readme", "### Harbour\n\n#### Quay\n\n> ##### Pier\n");
        complete_title(&mut document, &mut Diagnostics::new());
        let mut levels = Vec::new();
        walk(&document.blocks, &mut |node| {
            if let Node::Block(block) = node {
                levels.extend(block.level());
            }
        });
        assert_eq!(levels, [2, 3]);
    }

    #[test]
    fn a_file_of_a_common_name_has_the_title_of_its_first_heading() {
        for (name, text, title) in [
            ("README", "# Harbour\n\nText.\n\n# License\n\nText.\n", "Harbour"),
            ("readme", "## Harbour\n\n## License\n", "readme"),
            ("a--quay", "# Harbour\n\n# License\n", "a quay"),
        ] {
            let mut document = titled(name, text);
            complete_title(&mut document, &mut Diagnostics::new());
            assert_eq!(document.meta.title, title, "{text}");
        }
    }

    #[test]
    fn badges_may_stand_before_the_title() {
        check("[![Build](https://x.example/b.svg)](https://x.example)\n\n# Harbour\n\nText.", "Harbour", 2);
    }

    #[test]
    fn a_title_that_is_given_stays() {
        check("---\ntitle: Given\n---\n\n# A Heading\n\nText.", "Given", 2);
    }

    #[test]
    fn a_heading_among_others_is_none() {
        check("# One\n\nText.\n\n# Two\n", NAME, 3);
        check("Text.\n\n# One\n", NAME, 2);
        check("Only text.", NAME, 1);
        check("## One\n\n# Two\n", NAME, 2);
    }

    #[test]
    fn nothing_of_a_heading_is_lost() {
        check("# With a note[^1]\n\nText.\n\n[^1]: Note.", "With a note", 2);
        check("# [Harbour](https://harbour.example)\n\nText.", "Harbour", 2);
        check("# Linked\n\nSee [above](#linked).", "Linked", 2);
        check(
            "# Harbour [![Build](https://x.example/b.svg)](https://x.example) ![v1](v.svg)\n\nText.",
            "Harbour",
            2,
        );
        check("# Linked\n\nText[^1].\n\n[^1]: See [above](#linked).", "Linked", 2);
    }
}
