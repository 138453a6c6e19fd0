//! Inlines as Markdown.
//!
//! Emphasis is written with asterisks; where CommonMark would not read these as meant (inside words, beside
//! punctuation, beside other asterisks), with underscores, else as an element of HTML, which has no such rules.

use crate::document::attr::INDEX;
use crate::document::inline::generated;
use crate::document::{Image, Inline, InlineKind, NoteId, Target, text};
use crate::locale::quotes::Spaced;
use crate::locale::quotes_of;
use crate::markdown::attributes::{self, attribute_text};
use crate::markdown::escape::{self, Site};
use crate::markdown::writer::{Typing, Writer, in_line, index};

/// Where inlines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// In lines of their own.
    Lines,
    /// In one line: a heading.
    Line,
    /// In a row of a table.
    Row,
}

impl Writer<'_> {
    /// The mark of a note; a note that is written in its line is all there.
    fn note_mark(&self, id: NoteId, room: Room) -> String {
        let note = self.document.notes.get(id).and_then(in_line);
        match note {
            Some(content) => format!("^[{}]", write_note(self, content, room)),
            None => format!("[^{}]", self.labels.get(index(id)).map_or("", String::as_str)),
        }
    }
}

/// The inlines of a block, being written.
struct Lines<'w, 'a> {
    writer: &'w Writer<'a>,
    out: String,
    room: Room,
    spaced: Spaced,
    in_link: bool,
}

/// What is around a sequence of inlines.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// The mark of the emphasis that it is in.
    mark: Option<char>,
    /// The first character after it, on the same line.
    after: Option<char>,
}

/// The inlines of a block as Markdown, with `\n` for each line end.
pub(super) fn write(writer: &Writer<'_>, inlines: &[Inline], room: Room) -> String {
    let spaced = quotes_of(&writer.lang).spaced;
    let mut lines = Lines { writer, out: String::new(), room, spaced, in_link: false };
    lines.sequence(inlines, Around { mark: None, after: None });
    lines.out
}

/// The inlines of a note that is written where its mark is.
pub(super) fn write_note(writer: &Writer<'_>, inlines: &[Inline], room: Room) -> String {
    let spaced = quotes_of(&writer.lang).spaced;
    let mut lines = Lines { writer, out: "[".to_owned(), room, spaced, in_link: false };
    lines.sequence(inlines, Around { mark: None, after: Some(']') });
    lines.out.split_off(1)
}

/// Whether an inline is written as nothing.
fn is_empty(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => text.is_empty(),
        InlineKind::Span { attr, content } => {
            let is_kept = attr.has_class(generated::REFERENCE) || attr.has_class(INDEX);
            attr.id.is_none() && !is_kept && content.iter().all(is_empty)
        }
        InlineKind::Image(_) | InlineKind::NoteRef(_) | InlineKind::SoftBreak | InlineKind::LineBreak => {
            false
        }
        InlineKind::Emph(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Sub(_)
        | InlineKind::Sup(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Underline(_)
        | InlineKind::Highlight(_)
        | InlineKind::Small(_)
        | InlineKind::Keyboard(_)
        | InlineKind::Abbreviation { .. }
        | InlineKind::Link { .. } => inline.kind.children().iter().all(is_empty),
    }
}

/// The first character that an inline is written with; a mark of punctuation for all but text.
fn first_char(inline: &Inline) -> Option<char> {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().next(),
        InlineKind::SoftBreak => None,
        InlineKind::LineBreak => Some('<'),
        InlineKind::Code(_) => Some('`'),
        InlineKind::Image(_) => Some('!'),
        InlineKind::Link { .. }
        | InlineKind::NoteRef(_)
        | InlineKind::Span { .. }
        | InlineKind::SmallCaps(_) => Some('['),
        InlineKind::Strike(_) | InlineKind::Sub(_) => Some('~'),
        InlineKind::Sup(_) => Some('^'),
        InlineKind::Highlight(_) => Some('='),
        InlineKind::Underline(_) => Some('+'),
        InlineKind::Emph(_) | InlineKind::Strong(_) => Some('*'),
        InlineKind::Small(_) | InlineKind::Keyboard(_) | InlineKind::Abbreviation { .. } => Some('<'),
    }
}

impl Lines<'_, '_> {
    fn sequence(&mut self, inlines: &[Inline], around: Around) {
        let inlines: Vec<&Inline> = inlines.iter().filter(|it| !is_empty(it)).collect();
        for (index, inline) in inlines.iter().enumerate() {
            let next = inlines.get(index + 1);
            let after = match next {
                Some(next) => first_char(next),
                None => around.after,
            };
            let edge = index == 0 || next.is_none();
            let mark = around.mark.filter(|_| edge);
            if let Some(before) = index.checked_sub(1).and_then(|it| inlines.get(it)) {
                let comments = self.writer.comments_between(before.span, inline.span);
                self.out.push_str(&comments);
            }
            let next_is_break = next.is_some_and(|it| matches!(it.kind, InlineKind::SoftBreak));
            self.inline(inline, Around { mark, after }, next_is_break, next.is_none());
        }
    }

    /// The last character on the line so far.
    fn before(&self) -> Option<char> {
        self.out.chars().next_back().filter(|it| *it != '\n')
    }

    fn inline(&mut self, inline: &Inline, around: Around, next_is_break: bool, is_last: bool) {
        if let Some(written) = self.writer.form_written(inline) {
            self.out.push_str(&written);
            return;
        }
        match &inline.kind {
            InlineKind::Text(text) => self.text(inline, text, around.after),
            InlineKind::SoftBreak if self.room == Room::Lines => {
                // A blank line would end the block; an element with nothing in it says nothing.
                let nothing = if self.before().is_none() { "<span></span>" } else { "" };
                self.out.push_str(nothing);
                self.out.push('\n');
                self.out.push_str(if is_last { "<span></span>" } else { "" });
            }
            InlineKind::SoftBreak => self.out.push(' '),
            InlineKind::LineBreak => {
                let ends = is_last && around.after.is_none();
                let begins = self.before().is_none();
                if self.room != Room::Lines || next_is_break || ends || begins || around.mark.is_some() {
                    // A tag alone on a line would begin a block.
                    self.out.push_str(if begins { "<br><span></span>" } else { "<br>" });
                } else {
                    self.out.push_str("\\\n");
                }
            }
            InlineKind::Code(code) => self.code(code),
            InlineKind::Emph(content) => self.emphasis(content, around, ["*", "_"], "em"),
            InlineKind::Strong(content) => self.emphasis(content, around, ["**", "__"], "strong"),
            InlineKind::Strike(content) => self.emphasis(content, around, ["~~", "~~"], "del"),
            InlineKind::Sub(content) => self.script(content, around, '~', "sub"),
            InlineKind::Sup(content) => self.script(content, around, '^', "sup"),
            InlineKind::Highlight(content) => self.doubled(content, around, '=', "mark"),
            InlineKind::Underline(content) => self.doubled(content, around, '+', "u"),
            InlineKind::Small(content) => self.element("<small>", content, "</small>"),
            InlineKind::Keyboard(content) => self.element("<kbd>", content, "</kbd>"),
            InlineKind::SmallCaps(content) => self.element("[", content, "]{.smallcaps}"),
            InlineKind::Abbreviation { content, expansion } => {
                let title = expansion.as_deref().map(|it| format!(" title=\"{}\"", escape::html_value(it)));
                self.element(&format!("<abbr{}>", title.unwrap_or_default()), content, "</abbr>");
            }
            InlineKind::Link { target, content, title } => {
                let tail = self.writer.link_tail(inline);
                self.link(target, content, title.as_deref(), tail.as_deref());
            }
            InlineKind::Image(image) => self.image(image, None),
            InlineKind::NoteRef(reference) => {
                let mark = self.writer.note_mark(reference.note, self.room);
                self.out.push_str(&mark);
            }
            // A number is generated again.
            InlineKind::Span { attr, .. }
                if attr.has_class(generated::SECTION_NUMBER) || attr.has_class(generated::CAPTION_NUMBER) => {
            }
            InlineKind::Span { attr, content } if attr.has_class(generated::CITATION) => {
                content.iter().for_each(|it| self.out.push_str(it.kind.own_text().unwrap_or_default()));
            }
            InlineKind::Span { attr, content } if attr.has_class(generated::REFERENCE_GROUP) => {
                self.references(content);
            }
            InlineKind::Span { attr, content } => self.span(attr, content),
        }
    }

    /// References that are named together.
    fn references(&mut self, content: &[Inline]) {
        self.out.push('[');
        for inline in content {
            if let InlineKind::Link { target, .. } = &inline.kind {
                self.out.push('@');
                self.out.push_str(match target {
                    Target::Anchor(id) => id.as_str(),
                    Target::Url(url) => url.trim_start_matches('#'),
                });
            } else if let InlineKind::Text(text) = &inline.kind {
                // The name of what they refer to, a span, is generated again.
                self.out.push_str(if text == ", " { "; " } else { text });
            }
        }
        self.out.push(']');
    }

    fn text(&mut self, inline: &Inline, text: &str, after: Option<char>) {
        if let Some(written) = self.writer.as_written(inline.span, text) {
            self.out.push_str(&written);
            return;
        }
        let site = Site {
            before: self.before(),
            after,
            begins_block: self.out.is_empty(),
            in_row: self.room == Room::Row,
            in_link: self.in_link,
            spaced: self.spaced,
            typed: self.writer.typing == Typing::Typed,
        };
        let mut written = escape::text(text, site);
        if self.room == Room::Line && after.is_none() && written.ends_with('#') && !written.ends_with("\\#") {
            written.insert(written.len() - 1, '\\');
        }
        self.out.push_str(&written);
    }

    fn code(&mut self, code: &str) {
        if self.before() == Some('`') {
            self.element("<code>", &[literal(code)], "</code>");
        } else {
            let written = escape::code(&code.replace('\n', " "), self.room == Room::Row);
            self.out.push_str(&written);
        }
    }

    /// Content between an element's tags, or what is like them.
    fn element(&mut self, open: &str, content: &[Inline], close: &str) {
        let breaks = content.first().is_some_and(|it| it.kind == InlineKind::SoftBreak);
        if breaks && open.starts_with('<') && self.before().is_none() {
            // A tag alone on a line would begin a block.
            self.out.push_str("<span></span>");
        }
        self.out.push_str(open);
        let after = close.chars().next();
        self.sequence(content, Around { mark: None, after });
        self.out.push_str(close);
    }

    /// Content between the first of two marks that can be read, else between tags of an element.
    fn emphasis(&mut self, content: &[Inline], around: Around, marks: [&str; 2], name: &str) {
        let start = self.out.len();
        if let ("em", [Inline { kind: InlineKind::Strong(inner), .. }]) = (name, content)
            && self.marked(inner, around, "***")
        {
            return;
        }
        for mark in marks {
            if self.marked(content, around, mark) {
                return;
            }
            self.out.truncate(start);
        }
        self.element(&format!("<{name}>"), content, &format!("</{name}>"));
    }

    /// Writes content between marks; whether they are read as meant (CommonMark 0.31.2, 6.2).
    fn marked(&mut self, content: &[Inline], around: Around, mark: &str) -> bool {
        let Some(sign) = mark.chars().next() else { return false };
        let before = self.before();
        let touches = before == Some(sign) || around.after == Some(sign) || around.mark == Some(sign);
        if touches {
            return false;
        }
        let start = self.out.len();
        self.out.push_str(mark);
        let inner = self.out.len();
        self.sequence(content, Around { mark: Some(sign), after: Some(sign) });
        let written = &self.out[inner..];
        let first = written.chars().next();
        let last = written.chars().next_back();
        let edges = [first, last].into_iter().all(|it| it.is_some_and(|it| !is_space(it) && it != sign));
        let opens = first.is_some_and(char::is_alphanumeric) || is_apart(before);
        let closes = last.is_some_and(char::is_alphanumeric) || is_apart(around.after);
        let in_words = sign != '*' && !(is_apart(before) && is_apart(around.after));
        if !edges || !opens || !closes || in_words {
            self.out.truncate(start);
            return false;
        }
        self.out.push_str(mark);
        true
    }

    /// A superscript or subscript: between its sign where it is a word, else as an element.
    fn script(&mut self, content: &[Inline], around: Around, sign: char, name: &str) {
        let word = match content {
            [Inline { kind: InlineKind::Text(text), .. }] => text.chars().all(char::is_alphanumeric),
            _ => false,
        };
        let touches = [self.before(), around.after].into_iter().flatten().any(|it| it == '~' || it == '^');
        if word && !touches {
            let sign = sign.to_string();
            self.element(&sign, content, &sign);
        } else {
            self.element(&format!("<{name}>"), content, &format!("</{name}>"));
        }
    }

    /// Content between doubled signs, else as an element.
    fn doubled(&mut self, content: &[Inline], around: Around, sign: char, name: &str) {
        let start = self.out.len();
        let outside = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() && it != sign && it != '{');
        if outside(self.before()) && outside(around.after) {
            let mark = sign.to_string().repeat(2);
            self.element(&mark, content, &mark);
            let inner = &self.out[start + 2..self.out.len() - 2];
            let edge = |it: Option<char>| it.is_some_and(|it| !is_space(it) && it != sign);
            if edge(inner.chars().next()) && edge(inner.chars().next_back()) && !inner.contains(&mark) {
                return;
            }
            self.out.truncate(start);
        }
        self.element(&format!("<{name}>"), content, &format!("</{name}>"));
    }

    fn link(&mut self, target: &Target, content: &[Inline], title: Option<&str>, tail: Option<&str>) {
        let url = match target {
            Target::Anchor(id) => format!("#{id}"),
            Target::Url(url) => url.clone(),
        };
        if title.is_none() && tail.is_none() && is_own_text(&url, content) {
            self.out.push_str(&format!("<{}>", url.strip_prefix("mailto:").unwrap_or(&url)));
            return;
        }
        let in_row = self.room == Room::Row;
        if let Some(reference) = content.last().filter(|it| it.is_generated(generated::REFERENCE)) {
            let words = text::plain(reference.kind.children());
            let own = || format!("[]({})", escape::destination(&url, in_row));
            self.out.push_str(&if words.starts_with(['@', '[']) { words } else { own() });
            return;
        }
        self.out.push('[');
        let in_link = std::mem::replace(&mut self.in_link, true);
        self.sequence(content, Around { mark: None, after: Some(']') });
        self.in_link = in_link;
        if let Some(tail) = tail {
            self.out.push_str(tail);
            return;
        }
        self.out.push_str("](");
        self.out.push_str(&escape::destination(&url, in_row));
        if let Some(title) = title {
            self.out.push(' ');
            self.out.push_str(&escape::title(title, in_row));
        }
        self.out.push(')');
    }

    /// An image; the title is the caption of a figure.
    fn image(&mut self, image: &Image, title: Option<&str>) {
        let in_row = self.room == Room::Row;
        self.out.push_str("![");
        let alt = literal(&image.alt);
        let in_link = std::mem::replace(&mut self.in_link, true);
        self.sequence(&[alt], Around { mark: None, after: Some(']') });
        self.in_link = in_link;
        self.out.push_str("](");
        self.out.push_str(&escape::destination(&self.writer.image_path(&image.path), in_row));
        if let Some(title) = title {
            self.out.push(' ');
            self.out.push_str(title);
        }
        self.out.push(')');
        self.out.push_str(&attributes::image_text(image));
    }

    fn span(&mut self, attr: &crate::document::Attr, content: &[Inline]) {
        match attribute_text(attr) {
            Some(attributes) if attr.has_class(INDEX) || !content.iter().all(is_empty) => {
                self.element("[", content, &format!("]{attributes}"));
            }
            Some(_) | None => {
                let tag = attributes::tag_text("span", attr);
                self.element(&tag, content, "</span>");
            }
        }
    }
}

/// A figure's image with its caption as title.
pub(super) fn image(writer: &Writer<'_>, image: &Image, title: Option<&str>) -> String {
    let mut lines = Lines {
        writer,
        out: String::new(),
        room: Room::Lines,
        spaced: quotes_of(&writer.lang).spaced,
        in_link: false,
    };
    lines.image(image, title);
    lines.out
}

fn literal(text: &str) -> Inline {
    Inline { kind: InlineKind::Text(text.to_owned()), span: crate::source::Span::default() }
}

/// Whether a link shows its own address, so that it may be written between angle brackets.
fn is_own_text(url: &str, content: &[Inline]) -> bool {
    if content.len() != 1 || !matches!(content[0].kind, InlineKind::Text(_)) {
        return false;
    }
    let shown = text::plain(content);
    let mail = url.strip_prefix("mailto:");
    let begins = ["https://", "http://"].iter().any(|it| url.starts_with(it)) && url == shown;
    let named = mail == Some(shown.as_str())
        && shown.split_once('@').is_some_and(|(name, host)| {
            let good = |it: &str| {
                !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || b".-_".contains(&it))
            };
            good(name)
                && good(host)
                && host.split('.').all(|it| {
                    !it.is_empty() && !it.starts_with('-') && !it.ends_with('-') && !it.contains('_')
                })
        });
    let plain = |it: char| it.is_ascii_alphanumeric() || "-._~:/?#@!$()+,;=%&".contains(it);
    let stable = !["--", "...", "&"].iter().any(|it| url.contains(it)) && url.chars().all(plain);
    (begins || named) && stable
}

fn is_space(it: char) -> bool {
    it.is_whitespace()
}

/// Whether a character, or the end of a line, is surely white space or punctuation.
fn is_apart(it: Option<char>) -> bool {
    it.is_none_or(|it| it.is_whitespace() || it.is_ascii_punctuation() || "“”‘’«»…–—".contains(it))
}
