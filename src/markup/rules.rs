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
    summary: "a relative link that leads nowhere from an EPUB",
    explanation: "\
A link such as `[prices](prices.html)` leads to a file next to its page. An EPUB is read far from
there: its links lead into the book or to full addresses, and a validator refuses any other. If the publication
has a `url`, the link is completed with it. Otherwise the EPUB has only the text of the link.

```toml
[publication]
url = \"https://example.org/papers/\"
```

Set the address of the publication, as above, or use the full address in the link.
",
};

/// The diagnostic of a link at `span` to that address.
pub fn unreachable_link(span: Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        &UNREACHABLE_LINK,
        span,
        format!("the relative link to `{address}` leads nowhere from an EPUB"),
    )
    .help("use the full address, or set `url` to the address of the publication")
}
