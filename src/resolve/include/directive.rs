//! The directives by which a text names another file: mdBook's, Quarto's, MultiMarkdown's, and that of a container.

use std::ops::Range;

use crate::resolve::include::part::Fence;

/// A directive in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive {
    /// What it takes the place of.
    pub(super) range: Range<usize>,
    /// What it does.
    pub(super) action: Action,
    /// Whether it is in fenced code.
    pub(super) in_code: bool,
}

/// What a directive does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// The file, or a part of it, comes in its place.
    Include {
        /// The path, with the part.
        name: String,
        /// What goes around it.
        around: Around,
    },
    /// A backslash before a directive goes: it is meant to be read.
    Unescape,
}

/// What goes around the text of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Nothing,
    /// It is a block of its own.
    Lines,
    /// It is code in Rust.
    Rust,
}

/// Whether a text may hold a directive.
pub(super) fn may_hold(text: &str) -> bool {
    text.contains("{{") || text.contains("include=")
}

/// The directives of a part of a text, in order.
pub(super) fn directives(text: &str, range: Range<usize>) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut fence = Fence::default();
    let mut in_comment = false;
    let mut at = range.start;
    let mut taken = at;
    for line in text[range.clone()].split_inclusive('\n') {
        let was_open = fence.is_open();
        let in_code = fence.line(line) && was_open;
        let start = at;
        at += line.len();
        if start < taken {
            continue;
        }
        if !in_code {
            let was_in_comment = in_comment;
            in_comment = comment_after(line, in_comment);
            if was_in_comment || line.contains("<!--") {
                continue;
            }
            if let Some(directive) = container(text, start..at, range.end) {
                taken = directive.range.end;
                found.push(directive);
                continue;
            }
        }
        if line.contains("{{") {
            found.extend(braces(line, start, in_code));
        }
    }
    found
}

/// Whether a comment is open after a line.
fn comment_after(line: &str, open: bool) -> bool {
    match (line.rfind("<!--"), line.rfind("-->")) {
        (Some(opens), Some(closes)) => opens > closes,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => open,
    }
}

/// The directives in braces of a line.
fn braces(line: &str, start: usize, in_code: bool) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find("{{").map(|it| from + it) {
        from = open + 2;
        let Some(length) = line[from..].find("}}") else { break };
        let (inner, end) = (&line[from..from + length], from + length + 2);
        let alone = line[..open].trim_matches([' ', '\t', '>']).is_empty() && line[end..].trim().is_empty();
        let Some(action) = action(inner, alone) else { continue };
        let before = &line[..open];
        let escaped = before.ends_with('\\');
        // Code within the line shows a directive.
        let shown = !in_code && before.matches('`').count() % 2 == 1;
        let directive = |range: Range<usize>, action| Directive {
            range: start + range.start..start + range.end,
            action,
            in_code,
        };
        if escaped && in_code {
            found.push(directive(open - 1..open, Action::Unescape));
        } else if !escaped && !shown {
            found.push(directive(open..end, action));
            from = end;
        }
    }
    found
}

/// What is between two pairs of braces, if it names a file. `alone` is whether it has its line for itself.
fn action(inner: &str, alone: bool) -> Option<Action> {
    let include = |name: &str, around| Some(Action::Include { name: name.to_owned(), around });
    if let Some(helper) = inner.strip_prefix('#') {
        let mut words = helper.split_whitespace();
        return match words.next()? {
            "include" | "rustdoc_include" => include(words.next()?, Around::Nothing),
            "playground" | "playpen" => include(words.next()?, Around::Rust),
            _ => None,
        };
    }
    if let Some(shortcode) = inner.strip_prefix('<').and_then(|it| it.strip_suffix('>')) {
        let (word, name) = shortcode.trim().split_once(char::is_whitespace)?;
        let name = name.trim().trim_matches(['"', '\'']);
        return include(name, Around::Nothing).filter(|_| word == "include" && !name.is_empty());
    }
    let is_path = inner.rsplit_once('.').is_some_and(|(stem, ending)| {
        matches!(ending, "md" | "markdown" | "txt" | "qmd" | "rmd") && !stem.contains(char::is_whitespace)
    });
    include(inner, Around::Nothing).filter(|_| is_path && alone)
}

/// The line `::: {include="part.md"}`. With the closing line right below it, both go; else the text comes first in the
/// container.
fn container(text: &str, line: Range<usize>, end: usize) -> Option<Directive> {
    let content = text[line.clone()].trim();
    let attributes = content.trim_start_matches(':').trim();
    let is_fence = content.starts_with(":::") && attributes.starts_with('{') && attributes.ends_with('}');
    let inner = attributes.get(1..attributes.len().checked_sub(1)?).filter(|_| is_fence)?;
    let (before, value) = inner.split_once("include=")?;
    let (name, after) = match value.chars().next().filter(|it| matches!(it, '"' | '\'')) {
        Some(quote) => value[1..].split_once(quote)?,
        None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
    };
    if !(before.is_empty() || before.ends_with(char::is_whitespace)) {
        return None;
    }
    let mut closing = line.end;
    let closes = text[line.end..end].split_inclusive('\n').find_map(|next| {
        closing += next.len();
        let next = next.trim();
        (!next.is_empty()).then(|| next.len() >= 3 && next.trim_matches(':').is_empty())
    });
    let alone = before.trim().is_empty() && after.trim().is_empty() && closes == Some(true);
    let range = if alone { line.start..closing } else { line.end..line.end };
    let action = Action::Include { name: name.trim().to_owned(), around: Around::Lines };
    Some(Directive { range, action, in_code: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let show = |it: Directive| match it.action {
            Action::Include { name, around } => format!("{:?} {name} {around:?}", &text[it.range]),
            Action::Unescape => format!("{:?} escaped", &text[it.range]),
        };
        directives(text, 0..text.len()).into_iter().map(show).collect()
    }

    #[test]
    fn files_are_named_in_four_ways() {
        assert_eq!(found("{{#include a.md:x}}\n"), [r##""{{#include a.md:x}}" a.md:x Nothing"##]);
        assert_eq!(
            found("a {{#rustdoc_include b.rs:2:}} b"),
            [r##""{{#rustdoc_include b.rs:2:}}" b.rs:2: Nothing"##]
        );
        assert_eq!(
            found("{{#playground c.rs editable}}"),
            [r##""{{#playground c.rs editable}}" c.rs Rust"##]
        );
        assert_eq!(found("{{< include _d.qmd >}}"), [r#""{{< include _d.qmd >}}" _d.qmd Nothing"#]);
        assert_eq!(found("> {{e.md}}\n"), [r#""{{e.md}}" e.md Nothing"#]);
        assert_eq!(
            found("::: {include=\"f.md#g\"}\n:::\nx"),
            [r##""::: {include=\"f.md#g\"}\n:::\n" f.md#g Lines"##]
        );
        assert_eq!(found("::: {.tip include=f.md}\nx\n:::\n"), [r#""" f.md Lines"#]);
    }

    #[test]
    fn what_only_shows_a_directive_is_none() {
        for text in [
            "`{{#include a.md}}`",
            "\\{{#include a.md}}",
            "a {{b.md}} c",
            "{{name}} {{#if x}} {{< var x >}} {{#include",
            "<!--\n{{#include a.md}}\n-->\n",
            "```\n::: {include=a.md}\n:::\n```\n",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("```\n\\{{#include a.md}}\n```\n"), [r#""\\" escaped"#]);
        assert_eq!(found("```\n{{#include a.rs}}\n```\n").len(), 1);
    }
}
