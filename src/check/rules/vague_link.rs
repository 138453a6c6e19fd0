//! `vague-link`: the text of a link does not say where it leads.

use crate::check::context::Context;
use crate::check::passage::OBJECT;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::Lang;
use crate::source::Span;

/// The text of a link does not say where it leads.
pub(super) static RULE: Rule = Rule {
    id: "vague-link",
    aliases: &[],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
    summary: "a link whose text does not say where it leads",
    explanation: r##"Screen readers list the links of a page without the text around them, and on paper a
link that reads *here* is useless. WCAG 2.2 (2.4.4 and 2.4.9) requires that the text of
a link describes its purpose.

Wrong:

```markdown
For the minutes of May click [here](minutes.html).
```

Right:

```markdown
Read the [minutes of May](minutes.html).
```
"##,
};

/// Texts that fit any link, by language.
const VAGUE: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "here",
            "click here",
            "click",
            "click this",
            "link",
            "this link",
            "more",
            "read more",
            "learn more",
            "see more",
            "more info",
            "more information",
            "more details",
            "details",
            "this",
            "this page",
            "page",
            "website",
            "this website",
            "url",
            "go",
        ],
    ),
    (
        "es",
        &[
            "aquí",
            "haga clic aquí",
            "haz clic aquí",
            "clic aquí",
            "enlace",
            "este enlace",
            "más",
            "leer más",
            "ver más",
            "más información",
        ],
    ),
    (
        "fr",
        &[
            "ici",
            "cliquez ici",
            "lien",
            "ce lien",
            "en savoir plus",
            "lire la suite",
            "plus",
            "plus d’informations",
        ],
    ),
    (
        "de",
        &[
            "hier",
            "hier klicken",
            "klicken sie hier",
            "link",
            "mehr",
            "weiterlesen",
            "mehr lesen",
            "mehr erfahren",
            "weitere informationen",
        ],
    ),
    ("pt", &["aqui", "clique aqui", "link", "este link", "mais", "leia mais", "ler mais", "saiba mais"]),
    ("it", &["qui", "clicca qui", "link", "leggi di più", "continua", "di più"]),
    ("ht", &["isit", "klike isit", "plis", "li plis"]),
    ("ar", &["هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد"]),
    ("zh", &["这里", "這裡", "点击这里", "點擊這裡", "更多", "链接", "連結", "阅读更多", "閱讀更多"]),
    ("ko", &["여기", "여기를 클릭", "더 보기", "자세히"]),
    ("vi", &["tại đây", "ở đây", "nhấn vào đây", "xem thêm", "đọc thêm"]),
    ("tl", &["dito", "i-click dito", "magbasa pa"]),
    ("ru", &["здесь", "тут", "подробнее", "ссылка"]),
];

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let links = cx.passages.iter().flat_map(|passage| passage.links.iter().map(move |link| (passage, link)));
    for (passage, link) in links {
        let text = passage.text[link.range.clone()].trim();
        let said = text.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
        let lang = passage.lang_at(link.range.start).map_or("", Lang::primary);
        // Code and images say something too.
        let mut vague = VAGUE.iter().filter(|(language, _)| *language == lang).flat_map(|(_, it)| *it);
        if is_spelled_address(text, link.span, cx) {
            let message = format!("the text of the link is its address, `{text}`");
            let help = "describe the destination, or write the address alone: `<https://…>`";
            diags.push(Diagnostic::new(&RULE, link.span, message).help(help));
        } else if !text.contains(OBJECT) && vague.any(|it| *it == said) {
            let message = format!("the link text `{text}` does not say where it leads");
            let help = "describe the destination in the text of the link";
            diags.push(Diagnostic::new(&RULE, link.span, message).help(help));
        }
    }
}

/// Whether the text between the brackets of a link is an address with a path; one that is written alone is shown as it
/// is meant to be.
fn is_spelled_address(text: &str, span: Span, cx: &Context<'_>) -> bool {
    let address = ["http://", "https://"].iter().find_map(|it| text.strip_prefix(it));
    let is_path = address.is_some_and(|it| it.trim_end_matches('/').contains('/') && !it.contains(' '));
    let written = cx.sources.slice(span);
    // A link without text shows its address, and is reported as `empty-link`.
    is_path && written.starts_with('[') && !written.starts_with("[](") && !written.starts_with("[![")
}
