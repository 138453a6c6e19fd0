//! The files of the templates, as they lie in `src/cli/init/templates`.

use clap::ValueEnum;

/// What a publication is started from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum Template {
    /// A few pages of one chapter: principles in a list, a note, a figure.
    #[default]
    Statement,
    /// Chapters with numbered sections, a table, a chart.
    Report,
    /// Chapters on small pages for print on both sides.
    Book,
    /// Several publications with a first page that lists them.
    Collection,
    /// Chapters that become the pages of a site with search.
    Site,
}

/// A file of a template: its path, and its text.
pub(super) type TemplateFile = (String, &'static str);

/// The languages that the templates are written in.
pub(super) const LANGUAGES: [&str; 3] = ["de", "en", "fr"];

/// The text files of a folder of templates, for each language in the order of [`LANGUAGES`].
macro_rules! texts {
    ($folder:literal: $($name:literal),*) => {
        [
            &[$(($name, include_str!(concat!("templates/", $folder, "/de/", $name)))),*],
            &[$(($name, include_str!(concat!("templates/", $folder, "/en/", $name)))),*],
            &[$(($name, include_str!(concat!("templates/", $folder, "/fr/", $name)))),*],
        ]
    };
}

/// The files of one folder, in each language.
type Texts = [&'static [(&'static str, &'static str)]; LANGUAGES.len()];

static STATEMENT: Texts = texts!("statement": "pamphlet.toml", "statement.md");
static REPORT: Texts = texts!("report": "pamphlet.toml", "summary.md", "findings.md", "next-steps.md");
static BOOK: Texts = texts!("book": "pamphlet.toml", "1-morning.md", "2-noon.md", "3-evening.md");
static SITE: Texts = texts!("site": "pamphlet.toml", "welcome.md", "meetings.md", "questions.md");
static COLLECTION: Texts = texts!("collection": "pamphlet.toml");

const WINDOW: (&str, &str) = ("images/window.svg", include_str!("templates/shared/window.svg"));
const BARS: (&str, &str) = ("images/bars.svg", include_str!("templates/shared/bars.svg"));

impl Template {
    /// The files, the manifest first; `language` is the index of one of [`LANGUAGES`].
    pub(super) fn files(self, language: usize) -> Vec<TemplateFile> {
        let below = |folder: &str, texts: &Texts, image: &[(&'static str, &'static str)]| {
            let all = texts[language].iter().chain(image);
            all.map(|(name, text)| (format!("{folder}{name}"), *text)).collect::<Vec<TemplateFile>>()
        };
        match self {
            Template::Statement => below("", &STATEMENT, &[WINDOW]),
            Template::Report => below("", &REPORT, &[BARS]),
            Template::Book => below("", &BOOK, &[WINDOW]),
            Template::Site => below("", &SITE, &[WINDOW]),
            // Its members are publications as the other templates have them.
            Template::Collection => {
                let mut files = below("", &COLLECTION, &[]);
                files.extend(below("statement/", &STATEMENT, &[WINDOW]));
                files.extend(below("handbook/", &SITE, &[WINDOW]));
                files
            }
        }
    }
}
