//! The rules that the editions of a publication and the programs of its manifest can break.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::publication::nearest;
use crate::source::Span;

/// All of them.
pub const ALL: &[&Rule] = &[&COMMAND_MESSAGE, &FAILED_COMMAND, &UNKNOWN_EDITION];

/// The publication names an edition that it does not declare.
pub static UNKNOWN_EDITION: Rule = Rule {
    id: "unknown-edition",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "the name of an edition that is not declared",
    explanation: r#"Every publication has the editions `pdf`, `epub`, `html` and `txt`, unless it turns one
off. It declares others, with options of their own, in tables of the manifest. The
list `editions` chooses among all of them.

Wrong:

```toml
editions = ["pdf", "print"]
```

Right:

```toml
[publication]
editions = ["pdf", "print"]

[editions.print]
format = "pdf"
crop-marks = true
```
"#,
};

/// The diagnostic of a name, with those that are declared.
pub(crate) fn unknown_edition(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let help = match nearest(name, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("declare it in `[editions.{name}]`, or use one of `{}`", known.join("`, `")),
    };
    Diagnostic::new(&UNKNOWN_EDITION, span, format!("unknown edition `{name}`")).help(help)
}

/// A program of the manifest failed.
pub static FAILED_COMMAND: Rule = Rule {
    id: "failed-command",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Error,
    fix: false,
    summary: "a filter or the command of an edition that failed",
    explanation: r#"A manifest may name programs: `filters` change the document, and `command` makes an
edition. One could not be started, ended with an error, or did not write what it has to.

Run it by hand with the document on standard input, to see all that it says:

```console
$ pamphlet dump --stage json | ./number-headings.py | head
```
"#,
};

/// A program of the manifest has something to say.
pub static COMMAND_MESSAGE: Rule = Rule {
    id: "command-message",
    aliases: &[],
    group: Group::Manifest,
    severity: Severity::Warning,
    fix: false,
    summary: "a message of a filter or of the command of an edition",
    explanation: r#"A program that the manifest names did its work, but wrote to standard error. The message
is its last line.
"#,
};

/// The diagnostic of a program and why it failed.
pub(crate) fn failed_command(program: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&FAILED_COMMAND, span, format!("`{program}` failed: {why}"))
}

/// The diagnostic of what a program said.
pub(crate) fn command_message(program: &str, said: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&COMMAND_MESSAGE, span, format!("`{program}`: {said}"))
}
