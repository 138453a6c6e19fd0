//! HTML elements as content, for pages and for the chapters of an EPUB.

use crate::document::HeaderScope;
use std::collections::{BTreeMap, BTreeSet};

use super::css::{self, StyleSheet};
use super::xml::{Attributes, Sink};
use crate::verify::content::{Content, Event, LinkTarget, Location, Role, percent_decoded};

/// Facts about a file besides its content.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The language of the whole.
    pub lang: Option<String>,
    /// The title in its head.
    pub title: String,
    /// How often each id occurs, with the location of the last.
    pub ids: BTreeMap<String, (usize, Location)>,
    /// The targets of links within the publication.
    pub internal: Vec<(String, Location)>,
    /// The headings of the first level.
    pub first_headings: Vec<Location>,
    /// The levels of headings in their order.
    pub levels: Vec<(u8, Location)>,
    /// Images: their source and alternative text.
    pub images: Vec<(String, Option<String>, Location)>,
    /// The names of elements that occur.
    pub elements: BTreeSet<String>,
    /// The types and roles that occur.
    pub kinds: BTreeSet<String>,
    /// Whether there is a main part.
    pub main: bool,
    /// The next file, by `rel="next"`.
    pub next: Option<String>,
    /// The alternates of the file, by `rel="alternate"`, as written.
    pub alternates: Vec<String>,
}

/// Turns elements into content.
pub(super) struct MarkupReader<'a> {
    /// The content so far.
    pub content: &'a mut Content,
    /// The facts so far.
    pub facts: Facts,
    /// The path of the file in an EPUB or a site, and its index; `None` for a page alone.
    part: Option<(String, u16)>,
    /// Whether headers and footers are running content, as on the pages of a site.
    pub running_content: bool,
    /// The style sheets so far.
    pub sheet: StyleSheet,
    /// The text of the current `style` element.
    css: String,
    open: Vec<Open>,
    location: Location,
}

/// An element that has begun.
struct Open {
    name: String,
    /// How many roles it has opened.
    roles: usize,
    /// Whether its text is not part of the publication.
    hidden: bool,
    /// Whether its white space is kept.
    preformatted: bool,
    /// Whether its lists contain notes.
    notes: bool,
}

impl<'a> MarkupReader<'a> {
    /// A reader of a page, or of a file in an EPUB or a site with its path and index.
    pub(super) fn new(content: &'a mut Content, part: Option<(String, u16)>) -> MarkupReader<'a> {
        let (facts, open, location) = (Facts::default(), Vec::new(), Location::Whole);
        let (sheet, css) = (StyleSheet::default(), String::new());
        MarkupReader { content, facts, part, running_content: false, sheet, css, open, location }
    }

    /// Closes what is still open.
    pub(super) fn end(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn role(&self, name: &str, attributes: &Attributes, within_notes: bool) -> Option<Role> {
        if let Some(role) = self.special(name, attributes, within_notes) {
            return Some(role);
        }
        Some(match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if within_notes => Role::Generated,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading(name.as_bytes()[1] - b'0'),
            "ul" | "ol" if within_notes => Role::Block,
            "ul" => Role::List { ordered: Some(false) },
            "ol" => Role::List { ordered: Some(true) },
            "li" => Role::Item,
            "table" => Role::Table,
            "tr" => Role::Row,
            "td" | "th" => {
                let number = |key: &str| attributes.get(key).and_then(|it| it.parse().ok()).unwrap_or(1);
                let scope = match attributes.get("scope") {
                    Some("row" | "rowgroup") => HeaderScope::Row,
                    Some(_) | None => HeaderScope::Column,
                };
                let scope = (name == "th").then_some(scope);
                Role::Cell { scope, columns: number("colspan"), rows: number("rowspan") }
            }
            "dt" => Role::Term,
            "dd" => Role::Description,
            "input" if attributes.get("type") == Some("checkbox") => {
                Role::Task(attributes.get("checked").is_some())
            }
            "img" | "image" => Role::Figure(attributes.get("alt").map(str::to_owned)),
            "svg" => Role::Figure(attributes.get("aria-label").map(str::to_owned)),
            "a" => match attributes.get("href") {
                Some(href) => Role::Link(self.target(href)),
                None => Role::Inline,
            },
            _ if is_inline(name) => return None,
            _ => Role::Block,
        })
    }

    /// The role by a `role`, type or class instead of the element's name.
    fn special(&self, name: &str, attributes: &Attributes, within_notes: bool) -> Option<Role> {
        let href = || self.resolve(attributes.get("href").unwrap_or_default());
        let own = || self.resolve(&format!("#{}", attributes.get("id").unwrap_or_default()));
        if attributes.get("role") == Some("heading") {
            let level = attributes.get("aria-level").and_then(|it| it.parse().ok()).unwrap_or(2);
            return Some(Role::Heading(level));
        }
        // The last page of a site ends with the footer of a single page, which is text.
        let ends = name == "footer" && self.facts.next.is_some();
        let is_running = ends || name == "header" && !attributes.has("class", "title");
        let is_navigation =
            name == "nav" && ["editions", "turn"].iter().any(|it| attributes.has("class", it));
        if name == "form" || is_navigation || self.running_content && is_running {
            return Some(Role::Generated);
        }
        if name == "nav" || attributes.is("toc") {
            return Some(Role::Contents);
        }
        if name == "a" {
            let back = attributes.is("backlink") || attributes.has("class", "footnote-back");
            let mark = attributes.is("noteref") || attributes.has("class", "footnote-ref");
            let is_extra =
                ["permalink", "skip", "skip-link", "anchor"].iter().any(|it| attributes.has("class", it));
            return match (back, mark, is_extra) {
                (true, ..) => Some(Role::BackLink(href())),
                (_, true, _) => Some(Role::NoteMark(href())),
                (.., true) => Some(Role::Generated),
                _ => None,
            };
        }
        let note =
            attributes.is("footnote") || attributes.is("endnote") || within_notes && matches!(name, "li");
        if note && attributes.get("id").is_some() {
            return Some(Role::Note(own()));
        }
        if attributes.has("class", "tick") {
            return Some(Role::Inline);
        }
        let label = attributes.is("cover")
            || attributes.has("class", "note-number")
            || attributes.get("role") == Some("img") && name == "span"
            || attributes.is("pagebreak");
        label.then_some(Role::Generated)
    }

    fn target(&self, href: &str) -> LinkTarget {
        let address = href.trim();
        if is_outside(address) { LinkTarget::Url(address.to_owned()) } else { self.inside(address) }
    }

    /// A target without a scheme: an anchor if it names a place in the publication.
    fn inside(&self, address: &str) -> LinkTarget {
        match &self.part {
            None if !address.starts_with('#') => LinkTarget::Url(address.to_owned()),
            None | Some(_) => LinkTarget::Anchor(self.resolve(address)),
        }
    }

    /// A reference as the name of an anchor: `file#id`, without percent-encoding.
    fn resolve(&self, reference: &str) -> String {
        let reference = percent_decoded(reference);
        let Some((path, _)) = &self.part else { return reference };
        if reference.starts_with('#') {
            return format!("{path}{reference}");
        }
        let folder = path.rsplit_once('/').map_or("", |it| it.0);
        joined(folder, &reference)
    }

    fn record_facts(&mut self, name: &str, attributes: &Attributes) {
        let location = self.location;
        if name == "html" {
            let lang = attributes.get("lang").or(attributes.get("xml:lang"));
            self.facts.lang = lang.map(str::to_owned);
        }
        if let Some(id) = attributes.get("id") {
            let entry = self.facts.ids.entry(id.to_owned()).or_insert((0, location));
            *entry = (entry.0 + 1, location);
        }
        if let Some(href) = attributes.get("href").filter(|it| name == "a" && !is_outside(it)) {
            let name = self.resolve(href);
            self.facts.internal.push((name, location));
        }
        if name == "link" {
            let href = attributes.get("href").unwrap_or_default();
            if attributes.has("rel", "next") {
                self.facts.next = Some(self.resolve(href));
            }
            if attributes.has("rel", "alternate") {
                self.facts.alternates.push(href.to_owned());
            }
        }
        if let [b'h', level @ b'1'..=b'6'] = name.as_bytes() {
            self.facts.levels.push((level - b'0', location));
            if *level == b'1' {
                self.facts.first_headings.push(location);
            }
        }
        if name == "img" {
            let source = attributes.get("src").unwrap_or_default().to_owned();
            self.facts.images.push((source, attributes.get("alt").map(str::to_owned), location));
        }
        self.facts.main |= name == "main" || attributes.get("role") == Some("main");
        self.facts.elements.insert(name.to_owned());
        let kinds = [attributes.get("role"), attributes.get("epub:type")];
        let kinds = kinds.into_iter().flatten().flat_map(str::split_ascii_whitespace);
        self.facts.kinds.extend(kinds.map(str::to_owned));
    }
}

impl Sink for MarkupReader<'_> {
    fn open(&mut self, name: &str, attributes: Attributes, line: u32) {
        self.location = match &self.part {
            Some((_, part)) => Location::Part { part: *part, line },
            None => Location::Line(line),
        };
        self.record_facts(name, &attributes);
        let parent = self.open.last();
        let within_notes = parent.is_some_and(|it| it.notes);
        let preformatted = name == "pre" || parent.is_some_and(|it| it.preformatted);
        let hidden = parent.is_some_and(|it| it.hidden)
            || is_hidden(name, &attributes)
            || self.sheet.hides(name, &attributes);
        let notes = attributes.is("endnotes")
            || attributes.is("footnotes")
            || attributes.has("class", "footnotes")
            || within_notes && name != "li" && name != "aside";
        let role = if hidden { None } else { self.role(name, &attributes, within_notes) };
        let lang =
            attributes.get("lang").or(attributes.get("xml:lang")).filter(|it| !hidden && !it.is_empty());
        let roles = lang.map(|it| Role::Lang(it.to_owned())).into_iter().chain(role);
        let before = self.content.events.len();
        let location = self.location;
        roles.for_each(|it| self.content.push(location, Event::Open(it)));
        let roles = self.content.events.len() - before;
        if let Some(id) = attributes.get("id").filter(|_| !hidden) {
            let name = self.resolve(&format!("#{id}"));
            self.content.push(self.location, Event::Anchor(name));
        }
        if name == "br" {
            self.content.text(self.location, " ");
        }
        self.open.push(Open { name: name.to_owned(), roles, hidden, preformatted, notes });
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        if closed.name == "style" {
            self.sheet.add(&std::mem::take(&mut self.css));
        }
        for _ in 0..closed.roles {
            self.content.push(self.location, Event::Close);
        }
    }

    fn text(&mut self, text: &str, line: u32) {
        let location = match self.location {
            Location::Part { part, .. } => Location::Part { part, line },
            Location::Line(_) | Location::Whole | Location::Page(_) | Location::Source(_) => {
                Location::Line(line)
            }
        };
        match self.open.last() {
            Some(open) if open.name == "style" => self.css.push_str(text),
            Some(open) if open.name == "title" => self.facts.title.push_str(text),
            Some(open) if !open.hidden => self.content.text(location, text),
            Some(_) | None => {}
        }
    }
}

/// A reference relative to a folder, with `.` and `..` resolved.
pub(super) fn joined(folder: &str, reference: &str) -> String {
    let (path, fragment) = match reference.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (reference, None),
    };
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.retain(|it| !it.is_empty());
    let path = parts.join("/");
    fragment.map_or_else(|| path.clone(), |it| format!("{path}#{it}"))
}

/// Whether an address leads out of the publication: it has a scheme (RFC 3986, 3.1) or a host.
fn is_outside(address: &str) -> bool {
    let scheme = address.split_once(':').map(|it| it.0).filter(|it| !it.is_empty());
    scheme.is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)))
        || address.starts_with("//")
}

/// Whether the content of an element is hidden from some readers: it is not visible, or not read aloud.
fn is_hidden(name: &str, attributes: &Attributes) -> bool {
    matches!(name, "head" | "script" | "style" | "template" | "title")
        || attributes.get("hidden").is_some()
        || attributes.get("aria-hidden") == Some("true")
        || attributes.get("style").and_then(css::hides) == Some(true)
        || matches!(name, "metadata" | "desc" | "text" | "defs" | "annotation")
}

/// Elements that run in the line (HTML living standard, 3.2.5.2.5, phrasing content).
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "font"
            | "big"
            | "input"
            | "html"
            | "body"
            | "ruby"
            | "rb"
            | "rt"
            | "rp"
            | "button"
    )
}
