//! Exceptions: what an author allows in one block, with a reason.
//!
//! `<!-- pamphlet-allow RULE: reason -->` before a block turns off one
//! rule for that block. A comment is not part of the document, so it is
//! searched for in the source, outside code.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics, Group, Rule, Severity};
use crate::document::walk::Node;
use crate::document::{BlockKind, Document, InlineKind};
use crate::source::{SourceId, Sources, Span};

/// An exception gives no reason, or is about nothing.
pub static BAD_EXCEPTION: Rule = Rule {
    id: "bad-exception",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Error,
    fix: false,
    summary: "an exception without a reason, rule or block",
    explanation: r##"What is intended can be allowed: a comment before a block turns off one rule for that
block. Later readers must know why, so it needs a reason. An exception with an unknown
rule, or without a block after it, has no effect or hides the wrong thing.

Wrong:

```markdown
<!-- pamphlet-allow doubled-word -->
We heard the the play.
```

Right:

```markdown
<!-- pamphlet-allow doubled-word: the name of a band -->
We heard the the play.
```
"##,
};

/// An exception covers nothing.
pub static UNUSED_EXCEPTION: Rule = Rule {
    id: "unused-exception",
    aliases: &[],
    group: Group::Source,
    severity: Severity::Warning,
    fix: false,
    summary: "an unused exception",
    explanation: r##"An exception allows what a rule reports in a block. If the rule reports nothing there
any more, the exception is wrong, and would hide the next problem of its kind.

`pamphlet check` reports it when it checks all editions, because some rules apply to
only one of them.

Remove the comment.
"##,
};

/// The word that a comment begins with.
const WORD: &str = "pamphlet-allow";

/// One rule is turned off for one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    rule: &'static Rule,
    block: Span,
    comment: Span,
}

impl Exception {
    /// The name of its rule, and where it is made.
    pub fn made(&self) -> (&'static str, Span) {
        (self.rule.id, self.comment)
    }

    /// Whether it is about a fault.
    pub fn covers(&self, fault: &Diagnostic) -> bool {
        fault.rule.id == self.rule.id && self.block.contains(fault.primary.span)
    }
}

/// The exceptions that the sources of a document make. An invalid one is reported, and covers nothing.
pub fn exceptions(
    document: &Document,
    sources: &Sources,
    rules: &[&'static Rule],
    diags: &mut Diagnostics,
) -> Vec<Exception> {
    if !sources.iter().any(|(_, source)| source.text().contains(WORD)) {
        return Vec::new();
    }
    let places = Places::of(document);
    let mut found = Vec::new();
    for (id, source) in sources.iter() {
        for comment in comments(source.text()) {
            let span = Span::new(id, comment.clone());
            if places.code.iter().any(|it| it.contains(span)) {
                continue;
            }
            match read(&source.text()[comment], rules, places.after(id, span.end)) {
                Ok((rule, block)) => found.push(Exception { rule, block, comment: span }),
                Err((message, help)) => diags.push(Diagnostic::new(&BAD_EXCEPTION, span, message).help(help)),
            }
        }
    }
    found
}

/// The comments that begin with the word.
fn comments(text: &str) -> Vec<Range<usize>> {
    let opens = text.match_indices("<!--").filter(|(at, _)| text[at + 4..].trim_start().starts_with(WORD));
    opens.filter_map(|(at, _)| Some(at..at + text[at..].find("-->")? + 3)).collect()
}

type Refusal = (String, String);

fn read(
    comment: &str,
    rules: &[&'static Rule],
    block: Option<Span>,
) -> Result<(&'static Rule, Span), Refusal> {
    let inner = comment.trim_start_matches("<!--").trim_end_matches("-->").trim();
    let rest = inner.strip_prefix(WORD).unwrap_or("");
    let (name, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let name = name.trim();
    let refuse = |message: String, help: &str| Err((message, help.to_owned()));
    let Some(rule) = Rule::find(name, rules) else {
        return refuse(format!("unknown rule `{name}`"), "run `pamphlet explain` for the list of rules");
    };
    if reason.trim().is_empty() {
        let help = format!("give a reason: `<!-- {WORD} {name}: the reason -->`");
        return refuse(format!("the exception from `{name}` has no reason"), &help);
    }
    match block {
        Some(block) => Ok((rule, block)),
        None => {
            refuse("no block follows this exception".to_owned(), "put it before the block that it applies to")
        }
    }
}

/// Where blocks and code stand.
#[derive(Default)]
struct Places {
    blocks: Vec<Span>,
    code: Vec<Span>,
}

impl Places {
    fn of(document: &Document) -> Places {
        let mut places = Places::default();
        document.walk(|node| match node {
            Node::Block(block) => {
                places.blocks.push(block.span);
                if let BlockKind::CodeBlock { .. } = block.kind {
                    places.code.push(block.span);
                }
            }
            Node::Inline(inline) => {
                if let InlineKind::Code(_) = inline.kind {
                    places.code.push(inline.span);
                }
            }
        });
        places
    }

    /// The first block that begins behind a byte; of blocks that begin there together, the outermost.
    fn after(&self, source: SourceId, byte: u32) -> Option<Span> {
        let behind = self.blocks.iter().filter(|it| it.source == source && it.start >= byte);
        behind.min_by_key(|it| (it.start, u32::MAX - it.end)).copied()
    }
}
