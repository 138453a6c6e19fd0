//! The registry of keys: every key of a manifest and front matter, its type, and what it means.
//!
//! The only place: reading, messages and suggestions use it, and a test compares the manual with it.

use crate::document::{Date, Lang};
use crate::publication::{Collection, Located, Publication};

/// The sections of a manifest. In front matter the keys of `[publication]` are at the top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `[publication]`: what is said about it, and what it is made of.
    Publication,
    /// `[collection]`: the publications that are built together.
    Collection,
    /// `[check]`: the levels of rules.
    Check,
    /// `[fonts]`: the fonts of all editions.
    Fonts,
}

impl Section {
    /// All sections.
    pub const ALL: [Section; 4] = [Section::Publication, Section::Collection, Section::Check, Section::Fonts];

    /// The name between the brackets.
    pub const fn name(self) -> &'static str {
        match self {
            Section::Publication => "publication",
            Section::Collection => "collection",
            Section::Check => "check",
            Section::Fonts => "fonts",
        }
    }
}

/// A key.
#[derive(Debug)]
pub struct Key {
    /// Where it belongs.
    pub section: Section,
    /// The name that messages and the manual use.
    pub name: &'static str,
    /// Other names that mean the same; Pandoc's where those differ.
    pub aliases: &'static [&'static str],
    /// Its type, and where its value goes.
    pub field: Field,
    /// What it says, in a sentence.
    pub summary: &'static str,
}

impl Key {
    /// Whether it goes by a name.
    pub fn is(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }
}

/// The place of a value of type `T` in what has been read so far.
pub type Place<T> = fn(&mut Draft) -> &mut T;

/// The type of a key, with the place where its value goes.
#[derive(Debug)]
pub enum Field {
    /// Text that must not be empty.
    Text(Place<String>),
    /// Text that may be absent.
    OptionalText(Place<Option<String>>),
    /// A text or a list of texts.
    Texts(Place<Vec<String>>),
    /// A path or name, or a list of them, each to be found again by its place.
    Names(Place<Vec<Located>>),
    /// Persons or bodies: a name, `{name, sort}`, or a list of either. The word is the MARC relator code.
    People(&'static str),
    /// A date of ISO 8601.
    Date(Place<Option<Date>>),
    /// A language tag of BCP 47.
    Language(Place<Lang>),
    /// `true` or `false`.
    Flag(Place<bool>),
    /// `true` or `false`; where it is not given, something else decides.
    OptionalFlag(Place<Option<bool>>),
    /// The name of a series, or `{name, number}`.
    Series,
    /// The name of files, without ending.
    Slug,
    /// Whether the HTML edition is one page or many.
    HtmlForm,
    /// Where notes are printed.
    NotePlace,
    /// What is listed before the text.
    Lists,
}

impl Field {
    /// What the key takes, for messages and the manual.
    pub fn takes(&self) -> String {
        match self {
            Field::Text(_) | Field::OptionalText(_) => "text".to_owned(),
            Field::Texts(_) => "a text or a list of texts".to_owned(),
            Field::Names(_) => "a name or a list of names".to_owned(),
            Field::People(_) => "a name, `{name, sort}`, or a list of either".to_owned(),
            Field::Date(_) => "a date: `2019`, `2019-11` or `2019-11-30`".to_owned(),
            Field::Language(_) => "a language tag, as `en`, `pt-BR` or `zh-Hant`".to_owned(),
            Field::Flag(_) | Field::OptionalFlag(_) => "`true` or `false`".to_owned(),
            Field::Series => "the name of a series, or `{name, number}`".to_owned(),
            Field::HtmlForm => "`page` or `site`".to_owned(),
            Field::NotePlace => "`foot`, `chapter` or `end`".to_owned(),
            Field::Lists => "`figures`, `tables`, `listings`, or a list of them".to_owned(),
            Field::Slug => "a file name without ending, of letters, digits, `-`, `_` and `.`".to_owned(),
        }
    }
}

/// What has been read so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// The publication.
    pub publication: Publication,
    /// The collection.
    pub collection: Collection,
}

/// Every key, section by section, in the order of the manual.
pub static KEYS: &[Key] = &[
    publication("title", Field::Text(|it| &mut it.publication.meta.title), "The title."),
    publication(
        "subtitle",
        text(|it| &mut it.publication.meta.subtitle),
        "The subtitle, shown below the title.",
    ),
    with(&["author"], publication("authors", Field::People("aut"), "Who wrote it.")),
    with(&["editor"], publication("editors", Field::People("edt"), "Who edited it.")),
    with(&["translator"], publication("translators", Field::People("trl"), "Who translated it.")),
    with(&["illustrator"], publication("illustrators", Field::People("ill"), "Who illustrated it.")),
    with(
        &["lang"],
        publication("language", Field::Language(|it| &mut it.publication.meta.lang), "The main language."),
    ),
    publication("date", Field::Date(|it| &mut it.publication.meta.date), "When it was published."),
    publication(
        "identifier",
        text(|it| &mut it.publication.meta.identifier),
        "A stable name for the publication: a URN, DOI or ISBN.",
    ),
    publication("publisher", text(|it| &mut it.publication.meta.publisher), "Who publishes it."),
    publication("rights", text(|it| &mut it.publication.meta.rights), "The statement of rights."),
    with(
        &["abstract"],
        publication(
            "description",
            text(|it| &mut it.publication.meta.description),
            "A summary in a sentence or two.",
        ),
    ),
    with(
        &["keywords"],
        publication("subjects", Field::Texts(|it| &mut it.publication.meta.subjects), "Keywords."),
    ),
    publication("series", Field::Series, "The series that it belongs to, with its number in it."),
    publication(
        "cover",
        text(|it| &mut it.publication.meta.cover),
        "The cover image, a path in the publication's folder; by default a cover is drawn from the theme.",
    ),
    publication(
        "cover-image",
        text(|it| &mut it.publication.meta.cover_image),
        "An image that a drawn cover shows with the title.",
    ),
    publication(
        "cover-alt",
        text(|it| &mut it.publication.meta.cover_alt),
        "What the cover shows; by default title and authors.",
    ),
    publication(
        "logo",
        text(|it| &mut it.publication.meta.logo),
        "The logo, the path of an image: on the cover, and above the title.",
    ),
    publication(
        "logo-alt",
        text(|it| &mut it.publication.meta.logo_alt),
        "What the logo says; by default the publisher.",
    ),
    publication("url", text(|it| &mut it.publication.meta.url), "The address at which it is published."),
    publication("slug", Field::Slug, "The name of the editions' files; by default the source's own name."),
    publication(
        "theme",
        text(|it| &mut it.publication.theme),
        "The name of the theme; by default `classic`.",
    ),
    publication(
        "accent",
        text(|it| &mut it.publication.accent),
        "The brand colour, as `#0b5a7d`; by default that of the theme.",
    ),
    with(
        &["numbersections", "number-sections", "number_sections"],
        publication(
            "section-numbers",
            Field::OptionalFlag(|it| &mut it.publication.numbers.sections),
            "Whether sections are numbered to the third depth.",
        ),
    ),
    publication(
        "figure-numbers",
        Field::OptionalFlag(|it| &mut it.publication.numbers.figures),
        "Whether figures are numbered; by default where a reference needs the number of one.",
    ),
    publication(
        "table-numbers",
        Field::OptionalFlag(|it| &mut it.publication.numbers.tables),
        "Whether tables are numbered; by default where a reference needs the number of one.",
    ),
    publication(
        "listing-numbers",
        Field::OptionalFlag(|it| &mut it.publication.numbers.listings),
        "Whether listings are numbered; by default where a reference needs the number of one.",
    ),
    publication(
        "expand-abbreviations",
        Field::Flag(|it| &mut it.publication.expand_abbreviations),
        "Whether abbreviations are written out where the text first uses them.",
    ),
    publication(
        "lists",
        Field::Lists,
        "The lists that follow the contents: of `figures`, `tables`, `listings`.",
    ),
    publication(
        "passage-ids",
        Field::Flag(|it| &mut it.publication.passage_ids),
        "Whether each paragraph has an id that follows from its words, so that it can be cited.",
    ),
    publication(
        "former-passages",
        Field::Texts(|it| &mut it.publication.former_passages),
        "Ids that passages had before their words changed, each with that of today: `p-old p-new`.",
    ),
    publication(
        "notes",
        Field::NotePlace,
        "Where notes are printed: at the `foot` of the page (the default), or at the `end` of the text or of each `chapter`.",
    ),
    publication(
        "bibliography",
        Field::Names(|it| &mut it.publication.bibliography),
        "The files of the works that are cited: BibLaTeX, CSL-JSON, or YAML.",
    ),
    with(
        &["csl"],
        publication(
            "citation-style",
            text(|it| &mut it.publication.citation_style),
            "How works are cited: the name of a style of CSL, as `apa`, or a file of one. The default is `ieee`.",
        ),
    ),
    publication(
        "nocite",
        Field::Names(|it| &mut it.publication.nocite),
        "Works that are listed without being cited: `@smith2020`, or `@*` for all of the bibliography.",
    ),
    publication(
        "filters",
        Field::Names(|it| &mut it.publication.filters),
        "Programs that read the document as JSON and write it changed, in order. In a manifest only.",
    ),
    publication(
        "chapters",
        Field::Names(|it| &mut it.publication.chapters),
        "The Markdown files, in reading order. In a manifest only.",
    ),
    publication(
        "drafts",
        Field::Names(|it| &mut it.publication.drafts),
        "Chapters that are left out for now: their paths, or patterns as `notes-*.md`.",
    ),
    key(Section::Collection, "title", text(|it| &mut it.collection.title), "The title of its first page."),
    key(
        Section::Collection,
        "description",
        text(|it| &mut it.collection.description),
        "A summary in a sentence or two.",
    ),
    with(
        &["lang"],
        key(
            Section::Collection,
            "language",
            Field::Language(|it| &mut it.collection.lang),
            "The language of its first page; by default that of the first member.",
        ),
    ),
    key(
        Section::Collection,
        "members",
        Field::Names(|it| &mut it.collection.members),
        "The folders, manifests or Markdown files that are built together.",
    ),
    key(
        Section::Collection,
        "theme",
        text(|it| &mut it.publication.theme),
        "The theme of the members that name none: a built-in one, or the path of a theme file.",
    ),
    publication("html", Field::HtmlForm, "The form of the HTML edition, as `form` of `[html]` says it."),
    publication(
        "editions",
        Field::Names(|it| &mut it.publication.editions),
        "The editions that are built; by default all that are declared.",
    ),
    key(
        Section::Check,
        "strict",
        Field::Flag(|it| &mut it.publication.lints.strict),
        "Whether warnings fail the build.",
    ),
    key(
        Section::Check,
        "allow",
        Field::Names(|it| &mut it.publication.lints.allow),
        "The rules that are not reported.",
    ),
    key(
        Section::Check,
        "warn",
        Field::Names(|it| &mut it.publication.lints.warn),
        "The rules that are reported as warnings.",
    ),
    key(
        Section::Check,
        "deny",
        Field::Names(|it| &mut it.publication.lints.deny),
        "The rules that are reported as errors.",
    ),
    key(
        Section::Fonts,
        "path",
        Field::Names(|it| &mut it.publication.fonts.path),
        "Font files and folders of them; by default the folder `fonts`.",
    ),
    key(Section::Fonts, "serif", text(|it| &mut it.publication.fonts.serif), "The family of text."),
    key(
        Section::Fonts,
        "sans",
        text(|it| &mut it.publication.fonts.sans),
        "The family of what the theme sets apart, such as headings.",
    ),
    key(Section::Fonts, "mono", text(|it| &mut it.publication.fonts.mono), "The family of code."),
];

const fn key(section: Section, name: &'static str, field: Field, summary: &'static str) -> Key {
    Key { section, name, aliases: &[], field, summary }
}

const fn publication(name: &'static str, field: Field, summary: &'static str) -> Key {
    key(Section::Publication, name, field, summary)
}

const fn text(place: Place<Option<String>>) -> Field {
    Field::OptionalText(place)
}

const fn with(aliases: &'static [&'static str], key: Key) -> Key {
    let Key { section, name, field, summary, .. } = key;
    Key { section, name, aliases, field, summary }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_things_in_a_section() {
        let mut seen = std::collections::BTreeSet::new();
        for key in KEYS {
            for name in key.aliases.iter().chain([&key.name]) {
                assert!(seen.insert((key.section, *name)), "{name}");
            }
        }
    }

    #[test]
    fn every_key_has_a_sentence() {
        for key in KEYS {
            assert!(key.summary.ends_with('.') && !key.field.takes().is_empty(), "{}", key.name);
        }
    }
}
