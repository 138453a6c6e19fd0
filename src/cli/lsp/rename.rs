//! An id renamed in all texts of a publication. The result is read again before it is offered: every link must lead
//! where it led.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::lsp::names::{Name, Place, in_address, in_attributes, places};
use crate::document::walk::Node;
use crate::document::{Block, BlockKind, Id};
use crate::project::{Drafts, Reading, draft_of};
use crate::source::{SourceId, Sources, Span};

/// The changes, by the text that they are in, each in its order: what is replaced, and by what.
pub(super) type Changes = BTreeMap<SourceId, Vec<(Span, String)>>;

/// The changes that give an id another name; an error says why there are none.
pub(super) fn rename(
    reading: &Reading,
    path: &Path,
    drafts: &Drafts,
    old: &Id,
    new: &str,
) -> Result<Changes, String> {
    let is_plain = new.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '_' | '.' | ':'));
    let id = Id::new(new).filter(|_| is_plain);
    let id = id.ok_or("an id is made of letters, digits, `-`, `_`, `.`, and `:`")?;
    if reading.manuscript.document.references.get(&id).is_some() {
        return Err(format!("the id `{id}` is in use"));
    }
    let named = places(&reading.manuscript.document);
    let mut changes = Changes::new();
    for place in named.iter().filter(|it| it.name == Name::Anchor(old.clone())) {
        let (span, text) = if place.is_definition {
            definition(reading, place, old, &id)
        } else {
            usage(&reading.manuscript.sources, place, old).map(|it| (it, id.to_string()))
        }
        .ok_or_else(|| elsewhere(&reading.manuscript.sources, place, old))?;
        let list = changes.entry(span.source).or_default();
        // Two references by one definition of Markdown change it once.
        if !list.contains(&(span, text.clone())) {
            list.push((span, text));
        }
    }
    changes.values_mut().for_each(|list| list.sort_by_key(|it| it.0.start));
    if leads_the_same(reading, path, changed(&reading.manuscript.sources, drafts, &changes), (old, &id)) {
        Ok(changes)
    } else {
        Err(format!("links would lead elsewhere if `{old}` became `{id}`; rename it by hand"))
    }
}

fn elsewhere(sources: &Sources, place: &Place, old: &Id) -> String {
    let source = sources.get(place.span.source);
    let at = source.map(|it| format!("{}:{}", it.path(), it.position(place.span.range().start).line));
    format!("`{old}` is not written at {}; rename it by hand", at.unwrap_or_default())
}

/// Where a link names its id: within it, or where Markdown defines the address of a reference.
fn usage(sources: &Sources, place: &Place, old: &Id) -> Option<Span> {
    let source = sources.get(place.span.source)?;
    let start = place.span.range().start;
    if let Some(range) = in_address(sources.slice(place.span), old.as_str()) {
        return Some(Span::new(place.span.source, start + range.start..start + range.end));
    }
    let mut at = 0;
    for line in source.text().split_inclusive('\n') {
        let trimmed = line.trim_start();
        let is_definition = trimmed.starts_with('[') && !trimmed.starts_with("[^") && trimmed.contains("]:");
        if let Some(range) = in_address(line, old.as_str()).filter(|_| is_definition) {
            return Some(Span::new(place.span.source, at + range.start..at + range.end));
        }
        at += line.len();
    }
    None
}

/// Where an id is given, with the new one; a heading whose id comes from its words gets one of its own.
fn definition(reading: &Reading, place: &Place, old: &Id, new: &Id) -> Option<(Span, String)> {
    let sources = &reading.manuscript.sources;
    let source = sources.get(place.span.source)?;
    let whole = place.span.range();
    // The attributes of a block may have a line of their own before or after it.
    let first = source.position(whole.start).line.saturating_sub(1).max(1);
    let last = source.position(whole.end).line + 1;
    let before = source.line_range(first).start..whole.start;
    let after = whole.end..source.line_range(last).end.max(whole.end);
    for range in [whole, after, before] {
        let text = source.text().get(range.clone())?;
        if let Some(found) = in_attributes(text, old.as_str()) {
            let found = range.start + found.start..range.start + found.end;
            return Some((Span::new(place.span.source, found), new.to_string()));
        }
    }
    let mut end = None;
    reading.manuscript.document.walk(|node| {
        if let Node::Block(Block { kind: BlockKind::Heading { content, .. }, attr, .. }) = node
            && attr.id.as_ref() == Some(old)
        {
            end = content.last().map(|it| it.span);
        }
    });
    let end = end?;
    let at = end.range().end;
    Some((Span::new(end.source, at..at), format!(" {{#{new}}}")))
}

/// The drafts with changed texts.
fn changed(sources: &Sources, drafts: &Drafts, changes: &Changes) -> Drafts {
    let mut changed = drafts.clone();
    for (id, list) in changes {
        let Some(source) = sources.get(*id) else { continue };
        let mut text = source.text().to_owned();
        for (span, replacement) in list.iter().rev() {
            text.replace_range(span.range(), replacement);
        }
        changed.set(source.path().as_ref(), &text);
    }
    changed
}

/// Whether changed texts have the same links, and those to the first id lead to the second.
fn leads_the_same(reading: &Reading, path: &Path, changed: Drafts, (old, new): (&Id, &Id)) -> bool {
    let Ok(after) = draft_of(path, &changed) else { return false };
    let named = |reading: &Reading| -> Vec<(Name, bool)> {
        let all = places(&reading.manuscript.document).into_iter();
        all.map(|it| (it.name, it.is_definition)).collect()
    };
    let renamed = |name| if name == Name::Anchor(old.clone()) { Name::Anchor(new.clone()) } else { name };
    let expected = named(reading).into_iter().map(|(name, is_definition)| (renamed(name), is_definition));
    expected.eq(named(&after)) && after.diags.iter().count() <= reading.diags.iter().count()
}
