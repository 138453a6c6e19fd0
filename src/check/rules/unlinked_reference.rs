//! `unlinked-reference`: the text sends the reader to a part of itself, and no link leads there.

use crate::check::context::Context;
use crate::check::neighbours::paragraph;
use crate::check::passage::Passage;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::walk::{Node, walk};
use crate::document::{Block, BlockKind, Document, Lang, text};
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
is renamed, a broken link is reported, but plain words are not. *Table 2* is found
too where the text has two tables with captions: the number that is typed stays
when a table is added before it, that of a link does not.

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

/// What figures and tables are called, by language, with whether it is a table.
const OBJECTS: [(&str, &str, bool); 26] = [
    ("en", "figure", false),
    ("en", "fig", false),
    ("en", "table", true),
    ("de", "abbildung", false),
    ("de", "abb", false),
    ("de", "tabelle", true),
    ("de", "tab", true),
    ("fr", "figure", false),
    ("fr", "fig", false),
    ("fr", "tableau", true),
    ("es", "figura", false),
    ("es", "tabla", true),
    ("it", "figura", false),
    ("it", "tabella", true),
    ("pt", "figura", false),
    ("pt", "tabela", true),
    ("nl", "figuur", false),
    ("nl", "tabel", true),
    ("pl", "rysunek", false),
    ("pl", "tabela", true),
    ("sv", "figur", false),
    ("sv", "tabell", true),
    ("ru", "рисунок", false),
    ("ru", "таблица", true),
    ("uk", "рисунок", false),
    ("uk", "таблиця", true),
];

/// Finds references to parts, in English and where no language is said, if the part is there; and those to figures and
/// tables by number, if there are so many.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    find_objects(cx, diags);
    find_parts(cx, diags);
}

/// Finds figures and tables that are named by number, without a link.
fn find_objects(cx: &Context<'_>, diags: &mut Diagnostics) {
    let objects = objects(cx.document);
    if objects.iter().all(Vec::is_empty) {
        return;
    }
    for passage in &cx.passages {
        let words: Vec<_> = passage.words().collect();
        for two in words.windows(2) {
            let [(first, name), (last, label)] = two else { continue };
            let number = label.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
            let Some(number) = number.filter(|_| first.start > 0) else { continue };
            let Some(lang) = passage.lang_at(first.start) else { continue };
            let lang = if *lang == Lang::default() { "en" } else { lang.primary() };
            let lower = name.to_lowercase();
            let found = OBJECTS.iter().find(|it| it.0 == lang && it.1 == lower);
            let object = found.and_then(|it| objects[usize::from(it.2)].get(number));
            let range = first.start..last.end;
            let between = passage.text.get(first.end..last.start).unwrap_or_default();
            let is_near = between.chars().all(|it| it.is_whitespace() || it == '.');
            let is_linked =
                passage.links.iter().any(|it| it.range.start < range.end && range.start < it.range.end);
            let Some(span) = object.filter(|_| is_near && !is_linked) else { continue };
            let message = format!("the reference to {name} {label} is not a link");
            let fault = Diagnostic::new(&RULE, passage.place(range, cx.sources), message);
            let help =
                "give it an id, as `{#roof}`, and write `[](#roof)`: the link gets its name and number";
            diags.push(fault.also(*span, "which is here").help(help));
        }
    }
}

/// The figures, and the tables, that have a number: those with a caption or an id.
fn objects(document: &Document) -> [Vec<Span>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    let mut blocks: Vec<&Block> = Vec::new();
    walk(&document.blocks, &mut |node| {
        if let Node::Block(block) = node {
            blocks.push(block);
        }
    });
    for block in blocks {
        let (at, has_caption) = match &block.kind {
            BlockKind::Figure(figure) => (0, !figure.caption.is_empty()),
            BlockKind::Table(table) => (1, table.caption.is_some()),
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Container(_)
            | BlockKind::Admonition { .. }
            | BlockKind::ThematicBreak => continue,
        };
        let attributes: Vec<_> = Node::Block(block).attributes().collect();
        let is_named = has_caption || attributes.iter().any(|it| it.id.is_some());
        if is_named && !attributes.iter().any(|it| it.has_class("unnumbered")) {
            found[at].push(block.span);
        }
    }
    found
}

/// Finds references to parts.
fn find_parts(cx: &Context<'_>, diags: &mut Diagnostics) {
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
