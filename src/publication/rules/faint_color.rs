//! `faint-color`: a colour that cannot be read on the page.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The publication gives a colour with too little contrast.
pub static RULE: Rule = Rule {
    id: "faint-color",
    severity: Severity::Warning,
    summary: "a colour with too little contrast to be read",
    explanation: r##"Headings and links are set in the colour of the house. Those who see little read
them only where the contrast with what stands behind is 4.5 to 1 at least, in
remarks too (WCAG 2.2, 1.4.3 Contrast, level AA). A colour that is fainter is
made darker in the editions until it can be read, and is then not the one that
you asked for. By night, on a dark ground, a lighter one is taken in any case.

Wrong:

```yaml
accent: "#ff9900"
```

Right:

```yaml
accent: "#8f5600"
```
"##,
};

/// The fault of a colour at the place of the metadata, with its contrast and the colour that is taken.
pub(crate) fn fault(color: &str, span: Span, (contrast, taken): (f64, &str)) -> Diagnostic {
    // Cut, not rounded: 4.47 must not be said to be 4.5.
    let contrast = (contrast * 10.0).floor() / 10.0;
    let message = format!("the colour `{color}` has a contrast of {contrast:.1}:1, and text needs 4.5:1");
    Diagnostic::new(&RULE, span, message).help(format!("`{taken}` is taken; give a darker one"))
}
