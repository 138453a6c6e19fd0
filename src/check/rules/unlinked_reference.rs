//! `unlinked-reference`: the text sends the reader to a part of itself, and no link leads there.

use crate::check::context::Context;
use crate::check::neighbours::paragraph;
use crate::check::passage::Passage;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::{Block, BlockKind, Lang, text};
use crate::source::Span;

/// The text sends the reader to a part of itself, and no link leads there.
pub(super) static RULE: Rule = Rule {
    id: "unlinked-reference",
    aliases: &[],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "a reference to a part of the text without a link",
    explanation: r##"*See Appendix A* makes readers search for the appendix. With a link, they are there
in one step, in every edition; and if the heading
is renamed, a broken link is reported, but plain words are not.

Wrong:

```markdown
For the process, see Appendix A.

# Appendix A {#appendix-a}

How it came about.
```

Right:

```markdown
For the process, see [Appendix A](#appendix-a).

# Appendix A {#appendix-a}

How it came about.
```
"##,
};

/// What parts are called in English.
const PARTS: [&str; 7] = ["Appendix", "Annex", "Chapter", "Section", "Part", "Article", "Schedule"];

/// Finds them, in English and where no language is said, if the part is there.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let parts = parts(&cx.document.blocks);
    if parts.is_empty() {
        return;
    }
    for passage in &cx.passages {
        let words: Vec<_> = passage.words().collect();
        for three in words.windows(3) {
            let [(see, verb), (first, part), (last, label)] = three else { continue };
            // Few words begin a reference, so this is asked before all else.
            if !verb.eq_ignore_ascii_case("see") || !PARTS.contains(part) {
                continue;
            }
            let english =
                passage.lang_at(see.start).is_some_and(|it| it.primary() == "en" || *it == Lang::default());
            let range = first.start..last.end;
            let linked =
                passage.links.iter().any(|it| it.range.start < range.end && range.start < it.range.end);
            if !english || linked || !together(passage, first.end, last.start) {
                continue;
            }
            let name = format!("{part} {label}").to_lowercase();
            let Some((_, span)) = parts.iter().find(|(heading, _)| names(heading, &name)) else { continue };
            let fault = Diagnostic::new(
                &RULE,
                passage.place(range, cx.sources),
                format!("the reference to {part} {label} is not a link"),
            );
            diags.push(
                fault.also(*span, "which is here").help("link it: `[…](#…)` with the id of the heading"),
            );
        }
    }
}

fn together(passage: &Passage, from: usize, to: usize) -> bool {
    passage.text.get(from..to).is_some_and(|it| it.chars().all(char::is_whitespace))
}

/// Whether a heading is of a part, as `Appendix A: The process` is of `appendix a`.
fn names(heading: &str, part: &str) -> bool {
    heading.strip_prefix(part).is_some_and(|it| !it.starts_with(char::is_alphanumeric))
}

/// The headings in small letters, and the lines of capitals that may be meant as such.
fn parts(blocks: &[Block]) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { content, .. } => {
                found.push((text::plain(content).to_lowercase(), block.span))
            }
            BlockKind::Container(inner) => found.extend(parts(inner)),
            BlockKind::Paragraph(_) => {
                let line = paragraph(block).map(text::plain).unwrap_or_default();
                if !line.contains(char::is_lowercase) {
                    found.push((line.to_lowercase(), block.span));
                }
            }
            BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Admonition { .. }
            | BlockKind::ThematicBreak => {}
        }
    }
    found
}
