//! Foreign markup at fences of code.

use std::ops::Range;

use crate::diag::Diagnostics;
use crate::parse::cx::Cx;
use crate::parse::foreign::found::Found;

/// Reports it for a code block with its info string.
pub(in crate::parse) fn report(cx: &Cx, info: &str, range: Range<usize>, diags: &mut Diagnostics) {
    let line = range.start..range.start + cx.slice(range.clone()).lines().next().unwrap_or("").len();
    if let Some(found) = at_fence(info.trim(), line.clone()) {
        found.push(cx, diags);
    }
    // Where files were included, a directive that is still there is shown as it is, after a backslash in the source.
    if cx.composed.is_some() {
        return;
    }
    let body = line.end..range.end;
    let text = cx.slice(body.clone());
    if !text.contains("{{") {
        return;
    }
    for directive in text.lines().map(str::trim) {
        let inner = directive.strip_prefix("{{").and_then(|it| it.strip_suffix("}}")).unwrap_or("").trim();
        let includes = ["#include ", "#rustdoc_include ", "#playground ", "< include "];
        if includes.iter().any(|it| inner.starts_with(it)) {
            let start = body.start + (directive.as_ptr().addr() - text.as_ptr().addr());
            let help = "put the code of the file here";
            Found::new(start..start + directive.len(), "an included file (mdBook, Quarto)", help)
                .push(cx, diags);
        }
    }
}

/// The format that raw text is for: `{=html}`.
pub(in crate::parse) fn raw_format(info: &str) -> Option<&str> {
    let name = info.trim().strip_prefix("{=")?.strip_suffix('}')?;
    let good = |it: u8| it.is_ascii_alphanumeric() || it == b'_' || it == b'-';
    (!name.is_empty() && name.bytes().all(good)).then_some(name)
}

fn at_fence(info: &str, range: Range<usize>) -> Option<Found> {
    if matches!(info, "math" | "{math}" | "latex {math}") {
        let help = "pamphlet does not set math yet: write it as text, as code in `tex`, or as an image";
        return Some(Found::new(range, "displayed math (GitHub, MyST)", help));
    }
    let word = info.split([' ', ',', '{']).next().unwrap_or(info);
    if DIAGRAMS.contains(&word) {
        let help = "save the drawing as a file, and write `![what it shows](drawing.svg)`";
        return Some(Found::new(range, "a diagram that other tools draw (GitHub, GitLab)", help));
    }
    if ["dataview", "dataviewjs", "tasks"].contains(&word) {
        return Some(Found::new(range, "a query (Obsidian)", "write its result"));
    }
    let inner = info.strip_prefix('{')?;
    let name = inner.split_once('}')?.0;
    let word = name.split([' ', ',']).next().unwrap_or(name);
    if word.is_empty() || word.starts_with(['.', '#']) || word.contains('=') {
        return None;
    }
    if PROGRAMS.contains(&word) {
        let help = format!("write the fence as ```` ```{word} ```` for code, and add its results");
        return Some(Found::new(range, "code to run (Quarto, R Markdown)", help));
    }
    let help = format!("write a container, as `::: {word}` and `:::`, or plain Markdown");
    Some(Found::new(range, "a directive (MyST)", help))
}

/// Languages of diagrams, of which readers elsewhere see the drawing.
const DIAGRAMS: [&str; 22] = [
    "mermaid",
    "plantuml",
    "puml",
    "graphviz",
    "d2",
    "ditaa",
    "svgbob",
    "nomnoml",
    "wavedrom",
    "vega",
    "vega-lite",
    "blockdiag",
    "seqdiag",
    "bytefield",
    "pikchr",
    "erd",
    "structurizr",
    "geojson",
    "topojson",
    "markmap",
    "bpmn",
    "tikz",
];

/// Languages of code that Quarto and R Markdown run.
const PROGRAMS: [&str; 14] =
    ["r", "R", "python", "julia", "bash", "sh", "sql", "ojs", "js", "dot", "mermaid", "stan", "css", "Rcpp"];
