//! `divided-word`: a word divided after a hyphen.

use crate::check::context::Context;
use crate::check::passage::Passage;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// A word is divided after a hyphen.
pub(super) static RULE: Rule = Rule {
    id: "divided-word",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "a word divided after a hyphen",
    explanation: r##"Text that was copied from a PDF keeps the hyphens at the ends of its lines, and a line
end is a space in Markdown. Every edition then shows the word in two parts. Only you
know whether the hyphen belongs to the word. A hyphen for a part that follows later,
as in *short- and long-term*, is not reported.

Wrong:

```markdown
The com-
mittee met in well-
known rooms.
```

Right:

```markdown
The committee met in well-known rooms.
```
"##,
};

/// What may follow a hyphen that stands for a part said later, in the languages that write such hyphens.
const JOINING: &[&str] = &[
    "and",
    "or",
    "to",
    "nor",
    "versus",
    "vs",
    "through",
    "but",
    "und",
    "oder",
    "bis",
    "sowie",
    "noch",
    "statt",
    "en",
    "of",
    "tot",
    "och",
    "eller",
    "og",
    "ja",
    "tai",
    "et",
    "ou",
    "y",
    "o",
    "e",
    "i",
    "ali",
    "és",
    "vagy",
    "illetve",
    "bzw",
    "beziehungsweise",
    "resp",
    "respektive",
    "wie",
    "als",
    "mit",
    "evenals",
    "alsmede",
    "samt",
    "sekä",
    "että",
    "tai",
    "ynnä",
    "ja",
    "või",
    "ega",
    "un",
    "vai",
    "ir",
    "bei",
    "arba",
    "lub",
    "albo",
    "oraz",
    "czy",
    "a",
    "nebo",
    "či",
    "alebo",
    "in",
    "ter",
    "iki",
    "do",
    "și",
    "sau",
    "ve",
    "veya",
    "ile",
    "ili",
    "eða",
    "og",
    "kaj",
    "aŭ",
    "и",
    "или",
    "а",
    "та",
    "й",
    "або",
    "чи",
    "і",
    "до",
    "али",
    "ή",
    "και",
];

/// Finds them: letters, a hyphen, a space or the end of a line, and small letters.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        for (at, _) in passage.text.match_indices("- ") {
            if let Some(fault) = divided(passage, at, cx) {
                diags.push(fault);
            }
        }
    }
}

/// The fault of a hyphen at a byte; `None` where it is none.
fn divided(passage: &Passage, at: usize, cx: &Context<'_>) -> Option<Diagnostic> {
    let letter = |it: char| it.is_alphabetic();
    let (before, after) = (&passage.text[..at], &passage.text[at + "- ".len()..]);
    let first = before.rsplit(|it| !letter(it)).next().filter(|it| !it.is_empty())?;
    let last = after.split(|it| !letter(it)).next().filter(|it| it.starts_with(char::is_lowercase))?;
    if JOINING.contains(&last) || has_later_part(after) {
        return None;
    }
    let range = at - first.len()..at + "- ".len() + last.len();
    let message = format!("`{first}-` and `{last}` are two words here");
    let help = format!("write `{first}{last}`, or `{first}-{last}` if the hyphen belongs to it");
    Some(Diagnostic::new(&RULE, passage.place(range, cx.sources), message).help(help))
}

/// Whether a joining word follows within two words: `short- (rather than long-) term` and `mono- as well as bilingual`
/// are said of a later part, too.
fn has_later_part(after: &str) -> bool {
    after.starts_with(['(', ',']) || ["as well as ", "rather than "].iter().any(|it| after.starts_with(it))
}
