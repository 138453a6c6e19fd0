//! `invalid-utf8`: a source is not UTF-8.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// A source has bytes that are no UTF-8.
pub static RULE: Rule = Rule {
    id: "invalid-utf8",
    severity: Severity::Error,
    summary: "a source with bytes that are not UTF-8",
    explanation: r#"Sources are read as UTF-8. Bytes that are not would have to be guessed, and a
wrong guess changes words. The message points at the first such byte; it is
shown as `�`.

A file of Windows or of old systems is converted once, for example by

```sh
iconv --from-code WINDOWS-1252 --to-code UTF-8 old.md > new.md
```
"#,
};

/// The fault of the first bad byte, where `bytes` tells what the file begins with.
pub(crate) fn fault(span: Span, bytes: &[u8]) -> Diagnostic {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let (message, help) = match utf16 {
        true => ("the file is UTF-16, not UTF-8", "save it as UTF-8 from your editor"),
        false => ("this byte is not UTF-8", "save the file as UTF-8 from your editor"),
    };
    Diagnostic::new(&RULE, span, message).help(help)
}
