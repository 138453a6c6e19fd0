//! The forms of a diagnostic.

use crate::diag::{Diagnostic, Group, Rule, Severity, full, json, short};
use crate::source::{Source, Sources, Span};

static RULE: Rule = Rule {
    id: "a-rule",
    aliases: &[],
    group: Group::Text,
    severity: Severity::Error,
    fix: false,
    summary: "",
    explanation: "",
};

/// The sources of `texts`, and the span of each place in the first where `needle` is.
fn sources(texts: &[&str]) -> Sources {
    let mut sources = Sources::new();
    for (name, text) in ["a.md", "b.md"].iter().zip(texts) {
        sources.add(Source::new(*name, text)).expect("room");
    }
    sources
}

fn place(sources: &Sources, file: usize, needle: &str) -> Span {
    let (id, source) = sources.iter().nth(file).expect("a source");
    let start = source.text().find(needle).expect("the needle");
    Span::new(id, start..start + needle.len())
}

fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
    anstream::adapter::strip_str(&full::render(diagnostic, sources)).to_string()
}

#[test]
fn the_full_form_points_at_the_place() {
    let sources = sources(&["one\ntwo words\n"]);
    let fault = Diagnostic::new(&RULE, place(&sources, 0, "words"), "wrong `words`")
        .labelled("these")
        .help("fix them");
    let expected = "\
error[a-rule]: wrong `words`
 --> a.md:2:5
  |
2 | two words
  |     ^^^^^ these
  |
  = help: fix them

";
    assert_eq!(plain(&fault, &sources), expected);
}

#[test]
fn labels_of_one_line_hang_from_their_marks() {
    let sources = sources(&["a first, a second, a third\n", "x\nelsewhere\n"]);
    let fault = Diagnostic::new(&RULE, place(&sources, 0, "second"), "three things")
        .labelled("the fault")
        .also(place(&sources, 0, "first"), "because of this")
        .also(place(&sources, 0, "third"), "and this")
        .also(place(&sources, 1, "elsewhere"), "far off");
    let expected = "\
error[a-rule]: three things
 --> a.md:1:12
  |
1 | a first, a second, a third
  |   -----    ^^^^^^    ----- and this
  |   |        the fault
  |   because of this
  |
 ::: b.md:2:1
  |
2 | elsewhere
  | --------- far off
  |

";
    assert_eq!(plain(&fault, &sources), expected);
}

#[test]
fn marks_stand_below_wide_combining_and_tabbed_text() {
    let sources = sources(&["\t日本 e\u{301}\u{7} here\n"]);
    let fault = Diagnostic::new(&RULE, place(&sources, 0, "here"), "there");
    let shown = plain(&fault, &sources);
    assert!(shown.contains("1 |     日本 e\u{301}␇ here\n  |             ^^^^\n"), "{shown}");
}

#[test]
fn a_long_line_is_cut_around_its_mark() {
    let text = format!("{} needle {}", "word ".repeat(400), "tail ".repeat(400));
    let sources = sources(&[&text]);
    let shown = plain(&Diagnostic::new(&RULE, place(&sources, 0, "needle"), "it"), &sources);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[3].starts_with("1 | …") && lines[3].ends_with('…'), "{shown}");
    let (at, mark) = (lines[3].find("needle").expect("shown"), lines[4].find("^^^^^^").expect("marked"));
    assert_eq!(lines[3][..at].chars().count(), mark, "{shown}");
    assert!(lines[3].chars().count() < 110, "{shown}");
}

#[test]
fn a_place_without_length_or_at_the_end_is_marked_too() {
    let sources = sources(&["abc"]);
    let (id, _) = sources.iter().next().expect("a source");
    for span in [Span::new(id, 3..3), Span::new(id, 99..99)] {
        let shown = plain(&Diagnostic::new(&RULE, span, "end"), &sources);
        assert!(shown.contains("a.md:1:4\n  |\n1 | abc\n  |    ^\n"), "{shown}");
    }
}

#[test]
fn a_place_of_several_lines_is_marked_to_the_end_of_the_first() {
    let sources = sources(&["one two\nthree\n"]);
    let (id, _) = sources.iter().next().expect("a source");
    let shown = plain(&Diagnostic::new(&RULE, Span::new(id, 4..11), "both"), &sources);
    assert!(shown.contains("1 | one two\n  |     ^^^\n"), "{shown}");
}

#[test]
fn what_has_no_source_is_still_said() {
    let fault = Diagnostic::new(&RULE, Span::default(), "nowhere").help("look");
    assert_eq!(plain(&fault, &Sources::new()), "error[a-rule]: nowhere\n  = help: look\n\n");
    assert_eq!(short::render(&fault, &Sources::new()), "error[a-rule]: nowhere\n");
    assert!(json::render(&fault, &Sources::new()).contains("\"place\":null"));
}

#[test]
fn the_short_form_is_one_line_and_json_one_object() {
    let sources = sources(&["é x\n"]);
    let mut fault = Diagnostic::new(&RULE, place(&sources, 0, "x"), "say \"x\"").labelled("y");
    fault.severity = Severity::Warning;
    assert_eq!(short::render(&fault, &sources), "a.md:1:3: warning[a-rule]: say \"x\"\n");
    let json: serde_json::Value = serde_json::from_str(&json::render(&fault, &sources)).expect("JSON");
    assert_eq!(json["place"]["column"], 3);
    assert_eq!((&json["place"]["start"], &json["place"]["end"]), (&3.into(), &4.into()));
    assert_eq!(json["message"], "say \"x\"");
    assert_eq!(json["help"], serde_json::Value::Null);
}
