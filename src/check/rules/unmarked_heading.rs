//! `unmarked-heading`: a heading is not marked as one.

use crate::check::context::Context;
use crate::check::neighbours::paragraph;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::{Block, BlockKind, InlineKind, text};

/// A heading is not marked as one.
pub(super) static RULE: Rule = Rule {
    id: "unmarked-heading",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: false,
    summary: "a paragraph that looks like a heading",
    explanation: r##"A line of capitals, or a few words without a full stop before a paragraph, look
like a heading but are not marked as one: they are missing from the contents, from the outline
of the PDF and the EPUB, and from the headings that a screen reader lists. WCAG 2.2 (1.3.1)
requires that what looks like a heading is marked as one.

Wrong:

```markdown
CORE VALUES

Throughout the process we recognized that dreaming is only the beginning.
```

Right:

```markdown
# Core Values

Throughout the process we recognized that dreaming is only the beginning.
```
"##,
};

/// The most words of a heading in capitals, and of one in small letters.
const MOST_IN_CAPITALS: usize = 15;
const MOST: usize = 8;
/// The fewest words of a paragraph that a heading may stand above.
const FEWEST_BELOW: usize = 20;

/// Finds them, outside lists, quotations and notes, where headings are none.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    look(cx, &cx.document.blocks, diags);
}

fn look(cx: &Context<'_>, blocks: &[Block], diags: &mut Diagnostics) {
    for (at, block) in blocks.iter().enumerate() {
        if let BlockKind::Container(inner) = &block.kind {
            look(cx, inner, diags);
        }
        // The summary of `<details>` is the name of what is in it, and words may stand for an image.
        let written = cx.sources.slice(block.span).trim_start();
        let is_other = ["<img", "<picture", "![", "[!["].iter().any(|it| written.starts_with(it))
            || is_summary(block, cx)
            || is_title_of_container(block, cx);
        let Some(text) = line(block).filter(|_| !is_other) else { continue };
        let below = blocks.get(at + 1);
        // A line straight below a heading goes with it, as a subtitle does.
        let goes_with =
            at.checked_sub(1).is_some_and(|it| matches!(blocks[it].kind, BlockKind::Heading { .. }));
        let message = if is_in_capitals(&text) && below.is_some() {
            "this line of capitals looks like a heading"
        } else if !goes_with && !is_italic(block) && is_like_a_title(&text) && below.is_some_and(is_prose) {
            "this line looks like a heading"
        } else if !goes_with && is_bold(block) && is_short(&text) && below.is_some_and(is_below_bold) {
            "this bold line looks like a heading"
        } else {
            continue;
        };
        let help = "begin the line with `#` and a space, one `#` for each level, or end it with a full stop";
        diags.push(Diagnostic::new(&RULE, block.span, message).help(help));
    }
}

/// Whether the tag right before a block is that of a summary.
fn is_summary(block: &Block, cx: &Context<'_>) -> bool {
    let before = cx.sources.get(block.span.source).and_then(|it| it.text().get(..block.span.range().start));
    // Only where a tag ends is its beginning looked for, which may be far.
    let tag = before.and_then(|it| it.trim_end().strip_suffix('>')).and_then(|it| it.rsplit_once('<'));
    tag.is_some_and(|it| it.1.starts_with("summary"))
}

/// Whether a block is the title of a container, which is on the line of its fence.
fn is_title_of_container(block: &Block, cx: &Context<'_>) -> bool {
    let Some(source) = cx.sources.get(block.span.source) else { return false };
    let before = source.text().get(..block.span.range().start).unwrap_or("");
    before.rsplit('\n').next().is_some_and(|it| it.contains(":::"))
}

/// The text of a paragraph of one line with no attributes: a class would say what else it is.
fn line(block: &Block) -> Option<String> {
    let content = paragraph(block).filter(|_| block.attr.classes.is_empty())?;
    let plain =
        |it: &InlineKind| matches!(it, InlineKind::Text(_) | InlineKind::Strong(_) | InlineKind::Emph(_));
    content.iter().all(|it| plain(&it.kind)).then(|| text::plain(content))
}

fn is_in_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|it| it.is_uppercase()).count();
    let words = text.split_whitespace().count();
    let calls = ["WARNING", "NOTE", "IMPORTANT", "CAUTION", "TIP"].iter().any(|it| text.starts_with(it));
    let digits = text.chars().filter(|it| it.is_numeric()).count();
    // Letters without case are no capitals, and an abbreviation with a number is none of a heading.
    let capitals = text.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase);
    !calls && letters >= 4 && letters > digits && capitals && words <= MOST_IN_CAPITALS && ends_open(text)
}

/// A few words without mark or figure, that begin with a capital. A figure or a comma makes a date or a place of it.
fn is_like_a_title(text: &str) -> bool {
    let marks = |it: char| it.is_numeric() || matches!(it, ',' | '.' | ';' | ':' | '!' | '?');
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    capital && !text.contains(marks) && text.split_whitespace().count() <= MOST && ends_open(text)
}

/// Whether a paragraph is bold as a whole.
fn is_bold(block: &Block) -> bool {
    let content = paragraph(block).unwrap_or_default();
    matches!(content, [only] if matches!(only.kind, InlineKind::Strong(_)))
}

/// Whether a paragraph is italic as a whole, as what an actor does is.
fn is_italic(block: &Block) -> bool {
    let content = paragraph(block).unwrap_or_default();
    matches!(content, [only] if matches!(only.kind, InlineKind::Emph(_)))
}

fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= MOST
        && ends_open(text)
        && text.chars().filter(|it| it.is_alphabetic()).count() > 1
}

/// Whether a block is a paragraph that is not bold itself, or a list.
fn is_below_bold(block: &Block) -> bool {
    matches!(block.kind, BlockKind::List(_)) || paragraph(block).is_some() && !is_bold(block)
}

fn ends_open(text: &str) -> bool {
    text.trim_end().ends_with(char::is_alphanumeric)
}

fn is_prose(block: &Block) -> bool {
    let text = paragraph(block).map(text::plain).unwrap_or_default();
    let ends = text.trim_end().ends_with(|it: char| !it.is_alphanumeric());
    let begins = text.chars().next().is_some_and(|it| !it.is_lowercase());
    ends && begins && text.split_whitespace().count() >= FEWEST_BELOW
}
