//! A diagnostic, and a collection of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::rule::{Rule, Severity};
use crate::source::Span;

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
    /// What replaces it.
    pub text: String,
}

/// One fault of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// Its severity here.
    pub severity: Severity,
    /// What is wrong: a lower-case phrase, names in backticks, no full stop.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that explain it.
    pub secondary: Vec<Label>,
    /// What to do, as an imperative; `None` where nothing sensible can be said.
    pub help: Option<String>,
    /// The change that fixes it and changes nothing else; `None` where only the author can know.
    pub repair: Option<Edit>,
    /// What is said where there are several of one cause; `None` where each is told by itself.
    pub fold: Option<String>,
    /// How many places it stands for: more than one after [`Diagnostics::fold`].
    pub places: usize,
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
            fold: None,
            places: 1,
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

    /// With the change that fixes it: `span` becomes `text`.
    #[must_use]
    pub fn repair(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.repair = Some(Edit { span, text: text.into() });
        self
    }

    /// With the message of several of its kind, which are then told once, at the first place, with their number.
    #[must_use]
    pub fn folds(mut self, message: impl Into<String>) -> Diagnostic {
        self.fold = Some(message.into());
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

    /// Adds those of another list that are not in this one: editions may share a fault.
    pub fn append_new(&mut self, other: Diagnostics) {
        if other.list.is_empty() {
            return;
        }
        let key = |it: &Diagnostic| (it.rule.id, it.primary.span, it.message.clone());
        let mut known: BTreeSet<_> = self.list.iter().map(key).collect();
        self.list.extend(other.list.into_iter().filter(|it| known.insert(key(it))));
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

    /// Makes one of those that have one cause: it is told at its first place, with the number of places.
    pub fn fold(&mut self) {
        let mut first: BTreeMap<(&'static str, Severity, String), usize> = BTreeMap::new();
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(self.list.len());
        for diagnostic in std::mem::take(&mut self.list) {
            let Some(fold) = diagnostic.fold.clone() else {
                kept.push(diagnostic);
                continue;
            };
            let next = kept.len();
            match *first.entry((diagnostic.rule.id, diagnostic.severity, fold.clone())).or_insert(next) {
                at if at == next => kept.push(diagnostic),
                at => {
                    let places = kept[at].places + diagnostic.places;
                    kept[at].places = places;
                    kept[at].message = format!("{fold} ({places} places)");
                }
            }
        }
        self.list = kept;
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
