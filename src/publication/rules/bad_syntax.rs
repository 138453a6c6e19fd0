//! `bad-syntax`: a manifest or front matter cannot be read.

use crate::diag::{Rule, Severity};

/// A manifest is no TOML, or front matter is no YAML.
pub static RULE: Rule = Rule {
    id: "bad-syntax",
    severity: Severity::Error,
    summary: "a manifest that is no TOML, or front matter that is no YAML",
    explanation: r#"The metadata cannot be read, so that neither the title nor the language is known.

A manifest is TOML 1.1. Front matter is YAML 1.2 between two lines of `---`, at
the very start of the file; anchors, aliases and tags have no place in it.

Wrong, since the second colon begins a second value:

```yaml
title: Freedom: a statement
```

Right:

```yaml
title: "Freedom: a statement"
```
"#,
};
