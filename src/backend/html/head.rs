//! The head of the page: what browsers, search engines and previews are told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::backend::html::images::parts;
use crate::document::attr::{DELETION, INSERTION, PASSAGE};
use crate::document::{Document, Meta, Outline, text};
use crate::markup::{Element, Node, has_class, has_highlighted_code, percent_class};
use crate::theme::{Color, Theme, css};

/// What the head of a page says of this page.
pub(super) struct Facts {
    /// What tabs and lists of results call it.
    pub(super) title: String,
    /// Its address for good; `None` where none is known.
    pub(super) address: Option<String>,
    /// The address of an image for previews; `None` for none.
    pub(super) image: Option<String>,
    /// Where its style is.
    pub(super) style: Style,
    /// What it has to do with other files.
    pub(super) links: Vec<Element>,
    /// The page in the vocabulary of schema.org.
    pub(super) data: Value,
}

/// Where the style of a page is.
pub(super) enum Style {
    /// In the page.
    Within(String),
    /// In a file of this path.
    Beside(String, FontFiles),
    /// In a file of this path, and a script runs from the file of the other one.
    Scripted(String, &'static str, FontFiles),
}

/// Whether a page has fonts in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FontFiles {
    /// Some.
    Some,
    /// None.
    None,
}

impl FontFiles {
    /// What a policy says of them.
    const fn policy(self) -> &'static str {
        match self {
            FontFiles::Some => "; font-src 'self'",
            FontFiles::None => "",
        }
    }
}

/// The head of a page of a publication.
pub(super) fn head(theme: &Theme, meta: &Meta, facts: Facts) -> Element {
    let mut head = Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(named("viewport", "width=device-width, initial-scale=1"))
        .children(policies(&facts.style).map(Node::from))
        .child(Element::new("title").text(facts.title.clone()))
        .child(named("generator", "pamphlet"))
        .child(named("color-scheme", "light dark"))
        .child(theme_color(theme.light.ground, "light"))
        .child(theme_color(theme.dark.ground, "dark"));
    head = head.children(meta.description.iter().map(|it| named("description", it).into()));
    head = head.children(meta.authors().map(|it| named("author", it).into()));
    if !meta.subjects.is_empty() {
        head = head.child(named("keywords", &meta.subjects.join(", ")));
    }
    head = head.children(facts.address.iter().map(|it| link("canonical", it).into()));
    head = head.children(facts.links.clone().into_iter().map(Node::from));
    let data = Element::new("script").with("type", "application/ld+json").text(facts.data.to_string());
    head = head.children(open_graph(meta, &facts)).child(data);
    head.children(dress(facts.style))
}

/// What gives the page its look, and the search its life.
fn dress(style: Style) -> Vec<Node> {
    let script = |path| Element::new("script").with("src", path).with("defer", "");
    match style {
        Style::Within(sheet) => vec![Element::new("style").text(sheet).into()],
        Style::Beside(sheet, _) => vec![link("stylesheet", &sheet).into()],
        Style::Scripted(sheet, path, _) => vec![link("stylesheet", &sheet).into(), script(path).into()],
    }
}

/// A link to another file.
pub(super) fn link(relation: &str, address: &str) -> Element {
    Element::new("link").with("rel", relation).with("href", address)
}

/// The style sheet, with a rule for each width that an image of the document asks for, and for code where it has some.
pub(super) fn sheet(theme: &Theme, document: &Document, mut sheet: String) -> String {
    if has_highlighted_code(document) {
        sheet.push_str(&css::screen_code(theme));
    }
    if has_class(document, &[INSERTION, DELETION]) {
        sheet.push_str(&css::screen_changes(theme));
    }
    if has_class(document, &[PASSAGE]) {
        sheet.push_str(&css::screen_passages());
    }
    for part in parts(document) {
        sheet.push_str(&css::image_width(&percent_class(part), part));
    }
    sheet.truncate(sheet.trim_end().len());
    sheet
}

/// The policies of the page (Content Security Policy Level 3): nothing is loaded from anywhere else, no script
/// runs but that of the search, images and style are the page's own. A data block is no script to it.
///
/// They are two, and both hold: checkers that judge the last one alone take `data:` for a foreign address.
fn policies(style: &Style) -> [Element; 2] {
    let load = match style {
        Style::Within(sheet) => {
            let hash = STANDARD.encode(Sha256::digest(sheet));
            let fonts = if sheet.contains("@font-face") { "; font-src data:" } else { "" };
            format!("default-src 'none'; style-src 'sha256-{hash}'; img-src data:{fonts}")
        }
        Style::Beside(_, fonts) => {
            format!("default-src 'none'; style-src 'self'; img-src 'self'{}", fonts.policy())
        }
        Style::Scripted(_, _, fonts) => {
            format!(
                "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'{}",
                fonts.policy()
            )
        }
    };
    let lead = "base-uri 'none'; form-action 'none'".to_owned();
    [load, lead]
        .map(|it| Element::new("meta").with("http-equiv", "Content-Security-Policy").with("content", it))
}

fn named(name: &str, content: &str) -> Element {
    Element::new("meta").with("name", name).with("content", content)
}

fn theme_color(color: Color, scheme: &str) -> Element {
    named("theme-color", &color.to_string()).with("media", format!("(prefers-color-scheme: {scheme})"))
}

/// The title with its subtitle, for tabs and lists of results; without a title what else can name the page.
pub(super) fn full_title(document: &Document) -> String {
    let meta = &document.meta;
    match &meta.subtitle {
        _ if meta.title.is_empty() => {
            let heading = Outline::of(&document.blocks).entries.first().map(|it| text::name(&it.content));
            heading.filter(|it| !it.is_empty()).unwrap_or_else(|| meta.slug.clone())
        }
        Some(subtitle) => format!("{}: {subtitle}", meta.title),
        None => meta.title.clone(),
    }
}

/// What previews show (The Open Graph protocol).
fn open_graph(meta: &Meta, facts: &Facts) -> Vec<Node> {
    let cover = crate::locale::cover(meta);
    let locale = meta.lang.as_str().replace('-', "_");
    let date = meta.date.map(crate::document::Date::to_iso);
    let properties = [
        ("og:type", Some("article")),
        ("og:title", Some(facts.title.as_str())),
        ("og:description", meta.description.as_deref()),
        ("og:url", facts.address.as_deref()),
        ("og:image", facts.image.as_deref()),
        ("og:image:alt", facts.image.as_ref().map(|_| cover.as_str())),
        ("og:site_name", meta.publisher.as_deref()),
        ("og:locale", Some(locale.as_str())),
        ("article:published_time", date.as_deref()),
    ];
    let known = properties.into_iter().filter_map(|(name, value)| Some((name, value?)));
    known
        .map(|(name, value)| Element::new("meta").with("property", name).with("content", value).into())
        .collect()
}

/// The publication in the vocabulary of schema.org. People and organisations are not told apart in the
/// metadata, so that a name claims to be neither.
pub(super) fn linked_data(meta: &Meta) -> Value {
    let mut data = Map::new();
    data.insert("@context".to_owned(), json!("https://schema.org"));
    data.insert("@type".to_owned(), json!("Article"));
    data.insert("headline".to_owned(), json!(meta.title));
    data.insert("inLanguage".to_owned(), json!(meta.lang.as_str()));
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            data.insert(name.to_owned(), json!(value));
        }
    };
    add("alternativeHeadline", meta.subtitle.as_deref());
    add("description", meta.description.as_deref());
    add("url", meta.url.as_deref());
    add("identifier", meta.identifier.as_deref());
    add("copyrightNotice", meta.rights.as_deref());
    add("datePublished", meta.date.map(crate::document::Date::to_iso).as_deref());
    if let Some(publisher) = &meta.publisher {
        data.insert("publisher".to_owned(), json!({ "name": publisher }));
    }
    if !meta.subjects.is_empty() {
        data.insert("keywords".to_owned(), json!(meta.subjects));
    }
    if let Some(series) = &meta.series {
        data.insert("isPartOf".to_owned(), json!({ "@type": "CreativeWorkSeries", "name": series.name }));
    }
    for contributor in &meta.contributors {
        let people = data.entry(relation(&contributor.role)).or_insert_with(|| json!([]));
        if let Value::Array(people) = people {
            people.push(json!({ "name": contributor.name }));
        }
    }
    Value::Object(data)
}

/// The relation of schema.org for a MARC relator code.
fn relation(role: &str) -> &'static str {
    match role {
        "aut" => "author",
        "edt" => "editor",
        "trl" => "translator",
        "ill" => "illustrator",
        _ => "contributor",
    }
}
