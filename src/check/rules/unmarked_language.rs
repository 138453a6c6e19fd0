//! `unmarked-language`: a text is in a script that its language is not written in.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use crate::check::context::Context;
use crate::check::passage::Passage;
use crate::check::tongue;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::Lang;

/// A text is in a script that its language is not written in.
pub(super) static RULE: Rule = Rule {
    id: "unmarked-language",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Warning,
    fix: false,
    summary: "text of another language that is not marked",
    explanation: r##"A screen reader pronounces a text by its language; hyphens and quotation marks depend
on it, too. WCAG 2.2 (3.1.2) and PDF/UA-1 (ISO 14289-1, 7.2) require that a passage in
another language is marked. Reported are letters of a script that the language is not
written in, and paragraphs whose common words belong to another language. Latin
letters occur in texts of every language and are not reported.

Wrong:

```markdown
The members call it мир.
```

Right:

```markdown
The members call it [мир]{lang=ru}.
```
"##,
};

/// The scripts of languages that are not written in Latin letters; those of Japanese and Korean are several.
const SCRIPTS: &[(&[&str], &[Script])] = &[
    (&["ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "mn", "tt"], &[Script::Cyrillic]),
    (&["sr", "bs", "uz"], &[Script::Cyrillic]),
    (&["el", "grc"], &[Script::Greek]),
    (&["ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ks"], &[Script::Arabic]),
    (&["he", "yi"], &[Script::Hebrew]),
    (&["hi", "mr", "ne", "sa"], &[Script::Devanagari]),
    (&["bn", "as"], &[Script::Bengali]),
    (&["pa"], &[Script::Gurmukhi, Script::Arabic]),
    (&["gu"], &[Script::Gujarati]),
    (&["ta"], &[Script::Tamil]),
    (&["te"], &[Script::Telugu]),
    (&["kn"], &[Script::Kannada]),
    (&["ml"], &[Script::Malayalam]),
    (&["si"], &[Script::Sinhala]),
    (&["th"], &[Script::Thai]),
    (&["lo"], &[Script::Lao]),
    (&["my"], &[Script::Myanmar]),
    (&["km"], &[Script::Khmer]),
    (&["ka"], &[Script::Georgian]),
    (&["hy"], &[Script::Armenian]),
    (&["am", "ti"], &[Script::Ethiopic]),
    (&["zh", "yue", "lzh"], &[Script::Han, Script::Bopomofo]),
    (&["ja"], &[Script::Han, Script::Hiragana, Script::Katakana]),
    (&["ko"], &[Script::Hangul, Script::Han]),
];

/// Finds them: words in a script of another language, and paragraphs whose small words are those of another.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        if let Some(fault) = tongue(passage, cx) {
            diags.push(fault);
        }
        for (range, script) in strangers(passage) {
            let name = script.full_name().replace('_', " ");
            let lang = passage.lang_at(range.start).map_or("", Lang::as_str);
            let message = format!("{name} letters in a text marked as `{lang}`");
            let help = "mark their language: `[…]{lang=…}`, or `{lang=…}` on the line before the block";
            diags.push(Diagnostic::new(&RULE, passage.place(range, cx.sources), message).help(help));
        }
    }
}

/// A passage in another language than it says, though in the same letters.
fn tongue(passage: &Passage, cx: &Context<'_>) -> Option<Diagnostic> {
    let lang = passage.lang_at(0)?;
    let own = |range: &Range<usize>| passage.lang_at(range.start) == Some(lang);
    let words = || passage.words().filter(|(range, _)| own(range));
    let pieces = words().flat_map(|(_, word)| word.split(['\'', '’', '-']));
    let found = tongue::other_than(lang.primary(), pieces)?;
    let whole = words().next()?.0.start..words().last()?.0.end;
    let message = format!("this text seems to be in `{found}`, but is marked as `{lang}`");
    let help = format!("mark its language: `{{lang={found}}}` on the line before it");
    Some(Diagnostic::new(&RULE, passage.place(whole, cx.sources), message).help(help))
}

/// The runs of a script that the language at their place is not written in.
fn strangers(passage: &Passage) -> Vec<(Range<usize>, Script)> {
    let mut runs: Vec<(Range<usize>, Script, usize)> = Vec::new();
    let mut open = false;
    for (at, it) in passage.text.char_indices() {
        if it.is_ascii() {
            // Nearly every letter of many texts, known to be Latin without a look into the tables.
            open &= !it.is_ascii_alphabetic();
            continue;
        }
        let script = it.script();
        let end = at + it.len_utf8();
        if !it.is_alphabetic() || matches!(script, Script::Common | Script::Inherited | Script::Latin) {
            // A space or a mark between two words does not end a run; a letter of Latin does.
            open &= script != Script::Latin;
        } else if passage.lang_at(at).is_some_and(|lang| is_at_home(script, lang)) {
            open = false;
        } else if let Some((range, _, letters)) = runs.last_mut().filter(|it| open && it.1 == script) {
            *letters += 1;
            range.end = end;
        } else {
            runs.push((at..end, script, 1));
            open = true;
        }
    }
    // A letter alone, as in π, is a sign and no word.
    let is_text = |letters: usize, script: Script| letters >= if script == Script::Greek { 3 } else { 2 };
    runs.into_iter()
        .filter(|(_, script, letters)| is_text(*letters, *script))
        .map(|(it, script, _)| (it, script))
        .collect()
}

/// Whether a language is written in a script; a language that is not said may be written in any.
fn is_at_home(script: Script, lang: &Lang) -> bool {
    if *lang == Lang::default() {
        return true;
    }
    if let Some(said) = lang.script() {
        let family: &[Script] = match said {
            "Hans" | "Hant" | "Hani" => &[Script::Han, Script::Bopomofo],
            "Jpan" => &[Script::Han, Script::Hiragana, Script::Katakana],
            "Kore" => &[Script::Hangul, Script::Han],
            _ => return script.short_name() == said,
        };
        return family.contains(&script);
    }
    SCRIPTS
        .iter()
        .filter(|(languages, _)| languages.contains(&lang.primary()))
        .any(|(_, it)| it.contains(&script))
}
