//! What is wrong with a document, where, and what to do about it.
//!
//! A fault that the author can mend is a [`Diagnostic`]: it has a rule, a place
//! in the source and a help. Finding one never stops the work; the next one is
//! looked for. How they are shown is the business of the renderers, one a file.

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
