//! The arguments as typed; [`mod@super::run`] says what they ask of a build.

use std::path::{Path, PathBuf};

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::backend::text::options::WIDTHS;
use crate::cli::help;
use crate::cli::init::Template;
use crate::publication::nearest;
use crate::theme::{Theme, Themes};

/// Publish one Markdown source as accessible PDF, EPUB, HTML and plain text with the same words.
#[derive(Debug, Parser)]
#[command(
    name = "pamphlet",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = help::PAMPHLET
)]
pub(super) struct Arguments {
    /// The command to run.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Options for messages.
    #[command(flatten)]
    pub(super) messages: MessageOptions,
}

/// A command with its options.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a publication from a template.
    Init(Init),
    /// Make a publication of a Word file, a web page, an mdBook, the text of a PDF and more.
    Import(Import),
    /// Build the editions.
    Build(Build),
    /// Build the editions, and again after each save.
    Watch(Watch),
    /// Show the editions in a browser, and again after each save.
    Serve(Serve),
    /// Report errors and warnings in the source, without writing editions.
    Check(Check),
    /// Write Markdown files in one form, which reads the same.
    Fmt(Fmt),
    /// Compare the editions on disk with the source.
    Verify(Verify),
    /// Show which passages of two sources, editions or texts agree, moved, drifted, or are lost.
    Compare(Compare),
    /// Show what an edition says of itself, and whether its claims hold.
    Inspect(Inspect),
    /// Write the evidence of accessibility of the editions: conformance report, statement, metadata.
    Report(Report),
    /// Print the parsed document, its pages or its PDF tags, for debugging.
    Dump(Dump),
    /// Explain a rule, or list all rules.
    Explain(Explain),
    /// Print the JSON Schema of a manifest, front matter, a theme, or the document tree.
    Schema(Schema),
    /// Serve an editor: errors and warnings while you write, fixes, outline.
    Lsp(Lsp),
    /// Print the completions for a shell.
    Completions(Completions),
    /// Print a page for `man`.
    Man(Man),
}

impl Command {
    /// Whether the command itself writes to standard output, so that no messages may go there.
    pub(super) fn takes_standard_output(&self) -> bool {
        let is_stream = |path: &Option<PathBuf>| path.as_deref() == Some(Path::new("-"));
        match self {
            Command::Build(build) => is_stream(&build.output) || is_stream(&build.deps),
            Command::Check(check) => check.fix,
            Command::Fmt(fmt) => fmt.diff || fmt.files.iter().any(|it| it.as_path() == Path::new("-")),
            Command::Verify(verify) => verify.format == ReportFormat::Json,
            Command::Compare(_) | Command::Inspect(_) => true,
            Command::Init(_)
            | Command::Import(_)
            | Command::Watch(_)
            | Command::Serve(_)
            | Command::Report(_) => false,
            Command::Dump(_)
            | Command::Explain(_)
            | Command::Schema(_)
            | Command::Lsp(_)
            | Command::Completions(_)
            | Command::Man(_) => true,
        }
    }
}

/// Options for messages.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(super) struct MessageOptions {
    /// Format of errors and warnings [default: full; in GitHub Actions: github].
    #[arg(long, value_enum, value_name = "FORMAT", global = true)]
    pub(super) message_format: Option<MessageFormat>,
    /// Colour messages. `auto` respects NO_COLOR, CLICOLOR_FORCE and TERM=dumb.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    pub(super) color: Color,
    /// Print errors and warnings only.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print more: each file that is read.
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// The format of errors and warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the source line and a suggestion.
    Full,
    /// One line each: path, line, column, severity, rule, message.
    Short,
    /// One JSON object per line.
    Json,
    /// One SARIF 2.1.0 log for the whole run.
    Sarif,
    /// Annotations for GitHub Actions.
    Github,
}

/// When messages are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal that supports colours.
    #[default]
    Auto,
    /// In files and pipes as well.
    Always,
    /// Never.
    Never,
}

/// `init`.
#[derive(Debug, Args)]
#[command(after_help = help::INIT)]
pub(super) struct Init {
    /// Folder to write into, created if it does not exist [default: the working folder].
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Template.
    #[arg(short, long, value_enum, value_name = "NAME", default_value_t)]
    pub(super) template: Template,
    /// Language of the texts, as `en`, `de` or `fr`, also with a region [default: en].
    #[arg(long, value_name = "TAG")]
    pub(super) lang: Option<String>,
    /// Title [default: that of the template].
    #[arg(long)]
    pub(super) title: Option<String>,
}

/// The source, and the levels of its rules.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Markdown files, folders with a `pamphlet.toml`, such manifests, or `-` for standard input [default:
    /// the `pamphlet.toml` here, in `source/`, or in the nearest folder above].
    #[arg(value_name = "SOURCE")]
    pub(super) sources: Vec<PathBuf>,
    /// Format of the source.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(super) from: SourceFormat,
    /// Treat warnings as errors.
    #[arg(long, help_heading = "Errors and warnings")]
    pub(super) strict: bool,
    /// Do not report RULE. May be repeated.
    #[arg(long, value_name = "RULE", help_heading = "Errors and warnings")]
    pub(super) allow: Vec<String>,
    /// Report RULE as a warning. May be repeated.
    #[arg(long, value_name = "RULE", help_heading = "Errors and warnings")]
    pub(super) warn: Vec<String>,
    /// Report RULE as an error. May be repeated.
    #[arg(long, value_name = "RULE", help_heading = "Errors and warnings")]
    pub(super) deny: Vec<String>,
    /// Threads to use [default: one per processor].
    #[arg(long, value_name = "N", display_order = 100, value_parser = clap::value_parser!(u16).range(1..=MAX_JOBS.into()))]
    pub(super) jobs: Option<u16>,
}

/// The most threads: more than any machine has processors.
pub(super) const MAX_JOBS: u16 = 1024;

/// The format of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum SourceFormat {
    /// Markdown.
    #[default]
    Markdown,
    /// Pandoc's document as JSON, as `pandoc -t json` writes it.
    Pandoc,
    /// The document as JSON, as `dump --stage json` writes it.
    Json,
}

/// Options for theme and fonts, which override the source.
#[derive(Debug, Args)]
#[command(next_help_heading = "Theme and fonts")]
pub(super) struct DesignOptions {
    /// Theme: classic, modern, or the path of a theme file in the publication's folder, `house.toml`
    /// [default: that of the source, else classic].
    #[arg(long, value_name = "NAME", value_parser = theme)]
    pub(super) theme: Option<String>,
    /// Font file or folder to use before the built-in fonts. May be repeated.
    #[arg(long, value_name = "PATH", action = ArgAction::Append)]
    pub(super) font_path: Vec<PathBuf>,
    /// Use the fonts of this machine as well. Other machines may then build different editions.
    #[arg(long)]
    pub(super) system_fonts: bool,
}

/// The name of a built-in theme, or a path that can be that of a theme's file.
fn theme(name: &str) -> Result<String, String> {
    if Theme::NAMES.contains(&name) || Themes::is_file(name) {
        return Ok(name.to_owned());
    }
    let names = Theme::NAMES.join("`, `");
    Err(match nearest(name, &Theme::NAMES) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("use one of `{names}`, or the path of a theme file, which ends in `.toml`"),
    })
}

/// Options for single editions, which override the source.
#[derive(Debug, Args)]
#[command(next_help_heading = "Editions")]
pub(super) struct EditionOptions {
    /// PDF: draw margins, grid, boxes and baselines on the pages.
    #[arg(long)]
    pub(super) debug_layout: bool,
    /// HTML: write style and images to separate files.
    #[arg(long)]
    pub(super) assets: bool,
    /// Text: line width in terminal cells [default: 72].
    #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(WIDTHS))]
    pub(super) width: Option<u16>,
    /// Text: replace quotation marks, dashes and the like by ASCII.
    #[arg(long)]
    pub(super) ascii: bool,
}

/// `build`.
#[derive(Debug, Args)]
#[command(after_help = help::BUILD)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) input: Input,
    /// Names of the editions to build, separated by commas [default: all; pdf, epub, html and txt unless the
    /// publication declares others].
    #[arg(short, long, value_delimiter = ',', value_name = "EDITIONS")]
    pub(super) to: Vec<String>,
    /// Output folder; for one edition also a file name, or `-` for standard output [default: `output`,
    /// next to a manifest that was found above].
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Creation date, in seconds since 1970-01-01 UTC [default: SOURCE_DATE_EPOCH, else the
    /// publication's date, else 1980-01-01; never the clock].
    #[arg(long, value_name = "SECONDS")]
    pub(super) creation_date: Option<u64>,
    /// Show what changed since OLD, a Markdown file or publication: insertions and deletions are marked, with a list
    /// of changes. The files are called `NAME-redline`.
    #[arg(long, value_name = "OLD")]
    pub(super) redline: Option<PathBuf>,
    /// Write the dependencies to FILE, as rules for make or Ninja; `-` for standard output.
    #[arg(long, value_name = "FILE")]
    pub(super) deps: Option<PathBuf>,
    #[command(flatten)]
    pub(super) forms: EditionOptions,
    #[command(flatten)]
    pub(super) style: DesignOptions,
}

/// `watch`.
#[derive(Debug, Args)]
#[command(after_help = help::WATCH)]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) build: Build,
}

/// `serve`.
#[derive(Debug, Args)]
#[command(after_help = help::SERVE)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) input: Input,
    /// Names of the editions to show, separated by commas [default: all].
    #[arg(short, long, value_delimiter = ',', value_name = "EDITIONS")]
    pub(super) to: Vec<String>,
    /// Port on the loopback address; 0 for any that is free [default: 4321, or any if it is taken].
    #[arg(short, long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Open the browser.
    #[arg(long)]
    pub(super) open: bool,
    /// Creation date, as for `build`.
    #[arg(long, value_name = "SECONDS")]
    pub(super) creation_date: Option<u64>,
    #[command(flatten)]
    pub(super) style: DesignOptions,
}

/// `check`.
#[derive(Debug, Args)]
#[command(after_help = help::CHECK)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    /// Apply safe fixes to the source files. Standard input is fixed to standard output.
    #[arg(long, conflicts_with = "from")]
    pub(super) fix: bool,
    /// Show what `--fix` would change, as a diff, and change nothing.
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
    /// Names of the editions to check for, separated by commas [default: all].
    #[arg(short, long, value_delimiter = ',', value_name = "EDITIONS")]
    pub(super) to: Vec<String>,
    #[command(flatten)]
    pub(super) style: DesignOptions,
}

/// `import`.
#[derive(Debug, Args)]
#[command(after_help = help::IMPORT)]
pub(super) struct Import {
    /// Word file (`.docx`), web page (`.html`), Pandoc's JSON, text that came out of a PDF (`.txt`), or the folder of an
    /// mdBook, a Quarto or a Pandoc project.
    #[arg(value_name = "FILE|DIR")]
    pub(super) source: PathBuf,
    /// Folder of the new source [default: the name of FILE without its ending].
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Overwrite files that exist.
    #[arg(long)]
    pub(super) force: bool,
}

/// `fmt`.
#[derive(Debug, Args)]
#[command(after_help = help::FMT)]
pub(super) struct Fmt {
    /// Markdown files, folders with a `pamphlet.toml`, manifests, or `-` for standard input to standard output
    /// [default: the nearest `pamphlet.toml`].
    pub(super) files: Vec<PathBuf>,
    /// Write nothing; fail if a file would change, and name it.
    #[arg(long)]
    pub(super) check: bool,
    /// Write nothing; show what would change, as a diff.
    #[arg(long)]
    pub(super) diff: bool,
}

/// `verify`.
#[derive(Debug, Args)]
#[command(after_help = help::VERIFY)]
pub(super) struct Verify {
    #[command(flatten)]
    pub(super) input: Input,
    /// Names of the editions to verify, separated by commas [default: all].
    #[arg(short, long, value_delimiter = ',', value_name = "EDITIONS")]
    pub(super) to: Vec<String>,
    /// Folder of the editions, or the file of one [default: `output`, next to a manifest that was found
    /// above].
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// The old version that redline editions were built with.
    #[arg(long, value_name = "OLD")]
    pub(super) redline: Option<PathBuf>,
    /// Format of the report on standard output.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ReportFormat,
    /// Do not ask for the same bytes as a new build, only for the same words, structure and parts. Use it
    /// for files that another program compressed, changed or made.
    #[arg(long)]
    pub(super) no_rebuild: bool,
    /// Creation date that the editions were built with, in seconds since 1970-01-01 UTC [default: that
    /// of the build record].
    #[arg(long, value_name = "SECONDS")]
    pub(super) creation_date: Option<u64>,
    #[command(flatten)]
    pub(super) forms: EditionOptions,
    #[command(flatten)]
    pub(super) style: DesignOptions,
}

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ReportFormat {
    /// One line per edition.
    #[default]
    Text,
    /// One JSON object with all differences.
    Json,
}

/// `report`.
#[derive(Debug, Args)]
#[command(after_help = help::REPORT)]
pub(super) struct Report {
    #[command(flatten)]
    pub(super) input: Input,
    /// Folder of the editions, which the report is written into [default: `output`, next to a manifest that
    /// was found above].
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// File with the questions that only a person can answer; written if there is none, and never changed
    /// after that [default: `SLUG.accessibility.toml` in the folder of the source].
    #[arg(long, value_name = "FILE")]
    pub(super) questions: Option<PathBuf>,
    #[command(flatten)]
    pub(super) style: DesignOptions,
}

/// `compare`.
#[derive(Debug, Args)]
#[command(after_help = help::COMPARE)]
pub(super) struct Compare {
    /// The old text: a Markdown file, a publication, or a published file (`.pdf`, `.epub`, `.html`, `.txt`).
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The new text, of the same kinds.
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// Format of the report.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ComparisonFormat,
}

/// `inspect`.
#[derive(Debug, Args)]
#[command(after_help = help::INSPECT)]
pub(super) struct Inspect {
    /// The file: `.pdf`, `.epub`, `.html` or `.txt`.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Print the passage that has ID instead: its place and its words.
    #[arg(long, value_name = "ID")]
    pub(super) passage: Option<String>,
    /// Format of the report.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ComparisonFormat,
}

/// The format of what `compare` and `inspect` print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ComparisonFormat {
    /// In words.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

/// `dump`.
#[derive(Debug, Args)]
#[command(after_help = help::DUMP)]
pub(super) struct Dump {
    #[command(flatten)]
    pub(super) input: Input,
    /// What to print.
    #[arg(long, value_enum, default_value_t)]
    pub(super) stage: Stage,
    /// Name of the edition whose pages are printed [default: the first that has pages].
    #[arg(long, value_name = "EDITION")]
    pub(super) edition: Option<String>,
    #[command(flatten)]
    pub(super) style: DesignOptions,
}

/// What `dump` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Stage {
    /// The document tree, as text.
    #[default]
    Tree,
    /// The pages: their lines and what is drawn, with measurements.
    Layout,
    /// The structure tree of the PDF.
    Tags,
    /// The theme of the edition with all its values, as a theme file.
    Theme,
    /// The document tree, as JSON.
    Json,
    /// Pandoc's document, as JSON for `pandoc -f json`.
    Pandoc,
}

/// `explain`.
#[derive(Debug, Args)]
#[command(after_help = help::EXPLAIN)]
pub(super) struct Explain {
    /// Rule to explain [default: list all rules].
    pub(super) rule: Option<String>,
}

/// `schema`.
#[derive(Debug, Args)]
#[command(after_help = help::SCHEMA)]
pub(super) struct Schema {
    /// What the schema is of.
    #[arg(value_enum)]
    pub(super) name: SchemaName,
}

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaName {
    /// `pamphlet.toml`.
    Manifest,
    /// The front matter of a Markdown file.
    FrontMatter,
    /// A theme file.
    Theme,
    /// The document, as `dump --stage json` prints it.
    Tree,
}

/// `lsp`.
#[derive(Debug, Args)]
#[command(after_help = help::LSP)]
pub(super) struct Lsp {
    /// Use standard input and output, as always: many editors say so.
    #[arg(long, hide = true)]
    pub(super) stdio: bool,
}

/// `completions`.
#[derive(Debug, Args)]
#[command(after_help = help::COMPLETIONS)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(super) shell: ShellName,
}

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShellName {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    Powershell,
    /// Elvish.
    Elvish,
}

/// `man`.
#[derive(Debug, Args)]
#[command(after_help = help::MAN)]
pub(super) struct Man {
    /// The command that the page is of [default: the program].
    pub(super) command: Option<String>,
}
