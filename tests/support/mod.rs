//! Helpers that several tests use.

#![allow(dead_code, reason = "each test uses a part of them")]

use pamphlet::diag::Diagnostics;
use pamphlet::document::Document;
use pamphlet::parse::parse;
use pamphlet::publication::{Numbers, Publication};
use pamphlet::resolve::resolve;
use pamphlet::source::{Source, SourceId, Sources};

pub(crate) mod project;
pub(crate) mod editions;
pub(crate) mod defects;
pub(crate) mod html;
pub(crate) mod json_schema;
pub(crate) mod nesting;
pub(crate) mod pdf;

/// A parsed source.
pub(crate) struct Read {
    /// The one source.
    pub(crate) sources: Sources,
    /// Its tree.
    pub(crate) document: Document,
    /// Its diagnostics.
    pub(crate) diags: Diagnostics,
    /// What is numbered in it.
    pub(crate) numbers: Numbers,
}

/// Parses a text as a publication of its own.
pub(crate) fn read(text: &str) -> Read {
    let mut sources = Sources::new();
    let ids: Vec<SourceId> = sources.add(Source::new("source.md", text)).into_iter().collect();
    let mut diags = Diagnostics::new();
    let (mut document, publication) = parse(&sources, &ids, &Publication::default(), &mut diags);
    resolve(&mut document, &publication.numbers, &mut diags);
    diags.sort();
    Read { sources, document, diags, numbers: publication.numbers }
}

/// The faults, one on a line: place, severity, rule, message, and help below it.
pub(crate) fn faults(read: &Read) -> String {
    let mut text = String::new();
    for fault in read.diags.iter() {
        let place = fault.primary.span.range().start;
        let at = read.sources.get(fault.primary.span.source).map(|it| it.position(place));
        let (line, column) = at.map_or((0, 0), |it| (it.line, it.column));
        let (severity, rule) = (fault.severity.word(), fault.rule.id);
        text.push_str(&format!("{line}:{column}: {severity}[{rule}]: {}\n", fault.message));
        fault.help.iter().for_each(|it| text.push_str(&format!("  help: {it}\n")));
    }
    text
}
