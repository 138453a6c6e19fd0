//! `doubled-word`: a repeated word.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};

/// A repeated word.
pub(super) static RULE: Rule = Rule {
    id: "doubled-word",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "a repeated word",
    explanation: r##"*The the* slips in where a sentence was changed, and eyes pass over it. It is
looked for in languages where a word is seldom said twice, and words that may
be, as *had had*, are passed over.

Remove one of them, or make an exception where it is meant:

```markdown
<!-- pamphlet-allow doubled-word: the name of a band -->
We heard the the play.
```
"##,
};

/// The languages in which it is looked for, with the words that may be repeated.
const MEANT: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "had", "that", "her", "thousand", "hundred", "million", "more", "too", "well", "now", "wait",
            "is", "was", "do", "did", "so", "very", "really", "much", "many", "far", "no", "yes", "never",
            "ha", "bye", "there", "again", "in", "on", "blah", "hear", "tut", "knock", "long",
        ],
    ),
    (
        "de",
        &["die", "der", "das", "den", "dem", "sie", "sehr", "ja", "nein", "so", "nach", "wie", "zu", "lange"],
    ),
    ("fr", &["nous", "vous", "que", "très", "non", "oui", "si", "tout", "petit", "bien"]),
    ("es", &["no", "sí", "muy", "que", "ya", "poco", "casi"]),
    ("pt", &["não", "sim", "muito", "que", "já", "pouco", "logo"]),
    ("it", &["no", "sì", "molto", "che", "via", "piano", "man", "così", "quasi", "poco"]),
];

/// Finds them. A capital makes a name of the second, and names may be doubled.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        for ((first, one), (second, other)) in passage.words().zip(passage.words().skip(1)) {
            // Few pairs are alike, so this is asked before all else.
            if !one.chars().flat_map(char::to_lowercase).eq(other.chars()) {
                continue;
            }
            let lang = passage.lang_at(second.start).map_or("", |it| it.primary());
            let Some((_, meant)) = MEANT.iter().find(|(language, _)| *language == lang) else { continue };
            let between = passage.text.get(first.end..second.start).unwrap_or("");
            // Lines of verse and of addresses may begin with the word that ended the one before.
            let together = between.chars().all(|it| it.is_whitespace() && it != '\n');
            let letters = other.chars().all(|it| it.is_lowercase() || it == '’');
            if together && letters && !meant.contains(&other) {
                let place = passage.place(first.start..second.end, cx.sources);
                diags.push(
                    Diagnostic::new(&RULE, place, format!("repeated word `{other}`"))
                        .help("remove one of them"),
                );
            }
        }
    }
}
