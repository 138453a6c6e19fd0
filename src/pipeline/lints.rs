//! The levels of rules: those of the command line over those of front matter and manifest, over the rules' own.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::exception::{Exception, UNUSED_EXCEPTION, exceptions};
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::pipeline::{Manuscript, rules};
use crate::publication::rules::UNKNOWN_RULE;
use crate::publication::{Located, nearest};

/// The levels that a run sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LintLevels {
    strict: bool,
    by_rule: BTreeMap<&'static str, Level>,
}

/// How the faults of a rule are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    Allow,
    /// As warnings.
    Warn,
    /// As errors.
    Deny,
}

impl LintLevels {
    /// No rule set; `strict` lets warnings fail.
    pub fn new(strict: Strictness) -> LintLevels {
        LintLevels { strict: strict == Strictness::Strict, by_rule: BTreeMap::new() }
    }

    /// Sets the level of a rule by name.
    ///
    /// # Errors
    ///
    /// Where there is no rule of that name; the text is what to do.
    pub fn set(&mut self, name: &str, level: Level, rules: &[&'static Rule]) -> Result<(), String> {
        let rule = Rule::find(name, rules).ok_or_else(|| advice(name, rules))?;
        self.by_rule.insert(rule.id, level);
        Ok(())
    }

    /// Gives each fault its severity, sorts all, and says whether a build may go on.
    pub fn apply(&self, diags: &mut Diagnostics) -> bool {
        diags.retain_mut(|fault| {
            let level = self.by_rule.get(fault.rule.id);
            match level {
                Some(Level::Warn) => fault.severity = Severity::Warning,
                Some(Level::Deny) => fault.severity = Severity::Error,
                Some(Level::Allow) | None => {}
            }
            level != Some(&Level::Allow)
        });
        diags.sort();
        diags.fold();
        if self.strict { diags.is_empty() } else { diags.count(Severity::Error) == 0 }
    }
}

/// Whether warnings fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// They do not.
    Lenient,
    /// They do.
    Strict,
}

/// What to do where there is no rule of a name.
pub fn advice(name: &str, rules: &[&'static Rule]) -> String {
    let names: Vec<&str> = rules.iter().map(|rule| rule.id).collect();
    match nearest(name, &names) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "run `pamphlet explain` for the list of rules".to_owned(),
    }
}

/// The levels of one publication, and the exceptions from its rules.
pub(super) struct Lints {
    levels: LintLevels,
    exceptions: Vec<Exception>,
    /// The indices of the exceptions that have covered a fault.
    used: BTreeSet<usize>,
}

impl Lints {
    /// The levels of the run over those of the publication, with the exceptions that its sources make.
    /// A rule that does not exist is reported.
    pub(super) fn new(manuscript: &Manuscript, levels: &LintLevels, diags: &mut Diagnostics) -> Lints {
        let rules = rules();
        let own = &manuscript.publication.lints;
        let mut all = LintLevels { strict: levels.strict || own.strict, by_rule: BTreeMap::new() };
        let lists = [(&own.allow, Level::Allow), (&own.warn, Level::Warn), (&own.deny, Level::Deny)];
        for (names, level) in lists {
            for Located { text, span } in names {
                if let Err(help) = all.set(text, level, &rules) {
                    let message = format!("unknown rule `{text}`");
                    diags.push(Diagnostic::new(&UNKNOWN_RULE, *span, message).help(help));
                }
            }
        }
        all.by_rule.extend(&levels.by_rule);
        let exceptions = exceptions(&manuscript.document, &manuscript.sources, &rules, diags);
        Lints { levels: all, exceptions, used: BTreeSet::new() }
    }

    /// Reports the exceptions that have covered nothing so far.
    pub(super) fn report_unused(&self, diags: &mut Diagnostics) {
        for (_, exception) in self.exceptions.iter().enumerate().filter(|(at, _)| !self.used.contains(at)) {
            let (rule, comment) = exception.made();
            let fault = Diagnostic::new(
                &UNUSED_EXCEPTION,
                comment,
                format!("unused exception: no `{rule}` in the block below"),
            );
            diags.push(fault.help("remove the exception"));
        }
    }

    /// Takes out the faults that an exception covers, and applies the levels to the others.
    pub(super) fn apply(&mut self, diags: &mut Diagnostics) -> bool {
        let Lints { levels, exceptions, used } = self;
        diags.retain_mut(|fault| {
            let covering = exceptions.iter().position(|it| it.covers(fault));
            used.extend(covering);
            covering.is_none()
        });
        levels.apply(diags)
    }
}
