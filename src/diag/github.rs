//! A diagnostic as an annotation of GitHub Actions, which shows it beside the line in a pull request:
//! `::error file=a.md,line=3,col=14,endLine=3,endColumn=18,title=rule::message`.
//!
//! Each is a workflow command on one line; in its message `%`, CR and LF are escaped, in its properties `:` and
//! `,` too, as the runner takes them back (GitHub Docs, Workflow commands for GitHub Actions).

use crate::diag::Diagnostic;
use crate::source::Sources;

/// One line, its line end included. Help follows the message on a line of its own.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let span = diagnostic.primary.span;
    let place = sources.get(span.source).map_or_else(String::new, |source| {
        let (start, end) = (source.position(span.range().start), source.position(span.range().end));
        // A column of an end on another line is refused.
        let columns = if start.line == end.line && start.column < end.column {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            format!(",col={}", start.column)
        };
        let file = property(source.path());
        format!("file={file},line={},endLine={}{columns},", start.line, end.line)
    });
    let help = diagnostic.help.as_ref().map(|it| format!("\nhelp: {it}")).unwrap_or_default();
    let properties = format!("{place}title={}", property(diagnostic.rule.id));
    command(diagnostic.severity.word(), &properties, &format!("{}{help}", diagnostic.message))
}

/// A failure that has no place in any source.
pub fn failure(message: &str) -> String {
    command("error", "title=pamphlet", message)
}

fn command(name: &str, properties: &str, message: &str) -> String {
    format!("::{name} {properties}::{}\n", data(message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Group, Rule, Severity};
    use crate::source::{Source, Span};

    static RULE: Rule = Rule {
        id: "a-rule",
        aliases: &[],
        group: Group::Text,
        severity: Severity::Warning,
        fix: false,
        summary: "",
        explanation: "",
    };

    #[test]
    fn a_command_is_one_line_and_escapes_what_would_end_it() {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a,b:c%.md", "one\ntwo\n")).expect("room");
        let fault = Diagnostic::new(&RULE, Span::new(id, 4..7), "100%\nof `a::b`, all").help("fix it");
        assert_eq!(
            render(&fault, &sources),
            "::warning file=a%2Cb%3Ac%25.md,line=2,endLine=2,col=1,endColumn=4,title=a-rule::\
             100%25%0Aof `a::b`, all%0Ahelp: fix it\n"
        );
        let fault = Diagnostic::new(&RULE, Span::new(id, 1..6), "two lines");
        assert!(render(&fault, &sources).contains(",line=1,endLine=2,col=2,title"));
        assert_eq!(failure("gone"), "::error title=pamphlet::gone\n");
    }
}
