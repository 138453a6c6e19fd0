//! Tokens of code, and their kinds.

use std::ops::Range;

/// A range of code with one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it is in the code, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token of code is. There are few enough that each can be told by a style of its own, in colour and in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A keyword such as `let` or `return`; the name of a tag; a heading.
    Keyword,
    /// The name of a type.
    Type,
    /// The name of a function, where it is defined or called.
    Function,
    /// A string, with its quotes.
    String,
    /// A number or a named constant.
    Number,
    /// A comment.
    Comment,
    /// An attribute, an annotation, a key.
    Attribute,
    /// A line that was added, in a diff.
    Inserted,
    /// A line that was removed, in a diff.
    Deleted,
}

impl TokenKind {
    /// All kinds.
    pub const ALL: [TokenKind; 9] = [
        TokenKind::Keyword,
        TokenKind::Type,
        TokenKind::Function,
        TokenKind::String,
        TokenKind::Number,
        TokenKind::Comment,
        TokenKind::Attribute,
        TokenKind::Inserted,
        TokenKind::Deleted,
    ];

    /// Its name: the class in HTML.
    pub const fn name(self) -> &'static str {
        match self {
            TokenKind::Keyword => "keyword",
            TokenKind::Type => "type",
            TokenKind::Function => "function",
            TokenKind::String => "string",
            TokenKind::Number => "number",
            TokenKind::Comment => "comment",
            TokenKind::Attribute => "attribute",
            TokenKind::Inserted => "inserted",
            TokenKind::Deleted => "deleted",
        }
    }
}
