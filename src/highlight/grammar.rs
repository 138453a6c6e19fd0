//! The grammars of Sublime Text, and their scopes as kinds.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::highlight::{Kind, Stretch};

/// A grammar.
pub(super) type Syntax = SyntaxReference;

/// Names that authors use for languages whose grammar goes by another, or is near enough.
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

/// What scopes mean, the more particular first; `None` for plain. A scope that none of them begins is told by the
/// one around it (Sublime Text, scope naming).
const MEANINGS: [(&str, Option<Kind>); 40] = [
    ("comment", Some(Kind::Comment)),
    ("string.unquoted", None),
    ("string", Some(Kind::String)),
    ("constant.other.placeholder", Some(Kind::String)),
    ("constant.character", Some(Kind::String)),
    ("constant", Some(Kind::Number)),
    ("keyword.operator.word", Some(Kind::Keyword)),
    ("keyword.operator.logical.python", Some(Kind::Keyword)),
    ("keyword.operator.new", Some(Kind::Keyword)),
    ("keyword.operator", None),
    ("keyword.other.unit", Some(Kind::Number)),
    ("keyword", Some(Kind::Keyword)),
    ("storage.type.annotation", Some(Kind::Attribute)),
    ("storage", Some(Kind::Keyword)),
    ("variable.language", Some(Kind::Keyword)),
    ("variable.function", Some(Kind::Function)),
    ("variable.annotation", Some(Kind::Attribute)),
    ("variable.parameter", None),
    ("entity.name.function", Some(Kind::Function)),
    ("entity.name.macro", Some(Kind::Function)),
    ("entity.name.tag", Some(Kind::Keyword)),
    ("entity.name.section", Some(Kind::Keyword)),
    ("entity.name.label", Some(Kind::Attribute)),
    ("entity.name", Some(Kind::Type)),
    ("entity.other.attribute-name", Some(Kind::Attribute)),
    ("entity.other.inherited-class", Some(Kind::Type)),
    ("support.function", Some(Kind::Function)),
    ("support.macro", Some(Kind::Function)),
    ("support.type.property-name", Some(Kind::Attribute)),
    ("support.type", Some(Kind::Type)),
    ("support.class", Some(Kind::Type)),
    ("support.constant", Some(Kind::Number)),
    ("meta.annotation", Some(Kind::Attribute)),
    ("meta.interpolation", None),
    ("markup.heading", Some(Kind::Keyword)),
    ("markup.raw", Some(Kind::String)),
    ("markup.underline.link", Some(Kind::String)),
    ("markup.inserted", Some(Kind::Inserted)),
    ("markup.deleted", Some(Kind::Deleted)),
    ("meta.diff.header", Some(Kind::Comment)),
];

/// The grammar of a language by its name or the ending of its files; `None` for one that is not there, and for
/// plain text.
pub(super) fn named(language: &str) -> Option<&'static Syntax> {
    let alias = ALIASES.iter().find(|(name, _)| name.eq_ignore_ascii_case(language));
    let found = syntaxes().find_syntax_by_token(alias.map_or(language, |it| it.1))?;
    (found.name != syntaxes().find_syntax_plain_text().name).then_some(found)
}

/// What a grammar finds in lines of code. A line that it cannot read ends the work: what it would say of those below
/// it would be guesses.
pub(super) fn stretches<'a>(lines: impl Iterator<Item = (usize, &'a str)>, syntax: &Syntax) -> Vec<Stretch> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut found = Vec::new();
    for (start, line) in lines {
        let Ok(changes) = state.parse_line(line, syntaxes()) else { break };
        let mut from = 0;
        for (at, change) in changes {
            push(&mut found, (start + from, start + at), &stack);
            from = from.max(at);
            if stack.apply(&change).is_err() {
                return found;
            }
        }
        push(&mut found, (start + from, start + line.len()), &stack);
    }
    found
}

fn push(found: &mut Vec<Stretch>, (start, end): (usize, usize), stack: &ScopeStack) {
    if start < end
        && let Some(kind) = kind(stack.as_slice())
    {
        found.push((start..end, kind));
    }
}

/// What a place in nested scopes is: the innermost that means something decides.
fn kind(scopes: &[Scope]) -> Option<Kind> {
    let meaning = |scope: &Scope| meanings().iter().find(|(known, _)| known.is_prefix_of(*scope));
    scopes.iter().rev().find_map(meaning).and_then(|it| it.1)
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

fn meanings() -> &'static [(Scope, Option<Kind>)] {
    static SCOPES: OnceLock<Vec<(Scope, Option<Kind>)>> = OnceLock::new();
    SCOPES.get_or_init(|| {
        MEANINGS.iter().filter_map(|(name, kind)| Some((Scope::new(name).ok()?, *kind))).collect()
    })
}
