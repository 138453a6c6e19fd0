//! What the options of a command line ask of a build.

use crate::backend::Registry;
use crate::cli::args::{DesignOptions, EditionOptions, Input};
use crate::cli::console::advise;
use crate::cli::{fonts, project};
use crate::pipeline::{LintLevels, Settings};
use crate::plan::{BuildOptions, Plan};

/// The backends, the options of the build and the levels of rules.
pub(super) struct Run {
    pub(super) registry: Registry,
    pub(super) options: BuildOptions,
    pub(super) levels: LintLevels,
}

impl Run {
    /// Reads what every command has.
    pub(super) fn new(input: &Input, design: &DesignOptions) -> anyhow::Result<Run> {
        project::use_jobs(input.jobs)?;
        let levels = project::levels(input)?;
        let (theme, fonts) = (design.theme.clone(), fonts::given(design)?);
        let options = BuildOptions { theme, fonts, ..BuildOptions::default() };
        Ok(Run { registry: Registry::builtin(), options, levels })
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

    /// What a build needs to know beside its plan.
    pub(super) fn settings(&self) -> Settings<'_> {
        let Run { registry, options, levels } = self;
        Settings { registry, options, levels }
    }

    /// The plan of the editions that were asked for.
    pub(super) fn select(&self, plan: Plan) -> anyhow::Result<Plan> {
        let known: Vec<String> = plan.editions.iter().map(|it| format!("`{}`", it.name)).collect();
        let publication = plan.publication.clone();
        plan.select(&self.options.editions).map_err(|unknown| {
            let message = format!("`{publication}` has no edition `{unknown}`");
            advise(message, format!("its editions are {}", known.join(", ")))
        })
    }
}
