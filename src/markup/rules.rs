//! The rules that HTML and EPUB can break.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[&UNREACHABLE_LINK];

/// A link relative to the publication, in an edition that is read elsewhere.
pub static UNREACHABLE_LINK: Rule = Rule {
    id: "unreachable-link",
    aliases: &[],
    group: Group::Links,
    severity: Severity::Warning,
    fix: false,
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
pub fn unreachable_link(span: Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        &UNREACHABLE_LINK,
        span,
        format!("the relative link to `{address}` leads nowhere from a book"),
    )
    .help("give the whole address, or set `url` to the address of the publication")
}
