//! The rules that a published edition can break, and findings as diagnostics.

use crate::diag::{Diagnostic, Group, Rule, Severity};
use crate::source::Span;
use crate::verify::report::{Aspect, Finding};

/// All of them.
pub const ALL: &[&Rule] = &[
    &BROKEN_STANDARD,
    &BYTES_DIFFER,
    &MISSING_EDITION,
    &MISSING_SIBLING,
    &PART_DIFFERS,
    &RECORD_DIFFERS,
    &STRUCTURE_DIFFERS,
    &UNTRACKED_FILE,
    &WORDS_DIFFER,
];

/// An edition breaks a rule of its format.
pub static BROKEN_STANDARD: Rule = Rule {
    id: "broken-standard",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Error,
    fix: false,
    summary: "an edition breaks a rule of its format",
    explanation: r#"The file does not meet the standard of its format, or claims what is not true:
a PDF that claims to be accessible but has no language, a book whose spine names a file
that is not in it, a page with two elements of the same id.

The rules are those of PDF/UA-1 and PDF/A-2, EPUB 3.3 and EPUB Accessibility 1.1, and
of the HTML Standard, as far as they can be checked in the file itself. Build the edition
again, or fix the program that made it.
"#,
};

/// An edition is not the file that its source makes.
pub static BYTES_DIFFER: Rule = Rule {
    id: "bytes-differ",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Error,
    fix: false,
    summary: "an edition is not the file that its source makes",
    explanation: r#"The same source makes the same bytes, on any machine and on any day. The file on disk
differs from a new build: it was changed, it was made from another source or with other
options, or by another version of the program.

Verify with the options that it was built with (`--theme`, `--font-path`,
`--creation-date`), or build it again. For files that
another program compressed, changed or made, use `--no-rebuild`: then words, structure and
parts are compared, and the bytes may differ.
"#,
};

/// An edition does not exist.
pub static MISSING_EDITION: Rule = Rule {
    id: "missing-edition",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Error,
    fix: false,
    summary: "an edition does not exist",
    explanation: r#"A requested edition is not in the folder, so it cannot be verified. Readers who follow a
link to it find nothing.

Build it, or name the editions that have to exist: `pamphlet verify --to pdf,html`.
"#,
};

/// A page links to an edition that is not there.
pub static MISSING_SIBLING: Rule = Rule {
    id: "missing-sibling",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Warning,
    fix: false,
    summary: "a page links to an edition that is not next to it",
    explanation: r#"The HTML edition links to the other editions of its publication. One of them is not where
the link leads, so readers who follow it find nothing.

Build all editions into one folder and publish them together, or list only the editions
that you publish: `editions = ["html"]` in `[publication]` of the manifest, or
`editions: [html]` in the front matter.
"#,
};

/// A part of an edition is not what a build writes.
pub static PART_DIFFERS: Rule = Rule {
    id: "part-differs",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Error,
    fix: false,
    summary: "a part of an edition is not what a build writes",
    explanation: r#"An edition has only what pamphlet writes: its elements and attributes, its style sheet,
its scripts and images, what its pages paint, its tags, fonts, links and metadata. A part
of the file was changed, added or removed after the build. Text may be hidden or painted
over, an image or a font replaced, a script or an action added, a description or a
language changed, although the words are all there.

The message names the place in the file and what is there instead. Files may be
compressed or laid out differently; that is no difference. Build the edition again, or
verify it with the options that it was built with if it has no record. For files of other
programs, use `pamphlet compare`.
"#,
};

/// The files do not match the record of their build.
pub static RECORD_DIFFERS: Rule = Rule {
    id: "record-differs",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Error,
    fix: false,
    summary: "files do not match the record of their build",
    explanation: r#"A build writes a record next to the editions, `NAME.record.json`, with the hash of each
file that it read and of each that it made, and writes the hashes of what it made into
`SHA256SUMS`, which `sha256sum -c` reads. A file has been changed, removed or added
since, or the source has changed. Anybody who compares hashes gets a wrong result.

Build again; then the record matches the files. Verify files that were published without
their record with `--no-rebuild`, or with `--allow record-differs`.
"#,
};

/// An edition has another structure than its source.
pub static STRUCTURE_DIFFERS: Rule = Rule {
    id: "structure-differs",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Error,
    fix: false,
    summary: "an edition has another structure than its source",
    explanation: r#"A heading, list, note, table, image or link of the source is missing from the
edition, has another level or length, or leads elsewhere. The words may all be there, but
a reader who listens to the text, or who jumps from heading to heading, is lost.

The structure is read from the tags of a PDF, from the elements of HTML and EPUB, and
from the layout of plain text. Build the edition again; a file of another program may
have no tags at all.
"#,
};

/// An untracked file among those of a publication.
pub static UNTRACKED_FILE: Rule = Rule {
    id: "untracked-file",
    aliases: &["stray-file"],
    group: Group::Verify,
    severity: Severity::Warning,
    fix: false,
    summary: "an untracked file among those of a publication",
    explanation: r#"A build removes the files that an earlier build made and this one does not make, such as
the page of a removed chapter. It finds them in the record of the earlier build, and
keeps those that were changed since, and those that are in no record. Such a file is
published with the pages: readers and search engines find words that the source no
longer has.

Remove the file, or move it to another folder.
"#,
};

/// An edition does not have the words of its source.
pub static WORDS_DIFFER: Rule = Rule {
    id: "words-differ",
    aliases: &[],
    group: Group::Verify,
    severity: Severity::Error,
    fix: false,
    summary: "an edition does not have the words of its source",
    explanation: r#"An edition has missing, added, repeated or changed words. Its readers do not read
what was written.

`pamphlet verify` reads the file from disk and compares its running text, its notes and
its contents with the source. The message names the place in the edition and shows
the words around it; the location in the source is where those words should come from.

Most often the file is older than the source: build it again. If a new build still
differs, the error is in the program or in what changed the file afterwards.
"#,
};

/// The diagnostic of a page and the link that leads nowhere.
pub fn missing_sibling(file: &str, link: &str, whole: Span) -> Diagnostic {
    let message = format!("`{file}` links to `{link}`, which is not there");
    Diagnostic::new(&MISSING_SIBLING, whole, message).help("build it, or leave it out of `editions`")
}

/// The diagnostic of a difference, at `whole`.
pub fn record_differs(record: &str, difference: &str, whole: Span) -> Diagnostic {
    Diagnostic::new(&RECORD_DIFFERS, whole, format!("`{record}`: {difference}"))
        .help("build it again, so that the record matches the files")
}

/// The diagnostic of an untracked file, at `whole`.
pub fn untracked_file(file: &str, whole: Span) -> Diagnostic {
    let message = format!(
        "`{file}` is among the files of the publication, but is in no record of a build, or was changed since"
    );
    Diagnostic::new(&UNTRACKED_FILE, whole, message).help("remove it, or move it to another folder")
}

/// The diagnostic of a finding in the edition `file`; one without a location in the source is at `whole`.
pub fn diagnostic(file: &str, finding: &Finding, whole: Span) -> Diagnostic {
    let (rule, help) = match finding.aspect {
        Aspect::Words => (&WORDS_DIFFER, None),
        Aspect::Structure => (&STRUCTURE_DIFFERS, None),
        Aspect::Standard => (&BROKEN_STANDARD, None),
        Aspect::Parts => (&PART_DIFFERS, None),
        Aspect::Bytes => (
            &BYTES_DIFFER,
            Some(
                "build it again, or verify it with the fonts that it was built with, and with the options too if it has no record",
            ),
        ),
    };
    let location =
        if finding.location.is_empty() { String::new() } else { format!(", {}", finding.location) };
    let message = format!("`{file}`{location}: {}", finding.message);
    let diagnostic = Diagnostic::new(rule, finding.source.unwrap_or(whole), message);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The diagnostic of an edition that does not exist.
pub fn missing_edition(file: &str, whole: Span) -> Diagnostic {
    let message = format!("`{file}` does not exist");
    Diagnostic::new(&MISSING_EDITION, whole, message)
        .help("build it, or name the existing editions with `--to`")
}
