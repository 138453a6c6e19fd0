//! Headings of a Markdown text one or more levels deeper, where a chapter is below another.

use crate::diag::Diagnostics;
use crate::document::{BlockKind, Document};
use crate::parse::parse;
use crate::publication::Publication;
use crate::source::{Source, Sources};

/// The tree of a text.
pub(super) fn tree(text: &str) -> Document {
    let mut sources = Sources::new();
    let ids: Vec<_> = sources.add(Source::new("", text)).into_iter().collect();
    parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new()).0
}

/// The text with its headings so many levels deeper, not below the sixth; and whether some would have been.
pub(super) fn deeper(text: &str, by: usize) -> (String, bool) {
    if by == 0 {
        return (text.to_owned(), false);
    }
    let tree = tree(text);
    let mut out = text.to_owned();
    let mut too_deep = false;
    for block in tree.blocks.iter().rev() {
        let BlockKind::Heading { level, .. } = block.kind else { continue };
        let range = block.span.range();
        let wanted = usize::from(level) + by;
        too_deep |= wanted > 6;
        let marks = "#".repeat(wanted.min(6));
        let Some(source) = text.get(range.clone()) else { continue };
        if let Some(rest) = source.strip_prefix('#') {
            let rest = rest.trim_start_matches('#');
            out.replace_range(range, &format!("{marks}{rest}"));
        } else if let Some((words, line)) = source.rsplit_once('\n')
            && line.trim().trim_matches(['=', '-']).is_empty()
        {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            out.replace_range(range, &format!("{marks} {words}"));
        }
    }
    (out, too_deep)
}

#[cfg(test)]
mod tests {
    use super::deeper;

    #[test]
    fn headings_go_down_and_nothing_else() {
        let text = "# A\n\n```\n# code\n```\n\nB\n===\n\n##### C\n\n###### D\n";
        let expected = "## A\n\n```\n# code\n```\n\n## B\n\n###### C\n\n###### D\n";
        assert_eq!(deeper(text, 1), (expected.to_owned(), true));
        assert_eq!(deeper("# A\n", 0), ("# A\n".to_owned(), false));
    }
}
