//! Blocks as Markdown.

use crate::document::attr::ROW_HEADERS;
use crate::document::{
    Admonition, Attr, Block, BlockKind, Definition, Figure, Inline, InlineKind, List, ListItem, ListKind,
    NoteId, Numbering, text,
};
use crate::locale::quotes::Spaced;
use crate::locale::quotes_of;
use crate::markdown::attributes::{self, attribute_text};
use crate::markdown::escape::longest_run;
use crate::markdown::inlines::{self, Room};
use crate::markdown::writer::{Typing, Writer, in_line, index};
use crate::source::Span;

/// What is between two blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// A line end, as in an item of a tight list.
    Tight,
    /// A blank line.
    Loose,
}

/// The text with spaces before each line but the first and those that are blank.
pub(super) fn indented(text: &str, spaces: usize) -> String {
    prefixed(text, &" ".repeat(spaces))
}

fn prefixed(text: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
            out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        }
        out.push_str(line);
    }
    out
}

/// The mark of the list that ends a text, so that the next list gets another.
type LastMark = Option<char>;

impl Writer<'_> {
    /// The notes that have a definition of their own, which are all but those that are written where their mark is.
    pub(super) fn defined_notes(&self) -> Vec<NoteId> {
        self.document.notes.iter().filter(|(_, note)| in_line(note).is_none()).map(|(id, _)| id).collect()
    }

    /// The definition of a note.
    pub(super) fn note(&mut self, id: NoteId) -> String {
        let Some(note) = self.document.notes.get(id) else { return String::new() };
        let label = self.labels.get(index(id)).cloned().unwrap_or_default();
        let inner = self.blocks(&note.blocks, Joint::Loose);
        let begins_plainly = note.blocks.first().is_none_or(|it| {
            matches!(it.kind, BlockKind::Paragraph(_) | BlockKind::Figure(_)) && !inner.starts_with('{')
        });
        if begins_plainly {
            return format!("[^{label}]: {}", indented(&inner, 4)).trim_end().to_owned();
        }
        format!("[^{label}]:\n\n    {}", indented(&inner, 4))
    }

    /// Blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &[Block], joint: Joint) -> String {
        let mut out = String::new();
        let mut last: LastMark = None;
        let mut before: Option<&Block> = None;
        for (index, block) in blocks.iter().enumerate() {
            let comments = self.comments_before(before, block);
            let (text, mark) = self.block(block, last, (index == 0, joint));
            last = mark;
            if text.is_empty() {
                continue;
            }
            for part in comments.into_iter().chain([text]) {
                if !out.is_empty() {
                    out.push_str(if joint == Joint::Tight { "\n" } else { "\n\n" });
                }
                out.push_str(&part);
            }
            before = Some(block);
        }
        out
    }

    /// A block, and the mark of the list that it is.
    pub(super) fn block(
        &mut self,
        block: &Block,
        last: LastMark,
        (first, joint): (bool, Joint),
    ) -> (String, LastMark) {
        let around = self.lang.clone();
        if let Some(lang) = &block.attr.lang {
            self.lang = lang.clone();
        }
        let mut mark = None;
        let text = match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(content, &block.attr),
            BlockKind::Heading { level, content } => self.heading((*level, block.span), content, &block.attr),
            BlockKind::List(list) => self.list((list, block.span), &block.attr, last, &mut mark),
            BlockKind::DefinitionList(list) => {
                let list = self.definitions(list);
                let separator = if last == Some(':') { "<!-- -->\n\n" } else { "" };
                mark = Some(':');
                self.with_line(&block.attr, format!("{separator}{list}"), "\n\n")
            }
            BlockKind::Quote(inner) => {
                let inner = self.blocks(inner, Joint::Loose);
                self.with_line(&block.attr, quote(&inner), "\n")
            }
            BlockKind::CodeBlock { language, text } => self.code(language.as_deref(), text, &block.attr),
            BlockKind::Table(table) => match self.pipe_table(table) {
                Some(text) => {
                    let mut attr = block.attr.clone();
                    attr.classes.extend(table.has_named_rows().then(|| ROW_HEADERS.to_owned()));
                    self.with_line(&attr, text, "\n\n")
                }
                None => self.html_table(table, &block.attr),
            },
            BlockKind::Figure(figure) => self.figure(figure, &block.attr),
            BlockKind::Admonition { kind, title, blocks } => {
                let quoted = self.source_of(block.span).starts_with('>');
                self.admonition((*kind, quoted), title.as_deref(), blocks, &block.attr)
            }
            BlockKind::Container(inner) => self.container(None, inner, &block.attr),
            BlockKind::ThematicBreak => {
                let sign = if first || joint == Joint::Tight { "***" } else { "---" };
                self.with_line(&block.attr, sign.to_owned(), "\n\n")
            }
        };
        self.lang = around;
        (text, mark)
    }

    /// A block after a line with its attributes; in a division where these can only be written there.
    fn with_line(&self, attr: &Attr, text: String, between: &str) -> String {
        if !attributes::is_plain(attr) {
            return format!("{}\n\n{text}\n\n</div>", attributes::tag_text("div", attr));
        }
        match attribute_text(attr) {
            Some(line) => format!("{line}{between}{text}"),
            None => text,
        }
    }

    fn paragraph(&mut self, content: &[Inline], attr: &Attr) -> String {
        let text = inlines::write(self, content, Room::Lines);
        if text.is_empty() { text } else { self.with_line(attr, text, "\n") }
    }

    fn heading(&mut self, (level, span): (u8, Span), content: &[Inline], attr: &Attr) -> String {
        let id = attr.id.clone().filter(|it| self.named.contains(it) || self.source_of(span).contains("{#"));
        let attr = Attr { id, ..attr.clone() };
        if !attributes::is_plain(&attr) {
            let inner = inlines::write(self, content, Room::Lines);
            return format!(
                "{}\n\n{inner}\n\n</h{level}>",
                attributes::tag_text(&format!("h{level}"), &attr)
            );
        }
        let attributes = attribute_text(&attr).map(|it| format!(" {it}")).unwrap_or_default();
        if has_soft_break(content) && level < 3 {
            let text = inlines::write(self, content, Room::Lines);
            let sign = if level == 1 { "===" } else { "---" };
            return format!("{text}{attributes}\n{sign}");
        }
        let text = inlines::write(self, content, Room::Line);
        format!("{} {text}{attributes}", "#".repeat(usize::from(level))).trim_end().to_owned()
    }

    fn list(
        &mut self,
        (list, span): (&List, Span),
        attr: &Attr,
        last: LastMark,
        mark: &mut LastMark,
    ) -> String {
        let is_direct = |it: &Block| matches!(it.kind, BlockKind::Paragraph(_) | BlockKind::Figure(_));
        let has_text = list.items.iter().any(|it| it.blocks.iter().any(is_direct));
        let joint = if list.tight && has_text { Joint::Tight } else { Joint::Loose };
        let (sign, letters) = match list.kind {
            ListKind::Bullet => (if last == Some('-') { '*' } else { '-' }, None),
            ListKind::Ordered { start, numbering } => {
                let sign = if last == Some('.') { ')' } else { '.' };
                let least = if numbering == Numbering::UpperAlpha { 3 } else { 2 };
                let by_class = self.source_of(span).starts_with(|it: char| it.is_ascii_digit());
                let lettered = !by_class && last != Some(')') && list.items.len() >= least;
                (
                    sign,
                    Some(numbering).filter(|_| lettered).and_then(|it| labels(it, start, list.items.len())),
                )
            }
        };
        // The parser sees letters as numbers with a parenthesis.
        *mark = Some(if letters.is_some() { ')' } else { sign });
        let mut items: Vec<String> = Vec::new();
        for (index, item) in list.items.iter().enumerate() {
            let marker = match (list.kind, &letters) {
                (ListKind::Bullet, _) => format!("{sign} "),
                (ListKind::Ordered { .. }, Some(labels)) => format!("{}. ", labels[index]),
                (ListKind::Ordered { start, .. }, None) => {
                    format!("{}{sign} ", start.saturating_add(index as u64))
                }
            };
            items.push(self.item(item, &marker, joint));
        }
        // One item with one block is loose only where something follows it after a blank line.
        if let ([item], false, [only]) = (items.as_mut_slice(), list.tight, list.items.as_slice())
            && only.blocks.len() < 2
        {
            item.push_str("\n\n  <!-- -->");
        }
        let text = items.join(if joint == Joint::Tight { "\n" } else { "\n\n" });
        let mut attr = attr.clone();
        if let (ListKind::Ordered { numbering, .. }, None) = (list.kind, letters) {
            attr.classes.extend(class_of(numbering).map(str::to_owned));
        }
        let between = if text.starts_with("1.") || list.kind == ListKind::Bullet { "\n" } else { "\n\n" };
        self.with_line(&attr, text, between)
    }

    fn item(&mut self, item: &ListItem, marker: &str, joint: Joint) -> String {
        let inner = self.blocks(&item.blocks, joint);
        let task = match item.task {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        format!("{marker}{task}{}", indented(&inner, marker.len())).trim_end().to_owned()
    }

    fn definitions(&mut self, list: &[Definition]) -> String {
        let mut parts = Vec::new();
        for definition in list {
            let mut lines: Vec<String> =
                definition.terms.iter().map(|it| inlines::write(self, &it.content, Room::Line)).collect();
            for body in &definition.bodies {
                let inner = self.blocks(body, Joint::Loose);
                let inner = if inner.is_empty() { "<!-- -->".to_owned() } else { inner };
                lines.push(format!(": {}", indented(&inner, 2)));
            }
            parts.push(lines.join("\n"));
        }
        parts.join("\n\n")
    }

    fn code(&mut self, language: Option<&str>, text: &str, attr: &Attr) -> String {
        let info = language.unwrap_or("").replace('\\', "\\\\").replace('&', "&amp;");
        let sign = if info.contains('`') { '~' } else { '`' };
        let fence = sign.to_string().repeat(longest_run(text, sign).max(2) + 1);
        let attributes = attribute_text(attr).filter(|_| !info.is_empty());
        let after = attributes.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
        let block = format!("{fence}{info}{after}\n{text}{fence}");
        if attributes.is_some() { block } else { self.with_line(attr, block, "\n") }
    }

    fn figure(&mut self, figure: &Figure, attr: &Attr) -> String {
        let caption = match figure.caption.as_slice() {
            [] => Some(None),
            caption => self.title(caption).map(Some),
        };
        let mut image = figure.image.clone();
        image.attr = attr.clone();
        match caption.filter(|_| attributes::is_plain(attr)) {
            Some(title) => inlines::image(self, &image, title.as_deref()),
            None => {
                let mut inner = image.clone();
                inner.attr = Attr { id: None, lang: None, ..attr.clone() };
                let image = inlines::image(self, &inner, None);
                let caption = inlines::write(self, &figure.caption, Room::Lines);
                let tag = attributes::tag_text("figure", attr);
                let caption = format!("<figcaption>\n\n{caption}\n\n</figcaption>");
                format!("{tag}\n\n{image}\n\n{caption}\n</figure>")
            }
        }
    }

    /// Whether a text says the same where it is read without escapes.
    fn is_plain_text(&self, text: &str) -> bool {
        let changes = ["\"", "'", "--", "...", "\n"].iter().any(|it| text.contains(it));
        let spaced =
            quotes_of(&self.lang).spaced != Spaced::Nothing && text.contains([';', ':', '!', '?', '«', '»']);
        let trimmed = text.trim() == text && !text.is_empty();
        trimmed && (self.typing == Typing::Typed && !text.contains('"') || !changes && !spaced)
    }

    /// A caption as the title of an image, with its quotation marks; `None` where it cannot be one.
    fn title(&self, caption: &[Inline]) -> Option<String> {
        let written = inlines::write(self, caption, Room::Lines);
        let mut out = String::from("\"");
        let mut escapes = false;
        let is_plain = !written.contains(['`', '<', '\n']);
        for it in written.chars() {
            if it == '"' {
                if !is_plain || self.typing != Typing::Typed {
                    return None;
                }
                out.push_str(if escapes { "" } else { "\\" });
            }
            escapes = it == '\\' && !escapes;
            out.push(it);
        }
        (!escapes && !written.contains('\n')).then(|| out + "\"")
    }

    fn admonition(
        &mut self,
        (kind, quoted): (Admonition, bool),
        title: Option<&[Inline]>,
        blocks: &[Block],
        attr: &Attr,
    ) -> String {
        let plain = title.map(text::plain).unwrap_or_default();
        let is_text = title.is_none_or(|it| {
            matches!(it, [Inline { kind: InlineKind::Text(_), .. }])
                && self.is_plain_text(&plain)
                && !plain.contains(|it| "{}[]\\<&*_`~^=+@:%".contains(it))
                && !plain.ends_with(':')
        });
        if is_text && !quoted {
            return self.container(Some((kind, title.map(|_| plain.as_str()))), blocks, attr);
        }
        let title = inlines::write(self, title.unwrap_or_default(), Room::Line);
        let title = match title.strip_prefix(['+', '-']) {
            Some(rest) => format!("\\{}{rest}", &title[..1]),
            None => title,
        };
        let inner = self.blocks(blocks, Joint::Loose);
        let name = kind.class().to_uppercase();
        let text = match title.as_str() {
            "" => format!("[!{name}]\n{inner}"),
            _ => format!("[!{name}] {title}\n\n{inner}"),
        };
        self.with_line(attr, quote(text.trim_end()), "\n")
    }

    /// A container, or an admonition of a kind with its title.
    fn container(
        &mut self,
        kind: Option<(Admonition, Option<&str>)>,
        blocks: &[Block],
        attr: &Attr,
    ) -> String {
        if !attributes::is_plain(attr) {
            let inner = self.blocks(blocks, Joint::Loose);
            return format!("{}\n\n{inner}\n\n</div>", attributes::tag_text("div", attr));
        }
        let is_word = |it: &str| it.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_');
        let head = match kind {
            Some((kind, title)) => {
                let title = title.map(|it| format!(" {it}")).unwrap_or_default();
                let attributes = attribute_text(attr).map(|it| format!(" {it}")).unwrap_or_default();
                format!("{}{title}{attributes}", kind.class())
            }
            None => match (attr.classes.as_slice(), attribute_text(attr)) {
                ([class], Some(_)) if attr.id.is_none() && attr.lang.is_none() && is_word(class) => {
                    class.clone()
                }
                (_, Some(attributes)) => attributes,
                // A key that says nothing, since colons alone would close.
                (_, None) => "{appearance=simple}".to_owned(),
            },
        };
        let inner = self.blocks(blocks, Joint::Loose);
        let inner = if inner.is_empty() { inner } else { format!("{inner}\n") };
        format!("::: {head}\n{inner}:::")
    }
}

fn quote(text: &str) -> String {
    if text.is_empty() { ">".to_owned() } else { format!("> {}", prefixed(text, "> ")) }
}

fn has_soft_break(inlines: &[Inline]) -> bool {
    inlines.iter().any(|it| it.kind == InlineKind::SoftBreak || has_soft_break(it.kind.children()))
}

/// The class that asks for a numbering; `None` for the usual one.
fn class_of(numbering: Numbering) -> Option<&'static str> {
    match numbering {
        Numbering::Decimal => None,
        Numbering::LowerAlpha => Some("lower-alpha"),
        Numbering::UpperAlpha => Some("upper-alpha"),
        Numbering::LowerRoman => Some("lower-roman"),
        Numbering::UpperRoman => Some("upper-roman"),
    }
}

/// The labels of a list that is numbered by letters; `None` where it is not, or has too many items.
fn labels(numbering: Numbering, start: u64, count: usize) -> Option<Vec<String>> {
    let count = u64::try_from(count).ok()?;
    let upper = matches!(numbering, Numbering::UpperAlpha | Numbering::UpperRoman);
    let label = |number: u64| match numbering {
        Numbering::Decimal => None,
        Numbering::LowerAlpha | Numbering::UpperAlpha => {
            let letter = u8::try_from(number.checked_sub(1)?).ok().filter(|it| *it < 26)?;
            Some(char::from(b'a' + letter).to_string())
        }
        Numbering::LowerRoman | Numbering::UpperRoman => roman(number),
    };
    let labels: Option<Vec<String>> = (start..start.checked_add(count)?).map(label).collect();
    let labels = labels?;
    Some(if upper { labels.iter().map(|it| it.to_uppercase()).collect() } else { labels })
}

/// A number up to twenty as a Roman numeral.
fn roman(number: u64) -> Option<String> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = match number {
        1..=9 => "",
        10..=19 => "x",
        _ => return None,
    };
    let units = UNITS.get(usize::try_from(number % 10).ok()?)?;
    Some(format!("{tens}{units}"))
}
