//! Ids and the links to them.
//!
//! While chapters are read every link is an address. When all ids are known,
//! links inside the publication become anchors; a link to nothing becomes its
//! own text, so that no edition can have a dead one.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

use crate::diag::rules::unsafe_link;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::{is_safe, join, scheme};
use crate::document::inline::generated;
use crate::document::walk::{walk_blocks_mut, walk_inlines_mut};
use crate::document::{
    Attr, Block, BlockKind, Id, Image, Inline, InlineKind, Notes, References, Target, text,
};
use crate::parse::address::decoded;
use crate::parse::links::unpublished;
use crate::parse::rules;
use crate::publication::nearest;
use crate::source::{SourceId, Span};

/// A chapter as links see it.
#[derive(Debug, Clone)]
pub(crate) struct ChapterFile {
    /// Its source, and those of the files that it includes.
    pub(crate) sources: BTreeSet<SourceId>,
    /// The folder of its file below the publication's.
    pub(crate) folder: String,
    /// The path of its file below the publication's folder.
    pub(crate) path: String,
    /// Its blocks, as a range of those of the document.
    pub(crate) blocks: std::ops::Range<usize>,
}

/// Gives every heading an id, enters all ids, and resolves all links.
pub(crate) fn resolve(
    blocks: &mut [Block],
    notes: &mut Notes,
    files: &[ChapterFile],
    diags: &mut Diagnostics,
) -> References {
    let mut namer = Namer { references: References::default(), next: BTreeMap::new(), diags };
    each_part(blocks, notes, &mut |part| namer.enter_given(part));
    each_part(blocks, notes, &mut |part| namer.name_headings(part));
    let only = files.len() == 1;
    let starts =
        files.iter().map(|it| namer.start_of(blocks.get_mut(it.blocks.clone())?, it, only)).collect();
    let references = namer.references;
    let alike = alike(&references);
    let mut links = Links { references: &references, alike, files, starts, suggestions: 50, diags };
    each_part(blocks, notes, &mut |part| {
        walk_inlines_mut(part, &mut |inlines| links.sequence(inlines));
    });
    references
}

/// The body, then the notes.
fn each_part(blocks: &mut [Block], notes: &mut Notes, visit: &mut impl FnMut(&mut [Block])) {
    visit(blocks);
    let ids: Vec<_> = notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = notes.get_mut(id) {
            visit(&mut note.blocks);
        }
    }
}

struct Namer<'a> {
    references: References,
    /// For each base of a name the number to try next.
    next: BTreeMap<String, usize>,
    diags: &'a mut Diagnostics,
}

impl Namer<'_> {
    /// Enters the ids that the author gives.
    fn enter_given(&mut self, blocks: &mut [Block]) {
        walk_blocks_mut(blocks, &mut |block| {
            self.enter(&mut block.attr, block.span);
            if let BlockKind::Figure(figure) = &mut block.kind {
                self.enter(&mut figure.image.attr, block.span);
            }
        });
        walk_inlines_mut(blocks, &mut |inlines| {
            for inline in inlines {
                if let InlineKind::Span { attr, .. } | InlineKind::Image(Image { attr, .. }) =
                    &mut inline.kind
                {
                    self.enter(attr, inline.span);
                }
            }
        });
    }

    fn enter(&mut self, attr: &mut Attr, span: Span) {
        let Some(id) = attr.id.clone() else { return };
        if let Err(first) = self.references.insert(id.clone(), span) {
            attr.id = None;
            let diagnostic =
                Diagnostic::new(&rules::DUPLICATE_ID, span, format!("the id `{id}` is given twice"));
            self.diags.push(diagnostic.also(first, "first here").help("give one of them another id"));
        }
    }

    /// Makes ids of the words of headings that have none.
    fn name_headings(&mut self, blocks: &mut [Block]) {
        walk_blocks_mut(blocks, &mut |block| {
            if let (BlockKind::Heading { content, .. }, None) = (&block.kind, &block.attr.id) {
                block.attr.id = self.name(&words(&text::plain(content)), block.span);
            }
        });
    }

    /// An id that is free, made of a base.
    fn name(&mut self, base: &str, span: Span) -> Option<Id> {
        let base = if base.is_empty() { "section" } else { base };
        let number = self.next.entry(base.to_owned()).or_insert(0);
        loop {
            let name = if *number == 0 { base.to_owned() } else { format!("{base}-{number}") };
            *number += 1;
            let id = Id::new(name)?;
            if self.references.insert(id.clone(), span).is_ok() {
                return Some(id);
            }
        }
    }

    /// The id where a chapter begins: that of its first heading, else, where there are others, one for its first block.
    fn start_of(&mut self, blocks: &mut [Block], place: &ChapterFile, only: bool) -> Option<Id> {
        let mut headings = blocks.iter().filter(|it| matches!(it.kind, BlockKind::Heading { .. }));
        if let Some(id) = headings.next().and_then(|it| it.attr.id.clone()) {
            return Some(id);
        }
        let first = blocks.first_mut()?;
        if first.attr.id.is_none() && !only {
            let stem = place.path.rsplit('/').next()?.split('.').next()?;
            first.attr.id = self.name(&words(stem), first.span);
        }
        first.attr.id.clone()
    }
}

/// The base of an id as GitHub makes it: letters and digits in lower case, hyphens for spaces.
pub(crate) fn words(text: &str) -> String {
    let kept = text.to_lowercase();
    let kept = kept.trim().chars().filter_map(|it| match it {
        '-' | '_' => Some(it),
        _ if it.is_whitespace() => Some('-'),
        _ => (it.is_alphanumeric() || is_combining_mark(it)).then_some(it),
    });
    kept.collect()
}

/// What is left of a name where hosts make it in their own ways: GitHub keeps each hyphen and digit, Pandoc drops what
/// comes before the first letter, others put a word of theirs before it or keep the case.
fn core(name: &str) -> String {
    let name = name.strip_prefix("user-content-").unwrap_or(name);
    let name = name.strip_prefix("markdown-header-").unwrap_or(name);
    name.to_lowercase().chars().filter(|it| it.is_alphanumeric() || is_combining_mark(*it)).collect()
}

/// The ids by what is left of them, with and without the number before; the first of several that are alike.
fn alike(references: &References) -> BTreeMap<String, Id> {
    let mut alike = BTreeMap::new();
    for (id, _) in references.iter() {
        alike.entry(core(id.as_str())).or_insert_with(|| id.clone());
    }
    for (id, _) in references.iter() {
        let lettered = core(id.as_str()).trim_start_matches(|it: char| !it.is_alphabetic()).to_owned();
        alike.entry(lettered).or_insert_with(|| id.clone());
    }
    alike
}

struct Links<'a> {
    references: &'a References,
    /// The ids by what is left of them where hosts make them in other ways.
    alike: BTreeMap<String, Id>,
    files: &'a [ChapterFile],
    starts: Vec<Option<Id>>,
    /// How many suggestions may still be looked for.
    suggestions: usize,
    diags: &'a mut Diagnostics,
}

/// Whether the words of a link are generated.
fn is_reference(content: &[Inline]) -> bool {
    content.last().is_some_and(|it| it.is_generated(generated::REFERENCE))
}

/// What the source has for a reference of another dialect; empty for any other link.
fn written(content: &[Inline]) -> String {
    let last = content.last().filter(|it| it.is_generated(generated::REFERENCE));
    last.map(|it| text::plain(it.kind.children())).unwrap_or_default()
}

/// Whether an address is the path of an item that rustdoc would find, as `std::fmt` or `Vec::new()`.
fn is_path_of_rust(url: &str) -> bool {
    let path = url.split(['#', '(', '<', '!']).next().unwrap_or(url);
    let is_word = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    let path = path.rsplit('@').next().unwrap_or(path);
    path.contains("::") && path.split("::").all(is_word)
}

/// What an address turns out to be.
enum Found {
    Target(Target),
    /// Nothing that may be linked to.
    Nothing,
}

impl Links<'_> {
    fn sequence(&mut self, inlines: &mut Vec<Inline>) {
        if !inlines.iter().any(|it| matches!(it.kind, InlineKind::Link { .. })) {
            return;
        }
        for inline in std::mem::take(inlines) {
            let span = inline.span;
            let InlineKind::Link { target: Target::Url(url), content, title } = inline.kind else {
                inlines.push(inline);
                continue;
            };
            let written = written(&content);
            let found =
                if written.is_empty() { self.find(&url, span) } else { self.reference(&url, &written, span) };
            match found {
                Found::Target(target) => {
                    inlines.push(Inline { kind: InlineKind::Link { target, content, title }, span });
                }
                Found::Nothing if is_reference(&content) => {
                    let words = if written.is_empty() { url } else { written };
                    inlines.push(Inline { kind: InlineKind::Text(words), span });
                }
                Found::Nothing => inlines.extend(content),
            }
        }
    }

    /// What a reference of another dialect leads to, which must be the very id.
    fn reference(&mut self, url: &str, written: &str, span: Span) -> Found {
        let key = url.trim_start_matches('#');
        let lower = key.split_at_checked(1).map(|(first, rest)| first.to_lowercase() + rest);
        let known = |name: String| Id::new(name).filter(|it| self.references.get(it).is_some());
        if let Some(id) = known(key.to_owned()).or_else(|| known(lower?)) {
            return Found::Target(Target::Anchor(id));
        }
        let message = format!(
            "`{written}` is printed as it is written: a cross-reference (Quarto, pandoc-crossref) to no id"
        );
        let help = format!("give what it refers to the id: `{{#{key}}}`");
        self.diags.push(Diagnostic::new(&rules::FOREIGN_SYNTAX, span, message).help(help));
        Found::Nothing
    }

    fn find(&mut self, url: &str, span: Span) -> Found {
        if url.is_empty() {
            let diagnostic = Diagnostic::new(&rules::EMPTY_LINK, span, "the link leads nowhere");
            self.diags.push(diagnostic.help("write an address between the parentheses"));
            return Found::Nothing;
        }
        if let Some(fragment) = url.strip_prefix('#') {
            return self.anchor(fragment, span);
        }
        match scheme(url) {
            // The words stay, as of every link to what is not in the publication.
            Some(_) if is_path_of_rust(url) => {
                self.diags.push(unpublished(url, span));
                Found::Nothing
            }
            Some(scheme) if !is_safe(url) => {
                self.diags.push(unsafe_link(&scheme, span));
                Found::Nothing
            }
            Some(_) => Found::Target(Target::Url(url.to_owned())),
            None => self.file(url, span),
        }
    }

    /// A link to a file: another chapter, or something that is not part of the publication.
    fn file(&mut self, url: &str, span: Span) -> Found {
        let (path, fragment) = url.split_once('#').map_or((url, None), |(path, id)| (path, Some(id)));
        let away = Found::Target(Target::Url(url.to_owned()));
        if !path.ends_with(".md") || path.starts_with('/') {
            return away;
        }
        let here = self
            .files
            .iter()
            .find(|it| it.sources.contains(&span.source))
            .map_or("", |it| it.folder.as_str());
        let path = join(here, &decoded(path));
        let chapter = self.files.iter().position(|it| Some(&it.path) == path.as_ref());
        match (chapter, fragment.filter(|it| !it.is_empty())) {
            (Some(_), Some(fragment)) => self.anchor(fragment, span),
            (Some(index), None) => match self.starts.get(index).cloned().flatten() {
                Some(id) => Found::Target(Target::Anchor(id)),
                None => self.dead(url, None, span),
            },
            (None, _) => away,
        }
    }

    fn anchor(&mut self, fragment: &str, span: Span) -> Found {
        let known = |name: &str| Id::new(name).filter(|it| self.references.get(it).is_some());
        let core = core(&decoded(fragment));
        let alike = || self.alike.get(&core).filter(|_| !core.is_empty()).cloned();
        match known(fragment).or_else(|| known(&decoded(fragment))).or_else(alike) {
            Some(id) => Found::Target(Target::Anchor(id)),
            // The top of the page (HTML living standard, 7.4.6.4): an edition has none that one is far from.
            None if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") => Found::Nothing,
            None => {
                let nearest = self.nearest(&decoded(fragment));
                self.dead(fragment, nearest, span)
            }
        }
    }

    fn dead(&mut self, name: &str, nearest: Option<String>, span: Span) -> Found {
        let diagnostic = Diagnostic::new(&rules::DEAD_ANCHOR, span, format!("nothing has the id `{name}`"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `#{nearest}`?"),
            None => format!("give it to what the link is about, as `{{#{name}}}`"),
        };
        self.diags.push(diagnostic.help(help));
        Found::Nothing
    }

    /// The id that is most like a name, if one is like it at all.
    fn nearest(&mut self, name: &str) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        let known: Vec<&str> = self.references.iter().map(|(id, _)| id.as_str()).collect();
        nearest(name, &known).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::{core, words};

    #[test]
    fn ids_keep_the_letters_of_every_script() {
        assert_eq!(words("What we ask, and why?"), "what-we-ask-and-why");
        assert_eq!(words("Élan – vital & 2.0"), "élan--vital--20");
        assert_eq!(words("背景"), "背景");
        assert_eq!(words("  snake_case "), "snake_case");
        assert_eq!(words("दिशानिर्देश"), "दिशानिर्देश");
        assert_eq!(words("คู่มือ"), "คู่มือ");
    }

    #[test]
    fn ids_of_other_hosts_are_alike() {
        for other in ["one----two", "One-Two", "user-content-one--two", "markdown-header-one-two"] {
            assert_eq!(core(other), core("one--two"), "{other}");
        }
        assert_ne!(core("one"), core("one-2"));
    }
}
