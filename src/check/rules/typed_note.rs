//! `typed-note`: a note is typed as raised figures.

use crate::check::Context;
use crate::check::passage::Passage;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};

/// A note is typed as raised figures.
pub static RULE: Rule = Rule {
    id: "typed-note",
    severity: Severity::Warning,
    summary: "a note that is typed as raised figures",
    explanation: r##"A figure like ¹ behind a word looks like the mark of a note and leads nowhere:
not in the PDF, not in the EPUB, not for who listens; and the text of the note
stands among the paragraphs, wherever the foot of a page was.

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
    for passage in &cx.passages {
        for (at, mark) in passage.text.match_indices(is_raised) {
            if passage.text[..at].ends_with(is_raised) {
                continue;
            }
            let rest = passage.text[at..].trim_start_matches(is_raised);
            let range = at..passage.text.len() - rest.len();
            let shown = &passage.text[range.clone()];
            let number = digits(shown);
            let (message, help) = if at == 0 && rest.starts_with(char::is_whitespace) {
                let help = format!("write `[^{number}]: ` for the figure, which makes it a note");
                (format!("the text of a note begins with a typed `{shown}`"), help)
            } else if follows_word(passage, at, mark) {
                (format!("the mark of a note is typed as `{shown}`"), format!("write `[^{number}]` for it"))
            } else {
                continue;
            };
            diags.push(Diagnostic::new(&RULE, passage.place(range, cx), message).help(help));
        }
    }
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

/// Whether a mark stands behind a word or its full stop, and not behind a unit, a number or a variable: those are
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
