//! The kinds of word in code.

/// What a stretch of code is. Few enough that each can have a look of its own, in colour and in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A word of the language: `let`, `return`; the name of a tag; a heading.
    Keyword,
    /// The name of a type.
    Type,
    /// The name of a function, where it is made or called.
    Function,
    /// What stands in quotes, with them.
    String,
    /// A number or a named constant.
    Number,
    /// What the machine does not read.
    Comment,
    /// What is said about something else: an attribute, an annotation, a key.
    Attribute,
    /// A line that was added, in a difference of two texts.
    Inserted,
    /// A line that was taken away.
    Deleted,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 9] = [
        Kind::Keyword,
        Kind::Type,
        Kind::Function,
        Kind::String,
        Kind::Number,
        Kind::Comment,
        Kind::Attribute,
        Kind::Inserted,
        Kind::Deleted,
    ];

    /// Its name: a class in markup.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Keyword => "keyword",
            Kind::Type => "type",
            Kind::Function => "function",
            Kind::String => "string",
            Kind::Number => "number",
            Kind::Comment => "comment",
            Kind::Attribute => "attribute",
            Kind::Inserted => "inserted",
            Kind::Deleted => "deleted",
        }
    }
}
