//! The grammars of Sublime Text, and what kind of token each scope is.

use std::ops::Range;
use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::highlight::token::{Token, TokenKind};

/// A grammar.
pub(super) type Syntax = SyntaxReference;

/// Names that authors use for languages whose grammar has another name, or is close enough.
const ALIASES: [(&str, &str); 15] = [
    ("c#", "cs"),
    ("cxx", "cpp"),
    ("ecmascript", "js"),
    ("golang", "go"),
    ("javascript", "js"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("jsx", "js"),
    ("objc", "m"),
    ("py3", "py"),
    ("shell", "sh"),
    ("svg", "xml"),
    ("ts", "js"),
    ("typescript", "js"),
    ("yml", "yaml"),
];

/// What scopes mean, the most specific first; `None` for plain. A scope that has none of these prefixes is like the
/// one around it (Sublime Text, scope naming).
const MEANINGS: [(&str, Option<TokenKind>); 40] = [
    ("comment", Some(TokenKind::Comment)),
    ("string.unquoted", None),
    ("string", Some(TokenKind::String)),
    ("constant.other.placeholder", Some(TokenKind::String)),
    ("constant.character", Some(TokenKind::String)),
    ("constant", Some(TokenKind::Number)),
    ("keyword.operator.word", Some(TokenKind::Keyword)),
    ("keyword.operator.logical.python", Some(TokenKind::Keyword)),
    ("keyword.operator.new", Some(TokenKind::Keyword)),
    ("keyword.operator", None),
    ("keyword.other.unit", Some(TokenKind::Number)),
    ("keyword", Some(TokenKind::Keyword)),
    ("storage.type.annotation", Some(TokenKind::Attribute)),
    ("storage", Some(TokenKind::Keyword)),
    ("variable.language", Some(TokenKind::Keyword)),
    ("variable.function", Some(TokenKind::Function)),
    ("variable.annotation", Some(TokenKind::Attribute)),
    ("variable.parameter", None),
    ("entity.name.function", Some(TokenKind::Function)),
    ("entity.name.macro", Some(TokenKind::Function)),
    ("entity.name.tag", Some(TokenKind::Keyword)),
    ("entity.name.section", Some(TokenKind::Keyword)),
    ("entity.name.label", Some(TokenKind::Attribute)),
    ("entity.name", Some(TokenKind::Type)),
    ("entity.other.attribute-name", Some(TokenKind::Attribute)),
    ("entity.other.inherited-class", Some(TokenKind::Type)),
    ("support.function", Some(TokenKind::Function)),
    ("support.macro", Some(TokenKind::Function)),
    ("support.type.property-name", Some(TokenKind::Attribute)),
    ("support.type", Some(TokenKind::Type)),
    ("support.class", Some(TokenKind::Type)),
    ("support.constant", Some(TokenKind::Number)),
    ("meta.annotation", Some(TokenKind::Attribute)),
    ("meta.interpolation", None),
    ("markup.heading", Some(TokenKind::Keyword)),
    ("markup.raw", Some(TokenKind::String)),
    ("markup.underline.link", Some(TokenKind::String)),
    ("markup.inserted", Some(TokenKind::Inserted)),
    ("markup.deleted", Some(TokenKind::Deleted)),
    ("meta.diff.header", Some(TokenKind::Comment)),
];

/// The grammar of a language by its name or file extension; `None` for an unknown language and for plain text.
pub(super) fn named(language: &str) -> Option<&'static Syntax> {
    let alias = ALIASES.iter().find(|(name, _)| name.eq_ignore_ascii_case(language));
    let found = syntaxes().find_syntax_by_token(alias.map_or(language, |it| it.1))?;
    (found.name != syntaxes().find_syntax_plain_text().name).then_some(found)
}

/// What a grammar finds in lines of code. It stops at a line that it cannot read: the tokens of those below would be
/// guesses.
pub(super) fn tokens<'a>(lines: impl Iterator<Item = (usize, &'a str)>, syntax: &Syntax) -> Vec<Token> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut found = Vec::new();
    for (start, line) in lines {
        let Ok(changes) = state.parse_line(line, syntaxes()) else { break };
        let mut from = 0;
        for (at, change) in changes {
            push(&mut found, start + from..start + at, &stack);
            from = from.max(at);
            if stack.apply(&change).is_err() {
                return found;
            }
        }
        push(&mut found, start + from..start + line.len(), &stack);
    }
    found
}

fn push(found: &mut Vec<Token>, range: Range<usize>, stack: &ScopeStack) {
    if !range.is_empty()
        && let Some(kind) = kind(stack.as_slice())
    {
        found.push(Token { range, kind });
    }
}

/// The kind of token in nested scopes: the innermost scope with a meaning decides.
fn kind(scopes: &[Scope]) -> Option<TokenKind> {
    let meaning = |scope: &Scope| meanings().iter().find(|(known, _)| known.is_prefix_of(*scope));
    scopes.iter().rev().find_map(meaning).and_then(|it| it.1)
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

fn meanings() -> &'static [(Scope, Option<TokenKind>)] {
    static SCOPES: OnceLock<Vec<(Scope, Option<TokenKind>)>> = OnceLock::new();
    SCOPES.get_or_init(|| {
        MEANINGS.iter().filter_map(|(name, kind)| Some((Scope::new(name).ok()?, *kind))).collect()
    })
}
