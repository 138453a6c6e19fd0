//! Front matter: YAML between `---` lines at the very beginning of a source.

use std::ops::Range;

/// Where the front matter of a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// What stands between the fences.
    pub(super) inner: Range<usize>,
    /// Where the body begins.
    pub(super) end: usize,
}

/// The front matter of a text: the first line is `---`, the second is not blank, and a later one is `---` or `...`.
///
/// A `---` with a blank line after it is a thematic break, as Pandoc has it.
pub(super) fn split(text: &str) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|it| is_fence(it, &["---"]))?;
    let start = first.len();
    let mut at = start;
    for line in lines {
        if is_fence(line, &["---", "..."]) {
            return Some(FrontMatter { inner: start..at, end: at + line.len() });
        }
        if at == start && line.trim().is_empty() {
            return None;
        }
        at += line.len();
    }
    None
}

fn is_fence(line: &str, fences: &[&str]) -> bool {
    fences.contains(&line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::split;

    fn check(text: &str, inner: Option<&str>, body: &str) {
        let found = split(text);
        assert_eq!(found.as_ref().map(|it| &text[it.inner.clone()]), inner, "{text:?}");
        assert_eq!(&text[found.map_or(0, |it| it.end)..], body, "{text:?}");
    }

    #[test]
    fn only_at_the_first_bytes_and_closed() {
        check("---\ntitle: A\n---\nx", Some("title: A\n"), "x");
        check("---\ntitle: A\n...\n", Some("title: A\n"), "");
        check("---\n---\nx", Some(""), "x");
        check("\n---\na: b\n---\n", None, "\n---\na: b\n---\n");
        check("---\n\na\n---\n", None, "---\n\na\n---\n");
        check("---\na: b\n", None, "---\na: b\n");
        check("", None, "");
    }
}
