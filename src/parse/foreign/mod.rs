//! Markup of other dialects that this one does not read: found where it would be printed, and reported with its
//! native form.
//!
//! What is searched is the [`Visible`] text of a block: what a reader would see as it is written. Code, escaped
//! characters, addresses and everything that has been understood are no part of it, so they are never reported.

mod found;
mod visible;
mod inline;
mod braces;
mod tex;
mod lines;
mod code;

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::parse::cx::Cx;
use crate::parse::foreign::found::Found;
use crate::parse::foreign::visible::Visible;
use crate::parse::inline::node::Node;
use crate::parse::rules;

pub(super) use code::{raw_format, report as report_code};
pub(super) use lines::{is_contents, is_page_break};

/// Reports cells over several columns in a row: two bars without a space.
pub(super) fn report_row(cx: &Cx, range: Range<usize>, diags: &mut Diagnostics) {
    let row = cx.slice(range.clone());
    let bars = row.match_indices("||").map(|it| it.0).find(|at| !row[..*at].ends_with('\\'));
    if let Some(at) = bars {
        let span = cx.span(range.start + at..range.start + at + 2);
        let message = "`||` is an empty cell here, not a cell over several columns (MultiMarkdown)";
        let help = "write `| |` for an empty cell; a cell over several columns is not possible yet";
        diags.push(Diagnostic::new(&rules::FOREIGN_SYNTAX, span, message).help(help).repair(span, "| |"));
    }
}

/// Reports the line of a table whose columns are aligned with spaces, of which Markdown sees a break.
pub(super) fn report_break(cx: &Cx, range: Range<usize>, diags: &mut Diagnostics) {
    let line = cx.slice(range.clone()).trim();
    let groups = line.split_whitespace();
    if line.starts_with("--") && groups.clone().count() > 1 && groups.clone().all(|it| it.len() > 1) {
        let help = "write a table of bars: `| A | B |`, then `|---|---|`, then a line for each row";
        Found::new(cx.trimmed(range), "a simple table (Pandoc)", help).push(cx, diags);
    }
}

/// Reports what is foreign in a block of inlines. `is_paragraph` is whether its lines are those of a paragraph, so
/// that markup of whole lines is looked for too.
pub(super) fn report(cx: &Cx, nodes: &[Node], is_paragraph: bool, diags: &mut Diagnostics) {
    let Some(text) = Visible::of(cx, nodes, is_paragraph) else { return };
    let mut from = text.start();
    if is_paragraph {
        for found in lines::find(&text) {
            from = from.max(found.range.end);
            found.push(cx, diags);
        }
    }
    inline::find(&text, from).into_iter().for_each(|it| it.push(cx, diags));
}
