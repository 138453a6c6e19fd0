//! A diagnostic with the source lines that it speaks of, for people at a terminal.
//!
//! ```text
//! error[undefined-note]: note `x` is not defined
//!   --> statement.md:3:14
//!    |
//!  3 | Text with a note[^x], and more.
//!    |                 ^^^^ no definition of it
//!    |
//!    = help: define it with `[^x]: …`, or remove it
//! ```
//!
//! The text always carries colours as ANSI codes; whoever writes it takes them
//! away where they are not wanted.

use anstyle::{AnsiColor, Style};

use crate::diag::excerpt::{Excerpt, Pointer};
use crate::diag::{Diagnostic, Label, Severity};
use crate::source::{SourceId, Sources};

const BOLD: Style = Style::new().bold();
const FRAME: Style = AnsiColor::Blue.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Several lines, the last one empty.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let tone = match diagnostic.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
    };
    let head = format!("{}[{}]", diagnostic.severity.word(), diagnostic.rule.id);
    let mut text = format!("{}{}\n", paint(tone, &head), paint(BOLD, &format!(": {}", diagnostic.message)));
    let gutter = gutter(diagnostic, sources);
    for (at, id) in files(diagnostic).into_iter().enumerate() {
        let arrow = if at == 0 { "-->" } else { ":::" };
        push_file(&mut text, diagnostic, &File { id, arrow, gutter, tone }, sources);
    }
    if let Some(help) = &diagnostic.help {
        let space = " ".repeat(gutter);
        text.push_str(&format!("{space} {} {}: {help}\n", paint(FRAME, "="), paint(BOLD, "help")));
    }
    text.push('\n');
    text
}

fn paint(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// The sources that are spoken of, that of the fault itself first.
fn files(diagnostic: &Diagnostic) -> Vec<SourceId> {
    let mut files = vec![diagnostic.primary.span.source];
    for label in &diagnostic.secondary {
        if !files.contains(&label.span.source) {
            files.push(label.span.source);
        }
    }
    files
}

/// The width of the widest line number.
fn gutter(diagnostic: &Diagnostic, sources: &Sources) -> usize {
    let line = |label: &Label| {
        let source = sources.get(label.span.source)?;
        Some(source.position(label.span.range().start).line.to_string().len())
    };
    diagnostic.secondary.iter().chain([&diagnostic.primary]).filter_map(line).max().unwrap_or(1)
}

/// How the part of one source is shown.
struct File {
    id: SourceId,
    arrow: &'static str,
    gutter: usize,
    tone: Style,
}

fn push_file(text: &mut String, diagnostic: &Diagnostic, file: &File, sources: &Sources) {
    let Some(source) = sources.get(file.id) else { return };
    let primary = Pointer { label: &diagnostic.primary, sign: '^', style: file.tone };
    let secondary = diagnostic.secondary.iter().map(|label| Pointer { label, sign: '-', style: FRAME });
    let pointers: Vec<Pointer<'_>> =
        std::iter::once(primary).chain(secondary).filter(|it| it.label.span.source == file.id).collect();
    let Some(Pointer { label: first, .. }) = pointers.first() else { return };
    let at = source.position(first.span.range().start);
    let space = " ".repeat(file.gutter);
    let place = format!("{}:{}:{}", source.path(), at.line, at.column);
    text.push_str(&format!("{space}{} {place}\n", paint(FRAME, file.arrow)));
    text.push_str(&format!("{space} {}\n", paint(FRAME, "|")));
    let mut lines: Vec<usize> =
        pointers.iter().map(|it| source.position(it.label.span.range().start).line).collect();
    lines.sort_unstable();
    lines.dedup();
    let mut last = None;
    for line in lines {
        if last.is_some_and(|last| last + 1 < line) {
            text.push_str(&format!("{}\n", paint(FRAME, "...")));
        }
        last = Some(line);
        let number = format!("{line:>width$} |", width = file.gutter);
        let excerpt = Excerpt::new(source, line, &pointers);
        text.push_str(&format!("{} {}\n", paint(FRAME, &number), excerpt.text).replace(" \n", "\n"));
        for row in excerpt.rows() {
            let row = row.iter().map(|piece| paint(piece.style, &piece.text)).collect::<String>();
            text.push_str(&format!("{space} {} {row}\n", paint(FRAME, "|")));
        }
    }
    text.push_str(&format!("{space} {}\n", paint(FRAME, "|")));
}
