//! `unmarked-language`: a text is in a script that its language is not written in.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use crate::check::context::Context;
use crate::check::language;
use crate::check::passage::Passage;
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
    (
        &[
            "ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "cv", "ce", "os", "sah", "tyv",
            "udm", "kv", "koi", "mhr", "mrj", "myv", "mdf", "kbd", "ady", "av", "lez", "lbe", "dar", "inh",
            "krc", "kum", "nog", "bua", "xal", "alt", "kjh", "ab", "rue", "cu", "kca", "evn", "tab", "tut",
            "crh", "gag", "az", "tk",
        ],
        &[Script::Cyrillic],
    ),
    (&["sr", "bs", "uz", "sh", "mo", "ro"], &[Script::Cyrillic]),
    (&["el", "grc", "pnt"], &[Script::Greek]),
    (
        &[
            "ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ks", "skr", "lah", "pnb", "bal", "bgn", "glk", "mzn",
            "azb", "lrc", "ary", "arz", "apc", "ajp", "aeb", "acm", "arq", "khw", "haz", "prs", "sdh", "luz",
            "bqi", "tk", "kk", "ky", "az", "ku", "uz", "ha", "ms",
        ],
        &[Script::Arabic],
    ),
    // The tags `iw` and `ji` are old ones of Hebrew and Yiddish.
    (&["he", "yi", "iw", "ji", "lad", "jrb", "yih", "arc"], &[Script::Hebrew]),
    (
        &[
            "hi", "mr", "ne", "sa", "mai", "kok", "bho", "awa", "doi", "brx", "new", "gom", "mag", "hne",
            "raj", "mwr", "bgc", "gbm", "kfy", "xnr", "sd", "ks", "pi", "sck", "thr", "tdg", "npi", "bra",
            "bfy", "gon", "hoj", "unr", "dty",
        ],
        &[Script::Devanagari],
    ),
    (&["bn", "as", "mni", "bpy", "syl", "ctg", "rkt", "grt", "sa"], &[Script::Bengali]),
    (&["or", "spv"], &[Script::Oriya]),
    (&["sat"], &[Script::Ol_Chiki]),
    (&["mni"], &[Script::Meetei_Mayek]),
    (&["bo", "dz", "lbj", "xct", "sip", "zau"], &[Script::Tibetan]),
    (&["nqo"], &[Script::Nko]),
    (&["syr", "aii", "cld", "tru", "arc"], &[Script::Syriac]),
    (&["chr"], &[Script::Cherokee]),
    (&["dv"], &[Script::Thaana]),
    (&["ii"], &[Script::Yi]),
    (&["cop"], &[Script::Coptic, Script::Greek]),
    (&["got"], &[Script::Gothic]),
    (&["mn", "mvf", "mnc", "sjo"], &[Script::Mongolian]),
    (&["iu", "ike", "cr", "crk", "csw", "oj", "chp", "nsk", "moe"], &[Script::Canadian_Aboriginal]),
    (&["zgh", "tzm", "shi", "rif", "ber", "kab"], &[Script::Tifinagh]),
    (&["vai"], &[Script::Vai]),
    (&["bax"], &[Script::Bamum]),
    (&["lis"], &[Script::Lisu]),
    (&["lif"], &[Script::Limbu]),
    (&["lep"], &[Script::Lepcha]),
    (&["ccp"], &[Script::Chakma]),
    (&["ff"], &[Script::Adlam]),
    (&["rhg"], &[Script::Hanifi_Rohingya, Script::Arabic]),
    (&["tdd"], &[Script::Tai_Le]),
    (&["khb"], &[Script::New_Tai_Lue]),
    (&["blt"], &[Script::Tai_Viet]),
    (&["nod"], &[Script::Tai_Tham, Script::Thai]),
    (&["jv", "jw"], &[Script::Javanese]),
    (&["ban"], &[Script::Balinese]),
    (&["su"], &[Script::Sundanese]),
    (&["bug"], &[Script::Buginese]),
    (&["cjm", "cja"], &[Script::Cham]),
    (&["osa"], &[Script::Osage]),
    (&["sga", "pgl"], &[Script::Ogham]),
    (&["non", "gem"], &[Script::Runic]),
    (&["pa", "pan"], &[Script::Gurmukhi, Script::Arabic]),
    (&["gu"], &[Script::Gujarati]),
    (&["ta"], &[Script::Tamil]),
    (&["te"], &[Script::Telugu]),
    (&["kn", "tcy", "kfa"], &[Script::Kannada]),
    (&["ml"], &[Script::Malayalam]),
    (&["si"], &[Script::Sinhala]),
    (&["th", "tts", "sou", "kxm"], &[Script::Thai]),
    (&["lo"], &[Script::Lao]),
    (&["my", "shn", "kar", "mnw", "ksw", "kht", "kjp"], &[Script::Myanmar]),
    (&["km"], &[Script::Khmer]),
    (&["ka", "xmf", "lzz", "sva"], &[Script::Georgian]),
    (&["hy", "hyw", "xcl"], &[Script::Armenian]),
    (&["am", "ti", "gez", "tig", "byn", "wal", "sgw"], &[Script::Ethiopic]),
    (
        &["zh", "yue", "lzh", "cmn", "wuu", "nan", "hak", "gan", "hsn", "cdo", "za"],
        &[Script::Han, Script::Bopomofo],
    ),
    (&["ja"], &[Script::Han, Script::Hiragana, Script::Katakana]),
    (&["ko"], &[Script::Hangul, Script::Han]),
];

/// Languages that are written in Latin letters. Of a language that is in neither list nothing is known, and nothing said.
const LATIN: &str = "en fr de es pt it nl sv da no nb nn fi is et lv lt pl cs sk sl hr bs hu ro sq tr az vi id in ms tl fil sw \
    ca gl eu ga cy gd gv kw br mt af eo ia la ht lb oc ast an fy nds li wa zu xh st tn ts ss ve nr nso sn yo ig ha so om rw rn lg \
    ln wo ff ak tw ee bm mg ny ku uz tk sm to fj mi haw ty mos ceb ilo war jv su ban min ace co sc rm fur lij lmo pms vec scn nap \
    szl hsb dsb csb se smn fo kl qu ay gn nah nv pap pcm srn hmn mh ch";

/// Finds them: words in a script of another language, and paragraphs whose small words are those of another.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for passage in &cx.passages {
        if let Some(fault) = other_language(passage, cx) {
            diags.push(fault);
        }
        for (range, script) in foreign_scripts(passage) {
            let name = script.full_name().replace('_', " ");
            let lang = passage.lang_at(range.start).map_or("", Lang::as_str);
            let message = format!("{name} letters in a text marked as `{lang}`");
            let help = "mark their language: `[…]{lang=…}`, or `{lang=…}` on the line before the block";
            diags.push(Diagnostic::new(&RULE, passage.place(range, cx.sources), message).help(help));
        }
    }
}

/// A passage in another language than it says, though in the same letters.
fn other_language(passage: &Passage, cx: &Context<'_>) -> Option<Diagnostic> {
    let lang = passage.lang_at(0)?;
    let own = |range: &Range<usize>| passage.lang_at(range.start) == Some(lang);
    let words = || passage.words().filter(|(range, _)| own(range));
    let pieces = words().flat_map(|(_, word)| word.split(['\'', '’', '-']));
    let found = language::other_than(lang.primary(), pieces)?;
    let whole = words().next()?.0.start..words().last()?.0.end;
    let message = format!("this text seems to be in `{found}`, but is marked as `{lang}`");
    let help = format!("mark its language: `{{lang={found}}}` on the line before it");
    Some(Diagnostic::new(&RULE, passage.place(whole, cx.sources), message).help(help))
}

/// The runs of a script that the language at their place is not written in.
fn foreign_scripts(passage: &Passage) -> Vec<(Range<usize>, Script)> {
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
    let mut own = SCRIPTS.iter().filter(|(languages, _)| languages.contains(&lang.primary())).peekable();
    let is_known = own.peek().is_some() || LATIN.split_whitespace().any(|it| it == lang.primary());
    !is_known || own.any(|(_, it)| it.contains(&script))
}
