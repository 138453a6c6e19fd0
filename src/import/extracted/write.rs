//! The paragraphs as Markdown.

use crate::import::extracted::notes::{CLOSE, OPEN};
use crate::import::extracted::paragraphs::{Kind, Paragraph};
use crate::import::imported::Remarks;

/// Items that are longer on the average, in characters, stand apart.
const LONG_ITEM: usize = 120;

/// The Markdown of paragraphs.
pub(super) fn markdown(paragraphs: &[Paragraph], remarks: &mut Remarks) -> String {
    // Whoever took the text out of the PDF may have kept its emphasis, in Markdown.
    let starred = paragraphs.iter().any(|it| it.text.contains("**"));
    let mut out = String::new();
    for group in paragraphs.chunk_by(|a, b| is_item(a) && is_item(b)) {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        match group.first().filter(|it| is_item(it)) {
            Some(_) => list(group, starred, &mut out),
            None => group.iter().for_each(|it| one(it, starred, &mut out, remarks)),
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn is_item(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, Kind::Item(_) | Kind::Continued)
}

fn one(paragraph: &Paragraph, starred: bool, out: &mut String, remarks: &mut Remarks) {
    let text = escaped(&paragraph.text, starred);
    match &paragraph.kind {
        Kind::Heading { level, id, is_unsure } => {
            if *is_unsure {
                out.push_str("<!-- import: is this heading of the same level as those in capitals? It is the only one of its kind here. -->\n\n");
                remarks.add(&paragraph.text, "the level of this heading is a guess; a comment asks");
            }
            let id = id.as_ref().map(|it| format!(" {{#{it}}}")).unwrap_or_default();
            let text = text.trim_matches(['*', ' ']);
            out.push_str(&format!("{} {text}{id}", "#".repeat(*level)));
        }
        Kind::Note(label) => out.push_str(&format!("[^{label}]: {text}")),
        Kind::Item(_) | Kind::Continued | Kind::Text => out.push_str(&begun(&text)),
    }
}

fn list(group: &[Paragraph], starred: bool, out: &mut String) {
    let items: Vec<&Paragraph> = group.iter().filter(|it| matches!(it.kind, Kind::Item(_))).collect();
    let length: usize = items.iter().map(|it| it.text.chars().count()).sum();
    let loose = items.len() < group.len() || length / items.len().max(1) > LONG_ITEM;
    let mut signs: Vec<char> = Vec::new();
    let mut number = 0;
    let mut indent = 0;
    for (index, paragraph) in group.iter().enumerate() {
        if index > 0 {
            out.push_str(if loose { "\n\n" } else { "\n" });
        }
        let text = run_in_head(&escaped(&paragraph.text, starred));
        let Kind::Item(sign) = paragraph.kind else {
            out.push_str(&format!("{}{}", " ".repeat(indent), begun(&text)));
            continue;
        };
        match signs.iter().position(|it| *it == sign) {
            Some(at) => signs.truncate(at + 1),
            None => signs.push(sign),
        }
        let outer = 2 * (signs.len() - 1);
        number = if sign == '1' { number + 1 } else { number };
        let marker = if sign == '1' { format!("{number}. ") } else { "- ".to_owned() };
        indent = outer + marker.len();
        out.push_str(&format!("{}{marker}{}", " ".repeat(outer), begun(&text)));
    }
}

/// A head that runs into its item is bold, whatever more it was in print.
fn run_in_head(text: &str) -> String {
    let Some((head, rest)) = text.strip_prefix("***").and_then(|it| it.split_once("***")) else {
        return text.to_owned();
    };
    if head.ends_with([':', '.']) { format!("**{head}**{rest}") } else { text.to_owned() }
}

/// A text with a backslash before what would be markup; what is between [`OPEN`] and [`CLOSE`] is.
fn escaped(text: &str, starred: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_markup = false;
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            OPEN => is_markup = true,
            CLOSE => is_markup = false,
            _ if is_markup => out.push(it),
            '*' if starred => out.push('*'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '{' | '^' | '~' => out.extend(['\\', it]),
            '&' if chars.peek().is_some_and(|it| it.is_ascii_alphanumeric() || *it == '#') => {
                out.push_str("\\&")
            }
            _ => out.push(it),
        }
    }
    out
}

/// A text that does not begin as another block does.
fn begun(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with(['#', '>', '+', '-', '=', '|', ':']) {
        return format!("\\{text}");
    }
    let is_number =
        digits > 0 && text.get(digits..).is_some_and(|it| it.starts_with(". ") || it.starts_with(") "));
    if is_number { format!("{}\\{}", &text[..digits], &text[digits..]) } else { text.to_owned() }
}
