//! Bare addresses as links, as GitHub Flavored Markdown 0.29, section 6.9, has them.
//!
//! The address is read from the source, so that an underscore or an emphasis
//! that CommonMark has seen in it does no harm.

use std::ops::Range;

use crate::parse::cx::Cx;
use crate::parse::inline::node::{Node, NodeKind};

/// No address is longer; so a failed search costs little on any input.
const LONGEST: usize = 2048;

/// The nodes of a level with bare addresses as links.
pub(in crate::parse) fn link(cx: &Cx, nodes: Vec<Node>) -> Vec<Node> {
    if !nodes.iter().filter_map(Node::raw).any(may_hold) {
        return nodes;
    }
    let mut linked = Vec::with_capacity(nodes.len());
    let mut done = 0;
    let marks: Vec<Mark> =
        nodes.iter().map(|it| Mark { range: it.range.clone(), raw: it.raw().is_some() }).collect();
    for (index, node) in nodes.into_iter().enumerate() {
        if node.range.end <= done {
            continue;
        }
        if node.raw().is_none() {
            linked.push(node);
            continue;
        }
        let range = node.range.start.max(done)..node.range.end;
        done = text(cx, range, &marks[index..], &mut linked);
    }
    linked
}

/// The range of a node of the level, and whether it is raw text.
struct Mark {
    range: Range<usize>,
    raw: bool,
}

fn may_hold(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// Enters the parts of a raw text; gives where the last of them ends, which may be past the text.
fn text(cx: &Cx, range: Range<usize>, nodes: &[Mark], into: &mut Vec<Node>) -> usize {
    let last = nodes.last().map_or(range.end, |it| it.range.end);
    let (mut at, mut from) = (range.start, range.start);
    while let Some(found) = find(cx, from..range.end, last) {
        from = found.range.end;
        if found.range.start < at || straddles(nodes, from) {
            continue;
        }
        push_raw(cx, at..found.range.start, into);
        at = found.range.end;
        into.push(found.into_node(cx));
        if at >= range.end {
            return at;
        }
    }
    push_raw(cx, at..range.end, into);
    range.end
}

/// Whether a node that is not text begins before the byte and ends after it.
fn straddles(nodes: &[Mark], at: usize) -> bool {
    let mut nodes = nodes.iter().skip(1).take_while(|it| it.range.start < at);
    nodes.any(|it| !it.raw && it.range.end > at)
}

fn push_raw(cx: &Cx, range: Range<usize>, into: &mut Vec<Node>) {
    if !range.is_empty() {
        into.push(Node::leaf(NodeKind::Raw(cx.slice(range.clone()).to_owned()), range));
    }
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    range: Range<usize>,
    url: String,
}

impl Found {
    fn into_node(self, cx: &Cx) -> Node {
        let words =
            Node::leaf(NodeKind::Literal(cx.slice(self.range.clone()).to_owned()), self.range.clone());
        let kind = NodeKind::Link { url: self.url, title: String::new() };
        Node::parent(kind, self.range, vec![words])
    }
}

/// The first address that begins in the range; it may end as late as `last`.
fn find(cx: &Cx, range: Range<usize>, last: usize) -> Option<Found> {
    let text = cx.slice(range.clone());
    let triggers = text.match_indices(['h', 'H', 'w', 'W', '@']);
    for (offset, trigger) in triggers {
        let at = range.start + offset;
        let found = match trigger {
            "@" => mail(cx, range.start, at, last),
            _ => address(cx, at, last),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// An address with its scheme, or one that begins with `www.`.
fn address(cx: &Cx, at: usize, last: usize) -> Option<Found> {
    let before = cx.slice(0..at).chars().next_back();
    if before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '/' | '.' | '-' | '@' | ':')) {
        return None;
    }
    let text = cx.slice(at..last.min(cx.text.len()));
    let starts = |prefix: &str| text.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix));
    let (scheme, host_at) = match () {
        () if starts("https://") => ("", 8),
        () if starts("http://") => ("", 7),
        () if starts("www.") => ("http://", 0),
        () => return None,
    };
    let length = trimmed(&text[..extent(text)]);
    let host_end = text[host_at..length].find(['/', '?', '#', ':']).map_or(length, |it| host_at + it);
    is_host(text.get(host_at..host_end)?).then(|| {
        let url = text[..length].replace("&amp;", "&").replace('\\', "");
        Found { range: at..at + length, url: format!("{scheme}{url}") }
    })
}

/// How far an address can reach: to white space, `<`, a bracket that it has not opened, or the marks of Chinese and Japanese.
fn extent(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, it) in text.char_indices().take(LONGEST) {
        let ends = match it {
            '<' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '«' | '»' | '"' | '`' => {
                true
            }
            '[' => {
                open += 1;
                false
            }
            ']' if open == 0 => true,
            ']' => {
                open -= 1;
                false
            }
            _ => it.is_whitespace() || it.is_control(),
        };
        if ends {
            return at;
        }
    }
    text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at)
}

/// The length without the punctuation that belongs to the sentence and not to the address.
fn trimmed(address: &str) -> usize {
    let mut rest = address;
    let count = |of: char| address.chars().filter(|it| *it == of).count();
    let mut surplus = count(')').saturating_sub(count('('));
    while let Some(last) = rest.chars().next_back() {
        let drops = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '…' => true,
            ')' if surplus > 0 => {
                surplus -= 1;
                true
            }
            _ => false,
        };
        if !drops {
            break;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest.len()
}

/// Labels with dots between; the last two have no underscore.
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let good =
        |it: &&str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_');
    labels.len() >= 2 && labels.iter().all(good) && !labels.iter().rev().take(2).any(|it| it.contains('_'))
}

/// An e-mail address around an `@`.
fn mail(cx: &Cx, from: usize, at: usize, last: usize) -> Option<Found> {
    let local = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_' | '+');
    let before = cx.slice(from..at);
    let name = before.chars().rev().take(64).take_while(|it| local(*it)).count();
    let after = cx.slice(at + 1..last.min(cx.text.len()));
    let domain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_');
    let end =
        after.char_indices().take(LONGEST).find(|(_, it)| !domain(*it)).map_or(after.len(), |(at, _)| at);
    let host = after.get(..end)?.trim_end_matches('.');
    if name == 0 || !is_host(host) || host.ends_with(['-', '_']) {
        return None;
    }
    let range = at - name..at + 1 + host.len();
    Some(Found { url: format!("mailto:{}", cx.slice(range.clone())), range })
}
