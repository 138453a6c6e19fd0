//! `bad-color`: a colour that cannot be read.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The publication gives a colour in another form than six hexadecimal digits.
pub static RULE: Rule = Rule {
    id: "bad-color",
    severity: Severity::Error,
    summary: "a colour that is not six hexadecimal digits",
    explanation: r##"A colour is given in sRGB, as `#` and two hexadecimal digits each for red, green
and blue. It is the same in all editions, so the names of one of them will not do.

Wrong:

```yaml
accent: navy
```

Right:

```yaml
accent: "#000080"
```
"##,
};

/// The fault of a colour at the place of the metadata.
pub(crate) fn fault(color: &str, span: Span) -> Diagnostic {
    let help = "write six hexadecimal digits behind `#`, in quotation marks: `accent: \"#0b5a7d\"`";
    Diagnostic::new(&RULE, span, format!("`{color}` is not a colour")).help(help)
}
