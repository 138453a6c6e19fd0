//! A link relative to the publication, in an edition that is read elsewhere.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unreachable-link",
    severity: Severity::Warning,
    summary: "a relative link leads nowhere from a book",
    explanation: "\
A link such as `[prices](prices.html)` leads to a file beside the page that it stands on. An EPUB is read far from
there: its links lead into the book or to full addresses, and a validator refuses any other. Where the publication
says its own address, the link is completed with it. Else the book has the link's words alone.

```toml
[publication]
url = \"https://example.org/papers/\"
```

Give the address at which the publication is found, as above, or the whole address in the link.
",
};

/// The fault of a link at `span` to that address.
pub fn fault(span: Span, address: &str) -> Diagnostic {
    Diagnostic::new(&RULE, span, format!("the relative link to `{address}` leads nowhere from a book"))
        .help("give the whole address, or set `url` to the address of the publication")
}
