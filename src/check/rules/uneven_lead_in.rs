//! `uneven-lead-in`: the words that an item begins with have another format than those of the other items.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::neighbours::{Dress, continued, lead_in, list, runs};
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::Block;
use crate::source::Span;

/// The words that an item begins with have another format than those of the other items.
pub(super) static RULE: Rule = Rule {
    id: "uneven-lead-in",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: true,
    summary: "list items that begin in different formats",
    explanation: r##"Items that begin with a word in bold, as a name of what follows, are read as
equals. One in bold italic among them seems to mean more than the others.

Wrong:

```markdown
- **Love:** …
- ***Equity:*** …
```

Right:

```markdown
- **Love:** …
- **Equity:** …
```

`pamphlet check --fix` gives each the format of the others.
"##,
};

/// Finds them: in a list and those that go on with it, what is not as most are; where none are most, as the first.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    runs(cx.document, &mut |blocks| {
        for group in groups(blocks) {
            let mut counts: BTreeMap<Dress, usize> = BTreeMap::new();
            group.iter().for_each(|(dress, _)| *counts.entry(*dress).or_default() += 1);
            let most = counts.values().max().copied().unwrap_or(0);
            let Some((usual, example)) = group.iter().find(|(dress, _)| counts.get(dress) == Some(&most))
            else {
                continue;
            };
            for (dress, span) in group.iter().filter(|(dress, _)| dress != usual) {
                let message = format!("the item begins in {}, the others in {}", word(*dress), word(*usual));
                let fault = Diagnostic::new(&RULE, *span, message).also(*example, "as here");
                let fault = fault.help("format them all in the same way");
                diags.push(match dressed(cx.sources.slice(*span), *usual) {
                    Some(text) => fault.repair(*span, text),
                    None => fault,
                });
            }
        }
    });
    between_lists(cx, diags);
}

/// Lists that all begin in bold italic, where another begins in bold: the first item of each stands for all.
fn between_lists(cx: &Context<'_>, diags: &mut Diagnostics) {
    let mut all: Vec<Vec<(Dress, Span)>> = Vec::new();
    runs(cx.document, &mut |blocks| all.extend(groups(blocks).into_iter().filter(|it| it.len() > 1)));
    let of = |group: &Vec<(Dress, Span)>, dress| {
        let count = group.iter().filter(|it| it.0 == dress).count();
        2 * count > group.len()
    };
    let Some(bold) = all.iter().find(|it| of(it, Dress::Bold)) else { return };
    let Some((_, example)) = bold.iter().find(|it| it.0 == Dress::Bold) else { return };
    for group in all.iter().filter(|it| of(it, Dress::BoldItalic)) {
        let Some((_, first)) = group.iter().find(|it| it.0 == Dress::BoldItalic) else { continue };
        let fault = Diagnostic::new(
            &RULE,
            *first,
            "the items of this list begin in bold italic, those of another in bold",
        );
        diags.push(fault.also(*example, "as here").help("format the items of both in the same way"));
    }
}

/// Marked words in another type; `None` where they are marked otherwise than with asterisks or underscores around.
fn dressed(source: &str, dress: Dress) -> Option<String> {
    let mark = source.chars().next().filter(|it| matches!(it, '*' | '_'))?;
    let inner = source.trim_matches(mark);
    let marks = match dress {
        Dress::Italic => 1,
        Dress::Bold => 2,
        Dress::BoldItalic => 3,
    };
    let marks = mark.to_string().repeat(marks);
    (source.ends_with(mark) && !inner.contains(['*', '_', '\\'])).then(|| format!("{marks}{inner}{marks}"))
}

/// The lead-ins of each list, with those of the lists that go on with it.
fn groups(blocks: &[Block]) -> Vec<Vec<(Dress, Span)>> {
    let mut groups: Vec<Vec<(Dress, Span)>> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(list) = list(block) else { continue };
        let found = list.items.iter().filter_map(lead_in);
        match groups.last_mut().filter(|_| continued(blocks, at).is_some()) {
            Some(group) => group.extend(found),
            None => groups.push(found.collect()),
        }
    }
    groups
}

fn word(dress: Dress) -> &'static str {
    match dress {
        Dress::Italic => "italic",
        Dress::Bold => "bold",
        Dress::BoldItalic => "bold italic",
    }
}
