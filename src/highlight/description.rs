//! What a programming language looks like: its words, comments, strings and conventions, as data.

use crate::highlight::token::TokenKind;
use crate::highlight::words::Words;

/// A language, described for the reader of code.
pub(super) struct Code {
    /// Its words.
    pub(super) words: Words<TokenKind>,
    /// Whether its words may be in letters of either case; those above are in lower case.
    pub(super) any_case: bool,
    /// What words may have besides letters, digits and low lines.
    pub(super) letters: &'static [u8],
    /// What words may end with besides.
    pub(super) endings: &'static [u8],
    /// Its comments, the longer mark before one that it begins with.
    pub(super) comments: &'static [Comment],
    /// Its strings, the longer quotes before those that they begin with. There are at most as many as
    /// [`MOST_QUOTES`].
    pub(super) strings: &'static [Quotes],
    /// Those of its keywords that are names where nothing follows that a keyword has after it.
    pub(super) contextual: &'static str,
    /// Words that belong to a string when they stand directly before it, as in `r"\d"`; `*` for every word.
    pub(super) prefixes: &'static str,
    /// Words with a function's name after them.
    pub(super) functions_after: &'static str,
    /// Words with a type's name after them.
    pub(super) types_after: &'static str,
    /// Words with a name after them: of a function if it has parameters, or of a plain value.
    pub(super) values_after: &'static str,
    /// Whether a name before a parenthesis is a function's.
    pub(super) calls: bool,
    /// What names with a capital letter are.
    pub(super) capitals: Capitals,
    /// Whether names in capitals alone are constants.
    pub(super) constants: bool,
    /// What begins names that are never words of the language, as `$` does in PHP.
    pub(super) sigils: &'static [u8],
    /// Signs that make the name after them an attribute or the like.
    pub(super) marks: &'static [(&'static str, TokenKind)],
    /// Brackets around attributes, as `#[` and `]` are.
    pub(super) attributes: &'static [(&'static str, u8)],
    /// What is after a name at the beginning of a line that is a function's, as `::` does in Haskell.
    pub(super) signature: &'static str,
    /// What is after a name that is a key.
    pub(super) keys: Keys,
    /// Whether `/` where a value is expected begins a regular expression.
    pub(super) patterns: bool,
    /// Whether an element of markup may be where a value is expected, as in JSX.
    pub(super) elements: bool,
    /// The literals that only this language and its relatives have.
    pub(super) special: Special,
}

/// The most forms of strings that a language may have.
pub(super) const MOST_QUOTES: usize = 8;

/// A form of comment.
pub(super) struct Comment {
    pub(super) open: &'static str,
    /// What closes it; `None` for the line end.
    pub(super) close: Option<&'static str>,
    /// Whether one may be inside another.
    pub(super) nests: bool,
    /// Where it may begin.
    pub(super) place: Place,
}

/// Where a comment may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    /// Not in a word or after a sign: at the beginning, or after a blank or a bracket.
    Apart,
    /// As the first on a line.
    Line,
}

/// A form of string.
pub(super) struct Quotes {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    pub(super) escape: Escape,
    /// Whether it may go over line ends.
    pub(super) long: bool,
    /// What opens code inside it, and what closes that.
    pub(super) inside: &'static [(&'static str, u8)],
    /// Which prefixes have code inside; empty where it does not depend on the prefix.
    pub(super) inside_after: &'static [u8],
}

/// How quotes are written inside a string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// After this sign, as is any other character.
    Sign(u8),
    /// Twice.
    Doubled,
    /// Not at all.
    Never,
    /// It is one character, or one escape, and nothing else; a quote without its pair is not a string.
    Character,
}

/// What names with a capital letter are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// Anything.
    Names,
    /// Types.
    Types,
    /// Types, unless they are called.
    TypesUnlessCalled,
    /// Types where another name follows, as in a declaration; or after `new`.
    Declared,
}

/// What is after a name that is a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Names are never keys.
    None,
    /// Strings and names before a colon are.
    Colon,
    /// Names before an equals sign are.
    Equals,
    /// Names directly before a colon with a blank after it are symbols, as `:name` is.
    Symbols,
}

/// The literals that only one language and its relatives have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    None,
    /// Includes between angle brackets; raw strings with a delimiter.
    C,
    /// Raw strings with number signs; lifetimes; macros.
    Rust,
    /// Strings that document.
    Python,
    /// Strings in long brackets, and comments.
    Lua,
    /// `%w[a b]`, symbols, here documents.
    Ruby,
    /// `q{a}`, `m/a/`, `s/a/b/`, here documents, POD.
    Perl,
    /// Here documents.
    Php,
    /// Here documents with a dash.
    Terraform,
    /// `~r/a/`, atoms.
    Elixir,
    /// Raw strings with number signs.
    Swift,
    /// Raw strings of three or more quotes.
    CSharp,
    /// A quote after a name or a bracket transposes.
    Matlab,
    /// `{|a|}`, `{tag|a|tag}`.
    OCaml,
    /// `$tag$a$tag$`.
    Sql,
    /// `:keyword`, `#\a`.
    Lisp,
    /// `$a`, `?a`.
    Erlang,
    /// Lines that begin with two backslashes.
    Zig,
    /// Here strings.
    PowerShell,
}

impl Code {
    /// A language with strings in quotes, and nothing else.
    pub(super) const PLAIN: Code = Code {
        words: Words::new(&[]),
        any_case: false,
        letters: b"",
        endings: b"",
        comments: &[],
        strings: &[Quotes::new("\"")],
        contextual: "",
        prefixes: "",
        functions_after: "",
        types_after: "",
        values_after: "",
        calls: true,
        capitals: Capitals::Names,
        constants: false,
        sigils: b"",
        marks: &[],
        attributes: &[],
        signature: "",
        keys: Keys::None,
        patterns: false,
        elements: false,
        special: Special::None,
    };

    /// A language with the comments, strings and characters of C.
    pub(super) const LIKE_C: Code = Code {
        comments: &[Comment::line("//"), Comment::block("/*", "*/")],
        strings: &[Quotes::new("\""), Quotes::character("'")],
        ..Code::PLAIN
    };

    /// A language with comments after a number sign, and strings in either quotes.
    pub(super) const LIKE_SHELL: Code = Code {
        comments: &[Comment::line("#")],
        strings: &[Quotes::new("\""), Quotes::new("'")],
        ..Code::PLAIN
    };
}

impl Comment {
    /// One that goes to the line end.
    pub(super) const fn line(open: &'static str) -> Comment {
        Comment { open, close: None, nests: false, place: Place::Anywhere }
    }

    /// One that goes to a closing mark.
    pub(super) const fn block(open: &'static str, close: &'static str) -> Comment {
        Comment { open, close: Some(close), nests: false, place: Place::Anywhere }
    }

    /// One that goes to a closing mark, with others inside it.
    pub(super) const fn nested(open: &'static str, close: &'static str) -> Comment {
        Comment { open, close: Some(close), nests: true, place: Place::Anywhere }
    }

    /// One that begins only in such places.
    pub(super) const fn only(self, place: Place) -> Comment {
        Comment { place, ..self }
    }
}

impl Quotes {
    /// A string on one line, with backslashes.
    pub(super) const fn new(quote: &'static str) -> Quotes {
        Quotes {
            open: quote,
            close: quote,
            escape: Escape::Sign(b'\\'),
            long: false,
            inside: &[],
            inside_after: b"",
        }
    }

    /// A string over lines, with backslashes.
    pub(super) const fn long(quotes: &'static str) -> Quotes {
        Quotes { long: true, ..Quotes::new(quotes) }
    }

    /// A string over lines in which nothing has a meaning but its end.
    pub(super) const fn raw(open: &'static str, close: &'static str) -> Quotes {
        Quotes { open, close, escape: Escape::Never, long: true, ..Quotes::new("") }
    }

    /// A string over lines in which two quotes stand for one.
    pub(super) const fn doubled(quote: &'static str) -> Quotes {
        Quotes { escape: Escape::Doubled, long: true, ..Quotes::new(quote) }
    }

    /// A character.
    pub(super) const fn character(quote: &'static str) -> Quotes {
        Quotes { escape: Escape::Character, ..Quotes::new(quote) }
    }

    /// The same with another way to write quotes.
    pub(super) const fn escaped(self, escape: Escape) -> Quotes {
        Quotes { escape, ..self }
    }

    /// The same with another opening.
    pub(super) const fn opened(self, open: &'static str) -> Quotes {
        Quotes { open, ..self }
    }

    /// The same with code inside.
    pub(super) const fn with(self, inside: &'static [(&'static str, u8)]) -> Quotes {
        Quotes { inside, ..self }
    }

    /// The same with code inside if a prefix has one of these letters.
    pub(super) const fn with_after(
        self,
        letters: &'static [u8],
        inside: &'static [(&'static str, u8)],
    ) -> Quotes {
        Quotes { inside, inside_after: letters, ..self }
    }
}
