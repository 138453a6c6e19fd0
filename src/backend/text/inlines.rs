//! Inlines as running text.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::inline::is_known_abbreviation;
use crate::document::{Image, Inline, InlineKind, Target, text};

use super::Writer;

impl Writer<'_> {
    /// The text of inlines; `\n` where the author asks for a line end. Calls for the notes and addresses in them.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        self.push_all(inlines, &mut text);
        self.refer(&mut text);
        self.fold(&text)
    }

    fn push_all(&mut self, inlines: &[Inline], text: &mut String) {
        for (at, inline) in inlines.iter().enumerate() {
            let glued = starts_with_letter(&inlines[at + 1..]);
            self.push(inline, glued, text);
        }
    }

    fn push(&mut self, inline: &Inline, glued: bool, text: &mut String) {
        match &inline.kind {
            InlineKind::Text(it) | InlineKind::Code(it) => self.say(it, text),
            InlineKind::SoftBreak => self.say(" ", text),
            InlineKind::LineBreak => self.say("\n", text),
            InlineKind::Emph(content) if self.emphasis => self.marked(content, '_', glued, text),
            InlineKind::Strong(content) if self.emphasis => self.marked(content, '*', glued, text),
            InlineKind::Sup(content) => self.shifted(content, superscript, text),
            InlineKind::Sub(content) => self.shifted(content, subscript, text),
            InlineKind::Strike(content) => self.marked(content, '~', glued, text),
            InlineKind::Emph(content)
            | InlineKind::Strong(content)
            | InlineKind::SmallCaps(content)
            | InlineKind::Underline(content)
            | InlineKind::Highlight(content)
            | InlineKind::Small(content)
            | InlineKind::Keyboard(content) => self.push_all(content, text),
            InlineKind::Span { content, .. } => {
                let outer = self.is_known;
                self.is_known |= is_known_abbreviation(inline);
                self.push_all(content, text);
                self.is_known = outer;
            }
            InlineKind::Abbreviation { content, expansion } => {
                self.push_all(content, text);
                if let (false, Some(expansion)) = (self.is_known, expansion) {
                    self.say(&format!(" ({expansion})"), text);
                }
            }
            InlineKind::Link { target, content, .. } => self.link(target, content, text),
            InlineKind::Image(image) => {
                self.refer(text);
                text.push_str(&self.image(image));
            }
            InlineKind::NoteRef(reference) => {
                self.refer(text);
                if reference.occurrence == 0 && !self.notes.contains(&reference.note) {
                    self.notes.push(reference.note);
                }
                text.push_str(&format!("[{}]", reference.note.number()));
            }
        }
    }

    /// Text between marks, as is the custom in mail; without them inside a word.
    fn marked(&mut self, content: &[Inline], mark: char, glued: bool, text: &mut String) {
        let inside = glued || text.ends_with(char::is_alphanumeric);
        let before = text.len();
        self.push_all(content, text);
        // Marks within marks (bold italic) say no more than one pair does.
        let has_marks = text[before..].starts_with(['_', '*', '~']);
        if !inside && !has_marks && text.len() > before {
            text.insert(before, mark);
            text.push(mark);
        }
    }

    /// Raised or lowered text: by Unicode's own signs where all of it has them, else as it is.
    fn shifted(&mut self, content: &[Inline], sign: fn(char) -> Option<char>, text: &mut String) {
        let mut inner = String::new();
        // It belongs to the word before it, and so does a reference that waits.
        let waiting = self.reference.take();
        self.push_all(content, &mut inner);
        self.refer(&mut inner);
        self.reference = waiting;
        let shifted: Option<String> = if self.ascii { None } else { inner.chars().map(sign).collect() };
        text.push_str(shifted.as_ref().unwrap_or(&inner));
    }

    /// A link: its text, and a reference to its address unless the text is the address.
    fn link(&mut self, target: &Target, content: &[Inline], text: &mut String) {
        self.push_all(content, text);
        let Target::Url(url) = target else { return };
        let shown = text::plain(content);
        let bare = |it: &str| it.trim_start_matches("mailto:").trim_end_matches('/').to_owned();
        if bare(&shown) == bare(url)
            || format!("http://{shown}") == *url
            || format!("https://{shown}") == *url
        {
            return;
        }
        let known = self.links.iter().find(|(_, address)| address == url).map(|(number, _)| *number);
        let number = known.unwrap_or_else(|| {
            self.link_count += 1;
            self.links.push((self.link_count, url.clone()));
            self.link_count
        });
        // The reference stays on the line of the last word.
        let reference = format!("\u{a0}[{}\u{a0}{number}]", self.words.link);
        self.reference.get_or_insert_default().push_str(&reference);
    }

    /// Words after what is written already: a reference that waits comes after the word that its link is a part of.
    fn say(&mut self, words: &str, text: &mut String) {
        if self.reference.is_none() {
            return text.push_str(words);
        }
        let (word, rest) = words.split_at(goes_on(text, words));
        text.push_str(word);
        if !rest.is_empty() {
            self.refer(text);
            text.push_str(rest);
        }
    }

    /// Writes the reference that waits, if one does.
    fn refer(&mut self, text: &mut String) {
        text.extend(self.reference.take());
    }

    /// What an image shows, in brackets; nothing for decoration.
    pub(super) fn image(&self, image: &Image) -> String {
        if image.alt.is_empty() { String::new() } else { format!("[{}: {}]", self.words.image, image.alt) }
    }
}

/// How many bytes of the text go on with the word that ends what is before it (UAX #29, 4.1).
fn goes_on(before: &str, after: &str) -> usize {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let line = format!("{word}{after}");
    let bound = line.split_word_bound_indices().map(|(at, _)| at).find(|at| *at >= word.len());
    bound.unwrap_or(line.len()) - word.len()
}

/// Whether text goes on without a space.
fn starts_with_letter(inlines: &[Inline]) -> bool {
    inlines.first().is_some_and(|it| text::plain(std::slice::from_ref(it)).starts_with(char::is_alphanumeric))
}

fn superscript(plain: char) -> Option<char> {
    shift(plain, "0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
}

fn subscript(plain: char) -> Option<char> {
    shift(plain, "0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
}

fn shift(plain: char, from: &str, to: &str) -> Option<char> {
    from.chars().zip(to.chars()).find(|(it, _)| *it == plain).map(|(_, shifted)| shifted)
}
