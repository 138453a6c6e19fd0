//! The inlines of a document of Pandoc's.

use crate::diag::Diagnostic;
use crate::document::json::width_of;
use crate::document::{Attr, Dimension, Image, Inline, InlineKind, NoteRef, Target, text};
use crate::locale::quotes_of;
use crate::pandoc::NOTE_REFERENCE;
use crate::pandoc::json::{self, Malformed, Read};
use crate::pandoc::reader::{Attributes, Reader, State, push};
use crate::parse::{ImagePlace, dimension, instead_of_image, resolve_image, rules};
use crate::publication::value::Value;
use crate::source::Span;

/// Makes an inline of those inside.
type Wrapper = fn(Vec<Inline>) -> InlineKind;

/// The classes of spans that are inlines of their own.
const CLASSES: [(&str, Wrapper); 6] = [
    ("smallcaps", InlineKind::SmallCaps),
    ("underline", InlineKind::Underline),
    ("ul", InlineKind::Underline),
    ("mark", InlineKind::Highlight),
    ("small", InlineKind::Small),
    ("kbd", InlineKind::Keyboard),
];

/// What is shown of an image.
pub(super) enum Shown {
    /// The image; with its title, which is empty where it has none.
    Image(Image, String),
    /// Its words, where it is not in the publication; `None` where it has none.
    Words(Option<Inline>),
}

impl Reader<'_> {
    pub(super) fn inlines(&mut self, value: &Value) -> Read<Vec<Inline>> {
        let mut inlines = Vec::new();
        self.inlines_into(value, &mut inlines)?;
        Ok(inlines)
    }

    fn inlines_into(&mut self, value: &Value, into: &mut Vec<Inline>) -> Read<()> {
        self.deeper_inline(value.span, |reader| {
            json::list(value)?.iter().try_for_each(|node| reader.inline(node, into))
        })
    }

    fn inline(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        let span = node.span;
        let wrap: Wrapper = match json::tag(node)? {
            "Str" => {
                let text = self.text(json::content(node)?)?.replace('\n', " ");
                if !text.is_empty() {
                    push(into, InlineKind::Text(text), span);
                }
                return Ok(());
            }
            "Space" => {
                push(into, InlineKind::Text(" ".to_owned()), span);
                return Ok(());
            }
            "SoftBreak" => {
                push(into, InlineKind::SoftBreak, span);
                return Ok(());
            }
            "LineBreak" => {
                push(into, InlineKind::LineBreak, span);
                return Ok(());
            }
            "Emph" => InlineKind::Emph,
            "Strong" => InlineKind::Strong,
            "Strikeout" => InlineKind::Strike,
            "Subscript" => InlineKind::Sub,
            "Superscript" => InlineKind::Sup,
            "SmallCaps" => InlineKind::SmallCaps,
            "Underline" => InlineKind::Underline,
            "Quoted" => return self.quoted(node, into),
            "Cite" => return self.cite(node, into),
            "Code" => return self.code(node, into),
            "Math" => return self.math(node, into),
            "RawInline" => return self.raw(node),
            "Link" => return self.link(node, into),
            "Image" => {
                match self.image(node)? {
                    Shown::Image(image, title) => {
                        self.lost_title(&title, span);
                        push(into, InlineKind::Image(image), span);
                    }
                    Shown::Words(words) => words.into_iter().for_each(|it| push(into, it.kind, it.span)),
                }
                return Ok(());
            }
            "Note" => return self.note(node, into),
            "Span" => return self.span(node, into),
            other => return Err(Malformed::new(span, format!("`{other}` is not an inline of Pandoc's"))),
        };
        let content = self.inlines(json::content(node)?)?;
        push(into, wrap(content), span);
        Ok(())
    }

    /// Quotation marks of the language around what is quoted.
    fn quoted(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        let [kind, content] = json::members(json::content(node)?)?;
        let quotes = quotes_of(&self.state.lang);
        let is_double = match json::tag(kind)? {
            "DoubleQuote" => true,
            "SingleQuote" => false,
            other => {
                return Err(Malformed::new(kind.span, format!("`{other}` is not a kind of quotation mark")));
            }
        };
        let pair = if is_double && self.state.quotes == 0 { quotes.outer } else { quotes.inner };
        push(into, InlineKind::Text(pair.open.to_owned()), node.span.start_point());
        let state = State { quotes: self.state.quotes + usize::from(is_double), ..self.state.clone() };
        self.within(state, |reader| reader.inlines_into(content, into))?;
        push(into, InlineKind::Text(pair.close.to_owned()), Span { start: node.span.end, ..node.span });
        Ok(())
    }

    fn cite(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        let [citations, content] = json::members(json::content(node)?)?;
        let mut ids = Vec::new();
        for citation in json::list(citations)? {
            ids.push(format!("`{}`", json::text(json::member(citation, "citationId")?)?));
        }
        let message = format!("the citation of {} is kept as its text", ids.join(", "));
        self.lost_as(node.span, message, "citations that are kept as their text");
        self.inlines_into(content, into)
    }

    fn code(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        let [attr, text] = json::members(json::content(node)?)?;
        let code = InlineKind::Code(self.text(text)?.replace('\n', " "));
        let attr = self.read_attr(attr)?;
        push_with(into, attr, code, node.span);
        Ok(())
    }

    /// A formula, which becomes code.
    fn math(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        let [kind, formula] = json::members(json::content(node)?)?;
        let class = match json::tag(kind)? {
            "InlineMath" => "inline",
            "DisplayMath" => "display",
            other => return Err(Malformed::new(kind.span, format!("`{other}` is not a kind of formula"))),
        };
        let formula = self.text(formula)?.replace('\n', " ");
        let message = format!("the formula `{}` is shown as code", shortened(&formula));
        self.lost_as(node.span, message, "formulas that are shown as code");
        let classes = vec!["math".to_owned(), class.to_owned()];
        push_with(into, Attr { classes, ..Attr::default() }, InlineKind::Code(formula), node.span);
        Ok(())
    }

    /// Raw markup is left out; comments of HTML are as they are in Markdown.
    pub(super) fn raw(&mut self, node: &Value) -> Read<()> {
        let [format, raw] = json::members(json::content(node)?)?;
        let (format, raw) = (json::text(format)?, json::text(raw)?.trim());
        let is_comment = raw.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->"));
        if is_comment.is_none_or(|it| it.contains("-->")) && !raw.is_empty() {
            let message = format!("raw {format} is left out: `{}`", shortened(raw));
            self.lost_as(node.span, message, format!("raw {format} that is left out"));
        }
        Ok(())
    }

    fn link(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        let [attr, content, target] = json::members(json::content(node)?)?;
        let [url, title] = json::members(target)?;
        let (url, title) = (self.text(url)?, self.text(title)?);
        let mut attributes = self.attributes(attr)?;
        // Pandoc's own marks of an address that is written out.
        attributes.take_class("uri");
        attributes.take_class("email");
        let attr = self.attr(attributes, attr.span)?;
        if self.state.in_link {
            self.lost(node.span, format!("the link to `{url}` is inside of another link and becomes text"));
            return self.inlines_into(content, into);
        }
        let state = State { in_link: true, ..self.state.clone() };
        let mut content = self.within(state, |reader| reader.inlines(content))?;
        if content.is_empty() {
            let message = format!("the link to `{url}` has no text");
            self.diags.push(Diagnostic::new(&rules::EMPTY_LINK, node.span, message));
            push(&mut content, InlineKind::Text(url.clone()), node.span);
        }
        let title = Some(title).filter(|it| !it.is_empty());
        push_with(into, attr, InlineKind::Link { target: Target::Url(url), content, title }, node.span);
        Ok(())
    }

    /// An image; what is shown instead is reported.
    pub(super) fn image(&mut self, node: &Value) -> Read<Shown> {
        let [attr, alt, target] = json::members(json::content(node)?)?;
        let [url, title] = json::members(target)?;
        let (url, title) = (json::text(url)?, self.text(title)?);
        let alt = text::plain(&self.inlines(alt)?);
        let mut attributes = self.attributes(attr)?;
        let width = self.width(&mut attributes, attr.span)?;
        let decorative = attributes.take_class("decorative");
        let attr = self.attr(attributes, attr.span)?;
        let address = match resolve_image(&self.cx, url, node.span.range(), self.diags) {
            ImagePlace::Inside(path) => {
                return Ok(Shown::Image(Image { path, alt, decorative, width, attr }, title));
            }
            ImagePlace::Remote if !self.state.in_link && !decorative => Some(url),
            ImagePlace::Remote | ImagePlace::Nowhere => None,
        };
        Ok(Shown::Words(instead_of_image(address, &alt, node.span)))
    }

    /// The title of an image in a line has no place in any edition.
    fn lost_title(&mut self, title: &str, span: Span) {
        if !title.is_empty() {
            let diagnostic =
                Diagnostic::new(&rules::LOST_TITLE, span, format!("the title `{title}` is not shown"));
            self.diags
                .push(diagnostic.help("remove it, or let the image stand alone in a paragraph as a figure"));
        }
    }

    fn width(&mut self, attributes: &mut Attributes, span: Span) -> Read<Option<Dimension>> {
        let Some(written) = attributes.take("width")? else { return Ok(None) };
        let width = width_of(&written).or_else(|| dimension(&with_two_places(&written)));
        if width.is_some() {
            // An image keeps its proportions.
            attributes.take("height")?;
        } else {
            self.lost(span, format!("the width `{written}` is left out"));
        }
        Ok(width)
    }

    fn note(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        self.note_count += 1;
        let label = self.note_count.to_string();
        let Some(note) = self.notes.refer(&label) else { return Ok(()) };
        push(into, InlineKind::NoteRef(NoteRef { note, occurrence: 0 }), node.span);
        let state = State { quotes: 0, in_link: false, ..self.state.clone() };
        let blocks = self.within(state, |reader| reader.blocks(json::content(node)?))?;
        self.notes.define(&label, blocks, node.span, self.diags);
        Ok(())
    }

    fn span(&mut self, node: &Value, into: &mut Vec<Inline>) -> Read<()> {
        let [attr, content] = json::members(json::content(node)?)?;
        let mut attributes = self.attributes(attr)?;
        if attributes.classes == [NOTE_REFERENCE]
            && let Some(number) = attributes.take("note")?.and_then(|it| it.parse::<u32>().ok())
            && (1..=self.note_count).contains(&number)
            && let Some(note) = self.notes.refer(&number.to_string())
        {
            push(into, InlineKind::NoteRef(NoteRef { note, occurrence: 0 }), node.span);
            return Ok(());
        }
        let wrap = CLASSES.iter().find(|(class, _)| attributes.take_class(class)).map(|(_, wrap)| *wrap);
        let expansion = if wrap.is_none() && attributes.take_class("abbr") {
            Some(attributes.take("title")?)
        } else {
            None
        };
        let attr = self.attr(attributes, attr.span)?;
        let inner = self.in_language(&attr, |reader| reader.inlines(content))?;
        let span = node.span;
        match (wrap, expansion) {
            (Some(wrap), _) => push_with(into, attr, wrap(inner), span),
            (None, Some(expansion)) => {
                push_with(into, attr, InlineKind::Abbreviation { content: inner, expansion }, span);
            }
            (None, None) if attr.is_empty() => inner.into_iter().for_each(|it| push(into, it.kind, it.span)),
            (None, None) => push(into, InlineKind::Span { attr, content: inner }, span),
        }
        Ok(())
    }
}

/// Adds an inline, in a span where there are attributes.
fn push_with(into: &mut Vec<Inline>, attr: Attr, kind: InlineKind, span: Span) {
    if attr.is_empty() {
        push(into, kind, span);
    } else {
        push(into, InlineKind::Span { attr, content: vec![Inline { kind, span }] }, span);
    }
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    let mut characters = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    if let Some((end, _)) = characters.char_indices().nth(40) {
        characters.truncate(end);
        characters.push('…');
    }
    characters
}

/// A length with no more than two places, which is all that lengths have here.
fn with_two_places(written: &str) -> String {
    let Some((whole, rest)) = written.split_once('.') else { return written.to_owned() };
    let unit_at = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    let (places, unit) = rest.split_at(unit_at);
    format!("{whole}.{}{unit}", &places[..places.len().min(2)])
}
