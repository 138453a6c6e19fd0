//! The levels of rules: those of the command line over those of front matter and manifest, over the rules' own.

use std::collections::BTreeMap;

use crate::diag::{Diagnostics, Rule, Severity};
use crate::publication::nearest;

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
    /// Whether warnings fail.
    pub fn is_strict(&self) -> bool {
        self.strict
    }

    /// No rule set; `strict` lets warnings fail.
    pub fn new(strict: Strictness) -> LintLevels {
        LintLevels { strict: strict == Strictness::Strict, by_rule: BTreeMap::new() }
    }

    /// These levels over others.
    #[must_use]
    pub(super) fn over(&self, mut others: LintLevels) -> LintLevels {
        others.strict |= self.strict;
        others.by_rule.extend(&self.by_rule);
        others
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
