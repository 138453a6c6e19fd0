//! A rule: what can be wrong, by name, with its page of explanation.

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; fails the build under `--strict` only.
    Warning,
    /// The editions would be wrong; nothing is written.
    Error,
}

impl Severity {
    /// The word that starts a message.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What a rule is about: the heading that `pamphlet explain` lists it under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The manifest and front matter.
    Manifest,
    /// The source file and its markup.
    Source,
    /// Words, spaces and punctuation.
    Text,
    /// Headings, lists, tables and notes.
    Structure,
    /// Links and the places that they lead to.
    Links,
    /// Images.
    Images,
    /// The pages of the PDF.
    Pages,
    /// What one format cannot hold.
    Editions,
    /// Editions that do not match their source.
    Verify,
}

impl Group {
    /// All groups, in the order of the list.
    pub const ALL: [Group; 9] = [
        Group::Manifest,
        Group::Source,
        Group::Text,
        Group::Structure,
        Group::Links,
        Group::Images,
        Group::Pages,
        Group::Editions,
        Group::Verify,
    ];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Group::Manifest => "Manifest and front matter",
            Group::Source => "Source",
            Group::Text => "Text",
            Group::Structure => "Headings, lists, tables and notes",
            Group::Links => "Links",
            Group::Images => "Images",
            Group::Pages => "Pages",
            Group::Editions => "Editions",
            Group::Verify => "Published editions",
        }
    }
}

/// A rule that a document can break, named after what is wrong.
///
/// It is next to the code that reports it; [`rules`](crate::diag::rules) has those that more than one module
/// reports, and `pipeline::rules` lists them all.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name, as in `unused-note`.
    pub id: &'static str,
    /// Former names, which options, manifests and exceptions may still use.
    pub aliases: &'static [&'static str],
    /// What it is about.
    pub group: Group,
    /// How serious it is unless the command line or the manifest says otherwise.
    pub severity: Severity,
    /// Whether `check --fix` can fix it, at least where the fix is safe.
    pub fix: bool,
    /// One line that says what is wrong.
    pub summary: &'static str,
    /// The page of explanation, in Markdown: what, why, an example, what to do.
    pub explanation: &'static str,
}

impl Rule {
    /// Whether it has a name, now or formerly.
    pub fn is(&self, name: &str) -> bool {
        self.id == name || self.aliases.contains(&name)
    }

    /// The rule of a name among `rules`; `None` where there is none.
    pub fn find(name: &str, rules: &[&'static Rule]) -> Option<&'static Rule> {
        rules.iter().find(|rule| rule.is(name)).copied()
    }
}
