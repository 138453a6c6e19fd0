//! What the options of a command line ask of a build.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context;

use crate::backend::Registry;
use crate::cli::args::{DesignOptions, EditionOptions, Input, MAX_JOBS, MessageFormat, SourceFormat};
use crate::cli::fonts;
use crate::pipeline::lints::{Level, Strictness, advice};
use crate::pipeline::{self, LintLevels};
use crate::plan::BuildOptions;
use crate::project::{self, ChapterFiles, Work, advise};
use crate::publication;

/// The backends, the options of the build and the levels of rules.
pub(super) struct Run {
    pub(super) registry: Registry,
    pub(super) options: BuildOptions,
    pub(super) levels: LintLevels,
    /// The files of the fonts that the command line asks for.
    pub(super) font_files: Vec<PathBuf>,
}

impl Run {
    /// Reads what every command has.
    pub(super) fn new(input: &Input, design: &DesignOptions) -> anyhow::Result<Run> {
        use_jobs(input.jobs)?;
        let levels = levels(input)?;
        let font_folders = system_fonts();
        let given = fonts::given(design, &font_folders)?;
        let (font_files, fonts) = given.into_iter().unzip();
        let theme = design.theme.clone();
        let from = match input.from {
            SourceFormat::Markdown => publication::SourceFormat::Markdown,
            SourceFormat::Pandoc => publication::SourceFormat::Pandoc,
            SourceFormat::Json => publication::SourceFormat::Json,
        };
        let options = BuildOptions { from, theme, fonts, font_folders, ..BuildOptions::default() };
        Ok(Run { registry: Registry::builtin(), options, levels, font_files })
    }

    /// Reads the fonts of the command line again, where one of them changed.
    pub(super) fn refresh(
        &mut self,
        design: &DesignOptions,
        changed: &BTreeSet<PathBuf>,
    ) -> anyhow::Result<()> {
        if self.font_files.iter().any(|it| changed.contains(it)) {
            let given = fonts::given(design, &self.options.font_folders)?;
            (self.font_files, self.options.fonts) = given.into_iter().unzip();
        }
        Ok(())
    }

    /// What the SOURCEs name. A chapter is taken within its publication if it is Markdown.
    pub(super) fn work(&self, input: &Input) -> anyhow::Result<Work> {
        let chapters = match self.options.from {
            publication::SourceFormat::Markdown => ChapterFiles::Within,
            publication::SourceFormat::Pandoc | publication::SourceFormat::Json => ChapterFiles::Alone,
        };
        project::publications(&input.sources, chapters)
    }

    /// Lays the options for single formats over those of the source.
    pub(super) fn lay_over(&mut self, typed: &EditionOptions) {
        let mut set = |format: &str, name: &str, value: Option<serde_json::Value>| {
            if let Some(value) = value {
                self.options.settings.entry(format.to_owned()).or_default().set(name, value);
            }
        };
        let flag = |it: bool| it.then(|| true.into());
        set("pdf", "debug-layout", flag(typed.debug_layout));
        set("html", "assets", flag(typed.assets));
        set("txt", "width", typed.width.map(Into::into));
        set("txt", "ascii", flag(typed.ascii));
    }
}

/// The levels that the command line sets.
pub(super) fn levels(input: &Input) -> anyhow::Result<LintLevels> {
    let rules = pipeline::rules();
    let mut levels = LintLevels::new(if input.strict { Strictness::Strict } else { Strictness::Lenient });
    let lists = [(&input.allow, Level::Allow), (&input.warn, Level::Warn), (&input.deny, Level::Deny)];
    for (names, level) in lists {
        for name in names {
            let unknown = |help| advise(format!("unknown rule `{name}`"), help);
            levels.set(name, level, &rules).map_err(unknown)?;
        }
    }
    Ok(levels)
}

/// What there is to do where a rule does not exist.
pub(super) fn rule_advice(name: &str) -> String {
    advice(name, &pipeline::rules())
}

/// Sets how many threads the work is shared among. What the environment asks for has the same limit as `--jobs`.
pub(super) fn use_jobs(jobs: Option<u16>) -> anyhow::Result<()> {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|it| it.parse::<u64>().ok());
    let asked = asked.filter(|it| *it > 0).map(|it| u16::try_from(it).unwrap_or(MAX_JOBS).min(MAX_JOBS));
    let Some(jobs) = jobs.or(asked) else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
    pool.build_global().with_context(|| format!("cannot start {jobs} threads"))
}

/// The creation date that the command line or the environment asks for.
///
/// `SOURCE_DATE_EPOCH` is whole seconds since 1970 UTC; what is malformed is an error, as its specification asks
/// (reproducible-builds.org, SOURCE_DATE_EPOCH 1.1). Empty, it is as unset: so scripts and containers unset it.
pub(super) fn created(typed: Option<u64>) -> anyhow::Result<Option<u64>> {
    const NAME: &str = "SOURCE_DATE_EPOCH";
    let Some(value) = std::env::var_os(NAME).filter(|it| typed.is_none() && !it.is_empty()) else {
        return Ok(typed);
    };
    let digits = value.to_str().filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    match digits.and_then(|it| it.parse().ok()) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(advise(
            format!("invalid `{NAME}`: `{}`", value.to_string_lossy()),
            "set it to whole seconds since 1970-01-01 UTC, or unset it",
        )),
    }
}

/// How faults are shown where nobody says it: inside GitHub Actions as its annotations (GitHub Docs, Default
/// environment variables, `GITHUB_ACTIONS`).
pub(super) fn usual_format() -> MessageFormat {
    match std::env::var_os("GITHUB_ACTIONS") {
        Some(it) if it == "true" => MessageFormat::Github,
        Some(_) | None => MessageFormat::Full,
    }
}

/// The folders where the fonts of a system are, those of the user first (XDG Base Directory 0.8; Apple's and Microsoft's guides).
fn system_fonts() -> Vec<PathBuf> {
    let shared = std::env::var_os("XDG_DATA_DIRS").filter(|it| !it.is_empty());
    let shared = shared.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let own = std::env::var_os("XDG_DATA_HOME").filter(|it| !it.is_empty()).map(PathBuf::from);
    let own = own.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
    let all = own.into_iter().chain(std::env::split_paths(&shared));
    let mut folders: Vec<PathBuf> = all.map(|it| it.join("fonts")).collect();
    folders.extend(["/Library/Fonts", "/System/Library/Fonts", "C:\\Windows\\Fonts"].map(PathBuf::from));
    folders
}
