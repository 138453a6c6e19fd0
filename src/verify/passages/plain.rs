//! The paragraphs of a plain text: our own edition, or the text of others.

/// The paragraphs with their lines, from 1. Where lines are folded to a width, a paragraph ends with an empty line, a
/// rule, or where an item or a deeper indent begins; otherwise each line is one. What a plain text draws for marks is
/// left out: underlines, marks of notes and links, the frame of an image's description.
pub(super) fn paragraphs(text: &str) -> Vec<(u32, String)> {
    /// Wider than any program folds.
    const WIDEST: usize = 160;
    let is_folded = text.lines().all(|it| it.chars().count() <= WIDEST);
    let mut list: Vec<(u32, String)> = Vec::new();
    let mut open: Option<Paragraph> = None;
    for (line, text) in (1..).zip(text.lines()) {
        let continues = is_folded && open.as_ref().is_some_and(|it| it.goes_on(text));
        if !continues {
            open = None;
        }
        if is_rule(text) || is_address_of_link(text) {
            open = None;
            continue;
        }
        let cells: Vec<&str> = text.trim().split("  ").map(str::trim).filter(|it| !it.is_empty()).collect();
        if cells.len() > 1 {
            list.extend(cells.into_iter().map(|it| (line, without_marks(it))));
            open = None;
            continue;
        }
        match list.last_mut().filter(|_| continues) {
            Some(last) => last.1 = format!("{} {}", last.1, without_marks(text.trim())),
            None => {
                list.push((line, without_marks(without_marker(text.trim()))));
                open = Some(Paragraph {
                    indent: indent(text),
                    is_item: without_marker(text.trim()) != text.trim(),
                });
            }
        }
    }
    list
}

/// A paragraph whose lines are read.
struct Paragraph {
    indent: usize,
    is_item: bool,
}

impl Paragraph {
    /// Whether a line goes on with it.
    fn goes_on(&self, line: &str) -> bool {
        let is_marked = without_marker(line.trim()) != line.trim();
        !is_marked
            && !is_rule(line)
            && (indent(line) == self.indent || self.is_item && indent(line) > self.indent)
    }
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|it| *it == ' ').count()
}

/// An empty line, an underline, or the rule of a table.
fn is_rule(line: &str) -> bool {
    line.chars().all(|it| it.is_whitespace() || matches!(it, '=' | '-' | '─' | '*' | '_'))
}

/// `[link 1] https://…`, the address of a link in the text.
fn is_address_of_link(line: &str) -> bool {
    let Some((mark, rest)) = line.strip_prefix('[').and_then(|it| it.split_once("] ")) else { return false };
    is_mark(mark)
        && !mark.chars().all(|it| it.is_ascii_digit())
        && rest.contains(':')
        && !rest.trim().contains(' ')
}

/// `1`, or a word with a number, as `link 1`.
fn is_mark(text: &str) -> bool {
    text.chars().count() <= 24 && text.ends_with(|it: char| it.is_ascii_digit())
}

/// A line without the bullet, the number or the box of an item.
fn without_marker(line: &str) -> &str {
    let line = line.strip_prefix("[x] ").or_else(|| line.strip_prefix("[ ] ")).unwrap_or(line);
    let Some((marker, rest)) = line.split_once(' ') else { return line };
    let number = marker.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number =
        !number.is_empty() && number.len() <= 4 && number.chars().all(|it| it.is_ascii_alphanumeric());
    let is_note = marker.strip_prefix('[').and_then(|it| it.strip_suffix(']')).is_some_and(is_mark);
    let is_marker = matches!(marker, "•" | "◦" | "▪" | "-" | "+" | "*");
    if is_marker || is_note || is_number && number.chars().any(|it| it.is_ascii_digit()) {
        rest.trim_start()
    } else {
        line
    }
}

/// A text without the marks of notes and links, and without the frame of an image's description.
fn without_marks(text: &str) -> String {
    let framed =
        text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).and_then(|it| it.split_once(": "));
    let text = framed.map_or(text, |it| it.1);
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        match after.split_once(']').filter(|it| is_mark(it.0)) {
            Some((_, after)) => {
                plain.push_str(before.strip_suffix(['\u{a0}', ' ']).unwrap_or(before));
                rest = after;
            }
            None => {
                plain.push_str(before);
                plain.push('[');
                rest = after;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_text_is_read_by_paragraphs_and_other_text_by_lines() {
        let text = "A title\n=======\n\nOne line that goes\non here.[1] See the guide\u{a0}[link 1], free.\n\n• an item\n  that goes on\n• two\n\nTerm\n    Its meaning.\n\nPlace    Miles\n───────  ─────\nHarbour    0.5\n\n[Image: A bridge]\n\n[1] A note.\n\n[link 1] https://a.example/\n";
        let found: Vec<String> = paragraphs(text).into_iter().map(|it| it.1).collect();
        let wanted = [
            "A title",
            "One line that goes on here. See the guide, free.",
            "an item that goes on",
            "two",
            "Term",
            "Its meaning.",
            "Place",
            "Miles",
            "Harbour",
            "0.5",
            "A bridge",
            "A note.",
        ];
        assert_eq!(found, wanted);
        let long = format!("Title\n{}\nLast\n", "word ".repeat(40));
        assert_eq!(paragraphs(&long).len(), 3);
    }
}
