use std::collections::BTreeSet;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::*;
use crate::document::{
    Attr, Block, BlockKind, Contributor, Dimension, Figure, Id, Image, Inline, InlineKind, Lang,
};
use crate::font::FontBook;
use crate::resource::{Format, ImageFile, Resources};
use crate::source::{Sources, Span};
use crate::theme::Theme;

pub(super) fn rendered(document: &Document, resources: &Resources) -> String {
    let (settings, theme, fonts) = (&Settings::default(), &Theme::classic(), &FontBook::default());
    let (stem, siblings, sources) = ("page", &[], &Sources::new());
    let cx = Context { stem, settings, siblings, theme, fonts, resources, sources, layout: None, created: 0 };
    page(&cx, document, &mut Diagnostics::new())
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attr: Attr::default(), span: Span::default() }
}

fn heading(level: u8, id: &str) -> Block {
    let content = vec![Inline { kind: InlineKind::Text(id.to_owned()), span: Span::default() }];
    let attr = Attr { id: Id::new(id), ..Attr::default() };
    Block { attr, ..block(BlockKind::Heading { level, content }) }
}

pub(super) fn titled(title: &str) -> Document {
    let mut document = Document::default();
    document.meta.title = title.to_owned();
    document.meta.lang = Lang::new("en").expect("a tag");
    document
}

/// What is between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).expect("an end").0
}

#[test]
fn the_policy_knows_the_very_sheet_and_allows_no_script() {
    let html = rendered(&titled("A"), &Resources::new());
    let hash = STANDARD.encode(Sha256::digest(between(&html, "<style>", "</style>")));
    let policy = between(&html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert_eq!(policy, format!("default-src 'none'; style-src 'sha256-{hash}'; img-src data:"));
    assert_eq!(html.matches("<script").count(), 1);
    assert!(html.contains("<script type=\"application/ld+json\">"), "data alone");
    assert!(!html.contains(" style=\"") && !html.contains(" onclick"));
}

#[test]
fn a_title_cannot_break_out_of_anything() {
    let evil = "</script></style><img src=x>\" & ' \u{0}";
    let mut document = titled(evil);
    document.meta.description = Some(evil.to_owned());
    let author = Contributor { name: evil.to_owned(), role: "aut".to_owned(), file_as: None };
    document.meta.contributors.push(author);
    let html = rendered(&document, &Resources::new());
    assert!(!html.contains("<img"), "{html}");
    assert_eq!(html.matches("</script>").count(), 1);
    assert_eq!(html.matches("</style>").count(), 1);
    let data: serde_json::Value =
        serde_json::from_str(between(&html, "ld+json\">", "</script>")).expect("well-formed JSON");
    assert_eq!(data["headline"], evil);
}

#[test]
fn contents_lead_to_the_headings_of_two_levels() {
    let mut document = titled("A");
    document.blocks = vec![heading(1, "one"), heading(2, "two"), heading(3, "three")];
    let html = rendered(&document, &Resources::new());
    let nav = between(&html, "<nav", "</nav>");
    assert!(nav.contains("<a href=\"#one\">one</a>") && nav.contains("<a href=\"#two\">two</a>"), "{nav}");
    assert!(!nav.contains("three"), "{nav}");
    document.blocks.pop();
    assert!(!rendered(&document, &Resources::new()).contains("<nav"), "two headings need no contents");
}

#[test]
fn ids_are_unique_though_the_author_takes_ours() {
    let mut document = titled("A");
    for id in ["_text", "_notes", "text"] {
        document.blocks.push(heading(1, id));
        document.references.insert(Id::new(id).expect("an id"), Span::default()).expect("new");
    }
    let html = rendered(&document, &Resources::new());
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    assert!(html.contains("<main id=\"__text\""), "{ids:?}");
}

#[test]
fn images_are_in_the_page_with_their_size() {
    let image = Image {
        path: "a.svg".to_owned(),
        alt: "A \"square\"".to_owned(),
        decorative: false,
        width: Some(Dimension::Percent(5000)),
        attr: Attr::default(),
    };
    let mut document = titled("A");
    let figure = Figure { image, caption: Vec::new() };
    document.blocks.push(block(BlockKind::Figure(figure)));
    let bytes: Arc<[u8]> = Arc::from(b"<svg onload='x()'/>".as_slice());
    let image = ImageFile { bytes, format: Format::Svg, width: 20, height: 10, density: None };
    let resources = Resources::from([("a.svg".to_owned(), image)]);
    let html = rendered(&document, &resources);
    assert!(html.contains("<img src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9J3goKScvPg==\""), "{html}");
    assert!(html.contains("alt=\"A &quot;square&quot;\" width=\"20\" height=\"10\" class=\"part-5000\""));
    assert!(html.contains(".part-5000{width:50.00%}"));
    assert!(rendered(&document, &Resources::new()).contains("<span class=\"missing\">A \"square\"</span>"));
}

#[test]
fn words_of_the_program_in_another_language_are_marked() {
    let mut document = titled("A");
    document.meta.lang = Lang::new("tlh").expect("a tag");
    let html = rendered(&document, &Resources::new());
    assert!(html.contains("<html lang=\"tlh\" dir=\"ltr\">"));
    assert!(
        html.contains("<a class=\"skip\" href=\"#_text\" lang=\"en\" dir=\"ltr\">Skip to the text</a>"),
        "{html}"
    );
    document.meta.lang = Lang::new("ar").expect("a tag");
    let html = rendered(&document, &Resources::new());
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">") && !html.contains("lang=\"en\""));
}
