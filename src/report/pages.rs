//! The report and the statement as Markdown, which the program sets as it sets any text.

use std::fmt::Write as _;

use crate::report::criteria::{CRITERIA, Criterion, Level};
use crate::report::evidence::Evidence;
use crate::report::judge::{Adherence, Line};
use crate::report::openacr::METHODS;
use crate::report::questions::{Contact, QUESTIONS};

/// The front matter of a page.
fn front(title: &str, evidence: &Evidence) -> String {
    let quoted = |it: &str| serde_json::Value::from(it).to_string();
    let mut front =
        format!("---\ntitle: {}\nsubtitle: {}\nlang: en\n", quoted(title), quoted(&evidence.title));
    if let Some(date) = &evidence.date {
        let _ = writeln!(front, "date: {}", quoted(date));
    }
    front + "---\n\n"
}

/// A text that means nothing to Markdown, but that its code spans stay.
fn text(text: &str) -> String {
    let mut code = false;
    let mut escaped = String::new();
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        code ^= character == '`';
        let means = "\\*_[]<>#|~^$&@{}!'\"+-=.:".contains(character) && !code;
        // A bar ends a cell in code too.
        if means || character == '|' {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    if code { escaped + "\\`" } else { escaped }
}

/// The report: the files, and a line for each criterion.
pub fn report(evidence: &Evidence, lines: &[Line]) -> String {
    let mut page = front("Accessibility conformance report", evidence);
    let _ = writeln!(page, "{}\n\n{}\n", text(METHODS), summary(lines));
    page.push_str(&files(evidence));
    for (level, heading) in
        [(Level::A, "Success criteria, level A"), (Level::Aa, "Success criteria, level AA")]
    {
        let _ = writeln!(page, "# {heading}\n");
        CRITERIA.iter().filter(|it| it.level == level).for_each(|it| criterion(&mut page, it, lines));
    }
    page.push_str(
        "# Other standards\n\nRevised Section 508, E205.4, and EN 301 549, 9.1 to 9.4 and 10.1 to 10.4, ask of pages and \
         documents what WCAG asks at levels A and AA: the lines above stand for them. Plain text has no structure to \
         judge; it has the same words, and is no part of this report.\n\n",
    );
    page.push_str(&open_questions(evidence, lines));
    page
}

/// How many lines there are of each kind, in a sentence.
fn summary(lines: &[Line]) -> String {
    let kinds = [
        Adherence::Supports,
        Adherence::PartiallySupports,
        Adherence::DoesNotSupport,
        Adherence::NotApplicable,
        Adherence::NotEvaluated,
    ];
    let count = |kind| lines.iter().filter(|it| it.adherence == kind).count();
    let said = kinds.into_iter().filter(|it| count(*it) > 0);
    let said: Vec<String> = said.map(|it| format!("{}: {}", it.label().to_lowercase(), count(it))).collect();
    format!("Of {} lines: {}.", lines.len(), said.join("; "))
}

/// A criterion with its lines, as a term and its definitions: a table would have one wide column.
fn criterion(page: &mut String, criterion: &Criterion, lines: &[Line]) {
    let _ = writeln!(page, "{} {}", text(criterion.number), text(criterion.name));
    for line in lines.iter().filter(|it| it.criterion.number == criterion.number) {
        let (part, level) = (line.part.label(), line.adherence.label());
        let _ = writeln!(page, ": {part}: **{level}.** {}", text(&line.remark));
    }
    page.push('\n');
}

fn files(evidence: &Evidence) -> String {
    let mut list = "# Files\n\n".to_owned();
    for file in &evidence.files {
        let proof = match (&file.sha256, file.differences) {
            (None, _) => "missing".to_owned(),
            (Some(_), 0) if file.words > 0 => {
                format!("{} words as in the source; the same bytes as a new build", file.words)
            }
            (Some(_), 0) => "the same bytes as a new build".to_owned(),
            (Some(_), count) => format!("{count} differences from the source"),
        };
        let sum = file.sha256.as_deref().map_or(String::new(), |it| format!(": SHA-256 `{it}`\n"));
        let claims = if file.claims.is_empty() {
            String::new()
        } else {
            format!("claims {}; ", text(&file.claims.join(", ")))
        };
        let _ = writeln!(list, "`{}`\n: {claims}{proof}\n{sum}", file.file);
    }
    list.push_str("# Sources\n\n");
    for (name, sum) in &evidence.sources {
        let _ = writeln!(list, "`{name}`\n: SHA-256 `{sum}`\n");
    }
    format!("{list}Made by {}.\n\n", text(&evidence.program))
}

/// The questions that nobody has answered for this text.
fn open_questions(evidence: &Evidence, lines: &[Line]) -> String {
    let is_open =
        |id: &str| lines.iter().any(|it| it.question == Some(id) && it.adherence == Adherence::NotEvaluated);
    let open: Vec<String> = QUESTIONS
        .iter()
        .filter(|it| is_open(it.id))
        .map(|it| format!("`{}`\n: {}\n", it.id, text(it.text)))
        .collect();
    if open.is_empty() {
        return String::new();
    }
    format!(
        "# Questions for a person\n\nNobody has answered these. The answers go into `{}`.\n\n{}\n",
        evidence.questions,
        open.join("\n")
    )
}

/// The statement for readers.
pub fn statement(evidence: &Evidence, lines: &[Line]) -> String {
    let mut page = front("Accessibility statement", evidence);
    let is = |kind: Adherence| move |it: &&Line| it.adherence == kind;
    let bad = |it: &&Line| matches!(it.adherence, Adherence::PartiallySupports | Adherence::DoesNotSupport);
    let open = lines.iter().filter(is(Adherence::NotEvaluated)).count();
    let status = match (lines.iter().filter(bad).count(), open) {
        (0, 0) => {
            "All success criteria of WCAG 2.2, levels A and AA, that apply to these files are met, by proof or by the \
             judgement of a person; the conformance report says by which."
                .to_owned()
        }
        (0, open) => format!(
            "No failure of WCAG 2.2, levels A and AA, is known in these files. {open} lines of the conformance report \
             have not been judged, so nothing is claimed for the whole."
        ),
        (bad, _) => format!(
            "These files meet WCAG 2.2, levels A and AA, in part: {bad} lines of the conformance report are not met or \
             only partly met. They are listed below."
        ),
    };
    let _ = writeln!(page, "# Status\n\n{}\n", text(&status));
    let features: Vec<String> =
        evidence.claimed("accessibilityFeature").filter_map(feature).map(|it| format!("- {it}")).collect();
    if !features.is_empty() {
        let _ = writeln!(page, "# What helps\n\n{}\n", features.join("\n"));
    }
    let limits: Vec<String> = lines
        .iter()
        .filter(bad)
        .map(|it| {
            let name = text(it.criterion.name);
            format!("- {} {name}, {}: {}", it.criterion.number, it.part.label(), text(&it.remark))
        })
        .collect();
    if !limits.is_empty() {
        let _ = writeln!(page, "# What is known to be missing\n\n{}\n", limits.join("\n"));
    }
    let formats: Vec<String> = evidence.files.iter().map(|it| format!("- `{}`", it.file)).collect();
    let _ = writeln!(page, "# Formats\n\nThe same words are in each of these:\n\n{}\n", formats.join("\n"));
    page + &contact(&evidence.answers.contact)
}

/// What a feature of schema.org means to a reader; `None` for one that goes without saying.
fn feature(name: &str) -> Option<&'static str> {
    Some(match name {
        "alternativeText" => "Images are described in words.",
        "displayTransformability" => "The EPUB and the HTML take the reader's type, size and colours.",
        "pageNavigation" => "The EPUB has the page numbers of the PDF.",
        "readingOrder" => "The files are read in the order of the text.",
        "structuralNavigation" => "Headings are marked, so that one can go from one to the next.",
        "tableOfContents" => "A table of contents leads to the headings.",
        _ => return None,
    })
}

fn contact(contact: &Contact) -> String {
    let Contact { name, email, website } = contact;
    if email.is_empty() && website.is_empty() {
        return "# Contact\n\nNo contact for questions about accessibility has been named yet.\n".to_owned();
    }
    let name = if name.is_empty() { String::new() } else { format!("{}: ", text(name)) };
    let ways = [email, website].into_iter().filter(|it| !it.is_empty());
    let ways: Vec<String> = ways.map(|it| format!("<{it}>")).collect();
    format!("# Contact\n\nTell us where these files keep you out. {name}{}\n", ways.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_nothing_to_markdown_but_code() {
        assert_eq!(text("a *b* | `c*d|e` <f>"), "a \\*b\\* \\| `c*d\\|e` \\<f\\>");
        assert_eq!(text("a ` b\nc"), "a ` b c\\`");
    }
}
