//! Inlines to paragraphs, and what becomes of their meaning.

use super::*;
use crate::document::{Attr, Id, Image, Inline, InlineKind, Note, NoteRef, Notes, Target};
use crate::layout::frame::{Item, LinkTarget, Mark};
use crate::layout::paragraph::collect::collect;
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::structure::{ElementId, Kid, Role, Structure};
use crate::layout::style::InlineStyle;

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

fn text(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_owned()))
}

/// Sets inlines at 300 points; the lines, and the elements below the paragraph's.
fn set_inlines(inlines: &[Inline]) -> (Vec<Line>, String) {
    let (fonts, resources) = (FontBook::default(), Resources::new());
    let cx = Typesetter::new(&fonts, &resources, InlineStyle::default());
    let mut structure = Structure::new();
    let parent = structure.element(Structure::ROOT, Role::Paragraph, Span::default());
    let paragraph = collect(&cx, inlines, &style("en"), parent, &mut structure);
    let lines = paragraph.lines(&cx, Length::pt(300));
    let mut tree = String::new();
    dump_element(&structure, parent, &lines, &mut tree);
    (lines, tree)
}

/// An element as text: its role, and in brackets what is in it.
fn dump_element(structure: &Structure, element: ElementId, lines: &[Line], tree: &mut String) {
    tree.push_str(&format!("{:?}[", structure.get(element).role));
    for (index, kid) in structure.get(element).kids.iter().enumerate() {
        tree.push_str(if index == 0 { "" } else { " " });
        match kid {
            Kid::Element(it) => dump_element(structure, *it, lines, tree),
            Kid::Content(it) => {
                let own = |at: &&crate::layout::frame::Placed| at.mark == Mark::Content(*it);
                let items = lines.iter().flat_map(|line| &line.items).filter(own);
                tree.push_str(&items.map(|it| text_of(&it.item)).collect::<String>());
            }
        }
    }
    tree.push(']');
}

fn text_of(item: &Item) -> String {
    match item {
        Item::Text(run) => format!("‹{}›", run.text),
        Item::Image(image) => format!("‹{}›", image.path),
        Item::Rectangle(_) | Item::Path(_) => String::new(),
    }
}

#[test]
fn what_is_nested_becomes_elements_in_reading_order() {
    let strong = inline(InlineKind::Strong(vec![text("bold")]));
    let (lines, tree) = set_inlines(&[
        text("plain "),
        inline(InlineKind::Emph(vec![text("italic "), strong, text(" again")])),
        text(" end"),
        inline(InlineKind::Code("let x".into())),
    ]);
    let expected = "Paragraph[‹plain › Emphasis[‹italic › Strong[‹bold›] ‹ again›] ‹ end› Code[‹let x›]]";
    assert_eq!(tree, expected);
    let faces: Vec<_> = runs(&lines[0]).map(|it| it.face).collect();
    let unique = faces.iter().collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!((faces.len(), unique), (6, 4), "regular, italic, bold italic, fixed");
}

#[test]
fn a_link_has_an_area_on_each_line() {
    let words = "a link that is long enough to run over more than one line of the column that it is in";
    let target = Target::Url("https://example.org/".into());
    let link = InlineKind::Link { target: target.clone(), content: vec![text(words)], title: None };
    let (lines, tree) = set_inlines(&[text("see "), inline(link)]);
    assert!(tree.starts_with("Paragraph[‹see › Link["), "{tree}");
    assert_eq!(lines.len(), 2);
    for line in &lines {
        assert_eq!(line.links.len(), 1);
        assert_eq!(line.links[0].to, LinkTarget::Document(target.clone()));
        assert_eq!(line.links[0].description, "https://example.org/");
        let drawn = line.links[0].at.x + line.links[0].size.width;
        assert!(drawn > Length::pt(20) && drawn < Length::pt(305));
    }
}

#[test]
fn a_note_mark_is_superior_and_keeps_with_its_word() {
    let mut notes = Notes::default();
    let empty = Note { label: "1".into(), blocks: Vec::new(), references: Vec::new(), span: Span::default() };
    let note = notes.add(empty).expect("room");
    let mark = inline(InlineKind::NoteRef(NoteRef { note, occurrence: 0 }));
    for words in 1..60 {
        let before = text("word! ".repeat(words).trim_end());
        let (lines, tree) = set_inlines(&[before, mark.clone(), text(" after")]);
        assert!(tree.contains("Reference[Link[‹1›]]"), "{tree}");
        let with: Vec<&Line> = lines.iter().filter(|it| !it.notes.is_empty()).collect();
        assert_eq!(with.len(), 1);
        assert!(!read(with[0]).starts_with('1'), "{words}");
    }
    let (lines, _) = set_inlines(&[text("word"), mark]);
    let (mark, plain) =
        (runs(&lines[0]).nth(1).expect("a mark"), runs(&set("1", &style("en"), 99)[0]).next().cloned());
    assert_eq!(mark.size, Length::pt(10), "the face has figures of its own for this");
    assert_ne!(mark.glyphs[0].id, plain.expect("a figure").glyphs[0].id);
}

#[test]
fn letters_off_the_line_are_made_smaller_where_the_face_has_none() {
    let (lines, _) = set_inlines(&[text("H"), inline(InlineKind::Sub(vec![text("Ж")])), text("O")]);
    let low = lines[0].items.iter().find(|it| text_of(&it.item) == "‹Ж›").expect("the letter");
    assert!(low.at.y > Length::ZERO, "below the line: {:?}", low.at);
    let sizes: Vec<_> = runs(&lines[0]).map(|it| it.size).collect();
    assert!(sizes[1] < sizes[0] && sizes[0] == sizes[2]);
}

#[test]
fn rules_and_backgrounds_are_artifacts_under_the_text() {
    let (lines, _) = set_inlines(&[
        inline(InlineKind::Strike(vec![text("gone")])),
        text(" "),
        inline(InlineKind::Highlight(vec![text("here")])),
    ]);
    let marks: Vec<_> = lines[0].items.iter().map(|it| matches!(it.mark, Mark::Artifact(_))).collect();
    assert_eq!(marks, [true, true, false, false], "a rule, a background, two runs");
}

#[test]
fn a_line_end_of_the_source_is_a_space_but_not_in_chinese() {
    let soft = || inline(InlineKind::SoftBreak);
    let (lines, _) = set_inlines(&[text("one"), soft(), text("two")]);
    assert_eq!(read(&lines[0]), "one two");
    let (lines, _) = set_inlines(&[text("天"), soft(), text("地"), soft(), text("a")]);
    assert_eq!(read(&lines[0]), "天地 a");
}

#[test]
fn a_line_break_ends_the_line_and_keeps_words_apart() {
    let (lines, _) = set_inlines(&[text("one"), inline(InlineKind::LineBreak), text("two")]);
    assert_eq!(lines.iter().map(read).collect::<Vec<_>>(), ["one ", "two"]);
    assert_eq!(lines[0].fit.space, 1000, "a line that is made short is not filled");
}

#[test]
fn addresses_divide_after_their_signs_without_hyphen() {
    let address =
        "https://example.org/publications/statements/2024/principles-of-work?edition=print&language=en";
    let target = Target::Url(address.into());
    let link = InlineKind::Link { target, content: vec![text(address)], title: None };
    let (lines, _) = set_inlines(&[text("It is at "), inline(link), text(".")]);
    assert!(lines.len() > 1);
    assert_eq!(lines.iter().map(read).collect::<String>(), format!("It is at {address}."));
    for line in &lines[..lines.len() - 1] {
        let text = read(line);
        let end = text.chars().next_back().expect("a character");
        assert!(matches!(end, '/' | '-' | '?' | '&' | '='), "{text}");
    }
}

#[test]
fn an_image_raises_its_line() {
    let image = Image {
        path: "sign.svg".into(),
        alt: "a sign".into(),
        decorative: false,
        width: Some(crate::document::Dimension::Millipoints(30_000)),
        attr: Attr { id: Id::new("sign"), ..Attr::default() },
    };
    let (fonts, mut resources) = (FontBook::default(), Resources::new());
    let (bytes, format) = ([].into(), crate::resource::Format::Svg);
    let file = crate::resource::ImageFile { bytes, format, width: 40, height: 80, density: None };
    resources.insert("sign.svg".into(), file);
    let cx = Typesetter::new(&fonts, &resources, InlineStyle::default());
    let mut structure = Structure::new();
    let inlines = [text("a "), inline(InlineKind::Image(image)), text(" b")];
    let paragraph = collect(&cx, &inlines, &style("en"), Structure::ROOT, &mut structure);
    let lines = paragraph.lines(&cx, Length::pt(300));
    assert_eq!(lines[0].height, Length::pt(60));
    assert_eq!(lines[0].anchors, [Id::new("sign").expect("an id")]);
    let mut tree = String::new();
    dump_element(&structure, Structure::ROOT, &lines, &mut tree);
    assert_eq!(tree, "Document[‹a › Figure[‹sign.svg›] ‹ b›]");
}

#[test]
fn what_runs_in_a_direction_of_its_own_is_isolated() {
    let hebrew = |content| {
        let attr = Attr { lang: Lang::new("he"), ..Attr::default() };
        inline(InlineKind::Span { attr, content })
    };
    let code = inline(InlineKind::Code("f()".to_owned()));
    let (lines, _) =
        set_inlines(&[text("In "), hebrew(vec![text("שלום "), code, text(" עולם")]), text(", 5 items")]);
    let mut runs: Vec<_> = lines[0].items.iter().map(|it| (it.at.x, text_of(&it.item))).collect();
    runs.retain(|it| !it.1.is_empty());
    runs.sort();
    let order: Vec<&str> = runs.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(order, ["‹In ›", "‹עולם›", "‹ ›", "‹f()›", "‹שלום ›", "‹, 5 items›"]);
}

/// How a stressed text is drawn in a language: its faces' weight and slant by stretch, and the dots.
fn stressed(said: &str, lang: &str) -> (Vec<(String, Weight, Slant)>, usize) {
    let (fonts, resources) = (FontBook::default(), Resources::new());
    let cx = Typesetter::new(&fonts, &resources, InlineStyle::default());
    let mut structure = Structure::new();
    let inlines = [inline(InlineKind::Emph(vec![text(said)]))];
    let paragraph = collect(&cx, &inlines, &style(lang), Structure::ROOT, &mut structure);
    let lines = paragraph.lines(&cx, Length::pt(300));
    let face = |run: &TextRun| fonts.face(run.face).map(|it| (it.weight, it.slant)).expect("a face");
    let drawn = lines.iter().flat_map(runs).map(|it| (it.text.clone(), face(it).0, face(it).1)).collect();
    let dots = lines.iter().flat_map(|it| &it.items).filter(|it| matches!(it.item, Item::Path(_))).count();
    (drawn, dots)
}

#[test]
fn stress_is_seen_in_every_script() {
    let (drawn, dots) = stressed("word", "en");
    assert_eq!((drawn, dots), (vec![("word".to_owned(), Weight::Regular, Slant::Italic)], 0));
    for (said, lang) in [("הדגשה", "he"), ("تأكيد", "ar"), ("बल", "hi"), ("เน้น", "th")]
    {
        let (drawn, dots) = stressed(said, lang);
        assert!(drawn.iter().all(|it| it.1 == Weight::Bold && it.2 == Slant::Upright), "{lang}: {drawn:?}");
        assert_eq!(dots, 0, "{lang}");
    }
    // No bundled face has these, and the dots are there all the same.
    for (said, lang) in [("重点", "zh"), ("強調", "ja"), ("강조", "ko")] {
        assert_eq!(stressed(said, lang).1, 2, "{lang}");
    }
    assert_eq!(stressed("重点。", "zh").1, 2, "marks have no dots");
}
