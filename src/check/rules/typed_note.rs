//! `typed-note`: a note is typed with superscript figures.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::passage::Passage;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::source::Span;

/// A note is typed with superscript figures.
pub(super) static RULE: Rule = Rule {
    id: "typed-note",
    aliases: &[],
    group: Group::Structure,
    severity: Severity::Warning,
    fix: true,
    summary: "a note typed with superscript figures",
    explanation: r##"A figure such as ¹ after a word looks like a note reference but leads nowhere, in any
edition; and the text of the note is among the paragraphs, where the page ended.

Wrong:

```markdown
The leaders met for a year¹ and more.

¹ For the dates see Appendix A.
```

Right:

```markdown
The leaders met for a year[^1] and more.

[^1]: For the dates see Appendix A.
```
"##,
};

/// Finds them: the marks in the text, and the notes that begin with one.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let raised: Vec<&Passage> = cx.passages.iter().filter(|it| has_raised(&it.text)).collect();
    if raised.is_empty() {
        return;
    }
    let whole = whole(cx, &raised);
    for passage in &raised {
        for (at, mark) in passage.text.match_indices(is_raised) {
            if passage.text[..at].ends_with(is_raised) {
                continue;
            }
            let rest = passage.text[at..].trim_start_matches(is_raised);
            let range = at..passage.text.len() - rest.len();
            let shown = &passage.text[range.clone()];
            let number = digits(shown);
            let (message, help) = if at == 0 && rest.starts_with(char::is_whitespace) {
                let help = format!("replace the figure with `[^{number}]: ` to make it a note");
                (format!("the text of a note begins with a typed `{shown}`"), help)
            } else if follows_word(passage, at, mark) {
                (format!("the mark of a note is typed as `{shown}`"), format!("write `[^{number}]`"))
            } else {
                continue;
            };
            let place = passage.place(range, cx.sources);
            let fault = Diagnostic::new(&RULE, place, message).help(help);
            diags.push(match whole.iter().find(|it| it.number == number) {
                Some(it) if it.text == place => fault.repair(it.head, format!("[^{number}]: ")),
                Some(it) if it.mark == place => fault.repair(place, format!("[^{number}]")),
                Some(_) | None => fault,
            });
        }
    }
}

/// A note that can be made one: a mark and a text with the same figure, one of each.
struct Whole {
    number: String,
    mark: Span,
    text: Span,
    /// The figure before the text, with the space behind it.
    head: Span,
}

/// The notes of which mark and text are known. A label that is in use already, and a text that is no paragraph of
/// its own at the margin, are left to the author.
fn whole(cx: &Context<'_>, raised: &[&Passage]) -> Vec<Whole> {
    let (mut marks, mut texts): (BTreeMap<String, Vec<Span>>, BTreeMap<String, Vec<Span>>) =
        Default::default();
    for passage in raised.iter().filter(|it| !it.is_raw(cx.sources)) {
        for (at, mark) in passage.text.match_indices(is_raised) {
            let rest = passage.text[at..].trim_start_matches(is_raised);
            let range = at..passage.text.len() - rest.len();
            let number = digits(&passage.text[range.clone()]);
            if passage.text[..at].ends_with(is_raised) {
                continue;
            } else if at == 0 && rest.starts_with(char::is_whitespace) {
                texts.entry(number).or_default().push(passage.place(range, cx.sources));
            } else if follows_word(passage, at, mark) {
                marks.entry(number).or_default().push(passage.place(range, cx.sources));
            }
        }
    }
    let pair = |(number, marks): (String, Vec<Span>)| {
        let ([mark], [text]) = (marks.as_slice(), texts.get(&number)?.as_slice()) else { return None };
        let source = cx.sources.get(text.source)?;
        let begins = |it: &&Span| it.source == text.source && it.start == text.start;
        let blocks: Vec<Span> = cx.document.blocks.iter().map(|it| it.span).collect();
        // A mark in the text itself would lead to its own note, and nothing to it.
        let own = blocks.iter().find(begins).is_some_and(|it| !it.contains(*mark));
        // What may stand behind a mark as a sign of Markdown would be taken for one.
        let next = &source.text()[mark.range().end.min(source.text().len())..];
        let plain = mark.source == text.source && !next.starts_with(['{', '(', '[', ':']);
        let free = mark.source == text.source && !source.text().contains(&format!("[^{number}]"));
        let behind = &source.text()[text.range().end..];
        let space = behind.len() - behind.trim_start_matches(' ').len();
        let head = Span::new(text.source, text.range().start..text.range().end + space);
        (own && free && plain && space > 0).then_some(Whole { number, mark: *mark, text: *text, head })
    };
    marks.into_iter().filter_map(pair).collect()
}

/// Whether there may be a raised figure in a text, by the bytes that they begin with: most texts have none.
fn has_raised(text: &str) -> bool {
    text.as_bytes().windows(2).any(|it| matches!(it, [0xc2, 0xb2 | 0xb3 | 0xb9] | [0xe2, 0x81]))
}

fn is_raised(it: char) -> bool {
    matches!(it, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn digits(raised: &str) -> String {
    let digit = |it: char| match it {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        _ => u32::from(it).checked_sub(0x2070).and_then(|it| char::from_digit(it, 10)),
    };
    raised.chars().filter_map(digit).collect()
}

/// Whether a mark is behind a word or its full stop, and not behind a unit, a number or a variable: those are
/// short, and squares and cubes stand behind them more often than ¹.
fn follows_word(passage: &Passage, at: usize, mark: &str) -> bool {
    const FUNCTIONS: [&str; 8] = ["sin", "cos", "tan", "cot", "sec", "csc", "log", "exp"];
    let before = &passage.text[..at];
    if before.ends_with(['.', ',', ';', ':', '!', '?', '”', '’', '»', ')']) {
        return before
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|it| it.is_alphabetic() || matches!(it, '.' | '”' | '’'));
    }
    let word = before.rsplit(|it: char| !it.is_alphabetic()).next().unwrap_or("");
    let fewest = if matches!(mark, "²" | "³") { 5 } else { 3 };
    word.chars().count() >= fewest && !FUNCTIONS.contains(&word)
}
