//! HTML and XML, node by node.

use crate::dom;
use crate::verify::extract::xml::{self, Attributes, Sink};

use super::difference::Sequence;
use super::difference::{Difference, instead, visible};
use super::lines;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// As browsers read pages.
    Html,
    /// As XML.
    Xml,
}

/// A step through a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Token {
    /// An element begins, with its attributes sorted.
    Open(String, Vec<(String, String)>),
    /// The element that was opened last ends.
    Close(String),
    /// A line of text, without the white space around it.
    Text(String),
}

impl Token {
    fn show(&self) -> String {
        match self {
            Token::Open(name, attributes) => {
                let attributes: String =
                    attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
                format!("<{name}{attributes}>")
            }
            Token::Close(name) => format!("</{name}>"),
            Token::Text(text) => text.clone(),
        }
    }
}

/// The tokens of a file with their lines.
#[derive(Default)]
struct Tokens {
    list: Vec<Token>,
    lines: Vec<u32>,
    open: Vec<String>,
}

impl Tokens {
    fn add(&mut self, token: Token, line: u32) {
        self.list.push(token);
        self.lines.push(line);
    }

    /// The line of a token, or that of the last one before the end.
    fn line(&self, at: usize) -> u32 {
        self.lines.get(at).or(self.lines.last()).copied().unwrap_or(1)
    }
}

impl Sink for Tokens {
    fn open(&mut self, name: &str, attributes: Attributes, line: u32) {
        let mut attributes = attributes.0;
        attributes.sort();
        self.open.push(name.to_owned());
        self.add(Token::Open(name.to_owned(), attributes), line);
    }

    fn close(&mut self) {
        let line = self.lines.last().copied().unwrap_or(1);
        let name = self.open.pop().unwrap_or_default();
        self.add(Token::Close(name), line);
    }

    fn text(&mut self, text: &str, line: u32) {
        // The line is that of the end.
        let first = line.saturating_sub(u32::try_from(text.matches('\n').count()).unwrap_or(0));
        for (at, text) in (first..).zip(text.split('\n')) {
            // A line break is as good as a space, but none is not.
            let (trimmed, line) = (text.trim_matches([' ', '\t', '\r']), at.max(1));
            if !trimmed.is_empty() {
                let spaced = |it: bool| if it { " " } else { "" };
                let (before, after) = (text.starts_with([' ', '\t']), text.ends_with([' ', '\t']));
                self.add(Token::Text(format!("{}{trimmed}{}", spaced(before), spaced(after))), line);
            }
        }
    }
}

/// The differences of a file; `None` where it has too little in common, or cannot be read.
pub(super) fn compare(made: &[u8], found: &[u8], syntax: Syntax) -> Option<Vec<Difference>> {
    let (made, found) = (String::from_utf8_lossy(made), String::from_utf8_lossy(found));
    let (old, new) = (read(&made, syntax)?, read(&found, syntax)?);
    let sequence = Sequence::of(&old.list, &new.list);
    if !sequence.is_alike() {
        return None;
    }
    let mut list = Vec::new();
    for hunk in &sequence.hunks {
        let (left, right) = (&old.list[hunk.left.clone()], &new.list[hunk.right.clone()]);
        if left.len() == right.len() {
            for (at, (left, right)) in left.iter().zip(right).enumerate() {
                let line = new.line(hunk.right.start + at);
                list.extend(pair(left, right).into_iter().map(|it| at_line(line, it)));
            }
        } else {
            let show = |it: &[Token]| it.iter().map(Token::show).collect::<String>();
            list.push(at_line(new.line(hunk.right.start), instead(&show(right), &show(left))));
        }
    }
    if list.is_empty() {
        list.extend(spelling(&made, &found));
    }
    Some(list)
}

fn at_line(line: u32, message: String) -> Difference {
    Difference::new(format!("line {line}"), message)
}

/// What differs between two tokens.
fn pair(made: &Token, found: &Token) -> Vec<String> {
    match (made, found) {
        (Token::Open(old, left), Token::Open(new, right)) if old == new => {
            let value = |list: &[(String, String)], name: &str| {
                list.iter().find(|it| it.0 == name).map(|it| it.1.clone())
            };
            let mut names: Vec<&str> = left.iter().chain(right).map(|it| it.0.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            let attribute = |name: &str| match (value(left, name), value(right, name)) {
                (one, other) if one == other => None,
                (None, Some(added)) => Some(format!("`{name}=\"{}\"` is added to `{old}`", visible(&added))),
                (Some(lost), None) => {
                    Some(format!("`{name}=\"{}\"` is missing from `{old}`", visible(&lost)))
                }
                (one, other) => {
                    let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
                    Some(format!("`{name}` of `{old}` is `{}`, not `{}`", visible(&other), visible(&one)))
                }
            };
            names.into_iter().filter_map(attribute).collect()
        }
        _ => vec![instead(&found.show(), &made.show())],
    }
}

/// The first place where two files with the same nodes are written differently: a comment, an instruction, a document
/// type. White space is no difference.
fn spelling(made: &str, found: &str) -> Option<Difference> {
    let plain = |it: &str| -> Vec<u8> { it.bytes().filter(|it| !it.is_ascii_whitespace()).collect() };
    if plain(made) == plain(found) {
        return None;
    }
    let lines = lines::compare(made.as_bytes(), found.as_bytes()).unwrap_or_default();
    let first = lines
        .into_iter()
        .find(|it| !it.message.contains("white space") && !it.message.contains("empty lines"));
    Some(first.unwrap_or_else(|| Difference::new("", "the markup is written differently")))
}

fn read(text: &str, syntax: Syntax) -> Option<Tokens> {
    let mut tokens = Tokens::default();
    match syntax {
        Syntax::Xml => xml::parse(text, &mut tokens).ok()?,
        Syntax::Html => html(text, &mut tokens)?,
    }
    Some(tokens)
}

/// A page, walked without recursion; `None` where it nests too deep.
fn html(text: &str, tokens: &mut Tokens) -> Option<()> {
    const MAX_DEPTH: usize = 4_000;
    let mut depth = 0usize;
    for (_, closes) in dom::nesting_tags(text) {
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > MAX_DEPTH {
            return None;
        }
    }
    let nodes = dom::document(text);
    let mut next = nodes.first().and_then(|it| it.first);
    while let Some(mut at) = next {
        let node = &nodes[at];
        match &node.kind {
            dom::Kind::Element(attributes) => {
                let name = |it: &dom::Attribute| {
                    let prefix = it.name.prefix.as_ref().map(|it| format!("{it}:")).unwrap_or_default();
                    format!("{prefix}{}", it.name.local)
                };
                let pairs = attributes.iter().map(|it| (name(it), it.value.to_string())).collect();
                tokens.open(&node.name.local, Attributes(pairs), node.line);
            }
            dom::Kind::Text(text) => tokens.text(text, node.line),
            dom::Kind::Document | dom::Kind::Other => {}
        }
        next = node.first;
        while next.is_none() {
            if let dom::Kind::Element(..) = nodes[at].kind {
                tokens.close();
            }
            next = nodes[at].next;
            if next.is_none() {
                let Some(parent) = nodes[at].parent.filter(|it| *it != 0) else { return Some(()) };
                at = parent;
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(made: &str, found: &str) -> Vec<String> {
        let list = compare(made.as_bytes(), found.as_bytes(), Syntax::Html).expect("alike");
        list.into_iter().map(|it| format!("{}: {}", it.location, it.message)).collect()
    }

    const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>T</title>\n</head>\n<body>\n<p class=\"a\">One two.</p>\n<p>Three <em>four</em> five.</p>\n</body>\n</html>\n";

    #[test]
    fn nodes_are_compared() {
        let with = |from: &str, to: &str| found(PAGE, &PAGE.replacen(from, to, 1));
        assert_eq!(with(" class=\"a\"", ""), ["line 7: `class=\"a\"` is missing from `p`"]);
        assert_eq!(with("\"a\"", "\"b\""), ["line 7: `class` of `p` is `b`, not `a`"]);
        assert_eq!(with("<p>", "<p hidden>"), ["line 8: `hidden=\"\"` is added to `p`"]);
        assert_eq!(with("two", "too"), ["line 7: `One too.` instead of `One two.`"]);
        assert_eq!(with("<em>four</em>", "four").len(), 1);
        assert_eq!(with("<body>", "<body><!-- x -->").len(), 1, "a comment");
        assert_eq!(with("<!DOCTYPE html>\n", "").len(), 1, "the document type");
    }

    #[test]
    fn white_space_and_quotation_marks_are_no_differences() {
        assert!(found(PAGE, &PAGE.replace("<body>\n", "<body>\n\n  ")).is_empty());
        assert!(compare(PAGE.as_bytes(), b"<p>Other</p>", Syntax::Html).is_none());
    }
}
