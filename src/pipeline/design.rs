//! The design of an edition: its theme, the fonts, the pages.

use crate::backend::pdf::options::PdfOptions;
use crate::diag::Diagnostics;
use crate::document::{Document, Lang};
use crate::font::{Face, FontBook};
use crate::layout::{self, Layout};
use crate::pipeline::manuscript::Manuscript;
use crate::plan::{BuildOptions, EditionPlan};
use crate::publication::rules::{lacking_face, unknown_font};
use crate::source::Span;
use crate::theme::{Color, Slant, Theme, Weight};

/// The theme of an edition in its colour, and the fonts.
pub(super) struct Design {
    pub(super) theme: Theme,
    pub(super) fonts: FontBook,
}

/// The theme of an edition in its colour.
pub fn theme(edition: &EditionPlan, options: &BuildOptions) -> Theme {
    let theme = options.themes.get_or_default(&edition.theme);
    match edition.accent.as_deref().and_then(Color::from_hex) {
        Some(color) => theme.with_accent(color),
        None => theme,
    }
}

impl Design {
    pub(super) fn new(edition: &EditionPlan, options: &BuildOptions, lang: &Lang) -> Design {
        let theme = theme(edition, options);
        let fonts = FontBook::with(options.fonts.clone(), theme.families.clone()).for_language(lang);
        Design { theme, fonts }
    }

    /// The tree of an edition in its pages.
    pub(super) fn paginate(
        &self,
        manuscript: &Manuscript,
        tree: &Document,
        edition: &EditionPlan,
        diags: &mut Diagnostics,
    ) -> Layout {
        let options = PdfOptions::of(&edition.options);
        let place = |key: &str| edition.options.span(key).unwrap_or(tree.meta.span);
        let own = self.families(&options, place, diags);
        let fonts = own.as_ref().unwrap_or(&self.fonts);
        let (theme, resources) = (&self.theme, &manuscript.resources);
        let context = layout::Context { theme, fonts, resources, options: options.layout() };
        layout::layout(&context, tree, diags)
    }

    /// The fonts with the families that `[pdf]` names; `None` where it names none.
    fn families(
        &self,
        options: &PdfOptions,
        place: impl Fn(&str) -> Span,
        diags: &mut Diagnostics,
    ) -> Option<FontBook> {
        let names = [&options.serif_font, &options.sans_font, &options.mono_font].map(|it| it.as_deref());
        for (name, key) in names.iter().zip(["serif-font", "sans-font", "mono-font"]) {
            if let Some(name) = name.filter(|it| !self.fonts.has_family(it)) {
                diags.push(unknown_font(name, place(key), &self.fonts.families()));
            }
        }
        if let Some(text) = options.serif_font.as_deref().filter(|it| self.fonts.has_family(it)) {
            self.check_styles(text, place("serif-font"), diags);
        }
        let [serif, sans, mono] = names;
        let families = || self.theme.families.with(serif, sans, mono);
        names.iter().any(Option::is_some).then(|| self.fonts.with_families(families()))
    }

    /// Reports a family without the faces that running text needs.
    fn check_styles(&self, family: &str, span: Span, diags: &mut Diagnostics) {
        let has = |style: fn(&Face) -> bool| self.fonts.iter().any(|(_, it)| it.is_of(family) && style(it));
        if !has(|it| it.slant == Slant::Italic) {
            diags.push(lacking_face(family, "italic", span));
        }
        if !has(|it| it.weight == Weight::Bold) {
            diags.push(lacking_face(family, "bold", span));
        }
    }
}
