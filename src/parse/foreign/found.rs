//! A piece of foreign markup, and what is said of it.

use std::borrow::Cow;
use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::parse::cx::Cx;
use crate::parse::rules;

/// A piece of foreign markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is in the source.
    pub(super) range: Range<usize>,
    /// What it is, and in which dialect: `inline math (Pandoc, GitHub)`.
    pub(super) what: &'static str,
    /// The native form, as an imperative.
    pub(super) help: Cow<'static, str>,
    /// The native text that means the same, where that is sure.
    pub(super) fix: Option<String>,
    pub(super) rule: &'static Rule,
    /// What is kept of how it is written.
    pub(super) keep: Keep,
}

/// What is kept of how a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Nothing, since the lines may hold markup that is read.
    Nothing,
    /// Quotation marks, hyphens and dots.
    Punctuation,
    /// All of it, with its backslashes.
    Source,
}

impl Found {
    pub(super) fn new(range: Range<usize>, what: &'static str, help: impl Into<Cow<'static, str>>) -> Found {
        Found {
            range,
            what,
            help: help.into(),
            fix: None,
            rule: &rules::FOREIGN_SYNTAX,
            keep: Keep::Punctuation,
        }
    }

    pub(super) fn fix(self, fix: impl Into<Option<String>>) -> Found {
        Found { fix: fix.into(), ..self }
    }

    pub(super) fn rule(self, rule: &'static Rule) -> Found {
        Found { rule, ..self }
    }

    /// A block whose lines may hold markup that is read.
    pub(super) fn of_lines(self) -> Found {
        Found { keep: Keep::Nothing, ..self }
    }

    /// Text of TeX, whose backslashes are kept.
    pub(super) fn of_tex(self) -> Found {
        Found { keep: Keep::Source, ..self }
    }

    pub(super) fn push(self, cx: &Cx, diags: &mut Diagnostics) {
        let first = cx.slice(self.range.clone()).lines().next().unwrap_or("");
        let mut shown: String = first.chars().filter(|it| *it != '`').take(40).collect();
        if shown.chars().count() < first.chars().filter(|it| *it != '`').count() {
            shown.push('…');
        }
        let message = format!("`{}` is printed as it is written: {}", shown.trim(), self.what);
        let span = cx.span(self.range);
        let diagnostic = Diagnostic::new(self.rule, span, message).help(self.help);
        diags.push(match self.fix {
            Some(fix) => diagnostic.repair(span, fix),
            None => diagnostic,
        });
    }
}
