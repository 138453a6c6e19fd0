//! `unknown-class`: a class that has no effect.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::Admonition;
use crate::document::attr::{INDEX, NOT, ONLY, TERM, is_of_index};
use crate::document::walk::Node;
use crate::source::Span;

/// A class has no effect.
pub(super) static RULE: Rule = Rule {
    id: "unknown-class",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "a class that has no effect",
    explanation: r##"Some classes change what an edition looks like: `epigraph`, `verse`, `centered`, `smallcaps`,
`unnumbered` and others, which the manual lists. Any other class is passed on to the HTML and EPUB editions, where
no style knows it. It is often a slip, or a class of another program.

Wrong:

```markdown
A [word]{.small-caps}.
```

Right:

```markdown
A [word]{.smallcaps}.
```

Allow the rule if a style of your own uses the class.
"##,
};

/// The classes that authors write and editions know.
const WRITTEN: [&str; 41] = [
    "abstract",
    "acknowledgements",
    "acknowledgments",
    "afterword",
    "appendix",
    "center",
    "centered",
    "colophon",
    "conclusion",
    "copyright",
    "credit",
    "dedication",
    "display",
    "epigraph",
    "epilogue",
    "excerpt",
    "foreword",
    "glossary",
    "here",
    "imprint",
    "index",
    "introduction",
    "lead",
    "list-of-abbreviations",
    "list-of-figures",
    "list-of-listings",
    "list-of-tables",
    "listing",
    "page",
    "page-break",
    "part",
    "preface",
    "prologue",
    "pull-quote",
    "pullquote",
    "qna",
    "right",
    "sidebar",
    "term",
    "unnumbered",
    "verse",
];

/// The classes that reading reports, that the program generates, or that it gives to what a document of Pandoc's has;
/// those that it has understood are no longer in the tree.
const OTHERS: [&str; 33] = [
    "abbreviations",
    "caption",
    "caption-number",
    "citation",
    "content-hidden",
    "content-visible",
    "deletion",
    "end-notes",
    "example",
    "expansion",
    "figure",
    "index-entries",
    "index-letter",
    "inline",
    "insertion",
    "line-block",
    "known-abbreviation",
    "list-of-captions",
    "locator",
    "math",
    "note-ref",
    "number",
    "own-index",
    "own-list",
    "page-number",
    "page-reference",
    "reference",
    "reference-back",
    "reference-entry",
    "reference-group",
    "reference-kind",
    "references",
    "section-number",
];

/// The classes that an author may write, with those of remarks, which reading understands.
pub fn classes() -> impl Iterator<Item = &'static str> {
    let understood = ["smallcaps", "underline", "decorative"].into_iter();
    WRITTEN.into_iter().chain(Admonition::ALL.map(Admonition::class)).chain(understood)
}

/// Whether a class has an effect, or is a condition.
fn is_known(class: &str) -> bool {
    WRITTEN.contains(&class) || OTHERS.contains(&class) || class.starts_with(ONLY) || class.starts_with(NOT)
}

/// Finds them, each once, at its first place.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let mut unknown: BTreeMap<String, (Span, usize)> = BTreeMap::new();
    cx.document.walk(&mut |node: Node<'_>| {
        for attr in node.attributes() {
            for class in attr.classes.iter().filter(|it| {
                !(is_known(it) || (attr.has_class(INDEX) || attr.has_class(TERM)) && is_of_index(it))
            }) {
                unknown.entry(class.clone()).or_insert((node.span(), 0)).1 += 1;
            }
        }
    });
    for (class, (span, count)) in unknown {
        let more = if count > 1 { format!(", here and in {} more places", count - 1) } else { String::new() };
        let message = format!("the class `{class}` has no effect{more}");
        let help = "remove it, or use one of those in the chapter of the manual about the source";
        diags.push(Diagnostic::new(&RULE, place(cx, &class, span), message).help(help));
    }
}

/// Where the class is named in the source of a node; else where the node begins.
fn place(cx: &Context<'_>, class: &str, span: Span) -> Span {
    let source = cx.sources.slice(span);
    let end =
        |at: usize| !source[at + class.len()..].starts_with(|it: char| it.is_alphanumeric() || it == '-');
    let named = source
        .match_indices(class)
        .map(|it| it.0)
        .find(|at| source[..*at].ends_with(['.', ' ', ':', '{']) && end(*at));
    let at = span.range().start + named.unwrap_or(0);
    let length = named.map_or_else(|| source.lines().next().unwrap_or("").len(), |_| class.len());
    Span::new(span.source, at..at + length)
}
