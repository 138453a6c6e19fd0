//! What faults weigh: the command line over front matter and manifest, those over the rules' own word.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::exception::{Exception, UNUSED_EXCEPTION, exceptions};
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::pipeline::{Manuscript, rules};
use crate::publication::rules::UNKNOWN_RULE;
use crate::publication::{Located, nearest};

/// What the command line says of the weight of faults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    strict: bool,
    by_rule: BTreeMap<&'static str, Level>,
}

/// What the faults of a rule weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing: they are not reported.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

impl Levels {
    /// Nothing said; `strict` lets warnings fail.
    pub fn new(strict: Strictness) -> Levels {
        Levels { strict: strict == Strictness::Strict, by_rule: BTreeMap::new() }
    }

    /// Sets the weight of a rule by name.
    ///
    /// # Errors
    ///
    /// Where there is no rule of that name; the text is what to do.
    pub fn set(&mut self, name: &str, level: Level, rules: &[&'static Rule]) -> Result<(), String> {
        let rule = Rule::find(name, rules).ok_or_else(|| advice(name, rules))?;
        self.by_rule.insert(rule.id, level);
        Ok(())
    }

    /// Gives each fault its weight, puts all in order, and says whether the way is free.
    pub fn weigh(&self, diags: &mut Diagnostics) -> bool {
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

/// The weights of one publication, and the exceptions from its rules.
pub(super) struct Gate {
    levels: Levels,
    exceptions: Vec<Exception>,
    /// The indices of the exceptions that have covered a fault.
    used: BTreeSet<usize>,
}

impl Gate {
    /// The weights of the command line over those of the publication, with the exceptions that its sources make.
    /// A rule that does not exist is reported.
    pub(super) fn new(manuscript: &Manuscript, levels: &Levels, diags: &mut Diagnostics) -> Gate {
        let rules = rules();
        let own = &manuscript.publication.gate;
        let mut all = Levels { strict: levels.strict || own.strict, by_rule: BTreeMap::new() };
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
        Gate { levels: all, exceptions, used: BTreeSet::new() }
    }

    /// Reports the exceptions that have covered nothing so far.
    pub(super) fn question_exceptions(&self, diags: &mut Diagnostics) {
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

    /// Takes out the faults that an exception covers, and weighs the others.
    pub(super) fn weigh(&mut self, diags: &mut Diagnostics) -> bool {
        let Gate { levels, exceptions, used } = self;
        diags.retain_mut(|fault| {
            let covering = exceptions.iter().position(|it| it.covers(fault));
            used.extend(covering);
            covering.is_none()
        });
        levels.weigh(diags)
    }
}
