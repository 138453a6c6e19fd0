//! `literal-markup`: markup that is broken, so that readers see its signs.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::neighbours::{paragraph, runs};
use crate::check::passage::Passage;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::Block;
use crate::source::{Span, beginning};

/// The longest address that is looked for, in bytes.
const LONGEST: usize = 2000;

/// Markup that is broken, so that readers see its signs.
pub(super) static RULE: Rule = Rule {
    id: "literal-markup",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: true,
    summary: "broken markup that is printed as text",
    explanation: r##"A missing space, or one too many, and Markdown takes markup for text: every edition prints
its signs. Reported are a heading without a space after its `#`, a space between the two halves of
a link, a link that something in its text has broken, as the mark of a note does, rows of a table
without the line of dashes below the first, code that is not closed, and asterisks or underscores
that mark nothing, as beside a letter.

Wrong:

```markdown
#Heading

See [the rules] (https://example.org/rules). The word**"Rule"**s is odd.
```

Right:

```markdown
# Heading

See [the rules](https://example.org/rules). The word "**Rule**"s is odd.
```

Where the signs are meant, write a backslash before them, or make them code.
`pamphlet check --fix` corrects headings and links that have a space too few or too many.
"##,
};

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    runs(cx.document, &mut |blocks| {
        for block in blocks.iter().filter(|it| paragraph(it).is_some()) {
            heading(block, cx, diags);
            table(block, cx, diags);
        }
    });
    for passage in &cx.passages {
        links(passage, cx, diags);
        code(passage, cx, diags);
        emphasis(passage, cx, diags);
    }
}

/// A line that begins with `#` and a letter. Several such words are tags, and a figure is the number of an issue.
fn heading(block: &Block, cx: &Context<'_>, diags: &mut Diagnostics) {
    let source = cx.sources.slice(block.span).trim_end();
    let text = source.trim_start_matches('#');
    let signs = source.len() - text.len();
    let is_heading = (1..=6).contains(&signs)
        && text.starts_with(char::is_alphabetic)
        && !text.contains(['\n', '#'])
        && (signs > 1 || text.starts_with(char::is_uppercase));
    if is_heading {
        let start = block.span.range().start;
        let gap = Span::new(block.span.source, start + signs..start + signs);
        let fault = Diagnostic::new(&RULE, block.span, "this is no heading: a space is missing after `#`");
        diags.push(fault.help("write a space after the `#`, or `\\#` if it is meant").repair(gap, " "));
    }
}

/// Lines between bars without a line of dashes.
fn table(block: &Block, cx: &Context<'_>, diags: &mut Diagnostics) {
    let source = cx.sources.slice(block.span).trim_end();
    let is_row = |line: &str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2
    };
    if source.lines().count() > 1 && source.lines().all(is_row) {
        let fault = Diagnostic::new(&RULE, block.span, "this is no table: a line of dashes is missing");
        diags.push(fault.help("write `|---|---|` below the first row, with as many parts as it has cells"));
    }
}

/// Links that are text: `] (` and `](`.
fn links(passage: &Passage, cx: &Context<'_>, diags: &mut Diagnostics) {
    let mut last = None;
    for (at, bracket) in passage.text.match_indices(['[', ']']) {
        if bracket == "[" {
            last = Some(at);
            continue;
        }
        let rest = beginning(&passage.text[at + 1..], LONGEST);
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let Some(target) = rest[spaces..].strip_prefix('(') else { continue };
        let Some(target) = target.split_once(')').map(|it| it.0) else { continue };
        let is_target = spaces < 2 && is_address(target);
        let Some(open) = last.filter(|_| is_target) else { continue };
        let range = open..at + 1 + spaces + target.len() + 2;
        let mark = at..at + 1;
        // An escaped bracket is meant.
        if passage.spelling(mark, cx.sources) != "]" || passage.spelling(open..open + 1, cx.sources) != "[" {
            continue;
        }
        let gap = at + 1..at + 1 + spaces;
        let place = passage.place(range, cx.sources);
        diags.push(if spaces > 0 {
            let fault = Diagnostic::new(&RULE, place, "this is no link: a space is before its address");
            let fault = fault.help("remove the space between `]` and `(`");
            let place = passage.place(gap, cx.sources);
            let safe = cx.sources.slice(place) == " " && target.contains("://");
            if safe { fault.repair(place, "") } else { fault }
        } else {
            let fault =
                Diagnostic::new(&RULE, place, "this is no link: something in its text or address breaks it");
            fault.help("move the mark of a note or another link out of the text of the link")
        });
    }
}

/// Whether what is in parentheses is an address, a place, or the name of a file.
fn is_address(target: &str) -> bool {
    target.contains("://") || target.starts_with(['#', '/', '.']) || is_file(target)
}

/// Whether a target is the name of a file.
fn is_file(target: &str) -> bool {
    let ending = target.rsplit_once('.').map_or("", |it| it.1);
    !target.contains(' ')
        && (2..=5).contains(&ending.len())
        && ending.bytes().all(|it| it.is_ascii_alphanumeric())
}

/// A backtick that opens code which nothing closes.
fn code(passage: &Passage, cx: &Context<'_>, diags: &mut Diagnostics) {
    for (at, _) in passage.text.match_indices('`') {
        let before = passage.text[..at].chars().next_back();
        let after = passage.text[at + 1..].chars().next();
        let opens = before.is_none_or(|it| it.is_whitespace() || "([{“‘\"'".contains(it))
            && after.is_some_and(|it| !it.is_whitespace() && it != '`');
        if opens && passage.spelling(at..at + 1, cx.sources) == "`" {
            let place = passage.place(at..at + 1, cx.sources);
            let fault = Diagnostic::new(&RULE, place, "this code is not closed");
            return diags.push(fault.help("write a backtick at its end, or `` \\` `` if it is meant"));
        }
    }
}

/// Asterisks and underscores that mark nothing.
fn emphasis(passage: &Passage, cx: &Context<'_>, diags: &mut Diagnostics) {
    let Some(range) = unset(&passage.text) else { return };
    let mark = range.clone();
    if *passage.spelling(mark.clone(), cx.sources) != passage.text[mark] {
        return;
    }
    let message = format!("`{}` marks nothing here", &passage.text[range.clone()]);
    let fault = Diagnostic::new(&RULE, passage.place(range, cx.sources), message);
    diags.push(fault.help(
        "put it next to a letter on the inside and a space or punctuation on the outside, or write a backslash before it",
    ));
}

/// The first sign of stress that stands for itself and cannot be meant to: two asterisks or underscores beside text, and
/// one asterisk of a pair that another encloses text with.
fn unset(text: &str) -> Option<Range<usize>> {
    for mark in ["**", "__", "*"] {
        let sites: Vec<usize> = text.match_indices(mark).map(|it| it.0).collect();
        let beside = |at: usize| {
            let before = text[..at].chars().next_back();
            let after = text[at + mark.len()..].chars().next();
            let sign = mark.chars().next();
            // A longer row is a rule or a censored word.
            (before != sign && after != sign).then_some((before, after))
        };
        let solid = |it: Option<char>| it.is_some_and(|it| !it.is_whitespace());
        let word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        for (index, at) in sites.iter().enumerate() {
            let Some((before, after)) = beside(*at) else { continue };
            let closing =
                sites.get(index + 1).filter(|it| beside(**it).is_some_and(|(before, _)| solid(before)));
            let is_power = word(before) && word(after) && closing.is_none();
            let found = match mark {
                "*" | "__" => {
                    let end = closing.and_then(|it| beside(*it));
                    // `word*"x"*word`: punctuation inside, a letter outside.
                    let odd = |inside: Option<char>, outside: Option<char>| {
                        solid(inside) && !word(inside) && word(outside)
                    };
                    solid(after) && end.is_some_and(|(last, next)| odd(after, before) || odd(last, next))
                }
                _ => solid(after) && !is_power,
            };
            if found {
                return Some(*at..at + mark.len());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_may_be_meant_are_left() {
        for good in [
            "2**3 and a*b",
            "a * b * c",
            "word* and more*",
            "f****",
            "___",
            "__init__",
            "3 ** 4",
            "*.rs and *.md",
        ] {
            assert_eq!(unset(good), None, "{good}");
        }
        for bad in ["word**“Quote”**s", "前面**强调。**后面", "**open for ever", "a*\"b\"*c", "a__(b)__c"]
        {
            assert!(unset(bad).is_some(), "{bad}");
        }
    }
}
