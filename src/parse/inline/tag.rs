//! The few inline tags that mean the same in every edition.

use crate::parse::inline::Kind;

/// The name of a tag that is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum Name {
    Sup,
    Sub,
    Kbd,
    Abbr,
    Mark,
    U,
    Small,
}

impl Name {
    const ALL: [(Name, &'static str); 7] = [
        (Name::Sup, "sup"),
        (Name::Sub, "sub"),
        (Name::Kbd, "kbd"),
        (Name::Abbr, "abbr"),
        (Name::Mark, "mark"),
        (Name::U, "u"),
        (Name::Small, "small"),
    ];

    /// How many there are.
    pub(in crate::parse) const COUNT: usize = Name::ALL.len();

    fn of(word: &str) -> Option<Name> {
        Name::ALL.iter().find(|(_, it)| it.eq_ignore_ascii_case(word)).map(|(name, _)| *name)
    }

    /// As written.
    pub(in crate::parse) fn word(self) -> &'static str {
        Name::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| *word)
    }
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Tag {
    Open(Name, Option<String>),
    Close(Name),
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
pub(in crate::parse) fn read(html: &str) -> Html {
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
    match Name::of(word) {
        Some(name) if closes => Html::Tag(Tag::Close(name)),
        Some(name) if name == Name::Abbr => Html::Tag(Tag::Open(name, title(rest))),
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
    pub(in crate::parse) fn kind(name: Name, title: Option<String>) -> Kind {
        match name {
            Name::Sup => Kind::Sup,
            Name::Sub => Kind::Sub,
            Name::Kbd => Kind::Keyboard,
            Name::Abbr => Kind::Abbreviation(title),
            Name::Mark => Kind::Highlight,
            Name::U => Kind::Underline,
            Name::Small => Kind::Small,
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
        assert_eq!(read("<!-- a -->"), Html::Comment);
        assert_eq!(read("<BR/>"), Html::Break);
        assert_eq!(read("<br />"), Html::Break);
        assert_eq!(read("<sup>"), Html::Tag(Tag::Open(Name::Sup, None)));
        assert_eq!(read("</sup >"), Html::Tag(Tag::Close(Name::Sup)));
        assert_eq!(read("<abbr title='A > b'>"), Html::Tag(Tag::Open(Name::Abbr, Some("A > b".into()))));
        for other in ["<b>", "<sup class=x>", "<!DOCTYPE a>", "<?php ?>", "<subject>", "</br>"] {
            assert_eq!(read(other), Html::Other, "{other}");
        }
    }

    #[test]
    fn the_text_of_html_is_kept() {
        assert_eq!(text_of("<div>\n<!-- <p> -->a <b>bold</b>\n</div> c < d"), "a bold c");
    }
}
