//! A diagnostic on one line, as editors and CI logs read it: `path:line:column: severity[rule]: message`.

use crate::diag::Diagnostic;
use crate::source::Sources;

/// One line, its line end included. What has no place in any source begins with the severity.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let span = diagnostic.primary.span;
    let place = sources.get(span.source).map_or_else(String::new, |source| {
        let at = source.position(span.range().start);
        format!("{}:{}:{}: ", source.path(), at.line, at.column)
    });
    let severity = diagnostic.severity.word();
    format!("{place}{severity}[{}]: {}\n", diagnostic.rule.id, diagnostic.message)
}
