//! The only place that prints.
//!
//! Standard output carries only what was asked for; everything else goes to standard error.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::cli::args::{Color, MessageFormat, MessageOptions};
use crate::cli::files::show;
use crate::cli::project;
use crate::diag::{Diagnostics, Severity, full, github, json, sarif, short};
use crate::source::Sources;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Volume {
    Quiet,
    Normal,
    Verbose,
}

/// Where messages go.
pub(super) struct Console {
    stream: Mutex<AutoStream<io::Stderr>>,
    format: MessageFormat,
    volume: Volume,
    /// The faults so far, where they are one log at the end.
    log: Mutex<sarif::Log>,
}

/// A failure that knows what to do about it.
#[derive(Debug)]
pub(super) struct Advised {
    /// What failed.
    pub(super) message: String,
    /// What to do, as an imperative.
    pub(super) help: String,
}

impl std::fmt::Display for Advised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Advised {}

/// A failure with what to do about it.
pub(super) fn advise(message: impl Into<String>, help: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(Advised { message: message.into(), help: help.into() })
}

/// What is told of an edition at the end.
pub(super) struct Told<'a> {
    /// Its file.
    pub(super) path: &'a Path,
    /// Its bytes.
    pub(super) size: usize,
    /// How many files it has.
    pub(super) files: usize,
    /// Its pages; `None` where it has none.
    pub(super) pages: Option<usize>,
}

impl Console {
    /// A console that speaks as was asked.
    pub(super) fn new(options: &MessageOptions) -> Console {
        let choice = match options.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let volume = match (options.quiet, options.verbose) {
            (true, _) => Volume::Quiet,
            (false, true) => Volume::Verbose,
            (false, false) => Volume::Normal,
        };
        Console {
            stream: Mutex::new(AutoStream::new(io::stderr(), choice)),
            format: options.message_format.unwrap_or_else(project::usual_format),
            volume,
            log: Mutex::default(),
        }
    }

    /// Writes to standard error. Where even that is closed, nobody is left to be told.
    fn say(&self, text: &str) {
        if let Ok(mut stream) = self.stream.lock() {
            drop(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
        }
    }

    /// Shows faults of a document, with their number at the end.
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
        for diagnostic in diags.iter() {
            self.say(&render(diagnostic, sources));
        }
    }

    fn log(&self, write: impl FnOnce(&mut sarif::Log)) {
        if let Ok(mut log) = self.log.lock() {
            write(&mut log);
        }
    }

    /// Ends the run: says what had to wait until all was known.
    pub(super) fn finish(&self) {
        if self.format == MessageFormat::Sarif {
            let mut text = String::new();
            self.log(|log| text = log.render());
            self.say(&text);
        }
    }

    /// Shows a failure: what was being done, why it failed, and what to do where that is known.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        let help = error.chain().find_map(|it| it.downcast_ref::<Advised>()).map(|it| it.help.as_str());
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
        self.say(&text);
    }

    /// Says how many faults there were and what follows from it, where people read along.
    pub(super) fn verdict(&self, name: &str, diags: &Diagnostics, consequence: &str) {
        if !self.format.is_for_people() || self.volume == Volume::Quiet {
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
        self.say(&format!("{BOLD}{name}{BOLD:#}: {counts}{consequence}\n"));
    }

    /// Says what was made: file, size, pages; then the words, which are counted only if they are told, and the time.
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

    /// Whether nobody is told what was made.
    fn is_silent(&self) -> bool {
        self.format.is_for_programs() || self.volume == Volume::Quiet
    }

    /// Says what was made, and in a word what of.
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
        self.say(&text);
    }

    /// Says which file was removed.
    pub(super) fn removed(&self, path: &Path) {
        if !self.is_silent() {
            self.say(&format!("{}  removed: no longer built\n", show(path)));
        }
    }

    /// Whether nothing but faults is to be said.
    pub(super) fn is_quiet(&self) -> bool {
        self.volume == Volume::Quiet
    }

    /// Says more, for who asked for it.
    pub(super) fn detail(&self, text: &str) {
        if self.volume == Volume::Verbose && !self.format.is_for_programs() {
            self.say(&format!("{DIM}{text}{DIM:#}\n"));
        }
    }
}

impl MessageFormat {
    /// Whether people read along, so that a verdict is of use.
    fn is_for_people(self) -> bool {
        match self {
            MessageFormat::Full | MessageFormat::Github => true,
            MessageFormat::Short | MessageFormat::Json | MessageFormat::Sarif => false,
        }
    }

    /// Whether another program reads all that is said, so that nothing else may stand between.
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

/// Writes what was asked for to standard output. A reader that goes away early, as `head` does, is no failure.
pub(super) fn deliver(bytes: &[u8]) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(anyhow::Error::new(error).context("cannot write to standard output"))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes help or a slip of usage where each belongs. Where the stream is closed, nobody is left to be told.
pub(super) fn usage(message: &clap::Error) {
    drop(message.print());
}
