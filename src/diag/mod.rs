//! What is wrong with a document, where, and what to do about it.
//!
//! A fault that the author can mend is a [`Diagnostic`]: it has a rule, a place
//! in the source and a help. Finding one never stops the work; the next one is
//! looked for. How they are shown is the business of the renderers, one a file.

pub mod full;
pub mod github;
pub mod json;
pub mod sarif;
pub mod short;
mod excerpt;

use crate::source::Span;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; fails the build under `--strict` only.
    Warning,
    /// The editions would be wrong; nothing is written.
    Error,
}

impl Severity {
    /// The word that starts a message.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A rule that a document may break, named after the fault.
///
/// One rule is one file next to the code that finds the fault, with its page
/// of explanation; `pipeline::rules` lists them all.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name, as in `unused-note`.
    pub id: &'static str,
    /// What it weighs unless the command line or the manifest says otherwise.
    pub severity: Severity,
    /// One line that says what is wrong.
    pub summary: &'static str,
    /// The page of explanation, in Markdown: what, why, an example, the mend.
    pub explanation: &'static str,
}

/// A place in the source with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; empty where the message has said it.
    pub text: String,
}

/// A change of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is taken away; empty where nothing is.
    pub span: Span,
    /// What is put in its stead.
    pub text: String,
}

/// One fault of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// What it weighs here.
    pub severity: Severity,
    /// What is wrong: a lower-case phrase, names in backticks, no full stop.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that explain it.
    pub secondary: Vec<Label>,
    /// What to do, as an imperative; `None` where nothing sensible can be said.
    pub help: Option<String>,
    /// The change that mends it and changes nothing else; `None` where only the author can know.
    pub repair: Option<Edit>,
}

impl Diagnostic {
    /// A fault of `rule` at `span`, of the rule's own severity.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        let primary = Label { span, text: String::new() };
        Diagnostic {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary,
            secondary: Vec::new(),
            help: None,
            repair: None,
        }
    }

    /// With a word at the place itself.
    #[must_use]
    pub fn labelled(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// With another place that explains it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// With the change that mends it: `span` becomes `text`.
    #[must_use]
    pub fn repair(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.repair = Some(Edit { span, text: text.into() });
        self
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// The faults found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.list.append(&mut other.list);
    }

    /// The faults in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Lets `judge` change or refuse each fault, as `--allow` and `--strict` do.
    pub fn retain_mut(&mut self, judge: impl FnMut(&mut Diagnostic) -> bool) {
        self.list.retain_mut(judge);
    }

    /// In the order of the sources, each place once per rule and message.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            (a.primary.span, a.rule.id, &a.message).cmp(&(b.primary.span, b.rule.id, &b.message))
        });
        self.list.dedup();
    }

    /// How many faults of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|it| it.severity == severity).count()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    static RULE: Rule = Rule { id: "a-rule", severity: Severity::Error, summary: "", explanation: "" };

    /// The sources of `texts`, and the span of each place in the first where `needle` stands.
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
            .help("mend them");
        let expected = "\
error[a-rule]: wrong `words`
 --> a.md:2:5
  |
2 | two words
  |     ^^^^^ these
  |
  = help: mend them

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
}
