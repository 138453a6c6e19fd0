//! Two paragraphs as one.

use std::collections::BTreeMap;

use crate::document::{Inline, InlineKind};
use crate::redline::tokens::{Side, Token, Wrappers, signed};
use crate::verify::compare::diff::{Hunk, diff};

/// A token of the redline: whose it is; `None` for one that both have.
type Merged = (Option<Side>, Token);

/// The inlines of two versions as one, with what changed marked.
pub(super) fn merge(old: &[Inline], new: &[Inline]) -> Vec<Inline> {
    let mut wrappers = Wrappers::default();
    let (old, new) = (wrappers.tokens(old), wrappers.tokens(new));
    let keys = |tokens: &[Token]| -> Vec<String> { tokens.iter().map(|it| it.key.clone()).collect() };
    let hunks = joined(diff(&keys(&old), &keys(&new)), &new);
    let tokens = merged(&wrappers, &old, &new, &hunks);
    rebuilt(wrappers, tokens)
}

/// Inlines that are of one side alone.
pub(super) fn marked(side: Side, inlines: &[Inline]) -> Vec<Inline> {
    let mut wrappers = Wrappers::default();
    let tokens = wrappers.tokens(inlines);
    rebuilt(wrappers, tokens.into_iter().filter_map(|it| of(side, it)).collect())
}

/// A token of one side alone. A place without words is that of the new version, and none of the old one.
fn of(side: Side, token: Token) -> Option<Merged> {
    match (token.is_place(), side) {
        (true, Side::Old) => None,
        (true, Side::New) => Some((None, token)),
        (false, _) => Some((Some(side), token)),
    }
}

/// The differences, where replacements that only white space divides are one.
fn joined(hunks: Vec<Hunk>, new: &[Token]) -> Vec<Hunk> {
    let replaces = |it: &Hunk| !it.left.is_empty() && !it.right.is_empty();
    let mut list: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        if let Some(last) = list.last_mut().filter(|it| replaces(it) && replaces(&hunk))
            && new[last.right.end..hunk.right.start].iter().all(Token::is_space)
        {
            last.left.end = hunk.left.end;
            last.right.end = hunk.right.end;
        } else {
            list.push(hunk);
        }
    }
    list
}

/// The tokens of both in one order. What both have is inside of what the new version has it in, and what the old one
/// alone has inside of the same as far as that is alike.
fn merged(wrappers: &Wrappers, old: &[Token], new: &[Token], hunks: &[Hunk]) -> Vec<Merged> {
    let (mut same, mut at, mut other) = (Vec::new(), 0, 0);
    let ends = Hunk { left: old.len()..old.len(), right: new.len()..new.len() };
    for hunk in hunks.iter().chain([&ends]) {
        same.extend((at..hunk.left.start).zip(other..hunk.right.start));
        (at, other) = (hunk.left.end, hunk.right.end);
    }
    let mut renewed: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, other) in &same {
        for (one, two) in old[*at].path.iter().zip(&new[*other].path) {
            if !wrappers.are_alike(*one, *two) || renewed.get(one).is_some_and(|it| it != two) {
                break;
            }
            renewed.insert(*one, *two);
        }
    }
    let mut tokens: Vec<Merged> = Vec::new();
    let mut other = 0;
    for hunk in hunks.iter().chain([&ends]) {
        tokens.extend(new[other..hunk.right.start].iter().map(|it| (None, it.clone())));
        for token in &old[hunk.left.clone()] {
            let mut token = token.clone();
            let known = token.path.iter().map_while(|it| renewed.get(it).copied()).collect::<Vec<_>>();
            token.path.splice(..known.len(), known);
            tokens.extend(of(Side::Old, token));
        }
        tokens.extend(new[hunk.right.clone()].iter().filter_map(|it| of(Side::New, it.clone())));
        other = hunk.right.end;
    }
    tokens
}

/// The inlines of tokens. Each stretch of one side is in one span, divided only where something else that it is partly in
/// begins or ends, as a link.
fn rebuilt(mut wrappers: Wrappers, tokens: Vec<Merged>) -> Vec<Inline> {
    let sides: Vec<Option<Side>> = tokens.iter().map(|it| it.0).collect();
    let mut placed: Vec<(Vec<usize>, Inline)> = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let count = sides[start..].iter().take_while(|it| **it == sides[start]).count();
        let range = trimmed(&tokens, start, count);
        let plain = |it: &Merged| (it.1.path.clone(), it.1.inline.clone());
        match sides[start].filter(|_| range.start < range.end) {
            None => placed.extend(tokens[start..start + count].iter().map(plain)),
            Some(side) => {
                placed.extend(tokens[start..range.start].iter().map(plain));
                stretch(side, &tokens, range.clone(), &mut wrappers, &mut placed);
                placed.extend(tokens[range.end..start + count].iter().map(plain));
            }
        }
        start += count;
    }
    let content = wrappers.inlines(&placed);
    content.into_iter().map(with_signs).collect()
}

/// The part of a stretch that is marked: white space at its ends is not, where there is other white space beyond, so that
/// the words are divided without it too.
fn trimmed(tokens: &[Merged], start: usize, count: usize) -> std::ops::Range<usize> {
    let (mut from, mut to) = (start, start + count);
    let is_space = |at: usize| tokens.get(at).is_none_or(|it| it.1.is_space());
    let is_kept = |at: Option<usize>| at.is_none_or(|it| tokens.get(it).is_none_or(|it| it.0.is_none()));
    let before = start.checked_sub(1);
    if is_kept(Some(to)) && is_space(to) {
        while from < to && tokens[from].1.is_space() {
            from += 1;
        }
    }
    if is_kept(before) && before.is_none_or(is_space) {
        while from < to && tokens[to - 1].1.is_space() {
            to -= 1;
        }
    }
    from..to
}

/// Places a stretch of one side.
fn stretch(
    side: Side,
    tokens: &[Merged],
    range: std::ops::Range<usize>,
    wrappers: &mut Wrappers,
    placed: &mut Vec<(Vec<usize>, Inline)>,
) {
    let is_partly_in = |wrapper: &usize| {
        let before = range.start.checked_sub(1).and_then(|it| tokens.get(it));
        let after = tokens.get(range.end);
        [before, after].into_iter().flatten().any(|it| it.1.path.contains(wrapper))
    };
    let mut open: Option<(Vec<usize>, usize)> = None;
    for (_, token) in &tokens[range.clone()] {
        let outer: Vec<usize> = token.path.iter().copied().take_while(|it| is_partly_in(it)).collect();
        let change = match &open {
            Some((known, change)) if *known == outer => *change,
            Some(_) | None => wrappers.change(side, token.inline.span),
        };
        let mut path = outer.clone();
        path.push(change);
        path.extend(&token.path[outer.len()..]);
        open = Some((outer, change));
        placed.push((path, token.inline.clone()));
    }
}

/// An inline with signs in the spans that hold changes.
fn with_signs(inline: Inline) -> Inline {
    let span = inline.span;
    let mut kind = inline.kind.map_children(|it| it.iter().cloned().map(with_signs).collect());
    if let InlineKind::Span { attr, content } = &mut kind {
        for side in [Side::Old, Side::New] {
            if attr.has_class(side.class()) {
                *content = signed(side, std::mem::take(content));
            }
        }
    }
    Inline { kind, span }
}
