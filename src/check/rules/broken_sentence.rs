//! `broken-sentence`: a sentence is broken by a blank line.

use crate::check::context::Context;
use crate::check::neighbours::{self, first, last, paragraph, runs};
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::{Block, Inline, InlineKind, text};
use crate::source::Span;

/// A sentence is broken by a blank line.
pub(super) static RULE: Rule = Rule {
    id: "broken-sentence",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: true,
    summary: "a sentence that continues in the next paragraph",
    explanation: r##"A text that was copied from a PDF breaks where its pages did: the paragraph ends
without a full stop, and the next begins with a lower-case letter. Every edition then
shows two paragraphs, and in a list the item loses its second half.

Wrong:

```markdown
The vision of the movement was written down over

many months by many hands.
```

Right:

```markdown
The vision of the movement was written down over many months by many hands.
```

`pamphlet check --fix` joins the two with a space, but not where the second is indented or begins
in other type. A paragraph that begins with a label, as `(b)` or `note:`, is not reported.
"##,
};

/// The fewest words of what is broken off. A sentence that runs through a list of short items is no fault.
const FEWEST_IN_PARAGRAPH: usize = 6;
const FEWEST_IN_ITEM: usize = 20;

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    runs(cx.document, &mut |blocks| {
        for pair in blocks.windows(2) {
            let [before, after] = pair else { continue };
            if breaks_off(before) && goes_on(after) && !has_label(after) && !cx.is_foreign(after.span) {
                let fault =
                    Diagnostic::new(&RULE, after.span, "this paragraph begins in the middle of a sentence");
                let fault = fault
                    .labelled("a lower-case letter")
                    .also(end_of(before), "the sentence breaks off here");
                let fault = fault.help("join the two, or end the sentence with a full stop");
                diags.push(match gap(before, after, cx) {
                    Some(gap) => fault.repair(gap, " "),
                    None => fault,
                });
            }
        }
    });
}

/// The white space between two blocks; `None` where something else is there, as a comment or attributes, where one
/// of them is raw HTML, which ends where its line does, where a sign that has opened nothing in the one might close
/// something in the other, and where lines of the second might be more items of a list that they join.
fn gap(before: &Block, after: &Block, cx: &Context<'_>) -> Option<Span> {
    let text = cx.sources.slice(before.span);
    let spare = text.len() - text.trim_end().len();
    let range = before.span.range().end - spare..after.span.range().start;
    let same = before.span.source == after.span.source && range.start <= range.end;
    let gap = same.then(|| Span::new(before.span.source, range))?;
    let blank = cx.sources.slice(gap).chars().all(char::is_whitespace);
    let begins = cx.sources.slice(after.span).starts_with(|it: char| it != '{' && it != '<');
    let raw = |it: &Inline| it.kind.own_text().is_some_and(|text| cx.is_raw(text, it.span));
    let (one, _) = breaking(before)?;
    let two = paragraph(after)?;
    let is_indented = is_indented(after, cx);
    let is_emphasized = two.first().is_some_and(|it| !matches!(it.kind, InlineKind::Text(_)));
    let alone = !one.first().is_some_and(raw) && !has_signs(one) && !has_signs(two);
    let lines = paragraph(before).is_none() && cx.sources.slice(after.span).contains('\n');
    let joins = blank && begins && alone && !lines && !is_indented && !is_emphasized;
    (joins && !text.trim_end().ends_with('}')).then_some(gap)
}

/// Whether a paragraph begins with a label, as items of laws and of minutes do, or with a name that is never written
/// with a capital: `d. …`, `(iv) …`, `b) …`, `action items: …`, `iPhone …`.
fn has_label(block: &Block) -> bool {
    /// A label has no more words.
    const MOST: usize = 4;
    let text = text::plain(paragraph(block).unwrap_or_default());
    let text = text.trim_start();
    let first = text.split_whitespace().next().unwrap_or_default();
    let bare = first.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let numbers =
        first.len() > bare.len() && bare.chars().count() <= 5 && bare.chars().all(char::is_alphanumeric);
    let short = bare.chars().count() == 1 || bare.chars().all(|it| "ivxlc".contains(it));
    let is_item = numbers && (short || first.starts_with('('));
    let before = text.split_once(':').map(|it| it.0);
    let is_entry = before.is_some_and(|it| it.split_whitespace().count() <= MOST);
    let is_name = bare.contains(|it: char| it.is_uppercase() || it.is_numeric() || matches!(it, '_' | '/'));
    is_item || is_entry || is_name
}

/// Whether a paragraph is further in than the block before it, as its source shows.
fn is_indented(block: &Block, cx: &Context<'_>) -> bool {
    let start = block.span.range().start;
    let text = cx.sources.get(block.span.source).map_or("", |it| it.text());
    let line = text.get(..start).and_then(|it| it.rsplit('\n').next()).unwrap_or_default();
    line.chars().any(char::is_whitespace)
}

/// Whether signs of Markdown stand in a text as text.
fn has_signs(content: &[Inline]) -> bool {
    let signs = |it: char| matches!(it, '*' | '_' | '~' | '^' | '`' | '[' | ']' | '<' | '{' | '$' | '\\');
    text::plain(content).contains(signs)
}

/// The last character, where a mark can stand.
fn end_of(block: &Block) -> Span {
    Span { start: block.span.end.saturating_sub(1), ..block.span }
}

/// Whether a block ends in a paragraph that ends in no sentence mark.
fn breaks_off(block: &Block) -> bool {
    breaking(block).is_some_and(|(content, fewest)| {
        let text = text::plain(content);
        // A row of images, as badges are, ends in no word.
        let image = |it: &Inline| matches!(it.kind, InlineKind::Image(_));
        let other = |it: &Inline| matches!(it.kind, InlineKind::LineBreak) || image(it);
        let verse = content.iter().any(|it| other(it) || it.kind.children().iter().any(image));
        let open = last(&text).is_some_and(|it| it.is_alphanumeric() || it == ',');
        open && !verse && text.split_whitespace().count() >= fewest
    })
}

/// The paragraph that a block ends in, and how many words it must have.
fn breaking(block: &Block) -> Option<(&[Inline], usize)> {
    let item = || last_of_list(block).map(|it| (it, FEWEST_IN_ITEM));
    paragraph(block).map(|it| (it, FEWEST_IN_PARAGRAPH)).or_else(item)
}

fn last_of_list(block: &Block) -> Option<&[Inline]> {
    paragraph(neighbours::list(block)?.items.last()?.blocks.last()?)
}

/// Whether a block is a paragraph of text that begins with a lower-case letter, and neither a title that is set in other
/// type nor a sentence around an image, as of a formula.
fn goes_on(block: &Block) -> bool {
    let begins =
        |it: &Inline| matches!(it.kind, InlineKind::Text(_) | InlineKind::Emph(_) | InlineKind::Strong(_));
    let stands = |it: &[Inline]| match it {
        [only] => matches!(only.kind, InlineKind::Text(_)),
        many => !many.iter().any(|it| matches!(it.kind, InlineKind::Image(_))),
    };
    let content = paragraph(block).filter(|it| it.first().is_some_and(begins) && stands(it));
    content.is_some_and(|it| first(&text::plain(it)).is_some_and(char::is_lowercase))
}
