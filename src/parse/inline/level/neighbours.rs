//! What other dialects have in a line: names of emoji, wiki links, links around the mark of a note, raw text.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::parse::attributes::{Attributes, Holder, dimension};
use crate::parse::inline::emoji;
use crate::parse::inline::level::LevelReader;
use crate::parse::inline::node::{Node, NodeKind, merge};
use crate::parse::rules;

/// The address of a link, or the name of a page, is no longer than this here.
const LONGEST: usize = 400;

impl LevelReader<'_, '_> {
    /// `:smile:` at the beginning of a range, as GitHub has it; whether there is one.
    pub(super) fn emoji(&mut self, range: Range<usize>) -> bool {
        let rest = &self.cx.slice(range.clone())[1..];
        let name = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_-+".contains(it);
        let length = rest.find(|it| !name(it)).unwrap_or(rest.len());
        let after = rest[length..].strip_prefix(':');
        let Some(after) = after.filter(|_| length > 0) else { return false };
        let follows = self.cx.slice(0..range.start).ends_with(|it: char| it.is_alphanumeric() || it == ':');
        let Some(character) = emoji::of(&rest[..length]).filter(|_| !follows) else { return false };
        // `:book:` is the beginning of a role before code.
        if after.starts_with(|it: char| it.is_alphanumeric() || it == ':' || it == '`') {
            return false;
        }
        let place = range.start..range.start + length + 2;
        if self.cx.after(place.end).starts_with('`') {
            return false;
        }
        self.done = place.end;
        self.out.push(Node::leaf(NodeKind::Literal(character.to_owned()), place));
        true
    }

    /// `[[Page]]`, `[[Page#Part|words]]`, `![[image.png]]` at the beginning of a range; whether there is one.
    pub(super) fn wiki_link(&mut self, range: Range<usize>) -> bool {
        let Some(rest) = self.cx.slice(range.clone()).strip_prefix("[[") else { return false };
        let ends = rest.as_bytes().iter().take(LONGEST).position(|it| matches!(it, b']' | b'[' | b'\n'));
        let Some(length) = ends.filter(|it| rest[*it..].starts_with("]]")) else { return false };
        let inner = &rest[..length];
        let is_name = inner.trim() == inner && inner.contains(char::is_alphabetic);
        if !is_name || inner.contains('`') || rest[length + 2..].starts_with(['(', '{']) {
            return false;
        }
        if matches!(inner.to_lowercase().as_str(), "toc" | "_toc_") {
            return false;
        }
        let before = self.cx.slice(0..range.start).chars().next_back();
        let begins_line = before.is_none_or(|it| it == '\n') && rest[length + 2..].starts_with(':');
        if before == Some('[') || begins_line {
            return false;
        }
        let (page, words) = inner.split_once('|').unwrap_or((inner, inner.trim_start_matches('#')));
        let words_at = range.start + 2 + length - words.len();
        let place = range.start..range.start + length + 4;
        if self.cx.slice(0..range.start).ends_with('!') {
            return self.wiki_image(page, words, place);
        }
        let words = Node::leaf(NodeKind::Raw(words.to_owned()), words_at..words_at + words.len());
        let kind = NodeKind::Link { url: address(page), title: String::new() };
        self.done = place.end;
        self.out.push(Node::parent(kind, place, vec![words]));
        true
    }

    /// An image of Obsidian's, after whose name may be its text or its width.
    fn wiki_image(&mut self, name: &str, words: &str, place: Range<usize>) -> bool {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_lowercase();
        if !matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "webp" | "gif" | "svg") {
            return false;
        }
        if !self.take_exclamation() {
            return false;
        }
        let width = dimension(words.split('x').next().unwrap_or(words));
        let alt =
            if width.is_some() || words == name { stem.rsplit('/').next().unwrap_or(stem) } else { words };
        let attributes = Box::new(Attributes { width, ..Attributes::default() });
        let kind = NodeKind::Image { url: name.replace(' ', "%20"), title: String::new(), attributes };
        let alt = Node::leaf(NodeKind::Literal(alt.to_owned()), place.clone());
        self.done = place.end;
        self.out.push(Node::parent(kind, place.start - 1..place.end, vec![alt]));
        true
    }

    /// Closes a link or an image at the bracket at `open` with the mark of a note in it, of which CommonMark makes none.
    /// The mark comes after it; it stays in the words of an image that says its alternative text apart, which are its
    /// caption.
    pub(super) fn close_noted_link(&mut self, open: usize, place: usize, after: &[Node]) -> bool {
        let is_note = |it: &Node| matches!(it.kind, NodeKind::NoteRef(_));
        let Some(rest) = self.cx.after(place + 1).strip_prefix('(') else { return false };
        if !self.out[open..].iter().any(is_note) || !Node::may_wrap(&self.out[open..]) {
            return false;
        }
        let length = rest.bytes().take(LONGEST).position(|it| it == b')' || it.is_ascii_whitespace());
        let Some(length) = length.filter(|it| *it > 0 && rest.as_bytes()[*it] == b')') else { return false };
        let end = place + 3 + length;
        let children = self.out.split_off(open + 1);
        let Some(bracket) = self.out.pop() else { return false };
        let (url, title) = (rest[..length].to_owned(), String::new());
        self.done = end;
        self.forget(open);
        if self.take_exclamation() {
            let found = self.attributes(end, Holder::Image, after);
            let attributes = found.map(|(found, end)| {
                self.done = end;
                found
            });
            let attributes = Box::new(attributes.unwrap_or_default());
            let has_caption = attributes.alt.is_some();
            let (notes, words): (Vec<Node>, Vec<Node>) =
                children.into_iter().partition(|it| !has_caption && is_note(it));
            let kind = NodeKind::Image { url, title, attributes };
            self.out.push(Node::parent(kind, bracket.range.start - 1..self.done, merge(words)));
            self.out.extend(notes);
            return true;
        }
        let (notes, words): (Vec<Node>, Vec<Node>) = children.into_iter().partition(is_note);
        self.out.push(Node::parent(NodeKind::Link { url, title }, bracket.range.start..end, merge(words)));
        self.out.extend(notes);
        true
    }

    /// Takes the exclamation mark of an image that the text ends with; whether there is one.
    fn take_exclamation(&mut self) -> bool {
        let Some(last) = self.out.last_mut() else { return false };
        let NodeKind::Raw(text) = &mut last.kind else { return false };
        let Some(before) = self.cx.slice(0..last.range.end).strip_suffix('!') else { return false };
        let is_escaped = before.bytes().rev().take_while(|it| *it == b'\\').count() % 2 == 1;
        if !text.ends_with('!') || is_escaped {
            return false;
        }
        text.pop();
        last.range.end -= 1;
        if last.range.is_empty() {
            self.out.pop();
        }
        true
    }

    /// Leaves out code that is for one format: `` `\LaTeX`{=latex} ``. Whether it is that.
    pub(super) fn raw_text(&mut self, place: usize) -> bool {
        let Some(format) = self.cx.after(place).strip_prefix("{=") else { return false };
        let Some(length) = format.bytes().take(40).position(|it| it == b'}') else { return false };
        let good = length > 0 && format[..length].bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
        let is_code = |it: &Node| matches!(it.kind, NodeKind::Code(_)) && it.range.end == place;
        if !good || !self.out.last().is_some_and(is_code) {
            return false;
        }
        let Some(code) = self.out.pop() else { return false };
        self.done = place + length + 3;
        let span = self.cx.span(code.range.start..self.done);
        let message = format!("raw text for {} is left out (Pandoc)", &format[..length]);
        let help = "write in Markdown what it makes";
        self.diags.push(Diagnostic::new(&rules::FOREIGN_SYNTAX, span, message).help(help));
        true
    }
}

/// The address of the page of a wiki.
fn address(page: &str) -> String {
    let (file, part) = page.split_once('#').map_or((page, None), |(file, part)| (file, Some(part)));
    let ending = if file.is_empty() || file.ends_with(".md") { "" } else { ".md" };
    let part = part.map(|it| format!("#{}", it.rsplit('#').next().unwrap_or(it))).unwrap_or_default();
    format!("{file}{ending}{part}")
}
