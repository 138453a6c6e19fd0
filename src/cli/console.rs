//! The only place that prints.
//!
//! Standard output has only what the user asked for; everything else goes to standard error.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::cli::args::{Color, MessageFormat, MessageOptions};
use crate::cli::run;
use crate::diag::{Diagnostics, Severity, full, github, json, sarif, short};
use crate::project::files::show;
use crate::project::{Chapter, Failure, Gathered, Work, advise};
use crate::source::Sources;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const BOLD: Style = Style::new().bold();
/// Of each rule, no more places than this are printed for people.
const MOST_OF_A_KIND: usize = 10;

const DIM: Style = Style::new().dimmed();

/// How much is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// Where messages go.
pub(super) struct Console {
    stream: Mutex<Box<dyn Write + Send>>,
    format: MessageFormat,
    verbosity: Verbosity,
    /// The diagnostics so far, for the formats that print one log at the end.
    log: Mutex<sarif::Log>,
}

/// A line of the summary: one edition.
pub(super) struct Told<'a> {
    /// Its first file.
    pub(super) path: &'a Path,
    /// The size of all its files, in bytes.
    pub(super) size: usize,
    /// The number of its files.
    pub(super) files: usize,
    /// The number of its pages; `None` for an edition without pages.
    pub(super) pages: Option<usize>,
}

impl Console {
    /// A console with the options of the command line. Messages for programs go to standard output, if the command
    /// does not write its result there.
    pub(super) fn new(options: &MessageOptions, is_output_taken: bool) -> Console {
        let choice = match options.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let verbosity = match (options.quiet, options.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        };
        let format = options.message_format.unwrap_or_else(run::usual_format);
        let stream: Box<dyn Write + Send> = match format.is_for_programs() && !is_output_taken {
            true => Box::new(io::stdout()),
            false => Box::new(AutoStream::new(io::stderr(), choice)),
        };
        Console { stream: Mutex::new(stream), format, verbosity, log: Mutex::default() }
    }

    /// Writes to standard error. If that is closed, there is nobody to report to.
    fn print(&self, text: &str) {
        if let Ok(mut stream) = self.stream.lock() {
            drop(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
        }
    }

    /// Prints the diagnostics of a document.
    pub(super) fn diagnostics(&self, diags: &Diagnostics, sources: &Sources) {
        let render = match self.format {
            MessageFormat::Full => full::render,
            MessageFormat::Short => short::render,
            MessageFormat::Json => json::render,
            MessageFormat::Github => github::render,
            MessageFormat::Sarif => {
                return self.log(|log| diags.iter().for_each(|it| log.push(it, sources)));
            }
        };
        let is_complete = !matches!(self.format, MessageFormat::Full | MessageFormat::Short);
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in diags.iter() {
            let count = shown.entry(diagnostic.rule.id).or_default();
            *count += 1;
            if is_complete || *count <= MOST_OF_A_KIND {
                self.print(&render(diagnostic, sources));
            }
        }
        for (rule, count) in shown.into_iter().filter(|(_, count)| !is_complete && *count > MOST_OF_A_KIND) {
            let more = count - MOST_OF_A_KIND;
            self.print(&format!("… and {more} more of `{rule}`; `--message-format json` has all\n"));
        }
    }

    /// Prints what is to be known of the work before it begins: the warnings of the manifests of collections, and
    /// which of the named files are chapters.
    pub(super) fn work(&self, work: &Work, chapters: &str) {
        for Gathered { diags, sources, .. } in work.parts.iter().filter_map(|it| it.collection.as_ref()) {
            self.diagnostics(diags, sources);
        }
        for Chapter { shown, manifest } in &work.chapters {
            self.note(&format!("`{shown}` is a chapter of `{}`; {chapters}", show(manifest)));
        }
    }

    /// Prints what people may want to know.
    pub(super) fn note(&self, text: &str) {
        if self.format.is_for_people() && self.verbosity > Verbosity::Quiet {
            self.print(&format!("{BOLD}note{BOLD:#}: {text}\n"));
        }
    }

    /// Prints the names of files that were read, with `--verbose`.
    pub(super) fn files_read(&self, files: &[PathBuf]) {
        files.iter().for_each(|it| self.detail(&format!("read {}", show(it))));
    }

    fn log(&self, write: impl FnOnce(&mut sarif::Log)) {
        if let Ok(mut log) = self.log.lock() {
            write(&mut log);
        }
    }

    /// Ends the run: prints the log that had to wait until the end.
    pub(super) fn finish(&self) {
        if self.format == MessageFormat::Sarif {
            let mut text = String::new();
            self.log(|log| text = log.render());
            self.print(&text);
        }
    }

    /// Prints a failure: what was being done, why it failed, and the help if there is one.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        let failure = error.chain().find_map(|it| it.downcast_ref::<Failure>());
        if let Some((diags, sources)) = failure.and_then(|it| it.faults.as_deref()) {
            self.diagnostics(diags, sources);
        }
        let help = failure.map(|it| it.help.as_str()).filter(|it| !it.is_empty());
        let text = match self.format {
            MessageFormat::Json => {
                let object = serde_json::json!({
                    "rule": null, "severity": "error", "message": format!("{error:#}"), "help": help,
                    "place": null, "also": [],
                });
                format!("{object}\n")
            }
            MessageFormat::Short => format!("error: {error:#}\n"),
            MessageFormat::Github => github::failure(&format!("{error:#}")),
            MessageFormat::Sarif => return self.log(|log| log.fail(&format!("{error:#}"))),
            MessageFormat::Full => {
                let help = help.map(|it| format!("  {BOLD}help{BOLD:#}: {it}\n")).unwrap_or_default();
                format!("{ERROR}error{ERROR:#}{BOLD}: {error:#}{BOLD:#}\n{help}")
            }
        };
        self.print(&text);
    }

    /// Prints the number of errors and warnings and the consequence, in the formats for people.
    pub(super) fn verdict(&self, name: &str, diags: &Diagnostics, consequence: &str) {
        if !self.format.is_for_people() || self.verbosity == Verbosity::Quiet {
            return;
        }
        let count = |severity: Severity| match diags.count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.word())),
            many => Some(format!("{many} {}s", severity.word())),
        };
        let counts: Vec<String> =
            [Severity::Error, Severity::Warning].into_iter().filter_map(count).collect();
        let counts = if counts.is_empty() { "no errors or warnings".to_owned() } else { counts.join(", ") };
        self.print(&format!("{BOLD}{name}{BOLD:#}: {counts}{consequence}\n"));
    }

    /// Prints the summary of a build: file, size, pages; then the words, which are counted only if they are printed,
    /// and the time.
    pub(super) fn summary(
        &self,
        name: &str,
        editions: &[Told<'_>],
        words: impl FnOnce() -> usize,
        seconds: f64,
    ) {
        if self.is_silent() {
            return;
        }
        let words = match words() {
            1 => "1 word".to_owned(),
            words => format!("{words} words"),
        };
        self.made(name, editions, &format!("{words}, {seconds:.2} s"));
    }

    /// Whether no summary is printed.
    fn is_silent(&self) -> bool {
        self.format.is_for_programs() || self.verbosity == Verbosity::Quiet
    }

    /// Prints the files of a publication, and a line about it.
    pub(super) fn made(&self, name: &str, editions: &[Told<'_>], of: &str) {
        if self.is_silent() {
            return;
        }
        let width = editions.iter().map(|it| show(it.path).chars().count()).max().unwrap_or(0);
        let mut text = String::new();
        for edition in editions {
            let count = match (edition.pages, edition.files) {
                (Some(1), _) => "  1 page".to_owned(),
                (Some(pages), _) => format!("  {pages} pages"),
                (None, 1) => String::new(),
                (None, files) => format!("  {files} files"),
            };
            text.push_str(&format!("{:width$}  {:>9}{count}\n", show(edition.path), size(edition.size)));
        }
        text.push_str(&format!("{BOLD}{name}{BOLD:#}: {of}\n"));
        self.print(&text);
    }

    /// Refuses a format that is one log for the whole run, where the run has no end.
    pub(super) fn refuse_logs(&self, command: &str) -> anyhow::Result<()> {
        if self.format != MessageFormat::Sarif {
            return Ok(());
        }
        let message =
            format!("`{command}` cannot write `--message-format sarif`: it is one log for a whole run");
        Err(advise(message, "use `--message-format json`, or `pamphlet check`"))
    }

    /// Prints what a command did.
    pub(super) fn result(&self, text: &str) {
        if !self.is_silent() {
            self.print(text);
        }
    }

    /// Prints the name of a removed file.
    pub(super) fn removed(&self, path: &Path) {
        if !self.is_silent() {
            self.print(&format!("{}  removed: no longer built\n", show(path)));
        }
    }

    /// Whether a report for people would be in the way: of who wants diagnostics only, or of a program that reads them.
    pub(super) fn is_report_unwanted(&self) -> bool {
        self.is_silent()
    }

    /// Prints a detail, with `--verbose`.
    pub(super) fn detail(&self, text: &str) {
        if self.verbosity == Verbosity::Verbose && !self.format.is_for_programs() {
            self.print(&format!("{DIM}{text}{DIM:#}\n"));
        }
    }
}

impl MessageFormat {
    /// Whether the format is for people, so that a count of errors is useful.
    fn is_for_people(self) -> bool {
        match self {
            MessageFormat::Full | MessageFormat::Github => true,
            MessageFormat::Short | MessageFormat::Json | MessageFormat::Sarif => false,
        }
    }

    /// Whether another program reads the whole output, so that nothing else may be printed.
    fn is_for_programs(self) -> bool {
        match self {
            MessageFormat::Json | MessageFormat::Sarif => true,
            MessageFormat::Full | MessageFormat::Short | MessageFormat::Github => false,
        }
    }
}

/// Bytes in the units of file managers: powers of a thousand.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// Writes a result to standard output. A reader that closes it early, such as `head`, is not a failure.
pub(super) fn deliver(bytes: &[u8]) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(anyhow::Error::new(error).context("cannot write to standard output"))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints help or a usage error. If the stream is closed, there is nobody to report to.
pub(super) fn usage(message: &clap::Error) {
    drop(message.print());
}
