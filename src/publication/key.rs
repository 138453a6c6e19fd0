//! The registry of keys: every key of a manifest and front matter, its type, and what it means.
//!
//! The only place: reading, messages and suggestions use it, and a test compares the manual with it.

use crate::document::{Date, Lang};
use crate::geometry::Length;
use crate::publication::{Collection, Located, PdfStandard, Publication};

/// The sections of a manifest. In front matter the keys of `[publication]` are at the top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `[publication]`: what is said about it, and what it is made of.
    Publication,
    /// `[collection]`: the publications that are built together.
    Collection,
    /// `[pdf]`.
    Pdf,
    /// `[epub]`.
    Epub,
    /// `[html]`.
    Html,
    /// `[txt]`.
    Txt,
    /// `[check]`: the levels of rules.
    Check,
}

impl Section {
    /// All sections.
    pub const ALL: [Section; 7] = [
        Section::Publication,
        Section::Collection,
        Section::Pdf,
        Section::Epub,
        Section::Html,
        Section::Txt,
        Section::Check,
    ];

    /// The name between the brackets.
    pub const fn name(self) -> &'static str {
        match self {
            Section::Publication => "publication",
            Section::Collection => "collection",
            Section::Pdf => "pdf",
            Section::Epub => "epub",
            Section::Html => "html",
            Section::Txt => "txt",
            Section::Check => "check",
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
    /// `true` or `false`, with a default that depends on the document.
    OptionalFlag(Place<Option<bool>>),
    /// A whole number between two bounds.
    Number(Place<Option<u16>>, u16, u16),
    /// A length between two bounds.
    Length(Place<Option<Length>>, Length, Length),
    /// The margins of the PDF.
    Margins,
    /// The name of a series, or `{name, number}`.
    Series,
    /// The name of files, without ending.
    Slug,
    /// The standards that the PDF keeps.
    Standard,
    /// Whether the HTML edition is one page or many.
    HtmlForm,
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
            Field::Number(_, low, high) => format!("a whole number from {low} to {high}"),
            Field::Length(_, low, high) => {
                let points = |it: &Length| it.to_millipt() / 1000;
                format!("a length from {}pt to {}pt, as `12pt` or `3mm`", points(low), points(high))
            }
            Field::Margins => "a length as `20mm`, or a list of two (head and foot, sides) or of four \
                (head, outer, foot, inner)"
                .to_owned(),
            Field::Series => "the name of a series, or `{name, number}`".to_owned(),
            Field::HtmlForm => "`page` or `site`".to_owned(),
            Field::Standard => format!("`{}`, or a list of them", PdfStandard::NAMES.join("`, `")),
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
    publication("url", text(|it| &mut it.publication.meta.url), "The address at which it is published."),
    publication("slug", Field::Slug, "The name of the editions' files; by default the source's own name."),
    publication(
        "theme",
        text(|it| &mut it.publication.options.theme),
        "The name of the theme; by default `classic`.",
    ),
    publication(
        "accent",
        text(|it| &mut it.publication.options.accent),
        "The brand colour, as `#0b5a7d`; by default that of the theme.",
    ),
    publication(
        "chapters",
        Field::Names(|it| &mut it.publication.chapters),
        "The Markdown files, in reading order. In a manifest only.",
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
        Section::Pdf,
        "paper",
        text(|it| &mut it.publication.options.pdf.paper),
        "The paper: `a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`, or width by height as `148mm x 210mm`.",
    ),
    key(
        Section::Pdf,
        "margins",
        Field::Margins,
        "The margins of a right-hand page; on left-hand pages they are mirrored. By default the theme's canon.",
    ),
    key(
        Section::Pdf,
        "two-sided",
        Field::OptionalFlag(|it| &mut it.publication.options.pdf.two_sided),
        "Whether it is printed on both sides, so that left-hand pages mirror right-hand ones.",
    ),
    key(
        Section::Pdf,
        "font-size",
        Field::Length(|it| &mut it.publication.options.pdf.font_size, Length::pt(6), Length::pt(36)),
        "The size of the text; by default what suits the paper.",
    ),
    key(
        Section::Pdf,
        "serif-font",
        text(|it| &mut it.publication.options.pdf.serif_font),
        "The family of the text; by default the theme's.",
    ),
    key(
        Section::Pdf,
        "sans-font",
        text(|it| &mut it.publication.options.pdf.sans_font),
        "The family of what the theme sets without serifs, such as headings; by default the theme's.",
    ),
    key(
        Section::Pdf,
        "mono-font",
        text(|it| &mut it.publication.options.pdf.mono_font),
        "The family of code; by default the theme's.",
    ),
    key(
        Section::Pdf,
        "book",
        Field::OptionalFlag(|it| &mut it.publication.options.pdf.book),
        "Whether it has a title page, and chapters begin on pages of their own; by default where there are several.",
    ),
    key(
        Section::Pdf,
        "contents",
        Field::OptionalFlag(|it| &mut it.publication.options.pdf.contents),
        "Whether contents are shown; by default where there are three headings or more.",
    ),
    key(
        Section::Pdf,
        "contents-depth",
        Field::Number(|it| &mut it.publication.options.pdf.contents_depth, 1, 6),
        "How many levels of headings the contents show; by default 2.",
    ),
    key(
        Section::Pdf,
        "section-numbers",
        Field::Flag(|it| &mut it.publication.options.pdf.section_numbers),
        "Whether the sections of the first three depths are numbered, in headings and contents.",
    ),
    key(
        Section::Pdf,
        "bleed",
        Field::Length(|it| &mut it.publication.options.pdf.bleed, Length::ZERO, Length::pt(144)),
        "How far the sheet extends beyond the trimmed page, for the printer.",
    ),
    key(
        Section::Pdf,
        "crop-marks",
        Field::Flag(|it| &mut it.publication.options.pdf.crop_marks),
        "Whether the corners of the trimmed page are marked.",
    ),
    key(
        Section::Pdf,
        "standard",
        Field::Standard,
        "The standards that it conforms to and claims; by default `ua-1` and `a-2a`.",
    ),
    key(
        Section::Epub,
        "embed-fonts",
        Field::Flag(|it| &mut it.publication.options.epub.embed_fonts),
        "Whether the fonts of the theme are embedded.",
    ),
    publication("html", Field::HtmlForm, "The form of the HTML edition, as `form` of `[html]` says it."),
    key(
        Section::Html,
        "form",
        Field::HtmlForm,
        "Whether it is one `page`, or a `site` with a page for each chapter; by default `page`.",
    ),
    key(
        Section::Html,
        "assets",
        Field::Flag(|it| &mut it.publication.options.html.assets),
        "Whether styles and images are files next to the page.",
    ),
    key(
        Section::Epub,
        "certifier",
        text(|it| &mut it.publication.options.epub.certifier),
        "Who certifies that it conforms to EPUB Accessibility 1.1 and WCAG 2.2 AA; without one it makes no such claim.",
    ),
    key(
        Section::Epub,
        "certifier-credential",
        text(|it| &mut it.publication.options.epub.certifier_credential),
        "What entitles the certifier to certify.",
    ),
    key(
        Section::Epub,
        "certifier-report",
        text(|it| &mut it.publication.options.epub.certifier_report),
        "The address of the certifier's report.",
    ),
    key(
        Section::Html,
        "contents",
        Field::OptionalFlag(|it| &mut it.publication.options.html.contents),
        "Whether contents are shown; by default where there are three headings or more.",
    ),
    key(
        Section::Txt,
        "width",
        Field::Number(|it| &mut it.publication.options.txt.width, 24, 400),
        "The measure in display cells; by default 72.",
    ),
    key(
        Section::Txt,
        "ascii",
        Field::Flag(|it| &mut it.publication.options.txt.ascii),
        "Whether characters are converted to ASCII where ASCII has an equivalent.",
    ),
    key(
        Section::Txt,
        "emphasis",
        Field::Flag(|it| &mut it.publication.options.txt.emphasis),
        "Whether emphasis is marked, as `_so_` and `*so*`; by default not.",
    ),
    key(
        Section::Check,
        "strict",
        Field::Flag(|it| &mut it.publication.gate.strict),
        "Whether warnings fail the build.",
    ),
    key(
        Section::Check,
        "allow",
        Field::Names(|it| &mut it.publication.gate.allow),
        "The rules that are not reported.",
    ),
    key(
        Section::Check,
        "warn",
        Field::Names(|it| &mut it.publication.gate.warn),
        "The rules that are reported as warnings.",
    ),
    key(
        Section::Check,
        "deny",
        Field::Names(|it| &mut it.publication.gate.deny),
        "The rules that are reported as errors.",
    ),
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
