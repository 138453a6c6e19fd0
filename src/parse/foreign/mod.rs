//! Markup of other dialects that this one does not read: found where it would be printed, and reported with its
//! native form.
//!
//! What is searched is the [`Visible`] text of a block: what a reader would see as it is written. Code, escaped
//! characters, addresses and everything that has been understood are no part of it, so they are never reported.

mod found;
mod visible;
mod inline;
mod braces;
mod tags;
mod tex;
mod lines;
mod spans;
mod code;
mod written;

use std::ops::Range;

use crate::diag::Diagnostics;
use crate::parse::cx::Cx;
use crate::parse::foreign::found::{Found, Keep};
use crate::parse::foreign::visible::Visible;
use crate::parse::inline::node::Node;

pub(super) use code::{raw_format, report as report_code};
pub(super) use lines::{is_contents, is_page_break};

/// Reports the line of a table whose columns are aligned with spaces, of which Markdown sees a break.
pub(super) fn report_break(cx: &Cx, range: Range<usize>, diags: &mut Diagnostics) {
    let line = cx.slice(range.clone()).trim();
    let groups = line.split_whitespace();
    if line.starts_with("--") && groups.clone().count() > 1 && groups.clone().all(|it| it.len() > 1) {
        let help = "write a table of bars: `| A | B |`, then `|---|---|`, then a line for each row";
        Found::new(cx.trimmed(range), "a simple table (Pandoc)", help).push(cx, diags);
    }
}

/// Reports what is foreign in a block of inlines, and makes it text that is printed as it is written. `is_paragraph` is
/// whether its lines are those of a paragraph, so that markup of whole lines is looked for too.
pub(super) fn report(cx: &Cx, nodes: &mut Vec<Node>, is_paragraph: bool, diags: &mut Diagnostics) {
    let mut found = Vec::new();
    spans::find(cx, nodes, &mut found);
    found.drain(..).for_each(|it| it.push(cx, diags));
    let Some(text) = Visible::of(cx, nodes, is_paragraph) else { return };
    if is_paragraph {
        found.extend(lines::find(&text));
    }
    let of_lines: Vec<Range<usize>> = found.iter().map(|it| it.range.clone()).collect();
    let overlaps =
        |it: &Found| of_lines.iter().any(|line| it.range.start < line.end && line.start < it.range.end);
    found.extend(inline::find(&text, text.start()).into_iter().filter(|it| !overlaps(it)));
    for it in found {
        match it.keep {
            Keep::Nothing => {}
            Keep::Punctuation => written::keep_punctuation(nodes, &it.range),
            Keep::Source => written::keep(cx, nodes, &it.range),
        }
        it.push(cx, diags);
    }
}

/// Reports the templates in a text of raw HTML, which is in a line of the source.
pub(super) fn report_html(cx: &Cx, text: &str, line: Range<usize>, diags: &mut Diagnostics) {
    let pairs = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")];
    let Some((open, close)) = pairs.into_iter().find(|it| text.contains(it.0)) else { return };
    let shown = cx.slice(line.clone());
    let within = shown.find(open).and_then(|at| Some((at, at + shown[at..].find(close)? + close.len())));
    if let Some((start, end)) = within {
        let range = line.start + start..line.start + end;
        Found::new(range, "a template tag (Jinja, Liquid)", "write its value").push(cx, diags);
    }
}
