//! The title of a document that gives none but begins with a heading.
//!
//! Many plain files do: their only heading of the first level comes first and
//! names the whole. It becomes the title, which every edition shows once, as its
//! first heading.

use crate::document::walk::Node;
use crate::document::{BlockKind, Document, Id, InlineKind, Target, text};

/// Takes the first block as the title, where the metadata has none and no other heading is of the first level. It
/// stays a heading where it holds more than the words of a title, and where a link leads to it.
pub fn take_title(document: &mut Document) {
    let Some(title) = leading_title(document) else { return };
    document.blocks.remove(0);
    for chapter in &mut document.chapters {
        chapter.first_block = chapter.first_block.saturating_sub(1);
    }
    document.meta.title = title;
}

fn leading_title(document: &Document) -> Option<String> {
    let (first, rest) = document.blocks.split_first()?;
    let BlockKind::Heading { level: 1, content } = &first.kind else { return None };
    let title = text::plain(content).split_whitespace().collect::<Vec<&str>>().join(" ");
    let words = content.iter().all(|it| matches!(it.kind, InlineKind::Text(_) | InlineKind::SoftBreak));
    let untitled = document.meta.title.trim().is_empty();
    let sole = !rest.iter().any(|it| matches!(it.kind, BlockKind::Heading { level: 1, .. }));
    let target = first.attr.id.as_ref().is_some_and(|id| leads_to(document, id));
    (untitled && words && sole && !target && !title.is_empty()).then_some(title)
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
    use crate::diag::Diagnostics;
    use crate::parse::parse;
    use crate::publication::Publication;
    use crate::source::{Source, Sources};

    /// The title and the number of blocks.
    fn check(text: &str, title: &str, blocks: usize) {
        let mut sources = Sources::new();
        let ids: Vec<_> = sources.add(Source::new("source.md", text)).into_iter().collect();
        let (mut document, _) = parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new());
        take_title(&mut document);
        assert_eq!((document.meta.title.as_str(), document.blocks.len()), (title, blocks), "{text}");
    }

    #[test]
    fn a_sole_leading_heading_is_the_title() {
        check("# A Plain File\n\nText.\n\n## A Part\n", "A Plain File", 2);
        check("A Plain\nFile\n===\n\nText.", "A Plain File", 1);
    }

    #[test]
    fn a_title_that_is_given_stays() {
        check("---\ntitle: Given\n---\n\n# A Heading\n\nText.", "Given", 2);
    }

    #[test]
    fn a_heading_among_others_is_none() {
        check("# One\n\nText.\n\n# Two\n", "", 3);
        check("Text.\n\n# One\n", "", 2);
        check("## A Part\n\nText.", "", 2);
    }

    #[test]
    fn a_heading_that_would_lose_something_stays() {
        check("# With a *stress*\n\nText.", "", 2);
        check("# With a note[^1]\n\nText.\n\n[^1]: Note.", "", 2);
        check("# Linked\n\nSee [above](#linked).", "", 2);
        check("# Linked\n\nText[^1].\n\n[^1]: See [above](#linked).", "", 2);
    }
}
