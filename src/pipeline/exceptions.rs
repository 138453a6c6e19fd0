//! The levels of rules in one publication, and the exceptions that its sources make.

use std::collections::BTreeSet;

use crate::check::exception::{Exception, UNUSED_EXCEPTION, exceptions};
use crate::diag::{Diagnostic, Diagnostics};
use crate::pipeline::lints::{Level, LintLevels, Strictness};
use crate::pipeline::manuscript::Manuscript;
use crate::pipeline::rules::rules;
use crate::publication::Located;
use crate::publication::rules::UNKNOWN_RULE;

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
        let strict = if own.strict { Strictness::Strict } else { Strictness::Lenient };
        let mut all = LintLevels::new(strict);
        let lists = [(&own.allow, Level::Allow), (&own.warn, Level::Warn), (&own.deny, Level::Deny)];
        for (names, level) in lists {
            for Located { text, span } in names {
                if let Err(help) = all.set(text, level, &rules) {
                    let message = format!("unknown rule `{text}`");
                    diags.push(Diagnostic::new(&UNKNOWN_RULE, *span, message).help(help));
                }
            }
        }
        let exceptions = exceptions(&manuscript.document, &manuscript.sources, &rules, diags);
        Lints { levels: levels.over(all), exceptions, used: BTreeSet::new() }
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
