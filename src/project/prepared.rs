//! A publication that is read, with what a build of it follows.

use std::borrow::Cow;

use crate::backend::Registry;
use crate::pipeline::{self, Build, BuildSetup, LintLevels};
use crate::plan::{BuildOptions, EditionPlan, Plan};
use crate::project::design::{with_fonts, with_themes};
use crate::project::failure::advise;
use crate::project::find::Named;
use crate::project::fonts::complete;
use crate::project::source::{Reading, open};
use crate::publication::nearest;
use crate::theme::Theme;

/// A publication that is read, with what a build of it follows.
pub(crate) struct Prepared<'o> {
    /// What was read, with the diagnostics.
    pub(crate) reading: Reading,
    /// The backends, with those that its manifest declares.
    pub(crate) registry: Registry,
    /// What was asked for, with the fonts of the machine that it needs.
    pub(crate) options: Cow<'o, BuildOptions>,
    /// The plan of all editions that it declares.
    pub(crate) plan: Plan,
}

impl<'o> Prepared<'o> {
    /// Reads a publication and plans its editions.
    pub(crate) fn new(
        named: &Named,
        builtin: &Registry,
        options: &'o BuildOptions,
    ) -> anyhow::Result<Prepared<'o>> {
        let mut reading = open(named)?.read_as(options.from);
        if let Some(old) = &options.redline {
            reading.show_changes(old, options.from)?;
        }
        let registry = reading.registry(builtin);
        let options = with_themes(&mut reading, Cow::Borrowed(options), &[]);
        let options = with_fonts(&mut reading, options);
        let options = complete(&mut reading, options);
        let plan = reading.plan(&registry, &options);
        Ok(Prepared { reading, registry, options, plan })
    }

    /// Takes the editions as a record has them, with what was asked for over that.
    pub(crate) fn recall(&mut self, recorded: &[EditionPlan]) {
        let pages = recorded.iter().filter_map(|it| it.page_numbers.as_deref());
        let themes: Vec<&str> = recorded.iter().chain(pages).map(|it| it.theme.as_str()).collect();
        let options = std::mem::take(&mut self.options);
        self.options = with_themes(&mut self.reading, options, &themes);
        self.plan.sources.clone_from(&self.reading.contents);
        self.plan = self.plan.clone().recalled(recorded, &self.registry, &self.options);
    }

    /// The theme of the first HTML edition of a plan, which is that of the first page of a collection.
    pub(crate) fn first_page_theme(&self, plan: &Plan) -> Option<Theme> {
        let html = plan.editions.iter().find(|it| it.format == "html")?;
        Some(self.options.themes.get_or_default(&html.theme))
    }

    /// The plan of the editions that were asked for.
    ///
    /// # Errors
    ///
    /// Where there is no edition of a name.
    pub(crate) fn selected(&self) -> anyhow::Result<Plan> {
        self.plan.clone().select(&self.options.editions).map_err(|unknown| {
            let known: Vec<&str> = self.plan.editions.iter().map(|it| it.name.as_str()).collect();
            let message = format!("`{}` has no edition `{unknown}`", self.plan.publication);
            let named: Vec<String> = known.iter().map(|it| format!("`{it}`")).collect();
            let meant = meant(&unknown, &known).map(|it| format!("; did you mean `{it}`?"));
            advise(message, format!("its editions are {}{}", named.join(", "), meant.unwrap_or_default()))
        })
    }

    /// Makes the editions of a plan; `None` where an error stops it.
    pub(crate) fn render(&mut self, plan: &Plan, levels: &LintLevels) -> anyhow::Result<Option<Build>> {
        let Prepared { reading, registry, options, .. } = self;
        let setup = BuildSetup { registry, options, levels };
        pipeline::render(&reading.manuscript, plan, &setup, &mut reading.diags)
    }
}

/// What else formats are called.
const FORMATS: [(&str, &[&str]); 4] = [
    ("pdf", &["print", "paper", "pages", "latex", "beamer"]),
    ("epub", &["ebook", "e-book", "epub3", "kindle", "mobi", "azw3"]),
    ("html", &["web", "website", "htm", "html5", "xhtml", "page"]),
    ("txt", &["text", "plain", "plaintext", "plain-text", "ascii"]),
];

/// The edition that was probably meant by a name.
fn meant<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let format = FORMATS.iter().find(|it| it.1.contains(&name.as_str())).map(|it| it.0);
    known.iter().find(|it| Some(**it) == format).copied().or_else(|| nearest(&name, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_meant_by_other_names() {
        let known = ["pdf", "large-print", "txt"];
        let named = ["plaintext", "PDF", "print", "large-prnt", "web", "docx"].map(|it| meant(it, &known));
        assert_eq!(named, [Some("txt"), Some("pdf"), Some("pdf"), Some("large-print"), None, None]);
    }
}
