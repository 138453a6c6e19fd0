//! Inlines while they are being read, and the few inline tags that mean the same in every edition.

use std::ops::Range;

use crate::document::Attr;
use crate::parse::attributes::Attributes;

/// Inlines nest no deeper than this in one level; what recurses over them cannot overflow the stack.
pub(in crate::parse) const DEEPEST: usize = 64;

/// An inline with its place and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Node {
    pub(in crate::parse) kind: NodeKind,
    pub(in crate::parse) range: Range<usize>,
    pub(in crate::parse) children: Vec<Node>,
    /// How many levels of nodes are below it.
    height: usize,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum NodeKind {
    /// Text that equals the source in its range, so that its characters may still turn out to be markup.
    Raw(String),
    /// Text that was escaped, or is an entity: never markup, never changed.
    Literal(String),
    Code(String),
    Emph,
    Strong,
    Strike,
    Sub,
    Sup,
    Underline,
    Highlight,
    Small,
    Keyboard,
    Abbreviation(Option<String>),
    Link {
        url: String,
        title: String,
    },
    Image {
        url: String,
        title: String,
        attributes: Box<Attributes>,
    },
    NoteRef(String),
    Span(Attr),
    /// A tag that is still to find its partner.
    Tag(Tag),
    SoftBreak,
    LineBreak,
}

impl Node {
    /// A node without children.
    pub(in crate::parse) fn leaf(kind: NodeKind, range: Range<usize>) -> Node {
        Node { kind, range, children: Vec::new(), height: 0 }
    }

    /// A node around others.
    pub(in crate::parse) fn parent(kind: NodeKind, range: Range<usize>, children: Vec<Node>) -> Node {
        let height = 1 + children.iter().map(|it| it.height).max().unwrap_or(0);
        Node { kind, range, children, height }
    }

    /// Whether one more node may go around these.
    pub(in crate::parse) fn may_wrap(nodes: &[Node]) -> bool {
        nodes.iter().rev().all(|it| it.height < DEEPEST)
    }

    /// The text where the node is text that may hold markup.
    pub(in crate::parse) fn raw(&self) -> Option<&str> {
        if let NodeKind::Raw(text) = &self.kind { Some(text) } else { None }
    }
}

/// The nodes with adjacent raw texts made one.
pub(in crate::parse) fn merge(nodes: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let (NodeKind::Raw(text), Some(last)) = (&node.kind, merged.last_mut())
            && let NodeKind::Raw(before) = &mut last.kind
            && last.range.end == node.range.start
        {
            before.push_str(text);
            last.range.end = node.range.end;
            continue;
        }
        merged.push(node);
    }
    merged
}

/// The name of a tag that is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum TagName {
    Sup,
    Sub,
    Kbd,
    Abbr,
    Mark,
    U,
    Small,
}

impl TagName {
    const ALL: [(TagName, &'static str); 7] = [
        (TagName::Sup, "sup"),
        (TagName::Sub, "sub"),
        (TagName::Kbd, "kbd"),
        (TagName::Abbr, "abbr"),
        (TagName::Mark, "mark"),
        (TagName::U, "u"),
        (TagName::Small, "small"),
    ];

    /// How many there are.
    pub(in crate::parse) const COUNT: usize = TagName::ALL.len();

    fn of(word: &str) -> Option<TagName> {
        TagName::ALL.iter().find(|(_, it)| it.eq_ignore_ascii_case(word)).map(|(name, _)| *name)
    }

    /// As written.
    pub(in crate::parse) fn word(self) -> &'static str {
        TagName::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| *word)
    }
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Tag {
    Open(TagName, Option<String>),
    Close(TagName),
}

/// What a piece of inline HTML is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Html {
    /// A comment, which no edition shows.
    Comment,
    /// `<br>`.
    Break,
    /// One of the tags that are allowed.
    Tag(Tag),
    /// Anything else.
    Other,
}

/// What a piece of inline HTML is, as CommonMark has delimited it.
pub(in crate::parse) fn read_html(html: &str) -> Html {
    if html.starts_with("<!--") {
        return Html::Comment;
    }
    let inner = html.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |it| (true, it));
    let end = inner.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (word, rest) = inner.split_at(end);
    if word.eq_ignore_ascii_case("br") && !closes {
        return Html::Break;
    }
    match TagName::of(word) {
        Some(name) if closes => Html::Tag(Tag::Close(name)),
        Some(name) if name == TagName::Abbr => Html::Tag(Tag::Open(name, title(rest))),
        Some(name) if rest.trim().is_empty() => Html::Tag(Tag::Open(name, None)),
        Some(_) | None => Html::Other,
    }
}

fn title(attributes: &str) -> Option<String> {
    let value = attributes.trim().strip_prefix("title")?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    value[1..].split_once(quote).map(|(title, _)| title.to_owned())
}

impl Tag {
    /// The node that an open tag makes of what follows.
    pub(in crate::parse) fn kind(name: TagName, title: Option<String>) -> NodeKind {
        match name {
            TagName::Sup => NodeKind::Sup,
            TagName::Sub => NodeKind::Sub,
            TagName::Kbd => NodeKind::Keyboard,
            TagName::Abbr => NodeKind::Abbreviation(title),
            TagName::Mark => NodeKind::Highlight,
            TagName::U => NodeKind::Underline,
            TagName::Small => NodeKind::Small,
        }
    }
}

/// Whether a piece of HTML is comments and nothing else.
pub(in crate::parse) fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    rest.is_empty()
}

/// The text of a piece of HTML without its tags and comments.
pub(in crate::parse) fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, markup)) = rest.split_once('<') {
        text.push_str(before);
        let end = if markup.starts_with("!--") { "-->" } else { ">" };
        rest = markup.split_once(end).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_known_by_name() {
        assert_eq!(read_html("<!-- a -->"), Html::Comment);
        assert_eq!(read_html("<BR/>"), Html::Break);
        assert_eq!(read_html("<br />"), Html::Break);
        assert_eq!(read_html("<sup>"), Html::Tag(Tag::Open(TagName::Sup, None)));
        assert_eq!(read_html("</sup >"), Html::Tag(Tag::Close(TagName::Sup)));
        assert_eq!(
            read_html("<abbr title='A > b'>"),
            Html::Tag(Tag::Open(TagName::Abbr, Some("A > b".into())))
        );
        for other in ["<b>", "<sup class=x>", "<!DOCTYPE a>", "<?php ?>", "<subject>", "</br>"] {
            assert_eq!(read_html(other), Html::Other, "{other}");
        }
    }

    #[test]
    fn the_text_of_html_is_kept() {
        assert_eq!(text_of("<div>\n<!-- <p> -->a <b>bold</b>\n</div> c < d"), "a bold c");
    }
}
