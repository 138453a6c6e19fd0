//! `missing-title`: the publication has no title.

use crate::check::context::Context;
use crate::diag::rules::MISSING_TITLE;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::outline::Outline;
use crate::document::{BlockKind, text};
use crate::source::Span;

/// Finds it.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let document = cx.document;
    if !document.meta.title.trim().is_empty() {
        return;
    }
    let outline = Outline::of(&document.blocks);
    let first = outline.iter().next().map(|it| text::plain(&it.content));
    let example = first.filter(|it| !it.is_empty() && !it.contains(['"', '\n']));
    let example = example.unwrap_or_else(|| "…".to_owned());
    let help = format!("add `title: \"{example}\"` to the front matter, between two lines of `---`");
    let fault = Diagnostic::new(&MISSING_TITLE, document.meta.span.start_point(), "no title set").help(help);
    // A text that was copied from pages begins with what stood on the first.
    let opening = document.blocks.first().filter(|it| matches!(it.kind, BlockKind::Paragraph(_)));
    let title = opening.filter(|it| is_short(it.span, cx));
    diags.push(match title {
        Some(block) => fault.also(block.span, "this may be the title"),
        None => fault,
    });
}

/// Whether a text has few words and does not end as a sentence does.
fn is_short(span: Span, cx: &Context<'_>) -> bool {
    let text = cx.sources.slice(span);
    text.split_whitespace().count() <= 20 && text.trim_end().ends_with(char::is_alphanumeric)
}
