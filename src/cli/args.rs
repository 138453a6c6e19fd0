//! What was typed. What it means is said in [`super::project`].

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::publication::Edition;
use crate::theme::Theme;

/// The measures that a text can have, in cells.
pub(super) const WIDTHS: RangeInclusive<i64> = 24..=400;

/// Publishes one Markdown source as accessible PDF, EPUB, HTML and plain text that say the same words.
#[derive(Debug, Parser)]
#[command(
    name = "pamphlet",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// How to speak.
    #[command(flatten)]
    pub(super) speech: Speech,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Makes the editions.
    Build(Build),
    /// Finds what is wrong with the source, and writes nothing.
    Check(Check),
    /// Proves that the editions on disk say what the source says.
    Verify(Verify),
    /// Shows what the program sees.
    Dump(Dump),
    /// Explains a rule, or lists all rules.
    Explain(Explain),
}

/// How the program speaks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(super) struct Speech {
    /// How faults are shown; by default `full`, and inside GitHub Actions `github`.
    #[arg(long, value_enum, value_name = "FORMAT", global = true)]
    pub(super) message_format: Option<MessageFormat>,
    /// Whether messages are coloured; `auto` minds NO_COLOR, CLICOLOR_FORCE and TERM=dumb.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    pub(super) color: Color,
    /// Says nothing but faults.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Says more: the files that are read.
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// How faults are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the source lines, marks and help.
    Full,
    /// One line each: path, line, column, severity, rule, message.
    Short,
    /// One object of JSON each, on a line.
    Json,
    /// One log of SARIF 2.1.0 for the whole run.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// Whether messages are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal that can show colours.
    #[default]
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

/// The source, and what its faults weigh.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// A Markdown file, a folder with a `pamphlet.toml`, that manifest, or `-` for standard input.
    ///
    /// Without it: `pamphlet.toml` in this folder, else `source/pamphlet.toml`.
    pub(super) source: Option<PathBuf>,
    /// Lets warnings fail.
    #[arg(long, help_heading = "Faults")]
    pub(super) strict: bool,
    /// Does not report the faults of a rule.
    #[arg(long, value_name = "RULE", help_heading = "Faults")]
    pub(super) allow: Vec<String>,
    /// Makes the faults of a rule warnings.
    #[arg(long, value_name = "RULE", help_heading = "Faults")]
    pub(super) warn: Vec<String>,
    /// Makes the faults of a rule errors.
    #[arg(long, value_name = "RULE", help_heading = "Faults")]
    pub(super) deny: Vec<String>,
    /// Works in so many threads; by default as many as there are processors.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
}

/// How the editions look.
#[derive(Debug, Args)]
#[command(next_help_heading = "Look")]
pub(super) struct Style {
    /// Takes this theme, whatever the source says.
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(Theme::NAMES))]
    pub(super) theme: Option<String>,
    /// Takes fonts from a file or a folder too, before those of the program. May be repeated.
    #[arg(long, value_name = "PATH", action = ArgAction::Append)]
    pub(super) font_path: Vec<PathBuf>,
    /// Takes the fonts of this machine too. Other machines may then make other editions.
    #[arg(long)]
    pub(super) system_fonts: bool,
}

/// How single editions are made, whatever the source says.
#[derive(Debug, Args)]
#[command(next_help_heading = "Editions")]
pub(super) struct Forms {
    /// PDF: draws margins, grid, boxes and base lines over the pages.
    #[arg(long)]
    pub(super) debug_layout: bool,
    /// HTML: puts style and pictures into files beside the page.
    #[arg(long)]
    pub(super) assets: bool,
    /// Text: the measure in cells of a terminal; by default 72.
    #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(WIDTHS))]
    pub(super) width: Option<u16>,
    /// Text: folds to ASCII what it can say.
    #[arg(long)]
    pub(super) ascii: bool,
}

/// `build`.
#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) input: Input,
    /// The editions, by default all.
    #[arg(short, long, value_enum, value_delimiter = ',', value_name = "EDITIONS")]
    pub(super) to: Vec<Edition>,
    /// The folder of the editions; with one edition also a file name, or `-` for standard output.
    #[arg(short, long, value_name = "PATH", default_value = "output")]
    pub(super) output: PathBuf,
    /// The moment that the editions give as that of their making, in seconds since 1970 UTC.
    ///
    /// By default SOURCE_DATE_EPOCH, else the date of the publication, else the first moment of 1980: never
    /// the clock, so that the same source gives the same bytes on any day.
    #[arg(long, value_name = "SECONDS")]
    pub(super) creation_date: Option<u64>,
    /// Writes what the editions were made of, as a rule for make or Ninja.
    #[arg(long, value_name = "FILE")]
    pub(super) deps: Option<PathBuf>,
    #[command(flatten)]
    pub(super) forms: Forms,
    #[command(flatten)]
    pub(super) style: Style,
}

/// `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    /// Mends in the source what can be mended without asking; a text from standard input goes to standard output.
    #[arg(long)]
    pub(super) fix: bool,
    /// Shows on standard output what `--fix` would change, and changes nothing.
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
    /// The editions that the source is checked for, by default all.
    #[arg(short, long, value_enum, value_delimiter = ',', value_name = "EDITIONS")]
    pub(super) to: Vec<Edition>,
    #[command(flatten)]
    pub(super) style: Style,
}

/// `verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    pub(super) input: Input,
    /// The editions that there have to be, by default all.
    #[arg(short, long, value_enum, value_delimiter = ',', value_name = "EDITIONS")]
    pub(super) to: Vec<Edition>,
    /// The folder of the editions, or the file of one.
    #[arg(short, long, value_name = "PATH", default_value = "output")]
    pub(super) output: PathBuf,
    /// How the report is written to standard output.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ReportFormat,
    /// Does not hold the bytes against those of a new build, as for files that another program made.
    #[arg(long)]
    pub(super) no_rebuild: bool,
    /// The moment of making that the editions were built with, in seconds since 1970 UTC; by default that of the record.
    #[arg(long, value_name = "SECONDS")]
    pub(super) creation_date: Option<u64>,
    #[command(flatten)]
    pub(super) forms: Forms,
    #[command(flatten)]
    pub(super) style: Style,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ReportFormat {
    /// A line for each edition.
    #[default]
    Text,
    /// One object, with all findings.
    Json,
}

/// `dump`.
#[derive(Debug, Args)]
pub(super) struct Dump {
    #[command(flatten)]
    pub(super) input: Input,
    /// What is shown.
    #[arg(long, value_enum, default_value_t)]
    pub(super) stage: Stage,
    #[command(flatten)]
    pub(super) style: Style,
}

/// What `dump` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Stage {
    /// The document tree, as text.
    #[default]
    Tree,
    /// The pages: lines, and what is drawn.
    Layout,
    /// The structure that the PDF declares.
    Tags,
    /// The document tree, as JSON.
    Json,
}

/// `explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule; without it, all rules are listed.
    pub(super) rule: Option<String>,
}

impl ValueEnum for Edition {
    fn value_variants<'a>() -> &'a [Edition] {
        &Edition::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.extension()))
    }
}
