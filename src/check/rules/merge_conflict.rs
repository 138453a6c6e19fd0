//! `merge-conflict`: the marks of a merge conflict were left in the source.

use crate::check::context::Context;
use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::BlockKind;
use crate::document::walk::Node;
use crate::source::{SourceId, Span};

/// The marks of a merge conflict were left in the source.
pub(super) static RULE: Rule = Rule {
    id: "merge-conflict",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "the marks of a merge conflict",
    explanation: r##"Where two versions of a text differ, git puts both into the file, between lines that begin
with `<<<<<<<`, `=======` and `>>>>>>>`. Published, the reader has both versions and the marks,
and the line of equals signs makes a heading of what is above it.

Keep one version, and remove the marks. In code they may stand as they are.
"##,
};

/// Finds them: each source that has a first and a last mark outside code.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    for (id, source) in cx.sources.iter() {
        let text = source.text();
        // Nearly every source has none.
        if !text.contains("<<<<<<< ") || !text.contains(">>>>>>> ") {
            continue;
        }
        let code = code_blocks(cx, id);
        let mut at = 0;
        let mut marks = Vec::new();
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            let is_mark = line.starts_with("<<<<<<< ")
                || line.starts_with(">>>>>>> ")
                || !marks.is_empty() && line.trim_end() == "=======";
            if is_mark && !code.iter().any(|it| it.range().contains(&range.start)) {
                marks.push(Span::new(id, range));
            }
        }
        if marks.len() > 1 {
            let fault = |span: &Span| {
                Diagnostic::new(&RULE, *span, "this is the mark of a merge conflict")
                    .help("keep one of the versions, and remove the marks")
            };
            marks.iter().for_each(|it| diags.push(fault(it)));
        }
    }
}

/// The blocks of code of a source.
fn code_blocks(cx: &Context<'_>, id: SourceId) -> Vec<Span> {
    let mut found = Vec::new();
    cx.document.walk(|node| {
        if let Node::Block(block) = node
            && matches!(block.kind, BlockKind::CodeBlock { .. })
            && block.span.source == id
        {
            found.push(block.span);
        }
    });
    found
}
