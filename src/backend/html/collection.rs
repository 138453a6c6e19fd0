//! The first page of a collection: its publications, what each is about, and where its editions are.

use serde_json::json;

use crate::backend::Sibling;
use crate::backend::html::head::{Facts, Style, head};
use crate::backend::html::page::{label, said};
use crate::backend::html::page::{skip, title};
use crate::backend::html::written;
use crate::document::{Lang, Meta};
use crate::locale::{self, date, site_words};
use crate::markup::{Element, Node, address, direction};
use crate::theme::{Theme, css};

/// A publication of the collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// What is said about it.
    pub meta: Meta,
    /// Its editions, in their order.
    pub downloads: Vec<Download>,
}

/// An edition that can be read or taken along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The edition.
    pub edition: Sibling,
    /// How many bytes it has, with all files that belong to it.
    pub size: usize,
}

/// The page. Title, description and language of the collection stand in `meta`.
pub fn collection(theme: &Theme, meta: &Meta, members: &[Member]) -> String {
    let words = site_words(&meta.lang);
    let mut meta = meta.clone();
    if meta.title.is_empty() {
        words.publications.clone_into(&mut meta.title);
    }
    let parts =
        members.iter().map(|it| json!({ "@type": "Book", "name": it.meta.title })).collect::<Vec<_>>();
    let facts = Facts {
        title: meta.title.clone(),
        address: None,
        image: None,
        style: Style::Within(css::site(theme, &[]).trim_end().to_owned()),
        links: Vec::new(),
        data: json!({
            "@context": "https://schema.org", "@type": "CollectionPage", "name": meta.title,
            "inLanguage": meta.lang.as_str(), "hasPart": parts,
        }),
    };
    let about = meta.description.iter().map(|it| Element::new("p").text(it.clone()).into());
    let main = Element::new("main").with("id", "text").with("tabindex", "-1").children(about);
    let main = main.children(members.iter().map(|it| Node::from(entry(&meta, it))));
    let body = Element::new("body")
        .with("class", "collection")
        .child(skip("text", &meta.lang))
        .children(title(&Meta { contributors: Vec::new(), ..meta.clone() }, Vec::new(), None).map(Node::from))
        .child(main);
    written(&meta, head(theme, &meta, facts), body)
}

/// A publication: title, people, what it is about, editions.
fn entry(collection: &Meta, member: &Member) -> Element {
    let meta = &member.meta;
    let line = |class: &str, text: String| Node::from(Element::new("p").with("class", class).text(text));
    let first = member.downloads.iter().find(|it| it.edition.format == "html").or(member.downloads.first());
    let named = if meta.title.is_empty() { &meta.slug } else { &meta.title };
    let title = match first {
        Some(it) => Element::new("a").with("href", address::encode(&it.edition.file)).text(named.clone()),
        None => Element::new("span").text(named.clone()),
    };
    let authors = locale::list(meta.authors(), &meta.lang);
    let mut about: Vec<Node> = vec![Element::new("h2").child(title).into()];
    about.extend(meta.subtitle.clone().map(|it| line("subtitle", it)));
    let date = meta.date.map(|it| date::long(it, &meta.lang));
    let by: Vec<String> = Some(authors).filter(|it| !it.is_empty()).into_iter().chain(date).collect();
    about.extend((!by.is_empty()).then(|| line("by", by.join(" · "))));
    about.extend(meta.description.clone().map(|it| line("description", it)));
    let about = Element::new("div")
        .with("lang", meta.lang.as_str())
        .with("dir", direction(meta.lang.direction()))
        .children(about);
    Element::new("article").child(about).child(downloads(collection, member, named))
}

/// The editions with their sizes.
fn downloads(collection: &Meta, member: &Member, named: &str) -> Element {
    let mut list = Element::new("ul").with("class", "downloads");
    for it in &member.downloads {
        let (kind, lang) = (label(&it.edition), member.meta.lang.as_str());
        let link = Element::new("a")
            .with("href", address::encode(&it.edition.file))
            .with("type", it.edition.media_type.as_str())
            .with("hreflang", lang)
            .child(Element::new("b").text(kind))
            .text(" ")
            .child(Element::new("small").text(size(it.size)));
        list = list.child(Element::new("li").child(link));
    }
    let words = site_words(&collection.lang);
    let nav = Element::new("nav").with("class", "ways").with("aria-label", named);
    said(nav, words, &collection.lang).child(language(&member.meta.lang)).child(list)
}

/// A language as its speakers call it, or by its tag where the program does not know it.
fn language(lang: &Lang) -> Element {
    let words = site_words(lang);
    let known = words.lang == lang.primary();
    let label = Element::new("p").with("class", "language");
    if known { label.with("lang", words.lang).text(words.name) } else { label.text(lang.as_str()) }
}

/// Bytes in powers of a thousand, with one digit after the point.
fn size(bytes: usize) -> String {
    let tenths = |unit: usize| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_000 => format!("{bytes}\u{a0}B"),
        1_000..999_950 => format!("{}\u{a0}kB", tenths(1_000)),
        _ => format!("{}\u{a0}MB", tenths(1_000_000)),
    }
}
