//! `stray-folio`: a page number in the text.

use crate::check::context::Context;
use crate::check::neighbours::{last, paragraph, runs};
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::{Block, InlineKind, text};

/// A page number is in the text.
pub(super) static RULE: Rule = Rule {
    id: "stray-folio",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "a paragraph that is only a page number",
    explanation: r##"Text that was copied from a PDF often includes page numbers, and every edition would
show them within the text. The pages of the new PDF have their own numbers.

Wrong:

```markdown
The sentence is on two pages, and in the middle of it

12

is the number of the first.
```

Right:

```markdown
The sentence is on two pages, and nothing is in the middle of it.
```
"##,
};

/// Finds them: between two paragraphs, or at the end of all.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    runs(cx.document, &mut |blocks| {
        for (at, block) in blocks.iter().enumerate().skip(1) {
            let Some(number) = folio(block) else { continue };
            // What is led up to by a colon is meant.
            let before = paragraph(&blocks[at - 1]).map(text::plain).unwrap_or_default();
            if before.is_empty() || last(&before) == Some(':') {
                continue;
            }
            let message = format!("`{number}` seems to be a page number");
            let help = "remove it and join the text around it, or make it part of a sentence";
            diags.push(Diagnostic::new(&RULE, block.span, message).help(help));
        }
    });
}

/// What a paragraph says that is but a number: `12`, `– 12 –`, `xii`, `Page 12`, `12 / 40`, `Page 12 of 40`.
fn folio(block: &Block) -> Option<String> {
    let content = paragraph(block).filter(|_| block.attr.classes.is_empty())?;
    let plain = content.iter().all(|it| matches!(it.kind, InlineKind::Text(_)));
    let text = text::plain(content);
    let words: Vec<&str> = text.split_whitespace().filter(|it| !matches!(*it, "-" | "–" | "—")).collect();
    let page =
        |it: &str| ["page", "seite", "página", "pagina", "pág.", "p."].contains(&it.to_lowercase().as_str());
    let words = if words.first().is_some_and(|it| page(it)) { &words[1..] } else { &words[..] };
    let is = match *words {
        [one] => {
            is_number(one) || one.split_once('/').is_some_and(|(one, all)| is_number(one) && is_number(all))
        }
        [one, "/" | "of" | "von" | "de" | "di" | "sur", all] => is_number(one) && is_number(all),
        _ => false,
    };
    (plain && is).then_some(text)
}

/// Whether a word is the number of a page of a book: up to four figures, or a small number in small Roman figures.
fn is_number(word: &str) -> bool {
    let figures = word.len() <= 4 && word.bytes().all(|it| it.is_ascii_digit());
    let roman =
        (2..=8).contains(&word.len()) && word.bytes().all(|it| matches!(it, b'i' | b'v' | b'x' | b'l'));
    !word.is_empty() && (figures || roman)
}
